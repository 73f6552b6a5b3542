"""Projects: participatory processes of a partnership, shared by all sides or of one side.

Who proposed and who chose stand beside every project, so that it is seen when a partner's project was
somebody else's idea.
"""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation.database import Base
from facilitation.languages import Words, WordsType
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from tools.wording import N_

STATES = {
    "running": N_("running"),
    "idea": N_("idea"),
    "not_chosen": N_("not chosen"),
    "finished": N_("finished"),
}
TOGETHER, THIRD, UNSAID = "together", "third", ""
"""Who proposed or chose, beside a side's key: all sides together, somebody else, not said."""


class Project(Base):
    """One participatory process. `side_id` is its owner, None when shared; `proposed`, `chosen` as in `Context`."""

    __tablename__ = "projects"

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    title: Mapped[Words] = mapped_column(WordsType)
    summary: Mapped[Words] = mapped_column(WordsType)
    state: Mapped[str] = mapped_column(default="running")
    proposed: Mapped[str] = mapped_column(default="")
    chosen: Mapped[str] = mapped_column(default="")
    started_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    created_at: Mapped[datetime.datetime]
    archived_at: Mapped[datetime.datetime | None]
    partnership: Mapped[Partnership] = relationship()
    side: Mapped[Side | None] = relationship(lazy="joined")
    started_by: Mapped[Person] = relationship()
