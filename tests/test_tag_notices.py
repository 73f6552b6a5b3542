"""What is worth a second look among tags: each hint fires, does not fire, and is not fooled by a look-alike."""

from __future__ import annotations

from typing import Any

import pytest

from tools.tags.notices import Noted, notices


def noted(goal: str = "6", **more: Any) -> Noted:
    """Return a tag with a reason, in local policy, that helps, unless said otherwise."""
    given = {"ring": "local", "direction": "direct_positive", "rank": None, "state": "reasoned", "shown": "reasoned"}
    return Noted(goal=goal, **{**given, **more})


def codes(held: list[Noted], looked: bool = True) -> list[str]:
    """Return the codes of what is noticed."""
    return [found.code for found in notices(held, looked)]


def many(number: int, **more: Any) -> list[Noted]:
    """Return tags on so many different goals, in two rings."""
    return [noted(str(goal), ring="internal" if goal == 1 else "local", **more) for goal in range(1, number + 1)]


@pytest.mark.parametrize(
    ("held", "looked", "found"),
    [
        ([], False, []),
        (many(6), True, ["SDG-1"]),
        (many(5), True, []),
        ([*many(5), noted("1", ring="internal")], True, []),  # six tags on five goals
        ([*many(5), noted("6", rank=1)], True, []),
        (many(2), False, ["SDG-2"]),
        ([noted(), noted("2", direction="unknown")], False, []),
        ([noted(), noted("2", direction="indirect_negative")], False, []),
        ([noted(), noted("2", direction="neutral")], False, ["SDG-2"]),
        ([noted("17", state="claimed", shown="claimed")], True, ["SDG-3", "SDG-7"]),
        ([noted("17")], True, []),
        ([noted(), noted("2"), noted("3")], True, ["SDG-4"]),
        ([noted(), noted("2")], True, []),
        ([noted(waiting=("Tarija",)), noted("2", waiting=("Tarija", "Herent"))], True, ["SDG-5"]),
        ([noted(state="evidenced", shown="reasoned")], True, ["SDG-6"]),
        ([noted(state="claimed", shown="claimed")], True, ["SDG-7"]),
        ([noted(state="reasoned", shown="claimed")], True, ["SDG-6"]),
    ],
)
def test_a_hint_is_given_when_its_pattern_is_there_and_only_then(
    held: list[Noted], looked: bool, found: list[str]
) -> None:
    assert codes(held, looked) == found


def test_places_that_have_not_answered_are_each_named_once() -> None:
    (found,) = notices([noted(waiting=("Tarija",)), noted("2", waiting=("Tarija", "Herent"))], looked=True)
    assert found.values == {"places": "Tarija, Herent"}


def test_nothing_among_tags_is_a_stop() -> None:
    held = [noted(str(goal), state="claimed", shown="claimed", waiting=("Tarija",)) for goal in range(1, 18)]
    assert {found.level for found in notices(held, False)} == {"caution", "tip"}
