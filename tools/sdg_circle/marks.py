"""Marks: how an activity looks in the circle, so that all of it reads without colour.

A mark has the shape of its side and the number of its goal beside it. Solid helps; hollow neither helps nor harms, or
nobody knows, and then a question mark stands with the number; hollow with a ▼ in it harms. How large it is says
nothing: where many stand in one field they are smaller, and where they stand too close their numbers are in the table
only, so that no number stands beside another mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tools import pictures
from tools.canvas import Context
from tools.sdg_circle import geometry
from tools.sdg_circle.activities import CELLS, Card, Cell, called, goal_of, side_of
from tools.sdg_circle.options import TOGETHER
from tools.sdg_circle.table import BLANK, Translate, direction_name, goal_name, lines, place_name
from tools.tags import NEGATIVE, POSITIVE, UNKNOWN
from tools.wording import N_

LARGEST, SMALLEST = 14.0, 5.0
"""How large a mark is across, at most and at least."""

FILLS = 0.62
"""How much of the distance between two activities a mark takes."""

NUMBERED = 17.0
"""The distance between two activities from which on their numbers have room."""

INSIDE = 0.55
"""How large the sign of harm is in its mark."""

NOBODY = "nobody"
"""The group, in the legend, of what is of no known side."""

HELPS, NEITHER, HARMS = N_("Solid: it helps"), N_("Hollow: neither, or not known yet"), N_("It harms")

Placed = Sequence[tuple[Card, geometry.Point, float]]
"""Activities, each with its place and how far it is to the next one."""


def traces(standing: Mapping[Cell, Sequence[Card]], context: Context, translate: Translate) -> Iterator[dict[str, Any]]:
    """Yield the legend, and then the marks of every side; switching a side off in the legend hides them."""
    placed = [each for cell in CELLS if cell in standing for each in _of_cell(cell, standing[cell])]
    order = [*(side.key for side in context.sides), TOGETHER, ""]
    known = dict.fromkeys(side_of(card, context) for card, _, _ in placed)
    sides = sorted(known, key=lambda key: order.index(key) if key in order else len(order))
    for side in sides:
        yield _sign(place_name(side, context, translate), symbol(side, context), legendgroup=side or NOBODY)
    yield from _meanings([card["direction"] for card, _, _ in placed], translate)
    for side in sides:
        own = [each for each in placed if side_of(each[0], context) == side]
        yield _activities(own, side, context, translate)
        harms = [each for each in own if each[0]["direction"] in NEGATIVE]
        if harms:
            yield _points(harms, side, ["triangle-down"] * len(harms), INSIDE)


def _of_cell(cell: Cell, cards: Sequence[Card]) -> Placed:
    apart = geometry.room(cell, len(cards))
    return [(card, spot, apart) for card, spot in zip(cards, geometry.spots(cell, len(cards)), strict=True)]


def size(apart: float) -> float:
    """Return how large a mark is across where two of them are so far apart."""
    return round(max(SMALLEST, min(LARGEST, apart * FILLS)), 1)


def number(card: Card) -> str:
    """Return what stands beside a mark: the number of its goal, and a question mark while nobody knows what it does."""
    goal = goal_of(card)
    return (goal.id if goal else "") + ("?" if card["direction"] == UNKNOWN else "")


def symbol(side: str, context: Context) -> str:
    """Return the mark of a side; "all together" and "not said" have marks that no side here has."""
    keys = [each.key for each in context.sides]
    if side in keys:
        return str(pictures.shape(keys.index(side))["symbol"])
    taken = {pictures.shape(at)["symbol"] for at in range(len(keys))}
    return "hexagon" if side != TOGETHER else "hourglass" if "diamond" in taken else "diamond"


def _meanings(directions: Sequence[str | None], translate: Translate) -> Iterator[dict[str, Any]]:
    """Yield a sign for each way of filling that occurs."""
    for mark, meaning, there in (
        ("circle", HELPS, any(each in POSITIVE for each in directions)),
        ("circle-open", NEITHER, any(each not in POSITIVE | NEGATIVE for each in directions)),
        ("triangle-down", HARMS, any(each in NEGATIVE for each in directions)),
    ):
        if there:
            yield from (_sign(line, mark) for line in lines(translate(meaning)))


def _sign(name: str, mark: str, **more: Any) -> dict[str, Any]:
    """Return a trace that stands in the legend only."""
    nowhere = {"type": "scatter", "mode": "markers", "x": [None], "y": [None]}
    return {**nowhere, "name": name, "showlegend": True, "marker": {"symbol": mark}, **more}


def _points(own: Placed, side: str, symbols: Sequence[str], part: float = 1) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [spot[0] for _, spot, _ in own],
        "y": [spot[1] for _, spot, _ in own],
        "hoverinfo": "skip",
        "marker": {"symbol": list(symbols), "size": [round(size(apart) * part, 1) for _, _, apart in own]},
        "legendgroup": side or NOBODY,
        "showlegend": False,
    }


def _activities(own: Placed, side: str, context: Context, translate: Translate) -> dict[str, Any]:
    """Return the marks of one side."""
    shape = symbol(side, context)
    symbols = [shape if card["direction"] in POSITIVE else f"{shape}-open" for card, _, _ in own]
    return {
        **_points(own, side, symbols),
        "mode": "markers+text",
        "text": [number(card) if apart >= NUMBERED else "" for card, _, apart in own],
        "textposition": "middle right",
        "hovertext": [_told(card, context, translate) for card, _, _ in own],
        "hoverinfo": "text",
    }


def _told(card: Card, context: Context, translate: Translate) -> str:
    """Return what is told of an activity to whoever points at its mark."""
    said = called(card, context.languages), goal_name(card, translate), direction_name(card, translate)
    return "<br>".join(each for each in said if each != BLANK)
