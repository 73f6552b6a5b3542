"""Replies: what a side answers to decisions that it read.

On a project of one side the others recognise, ask or advise: it is shown, and never stands in the way. A side that
decides says "not yet: this must change" of a shared project, with what. An answer is about the decisions as they stood
(`hash`); when these change it stays readable as an answer to an earlier version. Pressing twice changes nothing.
Errors raised: `Forbidden`, `Invalid`, `Conflict`.
"""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, clock, decisions, projects
from facilitation.access import Action
from facilitation.canvases import Canvas
from facilitation.database import Base, Session
from facilitation.errors import Forbidden, Invalid
from facilitation.live import news
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person
from facilitation.projects import TOO_LONG
from tools.wording import N_

RECOGNISE, ASK, ADVISE, CHANGE = "recognise", "ask", "advise", "change"
KINDS = {
    RECOGNISE: N_("We recognise this"),
    ASK: N_("We have a question"),
    ADVISE: N_("We have a suggestion"),
    CHANGE: N_("Not yet: this must change"),
}
ANSWERS = (RECOGNISE, ASK, ADVISE)
"""What a side says that reads and answers; `CHANGE` is for one that decides."""
LONGEST = 4_000
"""Characters of an answer."""
KIND_NEEDED = N_("Choose what you want to say.")
WORDS_NEEDED = N_("Write what you mean, so that the others can do something with it.")


class Reply(Base):
    """An answer of a side to the decisions with this fingerprint."""

    __tablename__ = "replies"

    id: Mapped[int] = mapped_column(primary_key=True)
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"), index=True)
    side_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    kind: Mapped[str]
    words: Mapped[str]
    language: Mapped[str]
    hash: Mapped[str]
    at: Mapped[datetime.datetime]
    side: Mapped[Side] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")


def offered(canvas: Canvas, held: Membership) -> tuple[str, ...]:
    """Return the kinds of answer that a member may give for their own side."""
    project = canvas.project
    if project.archived_at is not None or held.side_id is None:
        return ()
    if project.side_id is None:
        return (CHANGE,) if decisions.may_decide(canvas, held) else ()
    answers = held.side_id != project.side_id and access.may(held, Action.WRITE_OWN_SIDE, held.side_id)
    return ANSWERS if answers else ()


def of(db: Session, canvas: Canvas) -> list[Reply]:
    """Return every answer on a canvas, the latest first."""
    asked = sa.select(Reply).where(Reply.canvas_id == canvas.id).order_by(Reply.id.desc())
    return list(db.scalars(asked)) if canvas.id else []


def reply(
    db: Session, canvas: Canvas, person: Person, held: Membership, seen: str, kind: str, words: str, language: str
) -> Reply:
    """Answer for one's own side to the decisions that were seen."""
    projects.require_open(canvas.project)
    kinds = offered(canvas, held)
    if not kinds:
        raise Forbidden
    problems = _problems(kinds, kind, words)
    if problems:
        raise Invalid([*problems])
    decisions.lock(db, canvas)
    now = decisions.read(db, canvas)
    decisions.require_seen(now, seen)
    told = (held.side_id, kind, words, seen)
    for each in of(db, canvas):
        if (each.side_id, each.kind, each.words, each.hash) == told:
            return each
    row = Reply(canvas_id=canvas.id, side=held.side, person=person, kind=kind, words=words, language=language)
    row.hash, row.at = now.fingerprint, clock.now()
    db.add(row)
    db.flush()
    news.stir(db, canvas.id)
    return row


Problem = tuple[str, str] | tuple[str, str, dict[str, int]]


def _problems(kinds: tuple[str, ...], kind: str, words: str) -> list[Problem]:
    found: list[Problem] = []
    if kind not in kinds:
        found.append(("kind", KIND_NEEDED))
    elif kind != RECOGNISE and not words.strip():
        found.append(("words", WORDS_NEEDED))
    if len(words) > LONGEST:
        found.append(("words", TOO_LONG, {"length": len(words), "longest": LONGEST}))
    return found
