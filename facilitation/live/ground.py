"""Ground: for every id of a document the place where it stands, so that nonsense is seen before it is applied.

A place is a text (a root), or a key of a map (a root, or a card: the id of a nested map). A change that puts words into
a map, builds in one text on letters of another, takes a letter for a map or goes between the two halves of an emoji
makes pycrdt panic or, worse, makes a document that it cannot load again; browsers throw or grow apart. So `Ground`
knows the place of every id and `problem` says what cannot be done. Neighbouring ids of a client in one place are one
entry: a text of a thousand letters is a handful.

What stands somewhere without going on behind its own forerunner is *loose*. Each loose struct may have to be compared
with everything round it, in every program that reads the document; so one place has no more than `MOST_LOOSE`, far
more than people write who do not mean to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from facilitation.live.document import BESIDE, VALUES
from facilitation.live.structs import ANY, DELETED, GC, MAP, SKIP, STRING, Id, Parsed, Struct, parse

MOST_LOOSE = 10_000
"""Loose structs in one place: a text in one language, or one key of a map."""
MOST_PLACES = 30_000
"""Places of one document: texts in all languages, values, cards and what is on them."""


class Place(NamedTuple):
    """A root or a nested map with a key, a text when the key is None; `map` says that a map stands, or stood, here."""

    inside: str | Id
    key: str | None
    map: bool = False


NOWHERE = Place("", None)
"""Where what was thrown away for good stands; nothing new is put there."""


class Ground:
    """The places of all ids of one document."""

    def __init__(self) -> None:
        self._ends: dict[int, list[int]] = {}
        self._places: dict[int, list[Place]] = {}
        self._halves: set[Id] = set()
        self._loose: Counter[Place] = Counter()
        self.cards: dict[str, set[str]] = {}
        """Cards ever put in each list, those that were removed among them."""

    @classmethod
    def of(cls, whole: bytes) -> Ground:
        """Return the ground of a document that is given as one update; `Malformed` when that is none of ours."""
        ground = cls()
        by_client: dict[int, list[Struct]] = {}
        for each in parse(whole, None).items:
            if each.kind != SKIP:
                by_client.setdefault(each.client, []).append(each)
        for client, places in _places(by_client).items():
            for each, place in zip(by_client[client], places, strict=True):
                ground._add(each, place)
                ground._count(each, place)
        return ground

    def learn(self, parsed: Parsed) -> None:
        """Learn what was applied."""
        found = [each for each in parsed.items if each.kind != SKIP]
        if len({each.client for each in found}) > 1:
            found = ordered(found, {client: ends[-1] for client, ends in self._ends.items() if ends}) or found
        for each in found:
            fresh = each.clock + each.length > self._known(each.client)
            place = self._place(each) or NOWHERE
            self._add(each, place)
            if fresh:
                self._count(each, place)

    def _count(self, each: Struct, place: Place) -> None:
        if place is not NOWHERE and _is_loose(each):
            self._loose[_group(place)] += 1
        if place.map and isinstance(place.inside, str) and place.key is not None:
            self.cards.setdefault(place.inside, set()).add(place.key)

    def problem(
        self,
        structs: Sequence[Struct],
        deletes: Mapping[int, Sequence[tuple[int, int]]],
        declared: Callable[[str, str | None], bool],
    ) -> str:
        """Return what cannot be, "" when all can; structs in an order in which they can be put in.

        What stands on a card has to be declared there: `declared` gets (list/card, key).
        """
        loose: Counter[Place] = Counter()
        put: set[Place] = set()
        clients = {each.client for each in structs}
        before = {client: ([*self._ends.get(client, ())], [*self._places.get(client, ())]) for client in clients}
        added: list[Id] = []
        try:
            for each in structs:
                if each.clock + each.length > self._known(each.client):
                    place = self._place(each)
                    if place is None or self._splits(each):
                        return f"nothing of kind {each.kind} can stand at {each.root!r}, {each.key!r}, {each.needs!r}"
                    added += self._add(each, place)
                    if isinstance(place.inside, tuple) and not self._declared(place, declared):
                        return f"nothing is declared on a card at {place.key!r}"
                    if place.map and not self._is_new(place, put):
                        return "a card is put once"
                    if _is_loose(each):
                        group = _group(place)
                        loose[group] += 1
                        if self._loose[group] + loose[group] > MOST_LOOSE:
                            return "too much stands beside each other"
                        if len(self._loose) + len(loose) > MOST_PLACES and group not in self._loose:
                            return "too many places"
            if self._halves:
                for client, ranges in deletes.items():
                    for clock, length in ranges:
                        if (client, clock) in self._halves or (client, clock + length) in self._halves:
                            return "half a sign is deleted"
        finally:
            for client, (ends, places) in before.items():
                self._ends[client], self._places[client] = ends, places
            self._halves.difference_update(added)
        return ""

    def _declared(self, place: Place, declared: Callable[[str, str | None], bool]) -> bool:
        card = self._at(place.inside) if isinstance(place.inside, tuple) else NOWHERE
        return isinstance(card.inside, str) and declared(f"{card.inside}/{card.key}", place.key)

    def _is_new(self, place: Place, put: set[Place]) -> bool:
        """Return whether no card was put here before, in the document or by the same change; note that one is now."""
        before = place in put or place.key in self.cards.get(str(place.inside), ())
        put.add(place)
        return not before

    def _known(self, client: int) -> int:
        ends = self._ends.get(client)
        return ends[-1] if ends else 0

    def _at(self, where: Id) -> Place:
        client, clock = where
        places = self._places.get(client)
        at = bisect_right(self._ends[client], clock) if places else 0
        return places[at] if places and at < len(places) else NOWHERE

    def _add(self, each: Struct, place: Place) -> list[Id]:
        """Add a struct that continues its client; return the halves of signs in it."""
        known, end = self._known(each.client), each.clock + each.length
        if end <= known:
            return []
        ends = self._ends.setdefault(each.client, [])
        places = self._places.setdefault(each.client, [])
        if places and places[-1] == place and not place.map:
            ends[-1] = end
        else:
            ends.append(end)
            places.append(place)
        halves = [(each.client, each.clock + half) for half in each.halves if each.clock + half >= known]
        self._halves.update(halves)
        return halves

    def _place(self, each: Struct) -> Place | None:
        """Return where a struct would stand; None when it cannot stand anywhere."""
        found = _named(each)
        if found is NOWHERE:
            return NOWHERE
        if found is not None:
            if each.root is None and not self._at(each.needs[0]).map:
                return None
        else:
            beside = [self._at(need) for need in each.needs]
            inside, key, _ = beside[0]
            if NOWHERE in beside or beside[-1][:2] != (inside, key):
                return None
            found = Place(inside, key)
        known = self._known(each.client)
        if each.clock < known and self._at((each.client, known - 1))[:2] != found[:2]:
            return None
        return found if _fits(each, found) else None

    def _splits(self, each: Struct) -> bool:
        """Return whether a struct goes into the middle of a sign, or only the second half of one is new."""
        if each.halves and self._known(each.client) - each.clock in each.halves:
            return True
        if each.root is not None or each.key is not None or not self._halves:
            return False
        left = each.needs[:1] if each.left else ()
        right = each.needs[1:] if each.left else each.needs
        return any((c, k + 1) in self._halves for c, k in left) or any(need in self._halves for need in right)


def _group(place: Place) -> Place:
    """Return what is counted as one place: all values of a field stand beside each other."""
    return place._replace(key=place.key.partition(BESIDE)[0]) if place.key else place


def _is_loose(each: Struct) -> bool:
    """Return whether a struct does not go on right behind the one that its client wrote before it."""
    return not (each.left and each.needs[0] == (each.client, each.clock - 1))


def _fits(each: Struct, place: Place) -> bool:
    """Return whether a place is for this kind: words in a text, a map for a card, a plain value anywhere else."""
    if place.key is None:
        return each.kind in (STRING, DELETED)
    if isinstance(place.inside, str) and place.inside != VALUES and "/" not in place.key:
        return each.kind in (MAP, DELETED) and each.root is not None  # a card is put once, and nothing in its stead
    if len(each.needs) > 1 or not (each.left or each.key is not None):
        return False  # in a map what is new comes last
    return each.kind == DELETED or (each.kind == ANY and each.length == 1)


def _places(structs: Mapping[int, Sequence[Struct]]) -> dict[int, list[Place]]:
    """Return the place of each struct of a whole document, which is trusted; in time linear to their number."""
    ends = {client: [each.clock + each.length for each in found] for client, found in structs.items()}
    places: dict[int, list[Place | None]] = {client: [None] * len(found) for client, found in structs.items()}
    for client, found in structs.items():
        for start in range(len(found)):
            way = [(client, start)] if places[client][start] is None else []
            while way:
                other, at = way[-1]
                place = _named(structs[other][at])
                if place is None:
                    beside, clock = structs[other][at].needs[0]
                    before = bisect_right(ends.get(beside, ()), clock)
                    if before < len(ends.get(beside, ())):
                        place = places[beside][before]
                        if place is None:
                            places[other][at] = NOWHERE  # until it is known, so that no circle is run in
                            way.append((beside, before))
                            continue
                        if place.map:
                            place = Place(place.inside, place.key)
                places[other][at] = place or NOWHERE
                way.pop()
    return {client: [place or NOWHERE for place in found] for client, found in places.items()}


def _named(each: Struct) -> Place | None:
    """Return the place that a struct names itself."""
    if each.kind == GC:
        return NOWHERE
    if each.root is not None:
        return Place(each.root, each.key, each.key is not None and each.kind in (MAP, DELETED))
    return Place(each.needs[0], each.key) if each.key is not None else None


def ordered(structs: Iterable[Struct], known: Mapping[int, int]) -> list[Struct] | None:
    """Return structs of several clients so that each comes after what it builds on; None when they wait in a circle."""
    waiting: dict[int, list[Struct]] = {}
    for each in structs:
        waiting.setdefault(each.client, []).append(each)
    for queue in waiting.values():
        queue.reverse()
    upto = dict(known)
    found: list[Struct] = []
    for first in waiting:
        chain = [first]
        while chain:
            queue = waiting[chain[-1]]
            if not queue:
                chain.pop()
                continue
            each = queue[-1]
            missing = next((c for c, k in each.needs if c != each.client and k >= upto.get(c, 0)), None)
            if missing is None:
                found.append(queue.pop())
                upto[each.client] = max(upto.get(each.client, 0), each.clock + each.length)
                if len(chain) > 1:  # back to the one who waited: perhaps that was enough
                    chain.pop()
            elif missing in chain or missing not in waiting or not waiting[missing]:
                return None
            else:
                chain.append(missing)
    return found
