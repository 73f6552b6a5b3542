"""Asgi: the process. Sockets below ``/live`` go to joint editing (`live.wire`), every other request to Flask.

A form is handed to Flask when all of it has arrived, so that a slow line, or somebody who never ends a form, occupies
none of the few threads that answer everybody.
"""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable
from typing import Any

from a2wsgi import WSGIMiddleware

from facilitation import config, create_app, hosting
from facilitation.asgi_socket import PushingSocket
from facilitation.config import Settings
from facilitation.live.hub import Hub
from facilitation.live.protocol import Limits
from facilitation.live.wire import Wire
from facilitation.views.gate import COOKIE

THREADS = 12
"""Requests that are worked on at the same time in one process."""

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]


class Arrived:
    """Passes a request on once its body is here; of one that is too large only what it takes to see that."""

    def __init__(self, application: Any, longest: int) -> None:
        self.application, self.longest = application, longest

    async def __call__(self, scope: Message, receive: Receive, send: Any) -> None:
        """Wait for the body, then let the application answer; whoever hangs up meanwhile is not answered."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        parts, size, more = [], 0, True
        while more and size <= self.longest:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            parts.append(message.get("body", b""))
            size, more = size + len(parts[-1]), message.get("more_body", False)
        waiting = [{"type": "http.request", "body": b"".join(parts), "more_body": more}]
        parts.clear()

        async def hand_over() -> Message:
            return waiting.pop() if waiting else await receive()

        await self.application(scope, hand_over, send)


class Process:
    """One process: pages, and the rooms that are open in it."""

    def __init__(self, settings: Settings) -> None:
        application: Any = create_app(settings)
        self.pages = Arrived(WSGIMiddleware(application, workers=THREADS), settings.longest_form)
        door = hosting.Door()
        self.hub = Hub(application.extensions["tandem.engine"], application.extensions["tandem.factory"], door)
        self.wire = Wire(self.hub, door, limits(settings), hosting.origins(settings.public_url), COOKIE)

    async def __call__(self, scope: Message, receive: Receive, send: Any) -> None:
        """Answer a request, a socket, or the server that starts and stops."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "websocket":
            await self.wire(scope, receive, send)
        else:
            await self.pages(scope, receive, send)

    async def _live(self, receive: Receive, send: Any) -> None:
        await receive()
        await self.hub.start()
        _sweep_less()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.hub.stop()
        await send({"type": "lifespan.shutdown.complete"})


def _sweep_less() -> None:
    """Let Python look for cycles less often: a full sweep through all modules holds up everybody for 60 ms."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 1_000)


def limits(settings: Settings) -> Limits:
    """Return what one line may send, as the settings say."""
    return Limits(
        update_bytes=settings.live_update_bytes,
        message_bytes=settings.live_message_bytes,
        awareness_bytes=settings.live_awareness_bytes,
        awareness_per_second=settings.live_awareness_per_second,
        updates_per_second=settings.live_updates_per_second,
        updates_burst=settings.live_updates_burst,
        outbox_bytes=settings.live_outbox_bytes,
    )


def make(settings: Settings | None = None) -> Process:
    """Return the ASGI application for these settings."""
    return Process(settings or config.from_environment())


def server(settings: Settings) -> dict[str, Any]:
    """Return how uvicorn is to run it."""
    return {
        "ws": PushingSocket,
        "ws_max_size": settings.live_message_bytes + 1_024,
        "ws_per_message_deflate": False,
        "lifespan": "on",
        "log_level": "warning",
        "access_log": False,
        "proxy_headers": False,
        "server_header": False,
    }
