"""Marks: how an actor looks in both pictures, so that it is told apart in black and white.

Its symbol is that of its side, as in every picture; an actor in between has the diamond (an hourglass where a side has
the diamond), one of no known side the hexagon. The more strongly it is affected, the larger it is. Hollow is what is
only an estimate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tools import pictures
from tools.canvas import Context
from tools.stakeholder_analysis.actors import BRIDGE, Actor, judged_of, side_of
from tools.stakeholder_analysis.options import ESTIMATE
from tools.wording import N_

SMALLEST, LARGER = 10, 6
"""Across, in pixels: a mark of somebody not affected (or of whom nobody said it), and what every step adds."""

IN_BETWEEN, NO_SIDE = "hourglass", "hexagon"
BETWEEN, UNSAID, SUPPOSED = N_("In between"), N_("Place not said"), N_("Hollow: an estimate")


def symbol(actor: Actor, context: Context) -> str:
    """Return the mark of the side of an actor, hollow when where it stands is an estimate."""
    return _of_side(side_of(actor), context) + ("-open" if judged_of(actor) == ESTIMATE else "")


def size(actor: Actor) -> int:
    """Return how large the mark of an actor is across, in pixels."""
    return SMALLEST + LARGER * (actor.get("affected") or 0)


def place_name(actor: Actor, context: Context, translate: Callable[[str], str]) -> str:
    """Return the name of the place of an actor, in words also when it has none."""
    side = side_of(actor)
    return translate(BETWEEN) if side == BRIDGE else context.place(side) if side else translate(UNSAID)


def legend(known: list[Actor], context: Context, translate: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    """Yield a sign for every side that has actors here, and one for what is hollow; switching one off hides its marks.

    They have no points of their own, so that a sign is always full, whichever actor comes first.
    """
    order = [*(side.key for side in context.sides), BRIDGE, ""]
    seen = {side_of(actor): place_name(actor, context, translate) for actor in known}
    for side in sorted(seen, key=lambda key: order.index(key) if key in order else len(order)):
        yield sign(seen[side], {"symbol": _of_side(side, context)}, legendgroup=side)
    if any(judged_of(actor) == ESTIMATE for actor in known):
        yield sign(translate(SUPPOSED), {"symbol": "circle-open"})


def sign(name: str, marker: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a trace that stands in the legend only."""
    nowhere = {"type": "scatter", "mode": "markers", "x": [None], "y": [None]}
    return {**nowhere, "name": name, "showlegend": True, "marker": marker, **more}


def mark(actor: Actor, at: tuple[float, float], label: str, context: Context) -> dict[str, Any]:
    """Return the trace of one actor at (x, y), with its label beside it where there is room."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [at[0]],
        "y": [at[1]],
        "text": [label],
        "textposition": "top center",
        "hovertext": [label],
        "hoverinfo": "text",
        "marker": {"symbol": [symbol(actor, context)], "size": [size(actor)]},
        "legendgroup": side_of(actor),
        "showlegend": False,
    }


def _of_side(side: str, context: Context) -> str:
    keys = [each.key for each in context.sides]
    if side in keys:
        return str(pictures.shape(keys.index(side))["symbol"])
    taken = {pictures.shape(number)["symbol"] for number in range(len(keys))}
    return NO_SIDE if side != BRIDGE else IN_BETWEEN if "diamond" in taken else "diamond"
