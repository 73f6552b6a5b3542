"""Tag waiting: what of the tags of a partnership waits for one member: to be answered, or to be stood up for again.

What a side says about the territory of another waits for whoever decides there, until it is answered as it is. A tag
that faded waits for those who write at the side that made it; one that somebody without a side made, for all who write.
Nothing waits in the archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from facilitation.database import Session
from facilitation.memberships import Membership
from facilitation.projects import Project
from facilitation.sdg import confirmations, tagging
from facilitation.sdg.tags import Tag
from tools.tags import anniversary

ANSWER, RENEW = "answer", "renew"


@dataclass(frozen=True)
class Waiting:
    """Tags of one project, or of the partnership itself (`project` None), that wait: `kind` is `ANSWER` or `RENEW`."""

    kind: str
    project: Project | None
    tags: Sequence[Tag]


def waiting(db: Session, held: Membership, project: Project | None = None) -> list[Waiting]:
    """Return what of the tags waits for a member, in a whole partnership or in one project, project by project."""
    found = [(ANSWER, tag) for tag in _to_answer(db, held, project)]
    found += [(RENEW, tag) for tag in _to_renew(db, held, project)]
    grouped: dict[tuple[str, int], list[Tag]] = {}
    for kind, tag in found:
        grouped.setdefault((kind, tag.project_id or 0), []).append(tag)
    return [Waiting(kind, held_by[0].project, held_by) for (kind, _), held_by in grouped.items()]


def _to_answer(db: Session, held: Membership, project: Project | None) -> list[Tag]:
    about = sa.or_(Tag.side_id.is_(None), Tag.side_id == held.side_id)
    others = sa.or_(Tag.made_by_side_id.is_(None), Tag.made_by_side_id != held.side_id)
    asked = [tag for tag in _of(db, held, project, about, others) if confirmations.may_answer(held, tag)]
    answers = confirmations.of_tags(db, asked)

    def open_still(tag: Tag) -> bool:
        return any(
            each.side.id == held.side_id and each.answer is None for each in confirmations.asked(tag, answers[tag.id])
        )

    return [tag for tag in asked if open_still(tag)]


def _to_renew(db: Session, held: Membership, project: Project | None) -> list[Tag]:
    a_year_ago = anniversary(tagging.today(held.partnership), 1)
    own = sa.or_(Tag.made_by_side_id.is_(None), Tag.made_by_side_id == held.side_id)
    found = _of(db, held, project, Tag.level > 0, Tag.fresh_on <= a_year_ago, own)
    return [tag for tag in found if tagging.may_write(held, tagging.of(tag))]


def _of(db: Session, held: Membership, project: Project | None, *where: sa.ColumnElement[bool]) -> list[Tag]:
    here = [Tag.partnership_id == held.partnership_id, Tag.removed_at.is_(None), Project.archived_at.is_(None)]
    if project is not None:
        here.append(Tag.project_id == project.id)
    asked = sa.select(Tag).outerjoin(Project, Tag.project_id == Project.id).where(*here, *where)
    return list(db.scalars(asked.order_by(Tag.project_id, Tag.id)))
