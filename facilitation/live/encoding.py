"""Encoding: numbers, texts and plain values as Yjs and y-protocols write them (lib0), read with suspicion.

A number is base 128 with its lowest digits first; a text is its length in bytes and UTF-8. Each reader takes the
bytes and a place and returns what it read and the place behind it. They raise `Malformed`, or IndexError where the
bytes end too early, which whoever begins to read turns into `Malformed`.
"""

from __future__ import annotations

import math
import struct

DEEPEST = 100
"""How deep plain values may be nested; a reader that recurses would run out of stack."""
LARGEST = 2**53 - 1
"""The largest number that a browser can count to."""


class Malformed(Exception):
    """These bytes are not what they should be, or nothing that a page of ours writes; says why, for the log."""


def number(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at `at`, and where it ends; IndexError when the bytes end before."""
    byte = data[at]
    at += 1
    if byte < 128:
        return byte, at
    value, shift = byte & 127, 7
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            break
        shift += 7
        if shift > 49:
            raise Malformed("a number is too large")
    if value > LARGEST:
        raise Malformed("a number is too large")
    if not byte:
        raise Malformed("a number is written longer than needed")
    return value, at


def text(data: bytes, at: int) -> tuple[str, int]:
    """Return the text that begins at `at` with its length in bytes, and where it ends."""
    length, at = number(data, at)
    end = at + length
    if end > len(data):
        raise Malformed("a text ends too early")
    try:
        found = data[at:end].decode()
    except UnicodeDecodeError:
        raise Malformed("a text is not UTF-8") from None
    if "\0" in found:
        raise Malformed("a text holds a NUL, which no database of ours keeps")
    return found, end


def written(value: int) -> bytes:
    """Return a number as the format writes it."""
    if value < 128:
        return bytes((value,))
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def value(data: bytes, at: int) -> int:
    """Return where the plain value that begins at `at` ends; without recursion."""
    open_: list[list[int]] = []
    while True:
        kind = data[at]
        at += 1
        if kind == 119:
            _, at = text(data, at)
        elif kind == 118 or kind == 117:
            length, at = number(data, at)
            open_.append([length, kind])
            if len(open_) > DEEPEST:
                raise Malformed("values are nested too deep")
        elif kind == 125:
            at = _signed(data, at)
        elif kind == 124 or kind == 123:
            at = _float(data, at, ">f" if kind == 124 else ">d")
        elif kind == 122:
            at = _whole(data, at)
        elif kind not in (120, 121, 126, 127):
            raise Malformed(f"a value of kind {kind}")
        while open_ and not open_[-1][0]:
            open_.pop()
        if not open_:
            return at
        open_[-1][0] -= 1
        if open_[-1][1] == 118:
            _, at = text(data, at)


def _signed(data: bytes, at: int) -> int:
    first = data[at]
    at += 1
    if first & 128:
        more, at = number(data, at)
        if more > LARGEST >> 6 or not more:
            raise Malformed("a number is too large, or written longer than needed")
    return at


def _float(data: bytes, at: int, form: str) -> int:
    size = 4 if form == ">f" else 8
    if at + size > len(data):
        raise Malformed("it ends too early")
    if not math.isfinite(struct.unpack_from(form, data, at)[0]):
        raise Malformed("a number that is none")
    return at + size


def _whole(data: bytes, at: int) -> int:
    if at + 8 > len(data):
        raise Malformed("it ends too early")
    if abs(int.from_bytes(data[at : at + 8], "big", signed=True)) > LARGEST:
        raise Malformed("a number is too large")
    return at + 8
