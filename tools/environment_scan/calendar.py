"""Calendar: the moments that the sides put on it, for the picture here and for every later tool that plans something.

These are the only rules for it: a moment of which only the first day is known lasts that day. One without a first day,
or that ends before it begins, takes no place: nobody knows when it is (finding T2-9 says so). Both days are part of it.

Whatever shape the content has, it is read without an error: what cannot be read takes no place.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tools.canvas import Context

SCAN, CALENDAR = "environment_scan", "calendar"
BLOCKED = "blocked"
"""The effect of a moment in which nothing can be planned with its side."""
ELECTIONS = "elections"
"""The kind of a moment after which other people may decide."""


class Moment(NamedTuple):
    """A stretch of days of one side: `event` are its words by language, `kind` and `effect` keys of options or ""."""

    side: str
    first: datetime.date
    last: datetime.date
    event: Mapping[str, str]
    kind: str
    effect: str

    def meets(self, first: datetime.date, last: datetime.date) -> bool:
        """Return whether it shares at least one day with these days, both included."""
        return self.first <= last and first <= self.last


def moments(content: Mapping[str, Any], sides: Iterable[str]) -> list[Moment]:
    """Return every moment of these sides that has its days: side by side, each side by day."""
    held = content.get("time")
    every = held.get(CALENDAR) if isinstance(held, Mapping) else None
    found = []
    for side in sides:
        cards = every.get(side) if isinstance(every, Mapping) else None
        known = [card for card in (cards if isinstance(cards, list) else ()) if isinstance(card, Mapping)]
        found += sorted(_placed(side, known), key=lambda moment: (moment.first, moment.last))
    return found


def around(context: Context) -> list[Moment]:
    """Return the moments on the calendar of the project in which another tool is used, as far as its reader sees it."""
    return moments(context.of(SCAN) or {}, [side.key for side in context.sides])


def span(card: Mapping[str, Any]) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day of a card of the calendar; None when it takes no place."""
    first = as_day(card.get("starts"))
    last = as_day(card["ends"]) if card.get("ends") else first
    return (first, last) if first and last and first <= last else None


def as_day(value: Any) -> datetime.date | None:
    """Return a day written as 2026-11-20; None for what is no such day."""
    try:
        found = datetime.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.isoformat() == value else None


def _placed(side: str, cards: Iterable[Mapping[str, Any]]) -> Iterable[Moment]:
    for card in cards:
        days, event = span(card), card.get("event")
        if days:
            words = event if isinstance(event, Mapping) else {}
            yield Moment(side, *days, words, _chosen(card.get("kind")), _chosen(card.get("effect")))


def _chosen(value: Any) -> str:
    return value if isinstance(value, str) else ""
