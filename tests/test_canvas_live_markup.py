"""Markup of an open canvas: scripts that know no tool find every box, its room, and what they make cards of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import tools
from facilitation.live import addresses
from facilitation.views import canvas_drawing
from facilitation.views.canvas_boxes import MODEL
from tests import made_up_tool
from tests.markup import Element, tree
from tests.shelf import Shelf
from tests.strategies import LANGUAGES, SIDES, full
from tools.canvas import Cards, Content, Grid, Tool
from tools.content import blank, complete

EVERY = [*tools.every(), made_up_tool.TOOL]
SCRIPTS = Path(__file__).parent.parent / "facilitation" / "browser" / "live"
CARD = "card0001"
each_tool = pytest.mark.parametrize("tool", EVERY, ids=lambda tool: tool.key)


def filled(tool: Tool) -> Content:
    """Return content in which every question is asked."""
    content = full(tool, LANGUAGES, SIDES)
    for _, field in tool.fields():
        if field.shown_when:
            section, name = field.shown_when[0].split(".")
            content[section][name] = field.shown_when[1]
    return content


def places(tool: Tool, content: Content) -> Iterator[tuple[str, str, str]]:
    """Yield (address, kind, room) of everything that a member of Tarija can write or read, as the tool declares it."""
    for address, field in tool.fields():
        section, name = address.split(".")
        for side in SIDES if field.per_side else ("",):
            home = f"{address}.{side}" if side else address
            held = content[section][name].get(side) if side else content[section][name]
            names = [home]
            if isinstance(field, Grid):
                names += [f"{home}/{row}/{column}" for row, _ in field.rows for column, _ in field.columns]
            if isinstance(field, Cards):
                names += [f"{home}.none"] if field.none else []
                for card, part in itertools.product(held, field.parts):
                    own = [f".{side}" for side in SIDES] if part.per_side else [""]
                    names += [f"{home}/{card['id']}/{part.name}{each}" for each in own]
            rooms = ("", *(f"/{kind}/tarija" for kind in ("voice", "side")))
            if addresses.resolve(tool, SIDES, home).where.suffix not in rooms:
                names = [home]  # it is read, as a whole
            for each in names:
                place = addresses.resolve(tool, SIDES, each)
                yield each, "mark" if place.mark else type(place.field).__name__.lower(), place.where.suffix


@each_tool
def test_every_value_has_one_box_that_says_its_address_its_kind_and_its_room(
    shelf: Callable[..., Shelf], monkeypatch: pytest.MonkeyPatch, tool: Tool
) -> None:
    monkeypatch.setattr(canvas_drawing, "FEW", 1_000)  # those of cards without forms are made of the model
    here, content = shelf(tool), filled(tool)
    here.write(content)
    page = tree(here.page("tarija", "member")).one("canvas")
    found = sorted(
        (each.said["data-box"], each.said["data-kind"], each.said["data-room"]) for each in page.all("data-box")
    )
    others = tuple(f"/side/{side}" for side in SIDES if side != "tarija")
    assert found == sorted(each for each in places(tool, content) if each[2] not in others)


@each_tool
def test_a_box_that_may_be_written_has_a_place_for_its_state_for_who_is_in_it_and_for_what_is_noticed(
    shelf: Callable[..., Shelf], tool: Tool
) -> None:
    here = shelf(tool)
    here.write(filled(tool))
    page = tree(here.page("tarija", "member")).one("canvas")
    lists = {"cards", "grid"}
    for box in page.all("data-box"):
        if box.said["data-kind"] in lists or not box.tagged("input", "textarea", "select"):
            continue
        own = [len(box.all(name)) for name in ("data-state", "data-others")]
        assert (box.said["data-box"], own) == (box.said["data-box"], [1, 1])
        beside = [] if box.said["data-kind"] == "mark" else [f"{box.id}-beside"]
        assert [each.id for each in box.all("data-part") if each.id.endswith("-beside")] == beside


@each_tool
def test_what_somebody_only_reads_has_no_inputs_and_stands_in_a_part_that_can_be_replaced(
    shelf: Callable[..., Shelf], tool: Tool
) -> None:
    here = shelf(tool)
    here.write(filled(tool))
    page = tree(here.page("tarija", "observer")).one("canvas")
    assert (page.tag, page.tagged("input", "textarea", "select", "template")) == ("div", [])
    boxes = page.all("data-box")
    for box in boxes:
        parts = [each.id for each in box.inside if "data-part" in each.said]
        assert [each for each in parts if each != f"{box.id}-talk"] == [f"{box.id}-read"]


def test_the_page_says_where_its_socket_and_its_fragment_are_who_reads_it_and_in_which_languages(focus: Shelf) -> None:
    for role in ("member", "observer"):
        for language, order in (("nl", "nl es"), ("es", "es nl")):
            said = tree(focus.page("tarija", role, language)).one("canvas").said
            wanted = {
                "data-live": f"/live{focus.address}",
                "data-now": f"{focus.address}/now?deep=no",
                "data-zone": "Europe/Brussels",
                "data-me": str(focus.world.of("tarija", role).person_id),
                "data-canvas-languages": order,
            }
            assert {name: said.get(name) for name in wanted} == wanted


def skeleton(element: Element) -> list[tuple[str, dict[str, str]]]:
    """Return the elements in one, without what depends on words, choices, places and the cards of other lists.

    The way to what people say about a card is left out too: it comes with what changes, once the card is saved. So is
    the way to its earlier wordings, which is there where there are words.
    """
    left = {"selected", "checked", "disabled", "hidden", "open", "class", "lang", "d"}
    ways = [each for way in element.all("id") if way.id.endswith("-talk") for each in way.all()]
    ways += [each for way in element.all("data-earlier") for each in (way, *way.all())]
    return [
        (each.tag, {name: value for name, value in each.said.items() if name not in left})
        for each in [element, *element.all(under="data-options")]
        if each.tag != "option" and "data-nothing" not in each.said and not any(each is way for way in ways)
    ]


@each_tool
def test_a_card_that_a_script_makes_is_the_card_that_the_server_draws(shelf: Callable[..., Shelf], tool: Tool) -> None:
    here = shelf(tool)
    content = blank(tool, LANGUAGES, SIDES)
    for address, field in tool.fields():
        section, name = address.split(".")
        if isinstance(field, Cards):
            card = [{"id": CARD}]
            content[section][name] = dict.fromkeys(SIDES, card) if field.per_side else card
    here.write(complete(tool, LANGUAGES, SIDES, content))
    text = here.page("tarija", "member")
    behind = text[text.index('<div id="aloud"') :]
    found = tree(behind.replace(MODEL, CARD)).all("data-card-of")
    models = {(each.said["data-card-of"], each.said["data-room"]): each for each in found}
    lists = {(each.said["data-cards"], each.said["data-room"]): each for each in tree(text).all("data-cards")}
    assert len(lists) > 1
    for which, drawn in lists.items():
        if drawn.inside:
            (new,), (card,) = models[which].inside, drawn.inside
            assert skeleton(new) == skeleton(card)


@each_tool
def test_what_waits_behind_a_page_stands_outside_the_form_and_holds_nobodys_words(
    shelf: Callable[..., Shelf], tool: Tool
) -> None:
    here = shelf(tool)
    here.write(filled(tool))
    text = here.page("tarija", "member")
    page, behind = text[: text.index('<div id="aloud"')], text[text.index('<div id="aloud"') :]
    assert re.findall(r"<template(?! data-besides>)", page) == []
    words = {each.words for each in tree(page).all("data-main")} | {
        each.words for each in tree(page).tagged("textarea") if each.words
    }
    assert len(words) > 5
    assert [each for each in words if each in behind] == []


def words_of(page: str) -> dict[str, str]:
    """Return the sentences that scripts say."""
    return {each.said["data-word"]: each.words for each in tree(page).one("live-words").inside}


@pytest.mark.parametrize("role", ["member", "observer"])
def test_scripts_find_every_sentence_that_they_say_in_the_language_of_the_reader(focus: Shelf, role: str) -> None:
    dutch, spanish = (words_of(focus.page("tarija", role, language)) for language in ("nl", "es"))
    said = "".join(path.read_text() for path in sorted(SCRIPTS.glob("*.js")))
    asked = set(re.findall(r'\b(?:word|button|link|tell)\("([a-z0-9-]+)"', said)) | {"in nl", "in es"}
    asked |= {f"refused-{code}" for code in re.findall(r"\b44\d\d\b", said) if code != "4401"}
    assert len(asked) > 30
    assert asked - set(dutch) == set()
    assert sorted(dutch) == sorted(spanish)
    same = {key for key in dutch if dutch[key] == spanish[key]}
    assert (same, "" in {*dutch.values(), *spanish.values()}) == (set(), False)
    for key in dutch:
        assert sorted(re.findall(r"\{\w+\}", dutch[key])) == sorted(re.findall(r"\{\w+\}", spanish[key]))


def test_every_side_and_who_has_none_can_be_shown_with_its_shape(focus: Shelf) -> None:
    shown = {each.said["data-who"]: each for each in tree(focus.page()).all("data-who")}
    assert sorted(shown) == sorted(["", *SIDES])
    looks = {each.key: f"who s{each.look}" for each in focus.world.partnership.sides} | {"": "who sj"}
    assert {key: each.inside[0].said["class"] for key, each in shown.items()} == looks


@pytest.mark.parametrize("role", ["member", "observer"])
def test_the_strip_leads_to_every_question_and_says_nothing_about_a_line_that_no_script_opened(
    focus: Shelf, role: str
) -> None:
    page = tree(focus.page("tarija", role))
    strip = page.one("strip")
    assert [each.said["href"] for each in strip.tagged("a") if each.id != "here-count"] == [
        f"#{each.id}" for each in page.tagged("section") if "question" in each.said.get("class", "").split()
    ]
    unseen = ["strip-live", "line", "here"]
    assert [name for name in unseen if "hidden" in page.one(name).said] == unseen
    assert {each.id for each in strip.tagged("button")} == ({"undo", "redo"} if role == "member" else set())
