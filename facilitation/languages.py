"""Languages: the reader's language, the languages of content, and dates and numbers for people.

Two things that are easily confused. The *interface* speaks Dutch and Spanish (`INTERFACE`). *Content* is
written in the languages of a partnership, the union of what its partners write. A text outside a canvas
is `Words`: ``{"nl": "...", "es": "...", "original": "nl"}``, either language may be the original.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_datetime, format_time, get_timezone

from tools.letters import composed
from tools.wording import N_

INTERFACE = ("nl", "es")
"""Languages of the interface, with a catalogue in `translations/`. No order is meant by it."""

LANGUAGE_NAMES = {
    "nl": N_("Dutch"),
    "es": N_("Spanish"),
    "fr": N_("French"),
    "en": N_("English"),
    "pt": N_("Portuguese"),
    "qu": N_("Quechua"),
    "ay": N_("Aymara"),
    "gn": N_("Guarani"),
    "kek": N_("Q'eqchi'"),
    "quc": N_("K'iche'"),
    "rw": N_("Kinyarwanda"),
}
"""Languages that a partner may write or speak; codes are ISO 639."""
WRITTEN = ("nl", "es", "fr", "en", "pt")
"""Languages that content can be written in."""
ZONES: dict[str, list[str]] = {
    code: sorted(zones) for code, zones in get_global("territory_zones").items() if len(code) == 2 and code != "ZZ"
}
"""The time zones (IANA) of each country (ISO 3166); ZZ is no country."""


class WordsType(sa.TypeDecorator[dict[str, str]]):
    """One text in several languages plus which of them is original, as JSON."""

    impl = sa.JSON
    cache_ok = True


Words = dict[str, str]


def words(original: str, **texts: str) -> Words:
    """Make a text: `original` is the language it was first written in."""
    return {**texts, "original": original}


def read(text: Words | None, language: str) -> tuple[str, str]:
    """Return (text, its language): the wanted language, else the original, else any that has words."""
    text = text or {}
    for code in (language, text.get("original", ""), *sorted(text)):
        if code and code != "original" and text.get(code):
            return text[code], code
    return "", language


def preferred(accept: Iterable[str]) -> str | None:
    """Return the first interface language in an ordered list of wishes ("es-BO", "nl"), or None."""
    for wish in accept:
        code = wish.split("-")[0].split("_")[0].lower()
        if code in INTERFACE:
            return code
    return None


_SPELLING = ((re.compile("qu(?=[ei])"), "k"), (re.compile("c(?=[aou]|$)|c(?![ehi])"), "k"))
_LETTERS = str.maketrans("jzvy", "hsbi")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u2018\u02bc\u00b4`")
_BETWEEN_WORDS, _DOUBLED = re.compile(r"[^0-9a-z\u00df-\uffff]+"), re.compile(r"([a-z])(?=\1)")


def _in_alphabet(name: str) -> str:
    """Return a name as a list is sorted by it: without capitals and accents, each letter in its own place."""
    if name.isascii():
        return name.casefold()
    return "".join(sign for sign in composed(name.casefold(), "NFKD") if not unicodedata.combining(sign))


def fold(text: str) -> str:
    """Return the text as search sees it: no capitals, accents, apostrophes or doubled letters, one spelling.

    Nimlaha'kok, Nimlahakok and Nimlajakok are one; so are "pavé" and "pave". Word borders stay.
    """
    plain = _in_alphabet(text).translate(_APOSTROPHES)
    plain = _BETWEEN_WORDS.sub(" ", plain).strip()
    for pattern, one in _SPELLING:
        plain = pattern.sub(one, plain)
    return _DOUBLED.sub("", plain.translate(_LETTERS))


_SOUNDS_LIKE_I = re.compile(r"^(h?[ií]|y)(?![aeiouáéíóú])", re.IGNORECASE)


def joints(names: Sequence[str], language: str) -> list[str]:
    """Return what stands before each name of a list: nothing, ", " or the word "and" of the language.

    Spanish "y" becomes "e" before the sound i: Tarija e Iquitos, but Tarija y Hierro.
    """
    word = "en" if language == "nl" else "e" if _SOUNDS_LIKE_I.match(names[-1] if names else "") else "y"
    return [f" {word} " if at and at == len(names) - 1 else ", " if at else "" for at in range(len(names))]


def together(names: Sequence[str], language: str) -> str:
    """Return names as one phrase: "Brasschaat en Tarija", "Brasschaat y Tarija"."""
    return "".join(joint + name for joint, name in zip(joints(names, language), names, strict=True))


def _local(language: str) -> Locale:
    return Locale("es", "419") if language == "es" else Locale("nl", "BE")


def day_for(day: datetime.date, language: str, weekday: bool = False) -> str:
    """Return a day in words: "20 november 2026", with `weekday` "vrijdag 20 november 2026"."""
    return format_date(day, "full" if weekday else "long", locale=_local(language))


def time_for(instant: datetime.datetime, language: str, time_zone: str, seconds: bool = False) -> str:
    """Return the clock time of a place, on a 24-hour clock: "16:00", with seconds "16:00:00"."""
    shape = "HH:mm:ss" if seconds else "HH:mm"
    return format_time(instant, shape, tzinfo=get_timezone(time_zone), locale=_local(language))


def moment_for(instant: datetime.datetime, language: str, time_zone: str) -> str:
    """Return day and clock time of a place in words: "20 nov 2026, 16:00"."""
    return format_datetime(instant, "d MMM y, HH:mm", tzinfo=get_timezone(time_zone), locale=_local(language))


@lru_cache
def countries(language: str) -> dict[str, str]:
    """Return every country (ISO 3166) with its name in a language, in that language's alphabet."""
    names = {code: str(name) for code, name in _local(language).territories.items() if code in ZONES}
    return dict(sorted(names.items(), key=lambda item: _in_alphabet(item[1])))


@lru_cache
def zones(language: str) -> dict[str, str]:
    """Return the time zones of countries that have several, named by country and city: "Ecuador: Guayaquil"."""
    cities = _local(language).time_zones
    named = {
        zone: f"{name}: {cities.get(zone, {}).get('city') or zone.rsplit('/', 1)[-1].replace('_', ' ')}"
        for code, name in countries(language).items()
        for zone in ZONES[code]
        if len(ZONES[code]) > 1
    }
    return dict(sorted(named.items(), key=lambda item: _in_alphabet(item[1])))


def of(value: Any) -> Words:
    """Return a stored value as `Words`, an empty text for None."""
    return dict(value) if value else {}
