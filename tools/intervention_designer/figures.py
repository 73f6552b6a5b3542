"""Figures: the session strip, one bar for each part, and under it what the clock shows in every place.

A bar is as long as its blocks take, from left to right in minutes from the start of its part; each kind of moment
has a filling of its own and its number stands on it, so that it reads in black and white. Under each bar there is a
row for each place with the hours on its clock, where there is room; the table has all of them. A dotted line
stands where the time of the part ends: what is left of it is free, what is right of it is too much.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tools.canvas import Content, Context
from tools.intervention_designer.agenda import Plan, Slot, hours, plans
from tools.intervention_designer.blocks import KINDS
from tools.intervention_designer.reading import hour_words, kind_words, part_words, place_hours
from tools.intervention_designer.timing import plain
from tools.pictures import Drawn, empty, figure, pattern
from tools.wording import N_

ROOM_FOR_HOUR = 0.11
"""The share of the width that an hour like "16:00" takes; hours closer together are left to the table."""

ROOM_FOR_LETTER = 0.024
"""The share of the width that a block needs for each letter of the name of its kind beside its number."""

FILLED = ("pause", "info", "talk", "make", "choose", "welcome", "gather", "close")
"""Kinds in the order of the fillings of bars, so that a pause is the plain one."""

BAR = 0.8
"""How much of its row a bar fills."""

ROW_HEIGHT = 26
"""Pixels of one row of the strip."""

TITLE = N_("The encounter, minute by minute")

Translate = Callable[[str], str]


def figures(content: Content, context: Context, translate: Translate) -> list[Drawn]:
    """Return the session strip."""
    agenda = [plan for plan in plans(content, context) if plan.slots]
    if not any(plan.planned for plan in agenda):
        return [empty("strip", translate(TITLE), translate(N_("Write blocks with their minutes to see how it goes.")))]
    return [
        Drawn(
            key="strip",
            title=translate(TITLE),
            says=_says(agenda, translate),
            figure=_strip(agenda, context, translate),
            head=[
                *map(translate, (N_("Part"), N_("Block"), N_("Kind of moment"), N_("From minute"), N_("Minutes"))),
                *(side.place for side in context.sides),
            ],
            rows=[_row(plan, slot, context, translate) for plan in agenda for slot in plan.slots],
        )
    ]


def _says(agenda: list[Plan], translate: Translate) -> str:
    """Return what the strip shows, in one sentence."""
    planned = sum(plan.planned for plan in agenda)
    free = sum(plan.available for plan in agenda if plan.available is not None)
    if all(plan.available is not None for plan in agenda):
        return translate(N_("{planned} of {available} minutes are planned.")).format(
            planned=plain(planned), available=plain(free)
        )
    return translate(N_("{planned} minutes are planned.")).format(planned=plain(planned))


def _row(plan: Plan, slot: Slot, context: Context, translate: Translate) -> list[str]:
    """Return one block as a row of the table."""
    return [
        part_words(plan, context.languages, translate),
        str(slot.number),
        kind_words(slot.block, translate),
        plain(slot.start),
        "" if slot.minutes is None else plain(slot.minutes),
        *place_hours(plan, slot, context, translate),
    ]


def _strip(agenda: list[Plan], context: Context, translate: Translate) -> Any:
    """Return the figure: row 0 at the top is the first part, below it one row for each place."""
    high = 1 + len(context.sides)
    widest = max(plan.length for plan in agenda)
    traces: list[dict[str, Any]] = []
    for kind, label in [*KINDS, (None, N_("Not said"))]:
        bars = [
            (row * high, slot, slot.minutes)
            for row, plan in enumerate(agenda)
            for slot in plan.slots
            if slot.minutes and slot.block["kind"] == kind
        ]
        if bars:
            traces.append(
                {
                    "type": "bar",
                    "orientation": "h",
                    "name": translate(label),
                    "y": [-row for row, _, _ in bars],
                    "base": [slot.start for _, slot, _ in bars],
                    "x": [minutes for _, _, minutes in bars],
                    "width": [BAR] * len(bars),
                    "text": [_on_bar(slot, minutes / widest, translate) for _, slot, minutes in bars],
                    "textposition": "inside",
                    "marker": pattern(FILLED.index(kind) if kind in FILLED else 0),
                }
            )
    traces += _clocks(agenda, context, translate, high, widest)
    names = [(-row * high, part_words(plan, context.languages, translate)) for row, plan in enumerate(agenda)]
    names += [
        (-(row * high + 1 + place), side.place)
        for row, plan in enumerate(agenda)
        if plan.begins is not None
        for place, side in enumerate(context.sides)
    ]
    return figure(
        traces,
        {
            "height": 90 + ROW_HEIGHT * high * len(agenda),
            "xaxis": {"title": {"text": translate(N_("Minutes from the start"))}, "range": [0, widest * 1.06]},
            "yaxis": {
                "tickvals": [at for at, _ in names],
                "ticktext": [name for _, name in names],
                "range": [0.6 - high * len(agenda), 0.6],
            },
            "shapes": [
                {
                    "type": "line",
                    "x0": plan.available,
                    "x1": plan.available,
                    "y0": -row * high - BAR / 2,
                    "y1": -row * high + BAR / 2,
                    "line": {"dash": "dot", "width": 2},
                }
                for row, plan in enumerate(agenda)
                if plan.available is not None
            ],
        },
    )


def _clocks(
    agenda: list[Plan], context: Context, translate: Translate, high: int, widest: float
) -> list[dict[str, Any]]:
    """Return, for each place, the hours under the bars: begin and end of a part, and between them those that fit."""
    traces = []
    for place, side in enumerate(context.sides):
        x: list[float] = []
        y: list[int] = []
        text: list[str] = []
        position: list[str] = []
        for row, plan in enumerate(agenda):
            for minute, said, turned in _fitting(plan, side.key, context, translate, widest):
                x.append(minute)
                y.append(-(row * high + 1 + place))
                text.append(said)
                position.append(turned)
        if x:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "text",
                    "name": side.place,
                    "showlegend": False,
                    "x": x,
                    "y": y,
                    "text": text,
                    "textposition": position,
                }
            )
    return traces


def _fitting(
    plan: Plan, side: str, context: Context, translate: Translate, widest: float
) -> list[tuple[float, str, str]]:
    """Return (minute, hour, where its words go) of the hours of one place that leave each other room."""

    def said(minute: float) -> str:
        return next((hour_words(hour, translate) for hour in hours(plan, minute, context) if hour.side == side), "")

    def room(words: str) -> float:
        return widest * ROOM_FOR_HOUR * len(words) / len("16:00")

    starts = {slot.start: said(slot.start) for slot in plan.slots if slot.minutes}
    end = said(plan.planned)
    shown: list[tuple[float, str, str]] = []
    free_from, until = 0.0, plan.planned - room(end)
    for minute, words in starts.items():
        if words and minute >= free_from and (minute + room(words) <= until or not shown):
            shown.append((minute, words, "middle right"))
            free_from = minute + room(words)
    if end and until >= free_from:
        shown.append((plan.planned, end, "middle left"))
    return shown


def _on_bar(slot: Slot, share: float, translate: Translate) -> str:
    """Return what stands on a bar: its number, the name of its kind where that fits, "?" when nobody said the kind."""
    kind = kind_words(slot.block, translate)
    said = f"{slot.number} {kind or '?'}"
    return said if not kind or share >= len(said) * ROOM_FOR_LETTER else str(slot.number)
