"""Outlines: the lines with which stretches of time are drawn: a phase that widens or narrows, a hatched strip."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from tools.pictures import pattern
from tools.trajectory_designer.events import Event

WIDE, NARROW, BAR = 0.4, 0.06, 0.2
"""Half the height of a phase, in rows, where it is wide, where it is narrow, and where it is a bar."""
BREATH = {
    "open": (NARROW, WIDE),
    "deepen": (WIDE, WIDE),
    "choose": (WIDE, NARROW),
    "do": (BAR, BAR),
    "anchor": (BAR, BAR),
}
"""Half the height of a phase at its first and at its last day."""
STRIP = 0.5
"""Height of a hatched strip, in rows."""
HATCHED = 1
"""The place of slanted strokes among the patterns of all pictures."""
DAY = 24 * 60 * 60 * 1000
"""Milliseconds of a day: in them plotly counts the length of a bar on an axis of days."""

Corners = list[tuple[datetime.date, float]]


def line(corners: Corners) -> dict[str, Any]:
    """Return a trace of a closed line, with its surface."""
    return {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        "x": [on.isoformat() for on, _ in corners],
        "y": [y for _, y in corners],
        "line": {"width": 1},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def outline(each: Event, y: float) -> Corners:
    """Return the corners of a phase, closed."""
    if each.mode in BREATH:
        left, right = BREATH[each.mode]
        corners = [(each.first, y - left), (each.first, y + left), (each.last, y + right), (each.last, y - right)]
    else:
        centre = middle(each.first, each.last)
        corners = [(each.first, y), (centre, y + WIDE), (each.last, y), (centre, y - WIDE)]
    return [*corners, corners[0]]


def hatched(strips: Sequence[tuple[float, datetime.date, datetime.date]]) -> dict[str, Any]:
    """Return a trace of hatched strips at these heights, from their first day until the end of their last."""
    day = datetime.timedelta(days=1)
    return {
        "type": "bar",
        "orientation": "h",
        "base": [first.isoformat() for _, first, _ in strips],
        "x": [((last - first) // day + 1) * DAY for _, first, last in strips],
        "y": [y for y, _, _ in strips],
        "width": STRIP,
        "marker": pattern(HATCHED),
    }


def middle(first: datetime.date, last: datetime.date) -> datetime.date:
    """Return the day in the middle of a stretch."""
    return first + (last - first) / 2
