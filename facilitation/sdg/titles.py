"""Titles: whether an organisation that looks along reads what a project is called.

What a title says may be more than a place wants to tell, so it is told only once the sides that decide on the project
said so: its owner alone, every side on a shared one. One of them alone ends it. Until then an organisation reads that a
goal is named in "a project". Where nothing is open to an organisation, nothing is told by this either.
Errors raised: `Forbidden`.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from facilitation import clock, partnerships
from facilitation.database import Base, Session
from facilitation.errors import Forbidden
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person
from facilitation.projects import Project
from facilitation.sdg.tag_agreements import may_agree


class TitleAnswer(Base):
    """What a side answered to whether organisations read what a project is called; the latest one counts."""

    __tablename__ = "title_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    side_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    yes: Mapped[bool]
    at: Mapped[datetime.datetime]


@dataclass(frozen=True)
class Told:
    """How a project stands to telling its title: the sides that decide, and those that say yes now."""

    deciders: Sequence[Side]
    agreeing: Sequence[Side]

    @property
    def is_told(self) -> bool:
        """Return whether organisations that look along read it."""
        return len(self.agreeing) == len(self.deciders) > 0


def of_projects(db: Session, held: Collection[Project]) -> dict[int, Told]:
    """Return how each of some projects stands to telling its title, by the id of the project."""
    asked = sa.select(TitleAnswer.project_id, TitleAnswer.side_id, TitleAnswer.yes)
    given = asked.where(TitleAnswer.project_id.in_([each.id for each in held])).order_by(TitleAnswer.id)
    latest = {(project, side): yes for project, side, yes in db.execute(given)}
    found = {}
    for each in held:
        deciders = [each.side] if each.side else list(each.partnership.sides)
        found[each.id] = Told(deciders, [side for side in deciders if latest.get((each.id, side.id))])
    return found


def answer(db: Session, person: Person, membership: Membership, project: Project, yes: bool) -> Told:
    """Say for one's own side whether organisations read what a project is called; once is enough."""
    if not may_agree(membership, project):
        raise Forbidden
    db.begin_writing()
    partnerships.lock(db, project.partnership_id)
    if not may_agree(membership, project):
        raise Forbidden
    now = of_projects(db, [project])[project.id]
    if (membership.side_id in [side.id for side in now.agreeing]) != yes:
        given = TitleAnswer(project_id=project.id, side_id=membership.side_id, person_id=person.id, yes=yes)
        given.at = clock.now()
        db.add(given)
        db.flush()
    return of_projects(db, [project])[project.id]
