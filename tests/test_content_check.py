"""Check: everything that cannot be is named beside its place, and nothing that anybody typed is changed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gardens import MADE_UP, each_tool, with_value
from tests.strategies import LANGUAGES, SIDES
from tools.canvas import NOTHING, Tool
from tools.content import (
    blank,
    canonical,
    check,
    complete,
    difference,
)


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
