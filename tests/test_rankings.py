"""Each side ranks its goals alone: nobody sees another side's before every side is ready, and then it stays."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from facilitation.access import Role
from facilitation.database import Session
from facilitation.errors import Conflict, Forbidden, Invalid, NotFound
from facilitation.sdg import ranking_words, rankings
from facilitation.sdg.ranking_words import MEETING, PAPER, Told
from facilitation.sdg.rankings import Ranking, Round
from tests import makers
from tests.makers import World

SIDES = ("brasschaat", "tarija", "nimlahakok")


@pytest.fixture
def world(db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none; on both databases."""
    return makers.world(db)


def goal(number: str, target: str = "", reason: str = "") -> dict[str, Any]:
    """Return a ranked goal."""
    words = {"original": "es"} | ({"es": reason} if reason else {})
    return {
        "goal": number,
        "target": target,
        "reason": words,
        "meaning": {"original": "es"},
        "plan": {"original": "es"},
    }


def side_of(world: World, key: str) -> Any:
    """Return a side by its key."""
    return next(side for side in world.partnership.sides if side.key == key)


def own(db: Session, world: World, key: str) -> Ranking | None:
    """Return the ranking of a side's own people in the round that runs, as that side sees it."""
    return rankings.present(db, world.partnership, world.of(key)).own(side_of(world, key))


def rank(db: Session, world: World, key: str, *numbers: str, role: str = Role.MEMBER) -> Ranking:
    """Let somebody of a side rank these goals."""
    held, before = world.of(key, role), own(db, world, key)
    told = Told(goals=[goal(number) for number in numbers])
    version = before.version if before else ""
    made = rankings.write(db, held.person, held, world.partnership, side_of(world, key), told, before, version)
    db.commit()
    return made


def ready(db: Session, world: World, key: str, yes: bool = True) -> Round:
    """Let the coordinator of a side say that it is ready."""
    mine = own(db, world, key)
    assert mine is not None
    held = world.of(key, Role.COORDINATOR)
    found = rankings.be_ready(db, held, world.partnership, side_of(world, key), yes, mine.version)
    db.commit()
    return found


def seen(db: Session, world: World, key: str, role: str = Role.MEMBER) -> dict[str, list[str]]:
    """Return what somebody sees of the rankings of all sides."""
    found = rankings.present(db, world.partnership, world.of(key, role)).rankings
    return {each.side.key: [one["goal"] for one in each.goals] for each in found}


def test_nobody_sees_the_ranking_of_another_side_before_every_side_is_ready(db: Session, world: World) -> None:
    rank(db, world, "brasschaat", "11", "13", "4")
    rank(db, world, "tarija", "6", "13", "11")
    ready(db, world, "brasschaat")
    ready(db, world, "tarija")
    assert seen(db, world, "brasschaat") == {"brasschaat": ["11", "13", "4"]}
    assert seen(db, world, "tarija", Role.COORDINATOR) == {"tarija": ["6", "13", "11"]}
    assert seen(db, world, "nimlahakok") == {}
    for role in (Role.FACILITATOR, Role.INTERPRETER, Role.OBSERVER):
        assert seen(db, world, "", role) == {}
    now = rankings.present(db, world.partnership, world.of("nimlahakok"))
    assert ([side.key for side in now.ready], now.is_open, now.ranked) == (["brasschaat", "tarija"], False, [])


def test_with_the_last_side_all_rankings_lie_open_to_everybody_and_change_no_more(db: Session, world: World) -> None:
    for key, numbers in zip(SIDES, (("11", "13"), ("6", "13"), ("15",)), strict=True):
        rank(db, world, key, *numbers)
        found = ready(db, world, key)
    assert found.is_open
    everything = {"brasschaat": ["11", "13"], "tarija": ["6", "13"], "nimlahakok": ["15"]}
    assert seen(db, world, "tarija") == seen(db, world, "", Role.OBSERVER) == everything
    assert [(each.side, each.goals) for each in found.ranked] == [
        ("brasschaat", ("11", "13")),
        ("tarija", ("6", "13")),
        ("nimlahakok", ("15",)),
    ]
    with pytest.raises(Invalid):
        rank(db, world, "tarija", "1")
    db.rollback()
    with pytest.raises(Conflict):
        ready(db, world, "tarija", yes=False)
    db.rollback()
    assert seen(db, world, "brasschaat") == everything


def test_a_place_that_joins_later_closes_nothing_that_lies_open(db: Session, world: World) -> None:
    for key in SIDES:
        rank(db, world, key, "13")
        ready(db, world, key)
    before = seen(db, world, "tarija")
    db.begin_writing()
    place = makers.municipality(db, "Dogbo")
    from facilitation import partnerships  # here: only this test lets a place join

    partnerships.welcome(db, world.partnership, place)
    db.commit()
    assert seen(db, world, "tarija") == before


def test_a_side_that_changes_its_ranking_has_to_say_again_that_it_is_ready(db: Session, world: World) -> None:
    rank(db, world, "tarija", "6")
    ready(db, world, "tarija")
    rank(db, world, "tarija", "6", "13")
    assert rankings.present(db, world.partnership, world.of("tarija")).ready == []


def test_a_side_may_take_back_that_it_is_ready_while_another_is_not(db: Session, world: World) -> None:
    rank(db, world, "tarija", "6")
    assert [side.key for side in ready(db, world, "tarija").ready] == ["tarija"]
    assert ready(db, world, "tarija", yes=False).ready == []


def test_only_its_own_people_write_the_ranking_of_a_side_and_only_who_decides_says_ready(
    db: Session, world: World
) -> None:
    mine = rank(db, world, "tarija", "6")
    told = Told(goals=[goal("1")])
    for key, role in (("brasschaat", Role.COORDINATOR), ("", Role.FACILITATOR), ("tarija", Role.OBSERVER)):
        held = world.of(key, role)
        with pytest.raises(Forbidden):
            rankings.write(db, held.person, held, world.partnership, side_of(world, "tarija"), told, mine, mine.version)
        db.rollback()
    for key, role in (("tarija", Role.MEMBER), ("tarija", Role.FACILITATOR), ("brasschaat", Role.COORDINATOR)):
        with pytest.raises(Forbidden):
            rankings.be_ready(db, world.of(key, role), world.partnership, side_of(world, "tarija"), True, mine.version)
        db.rollback()
    assert seen(db, world, "tarija") == {"tarija": ["6"]}


def test_a_ranking_is_ready_only_as_it_was_looked_at_and_never_empty(db: Session, world: World) -> None:
    held, here = world.of("tarija", Role.COORDINATOR), side_of(world, "tarija")
    with pytest.raises(Conflict, match="one goal at least"):
        rankings.be_ready(db, held, world.partnership, here, True, "")
    db.rollback()
    old = rank(db, world, "tarija", "6").version
    rank(db, world, "tarija", "13")
    with pytest.raises(Conflict):
        rankings.be_ready(db, held, world.partnership, here, True, old)
    db.rollback()
    assert rankings.present(db, world.partnership, held).ready == []


def test_what_somebody_else_of_the_side_wrote_is_never_overwritten_unseen(db: Session, world: World) -> None:
    held, here = world.of("tarija"), side_of(world, "tarija")
    rank(db, world, "tarija", "6")
    for ranking, version in ((None, ""), (own(db, world, "tarija"), "an older one")):
        told = Told(goals=[goal("1")])
        with pytest.raises(Invalid):
            rankings.write(db, held.person, held, world.partnership, here, told, ranking, version)
        db.rollback()
    assert seen(db, world, "tarija") == {"tarija": ["6"]}


def test_pressing_twice_writes_one_ranking(db: Session, world: World) -> None:
    held, here = world.of("tarija"), side_of(world, "tarija")
    words = {"original": "es", "es": "Comunidad Lourdes"}
    for told in (Told(goals=[goal("6")]), Told(MEETING, words, datetime.date(2026, 10, 3), [goal("6")])):
        for _press in range(2):
            rankings.write(db, held.person, held, world.partnership, here, told)
            db.commit()
    found = rankings.present(db, world.partnership, held).of(here)
    assert [each.way for each in found] == [MEETING, ""]


def test_communities_stand_before_the_side_s_own_people_and_one_can_be_taken_away_and_brought_back(
    db: Session, world: World
) -> None:
    held, here = world.of("nimlahakok"), side_of(world, "nimlahakok")
    rank(db, world, "nimlahakok", "13")
    made = []
    for name, way in (("Chicoj", PAPER), ("Sesajal", MEETING)):
        told = Told(way, {"original": "es", "es": name}, datetime.date(2026, 9, 1), [goal("15"), goal("6", "6.b")])
        made.append(rankings.write(db, held.person, held, world.partnership, here, told))
        db.commit()
    found = rankings.present(db, world.partnership, held).of(here)
    assert [each.community.get("es", "") for each in found] == ["Chicoj", "Sesajal", ""]
    rankings.take_away(db, held, world.partnership, made[0], True)
    db.commit()
    assert [each.id for each in rankings.away(db, world.partnership, held)] == [made[0].id]
    assert rankings.away(db, world.partnership, world.of("tarija")) == []
    rankings.take_away(db, held, world.partnership, made[0], False)
    db.commit()
    assert len(rankings.present(db, world.partnership, held).of(here)) == 3


def test_nobody_finds_a_ranking_that_is_not_theirs_to_write(db: Session, world: World) -> None:
    mine = rank(db, world, "tarija", "6")
    assert rankings.find(db, world.partnership, world.of("tarija"), mine.id) is mine
    for key in ("brasschaat", "nimlahakok"):
        with pytest.raises(NotFound):
            rankings.find(db, world.partnership, world.of(key), mine.id)


def test_a_new_round_begins_alone_and_unseen_again_and_the_earlier_one_stays(db: Session, world: World) -> None:
    held = world.of("tarija", Role.FACILITATOR)
    rank(db, world, "tarija", "6")
    assert rankings.begin_again(db, held.person, held, world.partnership) == 1  # the one that runs is not open yet
    db.rollback()
    for key in SIDES:
        rank(db, world, key, "13")
        ready(db, world, key)
    assert rankings.begin_again(db, held.person, held, world.partnership) == 2
    db.commit()
    assert rankings.begin_again(db, held.person, held, world.partnership) == 2
    db.rollback()
    rank(db, world, "tarija", "11")
    assert seen(db, world, "tarija") == {"tarija": ["11"]}
    assert seen(db, world, "brasschaat") == {"brasschaat": []}
    first = rankings.seen(db, world.partnership, world.of("brasschaat"), 1)
    assert [[one["goal"] for one in each.goals] for each in first.rankings] == [["13"], ["13"], ["13"]]
    with pytest.raises(NotFound):
        rankings.seen(db, world.partnership, held, 3)


@pytest.mark.parametrize(
    ("goals", "wrong"),
    [
        ([goal("18")], [("goals.1.goal", ranking_words.UNKNOWN)]),
        ([goal(6)], [("goals.1.goal", ranking_words.UNKNOWN)]),
        ([goal("6", "6.10")], [("goals.1.target", ranking_words.UNKNOWN_TARGET)]),
        ([goal("6", "13.1")], [("goals.1.target", ranking_words.UNKNOWN_TARGET)]),
        ([goal("17", 17.1)], [("goals.1.target", ranking_words.UNKNOWN_TARGET)]),
        ([goal("6"), goal("6")], [("goals.2.goal", ranking_words.TWICE)]),
        ([goal("", "", "Agua")], [("goals.1.goal", ranking_words.GOAL_FIRST)]),
        ([goal(str(number)) for number in range(1, 5)], [("goals.4.goal", ranking_words.TOO_MANY)]),
        ([goal("6", "", "a" * 4_001)], [("goals.1.reason.es", ranking_words.TOO_LONG)]),
        ([goal("99"), goal("6", "6.z")], [
            ("goals.1.goal", ranking_words.UNKNOWN),
            ("goals.2.target", ranking_words.UNKNOWN_TARGET),
        ]),
        ([goal("6", "6.b")], []),
        ([], []),
    ],
)  # fmt: skip
def test_everything_that_cannot_stay_is_said_at_once_beside_its_field(
    goals: list[dict[str, Any]], wrong: list[tuple[str, str]]
) -> None:
    assert [problem[:2] for problem in ranking_words.problems(Told(goals=goals))] == wrong


def test_a_community_needs_a_name_and_a_way() -> None:
    told = Told("by mail", {"original": "es", "es": "  "}, None, [])
    assert [problem[:2] for problem in ranking_words.problems(told)] == [
        ("way", ranking_words.WAY_UNKNOWN),
        ("community.es", ranking_words.NAME_NEEDED),
    ]


def test_nothing_is_written_when_something_cannot_stay(db: Session, world: World) -> None:
    with pytest.raises(Invalid):
        rank(db, world, "tarija", "18")
    db.rollback()
    assert seen(db, world, "tarija") == {}
