"""Canvases: one project's instance of a tool: reading it, editing it, and what happened to it.

Content lives in the rooms of the canvas (house rule: a different audience is a different room):
``canvas/<id>.<epoch>`` shared, ``.../voice/<side key>`` read by all and written by that side,
``.../side/<side key>`` read and written by that side only. A reader's content is the union of the rooms
that they may read.
"""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation.database import Base
from facilitation.people import Person
from facilitation.projects import Project


class Canvas(Base):
    """A project's instance of the tool with key `tool`; `epoch` numbers its documents."""

    __tablename__ = "canvases"
    __table_args__ = (sa.UniqueConstraint("project_id", "tool"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    tool: Mapped[str]
    epoch: Mapped[int] = mapped_column(default=1)
    deep_opened: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime.datetime]
    project: Mapped[Project] = relationship()


class Dismissal(Base):
    """A hint that one person put away; the hint stays for the others."""

    __tablename__ = "dismissals"
    __table_args__ = (sa.UniqueConstraint("canvas_id", "person_id", "finding"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    finding: Mapped[str]
    at: Mapped[datetime.datetime]
    person: Mapped[Person] = relationship()
