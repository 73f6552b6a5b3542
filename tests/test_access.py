"""Access: who may do what, as one table that a person can read beside the house rules."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from facilitation import access
from facilitation.access import Action, Role
from facilitation.errors import Forbidden

OWN, OTHER, ANOTHER = 1, 2, 3
SIDES = (OWN, OTHER, ANOTHER)

WHAT_MAY = """
                                        coordinator deputy facilitator member interpreter translator observer
read                                    all         all    all         all    all         all        all
write shared                            all         all    all         all    -           -          -
comment                                 all         all    all         all    all         all        all
write own side                          own         own    own         own    -           -          -
open alone-first                        all         all    all         -      -           -          -
save a moment                           all         all    all         -      -           -          -
see the balance of the sides            all         all    all         -      -           -          -
start a project                         own+shared  own+shared own+shared -   -           -          -
archive                                 own+shared  own+shared -       -      -           -          -
check a text                            all         all    all         all    -           all        -
decide for a side                       own+shared  own+shared -       -      -           -          -
invite, remove, change role, reconfirm  own+shared  own+shared -       -      -           -          -
edit the own municipality               own         own    -           -      -           -          -
start a partnership                     all         all    -           -      -           -          -
"""
"""For somebody of a side. all: of every side and shared; own: of the own side; shared: what is of no one side."""

FROM_OUTSIDE = """
                                        coordinator deputy facilitator member interpreter translator observer
read                                    all         all    all         all    all         all        all
write shared                            all         all    all         all    -           -          -
comment                                 all         all    all         all    all         all        all
write own side                          -           -      -           -      -           -          -
open alone-first                        all         all    all         -      -           -          -
save a moment                           all         all    all         -      -           -          -
see the balance of the sides            all         all    all         -      -           -          -
start a project                         shared      shared shared      -      -           -          -
archive                                 -           -      -           -      -           -          -
check a text                            all         all    all         all    -           all        -
decide for a side                       -           -      -           -      -           -          -
invite, remove, change role, reconfirm  -           -      -           -      -           -          -
edit the own municipality               -           -      -           -      -           -          -
start a partnership                     all         all    -           -      -           -          -
"""
"""The same for somebody without a side."""


@dataclass(frozen=True)
class Held:
    """A membership as the table sees it."""

    role: str
    side_id: int | None


def table(text: str) -> dict[tuple[Role, Action], str]:
    """Read one of the tables above."""
    head, *lines = text.strip("\n").splitlines()
    roles = [Role(word) for word in head.split()]
    found = {}
    for line in lines:
        action = next(action for action in Action if line.startswith(action.value + "  "))
        words = line.removeprefix(action.value).split()
        assert len(words) == len(roles), line
        found |= {(role, action): word for role, word in zip(roles, words, strict=True)}
    return found


def allowed(word: str, own: int | None, about: int | None) -> bool:
    """Return what a word of the table says about something of a side, or of none."""
    shared = word == "all" or "shared" in word
    of_a_side = word == "all" or ("own" in word and about == own)
    return shared if about is None else of_a_side


@pytest.mark.parametrize("text", [WHAT_MAY, FROM_OUTSIDE], ids=["of a side", "from outside"])
def test_the_tables_have_a_word_for_every_role_and_every_action(text: str) -> None:
    assert set(table(text)) == {(role, action) for role in Role for action in Action}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_everybody_may_do_exactly_what_the_table_says_on_each_of_three_sides(role: Role, action: Action) -> None:
    inside, outside = table(WHAT_MAY)[role, action], table(FROM_OUTSIDE)[role, action]
    for about in (*SIDES, None):
        for own in SIDES:
            assert access.may(Held(role, own), action, about) == allowed(inside, own, about), (own, about)
        assert access.may(Held(role, None), action, about) == allowed(outside, None, about), about


@pytest.mark.parametrize("action", Action)
def test_a_stranger_may_do_nothing_and_an_administrator_only_looks_after_people_and_starts_partnerships(
    action: Action,
) -> None:
    looks_after = action in (Action.MANAGE_PEOPLE, Action.START_PARTNERSHIP)
    for about in (*SIDES, None):
        assert not access.may(None, action, about)
        assert access.may(None, action, about, administrator=True) is looks_after


def test_being_an_administrator_takes_nothing_from_what_a_member_may() -> None:
    for role in Role:
        for action in Action:
            for about in (*SIDES, None):
                as_member = access.may(Held(role, OWN), action, about)
                assert access.may(Held(role, OWN), action, about, administrator=True) >= as_member


def test_what_one_may_not_do_is_answered_with_who_else_does_it() -> None:
    access.require(Held(Role.DEPUTY, OWN), Action.MANAGE_PEOPLE, OWN)
    with pytest.raises(Forbidden) as refused:
        access.require(Held(Role.DEPUTY, OWN), Action.MANAGE_PEOPLE, OTHER)
    assert refused.value.status == 403


def test_a_deputy_is_a_coordinator_and_every_role_is_explained_in_one_sentence() -> None:
    assert access.TABLE[Role.DEPUTY] == access.TABLE[Role.COORDINATOR]
    assert {Role.COORDINATOR, Role.DEPUTY} == access.LEADS
    assert set(access.ROLE_NAMES) == set(access.ROLE_DUTIES) == set(Role)
    assert all(duty.endswith(".") for duty in access.ROLE_DUTIES.values())
