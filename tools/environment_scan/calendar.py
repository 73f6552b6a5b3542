"""Calendar: the moments that the sides put on it, for the picture here and for whatever tool plans something.

A moment of which only the first day is known lasts that day. One without a first day, or that ends before it begins,
takes no place: nobody knows when it is (finding T2-9 says so). Both days are part of it. Days are texts as in the
content, ``"2026-11-20"``: they sort as days do.
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from tools.canvas import Content
from tools.environment_scan.columns import column


class Moment(NamedTuple):
    """A stretch of days of one side: `event` are its words by language, `kind` and `effect` keys of options or ""."""

    side: str
    starts: str
    ends: str
    event: dict[str, str]
    kind: str
    effect: str


class Blocked(NamedTuple):
    """A stretch of days, both included, in which nothing can be planned with one side."""

    side: str
    starts: str
    ends: str
    event: dict[str, str]
    kind: str


def moments(content: Content) -> list[Moment]:
    """Return every moment that has its days, side by side in the order of the content, each side by day."""
    found = []
    for side in content["time"]["calendar"]:
        own = [_moment(side, card) for card in column(content, "time.calendar", side) if span(card)]
        found += sorted(own, key=lambda each: (each.starts, each.ends))
    return found


def blocked(content: Content) -> list[Blocked]:
    """Return the stretches in which nothing can be planned: those marked "not possible"."""
    return [Blocked(*each[:5]) for each in moments(content) if each.effect == "blocked"]


def blocked_during(content: Content, starts: str, ends: str) -> list[Blocked]:
    """Return the blocked stretches that share at least one day with the days from `starts` to `ends`."""
    return [each for each in blocked(content) if each.starts <= ends and starts <= each.ends]


def span(card: dict[str, Any]) -> tuple[str, str] | None:
    """Return the first and last day of a card of the calendar; None when it takes no place."""
    starts, ends = card["starts"], card["ends"] or card["starts"]
    return (starts, ends) if starts and as_day(starts) and as_day(ends) and starts <= ends else None


def as_day(text: str) -> datetime.date | None:
    """Return a day of the content as a date; None for what is no day."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _moment(side: str, card: dict[str, Any]) -> Moment:
    starts, ends = span(card) or ("", "")
    return Moment(side, starts, ends, card["event"], card["kind"] or "", card["effect"] or "")
