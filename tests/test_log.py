"""The update log: everything that was acknowledged is in it, in order and without holes, and is read back whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pycrdt
import pytest
import sqlalchemy as sa
from sqlalchemy import orm

from facilitation import canvas_edits, canvases, contents, database
from facilitation.canvas_edits import SetText
from facilitation.database import Session, writing
from facilitation.live import document, log
from facilitation.live.differences import Operation
from facilitation.live.log import Room, Update
from facilitation.people import Person
from tests import makers

NAME = "canvas/1.1"
ROOT = Path(__file__).resolve().parent.parent


def typed(count: int) -> list[bytes]:
    """Return the updates of somebody who types `count` words, one after the other, into fifty fields."""
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=7)
    found: list[bytes] = []
    subscription = doc.observe(lambda event: found.append(event.update))
    for number in range(count):
        name = f"topic.field{number % 50}@nl"
        place = len(str(doc.get(name, type=pycrdt.Text)))
        with doc.transaction():
            document.change_text(doc, name, [Operation(place, place, f"woord{number} ")])
    doc.unobserve(subscription)
    return found


def said(loaded: log.Loaded) -> dict[str, dict[str, str]]:
    """Return the texts of a loaded document."""
    return document.read(loaded.doc).texts


@pytest.fixture
def room(db: Session) -> Room:
    """Open a room in which nobody wrote."""
    db.begin_writing()
    found = log.room(db, NAME, 1)
    db.commit()
    return found


def test_every_update_gets_the_next_number_and_is_read_in_that_order(db: Session, room: Room) -> None:
    updates = typed(5)
    db.begin_writing()
    assert log.append(db, room, updates[:2], None) == 2
    assert log.append(db, room, updates[2:], None) == 5
    db.commit()
    assert [(row.seq, row.data) for row in log.rows(db, room.id)] == list(enumerate(updates, 1))
    assert [row.seq for row in log.rows(db, room.id, after=2, upto=4)] == [3, 4]
    assert room.last_seq == 5


def test_updates_of_several_people_are_written_at_once_each_under_their_own_name(db: Session, room: Room) -> None:
    updates = typed(3)
    an, ber = (makers.person(db).id for _ in range(2))
    db.begin_writing()
    assert log.append_by(db, room, [(updates[0], an), (updates[1], ber), (updates[2], None)]) == 3
    db.commit()
    assert [(row.seq, row.data, row.person_id) for row in log.rows(db, room.id)] == [
        (1, updates[0], an),
        (2, updates[1], ber),
        (3, updates[2], None),
    ]
    assert room.last_seq == 3


def test_a_client_id_belongs_to_the_first_who_used_it_in_that_room(db: Session, room: Room) -> None:
    an, ber = (makers.person(db).id for _ in range(2))
    other = log.room(db, "canvas/2.1", 2)
    assert log.owner(db, room, 7) is None
    assert [log.bind(db, room, 7, who) for who in (an, ber, an, None)] == [True, False, True, False]
    assert (log.owner(db, room, 7), log.owner(db, room, 8), log.owner(db, other, 7)) == (an, None, None)
    assert log.bind(db, other, 7, ber) is True


def test_a_document_can_be_read_as_it_was(db: Session, room: Room) -> None:
    db.begin_writing()
    log.append(db, room, typed(3), None)
    db.commit()
    assert [len(said(log.load(db, room, upto))) for upto in (0, 1, 2, 3)] == [0, 1, 2, 3]
    assert said(log.load(db, room)) == {f"topic.field{number}": {"nl": f"woord{number} "} for number in range(3)}


def test_a_room_is_made_once(db: Session, room: Room) -> None:
    db.begin_writing()
    assert log.room(db, NAME, 1).id == room.id
    assert log.room(db, "canvas/2.1", 2).id != room.id


def test_many_people_who_open_a_room_at_once_open_the_same_room(factory: orm.sessionmaker[Session]) -> None:
    together, found = threading.Barrier(8), []

    def enter() -> None:
        together.wait()
        with writing(factory) as db:
            found.append(log.room(db, NAME, 1).id)

    people = [threading.Thread(target=enter) for _ in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_hole_in_the_log_stops_the_reader(db: Session, room: Room) -> None:
    db.begin_writing()
    log.append(db, room, typed(4), None)
    db.execute(sa.delete(Update).where(Update.seq == 2))
    db.commit()
    with pytest.raises(log.Hole) as caught:
        log.load(db, room)
    assert (caught.value.room_id, caught.value.seq) == (room.id, 2)
    assert [row.seq for row in log.rows(db, room.id, upto=1)] == [1]
    assert log.doubtful(db) == [(NAME, 2, "hole")]


def test_the_last_update_missing_is_a_hole_too(db: Session, room: Room) -> None:
    db.begin_writing()
    log.append(db, room, typed(4), None)
    db.execute(sa.delete(Update).where(Update.seq == 4))
    db.commit()
    with pytest.raises(log.Hole):
        log.load(db, room)


@pytest.mark.parametrize(
    "broken", [b"", b"\x01\x01\xff\xff\xff\xff", b"\x01\x01\x05\x00\x04\x01\x03abc\x10", b"\xff" * 40]
)
def test_an_update_that_cannot_be_read_is_left_out_kept_and_told(db: Session, room: Room, broken: bytes) -> None:
    updates = typed(3)
    db.begin_writing()
    log.append(db, room, [updates[0], broken, *updates[1:]], None)
    db.commit()
    loaded = log.load(db, room)
    assert (loaded.seq, loaded.unreadable) == (4, (2,))
    assert said(loaded) == {f"topic.field{number}": {"nl": f"woord{number} "} for number in range(3)}
    assert log.doubtful(db) == [(NAME, 2, "unreadable")]
    assert [row.data for row in log.rows(db, room.id)][1] == broken
    db.begin_writing()
    assert contents.catch_up(db, room).sheet.text("topic.field2", "nl") == "woord2 "


def test_an_update_whose_forerunner_is_missing_is_told(db: Session, room: Room) -> None:
    updates = typed(60)
    db.begin_writing()
    log.append(db, room, [updates[0], updates[50]], None)
    db.commit()
    assert log.doubtful(db) == [(NAME, 2, "waits")]


def test_a_sound_log_has_nothing_to_tell(db: Session, room: Room) -> None:
    db.begin_writing()
    log.append(db, room, typed(60), None)
    db.commit()
    assert log.doubtful(db) == []


def test_two_thousand_updates_give_the_text_that_was_typed(db: Session, room: Room) -> None:
    db.begin_writing()
    log.append(db, room, typed(2000), None)
    db.commit()
    db.expunge_all()
    texts = said(log.load(db, room))
    assert {address: text["nl"] for address, text in texts.items()} == {
        f"topic.field{field}": "".join(f"woord{number} " for number in range(field, 2000, 50)) for field in range(50)
    }


PATIENCE = 60
"""Seconds that a busy machine may take."""

# SQLite: many at once.


def test_busy_requests_and_a_busy_log_never_meet_a_locked_database(lite: sa.Engine) -> None:
    factory = database.session_factory(lite)
    with writing(factory) as db:
        room_id = log.room(db, NAME, 1).id
        people = [makers.person(db).id for _ in range(6)]
    until = time.monotonic() + PATIENCE
    wrote: dict[str, list[int]] = {"requests": [], "log": []}
    failed: list[BaseException] = []

    def turns() -> list[int]:
        return [len(wrote["log"]), *(wrote["requests"].count(person_id) for person_id in people)]

    def goes_on() -> bool:
        return not failed and min(turns()) < 5 and time.monotonic() < until  # however slow the machine is just now

    def request(person_id: int) -> None:
        with writing(factory) as db:
            db.get_one(Person, person_id).name += "x"
            db.flush()
            threading.Event().wait(0.005)  # a request that takes its time with the gate open
        wrote["requests"].append(person_id)

    def logged(person_id: int) -> None:
        with writing(factory) as db:
            log.append(db, db.get_one(Room, room_id), [b"update"], None)
        wrote["log"].append(person_id)

    def keep_on(work: Any, person_id: int) -> None:
        try:
            while goes_on():
                work(person_id)
        except BaseException as error:
            failed.append(error)

    def read() -> None:
        try:
            while goes_on():
                with factory() as db:
                    last = db.get_one(Room, room_id).last_seq
                    assert [row.seq for row in log.rows(db, room_id, upto=last)] == list(range(1, last + 1))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=keep_on, args=(request, person_id)) for person_id in people]
    threads += [threading.Thread(target=keep_on, args=(logged, 0)), threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert min(turns()) >= 5  # everybody got a turn, over and over
    assert min(turns()) * 5 >= max(turns())
    with factory() as db:
        assert db.get_one(Room, room_id).last_seq == len(wrote["log"])
        assert sum(person.name.count("x") for person in db.scalars(sa.select(Person))) == len(wrote["requests"])


def test_another_program_that_writes_meanwhile_waits_for_its_turn(lite: sa.Engine) -> None:
    url = lite.url.render_as_string(hide_password=False)
    with writing(database.session_factory(lite)) as db:
        person_id = makers.person(db, "An").id
    other, done = database.connect(url), threading.Event()

    def rename() -> None:
        with writing(database.session_factory(other)) as db:
            db.get_one(Person, person_id).name += " Ber"
        done.set()

    with writing(database.session_factory(lite)) as db:
        person = db.get_one(Person, person_id)
        elsewhere = threading.Thread(target=rename)
        elsewhere.start()
        assert not done.wait(0.3)
        person.name += " Cem"
    elsewhere.join()
    other.dispose()
    with database.session_factory(lite)() as db:
        assert db.get_one(Person, person_id).name == "An Cem Ber"


# A process that is killed.

WRITER = """
import sys
from facilitation import canvas_edits, canvases, database, tables
from facilitation.canvas_edits import AddCard, SetText, SetValue, new_id
from facilitation.canvases import Canvas
from facilitation.memberships import Membership

factory = database.session_factory(database.connect(sys.argv[1]))
with factory() as db:
    canvas, held = db.get_one(Canvas, int(sys.argv[2])), db.get_one(Membership, int(sys.argv[3]))
    for number in range(1, 100_000):
        text = SetText("topic.theme", "nl", f"versie {number}")
        room = SetValue("frame.room", number % 6)
        card = AddCard("topic.symptoms", new_id(), {}, {"text": {"nl": f"feit {number}"}})
        base = canvases.view(db, canvas, held).base
        canvas_edits.edit(db, canvas, held.person, held, base, [text, room, card])
        db.commit()
        print(number, flush=True)
"""


@pytest.mark.crash
def test_a_process_that_is_killed_leaves_nothing_half_and_loses_nothing_that_was_saved(engine: sa.Engine) -> None:
    factory = database.session_factory(engine)
    with factory() as db:
        world = makers.world(db)
        canvas_id, membership_id = world.canvas.id, world.of("tarija").id
    url = engine.url.render_as_string(hide_password=False)
    for after in (3, 17, 40):
        saved = killed_after(after, url, canvas_id, membership_id)
        with factory() as db:
            found = db.scalars(sa.select(Room)).one()
            sheet = document.read(log.load(db, found).doc)
            version, facts = int(sheet.text("topic.theme", "nl").split()[1]), len(sheet.cards["topic.symptoms"])
            assert version >= saved >= after
            assert sheet.values["frame.room"].value == version % 6
            assert [text["nl"] for address, text in sheet.texts.items() if f"feit {version}" in text["nl"]] == [
                f"feit {version}"
            ]
            assert contents.fresh(db, found).sheet == sheet
            kept = db.get_one(contents.Contents, found.id)
            assert (kept.seq, log.doubtful(db)) == (found.last_seq, [])
            put = db.scalars(sa.select(sa.func.count()).select_from(canvases.Entry)).one()
            assert put == facts


def killed_after(saves: int, *arguments: object) -> int:
    """Let another process save until it said so `saves` times, kill it wherever it is, return what it said last."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, *map(str, arguments)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout
    said = [int(process.stdout.readline()) for _ in range(saves)]
    os.kill(process.pid, signal.SIGKILL)
    rest = [int(line) for line in process.stdout.read().split("\\n") if line]
    process.stdout.close()
    process.wait()
    return [*said, *rest][-1]


def test_a_form_that_fails_half_way_leaves_nothing_behind(lite_db: Session) -> None:
    world = makers.world(lite_db)
    held = world.of("tarija")
    canvas_edits.edit(lite_db, world.canvas, held.person, held, "", [SetText("topic.theme", "es", "agua")])
    lite_db.rollback()
    assert canvases.view(lite_db, world.canvas, held).base == ""
    for table in (Room, Update, log.ClientOwner, contents.Contents, contents.FieldText):
        assert lite_db.scalars(sa.select(table)).all() == []
