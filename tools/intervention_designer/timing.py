"""Timing: what the method notices about minutes, hours and days of an encounter.

Limits: an hour (60 min) of screen before a pause, two hours (120 min) of screen in one part, an hour for one person who
interprets simultaneously, a day that runs from 08:00 to 20:00 in every place that takes part.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from tools.canvas import CAUTION, TIP, Content, Context, Finding, SideOf
from tools.content import filled_cards
from tools.intervention_designer.agenda import SKIPPED, Hour, Plan, clock_side, doubt, hours
from tools.intervention_designer.blocks import CONSECUTIVE, PAUSE, SIMULTANEOUS
from tools.intervention_designer.questions import MIXED, ONLINE
from tools.intervention_designer.upstream import blocking
from tools.wording import N_

LONGEST_SCREEN = 60
"""Minutes online before a pause."""

LONGEST_ONLINE = 120
"""Minutes online in one part, pauses left out."""

LONGEST_ALONE = 60
"""Minutes that one person can interpret simultaneously in one part."""

EARLIEST, LATEST = "08:00", "20:00"
"""Between these hours an encounter suits people, in their own place."""


def over_or_short(plans: Sequence[Plan]) -> Iterator[Finding]:
    """Notice T6-2: the blocks of a part do not add up to its minutes."""
    for plan in plans:
        if plan.card is not None and plan.over:
            yield Finding(
                code="T6-2",
                level=CAUTION,
                sentence=N_("{n} min too many planned.") if plan.over > 0 else N_("{n} min still free."),
                at=(f"meeting.parts/{plan.card['id']}/minutes",),
                values={"n": plain(abs(plan.over))},
            )


def not_doubled(content: Content) -> Iterator[Finding]:
    """Notice T6-3: a block is interpreted consecutively, and nobody said that its time was doubled."""
    for block in filled_cards(content, "agenda.blocks"):
        if block["interpretation"] == CONSECUTIVE and block["doubled"] != "yes":
            yield Finding(
                code="T6-3",
                level=CAUTION,
                sentence=N_("With consecutive interpreting, talking takes twice as long."),
                at=(f"agenda.blocks/{block['id']}/minutes", f"agenda.blocks/{block['id']}/doubled"),
            )


def long_screen(content: Content, plans: Sequence[Plan]) -> Iterator[Finding]:
    """Notice T6-4: too long online without a pause, or in one part."""
    if content["meeting"]["form"] not in (ONLINE, MIXED):
        return
    for plan in plans:
        run = longest = total = 0.0
        last = ""
        for slot in plan.slots:
            paused = slot.block["kind"] == PAUSE
            run = 0 if paused else run + (slot.minutes or 0)
            total += 0 if paused else slot.minutes or 0
            if run > longest:
                longest, last = run, slot.block["id"]
        if longest > LONGEST_SCREEN or total > LONGEST_ONLINE:
            yield Finding(
                code="T6-4",
                level=CAUTION,
                sentence=N_("A long time in front of a screen: plan a pause, or split it in two."),
                at=(f"agenda.blocks/{last}/minutes",),
            )


def alone_too_long(content: Content, plans: Sequence[Plan]) -> Iterator[Finding]:
    """Notice T6-10: one person interprets simultaneously for more than an hour."""
    if content["interpreting"]["interpreters"] != 1:
        return
    slots = [[slot for slot in plan.slots if slot.block["interpretation"] == SIMULTANEOUS] for plan in plans]
    long = [part for part in slots if sum(slot.minutes or 0 for slot in part) > LONGEST_ALONE]
    if long:
        yield Finding(
            code="T6-10",
            level=CAUTION,
            sentence=N_("One person cannot interpret simultaneously for an hour alone."),
            at=(
                "interpreting.interpreters",
                *(f"agenda.blocks/{slot.block['id']}/interpretation" for part in long for slot in part),
            ),
        )


def early_or_late(plans: Sequence[Plan], places: Sequence[SideOf], context: Context) -> Iterator[Finding]:
    """Notice T6-7: a part lies outside 08:00 to 20:00 in a place that takes part."""
    keys = [side.key for side in places]
    for plan in plans:
        first = hours(plan, 0, context)
        last = {hour.side: hour for hour in hours(plan, plan.length, context)}
        odd = [
            f"{start.place} {start.at}–{end.at}" if end != start else f"{start.place} {start.at}"
            for start in first
            if start.side in keys and (end := last.get(start.side)) and not _fits(start, end)
        ]
        if plan.card is not None and odd:
            yield Finding(
                code="T6-7",
                level=CAUTION,
                sentence=N_("Is this hour good for everybody? Then it is: {times}."),
                at=(f"meeting.parts/{plan.card['id']}/at",),
                values={"times": "; ".join(odd)},
            )


def _fits(start: Hour, end: Hour) -> bool:
    """Return whether a stretch lies within the day of a place."""
    return start.at >= EARLIEST and end.at <= LATEST and start.day == end.day


def blocked(plans: Sequence[Plan], places: Sequence[SideOf], context: Context) -> Iterator[Finding]:
    """Notice T6-15: the day of a part is blocked on the calendar of a place that takes part."""
    for plan in plans:
        if plan.card is None:
            continue
        days = {hour.side: hour.day for hour in hours(plan, 0, context)}
        events = []
        for side in places:
            day = days.get(side.key) or _written(plan)
            for event in blocking(context, side, day) if day else ():
                events.append(f"{event} ({side.place})" if event else side.place)
        if events:
            yield Finding(
                code="T6-15",
                level=CAUTION,
                sentence=N_("On this day the calendar says that it will not do: {events}."),
                at=(f"meeting.parts/{plan.card['id']}/on",),
                values={"events": "; ".join(dict.fromkeys(events))},
            )


def _written(plan: Plan) -> datetime.date | None:
    """Return the day that is written on a part whose hour is not known yet."""
    try:
        return datetime.date.fromisoformat((plan.card or {})["on"])
    except (TypeError, ValueError):
        return None


def odd_hour(plans: Sequence[Plan], context: Context) -> Iterator[Finding]:
    """Notice T6-16: the clock skips the hour of a part, or shows it twice."""
    for plan in plans:
        found = doubt(plan.card, context) if plan.card is not None else ""
        if plan.card is not None and found:
            yield Finding(
                code="T6-16",
                level=CAUTION,
                sentence=N_("In {place} the clock skips this hour on that day. Choose another hour.")
                if found == SKIPPED
                else N_("In {place} the clock shows this hour twice on that day. Choose another hour."),
                at=(f"meeting.parts/{plan.card['id']}/at",),
                values={"place": context.place(clock_side(plan.card, context))},
            )


def moving_hour(plans: Sequence[Plan], context: Context) -> Iterator[Finding]:
    """Notice T6-17: parts at the same hour on one clock fall at different hours elsewhere, because a clock changes."""
    alike: dict[tuple[str, str], list[Plan]] = {}
    for plan in plans:
        if plan.card is not None and plan.begins is not None:
            alike.setdefault((clock_side(plan.card, context), plan.card["at"]), []).append(plan)
    for (key, _), group in alike.items():
        shown: dict[str, list[str]] = {}
        for plan in group:
            for hour in hours(plan, 0, context):
                shown.setdefault(hour.side, []).append(hour.at)
        moving = {side: list(dict.fromkeys(ats)) for side, ats in shown.items() if len(set(ats)) > 1}
        if moving:
            yield Finding(
                code="T6-17",
                level=TIP,
                sentence=N_("Summer time: always at the same hour in {place}, but not everywhere: {times}."),
                at=tuple(f"meeting.parts/{plan.card['id']}/at" for plan in group if plan.card is not None),
                values={
                    "place": context.place(key),
                    "times": "; ".join(f"{context.place(side)} {', '.join(ats)}" for side, ats in moving.items()),
                },
            )


def plain(minutes: float) -> str:
    """Return minutes as people write them: 12, not 12.0."""
    return str(int(minutes)) if float(minutes).is_integer() else f"{minutes:g}"
