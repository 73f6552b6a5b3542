"""The write gate: who comes first goes first, and what people type at this moment waits for one other at most."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy import orm

from facilitation import database
from facilitation.database import Gate, Session, writing
from facilitation.errors import Unavailable
from facilitation.live import log
from facilitation.live.log import Room, Update
from facilitation.people import Person
from tests import makers

DEADLINE_SECONDS = 20
ROUNDS = 40


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not true():
        assert time.monotonic() < deadline
        threading.Event().wait(0.001)


def test_who_comes_first_goes_first_and_live_writing_goes_ahead_of_all_who_wait() -> None:
    gate = Gate(closed=True, wait_seconds=DEADLINE_SECONDS)
    went: list[tuple[str, int]] = []

    def come(name: str, first: bool) -> None:
        before = gate.enter(first=first)
        went.append((name, before))
        gate.leave()

    assert gate.enter() == 0
    threads = []
    for name in ("request 1", "request 2", "live", "request 3"):
        threads.append(threading.Thread(target=come, args=(name, name == "live")))
        threads[-1].start()
        until(lambda: gate.waiting == len(threads))
    gate.leave()
    for thread in threads:
        thread.join()
    assert went == [("live", 1), ("request 1", 2), ("request 2", 3), ("request 3", 4)]
    assert gate.enter(0) == 0


def test_who_cannot_wait_any_longer_leaves_the_row_and_the_others_move_up() -> None:
    gate = Gate(closed=True, wait_seconds=DEADLINE_SECONDS)
    went: list[str] = []
    gate.enter()
    for patience in (0, 0.01):
        for first in (False, True):
            with pytest.raises(Unavailable):
                gate.enter(patience, first)
    assert gate.waiting == 0

    def come() -> None:
        gate.enter()
        went.append("patient")
        gate.leave()

    patient = threading.Thread(target=come)
    patient.start()
    until(lambda: gate.waiting == 1)
    with pytest.raises(Unavailable):
        gate.enter(0.01)
    gate.leave()
    patient.join()
    assert went == ["patient"]


def test_a_gate_that_nobody_needs_stands_open() -> None:
    gate = Gate(closed=False, wait_seconds=0)
    assert [gate.enter(), gate.enter(first=True), gate.enter()] == [0, 0, 0]


def test_a_gate_lets_in_one_at_a_time_however_many_give_up() -> None:
    gate = Gate(closed=True, wait_seconds=DEADLINE_SECONDS)
    inside: list[int] = []
    most, through = [0], itertools.count()

    def come(number: int) -> None:
        for round_ in range(200):
            try:
                gate.enter((number + round_) % 3 * 0.0005, first=number == 0)
            except Unavailable:
                continue
            inside.append(number)
            most[0] = max(most[0], len(inside))
            next(through)
            inside.remove(number)
            gate.leave()

    threads = [threading.Thread(target=come, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, gate.waiting, gate.enter(0)) == ([1], 0, 0)
    assert next(through) > 0


def test_a_peers_commit_waits_behind_at_most_one_request_and_nobody_meets_a_locked_database(lite: sa.Engine) -> None:
    factory = database.session_factory(lite)
    with writing(factory) as db:
        room_id = log.room(db, "canvas/1.1", 1).id
        people = [makers.person(db).id for _ in range(6)]
    before: dict[str, list[int]] = {"live": [], "requests": []}
    failed: list[BaseException] = []
    over = threading.Event()

    def request(person_id: int) -> None:
        try:
            while not over.is_set():
                with factory() as db:
                    waited = db.begin_writing()
                    db.get_one(Person, person_id).name += "x"
                    db.flush()
                    threading.Event().wait(0.002)  # a request that takes its time with the gate open
                    db.commit()
                before["requests"].append(waited)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=request, args=(person_id,)) for person_id in people]
    for thread in threads:
        thread.start()
    gate = database._gates[lite]
    for number in range(ROUNDS):
        until(lambda: gate.waiting >= 3 or bool(failed))
        with factory() as db:
            before["live"].append(db.begin_writing(first=True))
            log.append_by(db, db.get_one(Room, room_id), [(b"%d" % number, people[number % 6])])
            db.commit()
    over.set()
    for thread in threads:
        thread.join()
    assert failed == []
    assert set(before["live"]) == {1}  # the one who was inside, and none of those who waited
    assert max(before["requests"]) <= 2 * len(people)  # each of the others once, and the live writer in between
    with factory() as db:
        assert sum(person.name.count("x") for person in db.scalars(sa.select(Person))) == len(before["requests"])
        held = db.scalars(sa.select(Update.data).order_by(Update.seq)).all()
        assert held == [b"%d" % number for number in range(ROUNDS)]


def test_a_transaction_that_ends_in_whatever_way_lets_the_next_one_in(lite: sa.Engine) -> None:
    factory: orm.sessionmaker[Session] = database.session_factory(lite)
    for end in (Session.commit, Session.rollback, Session.close):
        with factory() as db:
            assert db.begin_writing(0) == 0
            with factory() as other, pytest.raises(Unavailable):
                other.begin_writing(0)
            assert db.begin_writing(0) == 0  # once more by the same changes nothing
            end(db)
            with factory() as other:
                assert other.begin_writing(0, first=True) == 0
