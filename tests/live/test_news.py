"""News: who listens hears what was committed, once, after it was committed, and nothing that was not."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import orm

from facilitation import canvas_edits, canvases, clock
from facilitation.canvas_edits import SetText
from facilitation.database import Session, writing
from facilitation.live import log, news
from facilitation.live.log import Room, Update
from facilitation.live.news import Told
from tests import makers

ANSWER_SECONDS = 10


@pytest.fixture
def rooms(db: Session) -> list[Room]:
    """Open two rooms."""
    db.begin_writing()
    made = [log.room(db, name, 7) for name in ("canvas/7.1", "canvas/7.1/voice/tarija")]
    db.commit()
    return made


@pytest.fixture
def heard(engine: sa.Engine, rooms: list[Room]) -> Iterator[list[Told]]:
    """Listen, and give everything that is told."""
    told: list[Told] = []
    news.listen(engine, told.append)
    yield told
    news.unlisten(engine, told.append)


def tell_rooms(*rooms: Room) -> Told:
    """Return the news of writing in some rooms."""
    return Told(rooms=frozenset(room.id for room in rooms))


def test_a_commit_is_told_once_with_all_its_rooms_and_only_then(
    db: Session, rooms: list[Room], heard: list[Told]
) -> None:
    db.begin_writing()
    log.append(db, rooms[0], [b"one"], None)
    log.append(db, rooms[1], [b"two"], None)
    log.append(db, rooms[0], [b"three"], None)
    assert heard == []
    db.commit()
    assert heard == [tell_rooms(*rooms)]
    db.begin_writing()
    log.append(db, rooms[1], [b"four"], None)
    db.commit()
    assert heard == [tell_rooms(*rooms), tell_rooms(rooms[1])]


def test_what_changes_beside_the_words_of_a_canvas_is_told_too(
    db: Session, rooms: list[Room], heard: list[Told]
) -> None:
    db.begin_writing()
    news.stir(db, 7)
    log.append(db, rooms[0], [b"one"], None)
    db.commit()
    assert heard == [Told(frozenset([rooms[0].id]), frozenset([7]))]


def test_nothing_is_told_of_what_was_taken_back(db: Session, rooms: list[Room], heard: list[Told]) -> None:
    db.begin_writing()
    log.append(db, rooms[0], [b"one"], None)
    db.rollback()
    db.begin_writing()
    db.commit()
    db.begin_writing()
    log.append(db, rooms[0], [b"one"], None)
    db.close()
    db.begin_writing()
    with db.begin_nested():
        log.append(db, rooms[0], [b"one"], None)
    db.rollback()
    db.begin_writing()
    db.commit()
    assert heard == []


def test_a_savepoint_that_was_taken_back_leaves_nothing_behind(
    db: Session, rooms: list[Room], heard: list[Told]
) -> None:
    db.begin_writing()
    kept = db.begin_nested()
    log.append(db, rooms[0], [b"one"], None)
    inner = db.begin_nested()
    inner.commit()
    kept.commit()
    assert heard == []
    outer = db.begin_nested()
    inner = db.begin_nested()
    log.append(db, rooms[1], [b"two"], None)
    inner.commit()
    outer.rollback()
    db.commit()
    assert heard == [tell_rooms(rooms[0])]


def test_a_commit_that_fails_is_not_told(
    db: Session, factory: orm.sessionmaker[Session], rooms: list[Room], heard: list[Told]
) -> None:
    with factory() as other:
        other.begin_writing()
        log.append(other, other.get_one(Room, rooms[0].id), [b"one"], None)
        other.add(Update(room_id=rooms[0].id, seq=1, data=b"again", person_id=None, at=clock.now()))
        with pytest.raises(sa.exc.IntegrityError):
            other.commit()
    assert heard == []


def test_who_listens_can_read_what_was_committed_and_write_at_once(
    engine: sa.Engine, factory: orm.sessionmaker[Session], rooms: list[Room]
) -> None:
    seen: list[tuple[int, str]] = []

    def follow(told: Told) -> None:
        with factory() as own:
            own.begin_writing(0)
            seen.append((own.get_one(Room, min(told.rooms)).last_seq, threading.current_thread().name))

    news.listen(engine, follow)
    with writing(factory) as db:
        log.append(db, db.get_one(Room, rooms[0].id), [b"one", b"two"], None)
    news.unlisten(engine, follow)
    with writing(factory) as db:
        log.append(db, db.get_one(Room, rooms[0].id), [b"three"], None)
    assert seen == [(2, threading.current_thread().name)]


def test_a_listener_that_fails_harms_nobody(
    engine: sa.Engine, db: Session, rooms: list[Room], caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Told] = []

    def fail(_told: Told) -> None:
        raise ValueError("no")

    news.listen(engine, fail)
    news.listen(engine, told.append)
    with caplog.at_level(logging.CRITICAL, "facilitation.live"):
        db.begin_writing()
        log.append(db, rooms[0], [b"one"], None)
        db.commit()
    news.unlisten(engine, fail)
    news.unlisten(engine, told.append)
    assert told == [tell_rooms(rooms[0])]


def test_a_plain_form_that_is_saved_is_news(db: Session, engine: sa.Engine) -> None:
    world = makers.world(db)
    held = world.of("tarija")
    told: list[Told] = []
    news.listen(engine, told.append)
    text = SetText("topic.theme", "es", "agua")
    canvas_edits.edit(db, world.canvas, held.person, held, canvases.view(db, world.canvas, held).base, [text])
    db.commit()
    news.unlisten(engine, told.append)
    assert told == [tell_rooms(*db.scalars(sa.select(Room)))]


@pytest.mark.database
def test_another_process_hears_the_same_and_nothing_that_was_taken_back(
    postgresql: sa.Engine,
) -> None:
    factory = orm.sessionmaker(postgresql, class_=Session, expire_on_commit=False)
    with writing(factory) as db:
        room = log.room(db, "canvas/7.1", 7)
    address = postgresql.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(f"LISTEN {news.CHANNEL}")
        with factory() as db:
            db.begin_writing()
            log.append(db, room, [b"lost"], None)
            news.stir(db, 8)
            db.rollback()
        with writing(factory) as db:
            point = db.begin_nested()
            news.stir(db, 9)
            point.rollback()
            log.append(db, db.get_one(Room, room.id), [b"one"], None)
            log.append(db, db.get_one(Room, room.id), [b"two"], None)
            news.stir(db, 7)
        found = [notice.payload for notice in other.notifies(timeout=ANSWER_SECONDS, stop_after=2)]
        more = [notice.payload for notice in other.notifies(timeout=0)]
    assert (found, more) == ([f"r{room.id} {news.PROCESS}", f"c7 {news.PROCESS}"], [])
    assert [news.read(payload) for payload in found] == [tell_rooms(room), Told(canvases=frozenset([7]))]


@pytest.mark.parametrize("payload", ["", "r", "x3", "r-1", "r3;", "c٣", "r 3"])
def test_what_is_no_news_of_ours_says_nothing(payload: str) -> None:
    assert news.read(payload) == Told()
