"""Letters: writes a letter in one way, since two keyboards may write "é" in two, and knows which signs nobody sees.

Unicode puts the marks on a letter in order, and the usual way takes a time that grows with the square of their number:
a letter under a hundred thousand accents would hold a core for a minute. So whatever is longer than any word is
composed in pieces; in what people write, no letter stands across the border of two.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]

LONG = re.compile(r"[^\x00-\x7f]{201}")
"""A run of letters beyond the plain ones that no word has."""
PIECES = re.compile(r"[\x00-\x7f]+[^\x00-\x7f]{0,200}|[^\x00-\x7f]{1,200}")
"""Pieces to compose one by one: a mark never goes to a plain letter that stands behind it."""


def composed(text: str, form: Form = "NFC") -> str:
    """Return the text in a form of Unicode in which a letter is written in one way only."""
    if not LONG.search(text):
        return unicodedata.normalize(form, text)
    return "".join(unicodedata.normalize(form, piece) for piece in PIECES.findall(text))


SEEN = frozenset("LNPSM")
"""Kinds of signs that one sees: letters, numbers, marks, punctuation, symbols."""
JOINERS = frozenset("\u200c\u200d")
"""Signs that shape the letters beside them, as Hindi, Persian and many emoji need."""


def is_seen(name: str) -> bool:
    """Return whether there is something to see in a name, and nothing that turns or hides what stands beside it."""
    kinds = {unicodedata.category(sign) for sign in name if sign not in JOINERS}
    return all(kind[0] in SEEN or kind == "Zs" for kind in kinds) and any(kind[0] in SEEN for kind in kinds)
