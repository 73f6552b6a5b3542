"""People: account holders, their names, language, time zone and how they are told apart.

A person is never a municipality's first or second contact: roles live in memberships. A person who left is
blanked, not deleted, so that what the group wrote keeps its place.
"""

from __future__ import annotations

import datetime

from sqlalchemy.orm import Mapped, mapped_column

from facilitation.database import Base


class Person(Base):
    """An account holder. `demo` people exist only in a database made by the demo and cannot administer."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    mail: Mapped[str | None] = mapped_column(unique=True)
    password: Mapped[str | None]
    language: Mapped[str]
    time_zone: Mapped[str]
    administrator: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime.datetime]
    last_signed_in_at: Mapped[datetime.datetime | None]
    left_at: Mapped[datetime.datetime | None]
