"""Bars: traces of kind bar, lying or standing, beside, over or upon each other; and the cells of a heatmap."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facilitation.pictures.axes import DAY_MS, days
from facilitation.pictures.lettering import LEADING, label, lines, number, width
from facilitation.pictures.plane import Box, Plane, Wish, each, title

Trace = Mapping[str, Any]
PALEST, DARKEST = 0.05, 0.45
"""How much ink the lowest and the highest cell of a heatmap gets; words on the darkest stay legible."""


@dataclass(frozen=True)
class Bar:
    """One bar: along its axis from where to where (in units), its place across, and what stands on it."""

    trace: Trace
    begin: float
    end: float
    across: Any
    at: int


def is_lying(trace: Trace) -> bool:
    """Return whether the bars of a trace lie: their length is along x."""
    return trace.get("orientation") == "h"


def of_days(traces: Sequence[Trace]) -> bool:
    """Return whether bars begin at days: their lengths are milliseconds then."""
    return any(isinstance(base, str) for trace in traces for base in _list(trace.get("base")) if base)


def bars_of(traces: Sequence[Trace], layout: Mapping[str, Any]) -> list[Bar]:
    """Return the bars of all traces, with those that stand upon each other where they stand."""
    numbered: Callable[[Any], float] = days if of_days(traces) else float
    unit = DAY_MS if of_days(traces) else 1
    piled = layout.get("barmode") in ("stack", "relative")
    heights: dict[tuple[str, bool], float] = {}
    made = []
    for trace in traces:
        along, across = (trace.get("x"), trace.get("y")) if is_lying(trace) else (trace.get("y"), trace.get("x"))
        lengths = list(along or ())
        bases = each(trace.get("base"), len(lengths))
        names = list(across) if across is not None else list(range(len(lengths)))
        for at, (length, name) in enumerate(zip(lengths, names, strict=False)):
            if length is None or name is None:
                continue
            far = float(length) / unit
            begin = numbered(bases[at]) if bases[at] is not None else 0.0
            if piled and bases[at] is None:
                begin = heights.get((str(name), far < 0), 0.0)
                heights[str(name), far < 0] = begin + far
            made.append(Bar(trace, begin, begin + far, name, at))
    return made


def bars(traces: Sequence[Trace], plane: Plane) -> str:
    """Return all bars and their words."""
    beside = plane.layout.get("barmode", "group") == "group"
    return "".join(_bar(bar, plane, *_slot(bar.trace, traces, plane, beside)) for bar in bars_of(traces, plane.layout))


def _slot(trace: Trace, traces: Sequence[Trace], plane: Plane, beside: bool) -> tuple[float, float]:
    """Return how far from the middle of its place a bar of a trace stands, and how thick it is, in units across."""
    whole = 1 - float(plane.layout.get("bargap") or 0.0)
    if not beside or len(traces) == 1:
        return 0.0, float(trace.get("width") or whole) if not isinstance(trace.get("width"), (list, tuple)) else whole
    turn = next(at for at, each in enumerate(traces) if each is trace)
    return whole * ((turn + 0.5) / len(traces) - 0.5), whole / len(traces)


def _bar(bar: Bar, plane: Plane, off: float, thick: float) -> str:
    lying = is_lying(bar.trace)
    along, across = (plane.x, plane.y) if lying else (plane.y, plane.x)
    where = across.number(bar.across)
    if where is None:
        return ""
    ends = sorted(
        min(max(along.at(value), min(along.start, along.end)), max(along.start, along.end))
        for value in (bar.begin, bar.end)
    )
    middle = across.at(where) + off * across.band
    half = thick * across.band / 2
    left, top, right, bottom = (
        (ends[0], middle - half, ends[1], middle + half) if lying else (middle - half, ends[0], middle + half, ends[1])
    )
    plane.taken.append((left, top, right, bottom))
    marker = bar.trace.get("marker") or {}
    shapes = (marker.get("pattern") or {}).get("shape")
    shape = each(shapes, bar.at + 1)[bar.at] or ""
    faint = each(marker.get("opacity"), bar.at + 1)[bar.at]
    drawn = f'<rect x="{number(left)}" y="{number(top)}" width="{number(right - left)}" height="{number(bottom - top)}"'
    drawn += plane.patterns.fill(str(shape)) + (f' opacity="{number(float(faint))}"' if faint not in (None, 1) else "")
    hover = title(each(bar.trace.get("hovertext"), bar.at + 1)[bar.at])
    drawn += f"><title>{hover}</title></rect>" if hover else "/>"
    said = each(bar.trace.get("text"), bar.at + 1)[bar.at]
    place = each(bar.trace.get("textposition"), bar.at + 1)[bar.at] or "auto"
    if said in (None, "") or place == "none":
        return drawn
    return drawn + _words(str(said), place, (left, top, right, bottom), lying, bar.end < bar.begin, plane)


def _words(said: str, place: str, box: Box, lying: bool, back: bool, plane: Plane) -> str:
    """Return the words of a bar: inside when they fit, else (unless they must stay inside) behind its end."""
    left, top, right, bottom = box
    middle = (left + right) / 2
    if not lying:
        kept, _ = lines(said, max(right - left, 28), 1)
        up = top - 4 if place != "inside" and not back else min(top + 13, bottom)
        return label(middle, up, kept, "m", "f-n")
    base = (top + bottom) / 2 + 4.5
    inner = right - left - 6
    if place != "outside" and width(said) <= inner:
        return label(middle, base, [said], "m", "f-n")
    if place == "inside":
        kept, _ = lines(said, inner, max(1, int((bottom - top) // LEADING)))
        fits = kept and all(len(line) > 2 or line == said for line in kept)
        return label(middle, base - (len(kept) - 1) * LEADING / 2, kept, "m", "f-n") if fits else ""
    plane.wishes.append(Wish(box, ("left" if back else "right",), said))
    return ""


def cells(trace: Trace, plane: Plane) -> str:
    """Return the cells of a heatmap: the higher the value, the more ink; their words stand on them."""
    rows = list(trace.get("z") or ())
    xs, ys = edges(trace)
    texts = trace.get("text") or []
    known = [float(value) for row in rows for value in row if value is not None]
    low = float(trace["zmin"]) if trace.get("zmin") is not None else min(known, default=0.0)
    high = float(trace["zmax"]) if trace.get("zmax") is not None else max(known, default=1.0)
    wide, tall = abs(plane.x.band), abs(plane.y.band)
    drawn = ""
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            x, y = plane.x.number(xs[across]), plane.y.number(ys[down])
            if x is None or y is None:
                continue
            left, top = plane.x.at(x) - wide / 2, plane.y.at(y) - tall / 2
            ink = "" if value is None else f' fill-opacity="{_ink(float(value), low, high):.2f}"'
            drawn += (
                f'<rect x="{number(left)}" y="{number(top)}" width="{number(wide)}" height="{number(tall)}" class="f-z"'
            )
            drawn += (ink or ' fill-opacity="0"') + "/>"
            said = texts[down][across] if down < len(texts) and across < len(texts[down]) else None
            kept, _ = lines(said, wide - 3, max(1, int(tall // LEADING)))
            if kept:
                drawn += label(left + wide / 2, top + tall / 2 + 4.5 - (len(kept) - 1) * LEADING / 2, kept, "m", "f-n")
    return drawn


def edges(trace: Trace) -> tuple[list[Any], list[Any]]:
    """Return the names of the columns and rows of a heatmap, their numbers when it names none."""
    rows = list(trace.get("z") or ())
    count = max((len(row) for row in rows), default=0)
    xs, ys = trace.get("x"), trace.get("y")
    return list(xs) if xs is not None else list(range(count)), list(ys) if ys is not None else list(range(len(rows)))


def _ink(value: float, low: float, high: float) -> float:
    part = min(1.0, max(0.0, (value - low) / (high - low))) if high > low else 1.0
    return PALEST + part * (DARKEST - PALEST)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
