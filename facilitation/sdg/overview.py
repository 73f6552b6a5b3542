"""Overview: which goals are claimed, with a reason and with evidence, by whom and over the years.

Counted in the database, from what each tag is worth by its data (`level`) and the years since somebody last stood up
for it (`fresh_on`), as `tools.tags` works it out. A cell says the most that its tags are worth, and whether they speak
of help, of harm or of something unknown: never how many they are. Nothing is ranked.

`Scope` says what is looked at: partnerships that are open to an organisation, or the projects of one partnership.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from facilitation.database import Session, in_full
from facilitation.sdg.tags import Tag
from tools import goals
from tools.tags import NEGATIVE, POSITIVE, RINGS, STATES, UNKNOWN, anniversary


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody looks for: a goal, one of the five P's, a ring, a year in which it was first said; "" for any."""

    goal: str = ""
    p: str = ""
    ring: str = ""
    year: int | None = None

    @property
    def goals(self) -> list[str]:
        """Return the ids of the goals that are looked at, in their order."""
        return [each.id for each in goals.GOALS if self.goal in ("", each.id) and self.p in ("", each.p)]


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Tags to look at, in rows: of these partnerships, or with `projects` of one partnership, by its projects."""

    partnerships: Collection[int]
    projects: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What one row says about one goal: the most that it is worth (one of `STATES`), and in which directions.

    `row` is the id of a partnership, or of a project, 0 for the tags of the partnership itself.
    """

    row: int
    goal: str
    state: str
    helps: bool
    harms: bool
    unknown: bool


@dataclass(frozen=True, kw_only=True)
class Named:
    """How often a goal, or a target of it, is named, by state: a size to draw, never a score."""

    goal: str
    target: str
    states: dict[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Return how often it is named."""
        return sum(self.states.values())


@dataclass(frozen=True, kw_only=True)
class Year:
    """In a year, how many rows first named a goal, by the most that these claims are worth now."""

    year: int
    states: dict[str, int]


def faded(today: datetime.date) -> sa.ColumnElement[int]:
    """Return what is left of a tag's level on a day, as `tools.tags.faded` counts it."""
    return sa.case(
        (Tag.fresh_on > anniversary(today, 1), Tag.level),
        (sa.and_(Tag.fresh_on > anniversary(today, 2), Tag.level == 2), 1),
        else_=0,
    )


def cells(db: Session, scope: Scope, asked: Asked, today: datetime.date) -> list[Cell]:
    """Return what each row says about each goal of which it says anything."""
    row = sa.func.coalesce(Tag.project_id, 0) if scope.projects else Tag.partnership_id
    told = [sa.func.max(sa.case((Tag.direction.in_(some), 1), else_=0)) for some in (POSITIVE, NEGATIVE, (UNKNOWN,))]
    query = (
        sa.select(row, Tag.goal, sa.func.max(faded(today)), *told).where(*_where(scope, asked)).group_by(row, Tag.goal)
    )
    return [
        Cell(row=of, goal=goal, state=STATES[worth], helps=bool(helps), harms=bool(harms), unknown=bool(unknown))
        for of, goal, worth, helps, harms, unknown in db.execute(query)
    ]


def named(db: Session, scope: Scope, asked: Asked, today: datetime.date) -> list[Named]:
    """Return how often each goal and target is named, in their order; a target "" stands for the goal alone."""
    worth = faded(today)
    numbers = [sa.func.sum(sa.case((worth == level, 1), else_=0)) for level in range(len(STATES))]
    query = sa.select(Tag.goal, Tag.target, *numbers).where(*_where(scope, asked)).group_by(Tag.goal, Tag.target)
    found = {
        (goal, target): {state: number for state, number in zip(STATES, counted, strict=True) if number}
        for goal, target, *counted in db.execute(query)
    }
    order = sorted(found, key=lambda pair: (goals.order(pair[0]), bool(pair[1]), goals.order(pair[1] or pair[0])))
    return [Named(goal=goal, target=target, states=found[goal, target]) for goal, target in order]


def years(db: Session, scope: Scope, asked: Asked, today: datetime.date) -> list[Year]:
    """Return for each year, without a hole, how many rows first named a goal in it, by the most these are worth now."""
    row = sa.func.coalesce(Tag.project_id, 0) if scope.projects else Tag.partnership_id
    best = sa.select(Tag.made_year.label("year"), row.label("row"), sa.func.max(faded(today)).label("worth"))
    inner = best.where(*_where(scope, asked)).group_by(Tag.made_year, row).subquery()
    query = sa.select(inner.c.year, inner.c.worth, sa.func.count()).group_by(inner.c.year, inner.c.worth)
    found: dict[int, dict[str, int]] = {}
    for year, worth, number in db.execute(query):
        found.setdefault(year, {})[STATES[worth]] = number
    every = range(min(found), max(found) + 1) if found else ()
    return [Year(year=year, states=found.get(year, {})) for year in every]


def known_years(db: Session, scope: Scope) -> list[int]:
    """Return the years in which anything was claimed, the latest first."""
    query = sa.select(Tag.made_year).where(*_where(scope, Asked())).distinct()
    return sorted(db.scalars(query), reverse=True)


def reasons(db: Session, scope: Scope, asked: Asked) -> list[Tag]:
    """Return the tags themselves, with their reasons: those of one row and a goal, one click away."""
    query = sa.select(Tag).where(*_where(scope, asked)).order_by(Tag.project_id, Tag.rank.is_(None), Tag.rank, Tag.id)
    return list(db.scalars(query))


def by_row(found: Sequence[Cell]) -> dict[int, dict[str, Cell]]:
    """Return cells by row and goal."""
    rows: dict[int, dict[str, Cell]] = {}
    for each in found:
        rows.setdefault(each.row, {})[each.goal] = each
    return rows


def _where(scope: Scope, asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    yield Tag.partnership_id.in_(in_full(scope.partnerships))
    yield Tag.removed_at.is_(None)
    if asked.goal or asked.p:
        yield Tag.goal.in_(asked.goals)
    if asked.ring in dict(RINGS):
        yield Tag.ring == asked.ring
    if asked.year is not None:
        yield Tag.made_year == asked.year
