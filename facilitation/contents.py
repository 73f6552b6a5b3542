"""Contents: the read model of rooms: what pages, search and print read, a cache of the log.

Written in the transaction of a server-side edit, caught up on read, and rebuilt by `facilitation rebuild`.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from facilitation.database import Base


class Contents(Base):
    """The content of a room as of `seq`, in the shape of `tools.content`."""

    __tablename__ = "contents"

    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"), primary_key=True)
    seq: Mapped[int]
    content: Mapped[dict[str, Any]]


class FieldText(Base):
    """One text of a room in one language, with its form for search; blank texts have no row."""

    __tablename__ = "texts"
    __table_args__ = (sa.UniqueConstraint("room_id", "address", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"), index=True)
    address: Mapped[str]
    language: Mapped[str]
    value: Mapped[str]
    folded: Mapped[str]
    hash: Mapped[str]
    seq: Mapped[int]
