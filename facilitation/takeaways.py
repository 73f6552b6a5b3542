"""Takeaways: what one side takes from another, for one tool of the method: "what we take from you".

Two sides learn from each other, so each direction has a text of its own: Tarija writes what it takes from Brasschaat,
Brasschaat what it takes from Tarija. Only the side that takes writes its text, everybody in the partnership reads it.
Two people of one side can write at the same moment: who would overwrite what they did not see is asked (`Unseen`).
Errors raised: `Forbidden`, `Invalid`, `Unseen`.
"""

from __future__ import annotations

import datetime
import hashlib
import json

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, clock, partnerships
from facilitation.access import Action
from facilitation.database import Base, Session
from facilitation.errors import Conflict, Forbidden, Invalid
from facilitation.languages import Words, WordsType
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from facilitation.projects import TOO_LONG, Problem

LONGEST = 4_000
"""Characters in one language."""


class Unseen(Conflict):
    """Somebody of the own side wrote here since this was looked at."""


class Takeaway(Base):
    """What the side `side` takes from the side `source`, looking at the tool with key `tool`."""

    __tablename__ = "takeaways"
    __table_args__ = (sa.UniqueConstraint("side_id", "source_id", "tool"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    side_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    source_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    tool: Mapped[str]
    words: Mapped[Words] = mapped_column(WordsType)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]
    side: Mapped[Side] = relationship(foreign_keys=[side_id])
    source: Mapped[Side] = relationship(foreign_keys=[source_id])
    person: Mapped[Person] = relationship()


def version(words: Words | None) -> str:
    """Return what tells these words from any others; a form carries that of the words it was drawn from."""
    return hashlib.sha256(json.dumps(words or {}, sort_keys=True).encode()).hexdigest()[:16]


def of(db: Session, partnership: Partnership, tool: str) -> dict[tuple[int, int], Takeaway]:
    """Return what stands there for a tool, by (id of the side that takes, id of the side it takes from)."""
    asked = sa.select(Takeaway).where(Takeaway.partnership_id == partnership.id, Takeaway.tool == tool)
    found = db.scalars(asked.execution_options(populate_existing=True))
    return {(each.side_id, each.source_id): each for each in found}


def may_write(held: Membership, side: Side) -> bool:
    """Return whether a member may write what a side takes from others: its own people may."""
    return access.may(held, Action.WRITE_OWN_SIDE, side.id)


def write(
    db: Session,
    partnership: Partnership,
    person: Person,
    held: Membership,
    source: Side,
    tool: str,
    words: Words,
    seen: str,
) -> Takeaway:
    """Say what one's own side takes from another side; `seen` is the version of what stood there when it was read."""
    side = partnership.side(held.side_id)
    if side is None or side.id == source.id or not may_write(held, side):
        raise Forbidden
    found = problems(words)
    if found:
        raise Invalid([*found])
    db.begin_writing()
    partnerships.lock(db, partnership.id)
    row = of(db, partnership, tool).get((side.id, source.id))
    if row is not None and row.words == words:
        return row
    if version(row.words if row else None) != seen:
        raise Unseen
    if row is None:
        row = Takeaway(partnership_id=partnership.id, side_id=side.id, source_id=source.id, tool=tool)
        db.add(row)
    row.words, row.person, row.at = words, person, clock.now()
    db.flush()
    return row


def problems(words: Words) -> list[Problem]:
    """Return everything that is wrong with a text, by its language."""
    return [
        (code, TOO_LONG, {"length": len(text), "longest": LONGEST})
        for code, text in words.items()
        if code != "original" and len(text) > LONGEST
    ]
