"""Reading: how hours, kinds, parts and leads of an encounter are put in words, for the picture and for paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tools.canvas import Context
from tools.environment_scan.calendar import as_day
from tools.environment_scan.labels import written
from tools.intervention_designer.agenda import SHIFTS, Hour, Plan, Slot, hours
from tools.intervention_designer.blocks import KINDS, LEADS
from tools.pictures import words
from tools.wording import N_

Translate = Callable[[str], str]


def hour_words(hour: Hour, translate: Translate) -> str:
    """Return "16:00", with "next day", "previous day" or the day itself when it is not the day on the part."""
    if hour.shift == 0:
        return hour.at
    return f"{hour.at} ({translate(SHIFTS[hour.shift]) if hour.shift in SHIFTS else written(hour.day)})"


def place_hours(plan: Plan, slot: Slot, context: Context, translate: Translate) -> list[str]:
    """Return for every place when a block begins and ends there; "" where that is not known."""
    starts = {hour.side: hour for hour in hours(plan, slot.start, context)}
    ends = {hour.side: hour for hour in hours(plan, slot.end, context)}
    shown = []
    for side in context.sides:
        start, end = starts.get(side.key), ends.get(side.key)
        if start is None:
            shown.append("")
        elif end is None or slot.minutes is None:
            shown.append(hour_words(start, translate))
        elif start.shift == end.shift != 0:
            shown.append(f"{start.at}–{hour_words(end, translate)}")
        else:
            shown.append(f"{hour_words(start, translate)}–{hour_words(end, translate)}")
    return shown


def part_words(plan: Plan, languages: Sequence[str], translate: Translate) -> str:
    """Return the name of a part and its day; a number when nobody named it."""
    if plan.card is None:
        return translate(N_("In no part yet"))
    name = words(plan.card["name"], languages) or translate(N_("Part {number}")).format(number=plan.number)
    day = as_day(plan.card["on"])
    return f"{name}, {written(day)}" if day else name


def label(options: Sequence[tuple[str, str]], key: Any, translate: Translate) -> str:
    """Return the words of an option; "" for none."""
    return next((translate(said) for known, said in options if known == key), "")


def kind_words(block: dict[str, Any], translate: Translate) -> str:
    """Return the kind of a block in words; "" when nobody said it."""
    return label(KINDS, block["kind"], translate)


def lead_words(block: dict[str, Any], context: Context, translate: Translate) -> str:
    """Return who leads a block: a place, together, or somebody from outside; "" when nobody said it."""
    side = next((side.place for side in context.sides if side.key == block["lead"]), "")
    return side or label(LEADS, block["lead"], translate)
