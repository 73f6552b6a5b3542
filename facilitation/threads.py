"""Threads: what people said beside the work of a canvas, as one reader sees it.

A thread is a comment with the replies under it. Open ones come first. What one side said about what it keeps to itself
is read by that side only; what somebody took away is seen by nobody but themselves. Errors raised: `NotFound`.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from facilitation import canvases
from facilitation.canvases import Canvas
from facilitation.comments import QUESTION, Comment
from facilitation.database import Session
from facilitation.errors import NotFound
from facilitation.memberships import Membership
from facilitation.projects import Project
from tools.canvas import SIDE


@dataclass(frozen=True)
class Thread:
    """A comment and the replies under it, as one reader sees them."""

    first: Comment
    replies: list[Comment]

    @property
    def is_open(self) -> bool:
        """Return whether it is not settled."""
        return self.first.resolved_at is None


def get(db: Session, canvas: Canvas, held: Membership, comment_id: int) -> Comment:
    """Return a comment of this canvas that a member may read, or raise NotFound."""
    found = db.scalar(_seen(canvas, held).where(Comment.id == comment_id)) if canvas.id else None
    if found is None or (found.taken_away_at is not None and found.person_id != held.person_id and found.parent_id):
        raise NotFound
    return found


def threads(db: Session, canvas: Canvas, held: Membership, address: str | None = None) -> list[Thread]:
    """Return the threads of a canvas, or of one address, that a member may read: open ones first, then the latest."""
    if not canvas.id:
        return []
    asked = _seen(canvas, held).order_by(Comment.id)
    rows = db.scalars(asked if address is None else asked.where(Comment.address == address)).unique().all()
    here = [each for each in rows if each.taken_away_at is None or each.person_id == held.person_id]
    said: dict[int, list[Comment]] = {}
    for each in here:
        if each.parent_id is not None:
            said.setdefault(each.parent_id, []).append(each)
    found = [Thread(each, said.get(each.id, [])) for each in rows if each.parent_id is None]
    seen = [each for each in found if each.first in here or any(one.taken_away_at is None for one in each.replies)]
    return sorted(seen, key=lambda each: (not each.is_open, -each.first.id))


def counts(db: Session, canvas: Canvas, held: Membership) -> dict[str, int]:
    """Return how many comments stand in open threads that a member may read, by address."""
    if not canvas.id:
        return {}
    first = aliased(Comment)
    asked = (
        sa.select(Comment.address, sa.func.count())
        .join(first, first.id == sa.func.coalesce(Comment.parent_id, Comment.id))
        .where(Comment.canvas_id == canvas.id, Comment.taken_away_at.is_(None), first.resolved_at.is_(None))
        .where(_readable(canvas, held))
        .group_by(Comment.address)
        .order_by(Comment.address)
    )
    return {row[0]: row[1] for row in db.execute(asked)}


def questions_to(db: Session, project: Project, held: Membership) -> list[Comment]:
    """Return the questions to a member's own side in a project that nobody answered yet, the oldest first."""
    asked = sa.select(Comment).join(Canvas, Canvas.id == Comment.canvas_id).where(Canvas.project_id == project.id)
    still = Comment.kind == QUESTION, Comment.resolved_at.is_(None), Comment.taken_away_at.is_(None)
    mine = Comment.about_id == held.side_id if held.side_id is not None else sa.false()
    return list(db.scalars(asked.where(*still, mine).order_by(Comment.id)))


def _seen(canvas: Canvas, held: Membership) -> sa.Select[Comment]:
    return sa.select(Comment).where(Comment.canvas_id == canvas.id, _readable(canvas, held))


def _readable(canvas: Canvas, held: Membership) -> sa.ColumnElement[bool]:
    own = [where.side for where in canvases.readable(canvas, held) if where.kind == SIDE]
    ids = [side.id for side in canvas.project.partnership.sides if side.key in own]
    return sa.or_(Comment.private_to_id.is_(None), Comment.private_to_id.in_(ids))
