"""Segments: what a stretch of a room's log comes to, so that a long log is opened in moments. Only a cache.

A segment holds the updates of consecutive rows as one: letters that were typed one after the other are one piece in
it, and what was taken away again is gone. Segments follow each other from seq 1 without a hole; the rows behind the
last one are read as they are. `store` adds one for each `EVERY` rows, or for fewer when a room empties, and puts it
together with the one before it as long as both weigh no more than `HEAVIEST`, so that there are few of them and each
is applied in a few milliseconds.

Only a stretch that is clean is stored: no row missing, none unreadable, none that waits for another. Before it is
stored it is tried: segments and rows must give the same document. Rows always win: who cannot use a segment reads
the rows, and `rebuild` makes all of them anew.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pycrdt
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from facilitation.database import Base, Session
from facilitation.live import document, updates
from facilitation.live.records import Room, apply, data, merged, waits

log = logging.getLogger("facilitation.live")

EVERY = 1_000
"""Rows of the log after which a segment is made."""
HEAVIEST = 40_000
"""Bytes of a segment to which no more rows are added: some 4,000 single letters put here and there, or a long text."""

Doc = pycrdt.Doc[Any]


class Segment(Base):
    """Rows `first_seq` to `last_seq` of a room as one update."""

    __tablename__ = "segments"
    __table_args__ = (sa.PrimaryKeyConstraint("room_id", "first_seq"),)

    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"))
    first_seq: Mapped[int]
    last_seq: Mapped[int]
    data: Mapped[bytes]


class Stretch(NamedTuple):
    """A segment outside the database."""

    first_seq: int
    last_seq: int
    data: bytes


def kept(db: Session, room_id: int, upto: int) -> list[Stretch]:
    """Return the segments of a room that end at a seq or before, without those behind a hole."""
    here = Segment.room_id == room_id, Segment.last_seq <= upto
    asked = sa.select(Segment.first_seq, Segment.last_seq, Segment.data).where(*here).order_by(Segment.first_seq)
    found: list[Stretch] = []
    for each in itertools.starmap(Stretch, db.execute(asked)):
        if each.first_seq != end(found) + 1 or each.last_seq < each.first_seq:
            break
        found.append(each)
    return found


def end(stretches: Sequence[Stretch]) -> int:
    """Return the last seq that segments hold, 0 without segments."""
    return stretches[-1].last_seq if stretches else 0


def first_wrong(db: Session, room: Room) -> int | None:
    """Return behind which seq the segments of a room are not what its rows say; None when all is well."""
    held = kept(db, room.id, room.last_seq)
    last = db.scalar(sa.select(sa.func.max(Segment.last_seq)).where(Segment.room_id == room.id)) or 0
    if last != end(held):
        return end(held)
    maker = _Maker()
    maker.made = held
    clean = all(apply(maker.doc, update) for _, update in data(db, room.id, 0, last))
    return None if clean and maker.tried() else 0


def store(db: Session, room: Room, upto: int, force: bool = False) -> bool:
    """Make the segments that are due up to a seq; `force` also for fewer rows than `EVERY`. Say whether any was made.

    It reads and tries first, which takes about as long as opening the room; then it opens the write gate for a moment
    and commits. Another process that was sooner wins. Not to be called inside a transaction that writes.
    """
    held = kept(db, room.id, upto)
    if upto - end(held) < (1 if force else EVERY):
        return False
    made = _made(db, room.id, held, upto, force)
    return made is not None and _replace(db, room.id, held, made)


def rebuild(db: Session, room: Room) -> None:
    """Make all segments of a room anew from the log, and commit; `Hole` leaves them as they are."""
    _replace(db, room.id, None, _made(db, room.id, [], room.last_seq, True) or [])


def _made(db: Session, room_id: int, held: Sequence[Stretch], upto: int, force: bool) -> list[Stretch] | None:
    """Return the segments that are to be there from now on; None when nothing can be added."""
    maker = _Maker()
    if not all(maker.take(each) for each in held):
        log.error("room %s: a segment cannot be applied, all are made anew", room_id)
        maker = _Maker()
    found = data(db, room_id, end(maker.made), upto)
    while portion := list(itertools.islice(found, EVERY)):
        if len(portion) < EVERY and not force:
            break
        spoilt = maker.add(portion)
        if spoilt:  # the document is not to be used any more: make what comes before
            return _made(db, room_id, held, spoilt - 1, force)
    if end(maker.made) == end(held):
        return None
    if not maker.tried():
        log.error("room %s: its segments do not say what its log says, and are not kept", room_id)
        return None
    return maker.made


class _Maker:
    """The document of a room on its way from the first row to the last, and the segments made until there."""

    def __init__(self) -> None:
        self.doc: Doc = pycrdt.Doc()
        self.made: list[Stretch] = []
        self.state = self.doc.get_state()
        self.before = self.state
        """The state before the last segment."""

    def take(self, stretch: Stretch) -> bool:
        """Go on behind a segment that is there already; False when it cannot be applied."""
        if not apply(self.doc, stretch.data) or waits(stretch.data, self.doc):
            return False
        self._put(stretch)
        return True

    def add(self, portion: Sequence[tuple[int, bytes]]) -> int:
        """Make a segment of rows, or add them to the last one; return the first seq that is not clean, else 0."""
        first, last = portion[0][0], portion[-1][0]
        for seq, update in portion:
            if not apply(self.doc, update):
                return seq
        rows = merged([update for _, update in portion])
        if waits(rows, self.doc):
            return first
        if self.made and len(self.made[-1].data) < HEAVIEST:
            tail = self.made[-1]
            both = Stretch(tail.first_seq, last, self._written(self.before, [tail.data, rows]))
            if len(both.data) <= HEAVIEST:
                self.made[-1], self.state = both, self.doc.get_state()
                return 0
        self._put(Stretch(first, last, self._written(self.state, [rows])))
        return 0

    def _put(self, stretch: Stretch) -> None:
        self.made.append(stretch)
        self.before, self.state = self.state, self.doc.get_state()

    def _written(self, since: bytes, updates: Iterable[bytes]) -> bytes:
        """Return what was written since a state, with those deletions only that came in these updates."""
        now = self.doc.get_state()
        written, every_deletion = self.doc.get_update(since), self.doc.get_update(now)[1:]
        if not written.endswith(every_deletion):
            return written
        deletions = merged([pycrdt.get_update(update, now) for update in updates])[1:]
        return written[: -len(every_deletion)] + deletions

    def tried(self) -> bool:
        """Return whether a document made of the segments is the same."""
        doc: Doc = pycrdt.Doc()
        if not all(apply(doc, each.data) for each in self.made):
            return False
        # a state vector names its clients in no order
        same = updates.state(doc.get_state()) == updates.state(self.doc.get_state())
        return same and document.read(doc) == document.read(self.doc)


def _replace(db: Session, room_id: int, held: Sequence[Stretch] | None, made: Sequence[Stretch]) -> bool:
    """Put segments in the place of those that were held (None: of all); False when another process was sooner."""
    db.begin_writing()
    last = db.execute(sa.select(Room.last_seq).where(Room.id == room_id).with_for_update()).scalar_one()
    if held is not None and end(kept(db, room_id, last)) > end(held):
        db.rollback()
        return False
    stays = [each for each, old in zip(made, held or (), strict=False) if each == old]
    behind = stays[-1].first_seq if stays else 0
    db.execute(sa.delete(Segment).where(Segment.room_id == room_id, Segment.first_seq > behind))
    new = [{"room_id": room_id, **each._asdict()} for each in made[len(stays) :]]
    if new:
        db.execute(sa.insert(Segment), new)
    db.commit()
    return True
