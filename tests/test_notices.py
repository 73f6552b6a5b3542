"""Notices: everybody hears once of what concerns them, as long as they may read it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from facilitation import clock, comments, notices
from facilitation.access import Role
from facilitation.canvases import Canvas
from facilitation.comments import QUESTION, SURPRISE
from facilitation.database import Session
from facilitation.errors import NotFound
from facilitation.memberships import Membership
from facilitation.notices import AGREE, ANSWERED, ASKED, MENTIONED, PLACE_MENTIONED
from tests import made_up_tool, makers
from tests.makers import World
from tests.table import Table
from tests.talking import reply, said, say

LEADS = (Role.COORDINATOR, Role.DEPUTY)


@pytest.fixture
def world(lite_db: Session, frozen: Callable[..., datetime.datetime]) -> World:
    """A partnership of three sides, while the clock stands still."""
    return makers.world(lite_db)


def told(db: Session, world: World) -> dict[tuple[str, str], list[str]]:
    """Return the kinds of the notices of everybody who has some."""
    found = {key: [each.kind for each in notices.of_person(db, held.person)] for key, held in world.members.items()}
    return {key: kinds for key, kinds in found.items() if kinds}


def test_somebody_who_is_mentioned_hears_of_it_and_nobody_else(lite_db: Session, world: World) -> None:
    ana = world.of("tarija")
    say(lite_db, world.canvas, world.of("brasschaat"), said(mentions=[f"person:{ana.person_id}"]))
    assert told(lite_db, world) == {("tarija", "member"): [MENTIONED]}
    (notice,) = notices.of_person(lite_db, ana.person)
    assert (notice.by, notice.at, notice.read_at) == (world.of("brasschaat").person, clock.now(), None)


def test_all_people_of_a_side_that_is_asked_or_mentioned_hear_of_it(lite_db: Session, world: World) -> None:
    say(lite_db, world.canvas, world.of("brasschaat"), said(kind=QUESTION, about="tarija"))
    assert told(lite_db, world) == {("tarija", str(role)): [ASKED] for role in Role}
    say(lite_db, world.canvas, world.of("brasschaat"), said("En jullie?", mentions=["side:nimlahakok"]))
    assert told(lite_db, world) == {
        **{("tarija", str(role)): [ASKED] for role in Role},
        **{("nimlahakok", str(role)): [PLACE_MENTIONED] for role in Role},
    }


def test_a_surprise_about_a_side_is_no_question_to_it(lite_db: Session, world: World) -> None:
    say(lite_db, world.canvas, world.of("brasschaat"), said(kind=SURPRISE, about="tarija"))
    assert told(lite_db, world) == {}


def test_an_answer_reaches_everybody_who_wrote_in_the_thread_but_not_its_own_writer(
    lite_db: Session, world: World
) -> None:
    first = say(lite_db, world.canvas, world.of("brasschaat"))
    reply(lite_db, first, world.of("tarija"), "Omdat")
    assert told(lite_db, world) == {("brasschaat", "member"): [ANSWERED]}
    reply(lite_db, first, world.of("nimlahakok"), "Ook omdat")
    assert told(lite_db, world) == {("brasschaat", "member"): [ANSWERED] * 2, ("tarija", "member"): [ANSWERED]}


def test_one_comment_makes_one_notice_for_one_person_the_most_personal_one(lite_db: Session, world: World) -> None:
    ana = world.of("tarija")
    mentions = ["side:tarija", f"person:{ana.person_id}"]
    made = say(lite_db, world.canvas, world.of("brasschaat"), said(kind=QUESTION, about="tarija", mentions=mentions))
    for _ in range(2):
        notices.of_comment(lite_db, made)
        lite_db.commit()
    assert told(lite_db, world)["tarija", "member"] == [MENTIONED]
    assert told(lite_db, world)["tarija", "coordinator"] == [ASKED]


def test_pressing_twice_tells_once(lite_db: Session, world: World) -> None:
    for _ in range(2):
        say(lite_db, world.canvas, world.of("brasschaat"), said(mentions=["side:tarija"]))
    assert set(map(len, told(lite_db, world).values())) == {1}


def test_what_was_taken_away_concerns_nobody_until_it_is_back(lite_db: Session, world: World) -> None:
    held, ana = world.of("brasschaat"), world.of("tarija").person
    made = say(lite_db, world.canvas, held, said(mentions=[f"person:{ana.id}"]))
    comments.take_away(lite_db, world.canvas, held.person, held, made)
    lite_db.commit()
    assert (notices.of_person(lite_db, ana), notices.unread(lite_db, ana)) == ([], 0)
    comments.bring_back(lite_db, world.canvas, held.person, held, made)
    lite_db.commit()
    assert notices.unread(lite_db, ana) == 1


@pytest.mark.parametrize("how", ["ended", "asleep"])
def test_who_no_longer_takes_part_reads_no_notices_of_it(lite_db: Session, world: World, how: str) -> None:
    held = world.of("tarija")
    say(lite_db, world.canvas, world.of("brasschaat"), said(mentions=[f"person:{held.person_id}"]))
    (notice,) = notices.of_person(lite_db, held.person)
    lite_db.begin_writing()
    if how == "ended":
        held.ended_at = clock.now()
    else:
        held.confirmed_at = clock.now() - datetime.timedelta(days=400)
    lite_db.commit()
    assert notices.of_person(lite_db, held.person) == []
    with pytest.raises(NotFound):
        notices.get(lite_db, held.person, notice.id)


def test_a_notice_is_read_unread_and_read_with_all_others(
    lite_db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    ana = world.of("tarija").person
    for text in ("een", "twee", "drie"):
        say(lite_db, world.canvas, world.of("brasschaat"), said(text, mentions=[f"person:{ana.id}"]))
    latest = notices.of_person(lite_db, ana)[0]
    notices.mark(lite_db, latest, read=True)
    lite_db.commit()
    at = clock.now()
    frozen(hours=1)
    notices.mark(lite_db, latest, read=True)
    lite_db.commit()
    assert (latest.read_at, notices.unread(lite_db, ana)) == (at, 2)
    notices.mark(lite_db, latest, read=False)
    lite_db.commit()
    assert notices.unread(lite_db, ana) == 3
    notices.mark_all(lite_db, ana)
    lite_db.commit()
    assert (notices.unread(lite_db, ana), len(notices.of_person(lite_db, ana))) == (0, 3)


def test_nobody_opens_the_notice_of_somebody_else(lite_db: Session, world: World) -> None:
    ana = world.of("tarija").person
    say(lite_db, world.canvas, world.of("brasschaat"), said(mentions=[f"person:{ana.id}"]))
    (notice,) = notices.of_person(lite_db, ana)
    with pytest.raises(NotFound):
        notices.get(lite_db, world.of("tarija", Role.COORDINATOR).person, notice.id)


def test_what_was_read_long_ago_is_thrown_away_and_what_was_not_stays(
    lite_db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    ana = world.of("tarija").person
    for text in ("een", "twee"):
        say(lite_db, world.canvas, world.of("brasschaat"), said(text, mentions=[f"person:{ana.id}"]))
    notices.mark(lite_db, notices.of_person(lite_db, ana)[0], read=True)
    lite_db.commit()
    thrown = []
    for days in (180, 1):
        frozen(days=days)
        lite_db.begin_writing()
        thrown.append(notices.throw_away(lite_db))
        lite_db.commit()
    assert thrown == [0, 1]
    assert [each.comment and each.comment.words for each in notices.of_person(lite_db, ana)] == ["een"]


def test_who_decides_for_a_side_hears_that_it_has_something_to_agree(lite_db: Session, world: World) -> None:
    by = world.of("brasschaat", Role.COORDINATOR).person
    asked = [side for side in world.partnership.sides if side.key in ("brasschaat", "tarija")]
    for _ in range(2):
        notices.ask_to_agree(lite_db, world.canvas, by, asked, "presentation/1")
        lite_db.commit()
    expected = {("tarija", str(role)): [AGREE] for role in LEADS} | {("brasschaat", "deputy"): [AGREE]}
    assert told(lite_db, world) == expected
    notices.ask_to_agree(lite_db, world.canvas, by, asked, "presentation/2")
    lite_db.commit()
    assert told(lite_db, world) == {key: [AGREE, AGREE] for key in expected}


@pytest.mark.parametrize("mention", ["side:tarija", "person"])
def test_what_one_side_says_among_its_people_is_told_to_them_alone(lay: Callable[..., Table], mention: str) -> None:
    garden = lay(made_up_tool.TOOL)
    with garden.app.extensions["tandem.factory"]() as db:
        canvas = db.get_one(Canvas, garden.canvas.id)
        members = {key: db.get_one(Membership, held.id) for key, held in garden.world.members.items()}
        called = f"person:{members['tarija', 'deputy'].person_id}" if mention == "person" else mention
        first = say(db, canvas, members["tarija", "member"], said(mentions=[called]), "people.worry.tarija")
        reply(db, first, members["tarija", "coordinator"])
        heard = {key for key, held in members.items() if notices.of_person(db, held.person)}
        expected = {"side:tarija": {"member", "coordinator", "deputy", "facilitator"}, "person": {"member", "deputy"}}
        assert heard == {("tarija", role) for role in expected[mention]}
        moved = members["tarija", "deputy"]
        db.begin_writing()
        moved.role = str(Role.OBSERVER)
        db.commit()
        assert notices.of_person(db, moved.person) == []
