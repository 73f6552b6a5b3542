"""Commits: writes what waits in several rooms into the log, in one transaction, in the thread that commits.

In it is asked once more who may write here: a right that ended while somebody typed ends at the commit, not later.
Rooms come in the order of their rows, so that two processes never wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import orm

from facilitation.database import Session
from facilitation.live import log
from facilitation.live.log import Update
from facilitation.live.protocol import Code
from facilitation.live.room import Arrived, Peer, Room
from facilitation.live.sheets import Sheet


class Guest(Peer, Protocol):
    """A peer, with what is needed to ask whether it may still be here."""

    name: str
    canvas_id: int
    side_id: int | None
    seat: Any

    def reseat(self, seat: Any) -> None:
        """Take what holds now; whose rights changed is let go, to come back with the new ones."""


class House(Protocol):
    """What live editing does not know itself; each call gets a session and runs in a thread of the hub."""

    def changed(self, db: Session, seats: Sequence[Any]) -> Mapping[int, Any]:
        """Return, by position, what holds now for the seats of which something changed: a seat, or a `Code`."""

    def declared(self, db: Session, canvas_id: int, name: str) -> Callable[[str, str | None], bool]:
        """Return what says whether a room's tool declares a root or a key."""

    def entered(
        self, db: Session, room: log.Room, cards: Sequence[str], person_id: int, side_id: int | None, seq: int
    ) -> None:
        """Write down who put these cards, in the transaction that commits them as of `seq`."""

    def keep(self, db: Session, room_id: int, sheet: Sheet, seq: int) -> None:
        """Let pages read what a room holds; commits by itself."""

    def tick(self, db: Session) -> None:
        """Do what is due now; commits by itself."""


@dataclass
class Done:
    """What became of the part of a batch that is of one room.

    It is committed as of `upto`, after the rows `between` that others wrote; `refused` was not.
    """

    row_id: int
    upto: int
    between: list[Update]
    refused: list[tuple[Arrived, Code]]


def commit(
    factory: orm.sessionmaker[Session],
    house: House,
    batch: Mapping[Room, Sequence[Arrived]],
    canvases: Mapping[str, int],
) -> dict[Room, Done]:
    """Commit a batch; `canvases` says of which canvas each room is, by name."""
    with factory() as db:
        db.begin_writing(first=True)
        gone = _no_longer_here(db, house, batch)
        ordered = sorted(batch.items(), key=lambda item: (item[0].row_id or 0, item[0].name))
        rows: list[log.Row] = []
        done = {room: _number(db, house, room, arrived, gone, canvases[room.name], rows) for room, arrived in ordered}
        log.write(db, rows)
        db.commit()
    return done


def _no_longer_here(db: Session, house: House, batch: Mapping[Room, Sequence[Arrived]]) -> dict[Any, Code]:
    """Return the peers whose right to write ended meanwhile, with why."""
    writers: list[Any] = list({each.peer: None for held in batch.values() for each in held if each.data is not None})
    gone: dict[Any, Code] = {}
    for place, now in house.changed(db, [guest.seat for guest in writers]).items():
        guest = writers[place]
        if isinstance(now, Code):
            gone[guest] = now
        elif now.side_id != guest.side_id or not any(right.name == guest.name and right.writes for right in now.rooms):
            gone[guest] = Code.FORBIDDEN
    return gone


def _number(
    db: Session,
    house: House,
    room: Room,
    arrived: Sequence[Arrived],
    gone: Mapping[Any, Code],
    canvas_id: int,
    rows: list[log.Row],
) -> Done:
    """Give what arrived in a room its numbers and add it to the rows that are to be written."""
    refused = [(each, gone[each.peer]) for each in arrived if each.data is not None and each.peer in gone]
    taken = [each for each in arrived if each.data is not None and each.peer not in gone]
    if not taken:
        return Done(room.row_id or 0, room.seq, [], refused)
    row = None if room.row_id and not any(each.clients or each.cards for each in taken) else _row(db, room, canvas_id)
    row_id = row.id if row else room.row_id or 0
    for each in list(taken):
        if row and not all(log.bind(db, row, client, each.peer.person_id) for client in each.clients):
            taken.remove(each)
            refused.append((each, Code.FORBIDDEN))
    if not taken:
        return Done(row_id, room.seq, [], refused)
    last, numbered = log.number(db, row_id, [(each.data or b"", each.peer.person_id) for each in taken])
    rows += numbered
    for each in taken:
        if row and each.cards:
            guest: Any = each.peer
            house.entered(db, row, [card for _, card in each.cards], guest.person_id, guest.side_id, last)
    first = last - len(taken) + 1
    between = log.rows(db, row_id, room.seq, first - 1) if first > room.seq + 1 else []
    return Done(row_id, last, between, refused)


def _row(db: Session, room: Room, canvas_id: int) -> log.Room:
    return db.get_one(log.Room, room.row_id) if room.row_id else log.room(db, room.name, canvas_id)
