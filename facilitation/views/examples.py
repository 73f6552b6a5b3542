"""Examples: the invented people as whom anybody may look round, on their own machine only.

Open are the buttons, and the sign-in behind them, when all of this holds: the request comes from this machine, and its
Host is this machine itself; nothing shows that it came through a proxy, and none is expected; the database holds people
of the example and nobody else, not even somebody who left; and that person of the example is no administrator.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

import sqlalchemy as sa
from flask import g, request
from flask_babel import gettext

from facilitation import people as accounts
from facilitation.access import ROLE_NAMES
from facilitation.memberships import Membership
from facilitation.people import Person
from facilitation.views.gate import settings

_HERE = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
_BY_PROXY = ("forwarded", "via", "x-real-ip")


@dataclass(frozen=True)
class Example:
    """A person as the front page names them: what they do and for which place, in the reader's language."""

    id: int
    name: str
    role: str


def shown() -> list[Example]:
    """Return the people of the example for the buttons of the front page."""
    return [Example(person.id, person.name, _role(person)) for person in people()]


def _role(person: Person) -> str:
    held = sa.select(Membership).where(Membership.person_id == person.id, Membership.ended_at.is_(None))
    return "; ".join(_duty(each) for each in g.db.scalars(held.order_by(Membership.id)))


def _duty(membership: Membership) -> str:
    role = gettext(ROLE_NAMES[membership.role])
    return f"{role}, {membership.side.name}" if membership.side else str(role)


def people() -> list[Person]:
    """Return the people of the example whom this request may look round as; none for anybody from elsewhere."""
    if not from_here() or not accounts.only_demo(g.db):
        return []
    chosen = sa.select(Person).where(Person.demo, ~Person.administrator, Person.left_at.is_(None))
    return list(g.db.scalars(chosen.order_by(Person.id)))


def from_here() -> bool:
    """Return whether the request comes from this machine itself, and not through a proxy."""
    names = [name.lower() for name, _value in request.headers]
    through = any(name in _BY_PROXY or name.startswith("x-forwarded-") for name in names)
    if through or settings().trusted_proxies or not _is_this_machine(request.remote_addr):
        return False
    # what the client wrote itself, not what a middleware made of it
    return _HERE.fullmatch(request.environ.get("HTTP_HOST", "")) is not None


def _is_this_machine(address: str | None) -> bool:
    """Return whether an address is of this machine: a Host is easily claimed by a stranger in the network."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    inside = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (inside or found).is_loopback
