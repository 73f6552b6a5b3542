"""Proposals: what one side asks and every active side has to say yes to: swap the order, archive, restore.

None decides alone what is shared. A proposal is carried out in the same transaction as the last yes.
"""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation.database import Base
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person


class Proposal(Base):
    """`kind` is "swap", "archive" or "restore"; `subject_id` the project's id, 0 for a swap."""

    __tablename__ = "proposals"

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    kind: Mapped[str]
    subject_id: Mapped[int]
    details: Mapped[list[str]]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    created_at: Mapped[datetime.datetime]
    closed_at: Mapped[datetime.datetime | None]
    outcome: Mapped[str] = mapped_column(default="")
    partnership: Mapped[Partnership] = relationship()
    made_by: Mapped[Person] = relationship()
    answers: Mapped[list[Answer]] = relationship(order_by="Answer.id", lazy="selectin")


class Answer(Base):
    """A side's yes or no, given by one of its coordinators; the first answer of a side stands."""

    __tablename__ = "answers"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "side_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    side_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    yes: Mapped[bool]
    at: Mapped[datetime.datetime]
    side: Mapped[Side] = relationship(lazy="joined")
