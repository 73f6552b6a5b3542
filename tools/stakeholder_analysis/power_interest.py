"""Power and interest: the plot of who wants something (across) and who has a say (upwards), and the onion as its table.

What a mark tells is in `marks`; the line around it tells where the actor stands, drawn only when this reader may see
that. An actor stands where the table says, to the whole number; larger marks lie under smaller ones. Those without a
place are in the table only. The table goes from the middle of the onion outwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tools import pictures
from tools.canvas import Content, Context
from tools.pictures import Drawn
from tools.stakeholder_analysis import marks
from tools.stakeholder_analysis.actors import (
    MIDDLE,
    Actor,
    actors,
    judged_of,
    names,
    point,
    quadrant,
    ring,
    stance_of,
)
from tools.stakeholder_analysis.options import JUDGED, QUADRANTS, RINGS, ROLES, STANCES
from tools.wording import N_

Translate = Callable[[str], str]

FIRST, LAST = -5, 105
"""Ends of both axes: a little more than 0 to 100, so that marks at the edge are whole."""

SPAN = 300
"""About how many pixels both axes are long."""

AROUND = 5
"""Pixels between the edge of a mark and the line around it."""

OUTLINES: dict[str, dict[str, Any]] = {
    "against": {"dash": "dot", "width": 2},
    "reserved": {"dash": "dash", "width": 2},
    "neutral": {"dash": "longdashdot", "width": 1},
    "for": {"dash": "solid", "width": 1},
    "driving": {"dash": "solid", "width": 4},
}
"""The line around a mark: broken for who is not in favour, whole and thicker the more somebody is."""

NO_PLACE = N_("Give at least one actor a place by interest and influence.")
UNPLACED = N_("Without a place yet")
KEY = N_("Larger: affected more strongly. The line around a mark: where they stand, as far as you may see it.")
HEAD = (
    N_("Actor"),
    N_("Of which place"),
    N_("Ring"),
    N_("Role"),
    N_("Influence"),
    N_("Interest"),
    N_("Affected, 0 to 3"),
)
SEEN = (N_("Where they stand"), N_("How we know"))
BLANK = "–"


def drawn(content: Content, context: Context, translate: Translate) -> Drawn:
    """Return the plot with its table."""
    title = translate(N_("Influence and interest"))
    known = sorted(actors(content), key=ring)
    placed = [actor for actor in known if point(actor)]
    if not placed:
        return pictures.empty("power_interest", title, translate(NO_PLACE))
    called = names(known, context.languages)
    seen = any(stance_of(actor) or judged_of(actor) for actor in known)
    return Drawn(
        key="power_interest",
        title=title,
        says=_counted(known, translate),
        figure=pictures.figure(list(_traces(placed, called, context, translate)), _layout(placed, translate)),
        head=[translate(each) for each in (*HEAD, *(SEEN if seen else ()))],
        rows=[_row(actor, called, context, translate)[: None if seen else len(HEAD)] for actor in known],
    )


def _counted(known: list[Any], translate: Translate) -> str:
    """Return how many actors each quarter holds, and how to read the marks."""
    quarters = [quadrant(actor["place"]) for actor in known]
    counted = [f"{translate(label)}: {quarters.count(key)}" for key, label in QUADRANTS]
    if "" in quarters:
        counted.append(f"{translate(UNPLACED)}: {quarters.count('')}")
    return f"{' · '.join(counted)}. {translate(KEY)}"


def _row(actor: Actor, called: dict[str, str], context: Context, translate: Translate) -> list[str]:
    """Return the line of one actor in the table."""
    at = point(actor)
    number = ring(actor)
    return [
        called[actor["id"]],
        marks.place_name(actor, context, translate),
        translate(RINGS[number][0]) if number < len(RINGS) else BLANK,
        _said(ROLES, actor["role"], translate),
        str(at[1]) if at else BLANK,
        str(at[0]) if at else BLANK,
        BLANK if actor["affected"] is None else str(actor["affected"]),
        _said(STANCES, stance_of(actor), translate),
        _said(JUDGED, judged_of(actor), translate),
    ]


def _said(options: tuple[tuple[str, str], ...], key: Any, translate: Translate) -> str:
    return next((translate(label) for each, label in options if each == key), BLANK)


def _traces(
    placed: list[Any], called: dict[str, str], context: Context, translate: Translate
) -> Iterator[dict[str, Any]]:
    """Yield the legend, then a mark for each actor, the largest first; those at one place share one label."""
    yield from marks.legend(placed, context, translate)
    stances = {stance_of(actor) for actor in placed}
    for key, label in STANCES:
        if key in stances:
            yield marks.sign(translate(label), {}, mode="lines", line=OUTLINES[key])
    together: dict[Any, list[str]] = {}
    for actor in placed:
        together.setdefault(point(actor), []).append(called[actor["id"]])
    for actor in sorted(placed, key=marks.size, reverse=True):
        at = point(actor) or (0, 0)
        yield marks.mark(actor, at, "<br>".join(together.pop(at, [])), context) | {"hovertext": [called[actor["id"]]]}


def _layout(placed: list[Any], translate: Translate) -> dict[str, Any]:
    """Return both axes of the same length, the quarters with their names, and the lines around the marks."""
    ends = {"range": [FIRST, LAST], "tickvals": [0, MIDDLE, 100], "showgrid": False}
    middle = {"type": "line", "layer": "below", "line": {"dash": "dot", "width": 1}}
    return {
        "height": SPAN + 130,
        "xaxis": {**ends, "title": {"text": translate(N_("Interest →"))}},
        "yaxis": {**ends, "title": {"text": translate(N_("↑ Influence"))}, "scaleanchor": "x"},
        "shapes": [
            {**middle, "x0": MIDDLE, "x1": MIDDLE, "y0": FIRST, "y1": LAST},
            {**middle, "x0": FIRST, "x1": LAST, "y0": MIDDLE, "y1": MIDDLE},
            *(_outline(actor) for actor in placed if stance_of(actor)),
        ],
        "annotations": [_quarter(key, translate(label)) for key, label in QUADRANTS],
    }


def _outline(actor: Actor) -> dict[str, Any]:
    """Return the line around the mark of an actor; shapes are measured in units of the axes."""
    x, y = point(actor) or (0, 0)
    away = (marks.size(actor) / 2 + AROUND) * (LAST - FIRST) / SPAN
    ends = {"x0": x - away, "x1": x + away, "y0": y - away, "y1": y + away}
    return {"type": "circle", "layer": "below", "line": OUTLINES[stance_of(actor)], **ends}


def _quarter(key: str, name: str) -> dict[str, Any]:
    """Return the name of a quarter in its outer corner, on two lines when it is long."""
    right, up = key in ("together", "strengthen"), key in ("together", "satisfied")
    return {
        "text": _broken(name),
        "x": LAST if right else 1,
        "y": LAST if up else 1,
        "xanchor": "right" if right else "left",
        "yanchor": "top" if up else "bottom",
        "align": "right" if right else "left",
        "showarrow": False,
    }


def _broken(name: str) -> str:
    """Return a name broken at the space nearest to its middle, when it is too long for half of the picture."""
    spaces = [at for at, sign in enumerate(name) if sign == " "]
    if len(name) <= 16 or not spaces:
        return name
    at = min(spaces, key=lambda each: abs(each - len(name) / 2))
    return f"{name[:at]}<br>{name[at + 1 :]}"
