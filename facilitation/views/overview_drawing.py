"""Overview drawing: the rows, cells, pictures and tables of an overview, for an organisation or for one partnership."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import g, request
from flask_babel import gettext

from facilitation import clock
from facilitation.sdg import overview
from facilitation.sdg.overview import Asked, Cell, Scope
from tools import goals
from tools.pictures import Drawn
from tools.tags import RINGS, STATE_NAMES, STATES, figures
from tools.tags.figures import Spot
from tools.wording import N_

MAP, CIRCLE, YEARS = "map", "circle", "years"
VIEWS = {MAP: figures.MAP, CIRCLE: figures.RINGS_OF_GOALS, YEARS: figures.YEARS}
AT_ONCE = 50
"""Rows of the map on one page."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A partnership or a project: its id, what it is called, the places it is of, and the countries of these."""

    id: int
    name: str
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looked:
    """What a reader chose to look at; anything in an address that is no choice counts as none."""

    view: str
    asked: Asked
    country: str
    page: int

    def query(self, **changed: object) -> str:
        """Return the same choice for an address, with something changed."""
        said = {
            "view": self.view,
            "goal": self.asked.goal,
            "p": self.asked.p,
            "ring": self.asked.ring,
            "year": self.asked.year or "",
            "country": self.country,
            "page": self.page,
        } | changed
        return urlencode({name: value for name, value in said.items() if value not in ("", 1, MAP)})


def looked() -> Looked:
    """Read what the reader chose, from the address."""
    given = request.args
    view, goal, p, ring = (given.get(name, "") for name in ("view", "goal", "p", "ring"))
    year, page = given.get("year", ""), given.get("page", "")
    asked = Asked(
        goal=goal if goals.goal(goal) else "",
        p=p if p in dict(goals.PS) else "",
        ring=ring if ring in dict(RINGS) else "",
        year=int(year) if _is_number(year, 4) else None,
    )
    return Looked(
        view if view in VIEWS else MAP, asked, given.get("country", ""), int(page) if _is_number(page, 6) else 1
    )


def _of_these(rows: Sequence[Row], scope: Scope, chosen: Looked) -> tuple[Looked, list[Row], Scope]:
    """Return a choice without what is no choice among these rows, the rows that it keeps, and what they look at."""
    known = {country for row in rows for country in row.countries}
    country = chosen.country if chosen.country in known else ""
    kept = [row for row in rows if country in ("", *row.countries)]
    within = scope if scope.projects else Scope(partnerships=[row.id for row in kept])
    asked = chosen.asked
    if asked.year is not None and asked.year not in overview.known_years(g.db, scope):
        asked = replace(asked, year=None)
    page = min(chosen.page, max(1, -(-len(kept) // AT_ONCE)))
    return Looked(chosen.view, asked, country, page), kept, within


def _is_number(said: str, digits: int) -> bool:
    return said.isascii() and said.isdigit() and len(said) <= digits and int(said) > 0


@dataclass(frozen=True)
class Drawing:
    """An overview as its page shows it: the rows of this page, their cells, and the picture of the chosen view."""

    looked: Looked
    rows: Sequence[Row]
    cells: Mapping[int, Mapping[str, Cell]]
    shown: Sequence[str]
    pages: int
    years: Sequence[int]
    countries: Sequence[str]
    drawn: Drawn


def drawing(rows: Sequence[Row], scope: Scope, chosen: Looked) -> Drawing:
    """Draw an overview of these rows."""
    today = clock.today()
    countries = sorted({country for row in rows for country in row.countries})
    chosen, kept, within = _of_these(rows, scope, chosen)
    pages = max(1, -(-len(kept) // AT_ONCE))
    here = kept[(chosen.page - 1) * AT_ONCE : chosen.page * AT_ONCE]
    asked, shown = chosen.asked, chosen.asked.goals
    found: Mapping[int, Mapping[str, Cell]] = {}
    if chosen.view == MAP:
        part = scope if scope.projects else Scope(partnerships=[row.id for row in here])
        found = overview.by_row(overview.cells(g.db, part, asked, today))
        drawn = figures.heat([(row.name, _spots(found.get(row.id, {}))) for row in here], shown, _said)
    elif chosen.view == CIRCLE:
        named = overview.named(g.db, within, asked, today)
        drawn = figures.sunburst([(each.goal, each.target, each.states) for each in named], _said)
    else:
        years = overview.years(g.db, within, asked, today)
        drawn = figures.trend([(each.year, each.states) for each in years], _said)
    return Drawing(chosen, here, found, shown, pages, overview.known_years(g.db, scope), countries, drawn)


def table(rows: Sequence[Row], scope: Scope, chosen: Looked) -> tuple[list[str], list[list[str]]]:
    """Return head and lines of what is chosen, of all pages: a line for each row and goal of which it says anything."""
    chosen, kept, within = _of_these(rows, scope, chosen)
    found = overview.by_row(overview.cells(g.db, within, chosen.asked, clock.today()))
    head = [
        _said(word)
        for word in (N_("Who"), N_("Number"), N_("Name"), N_("State"), N_("Helps"), N_("Harms"), N_("Unknown"))
    ]
    lines = []
    names = {each.id: _said(each.name) for each in goals.GOALS}
    states = {state: _said(name) for state, name in STATE_NAMES.items()}
    for row in kept:
        cells = found.get(row.id, {})
        for id in chosen.asked.goals:
            cell = cells.get(id)
            if cell:
                marks = ["x" if told else "" for told in (cell.helps, cell.harms, cell.unknown)]
                lines.append([row.name, id, names[id], states[cell.state], *marks])
    return head, lines


def _spots(cells: Mapping[str, Cell]) -> dict[str, Spot]:
    return {goal: Spot(level=STATES.index(cell.state), harms=cell.harms) for goal, cell in cells.items()}


def _said(sentence: str) -> str:
    return str(gettext(sentence))
