"""Two processes on one PostgreSQL: people at one see and hear people at the other, also after the line was cut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import sqlalchemy as sa

from facilitation import database, schema
from facilitation.config import Settings
from facilitation.live import protocol
from tests.live.processes import Server, serving
from tests.live.sockets import Socket
from tests.makers import World, world

pytestmark = pytest.mark.database
DUTCH, SPANISH = "topic.theme@nl", "topic.theme@es"


@pytest.fixture
def two(settings: Settings, postgresql: sa.Engine) -> Iterator[tuple[Server, Server, World]]:
    """Give two servers on one database, and the people in it."""
    url = postgresql.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with postgresql.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS alembic_version (version_num varchar(32) PRIMARY KEY)")
        connection.exec_driver_sql("DELETE FROM alembic_version")
        connection.execute(sa.text("INSERT INTO alembic_version VALUES (:now)"), {"now": schema.expected()})
    with database.session_factory(postgresql)() as db:
        made = world(db, ("Brasschaat", "Tarija"))
    given = Settings(instance=settings.instance, secret_key="only for tests", database_url=url)
    with serving(given, postgresql, 2) as (one, other):
        yield one, other, made


def cut(engine: sa.Engine) -> int:
    """Cut the connections on which processes listen; return how many there were."""
    with engine.connect() as connection:
        ended = connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%%' AND pid <> pg_backend_pid()"
        )
        return len(ended.all())


def test_edits_and_presence_cross_and_nothing_is_missed_when_the_line_between_was_cut(
    two: tuple[Server, Server, World], postgresql: sa.Engine
) -> None:
    one, other, made = two
    room = f"canvas/{made.canvas.id}.1"
    with ExitStack() as stack:
        ana = stack.enter_context(Socket(one, one.token(made.of("brasschaat").person_id), room)).ready()  # type: ignore[arg-type]
        juan = stack.enter_context(Socket(other, other.token(made.of("tarija").person_id), room)).ready()  # type: ignore[arg-type]
        ana.write(DUTCH, "Schaduw")
        juan.write(SPANISH, "Agua")
        assert ana.until(lambda: ana.text(SPANISH) == "Agua")
        assert juan.until(lambda: juan.text(DUTCH) == "Schaduw")
        said = protocol.write_awareness([(juan.doc.client_id, 1, {"at": "topic.theme", "typing": True})])
        juan.send(protocol.awareness(said))
        assert ana.until(lambda: juan.doc.client_id in ana.present)
        assert ana.present[juan.doc.client_id]["person"]["place"] == "Tarija"
        late = stack.enter_context(Socket(one, one.token(made.of("brasschaat", "facilitator").person_id), room)).ready()  # type: ignore[arg-type]
        assert late.until(lambda: juan.doc.client_id in late.present)
        assert cut(postgresql) == 2
        for number in range(20):  # some of it while nobody listens
            juan.write(SPANISH, str(number % 10))
            ana.write(DUTCH, str(number % 10))
        digits = "0123456789" * 2
        assert ana.until(lambda: ana.text(SPANISH) == f"Agua{digits}")
        assert juan.until(lambda: juan.text(DUTCH) == f"Schaduw{digits}")
        assert (ana.saved(), juan.saved(), ana.code, juan.code) == (True, True, None, None)
        juan.close()
        assert ana.until(lambda: ana.present[juan.doc.client_id] is None)
