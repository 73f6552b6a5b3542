"""Markup of lists that do more: only pages with one load its script and sheet, and find every sentence for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import tools
from tests import made_up_tool
from tests.markup import tree
from tests.shelf import Shelf
from tests.strategies import LANGUAGES, SIDES, full
from tests.test_canvas_live_markup import words_of
from tools.canvas import Tool

WIDGETS = Path(__file__).parent.parent / "facilitation" / "browser" / "widgets"
HEAVIEST = 12_000
"""Bytes, compressed, of the script that a page fetches once it is live."""


@pytest.mark.parametrize("role", ["member", "observer"])
@pytest.mark.parametrize("tool", [*tools.every(), made_up_tool.TOOL], ids=lambda tool: tool.key)
def test_only_a_page_with_lists_that_do_more_loads_what_they_need_and_only_for_who_writes(
    shelf: Callable[..., Shelf], tool: Tool, role: str
) -> None:
    here = shelf(tool)
    page = here.page("tarija", role)
    plain = tool.key in ("focus_sharpener", "ambition_setter", "sdg_circle")
    assert bool(re.search(r"/dist/widgets-\w+\.css", page)) == (not plain)
    fetched = tree(page).one("canvas").said.get("data-more", "")
    assert bool(fetched) == (not plain and role == "member")
    if fetched:
        with here.visitor("tarija", role).get(fetched, headers={"Accept-Encoding": "br"}) as script:
            assert len(script.data) < HEAVIEST


def test_the_scripts_of_lists_find_every_sentence_that_they_say_in_the_language_of_the_reader(
    shelf: Callable[..., Shelf],
) -> None:
    here = shelf(made_up_tool.TOOL)
    dutch, spanish = (words_of(here.page("tarija", "member", language)) for language in ("nl", "es"))
    said = "".join(path.read_text() for path in sorted(WIDGETS.glob("*.js")))
    asked = set(re.findall(r'"((?:plane|week|weeks|split|so-far|next|day|no|of)-[a-z-]+)"', said))
    asked |= set(re.findall(r'\bword\("([a-z-]+)"', said))
    known = asked & set(dutch)
    assert {"plane-hint", "plane-taken", "weeks-on", "split-done", "of-all", "next-day", "lasts"} <= known
    assert {each for each in asked if each not in dutch} == set()
    for key in known:
        assert sorted(re.findall(r"\{\w+\}", dutch[key])) == sorted(re.findall(r"\{\w+\}", spanish[key])), key


def test_each_side_says_its_time_zone_beside_its_shape(focus: Shelf) -> None:
    zones = {each.said["data-who"]: each.said.get("data-zone") for each in tree(focus.page()).all("data-who")}
    assert zones == {
        **{side.key: side.municipality.time_zone for side in focus.world.partnership.sides},
        "": None,
    }


def test_what_is_more_or_less_is_shown_by_how_full_it_is_also_to_who_only_reads(shelf: Callable[..., Shelf]) -> None:
    here = shelf(made_up_tool.TOOL)
    content = full(made_up_tool.TOOL, LANGUAGES, SIDES)
    content["numbers"]["levels"] = {"square": {"january": 3}, "river": {"february": 0}}
    here.write(content)
    for role in ("member", "observer"):
        page = tree(here.page("tarija", role))
        bars = [each for each in page.tagged("progress") if each.said.get("data-from") == "0"]
        shown = [(each.said["value"], each.said["max"]) for each in bars if "hidden" not in each.said]
        assert set(shown) == {("3", "4"), ("0", "4")}
