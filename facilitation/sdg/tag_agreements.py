"""Tag agreements: a side's yes to the tags of a project, once people also looked for harm.

Agreed is worked out, never stored: the latest answer of every side that decides is a yes to the tags as they are. The
owner alone decides on a project of one side, every side on a shared one. Nobody agrees before at least one tag that
harms or is not known yet stands there, or somebody wrote down how they looked and found nothing (`Consideration`).
Errors raised: `Forbidden`, `Conflict` (nothing is tagged, nobody looked, it moved on), `Invalid`.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, clock
from facilitation.access import Action
from facilitation.database import Base, Session
from facilitation.errors import Conflict, Forbidden, Invalid
from facilitation.languages import Words, WordsType
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person
from facilitation.projects import Project
from facilitation.sdg import tagging, tags
from facilitation.sdg.tagging import LONGEST, TOO_LONG, Spot
from facilitation.sdg.tags import Tag
from tools.tags import DOUBTED, meant
from tools.wording import N_

NOTHING = N_("Nothing is tagged here yet.")
NOT_LOOKED = N_(
    "Look at the other side of the coin first: who could be harmed, or what do you not know yet? "
    "Add that, or write down how you looked and found nothing."
)
HOW_NEEDED = N_("Write in a sentence where you looked and why you found nothing.")
MOVED_ON = N_("Somebody changed the tags meanwhile. Read them again, then decide.")


class Consideration(Base):
    """How people looked for harm and found none; the latest one counts."""

    __tablename__ = "considerations"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    words: Mapped[Words] = mapped_column(WordsType)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]
    person: Mapped[Person] = relationship()


class TagYes(Base):
    """A side's yes to the tags of a project, or that it took its yes back; the latest one of a side counts."""

    __tablename__ = "tag_yeses"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    side_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    yes: Mapped[bool]
    fingerprint: Mapped[str]
    at: Mapped[datetime.datetime]
    side: Mapped[Side] = relationship()
    person: Mapped[Person] = relationship()


@dataclass(frozen=True)
class Standing:
    """How the agreement on the tags of a project stands; `seen` is what a yes is to, `looked` whether anybody did."""

    deciders: Sequence[Side]
    agreeing: Sequence[Side]
    seen: str
    looked: bool
    consideration: Consideration | None

    @property
    def agreed(self) -> bool:
        """Return whether every side that decides agrees to the tags as they are."""
        return bool(self.deciders) and len(self.agreeing) == len(self.deciders)


def fingerprint(held: Sequence[Tag]) -> str:
    """Return what tells these tags from any others: what they say, whatever their order."""
    said = sorted(json.dumps([tag.id, tag.said], sort_keys=True) for tag in held)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def standing(db: Session, project: Project, held: Sequence[Tag] | None = None) -> Standing:
    """Return how the agreement on the tags of a project stands."""
    held = tags.of_project(db, project) if held is None else held
    seen = fingerprint(held)
    deciders = [project.side] if project.side else list(project.partnership.sides)
    given = db.scalars(sa.select(TagYes).where(TagYes.project_id == project.id).order_by(TagYes.id))
    latest = {each.side_id: each for each in given}
    agreeing = [
        side for side in deciders if side.id in latest and latest[side.id].yes and latest[side.id].fingerprint == seen
    ]
    here = sa.select(Consideration).where(Consideration.project_id == project.id)
    words = db.scalar(here.order_by(Consideration.id.desc()).limit(1))
    looked = any(tag.direction in DOUBTED for tag in held) or words is not None
    return Standing(deciders, agreeing if held else [], seen, looked, words)


def consider(db: Session, person: Person, membership: Membership, project: Project, words: Words) -> Consideration:
    """Write down how people looked for harm and found none."""
    tagging.begin(db, membership, Spot(project.partnership, project))
    if not meant(words):
        raise Invalid([(f"considered.{words.get('original', '')}", HOW_NEEDED)])
    for code, text in words.items():
        if code != "original" and len(text) > LONGEST:
            raise Invalid([(f"considered.{code}", TOO_LONG, {"length": len(text), "longest": LONGEST})])
    last = standing(db, project).consideration
    if last is not None and last.words == words:
        return last
    made = Consideration(project_id=project.id, words=words, person=person, at=clock.now())
    db.add(made)
    db.flush()
    return made


def may_agree(membership: Membership, project: Project) -> bool:
    """Return whether a member decides on the tags of a project for their side."""
    sides = [project.side_id] if project.side_id else [side.id for side in project.partnership.sides]
    open_now = project.archived_at is None and membership.side_id in sides
    return open_now and access.may(membership, Action.DECIDE, membership.side_id)


def agree(db: Session, person: Person, membership: Membership, project: Project, yes: bool, seen: str) -> Standing:
    """Agree for one's own side to the tags that were seen, or take that back; once is enough."""
    if not may_agree(membership, project):
        raise Forbidden
    tagging.begin(db, membership, Spot(project.partnership, project))
    if not may_agree(membership, project):
        raise Forbidden
    held = tags.of_project(db, project)
    now = standing(db, project, held)
    if not held:
        raise Conflict(NOTHING)
    if now.seen != seen:
        raise Conflict(MOVED_ON)
    if yes and not now.looked:
        raise Conflict(NOT_LOOKED)
    side = project.partnership.side(membership.side_id)
    assert side is not None  # noqa: S101 - `may_agree` looked
    if (side.id in [each.id for each in now.agreeing]) != yes:
        given = TagYes(project_id=project.id, side=side, side_id=side.id, person=person, yes=yes, at=clock.now())
        given.fingerprint = seen
        db.add(given)
        db.flush()
    return standing(db, project, held)
