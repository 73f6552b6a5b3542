"""The live document holds a canvas whole: what goes in comes out, room by room, whatever the tool."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Map, Text

from facilitation.live import addresses, document, sheets
from facilitation.live.addresses import Where, resolve
from facilitation.live.differences import Operation, carried_out
from facilitation.live.sheets import Sheet
from tests import made_up_tool
from tests.strategies import SIDES, contents
from tools import TOOLS, every
from tools.canvas import SIDE, VOICE, Context, SideOf, Tool
from tools.content import blank, complete

LANGUAGES = ("nl", "es", "fr")
EVERY_TOOL = pytest.mark.parametrize("tool", [*every(), made_up_tool.TOOL], ids=lambda tool: tool.key)
ABOUT = Context(languages=LANGUAGES, sides=tuple(SideOf(key=key, place=key) for key in SIDES))
GARDEN = made_up_tool.TOOL


def received(*docs: Doc[Any]) -> Doc[Any]:
    """Return what another program makes of the updates of these documents, applied in this order."""
    there: Doc[Any] = Doc()
    for doc in docs:
        there.apply_update(doc.get_update())
    return there


@EVERY_TOOL
@settings(max_examples=100)
@given(data=st.data())
def test_what_people_wrote_comes_out_of_the_document_as_it_went_in(tool: Tool, data: st.DataObject) -> None:
    content = data.draw(contents(tool, LANGUAGES, SIDES))
    doc = document.from_content(tool, SIDES, content)
    assert document.to_content(tool, LANGUAGES, SIDES, [received(doc)]) == content


@EVERY_TOOL
@given(data=st.data())
def test_the_rooms_of_a_canvas_hold_together_what_was_written_and_each_only_what_is_its_own(
    tool: Tool, data: st.DataObject
) -> None:
    content = data.draw(contents(tool, LANGUAGES, SIDES))
    rooms = {where: document.from_content(tool, SIDES, content, where) for where in addresses.rooms(tool, ABOUT)}
    assert document.to_content(tool, LANGUAGES, SIDES, [received(doc) for doc in rooms.values()]) == content
    for where, doc in rooms.items():
        sheet = document.read(doc)
        held = {*sheet.values, *sheet.texts, *sheet.cards}
        assert {address: resolve(tool, SIDES, address).where for address in held} == dict.fromkeys(held, where)


@EVERY_TOOL
@settings(max_examples=30)
@given(data=st.data())
def test_the_cache_holds_the_same_as_the_document(tool: Tool, data: st.DataObject) -> None:
    sheet = document.read(document.from_content(tool, SIDES, data.draw(contents(tool, LANGUAGES, SIDES))))
    assert Sheet.of_json(sheet.as_json()) == sheet


@EVERY_TOOL
@settings(max_examples=30)
@given(data=st.data())
def test_two_documents_that_begin_apart_become_one_in_either_order(tool: Tool, data: st.DataObject) -> None:
    mine, theirs = (document.from_content(tool, SIDES, data.draw(contents(tool, LANGUAGES, SIDES))) for _ in "ab")
    assert document.read(received(mine, theirs)) == document.read(received(theirs, mine))


def test_the_shared_room_comes_first_and_every_side_has_a_voice_and_a_room_of_its_own() -> None:
    rooms = addresses.rooms(GARDEN, ABOUT)
    assert rooms[0] == Where()
    assert sorted(rooms[1:]) == sorted([Where(kind, side) for kind in (VOICE, SIDE) for side in SIDES])


def test_the_side_that_owns_the_project_has_no_voice_about_itself() -> None:
    tool = TOOLS[0]
    alone = Context(languages=LANGUAGES, sides=ABOUT.sides, shared=False, owner="tarija")
    assert addresses.rooms(tool, alone) == [Where(), Where(VOICE, "brasschaat"), Where(VOICE, "nimlahakok")]


def test_a_language_that_joins_finds_blanks_and_one_that_leaves_keeps_its_words() -> None:
    doc = document.from_content(GARDEN, SIDES, {"garden": {"name": {"nl": "tuin", "fr": "jardin"}}})
    content = document.to_content(GARDEN, ("nl", "es"), SIDES, [doc])
    assert content["garden"]["name"] == {"nl": "tuin", "es": "", "fr": "jardin"}


def test_a_canvas_on_which_nobody_wrote_is_blank_and_complete() -> None:
    assert document.to_content(GARDEN, LANGUAGES, SIDES, []) == blank(GARDEN, LANGUAGES, SIDES)


def test_whole_numbers_come_back_whole() -> None:
    doc = document.from_content(GARDEN, SIDES, {"numbers": {"water": 12, "centre": {"x": 3, "y": 4.5}}})
    held = document.to_content(GARDEN, LANGUAGES, SIDES, [received(doc)])["numbers"]
    assert (repr(held["water"]), repr(held["centre"])) == ("12", "{'x': 3, 'y': 4.5}")


def test_what_no_tool_declares_stays_in_the_document_and_is_not_shown() -> None:
    doc = document.from_content(GARDEN, SIDES, {"garden": {"name": {"nl": "tuin"}}})
    shown = document.to_content(GARDEN, LANGUAGES, SIDES, [doc])
    doc.get("garden.forgotten@nl", type=Text).insert(0, "van vroeger")
    doc.get("values", type=Map)["garden.older"] = {"value": 3, "id": "x", "was": None}
    doc.get("something.else", type=Map)["odd"] = [1, 2]
    doc.get("garden.plants", type=Map)["broken"] = "no card"
    assert document.to_content(GARDEN, LANGUAGES, SIDES, [received(doc)]) == shown
    assert document.read(received(doc)).text("garden.forgotten", "nl") == "van vroeger"


def test_an_option_that_the_tool_no_longer_offers_is_kept_and_not_shown() -> None:
    doc = document.from_content(GARDEN, SIDES, {"numbers": {"open": "perhaps", "shade": 99}})
    held = document.to_content(GARDEN, LANGUAGES, SIDES, [doc])["numbers"]
    assert (held["open"], held["shade"]) == (None, None)
    assert document.read(doc).values["numbers.open"].value == "perhaps"


def test_a_removed_card_is_not_in_the_content_and_can_be_listed() -> None:
    cards = [{"id": "aaaaaaaa", "who": {"nl": "An"}}, {"id": "bbbbbbbb", "who": {"nl": "Ber"}}]
    whole = complete(GARDEN, LANGUAGES, SIDES, {"people": {"gardeners": cards}})
    doc = document.from_content(GARDEN, SIDES, whole)
    document.change_card(doc, "people.gardeners", "aaaaaaaa", document.REMOVED, True)
    sheet = document.read(received(doc))
    an, ber = whole["people"]["gardeners"]
    assert sheets.content_of(GARDEN, LANGUAGES, SIDES, sheet)["people"]["gardeners"] == [ber]
    assert sheets.removed_cards(GARDEN, LANGUAGES, SIDES, sheet) == {"people.gardeners": [an]}


@given(text=st.text("aé€😀\n 👩🏽‍🌾", max_size=12), data=st.data())
def test_words_are_changed_where_a_reader_counts_them_whatever_they_are_made_of(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    changes = [Operation(cuts[0], cuts[1], "één 🌳"), Operation(cuts[2], cuts[3], "")]
    doc: Doc[Any] = Doc()
    document.change_text(doc, "a.b@nl", [Operation(0, 0, text)])
    document.change_text(doc, "a.b@nl", changes)
    assert str(received(doc).get("a.b@nl", type=Text)) == carried_out(text, changes)


@pytest.mark.parametrize(
    "address",
    [
        "garden",
        "garden.nothing",
        "garden.name.tarija",
        "garden.name/x/y",
        "garden.plants/aaaaaaaa",
        "garden.plants/aaaaaaaa/nothing",
        "garden.plants/AAAAAAAA/what",
        "garden.plants/aaaaaaaa/what/more",
        "garden.plants/aaaaaaaa/what.tarija",
        "garden.plants/aaaaaaaa/doubt",
        "garden.plants/aaaaaaaa/doubt.gent",
        "garden.plants.none/aaaaaaaa/what",
        "people.voice",
        "people.voice.gent",
        "people.voice.tarija.none",
        "people.wishes.none",
        "people.gardeners.none",
        "numbers.levels/square/march",
        "numbers.levels/square",
        "numbers.open.none",
        "",
        "/",
        ".",
        "..",
        "@",
    ],
)
def test_an_address_that_the_tool_does_not_declare_is_none(address: str) -> None:
    with pytest.raises(KeyError):
        resolve(GARDEN, SIDES, address)
