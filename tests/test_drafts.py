"""Drafts: what people write alone first is read by nobody else, and opened for everybody at once."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy import orm

import tools
from facilitation import (
    alone_rounds,
    canvas_edits,
    canvases,
    clock,
    contents,
    draft_edits,
    drafts,
    health,
    own_drafts,
    search,
    wordings,
)
from facilitation.access import Role
from facilitation.alone_rounds import AloneRound
from facilitation.canvas_edits import AddCard, Change, RemoveCard, RestoreCard, SetText, SetValue
from facilitation.canvases import Canvas
from facilitation.config import Settings
from facilitation.contents import FieldText
from facilitation.database import Session
from facilitation.errors import Forbidden, Invalid, NotFound
from facilitation.live import document, log, news
from facilitation.live.addresses import Where
from facilitation.live.checks import MOST_CARDS
from facilitation.live.log import Room, Update
from facilitation.memberships import Membership
from facilitation.people import Person
from tests import made_up_tool, makers
from tests.makers import World

LIST, OTHER = "question.drafts", "topic.symptoms"
SIDES = ("brasschaat", "tarija", "nimlahakok")
SECRET = "geheimpje"
ROUNDS = 5
"""How often two things happen at the same moment in one test."""


@pytest.fixture
def world(db: Session, frozen: object) -> World:
    """Three places at a Focus sharpener, at noon."""
    return makers.world(db)


def draft(card: str, nl: str = "", es: str = "", **values: object) -> AddCard:
    """Return a draft question with a text in two languages."""
    return AddCard(LIST, card, values, {"question": {"nl": nl or f"{SECRET} {card}", "es": es}})


def write(db: Session, world: World, who: Membership, *changes: Change) -> None:
    """Let somebody write on their own drafts."""
    found = own_drafts.view(db, world.canvas, who)
    assert found is not None
    draft_edits.save(db, world.canvas, who.person, who, found.view.base, changes)
    db.commit()


def start(db: Session, world: World, address: str = LIST, side: str = "tarija") -> None:
    """Start a round, led from one of the sides."""
    leader = world.of(side, Role.FACILITATOR)
    alone_rounds.start(db, world.canvas, leader.person, leader, address)
    db.commit()


def announce(db: Session, world: World, address: str = LIST) -> None:
    """Announce the opening."""
    leader = world.of("", Role.FACILITATOR)
    alone_rounds.announce(db, world.canvas, leader.person, leader, address)
    db.commit()


def open_now(db: Session, world: World, frozen: Callable[..., datetime.datetime], address: str = LIST) -> None:
    """Announce the opening and let the ten seconds pass."""
    announce(db, world, address)
    frozen(seconds=10)
    assert drafts.open_due(db) == [world.canvas.id]
    db.commit()


def shared(db: Session, world: World, who: Membership | None = None) -> list[dict[str, object]]:
    """Return the cards that somebody sees in the shared list."""
    found = canvases.view(db, world.canvas, who or world.of("brasschaat"))
    cards: list[dict[str, object]] = found.content["question"]["drafts"]
    return cards


def own(db: Session, world: World, who: Membership) -> tuple[list[str], list[str]]:
    """Return the ids of somebody's drafts, and of those among them that stay private."""
    found = own_drafts.view(db, world.canvas, who)
    assert found is not None
    return [card["id"] for card in found.view.content["question"]["drafts"]], sorted(found.later)


def round_of(db: Session, world: World, address: str = LIST) -> AloneRound:
    """Return the last round of a list."""
    return alone_rounds.latest(db, world.canvas)[address]


def people(db: Session, world: World) -> int:
    """Return how many people wrote something."""
    return alone_rounds.people(db, round_of(db, world))


# Before the opening.


def test_nobody_else_is_given_a_letter_of_a_draft_before_it_is_opened(
    db: Session, world: World, settings: Settings
) -> None:
    start(db, world)
    author = world.of("tarija")
    write(db, world, author, draft("aaaaaaaa", lens="broader"))
    assert own(db, world, author) == (["aaaaaaaa"], [])
    for who in world.members.values():
        view = canvases.view(db, world.canvas, who)
        assert SECRET not in str(view.content) + str(view.removed)
        assert "aaaaaaaa" not in view.entries
        mine = own_drafts.view(db, world.canvas, who)
        assert (mine is not None and SECRET in str(mine.view.content)) is (who.id == author.id)
        assert search.search(db, who.person, SECRET, "nl").hits == ()
        assert wordings.wordings(db, world.canvas, who, f"{LIST}/aaaaaaaa/question", "nl") == []
        assert all(where.kind != "person" for where in canvases.readable(world.canvas, who))
    rooms = db.scalars(sa.select(Room)).all()
    holding = [room.name for room in rooms if SECRET in str(document.read(log.load(db, room).doc))]
    assert holding == [world.canvas.room_name(Where("person", str(author.person_id)))]
    assert db.scalars(sa.select(FieldText)).all() == []
    contents.rebuild(db)
    assert db.scalars(sa.select(FieldText)).all() == []
    db.commit()
    assert SECRET not in str(health.examine(settings, db.get_bind()))  # type: ignore[arg-type]


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.INTERPRETER, Role.TRANSLATOR])
def test_who_reads_along_writes_no_drafts(db: Session, world: World, role: Role) -> None:
    start(db, world)
    for side in ("", *SIDES):
        who = world.of(side, role)
        assert canvases.personal(world.canvas, who) is None
        assert own_drafts.view(db, world.canvas, who) is None
        with pytest.raises(Forbidden):
            draft_edits.save(db, world.canvas, who.person, who, "", [draft("aaaaaaaa")])
        with pytest.raises(Forbidden):
            drafts.add_later(db, world.canvas, who.person, who, LIST, "aaaaaaaa")


@pytest.mark.parametrize("side", ["", *SIDES])
@pytest.mark.parametrize("role", list(Role))
def test_a_coordinator_or_facilitator_of_any_side_leads_a_round_and_whoever_writes_can_stop_an_opening(
    db: Session, world: World, side: str, role: Role
) -> None:
    who = world.of(side, role)
    leads = role in (Role.COORDINATOR, Role.DEPUTY, Role.FACILITATOR)
    acts = [alone_rounds.start, alone_rounds.announce, alone_rounds.stop, alone_rounds.end]
    for act in acts:
        may = leads or (act is alone_rounds.stop and role == Role.MEMBER)
        if may:
            act(db, world.canvas, who.person, who, LIST)
        else:
            with pytest.raises(Forbidden):
                act(db, world.canvas, who.person, who, LIST)
    db.rollback()


def test_only_a_list_that_is_written_alone_first_has_rounds_and_nothing_else_goes_into_a_room_of_ones_own(
    db: Session, world: World
) -> None:
    who = world.of("tarija", Role.COORDINATOR)
    assert list(alone_rounds.lists(world.canvas)) == [OTHER, "people.affected", LIST]
    for address in ("topic.causes", "topic.theme", "nowhere.at_all"):
        with pytest.raises(NotFound):
            alone_rounds.start(db, world.canvas, who.person, who, address)
    for change in (
        SetText("topic.theme", "nl", "x"),
        SetValue("frame.room", 3),
        AddCard("topic.causes", "cccccccc", {}, {"text": {"nl": "x"}}),
        SetText(f"exchange.heard.{who.side.key}" if who.side else "", "nl", "x"),
    ):
        with pytest.raises(NotFound):
            draft_edits.save(db, world.canvas, who.person, who, "", [change])


def test_nobody_starts_or_writes_in_the_archive_and_an_announcement_there_is_taken_back(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    start(db, world)
    announce(db, world)
    db.begin_writing()
    world.project.archived_at = frozen(seconds=30)
    db.commit()
    drafts.open_due(db)
    db.commit()
    assert (round_of(db, world).opened_at, round_of(db, world).opens_at, drafts.open_due(db)) == (None, None, [])
    lead = world.of("tarija", Role.COORDINATOR)
    for act in (alone_rounds.start, alone_rounds.announce, alone_rounds.stop, alone_rounds.end):
        with pytest.raises(Forbidden):
            act(db, world.canvas, lead.person, lead, LIST)
    with pytest.raises(Forbidden):
        draft_edits.save(db, world.canvas, lead.person, lead, "", [draft("aaaaaaaa")])


def test_everybody_knows_how_many_people_wrote_something_and_a_blank_card_or_one_taken_back_counts_for_nobody(
    db: Session, world: World
) -> None:
    start(db, world)
    first, second = world.of("tarija"), world.of("nimlahakok")
    write(db, world, first, AddCard(LIST, "blank000"))
    assert people(db, world) == 0
    write(db, world, first, draft("aaaaaaaa"), draft("bbbbbbbb"))
    write(db, world, second, draft("cccccccc"))
    assert people(db, world) == 2
    write(db, world, first, RemoveCard(LIST, "aaaaaaaa"))
    assert people(db, world) == 2
    write(db, world, first, RemoveCard(LIST, "bbbbbbbb"))
    assert (people(db, world), own(db, world, first)) == (1, (["blank000"], []))
    write(db, world, first, RestoreCard(LIST, "bbbbbbbb"))
    assert (people(db, world), own(db, world, first)) == (2, (["bbbbbbbb", "blank000"], []))


def test_open_pages_are_told_of_every_change_of_a_round_and_of_nothing_else(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    told: list[int] = []
    bind = db.get_bind()
    assert isinstance(bind, sa.Engine)

    def hear(what: news.Told) -> None:
        told.extend(what.canvases)

    def heard() -> int:
        count = len(told)
        told.clear()
        return count

    news.listen(bind, hear)
    author = world.of("tarija")
    start(db, world)
    assert heard() == 1
    write(db, world, author, draft("aaaaaaaa"))
    assert heard() == 1
    write(db, world, author, draft("bbbbbbbb"))
    assert heard() == 0
    announce(db, world)
    announce(db, world)
    assert heard() == 1
    alone_rounds.stop(db, world.canvas, author.person, author, LIST)
    db.commit()
    alone_rounds.stop(db, world.canvas, author.person, author, LIST)
    db.commit()
    assert heard() == 1
    open_now(db, world, frozen)
    assert heard() == 2
    news.unlisten(bind, hear)


# The opening.


def test_ten_seconds_after_the_announcement_every_draft_stands_in_the_shared_list_in_its_authors_name(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    start(db, world)
    authors, ids = {side: world.of(side) for side in SIDES}, {side: side[:8].ljust(8, "0") for side in SIDES}
    for side, who in authors.items():
        write(db, world, who, draft(ids[side], f"{side} nl", f"{side} es", lens="reversed"))
    outside = world.of("", Role.FACILITATOR)
    write(db, world, outside, draft("outside0"))
    announce(db, world)
    frozen(seconds=9)
    assert (drafts.open_due(db), shared(db, world)) == ([], [])
    frozen(seconds=1)
    assert drafts.open_due(db) == [world.canvas.id]
    db.commit()
    assert drafts.open_due(db) == []
    found = {str(card["id"]): card for card in shared(db, world)}
    assert {**found.pop("outside0"), "question": None} == {"id": "outside0", "question": None, "lens": None}
    assert found == {
        ids[side]: {"id": ids[side], "question": {"nl": f"{side} nl", "es": f"{side} es"}, "lens": "reversed"}
        for side in SIDES
    }
    entries = canvases.view(db, world.canvas, authors["tarija"]).entries
    signed = {ids[side]: (who.person_id, who.side_id) for side, who in authors.items()}
    by = {id: (entry.person_id, entry.side_id) for id, entry in entries.items()}
    assert by == {**signed, "outside0": (outside.person_id, None)}
    room = db.scalars(sa.select(Room).where(Room.name == world.canvas.room_name(Where()))).one()
    writers = db.scalars(sa.select(Update.person_id).where(Update.room_id == room.id)).all()
    assert sorted(map(str, writers)) == sorted(str(who.person_id) for who in (*authors.values(), outside))
    assert [own(db, world, who) for who in authors.values()] == [([], [])] * 3
    (wording,) = wordings.wordings(db, world.canvas, outside, f"{LIST}/{ids['tarija']}/question", "es")
    assert (wording.text, wording.person) == ("tarija es", authors["tarija"].person)
    assert search.search(db, outside.person, "brasschaat nl", "nl").hits[-1].address == f"{LIST}/brasscha/question"


def test_every_kind_of_value_and_link_on_a_draft_comes_along_just_as_it_was_written(
    db: Session, frozen: Callable[..., datetime.datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "TOOLS", (made_up_tool.TOOL,))
    world = makers.world(db, tool="made_up")
    start(db, world, "garden.plants")
    who = world.of("tarija")
    values = {
        "colour": "__nothing__",
        "months": ["january", "february"],
        "thirst": 3,
        "metres": 1.25,
        "count": 7,
        "planted": "2026-11-20",
        "spot": {"x": 10, "y": 20},
        "beside": ["rose0000"],
        "giver": ["someone0"],
    }
    texts = {"what": {"nl": "Roos\n\n  é", "es": "Rosa 🌹"}, "why": {"es": "   porque sí"}, "giver": {"nl": "oma"}}
    write(db, world, who, AddCard("garden.plants", "rose0000", values, texts))
    seen = own_drafts.view(db, world.canvas, who)
    assert seen is not None
    written = dict(seen.view.content["garden"]["plants"][0])
    open_now(db, world, frozen, "garden.plants")
    (opened,) = canvases.view(db, world.canvas, world.of("brasschaat")).content["garden"]["plants"]
    (as_author,) = canvases.view(db, world.canvas, who).content["garden"]["plants"]
    assert as_author == written == opened
    secret = AddCard("garden.plants", "reed0000", {"secret.tarija": {"x": 1, "y": 1}}, {"what": {"nl": "riet"}})
    with pytest.raises(NotFound):
        draft_edits.save(db, world.canvas, who.person, who, "", [secret])


def test_the_order_is_shuffled_the_same_for_everybody_and_does_not_tell_who_wrote_first(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    orders = set()
    for number in range(4):
        start(db, world)
        cards = [f"card{number}{letter}000" for letter in "abcdef"]
        for place, card in enumerate(cards):
            frozen(minutes=1)
            write(db, world, world.of(SIDES[place % 3]), draft(card))
        before = len(shared(db, world))
        open_now(db, world, frozen)
        order = [str(card["id"]) for card in shared(db, world)[before:]]
        assert sorted(order) == cards
        assert [str(card["id"]) for card in shared(db, world, world.of("", Role.OBSERVER))[before:]] == order
        orders.add(tuple(card[5] for card in order))
    assert len(orders) == 4
    assert tuple("abcdef") not in orders


def test_what_stood_in_the_list_before_stays_in_its_place_and_the_opened_cards_come_behind_it(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    who = world.of("brasschaat")
    canvas_edits.edit(db, world.canvas, who.person, who, "", [draft("first000"), draft("second00")])
    db.commit()
    start(db, world)
    write(db, world, world.of("tarija"), draft("third000"))
    open_now(db, world, frozen)
    assert [card["id"] for card in shared(db, world)] == ["first000", "second00", "third000"]


def test_an_opening_that_was_stopped_does_not_come_and_the_round_goes_on(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    start(db, world)
    author = world.of("tarija")
    write(db, world, author, draft("aaaaaaaa"))
    announce(db, world)
    frozen(seconds=9.9)
    alone_rounds.stop(db, world.canvas, author.person, author, LIST)
    db.commit()
    assert (round_of(db, world).stopped_by, round_of(db, world).announced) == (author.person, False)
    frozen(minutes=5)
    assert (drafts.open_due(db), shared(db, world), own(db, world, author)) == ([], [], (["aaaaaaaa"], []))
    open_now(db, world, frozen)
    assert [card["id"] for card in shared(db, world)] == ["aaaaaaaa"]
    assert round_of(db, world).stopped_by is None


def test_a_stop_that_comes_after_the_opening_changes_nothing(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    start(db, world)
    author = world.of("tarija")
    write(db, world, author, draft("aaaaaaaa"))
    open_now(db, world, frozen)
    alone_rounds.stop(db, world.canvas, author.person, author, LIST)
    db.commit()
    assert (round_of(db, world).runs, len(shared(db, world))) == (False, 1)


def test_a_stop_that_comes_before_the_opening_was_carried_out_wins_also_when_the_ten_seconds_are_over(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    start(db, world)
    author = world.of("tarija")
    write(db, world, author, draft("aaaaaaaa"))
    announce(db, world)
    frozen(seconds=10.2)
    alone_rounds.stop(db, world.canvas, author.person, author, LIST)
    db.commit()
    assert (drafts.open_due(db), shared(db, world)) == ([], [])


def test_the_drafts_of_somebody_who_takes_part_no_longer_are_opened_with_the_others_for_they_wrote_them_for_this(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    start(db, world)
    gone = world.of("nimlahakok")
    write(db, world, gone, draft("aaaaaaaa"))
    db.begin_writing()
    gone.ended_at = clock.now()
    db.commit()
    open_now(db, world, frozen)
    (card,) = shared(db, world)
    entry = canvases.view(db, world.canvas, world.of("tarija")).entries[str(card["id"])]
    assert (entry.person_id, entry.side_id) == (gone.person_id, gone.side_id)


def test_two_lists_have_rounds_of_their_own(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    start(db, world)
    start(db, world, OTHER)
    who = world.of("tarija")
    write(db, world, who, draft("aaaaaaaa"), AddCard(OTHER, "bbbbbbbb", {}, {"text": {"nl": "heet"}}))
    open_now(db, world, frozen, OTHER)
    view = canvases.view(db, world.canvas, who)
    assert [card["id"] for card in view.content["topic"]["symptoms"]] == ["bbbbbbbb"]
    assert (shared(db, world), own(db, world, who)) == ([], (["aaaaaaaa"], []))
    assert list(alone_rounds.running(db, world.canvas)) == [LIST]


def test_a_list_that_would_grow_beyond_its_end_takes_everybody_in_turn_and_the_rest_stays_with_its_author(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    start(db, world)
    busy, brief = world.of("tarija"), world.of("brasschaat")
    write(db, world, busy, *(draft(f"busy{number:04d}") for number in range(MOST_CARDS)))
    write(db, world, brief, draft("brief000"), draft("brief001"))
    open_now(db, world, frozen)
    ids = {str(card["id"]) for card in shared(db, world)}
    assert (len(ids), {"brief000", "brief001"} <= ids) == (MOST_CARDS, True)
    mine, later = own(db, world, busy)
    assert (len(mine), sorted(mine), {*mine} & ids) == (2, later, set())
    with pytest.raises(Invalid):
        drafts.add_later(db, world.canvas, busy.person, busy, LIST, later[0])
    db.rollback()
    assert own(db, world, busy) == (mine, later)


def test_a_round_without_any_draft_opens_nothing_and_is_over(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    start(db, world)
    open_now(db, world, frozen)
    assert (shared(db, world), round_of(db, world).runs) == ([], False)


# Later drafts.


def test_a_draft_that_comes_after_the_opening_stays_private_until_its_author_adds_it(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    start(db, world)
    author, other = world.of("tarija"), world.of("brasschaat")
    open_now(db, world, frozen)
    write(db, world, author, draft("late0000", lens="broader"))
    assert (shared(db, world), own(db, world, author)) == ([], (["late0000"], ["late0000"]))
    drafts.add_later(db, world.canvas, other.person, other, LIST, "late0000")
    db.commit()
    assert shared(db, world) == []
    for _ in range(2):
        drafts.add_later(db, world.canvas, author.person, author, LIST, "late0000")
        db.commit()
    (card,) = shared(db, world, other)
    assert (card["id"], card["lens"]) == ("late0000", "broader")
    assert canvases.view(db, world.canvas, other).entries["late0000"].person_id == author.person_id
    assert own(db, world, author) == ([], [])


def test_a_draft_of_an_earlier_round_is_not_opened_by_the_next_one(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    author = world.of("tarija")
    start(db, world)
    write(db, world, author, draft("early000"))
    lead = world.of("", Role.FACILITATOR)
    alone_rounds.end(db, world.canvas, lead.person, lead, LIST)
    db.commit()
    assert (shared(db, world), own(db, world, author)) == ([], (["early000"], ["early000"]))
    start(db, world)
    assert people(db, world) == 0
    write(db, world, author, draft("fresh000"))
    drafts.add_later(db, world.canvas, author.person, author, LIST, "early000")
    db.commit()
    assert shared(db, world) == []
    open_now(db, world, frozen)
    assert ([card["id"] for card in shared(db, world)], own(db, world, author)) == (["fresh000"], (["early000"],) * 2)


def test_words_written_on_a_draft_after_it_was_opened_are_kept_as_a_later_draft_and_can_be_added_or_put_away(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    start(db, world)
    author = world.of("tarija")
    write(db, world, author, draft("aaaaaaaa", "kort"))
    open_now(db, world, frozen)
    write(db, world, author, SetText(f"{LIST}/aaaaaaaa/question", "nl", "kort en later langer"))
    assert own(db, world, author) == (["aaaaaaaa"], ["aaaaaaaa"])
    drafts.add_later(db, world.canvas, author.person, author, LIST, "aaaaaaaa")
    db.commit()
    drafts.add_later(db, world.canvas, author.person, author, LIST, "aaaaaaaa")
    db.commit()
    assert [card["question"] for card in shared(db, world)] == [
        {"nl": "kort", "es": ""},
        {"nl": "kort en later langer", "es": ""},
    ]
    write(db, world, author, SetText(f"{LIST}/aaaaaaaa/question", "es", "otra"))
    assert own(db, world, author) == (["aaaaaaaa"], ["aaaaaaaa"])
    write(db, world, author, RemoveCard(LIST, "aaaaaaaa"))
    assert (own(db, world, author), len(shared(db, world))) == (([], []), 2)


def test_a_draft_with_the_id_of_a_card_that_is_there_already_is_copied_beside_it(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    who = world.of("brasschaat")
    canvas_edits.edit(db, world.canvas, who.person, who, "", [draft("aaaaaaaa", "van iedereen")])
    db.commit()
    start(db, world)
    write(db, world, world.of("tarija"), draft("aaaaaaaa", "van mij"))
    open_now(db, world, frozen)
    assert [card["question"] for card in shared(db, world)] == [
        {"nl": "van iedereen", "es": ""},
        {"nl": "van mij", "es": ""},
    ]


def test_a_room_with_a_hole_puts_the_opening_off_and_nothing_is_lost(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    start(db, world)
    author = world.of("tarija")
    write(db, world, author, draft("aaaaaaaa"))
    write(db, world, author, draft("bbbbbbbb"))
    room = db.scalars(sa.select(Room).where(Room.name.contains("/person/"))).one()
    db.begin_writing()
    db.execute(sa.delete(Update).where(Update.room_id == room.id, Update.seq == 1))
    db.execute(sa.delete(contents.Contents))
    db.commit()
    announce(db, world)
    frozen(seconds=10)
    drafts.open_due(db)
    db.commit()
    assert (round_of(db, world).runs, round_of(db, world).announced, shared(db, world)) == (True, False, [])
    assert drafts.open_due(db) == []


# At the same moment.


def together(factory: orm.sessionmaker[Session], *works: Callable[[Session], object]) -> list[object]:
    """Let several do something at the same moment, each with a session of their own; return what came of it."""
    ready = threading.Barrier(len(works))

    def do(work: Callable[[Session], object]) -> object:
        with factory() as db:
            ready.wait(10)
            done = work(db)
            db.commit()
            return done

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(do, works))


def again(db: Session, canvas_id: int, member_id: int) -> tuple[Canvas, Person, Membership]:
    """Return the rows of a canvas and a member in another session."""
    held = db.get_one(Membership, member_id)
    return db.get_one(Canvas, canvas_id), held.person, held


def test_processes_that_open_at_the_same_moment_copy_every_draft_once(
    factory: orm.sessionmaker[Session], db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    for number in range(ROUNDS):
        start(db, world)
        for side in SIDES:
            write(db, world, world.of(side), draft(f"{side[0]}000000{number}"))
        announce(db, world)
        frozen(seconds=10)
        db.commit()
        done = together(factory, *[drafts.open_due] * 3)
        assert sorted(map(str, done)) == sorted(map(str, [[world.canvas.id], [], []]))
        assert len(shared(db, world)) == 3 * (number + 1)


def test_a_draft_that_is_saved_while_the_others_are_opened_is_opened_too_or_stays_with_its_author(
    factory: orm.sessionmaker[Session], db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    author, other = world.of("tarija"), world.of("brasschaat")
    canvas_id, ids = world.canvas.id, (author.id, other.id)
    for number in range(ROUNDS):
        start(db, world)
        write(db, world, author, draft(f"before0{number}"))
        announce(db, world)
        frozen(seconds=10)
        db.commit()

        def post(session: Session, who: int = ids[0], card: str = f"during0{number}") -> None:
            canvas, person, held = again(session, canvas_id, who)
            alone_rounds.lock(session, canvas)
            found = own_drafts.view(session, canvas, held)
            assert found is not None
            draft_edits.save(session, canvas, person, held, found.view.base, [draft(card)])

        def first(session: Session, number: int = number) -> None:
            post(session, ids[1], f"newroom{number}")

        together(factory, post, drafts.open_due, first)
        opened = {str(card["id"]) for card in shared(db, world)}
        kept = {*own(db, world, author)[0], *own(db, world, other)[0]}
        assert f"before0{number}" in opened
        assert opened & kept == set()
        assert {f"during0{number}", f"newroom{number}"} <= opened | kept


def test_a_stop_at_the_very_moment_of_the_opening_either_stops_it_or_comes_too_late(
    factory: orm.sessionmaker[Session], db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    author, cards = world.of("tarija"), 0
    canvas_id, author_id = world.canvas.id, author.id
    for number in range(ROUNDS):
        start(db, world)
        write(db, world, author, draft(f"card000{number}"))
        announce(db, world)
        frozen(seconds=10)
        db.commit()

        def stop(session: Session) -> None:
            alone_rounds.stop(session, *again(session, canvas_id, author_id), LIST)

        together(factory, drafts.open_due, stop)
        round = round_of(db, world)
        waiting, later = own(db, world, author)
        if round.runs:
            assert (round.stopped_by, len(shared(db, world)), later) == (author.person, cards, [])
            open_now(db, world, frozen)
        else:
            assert (round.stopped_at, waiting) == (None, [])
        db.expire_all()
        cards = len(shared(db, world))
    assert cards == ROUNDS
