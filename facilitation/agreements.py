"""Agreements: how the agreement on a canvas stands, and what of it waits for whom.

How it stands is never stored, always worked out from approvals and content: `DRAFT` until somebody presents it or a
side agrees; `AGREED` when the latest approval of every side that decides is to the decisions as they are; `PRESENTED`
while these are what was presented, or what some side agreed to; `ADJUSTED` when they changed since. So an edit, from
wherever it comes and however late, can never stand under a yes that nobody gave.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from facilitation import access, approvals, decisions, replies
from facilitation.access import Action
from facilitation.approvals import Approval, Presentation
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.decisions import Decisions
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.projects import Project
from facilitation.replies import Reply
from tools.wording import N_

DRAFT, PRESENTED, ADJUSTED, AGREED = "draft", "presented", "adjusted", "agreed"
STATES = {
    DRAFT: N_("draft"),
    PRESENTED: N_("presented"),
    ADJUSTED: N_("adjusted"),
    AGREED: N_("agreed"),
}
AGREE, AGAIN, SAME, ANSWER = "agree", "again", "same", "answer"
"""What waits for a side: to agree; to look again, since it changed; to say that it means the same; to answer."""


@dataclass(frozen=True)
class Standing:
    """How the agreement on a canvas stands.

    `yes` holds the latest approval of each side that decides, by the side's id, and `holds` the ids of those whose yes
    is to the decisions as they are. `says` holds the latest answer of each side to the decisions as they are.
    """

    state: str
    deciders: Sequence[Side]
    yes: Mapping[int, Approval]
    holds: frozenset[int]
    says: Mapping[int, Reply]
    presented: Presentation | None = None

    def decides(self, side: Side) -> bool:
        """Return whether a side is one of those that agree here."""
        return side.id in [each.id for each in self.deciders]

    @property
    def waiting(self) -> list[Side]:
        """Return the sides whose yes to the decisions as they are is still to come, in order."""
        return [side for side in self.deciders if side.id not in self.holds]

    @property
    def agreeing(self) -> list[Side]:
        """Return the sides whose yes is to the decisions as they are, in order."""
        return [side for side in self.deciders if side.id in self.holds]

    @property
    def agreed_on(self) -> datetime.date | None:
        """Return the day on which the last of these sides said yes, at its own place; None while nobody did."""
        return max((self.yes[id].first.on for id in self.holds), default=None)

    @property
    def ratified(self) -> bool:
        """Return whether a body of every side that decides said yes to the decisions as they are."""
        return self.state == AGREED and all(each.on_behalf == approvals.RATIFIED for each in self.yes.values())

    @property
    def marks(self) -> dict[str, str]:
        """Return how the mark of each side is drawn, by its key: full once it agrees, half when it said something."""
        sides = {side.id: side for side in self.deciders} | {each.side_id: each.side for each in self.says.values()}
        half = [*self.yes, *self.says, *([self.presented.side_id] if self.presented else [])]
        found = {side.key: "half" for id, side in sides.items() if id in half}
        return found | {sides[id].key: "full" for id in self.holds}


def standing(db: Session, canvas: Canvas, now: Decisions | None = None) -> Standing:
    """Return how the agreement on a canvas stands; `now` when the decisions were read already."""
    deciders = decisions.deciders(canvas)
    given, shown, said = approvals.of(db, canvas), approvals.presentations(db, canvas), replies.of(db, canvas)
    if not (given or shown or said):
        return Standing(DRAFT, deciders, {}, frozenset(), {})
    now = now or decisions.read(db, canvas)
    latest = {side.id: approvals.latest_of(given, side.id) for side in deciders}
    yes = {id: each for id, each in latest.items() if each is not None}
    holds = frozenset(id for id, each in yes.items() if each.covers(now))
    says: dict[int, Reply] = {}
    for each in said:
        if each.hash == now.fingerprint:
            says.setdefault(each.side_id, each)
    seen = next((each for each in shown if each.covers(now)), None)
    known = bool(seen) or any(each.covers(now) for each in given)
    state = PRESENTED if known else ADJUSTED if given or shown else DRAFT
    if deciders and len(holds) == len(deciders):
        state = AGREED
    return Standing(state, deciders, yes, holds, says, seen)


def mark(db: Session, canvas: Canvas) -> tuple[int, ...]:
    """Return what is another whenever a drawing of how the agreement stands is, beside the words."""
    if not canvas.id:
        return ()
    taken_back = Approval.canvas_id == canvas.id, Approval.withdrawn_at.is_not(None)
    asked = [
        sa.select(sa.func.max(each.id)).where(each.canvas_id == canvas.id) for each in (Approval, Presentation, Reply)
    ]
    asked.append(sa.select(sa.func.count()).select_from(Approval).where(*taken_back))
    return tuple(number or 0 for number in db.execute(sa.select(*(each.scalar_subquery() for each in asked))).one())


@dataclass(frozen=True)
class Waiting:
    """Something about a canvas that waits for one side: `kind` is one of `AGREE`, `AGAIN`, `SAME`, `ANSWER`."""

    kind: str
    canvas: Canvas
    standing: Standing


def waiting(db: Session, held: Membership, project: Project | None = None) -> list[Waiting]:
    """Return what waits for this member's side, in all projects of the partnership or in one."""
    if held.side_id is None or not access.may(held, Action.WRITE_OWN_SIDE, held.side_id):
        return []
    found = [(each, _kind(db, each, held, held.side_id)) for each in _looked_at(db, held, project)]
    return [Waiting(kind, canvas, about) for canvas, (kind, about) in found if kind]


def _kind(db: Session, canvas: Canvas, held: Membership, side_id: int) -> tuple[str, Standing]:
    now = decisions.read(db, canvas)
    found = standing(db, canvas, now)
    if side_id not in [side.id for side in found.deciders]:
        answered = side_id in found.says or found.state not in (PRESENTED, AGREED)
        return "" if answered else ANSWER, found
    mine = found.yes.get(side_id)
    if side_id in found.holds or side_id in found.says or not decisions.may_decide(canvas, held):
        return "", found
    if mine is not None:
        others = [each for id, each in found.yes.items() if id in found.holds and id != side_id]
        marked = any(each.kind == approvals.SAME_MEANING for each in others)
        return SAME if marked and approvals.only_wording(mine.changes(now)) else AGAIN, found
    return AGREE if found.state == PRESENTED else "", found


def _looked_at(db: Session, held: Membership, project: Project | None) -> list[Canvas]:
    """Return the canvases that were presented or agreed to at some time, of projects that are not in the archive."""
    here = Project.partnership_id == held.partnership_id, Project.archived_at.is_(None)
    known = sa.or_(
        Canvas.id.in_(sa.select(Presentation.canvas_id)),
        Canvas.id.in_(sa.select(Approval.canvas_id)),
    )
    asked = sa.select(Canvas).join(Project).where(*here, known).order_by(Canvas.project_id, Canvas.id)
    return list(db.scalars(asked.where(Canvas.project_id == project.id) if project else asked))
