"""The Trajectory designer: what it asks, what an agreement covers, and that the short set of questions is enough."""

from __future__ import annotations

from typing import Any

import pytest

from tests import test_contract
from tests.route_canvases import KEYS, LANGUAGES, actor, codes, context, light, project, route
from tools.canvas import agreeable
from tools.content import blank, canonical, check
from tools.trajectory_designer import TOOL

SHORT_SET = ["route.phases", "people.sessions", "people.feedback", "decisions.moments"]


@pytest.mark.parametrize(
    "promise",
    [
        test_contract.test_names_are_snake_case_and_unique,
        test_contract.test_everything_that_people_read_has_words,
        test_contract.test_only_the_place_may_be_filled_into_a_label_and_nothing_into_the_rest,
    ],
)
def test_the_declaration_keeps_the_contract_of_all_tools(promise: Any) -> None:
    promise(TOOL)


def test_the_short_set_alone_reaches_can_be_agreed_and_nothing_is_noticed() -> None:
    assert check(TOOL, light()) == []
    assert codes(light()) == []
    assert agreeable(TOOL, light(), context())


def test_the_short_set_is_enough_in_a_project_of_one_of_three_sides_as_well() -> None:
    assert agreeable(TOOL, light(), context(shared=False, owner="tarija"))


def test_a_blank_canvas_cannot_be_agreed_and_is_silent_whatever_the_earlier_tools_hold() -> None:
    empty = blank(TOOL, LANGUAGES, KEYS)
    full = project(
        room=0,
        actors=[actor("a1", "leerlingen", affected=3, role="decides")],
        goals=[{"id": "g1", "statement": {"nl": "Koeler"}}],
        calendar={"tarija": [{"id": "c1", "starts": "2026-01-01", "ends": "2026-12-31", "effect": "blocked"}]},
    )
    for about in (context(deep_opened=True), context(deep_opened=True, project=full)):
        assert codes(empty, about) == []
        assert not agreeable(TOOL, empty, about)
        assert {step.done for step in TOOL.steps(empty, about)} == {False}


def test_the_table_is_asked_for_once_there_are_actors_to_put_in_it() -> None:
    about = context(project=project(actors=[actor("a1", "leerlingen")]))
    assert [step.at for step in TOOL.steps(light(), context())] == SHORT_SET
    assert [step.at for step in TOOL.steps(light(), about)] == [SHORT_SET[0], "people.matrix", *SHORT_SET[1:]]
    assert not agreeable(TOOL, light(), about)
    assert agreeable(TOOL, light(people__matrix={"a1": {"p1": "inform"}}), about)


def test_what_stands_in_the_row_of_an_actor_who_was_taken_away_does_not_count_as_filled_in() -> None:
    about = context(project=project(actors=[actor("a1", "leerlingen")]))
    gone = light(people__matrix={"a9": {"p1": "decide"}})
    assert [step.done for step in TOOL.steps(gone, about) if step.at == "people.matrix"] == [False]


@pytest.mark.parametrize(
    ("missing", "at"),
    [
        ({"people__sessions": []}, "people.sessions"),
        ({"people__sessions": [{"id": "s1", "name": {"nl": " "}}]}, "people.sessions"),
        ({"decisions__moments": []}, "decisions.moments"),
        ({"people__feedback": [{"id": "f1", "phase": ["p1"]}]}, "people.feedback"),
        ({"people__feedback": [{"id": "f1", "phase": ["p1"], "promised": "2026-02-31"}]}, "people.feedback"),
    ],
)
def test_each_step_that_is_missing_keeps_the_canvas_from_being_agreed(missing: dict[str, Any], at: str) -> None:
    content = light(**missing)
    assert [step.at for step in TOOL.steps(content, context()) if not step.done] == [at]
    assert not agreeable(TOOL, content, context())


def test_without_a_phase_there_is_no_route() -> None:
    content = route(people__sessions=[{"id": "s1", "name": {"nl": "Eerste gesprek"}}])
    assert [step.at for step in TOOL.steps(content, context()) if step.done] == ["people.sessions"]


def test_what_opens_with_the_deep_set_is_needed_for_nothing() -> None:
    assert [address for address, field in TOOL.fields() if field.deep] == [
        "time.givens",
        "decisions.milestones",
        "decisions.adjust",
        "exchange.bridge",
        "comms.messages",
        "work.tasks",
        "work.risks",
    ]


def test_an_agreement_covers_days_phases_the_table_decisions_and_promised_feedback() -> None:
    decided = [address for address, field in TOOL.fields() if field.decides(shared=False)]
    assert decided == [
        "time.starts",
        "time.ends",
        "route.phases",
        "people.matrix",
        "people.feedback",
        "decisions.moments",
    ]


@pytest.mark.parametrize(
    ("home", "name", "value"),
    [
        ("decisions.moments", "outcome", {"nl": "Drie scholen", "es": ""}),
        ("people.feedback", "done", "2026-04-02"),
        ("people.feedback", "what_done", "adapted"),
        ("people.feedback", "why", {"nl": "Te duur", "es": ""}),
        ("people.sessions", "on", "2026-02-01"),
    ],
)
def test_what_is_written_afterwards_never_reopens_an_agreement(home: str, name: str, value: Any) -> None:
    before, after = light(), light()
    section, field = home.split(".")
    after[section][field][0][name] = value
    assert canonical(TOOL, after, LANGUAGES) == canonical(TOOL, before, LANGUAGES)


@pytest.mark.parametrize(
    ("home", "name", "value"),
    [
        ("decisions.moments", "on", "2026-03-21"),
        ("people.feedback", "promised", "2026-04-02"),
        ("route.phases", "level", "involve"),
    ],
)
def test_another_day_or_level_reopens_an_agreement(home: str, name: str, value: Any) -> None:
    before, after = light(), light()
    section, field = home.split(".")
    after[section][field][0][name] = value
    assert canonical(TOOL, after, LANGUAGES) != canonical(TOOL, before, LANGUAGES)
