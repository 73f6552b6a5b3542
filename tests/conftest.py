"""What every test may ask for: a database of its own, a session, settings, and a clock that stands still.

`engine`, and so `factory` and `db`, come twice: with SQLite in a file and, where there is a server, with
PostgreSQL. A test that is not about the database asks for `lite` (or `lite_db`) and runs once.
"""

from __future__ import annotations

import datetime
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import argon2
import hypothesis
import pytest
import sqlalchemy as sa
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import orm
from werkzeug.routing import Rule

from facilitation import clock, create_app, database, passwords, tables
from facilitation.config import Settings
from facilitation.database import Base, Session

pytest_plugins = [
    "tests.machine",
    "tests.budget",
    "tests.letters",
    "tests.browsers",
    "tests.guests",
    "tests.shelf",
    "tests.searching",
    "tests.table",
]

hypothesis.settings.register_profile(
    "tandem",
    deadline=None,  # a busy machine is no fault of the product
    derandomize=True,  # the same examples in every run
    max_examples=60,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("tandem")


class Compiled(BytecodeCache):
    """Templates as they were compiled for an earlier application: most tests make one of their own."""

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is there; Jinja asks first whether the template is still the same."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


NOON = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)
"""A Friday. In Brasschaat it is one o'clock in the afternoon, in Tarija eight in the morning."""


@pytest.fixture(scope="session", autouse=True)
def light_hashes() -> Iterator[None]:
    """Hash passwords lightly, so that hundreds of sign-ins take seconds; `test_passwords` looks at the real weight."""
    real, passwords._hasher = passwords._hasher, argon2.PasswordHasher(time_cost=1, memory_cost=1_024, parallelism=1)
    yield
    passwords._hasher = real


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Compile each template once for all applications; one that changes on the way is compiled again."""
    real, Flask.jinja_options = Flask.jinja_options, {**Flask.jinja_options, "bytecode_cache": Compiled()}
    yield
    Flask.jinja_options = real


@pytest.fixture(scope="session", autouse=True)
def addresses_when_asked() -> Iterator[None]:
    """Work out how the address of a page is built when one asks for it: most tests ask for few of so many."""
    real = Rule._compile_builder

    def later(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        made: list[Callable[..., tuple[str, str]]] = []

        def build(self: Rule, *values: object, **named: object) -> tuple[str, str]:
            if not made:
                made.append(real(rule, append_unknown))
            return made[0](self, *values, **named)

        return build

    Rule._compile_builder = later  # type: ignore[method-assign,assignment]
    yield
    Rule._compile_builder = real  # type: ignore[method-assign]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an installation of its own, in an empty folder."""
    return Settings(instance=tmp_path, secret_key="only for tests")


@pytest.fixture
def frozen() -> Iterator[Callable[..., datetime.datetime]]:
    """Stop the clock at `NOON`; `frozen(minutes=3)` moves it on and says what time it is then."""
    clock.set_for_tests(NOON)

    def later(**duration: float) -> datetime.datetime:
        clock.set_for_tests(clock.now() + datetime.timedelta(**duration))
        return clock.now()

    yield later
    clock.set_for_tests(None)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an SQLite file with every table, once, to be copied."""
    assert tables.ALL
    path = tmp_path_factory.mktemp("empty") / "tandem.sqlite"
    engine = database.connect(f"sqlite:///{path}")
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        Base.metadata.create_all(connection)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[sa.Engine]:
    """Make a PostgreSQL database for this run, with every table, and drop it afterwards."""
    from tests.machine import find_postgresql  # here: pytest first has to make it a plugin

    address = find_postgresql()
    assert address, "a test marked `database` runs only where there is a server"
    name = f"tandem_{uuid.uuid4().hex[:12]}"
    keeper = sa.create_engine(address, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    with keeper.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET synchronous_commit = off")
    engine = database.connect(sa.make_url(address).set(database=name).render_as_string(hide_password=False))
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
    yield engine
    engine.dispose()
    with keeper.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def lite(empty_file: Path, tmp_path: Path) -> Iterator[sa.Engine]:
    """Give an SQLite database in a file of its own."""
    shutil.copy(empty_file, tmp_path / "tandem.sqlite")
    engine = database.connect(f"sqlite:///{tmp_path / 'tandem.sqlite'}")
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql(server: sa.Engine) -> Iterator[sa.Engine]:
    """Give a PostgreSQL database with empty tables; for tests marked `database`."""
    yield server
    names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with server.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    database.forget(server)


@pytest.fixture(params=["lite", pytest.param("postgresql", marks=pytest.mark.database)])
def engine(request: pytest.FixtureRequest) -> sa.Engine:
    """Give a database with empty tables, of each kind that the product runs on."""
    made: sa.Engine = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def factory(engine: sa.Engine) -> orm.sessionmaker[Session]:
    """Give the maker of sessions of `engine`."""
    return database.session_factory(engine)


@pytest.fixture
def db(factory: orm.sessionmaker[Session]) -> Iterator[Session]:
    """Give a session of `engine`."""
    with factory() as session:
        yield session


@pytest.fixture
def lite_db(lite: sa.Engine) -> Iterator[Session]:
    """Give a session of an SQLite database."""
    with database.session_factory(lite)() as session:
        yield session


@pytest.fixture
def app(lite: sa.Engine, settings: Settings) -> Iterator[Flask]:
    """Give the application of `settings`, on the database of `lite`."""
    made = create_app(settings)
    yield made
    made.extensions["tandem.engine"].dispose()
