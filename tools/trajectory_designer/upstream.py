"""Upstream: what the route needs of the earlier tools of its project: the room, the actors, the calendar.

A tool that nobody began, or that this reader may not see, says nothing: no ceiling, no rows, no blocked weeks.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from tools.canvas import Context
from tools.participation import ceiling
from tools.trajectory_designer.route import UNNAMED, bare, cards, chosen, day, every, filled, part, said

ROOM = range(6)
"""Steps of room for change that the Focus sharpener knows."""

BLOCKED = "blocked"
"""The effect of a stretch of the calendar in which nothing can be planned."""

ELECTIONS = "elections"
"""The kind of a stretch of the calendar after which other people may decide."""

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


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A stretch of the calendar of one side, both days included."""

    side: str
    event: str
    kind: str
    effect: str
    first: datetime.date
    last: datetime.date


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


def calendar(context: Context) -> list[Stretch]:
    """Return what stands on the calendars of the sides, each with its first and last day; without days it is left out.

    An event of which only the first day is known lasts that day; one that ends before it starts is left out.
    """
    held = part(context.of("environment_scan") or {}, "time.calendar")
    found = []
    for side in context.sides:
        own = held.get(side.key) if isinstance(held, dict) else None
        for card in cards({"time": {"calendar": own}}, "time.calendar"):
            first = day(card.get("starts"))
            last = day(card.get("ends")) or first
            if first is None or last is None or last < first:
                continue
            found.append(
                Stretch(
                    side=side.key,
                    event=said(card.get("event"), context.languages) or UNNAMED,
                    kind=chosen(card.get("kind")),
                    effect=chosen(card.get("effect")),
                    first=first,
                    last=last,
                )
            )
    return found


def reached(context: Context, address: str) -> frozenset[str] | None:
    """Return the ids of the cards at ``<tool key>:<section>.<field>``; None when that tool cannot be looked at."""
    key, _, home = address.partition(":")
    content = context.of(key)
    return None if content is None else frozenset(card["id"] for card in cards(content, home))
