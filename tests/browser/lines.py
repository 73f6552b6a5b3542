"""Lines: the socket of somebody's page, which a test can hold up, as a bad connection does, and let go again."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, WebSocketRoute

Sent = str | bytes


class HeldLine:
    """The sockets of one page: while `held`, nothing goes out; while `deaf`, nothing comes in."""

    def __init__(self, page: Page, deaf: bool = False) -> None:
        self.held, self.deaf = False, deaf
        self._waiting: list[tuple[bool, Callable[[], None]]] = []
        page.route_web_socket("**/live/**", self._come)

    def _come(self, line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        line.on_message(lambda words: self._pass(True, lambda: server.send(words)))
        server.on_message(lambda words: self._pass(False, lambda: line.send(words)))

    def _pass(self, out: bool, send: Callable[[], None]) -> None:
        if self.held if out else self.deaf:
            self._waiting.append((out, send))
        else:
            send()

    def release(self) -> None:
        """Let everything go that waited, in its order."""
        self.held = self.deaf = False
        waiting, self._waiting = self._waiting, []
        for _out, send in waiting:
            send()
