"""Geometry: where rings, parts and cards of the circle lie, the same every time for the same cards.

One unit is about a pixel of the picture; the middle of the circle is 0, 0. The five parts go clockwise from the top,
the rings from the middle outwards. Cards of one field stand on arcs, as far apart as there is room for: `room` is the
distance between two of them, never more than `WIDEST`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from tools.sdg_circle.activities import RING_KEYS, WEDGE_KEYS, Cell
from tools.tags import GLOBAL, LOCAL

EDGES = (0.0, 78.0, 116.0, 150.0)
"""Where rings begin and end: the middle is wide, because a fifth of it is narrow."""

RADIUS = EDGES[-1]
WIDTH = 162.0
"""From the middle to either side of the picture; the names of parts stand in its corners."""

WIDEST, CLOSEST = 30.0, 4.0
"""Between two cards of one field: at most, and at least; below that they would be one blot."""

TURN = math.radians(13)
"""By how much a word in an outer field is turned away from the middle of its part."""

STEP = 0.5
"""By how much cards move together, to see whether they fit now."""

Point = tuple[float, float]


def middle(p: str) -> float:
    """Return the angle of the middle of a part, in radians from the right and against the clock."""
    return math.radians(90 - 360 / len(WEDGE_KEYS) * WEDGE_KEYS.index(p))


def edges(ring: str) -> tuple[float, float]:
    """Return where a ring begins and ends."""
    at = RING_KEYS.index(ring)
    return EDGES[at], EDGES[at + 1]


def heart(cell: Cell) -> Point:
    """Return where a word stands in an empty field; beside the middle those of two rings stand one above the other."""
    ring, p = cell
    across = round(math.cos(middle(p)), 3)
    turned = math.copysign(TURN, across) if across else 0.0
    turn = {LOCAL: -turned, GLOBAL: turned}.get(ring, 0.0)
    return _point(_widest(ring), middle(p) + turn)


def spokes() -> list[Point]:
    """Return the outer ends of the lines between parts."""
    half = math.pi / len(WEDGE_KEYS)
    return [_point(RADIUS, middle(p) + half) for p in WEDGE_KEYS]


def room(cell: Cell, count: int) -> float:
    """Return how far apart so many cards of a field can stand."""
    apart = WIDEST
    while apart > CLOSEST and sum(most for _, most in _arcs(cell, apart)) < count:
        apart -= STEP
    return apart


def spots(cell: Cell, count: int) -> list[Point]:
    """Return a place for each of so many cards of a field, those on the outer arc first."""
    apart = room(cell, count)
    arcs = sorted(_arcs(cell, apart), reverse=True)
    taken = [0] * len(arcs)
    for _ in range(count):  # each card goes where an arc is the emptiest
        at = min(range(len(arcs)), key=lambda each: ((taken[each] + 1) / arcs[each][1], each))
        taken[at] += 1
    return [
        point for (radius, _), many in zip(arcs, taken, strict=True) for point in _on_arc(cell[1], radius, many, apart)
    ]


def _arcs(cell: Cell, apart: float) -> list[tuple[float, int]]:
    """Return (radius, how many cards fit on it) of every arc of a field when cards are so far apart."""
    inner, outer = edges(cell[0])
    first, last = inner + apart / 2, outer - apart / 2
    if last <= first:
        return [(_widest(cell[0]), 1)]
    many = int((last - first) / apart) + 1
    radii = [first + (last - first) * at / (many - 1) for at in range(many)] if many > 1 else [_widest(cell[0])]
    found = [(radius, int(_length(radius, apart) / apart)) for radius in radii]
    return [each for each in found if each[1] > 0] or [(_widest(cell[0]), 1)]


def _widest(ring: str) -> float:
    inner, outer = edges(ring)
    return outer * 0.66 if inner == 0 else (inner + outer) / 2


def _length(radius: float, apart: float) -> float:
    """Return how long an arc is between the lines of its part, with half a card free at both ends."""
    return radius * 2 * math.pi / len(WEDGE_KEYS) - apart * 0.5


def _on_arc(p: str, radius: float, many: int, apart: float) -> Iterator[Point]:
    """Yield points evenly along an arc, clockwise."""
    span = _length(radius, apart) / radius
    for at in range(many):
        yield _point(radius, middle(p) + span / 2 - span * (at + 0.5) / many)


def _point(radius: float, angle: float) -> Point:
    return round(radius * math.cos(angle), 1), round(radius * math.sin(angle), 1)
