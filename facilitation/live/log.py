"""Log: the update log of every room, the truth about content.

seq is per room and given inside the transaction by `UPDATE rooms SET last_seq = last_seq + n RETURNING`, so
that its order is commit order without holes. Rows are never changed; only a new epoch leaves them behind.
"""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from facilitation.database import Base


class Room(Base):
    """One audience of one canvas: ``canvas/7.1``, ``canvas/7.1/voice/<side>``; `last_seq` is what is committed."""

    __tablename__ = "rooms"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    canvas_id: Mapped[int] = mapped_column(index=True)
    last_seq: Mapped[int] = mapped_column(default=0)


class Update(Base):
    """One committed change of a room's document; `person_id` None for the product itself."""

    __tablename__ = "updates"
    __table_args__ = (sa.PrimaryKeyConstraint("room_id", "seq"),)

    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"))
    seq: Mapped[int]
    data: Mapped[bytes]
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]


class ClientOwner(Base):
    """Who a Yjs client id belongs to in a room: the first person who used it."""

    __tablename__ = "client_owners"
    __table_args__ = (sa.PrimaryKeyConstraint("room_id", "client"),)

    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"))
    client: Mapped[int] = mapped_column(sa.BigInteger)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
