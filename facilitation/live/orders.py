"""Orders: the place of a card in its list, as a short text between those of its neighbours.

A list that people reorder at the same time keeps no positions: each card has an order key, digits of base 62
behind an imaginary point, compared sign by sign. Between two keys there is always another one, so moving a card
writes that card only. Keys never end in the lowest digit. Equal keys are put in the order of the ids.
"""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""In the order in which Python and browsers compare them."""
LOWEST, HIGHEST = DIGITS[0], DIGITS[-1]


def between(before: str, after: str) -> str:
    """Return a key after `before` and before `after`; "" is the start or the end of the list."""
    if after and before >= after:
        raise ValueError("no key fits between two keys that are not in order")
    if not after:
        return _later(before)
    place, low = 0, before
    while (low[place] if place < len(low) else LOWEST) == after[place]:
        place += 1
        if place == len(after):
            raise ValueError("a key ends in the lowest digit")
    shared = after[:place]
    first = DIGITS.index(low[place]) if place < len(low) else 0
    last = DIGITS.index(after[place])
    if last - first > 1:
        return shared + DIGITS[(first + last) // 2]
    return shared + DIGITS[first] + _later(low[place + 1 :])


def _later(key: str) -> str:
    """Return a key after `key`, whoever wrote that; short, because most cards are added at the end."""
    for place, digit in enumerate(key):
        if digit != HIGHEST and digit in DIGITS:
            return key[:place] + DIGITS[DIGITS.index(digit) + 1]
    return key + DIGITS[len(DIGITS) // 2]


def placed(keys: list[str], at: int) -> dict[int, str]:
    """Return the keys to write, by place, so that the card at `at` stays between its neighbours when sorted.

    Cards behind it with the same key as the one before it get new keys too. Keys that are no keys of ours
    (another program wrote them) are all replaced.
    """
    low = keys[at - 1] if at else ""
    behind = next((place for place in range(at + 1, len(keys)) if keys[place] > low), len(keys))
    high = keys[behind] if behind < len(keys) else ""
    written: dict[int, str] = {}
    try:
        for place in range(at, behind):
            low = written[place] = between(low, high)
    except (ValueError, IndexError):
        written, low = {}, ""
        for place in range(len(keys)):
            low = written[place] = between(low, "")
    return written
