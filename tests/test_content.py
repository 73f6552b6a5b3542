"""Content: what a filled canvas holds is complete, keeps what people typed, and two of them can be told apart."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gardens import MADE_UP, each_tool, everywhere, with_value
from tests.strategies import LANGUAGES, SIDES, contents, full
from tools.canvas import NOTHING, Content, Tool
from tools.content import (
    Change,
    as_integer,
    blank,
    check,
    complete,
    difference,
    filled_cards,
    is_blank,
    walk,
)

# Complete


def test_a_blank_canvas_has_every_field_for_every_side_and_language() -> None:
    content = blank(MADE_UP, ("es", "nl", "fr"), ("a", "b", "c", "d"))
    assert content["garden"] == {
        "name": {"es": "", "nl": "", "fr": ""},
        "story": {"es": "", "nl": "", "fr": ""},
        "plants": [],
        "plants.none": False,
    }
    assert content["people"]["voice"] == {side: {"es": "", "nl": "", "fr": ""} for side in "abcd"}
    assert content["people"]["wishes.none"] == dict.fromkeys("abcd", False)
    assert content["people"]["keeper"] == {"ids": [], "text": {"es": "", "nl": "", "fr": ""}}
    assert content["numbers"]["marks"] == {"a": {}, "b": {}, "c": {}, "d": {}}
    assert content["numbers"]["centre"] is None


def test_a_card_gets_every_part_and_what_lives_in_a_sides_room_is_kept_per_side() -> None:
    content = with_value("garden.plants", [{"id": "p1", "what": {"nl": "Eik"}, "doubt": {"tarija": {"es": "¿Sí?"}}}])
    (plant,) = content["garden"]["plants"]
    assert set(plant) == {"id", *(part.name for part in MADE_UP.field("garden.plants").parts)}  # type: ignore[attr-defined]
    assert plant["what"] == {"nl": "Eik", "es": ""}
    assert plant["doubt"] == {
        "brasschaat": {"nl": "", "es": ""},
        "tarija": {"nl": "", "es": "¿Sí?"},
        "nimlahakok": {"nl": "", "es": ""},
    }
    assert plant["secret"] == dict.fromkeys(SIDES)


def test_what_no_tool_declares_any_more_is_kept() -> None:
    old: Content = {
        "garden": {"nickname": "Ed", "name": {"fr": "Jardin"}, "plants": [{"id": "p1", "smell": 3}]},
        "cellar": {"depth": 2},
        "people": {"voice": {"edegem": {"nl": "Dag"}}},
    }
    content = complete(MADE_UP, LANGUAGES, SIDES, old)
    assert content["garden"]["nickname"] == "Ed"
    assert content["garden"]["name"] == {"nl": "", "es": "", "fr": "Jardin"}
    assert content["garden"]["plants"][0]["smell"] == 3
    assert content["cellar"] == {"depth": 2}
    assert content["people"]["voice"]["edegem"] == {"nl": "Dag", "es": ""}
    assert old == {
        "garden": {"nickname": "Ed", "name": {"fr": "Jardin"}, "plants": [{"id": "p1", "smell": 3}]},
        "cellar": {"depth": 2},
        "people": {"voice": {"edegem": {"nl": "Dag"}}},
    }


def test_ticked_options_stand_in_the_order_declared_and_an_empty_list_is_no_answer() -> None:
    assert with_value("numbers.colours", ["blue", "red"])["numbers"]["colours"] == ["red", "blue"]
    assert with_value("numbers.colours", [])["numbers"]["colours"] is None
    assert with_value("people.helpers", [])["people"]["helpers"] is None
    assert with_value("people.helpers", ["b", "a"])["people"]["helpers"] == ["b", "a"]


@each_tool
@settings(max_examples=30)
@given(st.data())
def test_completing_twice_changes_nothing(tool: Tool, data: st.DataObject) -> None:
    content = data.draw(contents(tool))
    assert complete(tool, LANGUAGES, SIDES, content) == content
    assert check(tool, content) == []


@each_tool
@settings(max_examples=60)
@given(st.data())
def test_whole_numbers_come_back_as_whole_numbers_from_a_document_that_knows_only_one_kind(
    tool: Tool, data: st.DataObject
) -> None:
    content = data.draw(contents(tool))
    stored = everywhere(content, lambda value: float(value) if type(value) is int else value)
    assert json.dumps(complete(tool, LANGUAGES, SIDES, stored)) == json.dumps(content)


def test_a_number_is_only_written_as_whole_when_it_is() -> None:
    numbers = (1.0, -0.0, 2.5, True, "1", 1e300, float("inf"))
    assert [as_integer(value) for value in numbers] == [1, 0, 2.5, True, "1", 1e300, float("inf")]
    assert [type(as_integer(value)) for value in numbers] == [int, int, float, bool, str, float, float]


# Blank


@pytest.mark.parametrize("value", [None, "", " \n\t", {}, [], {"nl": "", "id": " "}, [{"a": [None]}], False])
def test_nothing_but_white_space_is_blank(value: Any) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, "0", NOTHING, {"id": "tulisan"}, [0], True, {"x": 0, "y": 0}])
def test_zero_and_left_blank_on_purpose_are_answers(value: Any) -> None:
    assert not is_blank(value)


def test_a_card_on_which_nothing_is_written_does_not_count() -> None:
    content = with_value("garden.plants", [{"id": "p1"}, {"id": "p2", "thirst": 1}, {"id": "p3", "what": {"nl": " "}}])
    assert [card["id"] for card in filled_cards(content, "garden.plants")] == ["p2"]


# Walk


@each_tool
@settings(max_examples=40)
@given(st.data())
def test_walking_meets_every_text_once_and_no_place_twice(tool: Tool, data: st.DataObject) -> None:
    content = data.draw(contents(tool))
    places = list(walk(tool, content))
    assert len({(place.address, place.language) for place in places}) == len(places)
    met = sorted(place.value for place in places if place.language)
    texts: list[str] = []
    collect_texts(content, texts)
    assert met == sorted(texts)


def collect_texts(value: Any, into: list[str]) -> None:
    """Gather every text (a dict with the partnership's languages) wherever it stands."""
    if isinstance(value, dict) and set(value) == set(LANGUAGES):
        into.extend(value.values())
    elif isinstance(value, (dict, list)):
        for held in value.values() if isinstance(value, dict) else value:
            collect_texts(held, into)


def test_walking_gives_each_kind_of_place_its_address_side_and_card() -> None:
    content = full(MADE_UP)
    by_address = {(place.address, place.language): place for place in walk(MADE_UP, content)}
    doubt = by_address["garden.plants/card0002/doubt.tarija", "es"]
    assert (doubt.side, doubt.card, doubt.field.name) == ("tarija", "card0002", "doubt")
    assert by_address["garden.plants", ""].value == ["card0001", "card0002"]
    assert by_address["garden.plants.none", ""].value is False
    assert by_address["people.wishes.nimlahakok/card0001/wish", "nl"].side == "nimlahakok"
    assert by_address["people.wishes.nimlahakok.none", ""].value is False
    assert by_address["people.voice.brasschaat", "nl"].value.startswith("people.voice.brasschaat in nl")
    assert by_address["people.keeper", ""].value == []
    assert by_address["people.keeper", "es"].value == "people.keeper in es"
    assert by_address["numbers.levels/river/january", ""].value == 4
    assert by_address["numbers.marks.tarija/school/february", ""].side == "tarija"
    assert by_address["numbers.centre", ""].value == {"x": 25, "y": 75}


# Difference


@each_tool
@settings(max_examples=40)
@given(st.data())
def test_two_contents_are_equal_exactly_when_there_is_no_difference(tool: Tool, data: st.DataObject) -> None:
    one, other = data.draw(contents(tool)), data.draw(contents(tool))
    assert (difference(tool, one, other) == []) is (one == other)
    assert difference(tool, one, copy.deepcopy(one)) == []
    there = {(each.address, each.language): (each.before, each.after) for each in difference(tool, one, other)}
    back = {(each.address, each.language): (each.after, each.before) for each in difference(tool, other, one)}
    assert there == back


def test_a_difference_says_where_and_what() -> None:
    before = full(MADE_UP)
    after = copy.deepcopy(before)
    after["garden"]["name"]["es"] = "El huerto"
    after["people"]["voice"]["tarija"]["nl"] = ""
    after["garden"]["plants"].reverse()
    after["numbers"]["levels"]["river"]["january"] = 0
    after["garden"]["plants.none"] = True
    assert difference(MADE_UP, before, after) == [
        Change("garden.name", "es", "garden.name in es: één niño 🌱", "El huerto"),
        Change("garden.plants", "", ["card0001", "card0002"], ["card0002", "card0001"]),
        Change("garden.plants.none", "", None, True),
        Change("numbers.levels/river/january", "", 4, 0),
        Change("people.voice.tarija", "nl", "people.voice.tarija in nl: één niño 🌱", None),
    ]


def test_a_language_or_a_side_that_joins_is_no_difference_as_long_as_it_says_nothing() -> None:
    before = full(MADE_UP)
    after = complete(MADE_UP, (*LANGUAGES, "fr"), (*SIDES, "edegem"), before)
    assert after != before
    assert difference(MADE_UP, before, after) == []
