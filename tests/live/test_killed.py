"""A server that is killed in the middle of writing loses nothing that it acknowledged, on either database."""

from __future__ import annotations

import random
import threading
from typing import Any

import pycrdt
import pytest
import sqlalchemy as sa

from facilitation import database, schema
from facilitation.config import Settings
from facilitation.live import log
from tests.live.processes import Server, serving
from tests.live.sockets import Socket
from tests.makers import World, world

WRITERS = (("brasschaat", "topic.theme@nl"), ("tarija", "topic.theme@es"))


def sign(round: int, number: int) -> str:
    """Return a sign that is written once only."""
    return chr(0x4E00 + 400 * round + number)


def write_until_killed(server: Server, made: World, round: int, chance: random.Random) -> tuple[list[str], list[str]]:
    """Let two people write until the server is killed; return what was acknowledged and all that was written."""
    saved: list[str] = []
    written: list[str] = []
    sockets = [
        (Socket(server, server.token(made.of(side).person_id), f"canvas/{made.canvas.id}.1").ready(), name)  # type: ignore[arg-type]
        for side, name in WRITERS
    ]
    stop = chance.uniform(0.05, 0.4)
    timer = threading.Timer(stop, server.kill)
    timer.start()
    mine: dict[str, list[str]] = {name: [] for _, name in sockets}
    number = 0
    while all(socket.code is None for socket, _ in sockets) and number < 390:
        for socket, name in sockets:
            word = sign(round, number)
            socket.write(name, word)
            mine[name].append(word)
            written.append(word)
            number += 1
            socket.take(0.002)
    for socket, name in sockets:
        while socket.code is None:
            socket.take()
        saved += mine[name][: socket.acknowledged]
        socket.close()
    timer.join()
    return saved, written


def kept(engine: sa.Engine, made: World) -> str:
    """Return everything that the log holds of both texts."""
    with database.session_factory(engine)() as db:
        room = db.query(log.Room).filter_by(name=f"canvas/{made.canvas.id}.1").one_or_none()
        doc: pycrdt.Doc[Any] = log.load(db, room).doc if room else pycrdt.Doc()
        assert log.doubtful(db) == []
    return "".join(str(doc.get(name, type=pycrdt.Text)) for _, name in WRITERS)


def survive(settings: Settings, engine: sa.Engine, rounds: int) -> None:
    """Kill a server so many times, and compare what it acknowledged with what is there."""
    with database.session_factory(engine)() as db:
        made = world(db, ("Brasschaat", "Tarija"))
    chance = random.Random(5)
    saved: list[str] = []
    written: list[str] = []
    with serving(settings, engine) as (server,):
        for round in range(rounds):
            if server.process is None:
                server.start()
            acknowledged, typed = write_until_killed(server, made, round, chance)
            saved += acknowledged
            written += typed
            there = kept(engine, made)
            assert [each for each in saved if there.count(each) != 1] == []
            assert [each for each in there if each not in written] == []
    assert len(saved) > 5 * rounds


@pytest.mark.crash
def test_twenty_kills_on_sqlite_lose_nothing_that_was_acknowledged(settings: Settings) -> None:
    engine = database.connect(settings.url())
    schema.migrate(engine)
    survive(settings, engine, 20)
    engine.dispose()


@pytest.mark.crash
@pytest.mark.database
def test_five_kills_on_postgresql_lose_nothing_that_was_acknowledged(settings: Settings, postgresql: sa.Engine) -> None:
    url = postgresql.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with postgresql.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS alembic_version (version_num varchar(32) PRIMARY KEY)")
        connection.exec_driver_sql("DELETE FROM alembic_version")
        connection.execute(sa.text("INSERT INTO alembic_version VALUES (:now)"), {"now": schema.expected()})
    survive(Settings(instance=settings.instance, secret_key="only for tests", database_url=url), postgresql, 5)
