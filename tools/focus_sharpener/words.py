"""Words: reads a question the way a listener would who only knows a few signs of each language.

What `dutch` and `spanish` look for are guesses, so they prefer to miss a case over a false alarm. Both read a
text in a plain form: small letters, one kind of space, without what stands in quotes (a question that people
quote is not the question they ask).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from tools.letters import composed


class Listener(NamedTuple):
    """What a listener of one language notices in a text: each is a yes-or-no question about it."""

    holds_solution: Callable[[str], bool]
    is_closed: Callable[[str], bool]
    is_double: Callable[[str], bool]


READ = 2_000
"""Characters that are read of a text; what is longer than two pages is no question."""

NEAR = 120
"""Characters before and after a sign that may give it another meaning."""

QUOTED = re.compile(r"“[^“”]*”|„[^„”“]*[”“]|«[^«»]*»|\"[^\"]*\"")
QUOTES = re.compile(r"[“”„«»\"]")
SENTENCE = re.compile(r"[^.!?…\n]+\??")


def plain(text: str) -> str:
    """Return the text in small letters with single spaces, without what is quoted inside it."""
    text = composed(text[:READ]).casefold().replace("’", "'")
    unquoted = QUOTED.sub(" ", text)
    text = unquoted if re.search(r"\w", unquoted) else QUOTES.sub(" ", text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


def bare(text: str) -> str:
    """Return the text without accents, because people on a phone leave them out; ñ is a letter and stays."""
    apart = composed(text, "NFD")
    kept = "".join(each for each in apart if not unicodedata.combining(each) or each == "\u0303")
    return composed(kept)


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text, each with its question mark when it has one."""
    return [each.strip() for each in SENTENCE.findall(text) if re.search(r"\w", each)]


def asks_twice(text: str) -> bool:
    """Return whether a plain text holds two questions by its marks; "??" is one raised voice."""
    return len(re.findall(r"\?+", text)) > 1 or text.count("¿") > 1


def any_of(words: str) -> str:
    """Return the pattern of any of these words, separated by white space; "_" stands for a space inside one."""
    return "(?:" + "|".join(each.replace("_", " ") for each in words.split()) + ")"


def matches_unless(found: re.Pattern[str], spared: Callable[[str, str], bool], text: str) -> bool:
    """Return whether a pattern occurs at least once where what stands before and after it does not spare it."""
    return any(
        not spared(text[max(0, hit.start() - NEAR) : hit.start()], text[hit.end() : hit.end() + NEAR])
        for hit in found.finditer(text)
    )
