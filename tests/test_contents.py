"""What pages and search read is always what the log says, also after somebody looked away."""

from __future__ import annotations

import hashlib
import threading
from typing import Any

import pytest
import sqlalchemy as sa

from facilitation import canvas_edits, canvases, contents, database
from facilitation.canvas_edits import AddCard, Change, RemoveCard, RestoreCard, SetText, SetValue
from facilitation.contents import Contents, FieldText, Page
from facilitation.database import Session
from facilitation.live import document, log, sheets
from facilitation.live.addresses import Where
from facilitation.live.differences import Operation
from facilitation.live.log import Room
from tests import makers
from tests.makers import World

FACTS, FACT = "topic.symptoms", "fact00000000"


@pytest.fixture
def world(db: Session) -> World:
    """Three partners with the focus sharpener on the table."""
    return makers.world(db)


def post(db: Session, world: World, *changes: Change, side: str = "tarija") -> None:
    """Save a form that was drawn now."""
    held = world.of(side)
    base = canvases.view(db, world.canvas, held).base
    canvas_edits.edit(db, world.canvas, held.person, held, base, changes)
    db.commit()


def fill(db: Session, world: World) -> None:
    """Let two sides write this and that."""
    post(db, world, SetText("topic.theme", "es", "Patios escolares"), SetText("topic.theme", "nl", "Speelplaatsen"))
    post(db, world, AddCard(FACTS, FACT, {}, {"text": {"nl": "Nimlaha'kok is heet"}}), SetValue("frame.room", 3))
    post(db, world, SetText("exchange.heard.brasschaat", "nl", "Wij herkennen de hitte"), side="brasschaat")


def rows(db: Session) -> list[tuple[Any, ...]]:
    """Return everything in the read model, but for its own ids."""
    texts = sa.select(FieldText.room_id, FieldText.address, FieldText.language, FieldText.value, FieldText.folded)
    held = sa.select(Contents.room_id, Contents.seq, Contents.content).order_by(Contents.room_id)
    return [*map(tuple, db.execute(held)), *sorted(map(tuple, db.execute(texts)))]


def said(db: Session) -> set[tuple[str, str, str]]:
    """Return (address, language, text) of every text that search knows."""
    return {(text.address, text.language, text.value) for text in db.scalars(sa.select(FieldText))}


def test_every_text_that_can_be_seen_is_there_for_search_once_in_its_language(db: Session, world: World) -> None:
    fill(db, world)
    assert said(db) == {
        ("topic.theme", "es", "Patios escolares"),
        ("topic.theme", "nl", "Speelplaatsen"),
        (f"{FACTS}/{FACT}/text", "nl", "Nimlaha'kok is heet"),
        ("exchange.heard.brasschaat", "nl", "Wij herkennen de hitte"),
    }
    row = db.scalars(sa.select(FieldText).where(FieldText.address == f"{FACTS}/{FACT}/text")).one()
    assert row.folded == "nimlahakok is het"
    assert row.hash == hashlib.sha256(b"Nimlaha'kok is heet").hexdigest()


def test_a_text_that_changes_or_goes_is_found_as_it_is_now(db: Session, world: World) -> None:
    fill(db, world)
    post(db, world, SetText("topic.theme", "es", "Patios"), SetText("topic.theme", "nl", ""))
    assert {text for text in said(db) if text[0] == "topic.theme"} == {("topic.theme", "es", "Patios")}


def test_what_is_on_a_card_that_was_taken_away_is_not_found_until_it_comes_back(db: Session, world: World) -> None:
    fill(db, world)
    before = said(db)
    post(db, world, RemoveCard(FACTS, FACT))
    assert before - said(db) == {(f"{FACTS}/{FACT}/text", "nl", "Nimlaha'kok is heet")}
    post(db, world, RestoreCard(FACTS, FACT))
    assert said(db) == before


def test_what_pages_read_is_what_the_log_says(db: Session, world: World) -> None:
    fill(db, world)
    for room in db.scalars(sa.select(Room)):
        kept = db.get_one(Contents, room.id)
        assert (kept.seq, sheets.Sheet.of_json(kept.content)) == (
            room.last_seq,
            document.read(log.load(db, room).doc),
        )


def test_rebuilding_makes_the_same_again_from_nothing_and_from_something_wrong(db: Session, world: World) -> None:
    fill(db, world)
    before = rows(db)
    db.begin_writing()
    db.execute(sa.update(FieldText).values(value="verkeerd"))
    db.execute(sa.delete(Contents).where(Contents.seq == 1))
    db.commit()
    assert rows(db) != before
    assert contents.rebuild(db) == 2
    assert rows(db) == before
    assert contents.rebuild(db) == 2
    assert rows(db) == before


@pytest.mark.parametrize("writing", [False, True])
def test_a_page_that_finds_the_read_model_behind_catches_it_up(db: Session, world: World, writing: bool) -> None:
    fill(db, world)
    before, held = rows(db), world.of("tarija")
    seen = canvases.view(db, world.canvas, held)
    db.begin_writing()
    db.execute(sa.delete(FieldText))
    db.execute(sa.update(Contents).values(seq=0, content={"values": {}, "texts": {}, "cards": {}}))
    db.commit()
    if writing:
        db.begin_writing()
    again = canvases.view(db, world.canvas, held)
    db.commit()
    assert (again.content, again.base) == (seen.content, seen.base)
    assert rows(db) == before


def texts(db: Session) -> dict[str, tuple[int, int]]:
    """Return (id of the row, seq) of every Dutch text by its address."""
    dutch = sa.select(FieldText).where(FieldText.language == "nl")
    return {row.address: (row.id, row.seq) for row in db.scalars(dutch.execution_options(populate_existing=True))}


def type_live(db: Session, room: Room, address: str, text: str) -> Page:
    """Write in front of a text as a browser would: straight into the log; return what the room holds then."""
    loaded = log.load(db, room)
    before = loaded.doc.get_state()
    document.change_text(loaded.doc, f"{address}@nl", [Operation(0, 0, text)])
    db.begin_writing()
    log.append(db, room, [loaded.doc.get_update(before)], None)
    db.commit()
    return Page(document.read(loaded.doc), room.last_seq)


def shared(db: Session) -> Room:
    """Return the first room that was opened."""
    return db.scalars(sa.select(Room).order_by(Room.id)).all()[0]


@pytest.mark.parametrize("writing", [False, True])
def test_catching_up_writes_only_the_texts_that_changed(db: Session, world: World, writing: bool) -> None:
    fill(db, world)
    before, room = texts(db), shared(db)
    page = type_live(db, room, "topic.theme", "Groene ")
    assert texts(db) == before
    if writing:
        db.begin_writing()
    assert contents.fresh(db, room) == page
    db.commit()
    after = texts(db)
    assert {address for address in after if after[address] != before[address]} == {"topic.theme"}
    assert after["topic.theme"][1] == page.seq
    assert page.sheet.text("topic.theme", "nl") == "Groene Speelplaatsen"


def test_a_live_room_keeps_what_it_holds_and_never_an_older_page(db: Session, world: World) -> None:
    fill(db, world)
    room = shared(db)
    older = type_live(db, room, "topic.theme", "Groene ")
    newer = type_live(db, room, "topic.theme", "Mooie ")
    kept = [contents.keep(db, room.id, page.sheet, page.seq) for page in (newer, older, newer)]
    db.commit()
    assert kept == [True, False, False]
    assert ("topic.theme", "nl", "Mooie Groene Speelplaatsen") in said(db)
    before = rows(db)
    contents.rebuild(db)
    assert rows(db) == before


def test_a_room_of_which_nothing_was_kept_yet_is_kept(db: Session, world: World) -> None:
    db.begin_writing()
    room = log.room(db, "canvas/99.1", 99)
    page = type_live(db, room, "topic.theme", "Groen")
    assert contents.keep(db, room.id, page.sheet, page.seq) is True
    db.commit()
    assert contents.fresh(db, room) == page
    assert said(db) == {("topic.theme", "nl", "Groen")}


def test_what_stands_in_the_room_of_one_person_is_not_there_for_search(db: Session, world: World) -> None:
    db.begin_writing()
    room = log.room(db, f"{world.canvas.room_name(Where())}/person/1", world.canvas.id)
    page = type_live(db, room, "topic.theme", "Nog niet zeker")
    contents.keep(db, room.id, page.sheet, page.seq)
    db.commit()
    assert (contents.fresh(db, room), said(db)) == (page, set())


def test_a_read_model_that_contradicts_itself_is_mended_where_somebody_writes(db: Session, world: World) -> None:
    fill(db, world)
    room, before = shared(db), rows(db)
    db.begin_writing()
    db.execute(sa.update(Contents).values(seq=0, content={"values": {}, "texts": {}, "cards": {}}))
    db.execute(sa.update(FieldText).values(value="verkeerd"))
    db.commit()
    contents.fresh(db, room)
    db.rollback()
    assert [row for row in rows(db) if row[0] == room.id] == [row for row in before if row[0] == room.id]


def test_who_reads_does_not_wait_for_who_writes(lite: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    factory = database.session_factory(lite)
    with factory() as db, factory() as other:
        world = makers.world(db)
        fill(db, world)
        page = type_live(db, shared(db), "topic.theme", "Groene ")
        other.begin_writing()  # somebody is writing, for as long as it takes
        monkeypatch.setattr(other.gate, "wait_seconds", threading.TIMEOUT_MAX)  # who waits now waits for ever
        assert contents.fresh(db, shared(db)) == page
        assert ("topic.theme", "nl", "Speelplaatsen") in said(db)
        other.rollback()
        contents.fresh(db, shared(db))
        db.rollback()
        assert ("topic.theme", "nl", "Groene Speelplaatsen") in said(db)


def test_a_page_of_the_past_is_read_from_the_log(db: Session, world: World) -> None:
    fill(db, world)
    room = db.scalars(sa.select(Room).order_by(Room.id)).first()
    assert room
    assert contents.as_of(db, room, 0).sheet == sheets.Sheet()
    assert contents.as_of(db, room, room.last_seq) == contents.fresh(db, room)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("caf\u00e9", "cafe\u0301", True),
        ("een\r\ntwee", "een\ntwee", True),
        ("een\rtwee", "een\ntwee", True),
        ("een", "Een", False),
        ("een", "een ", False),
    ],
)
def test_two_wordings_are_the_same_whatever_way_accents_and_line_ends_are_stored(
    one: str, other: str, same: bool
) -> None:
    assert (contents.hashed(one) == contents.hashed(other)) is same
