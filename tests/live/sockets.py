"""Sockets: real lines to a real house, for tests that look at every byte that is sent.

A `Socket` is one line with a document of its own; it takes frames until something is so, or a deadline passes.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Self

import pycrdt
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from facilitation.live import document, protocol
from tests.browser.houses import House
from tests.visitors import COOKIE

PATIENCE_SECONDS = 20


class Socket:
    """Somebody's line to one room (``canvas/1.1``), or to all rooms of a page (``projects/1/focus-sharpener``)."""

    def __init__(self, house: House, token: str, path: str, ack: bool = True, origin: str | None = None) -> None:
        self.pages = path.startswith("projects/")
        more = "?fresh=1" if self.pages else "?ack=1" if ack else ""
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)  # who stalls is noticed soon
        door.connect(("127.0.0.1", int(house.address.rpartition(":")[2])))
        opening = connect(
            f"{house.address.replace('http', 'ws')}/live/{path}{more}",
            additional_headers={"Cookie": f"{COOKIE}={token}"} | ({"Origin": origin} if origin else {}),
            sock=door,
            compression=None,
            max_size=None,
            open_timeout=PATIENCE_SECONDS,
        )
        self._open = ExitStack()
        self.line: ClientConnection = self._open.enter_context(opening)
        self.doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=document.new_client())
        self.bytes = b""
        self.hello: dict[str, Any] = {}
        self.acknowledged = self.sent = 0
        self.stirs = 0
        self.code: int | None = None
        self.present: dict[int, Any] = {}
        self.synced = False
        self._remote = False
        self._subscription = self.doc.observe(self._changed)
        if not self.pages:
            self.send(protocol.step1(self.doc.get_state()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave."""
        self._open.close()

    def drop(self) -> None:
        """Cut the line, as a tunnel does."""
        self.line.socket.shutdown(socket.SHUT_RDWR)
        self._open.close()

    def _changed(self, event: Any) -> None:
        if not self._remote:
            self.send(protocol.update(event.update))
            self.sent += 1

    def send(self, frame: bytes, channel: int = 1) -> None:
        """Send a frame as it is."""
        try:
            self.line.send(protocol.channel(channel, frame) if self.pages else frame)
        except ConnectionClosed as closed:
            self._ended(closed)

    def write(self, name: str, words: str, at: int | None = None) -> None:
        """Type words into a text, at its end or somewhere in it."""
        text = self.doc.get(name, type=pycrdt.Text)
        text.insert(len(str(text).encode()) if at is None else at, words)

    def text(self, name: str) -> str:
        """Return a text as this line knows it."""
        return str(self.doc.get(name, type=pycrdt.Text))

    def take(self, timeout: float = 0.05) -> bool:
        """Take one frame, if one comes."""
        if self.code is not None:
            return False
        try:
            frame = self.line.recv(timeout)
        except TimeoutError:
            return False
        except ConnectionClosed as closed:
            self._ended(closed)
            return False
        self._hear(frame)
        return True

    def _ended(self, closed: ConnectionClosed) -> None:
        self.code = closed.rcvd.code if closed.rcvd else 1006

    def _hear(self, frame: str | bytes) -> None:
        self.bytes += frame.encode() if isinstance(frame, str) else frame
        if isinstance(frame, str):
            told = json.loads(frame)
            self.hello = told.get("hello", self.hello)
            self.stirs += "stir" in told
            return
        channel, frame = protocol.unchannel(frame) if self.pages else (1, frame)
        match protocol.read(frame):
            case protocol.Step2(data) | protocol.Update(data) if channel == 1:
                self._remote = True
                self.doc.apply_update(data)
                self._remote = False
                self.synced = True
            case protocol.Ack(count):
                self.acknowledged += count
            case protocol.Awareness(data):
                self.present |= {client: said for client, _clock, said in protocol.read_awareness(data)}

    def until(self, is_so: Callable[[], bool]) -> bool:
        """Take frames until something is so; False when it is not in time, or the line ended before."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            if time.monotonic() > deadline or (self.code is not None and not is_so()):
                return False
            self.take()
        return True

    def ready(self) -> Self:
        """Wait for everything that was there before."""
        assert self.until(lambda: self.synced), self.code
        return self

    def saved(self) -> bool:
        """Return whether everything that was sent is acknowledged, waiting for it."""
        return self.until(lambda: self.acknowledged >= self.sent)

    def ended(self) -> int | None:
        """Wait for the end of the line; return its code."""
        self.until(lambda: self.code is not None)
        return self.code


def status(house: House, token: str, path: str, origin: str | None = None) -> int:
    """Return the HTTP status with which a line is refused; 101 when it is not."""
    try:
        Socket(house, token, path, origin=origin).close()
    except InvalidStatus as refused:
        return refused.response.status_code
    return 101
