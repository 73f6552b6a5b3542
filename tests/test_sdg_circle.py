"""The exercise of the circle: what it asks, where activities stand, and what it hands to the tools of the path."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import tools
from facilitation import balances, canvas_edits, canvases, history, moments
from facilitation.access import Role
from facilitation.canvas_edits import AddCard, SetText, SetValue
from facilitation.database import Session
from facilitation.languages import words
from tests import makers
from tests.circle_canvases import activity, change, circle, context
from tests.focus_canvases import KEYS, LANGUAGES
from tests.forms_on_page import said as said_in
from tests.shelf import Shelf, words_of_page
from tests.test_flows import Desk, offered
from tools import flows, goals
from tools.canvas import Cards, Choice, Context, agreeable
from tools.content import blank, complete
from tools.sdg_circle import TOOL
from tools.sdg_circle.activities import answers, cell_of, side_of, wedge_of
from tools.sdg_circle.options import GOAL_OPTIONS
from tools.tags import DIRECTIONS, RINGS

# What it is


def test_it_is_an_exercise_beside_the_path_and_found_like_any_tool() -> None:
    assert TOOL not in tools.TOOLS
    assert len(tools.TOOLS) == 6
    assert tools.every() == (*tools.TOOLS, *tools.EXERCISES)
    assert (tools.get("sdg_circle"), tools.by_slug("sdg-circle")) == (TOOL, TOOL)


def test_its_names_stay_as_they_are() -> None:
    held = {
        address: [part.name for part in field.parts] if isinstance(field, Cards) else []
        for address, field in TOOL.fields()
    }
    assert held == {
        "today.topic": [],
        "today.activities": ["text", "ring", "p", "goal", "target", "direction", "why", "whose"],
        "step_back.empty": ["ring", "p", "answer", "note"],
        "step_back.seen": [],
        "reflex.improvements": ["change", "card", "helps", "harms_less", "chosen", "becomes"],
    }


def test_its_six_steps_say_how_long_they_take_and_activities_are_written_alone_first() -> None:
    helps = " ".join(section.help for section in TOOL.sections)
    assert [word for word in helps.replace(",", "").replace(".", "").split() if word.isdigit() and len(word) == 2] == [
        *("10", "15", "15", "10", "15", "10")
    ]
    activities = TOOL.field("today.activities")
    assert isinstance(activities, Cards)
    assert activities.alone_first


@pytest.mark.parametrize("language", ["en", "nl", "es"])
def test_goals_rings_directions_and_parts_are_those_of_the_product_in_every_language(
    shelf: Callable[..., Shelf], language: str
) -> None:
    app = shelf(TOOL).app

    def word(sentence: str) -> str:
        return sentence if language == "en" else said_in(app, sentence, language)

    assert [word(label) for _, label in GOAL_OPTIONS] == [f"{each.id}. {word(each.name)}" for each in goals.GOALS]
    parts = {part.name: part for part in TOOL.field("today.activities").parts}  # type: ignore[attr-defined]
    chosen = {name: part.options for name, part in parts.items() if isinstance(part, Choice)}
    assert (chosen["ring"], chosen["direction"], chosen["p"]) == (RINGS, DIRECTIONS, goals.PS)


# Where an activity stands, and of whom it is


def test_an_activity_stands_in_the_part_that_people_chose_and_else_in_that_of_its_goal() -> None:
    assert wedge_of(activity("a", "local people", goal=6)) == "people"
    assert wedge_of(activity("a", goal=6)) == "planet"
    assert wedge_of(activity("a")) == ""


def test_an_activity_has_a_place_once_its_ring_and_its_part_are_known() -> None:
    assert cell_of(activity("a", "global peace")) == ("global", "peace")
    assert cell_of({**activity("a", goal=16), "ring": "internal"}) == ("internal", "peace")
    assert cell_of(activity("a", goal=16)) is None
    assert cell_of({**activity("a"), "ring": "internal"}) is None


def test_an_activity_is_of_the_side_that_does_it_and_else_of_the_side_of_who_wrote_it() -> None:
    about = context(authors={"a": "tarija", "b": ""})
    assert side_of(activity("a"), about) == "tarija"
    assert side_of(activity("a", whose="herent"), about) == "herent"
    assert [side_of(activity(id), about) for id in ("b", "c")] == ["", ""]


def test_what_is_said_of_one_field_goes_before_what_is_said_of_a_whole_ring_or_part() -> None:
    whole = {"id": "1", "ring": None, "p": "peace", "answer": "on_purpose"}
    ring = {"id": "2", "ring": "global", "p": None, "answer": "unknown"}
    field = {"id": "3", "ring": "local", "p": "peace", "answer": "to_fill"}
    nothing = {"id": "4", "ring": None, "p": None, "answer": "to_fill"}
    blank = {"id": "5", "ring": "internal", "p": "people", "note": {"nl": "nog bekijken"}}
    found = answers(circle(step_back__empty=[field, whole, ring, nothing, blank]))
    assert {cell: card["answer"] for cell, card in found.items()} == {
        ("internal", "peace"): "on_purpose",
        ("local", "peace"): "to_fill",
        **{("global", p): "unknown" for p, _ in goals.PS},
    }


# The light set


def test_the_light_set_is_a_topic_activities_in_the_circle_and_one_change_that_is_chosen() -> None:
    empty = blank(TOOL, LANGUAGES, KEYS)
    assert [(step.at, step.done) for step in TOOL.steps(empty, context())] == [
        ("today.topic", False),
        ("today.activities", False),
        ("reflex.improvements", False),
    ]
    whole = circle(
        activity("a", "local planet", 6, "direct_positive"),
        today__topic={"es": "Agua"},
        reflex__improvements=[change("c")],
    )
    assert [step.done for step in TOOL.steps(whole, context())] == [True, True, True]
    assert agreeable(TOOL, whole, context())


@pytest.mark.parametrize(
    "card",
    [
        activity("a", "local planet", 6),
        activity("a", "local planet", None, "neutral"),
        activity("a", "", 6, "neutral"),
    ],
)
def test_an_activity_without_its_place_its_goal_or_its_direction_is_not_in_the_circle_yet(card: dict[str, Any]) -> None:
    assert [step.done for step in TOOL.steps(circle(card), context())] == [False, False, False]


def test_a_change_that_was_not_chosen_is_not_enough() -> None:
    for answer in ("no", None):
        content = circle(reflex__improvements=[change("c", chosen=answer)])
        assert TOOL.steps(content, context())[2].done is False


# What it hands on


def about(*changes: dict[str, Any]) -> Context:
    content = complete(TOOL, LANGUAGES, KEYS, {"reflex": {"improvements": list(changes)}})
    return context(project={"sdg_circle": [content]})


def test_a_chosen_change_is_offered_as_a_goal_and_one_that_is_a_task_as_a_task() -> None:
    known = about(
        change("a", becomes="goal"),
        change("b"),
        change("c", becomes="task"),
        change("d", chosen="no"),
        change("e", chosen=None),
    )
    assert offered("ambition_setter", known) == [
        ("change.goals", "improvements-goals/a", {"statement": {"es": "cambio a"}}, {}),
        ("change.goals", "improvements-goals/b", {"statement": {"es": "cambio b"}}, {}),
    ]
    assert offered("trajectory_designer", known) == [
        ("work.tasks", "improvements-tasks/c", {"task": {"es": "cambio c"}}, {})
    ]


def test_an_activity_with_goal_and_direction_will_become_a_tag() -> None:
    flow = flows.get("activities-tags")
    assert (flow.source, flow.target) == ("sdg_circle:today.activities", "")
    cards = [
        activity("a", goal=6, direction="neutral"),
        activity("b", goal=6),
        activity("c", direction="neutral"),
    ]
    assert [flow.when(card) for card in cards] == [True, False, False]


IMPROVEMENT = "reflex.improvements/change00001"


def test_a_change_that_two_sides_take_over_becomes_one_goal(shelf: Callable[..., Shelf]) -> None:
    desk = Desk(shelf())
    held = {"change": {"nl": "Fruit van hier", "es": "Fruta de aquí"}}
    desk.edit("sdg_circle", AddCard("reflex.improvements", "change00001", {"chosen": "no"}, held))
    assert desk.ties("ambition_setter") == ([], {})
    desk.edit("sdg_circle", SetValue(f"{IMPROVEMENT}/chosen", "yes"), side="tarija")
    assert desk.ties("ambition_setter") == (["improvements-goals/change00001"], {})
    first = desk.accept("ambition_setter", "improvements-goals/change00001")
    assert desk.accept("ambition_setter", "improvements-goals/change00001", side="tarija") == first
    assert [card["statement"] for card in desk.look("ambition_setter").content["change"]["goals"]] == [
        {"nl": "Fruit van hier", "es": "Fruta de aquí"}
    ]
    assert desk.ties("ambition_setter") == ([], {first.rpartition("/")[2]: (False, False)})


# On its page, and on that of the project


def test_everybody_who_reads_the_project_finds_the_exercise_beside_the_path(shelf: Callable[..., Shelf]) -> None:
    here = shelf(TOOL)
    home = here.visitor().get(f"/projects/{here.world.project.id}").text
    beside = home.split('aria-labelledby="exercises"')[1].split("</section>")[0]
    assert f'href="/projects/{here.world.project.id}/sdg-circle"' in beside
    assert "SDG-cirkel" in words_of_page(beside)
    assert "Nog niet begonnen" in words_of_page(beside)
    path = home.split('aria-labelledby="path"')[1].split("</section>")[0]
    assert "sdg-circle" not in path


def test_whoever_wrote_in_the_exercise_alone_worked_on_the_project(shelf: Callable[..., Shelf]) -> None:
    desk = Desk(shelf())
    home = f"/projects/{desk.shelf.world.project.id}"
    assert "Nog niemand heeft iets geschreven." in words_of_page(desk.shelf.visitor().get(home).text)
    desk.edit("sdg_circle", AddCard("today.activities", "activity001", {}, {"text": {"nl": "Repaircafé"}}))
    after = words_of_page(desk.shelf.visitor().get(home).text)
    assert "Nog niemand heeft iets geschreven." not in after


def test_the_page_shows_the_circle_in_the_language_of_its_reader(shelf: Callable[..., Shelf]) -> None:
    here = shelf(TOOL)
    here.write(
        {
            "today": {
                "activities": [
                    {
                        "id": "activity001",
                        "text": {"es": "Feria de productores"},
                        "ring": "local",
                        "goal": "sdg_2",
                        "direction": "direct_positive",
                        "whose": "tarija",
                    }
                ]
            }
        }
    )
    page = words_of_page(here.page(language="es"))
    assert "Personas: 1 · Planeta: 0 · Prosperidad: 0 · Paz: 0 · Alianzas: 0 ·" in page
    assert "gestión interna: 0 · política local: 1 · política global: 0" in page
    assert "Aún vacío: ¿a propósito?" in page


def test_a_moment_of_the_project_holds_the_exercise_too(lite_db: Session) -> None:
    world = makers.world(lite_db, tool="sdg_circle")
    lead = world.of("tarija", Role.COORDINATOR)
    lite_db.begin_writing()
    base = canvases.view(lite_db, world.canvas, lead).base
    canvas_edits.edit(lite_db, world.canvas, lead.person, lead, base, [SetText("today.topic", "es", "Agua")])
    lite_db.commit()
    name = words("es", es="Después del taller", nl="Na de workshop")
    made = moments.save(lite_db, world.canvas, lead.person, lead, name, of_project=True)
    lite_db.commit()
    then = history.state(lite_db, world.canvas, lead, made.base(world.canvas))
    assert canvases.view(lite_db, world.canvas, lead, then.base).content["today"]["topic"]["es"] == "Agua"


def test_what_a_side_brings_into_the_circle_counts_in_the_balance_of_the_partnership(lite_db: Session) -> None:
    world = makers.world(lite_db, tool="sdg_circle")
    held = world.of("nimlahakok")
    lite_db.begin_writing()
    base = canvases.view(lite_db, world.canvas, held).base
    card = AddCard("today.activities", "activity001", {"ring": "local"}, {"text": {"es": "Vivero de la comunidad"}})
    canvas_edits.edit(lite_db, world.canvas, held.person, held, base, [card])
    lite_db.commit()
    lead = world.of("tarija", Role.COORDINATOR)
    (found,) = balances.of_partnership(lite_db, world.partnership, lead)
    assert found.tool is TOOL
    shares = {share.side.key: (share.cards, share.words) for share in found.shares if share.side}
    assert shares == {"brasschaat": (0, 0), "tarija": (0, 0), "nimlahakok": (1, 4)}
