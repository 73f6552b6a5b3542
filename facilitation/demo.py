"""Demo: two example partnerships, filled by the same verbs that people use.

Facts are facts (who the partners are, since when, what their projects are about, who proposed what); what
people wrote is invented and says so on every page. Nobody real is in it: its people are functions, they have
no password and none administers. The lots are drawn with a fixed seed, so that an example looks the same
everywhere: in the second partnership the Latin-American side stands on the left.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from sqlalchemy import orm

from facilitation import (
    canvas_edits,
    canvases,
    database,
    demo_words,
    invitations,
    memberships,
    municipalities,
    partnerships,
    people,
    projects,
)
from facilitation.access import Role
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.languages import words
from facilitation.memberships import Membership
from facilitation.municipalities import Facts
from facilitation.partnerships import Partnership
from facilitation.people import Person
from facilitation.projects import Project
from tools import focus_sharpener

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


def load(factory: orm.sessionmaker[Session], settings: Settings) -> None:
    """Fill an empty, migrated database with the example, in one transaction."""
    with database.writing(factory) as db:
        who = {key: _person(db, key, function) for key, function in PEOPLE.items()}
        team, first = _partnership(db, who, ("brasschaat", "tarija"), "brasschaat", 2004, settings)
        _brasschaat_tarija(db, team, first)
        team, second = _partnership(db, who, ("herent", "nimlahakok"), "nimlahakok", 2001, settings)
        _herent_nimlahakok(db, team, second)


def _person(db: Session, key: str, function: Function) -> Person:
    zone = PLACES[function.place].time_zone if function.place else "Europe/Brussels"
    mail = f"{key.replace('_', '.')}@demo.example"
    return people.register(
        db, name=function.name, mail=mail, password=None, language=function.language, time_zone=zone, demo=True
    )


def _partnership(
    db: Session, who: dict[str, Person], places: tuple[str, ...], group: str, since: int, settings: Settings
) -> tuple[Team, Partnership]:
    """Start a partnership as its coordinators would: one starts, each coordinator invites their own people."""
    lot = random.Random(LOT_SEEDS[group])  # noqa: S311 - an example that looks the same everywhere
    rows = [municipalities.add(db, PLACES[key]) for key in places]
    starter = who[places[0]]
    partnership = partnerships.start(db, starter, rows, since, lot.randrange)
    partnership.invented = True
    sides = {key: next(side for side in partnership.sides if side.name == PLACES[key].name) for key in places}
    team = {places[0]: memberships.join(db, starter, partnership, sides[places[0]], Role.COORDINATOR, None)}
    for key, function in PEOPLE.items():
        if function.group == group and key not in team:
            side = sides.get(function.place)
            arguments = (function.role, function.name, None, function.language, None)
            inviter = team[function.place].person if function.place in team else starter
            invitation, _token = invitations.make(db, inviter, partnership, side, *arguments, settings)
            team[key] = invitations.accept(db, invitation, who[key])
    return team, partnership


def _brasschaat_tarija(db: Session, team: Team, partnership: Partnership) -> None:
    title = words(
        "nl",
        nl="Ontharding en vergroening van speelplaatsen",
        es="Despavimentar y reverdecer los patios escolares",
    )
    playgrounds = _project(db, team, partnership, title, "brasschaat", "brasschaat", "brasschaat")
    title = words(
        "es", es="Protección de las fuentes de agua locales", nl="Bescherming van de lokale waterbronnen"
    )
    springs = _project(db, team, partnership, title, "tarija", "tarija", "tarija")
    earlier = {
        "question.question": (
            "Hoe kunnen we speelplaatsen beter maken, zodat kinderen minder last hebben van de hitte?",
            "¿Cómo podemos mejorar los patios, de modo que el calor no moleste tanto a los niños?",
        )
    }
    _fill(db, team, playgrounds, "school", earlier)
    _fill(db, team, playgrounds, "brasschaat", demo_words.PLAYGROUNDS, deep=True)
    _fill(db, team, springs, "medio_ambiente", demo_words.SPRINGS)


def _herent_nimlahakok(db: Session, team: Team, partnership: Partnership) -> None:
    title = words(
        "nl",
        nl="Microkredieten voor duurzame lokale ondernemingen",
        es="Microcréditos para emprendimientos locales sostenibles",
    )
    microcredit = _project(db, team, partnership, title, "nimlahakok", "herent", "")
    projects.set_state(db, team["nimlahakok"], microcredit, "not_chosen")
    title = words("es", es="Reforestación, comunidad por comunidad", nl="Herbebossing, gemeenschap per gemeenschap")
    forest = _project(db, team, partnership, title, "nimlahakok", "nimlahakok", "nimlahakok")
    title = words("nl", nl="Meer leven in bosjes en tuinen", es="Más vida en arboledas y jardines")
    gardens = _project(db, team, partnership, title, "herent", "herent", "herent")
    _fill(db, team, forest, "nimlahakok", demo_words.FOREST)
    _fill(db, team, gardens, "herent", demo_words.GARDENS)


def _project(
    db: Session, team: Team, partnership: Partnership, title: dict[str, str], owner: str, proposed: str, chosen: str
) -> Project:
    """Start a project of a side, by that side's coordinator; `proposed`, `chosen`: places."""
    held = team[owner]
    keys = {place: team[place].side.key for place in (proposed, chosen) if place and team[place].side}  # type: ignore[union-attr]
    return projects.start(
        db, held.person, held, partnership, title, held.side, keys.get(proposed, ""), keys.get(chosen, "")
    )


def _fill(
    db: Session, team: Team, project: Project, writer: str, content: dict[str, Any], deep: bool = False
) -> None:
    """Write on a project's Focus sharpener, everybody what is theirs."""
    canvas = canvases.get_or_create(db, project, focus_sharpener.TOOL.key)
    if deep:
        canvases.open_deep(db, canvas, team[writer])
    for address, value in content.items():
        if isinstance(value, list):
            for who, parts in value:
                _save(db, team[who], canvas, [_card(address, parts)])
        elif isinstance(value, tuple) and isinstance(value[1], tuple):
            held = team[value[0]]
            key = held.side.key if held.side else ""
            _save(db, held, canvas, _texts(f"{address}.{key}", value[1]))
        elif isinstance(value, tuple):
            _save(db, team[writer], canvas, _texts(address, value))
        else:
            _save(db, team[writer], canvas, [canvas_edits.SetValue(address, value)])


def _texts(address: str, pair: tuple[str, str]) -> list[canvas_edits.Change]:
    return [canvas_edits.SetText(address, code, text) for code, text in zip(("nl", "es"), pair, strict=True)]


def _card(address: str, parts: dict[str, Any]) -> canvas_edits.Change:
    texts = {part: {"nl": value[0], "es": value[1]} for part, value in parts.items() if isinstance(value, tuple)}
    values = {part: value for part, value in parts.items() if not isinstance(value, tuple)}
    return canvas_edits.AddCard(address, canvas_edits.new_id(), values, texts)


def _save(db: Session, held: Membership, canvas: canvases.Canvas, changes: list[canvas_edits.Change]) -> None:
    base = canvases.view(db, canvas, held).base
    outcome = canvas_edits.edit(db, canvas, held.person, held, base, changes)
    if outcome.rivals or outcome.removed:
        raise RuntimeError("the example contradicts itself")
