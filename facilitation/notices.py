"""Notices: what happened that concerns a person, each thing once.

Somebody mentions them or their place, asks their place a question, answers in a thread in which they wrote, or asks
their side to agree (`ask_to_agree`, for who decides for a side). One comment makes one notice at most for one person:
the most personal one. A notice is shown only as long as its reader may read what it is about; it holds no words itself.

`digests` sends by mail what was not read. Errors raised: `NotFound`.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, canvases, clock, comments, memberships
from facilitation.access import Action
from facilitation.canvases import Canvas
from facilitation.comments import QUESTION, Comment
from facilitation.database import Base, Session, add_once
from facilitation.errors import NotFound
from facilitation.live.addresses import Where
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person
from tools.wording import N_

MENTIONED, PLACE_MENTIONED, ASKED, ANSWERED, AGREE = "mentioned", "place_mentioned", "asked", "answered", "agree"
SENTENCES = {
    MENTIONED: N_("{who} mentions you."),
    PLACE_MENTIONED: N_("{who} mentions {place}."),
    ASKED: N_("{who} asks {place} a question."),
    ANSWERED: N_("{who} answers in a conversation of yours."),
    AGREE: N_("{who} asks {place} to read this and to say whether you agree."),
}
"""What each kind says, to be shown above the place that it is about."""
KEPT = datetime.timedelta(days=180)
"""How long a notice is kept that was read."""


class Notice(Base):
    """`about` names the thing ("comment/7"), `by` is who did it, `side` the place that is mentioned, asked or awaited.

    `mailed_at` is when it went along in a digest.
    """

    __tablename__ = "notices"
    __table_args__ = (sa.UniqueConstraint("person_id", "about"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    about: Mapped[str]
    kind: Mapped[str]
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"))
    comment_id: Mapped[int | None] = mapped_column(sa.ForeignKey("comments.id"))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    at: Mapped[datetime.datetime]
    read_at: Mapped[datetime.datetime | None]
    mailed_at: Mapped[datetime.datetime | None]
    canvas: Mapped[Canvas] = relationship(lazy="joined")
    comment: Mapped[Comment | None] = relationship(lazy="joined")
    by: Mapped[Person] = relationship(foreign_keys=[by_id], lazy="joined")
    side: Mapped[Side | None] = relationship(lazy="joined")

    @property
    def by_side(self) -> Side | None:
        """Return the side for which it was said, where that is known."""
        return self.comment.side if self.comment else None


def of_comment(db: Session, comment: Comment) -> None:
    """Tell those whom a comment concerns, once; nobody is told of their own words."""
    db.begin_writing()
    told: dict[int, tuple[str, int | None]] = {}
    readers = comments.listeners(db, comment.canvas, comment.where)
    for kind, whom, side_id in _concerned(db, comment, readers):
        for person_id in whom:
            told.setdefault(person_id, (kind, side_id))
    told.pop(comment.person_id, None)
    for person_id in sorted(told.keys() & {each.person_id for each in readers}):
        kind, side_id = told[person_id]
        _note(db, person_id, f"comment/{comment.id}", kind, comment.canvas, comment.person, side_id, comment)


def _concerned(
    db: Session, comment: Comment, readers: Collection[Membership]
) -> list[tuple[str, list[int], int | None]]:
    """Return (kind, ids of people, side), the most personal kind first."""

    def of_side(side_id: int | None) -> list[int]:
        return [each.person_id for each in readers if side_id is not None and each.side_id == side_id]

    found: list[tuple[str, list[int], int | None]] = []
    found.append((MENTIONED, [each.person_id for each in comment.mentions if each.person_id is not None], None))
    about = comment.about.id if comment.about else None
    if comment.kind == QUESTION:
        found.append((ASKED, of_side(about), about))
    found += [(PLACE_MENTIONED, of_side(each.side_id), each.side_id) for each in comment.mentions if each.side_id]
    if comment.parent is not None:
        wrote = sa.or_(Comment.id == comment.parent.id, Comment.parent_id == comment.parent.id)
        asked = sa.select(Comment.person_id).where(wrote, Comment.taken_away_at.is_(None)).distinct()
        found.append((ANSWERED, list(db.scalars(asked)), None))
    return found


def ask_to_agree(db: Session, canvas: Canvas, by: Person, sides: Collection[Side], about: str) -> None:
    """Tell who decides for these sides that there is something to agree; `about` names it ("presentation/7")."""
    db.begin_writing()
    ids = [side.id for side in sides]
    for each in comments.listeners(db, canvas, Where()):
        decides = each.side_id in ids and access.may(each, Action.DECIDE, each.side_id)
        if decides and each.person_id != by.id:
            _note(db, each.person_id, about, AGREE, canvas, by, each.side_id)


def of_person(db: Session, person: Person, only_unread: bool = False) -> list[Notice]:
    """Return the notices that a person may read now, the latest first."""
    asked = sa.select(Notice).where(Notice.person_id == person.id)
    asked = asked.where(Notice.read_at.is_(None)) if only_unread else asked
    found = list(db.scalars(asked.order_by(Notice.id.desc())).unique())
    held = {each.partnership_id: each for each in memberships.of_person(db, person)} if found else {}
    return [each for each in found if _is_readable(each, held.get(each.canvas.project.partnership_id))]


def unread(db: Session, person: Person) -> int:
    """Return how many notices a person did not read yet."""
    return len(of_person(db, person, only_unread=True))


def get(db: Session, person: Person, notice_id: int) -> Notice:
    """Return one of a person's own notices, or raise NotFound."""
    found = next((each for each in of_person(db, person) if each.id == notice_id), None)
    if found is None:
        raise NotFound
    return found


def mark(db: Session, notice: Notice, read: bool) -> None:
    """Say that a notice was read, or that it still has to be."""
    db.begin_writing()
    notice.read_at = (notice.read_at or clock.now()) if read else None
    db.flush()


def mark_all(db: Session, person: Person) -> None:
    """Say that everything was read."""
    db.begin_writing()
    mine = sa.update(Notice).where(Notice.person_id == person.id, Notice.read_at.is_(None))
    db.execute(mine.values(read_at=clock.now()))


def throw_away(db: Session) -> int:
    """Throw away what was read long ago and return how much that was."""
    done = db.execute(sa.delete(Notice).where(Notice.read_at < clock.now() - KEPT))
    return int(getattr(done, "rowcount", 0))


def _is_readable(notice: Notice, held: Membership | None) -> bool:
    if held is None or not access.may(held, Action.READ):
        return False
    said = notice.comment
    return said is None or (said.taken_away_at is None and said.where in canvases.readable(notice.canvas, held))


def _note(
    db: Session,
    person_id: int,
    about: str,
    kind: str,
    canvas: Canvas,
    by: Person,
    side_id: int | None,
    comment: Comment | None = None,
) -> None:
    told = {"kind": kind, "canvas_id": canvas.id, "by_id": by.id, "side_id": side_id, "at": clock.now()}
    comment_id = comment.id if comment else None
    add_once(db, Notice, person_id=person_id, about=about, comment_id=comment_id, **told)
