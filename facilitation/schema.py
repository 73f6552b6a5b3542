"""Schema: brings the tables of an installation to what this version expects (Alembic, folder `migrations`).

Raises `OldSchema` when the database is behind or ahead of the program, with what to do in one sentence.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from facilitation.database import OLD
from facilitation.errors import Unavailable


class OldSchema(Unavailable):
    """The tables and the program are of different versions."""

    usual = OLD


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def expected() -> str | None:
    """Return the revision that this version of the program needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def present(engine: sa.Engine) -> str | None:
    """Return the revision of the database, None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: sa.Engine) -> bool:
    """Bring the tables up to date in one transaction; return whether anything had to be done."""
    if present(engine) == expected():
        return False
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        command.upgrade(_config(connection), "head")
    return True


def require_current(engine: sa.Engine) -> None:
    """Raise OldSchema unless the tables are those of this version."""
    if present(engine) != expected():
        raise OldSchema
