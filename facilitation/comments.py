"""Comments: what people say to each other beside the work: about a canvas, one of its fields or a card.

Kinds: a remark, a question that is open until it was answered, what surprised somebody in the answer of another side,
and replies under one of these. A comment is written in one language and stays as it was written: who changes the own
words leaves the earlier ones readable. Nobody takes away what somebody else said; the own words can be taken away, and
come back as long as one likes. A thread is open until somebody says that it is settled: the side that was asked or the
side that asked, for a question, and anybody who may comment for the rest.

What is said about something that one side keeps to itself (`Place.private_to`) is never sent to others. Pressing twice
changes nothing. Every verb lets the open pages of the canvas look again. Raises `Invalid`, `NotFound`, `Forbidden`,
`Conflict` (in the archive).
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, canvases, clock, memberships, partnerships, projects
from facilitation.access import Action
from facilitation.canvases import Canvas
from facilitation.comment_places import Place
from facilitation.database import Base, Session
from facilitation.errors import Forbidden, Invalid, NotFound
from facilitation.languages import Words, WordsType
from facilitation.live import news
from facilitation.live.addresses import Where
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person
from facilitation.projects import TOO_LONG
from tools.canvas import SIDE
from tools.wording import N_

REMARK, QUESTION, SURPRISE, REPLY = "remark", "question", "surprise", "reply"
TO_A_SIDE = (QUESTION, SURPRISE)
"""Kinds that are about one side: the one that is asked, or whose answer surprised."""
LONGEST = 4_000
"""Characters of a comment."""
WORDS_NEEDED = N_("Write what you want to say.")
KIND_NEEDED = N_("Choose what you want to say.")
LANGUAGE_NEEDED = N_("Choose a language.")
UNKNOWN_MENTION = N_("Choose from the list.")
Problem = tuple[str, str] | tuple[str, str, dict[str, object]]


class Comment(Base):
    """`side` is the one that the person spoke for then; `about` the side of a kind in `TO_A_SIDE`.

    `private_to` is the only side that reads it. A reply has a `parent` and stands at the same address. `resolved_at`,
    `reopened_at` belong to the first comment of a thread.
    """

    __tablename__ = "comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"), index=True)
    address: Mapped[str]
    private_to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("comments.id"), index=True)
    kind: Mapped[str]
    about_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    text: Mapped[Words] = mapped_column(WordsType)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    at: Mapped[datetime.datetime]
    taken_away_at: Mapped[datetime.datetime | None]
    resolved_at: Mapped[datetime.datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    reopened_at: Mapped[datetime.datetime | None]
    reopened_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    canvas: Mapped[Canvas] = relationship()
    private_to: Mapped[Side | None] = relationship(foreign_keys=[private_to_id], lazy="joined")
    parent: Mapped[Comment | None] = relationship(remote_side=[id])
    about: Mapped[Side | None] = relationship(foreign_keys=[about_id], lazy="joined")
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined")
    side: Mapped[Side | None] = relationship(foreign_keys=[side_id], lazy="joined")
    resolved_by: Mapped[Person | None] = relationship(foreign_keys=[resolved_by_id], lazy="joined")
    reopened_by: Mapped[Person | None] = relationship(foreign_keys=[reopened_by_id], lazy="joined")
    earlier: Mapped[list[EarlierComment]] = relationship(order_by="EarlierComment.id.desc()", lazy="selectin")
    mentions: Mapped[list[Mention]] = relationship(order_by="Mention.id", lazy="selectin")

    @property
    def language(self) -> str:
        """Return the language in which it was written."""
        return self.text["original"]

    @property
    def words(self) -> str:
        """Return it as it was written."""
        return self.text[self.language]

    @property
    def where(self) -> Where:
        """Return the room whose readers read it too."""
        return Where(SIDE, self.private_to.key) if self.private_to else Where()


class EarlierComment(Base):
    """How a comment was worded until its author changed it."""

    __tablename__ = "earlier_comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("comments.id"), index=True)
    text: Mapped[Words] = mapped_column(WordsType)
    until: Mapped[datetime.datetime]


class Mention(Base):
    """Somebody, or a whole side, to whom a comment calls attention."""

    __tablename__ = "comment_mentions"

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("comments.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    person: Mapped[Person | None] = relationship(lazy="joined")
    side: Mapped[Side | None] = relationship(lazy="joined")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody wants to say: `about` is the key of a side, `mentions` keys that `mentionable` gave."""

    text: str
    language: str
    kind: str = REMARK
    about: str = ""
    mentions: Sequence[str] = ()


def may_comment(canvas: Canvas, held: Membership) -> bool:
    """Return whether a member may say something about a canvas now; nothing is added in the archive."""
    return canvas.project.archived_at is None and access.may(held, Action.COMMENT, canvas.project.side_id)


def offered(canvas: Canvas, held: Membership, place: Place) -> list[tuple[str, Side | None]]:
    """Return (kind, side) of everything that a member may say at a place: among the own people only remarks."""
    if place.private_to:
        return [(REMARK, None)]
    others = [side for side in canvas.project.partnership.sides if side.id != held.side_id]
    return [(REMARK, None), *((kind, side) for kind in TO_A_SIDE for side in others)]


def listeners(db: Session, canvas: Canvas, where: Where) -> list[Membership]:
    """Return everybody who reads what is said in a room of a canvas, by name."""
    here = memberships.of_partnership(db, canvas.project.partnership)
    return [each for each in here if memberships.is_awake(each) and where in canvases.readable(canvas, each)]


def mentionable(db: Session, canvas: Canvas, held: Membership, where: Where) -> dict[str, Side | Membership]:
    """Return whom a comment in a room can call, by key: the sides, then everybody else who reads it."""
    people = listeners(db, canvas, where)
    sides = [each for each in canvas.project.partnership.sides if where.kind != SIDE or each.key == where.side]
    found: dict[str, Side | Membership] = {f"side:{each.key}": each for each in sides}
    return found | {f"person:{each.person_id}": each for each in people if each.person_id != held.person_id}


def say(db: Session, canvas: Canvas, person: Person, held: Membership, place: Place, told: Told) -> Comment:
    """Say something at a place; the same once more within a few minutes is the same comment."""
    _begin(db, canvas, held)
    kinds = {(kind, side.key if side else ""): side for kind, side in offered(canvas, held, place)}
    problems = _problems(canvas, told)
    if (told.kind, told.about) not in kinds:
        problems.append(("kind", KIND_NEEDED))
    mine = canvas.project.partnership.sides
    private_to = next((side for side in mine if side.key == place.private_to), None)
    row = Comment(canvas=canvas, address=place.address, private_to=private_to, kind=told.kind)
    row.about = kinds.get((told.kind, told.about))
    return _add(db, canvas, person, held, row, told, problems)


def reply(db: Session, canvas: Canvas, person: Person, held: Membership, first: Comment, told: Told) -> Comment:
    """Say something under a comment: in its thread, and to those who read it."""
    _begin(db, canvas, held)
    first = first.parent or first
    row = Comment(canvas=canvas, address=first.address, private_to=first.private_to, parent=first, kind=REPLY)
    return _add(db, canvas, person, held, row, told, _problems(canvas, told))


def reword(db: Session, canvas: Canvas, person: Person, held: Membership, comment: Comment, text: str) -> None:
    """Change the own words; the earlier ones stay readable."""
    _own(db, canvas, person, held, comment)
    found = _problems(canvas, Told(text=text, language=comment.language))
    if found:
        raise Invalid([*found])
    if text == comment.words:
        return
    comment.earlier.insert(0, EarlierComment(text=comment.text, until=clock.now()))
    comment.text = {comment.language: text, "original": comment.language}
    _tell(db, canvas)


def take_away(db: Session, canvas: Canvas, person: Person, held: Membership, comment: Comment) -> None:
    """Take the own words away: from now on nobody else reads them."""
    _own(db, canvas, person, held, comment)
    comment.taken_away_at = comment.taken_away_at or clock.now()
    _tell(db, canvas)


def bring_back(db: Session, canvas: Canvas, person: Person, held: Membership, comment: Comment) -> None:
    """Show the own words again that were taken away."""
    _own(db, canvas, person, held, comment)
    comment.taken_away_at = None
    _tell(db, canvas)


def may_settle(held: Membership, first: Comment) -> bool:
    """Return whether a member may say that a thread is settled, or that it is not."""
    if first.kind != QUESTION or held.person_id == first.person_id:
        return True
    return held.side_id is not None and held.side_id in (first.about_id, first.side_id)


def resolve(db: Session, canvas: Canvas, person: Person, held: Membership, first: Comment) -> None:
    """Say that a thread is settled: a question was answered."""
    _settle(db, canvas, held, first)
    if first.resolved_at is None:
        first.resolved_at, first.resolved_by = clock.now(), person
        _tell(db, canvas)


def reopen(db: Session, canvas: Canvas, person: Person, held: Membership, first: Comment) -> None:
    """Say that a thread is not settled after all."""
    _settle(db, canvas, held, first)
    if first.resolved_at is not None:
        first.resolved_at = first.resolved_by = None
        first.reopened_at, first.reopened_by = clock.now(), person
        _tell(db, canvas)


def _begin(db: Session, canvas: Canvas, held: Membership) -> None:
    access.require(held, Action.COMMENT, canvas.project.side_id)
    projects.require_open(canvas.project)
    db.begin_writing()
    db.execute(sa.select(Canvas.id).where(Canvas.id == canvas.id).with_for_update(key_share=True))


def _own(db: Session, canvas: Canvas, person: Person, held: Membership, comment: Comment) -> None:
    _begin(db, canvas, held)
    if comment.person_id != person.id:
        raise Forbidden


def _settle(db: Session, canvas: Canvas, held: Membership, first: Comment) -> None:
    _begin(db, canvas, held)
    if first.parent_id is not None:
        raise NotFound
    if not may_settle(held, first):
        raise Forbidden


def _add(
    db: Session,
    canvas: Canvas,
    person: Person,
    held: Membership,
    row: Comment,
    told: Told,
    problems: list[Problem],
) -> Comment:
    """Keep a comment, unless something is wrong with it or it stands there already."""
    called = _called(db, canvas, held, row.where, told.mentions)
    if called is None:
        problems.append(("mentions", UNKNOWN_MENTION))
    if problems:
        raise Invalid([*problems])
    row.text = {told.language: told.text, "original": told.language}
    row.person, row.side, row.at = person, held.side, clock.now()
    lately = sa.select(Comment).where(Comment.person_id == person.id, Comment.at > clock.now() - partnerships.A_MOMENT)
    for each in db.scalars(lately.where(Comment.canvas_id == canvas.id, Comment.taken_away_at.is_(None))):
        if _same(each, row):
            return each
    row.mentions = [
        Mention(side=each) if isinstance(each, Side) else Mention(person=each.person) for each in called or ()
    ]
    db.add(row)
    _tell(db, canvas)
    return row


def _same(one: Comment, other: Comment) -> bool:
    def told(each: Comment) -> tuple[object, ...]:
        return each.address, each.parent and each.parent.id, each.kind, each.about and each.about.id, each.text

    return told(one) == told(other)


def _called(
    db: Session, canvas: Canvas, held: Membership, where: Where, keys: Collection[str]
) -> list[Side | Membership] | None:
    """Return whom a comment calls, None when somebody among them does not read it."""
    if not keys:
        return []
    known = mentionable(db, canvas, held, where)
    return [known[key] for key in dict.fromkeys(keys)] if set(keys) <= set(known) else None


def _problems(canvas: Canvas, told: Told) -> list[Problem]:
    found: list[Problem] = []
    if not told.text.strip():
        found.append(("text", WORDS_NEEDED))
    if len(told.text) > LONGEST:
        found.append(("text", TOO_LONG, {"length": len(told.text), "longest": LONGEST}))
    if told.language not in canvas.project.partnership.languages:
        found.append(("language", LANGUAGE_NEEDED))
    return found


def _tell(db: Session, canvas: Canvas) -> None:
    """Let open pages look again."""
    db.flush()
    news.stir(db, canvas.id)
