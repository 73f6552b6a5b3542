"""Lettering: how wide words are, how they break into lines, and how they become SVG text.

Lengths are units of the picture, `SIZE` to a letter's height. Widths are estimates on the broad side: the letters of
the reader's machine are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SIZE = 13
"""Height of letters, in units of the picture; on a phone of 320 pixels that is 11 pixels."""
LEADING = 15
"""From one line of text to the next."""
_NARROW, _BROAD = frozenset("iljtfrI.,:;'’|!()[]- "), frozenset("mwMWOQG%@&—…")
_BREAK = re.compile(r"<br\s*/?>|\r?\n")
_FORBIDDEN = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")


def number(value: float) -> str:
    """Return a length with one decimal at most."""
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def escaped(text: str) -> str:
    """Return text as it may stand in markup and in attributes; what XML forbids becomes a space."""
    kept = _FORBIDDEN.sub(" ", text)
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        kept = kept.replace(sign, name)
    return kept


def broken(text: object) -> list[str]:
    """Return the lines that the author of a text made of it."""
    return [_SPACES.sub(" ", line).strip() for line in _BREAK.split("" if text is None else str(text))]


def width(text: str) -> float:
    """Return about how wide a line of text is."""
    return SIZE * sum(_broad(sign) for sign in text)


def _broad(sign: str) -> float:
    """Return the width of a letter as a part of its height."""
    return 0.35 if sign in _NARROW else 0.96 if sign in _BROAD else 0.7 if sign.isupper() else 0.61


def lines(text: object, room: float, most: int = 2) -> tuple[list[str], bool]:
    """Return a text in at most so many lines of this width, and whether something had to be left out."""
    made: list[str] = []
    for line in broken(text):
        made += _wrapped(line, room)
    made = [line for line in made if line]
    whole = len(made) <= most and all(width(line) <= room for line in made)
    if whole:
        return made, False
    kept = made[:most]
    if len(made) > most and kept:
        kept[-1] += "…"
    return [_cut(line, room) for line in kept], True


def _wrapped(line: str, room: float) -> list[str]:
    made = [""]
    for word in line.split(" "):
        longer = f"{made[-1]} {word}".strip()
        if not made[-1] or width(longer) <= room:
            made[-1] = longer
        else:
            made.append(word)
    return made


def _cut(line: str, room: float) -> str:
    if width(line) <= room:
        return line
    kept = line.rstrip("…")
    while kept and width(kept + "…") > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def label(x: float, y: float, said: Sequence[str], anchor: str = "", kind: str = "", more: str = "") -> str:
    """Return lines of text, the first on the base line `y`; `anchor` is "" for the start, "m" middle, "e" end."""
    names = " ".join(each for each in (f"f-{anchor}" if anchor else "", kind) if each)
    opened = f'<text x="{number(x)}" y="{number(y)}"' + (f' class="{names}"' if names else "") + more + ">"
    first, *rest = [escaped(line) for line in said] or [""]
    later = "".join(f'<tspan x="{number(x)}" dy="{LEADING}">{line}</tspan>' for line in rest)
    return f"{opened}{first}{later}</text>"
