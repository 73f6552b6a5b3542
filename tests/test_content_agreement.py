"""What is agreed on: one written form of the decisions, and a fingerprint that changes with every word of them."""

from __future__ import annotations

import random
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gardens import MADE_UP, each_tool, everywhere, with_value
from tests.strategies import LANGUAGES, SIDES, contents
from tools.canvas import NOTHING, Tool
from tools.content import (
    blank,
    canonical,
    complete,
    fingerprint,
)


def shuffled(value: Any, chance: random.Random) -> Any:
    """The same content with the keys of every dict in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(held, chance) for held in value] if isinstance(value, list) else value


@each_tool
@settings(max_examples=40)
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
    grown[tool.sections[0].name]["note"] = "nobody declared this"
    assert fingerprint(tool, grown, LANGUAGES) == fingerprint(tool, content, LANGUAGES)


def test_the_written_form_is_this_one() -> None:
    content = with_value("garden.name", {"nl": "De\u0301 tuin\r\nachter\rhuis", "es": "  ", "fr": "Jardin"})
    content = with_value("numbers.shade", 3.0, content)
    content = with_value("numbers.water", NOTHING, content)
    content = with_value("garden.plants", [{"id": "p1", "what": {"nl": "Eik"}, "thirst": 2.0}, {"id": "p2"}], content)
    content = with_value("people.keeper", {"ids": ["g1"], "text": {"nl": ""}}, content)
    content = with_value("numbers.levels", {"river": {"january": 0}}, content)
    assert canonical(MADE_UP, content, LANGUAGES) == (
        '{"format":1,"tool":"made_up","values":{'
        '"garden.name":{"nl":"Dé tuin\\nachter\\nhuis"},'
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
        ("garden.plants", [{"id": "p1", "why": {"nl": "Om de schaduw."}}]),
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


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_written_down_all_the_same(value: float) -> None:
    content = with_value("numbers.water", value)
    assert canonical(MADE_UP, content, LANGUAGES) == (
        f'{{"format":1,"tool":"made_up","values":{{"numbers.water":"{value}"}}}}'
    )


def test_what_is_a_decision_only_when_shared_is_not_in_the_agreement_of_one_side() -> None:
    before, after = blank(MADE_UP, LANGUAGES, SIDES), with_value("numbers.colours", ["red"])
    assert fingerprint(MADE_UP, before, LANGUAGES) != fingerprint(MADE_UP, after, LANGUAGES)
    alone = [fingerprint(MADE_UP, content, LANGUAGES, shared=False) for content in (before, after)]
    assert alone[0] == alone[1]
