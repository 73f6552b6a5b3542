"""Lanes: the picture of the calendar: one lane for each side, one bar for each moment, months along the bottom.

A lane begins with the name of its side, also when that put nothing on its calendar yet. At least a year is shown, from
the month of the first moment on. What fills a bar tells what the moment does to the process. What has no days takes no
place here and is only counted.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tools import pictures
from tools.canvas import Content, Context
from tools.environment_scan.calendar import Moment, moments
from tools.environment_scan.columns import column
from tools.environment_scan.labels import said, short, written
from tools.environment_scan.questions import EFFECTS
from tools.pictures import Drawn
from tools.wording import N_

YEAR = 365
"""Days that are shown at least."""

DAY = 86_400_000
"""A day in milliseconds: the unit of lengths along days, in plotly."""

ROW, REST = 40, 110
"""Height of a row and of all the rest, in pixels."""

LABEL, LINES = 22, 2
"""Letters on a line, and lines, of the words of a moment."""

FILLS = (*EFFECTS, ("", N_("Effect not said")))
"""What a bar may be, in the order of what fills it."""

NO_DAYS = N_("Put at least one moment with its first day on a calendar.")
COUNTED = N_("Not possible: {blocked}. Goes slower: {slow}. A good moment: {good}. Without clear days: {undated}.")
HEAD = (N_("Of which place"), N_("Moment"), N_("First day"), N_("Last day"), N_("What it does"))


class Row(NamedTuple):
    """A row of a lane: its place from the bottom, the words on it, and its moment; None for the name of a side."""

    y: int
    words: str
    moment: Moment | None


def drawn(content: Content, context: Context, translate: Callable[[str], str]) -> Drawn:
    """Return the calendar of all sides."""
    title = translate(N_("The year of every place"))
    order = [side.key for side in context.sides]
    found = moments(content, order)
    if not found:
        return pictures.empty("calendar", title, translate(NO_DAYS))
    counted = {key: sum(moment.effect == key for moment in found) for key, _ in EFFECTS}
    counted["undated"] = sum(len(column(content, "time.calendar", key)) for key in order) - len(found)
    labels = {key: translate(label) for key, label in FILLS}
    rows = _rows(found, context, translate)
    return Drawn(
        key="calendar",
        title=title,
        says=translate(COUNTED).format(**counted),
        figure=pictures.figure(list(_traces(rows, labels)), _layout(rows, found)),
        head=[translate(each) for each in HEAD],
        rows=[
            [
                context.place(moment.side),
                said(moment.event, context.languages),
                written(moment.first),
                written(moment.last),
                labels[moment.effect],
            ]
            for moment in found
        ],
    )


def _rows(found: list[Moment], context: Context, translate: Callable[[str], str]) -> list[Row]:
    """Return the rows of all lanes from the top: the name of each side, then its moments by day."""
    lines: list[tuple[str, Moment | None]] = []
    for side in context.sides:
        own = [moment for moment in found if moment.side == side.key]
        nothing = "" if own else f": {translate(N_('still empty'))}"
        lines.append((f"{side.place}{nothing}", None))
        lines += [(short(said(moment.event, context.languages), LABEL, LINES), moment) for moment in own]
    return [Row(len(lines) - 1 - number, words, moment) for number, (words, moment) in enumerate(lines)]


def _traces(rows: list[Row], labels: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the bars of each effect that occurs; the last day of a moment is part of it."""
    for number, (key, _) in enumerate(FILLS):
        own = [(row.y, row.moment) for row in rows if row.moment and row.moment.effect == key]
        if own:
            yield {
                "type": "bar",
                "orientation": "h",
                "name": labels[key],
                "y": [y for y, _ in own],
                "base": [moment.first.isoformat() for _, moment in own],
                "x": [DAY * (1 + (moment.last - moment.first).days) for _, moment in own],
                "width": 0.5,
                "marker": pictures.pattern(number),
            }


def _layout(rows: list[Row], found: list[Moment]) -> dict[str, Any]:
    """Return the months, the words of each row, and a line above each lane."""
    first = min(moment.first for moment in found).replace(day=1)
    last = max(max(moment.last for moment in found).toordinal() + 1, first.toordinal() + YEAR)
    ends = [first.isoformat(), datetime.date.fromordinal(min(last, datetime.date.max.toordinal())).isoformat()]
    edges = [row.y + 0.5 for row in rows if row.moment is None]
    return {
        "height": REST + ROW * len(rows),
        "xaxis": {"type": "date", "range": ends},
        "yaxis": {
            "range": [-0.5, len(rows) - 0.5],
            "tickvals": [row.y for row in rows],
            "ticktext": [row.words for row in rows],
            "automargin": True,
        },
        "shapes": [{"type": "line", "x0": ends[0], "x1": ends[1], "y0": edge, "y1": edge} for edge in edges],
    }
