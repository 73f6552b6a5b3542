"""Problems: everything that is wrong with what a canvas holds, in sentences for the person who typed it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from tools.canvas import (
    NOTHING,
    Cards,
    Choice,
    Choices,
    Day,
    Field,
    Grid,
    Link,
    LinkOrText,
    Number,
    Position,
    Scale,
    Text,
    Time,
    Tool,
)
from tools.content.places import sides_of
from tools.content.shape import LARGEST, as_integer
from tools.wording import N_

Problem = tuple[str, str, dict[str, Any]]
"""(address, `N_` sentence, values): one thing that is wrong."""

LONGEST_TEXT = 200_000
"""Characters of one text: a small book. It is compared word by word with what others write, while they wait."""
SIDE_KEY = re.compile(r"[a-z0-9-]{1,80}")
"""What a key of a side looks like: which sides there are, only the partnership knows."""
TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
UNKEPT = re.compile("[\x00\ud800-\udfff]")
"""Characters that neither a database nor UTF-8 can keep: NUL and half a pair of surrogates."""


def check(tool: Tool, content: Mapping[str, Any]) -> list[Problem]:
    """Return everything that is wrong with the content, each with its address; an empty list is good content."""
    problems: list[Problem] = []
    for address, field in tool.fields():
        section, name = address.split(".")
        held = content.get(section, {})
        value = held.get(name)
        if field.per_side and value is not None and not isinstance(value, Mapping):
            problems.append((address, WRONG_SHAPE, {}))
        for side, one in sides_of(field, value):
            problems += check_value(field, f"{address}.{side}" if side else address, one)
        mark = held.get(f"{name}.none")
        marks = list(mark.values()) if field.per_side and isinstance(mark, Mapping) else [mark]
        if any(each is not None and not isinstance(each, bool) for each in marks):
            problems.append((f"{address}.none", WRONG_SHAPE, {}))
    return problems


TOO_LONG = N_("This is {length} characters long. Up to {longest} fit here: shorten it where you like.")
WRONG_SHAPE = N_("What came in here cannot be read.")
UNKNOWN_OPTION = N_("This is not one of the choices offered.")


def check_value(field: Field, address: str, value: Any) -> list[Problem]:
    """Return what is wrong with one value of a field (of one side, when it is asked per side)."""
    if value is None or (value == NOTHING and field.none and not isinstance(field, Cards)):
        return []
    match field:
        case Text():
            return _check_text(address, value)
        case LinkOrText():
            if not isinstance(value, Mapping):
                return [(address, WRONG_SHAPE, {})]
            return _check_ids(address, value.get("ids")) + _check_text(address, value.get("text"))
        case Link():
            return _check_ids(address, value)
        case Choice():
            return [] if _is_offered(field, value) else [(address, UNKNOWN_OPTION, {})]
        case Choices():
            return _check_choices(field, address, value)
        case Scale() | Number():
            return _check_number(field, address, value)
        case Day():
            return [] if _is_day(value) else [(address, N_("Give a day that exists, for example 2026-11-20."), {})]
        case Time():
            fine = isinstance(value, str) and TIME.fullmatch(value)
            return [] if fine else [(address, N_("Give a time of the day, for example 16:00."), {})]
        case Position():
            return _check_position(address, value)
        case Grid():
            return _check_grid(field, address, value)
        case Cards():
            return _check_cards(field, address, value)
    raise TypeError(f"no field kind: {type(field).__name__}")


def _check_text(address: str, value: Any) -> list[Problem]:
    if value is None:
        return []
    if not isinstance(value, Mapping) or not all(isinstance(words, str) for words in value.values()):
        return [(address, WRONG_SHAPE, {})]
    if any(UNKEPT.search(words) for words in value.values()):
        return [(address, N_("This text holds a character that cannot be kept. Type that part again."), {})]
    longest = max(map(len, value.values()), default=0)
    return [(address, TOO_LONG, {"length": longest, "longest": LONGEST_TEXT})] if longest > LONGEST_TEXT else []


def _check_ids(address: str, value: Any) -> list[Problem]:
    fine = value is None or (isinstance(value, list) and all(isinstance(each, str) and each for each in value))
    return [] if fine else [(address, WRONG_SHAPE, {})]


def _is_offered(field: Choice | Choices, value: Any) -> bool:
    """Return whether a value is an option, or could be a side where sides are offered."""
    side = field.sides and isinstance(value, str) and SIDE_KEY.fullmatch(value) is not None
    return side or value in [key for key, _ in field.options]


def _check_choices(field: Choices, address: str, value: Any) -> list[Problem]:
    if not isinstance(value, list):
        return [(address, WRONG_SHAPE, {})]
    problems: list[Problem] = [(address, UNKNOWN_OPTION, {}) for each in value if not _is_offered(field, each)]
    if any(value.count(each) > 1 for each in value):
        problems.append((address, N_("The same choice came in twice."), {}))
    return problems


def _check_number(field: Scale | Number, address: str, value: Any) -> list[Problem]:
    value = as_integer(value)
    if isinstance(field, Scale):
        if isinstance(value, int) and not isinstance(value, bool) and field.low <= value <= field.high:
            return []
        return [(address, N_("Choose a whole number from {low} to {high}."), {"low": field.low, "high": field.high})]
    if not _is_number(value):
        return [(address, N_("Give a number."), {})]
    if abs(value) > LARGEST:
        return [(address, N_("This number is too large to be kept exactly."), {})]
    if field.whole and not isinstance(value, int):
        return [(address, N_("Give a whole number."), {})]
    return []


def _is_number(value: Any) -> bool:
    """Return whether it is a real number: no truth value, no infinity, no "not a number"."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < float("inf")


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _check_position(address: str, value: Any) -> list[Problem]:
    inside = isinstance(value, Mapping) and set(value) == {"x", "y"}
    if inside and all(_is_number(value[axis]) and 0 <= value[axis] <= 100 for axis in ("x", "y")):
        return []
    return [(address, N_("Put the mark inside the square: from 0 to 100 in both directions."), {})]


def _check_grid(field: Grid, address: str, value: Any) -> list[Problem]:
    if not isinstance(value, Mapping):
        return [(address, WRONG_SHAPE, {})]
    problems: list[Problem] = []
    rows, columns = ({key for key, _ in keys} for keys in (field.rows, field.columns))
    for row, cells in value.items():
        if not (field.rows_of or row in rows) or not isinstance(cells, Mapping):
            problems.append((address, N_("This table has no such row: {row}."), {"row": row}))
            continue
        for column, cell in cells.items():
            if not (field.columns_of or column in columns):
                problems.append((address, N_("This table has no such column: {column}."), {"column": column}))
            else:
                problems += check_value(field.cell, f"{address}/{row}/{column}", cell)
    return problems


def _check_cards(field: Cards, address: str, value: Any) -> list[Problem]:
    if not isinstance(value, list):
        return [(address, WRONG_SHAPE, {})]
    problems: list[Problem] = []
    seen: set[str] = set()
    for card in value:
        key = card.get("id") if isinstance(card, Mapping) else None
        if not isinstance(key, str) or not re.fullmatch(r"[^\s/@.]+", key) or key in seen:
            problems.append((address, N_("A card came in without a mark of its own."), {}))
            continue
        seen.add(key)
        for part in field.parts:
            here = f"{address}/{key}/{part.name}"
            if part.per_side and card.get(part.name) is not None and not isinstance(card[part.name], Mapping):
                problems.append((here, WRONG_SHAPE, {}))
            for side, one in sides_of(part, card.get(part.name)):
                problems += check_value(part, f"{here}.{side}" if side else here, one)
    return problems
