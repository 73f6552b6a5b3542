"""PostgreSQL with two processes that write in one room: nothing is lost and no reader passes over a hole.

Each writer holds its transaction open for a moment, now before and now after it got its number, so that commits
come in every order that they can come in. A reader follows by number all the while, as a hub will.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import random
import threading
from multiprocessing.queues import Queue
from typing import Any

import pycrdt
import pytest
import sqlalchemy as sa

from facilitation import canvas_edits, canvases, contents, database, tables
from facilitation.canvas_edits import SetText, SetValue
from facilitation.canvases import Canvas
from facilitation.database import writing
from facilitation.live import document, log
from facilitation.live.differences import Operation
from facilitation.live.log import Room, Update
from facilitation.memberships import Membership
from tests import makers

ROUNDS = 1_000
"""What both processes write together."""
PROCESSES = 2
WAIT_SECONDS = 0.002

pytestmark = pytest.mark.database
spawn = multiprocessing.get_context("spawn")


def write(url: str, room_ids: list[int], who: int, rounds: int, done: Queue[Any]) -> None:
    """Write words into the rooms, one update a round, with pauses inside the transaction."""
    assert tables.ALL
    chance = random.Random(who)
    engine = database.connect(url)
    factory = database.session_factory(engine)
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=100 + who)
    made: list[bytes] = []
    subscription = doc.observe(lambda event: made.append(event.update))
    for number in range(rounds):
        with doc.transaction():
            document.change_text(doc, f"topic.theme@w{who}", [Operation(0, 0, f"{number} ")])
        with writing(factory) as db:
            pause(chance)
            locked = log.lock(db, [db.get_one(Room, room_id) for room_id in chance.sample(room_ids, len(room_ids))])
            for room in locked:
                log.append(db, room, [made[-1]], None)
            pause(chance)
    doc.unobserve(subscription)
    engine.dispose()
    done.put((who, rounds))


def pause(chance: random.Random) -> None:
    """Hold the transaction open for a moment, or not at all."""
    if chance.random() < 0.5:
        threading.Event().wait(chance.random() * WAIT_SECONDS)


def follow(url: str, room_id: int, upto: int, done: Queue[Any]) -> None:
    """Read what is new in a room over and over, by number, until `upto`; tell every number in the order seen."""
    engine = database.connect(url)
    factory = database.session_factory(engine)
    found: list[int] = []
    while not found or found[-1] < upto:
        with factory() as db:
            new = db.scalars(sa.select(Update.seq).where(Update.room_id == room_id, Update.seq > (found or [0])[-1]))
            found += sorted(new)
        threading.Event().wait(WAIT_SECONDS)
    engine.dispose()
    done.put(("reader", found))


def run(*jobs: tuple[Any, ...]) -> dict[Any, Any]:
    """Let each job (function, arguments) run in a process of its own; return what they told."""
    done: Queue[Any] = spawn.Queue()
    processes = [spawn.Process(target=target, args=(*arguments, done)) for target, *arguments in jobs]
    for process in processes:
        process.start()
    told: dict[Any, Any] = {}
    try:
        while len(told) < len(processes):
            assert not any(process.exitcode for process in processes)
            with contextlib.suppress(queue.Empty):
                told |= [done.get(timeout=1)]
    finally:
        for process in processes:
            if len(told) < len(processes):
                process.terminate()
            process.join()
    return told


def test_two_processes_lose_nothing_and_no_reader_passes_over_a_hole(postgresql: sa.Engine) -> None:
    factory = database.session_factory(postgresql)
    with writing(factory) as db:
        room_ids = [log.room(db, name, 1).id for name in ("canvas/1.1", "canvas/1.1/voice/tarija")]
    url = postgresql.url.render_as_string(hide_password=False)
    half = ROUNDS // PROCESSES
    writers = [(write, url, room_ids, who, half) for who in range(PROCESSES)]
    told = run(*writers, (follow, url, room_ids[0], ROUNDS))
    assert told == {0: half, 1: half, "reader": list(range(1, ROUNDS + 1))}
    with factory() as db:
        for room_id in room_ids:
            room = db.get_one(Room, room_id)
            assert (room.last_seq, len(log.rows(db, room_id, upto=ROUNDS))) == (ROUNDS, ROUNDS)
            texts = document.read(log.load(db, room).doc).texts["topic.theme"]
            everything = [str(number) for number in reversed(range(half))]
            assert {who: text.split() for who, text in texts.items()} == {"w0": everything, "w1": everything}
        assert log.doubtful(db) == []


def post(url: str, canvas_id: int, membership_id: int, rounds: int, done: Queue[Any]) -> None:
    """Post forms, each drawn just before, that put one more word into the same text."""
    assert tables.ALL
    engine = database.connect(url)
    with database.session_factory(engine)() as db:
        canvas, held = db.get_one(Canvas, canvas_id), db.get_one(Membership, membership_id)
        for number in range(rounds):
            view = canvases.view(db, canvas, held)
            text = f"{view.content['topic']['theme']['nl']} m{membership_id}x{number}"
            changes = [SetText("topic.theme", "nl", text), SetValue("frame.room", number % 6)]
            canvas_edits.edit(db, canvas, held.person, held, view.base, changes)
            db.commit()
    engine.dispose()
    done.put((membership_id, rounds))


def test_two_processes_that_save_forms_in_one_text_keep_every_word(postgresql: sa.Engine) -> None:
    rounds = 50
    with database.session_factory(postgresql)() as db:
        world = makers.world(db)
        canvas_id, ids = world.canvas.id, [world.of("tarija").id, world.of("brasschaat").id]
    url = postgresql.url.render_as_string(hide_password=False)
    told = run(*[(post, url, canvas_id, membership_id, rounds) for membership_id in ids])
    assert told == dict.fromkeys(ids, rounds)
    with database.session_factory(postgresql)() as db:
        room = db.scalars(sa.select(Room)).one()
        page = contents.fresh(db, room)
        words = page.sheet.text("topic.theme", "nl").split()
        assert sorted(words) == sorted(f"m{each}x{number}" for each in ids for number in range(rounds))
        assert (page.seq, page.sheet) == (room.last_seq, document.read(log.load(db, room).doc))
        assert log.doubtful(db) == []
