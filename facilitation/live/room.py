"""Room: one document that people have open together, and whoever is there. Knows no socket and no database.

What arrives is looked at before anything else (`updates.check`), applied to `ahead`, and waits in `queue`. The hub
commits it, and only then `settle` applies it to `committed`, sends it to the others and acknowledges it. Who joins
is answered from `committed`, so nobody is ever shown what is not kept. What must not be taken raises `Refused`; when
that happens after the document was touched, `ahead` is made anew from what is committed and what waits.

A Yjs client id belongs to the first person who used it here (`owners`); letters under somebody else's id refuse the
sender, never the owner. An update that changes nothing is acknowledged and not kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pycrdt

from facilitation.live import protocol, updates
from facilitation.live.document import new_client
from facilitation.live.ground import Ground
from facilitation.live.presence import Presence
from facilitation.live.protocol import Code
from facilitation.live.records import MERGED, apply, merged, tried
from facilitation.live.updates import Parsed

LARGE = 20_000
"""Bytes of a document from which a thread finds out where everything stands: on the event loop all would wait."""
HEAVIEST = 16_777_216
"""Bytes of a document, some fifty novels: more would only slow down everybody who opens it."""
MOST_CARDS = 600
"""Cards ever put in one list, those that were removed among them: pages draw all of them."""
MOST_CLIENTS = 200
"""Client ids that one message may bring: one for each time that somebody opened a page, so a device keeps a few."""
MOST_CLIENTS_OF_ONE = 20_000
"""Client ids that one person may use in a room: everybody who joins sends and receives all of them."""
Declared = Callable[[str, str | None], bool]
"""Whether a tool declares a root of this room, or a key of it."""


class Peer(Protocol):
    """One open page, as a room sees it."""

    person_id: int
    writes: bool
    acks: bool

    def send(self, frame: bytes) -> None:
        """Put a frame into what is to be sent; never waits."""

    def answer(self, frame: bytes) -> None:
        """The same for the first answer to who joins, however large it is."""

    def leave(self, code: Code) -> None:
        """End it with a code."""


class Refused(Exception):
    """What a peer sent is not taken; `code` says why."""

    def __init__(self, code: Code) -> None:
        self.code = code
        super().__init__(code.name)


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message of a peer that waits to be committed; `data` None when it changes nothing.

    `clients` are ids that nobody used before, `cards` the (home, card) that it puts on the table.
    """

    peer: Peer
    data: bytes | None
    clients: tuple[int, ...] = ()
    cards: tuple[tuple[str, str], ...] = ()


class Row(Protocol):
    """A committed update, as it stands in the log."""

    seq: int
    data: bytes
    person_id: int | None


class Room:
    """One document and its peers; `seq` is what `committed` holds of the log, without a hole."""

    def __init__(
        self,
        name: str,
        declared: Declared,
        doc: pycrdt.Doc[Any] | None = None,
        seq: int = 0,
        owners: Mapping[int, int | None] | None = None,
        row_id: int | None = None,
        most: int = 50_000,
    ) -> None:
        self.name, self.declared, self.seq, self.row_id, self.most = name, declared, seq, row_id, most
        self.committed: pycrdt.Doc[Any] = doc if doc is not None else pycrdt.Doc(client_id=new_client())
        self.owners: dict[int, int | None] = dict(owners or {})
        self.peers: set[Peer] = set()
        self.queue: list[Arrived] = []
        self.underway: list[Arrived] = []
        self.presence = Presence(self.owners)
        self._whole: tuple[int, bytes] = (-1, b"")
        self._weight = len(self.whole())
        self._made: bytes | None = None
        self._start(self.committed.get_update())

    def _start(self, whole: bytes) -> None:
        self.ahead: pycrdt.Doc[Any] = pycrdt.Doc(client_id=new_client())
        self.ahead.apply_update(whole)
        self.known = updates.state(self.ahead.get_state(), None)
        self._subscription = self.ahead.observe(self._changed)
        self._ground: Ground | None = None
        self._groundless = False

    @property
    def needs_ground(self) -> bool:
        """Return whether it is worth finding out in a thread where everything stands, before somebody writes."""
        return self._ground is None and not self._groundless and len(self.whole()) > LARGE

    def stand_on(self, ground: Ground | None, known: Mapping[int, int]) -> bool:
        """Take what a thread found out of a document with this state vector; False when it went on meanwhile."""
        if known != self.known:
            return False
        self._ground, self._groundless = ground, ground is None
        return True

    def _grounded(self) -> Ground | None:
        """Return where everything in `ahead` stands, found out when somebody writes for the first time."""
        if self._ground is None and not self._groundless:
            self._ground = ground_of(self.ahead.get_update())
            self._groundless = self._ground is None
        return self._ground

    def _changed(self, event: Any) -> None:
        self._made = event.update

    # Coming and going.

    def join(self, peer: Peer, fresh: bool = False) -> None:
        """Let a peer in: ask what it has and, when it has nothing, send it everything."""
        self.peers.add(peer)
        peer.answer(protocol.step1(self.committed.get_state()))
        if fresh:
            peer.answer(protocol.step2(self.whole()))
        there = self.presence.everybody()
        if there:
            peer.send(there)

    def leave(self, peer: Peer) -> None:
        """Let a peer go; what it sent is still committed."""
        self.peers.discard(peer)
        self.presence.forget(peer)

    def whole(self) -> bytes:
        """Return all that is committed, as one update."""
        if self._whole[0] != self.seq:
            self._whole = (self.seq, self.committed.get_update())
        return self._whole[1]

    # What peers send.

    def receive(self, peer: Peer, frame: bytes, parsed: Parsed | None = None) -> bool:
        """Take one message; return whether it now waits to be committed. `parsed` when it was read elsewhere."""
        try:
            message = protocol.read(frame)
            match message:
                case protocol.Step1(state):
                    self._tell(peer, state)
                case protocol.Step2(data) | protocol.Update(data):
                    arrived = self._take(peer, data, parsed or updates.parse(data, self.most))
                    self.queue.append(arrived)
                    return True
                case protocol.Awareness(data):
                    self.presence.take(peer, data)
                case protocol.QueryAwareness():
                    peer.send(self.presence.everybody() or protocol.awareness(protocol.write_awareness([])))
                case _:
                    raise Refused(Code.INVALID)
        except (updates.Malformed, protocol.Malformed):
            raise Refused(Code.INVALID) from None
        return False

    def _tell(self, peer: Peer, state: bytes) -> None:
        known = updates.state(state)
        if not any(known.values()):
            peer.answer(protocol.step2(self.whole()))
            return
        missing = tried(lambda: self.committed.get_update(state))
        if missing is None:
            raise Refused(Code.INVALID)
        peer.answer(protocol.step2(missing))

    def _take(self, peer: Peer, data: bytes, parsed: Parsed) -> Arrived:
        verdict = updates.check(parsed, self.known, self.declared, self._grounded())
        if verdict.undeclared:
            raise Refused(Code.INVALID if peer.writes else Code.FORBIDDEN)
        if verdict.gap:
            raise Refused(Code.GAP)
        if not peer.writes:
            if verdict.new or not self._deleted(parsed):
                raise Refused(Code.FORBIDDEN)
            return Arrived(peer, None)
        strangers = [client for client in verdict.new if self.owners.get(client, peer.person_id) != peer.person_id]
        if strangers:
            raise Refused(Code.FORBIDDEN)
        if not verdict.new and not parsed.deletes:
            return Arrived(peer, None)
        if verdict.new and (self._too_heavy(len(data)) or self._too_many(peer, parsed, verdict)):
            raise Refused(Code.LARGE)
        made = self._apply(self._unknown(data) if verdict.again else data)
        if made is None:
            return Arrived(peer, None)
        if self._ground is not None:
            self._ground.learn(parsed)
        clients = tuple(client for client in verdict.new if client not in self.owners)
        for client in verdict.new:
            self.owners[client] = peer.person_id
        self.known |= {client: upto for client, (_from, upto) in verdict.new.items()}
        return Arrived(peer, made, clients, tuple(parsed.maps))

    def _too_heavy(self, more: int) -> bool:
        """Return whether the document would grow too heavy; what was taken away since is only then counted out."""
        self._weight += more
        if self._weight > HEAVIEST:
            self._weight = len(self.whole()) + more
        return self._weight > HEAVIEST

    def _too_many(self, peer: Peer, parsed: Parsed, verdict: updates.Verdict) -> bool:
        """Return whether a list would get too many cards, or too many client ids would be used."""
        coming: dict[str, set[str]] = {}
        for home, card in parsed.maps:
            coming.setdefault(home, set()).add(card)
        held = self._ground.cards if self._ground else {}
        if any(len(cards | held.get(home, set())) > MOST_CARDS for home, cards in coming.items()):
            return True
        more = sum(client not in self.owners for client in verdict.new)
        if not more:
            return False
        mine = sum(person == peer.person_id for person in self.owners.values())
        return more > MOST_CLIENTS or mine + more > MOST_CLIENTS_OF_ONE

    def _deleted(self, parsed: Parsed) -> bool:
        """Return whether all that an update takes away was taken away before."""
        if not parsed.deletes:
            return True
        held = updates.parse(self.committed.get_update(self.committed.get_state()), None).deletes
        return all(
            any(start <= clock and clock + length <= start + long for start, long in held.get(client, ()))
            for client, ranges in parsed.deletes.items()
            for clock, length in ranges
        )

    def _unknown(self, data: bytes) -> bytes:
        """Return an update without what is known already: pycrdt can panic on a struct that it has in part."""
        unknown = tried(lambda: pycrdt.get_update(data, self.ahead.get_state()))
        if unknown is None:
            raise Refused(Code.INVALID)
        return unknown

    def _apply(self, data: bytes) -> bytes | None:
        """Apply an update ahead of its commit; return what it changed, None for nothing."""
        self._made = None
        if not apply(self.ahead, data):
            self.start_anew()
            raise Refused(Code.INVALID)
        return self._made

    def start_anew(self, without: Iterable[Arrived] = ()) -> list[Arrived]:
        """Make `ahead` anew of what is committed and what waits; return what could not be kept of that."""
        refused = list(without)
        waiting = [*self.underway, *self.queue]
        self.ahead.unobserve(self._subscription)
        self._start(self.committed.get_update())
        kept: list[Arrived] = []
        for arrived in waiting:
            if arrived in refused:
                continue
            if arrived.data is not None:
                parsed = updates.parse(arrived.data, None)
                verdict = updates.check(parsed, self.known, self.declared)
                if verdict.gap or not apply(self.ahead, arrived.data):
                    refused.append(arrived)
                    continue
                self.known |= {client: upto for client, (_from, upto) in verdict.new.items()}
            kept.append(arrived)
        self.underway = [arrived for arrived in self.underway if arrived in kept]
        self.queue = [arrived for arrived in self.queue if arrived in kept]
        return refused

    # What was committed.

    def hand_over(self) -> list[Arrived]:
        """Give what waits to whoever commits it."""
        self.underway, self.queue = self.queue, []
        return self.underway

    def settle(self, upto: int, between: Sequence[Row] = ()) -> None:
        """Show and acknowledge what was handed over: it is committed as of `upto`, after the rows `between`."""
        self.learn(between)
        done, self.underway = self.underway, []
        changed = [arrived for arrived in done if arrived.data is not None]
        for arrived in changed:
            self.committed.apply_update(arrived.data or b"")
        if changed:
            self.seq = upto
            senders = {arrived.peer for arrived in changed}
            frame = protocol.update(merged([arrived.data or b"" for arrived in changed]))
            spared = senders if len(senders) == 1 else set()
            for peer in [*self.peers]:
                if peer not in spared:
                    peer.send(frame)
        for peer, number in Counter(arrived.peer for arrived in done).items():
            if peer.acks:
                peer.send(protocol.ack(number))

    def learn(self, rows: Sequence[Row]) -> None:
        """Apply and show what was committed elsewhere: by a form, by another process. A hole is not passed."""
        fresh = [row for row in rows if row.seq > self.seq]
        whole = [row for expected, row in enumerate(fresh, self.seq + 1) if row.seq == expected]
        good: list[bytes] = []
        for row in whole:
            self.seq = row.seq
            if not apply(self.committed, row.data):
                raise Refused(Code.BUSY)
            apply(self.ahead, row.data)
            try:
                parsed = updates.parse(row.data, None)
            except updates.Malformed:  # committed all the same, so it is shown
                self._ground = None
            else:
                if self._ground is not None:
                    self._ground.learn(parsed)
                for client, _clock, _length in parsed.structs:
                    self.owners.setdefault(client, row.person_id)
            good.append(row.data)
        if not good:
            return
        self.known = updates.state(self.ahead.get_state(), None)
        for start in range(0, len(good), MERGED):
            frame = protocol.update(merged(good[start : start + MERGED]))
            for peer in [*self.peers]:
                peer.send(frame)

    def close(self, code: Code) -> None:
        """Let everybody go with a code."""
        for peer in [*self.peers]:
            peer.leave(code)


def ground_of(whole: bytes) -> Ground | None:
    """Return where everything stands; None for a document older than these rules: people go on without them."""
    try:
        return Ground.of(whole)
    except updates.Malformed:
        return None
