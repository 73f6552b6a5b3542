"""Moments: a named state of a canvas or of a whole project, saved so that people can come back to it.

Nothing is copied: the log keeps every state, and a moment is a name for one of them. `bases` holds that of every canvas
that it covers, by its id, of all its rooms; who looks at it sees the rooms that they may read (`history.state`).
Who may lead a conversation may save one. Errors raised: `Forbidden`, `Conflict` in the archive, `Invalid`.
"""

from __future__ import annotations

import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tools
from facilitation import access, canvases, clock, history, projects
from facilitation.access import Action
from facilitation.canvases import Canvas
from facilitation.database import Base, Session
from facilitation.errors import Invalid
from facilitation.languages import Words, WordsType
from facilitation.live import addresses, log
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person
from facilitation.projects import TOO_LONG, Problem, Project
from tools.wording import N_

NAME_LONGEST = 120
"""Characters of a name."""
NAME_NEEDED = N_("Give this moment a name, such as “After the first conversation”.")
A_MOMENT = datetime.timedelta(minutes=1)
"""The same name within this time is the same press on the button."""


class Moment(Base):
    """A saved, named state; `canvas_id` None for one of the whole project."""

    __tablename__ = "moments"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    canvas_id: Mapped[int | None] = mapped_column(sa.ForeignKey("canvases.id"))
    name: Mapped[Words] = mapped_column(WordsType)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    at: Mapped[datetime.datetime]
    bases: Mapped[dict[str, Any]]
    person: Mapped[Person] = relationship(lazy="joined")
    side: Mapped[Side | None] = relationship(lazy="joined")

    def base(self, canvas: Canvas) -> str:
        """Return the state of a canvas in it, as a base; `history.START` when nobody had written there."""
        return str(self.bases.get(str(canvas.id)) or history.START)


def may_save(project: Project, held: Membership) -> bool:
    """Return whether a member may save a moment here."""
    return project.archived_at is None and access.may(held, Action.SAVE_MOMENT, project.side_id)


def save(
    db: Session, canvas: Canvas, person: Person, held: Membership, name: Words, of_project: bool = False
) -> Moment:
    """Save how a canvas stands now, or every canvas of its project; a second press saves nothing new."""
    project = canvas.project
    access.require(held, Action.SAVE_MOMENT, project.side_id)
    projects.require_open(project)
    found = problems(name)
    if found:
        raise Invalid([*found])
    db.begin_writing()
    chosen = _all_of(db, project) if of_project else [canvas]
    rooms = log.lock(db, [room for each in chosen for room in _rooms(db, each)])
    bases = {
        str(each.id): history.written({room.id: room.last_seq for room in rooms if room.canvas_id == each.id})
        for each in chosen
    }
    last = next(iter(_of(db, project)), None)
    same = last and (last.canvas_id, last.name, last.bases) == (None if of_project else canvas.id, name, bases)
    if last and same and last.person_id == person.id and clock.now() - last.at < A_MOMENT:
        return last
    row = Moment(project_id=project.id, canvas_id=None if of_project else canvas.id, name=name, bases=bases)
    row.person, row.side, row.at = person, held.side, clock.now()
    db.add(row)
    db.flush()
    return row


def problems(name: Words) -> list[Problem]:
    """Return everything that is wrong with a name, each beside its field of the form."""
    found: list[Problem] = []
    texts = {code: text for code, text in name.items() if code != "original"}
    if not any(text.strip() for text in texts.values()):
        found.append((f"name.{name.get('original', '')}", NAME_NEEDED))
    for code, text in texts.items():
        if len(text) > NAME_LONGEST:
            found.append((f"name.{code}", TOO_LONG, {"length": len(text), "longest": NAME_LONGEST}))
    return found


def of_canvas(db: Session, canvas: Canvas) -> list[Moment]:
    """Return the moments in which a canvas is held, its own and those of its project, the latest first."""
    return [each for each in _of(db, canvas.project) if each.canvas_id in (None, canvas.id)]


def _of(db: Session, project: Project) -> list[Moment]:
    asked = sa.select(Moment).where(Moment.project_id == project.id)
    return list(db.scalars(asked.order_by(Moment.at.desc(), Moment.id.desc())))


def _all_of(db: Session, project: Project) -> list[Canvas]:
    return [each for tool in tools.every() for each in canvases.all_of(db, project, tool.key)]


def _rooms(db: Session, canvas: Canvas) -> list[log.Room]:
    every = addresses.rooms(tools.get(canvas.tool), canvases.context(canvas))
    return list(canvases.rooms(db, canvas, every).values())
