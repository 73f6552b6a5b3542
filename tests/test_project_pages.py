"""Pages of projects: what they show to whom, and the forms by which a project is started, edited and archived."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from facilitation import projects
from facilitation.access import Role
from facilitation.database import Session
from facilitation.languages import words
from facilitation.projects import Project
from facilitation.proposals import Proposal
from tests import makers
from tests.makers import World
from tests.starting import LEADS, SIDES, STARTERS, TITLE, started


@pytest.fixture
def world(lite_db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none."""
    return makers.world(lite_db)


def heading(answer: TestResponse) -> str:
    """Return the title on the page, with its language."""
    found = re.search(r"<h1.*?</h1>", answer.text, re.DOTALL)
    return found.group() if found else ""


def form(**changed: str) -> dict[str, str]:
    """Return a filled form for a new project."""
    filled = {"title.es": "Agua", "title.nl": "", "summary.es": "Dos frases.", "summary.nl": ""}
    return {**filled, "scope": "tarija", "proposed": "tarija", "chosen": "", **changed}


def test_a_project_is_started_on_the_page_and_shows_what_was_told(
    browser: Callable[..., FlaskClient], world: World
) -> None:
    client = browser(world.of("tarija", Role.FACILITATOR), "es")
    address = f"/partnerships/{world.partnership.id}/projects/new"
    page = client.get(address)
    assert re.findall(r'name="scope" value="(\w+)"', page.text) == ["tarija", "shared"]
    answer = client.post(address, data=form(), follow_redirects=True)
    assert answer.request.path == f"/projects/{world.project.id + 1}"
    assert heading(answer) == "<h1>Agua</h1>"
    assert '<span class="who s2">Tarija</span>' in answer.text
    assert "Dos frases." in answer.text


def test_a_project_that_cannot_be_started_so_says_everything_at_once_and_keeps_what_was_typed(
    browser: Callable[..., FlaskClient], world: World
) -> None:
    client = browser(world.of("tarija", Role.FACILITATOR), "es")
    address = f"/partnerships/{world.partnership.id}/projects/new"
    typed = form(**{"title.es": " ", "summary.es": "<b>ñandú</b>", "proposed": "mars", "scope": ""})
    answer = client.post(address, data=typed)
    assert answer.status_code == 400
    assert set(re.findall(r'id="f-([\w-]+)-err"', answer.text)) == {"title-es", "scope", "proposed"}
    assert "&lt;b&gt;ñandú&lt;/b&gt;</textarea>" in answer.text


@pytest.mark.parametrize("scope", ["brasschaat", "nimlahakok"])
def test_nobody_starts_a_project_for_another_side(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session, scope: str
) -> None:
    client = browser(world.of("tarija", Role.COORDINATOR))
    answer = client.post(f"/partnerships/{world.partnership.id}/projects/new", data=form(scope=scope))
    assert answer.status_code == 403
    assert projects.of_partnership(lite_db, world.partnership) == [world.project]


def posts(project: Project) -> list[tuple[str, dict[str, str]]]:
    """Return everything that can be posted about a project."""
    here = f"/projects/{project.id}"
    told = {**form(), "state": "idea", "base": project.version}
    return [(f"{here}/edit", told), (f"{here}/archive", {}), (f"{here}/restore", {})]


def test_another_side_reads_a_project_and_changes_nothing(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    project = started(lite_db, world.of("tarija", Role.COORDINATOR))
    for (side, _role), held in world.members.items():
        if side == "tarija":
            continue
        client = browser(held)
        assert client.get(f"/projects/{project.id}").status_code == 200
        assert client.get(f"/projects/{project.id}/edit").status_code == 403
        for address, told in posts(project):
            assert client.post(address, data=told).status_code == 403
    lite_db.refresh(project)
    assert (project.title, project.state, project.archived_at) == (TITLE, "running", None)


def test_a_stranger_finds_nothing(browser: Callable[..., FlaskClient], world: World) -> None:
    client = browser(None)
    for address in (
        f"/projects/{world.project.id}",
        f"/projects/{world.project.id}/edit",
        f"/partnerships/{world.partnership.id}/projects/new",
        f"/partnerships/{world.partnership.id}/projects/archived",
        "/projects/999999",
    ):
        assert client.get(address).status_code == 404
    for address, told in [
        *posts(world.project),
        (f"/partnerships/{world.partnership.id}/projects/new", form()),
    ]:
        assert client.post(address, data=told).status_code == 404


def test_the_other_language_stands_beside_the_title(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    project = started(lite_db, world.of("tarija", Role.COORDINATOR), proposed="third", chosen="brasschaat")
    page = browser(world.of("brasschaat"), "nl").get(f"/projects/{project.id}")
    assert heading(page) == "<h1>Waterbronnen beschermen</h1>"
    assert '<p class="other" lang="es">Proteger las fuentes de agua</p>' in page.text
    assert '<span class="who s1">Brasschaat</span>' in page.text
    lite_db.begin_writing()
    project.title = words("es", es="Solo en español")
    lite_db.commit()
    assert heading(browser(world.of("brasschaat"), "nl").get(f"/projects/{project.id}")) == (
        '<h1 lang="es">Solo en español</h1>'
    )


def test_a_project_is_changed_on_its_page(browser: Callable[..., FlaskClient], world: World, lite_db: Session) -> None:
    project = started(lite_db, world.of("tarija", Role.COORDINATOR))
    client = browser(world.of("tarija", Role.FACILITATOR), "es")
    typed = form(**{"title.es": "Agua limpia", "state": "finished", "chosen": "together", "base": project.version})
    assert client.post(f"/projects/{project.id}/edit", data=typed).status_code == 303
    lite_db.refresh(project)
    assert project.title == words("es", es="Agua limpia")
    assert (project.state, project.proposed, project.chosen, project.side.key) == (
        "finished",
        "tarija",
        "together",
        "tarija",
    )
    late = client.post(f"/projects/{project.id}/edit", data=typed)
    assert late.status_code == 409
    assert "Dos frases." in late.text


def test_one_press_archives_and_restores_ones_own_project(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    project = started(lite_db, world.of("tarija", Role.COORDINATOR))
    client, archive = browser(world.of("tarija", Role.COORDINATOR), "es"), f"/projects/{project.id}/archive"
    assert f'action="{archive}"' in client.get(f"/projects/{project.id}").text
    assert client.post(archive).status_code == 303
    listed = client.get(f"/partnerships/{world.partnership.id}/projects/archived").text
    assert f'action="/projects/{project.id}/restore"' in listed
    assert client.get(f"/projects/{project.id}/edit").status_code == 409
    assert client.post(f"/projects/{project.id}/restore").status_code == 303
    lite_db.refresh(project)
    assert project.archived_at is None


def test_archiving_a_shared_project_only_asks_every_side(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    client, here = browser(world.of("tarija", Role.COORDINATOR), "es"), f"/projects/{world.project.id}"
    assert client.post(f"{here}/archive").status_code == 303
    lite_db.refresh(world.project)
    assert world.project.archived_at is None
    made = [(each.kind, each.subject_id) for each in lite_db.query(Proposal)]
    assert made == [("archive", world.project.id)]
    page = browser(world.of("brasschaat", Role.COORDINATOR)).get(here).text
    assert f'action="{here}/archive"' not in page
    assert browser(world.of("", Role.COORDINATOR)).post(f"{here}/archive").status_code == 403


def test_the_forms_for_looking_after_a_project_are_only_there_for_who_may(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    project = started(lite_db, world.of("tarija", Role.COORDINATOR))
    for side in ("", *SIDES):
        for role in Role:
            page = browser(world.of(side, role)).get(f"/projects/{project.id}").text
            own = side == "tarija"
            assert (f"/projects/{project.id}/edit" in page) == (own and role in STARTERS)
            assert (f"/projects/{project.id}/archive" in page) == (own and role in LEADS)


def test_the_partnership_shows_its_projects(browser: Callable[..., FlaskClient], world: World) -> None:
    page = browser(world.of("tarija"), "es").get(f"/partnerships/{world.partnership.id}")
    assert page.status_code == 200
    assert f'<h3><a href="/projects/{world.project.id}">Patios escolares</a></h3>' in page.text
