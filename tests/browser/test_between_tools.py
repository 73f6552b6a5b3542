"""Between tools: what is called otherwise in one tool is called so on the open pages of others, without a reload."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from facilitation import canvas_edits, canvases, database
from facilitation.canvas_edits import AddCard, Change, SetValue
from facilitation.memberships import Membership
from facilitation.projects import Project
from tests.browser.conftest import Sit
from tests.browser.people import LAPTOP, PHONE
from tests.live.conftest import Village

pytestmark = pytest.mark.browser
ACTOR, PHASE = "actor000001", "phase000001"
HELD: dict[str, list[Change]] = {
    "stakeholder_analysis": [AddCard("people.actors", ACTOR, {}, {"name": {"es": "grupos de mujeres"}})],
    "trajectory_designer": [
        AddCard("route.phases", PHASE, {}, {"name": {"es": "Abrir"}}),
        SetValue(f"people.matrix/{ACTOR}/{PHASE}", "coproduce"),
    ],
    "intervention_designer": [AddCard("people.invitees", "guest000001", {"actor": [ACTOR]}, {})],
}


@pytest.fixture
def process(village: Village) -> Village:
    """Put an actor on the map, in a phase of the route and on the list of guests of an encounter."""
    with database.writing(village.house.factory) as db:
        member = db.get_one(Membership, village.world.of("tarija").id)
        project = db.get_one(Project, village.world.project.id)
        for key, changes in HELD.items():
            canvas = canvases.get_or_create(db, project, key)
            canvas_edits.edit(db, canvas, member.person, member, "", changes)
    return village


def test_an_actor_who_is_called_otherwise_is_called_so_in_the_open_route_and_encounter_of_others(
    process: Village, sit: Sit
) -> None:
    at = f"projects/{process.world.project.id}"
    rosa = sit("tarija", "es", PHONE, path=f"{at}/stakeholder-analysis")
    ana = sit("brasschaat", "nl", LAPTOP, path=f"{at}/trajectory-designer")
    luis = sit("nimlahakok", "es", LAPTOP, path=f"{at}/intervention-designer/1")
    row = ana.page.locator(f"#at-people-matrix .screen [data-called$=' {ACTOR}']")
    guest = luis.page.locator("#at-people-invitees-guest000001 [data-main]")
    expect(row).to_have_text("grupos de mujeres")
    expect(guest).to_have_text("grupos de mujeres")
    rosa.text(f"people.actors/{ACTOR}/name@es").fill("mujeres de la comunidad")
    expect(row).to_have_text("mujeres de la comunidad")
    expect(guest).to_have_text("mujeres de la comunidad")

    rosa.page.locator("[data-new='people.actors'] > summary").tap()
    rosa.text("people.actors/new/name@es").fill("juventud")
    rosa.page.locator("[data-new='people.actors'] button[value^='add:']").tap()
    expect(ana.page.locator("#at-people-matrix .screen tbody tr")).to_have_count(2)
    cell = ana.page.locator(f"[name='people.matrix/{ACTOR}/{PHASE}']")
    expect(cell).to_have_value("coproduce")
    cell.select_option("consult")
    other = sit("tarija", "es", LAPTOP, path=f"{at}/trajectory-designer")
    expect(other.page.locator(f"[name='people.matrix/{ACTOR}/{PHASE}']")).to_have_value("consult")
