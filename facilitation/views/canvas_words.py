"""Canvas words: labels and values of a canvas in words, for a reader of either language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal
from flask_babel import gettext

from facilitation import languages
from facilitation.canvases import CanvasView
from facilitation.views.pages import language
from tools.canvas import NOTHING, Context, Day, Field, Number, Position


def label_of(view: CanvasView, of: Field | str, side: str = "") -> str:
    """Return a label in the reader's language; ``{place}`` is the side that is asked, else whose project it is."""
    return about_place(view.context, of if isinstance(of, str) else of.label, side)


def about_place(about: Context, label: str, side: str = "") -> str:
    """Return a label in the reader's language with the name of its ``{place}``, for who has no view of the canvas."""
    sentence = gettext(label) if label else ""
    return sentence.replace("{place}", _place(about, side)) if "{place}" in sentence else sentence


def place_of(view: CanvasView, side: str) -> str:
    """Return the name of the place that a question is about: of one side, or of all sides of a shared project."""
    return _place(view.context, side)


def _place(about: Context, side: str) -> str:
    key = side or about.owner
    return about.place(key) if key else joined([each.place for each in about.sides])


def joined(names: list[str]) -> str:
    """Return names as people list them: "Brasschaat, Tarija and Herent", in the reader's language."""
    return format_list(names, locale=Locale.parse(language()))


def either(answers: list[str]) -> str:
    """Return answers of which one is to be chosen: "3 or 4", in the reader's language."""
    return format_list(answers, style="or", locale=Locale.parse(language()))


def in_words(of: Field, value: Any, options: list[tuple[str, str]]) -> str:
    """Return a value as words: an option's label, a number or a day as people write it here; "" for no answer.

    Of several options each is named, in the order in which they are offered.
    """
    if value is None or value == []:
        return ""
    if value == NOTHING:
        return gettext(of.none) if of.none else ""
    known = dict(options)
    if isinstance(value, list):
        chosen = [str(each) for each in value]
        names = [words for key, words in options if key in chosen] + ["…" for each in chosen if each not in known]
        return joined(names) if len(names) > 1 else "".join(names)
    match of:
        case Number():
            return " ".join(part for part in (_number(value), gettext(of.unit) if of.unit else "") if part)
        case Day():
            return languages.day_for(datetime.date.fromisoformat(value), language())
        case Position():
            return f"{_number(value['x'])} / {_number(value['y'])}"
    if isinstance(value, Mapping):
        return in_words(of, value.get("ids"), options)
    return known.get(str(value), str(value))


def _number(value: float) -> str:
    return format_decimal(value, locale="nl_BE" if language() == "nl" else "es_419", decimal_quantization=False)
