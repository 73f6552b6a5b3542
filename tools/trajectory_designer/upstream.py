"""Upstream: what the route needs of the earlier tools of its project: the room and the actors.

A tool that nobody began, or that this reader may not see, says nothing: no ceiling, no rows. The calendar is read by
`tools.environment_scan.calendar`.
"""

from __future__ import annotations

from dataclasses import dataclass

from tools.canvas import Context
from tools.participation import ceiling
from tools.trajectory_designer.route import UNNAMED, bare, cards, chosen, every, filled, part, said

ROOM = range(6)
"""Steps of room for change that the Focus sharpener knows."""

DECIDES = "decides"
"""The role of an actor who decides."""

AFFECTED = range(4)
"""How much an actor can be affected, in steps: from 0, not at all, to 3, the hardest."""


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody with a stake: a row of the table of who takes part. `names` are all its names, to compare."""

    id: str
    name: str
    names: frozenset[str]
    side: str
    affected: int
    role: str


def highest(context: Context) -> int:
    """Return the highest level (1 to 5) that the room for change allows; 5 when nobody has said how much there is."""
    focus = context.of("focus_sharpener") or {}
    room = part(focus, "frame.room")
    return ceiling(room if room in ROOM else None)


def actors(context: Context) -> list[Actor]:
    """Return the actors on whose card something is written, in the order in which they stand there."""
    return [
        Actor(
            id=card["id"],
            name=said(card.get("name"), context.languages) or UNNAMED,
            names=frozenset(bare(words) for words in every(card.get("name"))),
            side=chosen(card.get("side")),
            affected=card["affected"] if card.get("affected") in AFFECTED else 0,
            role=chosen(card.get("role")),
        )
        for card in filled(context.of("stakeholder_analysis") or {}, "people.actors")
    ]


def reached(context: Context, address: str) -> frozenset[str] | None:
    """Return the ids of the cards at ``<tool key>:<section>.<field>``; None when that tool cannot be looked at."""
    key, _, home = address.partition(":")
    content = context.of(key)
    return None if content is None else frozenset(card["id"] for card in cards(content, home))
