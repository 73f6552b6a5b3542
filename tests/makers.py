"""Makers: people, places, partnerships and canvases for tests, straight into the rows, with everything filled in.

Each opens the write gate of the session it is given and leaves the commit to the test; `world` commits.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitation import clock
from facilitation.access import Role
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.languages import words
from facilitation.memberships import Membership
from facilitation.municipalities import Municipality
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from facilitation.projects import Project

PLACES = (
    ("Brasschaat", "BE", "Europe/Brussels", ["nl"]),
    ("Tarija", "BO", "America/La_Paz", ["es"]),
    ("Nimlaha'kok", "GT", "America/Guatemala", ["es"]),
    ("Dogbo", "BJ", "Africa/Porto-Novo", ["fr"]),
)
"""Name, country, time zone and written languages, in the order in which `partnership` takes them."""

_number = itertools.count(1)


def person(db: Session, name: str = "", **given: Any) -> Person:
    """Make an account holder; every one has a mail address of their own."""
    return _added(db, _person(name, **given))


def _person(name: str = "", **given: Any) -> Person:
    number = next(_number)
    values = {
        "name": name or f"Persoon {number}",
        "mail": f"persoon{number}@example.org",
        "password": None,
        "language": "nl",
        "time_zone": "Europe/Brussels",
        "created_at": clock.now(),
    }
    return Person(**{**values, **given})


def municipality(db: Session, name: str = "Brasschaat", **given: Any) -> Municipality:
    """Make a place; the facts of `PLACES` where the name is one of those."""
    country, zone, written = next((rest for each, *rest in PLACES if each == name), ("BE", "Europe/Brussels", ["nl"]))
    values = {"name": name, "kind": "municipality", "country": country, "time_zone": zone, "written": written}
    return _added(db, Municipality(**{**values, "spoken": [], **given}))


def partnership(db: Session, places: Sequence[str] = ("Brasschaat", "Tarija"), **given: Any) -> Partnership:
    """Make a partnership with a side for each place; a side's key is the place's name in small letters."""
    made = _added(db, Partnership(**{"since": 2019, "created_at": clock.now(), **given}))
    for position, name in enumerate(places):
        place = municipality(db, name)
        key = "".join(sign for sign in name.lower() if sign.isalnum())
        made.sides.append(Side(municipality=place, key=key, position=position, look=position % 6 + 1))
    db.flush()
    return made


def membership(
    db: Session, of: Person, among: Partnership, side: str = "", role: str = Role.MEMBER, **given: Any
) -> Membership:
    """Let a person take part in a partnership, on the side with this key or on none."""
    return _added(db, _membership(of, among, side, role, **given))


def _membership(of: Person, among: Partnership, side: str, role: str, **given: Any) -> Membership:
    on = next((each for each in among.sides if each.key == side), None)
    values = {"confirmed_at": clock.now(), "created_at": clock.now()}
    return Membership(person=of, partnership=among, side=on, role=role, **{**values, **given})


def project(db: Session, among: Partnership, side: str = "", started_by: Person | None = None, **given: Any) -> Project:
    """Start a project, shared or of the side with this key."""
    values = {
        "title": words("nl", nl="Speelplaatsen", es="Patios escolares"),
        "summary": words("nl"),
        "started_by": started_by or person(db),
        "created_at": clock.now(),
    }
    on = next((each for each in among.sides if each.key == side), None)
    return _added(db, Project(partnership=among, side=on, **{**values, **given}))


def canvas(db: Session, of: Project, tool: str = "focus_sharpener", **given: Any) -> Canvas:
    """Lay a tool on the table of a project."""
    return _added(db, Canvas(project=of, tool=tool, **{"epoch": 1, "created_at": clock.now(), **given}))


@dataclass
class World:
    """A partnership with somebody in every role: `members` by (side key, role), side "" for people without a side."""

    partnership: Partnership
    project: Project
    canvas: Canvas
    members: dict[tuple[str, str], Membership] = field(default_factory=dict)

    def of(self, side: str = "", role: str = Role.MEMBER) -> Membership:
        """Return the membership of the one who has this role on this side."""
        return self.members[side, role]


def world(
    db: Session,
    places: Sequence[str] = ("Brasschaat", "Tarija", "Nimlaha'kok"),
    owner: str = "",
    tool: str = "focus_sharpener",
) -> World:
    """Make a partnership with a person in every role on every side and on none, a project and its canvas; commit."""
    among = partnership(db, places)
    members = {
        (side, str(role)): _membership(_person(f"{role} {side}".strip()), among, side, role)
        for side in ("", *(each.key for each in among.sides))
        for role in Role
    }
    db.add_all(members.values())  # all of them at once: a world is made for hundreds of tests
    of = project(db, among, owner)
    made = World(among, of, canvas(db, of, tool), members)
    db.commit()
    return made


def _added(db: Session, row: Any) -> Any:
    db.begin_writing()
    db.add(row)
    db.flush()
    return row
