"""Surroundings: the legend above a picture, and shapes and annotations on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitation.pictures.axes import Axis
from facilitation.pictures.lettering import LEADING, label, lines, number, width
from facilitation.pictures.marks import CannotDraw, Patterns, mark, stroke
from facilitation.pictures.plane import Plane, each

ROW = 20
"""Height of a row of the legend."""


def legend(
    traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], patterns: Patterns, wide: float
) -> tuple[str, float]:
    """Return the legend and how tall it is: one sign for each name, in rows."""
    named = [trace for trace in traces if trace.get("name") and trace.get("showlegend") is not False]
    once = {str(trace["name"]): trace for trace in reversed(named)}
    asked = layout.get("showlegend") or any(trace.get("showlegend") for trace in named)
    if layout.get("showlegend") is False or not (asked or len(once) > 1):
        return "", 0.0
    drawn, x, y = "", 0.0, 0.0
    for name, trace in reversed(once.items()):
        kept, _ = lines(name, wide - 30, 1)
        needed = 26 + width(kept[0] if kept else "") + 12
        if x and x + needed > wide:
            x, y = 0.0, y + ROW
        drawn += _sign(trace, x + 10, y + 9, patterns) + label(x + 24, y + 13.5, kept)
        x += needed
    return drawn, y + ROW + 2


def _sign(trace: Mapping[str, Any], x: float, y: float, patterns: Patterns) -> str:
    """Return the sign of a trace in the legend."""
    marker = trace.get("marker") or {}
    if trace.get("type") == "bar":
        shape = each((marker.get("pattern") or {}).get("shape"), 1)[0] or ""
        return f'<rect x="{number(x - 10)}" y="{number(y - 6)}" width="20" height="12"{patterns.fill(str(shape))}/>'
    modes = str(trace.get("mode") or "lines+markers")
    drawn = f'<path d="M{number(x - 10)} {number(y)}h20"{stroke(trace.get("line"))}/>' if "lines" in modes else ""
    return drawn + (mark(str(each(marker.get("symbol"), 1)[0] or "circle"), x, y, 5) if "markers" in modes else "")


def below(plane: Plane) -> str:
    """Return the shapes that lie under the traces."""
    return "".join(_shape(plane, shape) for shape in plane.layout.get("shapes") or () if shape.get("layer") == "below")


def above(plane: Plane) -> str:
    """Return the shapes that lie on the traces."""
    return "".join(_shape(plane, shape) for shape in plane.layout.get("shapes") or () if shape.get("layer") != "below")


def _shape(plane: Plane, shape: Mapping[str, Any]) -> str:
    ends = [_spot(plane, shape, f"x{end}", f"y{end}", False) for end in (0, 1)]
    (x0, y0), (x1, y1) = ends
    kind, line = shape.get("type", "rect"), shape.get("line") or {}
    if kind == "line":
        return f'<path d="M{number(x0)} {number(y0)}L{number(x1)} {number(y1)}"{stroke({"width": 1.5, **line})}/>'
    if kind not in ("rect", "circle"):
        raise CannotDraw(f"shape {kind}")
    names = stroke({"width": 1, **line}) if line.get("width") != 0 else ' class="f-v"'
    if shape.get("fillcolor") not in (None, "", "rgba(0,0,0,0)"):
        names = names.replace('class="', 'class="f-s ', 1)
    left, top, wide, tall = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
    if kind == "rect":
        drawn = f'<rect x="{number(left)}" y="{number(top)}" width="{number(wide)}" height="{number(tall)}"{names}/>'
    else:
        middle = f'cx="{number(left + wide / 2)}" cy="{number(top + tall / 2)}"'
        drawn = f'<ellipse {middle} rx="{number(wide / 2)}" ry="{number(tall / 2)}"{names}/>'
    said, _ = lines((shape.get("label") or {}).get("text"), max(wide, 40), 2)
    return drawn + (label(left + wide / 2, top + 13, said, "m", "f-n") if said else "")


def notes(plane: Plane) -> str:
    """Return the words that a figure puts anywhere, kept inside the picture."""
    return "".join(_annotation(plane, note) for note in plane.layout.get("annotations") or () if note.get("text"))


def _annotation(plane: Plane, note: Mapping[str, Any]) -> str:
    x, y = _spot(plane, note, "x", "y", True)
    drawn = ""
    if note.get("showarrow") is not False:
        away, up = float(note.get("ax") or 0), float(note.get("ay", -30) or 0)
        drawn = f'<path class="f-a" d="M{number(x)} {number(y)}l{number(away)} {number(up)}"/>'
        x, y = x + away, y + up
    left, _, right, _ = plane.room
    said, _ = lines(note["text"], right - left, 3)
    wide = max(map(width, said), default=0.0)
    anchor = note.get("xanchor") or "auto"
    if anchor == "auto":
        part = float(note["x"]) if _of_paper(note, "x") else 0.5
        anchor = "left" if part < 1 / 3 else "right" if part > 2 / 3 else "center"
    begin = {"left": x, "right": x - wide}.get(anchor, x - wide / 2)
    begin = min(max(begin, left), max(left, right - wide))
    tall = len(said) * LEADING
    upright = note.get("yanchor") or "auto"
    if upright == "auto":
        part = float(note["y"]) if _of_paper(note, "y") else 0.5
        upright = "bottom" if part < 1 / 3 else "top" if part > 2 / 3 else "middle"
    top = {"top": y, "bottom": y - tall}.get(upright, y - tall / 2)
    plane.said.append((begin, top + 2, begin + wide, top + tall - 2))
    ends = {"left": ("", begin), "right": ("e", begin + wide)}.get(anchor, ("m", begin + wide / 2))
    return drawn + label(ends[1], top + 12, said, ends[0], "f-n")


def _of_paper(given: Mapping[str, Any], name: str) -> bool:
    ref = str(given.get(f"{name[0]}ref") or name[0])
    return ref == "paper" or ref.endswith("domain")


def _spot(plane: Plane, given: Mapping[str, Any], x: str, y: str, on_marks: bool) -> tuple[float, float]:
    """Return a place of the layout: in units of an axis, or as a part of the plane ("paper")."""
    return _one(plane.x, given, x, plane.x.start, plane.x.end, on_marks), _one(
        plane.y, given, y, plane.bottom, plane.top, on_marks
    )


def _one(axis: Axis, given: Mapping[str, Any], name: str, low: float, high: float, on_marks: bool) -> float:
    if _of_paper(given, name):
        return low + float(given[name]) * (high - low)
    found = axis.number(given[name])
    if found is None:
        raise CannotDraw(f"{name} {given[name]!r}")
    return axis.at(found) if on_marks else axis.edge(found)
