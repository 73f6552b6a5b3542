"""Canvas inputs: how the value of a field stands in a form, and how what was posted becomes a value again.

`draw` gives the strings of a field as a browser would post them, ``{input name: [strings]}``; `read` takes posted
strings back. The name of an input is the address of the value, with a sign behind it for the parts of one value:

======================  ==========================================================================
``address@nl``          a text in one language; always a box of several lines, so that no browser cuts it at a line end
``address``             an option, a number, a day, a time, ticked options, ids of cards
``address!``            "left blank on purpose" beside a box that is typed in (number, day, time, position)
``address:x`` ``:y``    a position
``address/row/column``  a cell of a grid
======================  ==========================================================================

Boxes that are not ticked are not posted, so each group of boxes says in an input called ``here`` that it was on the
form. What was not on the form is `UNPOSTED`: no change. Nothing is repaired: what cannot be read is a problem, and
a number that two countries read differently (1.500) is asked again.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from tools import content
from tools.canvas import NOTHING, Choices, Day, Field, Grid, Link, LinkOrText, Number, Position, Scale, Text, Time
from tools.content.shape import LARGEST
from tools.wording import N_

Strings = dict[str, list[str]]
Posted = MultiDict[str, str]
Problem = tuple[str, str, dict[str, Any]]

HERE: Final = "here"
"""The input that says which groups of boxes were on the form."""


class Unposted:
    """The value of what was not on the form."""


UNPOSTED: Final = Unposted()

UNSETTLED: Final = "__unsettled__"
"""In place of a value where several stand until somebody chooses: no input shows any of them as chosen."""

NOT_A_NUMBER = N_("Write a number, for example 12 or 3.5.")
WHICH_NUMBER = N_("Is this {thousands} or {decimals}? Write it in one of these two ways.")
NOT_A_DAY = N_("Write the day as year-month-day, like 2026-11-20.")
NOT_A_TIME = N_("Write the time with hours and minutes, like 16:00.")
HALF_A_POSITION = N_("Give both numbers, or leave both blank.")
BOTH_BLANK_AND_FILLED = N_("Choose: either an answer here, or left blank on purpose.")


def draw(field: Field, address: str, value: Any, languages: Sequence[str]) -> Strings:
    """Return the strings of one value (of one side), as a browser would post them."""
    match field:
        case Text():
            return _draw_text(address, value, languages)
        case LinkOrText():
            held = value if isinstance(value, Mapping) else {}
            return {address: list(held.get("ids") or []), **_draw_text(address, held.get("text"), languages)}
        case Choices() | Link(many=True):
            return {address: [str(each) for each in _listed(value)]}
        case Link():
            return {address: [str(each) for each in _listed(value)] or [UNSETTLED if value == UNSETTLED else ""]}
        case Position():
            place = value if isinstance(value, Mapping) else {}
            axes = {f"{address}:{axis}": [_plain(place.get(axis))] for axis in ("x", "y")}
            return {**axes, f"{address}!": _mark(value)}
        case Number() | Day() | Time():
            return {address: ["" if value in (NOTHING, UNSETTLED) else _plain(value)], f"{address}!": _mark(value)}
        case Grid():
            cells = value if isinstance(value, Mapping) else {}
            places = [(row, column) for row, _ in field.rows for column, _ in field.columns]
            return {f"{address}/{row}/{column}": [_plain((cells.get(row) or {}).get(column))] for row, column in places}
        case _:
            return {address: [_plain(value)]}


def _draw_text(address: str, value: Any, languages: Sequence[str]) -> Strings:
    held = value if isinstance(value, Mapping) else {}
    codes = dict.fromkeys([*languages, *(code for code in held if held[code])])
    return {f"{address}@{code}": [as_posted(held.get(code) or "")] for code in codes}


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [NOTHING] if value == NOTHING else []


def _mark(value: Any) -> list[str]:
    return [NOTHING] if value == NOTHING else []


def _plain(value: Any) -> str:
    if value is None or isinstance(value, (list, Mapping)):
        return ""
    return repr(value) if isinstance(value, float) else str(value)


def as_posted(words: str) -> str:
    """Return words with the line ends that we keep: a browser posts CRLF for every one of them."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


def read(field: Field, address: str, posted: Posted) -> tuple[Any, list[Problem]]:
    """Return (value or UNPOSTED, problems) for one value of one side; for texts a dict of the posted languages."""
    value, problems = _read(field, address, posted)
    if problems or value is UNPOSTED or isinstance(field, Text | LinkOrText):
        return value, problems
    if value is None or (value == NOTHING and field.none):
        return value, []
    return value, content.check_value(field, address, value)


def _read(field: Field, address: str, posted: Posted) -> tuple[Any, list[Problem]]:
    match field:
        case Text():
            return read_texts(address, posted)
        case LinkOrText():
            words, problems = read_texts(address, posted)
            ids = posted.getlist(address) if address in posted.getlist(HERE) else UNPOSTED
            return {"ids": ids, "text": {} if words is UNPOSTED else words}, problems
        case Choices() | Link(many=True):
            return _read_boxes(address, posted)
        case Link():
            ids, problems = _read_one(address, posted, str)
            return (ids if ids in (None, UNPOSTED, NOTHING) else [ids]), problems
        case Scale():
            return _read_one(address, posted, _whole)
        case Number():
            return _read_typed(address, posted, number)
        case Day():
            return _read_typed(address, posted, _day)
        case Time():
            return _read_typed(address, posted, _time)
        case Position():
            return _read_position(address, posted)
        case Grid():
            return _read_grid(field, address, posted)
        case _:
            return _read_one(address, posted, str)


def read_texts(address: str, posted: Posted) -> tuple[Any, list[Problem]]:
    """Return ({language: words}, problems) of a text, or UNPOSTED when no language of it was on the form."""
    start = f"{address}@"
    found = {name.removeprefix(start): as_posted(posted[name]) for name in posted if name.startswith(start)}
    problems = [
        (f"{start}{code}", problem[1], problem[2])
        for code, words in found.items()
        for problem in content.check_value(Text(name="text", label=""), address, {code: words})
    ]
    return found or UNPOSTED, problems


def _read_boxes(address: str, posted: Posted) -> tuple[Any, list[Problem]]:
    if address not in posted.getlist(HERE):
        return UNPOSTED, []
    ticked = posted.getlist(address)
    if NOTHING in ticked and len(ticked) > 1:
        return None, [(address, BOTH_BLANK_AND_FILLED, {})]
    return (NOTHING if NOTHING in ticked else ticked or None), []


def _read_one(address: str, posted: Posted, understand: Callable[[str], Any]) -> tuple[Any, list[Problem]]:
    raw = posted.get(address, UNSETTLED)
    if raw == UNSETTLED:
        return UNPOSTED, []
    return (raw if raw == NOTHING else understand(raw) if raw else None), []


def _whole(raw: str) -> Any:
    """Return the integer, or the words themselves for `check_value` to refuse."""
    return int(raw) if re.fullmatch(r"-?[0-9]{1,15}", raw) else raw


def _read_typed(address: str, posted: Posted, understand: Callable[[str], Any]) -> tuple[Any, list[Problem]]:
    if address not in posted:
        return UNPOSTED, []
    raw, nothing = posted[address].strip(), posted.get(f"{address}!") == NOTHING
    if nothing:
        return NOTHING, [(address, BOTH_BLANK_AND_FILLED, {})] if raw else []
    try:
        return (understand(raw) if raw else None), []
    except NotUnderstood as unclear:
        return None, [(address, unclear.sentence, unclear.values)]


class NotUnderstood(Exception):
    """What was typed is not a number or a day; the sentence says how to write it."""

    def __init__(self, sentence: str, **values: str) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


def number(raw: str) -> int | float:
    """Return what was typed as a number, with a point or a comma; a number that can be read in two ways is refused."""
    sign = re.fullmatch(r"([-+]?[0-9]{1,300})(?:([.,])([0-9]+))?", raw)  # no more digits than Python itself reads
    if sign is None:
        raise NotUnderstood(NOT_A_NUMBER)
    whole, mark, decimals = sign.groups()
    if mark is None:
        return int(whole)
    if len(decimals) == 3 and re.fullmatch(r"[-+]?[1-9][0-9]{0,2}", whole):
        shorter = decimals.rstrip("0")
        clear = f"{whole}{mark}{shorter or '0'}" if shorter != decimals else f"{whole}{mark}{decimals}0"
        raise NotUnderstood(WHICH_NUMBER, thousands=whole + decimals, decimals=clear)
    read_as = float(f"{whole}.{decimals}")
    return int(read_as) if read_as.is_integer() and abs(read_as) <= LARGEST else read_as


def _day(raw: str) -> str:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", raw):
            return datetime.date.fromisoformat(raw).isoformat()
    except ValueError:
        pass
    raise NotUnderstood(NOT_A_DAY)


def _time(raw: str) -> str:
    found = re.fullmatch(r"([0-9]{1,2})[:.hu]([0-9]{2})", raw)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise NotUnderstood(NOT_A_TIME)
    return f"{int(found[1]):02}:{found[2]}"


def _read_position(address: str, posted: Posted) -> tuple[Any, list[Problem]]:
    raw = [posted.get(f"{address}:{axis}") for axis in ("x", "y")]
    if None in raw:
        return UNPOSTED, []
    x, y = (str(each).strip() for each in raw)
    if posted.get(f"{address}!") == NOTHING:
        return NOTHING, [(address, BOTH_BLANK_AND_FILLED, {})] if x or y else []
    if not x and not y:
        return None, []
    if not x or not y:
        return None, [(address, HALF_A_POSITION, {})]
    try:
        return {"x": number(x), "y": number(y)}, []
    except NotUnderstood as unclear:
        return None, [(address, unclear.sentence, unclear.values)]


def _read_grid(field: Grid, address: str, posted: Posted) -> tuple[Any, list[Problem]]:
    """Return the cells that were on the form, ``{row: {column: value or None}}``: a blank one is None here."""
    cells: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for row, _ in field.rows:
        for column, _ in field.columns:
            value, wrong = read(field.cell, f"{address}/{row}/{column}", posted)
            problems += wrong
            if value is not UNPOSTED:
                cells.setdefault(row, {})[column] = value
    return cells or UNPOSTED, problems
