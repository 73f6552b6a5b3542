"""Protocol: the frames that a page and the server send each other, the codes they part with, and the limits.

A frame is ONE message of y-protocols: ``0 0`` what I know, ``0 1`` what you lack, ``0 2`` a change, ``1`` who is
here, ``3`` a question who is here; and our own ``8 n``: n more of your changes are committed, or needed nothing. On the
socket of our page a number, the channel, stands before it. Reading gives a message or raises `Malformed`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NoReturn

from facilitation.live.encoding import LARGEST, number, text, written
from facilitation.live.encoding import Malformed as Malformed

SYNC, AWARENESS, QUERY_AWARENESS, ACK = 0, 1, 3, 8
STEP1, STEP2, UPDATE = 0, 1, 2


# Messages.


@dataclass(frozen=True, slots=True)
class Step1:
    """What the sender knows, as a state vector; asks for the rest."""

    state: bytes


@dataclass(frozen=True, slots=True)
class Step2:
    """What the sender of a `Step1` lacks, as one update."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Update:
    """A change, as an update."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Awareness:
    """Who is here, as `read_awareness` reads it."""

    data: bytes


@dataclass(frozen=True, slots=True)
class QueryAwareness:
    """The question who is here."""


@dataclass(frozen=True, slots=True)
class Ack:
    """How many more of the receiver's messages are committed or needed nothing."""

    count: int


Message = Step1 | Step2 | Update | Awareness | QueryAwareness | Ack


def read(frame: bytes) -> Message:
    """Return the one message of a frame."""
    try:
        kind, at = number(frame, 0)
        if kind == SYNC:
            kind, at = number(frame, at)
            data = _rest(frame, at)
            if kind == UPDATE:
                return Update(data)
            if kind == STEP2:
                return Step2(data)
            if kind == STEP1:
                return Step1(data)
        elif kind == AWARENESS:
            return Awareness(_rest(frame, at))
        elif kind in (QUERY_AWARENESS, ACK):
            count, at = number(frame, at) if kind == ACK else (0, at)
            if at == len(frame):
                return Ack(count) if kind == ACK else QueryAwareness()
    except IndexError:
        raise Malformed("a frame ends too early") from None
    raise Malformed("no message that we know")


def _rest(frame: bytes, at: int) -> bytes:
    length, at = number(frame, at)
    if at + length != len(frame):
        raise Malformed("a frame is shorter or longer than it says")
    return frame[at:]


def step1(state: bytes) -> bytes:
    """Return the frame of a `Step1`."""
    return b"\0\0" + written(len(state)) + state


def step2(update: bytes) -> bytes:
    """Return the frame of a `Step2`."""
    return b"\0\1" + written(len(update)) + update


def update(data: bytes) -> bytes:
    """Return the frame of an `Update`."""
    return b"\0\2" + written(len(data)) + data


def awareness(data: bytes) -> bytes:
    """Return the frame of an `Awareness`."""
    return b"\1" + written(len(data)) + data


def ack(count: int) -> bytes:
    """Return the frame of an `Ack`."""
    return b"\10" + written(count)


def channel(which: int, frame: bytes) -> bytes:
    """Return a frame as it goes over a socket that carries several rooms."""
    return written(which) + frame


def unchannel(frame: bytes) -> tuple[int, bytes]:
    """Return the channel of a frame and the frame."""
    try:
        which, at = number(frame, 0)
    except IndexError:
        raise Malformed("a frame ends too early") from None
    return which, frame[at:]


def framed(payload: bytes | str) -> bytes:
    """Return a payload as one WebSocket frame of a server (RFC 6455, 5.2): whole, and not masked."""
    data = payload.encode() if isinstance(payload, str) else payload
    kind = b"\x81" if isinstance(payload, str) else b"\x82"
    if len(data) < 126:
        return kind + bytes((len(data),)) + data
    if len(data) < 65_536:
        return kind + b"\x7e" + len(data).to_bytes(2, "big") + data
    return kind + b"\x7f" + len(data).to_bytes(8, "big") + data


# Who is here.

State = dict[str, Any]


def read_awareness(data: bytes, most: int = 1000) -> list[tuple[int, int, State | None]]:
    """Return (client, clock, state) of the pages told of; None is one that is gone."""
    found: list[tuple[int, int, State | None]] = []
    try:
        count, at = number(data, 0)
        if count > most:
            raise Malformed("too many pages")
        for _ in range(count):
            client, at = number(data, at)
            clock, at = number(data, at)
            said, at = text(data, at)
            found.append((client, clock, _state(said)))
    except IndexError:
        raise Malformed("it ends too early") from None
    if at != len(data):
        raise Malformed("something stands behind it")
    return found


def _state(said: str) -> State | None:
    try:
        state = json.loads(said, parse_constant=_no_number)
        json.dumps(state, ensure_ascii=False).encode()  # half an emoji can be read, but not sent on
    except (ValueError, RecursionError):
        raise Malformed("a page says of itself what is no JSON") from None
    if state is not None and not isinstance(state, dict):
        raise Malformed("a page says of itself what is no object")
    return state


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def write_awareness(states: Iterable[tuple[int, int, State | None]]) -> bytes:
    """Return the states of pages as bytes."""
    parts = []
    for client, clock, state in states:
        said = json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode()
        parts += [written(client), written(min(clock, LARGEST)), written(len(said)), said]
    return b"".join([written(len(parts) // 4), *parts])


# Parting, and limits.


class Code(IntEnum):
    """Why the server ends a connection; the page says it to the person who sits behind it."""

    AWAY = 1012
    INVALID = 4400
    SIGN_IN = 4401
    FORBIDDEN = 4403
    GONE = 4404
    GAP = 4409
    OLD = 4410
    LARGE = 4413
    FAST = 4429
    BUSY = 4503
    SLOW = 4508

    @property
    def retry(self) -> bool:
        """Return whether a page tries again by itself, after a while."""
        return self in (Code.AWAY, Code.GAP, Code.BUSY, Code.SLOW)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much one connection may send; the defaults are those of the settings ``live_...``."""

    update_bytes: int = 1_048_576
    message_bytes: int = 8_388_608
    """A `Step2`, and whatever one frame may hold."""
    awareness_bytes: int = 4_096
    awareness_per_second: int = 10
    updates_per_second: int = 50
    updates_burst: int = 500
    outbox_bytes: int = 1_048_576
    """What may wait to be sent to one connection before it is let go."""
    frames_per_second: int = 200
    frames_burst: int = 2_000
    """Of any kind: questions, presence, pings."""
    work_per_second: float = 0.25
    work_burst: float = 5.0
    """Seconds of this process that one person may use, however many pages they have open."""
    structs: int = 50_000
    """Structs and deleted ranges in one message."""


class Bucket:
    """Something that may happen `rate` times a second, and `burst` times at once after a rest; knows no clock."""

    __slots__ = ("burst", "left", "rate", "since")

    def __init__(self, rate: float, burst: float, now: float = 0.0) -> None:
        self.rate, self.burst, self.left, self.since = rate, burst, float(burst), now

    def take(self, now: float, count: float = 1) -> bool:
        """Return whether it may happen at this moment of a monotonic clock; then it counts as done."""
        if now > self.since:
            self.left = min(self.burst, self.left + (now - self.since) * self.rate)
            self.since = now
        if self.left < count:
            return False
        self.left -= count
        return True

    def spend(self, count: float) -> None:
        """Count what was done already, however much; below nothing, `take` says no until it has come back."""
        self.left -= count
