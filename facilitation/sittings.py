"""Sittings: what one person did in one room without a longer pause, one row each: the course of a canvas, compact.

They are a read model of the log, like `contents`, and written in the same transaction; `facilitation rebuild` makes
them anew, also for what was written before there were any. So the course of a canvas is quickly read, however long its
log is. A sitting holds who, from when to when, which updates, and what was done (`live.touches`) with a seq by which
it was done last. Nothing is kept of the room of one person: nobody else may know that they wrote.
"""

from __future__ import annotations

import datetime
import itertools
import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from facilitation.database import Base, Session
from facilitation.live import log, records, touches
from facilitation.live.addresses import PERSON
from facilitation.live.log import Room, Update
from facilitation.live.sheets import Sheet
from facilitation.live.touches import Touch

logger = logging.getLogger("facilitation")
PAUSE = datetime.timedelta(minutes=10)
"""Two updates of one person, no longer after each other than this, belong to one sitting."""


class Sitting(Base):
    """What somebody (None: the product itself) did in a room; `done` is {kind: {address: seq}}."""

    __tablename__ = "sittings"
    __table_args__ = (
        sa.Index("ix_sittings_room_id_ended_at", "room_id", "ended_at"),
        sa.Index("ix_sittings_room_id_last_seq", "room_id", "last_seq"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    first_seq: Mapped[int]
    last_seq: Mapped[int]
    began_at: Mapped[datetime.datetime]
    ended_at: Mapped[datetime.datetime]
    done: Mapped[dict[str, Any]]

    def touched(self, after: int = 0) -> set[Touch]:
        """Return what was done in it, or what of it was done last after a seq."""
        return {Touch(kind, at) for kind, places in self.done.items() for at, seq in places.items() if seq > after}


@dataclass
class Spell:
    """A stretch of the log of one person that is not written down yet; `done` as that of a `Sitting`."""

    person_id: int | None
    first_seq: int
    last_seq: int
    began_at: datetime.datetime
    ended_at: datetime.datetime
    done: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, found: Iterable[Touch], seq: int) -> None:
        """Take in what was done at a seq."""
        for kind, address in found:
            self.done.setdefault(kind, {})[address] = seq


Head = tuple[int, int | None, datetime.datetime]
"""Seq, person and time of an update."""


def read(db: Session, room: Room, before: Sheet, since: int, after: Sheet, upto: int) -> list[Spell]:
    """Return what was done in a room behind one seq, when it held `before`, up to another one, when it held `after`."""
    if f"/{PERSON}/" in room.name or upto <= since:
        return []
    start = max(since, _known_upto(db, room.id))
    heads = _heads(db, room.id, start, upto)
    if start == since and len(heads) == upto - start and _is_one(heads):
        spells = list(_spells(heads))
        for spell in spells:
            spell.add(touches.between(before, after), spell.last_seq)
        return spells
    try:
        return _followed(db, room, heads, start, upto)
    except log.Hole:
        logger.exception("room %s: who did what behind update %s is not known", room.id, start)
        return []


def _is_one(heads: Sequence[Head]) -> bool:
    """Return whether everything comes of one person without a pause."""
    people = {person for _, person, _ in heads}
    gaps = [later[2] - sooner[2] for sooner, later in itertools.pairwise(heads)]
    return len(people) < 2 and all(gap <= PAUSE for gap in gaps)


def _followed(db: Session, room: Room, heads: Sequence[Head], start: int, upto: int) -> list[Spell]:
    """Return what was done, found out by going through the log update by update."""
    if not heads:
        return []
    unreadable = log.load(db, room, upto).unreadable
    rows = (row for row in records.data(db, room.id, start, upto) if row[0] not in unreadable)
    done = dict(touches.each(log.load(db, room, start).doc, rows))
    return list(_spells(heads, done))


def _spells(heads: Sequence[Head], done: dict[int, set[Touch]] | None = None) -> Iterator[Spell]:
    """Yield the sittings that updates come to, in the order in which they began."""
    present: dict[int | None, Spell] = {}
    spells: list[Spell] = []
    for seq, person_id, at in heads:
        spell = present.get(person_id)
        if spell is None or at - spell.ended_at > PAUSE:
            spells.append(spell := Spell(person_id, seq, seq, at, at))
            present[person_id] = spell
        spell.last_seq, spell.ended_at = seq, at
        spell.add((done or {}).get(seq, ()), seq)
    yield from spells


def _heads(db: Session, room_id: int, after: int, upto: int) -> list[Head]:
    here = Update.room_id == room_id, Update.seq > after, Update.seq <= upto
    asked = sa.select(Update.seq, Update.person_id, Update.at).where(*here).order_by(Update.seq)
    return [(seq, person_id, at) for seq, person_id, at in db.execute(asked)]


def _known_upto(db: Session, room_id: int) -> int:
    return db.scalar(sa.select(sa.func.max(Sitting.last_seq)).where(Sitting.room_id == room_id)) or 0


def write(db: Session, room_id: int, spells: Iterable[Spell]) -> None:
    """Write down what was done; a sitting that goes on grows. The room is locked by the caller."""
    for spell in spells:
        mine = Sitting.person_id == spell.person_id if spell.person_id else Sitting.person_id.is_(None)
        lately = Sitting.room_id == room_id, Sitting.ended_at >= spell.began_at - PAUSE, mine
        asked = sa.select(Sitting).where(*lately).order_by(Sitting.ended_at.desc(), Sitting.id.desc()).limit(1)
        last = db.scalar(asked.execution_options(populate_existing=True))
        if last is None:
            db.add(Sitting(room_id=room_id, **vars(spell)))
        else:
            last.last_seq, last.ended_at = spell.last_seq, spell.ended_at
            last.done = {
                kind: {**last.done.get(kind, {}), **spell.done.get(kind, {})} for kind in {**last.done, **spell.done}
            }
        db.flush()


def rebuild(db: Session, room: Room) -> None:
    """Make the sittings of a room anew from the log, and commit; `Hole` leaves them as they are.

    The log is read before the write gate opens; what came meanwhile is caught up in the same transaction.
    """
    upto = room.last_seq
    private = f"/{PERSON}/" in room.name
    spells = [] if private else _followed(db, room, _heads(db, room.id, 0, upto), 0, upto)
    db.begin_writing()
    [now] = log.lock(db, [db.get_one(Room, room.id)])
    db.execute(sa.delete(Sitting).where(Sitting.room_id == room.id))
    if spells:
        db.execute(sa.insert(Sitting), [{"room_id": room.id, **vars(spell)} for spell in spells])
    if not private:
        write(db, room.id, _followed(db, now, _heads(db, room.id, upto, now.last_seq), upto, now.last_seq))
    db.commit()


def latest(
    db: Session, room_ids: Collection[int], most: int, before: tuple[datetime.datetime, int] | None = None
) -> list[Sitting]:
    """Return the sittings of some rooms that ended last, the latest first; `before` is (ended at, id) of one."""
    found: list[Sitting] = []
    for room_id in room_ids:  # a question for each room is answered from its index, one for all of them is sorted
        asked = sa.select(Sitting).where(Sitting.room_id == room_id)
        if before is not None:
            at, id = before
            asked = asked.where(Sitting.ended_at <= at, sa.or_(Sitting.ended_at < at, Sitting.id < id))
        found += db.scalars(asked.order_by(Sitting.ended_at.desc(), Sitting.id.desc()).limit(most))
    return sorted(found, key=lambda each: (each.ended_at, each.id), reverse=True)[:most]


def since(db: Session, room_id: int, seq: int, most: int) -> list[Sitting]:
    """Return the sittings of a room that went on behind a seq, the latest first."""
    asked = sa.select(Sitting).where(Sitting.room_id == room_id, Sitting.last_seq > seq)
    return list(db.scalars(asked.order_by(Sitting.last_seq.desc()).limit(most)))
