"""The tables: made by the migrations alone they are exactly what the rows declare, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click.testing import CliRunner

from facilitation import cli, contents, database, schema, tables
from facilitation.database import Base
from facilitation.live import document, log
from facilitation.live.log import Room
from tests.machine import find_postgresql

TYPED = (
    b"\x01\x01\x07\x00\x04\x01\x0etopic.theme@nl\x01j\x00",
    b"\x01\x01\x07\x01\x84\x07\x00\x01a\x00",
)
"""Two letters as a browser sends them."""


def made(engine: sa.Engine) -> list[object]:
    """Return the differences between the migrated tables and the rows."""
    assert schema.migrate(engine) is True
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def test_a_new_sqlite_file_gets_the_tables_that_the_rows_declare(tmp_path: Path) -> None:
    engine = database.connect(f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert tables.ALL
    assert made(engine) == []
    assert schema.migrate(engine) is False
    schema.require_current(engine)


@pytest.fixture
def empty_server() -> Iterator[sa.Engine]:
    """Make a PostgreSQL database without any table, and drop it afterwards."""
    address = find_postgresql()
    assert address, "a test marked `database` runs only where there is a server"
    admin = sa.create_engine(database.connect(address).url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS tandem_schema_test")
        connection.exec_driver_sql("CREATE DATABASE tandem_schema_test")
    engine = database.connect(admin.url.set(database="tandem_schema_test").render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE tandem_schema_test WITH (FORCE)")
    admin.dispose()


@pytest.fixture
def empty_lite(tmp_path: Path) -> Iterator[sa.Engine]:
    """Make an SQLite database without any table."""
    engine = database.connect(f"sqlite:///{tmp_path / 'old.sqlite'}")
    yield engine
    engine.dispose()


@pytest.mark.database
def test_a_new_postgresql_database_gets_the_tables_that_the_rows_declare(empty_server: sa.Engine) -> None:
    assert made(empty_server) == []


@pytest.mark.parametrize("kind", ["empty_lite", pytest.param("empty_server", marks=pytest.mark.database)])
def test_a_database_of_the_first_version_comes_along_with_everything_in_it(
    request: pytest.FixtureRequest, kind: str
) -> None:
    engine: sa.Engine = request.getfixturevalue(kind)
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        command.upgrade(schema._config(connection), "0001")
        connection.exec_driver_sql("INSERT INTO rooms (id, name, canvas_id, last_seq) VALUES (1, 'canvas/1.1', 1, 2)")
        for seq, data in enumerate(TYPED, 1):
            row = sa.text("INSERT INTO updates (room_id, seq, data, person_id, at) VALUES (1, :seq, :data, NULL, :at)")
            connection.execute(row, {"seq": seq, "data": data, "at": "2026-11-20 12:00:00+00:00"})
    with pytest.raises(schema.OldSchema):
        schema.require_current(engine)
    assert made(engine) == []
    with database.session_factory(engine)() as db:
        room = db.scalars(sa.select(Room)).one()
        assert document.read(log.load(db, room).doc).texts == {"topic.theme": {"nl": "ja"}}
        assert contents.rebuild(db) == 1
        assert contents.fresh(db, room).sheet.texts == {"topic.theme": {"nl": "ja"}}


def test_an_old_database_is_told_in_one_sentence_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACILITATION_INSTANCE", str(tmp_path))
    ran = CliRunner().invoke(cli.main, ["serve", "--port", "1"])
    assert (ran.exit_code, ran.output) == (
        1,
        "Error: The database is of another version than the program. Run `facilitation migrate` and start again.\n",
    )


def test_a_database_that_cannot_be_reached_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATION_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    ran = CliRunner().invoke(cli.main, ["migrate"])
    assert (ran.exit_code, ran.output) == (
        1,
        "Error: The place where we keep your texts does not answer. Nothing was changed. "
        "Try again in a minute. (OperationalError)\n",
    )
