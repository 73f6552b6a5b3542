"""Words: how the example says what people wrote, before anybody is there to write it.

The content of a canvas is {address: value}. A text is (Dutch, Spanish); a card is (who wrote it, {part: value}), where
who is a key of `people.PEOPLE`; a list of cards is a list of those. ``{brasschaat}`` in an address or a part stands for
the key of that place's side. Further values: `Ref` names a card by the ``key`` that it was given, in any tool of the
same project; `InDays` is a day seen from today, `Yearly` one that comes every year; `Side` is the key of a place's side. A card with ``accept`` was taken
over from what an earlier tool offered: (code of the flow, its source: a `Ref`, or the address of a field); its other
parts are written on it afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Pair = tuple[str, str]
Content = dict[str, Any]


@dataclass(frozen=True)
class Ref:
    """A card by the key that the example gave it."""

    key: str


@dataclass(frozen=True)
class InDays:
    """A day, so many days from today; before today when negative."""

    days: int


@dataclass(frozen=True)
class Yearly:
    """The first or the last day of what comes every year: of the time that is on today, else of the next."""

    first: tuple[int, int]
    last: tuple[int, int]
    is_last: bool = False


@dataclass(frozen=True)
class Side:
    """The side of a place."""

    place: str
