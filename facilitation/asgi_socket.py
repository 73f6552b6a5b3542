"""Asgi socket: uvicorn's WebSocket with a door for frames that are made once and go to many people.

Three hundred people who see one letter are three hundred times the same bytes. Through ASGI each of them costs a task
that wakes up and a frame that is made anew; `push` hands ready bytes to the transport. It reaches into uvicorn, which
is why `tests/live` drives all of it through real sockets.
"""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from facilitation.live.wire import PUSH


class PushingSocket(WebSocketsSansIOProtocol):
    """One socket; it stands in the scope's extensions under `PUSH`."""

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
