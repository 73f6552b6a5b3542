"""Fits: pages on a small phone, half a screen and a wide one; and that a page asks nothing of anybody else."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Meet
from tests.browser.lived_in import LivedIn
from tests.browser.people import UNFOLD, Device
from tests.browser.visits import Guide, visits

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 900, 1440)
"""CSS pixels: the smallest phone, a common one, a tablet, half a screen beside a call, a laptop."""
CHOSEN = (
    "front page",
    "sign in, problems",
    "invitation",
    "home",
    "home of the administrator",
    "account",
    "new partnership, problems",
    "started",
    "partnership",
    "partnership of the example",
    "people with a new invitation",
    "place",
    "new project, problems",
    "project",
    "project in the archive",
    "archive",
    "canvas",
    "canvas to read",
    "canvas, problems",
    "canvas with two answers",
    "every kind of field",
    "circle of goals",
    "earlier wordings",
    "history",
    "what changed",
    "agreement that changed",
    "what was agreed",
    "search that finds",
    "statement",
    "busy",
)
"""The pages that people use most, and those that hold the widest things."""
TOO_WIDE = """() => {
  const page = document.documentElement, scrolls = (it) => /auto|scroll/.test(getComputedStyle(it).overflowX);
  const inScroller = (it) => it !== document.body && (scrolls(it) || inScroller(it.parentElement));
  const name = (it) => it.tagName.toLowerCase() + (it.className ? "." + it.className : "");
  const hides = [page, document.body].filter((it) => getComputedStyle(it).overflowX !== "visible");
  const out = [...document.querySelectorAll("main *, header *, footer *")].filter((it) => {
    const box = it.getBoundingClientRect();
    const beyond = box.width > 1 && (box.right > page.clientWidth + 1 || box.left < -1);
    return beyond && !inScroller(it) && !it.closest("svg, .hide");
  });
  const cut = [...document.querySelectorAll(".btn, .tag, summary, select, h1, h2, h3")].filter(
    (it) => it.offsetWidth > 1 && it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).overflowX !== "visible");
  const wide = page.scrollWidth > page.clientWidth ? [`page of ${page.scrollWidth}`] : [];
  return [...wide, ...hides.map((it) => "hidden: " + name(it)), ...out.slice(0, 3).map((it) => "out: " + name(it)),
    ...cut.slice(0, 3).map((it) => "cut: " + name(it))];
}"""
"""What does not fit in the window, with everything unfolded; what scrolls in a frame of its own does."""


@pytest.mark.parametrize("language", ["nl", "es"])
def test_no_page_is_wider_than_its_window_or_asks_anything_of_another_site(
    lived_in: LivedIn, meet: Meet, language: str
) -> None:
    who = meet(lived_in.house.address, language, Device(WIDTHS[0], 800))
    who.choose_language()
    guide, known, found = Guide(lived_in, who), visits(), []
    for name in CHOSEN:
        known[name](guide)
        who.page.evaluate(UNFOLD)
        for width in WIDTHS:
            who.page.set_viewport_size({"width": width, "height": 800})
            found += [f"{name} at {width}: {each}" for each in who.page.evaluate(TOO_WIDE)]
    assert not found, "\n".join(found)
    assert who.noticed == []
