"""Leading: which side leads a goal, which signs belong to it, and how far the room for change lets one go.

A goal is led by the side that was chosen on its card; when none was, by the side of the actor that leads it in the
Stakeholder analysis: of a side, of `BOTH` (every side) or of neither (`BRIDGE`: nobody's). A leader in words, or an
actor that this reader does not see, may be of any side: then it is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from tools.ambition_setter.questions import ACTORS
from tools.canvas import Content, Context
from tools.content import filled_cards, is_blank
from tools.participation import MOST, ceiling

BOTH, BRIDGE = "both", "bridge"
"""What an actor may be of beside one side, in the Stakeholder analysis."""


def actors(context: Context) -> dict[str, dict[str, Any]]:
    """Return the actors of the Stakeholder analysis by card id; none when nobody began it."""
    return {actor["id"]: actor for actor in context.cards(ACTORS)}


def leads(goal: Mapping[str, Any], context: Context) -> Collection[str] | None:
    """Return the sides that lead a goal, none when nobody leads it yet; None when the side is not known."""
    if goal["leader_side"]:
        return {goal["leader_side"]}
    leader = goal["leader"]
    if is_blank(leader):
        return set()
    known = actors(context)
    linked: list[str] = [known.get(each, {}).get("side") or "" for each in leader["ids"]]
    if not linked or "" in linked:
        return None
    every = {side.key for side in context.sides}
    return {side for each in linked for side in (every if each == BOTH else {each}) if side != BRIDGE}


def signs_of(goal: Mapping[str, Any], content: Content) -> list[dict[str, Any]]:
    """Return the filled signs that point at a goal."""
    return [sign for sign in filled_cards(content, "signs.indicators") if goal["id"] in (sign["goal"] or ())]


def highest(context: Context) -> int | None:
    """Return the highest level (1 to 5) that the Focus sharpener leaves room for; None while nobody said how much."""
    focus = context.of("focus_sharpener")
    room = focus["frame"]["room"] if focus else None
    return ceiling(room) if room in range(MOST + 1) else None
