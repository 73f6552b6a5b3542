"""Comments: what people say beside the work stays theirs, in their words, for those who may read it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from facilitation import canvas_edits, canvases, clock, comment_places, comments, digests, notices, projects, threads
from facilitation.access import Role
from facilitation.canvas_edits import AddCard, RemoveCard
from facilitation.canvases import Canvas
from facilitation.comments import QUESTION, REMARK, SURPRISE, Comment
from facilitation.database import Session
from facilitation.errors import Conflict, Forbidden, Invalid, NotFound
from facilitation.live import news
from facilitation.memberships import Membership
from tests import made_up_tool, makers
from tests.makers import World
from tests.table import Table
from tests.talking import HELLO, THEME, reply, said, say, side_id

CARD = "0123456789abcdef"
PLANT = f"garden.plants/{CARD}"


@pytest.fixture
def world(lite_db: Session, frozen: Callable[..., datetime.datetime]) -> World:
    """A partnership of three sides with a blank canvas, while the clock stands still."""
    return makers.world(lite_db)


def seen(db: Session, canvas: Canvas, held: Membership, address: str | None = None) -> list[str]:
    """Return what a member reads of a canvas: each thread as one line, replies behind it."""
    found = threads.threads(db, canvas, held, address)
    return [" / ".join(each.words for each in (thread.first, *thread.replies)) for thread in found]


def test_everybody_in_the_partnership_reads_what_somebody_says_about_a_field_as_it_was_written(
    lite_db: Session, world: World
) -> None:
    told = say(lite_db, world.canvas, world.of("tarija"), said("¿Por qué justo aquí?", "es"))
    for held in world.members.values():
        assert seen(lite_db, world.canvas, held) == ["¿Por qué justo aquí?"]
    assert (told.language, told.kind, told.address, told.at) == ("es", REMARK, THEME, clock.now())
    assert told.side is not None
    assert (told.side.key, told.person.id) == ("tarija", world.of("tarija").person_id)


def test_the_side_somebody_spoke_for_stays_with_the_comment_when_they_change_sides(
    lite_db: Session, world: World
) -> None:
    held = world.of("tarija")
    told = say(lite_db, world.canvas, held)
    lite_db.begin_writing()
    held.side_id = side_id(world.canvas, "brasschaat")
    lite_db.commit()
    lite_db.refresh(told)
    assert told.side is not None
    assert told.side.key == "tarija"


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("side", ["", "brasschaat", "tarija", "nimlahakok"])
def test_every_role_may_comment_on_a_project_of_whichever_side(lite_db: Session, side: str, role: str) -> None:
    world = makers.world(lite_db, owner="brasschaat")
    say(lite_db, world.canvas, world.of(side, role))
    assert seen(lite_db, world.canvas, world.of("nimlahakok")) == [HELLO]


def test_replies_stand_in_one_thread_under_the_first_comment_also_a_reply_to_a_reply(
    lite_db: Session, world: World
) -> None:
    first = say(lite_db, world.canvas, world.of("brasschaat"))
    under = reply(lite_db, first, world.of("tarija"), "Eerst dit")
    reply(lite_db, under, world.of("nimlahakok"), "Dan dat")
    assert seen(lite_db, world.canvas, world.of()) == [f"{HELLO} / Eerst dit / Dan dat"]


def test_a_whole_canvas_a_field_and_a_card_are_talked_about_each_at_its_own_place(
    lite_db: Session, world: World
) -> None:
    held = world.of("tarija")
    card = AddCard("topic.symptoms", CARD, {}, {"text": {"nl": "Te warm"}})
    lite_db.begin_writing()
    canvas_edits.edit(lite_db, world.canvas, held.person, held, "", [card])
    lite_db.commit()
    for address in ("", THEME, "topic.symptoms", f"topic.symptoms/{CARD}", "exchange.heard.tarija"):
        say(lite_db, world.canvas, held, said(f"over {address}"), address)
        assert seen(lite_db, world.canvas, held, address) == [f"over {address}"]
    assert len(seen(lite_db, world.canvas, held)) == 5


@pytest.mark.parametrize(
    "address",
    [
        "topic",
        "topic.",
        "topic.nothing",
        "topic.theme/",
        "topic.theme/x",
        "topic.theme.tarija",
        "topic.symptoms/0000000000000000",
        f"topic.symptoms/{CARD}/text",
        "topic.symptoms//",
        "frame.decided.none",
        "exchange.heard",
        "exchange.heard.nowhere",
        "\x00",
        "🌱" * 5_000,
    ],
)
def test_what_is_not_on_the_canvas_cannot_be_talked_about(lite_db: Session, world: World, address: str) -> None:
    view = canvases.view(lite_db, world.canvas, world.of("tarija"))
    with pytest.raises(NotFound):
        comment_places.find(view, world.of("tarija"), address)


def test_a_card_that_was_taken_away_can_still_be_talked_about(lite_db: Session, world: World) -> None:
    held, address = world.of("tarija"), f"topic.symptoms/{CARD}"
    lite_db.begin_writing()
    for change in (AddCard("topic.symptoms", CARD, {}, {"text": {"nl": "Warm"}}), RemoveCard("topic.symptoms", CARD)):
        base = canvases.view(lite_db, world.canvas, held).base
        canvas_edits.edit(lite_db, world.canvas, held.person, held, base, [change])
    lite_db.commit()
    say(lite_db, world.canvas, held, said("Jammer"), address)
    assert seen(lite_db, world.canvas, world.of("brasschaat"), address) == ["Jammer"]


def test_talk_works_on_every_database(db: Session) -> None:
    world = makers.world(db)
    held, other = world.of("brasschaat"), world.of("tarija")
    mentions = ["side:nimlahakok", f"person:{other.person_id}"]
    first = say(db, world.canvas, held, said("🌱 مرحبا", kind=QUESTION, about="tarija", mentions=mentions))
    assert (
        say(db, world.canvas, held, said("🌱 مرحبا", kind=QUESTION, about="tarija", mentions=mentions)).id == first.id
    )
    reply(db, first, other)
    comments.reword(db, world.canvas, held.person, held, first, "🌱")
    db.commit()
    assert seen(db, world.canvas, world.of()) == ["🌱 / Omdat het er warm is."]
    assert threads.counts(db, world.canvas, other) == {THEME: 2}
    assert [each.id for each in threads.questions_to(db, world.project, other)] == [first.id]
    assert (notices.unread(db, other.person), notices.unread(db, held.person)) == (1, 1)
    digests.choose(db, other.person, digests.OFF)
    db.commit()
    assert digests.wish(db, other.person) == digests.OFF


# Words.


@pytest.mark.parametrize(
    "text",
    [
        "👩🏽‍🌾🌱",
        "مرحبا بكم",
        "\u202eomgekeerd",
        "  spaties\n\n- en regels ",
        "x" * comments.LONGEST,
        "<b>vet</b> & {place} %s",
    ],
)
def test_whatever_was_written_is_kept_letter_for_letter(lite_db: Session, world: World, text: str) -> None:
    say(lite_db, world.canvas, world.of("tarija"), said(text))
    assert seen(lite_db, world.canvas, world.of()) == [text]


@pytest.mark.parametrize("text", ["", " \n\t ", "x" * (comments.LONGEST + 1), "🌱" * 200_000])
def test_nothing_and_far_too_much_are_refused_and_nothing_is_kept(lite_db: Session, world: World, text: str) -> None:
    first = say(lite_db, world.canvas, world.of("brasschaat"))
    held = world.of("tarija")
    with pytest.raises(Invalid) as refused:
        say(lite_db, world.canvas, held, said(text))
    assert [problem[0] for problem in refused.value.problems] == ["text"]
    lite_db.rollback()
    with pytest.raises(Invalid):
        reply(lite_db, first, held, text)
    lite_db.rollback()
    with pytest.raises(Invalid):
        comments.reword(lite_db, world.canvas, world.of("brasschaat").person, world.of("brasschaat"), first, text)
    lite_db.rollback()
    assert seen(lite_db, world.canvas, held) == [HELLO]


def test_all_that_is_wrong_is_said_at_once(lite_db: Session, world: World) -> None:
    told = said("", "fr", kind=QUESTION, about="nowhere", mentions=["person:999999"])
    with pytest.raises(Invalid) as refused:
        say(lite_db, world.canvas, world.of("tarija"), told)
    assert [problem[0] for problem in refused.value.problems] == ["text", "language", "kind", "mentions"]


def test_pressing_twice_says_it_once_and_saying_it_again_later_says_it_again(
    lite_db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    held = world.of("tarija")
    first = say(lite_db, world.canvas, held)
    assert say(lite_db, world.canvas, held).id == first.id
    under = reply(lite_db, first, held)
    assert reply(lite_db, first, held).id == under.id
    assert say(lite_db, world.canvas, world.of("brasschaat")).id != first.id
    frozen(minutes=11)
    assert say(lite_db, world.canvas, held).id != first.id


def test_who_changes_the_own_words_leaves_the_earlier_ones_readable(
    lite_db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    held = world.of("tarija")
    told = say(lite_db, world.canvas, held)
    for text in ("Waarom hier en nu?", "Waarom hier en nu?", "Waarom?"):
        frozen(minutes=1)
        comments.reword(lite_db, world.canvas, held.person, held, told, text)
        lite_db.commit()
    lite_db.refresh(told)
    assert told.words == "Waarom?"
    assert [each.text["nl"] for each in told.earlier] == ["Waarom hier en nu?", HELLO]
    assert told.earlier[0].until == clock.now()


def test_nobody_changes_takes_away_or_brings_back_what_somebody_else_said(lite_db: Session, world: World) -> None:
    told = say(lite_db, world.canvas, world.of("tarija"))
    for key, role in (("tarija", Role.COORDINATOR), ("brasschaat", Role.COORDINATOR), ("", Role.FACILITATOR)):
        held = world.of(key, role)
        with pytest.raises(Forbidden):
            comments.reword(lite_db, world.canvas, held.person, held, told, "Iets anders")
        with pytest.raises(Forbidden):
            comments.take_away(lite_db, world.canvas, held.person, held, told)
        with pytest.raises(Forbidden):
            comments.bring_back(lite_db, world.canvas, held.person, held, told)
        lite_db.rollback()
    assert seen(lite_db, world.canvas, world.of()) == [HELLO]


def test_what_somebody_took_away_is_read_by_them_alone_until_they_bring_it_back(lite_db: Session, world: World) -> None:
    held, other = world.of("tarija"), world.of("brasschaat")
    told = say(lite_db, world.canvas, held)
    for _ in range(2):
        comments.take_away(lite_db, world.canvas, held.person, held, told)
        lite_db.commit()
    assert (seen(lite_db, world.canvas, held), seen(lite_db, world.canvas, other)) == ([HELLO], [])
    assert threads.counts(lite_db, world.canvas, other) == {}
    comments.bring_back(lite_db, world.canvas, held.person, held, told)
    lite_db.commit()
    assert seen(lite_db, world.canvas, other) == [HELLO]


def test_replies_of_others_stay_when_the_first_comment_is_taken_away(lite_db: Session, world: World) -> None:
    held, other = world.of("tarija"), world.of("brasschaat")
    told = say(lite_db, world.canvas, held)
    reply(lite_db, told, other, "Mijn antwoord")
    comments.take_away(lite_db, world.canvas, held.person, held, told)
    lite_db.commit()
    (thread,) = threads.threads(lite_db, world.canvas, world.of("nimlahakok"))
    assert thread.first.taken_away_at is not None
    assert [each.words for each in thread.replies] == ["Mijn antwoord"]
    assert threads.counts(lite_db, world.canvas, other) == {THEME: 1}


# Questions to a side, surprises, and what is settled.


def test_a_question_goes_to_one_other_side_and_is_open_there_until_it_is_answered(
    lite_db: Session, world: World
) -> None:
    asker, asked, third = world.of("brasschaat"), world.of("tarija"), world.of("nimlahakok")
    told = say(lite_db, world.canvas, asker, said(kind=QUESTION, about="tarija"))

    def open_for(held: Membership) -> list[int]:
        return [each.id for each in threads.questions_to(lite_db, world.project, held)]

    assert (open_for(asked), open_for(asker), open_for(third), open_for(world.of())) == ([told.id], [], [], [])
    comments.resolve(lite_db, world.canvas, asked.person, asked, told)
    lite_db.commit()
    assert open_for(asked) == []
    assert (told.resolved_by, told.resolved_at is not None) == (asked.person, True)
    comments.reopen(lite_db, world.canvas, asker.person, asker, told)
    lite_db.commit()
    assert open_for(asked) == [told.id]
    assert (told.resolved_at, told.resolved_by, told.reopened_by) == (None, None, asker.person)


def test_only_the_side_that_asks_and_the_side_that_is_asked_say_that_a_question_is_answered(
    lite_db: Session, world: World
) -> None:
    told = say(lite_db, world.canvas, world.of("brasschaat"), said(kind=QUESTION, about="tarija"))
    may = {key: comments.may_settle(held, told) for key, held in world.members.items()}
    assert {side for (side, _), yes in may.items() if yes} == {"brasschaat", "tarija"}
    held = world.of("nimlahakok", Role.COORDINATOR)
    with pytest.raises(Forbidden):
        comments.resolve(lite_db, world.canvas, held.person, held, told)


def test_a_guide_from_outside_asks_any_side_and_may_say_that_it_was_answered(lite_db: Session, world: World) -> None:
    guide = world.of("", Role.FACILITATOR)
    told = say(lite_db, world.canvas, guide, said(kind=QUESTION, about="nimlahakok"))
    comments.resolve(lite_db, world.canvas, guide.person, guide, told)
    assert told.resolved_by == guide.person
    assert not comments.may_settle(world.of("", Role.OBSERVER), told)


def test_a_side_asks_no_question_to_itself_and_is_not_surprised_by_itself(lite_db: Session, world: World) -> None:
    place = comment_places.Place(address=THEME)
    offered = comments.offered(world.canvas, world.of("tarija"), place)
    assert [(kind, side and side.key) for kind, side in offered] == [
        (REMARK, None),
        (QUESTION, "brasschaat"),
        (QUESTION, "nimlahakok"),
        (SURPRISE, "brasschaat"),
        (SURPRISE, "nimlahakok"),
    ]
    for kind in (QUESTION, SURPRISE):
        with pytest.raises(Invalid):
            say(lite_db, world.canvas, world.of("tarija"), said(kind=kind, about="tarija"))
        lite_db.rollback()


def test_whoever_comments_may_settle_a_remark_and_settled_threads_come_last_and_are_not_counted(
    lite_db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    first = say(lite_db, world.canvas, world.of("tarija"), said("eerste"))
    say(lite_db, world.canvas, world.of("tarija"), said("tweede"))
    third = say(lite_db, world.canvas, world.of("tarija"), said("derde"))
    reply(lite_db, first, world.of("brasschaat"), "antwoord")
    held = world.of("", Role.OBSERVER)
    assert threads.counts(lite_db, world.canvas, held) == {THEME: 4}
    for _ in range(2):
        comments.resolve(lite_db, world.canvas, held.person, held, third)
        lite_db.commit()
    at = third.resolved_at
    frozen(minutes=5)
    comments.resolve(lite_db, world.canvas, world.of("tarija").person, world.of("tarija"), third)
    lite_db.commit()
    assert (third.resolved_at, third.resolved_by) == (at, held.person)
    assert seen(lite_db, world.canvas, held) == ["tweede", "eerste / antwoord", "derde"]
    assert threads.counts(lite_db, world.canvas, held) == {THEME: 3}


def test_a_reply_cannot_be_settled_alone(lite_db: Session, world: World) -> None:
    first = say(lite_db, world.canvas, world.of("tarija"))
    under = reply(lite_db, first, world.of("brasschaat"))
    held = world.of("tarija")
    for verb in (comments.resolve, comments.reopen):
        with pytest.raises(NotFound):
            verb(lite_db, world.canvas, held.person, held, under)


def test_in_the_archive_everything_is_read_and_nothing_is_said(lite_db: Session, world: World) -> None:
    held = world.of("tarija")
    told = say(lite_db, world.canvas, held)
    lite_db.begin_writing()
    projects.archive(lite_db, world.project)
    lite_db.commit()
    verbs: list[Callable[[], object]] = [
        lambda: say(lite_db, world.canvas, held, said("Nog iets")),
        lambda: reply(lite_db, told, held),
        lambda: comments.reword(lite_db, world.canvas, held.person, held, told, "Anders"),
        lambda: comments.take_away(lite_db, world.canvas, held.person, held, told),
        lambda: comments.resolve(lite_db, world.canvas, held.person, held, told),
    ]
    for verb in verbs:
        with pytest.raises(Conflict):
            verb()
        lite_db.rollback()
    assert seen(lite_db, world.canvas, held) == [HELLO]
    assert not comments.may_comment(world.canvas, held)


# Calling somebody's attention.


def test_sides_and_people_who_read_it_can_be_called_and_nobody_else(lite_db: Session, world: World) -> None:
    lite_db.begin_writing()
    asleep = world.of("brasschaat", Role.OBSERVER)
    asleep.confirmed_at = clock.now() - datetime.timedelta(days=400)
    lite_db.commit()
    held = world.of("tarija")
    known = comments.mentionable(lite_db, world.canvas, held, comment_places.Place().where)
    everybody = {f"person:{each.person_id}" for each in world.members.values()}
    not_there = {f"person:{each.person_id}" for each in (held, asleep)}
    assert set(known) == {"side:brasschaat", "side:tarija", "side:nimlahakok"} | (everybody - not_there)
    told = say(lite_db, world.canvas, held, said(mentions=["side:brasschaat", *sorted(everybody - not_there)[:1]]))
    assert [bool(each.side) for each in told.mentions] == [True, False]
    for stranger in not_there:
        with pytest.raises(Invalid):
            say(lite_db, world.canvas, held, said("Nog iets", mentions=[stranger]))
        lite_db.rollback()


def test_an_at_sign_in_the_words_calls_nobody(lite_db: Session, world: World) -> None:
    told = say(lite_db, world.canvas, world.of("tarija"), said("@brasschaat kijk eens"))
    assert told.mentions == []


def test_every_verb_lets_open_pages_look_again(lite_db: Session, world: World) -> None:
    held, heard = world.of("tarija"), []
    engine = lite_db.get_bind()
    assert isinstance(engine, sa.Engine)
    news.listen(engine, heard.append)
    told = say(lite_db, world.canvas, held)
    reply(lite_db, told, held)
    comments.reword(lite_db, world.canvas, held.person, held, told, "Anders")
    lite_db.commit()
    for verb in (comments.resolve, comments.reopen, comments.take_away, comments.bring_back):
        verb(lite_db, world.canvas, held.person, held, told)
        lite_db.commit()
    assert [each.canvases for each in heard] == [frozenset([world.canvas.id])] * 7


# What one side keeps to itself.


@pytest.fixture
def garden(lay: Callable[..., Table]) -> Table:
    """Lay the made-up tool on the table, with a plant of which each side keeps something to itself."""
    table = lay(made_up_tool.TOOL)
    with table.app.extensions["tandem.factory"]() as db:
        db.begin_writing()
        held = table._member(db, "tarija", "member")
        canvas = db.get_one(Canvas, table.canvas.id)
        canvas.deep_opened = True
        card = AddCard("garden.plants", CARD, {}, {"what": {"nl": "Linde"}, "doubt.tarija": {"nl": "Te duur"}})
        canvas_edits.edit(db, canvas, held.person, held, "", [card])
        db.commit()
    return table


@pytest.mark.parametrize("address", ["people.worry.tarija", f"{PLANT}/doubt.tarija"])
def test_what_is_said_about_what_one_side_keeps_to_itself_is_read_by_that_side_only(
    garden: Table, address: str
) -> None:
    with garden.app.extensions["tandem.factory"]() as db:
        canvas = db.get_one(Canvas, garden.canvas.id)
        members = {key: db.get_one(Membership, held.id) for key, held in garden.world.members.items()}
        told = say(db, canvas, members["tarija", "member"], said("Onder ons"), address)
        reads = {key for key, held in members.items() if seen(db, canvas, held)}
        own = {"coordinator", "deputy", "facilitator", "member"}
        assert reads == {("tarija", role) for role in own}
        for key, held in members.items():
            if key in reads:
                assert threads.counts(db, canvas, held) == {address: 1}
                assert threads.get(db, canvas, held, told.id) is told
                continue
            assert threads.counts(db, canvas, held) == {}
            with pytest.raises(NotFound):
                threads.get(db, canvas, held, told.id)
            with pytest.raises(NotFound):
                comment_places.find(canvases.view(db, canvas, held), held, address)
        assert told.private_to is not None
        assert told.private_to.key == "tarija"
        under = reply(db, told, members["tarija", "facilitator"], "Ook onder ons")
        assert under.private_to is told.private_to
        assert not any(seen(db, canvas, held) for key, held in members.items() if key not in reads)


def test_among_themselves_people_of_one_side_make_remarks_and_call_their_own(garden: Table) -> None:
    with garden.app.extensions["tandem.factory"]() as db:
        canvas = db.get_one(Canvas, garden.canvas.id)
        held = db.get_one(Membership, garden.world.of("tarija").id)
        place = comment_places.find(canvases.view(db, canvas, held), held, "people.worry.tarija")
        assert comments.offered(canvas, held, place) == [(REMARK, None)]
        called = comments.mentionable(db, canvas, held, place.where)
        own = {
            f"person:{garden.world.of('tarija', role).person_id}" for role in ("coordinator", "deputy", "facilitator")
        }
        assert set(called) == {"side:tarija"} | own
        for told in (
            said(kind=QUESTION, about="brasschaat"),
            said(mentions=["side:brasschaat"]),
            said(mentions=[f"person:{garden.world.of('brasschaat').person_id}"]),
        ):
            with pytest.raises(Invalid):
                say(db, canvas, held, told, "people.worry.tarija")
            db.rollback()


@pytest.mark.parametrize("address", [f"{PLANT}/what", f"{PLANT}/doubt", f"{PLANT}/doubt.nowhere", f"{PLANT}/a/b"])
def test_a_part_that_everybody_reads_is_talked_about_on_its_card(garden: Table, address: str) -> None:
    with garden.app.extensions["tandem.factory"]() as db:
        canvas = db.get_one(Canvas, garden.canvas.id)
        held = db.get_one(Membership, garden.world.of("tarija").id)
        with pytest.raises(NotFound):
            comment_places.find(canvases.view(db, canvas, held), held, address)
        assert comment_places.find(canvases.view(db, canvas, held), held, PLANT).private_to == ""


def test_a_draft_that_somebody_writes_alone_is_no_place_for_others(lite_db: Session, world: World) -> None:
    view = canvases.view(lite_db, world.canvas, world.of("tarija"))
    with pytest.raises(NotFound):
        comment_places.find(view, world.of("tarija"), f"question.drafts/{CARD}")


def test_comments_of_another_canvas_are_not_found_by_their_number(lite_db: Session, world: World) -> None:
    told = say(lite_db, world.canvas, world.of("tarija"))
    lite_db.begin_writing()
    other = makers.canvas(lite_db, makers.project(lite_db, world.partnership))
    lite_db.commit()
    with pytest.raises(NotFound):
        threads.get(lite_db, other, world.of("tarija"), told.id)
    assert threads.threads(lite_db, other, world.of("tarija")) == []
    assert lite_db.scalar(sa.select(sa.func.count()).select_from(Comment)) == 1
