"""Alone rounds: the time in which people write the cards of a list alone first, until their drafts are opened together.

A coordinator or facilitator of any side starts a round for a list that the tool declares `alone_first`. From then on
what people add to that list stands in a room of their own (`own_drafts`), and everybody sees no more than that a round
runs and how many people wrote something. Opening (`drafts.open_due`) is announced `ANNOUNCED` beforehand, and whoever
writes on the canvas can stop it: the round then goes on. A round can also be ended without opening anything; every
draft then stays with its author. A press that comes too late (it was opened, stopped or started already) changes
nothing, so that no words of the same form are lost by it.

Every verb first calls `lock`, so that one thing at a time happens to the rounds of a canvas.
Errors raised: `NotFound` for what is no such list, `Forbidden`.
"""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tools
from facilitation import clock
from facilitation.access import Action, may
from facilitation.canvases import Canvas, context, writable
from facilitation.database import Base, Session
from facilitation.errors import Forbidden, NotFound
from facilitation.live import log, news
from facilitation.live.addresses import PERSON, Where
from facilitation.live.log import Room
from facilitation.memberships import Membership
from facilitation.people import Person
from tools.canvas import SHARED, Cards

ANNOUNCED = datetime.timedelta(seconds=10)
"""How long everybody can stop an opening."""


class AloneRound(Base):
    """One round of writing alone for the list at `address`; it runs until it is opened or ended.

    `before` is the last update of each person's room, by room id, when the round began. `opens_at` stands while the
    opening is announced, and afterwards when it came to it.
    """

    __tablename__ = "alone_rounds"

    id: Mapped[int] = mapped_column(primary_key=True)
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"), index=True)
    address: Mapped[str]
    before: Mapped[dict[str, int]] = mapped_column(sa.JSON)
    started_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    started_at: Mapped[datetime.datetime]
    announced_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    opens_at: Mapped[datetime.datetime | None] = mapped_column(index=True)
    stopped_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    stopped_at: Mapped[datetime.datetime | None]
    opened_at: Mapped[datetime.datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    ended_at: Mapped[datetime.datetime | None]
    started_by: Mapped[Person] = relationship(foreign_keys=[started_by_id])
    announced_by: Mapped[Person | None] = relationship(foreign_keys=[announced_by_id])
    stopped_by: Mapped[Person | None] = relationship(foreign_keys=[stopped_by_id])
    ended_by: Mapped[Person | None] = relationship(foreign_keys=[ended_by_id])

    @property
    def runs(self) -> bool:
        """Return whether people write alone now."""
        return self.opened_at is None and self.ended_at is None

    @property
    def announced(self) -> bool:
        """Return whether it is about to be opened."""
        return self.runs and self.opens_at is not None


class AloneWriter(Base):
    """Somebody who has a draft in a round. Only their number is ever shown."""

    __tablename__ = "alone_writers"
    __table_args__ = (sa.PrimaryKeyConstraint("round_id", "person_id"),)

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("alone_rounds.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))


def lists(canvas: Canvas) -> dict[str, Cards]:
    """Return the lists that can be written alone first, by address: those that stand in the shared room."""
    found: dict[str, Cards] = {}
    for address, field in tools.get(canvas.tool).fields():
        if isinstance(field, Cards) and field.alone_first and field.room == SHARED:
            sides = context(canvas).sides if field.per_side else ()
            found |= {f"{address}.{side.key}": field for side in sides} if field.per_side else {address: field}
    return found


def lock(db: Session, canvas: Canvas) -> None:
    """Let one thing at a time happen to the rounds of a canvas, and nobody else write in its rooms meanwhile.

    Whoever goes on to write in several of its rooms calls this first: rooms are locked in the order of their ids.
    """
    db.begin_writing()
    db.execute(sa.select(Canvas.id).where(Canvas.id == canvas.id).with_for_update(key_share=True))
    log.lock(db, db.scalars(sa.select(Room).where(Room.canvas_id == canvas.id)))


def latest(db: Session, canvas: Canvas) -> dict[str, AloneRound]:
    """Return the last round of each list that ever had one, by address."""
    asked = sa.select(AloneRound).where(AloneRound.canvas_id == canvas.id).order_by(AloneRound.id)
    found = db.scalars(asked.execution_options(populate_existing=True)) if canvas.id else ()
    return {each.address: each for each in found}


def running(db: Session, canvas: Canvas) -> dict[str, AloneRound]:
    """Return the rounds that run, by the address of their list."""
    return {address: each for address, each in latest(db, canvas).items() if each.runs}


def people(db: Session, round: AloneRound) -> int:
    """Return how many people wrote something in a round."""
    asked = sa.select(sa.func.count()).select_from(AloneWriter).where(AloneWriter.round_id == round.id)
    return db.scalar(asked) or 0


def may_lead(canvas: Canvas, membership: Membership) -> bool:
    """Return whether a member may start, announce and end rounds."""
    return may_stop(canvas, membership) and may(membership, Action.OPEN_ALONE, canvas.project.side_id)


def may_stop(canvas: Canvas, membership: Membership) -> bool:
    """Return whether a member may stop an announced opening: everybody who writes."""
    return Where() in writable(canvas, membership)


def start(db: Session, canvas: Canvas, person: Person, membership: Membership, address: str) -> None:
    """Let people write the cards of a list alone, from now on."""
    if address not in lists(canvas):
        raise NotFound
    round = _led(db, canvas, membership, address)
    if round is None:
        row = AloneRound(canvas_id=canvas.id, address=address, before=_before(db, canvas), started_by=person)
        row.started_at = clock.now()
        db.add(row)
        _tell(db, canvas)


def announce(db: Session, canvas: Canvas, person: Person, membership: Membership, address: str) -> None:
    """Say to everybody that the drafts will be opened, unless somebody stops it in time."""
    round = _led(db, canvas, membership, address)
    if round is not None and not round.announced:
        round.opens_at, round.announced_by = clock.now() + ANNOUNCED, person
        round.stopped_at = round.stopped_by = None
        _tell(db, canvas)


def stop(db: Session, canvas: Canvas, person: Person, membership: Membership, address: str) -> None:
    """Stop the opening that was announced: people write on alone."""
    if not may_stop(canvas, membership):
        raise Forbidden
    lock(db, canvas)
    round = running(db, canvas).get(address)
    if round is not None and round.announced:
        halt(db, canvas, round)
        round.stopped_at, round.stopped_by = clock.now(), person


def halt(db: Session, canvas: Canvas, round: AloneRound) -> None:
    """Take an announcement back; the caller holds the lock."""
    round.opens_at = None
    _tell(db, canvas)


def end(db: Session, canvas: Canvas, person: Person, membership: Membership, address: str) -> None:
    """End a round without opening: every draft stays with its author, who can add it to the shared list."""
    round = _led(db, canvas, membership, address)
    if round is not None:
        round.opens_at, round.ended_at, round.ended_by = None, clock.now(), person
        _tell(db, canvas)


def _led(db: Session, canvas: Canvas, membership: Membership, address: str) -> AloneRound | None:
    """Return the round that runs, for somebody who leads it."""
    if not may_lead(canvas, membership):
        raise Forbidden
    lock(db, canvas)
    return running(db, canvas).get(address)


def _before(db: Session, canvas: Canvas) -> dict[str, int]:
    own = Room.name.startswith(canvas.room_name(Where(PERSON, "")), autoescape=True)
    found = db.execute(sa.select(Room.id, Room.last_seq).where(Room.canvas_id == canvas.id, own))
    return {str(room_id): seq for room_id, seq in found}


def _tell(db: Session, canvas: Canvas) -> None:
    """Let open pages look again."""
    db.flush()
    news.stir(db, canvas.id)
