"""Mentions: where projects and partnerships speak of a goal or say certain words, as far as one may read it.

Looked for are goals and targets by their id, and words: of titles, of reasons, and of what a goal means at a place, in
any language. A word is also found in the name of a goal, so that "water" finds who claims clean water in other words.
All words must occur in one claim or in the name of its goal.

A member reads everything that is said in the partnership, save a ranking of another side that does not lie open yet.
Who works for an organisation reads the claims of partnerships that are open to it, and the titles of their projects.
What was taken away or replaced is said no more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from facilitation.database import Session
from facilitation.languages import Words
from facilitation.projects import Project
from facilitation.sayings import Saying, Word, holds
from facilitation.sdg.ranking_words import TEXTS as TEXTS_OF_RANKED
from facilitation.sdg.rankings import Ranking
from facilitation.sdg.shared_priorities import TEXTS as TEXTS_OF_SHARED
from facilitation.sdg.shared_priorities import SharedPriority
from facilitation.sdg.tags import TEXTS as TEXTS_OF_TAG
from facilitation.sdg.tags import Tag
from tools import goals

PROJECT, TAG, RANKING, PRIORITY = (each.kind_of_saying for each in (Project, Tag, Ranking, SharedPriority))
NEEDED: dict[Any, Sequence[str]] = {
    Project: ("title", "summary"),
    Tag: TEXTS_OF_TAG,
    Ranking: ("goals", "round", "opened_at"),
    SharedPriority: (*TEXTS_OF_SHARED, "central"),
}
"""What is read of each row that says something."""
Names = Mapping[str, str]
"""What each goal and target is called, by id: its names in every language of the interface, folded."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody looks for: goals or targets by id (any of them) with `rest`; `words` are all that they typed."""

    ids: Sequence[str] = ()
    rest: Sequence[Word] = ()
    words: Sequence[Word] = ()
    names: Names = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What somebody reads: partnerships as a member, rankings of these sides, partnerships open to an organisation."""

    partnerships: Collection[int] = ()
    sides: Collection[int] = ()
    opened: Collection[int] = ()


@dataclass(frozen=True, kw_only=True)
class Mention:
    """Something said that was looked for: which row says it, about which goal or target ("" for a title), its texts.

    `round` is that of a ranking, `is_open` whether it lies open.
    """

    kind: str
    of_id: int
    partnership_id: int
    project_id: int | None
    about: str
    texts: Sequence[Words]
    round: int = 0
    is_open: bool = True


def find(db: Session, scope: Scope, asked: Asked, most: int) -> list[Mention]:
    """Return what was looked for of at most `most` projects, then of at most `most` partnerships themselves."""
    said = sa.and_(_read(scope), _asked(asked))
    place = Saying.partnership_id, Saying.project_id
    found: list[sa.Row[Any]] = []
    for column, of in ((Saying.project_id, Saying.project_id.is_not(None)), (place[0], Saying.project_id.is_(None))):
        first = sa.select(*place).where(of, said).distinct().order_by(*place).limit(most)
        ids = [project or partnership for partnership, project in db.execute(first)]
        columns = sa.select(Saying.kind, Saying.of_id, *place, Saying.goal, Saying.target)
        found += db.execute(columns.where(of, column.in_(ids), said).order_by(*place, Saying.id)) if ids else ()
    return _told(db, found)


def goals_of(db: Session, projects: Collection[int]) -> dict[int, list[str]]:
    """Return the goals that projects claim, in their order, by project."""
    query = sa.select(Tag.project_id, Tag.goal).where(Tag.project_id.in_(projects), Tag.removed_at.is_(None))
    found: dict[int, set[str]] = {}
    for project, goal in db.execute(query.distinct()) if projects else ():
        found.setdefault(project or 0, set()).add(goal)
    return {project: goals.in_order(held) for project, held in found.items()}


def _read(scope: Scope) -> sa.ColumnElement[bool]:
    """Return whether somebody reads a saying."""
    mine = sa.or_(Ranking.opened_at.is_not(None), Ranking.side_id.in_(scope.sides))
    ranked = sa.select(Ranking.id).where(Ranking.id == Saying.of_id, Ranking.removed_at.is_(None), mine).exists()
    claimed = sa.select(Tag.id).where(Tag.project_id == Saying.project_id, Tag.removed_at.is_(None)).exists()
    either: list[sa.ColumnElement[bool]] = []
    if scope.partnerships:
        here = Saying.partnership_id.in_(scope.partnerships)
        either.append(sa.and_(here, sa.or_(Saying.kind != RANKING, ranked)))
    if scope.opened:
        there = Saying.partnership_id.in_(scope.opened)
        either.append(sa.and_(there, sa.or_(Saying.kind == TAG, sa.and_(Saying.kind == PROJECT, claimed))))
    return sa.or_(*either) if either else sa.false()


def _asked(asked: Asked) -> sa.ColumnElement[bool]:
    """Return whether a saying is what was looked for."""
    whole = [holds(Saying.folded, word) for word in asked.words]
    if not asked.ids:
        # the words that fewest names hold come first: they decide soonest
        called = sorted(((_called(asked.names, word), word) for word in asked.words), key=lambda pair: len(pair[0]))
        return sa.and_(*(sa.or_(holds(Saying.folded, word), *_about(ids)) for ids, word in called))
    rest = [sa.or_(holds(Saying.folded, word), *_about(_called(asked.names, word))) for word in asked.rest]
    return sa.or_(sa.and_(sa.or_(*_about(asked.ids)), *rest), sa.and_(Saying.kind == PROJECT, *whole))


def _about(ids: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    """Return whether a saying is about one of these goals or targets."""
    wholes, parts = [id for id in ids if goals.goal(id)], [id for id in ids if goals.target(id)]
    return [column.in_(some) for column, some in ((Saying.goal, wholes), (Saying.target, parts)) if some]


def _called(names: Names, word: Word) -> list[str]:
    """Return the goals and targets in whose names a word occurs."""
    return [id for id, name in names.items() if any(each in f" {name} " for each in word)]


def _told(db: Session, found: Sequence[sa.Row[Any]]) -> list[Mention]:
    """Return sayings with their texts, as their rows hold them now."""
    by_kind: dict[str, set[int]] = {}
    for each in found:
        by_kind.setdefault(each.kind, set()).add(each.of_id)
    texts: dict[tuple[str, int], dict[str, Any]] = {}
    for row, names in NEEDED.items():
        kind = row.kind_of_saying
        if kind in by_kind:
            asked = sa.select(*(getattr(row, name) for name in ("id", *names))).where(row.id.in_(by_kind[kind]))
            for held in db.execute(asked):
                texts[kind, held[0]] = dict(zip(names, held[1:], strict=True))
    return [_mention(row, texts[row.kind, row.of_id]) for row in found if (row.kind, row.of_id) in texts]


def _mention(row: sa.Row[Any], held: dict[str, Any]) -> Mention:
    told: list[Words] = []
    more: dict[str, Any] = {}
    if row.kind == RANKING:
        ranked: dict[str, Words] = next((each for each in held["goals"] if each["goal"] == row.goal), {})
        told = [ranked[name] for name in TEXTS_OF_RANKED if name in ranked]
        more = {"round": held["round"], "is_open": held["opened_at"] is not None}
    elif row.kind != PRIORITY or held["central"] == row.goal:
        told = [text for name, text in held.items() if name != "central"]
    return Mention(
        kind=row.kind,
        of_id=row.of_id,
        partnership_id=row.partnership_id,
        project_id=row.project_id,
        about=row.target or row.goal,
        texts=told,
        **more,
    )
