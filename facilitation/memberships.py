"""Memberships: a person in a partnership, with a role, on a side or (guide, interpreter, VVSG) on none."""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import clock
from facilitation.database import Base, Session
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person


class Membership(Base):
    """Reads and acts by the access table while it is not ended, not past `until_on` and confirmed within a year."""

    __tablename__ = "memberships"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    role: Mapped[str]
    until_on: Mapped[datetime.date | None]
    confirmed_at: Mapped[datetime.datetime]
    created_at: Mapped[datetime.datetime]
    ended_at: Mapped[datetime.datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined")
    partnership: Mapped[Partnership] = relationship()
    side: Mapped[Side | None] = relationship(lazy="joined")

YEAR = datetime.timedelta(days=366)
"""How long a confirmation lasts; after it access sleeps until a coordinator of the own side wakes it."""


def is_awake(membership: Membership) -> bool:
    """Return whether a membership reads anything now: not ended, not past its last day, confirmed within a year."""
    today = clock.today(membership.side.municipality.time_zone if membership.side else "UTC")
    past = membership.until_on is not None and membership.until_on < today
    return membership.ended_at is None and not past and clock.now() - membership.confirmed_at < YEAR


def active(db: Session, person: Person, partnership_id: int) -> Membership | None:
    """Return the membership by which a person reads a partnership now, or None."""
    found = db.scalars(
        sa.select(Membership)
        .where(Membership.person_id == person.id, Membership.partnership_id == partnership_id)
        .where(Membership.ended_at.is_(None))
        .order_by(Membership.id)
    )
    return next((membership for membership in found if is_awake(membership)), None)
