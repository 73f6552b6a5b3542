"""Comment places: what on a canvas people talk about, and who reads it there.

================================  ==================================================================
``""``                            the whole canvas
``section.field``                 a field; ``section.field.<side>`` when every side is asked
``section.field/<card>``          a card of a list
``section.field/<card>/<part>``   a part of a card that another audience reads than the card itself
================================  ==================================================================

What is said about something that one side keeps to itself is read by that side only. A card has to be one that the
reader sees, or saw before it was taken away: drafts of others are no place. Errors raised: `NotFound`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from facilitation import canvases
from facilitation.canvases import CanvasView
from facilitation.errors import NotFound
from facilitation.live.addresses import Where, resolve
from facilitation.memberships import Membership
from tools.canvas import SIDE, Cards, Field


@dataclass(frozen=True, kw_only=True)
class Place:
    """What is talked about: `declared` is the field there and `part` the part of the card; None: the whole canvas.

    `where` is the room in which it stands, `side` the key of the side that is asked, `card` the card as it is.
    """

    address: str = ""
    where: Where = field(default_factory=Where)
    declared: Field | None = None
    part: Field | None = None
    side: str = ""
    card: dict[str, Any] | None = None

    @property
    def private_to(self) -> str:
        """Return the key of the side that keeps it to itself, "" for what everybody reads."""
        return self.where.side if self.where.kind == SIDE else ""


def find(view: CanvasView, membership: Membership, address: str) -> Place:
    """Return the place at an address, or raise NotFound for what is not there for this reader."""
    if not address:
        return Place()
    home, *inside = address.split("/")
    sides = [side.key for side in view.context.sides]
    try:
        at = resolve(view.tool, sides, home)
        inner = resolve(view.tool, sides, address) if len(inside) > 1 else None
    except KeyError:
        raise NotFound from None
    card = next((each for each in _cards(view, home, at.declared, at.side) if inside and each["id"] == inside[0]), None)
    if at.mark or (inside and card is None) or (inner and inner.where == at.where):
        raise NotFound
    found = inner or at
    if found.where not in canvases.readable(view.canvas, membership):
        raise NotFound
    part = inner.field if inner else None
    return Place(address=address, where=found.where, declared=at.declared, part=part, side=found.side, card=card)


def _cards(view: CanvasView, home: str, declared: Field, side: str) -> list[dict[str, Any]]:
    """Return the cards of a list, those too that were taken away."""
    if not isinstance(declared, Cards):
        return []
    section, name = home.split(".")[:2]
    held = view.content[section][name]
    return [*((held.get(side) if side else held) or []), *view.removed.get(home, [])]
