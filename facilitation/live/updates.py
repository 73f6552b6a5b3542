"""Updates: whether a Yjs update can be applied to a document of which only the state vector is known.

`parse` (of `structs`) reads an update without applying it, `state` reads a state vector. `check` says OK when applying
leaves nothing waiting for something that is missing, and everything new in the update stands where a tool declares
something. What the document knows already is not judged again.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from facilitation.live.encoding import Malformed, number, written
from facilitation.live.ground import Ground, ordered
from facilitation.live.structs import MAP, MOST, SKIP, Parsed, Struct, parse

__all__ = ["Judgement", "Malformed", "Parsed", "Verdict", "check", "encode_state", "parse", "state"]


def state(data: bytes, most: int | None = MOST) -> dict[int, int]:
    """Return a state vector as {client: how many of its clocks are known}; `Malformed` when it is none.

    None for `most` reads one of our own documents, however many wrote in it.
    """
    found: dict[int, int] = {}
    try:
        clients, at = number(data, 0)
        if most is not None and clients > most:
            raise Malformed("too many clients")
        for _ in range(clients):
            client, at = number(data, at)
            found[client], at = number(data, at)
    except IndexError:
        raise Malformed("it ends too early") from None
    if at != len(data) or len(found) != clients:
        raise Malformed("something stands behind it, or a client comes twice")
    return found


def encode_state(known: Mapping[int, int]) -> bytes:
    """Return a state vector as bytes."""
    parts = [written(len(known))]
    for client, clock in sorted(known.items(), reverse=True):
        parts += (written(client), written(clock))
    return b"".join(parts)


class Judgement(enum.Enum):
    """What `check` says of an update."""

    OK = "ok"
    GAP = "gap"
    """Something that it builds on, continues or deletes is not there: applied, it would wait."""
    UNDECLARED = "undeclared"
    """Something new stands where the tool declares nothing, or nothing can stand."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an update would do to a document; `why` says more, for the log."""

    judgement: Judgement
    new: Mapping[int, tuple[int, int]]
    """{client: (first new clock, the clock after the last)}"""
    deletes: bool
    again: bool
    """Some of it is known already: cut that away (`pycrdt.get_update`) before applying it."""
    why: str = ""

    @property
    def ok(self) -> bool:
        """Return whether it can be applied."""
        return self.judgement is Judgement.OK

    @property
    def gap(self) -> bool:
        """Return whether something that it needs is missing."""
        return self.judgement is Judgement.GAP

    @property
    def undeclared(self) -> bool:
        """Return whether something new in it stands where nothing is declared."""
        return self.judgement is Judgement.UNDECLARED

    @property
    def nothing(self) -> bool:
        """Return whether it changes nothing at all."""
        return not self.new and not self.deletes

    @property
    def deletes_only(self) -> bool:
        """Return whether it adds nothing, but deletes; what it deletes may be deleted already."""
        return not self.new and self.deletes


def check(
    parsed: Parsed, known: Mapping[int, int], declared: Callable[[str, str | None], bool], ground: Ground | None = None
) -> Verdict:
    """Return what an update would do to a document with the state vector `known`; `declared` gets (root, key).

    Only with the document's `ground` nonsense is seen that other programs stumble over, now or when they load it.
    """
    reached, again, late = _reached(parsed.items, known)
    new = {client: (known.get(client, 0), upto) for client, upto in reached.items() if upto > known.get(client, 0)}

    def verdict(judgement: Judgement, why: str = "") -> Verdict:
        return Verdict(judgement, new, bool(parsed.deletes), again, why)

    if late:
        return verdict(Judgement.GAP, "something before it is not there")
    ordered = _in_order(parsed, known, reached)
    if ordered is None:
        return verdict(Judgement.GAP, "it builds on something that is not there")
    for each in ordered:
        if each.clock + each.length > known.get(each.client, 0) and not _declared(each, declared):
            return verdict(Judgement.UNDECLARED, f"nothing is declared at {each.root!r}, {each.key!r}")
    why = ground.problem(ordered, parsed.deletes, declared) if ground else ""
    return verdict(Judgement.UNDECLARED if why else Judgement.OK, why)


def _reached(items: Iterable[Struct], known: Mapping[int, int]) -> tuple[dict[int, int], bool, bool]:
    """Return how far each client of an update is known after it, whether some was known, whether some is missing."""
    reached: dict[int, int] = {}
    again = late = False
    for each in items:
        if each.kind == SKIP:
            continue
        upto = reached.get(each.client)
        if upto is None:
            upto = known.get(each.client, 0)
        if each.clock < upto:
            again = True
        elif each.clock > upto:
            late = True
        reached[each.client] = max(upto, each.clock + each.length)
    return reached, again, late


def _declared(each: Struct, declared: Callable[[str, str | None], bool]) -> bool:
    if each.root is not None:
        return declared(each.root, each.key)
    return each.kind != MAP  # a card is put in its list, never into another card or over one


def _in_order(parsed: Parsed, known: Mapping[int, int], reached: Mapping[int, int]) -> list[Struct] | None:
    """Return the structs as they can be put in after each other; None when one builds on what is not there."""
    for client, ranges in parsed.deletes.items():
        upto = reached.get(client) or known.get(client, 0)
        for clock, length in ranges:
            if clock + length > upto:
                return None
    mixed = False
    for each in parsed.items:
        for client, clock in each.needs:
            if client != each.client and clock >= known.get(client, 0):
                mixed = True
    found = [each for each in parsed.items if each.kind != SKIP]
    return ordered(found, known) if mixed else found
