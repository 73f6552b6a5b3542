"""Copies: cards put into a list of another document, under the same names, as one update for its log.

A card, and the texts on it, are roots and keys that the other document does not have yet. So the update builds on
nothing that is there, and whoever has not seen the rest can apply it too. In the document that it was copied from a
card is put away: `removed`, as by its author, and `opened`, so that nobody is offered to bring it back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from pycrdt import Doc

from facilitation.live import document
from facilitation.live.addresses import resolve
from facilitation.live.differences import Operation
from tools import content as contents
from tools.canvas import Tool

OPENED = "opened"


def update(
    tool: Tool, sides: Collection[str], home: str, cards: Sequence[tuple[str, dict[str, Any]]], client: int
) -> bytes:
    """Return the update that puts (order, card) pairs into the list at `home`, by a client id that nobody used yet.

    Cards are as in the content. Every text in every language comes along, and every value; parts that do not live
    in the room of the list are left out.
    """
    section, name, *side = home.split(".")
    held = [card for _, card in cards]
    doc: Doc[Any] = Doc(client_id=client)
    with doc.transaction():
        for order, card in cards:
            document.put_card(doc, home, card["id"], order)
        for found in contents.walk(tool, {section: {name: {side[0]: held} if side else held}}):
            if not found.address.startswith(f"{home}/"):
                continue
            place = resolve(tool, sides, found.address)
            if not place.with_card:
                continue
            if found.language:
                words = [Operation(0, 0, found.value)] if found.value else []
                document.change_text(doc, document.root(found.address, found.language), words)
            elif found.value is not None and found.value != []:
                document.put_value(doc, place, found.value, "")
    return doc.get_update()


def put_away(doc: Doc[Any], home: str, cards: Sequence[str]) -> bytes:
    """Take cards that were copied off the list that they come from; return the update that does so."""
    before = doc.get_state()
    with doc.transaction():
        for card in cards:
            document.change_card(doc, home, card, document.REMOVED, True)
            document.change_card(doc, home, card, OPENED, True)
    return doc.get_update(before)
