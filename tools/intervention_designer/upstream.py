"""Upstream: what an encounter takes from the earlier tools: who is invited, barriers, phases, blocked days.

A tool that nobody began, or that this reader may not see, says nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from tools.canvas import Content, Context, SideOf
from tools.content import filled_cards
from tools.environment_scan import calendar
from tools.intervention_designer.agenda import clock_side
from tools.pictures import words

ACTORS = "stakeholder_analysis:people.actors"
PHASES = "trajectory_designer:route.phases"


def actors(context: Context) -> dict[str, dict[str, Any]]:
    """Return the cards of the Stakeholder analysis by id."""
    return {card["id"]: card for card in context.cards(ACTORS)}


def phases(context: Context) -> set[str]:
    """Return the ids of the phases of the trajectory."""
    return {card["id"] for card in context.cards(PHASES)}


def invited(content: Content, context: Context) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Return each invitee with the actors that it is linked to; a link to a card that is gone reaches nobody."""
    known = actors(context)
    return [
        (card, [known[key] for key in card["actor"].get("ids") or [] if key in known])
        for card in filled_cards(content, "people.invitees")
        if isinstance(card.get("actor"), Mapping)
    ]


def invited_places(content: Content, context: Context) -> tuple[SideOf, ...]:
    """Return the sides from which somebody takes part, as far as that is known: all of them when it is not.

    Known is who leads a block, on whose clock a part stands, and the side of each invited actor. One invitee without a
    side (named in words, or of both sides) may be from anywhere.
    """
    keys = {side.key for side in context.sides}
    guests = invited(content, context)
    found = {actor.get("side") for _, linked in guests for actor in linked}
    if not guests or not all(linked for _, linked in guests) or not found <= keys:
        return context.sides
    found |= {block.get("lead") for block in filled_cards(content, "agenda.blocks")}
    found |= {clock_side(part, context) for part in filled_cards(content, "meeting.parts")}
    return tuple(side for side in context.sides if side.key in found)


def barriers(content: Content, context: Context) -> dict[str, list[tuple[str, str]]]:
    """Return by barrier, in the order in which they come up, (id of the invitee, name of the actor) who meets it."""
    met: dict[str, list[tuple[str, str]]] = {}
    for guest, linked in invited(content, context):
        for actor in linked:
            held = actor.get("barriers")
            for barrier in held if isinstance(held, list) else []:
                met.setdefault(barrier, []).append((guest["id"], words(actor.get("name"), context.languages)))
    return met


def blocking(context: Context, side: SideOf, day: datetime.date) -> Iterator[str]:
    """Yield the events on the calendar of a side in which this day cannot be used."""
    for moment in calendar.around(context):
        if moment.side == side.key and moment.effect == calendar.BLOCKED and moment.meets(day, day):
            yield words(moment.event, context.languages)
