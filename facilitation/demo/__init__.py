"""Demo: two example partnerships, filled by the same verbs that people use.

Facts are facts (who the partners are, since when, what their projects are about, who proposed what); what people wrote
is invented and says so on every page.
"""

from __future__ import annotations

from sqlalchemy import orm

from facilitation import database, projects
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.demo import forest, gardens, goals, people, playgrounds, radar, springs, tagging
from facilitation.demo.filling import Desk
from facilitation.demo.people import Team
from facilitation.languages import Words, words
from facilitation.partnerships import Partnership

PEOPLE, PLACES = people.PEOPLE, people.PLACES


def load(factory: orm.sessionmaker[Session], settings: Settings) -> None:
    """Fill an empty, migrated database with the example, in one transaction."""
    with database.writing(factory) as db:
        who = people.register(db)
        team, first = people.partnership(db, who, ("brasschaat", "tarija"), "brasschaat", 2004, settings)
        _brasschaat_tarija(db, team, first)
        team, second = people.partnership(db, who, ("herent", "nimlahakok"), "nimlahakok", 2001, settings)
        _herent_nimlahakok(db, team, second)


def _brasschaat_tarija(db: Session, team: Team, partnership: Partnership) -> None:
    title = words(
        "nl",
        nl="Ontharding en vergroening van speelplaatsen",
        es="Despavimentar y reverdecer los patios escolares",
    )
    at_school = _project(db, team, partnership, title, "brasschaat", "brasschaat", "brasschaat")
    title = words("es", es="Protección de las fuentes de agua locales", nl="Bescherming van de lokale waterbronnen")
    at_springs = _project(db, team, partnership, title, "tarija", "tarija", "tarija")
    radar.fill(at_school)
    goals.brasschaat_tarija(at_school)
    playgrounds.fill(at_school)
    springs.fill(at_springs)
    tagging.playgrounds(at_school)
    tagging.springs(at_springs)


def _herent_nimlahakok(db: Session, team: Team, partnership: Partnership) -> None:
    title = words(
        "nl",
        nl="Microkredieten voor duurzame lokale ondernemingen",
        es="Microcréditos para emprendimientos locales sostenibles",
    )
    microcredit = _project(db, team, partnership, title, "nimlahakok", "herent", "")
    projects.set_state(db, team["nimlahakok"], microcredit.project, "not_chosen")
    title = words("es", es="Reforestación, comunidad por comunidad", nl="Herbebossing, gemeenschap per gemeenschap")
    trees = _project(db, team, partnership, title, "nimlahakok", "nimlahakok", "nimlahakok")
    title = words("nl", nl="Meer leven in bosjes en tuinen", es="Más vida en arboledas y jardines")
    groves = _project(db, team, partnership, title, "herent", "herent", "herent")
    goals.herent_nimlahakok(trees)
    forest.fill(trees)
    tagging.forest(trees)
    gardens.fill(groves)


def _project(
    db: Session, team: Team, partnership: Partnership, title: Words, owner: str, proposed: str, chosen: str
) -> Desk:
    """Start a project of a side, by that side's coordinator; `proposed`, `chosen`: places."""
    held = team[owner]
    keys = {place: team[place].side.key for place in (proposed, chosen) if place and team[place].side}  # type: ignore[union-attr]
    made = projects.start(
        db, held.person, held, partnership, title, held.side, keys.get(proposed, ""), keys.get(chosen, "")
    )
    return Desk(db, team, made)
