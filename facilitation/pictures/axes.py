"""Axes: where a number, a day or a name stands, and which ticks and words an axis carries.

Three kinds, as in plotly: `linear` (numbers), `date` (days, counted from 1970-01-01; lengths of bars along it are
milliseconds) and `category` (names, one unit apart). Where plotly would guess, so do we: all numbers, all days, else
names. An axis whose ticks are words (names, or numbers with `ticktext`) has *rows*: each gets the room its words need.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from facilitation.pictures.lettering import broken, width
from facilitation.pictures.marks import CannotDraw

DAY_MS = 86_400_000
"""Milliseconds in a day: the unit of lengths on an axis of days."""
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?([T ]\d\d:\d\d.*)?")
_EPOCH = datetime.datetime(1970, 1, 1)  # noqa: DTZ001 days of a calendar have no time zone
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000)
"""How many months may lie between two ticks."""
LINEAR, DATE, CATEGORY = "linear", "date", "category"


@dataclass
class Tick:
    """One tick: where, in units of the axis, and its lines of words."""

    value: float
    said: list[str]


@dataclass
class Axis:
    """One axis: `low` and `high` are the values at its ends, `start` and `end` where these stand in the picture.

    `band` is the thickness that one unit across gives to a bar, and `shift` how far bars and marks stand below the
    middle of their row, because its words stand above them.
    """

    kind: str
    given: Mapping[str, Any]
    language: str
    names: list[str] = field(default_factory=list)
    low: float = 0.0
    high: float = 1.0
    start: float = 0.0
    end: float = 1.0
    band: float = 0.0
    shift: float = 0.0

    @property
    def shown(self) -> bool:
        """Return whether the axis is drawn at all."""
        return self.given.get("visible") is not False

    @property
    def title(self) -> list[str]:
        """Return the lines of its title."""
        title = self.given.get("title") or {}
        said = broken(title.get("text") if isinstance(title, Mapping) else title) if self.shown else []
        return [line for line in said if line]

    @property
    def worded(self) -> bool:
        """Return whether its ticks are words rather than numbers or days."""
        return self.kind == CATEGORY or self.given.get("ticktext") is not None

    def number(self, value: Any) -> float | None:
        """Return a value in units of the axis; None for a blank."""
        if value is None or value == "":
            return None
        if self.kind == CATEGORY:
            return float(self.names.index(str(value))) if str(value) in self.names else _plain(value)
        return days(value) if self.kind == DATE else _plain(value)

    def length(self, value: Any) -> float:
        """Return a length along the axis in its units."""
        plain = _plain(value) or 0.0
        return plain / DAY_MS if self.kind == DATE else plain

    def at(self, number: float) -> float:
        """Return the place of a number in the picture, where marks stand."""
        return self.edge(number) + self.shift

    def edge(self, number: float) -> float:
        """Return the place of a number in the picture, where rows begin and end."""
        return self.start + (number - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)

    def ticks(self) -> list[Tick]:
        """Return the ticks in sight, with their words."""
        if not self.shown:
            return []
        made = [tick for tick in self._all() if min(self.low, self.high) <= tick.value <= max(self.low, self.high)]
        if self.given.get("showticklabels") is False:
            return [Tick(tick.value, []) for tick in made]
        return made

    def _all(self) -> Iterator[Tick]:
        values, said = self.given.get("tickvals"), self.given.get("ticktext")
        if values is not None:
            words = list(said) if said is not None else [self._said(value) for value in values]
            for value, text in zip(values, words, strict=False):
                found = self.number(value)
                if found is not None:
                    yield Tick(found, broken(text))
        elif self.kind == CATEGORY:
            yield from (Tick(float(at), broken(name)) for at, name in enumerate(self.names))
        elif self.kind == DATE:
            low, high = sorted((self.low, self.high))
            yield from _of_days(low, high, abs(self.end - self.start), self.language)
        else:
            yield from (Tick(value, [self._said(value)]) for value in self._steps())

    def _steps(self) -> list[float]:
        low, high = sorted((self.low, self.high))
        step = self.given.get("dtick") or _nice((high - low) / max(2, round(abs(self.end - self.start) / 55)))
        return [at * step for at in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]

    def _said(self, value: Any) -> str:
        plain = _plain(value)
        if plain is None or self.kind != LINEAR:
            return str(value)
        shape = "#,##0%" if str(self.given.get("tickformat") or "").endswith("%") else "#,##0.###"
        said = format_decimal(
            plain * 100 if shape.endswith("%") else plain, shape.rstrip("%"), locale=_local(self.language)
        )
        said += "%" if shape.endswith("%") else ""
        return f"{self.given.get('tickprefix') or ''}{said}{self.given.get('ticksuffix') or ''}"


def axis(given: Mapping[str, Any], values: Iterable[Any], numbers: Iterable[float], language: str) -> Axis:
    """Return the axis on which these values stand; `numbers` are further lengths to take in, such as the 0 of bars."""
    held = [value for value in values if value is not None and value != ""]
    kind = given.get("type") or _kind(held or list(given.get("range") or ()))
    if kind not in (LINEAR, DATE, CATEGORY):
        raise CannotDraw(f"axis {kind}")
    made = Axis(kind=kind, given=given, language=language)
    if kind == CATEGORY:
        made.names = list(dict.fromkeys([*map(str, given.get("categoryarray") or ()), *map(str, held)]))
    within = [found for value in held if (found := made.number(value)) is not None] + list(numbers)
    made.low, made.high = _range(made, within)
    return made


def days(value: Any) -> float:
    """Return a day, or a moment, as days since 1970-01-01."""
    if isinstance(value, datetime.datetime):
        moment = value
    elif isinstance(value, datetime.date):
        moment = datetime.datetime(value.year, value.month, value.day)  # noqa: DTZ001 as above
    else:
        text = str(value)
        moment = datetime.datetime.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    return (moment.replace(tzinfo=None) - _EPOCH) / datetime.timedelta(days=1)


def _plain(value: Any) -> float | None:
    try:
        found = float(value)
    except (TypeError, ValueError):
        return None
    return found if math.isfinite(found) else None


def _kind(held: list[Any]) -> str:
    if all(isinstance(value, (int, float)) for value in held):
        return LINEAR
    if all(isinstance(value, datetime.date) or _DAY.fullmatch(str(value)) for value in held):
        return DATE
    return CATEGORY


def _range(made: Axis, within: list[float]) -> tuple[float, float]:
    """Return the values at both ends: as given, else what takes everything in."""
    wanted = [made.number(value) for value in made.given.get("range") or ()]
    if len(wanted) == 2 and None not in wanted:
        return float(wanted[0] or 0), float(wanted[1] or 0)
    if made.worded and made.given.get("tickvals") is not None:
        within = within + [found for value in made.given["tickvals"] if (found := made.number(value)) is not None]
    if made.kind == CATEGORY:
        within = [0.0, *within, len(made.names) - 1.0]
    low, high = (min(within), max(within)) if within else (0.0, 1.0)
    if made.given.get("rangemode") == "tozero":
        low, high = min(low, 0.0), max(high, 0.0)
    spare = 0.5 if made.worded else ((high - low) or 1.0) * 0.06
    ends = (
        low if low == 0 and not made.worded else low - spare,
        high if high == 0 and not made.worded else high + spare,
    )
    return (ends[1], ends[0]) if made.given.get("autorange") == "reversed" else ends


def _nice(step: float) -> float:
    """Return the round number (1, 2 or 5 with zeros) next above a step."""
    ten = 10.0 ** math.floor(math.log10(step)) if step > 0 else 1.0
    return next(each * ten for each in (1, 2, 5, 10) if each * ten >= step * 0.999)


def _of_days(low: float, high: float, room: float, language: str) -> Iterator[Tick]:
    """Yield months (days, when there are fewer than two months) as close together as their words allow."""
    if high - low < 62:
        step = next((each for each in (1, 2, 7, 14) if room * each / (high - low or 1) > 50), 28)
        first = math.ceil(low)
        yield from (Tick(float(at), [_day(at, "d MMM", language)]) for at in range(first, math.floor(high) + 1, step))
        return
    begin, year = _date(math.ceil(low)), 0
    at = begin.year * 12 + begin.month - 1 + (begin.day > 1)
    wide = max(width(_day(31 * month, "MMM", language)) for month in range(12)) + 4
    every = next((each for each in MONTHS if room * each * 30.4 / (high - low) > wide), MONTHS[-1])
    at += -at % every
    while at // 12 <= datetime.MAXYEAR and (number := days(datetime.date(at // 12, at % 12 + 1, 1))) <= high:
        month = _day(int(number), "MMM", language)
        yield Tick(number, [month] if at // 12 == year else [month, str(at // 12)])
        year, at = at // 12, at + every


def _date(number: int) -> datetime.date:
    return datetime.date(1970, 1, 1) + datetime.timedelta(days=number)


def _day(number: int, shape: str, language: str) -> str:
    return str(format_date(_date(number), shape, locale=_local(language))).replace(".", "")


def _local(language: str) -> Locale:
    return Locale.parse("es_419" if language == "es" else "nl_BE" if language == "nl" else language)
