"""Presence: who is in a room now and in which field, as y-protocols awareness.

A page tells where it is (``{"at": "topic.theme", "typing": true}``); who it is, the server adds from the sign-in, so
that nobody poses as another. Only states of one's own client ids are taken, the rest is passed over: a stock client
repeats what it heard. A page has a few ids at most, so that nobody fills the room. What changed is collected and told
to all at once (`changed`), twice a second.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from facilitation.live import protocol

LONGEST = 200
"""Characters of an address that are told on."""

MOST_OF_ONE = 4
"""Client ids that one page may use: a browser has one, and another one after it was woken up."""


@dataclass
class State:
    """What one page said last; `told` None when it is somewhere in another process."""

    clock: int
    said: dict[str, Any] | None
    peer: Any = None
    at: float = 0.0


class Presence:
    """The pages that are here, by their Yjs client id."""

    def __init__(self, owners: MutableMapping[int, int | None]) -> None:
        self.owners = owners
        self.states: dict[int, State] = {}
        self._changed: set[int] = set()
        self._used: dict[Any, set[int]] = {}

    def take(self, peer: Any, data: bytes) -> None:
        """Take what a page says about itself."""
        for client, clock, said in protocol.read_awareness(data):
            held = self.states.get(client)
            if self._whose(client, peer.person_id) != peer.person_id or (said is None and held is None):
                continue
            used = self._used.setdefault(peer, set())
            if client not in used and len(used) >= MOST_OF_ONE:
                continue
            used.add(client)
            self.owners[client] = peer.person_id
            if held and (clock < held.clock or (clock == held.clock and said is not None)):
                continue
            self.states[client] = State(clock, None if said is None else signed(said, peer.who), peer)
            self._changed.add(client)

    def _whose(self, client: int, person_id: int) -> int | None:
        """Return whose a client id is; this person's when it is nobody's. Who is in another process has theirs too."""
        held = self.states.get(client)
        elsewhere = held.said["person"]["id"] if held and held.peer is None and held.said else person_id
        return self.owners.get(client, elsewhere)

    def hear(self, states: list[tuple[int, int, dict[str, Any] | None]], at: float) -> None:
        """Take what another process says of the pages there, at a moment of the monotonic clock."""
        for client, clock, said in states:
            held = self.states.get(client)
            if held and (held.peer is not None or clock < held.clock):
                continue
            self.states[client] = State(clock, said, None, at)
            self._changed.add(client)

    def forget(self, peer: Any) -> None:
        """Let a page be gone."""
        self._used.pop(peer, None)
        for client, held in self.states.items():
            if held.peer is peer and held.said is not None:
                self.states[client] = State(held.clock + 1, None, peer)
                self._changed.add(client)

    def forget_silent(self, before: float) -> None:
        """Let pages of other processes be gone that were not heard of since a moment."""
        for client, held in self.states.items():
            if held.peer is None and held.said is not None and held.at < before:
                self.states[client] = State(held.clock + 1, None, None, held.at)
                self._changed.add(client)

    def changed(self) -> tuple[bytes, list[tuple[int, int, dict[str, Any] | None]]]:
        """Return the frame that tells what changed, and of it what is of this process; b"" for nothing."""
        told = [(client, self.states[client]) for client in sorted(self._changed)]
        self._changed.clear()
        if not told:
            return b"", []
        frame = protocol.awareness(protocol.write_awareness([(client, held.clock, held.said) for client, held in told]))
        own = [(client, held.clock, held.said) for client, held in told if held.peer is not None]
        for client, held in told:
            if held.said is None:
                del self.states[client]
        return frame, own

    def everybody(self) -> bytes:
        """Return the frame that tells who is here, b"" when nobody is."""
        here = [(client, held.clock, held.said) for client, held in self.states.items() if held.said is not None]
        return protocol.awareness(protocol.write_awareness(here)) if here else b""

    def own(self) -> list[tuple[int, int, dict[str, Any] | None]]:
        """Return the states of the pages of this process."""
        return [(client, held.clock, held.said) for client, held in self.states.items() if held.peer is not None]


def signed(said: Mapping[str, Any], who: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a page says about itself, with who it is; whatever else it says is left out."""
    at = said.get("at")
    place = at if isinstance(at, str) and len(at) <= LONGEST else ""
    return {"at": place, "typing": said.get("typing") is True and bool(place), "person": dict(who)}
