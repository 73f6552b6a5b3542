"""Axe: a machine looks for barriers on every page, in every state, in both languages, in light and in dark."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask
import pytest
from jinja2 import Template

from facilitation import clock
from facilitation.data import data_dir
from tests.browser.conftest import Meet
from tests.browser.houses import House
from tests.browser.lived_in import LivedIn
from tests.browser.people import LAPTOP, PHONE, UNFOLD, Device, Somebody
from tests.browser.visits import NOT_FOUND_AND_THE_LIKE, Guide, Visits, visits
from tests.conftest import NOON

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "facilitation" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """async (tags) => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]});
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id} ${node.target.join(" ")}`));
}"""
PARTS = ("partials/", "fields/", "canvases/pictures/")
"""Folders of templates that are parts of pages."""
IN_THE_DARK = ("front page", "home", "partnership", "people, problems", "canvas", "canvas with something to solve")
DEVICES = {"nl": LAPTOP, "es": PHONE}


def pages() -> set[str]:
    """Return every template that is a page of its own."""
    root = data_dir("templates")
    names = {path.relative_to(root).as_posix() for path in root.rglob("*.html")}
    parts = {name for name in names if name.startswith(PARTS) or name.split("/")[-1].startswith("_")}
    return names - parts - {"base.html"}


class Shown:
    """Which template the page on the screen was made of, and in which language."""

    def __init__(self) -> None:
        self.last = ("", "")

    @contextmanager
    def listening(self, house: House) -> Iterator[None]:
        """Note every page that a house makes."""

        def note(_app: flask.Flask, template: Template, context: dict[str, Any], **_: object) -> None:
            self.last = (template.name or "", context["language"])

        with flask.template_rendered.connected_to(note, house.app):
            yield


def barriers(who: Somebody) -> list[str]:
    """Return what the machine finds on the page on the screen, with everything unfolded."""
    who.page.evaluate(UNFOLD)
    who.page.evaluate("scrollTo(0, 0)")  # what lies half under the strip in sight is not small: it scrolls out of there
    found: list[str] = who.page.evaluate(LOOK, RULES)
    return found


def look_at(who: Somebody, lived: LivedIn, chosen: Visits, language: str) -> set[str]:
    """Make visits, find nothing, and return the templates that were seen in this language."""
    shown, seen, found, odd = Shown(), set(), [], {}
    who.context.add_init_script(path=AXE)
    who.choose_language()
    guide = Guide(lived, who)
    with shown.listening(lived.house):
        for name, visit in chosen.items():
            visit(guide)
            found += [f"{name}: {each}" for each in barriers(who)]
            if guide.status != 200:
                odd[name] = guide.status
            if shown.last[1] == language:
                seen.add(shown.last[0])
    assert not found, "\n".join(found)
    assert odd == {name: status for name, status in NOT_FOUND_AND_THE_LIKE.items() if name in chosen}
    return seen


@pytest.mark.parametrize("language", ["nl", "es"])
def test_no_page_has_a_barrier(lived_in: LivedIn, example: House, empty: House, meet: Meet, language: str) -> None:
    device: Device = DEVICES[language]
    seen = look_at(meet(lived_in.house.address, language, device), lived_in, visits(), language)
    bare = {"front page with the example": lambda guide: guide.open("/")}
    look_at(meet(example.address, language, device), LivedIn(example, {}, {}), bare, language)
    first = {
        "first run": lambda guide: guide.open("/first-run"),
        "first run, problems": lambda guide: guide.send("/first-run", "", name=""),
    }
    seen |= look_at(meet(empty.address, language, device), LivedIn(empty, {}, {}), first, language)
    assert pages() - seen == {"home/door.html"}
    assert seen - pages() == set()


def test_the_door_has_no_barrier_whoevers_turn_it_is(example: House, meet: Meet) -> None:
    visitor = meet(example.address, "fr", PHONE)
    visitor.context.add_init_script(path=AXE)
    shown = Shown()
    with shown.listening(example):
        for days in (0, 1):
            clock.set_for_tests(NOON + datetime.timedelta(days=days))
            visitor.open("/")
            clock.set_for_tests(None)
            assert (shown.last[0], barriers(visitor)) == ("home/door.html", [])


def test_no_page_has_a_barrier_in_the_dark(lived_in: LivedIn, meet: Meet) -> None:
    who = meet(lived_in.house.address, "es", LAPTOP, color_scheme="dark")
    look_at(who, lived_in, {name: visit for name, visit in visits().items() if name in IN_THE_DARK}, "es")
