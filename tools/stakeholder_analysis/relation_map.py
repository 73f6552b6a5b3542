"""Relation map: who is connected with whom, drawn only from the connections that this reader may read.

An actor with a connection stands where it stands by interest and influence when all of them have such a place, and else
they stand in a circle, in their order, the one on top first. The kind of a connection is the dash of its line, its
strength (1 to 3) the width, and a dot lies at the end at which it arrives. Several between the same two lie side by
side. A connection with one end missing, or with both at the same actor, is in no picture: it is counted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tools import pictures
from tools.canvas import Content, Context
from tools.content import is_blank_card
from tools.pictures import Drawn
from tools.stakeholder_analysis import marks
from tools.stakeholder_analysis.actors import actors, names, point
from tools.stakeholder_analysis.options import BACK, BOTH, DIRECTIONS, FORTH, RELATIONS
from tools.wording import N_

Translate = Callable[[str], str]
Spot = tuple[float, float]

DASHES = {
    "money": "solid",
    "information": "dash",
    "authority": "longdash",
    "trust": "dot",
    "conflict": "dashdot",
    "": "longdashdot",
}
APART = 3.0
"""How far lines between the same two lie from each other, of a plane that is 100 wide."""
ARRIVES = 0.75
"""Where the dot lies on its line, of the way to the end at which the connection arrives."""
MIDDLE, RADIUS = 50.0, 40.0
"""The circle of those who have no place."""
FIRST, LAST = -10, 110

NOTHING_YET = N_("Say of at least two actors how they are connected.")
COUNTED = N_("Connections: {count}. Most connected: {names} ({most}).")
UNDRAWN = N_("Not drawn, because an end is missing: {count}.")
NO_KIND = N_("Kind not said")
HEAD = (N_("Who"), N_("With whom"), N_("Kind"), N_("Direction"), N_("Strength, 1 to 3"), N_("Noted by"))
BLANK = "–"


class Connection(NamedTuple):
    """A connection that a side noted: ids of two actors, keys of options or "", strength 1 to 3 or None."""

    side: str
    one: str
    other: str
    kind: str
    direction: str
    strength: int | None


def connections(content: Content) -> list[Connection]:
    """Return every connection in the content on which something is written; an end that nobody chose is ""."""
    return [
        Connection(
            side,
            next(iter(card["one"] or ()), ""),
            next(iter(card["other"] or ()), ""),
            card["kind"] or "",
            card["direction"] or "",
            card["strength"],
        )
        for side, cards in content["people"]["relations"].items()
        for card in cards or ()
        if not is_blank_card(card)
    ]


def drawn(content: Content, context: Context, translate: Translate) -> Drawn:
    """Return the map with its table."""
    title = translate(N_("Who is connected with whom"))
    known = actors(content)
    called = names(known, context.languages)
    every = connections(content)
    found = [each for each in every if each.one in called and each.other in called and each.one != each.other]
    if not found:
        return pictures.empty("relation_map", title, translate(NOTHING_YET))
    ends = Counter(end for each in found for end in (each.one, each.other))
    nodes = [actor for actor in known if actor["id"] in ends]
    spots = _spots(nodes)
    lines = _side_by_side(found, spots)
    return Drawn(
        key="relation_map",
        title=title,
        says=_counted(found, len(every) - len(found), ends, called, translate),
        figure=pictures.figure([*_lines(lines, translate), *_nodes(nodes, spots, called, context, translate)], LAYOUT),
        head=[translate(each) for each in HEAD],
        rows=[_row(each, called, context, translate) for each in found],
    )


LAYOUT: dict[str, Any] = {
    "height": 430,
    "xaxis": {"range": [FIRST, LAST], "visible": False},
    "yaxis": {"range": [FIRST, LAST], "visible": False, "scaleanchor": "x"},
}


def _counted(
    found: list[Connection], undrawn: int, ends: Counter[str], called: dict[str, str], translate: Translate
) -> str:
    most = max(ends.values())
    busiest = ", ".join(called[key] for key in called if ends[key] == most)
    said = translate(COUNTED).format(count=len(found), names=busiest, most=most)
    return f"{said} {translate(UNDRAWN).format(count=undrawn)}" if undrawn else said


def _spots(nodes: list[dict[str, Any]]) -> dict[str, Spot]:
    """Return where each actor stands."""
    places = [point(actor) for actor in nodes]
    if all(places) and len(set(places)) == len(places):
        return {actor["id"]: (float(at[0]), float(at[1])) for actor, at in zip(nodes, places, strict=True) if at}
    turn = 2 * math.pi / len(nodes)
    return {
        actor["id"]: (
            round(MIDDLE + RADIUS * math.sin(turn * number), 1),
            round(MIDDLE + RADIUS * math.cos(turn * number), 1),
        )
        for number, actor in enumerate(nodes)
    }


def _side_by_side(found: list[Connection], spots: dict[str, Spot]) -> list[tuple[Connection, Spot, Spot]]:
    """Return each connection with the two ends of its line, moved aside where several join the same two."""
    together = Counter(frozenset((each.one, each.other)) for each in found)
    before: Counter[frozenset[str]] = Counter()
    made = []
    for each in found:
        pair = frozenset((each.one, each.other))
        aside = (before[pair] - (together[pair] - 1) / 2) * APART
        before[pair] += 1
        low, high = (spots[key] for key in sorted(pair))
        length = math.dist(low, high)
        dx, dy = -(high[1] - low[1]) / length * aside, (high[0] - low[0]) / length * aside
        one, other = ((round(x + dx, 2), round(y + dy, 2)) for x, y in (spots[each.one], spots[each.other]))
        made.append((each, one, other))
    return made


def _lines(lines: list[tuple[Connection, Spot, Spot]], translate: Translate) -> Iterator[dict[str, Any]]:
    """Yield a line for each connection, those of one kind under one name, and the dots where they arrive."""
    named: set[str] = set()
    labels = {**dict(RELATIONS), "": NO_KIND}
    for each, one, other in lines:
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [one[0], other[0]],
            "y": [one[1], other[1]],
            "name": translate(labels[each.kind]),
            "legendgroup": f"kind {each.kind}",
            "showlegend": each.kind not in named,
            "line": {"dash": DASHES[each.kind], "width": 2 * (each.strength or 1) - 1},
            "hoverinfo": "name",
        }
        named.add(each.kind)
    dots = [at for each, one, other in lines for at in _arrivals(each, one, other)]
    if dots:
        where = {"x": [x for x, _ in dots], "y": [y for _, y in dots]}
        yield marks.sign(translate(N_("Where it arrives")), {"symbol": "circle", "size": 7}, **where)


def _arrivals(each: Connection, one: Spot, other: Spot) -> Iterator[Spot]:
    for directions, begin, end in (((FORTH, BOTH), one, other), ((BACK, BOTH), other, one)):
        if each.direction in directions:
            yield tuple(round(a + (b - a) * ARRIVES, 2) for a, b in zip(begin, end, strict=True))  # type: ignore[misc]


def _nodes(
    nodes: list[Any], spots: dict[str, Spot], called: dict[str, str], context: Context, translate: Translate
) -> Iterator[dict[str, Any]]:
    yield from marks.legend(nodes, context, translate)
    for actor in sorted(nodes, key=marks.size, reverse=True):
        yield marks.mark(actor, spots[actor["id"]], called[actor["id"]], context)


def _row(each: Connection, called: dict[str, str], context: Context, translate: Translate) -> list[str]:
    kinds, directions = dict(RELATIONS), dict(DIRECTIONS)
    return [
        called[each.one],
        called[each.other],
        translate(kinds[each.kind]) if each.kind else BLANK,
        translate(directions[each.direction]) if each.direction else BLANK,
        BLANK if each.strength is None else str(each.strength),
        context.place(each.side),
    ]
