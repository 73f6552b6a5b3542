"""Database: the engine, the session of one request, and the gate through which every write goes.

SQLite lets one writer in at a time and, left alone, answers the others with "database is locked".
So each process has ONE write gate: `Session.begin_writing` waits at it, opens `BEGIN IMMEDIATE` and the
gate opens again when that transaction ends. Inside it: no hashing, no mail, no network, no waiting.
Who comes first goes first, except that the one who writes down what people type at this moment
(`first=True`) waits for nobody but the one inside. On PostgreSQL the gate stands open and rows are
locked where a noun asks for it.

A flush or a bulk write outside `begin_writing` raises RuntimeError on every database, so that a fault
shows in the first test. Errors raised: `Unavailable` when the database is locked, full, read-only or gone.
"""

from __future__ import annotations

import datetime
import threading
import weakref
from collections import deque
from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.dialects import postgresql, sqlite

from facilitation.errors import Unavailable
from facilitation.memory import Memory
from tools.wording import N_

BUSY = N_("Many people are saving at this moment. Nothing was changed. Press the button once more.")
AWAY = N_("The place where we keep your texts does not answer. Nothing was changed. Try again in a minute.")
OLD = N_("The database is of another version than the program. Run `facilitation migrate` and start again.")
FULL = N_("There is no room left to save. Nothing was changed. Warn the person who looks after this site.")
Made = TypeVar("Made")


class Instant(sa.TypeDecorator[datetime.datetime]):
    """An aware UTC datetime on every database (SQLite forgets the zone)."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: sa.Dialect) -> datetime.datetime | None:
        """Refuse a naive datetime; keep the rest in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(datetime.UTC)

    def process_result_value(self, value: datetime.datetime | None, dialect: sa.Dialect) -> datetime.datetime | None:
        """Give back what SQLite returns as naive with its zone."""
        if value is None or value.tzinfo is not None:
            return None if value is None else value.astimezone(datetime.UTC)
        return value.replace(tzinfo=datetime.UTC)


NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(orm.DeclarativeBase):
    """Every row of the product."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime.datetime: Instant, dict[str, Any]: sa.JSON, list[str]: sa.JSON}  # noqa: RUF012


class Gate:
    """The one door for writers of one SQLite file in this process; always open on PostgreSQL.

    One writer is inside; the others stand in two rows, of which one goes ahead of the other. Whoever leaves hands the
    door to the next, so that nobody slips in between.
    """

    def __init__(self, closed: bool, wait_seconds: float) -> None:
        self.closed, self.wait_seconds = closed, wait_seconds
        self._mutex = threading.Lock()
        self._occupied = False
        self._turns = 0
        self._rows: tuple[deque[threading.Lock], deque[threading.Lock]] = (deque(), deque())

    @property
    def waiting(self) -> int:
        """Return how many stand before the gate."""
        return sum(map(len, self._rows))

    def enter(self, wait_seconds: float | None = None, first: bool = False) -> int:
        """Wait for one's turn; return how many others were let through or were inside since one asked.

        `Unavailable` after `wait_seconds`, the gate's own when not said. With `first` it is at most one, as
        long as no other asks for the same.
        """
        if not self.closed:
            return 0
        with self._mutex:
            asked = self._turns - self._occupied
            if not self._occupied:
                self._occupied = True
                self._turns += 1
                return 0
            turn, row = threading.Lock(), self._rows[0 if first else 1]
            turn.acquire()
            row.append(turn)
        try:
            came = turn.acquire(timeout=self.wait_seconds if wait_seconds is None else wait_seconds)
        except BaseException:
            if not self._gave_up(turn):
                self.leave()
            raise
        if not came and self._gave_up(turn):
            raise Unavailable(BUSY)
        return self._turns - 1 - asked

    def _gave_up(self, turn: threading.Lock) -> bool:
        """Stand in the row no longer; False when one's turn came in the same moment."""
        with self._mutex:
            found = [row for row in self._rows if turn in row]
            for row in found:
                row.remove(turn)
            return bool(found)

    def leave(self) -> None:
        """Let the next writer in."""
        if not self.closed:
            return
        with self._mutex:
            row = next((row for row in self._rows if row), None)
            self._occupied = row is not None
            if row:
                self._turns += 1
                row.popleft().release()


_gates: weakref.WeakKeyDictionary[sa.Engine, Gate] = weakref.WeakKeyDictionary()
_memories: weakref.WeakKeyDictionary[sa.Engine, Memory] = weakref.WeakKeyDictionary()


def connect(url: str, lock_seconds: float = 10, pool_size: int = 20) -> sa.Engine:
    """Return an engine for an address, with its write gate; nothing is opened yet."""
    lite = url.startswith("sqlite")
    arguments: dict[str, Any] = {"timeout": lock_seconds, "isolation_level": None} if lite else {"connect_timeout": 5}
    engine = sa.create_engine(url, connect_args=arguments, pool_size=pool_size, max_overflow=10, pool_pre_ping=not lite)
    _gates[engine] = Gate(lite, lock_seconds)
    _memories[engine] = Memory()
    if lite:
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class Session(orm.Session):
    """One reader's or writer's view of the database: reads first, `begin_writing` before the first change."""

    writing = False
    _made: dict[Hashable, Any] | None = None

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` makes of rows, made once while this transaction reads; `key` says of which state of them.

        Whoever asks shares it with others and leaves it as it is. While writing everything is made anew.
        """
        if self.writing:
            return make()
        self._made = {} if self._made is None else self._made
        if key not in self._made:
            self._made[key] = make()
        found: Made = self._made[key]
        return found

    def lasting(self, key: Hashable, make: Callable[[], Made], weigh: Callable[[Made], int] = lambda _: 0) -> Made:
        """Return what `make` makes of states that never change any more, made once for all transactions.

        `key` says of which states: a room at a seq, a content that is kept so itself. While writing everything is made
        anew: what is not committed may never have been.
        """
        if self.writing:
            return make()
        found: Made = _memories[self._engine].get(key, make, weigh)
        return found

    def kept(self, key: Hashable) -> Any:
        """Return what `lasting` made at some time and still keeps, None for nothing."""
        return None if self.writing else _memories[self._engine].look(key)

    def known(self, key: Hashable) -> Any:
        """Return what `once` made in this transaction, None for nothing."""
        return None if self.writing or self._made is None else self._made.get(key)

    @property
    def gate(self) -> Gate:
        """Return the write gate of this session's engine."""
        return _gates[self._engine]

    @property
    def _engine(self) -> sa.Engine:
        bind = self.get_bind()
        return bind if isinstance(bind, sa.Engine) else bind.engine

    def begin_writing(self, wait_seconds: float | None = None, first: bool = False) -> int:
        """End what was being read and open a writing transaction; a second call changes nothing.

        Return how many others wrote since one asked. `first` is for the one writer of what people type live.
        """
        if self.writing:
            return 0
        self.rollback()
        before = self.gate.enter(wait_seconds, first)
        self.writing = True
        try:
            self.connection(execution_options={"writing": True})
        except BaseException:
            self._leave()
            self.rollback()
            raise
        return before

    def _leave(self) -> None:
        if self.writing:
            self.writing = False
            self.gate.leave()


@sa.event.listens_for(Session, "after_transaction_end")
def _ended(session: Session, transaction: orm.SessionTransaction) -> None:
    if transaction.parent is None:
        session._made = None
        session._leave()


@sa.event.listens_for(Session, "before_flush")
def _flushing(session: Session, _context: Any, _instances: Any) -> None:
    if not session.writing and (session.new or session.dirty or session.deleted):
        raise RuntimeError("a change outside begin_writing()")


@sa.event.listens_for(Session, "do_orm_execute")
def _executing(state: orm.ORMExecuteState) -> None:
    session = state.session
    if (state.is_insert or state.is_update or state.is_delete) and isinstance(session, Session) and not session.writing:
        raise RuntimeError("a change outside begin_writing()")


def forget(engine: sa.Engine) -> None:
    """Forget what was worked out of a database: whatever it holds from now on is another one's."""
    _memories[engine] = Memory()


def add_once(db: Session, row: type[Base], **values: Any) -> bool:
    """Add a row unless one with the same unique values is there, also when two people do so at once; say whether."""
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    added = insert(row).values(**values).on_conflict_do_nothing().returning(sa.literal(1))
    return db.scalar(added) is not None  # PostgreSQL does not say how many rows an ORM insert added


def add_all_once(db: Session, row: type[Base], rows: list[dict[str, Any]]) -> None:
    """Add rows in one go, each unless one with the same unique values is there."""
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    if rows:
        db.connection().execute(insert(row.__table__).on_conflict_do_nothing(), rows)  # type: ignore[arg-type]


def in_full(ids: Collection[int]) -> sa.BindParameter[Any]:
    """Return the ids of rows for an IN, written out in the query: handing over a thousand one by one takes longer."""
    return sa.bindparam(None, list(ids), sa.Integer, expanding=True, literal_execute=True)


def session_factory(engine: sa.Engine) -> orm.sessionmaker[Session]:
    """Return the maker of sessions; rows stay readable after a commit."""
    return orm.sessionmaker(engine, class_=Session, expire_on_commit=False)


@contextmanager
def writing(factory: orm.sessionmaker[Session]) -> Iterator[Session]:
    """Open a session that writes, commit at the end; for the command line, the demo and tests."""
    with factory() as db:
        db.begin_writing()
        yield db
        db.commit()


def explain(error: sa.exc.DBAPIError) -> Unavailable | None:
    """Return the clear sentence for a database that is locked, full, old or away; None when it is a bug of ours."""
    words = str(error.orig).lower()
    if "locked" in words or "busy" in words:
        return Unavailable(BUSY)
    if "full" in words or "disk i/o" in words or "no space" in words or "too big" in words:
        return Unavailable(FULL)
    if "no such table" in words or "no such column" in words or "undefined" in type(error.orig).__name__.lower():
        return Unavailable(OLD)
    if "readonly" in words or "read-only" in words or "unable to open" in words:
        return Unavailable(AWAY)
    if isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError) or error.connection_invalidated:
        return Unavailable(AWAY)
    return None
