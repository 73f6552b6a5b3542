"""Text checks: a person's yes that a text among the decisions says what is meant, in one language.

Nobody agrees to words that nobody read over: before a side can agree, every text among the decisions has words and such
a yes in every language of the partnership. The yes belongs to these very words (their hash), so a changed text asks
for a new one. Who wrote a text may say it too. A text that changed while somebody ticked it gets no yes.
Errors raised: `Forbidden`, `Conflict` for a project in the archive.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, clock, contents, decisions, projects
from facilitation.access import Action
from facilitation.canvases import Canvas
from facilitation.database import Base, Session, add_once
from facilitation.decisions import Decisions
from facilitation.live import news
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person


class Words(NamedTuple):
    """These very words: where they stand, in which language, and their hash."""

    address: str
    language: str
    hash: str


class TextCheck(Base):
    """The yes of the first person who gave it to these words."""

    __tablename__ = "text_checks"
    __table_args__ = (sa.UniqueConstraint("canvas_id", "address", "language", "hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"))
    address: Mapped[str]
    language: Mapped[str]
    hash: Mapped[str]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    at: Mapped[datetime.datetime]
    person: Mapped[Person] = relationship(lazy="joined")
    side: Mapped[Side | None] = relationship(lazy="joined")


def words_of(address: str, language: str, text: str) -> Words:
    """Return what tells these words from any others."""
    return Words(address, language, contents.hashed(text))


def to_read(now: Decisions) -> list[Words]:
    """Return the words among the decisions that somebody has to have read over, those that are there."""
    return [
        words_of(each.address, language, text)
        for each in now.texts
        for language, text in each.words.items()
        if text.strip()
    ]


def missing(now: Decisions) -> list[tuple[str, str]]:
    """Return (address, language) of each text among the decisions that is not there in a language yet."""
    return [(each.address, code) for each in now.texts for code, text in each.words.items() if not text.strip()]


def of(db: Session, canvas: Canvas) -> dict[Words, TextCheck]:
    """Return every yes that was given on a canvas."""
    asked = sa.select(TextCheck).where(TextCheck.canvas_id == canvas.id)
    found = db.scalars(asked.execution_options(populate_existing=True)) if canvas.id else ()
    return {Words(each.address, each.language, each.hash): each for each in found}


def unread(now: Decisions, given: Mapping[Words, TextCheck]) -> list[Words]:
    """Return the words among the decisions that nobody has read over yet."""
    return [each for each in to_read(now) if each not in given]


def may_check(canvas: Canvas, held: Membership) -> bool:
    """Return whether a member may say yes to a text."""
    return canvas.project.archived_at is None and access.may(held, Action.CHECK_TEXT, canvas.project.side_id)


def check(db: Session, canvas: Canvas, person: Person, held: Membership, ticked: Iterable[Words]) -> list[Words]:
    """Say yes to these words; return those that are not what stands there now, and got none."""
    access.require(held, Action.CHECK_TEXT, canvas.project.side_id)
    projects.require_open(canvas.project)
    decisions.lock(db, canvas)
    here, wanted = to_read(decisions.read(db, canvas)), list(dict.fromkeys(ticked))
    for each in wanted:
        if each in here:
            row = {"canvas_id": canvas.id, **each._asdict(), "person_id": person.id, "side_id": held.side_id}
            add_once(db, TextCheck, **row, at=clock.now())
    news.stir(db, canvas.id)
    return [each for each in wanted if each not in here]


def take_back(db: Session, canvas: Canvas, person: Person, held: Membership, words: Words) -> None:
    """Take one's own yes back; that of somebody else stands."""
    access.require(held, Action.CHECK_TEXT, canvas.project.side_id)
    projects.require_open(canvas.project)
    db.begin_writing()
    given = of(db, canvas).get(words)
    if given is not None and given.person_id == person.id:
        db.delete(given)
        db.flush()
        news.stir(db, canvas.id)
