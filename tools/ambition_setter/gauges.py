"""Gauges: how far each number has come: a track from what it was at the start (0 %) to what it should become (100 %).

    travelled = (now - baseline) / (target - baseline) * 100        in per cent; below 0 and above 100 stay as they are

A number that should go down travels just as well. A sign has a gauge when it is not a story and its start and target
are known and differ; all signs stand in the table, stories too. Marks are those of the side that leads the goal.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from tools.ambition_setter.ladder import in_order, mark
from tools.ambition_setter.questions import STORY
from tools.canvas import Content, Context
from tools.content import filled_cards
from tools.pictures import Drawn, empty, figure, words
from tools.wording import N_

TITLE = N_("How far the numbers have come")
FULL = 100
"""Per cent of the way: the target."""
ROW, AROUND = 56, 90
"""Height of one gauge, and of what stands around all of them."""
BESIDE = 10
"""Per cent beside the furthest marks, so that their numbers fit."""
SHOWN_DIGITS = 12
"""Digits of a number in the table: what a double holds without its last, untrue ones."""

OF_THE_WAY = N_("Of the way (%)")
HEAD = (
    N_("Sign"),
    N_("Goal"),
    N_("What do we look at?"),
    N_("At the start"),
    N_("By now"),
    N_("Target"),
    OF_THE_WAY,
)


def gauges(content: Content, context: Context, translate: Callable[[str], str]) -> Drawn:
    """Return one track for each number, and all signs in the table."""
    signs = filled_cards(content, "signs.indicators")
    tracks = [(number, sign) for number, sign in enumerate(signs, 1) if has_track(sign)]
    rows = [_row(number, sign, content, context, translate) for number, sign in enumerate(signs, 1)]
    head = [translate(each) for each in HEAD] if rows else []
    if not tracks:
        says = translate(N_("Give a number its start and its target: then you see here how far it has come."))
        blank = empty("gauges", translate(TITLE), says)
        return Drawn(key=blank.key, title=blank.title, says=blank.says, figure=None, head=head, rows=rows)
    there = sum((travelled(sign) or 0) >= FULL for _, sign in tracks)
    says = translate(N_("Of {all} numbers, {measured} were measured since the start and {there} reached their target."))
    measured = sum(travelled(sign) is not None for _, sign in tracks)
    return Drawn(
        key="gauges",
        title=translate(TITLE),
        says=says.format(all=len(tracks), measured=measured, there=there),
        figure=_drawn(tracks, content, context, translate),
        head=head,
        rows=rows,
    )


def has_track(sign: dict[str, Any]) -> bool:
    """Return whether a sign is a number with a start and a target that differ, so that it can be drawn."""
    ends = sign["baseline"], sign["target"]
    if sign["kind"] == STORY or None in ends or sign["baseline"] == sign["target"]:
        return False
    way = travelled({**sign, "now": sign["now"] if sign["now"] is not None else sign["target"]})
    return way is not None and math.isfinite(way)


def travelled(sign: dict[str, Any]) -> float | None:
    """Return how much of the way from start to target lies behind, in per cent; None when nobody measured."""
    if sign["now"] is None or None in (sign["baseline"], sign["target"]) or sign["baseline"] == sign["target"]:
        return None
    way: float = (sign["now"] - sign["baseline"]) / (sign["target"] - sign["baseline"]) * FULL
    return way


def number(value: float | None) -> str:
    """Return a number as the table tells it: without zeros at its end, never with an exponent; "" for none."""
    if value is None:
        return ""
    if isinstance(value, int) or float(value).is_integer():
        return str(int(value))
    digits = max(0, SHOWN_DIGITS - 1 - math.floor(math.log10(abs(value))))
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")


def _row(
    at: int, sign: dict[str, Any], content: Content, context: Context, translate: Callable[[str], str]
) -> list[str]:
    """Return what the table tells of a sign; a number with its unit, a story as a story."""
    goals = [each["id"] for each in filled_cards(content, "change.goals")]
    goal = next((str(goals.index(each) + 1) for each in sign["goal"] or () if each in goals), "")
    name = words(sign["name"], context.languages)
    if sign["kind"] == STORY:
        return [str(at), goal, name, translate(N_("a story")), "", "", ""]
    unit = words(sign["unit"], context.languages)
    said = [f"{number(sign[part])} {unit}".strip() if sign[part] is not None else "" for part in PARTS]
    way = travelled(sign) if has_track(sign) else None
    return [str(at), goal, name, *said, number(None if way is None else round(way, 1))]


PARTS = ("baseline", "now", "target")


def _drawn(
    tracks: list[tuple[int, dict[str, Any]]], content: Content, context: Context, translate: Callable[[str], str]
) -> Any:
    """Return the figure: one row for each number, the first at the top, its name with the row."""
    goals = {goal["id"]: goal for goal in filled_cards(content, "change.goals")}
    names = []
    lines: list[tuple[float | None, int | None]] = []
    marked: dict[tuple[str, str], list[tuple[float, int, str]]] = {}
    for row, (at, sign) in enumerate(tracks):
        names.append(f"{at}. {words(sign['name'], context.languages)}".strip())
        lines += [(0, row), (FULL, row), (None, None)]
        way = travelled(sign)
        if way is not None:
            goal = next((goals[each] for each in sign["goal"] or () if each in goals), None)
            marked.setdefault(mark(goal, context, translate), []).append((round(way, 1), row, number(sign["now"])))
    ways = [0, *(x for points in marked.values() for x, _, _ in points)]
    ends = [(x, row, number(sign[part])) for row, (_, sign) in enumerate(tracks) for x, part in ENDS]
    return figure(
        [
            {
                "type": "scatter",
                "mode": "lines",
                "x": [x for x, _ in lines],
                "y": [y for _, y in lines],
                "hoverinfo": "skip",
                "showlegend": False,
            },
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [x for x, _, _ in ends],
                "y": [y for _, y, _ in ends],
                "text": [said for _, _, said in ends],
                "textposition": "bottom center",
                "marker": {"symbol": "line-ns", "size": 12},
                "showlegend": False,
            },
            *(_marks(symbol, name, marked[symbol, name]) for symbol, name in in_order(marked)),
        ],
        {
            "height": AROUND + ROW * len(tracks),
            "xaxis": {
                "title": {"text": translate(OF_THE_WAY)},
                "range": [min(0, *ways) - BESIDE, max(FULL, *ways) + BESIDE],
                "showgrid": False,
                "zeroline": False,
            },
            "yaxis": {
                "tickvals": list(range(len(tracks))),
                "ticktext": names,
                "automargin": True,
                "range": [len(tracks) - 0.4, -0.5],
                "showgrid": False,
                "zeroline": False,
            },
        },
    )


ENDS = ((0, "baseline"), (FULL, "target"))


def _marks(symbol: str, name: str, points: list[tuple[float, int, str]]) -> dict[str, Any]:
    """Return the marks of where the numbers of one side stand by now."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": name,
        "x": [x for x, _, _ in points],
        "y": [row for _, row, _ in points],
        "text": [said for _, _, said in points],
        "textposition": "top center",
        "marker": {"symbol": symbol, "size": 12},
        "showlegend": True,
    }
