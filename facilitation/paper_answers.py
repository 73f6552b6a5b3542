"""Paper answers: what people wrote on paper, and somebody typed in for them.

Typing is an ordinary edit by whoever types: it stands in the log under their name. Beside it is kept whose words they
are: a function or a group, a place where it is of one, and the day on the paper. It belongs to a card that was typed in
(its address), or to a value or a text in one language; of these it also knows the very words (`hash`), so that a page
can say when they were changed since. Whoever may read the place may read this. Errors raised: none; `problems` says
what is wrong with what is told.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import clock
from facilitation.canvas_edits import AddCard, Change, SetText, SetValue
from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Base, Session
from facilitation.languages import Words, WordsType
from facilitation.partnerships import Side
from facilitation.people import Person
from facilitation.projects import TOO_LONG, Problem
from tools.content import is_blank, walk
from tools.wording import N_

LONGEST = 160
"""Characters of who wrote it."""
WHO_NEEDED = N_("Write who wrote this: a function or a group.")
DAY_NEEDED = N_("Fill in the day on which this was written.")
DAY_TO_COME = N_("This day is still to come.")


class PaperAnswer(Base):
    """One answer that came on paper; `language` is "" for a card and for a value, `side` None for no place in one."""

    __tablename__ = "paper_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"), index=True)
    address: Mapped[str]
    language: Mapped[str]
    hash: Mapped[str]
    by: Mapped[Words] = mapped_column(WordsType)
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    on: Mapped[datetime.date]
    typed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]
    side: Mapped[Side | None] = relationship(lazy="joined")
    typed_by: Mapped[Person] = relationship()


@dataclass(frozen=True)
class Told:
    """What the typist says of a paper: who wrote it (in one language), of which place, on which day."""

    by: Words
    side: Side | None
    on: datetime.date | None


def problems(told: Told, time_zone: str) -> list[Problem]:
    """Return everything that is wrong with what is told of a paper; a day may not be to come where it is typed."""
    found: list[Problem] = []
    by = told.by.get(told.by["original"], "")
    if not by.strip():
        found.append(("by", WHO_NEEDED))
    if len(by) > LONGEST:
        found.append(("by", TOO_LONG, {"length": len(by), "longest": LONGEST}))
    if told.on is None:
        found.append(("on", DAY_NEEDED))
    elif told.on > clock.today(told.side.municipality.time_zone if told.side else time_zone):
        found.append(("on", DAY_TO_COME))
    return found


def record(db: Session, view: CanvasView, person: Person, told: Told, typed: Iterable[Change]) -> Sequence[PaperAnswer]:
    """Write down for each change that stands on the canvas now that it came on paper; the caller commits."""
    values = {(place.address, place.language): place.value for place in walk(view.tool, view.content)}
    cards = {place.card for place in walk(view.tool, view.content) if place.card}
    made = []
    for change in typed:
        match change:
            case AddCard():
                if change.card in cards:
                    made.append((f"{change.address}/{change.card}", "", ""))
            case SetText():
                made += _kept(values, change.address, change.language)
            case SetValue():
                same = hashed(values.get((change.address, ""))) == hashed(change.value)
                made += _kept(values, change.address, "") if same else []
    rows = [
        PaperAnswer(
            canvas_id=view.canvas.id,
            address=address,
            language=language,
            hash=hash,
            by=told.by,
            side=told.side,
            on=told.on,
            typed_by=person,
            at=clock.now(),
        )
        for address, language, hash in made
    ]
    db.add_all(rows)
    db.flush()
    return rows


def _kept(values: Mapping[tuple[str, str], Any], address: str, language: str) -> list[tuple[str, str, str]]:
    value = values.get((address, language))
    return [] if is_blank(value) else [(address, language, hashed(value))]


def hashed(value: Any) -> str:
    """Return what tells a value, or a text in one language, from any other."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def of(db: Session, canvas: Canvas) -> dict[str, list[PaperAnswer]]:
    """Return what came on paper by the address of the card, value or text, the first first."""
    asked = sa.select(PaperAnswer).where(PaperAnswer.canvas_id == canvas.id).order_by(PaperAnswer.id)
    found: dict[str, list[PaperAnswer]] = {}
    for each in db.scalars(asked) if canvas.id else ():
        found.setdefault(each.address, []).append(each)
    return found


def mark(db: Session, canvas: Canvas) -> int:
    """Return what is another whenever something more came on paper."""
    asked = sa.select(sa.func.max(PaperAnswer.id)).where(PaperAnswer.canvas_id == canvas.id)
    return (db.scalar(asked) or 0) if canvas.id else 0
