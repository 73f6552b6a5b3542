"""Marks: symbols of points, dashes of lines and patterns that fill bars; each differs in black and white."""

from __future__ import annotations

import math

from facilitation.pictures.lettering import escaped, number

Points = list[tuple[float, float]]


class CannotDraw(ValueError):
    """A figure holds something that this renderer does not know: a fault of the tool, never of what people wrote."""


def _turned(corners: int, radii: tuple[float, ...], start: float = -90) -> Points:
    """Return corners on circles of these radii in turn, the first at `start` degrees."""
    each = [(radii[at % len(radii)], math.radians(start + 360 * at / corners)) for at in range(corners)]
    return [(radius * math.cos(angle), radius * math.sin(angle)) for radius, angle in each]


_ARM = 0.36
CORNERS: dict[str, Points] = {
    "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    "triangle-up": _turned(3, (1.2,)),
    "triangle-down": _turned(3, (1.2,), 90),
    "triangle-left": _turned(3, (1.2,), 180),
    "triangle-right": _turned(3, (1.2,), 0),
    "diamond": _turned(4, (1.2,)),
    "pentagon": _turned(5, (1.1,)),
    "hexagon": _turned(6, (1.1,), 0),
    "star": _turned(10, (1.3, 0.55)),
    "cross": [
        *((-_ARM, -1.05), (_ARM, -1.05), (_ARM, -_ARM), (1.05, -_ARM), (1.05, _ARM), (_ARM, _ARM)),
        *((_ARM, 1.05), (-_ARM, 1.05), (-_ARM, _ARM), (-1.05, _ARM), (-1.05, -_ARM), (-_ARM, -_ARM)),
    ],
    "hourglass": [(-0.9, -1), (0.9, -1), (-0.9, 1), (0.9, 1)],
}
CORNERS["x"] = [(0.7071 * (x - y), 0.7071 * (x + y)) for x, y in CORNERS["cross"]]
"""Corners of each symbol around 0, 0 for a radius of 1; "circle" is none of them, and a stroke is not a surface."""
STROKES: dict[str, list[Points]] = {
    "line-ns": [[(0, -1.2), (0, 1.2)]],
    "line-ew": [[(-1.2, 0), (1.2, 0)]],
    "cross-thin": [[(0, -1), (0, 1)], [(-1, 0), (1, 0)]],
    "x-thin": [[(-0.8, -0.8), (0.8, 0.8)], [(-0.8, 0.8), (0.8, -0.8)]],
}


def mark(symbol: str, x: float, y: float, radius: float, inside: str = "", more: str = "") -> str:
    """Return a symbol around a place; "circle-open" is the outline of "circle". `inside` is an escaped title."""
    name = symbol.removesuffix("-open")
    kind = "f-o" if name != symbol or name in STROKES else "f-f"
    given = f' class="{kind}"{more}'
    if name == "circle":
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"{given}' + _end("circle", inside)
    if name not in CORNERS and name not in STROKES:
        raise CannotDraw(f"symbol {symbol}")
    parts = STROKES[name] if name in STROKES else [CORNERS[name]]
    drawn = "".join(path([(x + radius * dx, y + radius * dy) for dx, dy in part]) for part in parts)
    return f'<path d="{drawn}{"" if name in STROKES else "Z"}"{given}' + _end("path", inside)


def _end(tag: str, inside: str) -> str:
    return f"><title>{inside}</title></{tag}>" if inside else "/>"


def path(points: Points) -> str:
    """Return the path through points, without closing it."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


DASHES = {"solid": "", "dash": "d1", "dot": "d2", "dashdot": "d3", "longdash": "d4", "longdashdot": "d5"}
"""Class of each dash: the style sheet knows its lengths."""


def stroke(line: dict[str, object] | None) -> str:
    """Return the attributes of a line: class for its dash, and a width other than 2."""
    dash, wide = str((line or {}).get("dash") or "solid"), (line or {}).get("width")
    if dash not in DASHES:
        raise CannotDraw(f"dash {dash}")
    names = f"f-l f-{DASHES[dash]}" if DASHES[dash] else "f-l"
    return f' class="{names}"' + (f' stroke-width="{number(float(str(wide)))}"' if wide not in (None, 2) else "")


_HATCHES: dict[str, str] = {
    "/": "M-1 1L1 -1M0 6L6 0M5 7L7 5",
    "\\": "M-1 5L1 7M0 0L6 6M5 -1L7 1",
    "x": "M0 0L6 6M0 6L6 0",
    "-": "M0 3H6",
    "|": "M3 0V6",
    "+": "M0 3H6M3 0V6",
    ".": "M2 3a1 1 0 1 0 2 0a1 1 0 1 0 -2 0",
}


class Patterns:
    """The patterns that one picture needs; `owner` keeps their names apart from those of other pictures of the page."""

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self._used: list[str] = []

    def fill(self, shape: str) -> str:
        """Return the attributes of a surface filled with a pattern; "" is plain."""
        if not shape:
            return ' class="f-b"'
        if shape not in _HATCHES:
            raise CannotDraw(f"pattern {shape}")
        if shape not in self._used:
            self._used.append(shape)
        return f' class="f-p" fill="url(#{self._name(shape)})"'

    def definitions(self) -> str:
        """Return the definitions of all patterns that were used."""
        made = "".join(
            f'<pattern id="{self._name(shape)}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<path class="f-h" d="{_HATCHES[shape]}"/></pattern>'
            for shape in self._used
        )
        return f"<defs>{made}</defs>" if made else ""

    def _name(self, shape: str) -> str:
        return escaped(f"{self.owner}-p{list(_HATCHES).index(shape)}")
