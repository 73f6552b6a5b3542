"""Invitations: a link by which somebody joins a partnership, on a side, with a role. It works once."""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation.database import Base
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person


class Invitation(Base):
    """An open, used, expired or withdrawn invitation; the link's token is kept only as SHA-256."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    role: Mapped[str]
    until_on: Mapped[datetime.date | None]
    name: Mapped[str]
    mail: Mapped[str | None]
    language: Mapped[str]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    created_at: Mapped[datetime.datetime]
    expires_at: Mapped[datetime.datetime]
    used_at: Mapped[datetime.datetime | None]
    used_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    withdrawn_at: Mapped[datetime.datetime | None]
    partnership: Mapped[Partnership] = relationship()
    side: Mapped[Side | None] = relationship(lazy="joined")
    made_by: Mapped[Person] = relationship(foreign_keys=[made_by_id])
