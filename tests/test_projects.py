"""Projects: who may start, edit and archive them, and what is kept of them."""

from __future__ import annotations

import pytest

from facilitation import projects, proposals
from facilitation.access import Role
from facilitation.database import Session
from facilitation.errors import Conflict, Forbidden, Invalid
from facilitation.languages import words
from facilitation.live.log import Room, Update
from tests import makers
from tests.makers import World
from tests.starting import LEADS, SIDES, STARTERS, TITLE, started


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
