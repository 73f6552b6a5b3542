"""Actors: what one card of the Stakeholder analysis says, for this tool and for whatever tool reads its actors.

Every function takes cards as the content has them (`content["people"]["actors"]`, or the cards that
`Context.cards("stakeholder_analysis:people.actors")` gives). A part that is not there counts as not answered, and so
does what this reader may not see: where an actor stands is only in the content of those whose side wrote it, or shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tools.canvas import Content
from tools.content import filled_cards
from tools.pictures import words
from tools.stakeholder_analysis.options import DECIDES, INFORM, RINGS, SATISFIED, STRENGTHEN, TOGETHER

Actor = Mapping[str, Any]

ACTORS = "people.actors"
"""The address of the actors within this tool."""

BRIDGE = "bridge"
"""The side of an actor between the places: it belongs to every one."""

AFFECTED = 3
"""How strongly it affects somebody: from 0, not at all, to this."""

STRONGEST = 3
"""The strength of a connection goes from 1 to this."""

MIDDLE = 50
"""From here on influence and interest are much, of 100; below it they are little."""

NO_WORDS = "…"
"""What stands for an actor whose name nobody wrote yet."""


def actors(content: Content) -> list[dict[str, Any]]:
    """Return the actors on whose card something is written, in order."""
    return filled_cards(content, ACTORS)


def names(cards: Iterable[Actor], languages: Sequence[str]) -> dict[str, str]:
    """Return what each actor is called by id, on one line, in the first of these languages that has a name."""
    return {card["id"]: " ".join(words(card.get("name"), languages).split()) or NO_WORDS for card in cards}


def side_of(actor: Actor) -> str:
    """Return the key of the side to which an actor belongs, `BRIDGE` for all of them, "" when nobody said."""
    side = actor.get("side")
    return side if isinstance(side, str) else ""


def belongs_to(actor: Actor, side: str) -> bool:
    """Return whether an actor is of this side, also as one of every side."""
    return side_of(actor) in (side, BRIDGE)


def decides(actor: Actor) -> bool:
    """Return whether it was agreed that this actor decides."""
    return actor.get("role") == DECIDES


def point(actor: Actor) -> tuple[int, int] | None:
    """Return (interest, influence), each 0 to 100 in whole numbers; None as long as it has no place."""
    place = actor.get("place")
    return (round(place["x"]), round(place["y"])) if isinstance(place, Mapping) else None


def quadrant(place: Mapping[str, Any] | None) -> str:
    """Return the quarter of the picture in which a place (x interest, y influence) lies, "" for no place."""
    if not isinstance(place, Mapping):
        return ""
    interest, influence = round(place["x"]) >= MIDDLE, round(place["y"]) >= MIDDLE
    if interest:
        return TOGETHER if influence else STRENGTHEN
    return SATISFIED if influence else INFORM


def ring(actor: Actor) -> int:
    """Return the ring of the onion in which its role puts an actor, 0 in the middle; the last one and 1 for no role."""
    return next((number for number, (_, roles) in enumerate(RINGS) if actor.get("role") in roles), len(RINGS))


def stance_of(actor: Actor) -> str:
    """Return where an actor stands, as far as this reader may see it; "" when that is not at all."""
    return _seen(actor, "stance")


def judged_of(actor: Actor) -> str:
    """Return how one knows where an actor stands, as far as this reader may see it; "" when that is not at all."""
    return _seen(actor, "judged")


def _seen(actor: Actor, part: str) -> str:
    """Return what a side wrote in its own room, its own people's first, and else what was shared with everybody."""
    held = actor.get(part)
    own = held if isinstance(held, Mapping) else {}
    shared = actor.get(f"{part}_shared")
    return next((said for said in (own.get(side_of(actor)), *own.values(), shared) if isinstance(said, str)), "")
