"""Interactions: how goals that a project touches work on each other, from cancelling (-3) to indivisible (+3), and why.

The scale is that of seven steps by which researchers of the goals describe how one helps or harms another. Only goals
that the project names can be joined.
Errors raised: as in `tagging`.
"""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import clock
from facilitation.database import Base, Session
from facilitation.errors import Invalid
from facilitation.languages import Words, WordsType
from facilitation.memberships import Membership
from facilitation.people import Person
from facilitation.projects import Problem, Project
from facilitation.sdg import tagging, tags
from facilitation.sdg.tagging import LONGEST, TOO_LONG, Spot
from tools import goals
from tools.tags import meant
from tools.wording import N_

SCORES = (
    (3, N_("indivisible: one does not go without the other")),
    (2, N_("reinforcing: one helps the other along")),
    (1, N_("enabling: one opens the way for the other")),
    (0, N_("independent of each other")),
    (-1, N_("constraining: one sets limits to the other")),
    (-2, N_("counteracting: one goes against the other")),
    (-3, N_("cancelling: one makes the other impossible")),
)
TWO_NEEDED = N_("Choose two different goals that this project names.")
SCORE_NEEDED = N_("Choose how they work on each other.")
REASON_NEEDED = N_("Say in a few words why.")


class GoalLink(Base):
    """How one goal works on another in a project; there is one for each pair, the lower goal first."""

    __tablename__ = "goal_links"
    __table_args__ = (sa.UniqueConstraint("project_id", "one", "other"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    one: Mapped[str]
    other: Mapped[str]
    score: Mapped[int]
    reason: Mapped[Words] = mapped_column(WordsType)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]
    person: Mapped[Person] = relationship()


def of_project(db: Session, project: Project) -> list[GoalLink]:
    """Return the links between the goals that a project names now, in the order of the goals."""
    touched = {tag.goal for tag in tags.of_project(db, project)}
    held = db.scalars(sa.select(GoalLink).where(GoalLink.project_id == project.id))
    found = [each for each in held if {each.one, each.other} <= touched]
    return sorted(found, key=lambda each: (goals.order(each.one), goals.order(each.other)))


def join(
    db: Session,
    person: Person,
    membership: Membership,
    project: Project,
    pair: tuple[str, str],
    score: int | None,
    reason: Words,
) -> GoalLink:
    """Say how two goals of a project work on each other; said again it takes the place of what was said before."""
    tagging.begin(db, membership, Spot(project.partnership, project))
    touched = {tag.goal for tag in tags.of_project(db, project)}
    found: list[Problem] = []
    if len(set(pair)) != 2 or not set(pair) <= touched:
        found.append(("other", TWO_NEEDED))
    if score not in dict(SCORES):
        found.append(("score", SCORE_NEEDED))
    if not meant(reason):
        found.append((f"reason.{reason.get('original', '')}", REASON_NEEDED))
    for code, text in reason.items():
        if code != "original" and len(text) > LONGEST:
            found.append((f"reason.{code}", TOO_LONG, {"length": len(text), "longest": LONGEST}))
    if found or score is None:
        raise Invalid([*found])
    one, other = goals.in_order(pair)
    here = GoalLink.project_id == project.id, GoalLink.one == one, GoalLink.other == other
    link = db.scalar(sa.select(GoalLink).where(*here))
    if link is None:
        link = GoalLink(project_id=project.id, one=one, other=other)
        db.add(link)
    link.score, link.reason, link.person, link.at = score, reason, person, clock.now()
    db.flush()
    return link


def take_away(db: Session, membership: Membership, project: Project, link_id: int) -> None:
    """Take a link away."""
    tagging.begin(db, membership, Spot(project.partnership, project))
    db.execute(sa.delete(GoalLink).where(GoalLink.project_id == project.id, GoalLink.id == link_id))
