"""Asgi: the process. Flask answers every request; `/live` joins here when joint editing is built.

A form is handed to Flask when all of it has arrived, so that a slow line, or somebody who never ends a form, occupies
none of the few threads that answer everybody.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from a2wsgi import WSGIMiddleware

from facilitation import config, create_app
from facilitation.config import Settings

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


def make(settings: Settings | None = None) -> Any:
    """Return the ASGI application for these settings."""
    chosen = settings or config.from_environment()
    application: Any = create_app(chosen)
    return Arrived(WSGIMiddleware(application, workers=THREADS), chosen.longest_form)
