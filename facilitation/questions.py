"""Questions: what somebody looks for, as words and as goals, and where that stands in a text.

Words are compared as `languages.fold` sees them, and a part of a word is enough. The id of a goal or a target is a text
and found whole: 6.10 is another one than 6.1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from facilitation.languages import fold
from facilitation.sayings import Word
from tools import goals

BEFORE, AFTER = 60, 140
"""Characters of a text shown before and after the first word found."""
TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f'\u2019\u2018\u02bc\u00b4`])*")
"""A word of a text as people wrote it, with its accents and apostrophes."""

Piece = tuple[str, bool]
"""A run of a text, and whether it is what was looked for."""

BROKEN_OFF = (("qu", "e"), ("q", "ue"), ("c", "e"))
"""Ends of a word whose sound the next letter decides, with letters that make it the other sound."""


def words_of(question: str) -> list[Word]:
    """Return the words of a question. One that breaks off before a letter that decides its sound has two spellings.

    The id of a target is one word, to be found as a whole.
    """
    target = goals.typed(question)
    if target and "." in target:
        return [(f" {fold(target)} ",)]
    found = []
    for typed in question.split():
        *parts, last = fold(typed).split() or [""]
        more = next((letters for end, letters in BROKEN_OFF if typed.casefold().endswith(end)), "")
        # "proc" is how "proceso" begins and "procurar" too
        other = fold(typed + more).split()[-1].removesuffix("e") if more else last
        found += [(part,) for part in parts] + [tuple(dict.fromkeys((last, other)))]
    return [word for word in dict.fromkeys(found) if word != ("",)]


def goals_in(question: str) -> tuple[list[str], str]:
    """Return the goals and targets that a question asks for by their ids, and its other words.

    A number alone among other words is a number: "6 scholen" asks for no goal, "SDG 6 scholen" does.
    """
    whole = goals.parse(question)
    if whole is not None:
        return [whole], ""
    parts, ids, rest = [part.strip(",;:()") for part in question.split()], [], []
    while parts:
        tried = [parts[:2]] * (len(parts) > 1) + [parts[:1]]
        found = next((part for part in tried if goals.parse(" ".join(part)) and not _is_number(part)), None)
        if found:
            ids.append(goals.parse(" ".join(found)) or "")
        else:
            rest.append(parts[0])
        del parts[: len(found or "1")]
    return goals.in_order(ids), " ".join(rest)


def _is_number(part: list[str]) -> bool:
    return all(each.isdigit() for each in part)


def occurring(text: str, words: Sequence[Word]) -> int:
    """Return how many of these words occur in a text."""
    return occurring_in(fold(text), words)


def occurring_in(folded: str, words: Sequence[Word]) -> int:
    """Return how many of these words occur in a text that is folded already."""
    padded = f" {folded} "
    return sum(any(each in padded for each in word) for word in words)


def occur(text: str, words: Sequence[Word]) -> bool:
    """Return whether all words occur in a text."""
    return occurring(text, words) == len(words)


def snippet(text: str, words: Sequence[Word]) -> tuple[Piece, ...]:
    """Return the neighbourhood of the first word found, in pieces; every word found in it is marked."""
    found = [token.span() for token in TOKEN.finditer(text) if _is_hit(token.group(), words)] if words else []
    middle = found[0][0] if found else 0
    start, end = _edge(text, middle - BEFORE, -1), _edge(text, middle + AFTER, 1)
    pieces: list[Piece] = [("… ", False)] if start else []
    at = start
    for first, last in found:
        if last > end:
            break
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    pieces += [(text[at:end], False)] + ([(" …", False)] if end < len(text) else [])
    return tuple(piece for piece in pieces if piece[0])


_folded = lru_cache(maxsize=10_000)(fold)  # most words of a text are words of others too


def _is_hit(token: str, words: Sequence[Word]) -> bool:
    folded = _folded(token)
    return any(each in folded or (" " in each and f" {folded} " in each) for word in words for each in word)


def _edge(text: str, at: int, step: int) -> int:
    """Return the border of a word near a place: from there on outwards, so that no word is cut."""
    while 0 < at < len(text) and not text[at - 1 if step < 0 else at].isspace():
        at += step
    return min(max(at, 0), len(text))
