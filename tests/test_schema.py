"""The tables: made by the migrations alone they are exactly what the rows declare, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click.testing import CliRunner

from facilitation import cli, database, schema, tables
from facilitation.database import Base
from tests.machine import find_postgresql


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


@pytest.mark.database
def test_a_new_postgresql_database_gets_the_tables_that_the_rows_declare() -> None:
    address = find_postgresql()
    assert address, "a test marked `database` runs only where there is a server"
    admin = sa.create_engine(database.connect(address).url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS tandem_schema_test")
        connection.exec_driver_sql("CREATE DATABASE tandem_schema_test")
    engine = database.connect(admin.url.set(database="tandem_schema_test").render_as_string(hide_password=False))
    try:
        assert made(engine) == []
    finally:
        engine.dispose()
        with admin.connect() as connection:
            connection.exec_driver_sql("DROP DATABASE tandem_schema_test WITH (FORCE)")
        admin.dispose()


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
