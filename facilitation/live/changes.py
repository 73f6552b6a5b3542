"""Changes: what one posted form, or one press on a button, does to a canvas, in words a facilitator would use.

A change says where (an address) and what. `merging.carry_out` puts it on top of what others did meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class SetText:
    """The words that the form now holds at an address, in one language."""

    address: str
    language: str
    text: str


@dataclass(frozen=True)
class SetValue:
    """What was chosen at an address: a field, a part of a card, a cell, or the mark of cards (True, False)."""

    address: str
    value: Any


@dataclass(frozen=True)
class AddCard:
    """A new card in a list, with what is written on it already.

    `card` is an id from `document.new_id`, put into the form when the page is drawn, so that a form that is
    sent twice adds one card. `values` is {part: value}, `texts` {part: {language: words}}; a part of one side
    is ``part.<side>``. It comes after the card `after`; "" is the end of the list.
    """

    address: str
    card: str
    values: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    after: str = ""


@dataclass(frozen=True)
class MoveCard:
    """A card gets a place right after another; "" is the top of the list."""

    address: str
    card: str
    after: str


@dataclass(frozen=True)
class RemoveCard:
    """A card is taken away; it can be brought back."""

    address: str
    card: str


@dataclass(frozen=True)
class RestoreCard:
    """A card that was taken away comes back to its place."""

    address: str
    card: str


Change = SetText | SetValue | AddCard | MoveCard | RemoveCard | RestoreCard
