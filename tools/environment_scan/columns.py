"""Columns: what each side wrote in its own column, without the cards on which nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tools.canvas import Content, Context, SideOf
from tools.content import is_blank_card


class Factor(NamedTuple):
    """A factor of a side: `number` is the place of that side in the partnership, `at` the address of the card."""

    number: int
    side: SideOf
    at: str
    card: dict[str, Any]

    @property
    def effect(self) -> int | None:
        """Return how it weighs, from -3 (hinders strongly) to 3 (helps strongly); None when nobody weighed it."""
        effect: int | None = self.card["effect"]
        return effect

    @property
    def weight(self) -> int:
        """Return how strongly it helps or hinders, whichever it is; 0 when nobody weighed it."""
        return abs(self.effect or 0)


def column(content: Content, address: str, side: str) -> list[dict[str, Any]]:
    """Return the filled cards of one side in a list that is asked per side."""
    section, name = address.split(".")
    return [card for card in content[section][name].get(side) or [] if not is_blank_card(card)]


def factors(content: Content, context: Context) -> Iterator[Factor]:
    """Yield the filled factors of every side, in the order of the sides."""
    for number, side in enumerate(context.sides):
        for card in column(content, "around.factors", side.key):
            yield Factor(number, side, f"around.factors.{side.key}/{card['id']}", card)
