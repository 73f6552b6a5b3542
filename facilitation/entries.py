"""Entries: who put which card on a canvas. Authorship is not in the document; the server writes it here."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation.database import Base
from facilitation.partnerships import Side
from facilitation.people import Person


class Entry(Base):
    """One thing somebody put on a canvas, filled from the document's events in the same commit."""

    __tablename__ = "entries"
    __table_args__ = (sa.UniqueConstraint("room_id", "entry"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"), index=True)
    entry: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    seq: Mapped[int]
    person: Mapped[Person | None] = relationship(lazy="joined")
    side: Mapped[Side | None] = relationship(lazy="joined")
