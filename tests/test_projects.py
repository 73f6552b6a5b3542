"""Projects: who may start, edit and archive them, and what their pages show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from facilitation import canvas_edits, canvases, create_app, projects, proposals, sign_ins
from facilitation.access import Role
from facilitation.canvas_edits import AddCard, Change, SetText, SetValue
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.errors import Conflict, Forbidden, Invalid
from facilitation.languages import words
from facilitation.live.log import Room, Update
from facilitation.memberships import Membership
from facilitation.projects import Project
from facilitation.proposals import Proposal
from facilitation.views.gate import COOKIE
from tests import makers
from tests.makers import World

TITLE = words("es", es="Proteger las fuentes de agua", nl="Waterbronnen beschermen")
STARTERS = {Role.COORDINATOR, Role.DEPUTY, Role.FACILITATOR}
LEADS = {Role.COORDINATOR, Role.DEPUTY}
SIDES = ("brasschaat", "tarija", "nimlahakok")


def started(db: Session, held: Membership, own: bool = True, **told: str) -> Project:
    """Start a project of the member's own side, or a shared one."""
    db.begin_writing()
    side = held.side if own else None
    project = projects.start(db, held.person, held, held.partnership, TITLE, side, **told)
    db.commit()
    return project


# The verbs.


@pytest.fixture
def world(lite_db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none."""
    return makers.world(lite_db)


def test_a_project_keeps_what_was_told_at_its_start(lite_db: Session, world: World) -> None:
    held = world.of("tarija", Role.COORDINATOR)
    project = started(lite_db, held, proposed="tarija", chosen=projects.TOGETHER)
    assert (project.title, project.summary, project.state) == (TITLE, {"original": "es"}, "running")
    assert (project.side, project.proposed, project.chosen) == (held.side, "tarija", "together")
    assert (project.started_by, project.archived_at) == (held.person, None)


def test_a_project_of_a_side_is_started_and_edited_by_that_sides_coordinators_and_facilitators(
    lite_db: Session, world: World
) -> None:
    project = started(lite_db, world.of("tarija", Role.COORDINATOR))
    for (side, role), held in world.members.items():
        allowed = side == "tarija" and role in STARTERS
        lite_db.begin_writing()
        if allowed:
            projects.start(lite_db, held.person, held, world.partnership, TITLE, project.side)
            projects.edit(lite_db, held, project, TITLE, project.summary, "", "")
            projects.set_state(lite_db, held, project, "finished")
            continue
        with pytest.raises(Forbidden):
            projects.start(lite_db, held.person, held, world.partnership, TITLE, project.side)
        with pytest.raises(Forbidden):
            projects.edit(lite_db, held, project, TITLE, project.summary, "", "")
        with pytest.raises(Forbidden):
            projects.set_state(lite_db, held, project, "idea")
        lite_db.rollback()


def test_a_shared_project_is_started_and_edited_from_any_side_and_by_a_guide_from_outside(
    lite_db: Session, world: World
) -> None:
    for (_side, role), held in world.members.items():
        lite_db.begin_writing()
        if role in STARTERS:
            project = projects.start(lite_db, held.person, held, world.partnership, TITLE, None)
            projects.edit(lite_db, held, project, TITLE, project.summary, projects.THIRD, "")
            assert (project.side_id, project.proposed) == (None, "third")
        else:
            with pytest.raises(Forbidden):
                projects.start(lite_db, held.person, held, world.partnership, TITLE, None)
        lite_db.rollback()


def test_a_project_of_a_side_goes_into_the_archive_and_back_with_one_press_of_that_sides_coordinator(
    lite_db: Session, world: World
) -> None:
    project = started(lite_db, world.of("tarija", Role.COORDINATOR))
    for (side, role), held in world.members.items():
        lite_db.begin_writing()
        if side == "tarija" and role in LEADS:
            assert projects.put_away(lite_db, held.person, held, project) is None
            assert projects.of_partnership(lite_db, world.partnership) == [world.project]
            assert projects.of_partnership(lite_db, world.partnership, archived=True) == [project]
            assert projects.bring_back(lite_db, held.person, held, project) is None
            assert projects.of_partnership(lite_db, world.partnership, archived=True) == []
        else:
            with pytest.raises(Forbidden):
                projects.put_away(lite_db, held.person, held, project)
            with pytest.raises(Forbidden):
                projects.bring_back(lite_db, held.person, held, project)
        lite_db.rollback()


def test_a_shared_project_is_only_archived_when_every_side_said_yes(lite_db: Session, world: World) -> None:
    verbs = {"archive": lambda db, _proposal: projects.archive(db, world.project)}
    held = [world.of(side, Role.COORDINATOR) for side in SIDES]
    lite_db.begin_writing()
    proposal = projects.put_away(lite_db, held[0].person, held[0], world.project)
    assert proposal is not None
    assert (proposal.kind, proposal.subject_id) == ("archive", world.project.id)
    assert projects.put_away(lite_db, held[0].person, held[0], world.project) is proposal
    proposals.answer(lite_db, held[1].person, held[1], proposal, True, verbs)
    assert world.project.archived_at is None
    proposals.answer(lite_db, held[2].person, held[2], proposal, True, verbs)
    assert world.project.archived_at is not None
    again = projects.bring_back(lite_db, held[1].person, held[1], world.project)
    assert again is not None
    assert (again.kind, world.project.archived_at is None) == ("restore", False)


def test_a_project_in_the_archive_is_read_not_changed(lite_db: Session, world: World) -> None:
    held = world.of("tarija", Role.COORDINATOR)
    project = started(lite_db, held)
    lite_db.begin_writing()
    projects.put_away(lite_db, held.person, held, project)
    since = project.archived_at
    with pytest.raises(Conflict):
        projects.edit(lite_db, held, project, TITLE, project.summary, "", "")
    with pytest.raises(Conflict):
        projects.set_state(lite_db, held, project, "idea")
    assert projects.put_away(lite_db, held.person, held, project) is None
    assert project.archived_at == since


def test_every_problem_is_named_at_once(lite_db: Session, world: World) -> None:
    held = world.of("tarija", Role.COORDINATOR)
    lite_db.begin_writing()
    with pytest.raises(Invalid) as caught:
        projects.start(
            lite_db,
            held.person,
            held,
            world.partnership,
            words("es", es=" ", nl="x" * 161),
            held.side,
            "mars",
            "herent",
        )
    assert [problem[0] for problem in caught.value.problems] == ["title.nl", "proposed", "chosen"]
    with pytest.raises(Invalid) as caught:
        projects.start(lite_db, held.person, held, world.partnership, words("es", es="\n "), held.side)
    assert [problem[0] for problem in caught.value.problems] == ["title.es"]
    with pytest.raises(Invalid) as caught:
        projects.set_state(lite_db, held, world.project, "paused")
    assert [problem[0] for problem in caught.value.problems] == ["state"]


def test_a_title_of_160_letters_fits_as_it_was_typed(lite_db: Session, world: World) -> None:
    held = world.of("tarija", Role.COORDINATOR)
    lite_db.begin_writing()
    title = words("es", es="  " + "ñ" * 157 + "\n")
    project = projects.start(lite_db, held.person, held, world.partnership, title, held.side)
    assert project.title == title


def test_two_people_who_change_a_project_at_once_do_not_overwrite_each_other(lite_db: Session, world: World) -> None:
    held = world.of("tarija", Role.COORDINATOR)
    project = started(lite_db, held)
    seen = project.version
    lite_db.begin_writing()
    projects.edit(lite_db, held, project, words("es", es="Primero"), project.summary, "", "", seen)
    with pytest.raises(Conflict):
        projects.edit(lite_db, held, project, words("es", es="Segundo"), project.summary, "", "", seen)
    assert project.title == words("es", es="Primero")


def test_words_in_a_language_that_no_form_offers_any_more_are_kept(lite_db: Session, world: World) -> None:
    held = world.of("tarija", Role.COORDINATOR)
    project = started(lite_db, held)
    lite_db.begin_writing()
    project.title = {**TITLE, "fr": "Protéger les sources"}
    lite_db.flush()
    projects.edit(lite_db, held, project, words("es", es="Agua"), project.summary, "", "")
    assert project.title == {"es": "Agua", "fr": "Protéger les sources", "original": "es"}


def test_projects_stand_in_the_order_of_the_sides_and_shared_ones_come_last(lite_db: Session, world: World) -> None:
    of_tarija = started(lite_db, world.of("tarija", Role.COORDINATOR))
    of_brasschaat = started(lite_db, world.of("brasschaat", Role.COORDINATOR))
    assert projects.of_partnership(lite_db, world.partnership) == [of_brasschaat, of_tarija, world.project]


def test_who_worked_on_a_project_is_said_by_side(lite_db: Session, world: World) -> None:
    tarija, guide = world.of("tarija", Role.MEMBER), world.of("", Role.FACILITATOR)
    brasschaat = [world.of("brasschaat", role) for role in (Role.MEMBER, Role.COORDINATOR)]
    lite_db.begin_writing()
    shared = Room(name=f"canvas/{world.canvas.id}.1", canvas_id=world.canvas.id)
    kept = Room(name=f"canvas/{world.canvas.id}.1/side/tarija", canvas_id=world.canvas.id)
    lite_db.add_all([shared, kept])
    lite_db.flush()
    for seq, person in enumerate([guide, *brasschaat, guide], start=1):
        at = world.project.created_at
        lite_db.add(Update(room_id=shared.id, seq=seq, data=b"", person_id=person.person_id, at=at))
    lite_db.add(Update(room_id=kept.id, seq=1, data=b"", person_id=tarija.person_id, at=world.project.created_at))
    lite_db.flush()
    people = sorted((each.person for each in brasschaat), key=lambda person: person.name)
    assert projects.worked_on(lite_db, world.project, [shared]) == [
        (brasschaat[0].side, people),
        (None, [guide.person]),
    ]
    assert projects.worked_on(lite_db, world.project, [kept]) == [(tarija.side, [tarija.person])]
    assert projects.worked_on(lite_db, world.project, []) == []


@pytest.mark.database
def test_both_kinds_of_database_start_change_and_archive(db: Session) -> None:
    world = makers.world(db)
    held = world.of("tarija", Role.COORDINATOR)
    project = started(db, held)
    db.begin_writing()
    projects.edit(db, held, project, words("es", es="Agua \U0001f4a7"), project.summary, "", "", project.version)
    projects.set_state(db, held, project, "finished")
    projects.put_away(db, held.person, held, project)
    db.commit()
    db.expire_all()
    archived = projects.of_partnership(db, world.partnership, archived=True)
    assert [(each.title, each.state) for each in archived] == [(words("es", es="Agua \U0001f4a7"), "finished")]


# The pages.


@pytest.fixture
def browser(lite_db: Session, world: World, settings: Settings) -> Iterator[Callable[..., FlaskClient]]:
    """Give the browser of a member (or of another person), with their language."""
    app = create_app(settings)

    def of(held: Membership | None, language: str = "nl") -> FlaskClient:
        client = app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        client.set_cookie("language", language)
        lite_db.begin_writing()
        person = held.person if held else makers.person(lite_db, "Vreemdeling")
        client.set_cookie(COOKIE, sign_ins.start(lite_db, person, settings))
        lite_db.commit()
        return client

    yield of
    app.extensions["tandem.engine"].dispose()


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


# The path.


def save(db: Session, world: World, held: Membership, *changes: Change) -> None:
    """Save changes on the canvas of the world's project, as a form on its page does."""
    db.begin_writing()
    base = canvases.view(db, world.canvas, held).base
    canvas_edits.edit(db, world.canvas, held.person, held, base, changes)
    db.commit()


def path(page: TestResponse) -> list[str]:
    """Return what the path says of its tool, what comes next, and the sentences that need attention."""
    main = page.text.partition("<main")[2]
    standing = re.findall(r'</a><span class="small">([^<]*)</span></li>', main)
    after = re.findall(r'<span class="muted small">([^<]*)</span></div>', main)
    return [*standing, *after, *re.findall(r"</b>([^<]*)</p>", main)]


def test_a_project_says_how_far_it_is_what_comes_next_and_what_needs_attention(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    held, here = world.of("brasschaat", Role.COORDINATOR), f"/projects/{world.project.id}"
    client = browser(held, "nl")
    assert path(client.get(here)) == ["Nog niet begonnen", "Volgende stap: Zeg waarover het gaat."]
    save(lite_db, world, held, SetText("topic.theme", "nl", "Water"), SetValue("frame.room", 0))
    told = path(client.get(here))
    assert told[:2] == ["2 van 11 ingevuld", "Volgende stap: Schrijf minstens één feit op."]
    texts = {
        "question.question": {"nl": "Hoe kunnen we water delen?", "es": "¿Cómo podemos compartir el agua?"},
        "exchange.learn": {"nl": "Luisteren"},
        "question.decider": {"nl": "De gemeenteraad"},
    }
    written = [SetText(at, code, text) for at, said in texts.items() for code, text in said.items()]
    cards = [
        AddCard("topic.symptoms", canvas_edits.new_id(), texts={"text": {"nl": "Droogte"}}),
        AddCard("people.affected", canvas_edits.new_id(), texts={"group": {"nl": "Boeren"}}),
        SetValue("frame.decided.none", True),
    ]
    save(lite_db, world, held, *written, *cards)
    for side in SIDES:
        own = world.of(side, Role.MEMBER)
        save(lite_db, world, own, SetText(f"exchange.heard.{side}", "nl", "Wij ook"))
    stopped = path(client.get(here))
    assert stopped == [
        "11 van 11 ingevuld",
        "Alles is ingevuld. Wat onder “Vraagt aandacht” staat, moet nog opgelost worden.",
        "Als er niets te veranderen valt, nodig dan niemand uit om mee te beslissen: informeer.",
    ]
    listed = client.get(f"/partnerships/{world.partnership.id}").text
    assert re.findall(r'<p class="small muted">([^<]*)</p>', listed) == ["1 op te lossen"]
    save(lite_db, world, held, SetValue("frame.room", 3))
    ready = path(client.get(here))
    assert ready[:2] == ["Klaar om akkoord te gaan", "Alle korte vragen zijn beantwoord. Lees het samen nog eens na."]


def test_the_question_of_a_project_stands_large_with_the_other_language_beside_it(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    held = world.of("tarija", Role.MEMBER)
    asked = [SetText("question.question", "es", "¿Cómo?"), SetText("question.question", "nl", "Hoe?")]
    save(lite_db, world, held, *asked)
    page = browser(held, "es").get(f"/projects/{world.project.id}").text
    assert '<p class="say big">¿Cómo?</p>\n<p class="other" lang="nl">Hoe?</p>' in page
    assert "<li>member tarija</li>" in page


def test_a_project_that_ended_or_was_not_chosen_asks_for_no_next_step(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    client = browser(world.of("brasschaat"), "nl")
    for state, asks in {"running": True, "idea": True, "not_chosen": False, "finished": False}.items():
        lite_db.begin_writing()
        world.project.state = state
        lite_db.commit()
        assert ("Volgende stap" in client.get(f"/projects/{world.project.id}").text) == asks
