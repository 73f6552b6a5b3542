"""Sunburst: rings of pieces, each as wide as its share, what belongs together behind each other.

The words of the innermost ring stand in it, the next ring carries what stands before the first blank of its labels (the
number of a goal, and a sign after a no-break space where there is room for it); who points at a piece reads the whole
label. The table beside the picture holds all of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from facilitation.pictures.lettering import escaped, label, number, width
from facilitation.pictures.marks import CannotDraw

RADII = (38.0, 88.0, 130.0, 160.0)
"""Where each ring begins, and the last one ends, in units of the picture."""
LEAST = 2.5
"""Degrees from which on a piece is wide enough to carry a number, at the ring of goals."""


def sunburst(trace: Mapping[str, Any], middle: float) -> tuple[str, float]:
    """Return a sunburst around a place across, and its height; pieces that are too small for words carry none."""
    ids, labels, values = (list(trace.get(name) or ()) for name in ("ids", "labels", "values"))
    parents = list(trace.get("parents") or ())
    if trace.get("branchvalues") != "total" or not len(ids) == len(labels) == len(values) == len(parents):
        raise CannotDraw("a sunburst needs ids, labels, parents and totals")
    size, said = dict(zip(ids, values, strict=True)), dict(zip(ids, labels, strict=True))
    inside: dict[str, list[str]] = {}
    for id, parent in zip(ids, parents, strict=True):
        inside.setdefault(parent, []).append(id)
    whole = sum(size[id] for id in inside.get("", ())) or 1
    surfaces: list[str] = []
    words: list[str] = []
    centre = RADII[-1] + 4

    def ring(members: Sequence[str], depth: int, start: float, turn: float) -> None:
        """Draw pieces of one ring, each with what is behind it."""
        if depth >= len(RADII) - 1:
            return
        for id in members:
            share = turn * size[id]
            surfaces.append(_piece(middle, centre, RADII[depth], RADII[depth + 1], start, share, said[id], depth))
            words.append(_word(middle, centre, depth, start + share / 2, share, said[id]))
            ring(inside.get(id, ()), depth + 1, start, turn)
            start += share

    ring(inside.get("", ()), 0, -90.0, 360.0 / whole)
    return "".join(surfaces) + "".join(words), 2 * centre


def _piece(x: float, y: float, inner: float, outer: float, start: float, share: float, said: str, depth: int) -> str:
    """Return one piece as a path; a whole round is two halves, since an arc cannot end where it begins."""
    title = f"<title>{escaped(said)}</title>"
    kind = "f-b" if depth == 0 else "f-s f-r"
    if share > 359.99:
        halves = "".join(_arc(x, y, inner, outer, start + half, 180.0) for half in (0.0, 180.0))
        return f'<path class="{kind}" d="{halves}">{title}</path>'
    return f'<path class="{kind}" d="{_arc(x, y, inner, outer, start, share)}">{title}</path>'


def _arc(x: float, y: float, inner: float, outer: float, start: float, share: float) -> str:
    large = int(share > 180)
    near, far = _at(x, y, inner, start), _at(x, y, outer, start)
    far_end, near_end = _at(x, y, outer, start + share), _at(x, y, inner, start + share)
    out, back = (number(outer),) * 2, (number(inner),) * 2
    return f"M{near}L{far}A{' '.join(out)} 0 {large} 1 {far_end}L{near_end}A{' '.join(back)} 0 {large} 0 {near}Z"


def _at(x: float, y: float, radius: float, angle: float) -> str:
    turned = math.radians(angle)
    return f"{number(x + radius * math.cos(turned))} {number(y + radius * math.sin(turned))}"


def _word(x: float, y: float, depth: int, angle: float, share: float, said: str) -> str:
    """Return what stands on a piece, "" when it has no room for it."""
    if depth > 1:
        return ""
    text = said if depth == 0 else said.split(" ")[0]
    middle = (RADII[depth] + RADII[depth + 1]) / 2
    room = math.radians(min(share, 180.0)) * middle
    if depth == 1 and room < width(text):
        text = text.partition("\N{NO-BREAK SPACE}")[0]
    if (depth == 0 and room < 26) or (depth == 1 and (share < LEAST or room < width(text))):
        return ""
    turned = math.radians(angle)
    return label(x + middle * math.cos(turned), y + middle * math.sin(turned) + 4.5, [text], "m", "f-n")
