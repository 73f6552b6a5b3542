"""Pictures: what every picture with axes has in common: one plotly figure, one sentence, and the same in a table.

A tool's `figures(content, context, translate)` returns `Drawn` things. `translate` turns an English `N_` sentence into
the reader's language; what people wrote is taken in the reader's language by `words`. A picture is readable in
black and white: sides differ by the symbol of their marks and by their line (`shape`), kinds of bar by what fills
them (`pattern`), never by colour alone; no figure names a colour, so that each medium brings its own ink.

Make figures with `figure`: plotly comes in only then. Texts in it are plain: a line break or ``<br>`` begins a new
line, and everything else is shown as it stands. A figure may hold `scatter`, `bar` and `heatmap` traces, rectangles,
lines and annotations, or one `sunburst` alone: what `facilitation/pictures/` draws, and the bundle of the page that
looks closer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import plotly.graph_objects as go


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One picture: `key` names it within its tool, `title` and `says` (the finding in one sentence) are translated.

    `figure` is None as long as there is nothing to draw, and `says` then says what to fill in. `head` and `rows` are
    the table beside the picture, with the same numbers: words for people, one list for each row.
    """

    key: str
    title: str
    says: str
    figure: go.Figure | None
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


def figure(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any] | None = None) -> go.Figure:
    """Return a figure in the look of all pictures; traces and layout are plain dicts as plotly describes them."""
    import plotly.graph_objects as go  # here: a quarter of a second and 30 MB that most pages never need

    return go.Figure(data=[dict(trace) for trace in traces], layout={**LOOK, **(layout or {})})


def empty(key: str, title: str, says: str) -> Drawn:
    """Return a picture of which nothing can be drawn yet; `says` tells what to fill in."""
    return Drawn(key=key, title=title, says=says, figure=None)


def words(text: Mapping[str, str] | None, languages: Sequence[str]) -> str:
    """Return what people wrote, in the first of these languages that has it, else in any; "" for nothing."""
    held = text or {}
    return next((held[code] for code in (*languages, *held) if (held.get(code) or "").strip()), "")


def shape(number: int) -> dict[str, Any]:
    """Return the mark and the line of the side with this place in the order of the partnership."""
    return SHAPES[number % len(SHAPES)]


def pattern(number: int) -> dict[str, Any]:
    """Return the `marker` of the bars of the side or kind with this place in its order: what fills them."""
    return {"pattern": {"shape": PATTERNS[number % len(PATTERNS)], "solidity": 0.3, "size": 6}}


SHAPES: tuple[dict[str, Any], ...] = (
    {"symbol": "circle", "dash": "solid"},
    {"symbol": "square", "dash": "dash"},
    {"symbol": "triangle-up", "dash": "dot"},
    {"symbol": "diamond", "dash": "dashdot"},
    {"symbol": "cross", "dash": "longdash"},
    {"symbol": "star", "dash": "longdashdot"},
)
PATTERNS = ("", "/", ".", "x", "-", "\\", "|", "+")
"""What fills bars; "" is a plain surface."""
LOOK: Mapping[str, Any] = {
    "template": {},
    "margin": {"l": 40, "r": 12, "t": 12, "b": 40},
    "legend": {"orientation": "h"},
    "barmode": "overlay",
    "bargap": 0.3,
    "hovermode": "closest",
}
"""Layout of every figure; the empty template keeps plotly's own colours out, and 7 kB of them."""
