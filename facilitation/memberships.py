"""Memberships: a person in a partnership, with a role, on a side or (guide, interpreter, VVSG) on none."""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation.database import Base
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
