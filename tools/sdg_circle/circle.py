"""Circle: the picture of the exercise: five parts, three rings, and a mark for every activity that has its place.

The sides lie over each other in one circle, each with its own mark (`marks`). A field in which nothing stands asks
whether that is on purpose, or shows by a sign what people said of it. Under the circle stands which ring is which, and
what the signs mean. `table` tells the same, and what has no place yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tools import pictures
from tools.canvas import Content, Context
from tools.goals import PS
from tools.pictures import Drawn
from tools.sdg_circle import geometry, marks, table
from tools.sdg_circle.activities import CELLS, RING_KEYS, WEDGE_KEYS, Card, Cell, activities, answers, in_cells
from tools.sdg_circle.options import ANSWERS, NOT_KNOWN, ON_PURPOSE, TO_FILL
from tools.sdg_circle.table import STILL_EMPTY, Translate, lines
from tools.tags import RING_NAMES
from tools.wording import N_

TITLE = N_("The circle")
NOTHING_YET = N_("Give at least one activity a ring and a part of the circle.")
EMPTY_SHORT = N_("empty?")
SIGNS = {ON_PURPOSE: "–", TO_FILL: "+", NOT_KNOWN: "?"}
"""What stands in an empty field of which people said something."""

RING_LINES = (
    N_("Inner ring: our own organisation"),
    N_("Middle ring: local policy"),
    N_("Outer ring: global policy"),
)
KEY = N_(
    "The shape of a mark is that of its place, the number is that of its goal. Solid: it helps. Hollow: neither, or "
    "not known yet. ▼: it harms."
)
UNPLACED = N_("Without a place yet")

LINE = 15.0
"""From one line of words to the next."""

BLOCK = 3
"""Lines of words that stand together under the circle."""

CENTRED = {"xanchor": "center", "yanchor": "top", "showarrow": False}


def figures(content: Content, context: Context, translate: Translate) -> list[Drawn]:
    """Return the circle."""
    return [drawn(content, context, translate)]


def drawn(content: Content, context: Context, translate: Translate) -> Drawn:
    """Return the circle with its table."""
    known = activities(content)
    standing = in_cells(known)
    if not standing:
        return pictures.empty("circle", translate(TITLE), translate(NOTHING_YET))
    said = {cell: card for cell, card in answers(content).items() if cell not in standing}
    empty = [cell for cell in CELLS if cell not in standing]
    return Drawn(
        key="circle",
        title=translate(TITLE),
        says=_says(standing, len(known), translate),
        figure=pictures.figure(
            list(marks.traces(standing, context, translate)),
            layout(translate, _in_empty(empty, said, translate), _meaning(empty, said, translate)),
        ),
        head=[translate(each) for each in table.HEAD],
        rows=list(table.rows(known, standing, said, context, translate)),
    )


def _says(standing: Mapping[Cell, Sequence[Card]], count: int, translate: Translate) -> str:
    """Return how many activities each part and each ring holds, and how to read the marks."""

    def held(place: int, key: str) -> int:
        return sum(len(cards) for cell, cards in standing.items() if cell[place] == key)

    parts = " · ".join(f"{translate(label)}: {held(1, key)}" for key, label in PS)
    rings = " · ".join(f"{translate(RING_NAMES[key])}: {held(0, key)}" for key in RING_KEYS)
    lost = count - sum(map(len, standing.values()))
    without = f"{translate(UNPLACED)}: {lost}. " if lost else ""
    return f"{parts} · {rings}. {without}{translate(KEY)}"


def _in_empty(empty: Sequence[Cell], said: Mapping[Cell, Card], translate: Translate) -> list[dict[str, Any]]:
    """Return what stands in every empty field."""
    notes = []
    for cell in empty:
        x, y = geometry.heart(cell)
        text = SIGNS[said[cell]["answer"]] if cell in said else "<br>".join(lines(translate(EMPTY_SHORT)))
        notes.append({**CENTRED, "text": text, "x": x, "y": y, "yanchor": "middle"})
    return notes


def _meaning(empty: Sequence[Cell], said: Mapping[Cell, Card], translate: Translate) -> list[str]:
    """Return what the words and signs in empty fields mean, those that occur."""
    used = {card["answer"] for card in said.values()}
    signs = [f"{sign}  {translate(dict(ANSWERS)[key])}" for key, sign in SIGNS.items() if key in used]
    return [*([translate(STILL_EMPTY)] if len(said) < len(empty) else ()), *signs]


def layout(translate: Translate, within: Sequence[dict[str, Any]] = (), under: Sequence[str] = ()) -> dict[str, Any]:
    """Return rings, parts and their names, with words `within` fields, and lines `under` the names of the rings.

    What is said in several languages at once, " / " between them, stands on a line for each.
    """
    names = [lines(translate(label)) for _, label in PS]
    over = LINE * max(map(len, names)) + 4
    below = [*_blocks(map(translate, RING_LINES)), *_blocks(under)]
    feet = [geometry.RADIUS + 24 + sum(_tall(block) for block in below[:at]) for at in range(len(below) + 1)]
    low = -feet[-1]
    return {
        "height": round(geometry.RADIUS + over - low) + 70,
        "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
        "xaxis": {"range": [-geometry.WIDTH, geometry.WIDTH], "visible": False},
        "yaxis": {"range": [low, geometry.RADIUS + over], "visible": False, "scaleanchor": "x"},
        "shapes": [*map(_ring, geometry.EDGES[1:]), *map(_spoke, geometry.spokes())],
        "annotations": [
            *(_name(at, name, over) for at, name in enumerate(names)),
            *within,
            *(
                {**CENTRED, "text": "<br>".join(block), "x": 0, "y": -foot}
                for block, foot in zip(below, feet, strict=False)
            ),
        ],
    }


def _blocks(said: Iterable[str]) -> list[list[str]]:
    """Return lines in blocks of as many as one note of a picture holds."""
    every = [line for each in said for line in lines(each)]
    return [every[at : at + BLOCK] for at in range(0, len(every), BLOCK)]


def _tall(block: Sequence[str]) -> float:
    return LINE * len(block) + 5


def _ring(radius: float) -> dict[str, Any]:
    ends = {"x0": -radius, "x1": radius, "y0": -radius, "y1": radius}
    return {"type": "circle", "layer": "below", "line": {"width": 1}, **ends}


def _spoke(end: geometry.Point) -> dict[str, Any]:
    return {"type": "line", "layer": "below", "line": {"width": 1}, "x0": 0, "y0": 0, "x1": end[0], "y1": end[1]}


def _name(at: int, name: Sequence[str], over: float) -> dict[str, Any]:
    """Return the name of a part: above the first one, in a corner of the picture for the others, clockwise."""
    note = {"text": "<br>".join(name), "showarrow": False}
    if at == 0:
        return {**note, "x": 0, "y": geometry.RADIUS + 2, "xanchor": "center", "yanchor": "bottom"}
    right, up = at in (1, 2), at in (1, len(WEDGE_KEYS) - 1)
    return {
        **note,
        "x": geometry.WIDTH if right else -geometry.WIDTH,
        "y": geometry.RADIUS + over if up else -geometry.RADIUS - 18,
        "xanchor": "right" if right else "left",
        "yanchor": "top" if up else "bottom",
        "align": "right" if right else "left",
    }
