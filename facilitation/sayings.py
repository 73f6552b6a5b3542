"""Sayings: what people say of a project or about a goal, in all its languages, as search sees it.

Each title of a project, each claim about a goal, each ranked goal and each shared priority is one row: narrow, so that
many thousands are looked through quickly. A row of the product that search looks into is `Findable` and tells what it
says; what stands here follows in the same flush, so that nobody can forget it, and `facilitation rebuild` makes it
anew. Nothing is decided here about who reads what (see `sdg.mentions`).

A part of a word is enough to be found, which no usual index helps with. So each row carries marks: every run of three
letters in it sets one of `MARKS` bits. A text that lacks a mark of the word cannot hold the word, and is never read.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from facilitation.database import Base, Session
from facilitation.languages import Words, fold

SETS, BITS = 4, 60
"""Sets of marks, each a whole number of so many bits: one third of them is set by a claim in two languages."""
Word = tuple[str, ...]
"""One word of a question, in every spelling that folded texts may have; one with spaces is found as a whole only."""


PLACE = ["partnership_id", "project_id", "marks_0", "marks_1", "marks_2", "marks_3", "goal", "target"]
"""From these alone most sayings are passed over, each partnership's in their order."""


class Saying(Base):
    """Something that a row says; `kind` and `of_id` tell which row. `goal` and `target` are "" where it names none."""

    __tablename__ = "sayings"
    __table_args__ = (
        sa.Index("ix_sayings_place", *PLACE),
        sa.Index("ix_sayings_of", "kind", "of_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"))
    project_id: Mapped[int | None] = mapped_column(sa.ForeignKey("projects.id"))
    kind: Mapped[str]
    of_id: Mapped[int]
    goal: Mapped[str]
    target: Mapped[str]
    marks_0: Mapped[int] = mapped_column(sa.BigInteger)
    marks_1: Mapped[int] = mapped_column(sa.BigInteger)
    marks_2: Mapped[int] = mapped_column(sa.BigInteger)
    marks_3: Mapped[int] = mapped_column(sa.BigInteger)
    folded: Mapped[str]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a row says of a project, about a goal or both, with its texts."""

    project_id: int | None = None
    goal: str = ""
    target: str = ""
    texts: Sequence[Words] = ()


class Findable:
    """A row that search looks into."""

    kind_of_saying: ClassVar[str]

    def sayings(self) -> Sequence[Said]:
        """Return what it says now."""
        raise NotImplementedError


@sa.event.listens_for(Session, "after_flush")
def _follow(session: Session, _context: Any) -> None:
    changed = [each for each in (*session.new, *session.dirty) if isinstance(each, Findable)]
    if changed:
        keep(session, changed)


def keep(db: Session, rows: Iterable[Any]) -> None:
    """Let what rows say be found as it is now."""
    made: list[dict[str, Any]] = []
    gone: dict[str, list[int]] = {}
    for row in rows:
        gone.setdefault(row.kind_of_saying, []).append(row.id)
        place = {"partnership_id": row.partnership_id, "kind": row.kind_of_saying, "of_id": row.id}
        for each in row.sayings():
            about = {"project_id": each.project_id, "goal": each.goal, "target": each.target}
            text = folded(each.texts)
            set_of = {f"marks_{number}": held for number, held in enumerate(marks(text))}
            made.append({**place, **about, **set_of, "folded": text})
    connection = db.connection()
    for kind, ids in gone.items():
        connection.execute(sa.delete(Saying).where(Saying.kind == kind, Saying.of_id.in_(ids)))
    if made:
        connection.execute(sa.insert(Saying), made)


def folded(texts: Iterable[Words]) -> str:
    """Return what texts say in all their languages, as search sees it."""
    return " ".join(
        fold(words) for text in texts for code, words in sorted(text.items()) if code != "original" and words.strip()
    )


def holds(column: sa.SQLColumnExpression[str], word: Word) -> sa.ColumnElement[bool]:
    """Return whether a folded text holds a word of a question."""
    return sa.or_(*((" " + column + " " if " " in each else column).contains(each, autoescape=True) for each in word))


def marks(text: str) -> list[int]:
    """Return the marks of a folded text: a bit for each run of three letters within a word."""
    found = [0] * SETS
    for run in {text[at : at + 3] for at in range(len(text) - 2)}:
        if " " not in run:
            number, bit = divmod(zlib.crc32(run.encode("utf-8", "replace")) % (SETS * BITS), BITS)
            found[number] |= 1 << bit
    return found


def speaks(word: Word) -> sa.ColumnElement[bool]:
    """Return whether a saying holds a word; its text is read only when it has the marks of the word."""
    columns = (Saying.marks_0, Saying.marks_1, Saying.marks_2, Saying.marks_3)
    either = []
    for each in word:
        marked = [column.bitwise_and(some) == some for column, some in zip(columns, marks(each), strict=True) if some]
        held = holds(Saying.folded, (each,))
        if marked:  # in a CASE, since PostgreSQL would else look at the text first
            held = sa.and_(*marked, sa.case((marked[0], held), else_=sa.false()))
        either.append(held)
    return sa.or_(*either)


def rebuild(db: Session) -> None:
    """Make all of it anew; the caller commits."""
    db.begin_writing()
    db.execute(sa.delete(Saying))
    for findable in Findable.__subclasses__():
        keep(db, db.scalars(sa.select(findable)))
