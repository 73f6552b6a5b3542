"""The Stakeholder analysis: what it asks, that the short set is enough to agree, and what a card of an actor says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import test_contract
from tests.actor_canvases import DECIDERS, actor, analysis, context, light, noticed_codes, seen_by
from tests.focus_canvases import KEYS, LANGUAGES, SIDES
from tests.strategies import contents, full
from tools import flows, focus_sharpener, intervention_designer
from tools.canvas import SHARED, SIDE, Cards, Choices, Field, Text, agreeable, noticed
from tools.content import blank, canonical, check, complete
from tools.stakeholder_analysis import TOOL
from tools.stakeholder_analysis.actors import (
    BRIDGE,
    actors,
    belongs_to,
    judged_of,
    names,
    point,
    quadrant,
    ring,
    side_of,
    stance_of,
)

# The contract of every tool


CONTRACT: tuple[Callable[..., Any], ...] = (
    test_contract.test_names_are_snake_case_and_unique,
    test_contract.test_everything_that_people_read_has_words,
    test_contract.test_only_the_place_may_be_filled_into_a_label_and_nothing_into_the_rest,
    test_contract.test_options_rows_and_columns_have_unique_keys_and_a_scale_goes_up,
    test_contract.test_links_and_drafts_point_at_fields_that_exist,
    test_contract.test_a_field_that_is_shown_only_sometimes_waits_for_an_answer_that_can_be_given,
    test_contract.test_options_stand_only_where_the_document_can_keep_them,
    test_contract.test_a_blank_canvas_is_complete_notices_nothing_serious_and_cannot_be_agreed,
    test_contract.test_findings_and_steps_are_plain_and_point_at_places_of_the_canvas,
)


@pytest.mark.parametrize("promise", CONTRACT, ids=lambda promise: promise.__name__)
def test_the_analysis_keeps_the_contract_of_every_tool(promise: Callable[..., Any]) -> None:
    promise(TOOL)


def test_a_canvas_on_which_everything_is_filled_is_good_content_and_can_be_agreed() -> None:
    content = full(TOOL)
    assert check(TOOL, content) == []
    for about in test_contract.ABOUT:
        assert agreeable(TOOL, content, about)


# The short set


def test_the_short_set_alone_reaches_can_be_agreed_and_nothing_is_noticed() -> None:
    closed = context(deep_opened=False)
    assert agreeable(TOOL, light(), closed)
    assert noticed_codes(light(), closed) == []


def test_a_blank_canvas_is_silent_and_cannot_be_agreed() -> None:
    empty = blank(TOOL, LANGUAGES, KEYS)
    assert noticed_codes(empty) == []
    assert not agreeable(TOOL, empty, context())
    assert [step.done for step in TOOL.steps(empty, context())] == [False] * 7


def test_the_steps_of_a_shared_project_ask_every_side_who_decides() -> None:
    steps = TOOL.steps(light(), context())
    assert [step.at for step in steps] == ["people.actors"] * 6 + ["people.missing"]
    assert [step.values for step in steps if step.values] == [{"place": side.place} for side in SIDES]


def test_the_steps_of_a_project_of_one_side_ask_that_side_alone_who_decides() -> None:
    own = context(shared=False, owner="nimlahakok")
    assert [step.values["place"] for step in TOOL.steps(light(), own) if step.values] == ["Nimlaha'kok"]
    others = analysis(*DECIDERS[:2])
    assert [step.done for step in TOOL.steps(others, own) if step.values] == [False]


def test_each_answer_of_the_short_set_makes_its_step_done_and_no_other() -> None:
    def done(*known: dict[str, Any], **changed: Any) -> list[bool]:
        return [step.done for step in TOOL.steps(analysis(*known, **changed), context())]

    assert done(actor("a")) == [True, False, False, False, False, False, False]
    assert done(actor("a", at=(0, 0))) == [True, True, False, False, False, False, False]
    assert done(actor("a", affected=0)) == [True, False, True, False, False, False, False]
    assert done(actor("a", "tarija", "decides")) == [True, False, False, False, True, False, False]
    assert done(actor("a", BRIDGE, "decides")) == [True, False, False, True, True, True, False]
    assert done(actor("a", "tarija", "leads")) == [True, False, False, False, False, False, False]
    assert done(people__missing=[{"id": "m", "group": {"es": "dueños de terrenos"}}])[-1] is True
    assert done(**{"people__missing.none": True})[-1] is True


def test_cards_on_which_nothing_is_written_are_no_actors() -> None:
    empty = analysis({"id": "a"}, {"id": "b", "name": {"nl": "  "}})
    assert actors(empty) == []
    assert [step.done for step in TOOL.steps(empty, context())] == [False] * 7


def test_everything_outside_the_short_set_waits_for_the_deep_set() -> None:
    assert [address for address, field in TOOL.fields() if not field.deep] == ["people.actors", "people.missing"]


def test_every_list_has_a_part_in_words_so_that_its_cards_can_be_called_something() -> None:
    lists = {address: field.main for address, field in TOOL.fields() if isinstance(field, Cards)}
    assert lists == {
        "people.actors": "name",
        "people.missing": "group",
        "people.nobody": "why",
        "people.relations": "about",
        "people.pairs": "common",
        "core.members": "function",
    }
    assert all(isinstance(part, Text) for part in map(main_of, lists))


def main_of(address: str) -> Field:
    field = TOOL.field(address)
    assert isinstance(field, Cards)
    return next(part for part in field.parts if part.name == field.main)


# What an agreement covers, and who reads what


def test_name_side_place_affected_and_role_are_decided_and_nothing_else() -> None:
    field = TOOL.field("people.actors")
    assert isinstance(field, Cards)
    assert [part.name for part in field.parts if part.decision] == ["name", "side", "place", "affected", "role"]
    before, stance = light(), light()
    for part, value in (("stance", "against"), ("judged", "asked"), ("contact", {"nl": "het onthaal"})):
        stance["people"]["actors"][0][part] = {"herent": value}
    assert canonical(TOOL, stance, LANGUAGES, True) == canonical(TOOL, before, LANGUAGES, True)
    role = light()
    role["people"]["actors"][0]["role"] = "leads"
    assert canonical(TOOL, role, LANGUAGES, True) != canonical(TOOL, before, LANGUAGES, True)


def test_stance_how_it_is_known_contact_and_connections_stay_with_a_side_and_only_two_can_be_shared() -> None:
    field = TOOL.field("people.actors")
    assert isinstance(field, Cards)
    own = {part.name: part.shared_as for part in field.parts if part.room == SIDE}
    assert own == {"stance": "stance_shared", "judged": "judged_shared", "contact": ""}
    parts = {part.name: part for part in field.parts}
    for name, shared in own.items():
        if shared:
            assert parts[shared].room == SHARED
            assert parts[shared].options == parts[name].options  # type: ignore[attr-defined]
    assert TOOL.field("people.relations").room == SIDE


def test_above_what_only_one_side_sees_it_says_that_the_group_may_read_it() -> None:
    field = TOOL.field("people.actors")
    assert isinstance(field, Cards)
    helped = {part.name: part.help for part in field.parts if part.room == SIDE and part.name != "judged"}
    said = "Write only what this group may read itself."
    assert helped == {"stance": said, "contact": said}
    assert TOOL.field("people.relations").help == said


# With other tools


def test_every_barrier_has_a_condition_of_the_same_name_in_an_encounter() -> None:
    field, conditions = TOOL.field("people.actors"), intervention_designer.TOOL.field("people.conditions")
    assert isinstance(field, Cards)
    assert isinstance(conditions, Choices)
    (barriers,) = (part for part in field.parts if part.name == "barriers")
    assert isinstance(barriers, Choices)
    assert {key for key, _ in barriers.options} <= {key for key, _ in conditions.options}


def test_who_is_affected_and_who_decides_in_the_focus_sharpener_are_offered_as_actors() -> None:
    focus = complete(
        focus_sharpener.TOOL,
        LANGUAGES,
        KEYS,
        {
            "people": {"affected": [{"id": "g1", "group": {"nl": "leerlingen"}, "how": {"nl": "te heet"}}]},
            "question": {"decider": {"ids": [], "text": {"nl": "het college"}}},
        },
    )
    about = context(project={"focus_sharpener": [focus]})
    offered = [(at, each.called, each.values) for at, each in flows.suggestions(TOOL.key, about)]
    assert offered == [
        ("people.actors", {"nl": "leerlingen"}, {}),
        ("people.actors", {"nl": "het college"}, {"role": "decides"}),
    ]
    parts = {part.name for part in TOOL.field("people.actors").parts}  # type: ignore[attr-defined]
    for _, each in flows.suggestions(TOOL.key, about):
        assert {*each.texts, *each.values} <= parts


# What a card says


def test_actors_are_called_by_their_name_in_the_reader_s_language_on_one_line() -> None:
    known = actors(
        analysis(
            {"id": "a", "name": {"nl": "vrouwen\n groep", "es": "grupo de mujeres"}},
            {"id": "b", "name": {"es": "juventud"}},
            {"id": "c", "role": "leads"},
        )
    )
    assert names(known, ("nl", "es")) == {"a": "vrouwen groep", "b": "juventud", "c": "…"}
    assert names(known, ("es", "nl"))["a"] == "grupo de mujeres"
    assert names([{"id": "d"}], LANGUAGES) == {"d": "…"}


def test_an_actor_in_between_belongs_to_every_side_and_one_of_no_side_to_none() -> None:
    for key in KEYS:
        assert [belongs_to(actor("a", side), key) for side in (*KEYS, BRIDGE, None)] == [
            *(side == key for side in KEYS),
            True,
            False,
        ]
    assert [side_of(actor("a", side)) for side in ("tarija", BRIDGE, None)] == ["tarija", "bridge", ""]
    assert side_of({"id": "a"}) == ""


@pytest.mark.parametrize(
    ("interest", "influence", "where"),
    [
        (85, 25, "strengthen"),
        (60, 60, "together"),
        (45, 95, "satisfied"),
        (20, 30, "inform"),
        (50, 50, "together"),
        (49, 50, "satisfied"),
        (50, 49, "strengthen"),
        (49, 49, "inform"),
        (100, 0, "strengthen"),
        (0, 100, "satisfied"),
        (49.6, 12.5, "strengthen"),
    ],
)
def test_a_place_lies_in_one_quarter_and_from_the_middle_on_it_is_much(
    interest: float, influence: float, where: str
) -> None:
    assert quadrant({"x": interest, "y": influence}) == where


def test_without_a_place_there_is_no_quarter_and_no_point() -> None:
    assert quadrant(None) == ""
    assert point({"id": "a"}) is None
    assert point(actor("a", at=(49.6, 12.2))) == (50, 12)


def test_the_role_puts_an_actor_in_a_ring_of_the_onion() -> None:
    roles = ("decides", "leads", "works_along", "advises", "is_heard", "is_informed", "watches", None)
    assert [ring(actor("a", role=role)) for role in roles] == [0, 0, 1, 2, 2, 3, 3, 4]


def test_where_an_actor_stands_is_told_by_its_own_side_first_then_by_another_then_by_what_was_shared() -> None:
    card = actor("a", "tarija", stance={"herent": "for", "tarija": "against"}, stance_shared="neutral")
    assert stance_of(card) == "against"
    assert stance_of({**card, "stance": {"herent": "for", "tarija": None}}) == "for"
    assert stance_of({**card, "stance": dict.fromkeys(KEYS)}) == "neutral"
    assert stance_of({**card, "stance": None, "stance_shared": None}) == ""
    assert judged_of(actor("a", **seen_by("herent", judged="asked"))) == "asked"
    assert judged_of(actor("a", judged_shared="hearsay")) == "hearsay"
    assert judged_of({"id": "a"}) == ""


# Any canvas


@given(st.data())
def test_whatever_stands_there_an_agreement_asks_for_every_step(data: st.DataObject) -> None:
    content = data.draw(contents(TOOL))
    for about in test_contract.ABOUT:
        missing = [step for step in TOOL.steps(content, about) if not step.done]
        assert not (missing and agreeable(TOOL, content, about))
        assert noticed(TOOL, content, replace(about, deep_opened=False)) == [
            found
            for found in noticed(TOOL, content, about)
            if not found.at[0].startswith(("people.pairs", "core.members"))
        ]
