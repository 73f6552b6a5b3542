"""Clock: the only source of time, so that a test can say what time it is.

Instants are aware datetimes in UTC; days are calendar days of a place, so they need its time zone.
"""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

_frozen: datetime.datetime | None = None


def now() -> datetime.datetime:
    """Return the present instant, in UTC."""
    return _frozen or datetime.datetime.now(datetime.UTC)


def today(time_zone: str = "UTC") -> datetime.date:
    """Return the calendar day that it is now in a place (IANA name)."""
    return now().astimezone(ZoneInfo(time_zone)).date()


def set_for_tests(instant: datetime.datetime | None) -> None:
    """Stop the clock at an aware instant, or let it run again with None."""
    global _frozen
    _frozen = instant
