"""Attacks on a process: what goes wrong in one room, or at a bad moment, harms no other room and loses no word."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pycrdt
import pytest
import sqlalchemy as sa

from facilitation import database, hosting, joining
from facilitation.access import Role
from facilitation.database import Session
from facilitation.joining import Seat
from facilitation.live import log, protocol
from facilitation.live.hub import Hub
from facilitation.live.protocol import Code
from facilitation.memberships import Membership
from tests.live.conftest import Joins, Village
from tests.live.peers import Line
from tests.live.test_wire import THEME, kept


def damage(village: Village) -> None:
    """Put a row into the log of the shared room that nobody can read, as a broken disk does: no news of it is told."""
    with database.writing(village.house.factory) as db:
        row = db.query(log.Room).filter_by(name=village.room).one()
        [last] = db.execute(
            sa.update(log.Room).values(last_seq=log.Room.last_seq + 1).returning(log.Room.last_seq)
        ).one()
        held = db.query(log.Update).filter_by(room_id=row.id, seq=last - 1).one()
        db.execute(sa.insert(log.Update).values(room_id=row.id, seq=last, data=b"\xff\xff", person_id=None, at=held.at))


def test_a_row_that_nobody_can_read_stops_no_other_room(village: Village, join: Joins) -> None:
    ana, juan = join("brasschaat"), join("tarija", path=f"{village.room}/voice/tarija")
    ana.write(THEME, "Water")
    assert ana.saved()
    damage(village)
    ana.write(THEME, " op school")
    assert ana.ended() == Code.BUSY
    juan.write("exchange.heard.tarija@es", "Agua")
    assert juan.saved()
    again = join("brasschaat")
    again.write(THEME, "!")
    assert (again.saved(), kept(village)) == (True, "Water op school!")


def test_what_cannot_be_done_each_second_keeps_nobodys_rights_alive(
    village: Village, join: Joins, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_db: Session) -> None:
        raise ValueError

    monkeypatch.setattr(village.house.process.hub.house, "tick", fail)
    juan = join("tarija", role=Role.OBSERVER)
    with database.writing(village.house.factory) as db:
        member = db.get_one(Membership, village.world.of("tarija", Role.OBSERVER).id)
        member.ended_at = member.created_at
    assert juan.ended() == Code.FORBIDDEN


class Slow(hosting.Door):
    """A door where the first commit waits until it may go on, and the second fails."""

    def __init__(self) -> None:
        self.began, self.go, self.times = threading.Event(), threading.Event(), 0

    def changed(self, db: Session, seats: Sequence[Seat]) -> Mapping[int, Seat | Code]:
        """Wait, or fail."""
        if not seats:
            return {}
        self.times += 1
        if self.times > 1:
            raise OSError
        self.began.set()
        self.go.wait(10)
        return {}


class Guest(Line):
    """A line with a seat."""

    seat: Any
    name: str
    canvas_id: int
    side_id: int | None

    def reseat(self, seat: Any) -> None:
        """Take what holds now."""
        self.seat = seat


def test_a_process_that_ends_says_saved_of_nothing_that_is_not(village: Village, tmp_path: Path) -> None:
    with village.house.factory() as db:
        seat = joining.by_room(db, village.token(), village.room)
    door = Slow()

    def guest() -> Guest:
        made = Guest(seat.person_id)
        made.seat, made.name, made.canvas_id, made.side_id = seat, village.room, seat.canvas_id, seat.side_id
        return made

    async def live() -> tuple[list[bytes], list[bytes]]:
        hub = Hub(village.house.app.extensions["tandem.engine"], village.house.factory, door)
        await hub.start()
        room = await hub.room(village.room, seat.canvas_id)
        first, second = guest(), guest()
        for one, client in ((first, 7), (second, 8)):
            doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=client)
            doc.get(THEME, type=pycrdt.Text).insert(0, "x")
            hub.came(room, one)
            room.join(one)
            room.receive(one, protocol.update(doc.get_update()))
            hub.waits()
            if one is first:
                await asyncio.to_thread(door.began.wait, 10)
        ending = asyncio.create_task(hub.stop())
        await asyncio.sleep(0)
        door.go.set()
        await ending
        return first.down, second.down

    with ThreadPoolExecutor(1) as beside:  # a browser of other tests may have a loop in this thread
        first, second = beside.submit(asyncio.run, live()).result()
    acks = protocol.ack(1)
    assert (acks in first, acks in second, kept(village)) == (True, False, "x")
