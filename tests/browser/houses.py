"""Houses: whole installations, each with a database of its own and the real server process, in a thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from flask import Flask
from sqlalchemy import orm

from facilitation import asgi, create_app, database, schema, sign_ins
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.people import Person
from facilitation.views.tools import blueprint as pages_of
from tests import made_up_tool

PATIENCE_SECONDS = 30
"""How long a house may take to close."""


@dataclass(frozen=True)
class House:
    """A running installation: its address, and its application and its process to look inside."""

    address: str
    settings: Settings
    app: Flask
    process: asgi.Process

    @property
    def factory(self) -> orm.sessionmaker[Session]:
        """Return the maker of sessions of its database."""
        made: orm.sessionmaker[Session] = self.app.extensions["tandem.factory"]
        return made

    def token(self, person_id: int) -> str:
        """Return a new cookie by which somebody's browser is signed in."""
        with database.writing(self.factory) as db:
            return sign_ins.start(db, db.get_one(Person, person_id), self.settings)


@contextmanager
def running(folder: Path) -> Iterator[House]:
    """Open a house in an empty folder: migrated, empty, and served on a free port."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()  # from now on a browser waits until the server takes over
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        settings = Settings(instance=folder, secret_key="only for tests", public_url=address, lock_seconds=2)
        engine = database.connect(settings.url())
        schema.migrate(engine)
        engine.dispose()
        app = create_app(settings)
        if made_up_tool.TOOL.key not in app.blueprints:  # its pages are there for whoever lays it on the table later
            app.register_blueprint(pages_of(made_up_tool.TOOL))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(asgi, "create_app", lambda _settings: app)  # the real process, of an application that we know
            served = asgi.make(settings)
        server = uvicorn.Server(uvicorn.Config(served, **asgi.server(settings)))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        try:
            yield House(address, settings, app, served)
        finally:
            server.should_exit = True
            thread.join(PATIENCE_SECONDS)
            app.extensions["tandem.engine"].dispose()
