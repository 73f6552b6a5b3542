"""People: who and where the example is: four places, and functions instead of people.

Nobody real is in it: its people are functions, they have no password and none administers. The lots are drawn with a
fixed seed, so that an example looks the same everywhere: in the second partnership the Latin-American side stands on
the left.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from facilitation import invitations, memberships, municipalities, partnerships, people
from facilitation.access import Role
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.memberships import Membership
from facilitation.municipalities import Facts
from facilitation.partnerships import Partnership
from facilitation.people import Person

LOT_SEEDS = {"brasschaat": 140, "nimlahakok": 12}
"""Seeds of the lots of both partnerships."""

PLACES = {
    "brasschaat": Facts("Brasschaat", "municipality", "BE", "Europe/Brussels", ("nl",), ("nl",)),
    "tarija": Facts("Tarija", "city", "BO", "America/La_Paz", ("es",), ("es",)),
    "herent": Facts("Herent", "municipality", "BE", "Europe/Brussels", ("nl",), ("nl",)),
    "nimlahakok": Facts("Nimlaha'kok", "region", "GT", "America/Guatemala", ("es",), ("es", "kek")),
}
"""The four partners; facts from the publication on the three partnerships."""


@dataclass(frozen=True)
class Function:
    """An example person: a function, never somebody's name."""

    name: str
    place: str
    role: Role
    language: str
    group: str = "brasschaat"


PEOPLE = {
    "brasschaat": Function("Coördinatie Brasschaat", "brasschaat", Role.COORDINATOR, "nl"),
    "school": Function("Onderwijsdienst Brasschaat", "brasschaat", Role.FACILITATOR, "nl"),
    "tarija": Function("Coordinación Tarija", "tarija", Role.COORDINATOR, "es"),
    "medio_ambiente": Function("Medio Ambiente Tarija", "tarija", Role.FACILITATOR, "es"),
    "herent": Function("Coördinatie Herent", "herent", Role.COORDINATOR, "nl", "nimlahakok"),
    "nimlahakok": Function("Coordinación Nimlaha'kok", "nimlahakok", Role.COORDINATOR, "es", "nimlahakok"),
    "guest": Function("VVSG", "", Role.OBSERVER, "nl"),
}
Team = dict[str, Membership]


def register(db: Session) -> dict[str, Person]:
    """Make an account for each function."""
    return {key: _person(db, key, function) for key, function in PEOPLE.items()}


def _person(db: Session, key: str, function: Function) -> Person:
    zone = PLACES[function.place].time_zone if function.place else "Europe/Brussels"
    mail = f"{key.replace('_', '.')}@demo.example"
    return people.register(
        db, name=function.name, mail=mail, password=None, language=function.language, time_zone=zone, demo=True
    )


def partnership(
    db: Session, who: dict[str, Person], places: tuple[str, ...], group: str, since: int, settings: Settings
) -> tuple[Team, Partnership]:
    """Start a partnership as its coordinators would: one starts, each coordinator invites their own people."""
    lot = random.Random(LOT_SEEDS[group])  # noqa: S311 - an example that looks the same everywhere
    rows = [municipalities.add(db, PLACES[key]) for key in places]
    starter = who[places[0]]
    made = partnerships.start(db, starter, rows, since, lot.randrange)
    made.invented = True
    sides = {key: next(side for side in made.sides if side.name == PLACES[key].name) for key in places}
    team = {places[0]: memberships.join(db, starter, made, sides[places[0]], Role.COORDINATOR, None)}
    for key, function in PEOPLE.items():
        if function.group == group and key not in team:
            side = sides.get(function.place)
            arguments = (function.role, function.name, None, function.language, None)
            inviter = team[function.place].person if function.place in team else starter
            invitation, _token = invitations.make(db, inviter, made, side, *arguments, settings)
            team[key] = invitations.accept(db, invitation, who[key])
    return team, made
