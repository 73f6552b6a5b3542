"""Page: one picture put together: margins, axes, legend and what stands around the traces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from facilitation.pictures.axes import DATE, LINEAR, Axis, axis
from facilitation.pictures.bars import Trace, bars, bars_of, cells, edges, is_lying, of_days
from facilitation.pictures.lettering import LEADING, escaped, label, lines, number, width
from facilitation.pictures.marks import CannotDraw, Patterns
from facilitation.pictures.plane import Plane
from facilitation.pictures.points import points
from facilitation.pictures.sunburst import sunburst
from facilitation.pictures.surroundings import above, below, legend, notes
from tools.pictures import Drawn

WIDTH = 340
"""Width of every picture in its own units: about that of a phone, and of the column beside a canvas."""
AROUND = 70
"""What of the height of a figure is taken by what stands around its plane."""
BESIDE = 92
"""Names of rows stand beside their rows when none is wider than this."""
KINDS = ("scatter", "bar", "heatmap")


def svg(drawn: Drawn, language: str) -> str:
    """Return the picture as SVG, "" when there is nothing to draw; numbers and days are written as in a language."""
    if drawn.figure is None:
        return ""
    made: Mapping[str, Any] = drawn.figure if isinstance(drawn.figure, Mapping) else drawn.figure.to_dict()
    return painted(made.get("data") or (), made.get("layout") or {}, drawn.key, drawn.says, language)


def painted(traces: Sequence[Trace], layout: Mapping[str, Any], key: str, says: str, language: str) -> str:
    """Return traces and a layout, as plotly has them, as one SVG named by what it says."""
    shown = [trace for trace in traces if trace.get("visible") in (None, True)]
    if [trace.get("type") for trace in shown] == ["sunburst"]:
        pieces, tall = sunburst(shown[0], WIDTH / 2)
        return f"{_head(tall, says)}{pieces}</svg>"
    for trace in shown:
        if trace.get("type", "scatter") not in KINDS or trace.get("xaxis") or trace.get("yaxis"):
            raise CannotDraw(f"trace {trace.get('type')} on {trace.get('xaxis')}, {trace.get('yaxis')}")
    patterns = Patterns(f"p-{key}")
    x, y = _axes(shown, layout, language)
    named, top = legend(shown, layout, patterns, WIDTH)
    for line in y.title:
        top += LEADING
        named += label(0, top - 4, [line], "", "f-t")
    plane, height, scaffold = _laid_out(x, y, shown, layout, patterns, top)
    # words of the figure lie upon surfaces and under marks, so that they hide nobody
    inner = named + scaffold + below(plane) + _surfaces(shown, plane) + notes(plane) + _points(shown, plane)
    inner += above(plane) + plane.labels()
    return f"{_head(height, says)}{patterns.definitions()}{inner}</svg>"


def _head(height: float, says: str) -> str:
    return f'<svg class="fig" viewBox="0 0 {WIDTH} {number(height)}" role="img" aria-label="{escaped(says)}">'


def _axes(traces: Sequence[Trace], layout: Mapping[str, Any], language: str) -> tuple[Axis, Axis]:
    """Return both axes, with everything on them in sight."""
    values: dict[str, list[Any]] = {"x": [], "y": []}
    lengths: dict[str, list[float]] = {"x": [], "y": []}
    dated: dict[str, str] = {}
    for trace in traces:
        if trace.get("type", "scatter") == "scatter":
            for name in "xy":
                values[name] += list(trace.get(name) or ())
        elif trace["type"] == "heatmap":
            for name, held in zip("xy", edges(trace), strict=True):
                values[name] += held
    standing = [trace for trace in traces if trace.get("type") == "bar"]
    for bar in bars_of(standing, layout):
        along, across = ("x", "y") if is_lying(bar.trace) else ("y", "x")
        lengths[along] += [bar.begin, bar.end]
        values[across].append(bar.across)
        if of_days(standing):
            dated[along] = DATE
    made = []
    for name in "xy":
        given = dict(layout.get(f"{name}axis") or {})
        if name in dated:
            given["type"] = DATE
        made.append(axis(given, values[name], lengths[name], language))
    return made[0], made[1]


def _laid_out(
    x: Axis, y: Axis, traces: Sequence[Trace], layout: Mapping[str, Any], patterns: Patterns, top: float
) -> tuple[Plane, float, str]:
    """Return the plane in its place, the height of the picture, and ticks, grid and titles."""
    ticks = y.ticks() if y.worded else []
    words = [[line for line in tick.said if line] for tick in ticks]
    stacked = any(width(line) > BESIDE for said in words for line in said)
    left = 2.0
    if y.worded:
        kept = [lines(" ".join(said), WIDTH - 8 if stacked else BESIDE, 2)[0] for said in words]
        high = LEADING * max((len(said) for said in kept), default=0)
        left += 0.0 if stacked else max((width(line) for said in kept for line in said), default=0.0) + 6
        tall = _rows(y, traces, layout, high, stacked)
    else:
        tall = float(max(int(layout.get("height") or 290) - AROUND, 60))
        y.start, y.end = tall, 0.0
        kept = []
        left += max((width(line) for tick in y.ticks() for line in tick.said), default=0.0) + 6
    x.start, x.end = left, WIDTH - 8.0
    if (layout.get("yaxis") or {}).get("scaleanchor") == "x":
        tall = (x.end - x.start) * abs((y.high - y.low) / ((x.high - x.low) or 1))
    x.band = (x.end - x.start) / (abs(x.high - x.low) or 1)
    across = _columns(x)
    over = (x.given.get("side") == "top") * max((len(said) for _, said in across), default=0) * LEADING
    begin = top + over + 6
    y.start, y.end = begin + tall, begin
    if not y.worded:
        y.band = tall / (abs(y.high - y.low) or 1)
    plane = Plane(x, y, layout, patterns, (2.0, top, WIDTH - 2.0, begin + tall))
    drawn = _grid(plane, across)
    celled = any(trace.get("type") == "heatmap" for trace in traces)
    filled = 1.0 if celled else 1 - float(layout.get("bargap") or 0.3)  # how much of a row stands below its words
    for tick, said in zip(ticks, kept, strict=False):
        at = y.edge(tick.value) + 4.5 - (len(said) - 1) * LEADING / 2
        if stacked:
            at = y.at(tick.value) - y.band * filled / 2 - 4 - (len(said) - 1) * LEADING
        drawn += label(2 if stacked else left - 6, at, said, "" if stacked else "e", "f-n") if said else ""
    if not y.worded:
        for tick in y.ticks():
            drawn += label(left - 6, y.at(tick.value) + 4.5, tick.said, "e") if tick.said else ""
    foot = begin + tall
    line = begin - over + 8 if over else foot + 14
    for at, said in across:
        drawn += label(at, line, said, "m") if said else ""
    if not over:
        foot += 4 + LEADING * max((len(said) for _, said in across), default=0)
    for title in x.title:
        foot += LEADING
        drawn += label(x.end, foot - 2, lines(title, WIDTH - 8, 1)[0], "e", "f-t")
    return plane, foot + 4, drawn


def _rows(y: Axis, traces: Sequence[Trace], layout: Mapping[str, Any], high: float, stacked: bool) -> float:
    """Give each row the room its bars, marks and words need, and return how tall all are together."""
    places = sorted({tick.value for tick in y.ticks()})
    gap = min((b - a for a, b in pairwise(places)), default=1.0) or 1.0
    lying = [trace for trace in traces if trace.get("type") == "bar"]
    beside = len(lying) if layout.get("barmode", "group") == "group" else 1
    worded = any("text" in str(trace.get("mode")) and trace.get("type") == "scatter" for trace in traces)
    body = 12.0 + 14 * beside if lying else 30.0 if any(trace.get("type") == "heatmap" for trace in traces) else 24.0
    body = max(body, 40.0) if worded else body
    pitch = body + high if stacked else max(body, high + 6)
    y.band = (body if stacked else pitch) / gap
    y.shift = high / 2 if stacked else 0.0
    return pitch * abs(y.high - y.low) / gap


def _columns(x: Axis) -> list[tuple[float, list[str]]]:
    """Return where the words of the ticks across stand, broken to the room between them."""
    ticks = x.ticks()
    if not x.worded:
        return [(min(max(x.at(tick.value), _half(tick.said)), WIDTH - _half(tick.said)), tick.said) for tick in ticks]
    places = sorted(x.at(tick.value) for tick in ticks)
    room = min((b - a for a, b in pairwise(places)), default=x.end - x.start) - 3
    return [(x.at(tick.value), lines(" ".join(tick.said), room, 3)[0]) for tick in ticks]


def _half(said: Sequence[str]) -> float:
    return max((width(line) for line in said), default=0.0) / 2 + 1


def _grid(plane: Plane, across: Sequence[tuple[float, list[str]]]) -> str:
    """Return the lines of the grid, and the two lines from which everything is counted."""
    x, y = plane.x, plane.y
    upright = [x.at(tick.value) for tick in x.ticks()] if not x.worded and x.given.get("showgrid") is not False else []
    level = [y.at(tick.value) for tick in y.ticks()] if not y.worded and y.given.get("showgrid") is not False else []
    fine = "".join(f"M{number(at)} {number(plane.top)}V{number(plane.bottom)}" for at in upright)
    fine += "".join(f"M{number(x.start)} {number(at)}H{number(x.end)}" for at in level)
    firm = ""
    if x.shown and x.kind == LINEAR and not x.worded:
        nought = x.at(0) if min(x.low, x.high) <= 0 <= max(x.low, x.high) else x.start
        firm += f"M{number(nought)} {number(plane.top)}V{number(plane.bottom)}"
    if y.shown and not y.worded:
        nought = y.at(0) if y.kind == LINEAR and min(y.low, y.high) <= 0 <= max(y.low, y.high) else plane.bottom
        firm += f"M{number(x.start)} {number(nought)}H{number(x.end)}"
    drawn = f'<path class="f-g" d="{fine}"/>' if fine else ""
    return drawn + (f'<path class="f-a" d="{firm}"/>' if firm else "")


def _surfaces(traces: Sequence[Trace], plane: Plane) -> str:
    """Return the cells and the bars of all traces."""
    drawn = "".join(cells(trace, plane) for trace in traces if trace.get("type") == "heatmap")
    return drawn + bars([trace for trace in traces if trace.get("type") == "bar"], plane)


def _points(traces: Sequence[Trace], plane: Plane) -> str:
    """Return the lines and marks of all traces, in their order."""
    return "".join(points(trace, plane) for trace in traces if trace.get("type", "scatter") == "scatter")
