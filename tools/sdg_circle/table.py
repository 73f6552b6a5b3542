"""Table: what the picture of the circle tells, in words: field by field what stands there, or that it is empty.

What has no place in the circle yet comes last, so that nothing is only in the picture and nothing only on the cards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tools.canvas import Context
from tools.goals import PS
from tools.pictures import words
from tools.sdg_circle.activities import CELLS, Card, Cell, called, cell_of, goal_of, side_of, target_of
from tools.sdg_circle.options import ANSWERS, TOGETHER
from tools.tags import DIRECTIONS, RING_NAMES
from tools.wording import N_

Translate = Callable[[str], str]

HEAD = (
    N_("Activity"),
    N_("Part of the circle"),
    N_("Ring of the circle"),
    N_("SDG"),
    N_("Direction"),
    N_("Who does this?"),
    N_("Why?"),
)
STILL_EMPTY = N_("Still empty. On purpose?")
ALL_PLACES, UNSAID = N_("All places together"), N_("Place not said")
BLANK = "–"


def rows(
    known: Sequence[Card],
    standing: Mapping[Cell, Sequence[Card]],
    said: Mapping[Cell, Card],
    context: Context,
    translate: Translate,
) -> Iterator[list[str]]:
    """Yield the lines of the table, part by part and from the middle outwards."""
    for cell in CELLS:
        yield from (_row(card, cell, context, translate) for card in standing.get(cell, ()))
        if cell not in standing:
            yield _empty(cell, said.get(cell), context, translate)
    yield from (
        _row(card, (card["ring"] or "", card["p"] or ""), context, translate) for card in known if not cell_of(card)
    )


def lines(said: str) -> list[str]:
    """Return the lines of what a picture says: what is said in several languages at once has one for each."""
    return said.split(" / ")


def place_name(side: str, context: Context, translate: Translate) -> str:
    """Return the name of the place of an activity, in words also when it has none."""
    return translate(ALL_PLACES) if side == TOGETHER else context.place(side) if side else translate(UNSAID)


def goal_name(card: Card, translate: Translate) -> str:
    """Return the number and the name of the goal of an activity, and of its target when that is one of them."""
    goal, target = goal_of(card), target_of(card)
    said = [f"{goal.id}. {translate(goal.name)}"] if goal else []
    return " · ".join([*said, *([f"{target.id} {translate(target.label)}"] if target else [])]) or BLANK


def direction_name(card: Card, translate: Translate) -> str:
    """Return in words what an activity does to its goal."""
    return _label(DIRECTIONS, card["direction"], translate)


def _row(card: Card, cell: Cell, context: Context, translate: Translate) -> list[str]:
    return [
        called(card, context.languages),
        *_names(cell, translate),
        goal_name(card, translate),
        direction_name(card, translate),
        place_name(side_of(card, context), context, translate),
        _line(card["why"], context),
    ]


def _empty(cell: Cell, said: Card | None, context: Context, translate: Translate) -> list[str]:
    answer = _label(ANSWERS, said["answer"], translate) if said else translate(STILL_EMPTY)
    return [answer, *_names(cell, translate), BLANK, BLANK, BLANK, _line(said["note"], context) if said else BLANK]


def _names(cell: Cell, translate: Translate) -> list[str]:
    ring, p = cell
    return [_label(PS, p, translate), translate(RING_NAMES[ring]) if ring in RING_NAMES else BLANK]


def _label(options: Sequence[tuple[str, str]], key: Any, translate: Translate) -> str:
    return next((translate(label) for each, label in options if each == key), BLANK)


def _line(text: Mapping[str, str], context: Context) -> str:
    return " ".join(words(text, context.languages).split()) or BLANK
