"""Mentions: where projects and partnerships speak of a goal or say certain words, as far as one may read it.

Looked for are goals and targets by their id, and words: of titles, of reasons, and of what a goal means at a place, in
any language. A word is also found in the name of a goal, so that "water" finds who claims clean water in other words.
All words must occur in one claim or in the name of its goal.

A member reads everything that is said in the partnership, save a ranking of another side that does not lie open yet.
Who works for an organisation reads the claims of partnerships that are open to it, and not which project makes them.
What was taken away or replaced is said no more.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from facilitation.database import Session, in_full
from facilitation.languages import Words
from facilitation.projects import Project
from facilitation.sayings import Saying, Word, speaks
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
AT_ONCE = 400
"""Sayings read at once: as many as fill a page of answers."""
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

    `folded` is what its texts say, as search sees it.
    `round` is that of a ranking, `is_open` whether it lies open.
    """

    kind: str
    of_id: int
    partnership_id: int
    project_id: int | None
    about: str
    texts: Sequence[Words]
    folded: str = ""
    round: int = 0
    is_open: bool = True


def find(db: Session, scope: Scope, asked: Asked, most: int, each_most: int) -> list[Mention]:
    """Return what was looked for of at most `most` projects and partnerships, and of each at most `each_most`."""
    which = Saying.partnership_id, Saying.project_id, Saying.kind, Saying.of_id, Saying.goal, Saying.target
    place = Saying.partnership_id, Saying.project_id, Saying.id
    here = Saying.partnership_id.in_(in_full([*scope.partnerships, *scope.opened]))
    query = sa.select(*which, Saying.folded).where(here, *_asked(asked)).order_by(*place).limit(AT_ONCE)
    found: dict[tuple[int, int | None], list[Any]] = {}
    for at in itertools.count(0, AT_ONCE):
        rows = db.execute(query.offset(at)).all()
        for each in _readable(db, scope, rows):
            project = each.project_id if each.partnership_id in scope.partnerships else None
            held = found.setdefault((each.partnership_id, project), [])
            if len(held) < each_most:
                held.append(each)
        if len(rows) < AT_ONCE or len(found) > most:  # the last place may go on
            break
    return _told(db, [(*of, each) for of, held in list(found.items())[:most] for each in held])


def _readable(db: Session, scope: Scope, rows: Sequence[Any]) -> Iterator[Any]:
    """Yield the sayings that somebody reads."""
    ids = {each.of_id for each in rows if each.kind == RANKING and each.partnership_id in scope.partnerships}
    mine = sa.or_(Ranking.opened_at.is_not(None), Ranking.side_id.in_(scope.sides))
    ranked = sa.select(Ranking.id).where(Ranking.id.in_(ids), Ranking.removed_at.is_(None), mine)
    rankings = set(db.scalars(ranked)) if ids else set()
    for each in rows:
        if each.partnership_id not in scope.partnerships:
            readable = each.kind == TAG
        else:
            readable = each.kind != RANKING or each.of_id in rankings
        if readable:
            yield each


def _asked(asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    """Yield what a saying has to fulfil to be what was looked for."""
    words = asked.rest if asked.ids else asked.words
    # the words that fewest names hold come first: they decide soonest
    called = sorted(((_called(asked.names, word), word) for word in words), key=lambda pair: len(pair[0]))
    held = [sa.or_(speaks(word), *_about(ids)) for ids, word in called]
    if asked.ids:
        about = sa.and_(sa.or_(*_about(asked.ids)), *held)
        title = sa.and_(Saying.goal == "", *(speaks(word) for word in asked.words))
        yield about if any(" " in each for word in asked.words for each in word) else sa.or_(about, title)
    else:
        yield from held


def _about(ids: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    """Return whether a saying is about one of these goals or targets."""
    wholes, parts = [id for id in ids if goals.goal(id)], [id for id in ids if goals.target(id)]
    return [column.in_(some) for column, some in ((Saying.goal, wholes), (Saying.target, parts)) if some]


def _called(names: Names, word: Word) -> list[str]:
    """Return the goals and targets in whose names a word occurs."""
    return [id for id, name in names.items() if any(each in f" {name} " for each in word)]


def _told(db: Session, found: Sequence[tuple[int, int | None, Any]]) -> list[Mention]:
    """Return sayings with the place for which they stand and their texts, as their rows hold them now."""
    by_kind: dict[str, set[int]] = {}
    for _partnership, _project, each in found:
        by_kind.setdefault(each.kind, set()).add(each.of_id)
    texts: dict[tuple[str, int], dict[str, Any]] = {}
    for row, names in NEEDED.items():
        kind = row.kind_of_saying
        if kind in by_kind:
            asked = sa.select(*(getattr(row, name) for name in ("id", *names))).where(row.id.in_(by_kind[kind]))
            for held in db.execute(asked):
                texts[kind, held[0]] = dict(zip(names, held[1:], strict=True))
    return [
        _mention(partnership, project, row, texts[row.kind, row.of_id])
        for partnership, project, row in found
        if (row.kind, row.of_id) in texts
    ]


def _mention(partnership: int, project: int | None, row: Any, held: dict[str, Any]) -> Mention:
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
        partnership_id=partnership,
        project_id=project,
        about=row.target or row.goal,
        texts=told,
        folded=row.folded,
        **more,
    )
