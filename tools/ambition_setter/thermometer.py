"""Thermometer: the five levels of participation, how far people are promised a say, and how far the room reaches.

Each level is one part of a tube, the highest on top. Striped is what is promised, crossed what is promised beyond the
room for change of the Focus sharpener, empty what there would still be room for. A line closes the tube at the ceiling
(room 0 to 5, plus one, 5 at most); it is not drawn while nobody said how much room there is. The line is a shape,
because it stands between two levels; a trace without points gives it its name in the legend.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tools.ambition_setter.leading import highest
from tools.canvas import Content, Context
from tools.participation import LEVELS, MOST, PROMISES, step
from tools.pictures import Drawn, empty, figure, pattern
from tools.wording import N_

TITLE = N_("How far people take part")
HEAD = (N_("Level"), N_("What it promises"), N_("Here"))
PROMISED, BEYOND, FREE = N_("promised"), N_("promised beyond the room"), N_("still room for")
CLOSED = N_("no room for")
FILLS = {PROMISED: pattern(1), BEYOND: pattern(3), FREE: pattern(0)}
"""Striped, crossed and plain."""
HEIGHT = 300


def thermometer(content: Content, context: Context, translate: Callable[[str], str]) -> Drawn:
    """Return the thermometer; nothing is drawn while neither a level nor the room is known."""
    level, most = step(content["promise"]["level"]), highest(context)
    if not level and most is None:
        says = translate(N_("Choose how far you go: then you see here what that promises."))
        return empty("thermometer", translate(TITLE), says)
    return Drawn(
        key="thermometer",
        title=translate(TITLE),
        says=_says(level, most, translate),
        figure=_drawn(level, most, translate),
        head=[translate(each) for each in HEAD],
        rows=[
            [translate(label), translate(PROMISES[key]), translate(said) if (said := state(at, level, most)) else ""]
            for at, (key, label) in enumerate(LEVELS, 1)
        ],
    )


def state(at: int, level: int, most: int | None) -> str:
    """Return what holds for the level at this step: the N_ words of the legend and of the table; "" for not known."""
    if at <= level:
        return BEYOND if most is not None and at > most else PROMISED
    return "" if most is None else FREE if at <= most else CLOSED


def _says(level: int, most: int | None, translate: Callable[[str], str]) -> str:
    """Return the finding in one sentence."""
    if not level:
        said = N_("Nobody chose a level yet; the room reaches as far as “{most}”.")
    elif most is None:
        said = N_("People are promised “{level}”; how much room there is for that, nobody said yet.")
    elif level > most:
        said = N_("People are promised “{level}”, but the room only reaches as far as “{most}”.")
    else:
        said = N_("People are promised “{level}”; the room reaches as far as “{most}”.")
    names = ["", *(translate(label) for _, label in LEVELS)]
    return translate(said).format(level=names[level], most=names[most or 0])


def _drawn(level: int, most: int | None, translate: Callable[[str], str]) -> Any:
    """Return the figure: one bar for each level that has something to show, a mark at the chosen one, the ceiling."""
    states = {at: state(at, level, most) for at in range(1, MOST + 1)}
    bars = [
        {
            "type": "bar",
            "orientation": "h",
            "name": translate(said),
            "y": [at for at in states if states[at] == said],
            "x": [1 for at in states if states[at] == said],
            "marker": fill,
            "hoverinfo": "name",
            "showlegend": True,
        }
        for said, fill in FILLS.items()
        if said in states.values()
    ]
    chosen = {
        "type": "scatter",
        "mode": "markers",
        "name": translate(N_("chosen")),
        "x": [0.5],
        "y": [level],
        "marker": {"symbol": "diamond", "size": 16},
        "hoverinfo": "name",
        "showlegend": True,
    }
    dashes = {"width": 3, "dash": "dash"}
    ceiling = {"type": "line", "x0": 0, "x1": 1, "y0": (most or 0) + 0.5, "y1": (most or 0) + 0.5, "line": dashes}
    named = {
        "type": "scatter",
        "mode": "lines",
        "name": translate(N_("this far reaches the room")),
        "x": [None],
        "y": [None],
        "line": dashes,
        "showlegend": True,
    }
    return figure(
        [*bars, *([chosen] if level else []), *([] if most is None else [named])],
        {
            "height": HEIGHT,
            "bargap": 0.2,
            "shapes": [] if most is None else [ceiling],
            "xaxis": {"visible": False, "range": [0, 1]},
            "yaxis": {
                "range": [0.5, MOST + 0.9],
                "tickvals": list(range(1, MOST + 1)),
                "ticktext": [translate(label) for _, label in LEVELS],
                "automargin": True,
                "showgrid": False,
                "zeroline": False,
            },
        },
    )
