"""Asgi: what comes in slowly keeps nobody else waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import sqlalchemy as sa

from facilitation import asgi
from facilitation.config import Settings

Receive = Callable[[], Awaitable[dict[str, Any]]]
FORM = (b"content-type", b"application/x-www-form-urlencoded")
OURS = [(b"host", b"127.0.0.1"), (b"sec-fetch-site", b"same-origin"), (b"accept-language", b"nl")]
AT_MOST_SECONDS = 30
Answer = TypeVar("Answer")


def in_a_loop_of_its_own(story: Coroutine[Any, Any, Answer]) -> Answer:
    """Let a story happen on a thread of its own: the browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, story).result()


async def ask(application: Any, method: str, path: str, receive: Receive, length: int = 0) -> tuple[int, bytes]:
    """Send a request whose body is what `receive` gives; return status and page."""
    headers = [*OURS, FORM, (b"content-length", str(length).encode())] if method == "POST" else OURS
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 50_000),
    }
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await application(scope, receive, send)
    status = next((each["status"] for each in sent if each["type"] == "http.response.start"), 0)
    return status, b"".join(each.get("body", b"") for each in sent)


def in_pieces(pieces: Iterable[bytes]) -> Receive:
    """Return what gives a body in pieces, and after it the end of the line."""
    waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    waiting.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    return receive


def test_forms_that_never_arrive_keep_nobody_waiting_for_a_page(lite: sa.Engine, settings: Settings) -> None:
    async def story() -> int:
        application, hang_up = asgi.make(settings), asyncio.Event()

        async def never() -> dict[str, Any]:
            await hang_up.wait()
            return {"type": "http.disconnect"}

        slow = [asyncio.create_task(ask(application, "POST", "/sign-in", never, 9)) for _ in range(asgi.THREADS + 2)]
        try:
            answer = ask(application, "GET", "/healthz", in_pieces([]))
            return (await asyncio.wait_for(asyncio.create_task(answer), AT_MOST_SECONDS))[0]
        finally:
            hang_up.set()
            await asyncio.gather(*slow, return_exceptions=True)

    assert in_a_loop_of_its_own(story()) == 200


def test_a_form_that_arrives_in_pieces_is_read_whole(lite: sa.Engine, settings: Settings) -> None:
    pieces = [b"mail=", b"niemand%40example.org", b"", b"&password=een+paar+woorden"]
    asked = ask(asgi.make(settings), "POST", "/sign-in", in_pieces(pieces), len(b"".join(pieces)))
    status, page = in_a_loop_of_its_own(asked)
    assert (status, b'value="niemand@example.org"' in page) == (400, True)


def test_a_form_that_is_too_large_is_answered_as_such(lite: sa.Engine, settings: Settings) -> None:
    pieces = [b"x" * 65_536] * 40
    asked = ask(asgi.make(settings), "POST", "/sign-in", in_pieces(pieces), len(b"".join(pieces)))
    assert in_a_loop_of_its_own(asked)[0] == 413


def test_whoever_hangs_up_halfway_is_not_answered(lite: sa.Engine, settings: Settings) -> None:
    async def gone() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    assert in_a_loop_of_its_own(ask(asgi.make(settings), "POST", "/sign-in", gone, 9)) == (0, b"")
