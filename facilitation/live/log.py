"""Log: the update log of every room, the truth about content.

seq is per room and given inside the transaction by `UPDATE rooms SET last_seq = last_seq + n RETURNING`, so
that its order is commit order without holes. Rows are never changed; only a new epoch leaves them behind.
Several rooms are locked in the order of their ids, so that two writers never wait for each other.

Whatever comes of the log quickly is a cache of it: `segments` for the document, `facilitation.contents` for pages.
A row that cannot be applied is left out and told (`Loaded.unreadable`, `doubtful` for `facilitation doctor`); it
stays where it is. Errors raised: `Hole` when a seq is missing, because whatever comes after it cannot be trusted.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pycrdt
import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Mapped, mapped_column

from facilitation import clock
from facilitation.database import Base, Session, add_once
from facilitation.live import news, segments
from facilitation.live.document import new_client
from facilitation.live.records import Hole, Room, Update, apply, data, is_ahead, rows, waits

Row = dict[str, Any]
"""A row of the log before it is written."""
log = logging.getLogger("facilitation.live")


class ClientOwner(Base):
    """Who a Yjs client id belongs to in a room: the first person who used it."""

    __tablename__ = "client_owners"
    __table_args__ = (sa.PrimaryKeyConstraint("room_id", "client"),)

    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"))
    client: Mapped[int] = mapped_column(sa.BigInteger)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))


@dataclass(frozen=True)
class Loaded:
    """A room's document as of `seq`, made anew from the log; the seqs in `unreadable` could not be applied."""

    doc: pycrdt.Doc[Any]
    seq: int
    unreadable: tuple[int, ...] = ()


def room(db: Session, name: str, canvas_id: int) -> Room:
    """Return the room with this name, made now if nobody wrote in it yet; needs `begin_writing`."""
    found = db.scalar(sa.select(Room).where(Room.name == name))
    if found is None:
        add_once(db, Room, name=name, canvas_id=canvas_id, last_seq=0)
        found = db.scalars(sa.select(Room).where(Room.name == name)).one()
    return found


def lock(db: Session, rooms: Iterable[Room]) -> list[Room]:
    """Let nobody else write in these rooms until the transaction ends; return them as they are now, by id."""
    ids = sorted(room.id for room in rooms)
    asked = sa.select(Room).where(Room.id.in_(ids)).order_by(Room.id)
    return list(db.scalars(asked.with_for_update().execution_options(populate_existing=True)))


def append(db: Session, room: Room, updates: Sequence[bytes], person_id: int | None) -> int:
    """Write updates of one person behind the last one of a room; return the seq of the last."""
    return append_by(db, room, [(data, person_id) for data in updates])


def append_by(db: Session, room: Room, updates: Sequence[tuple[bytes, int | None]]) -> int:
    """Write (update, person) pairs behind the last one of a room, and note it for the news; return the last seq."""
    last, rows = number(db, room.id, updates)
    write(db, rows)
    orm.attributes.set_committed_value(room, "last_seq", last)
    return last


_COUNT = (
    sa.update(Room.__table__)  # type: ignore[arg-type]
    .where(Room.id == sa.bindparam("room"))
    .values(last_seq=Room.last_seq + sa.bindparam("more"))
    .returning(Room.last_seq)
)
_WRITE = sa.insert(Update.__table__)  # type: ignore[arg-type]


def number(db: Session, room_id: int, updates: Sequence[tuple[bytes, int | None]]) -> tuple[int, list[Row]]:
    """Give (update, person) pairs their seqs, and note it for the news; return the last seq and the rows to `write`."""
    last: int = db.connection().execute(_COUNT, {"room": room_id, "more": len(updates)}).scalar_one()
    at, first = clock.now(), last - len(updates) + 1
    if updates:
        news.note(db, room_id)
    return last, [
        {"room_id": room_id, "seq": seq, "data": data, "person_id": person_id, "at": at}
        for seq, (data, person_id) in enumerate(updates, first)
    ]


def write(db: Session, rows: list[Row]) -> None:
    """Write rows that have their numbers, of as many rooms as there are, in one go."""
    if rows:
        db.connection().execute(_WRITE, rows)


def pieces(db: Session, room: Room, upto: int | None = None, cached: bool = True) -> Iterator[tuple[int, bytes]]:
    """Yield (last seq, update) of everything up to a seq in order: segments, then rows; fetched on the way.

    Each is applied in a few milliseconds, so that who loads a room can let others go first in between. When one
    cannot be applied begin again with a new document: without the segments (`cached=False`) if it was one of
    those, else without that row.
    """
    last = room.last_seq if upto is None else upto
    held = segments.kept(db, room.id, last) if cached else []
    for each in held:
        yield each.last_seq, each.data
    yield from data(db, room.id, segments.end(held), last)


def load(db: Session, room: Room, upto: int | None = None, client: int | None = None, seen_by: int = 0) -> Loaded:
    """Return a room's document as of a seq, by default the last one; it may be changed, it belongs to nobody.

    `client` is its client id, by default a random one. With `seen_by` come the later updates of that person, as
    far as they do not build on what others did meanwhile.
    """
    loaded = _loaded(db, room, room.last_seq if upto is None else upto, client or new_client())
    if upto is not None and seen_by:
        own = [row.data for row in rows(db, room.id, after=upto) if row.person_id == seen_by]
        _add_own(loaded.doc, own)
    return loaded


def _loaded(db: Session, room: Room, upto: int, client: int) -> Loaded:
    held = segments.kept(db, room.id, upto)
    try:
        return _applied(room.id, list(data(db, room.id, segments.end(held), upto)), client, held)
    except _WrongSegment:
        log.exception("room %s: a segment cannot be applied; `facilitation rebuild` makes all of them anew", room.id)
        return _applied(room.id, list(data(db, room.id, 0, upto)), client)


class _WrongSegment(Exception):
    """A segment that cannot be applied: the rows are to be read instead."""


def _applied(
    room_id: int,
    found: Sequence[tuple[int, bytes]],
    client: int | None = None,
    held: Sequence[segments.Stretch] = (),
    without: tuple[int, ...] = (),
) -> Loaded:
    """Return a document made of segments and the rows behind them, but for those that cannot be applied."""
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=client or new_client())
    if not all(apply(doc, each.data) for each in held):
        raise _WrongSegment
    for seq, update in found:
        if seq not in without and not apply(doc, update):
            # a document that panicked is not to be trusted: begin again without that row
            log.error("room %s: update %s cannot be applied", room_id, seq)
            return _applied(room_id, found, client, held, (*without, seq))
    return Loaded(doc, found[-1][0] if found else segments.end(held), without)


def _add_own(doc: pycrdt.Doc[Any], updates: Sequence[bytes]) -> None:
    """Apply those updates that build on nothing that is missing here; each is tried on a copy first."""
    copy: pycrdt.Doc[Any] | None = None
    for update in updates:
        if is_ahead(update, doc):
            continue
        if copy is None:
            copy = pycrdt.Doc()
            apply(copy, doc.get_update())
        if apply(copy, update) and not waits(update, copy):
            apply(doc, update)
        else:
            copy = None


def texts(db: Session, room: Room, name: str) -> Iterator[tuple[Update, str]]:
    """Yield (update, text) each time that a root text became another one, oldest first."""
    found = rows(db, room.id, upto=room.last_seq)
    unreadable = _applied(room.id, [(row.seq, row.data) for row in found]).unreadable
    doc: pycrdt.Doc[Any] = pycrdt.Doc()
    said = ""
    for row in found:
        if row.seq not in unreadable:
            apply(doc, row.data)
            now = str(doc.get(name, type=pycrdt.Text))
            if now != said:
                said = now
                yield row, now


def doubtful(db: Session) -> list[tuple[str, int, str]]:
    """Return (room, seq, "hole" | "unreadable" | "waits" | "cache") for all that is not as it should be.

    The first three are rows of the log that a reader does not see; an update "waits" when one that it builds on is
    missing. "cache": behind that seq the segments of the room do not say what its rows say.
    """
    found: list[tuple[str, int, str]] = []
    for each in db.scalars(sa.select(Room).order_by(Room.id)):
        try:
            held = list(data(db, each.id, 0, each.last_seq))
        except Hole as hole:
            found.append((each.name, hole.seq, "hole"))
            continue
        loaded = _applied(each.id, held)
        for seq, update in held:
            if seq in loaded.unreadable:
                found.append((each.name, seq, "unreadable"))
            elif waits(update, loaded.doc):
                found.append((each.name, seq, "waits"))
        wrong = segments.first_wrong(db, each)
        if wrong is not None:
            found.append((each.name, wrong, "cache"))
    return found


def unused_client(db: Session, room: Room) -> int:
    """Return a client id that nobody used in this room."""
    client = new_client()
    while db.get(ClientOwner, (room.id, client)) is not None:
        client = new_client()
    return client


def bind(db: Session, room: Room, client: int, person_id: int | None) -> bool:
    """Bind a client id to the first person who used it; say whether it is this person's."""
    key = {"room_id": room.id, "client": client}
    return add_once(db, ClientOwner, **key, person_id=person_id) or owner(db, room, client) == person_id


def owner(db: Session, room: Room, client: int) -> int | None:
    """Return whose a client id is in a room; None when it is nobody's, or the product's own."""
    mine = ClientOwner.room_id == room.id, ClientOwner.client == client
    return db.scalar(sa.select(ClientOwner.person_id).where(*mine))


__all__ = [
    "ClientOwner",
    "Hole",
    "Loaded",
    "Room",
    "Update",
    "append",
    "append_by",
    "apply",
    "bind",
    "doubtful",
    "load",
    "lock",
    "owner",
    "pieces",
    "room",
    "rows",
    "texts",
    "unused_client",
]
