"""Visits: when somebody was last on a canvas and what stood there then, so that they can see what is new since.

This is for that person alone: no page, notice or count shows it to anybody else, and it goes when they leave. Opening
the page again within `ONE_VISIT` belongs to the same visit: what was new when they came stays told until they have been
away. It is written at most once in `SELDOM`, in a short transaction of its own; when others are writing it is left.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from facilitation import canvases, clock, history, sittings
from facilitation.canvases import Canvas
from facilitation.database import Base, Session, add_once
from facilitation.errors import Unavailable
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person
from facilitation.projects import Project

ONE_VISIT = datetime.timedelta(hours=1)
"""Opening a page again no longer than this after the last time is going on with the same visit."""
SELDOM = datetime.timedelta(minutes=1)
"""A visit is written down no more often than this."""
MOST = 500
"""Sittings in a room that are counted; who was away for years is told of the latest."""


class Visit(Base):
    """`base` is what stood on the canvas when it was opened last, `before` at the end of the visit before this one."""

    __tablename__ = "visits"
    __table_args__ = (sa.PrimaryKeyConstraint("person_id", "canvas_id"),)

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"))
    at: Mapped[datetime.datetime]
    base: Mapped[str]
    before_at: Mapped[datetime.datetime | None]
    before: Mapped[str | None]


@dataclass(frozen=True)
class News:
    """What others did on a canvas since somebody was there: `fields` is (side, number of fields) in order.

    A side None stands for people without a side, and for the product itself. `base` is the moment to compare with.
    """

    canvas: Canvas
    at: datetime.datetime
    base: str
    fields: list[tuple[Side | None, int]]


def on_page(db: Session, canvas: Canvas, person: Person, held: Membership) -> News | None:
    """Return what is new for who opens a canvas now, since the visit before this one; None for nothing."""
    found = db.get(Visit, (person.id, canvas.id)) if canvas.id else None
    if found is None:
        return None
    if clock.now() - found.at > ONE_VISIT:
        return _news(db, canvas, person, held, found.at, found.base)
    return _news(db, canvas, person, held, found.before_at, found.before)


def of_project(db: Session, project: Project, person: Person, held: Membership) -> list[News]:
    """Return what is new on the canvases of a project since somebody last opened each, in the order they were begun."""
    asked = (
        sa.select(Visit, Canvas)
        .join(Canvas, Canvas.id == Visit.canvas_id)
        .where(Canvas.project_id == project.id, Visit.person_id == person.id)
        .order_by(Canvas.id)
    )
    told = [_news(db, canvas, person, held, each.at, each.base) for each, canvas in db.execute(asked)]
    return [each for each in told if each]


def _news(
    db: Session, canvas: Canvas, person: Person, held: Membership, at: datetime.datetime | None, base: str | None
) -> News | None:
    if at is None or base is None:
        return None
    seen = history.seqs(base)
    rooms = canvases.rooms(db, canvas, canvases.readable(canvas, held)).values()
    fresh = [room for room in rooms if room.last_seq > seen.get(room.id, 0)]
    by_side = _by_side(db, canvas, person, {room.id: seen.get(room.id, 0) for room in fresh})
    order = [side.id for side in canvas.project.partnership.sides]
    counted = sorted(by_side.items(), key=lambda each: order.index(each[0].id) if each[0] else len(order))
    told = [(side, len(touched)) for side, touched in counted if touched]
    return News(canvas, at, base or history.START, told) if told else None


def _by_side(db: Session, canvas: Canvas, person: Person, seen: Mapping[int, int]) -> dict[Side | None, set[str]]:
    """Return the fields in which others did something, by side."""
    found = [(each, seq) for room_id, seq in seen.items() for each in sittings.since(db, room_id, seq, MOST)]
    others = [(each, seq) for each, seq in found if each.person_id != person.id]
    side_at = history.sides(db, canvas.project.partnership_id, {each.person_id for each, _ in others})
    by_side: dict[Side | None, set[str]] = {}
    for each, seq in others:
        side = side_at(each.person_id, each.ended_at)
        by_side.setdefault(side, set()).update(history.fields(each.touched(seq)))
    return by_side


def note(db: Session, canvas: Canvas, person: Person, base: str) -> None:
    """Write down that somebody opened a canvas, on which `base` stood; at most once in `SELDOM`."""
    now = clock.now()
    found = db.get(Visit, (person.id, canvas.id)) if canvas.id else None
    if not canvas.id or (found is not None and now - found.at < SELDOM):
        return
    try:
        with Session(db.get_bind(), expire_on_commit=False) as own:
            own.begin_writing(0)  # who reads need not wait for those who write
            _note(own, canvas.id, person.id, base, now)
            own.commit()
    except Unavailable:
        pass


def _note(db: Session, canvas_id: int, person_id: int, base: str, now: datetime.datetime) -> None:
    key = {"person_id": person_id, "canvas_id": canvas_id}
    if add_once(db, Visit, **key, at=now, base=base):
        return
    mine = sa.select(Visit).where(Visit.person_id == person_id, Visit.canvas_id == canvas_id)
    held = db.scalars(mine.with_for_update()).one()
    if now - held.at > ONE_VISIT:
        held.before_at, held.before = held.at, held.base
    held.at, held.base = now, base


def forget(db: Session, person: Person) -> None:
    """Throw away when a person was where."""
    db.begin_writing()
    db.execute(sa.delete(Visit).where(Visit.person_id == person.id))
