"""Tags: claims that a partnership, a project, one of its goals or an encounter touches a Sustainable Development Goal.

A tag says which goal (and target), in which ring, about whose territory, in which direction, how strongly, and why: who
notices what, where and when. Saving one without a reason is no mistake: it stays "claimed" until somebody gives one.
What a tag is worth is worked out from its data by `tools.tags`; `level` and `fresh_on` keep what that needs, so that
overviews of many thousands count in the database. Every earlier wording is kept. A tag that was taken away is brought
back with everything on it.

Who writes in a project writes its tags; those of the partnership itself are everybody's who writes there. A tag about
the territory of another side stays a claim about that side until it says yes (`sdg.confirmations`).

Errors raised: `Forbidden`, `NotFound`, `Conflict` (it moved on), `Invalid` with every problem.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation.canvases import Canvas
from facilitation.database import Base, Session
from facilitation.errors import NotFound
from facilitation.languages import Words, WordsType
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from facilitation.projects import Project
from facilitation.sayings import Findable, Said
from tools import tags as worth
from tools.tags import Claim

PARTNERSHIP, PROJECT, GOAL, ENCOUNTER = "partnership", "project", "goal", "encounter"
PLACES = (PARTNERSHIP, PROJECT, GOAL, ENCOUNTER)
"""What a tag is on. Of a goal, `entry` is its card in the Ambition setter `canvas_id`; of an encounter, that is it."""
TEXTS = ("who", "where", "measure")
"""The texts of a tag: who notices what; where and when; what we do to strengthen or soften it."""


COUNTED = {
    "ix_tags_rows": "partnership_id removed_at goal level fresh_on direction ring made_year project_id",
    "ix_tags_goals": "removed_at goal target partnership_id level fresh_on ring made_year",
    "ix_tags_years": "removed_at made_year partnership_id level fresh_on goal ring project_id",
}
"""From these alone overviews of many thousands of tags count, each in the order in which it lies there."""


class Tag(Findable, Base):
    """One claim. `side_id` is whose territory it is about, None for that of every side.

    `target` is "" where none was chosen yet, `direction` and `horizon` "" where nothing was said, `strength` 1 to 3 or
    None. `made_year` is the year of `made_at`. `rank` is the place that people gave it among the tags of its project, 1
    first, None for none. `level` is what it is worth by its data (0 to 2), `fresh_on` the day from which its fading
    counts (see `tools.tags`).
    """

    __tablename__ = "tags"
    kind_of_saying = "tag"
    __table_args__ = tuple(sa.Index(name, *columns.split()) for name, columns in COUNTED.items())

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"))
    project_id: Mapped[int | None] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    canvas_id: Mapped[int | None] = mapped_column(sa.ForeignKey("canvases.id"), index=True)
    entry: Mapped[str] = mapped_column(default="")
    goal: Mapped[str]
    target: Mapped[str] = mapped_column(default="")
    ring: Mapped[str]
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    direction: Mapped[str] = mapped_column(default="")
    strength: Mapped[int | None]
    who: Mapped[Words] = mapped_column(WordsType)
    where: Mapped[Words] = mapped_column("where_when", WordsType)
    measure: Mapped[Words] = mapped_column(WordsType)
    horizon: Mapped[str] = mapped_column(default="")
    rank: Mapped[int | None]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    made_by_side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    made_at: Mapped[datetime.datetime]
    made_year: Mapped[int]
    changed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    changed_at: Mapped[datetime.datetime]
    level: Mapped[int] = mapped_column(default=0)
    fresh_on: Mapped[datetime.date]
    removed_at: Mapped[datetime.datetime | None]
    partnership: Mapped[Partnership] = relationship()
    project: Mapped[Project | None] = relationship()
    canvas: Mapped[Canvas | None] = relationship()
    side: Mapped[Side | None] = relationship(foreign_keys=[side_id])
    made_by: Mapped[Person] = relationship(foreign_keys=[made_by_id])
    made_by_side: Mapped[Side | None] = relationship(foreign_keys=[made_by_side_id])
    changed_by: Mapped[Person] = relationship(foreign_keys=[changed_by_id])
    evidence: Mapped[list[Evidence]] = relationship(order_by="Evidence.id", lazy="selectin", back_populates="tag")

    @property
    def place(self) -> str:
        """Return what it is on, one of `PLACES`."""
        if self.project_id is None:
            return PARTNERSHIP
        return GOAL if self.entry else ENCOUNTER if self.canvas_id else PROJECT

    @property
    def texts(self) -> dict[str, Words]:
        """Return its texts by name."""
        return {"who": self.who, "where": self.where, "measure": self.measure}

    @property
    def said(self) -> dict[str, Any]:
        """Return everything that people said with it, as it is kept and compared."""
        plain = (self.goal, self.target, self.ring, self.side_id, self.direction, self.strength, self.horizon)
        names = ("goal", "target", "ring", "side_id", "direction", "strength", "horizon")
        return dict(zip(names, plain, strict=True)) | self.texts

    @property
    def version(self) -> str:
        """Return what tells two wordings apart; a form carries the one it was drawn from."""
        said = [self.said, self.removed_at is not None]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def claim(self) -> Claim:
        """Return what its worth follows from."""
        standing = any(each.stands for each in self.evidence)
        return Claim(
            goal=self.goal,
            direction=self.direction,
            who=self.who,
            where=self.where,
            evidence=standing,
            fresh_on=self.fresh_on,
        )

    def sayings(self) -> list[Said]:
        """Return its goal and its reason, to be found as long as it is not taken away."""
        said = Said(project_id=self.project_id, goal=self.goal, target=self.target, texts=list(self.texts.values()))
        return [said] if self.removed_at is None else []

    def shown(self, today: datetime.date) -> str:
        """Return what it counts for on a day, one of `tools.tags.STATES`."""
        return worth.shown(self.claim, today)


class TagWording(Base):
    """What a tag said before, and who left it so; `said` as in `Tag.said`."""

    __tablename__ = "tag_wordings"

    id: Mapped[int] = mapped_column(primary_key=True)
    tag_id: Mapped[int] = mapped_column(sa.ForeignKey("tags.id"), index=True)
    said: Mapped[dict[str, Any]]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]
    by: Mapped[Person] = relationship()


class Evidence(Base):
    """Something that shows what a tag claims: a sign of the Ambition setter (`entry`, its card) or what people tell.

    `withdrawn_at` is when somebody took it back, `gone_at` when the card that it points at was taken away.
    """

    __tablename__ = "tag_evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    tag_id: Mapped[int] = mapped_column(sa.ForeignKey("tags.id"), index=True)
    entry: Mapped[str] = mapped_column(default="", index=True)
    words: Mapped[Words] = mapped_column(WordsType)
    seen_on: Mapped[datetime.date]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]
    withdrawn_at: Mapped[datetime.datetime | None]
    gone_at: Mapped[datetime.datetime | None]
    tag: Mapped[Tag] = relationship(back_populates="evidence")
    person: Mapped[Person] = relationship()

    @property
    def stands(self) -> bool:
        """Return whether it shows anything now."""
        return self.withdrawn_at is None and self.gone_at is None


def of_project(db: Session, project: Project, removed: bool = False) -> list[Tag]:
    """Return the tags on a project, its goals and its encounters, ranked ones first; or those taken away."""
    return _of(db, Tag.project_id == project.id, removed)


def of_partnership(db: Session, partnership: Partnership, removed: bool = False) -> list[Tag]:
    """Return the tags on a partnership itself, ranked ones first; or those taken away."""
    return _of(db, sa.and_(Tag.partnership_id == partnership.id, Tag.project_id.is_(None)), removed)


def _of(db: Session, where: sa.ColumnElement[bool], removed: bool) -> list[Tag]:
    away = Tag.removed_at.is_not(None) if removed else Tag.removed_at.is_(None)
    return list(db.scalars(sa.select(Tag).where(where, away).order_by(Tag.rank.is_(None), Tag.rank, Tag.id)))


def find(db: Session, partnership: Partnership, tag_id: int) -> Tag:
    """Return a tag of a partnership, or raise NotFound."""
    found = db.get(Tag, tag_id)
    if found is None or found.partnership_id != partnership.id:
        raise NotFound
    return found


def wordings(db: Session, tag: Tag) -> Sequence[TagWording]:
    """Return what a tag said before, newest first."""
    return db.scalars(sa.select(TagWording).where(TagWording.tag_id == tag.id).order_by(TagWording.id.desc())).all()


def settle(tag: Tag) -> None:
    """Keep what a tag is worth by its data, after anything about it changed."""
    tag.level = worth.level(tag.claim)
