"""Wire: the WebSocket endpoint. One open page is one `Line`; in each room that it may read it has one `Guest`.

Two ways in, by the path behind ``/live``:

- ``/canvas/7.1`` (``/voice/<side>``, ``/side/<side>``, ``/person/<id>`` behind it): one room, one y-protocols message
  in each binary frame, so that a stock Yjs client works; acknowledgements only after ``?ack=1``;
- ``/projects/<id>/<slug>``: our page. One line for all rooms: text frames are JSON, binary frames are the number of a
  room (`protocol.channel`) and a message. The first frame is ``hello``. ``?fresh=1`` says that the page has nothing
  yet and saves it a way there and back.

Who asks from another site or may not come in is answered with an HTTP status. Later a line ends with a `Code`. A line
that does not take what is sent is let go when its outbox is full; nobody waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from facilitation import clock
from facilitation.database import Session
from facilitation.errors import FacilitationError
from facilitation.live import protocol, updates
from facilitation.live.commits import House
from facilitation.live.hub import Hub
from facilitation.live.protocol import Bucket, Code, Limits
from facilitation.live.room import Refused, Room

LARGE = 65_536
"""Bytes from which a message is read in a thread, so that nobody waits for it."""
LINES_OF_ONE = 40
"""Lines that one person may have open at once."""
MOST_OWED = 33_554_432
"""Bytes of answers that may wait for one line, beside its outbox: twice the heaviest document."""
CLOSING_SECONDS = 2
PUSH = "tandem.push"
"""Where the server puts the `Socket` of a connection, in the scope's extensions."""
logger = logging.getLogger("facilitation.live")
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Door(House, Protocol):
    """Who may come in: what the process knows of sign-ins and rights."""

    def seat(self, db: Session, token: str, path: str) -> Any:
        """Return the seat of the person with this cookie at a path, or raise a FacilitationError with its status."""

    def code(self, error: FacilitationError) -> Code:
        """Return the code that an error ends a line with."""


class Socket(Protocol):
    """What the server gives for one socket (`asgi_socket`)."""

    @property
    def waiting(self) -> int:
        """Return how many bytes the other side has not taken yet."""

    def push(self, frames: bytes) -> int:
        """Send frames as they are, without waiting; return how many bytes wait now."""

    def drop(self) -> None:
        """Cut it now, with all that waits."""


class Line:
    """One open page: its socket and what it may send."""

    def __init__(self, socket: Socket, send: Send, limits: Limits, channelled: bool, acks: bool, work: Bucket) -> None:
        self.socket, self.send, self.work = socket, send, work
        self.limits, self.channelled, self.acks = limits, channelled, acks
        self.owed = 0
        self.code: Code | None = None
        self.ended = asyncio.Event()
        self.frames = Bucket(limits.frames_per_second, limits.frames_burst)
        self.updates = Bucket(limits.updates_per_second, limits.updates_burst)
        self.awareness = Bucket(limits.awareness_per_second, 2 * limits.awareness_per_second)

    def put(self, frame: bytes | str, counted: bool = True) -> None:
        """Send a frame; `counted` False for what was asked for, which may be large."""
        self.push(protocol.framed(frame), counted)

    def push(self, frames: bytes, counted: bool = True) -> None:
        """Send what is framed already; let the line go when too much waits for it."""
        if self.code is not None:
            return
        waiting = self.socket.push(frames)
        self.owed = self.owed + (0 if counted else len(frames)) if waiting else 0
        if waiting - self.owed > self.limits.outbox_bytes or self.owed > MOST_OWED:
            self.end(Code.SLOW)

    def end(self, code: Code) -> None:
        """End the line with a code; what was sent goes first, unless the other side does not take it."""
        if self.code is None:
            self.code = code
            self.ended.set()


class Guest:
    """A line in one room."""

    def __init__(self, line: Line, seat: Any, right: Any, channel: int) -> None:
        self.line, self.seat, self.channel = line, seat, channel
        self.name, self.writes = right.name, right.writes
        self.person_id, self.side_id, self.canvas_id = seat.person_id, seat.side_id, seat.canvas_id
        self.who: dict[str, Any] = seat.who
        self.acks = line.acks

    def send(self, frame: bytes) -> None:
        """Put a frame into what is to be sent; one that goes to many is framed once."""
        if _framed.frame is not frame or _framed.channel != self.channel:
            bare = protocol.channel(self.channel, frame) if self.channel else frame
            _framed.frame, _framed.channel, _framed.frames = frame, self.channel, protocol.framed(bare)
        self.line.push(_framed.frames)

    def answer(self, frame: bytes) -> None:
        """Send what was asked for, however large it is."""
        self.line.put(protocol.channel(self.channel, frame) if self.channel else frame, counted=False)

    def leave(self, code: Code) -> None:
        """End the whole line: a page without one of its rooms would show half a canvas."""
        self.line.end(code)

    def reseat(self, seat: Any) -> None:
        """Take what holds now, or let the page come back with its new rights."""
        if (seat.rooms, seat.who) == (self.seat.rooms, self.seat.who):
            self.seat = seat
        else:
            self.line.end(Code.FORBIDDEN)


class _Framed:
    """The frame that was sent last, as it goes over the wire: the next page most often gets the same."""

    frame: bytes | None = None
    channel = 0
    frames = b""


_framed = _Framed()


class Wire:
    """The endpoint below ``/live``, for the sockets of one process."""

    def __init__(self, hub: Hub, door: Door, limits: Limits, origins: frozenset[str], cookie: str) -> None:
        self.hub, self.door, self.limits, self.origins, self.cookie = hub, door, limits, origins, cookie
        self.lines: Counter[int] = Counter()
        self.work: dict[int, Bucket] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one socket from handshake to end."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        await receive()  # websocket.connect
        if not self._from_here(headers):
            await _refuse(send, 403)
            return
        path = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix("/live/")
        token = _cookie(headers.get("cookie", ""), self.cookie)
        try:
            seat = await self.hub.read(lambda db: self.door.seat(db, token, path))
        except FacilitationError as error:
            if self.door.code(error) is not Code.OLD:
                await _refuse(send, error.status)
                return
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": int(Code.OLD)})
            return
        most = self.limits.work_per_second, self.limits.work_burst
        work = self.work.setdefault(seat.person_id, Bucket(*most))
        if self.lines[seat.person_id] >= LINES_OF_ONE or not work.take(self.hub.loop.time(), 0):
            await _refuse(send, 429)
            return
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        channelled = path.startswith("projects/")
        line = Line(scope["extensions"][PUSH], send, self.limits, channelled, channelled or "ack" in asked, work)
        self.lines[seat.person_id] += 1
        try:
            await send({"type": "websocket.accept"})
            await self._host(line, seat, "fresh" in asked, receive)
        finally:
            self.lines[seat.person_id] -= 1

    def _from_here(self, headers: Mapping[str, str]) -> bool:
        origin = headers.get("origin")
        if origin is None:
            return True  # not a browser, so no cookie that somebody else's page could use
        try:
            place = urlsplit(origin).netloc
        except ValueError:
            return False
        return bool(place) and place in {headers.get("host", ""), *self.origins}

    async def _host(self, line: Line, seat: Any, fresh: bool, receive: Receive) -> None:
        """Let a line into its rooms and pass on what it says until it ends."""
        guests: dict[int, tuple[Room, Guest]] = {}
        ended = asyncio.ensure_future(line.ended.wait())
        reading: asyncio.Future[None] | None = None
        stirred = self._stirs(line, seat.canvas_id)
        try:
            await self._seat(line, seat, fresh, guests)
            reading = asyncio.ensure_future(self._listen(line, guests, receive))
            await asyncio.wait({reading, ended}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.hub.stirred.discard(stirred)
            for room, guest in guests.values():
                self.hub.left(room, guest)
            await _finish(line, [task for task in (reading, ended) if task])

    def _stirs(self, line: Line, canvas_id: int) -> Callable[[int], None]:
        def stir(told: int) -> None:
            if told == canvas_id:
                line.put('{"stir": true}')

        if line.channelled:
            self.hub.stirred.add(stir)
        return stir

    async def _seat(self, line: Line, seat: Any, fresh: bool, guests: dict[int, tuple[Room, Guest]]) -> None:
        rooms = [(right, await self.hub.room(right.name, seat.canvas_id)) for right in seat.rooms]
        if line.channelled:
            line.put(json.dumps(self._hello(seat)), counted=False)
        for number, (right, room) in enumerate(rooms, 1):
            if self.hub.rooms.get(right.name) is not room:
                room = await self.hub.room(right.name, seat.canvas_id)
            guest = Guest(line, seat, right, number if line.channelled else 0)
            guests[guest.channel] = room, guest
            self.hub.came(room, guest)
            began = time.thread_time()
            room.join(guest, fresh)
            line.work.spend(time.thread_time() - began)

    def _hello(self, seat: Any) -> Message:
        start = f"canvas/{seat.canvas_id}."
        rooms = [
            {"channel": number, "name": right.name, "suffix": _suffix(right.name, start), "write": right.writes}
            for number, right in enumerate(seat.rooms, 1)
        ]
        hello = {
            "now": int(clock.now().timestamp() * 1000),
            "person": seat.who,
            "canvas": seat.canvas_id,
            "rooms": rooms,
            "limits": {"update": self.limits.update_bytes, "awareness": self.limits.awareness_bytes},
        }
        return {"hello": hello}

    async def _listen(self, line: Line, guests: Mapping[int, tuple[Room, Guest]], receive: Receive) -> None:
        while line.code is None:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                line.end(Code.AWAY)
                return
            try:
                data = message.get("bytes")
                now = asyncio.get_running_loop().time()
                if not line.frames.take(now) or not line.work.take(now, 0):
                    raise Refused(Code.FAST)
                if data is None:
                    self._control(line, message.get("text") or "")
                else:
                    await self._take(line, guests, data)
            except Refused as refused:
                line.end(refused.code)
            except (protocol.Malformed, updates.Malformed):
                line.end(Code.INVALID)

    def _control(self, line: Line, text: str) -> None:
        if not line.channelled or (text != '{"ping": true}' and text != '{"ping":true}'):
            raise Refused(Code.INVALID)
        line.put('{"pong": true}')

    async def _take(self, line: Line, guests: Mapping[int, tuple[Room, Guest]], data: bytes) -> None:
        number, frame = protocol.unchannel(data) if line.channelled else (0, data)
        if number not in guests:
            raise Refused(Code.INVALID)
        room, guest = guests[number]
        now = asyncio.get_running_loop().time()
        kind = frame[:2]
        if len(frame) > self.limits.update_bytes and kind != b"\x00\x01":
            raise Refused(Code.LARGE)
        parsed: updates.Parsed | None = None
        if kind[:1] == b"\x01":
            if len(frame) > self.limits.awareness_bytes:
                raise Refused(Code.LARGE)
            if not line.awareness.take(now):
                return  # presence that comes too fast is left out; words never are
        elif kind in (b"\x00\x02", b"\x00\x01"):
            if len(frame) > self.limits.message_bytes:
                raise Refused(Code.LARGE)
            if not line.updates.take(now):
                raise Refused(Code.FAST)
            if len(frame) > LARGE:
                read = protocol.read(frame)
                held = read.data if isinstance(read, protocol.Step2 | protocol.Update) else b""
                parsed = await asyncio.to_thread(_parse, line, held)
        if kind in (b"\x00\x02", b"\x00\x01"):
            await self.hub.ground(room)
        began = time.thread_time()
        try:
            if room.receive(guest, frame, parsed):
                self.hub.waits()
        finally:
            line.work.spend(time.thread_time() - began)


def _parse(line: Line, data: bytes) -> updates.Parsed:
    began = time.thread_time()
    try:
        return updates.parse(data, line.limits.structs)
    finally:
        line.work.spend(time.thread_time() - began)


def _suffix(name: str, start: str) -> str:
    _, slash, rest = name.removeprefix(start).partition("/")
    return slash + rest


def _cookie(header: str, name: str) -> str:
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "websocket.http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "websocket.http.response.body", "body": b""})


async def _finish(line: Line, tasks: list[asyncio.Future[Any]]) -> None:
    """End a line: say why, when the other side still listens."""
    for task in tasks:
        task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, Exception):
            logger.error("live: a line ended in a fault", exc_info=ended)
    code = line.code or Code.AWAY
    if code is Code.SLOW:
        line.socket.drop()
        return
    with contextlib.suppress(Exception):
        await asyncio.wait_for(line.send({"type": "websocket.close", "code": int(code)}), CLOSING_SECONDS)
