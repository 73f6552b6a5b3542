"""How far each tool of a project is, in words and marks of three sides, and where its encounters are."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from facilitation.access import Role
from facilitation.canvas_edits import SetText
from facilitation.database import Session
from facilitation.replies import RECOGNISE
from tests import filled, makers
from tests.agreeing import Agreeing
from tests.makers import World
from tests.starting import SIDES
from tools import TOOLS, get
from tools.content import complete

ENCOUNTERS = get("intervention_designer")


@pytest.fixture
def agreeing(lite_db: Session) -> Agreeing:
    """Three sides that share a project, and its Focus sharpener."""
    return Agreeing(lite_db)


def client_of(browser: Callable[..., FlaskClient], world: World, language: str = "nl") -> FlaskClient:
    """Return the browser of somebody who reads the project."""
    return browser(world.of("nimlahakok", Role.MEMBER), language)


def steps(client: FlaskClient, project_id: int) -> list[str]:
    """Return the steps of the path as they stand on the page."""
    path = client.get(f"/projects/{project_id}").text.partition('<ol class="path">')[2].partition("</ol>")[0]
    return path.split("</li>")[:-1]


def note(step: str) -> str:
    """Return what a step says of how far it is."""
    return re.findall(r'<span class="small">([^<]*)</span>', step)[-1]


def marks(step: str) -> list[str]:
    """Return how the mark of each side is drawn, in order."""
    drawn = re.findall(r'<g class="s\d".*?</g>', step)
    return ["full" if 'class="full"' in each else "half" if 'class="half"' in each else "" for each in drawn]


def test_each_state_of_an_agreement_is_said_in_words_and_in_the_marks_of_every_side(
    browser: Callable[..., FlaskClient], agreeing: Agreeing, frozen: Callable[..., object]
) -> None:
    project_id = agreeing.world.project.id
    told = []

    def look() -> None:
        agreeing.db.rollback()
        step = steps(client_of(browser, agreeing.world), project_id)[1]
        told.append((note(step), marks(step)))

    look()
    agreeing.write("tarija", SetText("topic.theme", "es", "Agua"))
    look()
    agreeing.fill()
    look()
    agreeing.check()
    agreeing.present("tarija")
    look()
    agreeing.approve("tarija")
    look()
    agreeing.write("tarija", SetText("topic.theme", "es", "El agua"))  # no decision: the agreement stands
    agreeing.approve("brasschaat")
    agreeing.approve("nimlahakok")
    look()
    agreeing.write("brasschaat", SetText("question.question", "nl", "Wat nu?"))
    look()
    assert told == [
        ("Nog niet begonnen", ["", "", ""]),
        ("1 van 11 ingevuld", ["", "", ""]),
        ("Alle korte vragen zijn beantwoord", ["", "", ""]),
        ("Voorgelegd. Nog niet akkoord: Brasschaat, Tarija en Nimlaha&#39;kok", ["", "half", ""]),
        ("Tarija: akkoord. Nog niet: Brasschaat en Nimlaha&#39;kok", ["", "full", ""]),
        ("Akkoord sinds 20 november 2026", ["full", "full", "full"]),
        ("Aangepast sinds het voorgelegd werd", ["half", "half", "half"]),
    ]


def test_on_a_project_of_one_side_that_side_agrees_and_who_answered_is_half(
    browser: Callable[..., FlaskClient], lite_db: Session, frozen: Callable[..., object]
) -> None:
    agreeing = Agreeing(lite_db, owner="tarija")
    agreeing.agree()
    agreeing.reply("brasschaat", RECOGNISE)
    step = steps(client_of(browser, agreeing.world, "es"), agreeing.world.project.id)[1]
    assert (note(step), marks(step)) == ("Acordado el 20 de noviembre de 2026", ["half", "full", ""])


def test_the_six_tools_are_numbered_and_only_the_one_to_go_on_with_is_marked(
    browser: Callable[..., FlaskClient], agreeing: Agreeing
) -> None:
    agreeing.agree()
    path = steps(client_of(browser, agreeing.world), agreeing.world.project.id)
    assert len(path) == 1 + len(TOOLS)
    assert [re.findall(r'muted">(\d van 6)<', step) for step in path[1:]] == [[f"{n} van 6"] for n in range(1, 7)]
    assert [number for number, step in enumerate(path) if 'aria-current="step"' in step] == [2]


def test_a_project_on_which_nobody_wrote_yet_begins_with_a_warm_first_step(
    browser: Callable[..., FlaskClient], agreeing: Agreeing
) -> None:
    client, here = client_of(browser, agreeing.world), f"/projects/{agreeing.world.project.id}"
    warm = "Hier staat nog niets. Ga samen zitten, elk in je eigen taal, en begin met wat er speelt."
    page = client.get(here).text
    assert warm in page
    assert re.findall(r'<a class="btn" href="([^"]+)">([^<]+)<', page) == [
        (f"{here}/focus-sharpener", "Start met: Focusscherper")
    ]
    assert '<p class="small">Nog niet begonnen</p>' in client.get(f"/partnerships/{agreeing.world.partnership.id}").text
    agreeing.write("tarija", SetText("topic.theme", "es", "Agua"))
    assert warm not in client.get(here).text


def encounter(db: Session, world: World, number: int, name: str, *days: str) -> None:
    """Lay one more encounter on the table, with a name and the days on which it is held."""
    parts = [{"id": f"part{number:04}{at:04}", "name": {}, "on": day} for at, day in enumerate(days)]
    content = complete(ENCOUNTERS, ("nl", "es"), SIDES, {"meeting": {"name": {"es": name}, "parts": parts}})
    db.begin_writing()
    canvas = makers.canvas(db, world.project, ENCOUNTERS.key, number=number)
    filled.write(db, canvas, world.of("tarija"), content, SIDES)
    db.commit()


def test_encounters_stand_by_name_with_their_days_the_first_day_first(
    browser: Callable[..., FlaskClient], agreeing: Agreeing, lite_db: Session
) -> None:
    world = agreeing.world
    encounter(lite_db, world, 1, "Sin fecha")
    encounter(lite_db, world, 2, "Caminata", "2026-06-16", "2026-06-09", "2026-06-09")
    encounter(lite_db, world, 3, "Conversación 1", "2026-05-05")
    page = client_of(browser, world, "es").get(f"/projects/{world.project.id}").text
    listed = page.partition('aria-labelledby="encounters"')[2].partition("</section>")[0]
    assert re.findall(r'<span class="say">([^<]*)</span>', listed) == ["Conversación 1", "Caminata", "Sin fecha"]
    assert [each.strip().split(" · ")[0] for each in re.findall(r'small muted">(.*?)</p>', listed)] == [
        "martes, 5 de mayo de 2026",
        "martes, 9 de junio de 2026 – martes, 16 de junio de 2026",
        "Todavía sin fecha",
    ]
    assert note(steps(client_of(browser, world, "es"), world.project.id)[6]) == "3 encuentros"


def test_what_needs_attention_comes_from_all_tools_three_at_most_and_what_is_to_solve_first(
    browser: Callable[..., FlaskClient], agreeing: Agreeing, lite_db: Session
) -> None:
    world = agreeing.world
    for tool in TOOLS:
        lite_db.begin_writing()
        known = tool.key == world.canvas.tool
        canvas = world.canvas if known else makers.canvas(lite_db, world.project, tool.key)
        content = filled.content_of(tool, 30)
        for actor in content["people"].get("actors", []) if tool.key == "stakeholder_analysis" else ():
            actor["side"], actor["role"] = "tarija", "is_heard"  # so nobody there decides
        filled.write(lite_db, canvas, world.of("tarija"), content, SIDES)
        lite_db.commit()
    page = client_of(browser, world).get(f"/projects/{world.project.id}").text
    found = re.findall(r'<b class="level"><span>([^<]*)</span> · ([^<]*)</b>', page)
    assert len(found) == 3
    assert [level for level, _ in found] == sorted(
        (level for level, _ in found), key=["Op te lossen", "Aandachtspunt", "Tip"].index
    )
    assert found[0] == ("Op te lossen", "Stakeholderanalyse")
