"""Agreeing and writing at the same moment: no yes ever stands under words that nobody said yes to.

On SQLite one writes after the other anyway; on PostgreSQL the rooms of the canvas are locked by whoever agrees. So each
is tried with the one inside its transaction and the other waiting for it, seen to wait and not guessed to.
"""

from __future__ import annotations

import multiprocessing
import queue
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.queues import Queue
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import orm

from facilitation import agreements, approvals, canvas_edits, canvases, database, decisions, tables
from facilitation.access import Role
from facilitation.agreements import ADJUSTED, AGREED, PRESENTED
from facilitation.approvals import Approval
from facilitation.canvas_edits import SetValue
from facilitation.canvases import Canvas
from facilitation.database import Session, writing
from facilitation.decisions import Different
from facilitation.live import document, log
from facilitation.live.differences import Operation
from facilitation.live.log import Room
from facilitation.memberships import Membership
from tests.agreeing import QUESTION, SIDES, Agreeing

SECONDS = 20
"""How long anything here may take at most."""
Factory = orm.sessionmaker[Session]
spawn = multiprocessing.get_context("spawn")


@pytest.fixture
def shared(factory: Factory) -> Iterator[Agreeing]:
    """A shared canvas on which everything is ready for a yes."""
    with factory() as db:
        made = Agreeing(db)
        made.fill()
        made.check()
        db.rollback()
        yield made


def edit(db: Session, canvas_id: int, membership_id: int, room: int) -> None:
    """Choose how much room there is, without the commit."""
    canvas, held = db.get_one(Canvas, canvas_id), db.get_one(Membership, membership_id)
    base = canvases.view(db, canvas, held).base
    canvas_edits.edit(db, canvas, held.person, held, base, [SetValue("frame.room", room)])


def agree(db: Session, canvas_id: int, membership_id: int, seen: str) -> Approval:
    """Say yes to what was seen, without the commit."""
    canvas, held = db.get_one(Canvas, canvas_id), db.get_one(Membership, membership_id)
    return approvals.approve(db, canvas, held.person, held, seen)


def somebody_waits(factory: Factory) -> bool:
    """Return whether somebody stands before the write gate, or waits for a lock."""
    with factory() as db:
        if db.get_bind().dialect.name == "sqlite":
            return db.gate.waiting > 0
        asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        return bool(db.scalar(sa.text(asked)))


def one_inside_the_other(factory: Factory, inside: Callable[[Session], Any], waits: Callable[[Session], Any]) -> Any:
    """Let the second begin while the first has not committed; return what came of the second."""
    found: list[Any] = []

    def second() -> None:
        with factory() as db:
            try:
                found.append(waits(db))
                db.commit()
            except Different as error:
                found.append(error)

    with factory() as db:
        inside(db)
        other = threading.Thread(target=second)
        other.start()
        until = time.monotonic() + SECONDS
        while not somebody_waits(factory) and time.monotonic() < until:
            threading.Event().wait(0.005)
        assert (somebody_waits(factory), found) == (True, [])
        db.commit()
    other.join(SECONDS)
    assert len(found) == 1
    return found[0]


def test_an_edit_that_comes_while_a_side_agrees_waits_and_makes_it_adjusted(factory: Factory, shared: Agreeing) -> None:
    seen, canvas_id = shared.now().fingerprint, shared.canvas.id
    for side in SIDES[1:]:
        shared.approve(side)
    shared.db.rollback()
    lead, member = shared.held(SIDES[0]).id, shared.held("tarija", Role.MEMBER).id
    shared.db.rollback()
    one_inside_the_other(
        factory, lambda db: agree(db, canvas_id, lead, seen), lambda db: edit(db, canvas_id, member, 5)
    )
    assert shared.state == ADJUSTED
    given = approvals.of(shared.db, shared.canvas)
    assert [each.hash for each in given] == [seen] * 3
    assert [(each.before, each.after) for each in given[0].changes(shared.now())] == [(3, 5)]


def test_a_yes_that_comes_while_somebody_edits_waits_and_is_refused(factory: Factory, shared: Agreeing) -> None:
    seen, canvas_id = shared.now().fingerprint, shared.canvas.id
    lead, member = shared.held(SIDES[0]).id, shared.held("tarija", Role.MEMBER).id
    shared.db.rollback()
    refused = one_inside_the_other(
        factory, lambda db: edit(db, canvas_id, member, 5), lambda db: agree(db, canvas_id, lead, seen)
    )
    assert isinstance(refused, Different)
    assert approvals.of(shared.db, shared.canvas) == []


def test_all_sides_that_agree_at_the_same_moment_agree_and_two_of_one_side_agree_once(
    factory: Factory, shared: Agreeing
) -> None:
    seen, canvas_id = shared.now().fingerprint, shared.canvas.id
    held = [shared.held(side, role).id for side in SIDES for role in (Role.COORDINATOR, Role.DEPUTY)]
    shared.db.rollback()
    start, failed = threading.Barrier(len(held)), []

    def press(membership_id: int) -> None:
        with factory() as db:
            start.wait(SECONDS)
            try:
                agree(db, canvas_id, membership_id, seen)
                db.commit()
            except Exception as error:
                failed.append(error)

    people = [threading.Thread(target=press, args=(each,)) for each in held]
    for each in people:
        each.start()
    for each in people:
        each.join(SECONDS)
    assert failed == []
    assert shared.state == AGREED
    assert sorted(each.side.key for each in approvals.of(shared.db, shared.canvas)) == sorted(SIDES)


def test_a_late_edit_of_somebody_who_was_cut_off_makes_it_adjusted_with_the_difference(
    factory: Factory, shared: Agreeing
) -> None:
    canvas_id, author = shared.canvas.id, shared.held("tarija", Role.MEMBER).person_id
    with factory() as db:  # the page in the bus, as it was opened before
        room = db.scalars(sa.select(Room).where(Room.canvas_id == canvas_id).order_by(Room.id)).first()
        assert room is not None
        doc = log.load(db, room).doc
        before = doc.get_state()
        with doc.transaction():
            document.change_text(doc, f"{QUESTION}@nl", [Operation(0, 3, "Waarom")])
        late = doc.get_update(before)
    for side in SIDES:
        shared.approve(side)
    assert shared.state == AGREED
    with writing(factory) as db:
        [locked] = log.lock(db, [db.get_one(Room, room.id)])
        log.append(db, locked, [late], author)
    assert shared.state == ADJUSTED
    (change,) = approvals.of(shared.db, shared.canvas)[0].changes(shared.now())
    assert (change.address, change.language) == (QUESTION, "nl")
    assert (change.before, change.after) == ("Hoe kunnen we het water delen?", "Waarom kunnen we het water delen?")


def test_a_side_that_withdraws_while_another_agrees_leaves_what_both_meant(factory: Factory, shared: Agreeing) -> None:
    for side in SIDES[1:]:
        shared.approve(side)
    seen, canvas_id = shared.now().fingerprint, shared.canvas.id
    first, second = shared.held(SIDES[0]).id, shared.held(SIDES[1]).id
    shared.db.rollback()

    def withdraw(db: Session) -> None:
        canvas, held = db.get_one(Canvas, canvas_id), db.get_one(Membership, second)
        approvals.withdraw(db, canvas, held.person, held)

    one_inside_the_other(factory, lambda db: agree(db, canvas_id, first, seen), withdraw)
    assert shared.state == PRESENTED
    assert [side.key for side in shared.standing().waiting] == [SIDES[1]]


# Two processes.


def press_often(url: str, canvas_id: int, membership_id: int, rounds: int, done: Queue[Any]) -> None:
    """Look and say yes, over and over; tell how often it was what stood there."""
    assert tables.ALL
    engine = database.connect(url)
    given = 0
    with database.session_factory(engine)() as db:
        for _ in range(rounds):
            seen = decisions.read(db, db.get_one(Canvas, canvas_id)).fingerprint
            try:
                agree(db, canvas_id, membership_id, seen)
                db.commit()
                given += 1
            except Different:
                db.rollback()
    engine.dispose()
    done.put(("given", given))


def edit_often(url: str, canvas_id: int, membership_id: int, rounds: int, done: Queue[Any]) -> None:
    """Choose another value, over and over."""
    assert tables.ALL
    engine = database.connect(url)
    with database.session_factory(engine)() as db:
        for number in range(rounds):
            edit(db, canvas_id, membership_id, 1 + number % 5)
            db.commit()
    engine.dispose()
    done.put(("edited", rounds))


def test_of_two_processes_one_edits_and_one_agrees_and_every_yes_is_to_what_stood_there(
    engine: sa.Engine, shared: Agreeing
) -> None:
    rounds, canvas_id = 60, shared.canvas.id
    lead, member = shared.held("brasschaat").id, shared.held("tarija", Role.MEMBER).id
    shared.db.rollback()
    url = engine.url.render_as_string(hide_password=False)
    done = spawn.Queue()
    jobs = [(edit_often, member), (press_often, lead)]
    processes = [spawn.Process(target=job, args=(url, canvas_id, who, rounds, done)) for job, who in jobs]
    for process in processes:
        process.start()
    told = dict(_collected(done, len(jobs)))
    for process in processes:
        process.join(SECONDS)
    assert told["edited"] == rounds
    given = approvals.of(shared.db, shared.canvas)[::-1]
    assert 0 < len(given) <= told["given"]
    for each in given:
        assert decisions.read(shared.db, shared.canvas, each.base).fingerprint == each.hash
    seqs = [[int(part.split(":")[1]) for part in each.base.split(",")] for each in given]
    assert seqs == sorted(seqs)
    found = agreements.standing(shared.db, shared.canvas)
    last = shared.held("brasschaat").side_id
    assert (last in found.holds) == (given[-1].hash == shared.now().fingerprint)


def _collected(done: Queue[Any], jobs: int) -> list[tuple[str, int]]:
    found = []
    for _ in range(jobs):
        try:
            found.append(done.get(timeout=3 * SECONDS))
        except queue.Empty:
            break
    return found
