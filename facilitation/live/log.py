"""Log: the update log of every room, the truth about content.

seq is per room and given inside the transaction by `UPDATE rooms SET last_seq = last_seq + n RETURNING`, so
that its order is commit order without holes. Rows are never changed; only a new epoch leaves them behind.
Several rooms are locked in the order of their ids, so that two writers never wait for each other.

A row that cannot be applied is left out and told (`Loaded.unreadable`, `doubtful` for `facilitation doctor`); it
stays where it is. Errors raised: `Hole` when a seq is missing, because whatever comes after it cannot be trusted.
"""

from __future__ import annotations

import datetime
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
from facilitation.live import news
from facilitation.live.document import new_client

log = logging.getLogger("facilitation.live")


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


class ClientOwner(Base):
    """Who a Yjs client id belongs to in a room: the first person who used it."""

    __tablename__ = "client_owners"
    __table_args__ = (sa.PrimaryKeyConstraint("room_id", "client"),)

    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"))
    client: Mapped[int] = mapped_column(sa.BigInteger)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))


class Hole(Exception):
    """A seq is missing in a room: the database lost rows or somebody removed them."""

    def __init__(self, room_id: int, seq: int) -> None:
        self.room_id, self.seq = room_id, seq
        super().__init__(f"room {room_id} has no update {seq}")


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
    counted = sa.update(Room).where(Room.id == room.id).values(last_seq=Room.last_seq + len(updates))
    last: int = db.execute(counted.returning(Room.last_seq).execution_options(synchronize_session=False)).scalar_one()
    at = clock.now()
    rows = [
        {"room_id": room.id, "seq": last - len(updates) + place, "data": data, "person_id": person_id, "at": at}
        for place, (data, person_id) in enumerate(updates, 1)
    ]
    if rows:
        db.execute(sa.insert(Update), rows)
        news.note(db, room.id)
    orm.attributes.set_committed_value(room, "last_seq", last)
    return last


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


def load(db: Session, room: Room, upto: int | None = None, client: int | None = None, seen_by: int = 0) -> Loaded:
    """Return a room's document as of a seq, by default the last one; it may be changed, it belongs to nobody.

    `client` is its client id, by default a random one. With `seen_by` come the later updates of that person, as
    far as they do not build on what others did meanwhile.
    """
    found = rows(db, room.id, upto=room.last_seq if upto is None else upto)
    loaded = _applied(room.id, found, client or new_client())
    for row in rows(db, room.id, after=upto) if upto is not None and seen_by else ():
        if row.person_id == seen_by and _builds_on(row.data, loaded.doc):
            apply(loaded.doc, row.data)
    return loaded


def _applied(room_id: int, found: Sequence[Update], client: int, without: tuple[int, ...] = ()) -> Loaded:
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=client)
    for row in found:
        if row.seq in without:
            continue
        if not apply(doc, row.data):
            # a document that panicked is not to be trusted: begin again without that row
            log.error("room %s: update %s cannot be applied", room_id, row.seq)
            return _applied(room_id, found, client, (*without, row.seq))
    return Loaded(doc, found[-1].seq if found else 0, without)


def _builds_on(update: bytes, doc: pycrdt.Doc[Any]) -> bool:
    """Return whether an update can be applied to a document at once; tried on a copy."""
    copy: pycrdt.Doc[Any] = pycrdt.Doc()
    return apply(copy, doc.get_update()) and apply(copy, update) and not _waits(update, copy)


def _waits(update: bytes, doc: pycrdt.Doc[Any]) -> bool:
    """Return whether an applied update still waits for one that it builds on, in this program or in a browser."""
    return not pycrdt.get_update(update, doc.get_state()).startswith(b"\0")


def texts(db: Session, room: Room, name: str) -> Iterator[tuple[Update, str]]:
    """Yield (update, text) each time that a root text became another one, oldest first."""
    found = rows(db, room.id, upto=room.last_seq)
    unreadable = _applied(room.id, found, new_client()).unreadable
    doc: pycrdt.Doc[Any] = pycrdt.Doc()
    said = ""
    for row in found:
        if row.seq not in unreadable:
            apply(doc, row.data)
            now = str(doc.get(name, type=pycrdt.Text))
            if now != said:
                said = now
                yield row, now


def apply(doc: pycrdt.Doc[Any], update: bytes) -> bool:
    """Apply an update; False when it cannot be, after which the document is not to be used."""
    try:
        doc.apply_update(update)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:  # a panic of pycrdt is not an Exception
        return False
    return True


def doubtful(db: Session) -> list[tuple[str, int, str]]:
    """Return (room, seq, "hole" | "unreadable" | "waits") for every row of the log that a reader does not see.

    An update "waits" when one that it builds on is missing.
    """
    found: list[tuple[str, int, str]] = []
    for each in db.scalars(sa.select(Room).order_by(Room.id)):
        try:
            held = rows(db, each.id, upto=each.last_seq)
        except Hole as hole:
            found.append((each.name, hole.seq, "hole"))
            continue
        loaded = _applied(each.id, held, new_client())
        for row in held:
            if row.seq in loaded.unreadable:
                found.append((each.name, row.seq, "unreadable"))
            elif _waits(row.data, loaded.doc):
                found.append((each.name, row.seq, "waits"))
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
