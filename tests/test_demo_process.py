"""The example: three whole processes that a newcomer can believe, in both languages, whatever day it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

import tools
from facilitation import (
    acceptances,
    agreements,
    canvases,
    clock,
    concepts,
    create_app,
    database,
    demo,
    moments,
    replies,
    threads,
)
from facilitation.access import Role
from facilitation.canvases import Canvas, CanvasView
from facilitation.config import Settings
from facilitation.database import Base, Session
from facilitation.languages import words
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership
from facilitation.projects import Project
from facilitation.sdg import rankings, shared_priorities
from facilitation.views.canvas_addresses import place
from tests.visitors import signed_in
from tools.canvas import STOP, Link, LinkOrText, noticed
from tools.content import walk

DAYS = (datetime.date(2026, 11, 20), datetime.date(2028, 2, 29))
WHOLE = (
    "Ontharding en vergroening van speelplaatsen",
    "Bescherming van de lokale waterbronnen",
    "Herbebossing, gemeenschap per gemeenschap",
)
FOUND = {
    WHOLE[0]: {
        "focus_sharpener.1": {"T1-1"},
        "environment_scan.1": {"T2-6"},
        "ambition_setter.1": set(),
        "stakeholder_analysis.1": {"T4-1", "T4-9"},
        "trajectory_designer.1": {"T5-5"},
        "intervention_designer.1": {"T6-13"},
        "intervention_designer.2": set(),
    },
    WHOLE[1]: {
        "focus_sharpener.1": set(),
        "environment_scan.1": {"T2-4"},
        "ambition_setter.1": set(),
        "stakeholder_analysis.1": {"T4-9"},
        "trajectory_designer.1": set(),
        "intervention_designer.1": set(),
    },
    WHOLE[2]: {
        "focus_sharpener.1": {"T1-6"},
        "environment_scan.1": set(),
        "ambition_setter.1": set(),
        "stakeholder_analysis.1": {"T4-1"},
        "trajectory_designer.1": set(),
        "intervention_designer.1": {"T6-13"},
    },
}
"""What the method notices in each tool of the whole processes, left there on purpose."""


TAKEN = {
    WHOLE[0]: {
        "stakeholder_analysis.1": {"focus_sharpener"},
        "trajectory_designer.1": {"environment_scan"},
        "intervention_designer.1": {"stakeholder_analysis"},
        "intervention_designer.2": {"stakeholder_analysis"},
    },
    WHOLE[1]: {
        "stakeholder_analysis.1": {"focus_sharpener"},
        "trajectory_designer.1": {"environment_scan", "stakeholder_analysis"},
        "intervention_designer.1": {"stakeholder_analysis"},
    },
    WHOLE[2]: {
        "stakeholder_analysis.1": {"focus_sharpener"},
        "trajectory_designer.1": {"environment_scan", "stakeholder_analysis"},
        "intervention_designer.1": {"stakeholder_analysis"},
    },
}
"""Which earlier tools each tool took something over from."""


@pytest.fixture(scope="module", params=DAYS, ids=str)
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Load the example on a day, and read it on that day."""
    folder: Path = tmp_path_factory.mktemp("example")
    noon = datetime.datetime.combine(request.param, datetime.time(12), datetime.UTC)
    clock.set_for_tests(noon)
    engine = database.connect(f"sqlite:///{folder / 'tandem.sqlite'}")
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        Base.metadata.create_all(connection)
    factory = database.session_factory(engine)
    demo.load(factory, Settings(instance=folder, secret_key="only for tests"))
    with factory() as db:
        yield db
    engine.dispose()
    clock.set_for_tests(None)


def project(db: Session, title: str) -> Project:
    """Return a project by its Dutch title."""
    return next(each for each in db.scalars(sa.select(Project)) if each.title["nl"] == title)


def begun(db: Session, of: Project) -> list[Canvas]:
    """Return the canvases of a project, in the order of the method."""
    return [canvas for tool in tools.TOOLS for canvas in canvases.all_of(db, of, tool.key)]


def coordinator(db: Session, of: Project) -> Membership:
    """Return who coordinates for the side that owns a project."""
    mine = Membership.partnership_id == of.partnership_id, Membership.side_id == of.side_id
    held = db.scalar(sa.select(Membership).where(*mine, Membership.role == Role.COORDINATOR))
    assert held is not None
    return held


def view(db: Session, canvas: Canvas) -> CanvasView:
    """Return a canvas as the coordinator of the side that owns the project sees it."""
    return canvases.view(db, canvas, coordinator(db, canvas.project))


@pytest.mark.parametrize("title", WHOLE)
def test_every_tool_of_a_whole_process_is_filled_and_the_method_notices_what_was_left_on_purpose(
    example: Session, title: str
) -> None:
    found = {}
    for canvas in begun(example, project(example, title)):
        seen = view(example, canvas)
        found[f"{canvas.tool}.{canvas.number}"] = {each.code for each in noticed(seen.tool, seen.content, seen.context)}
    assert found == FOUND[title]


@pytest.mark.parametrize("title", WHOLE)
def test_nothing_stands_in_the_way_of_an_agreement(example: Session, title: str) -> None:
    for canvas in begun(example, project(example, title)):
        seen = view(example, canvas)
        levels = {each.level for each in noticed(seen.tool, seen.content, seen.context)}
        assert STOP not in levels, canvas.tool
        todo = [step.label for step in seen.tool.steps(seen.content, seen.context) if not step.done]
        waits = ["{place} says what they recognise"] if (title, canvas.tool) == (WHOLE[1], "focus_sharpener") else []
        assert todo == waits, canvas.tool


def test_the_other_projects_have_only_begun(example: Session) -> None:
    found = {}
    for each in example.scalars(sa.select(Project)):
        if each.title["nl"] not in WHOLE:
            found[each.title["nl"]] = [canvas.tool for canvas in begun(example, each)]
    assert found == {
        "Microkredieten voor duurzame lokale ondernemingen": [],
        "Meer leven in bosjes en tuinen": ["focus_sharpener"],
    }


def test_every_text_stands_there_in_both_languages(example: Session) -> None:
    for each in example.scalars(sa.select(Project)):
        for canvas in begun(example, each):
            seen = view(example, canvas)
            said: dict[str, set[str]] = {}
            for spot in walk(seen.tool, seen.content):
                if spot.language and spot.value:
                    said.setdefault(spot.address, set()).add(spot.language)
            assert {at for at, languages in said.items() if languages != {"nl", "es"}} == set(), canvas.tool


def test_no_link_leads_nowhere(example: Session) -> None:
    lost, count = [], 0
    for of in example.scalars(sa.select(Project)):
        for canvas in begun(example, of):
            seen = view(example, canvas)
            around = replace(seen.context, project={**seen.context.project, canvas.tool: [seen.content]})
            for spot in walk(seen.tool, seen.content):
                if isinstance(spot.field, Link | LinkOrText) and spot.field.to and not spot.language:
                    to = spot.field.to if ":" in spot.field.to else f"{canvas.tool}:{spot.field.to}"
                    there = {card["id"] for card in around.cards(to)}
                    lost += [spot.address for each in spot.value or () if each not in there]
                    count += len(spot.value or ())
    assert lost == []
    assert count > 100


@pytest.mark.parametrize("title", WHOLE)
def test_who_takes_part_in_which_phase_is_an_actor_and_a_phase(example: Session, title: str) -> None:
    canvas = next(each for each in begun(example, project(example, title)) if each.tool == "trajectory_designer")
    seen = view(example, canvas)
    actors = {card["id"] for card in seen.context.cards("stakeholder_analysis:people.actors")}
    assert set(seen.content["people"]["matrix"]) - actors == set()
    phases = {card["id"] for card in seen.content["route"]["phases"]}
    assert {id for row in seen.content["people"]["matrix"].values() for id in row} == phases


@pytest.mark.parametrize("title", WHOLE)
def test_what_an_earlier_tool_offered_was_taken_over_and_still_says_the_same(example: Session, title: str) -> None:
    took = {}
    for canvas in begun(example, project(example, title)):
        taken = acceptances.taken(example, view(example, canvas)).values()
        assert [(each.own_words, each.gone) for each in taken] == [(False, False)] * len(taken)
        took[f"{canvas.tool}.{canvas.number}"] = {each.tool for each in taken}
    assert {where: sources for where, sources in took.items() if sources} == TAKEN[title]


def test_days_are_seen_from_today_and_the_seasons_come_when_they_come(example: Session) -> None:
    route, scan = (
        next(view(example, each).content for each in begun(example, project(example, WHOLE[0])) if each.tool == tool)
        for tool in ("trajectory_designer", "environment_scan")
    )
    today = clock.today("Europe/Brussels")
    on = [datetime.date.fromisoformat(card["on"]) for card in route["people"]["sessions"]]
    assert [(day - today).days for day in on] == [-10, 70]
    moments_of_year = [card for held in scan["time"]["calendar"].values() for card in held]
    rains = next(card for card in moments_of_year if card["kind"] == "weather")
    assert (rains["starts"][4:], rains["ends"][4:]) == ("-11-01", "-03-31")
    assert rains["starts"] <= today.isoformat() <= rains["ends"]


def test_every_page_of_the_example_opens(example: Session) -> None:
    folder = Path(str(example.connection().engine.url.database)).parent
    app = create_app(Settings(instance=folder, secret_key="only for tests"))
    opened = {}
    for of in example.scalars(sa.select(Project)):
        canvases_of_it = begun(example, of)
        visitor = signed_in(app, coordinator(example, of).person)
        for path in (f"/projects/{of.id}", *(f"/projects/{of.id}/{place(canvas)}" for canvas in canvases_of_it)):
            opened[path] = visitor.get(path).status_code
    assert opened == dict.fromkeys(opened, 200)


def test_the_example_shows_every_state_of_an_agreement(example: Session) -> None:
    states = [agreements.standing(example, canvas).state for canvas in begun(example, project(example, WHOLE[0]))]
    assert states == ["agreed", "agreed", "draft", "presented", "draft", "draft", "draft"]


def test_both_partnerships_put_a_goal_in_the_middle_and_one_shows_its_rankings(example: Session) -> None:
    found = []
    for each in example.scalars(sa.select(Partnership).order_by(Partnership.id)):
        shared = shared_priorities.of(example, each)
        assert shared is not None
        assert shared.is_agreed(each.sides)
        held = example.scalar(sa.select(Membership).where(Membership.partnership_id == each.id))
        assert held is not None
        found.append((shared.central, rankings.present(example, each, held).is_open))
        assert len(concepts.of_partnership(example, each)) == (8 if each.id == 1 else 0)
    assert found == [("13", True), ("13", False)]  # the second ranked its goals on a walk, not here


def test_the_other_side_answers_and_both_talk_about_what_stands_there(example: Session) -> None:
    question, scan = begun(example, project(example, WHOLE[0]))[:2]
    assert [(each.kind, each.side.name) for each in replies.of(example, question) if each.side] == [
        ("recognise", "Tarija")
    ]
    assert [each.name for each in moments.of_canvas(example, question)] == [
        words("nl", nl="Voor het eerste gesprek", es="Antes del primer diálogo")
    ]
    held = coordinator(example, scan.project)
    talk = threads.threads(example, scan, held)
    assert sorted((each.first.kind or "", len(each.replies)) for each in talk) == [("question", 0), ("remark", 1)]


def test_its_people_are_functions_without_a_password(example: Session) -> None:
    names = {function.name for function in demo.PEOPLE.values()}
    assert names == {
        "Coördinatie Brasschaat",
        "Onderwijsdienst Brasschaat",
        "Coordinación Tarija",
        "Medio Ambiente Tarija",
        "Coördinatie Herent",
        "Coordinación Nimlaha'kok",
        "VVSG",
    }
