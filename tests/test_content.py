"""Content: what a filled canvas holds is complete, keeps what people typed, and has one written form to agree on."""

from __future__ import annotations

import copy
import json
import random
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import made_up_tool
from tests.strategies import LANGUAGES, SIDES, contents, full
from tools import TOOLS
from tools.canvas import NOTHING, Content, Tool
from tools.content import (
    Change,
    as_integer,
    blank,
    canonical,
    check,
    complete,
    difference,
    filled_cards,
    fingerprint,
    is_blank,
    walk,
)

MADE_UP = made_up_tool.TOOL
each_tool = pytest.mark.parametrize("tool", [*TOOLS, MADE_UP], ids=lambda tool: tool.key)


def with_value(address: str, value: Any, content: Content | None = None) -> Content:
    """A blank (or given) canvas of the made-up tool with one value set."""
    changed = copy.deepcopy(content or blank(MADE_UP, LANGUAGES, SIDES))
    section, name = address.split(".", 1)
    changed[section][name] = value
    return complete(MADE_UP, LANGUAGES, SIDES, changed)


def everywhere(value: Any, change: Any) -> Any:
    """The same content with `change` applied to every value and every text inside it."""
    if isinstance(value, dict):
        return {key: everywhere(held, change) for key, held in value.items()}
    if isinstance(value, list):
        return [everywhere(held, change) for held in value]
    return change(value)


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
@settings(max_examples=60)
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
@settings(max_examples=60)
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


# What is agreed on


def shuffled(value: Any, chance: random.Random) -> Any:
    """The same content with the keys of every dict in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(held, chance) for held in value] if isinstance(value, list) else value


@each_tool
@settings(max_examples=60)
@given(st.data())
def test_the_written_form_does_not_depend_on_how_a_computer_keeps_the_same_words(
    tool: Tool, data: st.DataObject
) -> None:
    content = data.draw(contents(tool))
    agreed = canonical(tool, content, LANGUAGES)
    assert canonical(tool, shuffled(content, random.Random(3)), LANGUAGES) == agreed
    for change in (
        lambda value: unicodedata.normalize("NFD", value) if isinstance(value, str) else value,
        lambda value: unicodedata.normalize("NFC", value) if isinstance(value, str) else value,
        lambda value: value.replace("\n", "\r\n") if isinstance(value, str) else value,
        lambda value: value.replace("\n", "\r") if isinstance(value, str) else value,
        lambda value: float(value) if type(value) is int else value,
    ):
        assert canonical(tool, everywhere(content, change), LANGUAGES) == agreed


@each_tool
@settings(max_examples=40)
@given(st.data())
def test_a_language_or_a_side_that_joins_never_reopens_an_agreement(tool: Tool, data: st.DataObject) -> None:
    content = data.draw(contents(tool))
    grown = complete(tool, (*LANGUAGES, "fr"), (*SIDES, "edegem"), content)
    assert fingerprint(tool, grown, LANGUAGES) == fingerprint(tool, content, LANGUAGES)
    grown["people"]["note"] = "nobody declared this"
    assert fingerprint(tool, grown, LANGUAGES) == fingerprint(tool, content, LANGUAGES)


def test_the_written_form_is_this_one() -> None:
    content = with_value("garden.name", {"nl": "De\u0301 tuin\r\nachter", "es": "  ", "fr": "Jardin"})
    content = with_value("numbers.shade", 3.0, content)
    content = with_value("numbers.water", NOTHING, content)
    content = with_value("garden.plants", [{"id": "p1", "what": {"nl": "Eik"}, "thirst": 2.0}, {"id": "p2"}], content)
    content = with_value("people.keeper", {"ids": ["g1"], "text": {"nl": ""}}, content)
    content = with_value("numbers.levels", {"river": {"january": 0}}, content)
    assert canonical(MADE_UP, content, LANGUAGES) == (
        '{"format":1,"tool":"made_up","values":{'
        '"garden.name":{"nl":"Dé tuin\\nachter"},'
        '"garden.plants":[{"id":"p1","thirst":2,"what":{"nl":"Eik"}}],'
        '"numbers.levels":{"river":{"january":0}},'
        '"numbers.shade":3,'
        '"numbers.water":"__nothing__",'
        '"people.keeper":{"ids":["g1"]}}}'
    )
    assert fingerprint(MADE_UP, blank(MADE_UP, LANGUAGES, SIDES), LANGUAGES) == (
        "085a4a47f8507d9461fcc90c384bedc4a76a866dcb08672e59c0883bb2ae86e2"
    )


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("garden.name", {"nl": "Tuin."}),
        ("garden.name", {"nl": "tuin"}),
        ("garden.name", {"nl": "Tuin", "es": "Huerto"}),
        ("garden.plants", [{"id": "p1", "what": {"nl": "Eik"}}]),
        ("garden.plants.none", True),
        ("people.keeper", {"ids": ["g1"], "text": {}}),
        ("numbers.open", NOTHING),
        ("numbers.shade", 0),
        ("numbers.water", 2.5),
        ("numbers.levels", {"river": {"january": 0}}),
        ("numbers.colours", ["red"]),
    ],
)
def test_a_changed_decision_always_has_another_fingerprint(address: str, value: Any) -> None:
    before = with_value("garden.name", {"nl": "Tuin"})
    assert fingerprint(MADE_UP, with_value(address, value, before), LANGUAGES) != fingerprint(
        MADE_UP, before, LANGUAGES
    )


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("garden.story", {"nl": "Lang geleden"}),
        ("garden.plants", [{"id": "p1"}]),
        ("garden.plants", [{"id": "p1", "doubt": {"tarija": {"es": "¿Sí?"}}}]),
        ("people.gardeners", [{"id": "g1", "who": {"nl": "de school"}}]),
        ("people.voice", {"tarija": {"es": "Bien."}}),
        ("numbers.visitors", 12),
    ],
)
def test_what_is_no_decision_never_reopens_an_agreement(address: str, value: Any) -> None:
    before = with_value("garden.name", {"nl": "Tuin"})
    assert fingerprint(MADE_UP, with_value(address, value, before), LANGUAGES) == fingerprint(
        MADE_UP, before, LANGUAGES
    )


def test_what_is_a_decision_only_when_shared_is_not_in_the_agreement_of_one_side() -> None:
    before, after = blank(MADE_UP, LANGUAGES, SIDES), with_value("numbers.colours", ["red"])
    assert fingerprint(MADE_UP, before, LANGUAGES) != fingerprint(MADE_UP, after, LANGUAGES)
    alone = [fingerprint(MADE_UP, content, LANGUAGES, shared=False) for content in (before, after)]
    assert alone[0] == alone[1]


# Check


@pytest.mark.parametrize(
    ("address", "value", "at", "sentence"),
    [
        ("numbers.open", "maybe", "numbers.open", "This is not one of the choices offered."),
        ("numbers.colours", ["red", "pink"], "numbers.colours", "This is not one of the choices offered."),
        ("numbers.colours", ["red", "red"], "numbers.colours", "The same choice came in twice."),
        ("numbers.colours", "red", "numbers.colours", "What came in here cannot be read."),
        ("numbers.shade", 6, "numbers.shade", "Choose a whole number from {low} to {high}."),
        ("numbers.shade", -1, "numbers.shade", "Choose a whole number from {low} to {high}."),
        ("numbers.shade", 2.5, "numbers.shade", "Choose a whole number from {low} to {high}."),
        ("numbers.shade", True, "numbers.shade", "Choose a whole number from {low} to {high}."),
        ("numbers.slope", NOTHING, "numbers.slope", "Choose a whole number from {low} to {high}."),
        ("numbers.water", "12", "numbers.water", "Give a number."),
        ("numbers.water", float("nan"), "numbers.water", "Give a number."),
        ("numbers.water", 1e17, "numbers.water", "This number is too large to be kept exactly."),
        ("numbers.visitors", 2.5, "numbers.visitors", "Give a whole number."),
        ("numbers.opening", "2026-02-30", "numbers.opening", "Give a day that exists, for example 2026-11-20."),
        ("numbers.opening", "20261120", "numbers.opening", "Give a day that exists, for example 2026-11-20."),
        (
            "numbers.centre",
            {"x": 101, "y": 3},
            "numbers.centre",
            "Put the mark inside the square: from 0 to 100 in both directions.",
        ),
        (
            "numbers.centre",
            [1, 2],
            "numbers.centre",
            "Put the mark inside the square: from 0 to 100 in both directions.",
        ),
        ("numbers.levels", {"moon": {"january": 1}}, "numbers.levels", "This table has no such row: {row}."),
        ("numbers.levels", {"river": {"may": 1}}, "numbers.levels", "This table has no such column: {column}."),
        (
            "numbers.levels",
            {"river": {"january": 9}},
            "numbers.levels/river/january",
            "Choose a whole number from {low} to {high}.",
        ),
        ("people.ready", {"tarija": "perhaps"}, "people.ready.tarija", "This is not one of the choices offered."),
        ("people.ready", "yes", "people.ready", "What came in here cannot be read."),
        ("people.first", "g1", "people.first", "What came in here cannot be read."),
        ("people.keeper", {"ids": [1], "text": {}}, "people.keeper", "What came in here cannot be read."),
        ("garden.name", "Tuin", "garden.name", "What came in here cannot be read."),
        ("garden.name", {"nl": 3}, "garden.name", "What came in here cannot be read."),
        (
            "garden.name",
            {"nl": "a\x00b"},
            "garden.name",
            "This text holds a character that cannot be kept. Type that part again.",
        ),
        (
            "garden.name",
            {"nl": "\ud83c"},
            "garden.name",
            "This text holds a character that cannot be kept. Type that part again.",
        ),
        ("garden.plants", {"id": "p1"}, "garden.plants", "What came in here cannot be read."),
        ("garden.plants", [{"what": {"nl": "Eik"}}], "garden.plants", "A card came in without a mark of its own."),
        ("garden.plants", [{"id": "a/b"}], "garden.plants", "A card came in without a mark of its own."),
        ("garden.plants", [{"id": "p1"}, {"id": "p1"}], "garden.plants", "A card came in without a mark of its own."),
        (
            "garden.plants",
            [{"id": "p1", "thirst": 9}],
            "garden.plants/p1/thirst",
            "Choose a whole number from {low} to {high}.",
        ),
        (
            "garden.plants",
            [{"id": "p1", "love": {"tarija": 9}}],
            "garden.plants/p1/love.tarija",
            "Choose a whole number from {low} to {high}.",
        ),
    ],
)
def test_each_thing_that_cannot_be_is_named_beside_its_place_and_stays_as_it_was(
    address: str, value: Any, at: str, sentence: str
) -> None:
    section, name = address.split(".")
    content = blank(MADE_UP, LANGUAGES, SIDES)
    content[section][name] = value
    before = repr(value)
    ((where, said, values),) = check(MADE_UP, content)
    assert (where, said) == (at, sentence)
    assert "{" not in said.format(**values)
    assert repr(content[section][name]) == before


def test_all_problems_are_named_at_once() -> None:
    content = with_value("numbers.shade", 9)
    content = with_value("numbers.open", "maybe", content)
    content = with_value("people.ready", {"tarija": "x", "brasschaat": "y"}, content)
    assert [address for address, _, _ in check(MADE_UP, content)] == [
        "people.ready.brasschaat",
        "people.ready.tarija",
        "numbers.open",
        "numbers.shade",
    ]


ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=3)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["nl", "id", "ids", "text", "x", "what", "tarija", "river"]), inner, max_size=3
        ),
    ),
    max_leaves=6,
)


@each_tool
@settings(max_examples=150)
@given(st.data())
def test_whatever_comes_in_can_be_looked_at_without_breaking(tool: Tool, data: st.DataObject) -> None:
    address = data.draw(st.sampled_from([address for address, _ in tool.fields()]))
    section, name = address.split(".")
    mark = data.draw(st.sampled_from(["", ".none"]))
    content = complete(tool, LANGUAGES, SIDES, {section: {f"{name}{mark}": data.draw(ANYTHING)}})
    check(tool, content)
    canonical(tool, content, LANGUAGES)
    assert difference(tool, content, complete(tool, LANGUAGES, SIDES, content)) == []
