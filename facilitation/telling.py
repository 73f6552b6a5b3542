"""Telling: shares with everybody what one side wrote on a card for itself, when that side says so, and takes it back.

What is shared is a copy, in a part of its own that nobody writes in directly (`Cards.told`): the side's own words stay
in the room of that side, and may differ from what it tells. When several sides told something, the last one stands.
"""

from __future__ import annotations

import tools
from facilitation import canvas_edits, canvases
from facilitation.access import Action, require
from facilitation.canvas_edits import Change, SetText, SetValue
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.errors import Forbidden, NotFound
from facilitation.live.addresses import resolve
from facilitation.memberships import Membership
from tools.canvas import SIDE, Cards, Text
from tools.content import is_blank


def tell(db: Session, canvas: Canvas, membership: Membership, address: str, shares: bool) -> None:
    """Share what stands at the address of a part of one side, or take back what was shared of it; the caller commits.

    Raises NotFound for what is no such part or not this side's, Forbidden for who may not write there.
    """
    tool, about = tools.get(canvas.tool), canvases.context(canvas)
    try:
        place = resolve(tool, [side.key for side in about.sides], address)
    except KeyError:
        raise NotFound from None
    if not isinstance(place.declared, Cards) or not place.field.shared_as or place.where.kind != SIDE:
        raise NotFound
    if place.where not in canvases.readable(canvas, membership):
        raise NotFound
    if place.where not in canvases.writable(canvas, membership):
        raise Forbidden
    require(membership, Action.WRITE, canvas.project.side_id)
    section, name = place.home.split(".")[:2]
    held = canvases.content(db, canvas, membership)[section][name]
    card = next((each for each in held if each["id"] == place.card), None)
    if card is None:
        raise NotFound
    value = card[place.field.name].get(place.side)
    target = f"{place.home}/{place.card}/{place.field.shared_as}"
    if isinstance(place.field, Text):
        there = card[place.field.shared_as] or {}
        said = {code: (value or {}).get(code, "") if shares else "" for code in {*there, *(value or {})}}
        changes: list[Change] = [SetText(target, code, words) for code, words in sorted(said.items())]
    else:
        changes = [SetValue(target, value if shares and not is_blank(value) else None)]
    canvas_edits.write(db, canvas, changes)
