"""Labels: what people wrote, as it fits in a picture; the table beside the picture has it in full."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from tools.pictures import words

NO_WORDS = "…"
"""What stands for a card on which nobody wrote its main words yet."""


def said(text: Mapping[str, str], languages: Sequence[str]) -> str:
    """Return a text in the first of these languages that has it, on one line."""
    return " ".join(words(text, languages).split()) or NO_WORDS


def short(text: str, width: int, lines: int) -> str:
    """Return a text on at most so many lines of so many letters, with an ellipsis for what does not fit."""
    made = _wrapped(text, width)
    if len(made) > lines:
        last = made[lines - 1]
        whole = last if len(last) < width else last.rpartition(" ")[0] or last[: width - 1]
        made = [*made[: lines - 1], whole + "…"]
    return "<br>".join(made)


def _wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, none longer than `width`; a word that is longer goes on on the next line."""
    made: list[str] = []
    for word in text.split():
        if made and len(made[-1]) + 1 + len(word) <= width:
            made[-1] += f" {word}"
        else:
            made += [word[at : at + width] for at in range(0, len(word), width)]
    return made


def written(day: datetime.date) -> str:
    """Return a day as both languages write it: day, month, year."""
    return f"{day.day}/{day.month}/{day.year}"
