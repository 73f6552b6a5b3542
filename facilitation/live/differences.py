"""Differences: which words somebody changed in a text, so that only those are changed in the shared document.

The unit is what a person sees as one: a word, a space, or one sign (an emoji with its skin tone and joiners, a
letter with its accent). A word that was changed is replaced whole: when two people correct the same word, both
words stand there to choose from, and never a mixture that nobody wrote. Offsets count Python characters.
"""

from __future__ import annotations

import bisect
import difflib
import itertools
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

JOINER = "\u200d"
APOSTROPHES = "'\u2019\u02bc"
SMALL = 40_000
"""Pairs of words that are compared one by one; a longer stretch is first cut at words that stand there once."""
DEEPEST = 20
"""How often a stretch is cut within a stretch; what is still too long after that was written anew."""
MOST = 2_000
"""Places at which one text is changed; with more of them it is changed once, from the first to the last."""
LONGEST_RUN = 1_000
"""Letters in a row in which two people's words are looked for; nobody reads a longer one."""


class Operation(NamedTuple):
    """The characters from `start` to `stop` of a text make place for the words `put`."""

    start: int
    stop: int
    put: str


def unix(text: str) -> str:
    """Return a text with its lines ended by LF, as forms (CRLF) and old files (CR) do not."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_word(sign: str) -> bool:
    """Return whether a character belongs to a word, so that two of them side by side read as one."""
    return sign.isalnum() or sign == "_"


def units(text: str) -> list[str]:
    """Cut a text into words, spaces and signs; put together they are the text again."""
    found: list[str] = []
    start = 0
    for place in range(1, len(text)):
        if not _belongs(text, start, place):
            found.append(text[start:place])
            start = place
    return [*found, text[start:]] if text else []


def _belongs(text: str, start: int, place: int) -> bool:
    """Return whether the character at `place` belongs to the unit that began at `start`."""
    first, before, sign = text[start], text[place - 1], text[place]
    if before == JOINER or sign == JOINER:
        return True
    if is_word(sign) or sign in APOSTROPHES:
        return is_word(first)
    if sign.isascii():
        return False
    if "\U0001f3fb" <= sign <= "\U0001f3ff" or "\U000e0020" <= sign <= "\U000e007f":
        return True  # the colour of a skin; the tail of a region's flag
    if _is_half_flag(sign):
        return place - start == 1 and _is_half_flag(first)
    return unicodedata.category(sign) in ("Mn", "Mc", "Me")


def _is_half_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def operations(before: str, after: str) -> list[Operation]:
    """Return what makes `after` of `before`, in order; the fewest words that a reader would call changed."""
    old, new = units(before), units(after)
    # a space is no landmark: between two sentences that share nothing else it would only tear them apart
    old_words = [place for place, unit in enumerate(old) if not unit.isspace()]
    new_words = [place for place, unit in enumerate(new) if not unit.isspace()]
    kept = _landmarks([old[place] for place in old_words], [new[place] for place in new_words], 0, 0)
    found, i, j, start = [], 0, 0, 0
    for here, there in [*((old_words[one], new_words[other]) for one, other in kept), (len(old), len(new))]:
        gone, come = old[i:here], new[j:there]
        head = _same(gone, come)
        tail = _same(gone[head:][::-1], come[head:][::-1])
        put, stop = "".join(come[head : len(come) - tail]), start + sum(map(len, gone))
        changed = Operation(start + sum(map(len, gone[:head])), stop - sum(map(len, gone[len(gone) - tail :])), put)
        if put or changed.stop > changed.start:
            found.append(changed)
        i, j, start = here + 1, there + 1, stop + len(old[here]) if here < len(old) else stop
    return found if len(found) <= MOST else [_as_one(found, before)]


def _as_one(changes: Sequence[Operation], before: str) -> Operation:
    start, stop = changes[0].start, changes[-1].stop
    inside = [Operation(change.start - start, change.stop - start, change.put) for change in changes]
    return Operation(start, stop, carried_out(before[start:stop], inside))


def _landmarks(old: Sequence[str], new: Sequence[str], i: int, j: int, depth: int = 0) -> list[tuple[int, int]]:
    """Return the pairs of places, counted from `i` and `j`, at which the two lists of words go together."""
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    pairs = [(i + k, j + k) for k in range(head)]
    if len(one) * len(other) <= SMALL:
        for a, b, size in difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
            pairs += [(i + head + a + k, j + head + b + k) for k in range(size)]
    elif depth < DEEPEST:
        a = b = 0
        for here, there in [*_only_once(one, other), (len(one), len(other))]:
            if (here, there) != (len(one), len(other)) or (a, b) != (0, 0):
                pairs += _landmarks(one[a:here], other[b:there], i + head + a, j + head + b, depth + 1)
            if here < len(one) and there < len(other):
                pairs.append((i + head + here, j + head + there))
            a, b = here + 1, there + 1
    return pairs + [(i + len(old) - tail + k, j + len(new) - tail + k) for k in range(tail)]


def _only_once(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest row of words, in the same order in both, of which each stands once in each list."""
    here, there = Counter(one), Counter(other)
    where = {word: place for place, word in enumerate(other) if there[word] == 1}
    shared = [(place, where[word]) for place, word in enumerate(one) if here[word] == 1 and word in where]
    ends: list[int] = []
    piles: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for pair in shared:
        pile = bisect.bisect(ends, pair[1])
        before[pair] = piles[pile - 1] if pile else None
        ends[pile : pile + 1], piles[pile : pile + 1] = [pair[1]], [pair]
    row: list[tuple[int, int]] = []
    last = piles[-1] if piles else None
    while last:
        row.append(last)
        last = before[last]
    return row[::-1]


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many units two lists have in common at their start."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(one), len(other)))


def torn_apart(merged: str, one: str, other: str) -> list[Operation]:
    """Return what parts two people's words that a merge put against each other, "eentwee" into "een twee".

    `merged` came of the texts `one` and `other`. When one of the two was blank before, both wrote a whole
    answer, and callers may prefer a new line: they replace the space in the operations.
    """
    known = {unit for text in (one, other) for unit in units(text)}
    found, start = [], 0
    for unit in units(merged):
        if unit not in known and is_word(unit[0]):
            found += [Operation(start + place, start + place, " ") for place in _seams(unit, known)]
        start += len(unit)
    return found


def _seams(unit: str, known: Collection[str]) -> list[int]:
    """Return the places between the known words that a run of letters is made of; none when it is no such run."""
    if len(unit) > LONGEST_RUN:
        return []
    lengths = {len(word) for word in known}
    seams: dict[int, list[int]] = {0: []}
    for stop in range(1, len(unit) + 1):
        starts = [stop - length for length in lengths if stop - length in seams and unit[stop - length : stop] in known]
        if starts:
            start = min(starts, key=lambda place: len(seams[place]))
            seams[stop] = [*seams[start], stop]
    return seams.get(len(unit), [])[:-1]


def gone_on(first: str, own: str, text: str) -> str:
    """Return what somebody wants a text to be who saved `own` and then sent `text` from a form drawn with `first`.

    Going on from the own words (the browser's Back button) is one thing, an older form in another window is
    another. Whichever takes the fewer changes is meant; when in doubt the words of both stay.
    """
    if own == first:
        return text
    older, newer = operations(first, text), operations(own, text)
    if _size(newer) < _size(older):
        return text
    saved = operations(first, own)
    return carried_out(own, [each for change in older if change not in saved for each in _moved(change, saved)])


def _size(changes: Sequence[Operation]) -> int:
    return sum(change.stop - change.start + len(change.put) for change in changes)


def _moved(change: Operation, over: Sequence[Operation]) -> list[Operation]:
    """Return an operation as it is after others were carried out on the same text, whose words it leaves alone."""

    def there(place: int) -> int:
        ends = [other for other in over if other.stop <= place]
        inside = next((other for other in over if other.start < place < other.stop), None)
        grown = sum(len(other.put) - (other.stop - other.start) for other in ends)
        return (inside.start if inside else place) + grown

    borders = {place for other in over for place in (other.start, other.stop) if change.start < place < change.stop}
    cuts = sorted({change.start, change.stop, *borders})
    gone = [
        Operation(there(start), there(start) + stop - start, "")
        for start, stop in itertools.pairwise(cuts)
        if not any(other.start <= start and stop <= other.stop for other in over)
    ]
    return [Operation(there(change.start), there(change.start), change.put), *gone]


def carried_out(text: str, changes: Sequence[Operation]) -> str:
    """Return a text after operations in order."""
    parts, place = [], 0
    for change in changes:
        parts += [text[place : change.start], change.put]
        place = change.stop
    return "".join([*parts, text[place:]])
