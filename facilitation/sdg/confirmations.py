"""Confirmations: what a side answers to a tag about its own territory that another side made.

Until it answers, such a tag is what one side says about another, and is shown so; it is never taken for what that
side says itself. An answer is to exactly what was claimed: a tag that changed waits again. A tag about the territory of
every side is asked of all but the one that made it; people without a side speak for no territory.
Errors raised: `Forbidden`, `Conflict` (it moved on), `Invalid`.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, clock, partnerships, projects
from facilitation.access import Action
from facilitation.database import Base, Session
from facilitation.errors import Conflict, Forbidden, Invalid
from facilitation.languages import Words, WordsType
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person
from facilitation.sdg.tagging import LONGEST, TOO_LONG
from facilitation.sdg.tags import Tag
from tools.tags import meant
from tools.wording import N_

MOVED_ON = N_("Somebody changed this meanwhile. Look at it again, then answer.")
HOW_NEEDED = N_("Say in a few words how you see it.")


class TagAnswer(Base):
    """A side's answer to what a tag claims about its territory; the latest one to the present claim counts."""

    __tablename__ = "tag_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    tag_id: Mapped[int] = mapped_column(sa.ForeignKey("tags.id"), index=True)
    side_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]
    yes: Mapped[bool]
    words: Mapped[Words] = mapped_column(WordsType)
    fingerprint: Mapped[str]
    side: Mapped[Side] = relationship()
    person: Mapped[Person] = relationship()


@dataclass(frozen=True)
class Asked:
    """One side that is asked, and what it answered to the claim as it is; None while it has not."""

    side: Side
    answer: TagAnswer | None


def fingerprint(tag: Tag) -> str:
    """Return what tells a claim from any other: what, where, in which direction and why."""
    said = {name: value for name, value in tag.said.items() if name not in ("measure", "horizon")}
    texts = {name: {code: text for code, text in said[name].items() if code != "original"} for name in ("who", "where")}
    return hashlib.sha256(json.dumps(said | texts, sort_keys=True).encode()).hexdigest()


def asked(tag: Tag, answers: Sequence[TagAnswer]) -> list[Asked]:
    """Return the sides whose territory a tag of another speaks about, each with its answer."""
    about = [side for side in tag.partnership.sides if tag.side_id in (None, side.id)]
    present = fingerprint(tag)
    latest = {each.side_id: each for each in answers if each.fingerprint == present}
    return [Asked(side, latest.get(side.id)) for side in about if side.id != tag.made_by_side_id]


def of_tags(db: Session, held: Sequence[Tag]) -> dict[int, list[TagAnswer]]:
    """Return every answer to some tags, by the tag's id, the earliest first."""
    found: dict[int, list[TagAnswer]] = {tag.id: [] for tag in held}
    query = sa.select(TagAnswer).where(TagAnswer.tag_id.in_(found)).order_by(TagAnswer.id)
    for each in db.scalars(query) if found else ():
        found[each.tag_id].append(each)
    return found


def may_answer(membership: Membership, tag: Tag) -> bool:
    """Return whether a member may answer a tag for their side."""
    sides = [each.side.id for each in asked(tag, [])]
    return membership.side_id in sides and access.may(membership, Action.DECIDE, membership.side_id)


def answer(
    db: Session, person: Person, membership: Membership, tag: Tag, yes: bool, words: Words, seen: str
) -> TagAnswer:
    """Answer a tag about one's own territory: it is so, or one sees it otherwise; `seen` is the fingerprint seen."""
    if not may_answer(membership, tag):
        raise Forbidden
    if not yes and not meant(words):
        raise Invalid([(f"answer.{words.get('original', '')}", HOW_NEEDED)])
    for code, text in words.items():
        if code != "original" and len(text) > LONGEST:
            raise Invalid([(f"answer.{code}", TOO_LONG, {"length": len(text), "longest": LONGEST})])
    db.begin_writing()
    partnerships.lock(db, tag.partnership_id)
    if tag.project is not None:
        projects.require_open(tag.project)
    if not may_answer(membership, tag):
        raise Forbidden
    if fingerprint(tag) != seen or tag.removed_at is not None:
        raise Conflict(MOVED_ON)
    for each in asked(tag, of_tags(db, [tag])[tag.id]):
        if each.side.id == membership.side_id and each.answer and (each.answer.yes, each.answer.words) == (yes, words):
            return each.answer
    side = tag.partnership.side(membership.side_id)
    assert side is not None  # noqa: S101 - `may_answer` looked
    made = TagAnswer(tag_id=tag.id, side=side, side_id=side.id, person=person, at=clock.now(), yes=yes)
    made.words, made.fingerprint = words, seen
    db.add(made)
    db.flush()
    return made
