"""Points: traces of kind scatter, that is marks, lines between them and the words beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitation.pictures.lettering import number
from facilitation.pictures.marks import mark, path, stroke
from facilitation.pictures.plane import Box, Plane, Wish, each, title

Place = tuple[float, float] | None
_ALL = ("top", "right", "bottom", "left")


def points(trace: Mapping[str, Any], plane: Plane) -> str:
    """Return the lines and marks of a trace; its words are left as wishes on the plane."""
    xs, ys = list(trace.get("x") or ()), list(trace.get("y") or ())
    places = [_place(plane, x, y) for x, y in zip(xs, ys, strict=False)]
    modes = str(trace.get("mode") or "lines+markers").split("+")
    drawn = _lines(trace, places) if "lines" in modes else ""
    marker: Mapping[str, Any] = trace.get("marker") or {}
    count = len(places)
    symbols, sizes = each(marker.get("symbol"), count), each(marker.get("size"), count)
    texts, hovers = each(trace.get("text"), count), each(trace.get("hovertext"), count)
    faint, wheres = each(marker.get("opacity"), count), each(trace.get("textposition"), count)
    for at, place in enumerate(places):
        if place is None or not _within(plane, place):
            continue
        radius = float(sizes[at] or 8) / 2 if "markers" in modes else 0.0
        box: Box = (place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius)
        if "markers" in modes:
            more = _outline(marker) + (f' opacity="{number(float(faint[at]))}"' if faint[at] not in (None, 1) else "")
            drawn += mark(str(symbols[at] or "circle"), *place, radius, title(hovers[at]), more)
            plane.taken.append(box)
        if "text" in modes and texts[at]:
            plane.wishes.append(Wish(box, _wanted(wheres[at], radius), str(texts[at]), put=not radius))
    return drawn


def _place(plane: Plane, x: Any, y: Any) -> Place:
    across, up = plane.x.number(x), plane.y.number(y)
    return None if across is None or up is None else (plane.x.at(across), plane.y.at(up))


def _within(plane: Plane, place: tuple[float, float]) -> bool:
    return plane.x.start - 1 <= place[0] <= plane.x.end + 1 and plane.top - 1 <= place[1] <= plane.bottom + 1


def _outline(marker: Mapping[str, Any]) -> str:
    wide = (marker.get("line") or {}).get("width")
    return f' stroke-width="{number(float(wide))}"' if isinstance(wide, (int, float)) else ""


def _wanted(where: Any, radius: float) -> tuple[str, ...]:
    """Return the places to try for a label, the wanted one first; words without a mark stand where they are put."""
    upright, _, across = str(where or ("top center" if radius else "middle center")).partition(" ")
    first = across if upright == "middle" and across in ("left", "right") else upright
    return (first, *(place for place in _ALL if place != first)) if radius else (first,)


def _lines(trace: Mapping[str, Any], places: list[Place]) -> str:
    """Return the line through the points, broken where one is blank; with `fill` its surface is tinted."""
    line = trace.get("line") or {}
    steps = str(line.get("shape") or "linear")
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None and not trace.get("connectgaps"):
            runs.append([])
        elif place is not None:
            if steps in ("hv", "vh") and runs[-1]:
                before = runs[-1][-1]
                runs[-1].append((place[0], before[1]) if steps == "hv" else (before[0], place[1]))
            runs[-1].append(place)
    held = [run for run in runs if len(run) > 1]
    drawn = "".join(path(run) for run in held)
    if not drawn:
        return ""
    tinted = f'<path class="f-s" d="{drawn}Z"/>' if trace.get("fill") == "toself" else ""
    return f'{tinted}<path d="{drawn}"{stroke(line)}/>'
