"""Processes: real servers that can be killed, started again, and be two on one database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import orm

from facilitation import database, sign_ins
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.people import Person

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 30


@dataclass
class Server:
    """A server process on a port of its own; `address` as for a `House`."""

    settings: Settings
    port: int
    engine: sa.Engine
    process: subprocess.Popen[bytes] | None = None
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def factory(self) -> orm.sessionmaker[Session]:
        """Return the maker of sessions of its database."""
        return database.session_factory(self.engine)

    def token(self, person_id: int) -> str:
        """Return a new cookie by which somebody is signed in."""
        with database.writing(self.factory) as db:
            return sign_ins.start(db, db.get_one(Person, person_id), self.settings)

    def start(self) -> None:
        """Start the process and wait until it answers."""
        given = {
            "FACILITATION_INSTANCE": str(self.settings.instance),
            "FACILITATION_DATABASE_URL": self.settings.database_url,
            "FACILITATION_SECRET_KEY": self.settings.secret_key,
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "facilitation.cli", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env={**os.environ, **given, **self.variables},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, "the server does not answer"
            assert self.process.poll() is None, "the server ended"

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.address + "/sign-in", timeout=1):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def kill(self) -> None:
        """End it as a power cut does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


@contextmanager
def serving(settings: Settings, engine: sa.Engine, number: int = 1) -> Iterator[list[Server]]:
    """Start so many servers on one database; all of them are gone afterwards."""
    servers = [Server(settings, free_port(), engine) for _ in range(number)]
    try:
        for server in servers:
            server.start()
        yield servers
    finally:
        for server in servers:
            server.kill()
