"""Offices: the network between a browser and the house, as an office has it: all goes through a proxy of its own.

Pages pass. The line of an open page can be held up (nothing comes through, in either direction), cut, or not allowed.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

PIECE = 65_536
ENOUGH_SECONDS = 60
"""How long something held up waits at most: a test that ended forgot it."""


@dataclass
class Office:
    """The proxy of one office; `lines` counts the lines that it let through."""

    door: socket.socket
    allows_lines: bool = True
    lines: int = 0
    _flows: threading.Event = field(default_factory=threading.Event)
    _tunnels: list[socket.socket] = field(default_factory=list)

    @property
    def settings(self) -> dict[str, str]:
        """Return it as a browser asks for it."""
        return {"server": f"http://127.0.0.1:{self.door.getsockname()[1]}"}

    @contextlib.contextmanager
    def held_up(self) -> Iterator[None]:
        """Let nothing through on the lines, in either direction, for a while."""
        self._flows.clear()
        try:
            yield
        finally:
            self._flows.set()

    def cut(self) -> None:
        """Cut every line that is open."""
        tunnels, self._tunnels = self._tunnels, []
        for each in tunnels:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def serve(self) -> None:
        """Take whoever comes, until the door is closed."""
        self._flows.set()
        with contextlib.suppress(OSError):
            while True:
                coming, _ = self.door.accept()
                threading.Thread(target=self._meet, args=(coming,), daemon=True).start()

    def _meet(self, browser: socket.socket) -> None:
        with browser, contextlib.suppress(OSError):
            head, body = _head(browser)
            verb, target, _ = head.split(b" ", 2)
            is_line = verb == b"CONNECT"
            place = target if is_line else target.split(b"/", 3)[2]
            if is_line and not self.allows_lines:
                browser.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            host, _, port = place.decode().partition(":")
            with socket.create_connection((host, int(port))) as house:
                if is_line:
                    self.lines += 1
                    self._tunnels += [browser, house]
                    browser.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                else:
                    asked = head.replace(b"http://" + place, b"", 1)
                    house.sendall(asked.replace(b"\r\n", b"\r\nConnection: close\r\n", 1) + body)
                back = threading.Thread(target=self._carry, args=(house, browser, is_line), daemon=True)
                back.start()
                self._carry(browser, house, is_line)
                back.join()

    def _carry(self, one: socket.socket, other: socket.socket, is_line: bool) -> None:
        with contextlib.suppress(OSError):
            while found := one.recv(PIECE):
                if is_line:
                    self._flows.wait(ENOUGH_SECONDS)
                other.sendall(found)
        for each in (one, other):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def _head(browser: socket.socket) -> tuple[bytes, bytes]:
    """Return what a request says first, and what came behind it."""
    found = b""
    while b"\r\n\r\n" not in found:
        more = browser.recv(PIECE)
        if not more:
            raise OSError("hung up")
        found += more
    head, _, body = found.partition(b"\r\n\r\n")
    head = b"\r\n".join(
        each for each in head.split(b"\r\n") if not each.lower().startswith((b"proxy-", b"connection:"))
    )
    return head + b"\r\n\r\n", body


@contextlib.contextmanager
def office() -> Iterator[Office]:
    """Open the proxy of an office."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        made = Office(door)
        thread = threading.Thread(target=made.serve, daemon=True)
        thread.start()
        try:
            yield made
        finally:
            made.cut()
            door.shutdown(socket.SHUT_RDWR)
            thread.join(ENOUGH_SECONDS)
