"""Letters: a mail server of one's own, on this machine, that keeps what it is given."""

from __future__ import annotations

import email
import socketserver
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default

import pytest


@dataclass(frozen=True)
class Letter:
    """A letter as it arrived: the addresses of its envelope and what is in it."""

    sender: str
    to: list[str]
    inside: EmailMessage

    @property
    def subject(self) -> str:
        """Return its subject."""
        return str(self.inside["Subject"])

    @property
    def text(self) -> str:
        """Return its plain text."""
        body = self.inside.get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")


@dataclass
class Postbox:
    """Where letters arrive; one to an address in `refused` is not taken."""

    port: int = 0
    letters: list[Letter] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    sign_ins: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Return the address for `smtp_url`."""
        return f"smtp://127.0.0.1:{self.port}"

    def wait_for(self, number: int) -> list[Letter]:
        """Return the letters when so many have arrived, or after ten seconds those that did."""
        deadline = time.monotonic() + 10
        while len(self.letters) < number and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.letters


class _Counter(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        """Speak as much SMTP as a letter needs."""
        box: Postbox = self.server.box  # type: ignore[attr-defined]
        sender, to = "", []
        self._say("220 here")
        while line := self.rfile.readline().decode().rstrip("\r\n"):
            word = line[:4].upper()
            if word == "EHLO":
                self._say("250-here\r\n250 AUTH PLAIN")
            elif word == "AUTH":
                box.sign_ins.append(line.split()[-1])
                self._say("235 come in")
            elif word == "MAIL":
                sender = line[10:].split(">")[0].lstrip("<:").removeprefix("<")
                self._say("250 yes")
            elif word == "RCPT":
                address = line[8:].split(">")[0].removeprefix("<")
                if address in box.refused:
                    self._say("550 not here")
                else:
                    to.append(address)
                    self._say("250 yes")
            elif word == "DATA":
                self._say("354 go on")
                box.letters.append(Letter(sender, to, self._read()))
                self._say("250 kept")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 yes" if word in ("RSET", "NOOP") else "502 no")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _read(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        return email.message_from_bytes(b"".join(lines), EmailMessage, policy=default)  # type: ignore[return-value]


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """Give a mail server on this machine."""
    box = Postbox()
    with _Server(("127.0.0.1", 0), _Counter) as server:
        server.box = box  # type: ignore[attr-defined]
        box.port = server.server_address[1]
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        serving.start()
        yield box
        server.shutdown()
        serving.join()
