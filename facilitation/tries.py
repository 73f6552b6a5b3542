"""Tries: wrong passwords and wrong links, counted so that guessing gets slow and a village hall is not locked out.

A try is counted before it is made (so that a hundred at the same moment are a hundred, not one) and taken back
when it was right. Two counts:

- strict: failures of one network about one thing (a keyed hash of the mail address) within a day. After
  `settings.tries` of them each next one waits, 5 seconds and then twice as long every time, up to 5 minutes.
- generous: failures of one network within a quarter of an hour; after `settings.tries_network` it waits
  until the oldest is a quarter of an hour old. Passwords and links are counted apart.

A network is an IPv4 address or an IPv6 /64. Nobody is locked out by a stranger on another network.
Raises `TooFast` with `wait_seconds`.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import ipaddress
import math

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from facilitation import clock
from facilitation.config import Settings
from facilitation.database import Base, Session
from facilitation.errors import TooFast
from facilitation.people import key_of

DAY = datetime.timedelta(days=1)
"""How long a failure counts strictly."""
QUARTER = datetime.timedelta(minutes=15)
"""How long a failure counts for its network."""
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 300
LINK = "link"
"""What a wrong link is about: nothing that could be guessed at, so only the network counts."""


class Try(Base):
    """One try that failed or is being made; `about` is a keyed hash of what was tried, never the address itself."""

    __tablename__ = "tries"

    id: Mapped[int] = mapped_column(primary_key=True)
    network: Mapped[str] = mapped_column(index=True)
    about: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime.datetime] = mapped_column(index=True)


def network_of(address: str | None) -> str:
    """Return the network of an address: itself for IPv4, its /64 for IPv6; a port behind it is left out."""
    host = address or ""
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        found = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return "?"
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped
        return str(inside or ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def about(settings: Settings, kind: str, what: str) -> str:
    """Return the keyed hash under which tries about something (a mail address, an invitation) are counted."""
    words = f"{kind} {key_of(what)}".encode("utf-8", "surrogatepass")
    return hmac.new(settings.secret().encode(), words, hashlib.sha256).hexdigest()


def take(db: Session, network: str, about: str, settings: Settings) -> None:
    """Count a try that is about to be made, or raise TooFast; the caller commits before the slow part begins."""
    if db.get_bind().dialect.name == "postgresql":  # SQLite has the write gate: one at a time
        db.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(network))))
    check(db, network, about, settings)
    db.add(Try(network=network, about=about, at=clock.now()))
    db.flush()


def check(db: Session, network: str, about: str, settings: Settings) -> None:
    """Raise TooFast when this network has to wait before it tries this again."""
    now = clock.now()
    wait = max(_strict(db, network, about, settings, now), _generous(db, network, about, settings, now))
    if wait > 0:
        raise TooFast(wait_seconds=math.ceil(wait))


def clear(db: Session, network: str, about: str) -> None:
    """Forget what this network got wrong about this: it was right now."""
    db.execute(sa.delete(Try).where(Try.network == network, Try.about == about))


def _strict(db: Session, network: str, about: str, settings: Settings, now: datetime.datetime) -> float:
    if about == LINK:
        return 0
    mine = (Try.network == network, Try.about == about, Try.at > now - DAY)
    count, last = db.execute(sa.select(sa.func.count(Try.id), sa.func.max(Try.at)).where(*mine)).one()
    over = count - settings.tries
    if over < 0 or last is None:
        return 0
    pause = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(over, 10))
    return float(pause - (now - last).total_seconds())


def _generous(db: Session, network: str, about: str, settings: Settings, now: datetime.datetime) -> float:
    same_kind = Try.about == LINK if about == LINK else Try.about != LINK
    theirs = sa.select(Try.at).where(Try.network == network, same_kind, Try.at > now - QUARTER)
    oldest = db.scalars(theirs.order_by(Try.at.desc()).offset(settings.tries_network - 1).limit(1)).first()
    return (oldest + QUARTER - now).total_seconds() if oldest else 0
