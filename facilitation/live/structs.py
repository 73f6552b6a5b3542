"""Structs: what a Yjs update holds, read without applying it: who wrote what, where, and what it builds on.

The format is that of Yjs 13 (``encodeStateAsUpdate``, version 1): numbers are base 128, lowest digits first; a
document is a list of structs per client id and a set of deleted ranges. A struct covers `length` clocks of its
client (one for each UTF-16 unit of a text); it stands in a root that it names, in a nested map whose id it gives, or
beside its origin. Any bytes give a `Parsed` or raise `Malformed`, nothing else, in time linear to their number.

Refused as `Malformed` is also what our pages never write: content of other kinds than text, plain values and maps, and
whatever two readers of the format take differently (a client twice, numbers written longer than needed, clocks beyond
31 bits, a struct that builds on itself or on what comes after it).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from facilitation.live.encoding import Malformed, number, text, value

GC, DELETED, STRING, MAP, ANY, SKIP = 0, 1, 4, 7, 8, 10
"""Kinds of structs, by the number that the format gives them; MAP is a nested type, of which only maps are read."""
HAS_ORIGIN, HAS_RIGHT_ORIGIN, HAS_KEY, KIND = 0x80, 0x40, 0x20, 0x1F
TYPE_OF_MAP = 1
MOST = 50_000
"""How many structs and deleted ranges together are read at most, unless the caller says otherwise."""
LAST_CLOCK = 2**31 - 1
Id = tuple[int, int]
"""(client, clock)"""


class Struct(NamedTuple):
    """A range of one client's clocks and where it stands.

    `root` is named only by the first struct of a place; `key` with a root or, in a nested map, without one. `needs`
    are the ids it builds on: its origins (`left` says that the first is the left one) and the nested map it stands in.
    `halves` are the clocks, counted from its own, in the middle of a sign that is two UTF-16 units.
    """

    client: int
    clock: int
    length: int
    kind: int
    needs: tuple[Id, ...] = ()
    root: str | None = None
    key: str | None = None
    left: bool = False
    halves: tuple[int, ...] = ()


@dataclass(slots=True)
class Parsed:
    """What an update holds: `items` in their order, `deletes` as {client: [(clock, length)]}."""

    items: list[Struct] = field(default_factory=list)
    deletes: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    size: int = 0
    """The number of structs and deleted ranges."""

    @property
    def structs(self) -> list[tuple[int, int, int]]:
        """Return (client, clock, length) of what it brings; a hole brings nothing."""
        return [found[:3] for found in self.items if found.kind != SKIP]

    @property
    def needs(self) -> set[Id]:
        """Return the ids that it builds on, its own among them."""
        return {each for found in self.items for each in found.needs}

    @property
    def roots(self) -> set[tuple[str, str | None]]:
        """Return (root, key) of the structs that name their root; key is None in a text."""
        return {(found.root, found.key) for found in self.items if found.root is not None}

    @property
    def maps(self) -> set[tuple[str, str]]:
        """Return (root, key) where a nested map is put into a root: a card in its list."""
        found = (each for each in self.items if each.kind == MAP)
        return {(each.root, each.key) for each in found if each.root is not None and each.key is not None}

    @property
    def kinds(self) -> set[int]:
        """Return the kinds of its structs."""
        return {found.kind for found in self.items}

    @property
    def has_hole(self) -> bool:
        """Return whether it says of itself that something in the middle is left out."""
        return any(found.kind == SKIP for found in self.items)


def parse(data: bytes, most: int | None = MOST) -> Parsed:
    """Return what an update holds; `Malformed` when it is none, or has more than `most` structs and deletions."""
    parsed = Parsed()
    upmost = len(data) if most is None else most
    try:
        at = _structs(data, parsed, upmost)
        at = _deletes(data, at, parsed, upmost)
    except IndexError:
        raise Malformed("it ends too early") from None
    if at != len(data):
        raise Malformed("something stands behind it")
    return parsed


def _structs(data: bytes, parsed: Parsed, most: int) -> int:
    clients, at = number(data, 0)
    seen: set[int] = set()
    items = parsed.items
    for _ in range(clients):
        count, at = number(data, at)
        client, at = number(data, at)
        clock, at = number(data, at)
        if client in seen or not count:
            raise Malformed("a client comes twice, or with nothing")
        seen.add(client)
        parsed.size += count
        if parsed.size > most:
            raise Malformed("too many structs")
        for _ in range(count):
            found, at = _struct(data, at, client, clock)
            clock += found.length
            if clock > LAST_CLOCK or not found.length:
                raise Malformed("a struct has no length, or an impossible one")
            items.append(found)
    return at


def _struct(data: bytes, at: int, client: int, clock: int) -> tuple[Struct, int]:
    info = data[at]
    at += 1
    kind = info & KIND
    if info in (GC, SKIP):
        length, at = number(data, at)
        return Struct(client, clock, length, kind), at
    needs: tuple[Id, ...] = ()
    root = key = None
    halves: tuple[int, ...] = ()
    if info & HAS_ORIGIN:
        origin, at = _id(data, at, client, clock)
        needs = (origin,)
    if info & HAS_RIGHT_ORIGIN:
        origin, at = _id(data, at, client, clock)
        needs = (*needs, origin)
    if not needs:
        named, at = number(data, at)
        if named == 1:
            root, at = text(data, at)
        elif named == 0:
            parent, at = _id(data, at, client, clock)
            needs = (parent,)
        else:
            raise Malformed("a struct stands nowhere")
        if info & HAS_KEY:
            key, at = text(data, at)
        elif root is None or kind not in (STRING, DELETED):
            raise Malformed("a list, or a text that is no root")
    if kind == STRING:
        if info & HAS_KEY:
            raise Malformed("a text under a key")
        said, at = text(data, at)
        length = len(said)
        if not said.isascii():
            halves = _halves(said)
            length += len(halves)
    elif kind == ANY:
        length, at = number(data, at)
        for _ in range(length):
            at = value(data, at)
    elif kind == DELETED:
        length, at = number(data, at)
    elif kind == MAP:
        length = 1
        type_, at = number(data, at)
        if type_ != TYPE_OF_MAP:
            raise Malformed(f"a nested type {type_}")
    else:
        raise Malformed(f"content of kind {info}")
    return Struct(client, clock, length, kind, needs, root, key, bool(info & HAS_ORIGIN), halves), at


def _halves(said: str) -> tuple[int, ...]:
    """Return where a text, counted in UTF-16 units, is in the middle of a sign."""
    wide = [place for place, sign in enumerate(said) if sign > "\uffff"]
    return tuple(place + 1 + before for before, place in enumerate(wide))


def _id(data: bytes, at: int, client: int, clock: int) -> tuple[Id, int]:
    """Return an id that the struct at (client, clock) builds on."""
    other, at = number(data, at)
    place, at = number(data, at)
    if place > LAST_CLOCK or (other == client and place >= clock):
        raise Malformed("a struct builds on itself, or on what comes later")
    return (other, place), at


def _deletes(data: bytes, at: int, parsed: Parsed, most: int) -> int:
    clients, at = number(data, at)
    for _ in range(clients):
        client, at = number(data, at)
        count, at = number(data, at)
        if client in parsed.deletes or not count:
            raise Malformed("a client comes twice, or with nothing")
        parsed.size += count
        if parsed.size > most:
            raise Malformed("too many deleted ranges")
        found = parsed.deletes[client] = []
        for _ in range(count):
            clock, at = number(data, at)
            length, at = number(data, at)
            if not length or clock + length > LAST_CLOCK:
                raise Malformed("a deleted range is empty, or impossible")
            found.append((clock, length))
    return at
