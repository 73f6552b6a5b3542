"""Partnerships: two or more municipalities that work together, each a side.

Sides are drawn by lot: their order and their look (a set of hue + shape + line). The look is kept for
ever, the order may be swapped when every side agrees. No side is the first one.
"""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation.database import Base
from facilitation.municipalities import Municipality

LOOKS = 6
"""How many sets of hue + shape + line the style sheet has; a side's `look` is 1..LOOKS."""


class Partnership(Base):
    """Municipalities working together; owns projects. `since` is a year or None; `invented` marks the demo."""

    __tablename__ = "partnerships"

    id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[int | None]
    invented: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime.datetime]
    sides: Mapped[list[Side]] = relationship(order_by="Side.position", back_populates="partnership", lazy="selectin")

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of content: the union of what the partners write, in the order of the sides."""
        codes = [code for side in self.sides for code in side.municipality.written]
        return tuple(dict.fromkeys(codes))


class Side(Base):
    """A municipality in a partnership. `key` is given once and is never shown; `look` is drawn by lot."""

    __tablename__ = "sides"
    __table_args__ = (sa.UniqueConstraint("partnership_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipalities.id"), index=True)
    key: Mapped[str]
    position: Mapped[int]
    look: Mapped[int]
    partnership: Mapped[Partnership] = relationship(back_populates="sides")
    municipality: Mapped[Municipality] = relationship(lazy="joined")

    @property
    def name(self) -> str:
        """Return the name of the place."""
        return self.municipality.name
