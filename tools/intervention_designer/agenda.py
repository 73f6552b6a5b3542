"""Agenda: what the clock says, in every place, when each block of an encounter begins and ends.

An encounter has parts (a day and a place each). The day, the hour and whose clock that is give one instant; the minutes
of the blocks, in order, are counted from there, and only then each place reads its own clock. So a change to or from
summer time in one of the places comes out right, also in the middle of an encounter (times: IANA zones of `SideOf`).

What was decided about hours that a clock does not show once:

- An hour that a clock *skips* (02:30 on the night that summer time begins) is read on the clock as it was before the
  change, so the agenda says 03:30: nothing that was typed is changed, and `doubt` tells of it.
- An hour that a clock shows *twice* is the first of the two, and `doubt` tells of it.

Minutes count when they are a number from 0 up to what every browser keeps exactly. Anything else (nothing, a negative
number, words) takes no time and breaks nothing; what would end after the year 9999 has no clock time.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from tools.canvas import Content, Context
from tools.content import filled_cards
from tools.content.shape import LARGEST
from tools.wording import N_

SKIPPED, TWICE = "skipped", "twice"
"""What can be odd about an hour: the clock jumps over it, or shows it two times."""

SHIFTS = {1: N_("next day"), -1: N_("previous day")}
"""How a day is called that is not the one written on the part."""

TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, kw_only=True)
class Hour:
    """What the clock of one place shows: `at` as "16:00", its `day`, and how many days that is from the written one."""

    side: str
    place: str
    at: str
    day: datetime.date
    shift: int


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One block in its part: its number in the encounter, and its start and end in minutes from the part's start.

    `minutes` is None when nobody gave any that count; the block then takes no time.
    """

    number: int
    block: dict[str, Any]
    start: float
    minutes: float | None
    end: float


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One part with its blocks. `card` is None for blocks that belong to no part.

    `begins` is its first instant (UTC), None as long as day, hour and clock do not say it; `available` the minutes
    there are, `planned` those of its blocks.
    """

    number: int
    card: dict[str, Any] | None
    slots: tuple[Slot, ...]
    begins: datetime.datetime | None
    available: float | None
    planned: float

    @property
    def over(self) -> float:
        """Return the minutes too many; below zero those still free; 0 while one of the two is not known."""
        timed = any(slot.minutes is not None for slot in self.slots)
        return self.planned - self.available if timed and self.available is not None else 0

    @property
    def length(self) -> float:
        """Return the minutes until everybody goes: those that are planned, or those there are when that is more."""
        return max(self.planned, self.available or 0)


def plans(content: Content, context: Context) -> list[Plan]:
    """Return the parts in their order, each with its blocks; blocks of no part come last, or go to the only part."""
    parts = filled_cards(content, "meeting.parts")
    homes: dict[str, list[dict[str, Any]]] = {part["id"]: [] for part in parts}
    loose: list[dict[str, Any]] = []
    for block in filled_cards(content, "agenda.blocks"):
        home = next((key for key in _ids(block.get("part")) if key in homes), "")
        homes.get(home or (parts[0]["id"] if len(parts) == 1 else ""), loose).append(block)
    found: list[Plan] = []
    number = 0
    for card in [*parts, None] if loose else parts:
        blocks = loose if card is None else homes[card["id"]]
        found.append(_plan(len(found) + 1, card, blocks, number, context))
        number += len(blocks)
    return found


def _plan(
    number: int, card: dict[str, Any] | None, blocks: list[dict[str, Any]], before: int, context: Context
) -> Plan:
    """Return one part, its blocks one after another; `before` is how many blocks come earlier."""
    slots: list[Slot] = []
    start: float = 0
    for place, block in enumerate(blocks, before + 1):
        minutes = length(block.get("minutes"))
        end = start + (minutes or 0)
        slots.append(Slot(number=place, block=block, start=start, minutes=minutes, end=end))
        start = end
    return Plan(
        number=number,
        card=card,
        slots=tuple(slots),
        begins=begins(card, context) if card else None,
        available=length(card.get("minutes")) if card else None,
        planned=start,
    )


def length(value: Any) -> float | None:
    """Return minutes that count, or None; 1e300, -5, True and "ten" are none."""
    known = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= LARGEST
    return value if known else None


def begins(part: Mapping[str, Any], context: Context) -> datetime.datetime | None:
    """Return the instant at which a part begins, in UTC; None when it does not say the day, the hour or whose clock."""
    local = _local(part, context)
    try:
        return local.astimezone(datetime.UTC) if local else None
    except (OverflowError, ValueError):  # the first and the last day that Python knows
        return None


def doubt(part: Mapping[str, Any], context: Context) -> str:
    """Return SKIPPED or TWICE when the clock does not show the hour of a part exactly once that day, else ""."""
    local = _local(part, context)
    if local is None:
        return ""
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    if first is None or second is None or first == second:
        return ""
    return SKIPPED if first < second else TWICE


def hours(plan: Plan, minute: float, context: Context) -> list[Hour]:
    """Return what the clock shows in every place, so many minutes after a part began; none when that is not known."""
    if plan.card is None or plan.begins is None:
        return []
    written = datetime.date.fromisoformat(plan.card["on"])
    shown = []
    for side in context.sides:
        zone = _zone(side.zone)
        try:
            there = (plan.begins + datetime.timedelta(minutes=minute)).astimezone(zone) if zone else None
        except (OverflowError, ValueError):
            there = None
        if there is not None:
            day = there.date()
            shown.append(
                Hour(
                    side=side.key,
                    place=side.place,
                    at=f"{there:%H:%M}",
                    day=day,
                    shift=(day - written).days,
                )
            )
    return shown


def clock_side(part: Mapping[str, Any], context: Context) -> str:
    """Return whose clock the hour of a part is read on: the side it names; any side when all have one time zone."""
    keys = [side.key for side in context.sides]
    if part.get("clock") in keys:
        return str(part["clock"])
    one_zone = len({side.zone for side in context.sides}) == 1
    return keys[0] if one_zone and part.get("clock") is None else ""


def _local(part: Mapping[str, Any], context: Context) -> datetime.datetime | None:
    """Return day and hour as written, on the clock they were meant for."""
    key = clock_side(part, context)
    zone = next((_zone(side.zone) for side in context.sides if side.key == key), None)
    at = part.get("at")
    time = TIME.fullmatch(at) if isinstance(at, str) else None
    try:
        day = datetime.date.fromisoformat(part.get("on"))  # type: ignore[arg-type] # what is no text is refused below
    except (TypeError, ValueError):
        return None
    if zone is None or time is None:
        return None
    return datetime.datetime(day.year, day.month, day.day, int(time[1]), int(time[2]), tzinfo=zone)


def _zone(key: str) -> ZoneInfo | None:
    """Return a time zone; None for a name that is none."""
    try:
        return ZoneInfo(key)
    except (KeyError, ValueError, OSError):
        return None


def _ids(value: Any) -> list[str]:
    """Return the ids that a link holds."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
