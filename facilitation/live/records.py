"""Records: the rows that a room's log is made of, how one of them is put on a document, and several together.

Rows are never changed. `data` and `rows` read them in order and raise `Hole` when one is missing between two that
were asked for, because whatever comes after it cannot be trusted.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import pycrdt
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from facilitation.database import Base, Session

PORTION = 1_000
"""Updates that are fetched from the database at once."""
MERGED = 200
"""Updates that are merged at once: what that takes grows with the square of their number."""
T = TypeVar("T")


class Room(Base):
    """One audience of one canvas: ``canvas/7.1``, ``canvas/7.1/voice/<side>``; `last_seq` is what is committed."""

    __tablename__ = "rooms"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    canvas_id: Mapped[int] = mapped_column(index=True)
    last_seq: Mapped[int] = mapped_column(default=0)


class Update(Base):
    """One committed change of a room's document; `person_id` None for the product itself."""

    __tablename__ = "updates"
    __table_args__ = (sa.PrimaryKeyConstraint("room_id", "seq"),)

    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"))
    seq: Mapped[int]
    data: Mapped[bytes]
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]


class Hole(Exception):
    """A seq is missing in a room: the database lost rows or somebody removed them."""

    def __init__(self, room_id: int, seq: int) -> None:
        self.room_id, self.seq = room_id, seq
        super().__init__(f"room {room_id} has no update {seq}")


def rows(db: Session, room_id: int, after: int = 0, upto: int | None = None) -> list[Update]:
    """Return a room's updates after one seq up to another, in order; `Hole` when one is missing between them."""
    asked = sa.select(Update).where(Update.room_id == room_id, Update.seq > after).order_by(Update.seq)
    found = list(db.scalars(asked if upto is None else asked.where(Update.seq <= upto)))
    for expected, row in enumerate(found, after + 1):
        if row.seq != expected:
            raise Hole(room_id, expected)
    if upto is not None and len(found) < upto - after:
        raise Hole(room_id, after + len(found) + 1)
    return found


def data(db: Session, room_id: int, after: int, upto: int) -> Iterator[tuple[int, bytes]]:
    """Yield (seq, update) after one seq up to another, fetched a portion at a time; `Hole` as `rows`."""
    expected = after + 1
    for start in range(after, upto, PORTION):
        stop = min(start + PORTION, upto)
        here = Update.room_id == room_id, Update.seq > start, Update.seq <= stop
        for seq, update in db.execute(sa.select(Update.seq, Update.data).where(*here).order_by(Update.seq)):
            if seq != expected:
                raise Hole(room_id, expected)
            yield seq, update
            expected += 1
        if expected <= stop:
            raise Hole(room_id, expected)


def tried(work: Callable[[], T]) -> T | None:
    """Return what pycrdt makes of something; None when it cannot: its panics are no `Exception`."""
    try:
        return work()
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:
        return None


def apply(doc: pycrdt.Doc[Any], update: bytes) -> bool:
    """Apply an update; False when it cannot be, after which the document is not to be used."""

    def work() -> bool:
        doc.apply_update(update)
        return True

    return tried(work) is True


def merged(updates: Sequence[bytes]) -> bytes:
    """Return one update that does what these do, in order."""
    while len(updates) > 1:
        groups = [updates[start : start + MERGED] for start in range(0, len(updates), MERGED)]
        updates = [pycrdt.merge_updates(*group) if len(group) > 1 else group[0] for group in groups]
    return updates[0]


def waits(update: bytes, doc: pycrdt.Doc[Any]) -> bool:
    """Return whether an applied update still waits for one that it builds on, in this program or in a browser."""
    return not pycrdt.get_update(update, doc.get_state()).startswith(b"\0")


def is_ahead(update: bytes, doc: pycrdt.Doc[Any]) -> bool:
    """Return whether its writer wrote something before an update that is missing here, seen without applying it.

    False says nothing: it may still build on what others wrote.
    """
    clients, _structs, client, clock = _numbers(update, 4)
    held = _numbers(doc.get_state(), None)[1:]
    return clients == 1 and clock > dict(zip(held[::2], held[1::2], strict=True)).get(client, 0)


def _numbers(encoded: bytes, many: int | None) -> list[int]:
    """Return the first numbers of an update (0 for those that are not there), or all of a state."""
    decoder = pycrdt.Decoder(encoded)
    found: list[int] = []
    with contextlib.suppress(IndexError, RuntimeError):
        while many is None or len(found) < many:
            found.append(decoder.read_var_uint())
    return found if many is None else [*found, 0, 0, 0, 0][:many]
