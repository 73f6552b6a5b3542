"""Overrulings: why something that the method asks a look at may stay as it is.

A caution does not stop anybody from agreeing, but it is not passed over in silence either: a side that decides writes
down why it may stay. The reason stays readable for everybody, also when the caution itself is gone; the last one
counts. Errors raised: `Forbidden`, `Invalid`, `NotFound` for what is no caution here, `Conflict`.
"""

from __future__ import annotations

import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import clock, decisions
from facilitation.canvases import Canvas
from facilitation.database import Base, Session
from facilitation.decisions import Decisions
from facilitation.errors import Invalid, NotFound
from facilitation.live import news
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person
from facilitation.projects import TOO_LONG
from tools.canvas import CAUTION, Finding, noticed
from tools.wording import N_

LONGEST = 2_000
"""Characters of a reason."""
NEEDED = N_("Write why it may stay as it is. Everybody can read the reason.")


class Overruling(Base):
    """The reason of a side; `finding` is `Finding.key`, `sentence` and `details` what the caution said at the time."""

    __tablename__ = "overrulings"

    id: Mapped[int] = mapped_column(primary_key=True)
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"), index=True)
    finding: Mapped[str]
    sentence: Mapped[str]
    details: Mapped[dict[str, Any]]
    reason: Mapped[str]
    language: Mapped[str]
    side_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]
    side: Mapped[Side] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")


def cautions(now: Decisions, language: str = "") -> list[Finding]:
    """Return what the method asks a look at, to who reads in a language; `now` is `decisions.surrounded`."""
    found = noticed(now.tool, now.content, now.context.read_in(language))
    return [each for each in found if each.level == CAUTION]


def of(db: Session, canvas: Canvas) -> list[Overruling]:
    """Return every reason that was given on a canvas, the oldest first."""
    asked = sa.select(Overruling).where(Overruling.canvas_id == canvas.id).order_by(Overruling.id)
    return list(db.scalars(asked)) if canvas.id else []


def overrule(
    db: Session, canvas: Canvas, person: Person, held: Membership, finding: str, reason: str, language: str
) -> Overruling:
    """Say why a caution may stay; the same reason of the same side again changes nothing."""
    side = decisions.begin_deciding(db, canvas, held)
    now = decisions.surrounded(db, decisions.read(db, canvas))
    about = next((each for each in cautions(now, language) if each.key == finding), None)
    if about is None:
        raise NotFound
    if not reason.strip():
        raise Invalid([("reason", NEEDED)])
    if len(reason) > LONGEST:
        raise Invalid([("reason", TOO_LONG, {"length": len(reason), "longest": LONGEST})])
    for each in of(db, canvas):
        if (each.finding, each.reason, each.side_id) == (finding, reason, side.id):
            return each
    row = Overruling(canvas_id=canvas.id, finding=finding, sentence=about.sentence, reason=reason, language=language)
    row.details, row.at = {key: str(value) for key, value in about.values.items()}, clock.now()
    row.side, row.person = side, person
    db.add(row)
    db.flush()
    news.stir(db, canvas.id)
    return row
