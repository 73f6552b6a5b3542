"""Approvals: presenting the decisions of a canvas, and a side's yes to them.

An approval keeps what it covered (`written`, `form`, `languages`, `base`), what the `sources` of cards that were taken
over gave them then, on whose behalf it is, and in which function it was given: it stays readable for ever. Withdrawing
takes back every earlier yes of that side. Whoever agrees posts the fingerprint that they saw; `Different` when that is
not what stands now. How the agreement stands follows from these rows and from the content: see `agreements`.

When only the wording changed, a side can say that its earlier yes stays (`SAME_MEANING`): that row points at the
earlier one and keeps on whose behalf it was. Values cannot mean the same as others, so they ask for a new yes. In the
same way a yes stays, and says so, when only something changed that a card was taken over from (`overtaken`).
Errors raised: `Forbidden`, `Conflict`, `Invalid`.
"""

from __future__ import annotations

import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import acceptances, access, clock, decisions, hindrances, projects
from facilitation.access import Action
from facilitation.canvases import Canvas
from facilitation.database import Base, Session
from facilitation.decisions import Decisions
from facilitation.errors import Conflict, Invalid
from facilitation.live import news
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person
from facilitation.projects import TOO_LONG
from tools.content import FORMAT, Change
from tools.wording import N_

APPROVAL, SAME_MEANING = "approval", "same_meaning"
CORE, RATIFIED = "core", "ratified"
ON_BEHALF = {
    CORE: N_("The core group: the people who work on this"),
    RATIFIED: N_("A body that decided about it, such as the municipal council"),
}
BODY_LONGEST = 160
"""Characters of the name of a body."""
WHO_NEEDED = N_("Choose on whose behalf you agree.")
BODY_NEEDED = N_("Write which body decided.")
DAY_NEEDED = N_("Fill in the day on which that body decided.")
DAY_TO_COME = N_("This day is still to come. Fill in the day on which the body decided.")
BODY_TOO_MUCH = N_("You filled in a body or a day. Choose that a body decided, or leave both blank.")
NOT_READY = N_("Some things still stand in the way of an agreement. They are listed here.")
NOT_THE_SAME = N_("More than the wording changed since your side agreed. Read what is different, and agree anew.")


class Kept:
    """What was covered: the fingerprint, the written form with its number, the languages, the state of the rooms."""

    hash: Mapped[str]
    form: Mapped[int]
    written: Mapped[str] = mapped_column(sa.Text)
    languages: Mapped[list[str]]
    base: Mapped[str]

    def covers(self, now: Decisions) -> bool:
        """Return whether the decisions are still those that were kept."""
        return now.is_still(self.form, self.hash, self.languages)

    def changes(self, now: Decisions) -> list[Change]:
        """Return where the decisions differ from those that were kept."""
        return now.since(self.written, self.languages)


class Presentation(Kept, Base):
    """Somebody asked the sides to read these decisions and to answer; `side` is None for a guide from outside."""

    __tablename__ = "presentations"

    id: Mapped[int] = mapped_column(primary_key=True)
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"), index=True)
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]
    side: Mapped[Side | None] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")


class Approval(Kept, Base):
    """A side's yes. `role` is the function in which it was given; `body` and `decided_on` belong to `RATIFIED`."""

    __tablename__ = "approvals"

    id: Mapped[int] = mapped_column(primary_key=True)
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"), index=True)
    side_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    role: Mapped[str]
    kind: Mapped[str]
    earlier_id: Mapped[int | None] = mapped_column(sa.ForeignKey("approvals.id"))
    on_behalf: Mapped[str]
    body: Mapped[str]
    decided_on: Mapped[datetime.date | None]
    given_at: Mapped[datetime.datetime]
    withdrawn_at: Mapped[datetime.datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    sources: Mapped[dict[str, Any]] = mapped_column(default=dict)
    canvas: Mapped[Canvas] = relationship()
    side: Mapped[Side] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined")
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys=[withdrawn_by_id])
    earlier: Mapped[Approval | None] = relationship(remote_side=[id])

    @property
    def first(self) -> Approval:
        """Return the yes that stays: itself, or the one that the side said still holds."""
        return self.earlier.first if self.earlier else self

    @property
    def on(self) -> datetime.date:
        """Return the day on which it was given, at the place of the side."""
        return self.given_at.astimezone(ZoneInfo(self.side.municipality.time_zone)).date()


def of(db: Session, canvas: Canvas) -> list[Approval]:
    """Return every approval of a canvas, the latest first, withdrawn ones too."""
    asked = sa.select(Approval).where(Approval.canvas_id == canvas.id).order_by(Approval.id.desc())
    return list(db.scalars(asked.execution_options(populate_existing=True))) if canvas.id else []


def presentations(db: Session, canvas: Canvas) -> list[Presentation]:
    """Return every presentation of a canvas, the latest first."""
    asked = sa.select(Presentation).where(Presentation.canvas_id == canvas.id).order_by(Presentation.id.desc())
    return list(db.scalars(asked)) if canvas.id else []


def latest_of(given: list[Approval], side_id: int | None) -> Approval | None:
    """Return the last yes of a side that it did not take back."""
    return next((each for each in given if each.side_id == side_id and each.withdrawn_at is None), None)


def sources(db: Session, now: Decisions) -> dict[str, dict[str, Any]]:
    """Return what the sources of cards that were taken over give to the decisions now, by part, by card."""
    given = acceptances.given(db, now.view.canvas, decisions.surrounded(db, now).context)
    decided = {
        card: {part: value for part, value in parts.items() if now.covers(f"{card}/{part}")}
        for card, parts in given.items()
    }
    return {card: parts for card, parts in decided.items() if parts}


def may_present(canvas: Canvas, held: Membership) -> bool:
    """Return whether a member may present the decisions: who may start such a project."""
    project = canvas.project
    return project.archived_at is None and access.may(held, Action.START_PROJECT, project.side_id)


def present(db: Session, canvas: Canvas, person: Person, held: Membership, seen: str) -> Presentation:
    """Ask the sides to read and to answer; the same once more changes nothing."""
    access.require(held, Action.START_PROJECT, canvas.project.side_id)
    projects.require_open(canvas.project)
    decisions.lock(db, canvas)
    now = _seen(db, canvas, seen)
    last = next(iter(presentations(db, canvas)), None)
    if last is not None and last.hash == now.fingerprint:
        return last
    row = Presentation(canvas_id=canvas.id, side=held.side, person=person, at=clock.now())
    return _keep(db, row, now)


def approve(
    db: Session,
    canvas: Canvas,
    person: Person,
    held: Membership,
    seen: str,
    on_behalf: str = CORE,
    body: str = "",
    decided_on: datetime.date | None = None,
) -> Approval:
    """Say yes for one's own side to the decisions that were seen; the same once more changes nothing."""
    side = decisions.begin_deciding(db, canvas, held)
    now = _seen(db, canvas, seen)
    found = problems(side, on_behalf, body, decided_on)
    if found:
        raise Invalid([*found])
    _require_ready(db, now)
    last = latest_of(of(db, canvas), side.id)
    told = on_behalf, body, decided_on
    same = last is not None and (last.hash, last.on_behalf, last.body, last.decided_on) == (now.fingerprint, *told)
    if last is not None and same and last.sources == sources(db, now):
        return last
    return _give(db, now, person, held, APPROVAL, told)


def keep_same_meaning(db: Session, canvas: Canvas, person: Person, held: Membership, seen: str) -> Approval:
    """Say for one's own side that only the wording changed, and that the earlier yes stays."""
    side = decisions.begin_deciding(db, canvas, held)
    now = _seen(db, canvas, seen)
    last = latest_of(of(db, canvas), side.id)
    if last is not None and last.covers(now) and last.sources == sources(db, now):
        return last
    if last is None or not only_wording(last.changes(now)):
        raise Conflict(NOT_THE_SAME)
    _require_ready(db, now)
    return _give(db, now, person, held, SAME_MEANING, (last.on_behalf, last.body, last.decided_on), last)


def withdraw(db: Session, canvas: Canvas, person: Person, held: Membership) -> None:
    """Take one's own side's yes back, and every earlier one with it."""
    side = decisions.begin_deciding(db, canvas, held)
    for each in of(db, canvas):
        if each.side_id == side.id and each.withdrawn_at is None:
            each.withdrawn_at, each.withdrawn_by = clock.now(), person
    db.flush()
    news.stir(db, canvas.id)


def problems(
    side: Side, on_behalf: str, body: str, decided_on: datetime.date | None
) -> list[tuple[str, str] | tuple[str, str, dict[str, int]]]:
    """Return everything that is wrong with what is said about on whose behalf a side agrees."""
    found: list[tuple[str, str] | tuple[str, str, dict[str, int]]] = []
    if on_behalf not in ON_BEHALF:
        found.append(("on_behalf", WHO_NEEDED))
    if on_behalf == CORE and (body.strip() or decided_on):
        found.append(("on_behalf", BODY_TOO_MUCH))
    if on_behalf == RATIFIED and not body.strip():
        found.append(("body", BODY_NEEDED))
    if len(body) > BODY_LONGEST:
        found.append(("body", TOO_LONG, {"length": len(body), "longest": BODY_LONGEST}))
    if on_behalf == RATIFIED and decided_on is None:
        found.append(("decided_on", DAY_NEEDED))
    if decided_on is not None and decided_on > clock.today(side.municipality.time_zone):
        found.append(("decided_on", DAY_TO_COME))
    return found


def only_wording(changes: list[Change]) -> bool:
    """Return whether nothing but the words of texts changed that were there before and are there still."""
    return all(each.language and each.before and each.after for each in changes)


def _seen(db: Session, canvas: Canvas, seen: str) -> Decisions:
    now = decisions.read(db, canvas)
    decisions.require_seen(now, seen)
    return now


def _require_ready(db: Session, now: Decisions) -> None:
    if hindrances.find(db, now).any:
        raise Conflict(NOT_READY)


def _give(
    db: Session,
    now: Decisions,
    person: Person,
    held: Membership,
    kind: str,
    told: tuple[str, str, datetime.date | None],
    earlier: Approval | None = None,
) -> Approval:
    row = Approval(canvas=now.view.canvas, side=held.side, person=person, role=held.role, kind=kind, earlier=earlier)
    row.on_behalf, row.body, row.decided_on = told
    row.given_at, row.sources = clock.now(), sources(db, now)
    return _keep(db, row, now)


Row = TypeVar("Row", Presentation, Approval)


def _keep(db: Session, row: Row, now: Decisions) -> Row:
    row.hash, row.form, row.written = now.fingerprint, FORMAT, now.written
    row.languages, row.base = list(now.context.languages), now.base
    db.add(row)
    db.flush()
    news.stir(db, now.view.canvas.id)
    return row
