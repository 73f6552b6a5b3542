"""Asgi socket: uvicorn's WebSocket with a door for frames that are made once and go to many people.

Three hundred people who see one letter are three hundred times the same bytes. Through ASGI each of them costs a task
that wakes up and a frame that is made anew; `push` hands ready bytes to the transport. It reaches into uvicorn, which
is why `tests/live` drives all of it through real sockets.

Two things would let a stranger fill the memory or the log. Pings of the protocol itself never reach us: who sends them
without end, or does not take the answers, is cut off. And who was refused at the door with a status was answered:
uvicorn logs that as an error of ours.
"""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from facilitation.live.protocol import Bucket
from facilitation.live.wire import PUSH

PINGS_PER_SECOND = 10


class PushingSocket(WebSocketsSansIOProtocol):
    """One socket; it stands in the scope's extensions under `PUSH`."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._pings = Bucket(PINGS_PER_SECOND, 10 * PINGS_PER_SECOND)

    def handle_ping(self) -> None:
        """Answer a ping of the protocol."""
        if self.writable.is_set() and self._pings.take(self.loop.time()):
            super().handle_ping()
        else:
            self.drop()

    async def send(self, message: Any) -> None:
        """Send what the application says; whoever was answered with a status needs no more."""
        await super().send(message)
        self.handshake_complete = self.handshake_complete or self.close_sent

    def handle_connect(self, event: Any) -> None:
        """Begin the handshake, with this socket in the scope."""
        super().handle_connect(event)
        if hasattr(self, "scope"):
            extensions: dict[str, Any] = self.scope["extensions"]
            extensions[PUSH] = self

    @property
    def waiting(self) -> int:
        """Return how many bytes the other side has not taken yet."""
        return 0 if self.disconnected else self.transport.get_write_buffer_size()

    def push(self, frames: bytes) -> int:
        """Send frames as they are; return how many bytes wait now."""
        if self.disconnected or self.close_sent:
            return 0
        self.transport.write(frames)
        return self.transport.get_write_buffer_size()

    def drop(self) -> None:
        """Cut the line now, with all that waits."""
        self.transport.abort()
