"""Timeline: the route on a line of months, in one lane for each side and one for what happens together.

A phase is drawn as it breathes: opening widens, deepening stays wide, choosing narrows, so that the three together make
a diamond; doing and anchoring are bars, and a phase of which nobody said its kind is a diamond of its own. What happens
on a day is a mark: a diamond for a decision, a circle for an encounter, a triangle for a milestone, a square for
feedback, a star for a moment to adjust, a cross for a moment to learn. Blocked weeks are hatched, in a strip of the
lane of their place. Everything carries the number that it has in the table, and no two things cover each other: each
lane has as many rows as it needs.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from tools.canvas import Content, Context
from tools.pictures import Drawn, empty, figure
from tools.trajectory_designer.events import BLOCKED, KINDS, PHASE, Event, events, limits
from tools.trajectory_designer.outlines import hatched, line, middle, outline
from tools.trajectory_designer.plan import Plan
from tools.trajectory_designer.route import written
from tools.trajectory_designer.terms import TOGETHER
from tools.wording import N_

TITLE = N_("The route in time")
SYMBOLS = {
    "encounter": "circle",
    "decision": "diamond",
    "feedback": "square",
    "milestone": "triangle-up",
    "adjust": "star",
    "bridge": "cross",
}
APART = 14
"""How many marks beside each other a row can hold and still be read."""
SPARE = 30
"""Which part of the line of time stays free at both ends."""
ROW, MARGINS = 30, 70
"""Height of a row, and of what stands above and below all rows, in units of the picture."""

Numbered = tuple[int, Event]


def drawn(plan: Plan, content: Content, context: Context, translate: Callable[[str], str]) -> Drawn:
    """Return the timeline as a picture and as words; what to fill in while nothing on the route has its days."""
    found, undated = events(plan, content, context)
    if not found:
        says = N_(
            "Give the phases, the encounters and the decisions their days: then they stand here on a line of time."
        )
        return empty("timeline", translate(TITLE), translate(says))
    first, last = limits(found, content)
    numbered = list(enumerate(found, 1))
    places = {side.key: side.place for side in context.sides} | {TOGETHER: translate(N_("Together"))}
    rows, heads = _rows(numbered, list(places), (last - first).days)
    return Drawn(
        key="timeline",
        title=translate(TITLE),
        says=_says(found, undated, first, last, translate),
        figure=figure(list(_traces(numbered, rows, first, last, translate)), _layout(rows, heads, places, first, last)),
        head=[translate(word) for word in (N_("No."), N_("What"), N_("Kind"), N_("Where"), N_("From"), N_("Until"))],
        rows=[
            [str(number), each.name, each.called(translate), places[each.lane], written(each.first), written(each.last)]
            for number, each in numbered
        ],
    )


def _says(
    found: list[Event], undated: int, first: datetime.date, last: datetime.date, translate: Callable[[str], str]
) -> str:
    """Return in one sentence how much stands on the line, and in a second what has no day yet."""
    count = {kind: sum(event.kind == kind for event in found) for kind in KINDS}
    said = translate(
        N_("From {first} until {last}. Phases: {phases}, encounters: {encounters}, decisions: {decisions}.")
    ).format(
        first=written(first),
        last=written(last),
        phases=count[PHASE],
        encounters=count["encounter"],
        decisions=count["decision"],
    )
    waiting = translate(N_("Without a day yet, so not in the picture: {number}.")).format(number=undated)
    return f"{said} {waiting}" if undated else said


def _rows(numbered: list[Numbered], keys: list[str], days: int) -> tuple[dict[int, int], dict[str, int]]:
    """Return the row of each event, and the row of the name of each lane; rows count from the top, from 0.

    Under its name a lane has the blocked weeks, then the phases, then the marks, each in rows enough not to overlap.
    """
    gaps = {kind: max(1, days // APART) if kind in SYMBOLS else 1 for kind in KINDS}
    rows: dict[int, int] = {}
    heads: dict[str, int] = {}
    top = 0
    for key in keys:
        heads[key] = top
        top += 1
        for group in ((BLOCKED,), (PHASE,), tuple(SYMBOLS)):
            ends: list[datetime.date] = []
            for number, each in numbered:
                if each.lane == key and each.kind in group:
                    at = next(
                        (at for at, end in enumerate(ends) if (each.first - end).days >= gaps[each.kind]), len(ends)
                    )
                    ends[at : at + 1] = [each.last]
                    rows[number] = top + at
            top += len(ends)
    return rows, heads


def _traces(
    numbered: list[Numbered],
    rows: dict[int, int],
    first: datetime.date,
    last: datetime.date,
    translate: Callable[[str], str],
) -> Iterator[dict[str, Any]]:
    """Yield one trace for each phase and one for each other kind; a row is one unit high, and y goes down."""
    blocked = [
        (-rows[number], max(each.first, first), min(each.last, last))
        for number, each in numbered
        if each.kind == BLOCKED
    ]
    if blocked:
        yield {**hatched(blocked), "name": translate(KINDS[BLOCKED])}
    for number, each in numbered:
        if each.kind == PHASE:
            yield {**line(outline(each, -rows[number])), "name": each.called(translate)}
    stretches = [(number, each) for number, each in numbered if each.kind not in SYMBOLS]
    if stretches:
        yield {
            **_words(stretches, rows),
            "mode": "text",
            "x": [middle(max(each.first, first), min(each.last, last)).isoformat() for _, each in stretches],
            "textposition": "middle center",
            "showlegend": False,
        }
    for kind, symbol in SYMBOLS.items():
        marks = [(number, each) for number, each in numbered if each.kind == kind]
        if marks:
            yield {
                **_words(marks, rows),
                "mode": "markers+text",
                "x": [each.first.isoformat() for _, each in marks],
                "textposition": "middle right",
                "marker": {"symbol": symbol, "size": 11},
                "name": translate(KINDS[kind]),
            }


def _words(numbered: list[Numbered], rows: dict[int, int]) -> dict[str, Any]:
    """Return what marks and stretches have in common: their row, their number, and what they are called."""
    return {
        "type": "scatter",
        "y": [-rows[number] for number, _ in numbered],
        "text": [str(number) for number, _ in numbered],
        "hovertext": [each.name for _, each in numbered],
        "hoverinfo": "text",
    }


def _layout(
    rows: dict[int, int], heads: dict[str, int], places: dict[str, str], first: datetime.date, last: datetime.date
) -> dict[str, Any]:
    """Return the axes: months below, and the name of each lane above its rows, with a line between two lanes."""
    bottom = max([*rows.values(), *heads.values()])
    spare = min(max(1, (last - first).days // SPARE), (datetime.date.max - last).days, (first - datetime.date.min).days)
    apart = datetime.timedelta(days=spare)
    return {
        "height": MARGINS + ROW * (bottom + 1),
        "xaxis": {"type": "date", "range": [(first - apart).isoformat(), (last + apart).isoformat()]},
        "yaxis": {"range": [-bottom - 0.5, 0.5], "visible": False},
        "annotations": [
            {"text": places[key], "xref": "paper", "x": 0, "xanchor": "left", "y": -row, "showarrow": False}
            for key, row in heads.items()
        ],
        "shapes": [
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0.5 - row, "y1": 0.5 - row, "line": {"width": 1}}
            for row in heads.values()
            if row
        ],
    }
