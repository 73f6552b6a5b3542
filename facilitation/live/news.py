"""News: tells whoever listens what was committed just now: in which rooms, and beside the words of which canvases.

`note` and `stir` keep in the session what its transaction changes. Once it is committed, and the write gate is open
again, every listener of that engine is called in the committing thread; what was rolled back, a savepoint too, is
never told. On PostgreSQL both also send `pg_notify` on `CHANNEL` in the same transaction, so that other processes
hear the same: ``r<room id>`` and ``c<canvas id>``, with `PROCESS` behind it, so that a process knows its own news.

A listener must be quick (it keeps a request waiting) and reads for itself what changed. When it raises, the fault is
logged: what was committed stays committed.
"""

from __future__ import annotations

import logging
import secrets
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import orm

from facilitation.database import Session

log = logging.getLogger("facilitation.live")
CHANNEL = "tandem"
"""What another process listens to on PostgreSQL."""
PROCESS = secrets.token_hex(4)
"""Tells this process from the others."""
KEPT, DONE = "tandem.news", "tandem.news.done"


@dataclass(frozen=True)
class Told:
    """What one transaction changed: rooms with new updates, and canvases on which something beside the words changed.

    Something beside the words is a round that opened, the deep set, a right.
    """

    rooms: frozenset[int] = frozenset()
    canvases: frozenset[int] = frozenset()


Listener = Callable[[Told], None]


class _Noted(NamedTuple):
    within: orm.SessionTransaction | None
    payload: str


_listeners: weakref.WeakKeyDictionary[sa.Engine, tuple[Listener, ...]] = weakref.WeakKeyDictionary()
_changing = threading.Lock()


def listen(engine: sa.Engine, listener: Listener) -> None:
    """Call `listener` after each commit in this process that changed something; until `unlisten`."""
    with _changing:
        _listeners[engine] = (*_listeners.get(engine, ()), listener)


def unlisten(engine: sa.Engine, listener: Listener) -> None:
    """Call it no more; one that never listened is no fault."""
    with _changing:
        _listeners[engine] = tuple(each for each in _listeners.get(engine, ()) if each != listener)


def note(db: Session, room_id: int) -> None:
    """Remember that the transaction writes in a room; `log.append` does so."""
    _keep(db, f"r{room_id}")


def stir(db: Session, canvas_id: int) -> None:
    """Remember that the transaction changes something beside the words of a canvas."""
    _keep(db, f"c{canvas_id}")


def read(payload: str) -> Told:
    """Return what another process told; nothing when it is no news of ours."""
    number, _, _process = payload[1:].partition(" ")
    if not (number.isascii() and number.isdecimal()):
        return Told()
    found = frozenset([int(number)])
    return Told(rooms=found) if payload[0] == "r" else Told(canvases=found) if payload[0] == "c" else Told()


def _keep(db: Session, payload: str) -> None:
    if db.get_bind().dialect.name == "postgresql":
        db.execute(sa.select(sa.func.pg_notify(CHANNEL, f"{payload} {PROCESS}")))
    within = db.get_nested_transaction() or db.get_transaction()
    db.info.setdefault(KEPT, []).append(_Noted(within, payload))


@sa.event.listens_for(Session, "after_soft_rollback")
def _undone(session: Session, transaction: orm.SessionTransaction) -> None:
    """Forget what was noted inside a transaction or savepoint that was rolled back."""

    def inside(noted: _Noted) -> bool:
        within = noted.within
        while within is not None and within is not transaction:
            within = within.parent
        return within is not None

    session.info[KEPT] = [noted for noted in session.info.get(KEPT, ()) if not inside(noted)]


@sa.event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    """Let it be told, unless only a savepoint was released."""
    session.info[DONE] = not session.in_nested_transaction()


@sa.event.listens_for(Session, "after_transaction_end")
def _ended(session: Session, transaction: orm.SessionTransaction) -> None:
    """Tell what was committed; `database` opened the gate just before, because it listened first."""
    if transaction.parent is not None:
        return
    kept, done = session.info.pop(KEPT, ()), session.info.pop(DONE, False)
    if not (kept and done):
        return
    heard = [read(noted.payload) for noted in kept]
    told = Told(
        frozenset().union(*(each.rooms for each in heard)), frozenset().union(*(each.canvases for each in heard))
    )
    bind = session.get_bind()
    for listener in _listeners.get(bind if isinstance(bind, sa.Engine) else bind.engine, ()):
        try:
            listener(told)
        except Exception:
            log.exception("a listener to the news failed")
