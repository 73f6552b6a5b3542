"""One goal in the middle: anybody proposes it, every side agrees for itself, and a changed word waits for all again."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from facilitation.access import Role
from facilitation.database import Session
from facilitation.errors import Conflict, Forbidden, Invalid
from facilitation.sdg import shared_priorities
from facilitation.sdg.shared_priorities import SharedPriority, Told
from tests import makers
from tests.makers import World

SIDES = ("brasschaat", "tarija", "nimlahakok")
WATER = {"original": "es", "es": "retener el agua en el suelo", "nl": "water in de grond houden"}


@pytest.fixture
def world(db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none; on both databases."""
    return makers.world(db)


def told(central: Any = "13", target: Any = "13.1", companions: Any = ("6", "11"), **texts: Any) -> Told:
    """Return a shared priority as somebody tells it."""
    blank = {name: {"original": "es"} for name in shared_priorities.TEXTS}
    day = texts.pop("decided_on", None)
    return Told(central, target, companions, blank | {"theme": WATER} | texts, day)


def propose(
    db: Session, world: World, said: Told, key: str = "tarija", role: str = Role.MEMBER, version: str | None = None
) -> SharedPriority:
    """Let somebody propose."""
    now = shared_priorities.of(db, world.partnership)
    seen = version if version is not None else now.version if now else ""
    held = world.of(key, role)
    made = shared_priorities.propose(db, held.person, held, world.partnership, said, seen)
    db.commit()
    return made


def answer(db: Session, world: World, key: str, yes: bool = True) -> SharedPriority:
    """Let the coordinator of a side agree, or take that back."""
    now = shared_priorities.of(db, world.partnership)
    held = world.of(key, Role.COORDINATOR)
    version = now.version if now else ""
    made = shared_priorities.answer(db, held.person, held, world.partnership, yes, version)
    db.commit()
    return made


def agreeing(db: Session, world: World) -> list[str]:
    """Return the keys of the sides that agree to what stands there now."""
    now = shared_priorities.of(db, world.partnership)
    return [side.key for side in now.agreeing(world.partnership.sides)] if now else []


def test_it_is_agreed_with_the_yes_of_every_side_and_not_before(db: Session, world: World) -> None:
    made = propose(db, world, told())
    assert agreeing(db, world) == []  # who proposes agrees to nothing by it
    for at, key in enumerate(SIDES, 1):
        answer(db, world, key)
        assert agreeing(db, world) == list(SIDES[:at])
    assert made.is_agreed(world.partnership.sides)


def test_a_changed_word_waits_for_every_side_again_and_the_earlier_wording_says_who_had_agreed(
    db: Session, world: World
) -> None:
    first = propose(db, world, told())
    for key in SIDES:
        answer(db, world, key)
    meaning = {"original": "es", "es": "Que el agua se quede donde cae."}
    propose(db, world, told(meaning=meaning), "brasschaat")
    assert agreeing(db, world) == []
    earlier = shared_priorities.earlier(db, world.partnership)
    assert [each.id for each in earlier] == [first.id]
    assert [side.key for side in earlier[0].agreeing(world.partnership.sides)] == list(SIDES)


def test_saying_where_and_when_it_was_decided_reopens_nothing(db: Session, world: World) -> None:
    propose(db, world, told())
    for key in SIDES:
        answer(db, world, key)
    where = {"original": "es", "es": "en la visita de trabajo, caminando por las comunidades"}
    made = propose(db, world, told(decided_where=where, decided_on=datetime.date(2026, 10, 3)))
    assert made.is_agreed(world.partnership.sides)
    assert made.decided_on == datetime.date(2026, 10, 3)
    assert [each.person_id for each in made.given] == [world.of(key, Role.COORDINATOR).person_id for key in SIDES]


def test_a_side_may_take_its_yes_back(db: Session, world: World) -> None:
    propose(db, world, told())
    for key in SIDES:
        answer(db, world, key)
    answer(db, world, "tarija", yes=False)
    assert agreeing(db, world) == ["brasschaat", "nimlahakok"]


def test_nobody_agrees_for_another_side_or_without_deciding(db: Session, world: World) -> None:
    made = propose(db, world, told())
    for key, role in (("tarija", Role.MEMBER), ("", Role.FACILITATOR), ("tarija", Role.FACILITATOR)):
        held = world.of(key, role)
        with pytest.raises(Forbidden):
            shared_priorities.answer(db, held.person, held, world.partnership, True, made.version)
        db.rollback()
    for key, role in (("", Role.OBSERVER), ("tarija", Role.INTERPRETER)):
        with pytest.raises(Forbidden):
            propose(db, world, told("1", ""), key, role)
        db.rollback()
    assert agreeing(db, world) == []


def test_a_yes_is_to_exactly_what_was_looked_at(db: Session, world: World) -> None:
    seen = propose(db, world, told()).version
    propose(db, world, told(companions=("6",)), "brasschaat")
    held = world.of("tarija", Role.COORDINATOR)
    with pytest.raises(Conflict):
        shared_priorities.answer(db, held.person, held, world.partnership, True, seen)
    db.rollback()
    assert agreeing(db, world) == []


def test_nothing_that_somebody_else_proposed_is_overwritten_unseen(db: Session, world: World) -> None:
    seen = propose(db, world, told()).version
    propose(db, world, told(companions=("6",)), "brasschaat")
    for version in ("", seen):
        with pytest.raises(Invalid):
            propose(db, world, told("1", "", ()), "tarija", version=version)
        db.rollback()
    now = shared_priorities.of(db, world.partnership)
    assert now is not None
    assert (now.central, now.companions) == ("13", ["6"])


def test_pressing_twice_proposes_once_and_agrees_once(db: Session, world: World) -> None:
    one, two = propose(db, world, told()), propose(db, world, told())
    assert (one.id, shared_priorities.earlier(db, world.partnership)) == (two.id, [])
    answer(db, world, "tarija")
    assert len(answer(db, world, "tarija").given) == 1


@pytest.mark.parametrize(
    ("meaning", "target", "concrete"),
    [
        ({}, "", False),
        ({"es": "x"}, "", False),
        ({"es": "agua limpia todo el año"}, "", True),
        ({}, "13.1", True),
    ],
)
def test_a_side_agrees_only_to_a_goal_that_means_something_at_home(
    db: Session, world: World, meaning: dict[str, str], target: str, concrete: bool
) -> None:
    propose(db, world, told(target=target, meaning={"original": "es"} | meaning))
    if concrete:
        answer(db, world, "tarija")
    else:
        with pytest.raises(Conflict, match="means to you"):
            answer(db, world, "tarija")
        db.rollback()
    assert agreeing(db, world) == (["tarija"] if concrete else [])


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (told("", ""), [("central", shared_priorities.CENTRAL_NEEDED)]),
        (told("0", ""), [("central", shared_priorities.UNKNOWN)]),
        (told(13, ""), [("central", shared_priorities.UNKNOWN)]),
        (told("13", "6.b"), [("target", shared_priorities.UNKNOWN_TARGET)]),
        (told("6", 6.1, ()), [("target", shared_priorities.UNKNOWN_TARGET)]),
        (told(companions=("13",)), [("companions", shared_priorities.COMPANION_TWICE)]),
        (told(companions=("6", "6")), [("companions", shared_priorities.COMPANION_TWICE)]),
        (told(companions=("6", "11", "4")), [("companions", shared_priorities.TOO_MANY)]),
        (told(companions=("x",)), [("companions", shared_priorities.UNKNOWN)]),
        (told("", "6.b", ("y",)), [
            ("central", shared_priorities.CENTRAL_NEEDED),
            ("target", shared_priorities.UNKNOWN_TARGET),
            ("companions", shared_priorities.UNKNOWN),
        ]),
        (told(theme={"es": "a" * 161, "original": "es"}), [("theme.es", shared_priorities.TOO_LONG)]),
        (told(), []),
    ],
)  # fmt: skip
def test_everything_that_cannot_stay_is_said_at_once_beside_its_field(said: Told, wrong: list[tuple[str, str]]) -> None:
    assert [problem[:2] for problem in shared_priorities.problems(said)] == wrong


def test_nothing_is_proposed_when_something_cannot_stay(db: Session, world: World) -> None:
    with pytest.raises(Invalid):
        propose(db, world, told("18", ""))
    db.rollback()
    assert shared_priorities.of(db, world.partnership) is None


def test_nobody_can_agree_to_nothing(db: Session, world: World) -> None:
    with pytest.raises(Conflict, match="No shared priority"):
        answer(db, world, "tarija")
