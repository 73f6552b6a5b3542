"""Labels: what people wrote, as it fits in a picture; the table beside the picture has it in full."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Mapping, Sequence

from tools.pictures import words

NO_WORDS = "…"
"""What stands for a card on which nobody wrote its main words yet."""


def said(text: Mapping[str, str], languages: Sequence[str]) -> str:
    """Return a text in the first of these languages that has it, on one line."""
    return " ".join(words(text, languages).split()) or NO_WORDS


def short(text: str, width: int, lines: int) -> str:
    """Return a text on at most so many lines of so many letters, with an ellipsis for what does not fit."""
    made = textwrap.wrap(text, width)
    if len(made) > lines:
        last = made[lines - 1]
        whole = last if len(last) < width else last.rpartition(" ")[0] or last[: width - 1]
        made = [*made[: lines - 1], whole + "…"]
    return "<br>".join(made)


def written(day: datetime.date) -> str:
    """Return a day as both languages write it: day, month, year."""
    return f"{day.day}/{day.month}/{day.year}"
