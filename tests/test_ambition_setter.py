"""The Ambition setter: what it asks, what it notices, and that the short set of questions is enough to agree."""

from __future__ import annotations

from typing import Any

import pytest

from tests import test_contract
from tests.ambition_canvases import PROMISE, analysis, context, goal, goals, light, noticed_codes, room, sign
from tests.focus_canvases import KEYS, LANGUAGES
from tests.strategies import full
from tools.ambition_setter import TOOL
from tools.canvas import CAUTION, STOP, TIP, Cards, Finding, agreeable, noticed
from tools.content import blank, check, complete, fingerprint, walk

CONTRACT = (
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
def test_it_keeps_the_contract_of_every_tool(promise: Any) -> None:
    promise(tool=TOOL)


def only(code: str, content: Any, about: Any = None) -> Finding:
    """The one finding of a canvas, which has this code."""
    (found,) = noticed(TOOL, content, about or context())
    assert found.code == code
    return found


# The short set


def test_the_short_set_alone_can_be_agreed_and_nothing_is_noticed() -> None:
    assert agreeable(TOOL, light(), context())
    assert noticed_codes(light()) == []
    assert check(TOOL, light()) == []


def test_the_fewest_words_can_be_agreed_in_a_project_of_one_side_and_only_hints_are_given() -> None:
    fewest = complete(
        TOOL,
        LANGUAGES,
        KEYS,
        {
            "change": {"picture": {"es": "Sombra."}, "goals": [{"id": "g1", "leader": {"text": {"es": "la escuela"}}}]},
            "signs": {"indicators": [{"id": "s1", "name": {"es": "árboles"}}]},
            "promise": {"level": "inform", "promise": PROMISE},
        },
    )
    about = context(shared=False, owner="tarija")
    assert agreeable(TOOL, fewest, about)
    assert noticed_codes(fewest, about) == ["T3-1", "T3-7"]


def test_a_blank_canvas_cannot_be_agreed_and_notices_nothing() -> None:
    empty = blank(TOOL, LANGUAGES, KEYS)
    for about in (context(project=room(0), deep_opened=True), context(shared=False, owner="herent")):
        assert not agreeable(TOOL, empty, about)
        assert noticed_codes(empty, about) == []


def test_a_canvas_on_which_everything_is_filled_can_be_agreed() -> None:
    content = full(TOOL)
    assert check(TOOL, content) == []
    assert [place.address for place in walk(TOOL, content) if place.value in (None, "", [])] == [
        "change.goals/card0001/leader",
        "change.goals/card0002/leader",
        "signs.markers/card0001/actor",
        "signs.markers/card0002/actor",
    ]
    for about in test_contract.ABOUT:
        assert agreeable(TOOL, content, about)


def test_steps_stand_in_the_order_of_the_questions() -> None:
    assert [step.at for step in TOOL.steps(light(), context())] == [
        "change.picture",
        "change.goals",
        "change.goals",
        "signs.indicators",
        "promise.level",
        "promise.promise",
    ]


@pytest.mark.parametrize(
    ("missing", "label"),
    [
        ({"change__picture": {"nl": " "}}, "Picture the change"),
        ({"change__goals": goals(None, None, None)}, "Say who leads a goal"),
        ({"signs__indicators": [{"id": "s1"}]}, "Name a sign by which you will notice it"),
        ({"promise__level": None}, "Choose how far you go"),
        ({"promise__promise": {"nl": PROMISE["nl"], "es": " "}}, "Write the promise in every language"),
        ({"promise__promise": {"nl": "", "es": PROMISE["es"]}}, "Write the promise in every language"),
    ],
)
def test_each_step_that_is_missing_keeps_the_canvas_from_being_agreed(missing: dict[str, Any], label: str) -> None:
    content = light(**missing)
    assert [step.label for step in TOOL.steps(content, context()) if not step.done] == [label]
    assert not agreeable(TOOL, content, context())


def test_without_a_goal_nobody_leads_one_either() -> None:
    content = light(change__goals=[{"id": "g1", "statement": {"nl": " "}}])
    missing = [step.label for step in TOOL.steps(content, context()) if not step.done]
    assert missing == ["Write down at least one goal", "Say who leads a goal"]


@pytest.mark.parametrize(
    "led",
    [
        {"leader_side": "tarija"},
        {"leader": {"ids": [], "text": {"es": "la escuela"}}},
        {"leader": {"ids": ["a1"], "text": {}}},
    ],
)
def test_a_side_an_actor_or_words_say_who_leads(led: dict[str, Any]) -> None:
    assert agreeable(TOOL, light(change__goals=[goal("g1", **{"leader_side": None, **led})]), context())


def test_the_promise_is_asked_in_the_languages_of_the_partnership_and_in_no_other() -> None:
    assert agreeable(TOOL, light(promise__promise={"nl": PROMISE["nl"]}), context(languages=("nl",)))
    assert not agreeable(TOOL, light(), context(languages=("nl", "es", "fr")))


# What stands where


def test_every_other_question_opens_with_the_deep_set() -> None:
    assert [address for address, field in TOOL.fields() if not field.deep] == [
        "change.picture",
        "change.goals",
        "signs.indicators",
        "promise.level",
        "promise.promise",
    ]
    assert [address for address, field in TOOL.fields() if field.deep] == [
        "change.today",
        "signs.markers",
        "promise.why",
        "promise.not_promised",
        "logic.chains",
        "limits.side_effects",
        "limits.minimum",
        "limits.anchor",
    ]


def test_the_parts_that_other_tools_and_people_rely_on_are_there() -> None:
    parts = {
        address: [each.name for each in field.parts] for address, field in TOOL.fields() if isinstance(field, Cards)
    }
    assert parts["change.goals"] == [
        "statement",
        "kind",
        "benefits",
        "priority",
        "horizon",
        "leader",
        "leader_side",
    ]
    assert parts["signs.indicators"] == [
        "goal",
        "name",
        "kind",
        "unit",
        "baseline",
        "baseline_on",
        "target",
        "now",
        "source",
        "how_often",
        "who",
    ]
    assert parts["signs.markers"] == ["actor", "hope", "behaviour"]


def test_an_agreement_covers_goals_signs_level_and_promise() -> None:
    decisions = ["change.goals", "signs.indicators", "promise.level", "promise.promise"]
    for shared in (True, False):
        assert [address for address, field in TOOL.fields() if field.decides(shared)] == decisions


def test_measuring_a_number_never_reopens_an_agreement_but_another_target_does() -> None:
    def agreed(**parts: Any) -> str:
        return fingerprint(TOOL, light(signs__indicators=[sign("s1", "g1", **parts)]), LANGUAGES)

    assert agreed(target=3) == agreed(target=3, now=2)
    assert agreed(target=3) != agreed(target=4)


# T3-1: a goal without a sign


def test_t3_1_asks_of_each_goal_without_a_sign_how_we_will_know() -> None:
    content = light(signs__indicators=[sign("s1", "g1")])
    found = noticed(TOOL, content, context())
    assert [(each.code, each.level, each.at[0]) for each in found] == [
        ("T3-1", CAUTION, "change.goals/g2/statement"),
        ("T3-1", CAUTION, "change.goals/g3/statement"),
    ]
    assert agreeable(TOOL, content, context())


@pytest.mark.parametrize("of", [None, "taken-away"])
def test_t3_1_a_sign_of_no_goal_or_of_one_that_was_taken_away_does_not_count(of: str | None) -> None:
    signs = [sign("s1", "g1"), sign("s2", "g2"), sign("s3", of)]
    assert only("T3-1", light(signs__indicators=signs)).at[0] == "change.goals/g3/statement"


def test_t3_1_does_not_ask_an_empty_card_for_a_sign() -> None:
    assert noticed_codes(light(change__goals=[*goals(*KEYS), {"id": "empty"}])) == []


# T3-3: too many goals


def many(count: int) -> dict[str, Any]:
    """So many goals, each with a sign."""
    return {
        "change__goals": goals(*(KEYS * 2)[:count]),
        "signs__indicators": [sign(f"s{at}", f"g{at}") for at in range(1, count + 1)],
    }


def test_t3_3_asks_what_to_let_go_of_from_six_goals_on() -> None:
    found = only("T3-3", light(**many(6)))
    assert (found.level, found.at) == (CAUTION, ("change.goals",))
    assert noticed_codes(light(**many(5))) == []


def test_t3_3_does_not_count_an_empty_card() -> None:
    five = many(5)
    assert noticed_codes(light(**{**five, "change__goals": [*five["change__goals"], {"id": "empty"}]})) == []


# T3-4: more say than there is room for


@pytest.mark.parametrize(
    ("steps", "level"), [(0, "consult"), (1, "involve"), (2, "coproduce"), (3, "decide"), (0, "decide")]
)
def test_t3_4_stops_an_agreement_on_a_level_above_the_room_of_the_focus_sharpener(steps: int, level: str) -> None:
    content, about = light(promise__level=level), context(project=room(steps))
    found = only("T3-4", content, about)
    assert (found.level, found.at) == (STOP, ("promise.level",))
    assert not agreeable(TOOL, content, about)


@pytest.mark.parametrize(
    ("steps", "level"),
    [(0, "inform"), (1, "consult"), (2, "involve"), (3, "coproduce"), (4, "decide"), (5, "decide"), (None, "decide")],
)
def test_t3_4_is_silent_on_the_highest_level_that_fits_and_while_nobody_said_how_much_room_there_is(
    steps: int | None, level: str
) -> None:
    content, about = light(promise__level=level), context(project=room(steps))
    assert noticed_codes(content, about) == []
    assert agreeable(TOOL, content, about)


def test_t3_4_is_silent_when_nobody_began_the_focus_sharpener_or_chose_a_level() -> None:
    assert noticed_codes(light(promise__level="decide")) == []
    assert noticed_codes(light(promise__level=None), context(project=room(0))) == []


# T3-5: a side that leads nothing


def t3_5(content: Any, about: Any = None) -> list[str]:
    """The places of which it is said that they lead nothing."""
    return [each.values["place"] for each in noticed(TOOL, content, about or context()) if each.code == "T3-5"]


@pytest.mark.parametrize(
    ("leading", "named"),
    [
        (("herent", "herent"), ["Tarija", "Nimlaha'kok"]),
        (("tarija", "tarija"), ["Herent", "Nimlaha'kok"]),
        (("nimlahakok", "nimlahakok"), ["Herent", "Tarija"]),
        (("herent", "tarija"), ["Nimlaha'kok"]),
        (("nimlahakok", "tarija"), ["Herent"]),
        (("herent", "tarija", "nimlahakok"), []),
    ],
)
def test_t3_5_names_every_side_alike_that_leads_no_goal(leading: tuple[str, ...], named: list[str]) -> None:
    assert t3_5(light(change__goals=goals(*leading))) == named


def test_t3_5_is_a_caution_that_points_at_what_the_goals_bring_that_side() -> None:
    content = light(change__goals=goals("herent", "tarija"), signs__indicators=[sign("s1", "g1"), sign("s2", "g2")])
    found = only("T3-5", content)
    assert found.level == CAUTION
    assert found.at == ("change.goals", "change.goals/g1/benefits.nimlahakok", "change.goals/g2/benefits.nimlahakok")
    assert agreeable(TOOL, content, context())


def test_t3_5_of_two_sides_have_two_keys_to_put_away() -> None:
    found = [each for each in noticed(TOOL, light(change__goals=goals("herent")), context()) if each.code == "T3-5"]
    assert len({each.key for each in found}) == 2


def led_by(*actors: str) -> list[dict[str, Any]]:
    """One goal led by each of these actors, of whom nobody chose the side."""
    return [goal(f"g{at}", leader_side=None, leader={"ids": [each], "text": {}}) for at, each in enumerate(actors, 1)]


def test_t3_5_takes_the_side_of_the_actor_who_leads_when_no_side_was_chosen() -> None:
    about = context(project=analysis(a1="herent", a2="tarija"))
    assert t3_5(light(change__goals=led_by("a1", "a2")), about) == ["Nimlaha'kok"]
    chosen = [{**led_by("a1")[0], "leader_side": "tarija"}]
    assert t3_5(light(change__goals=chosen), about) == ["Herent", "Nimlaha'kok"]


def test_t3_5_an_actor_of_all_sides_leads_for_all_and_one_of_neither_for_nobody() -> None:
    about = context(project=analysis(a1="both", a2="bridge", a3="herent"))
    assert t3_5(light(change__goals=led_by("a1")), about) == []
    assert t3_5(light(change__goals=led_by("a2", "a3")), about) == ["Tarija", "Nimlaha'kok"]
    assert t3_5(light(change__goals=led_by("a2")), about) == []


@pytest.mark.parametrize(
    "unknown",
    [
        {"leader": {"ids": [], "text": {"nl": "de onderwijsdienst"}}},
        {"leader": {"ids": ["gone"], "text": {}}},
        {"leader": {"ids": ["a1"], "text": {}}},
        {"leader": {"ids": ["a1", "a2"], "text": {}}},
    ],
)
def test_t3_5_names_nobody_while_the_side_of_one_leader_is_not_known(unknown: dict[str, Any]) -> None:
    about = context(project=analysis(a1=None, a2="herent"))
    content = light(change__goals=[*goals("herent"), goal("g2", leader_side=None, **unknown)])
    assert t3_5(content, about) == []


def test_t3_5_is_silent_while_nobody_leads_anything_and_counts_goals_that_wait_for_somebody() -> None:
    assert t3_5(light(change__goals=goals(None, None))) == []
    assert t3_5(light(change__goals=goals("herent", "tarija", None))) == ["Nimlaha'kok"]


def test_t3_5_asks_a_project_of_one_side_only_whether_that_side_leads_something() -> None:
    content = light(change__goals=goals("herent"))
    assert t3_5(content, context(shared=False, owner="herent")) == []
    assert t3_5(content, context(shared=False, owner="tarija")) == ["Tarija"]


# T3-6: good for one side only


@pytest.mark.parametrize("alone", KEYS)
def test_t3_6_asks_what_is_in_it_for_the_others_whichever_side_gains(alone: str) -> None:
    content = light(change__goals=[goal("g1", benefits={alone: {"nl": "iedereen"}}), *goals(*KEYS)[1:]])
    found = only("T3-6", content)
    assert found.level == CAUTION
    assert found.at == tuple(f"change.goals/g1/benefits.{key}" for key in KEYS if key != alone)


@pytest.mark.parametrize("gains", [(), ("herent", "tarija"), KEYS])
def test_t3_6_is_silent_when_two_gain_or_nobody_answered(gains: tuple[str, ...]) -> None:
    benefits = {key: {"nl": "iedereen"} for key in gains}
    assert noticed_codes(light(change__goals=[goal("g1", benefits=benefits), *goals(*KEYS)[1:]])) == []


def test_t3_6_is_silent_in_a_project_of_one_side() -> None:
    alone = [goal("g1", benefits={"herent": {"nl": "iedereen"}}), *goals(*KEYS)[1:]]
    assert noticed_codes(light(change__goals=alone), context(shared=False, owner="herent")) == []


# T3-7: nobody looks


@pytest.mark.parametrize(
    ("blank_parts", "at"),
    [(("source",), ("source",)), (("who",), ("who",)), (("source", "who"), ("source", "who"))],
)
def test_t3_7_asks_who_looks_and_where(blank_parts: tuple[str, ...], at: tuple[str, ...]) -> None:
    signs = [sign("s1", "g1", **{part: {"nl": " "} for part in blank_parts}), sign("s2", "g2"), sign("s3", "g3")]
    found = only("T3-7", light(signs__indicators=signs))
    assert (found.level, found.at) == (CAUTION, tuple(f"signs.indicators/s1/{part}" for part in at))


def test_t3_7_asks_nothing_of_an_empty_card_and_one_language_is_enough() -> None:
    signs = [sign(f"s{at}", f"g{at}", who={"nl": "", "es": "la escuela"}) for at in (1, 2, 3)]
    assert noticed_codes(light(signs__indicators=[*signs, {"id": "empty"}])) == []


# T3-8: numbers only, stories only


def kinds(*each: str | None) -> dict[str, Any]:
    """A sign of each of these kinds, so that every goal has one."""
    return {"signs__indicators": [sign(f"s{at}", f"g{at}", kind=kind) for at, kind in enumerate(each, 1)]}


@pytest.mark.parametrize("kind", ["number", "story"])
def test_t3_8_asks_for_numbers_as_well_as_stories(kind: str) -> None:
    found = only("T3-8", light(**kinds(kind, kind, kind)))
    assert (found.level, found.at[0]) == (TIP, "signs.indicators")


@pytest.mark.parametrize("mixed", [("number", "story", "story"), ("number", "number", None), (None, None, None)])
def test_t3_8_is_silent_when_there_are_both_or_one_was_not_answered(mixed: tuple[str | None, ...]) -> None:
    assert noticed_codes(light(**kinds(*mixed))) == []


def test_t3_8_does_not_ask_one_sign_to_be_both() -> None:
    content = light(change__goals=goals("herent"), **kinds("number"))
    assert noticed_codes(content, context(shared=False, owner="herent")) == []


# T3-10: nobody harmed


def test_t3_10_asks_who_could_be_harmed_once_the_deep_set_is_opened() -> None:
    content = light(**{"limits__side_effects.none": False})
    found = only("T3-10", content, context(deep_opened=True))
    assert (found.level, found.at) == (CAUTION, ("limits.side_effects",))
    assert noticed_codes(content) == []


def test_t3_10_is_silent_when_somebody_is_named_or_it_was_thought_about() -> None:
    deep = context(deep_opened=True)
    named = [{"id": "e1", "effect": {"es": "menos terreno para milpa"}}]
    assert noticed_codes(light(**{"limits__side_effects.none": False, "limits__side_effects": named}), deep) == []
    assert noticed_codes(light(), deep) == []


def test_t3_10_an_empty_card_names_nobody() -> None:
    content = light(**{"limits__side_effects.none": False, "limits__side_effects": [{"id": "e1"}]})
    assert noticed_codes(content, context(deep_opened=True)) == ["T3-10"]


# T3-11: a day that is past


def by(day: str | None) -> dict[str, Any]:
    return {"change__goals": [goal("g1", horizon=day), *goals(*KEYS)[1:]]}


def test_t3_11_notices_that_the_day_of_a_goal_is_past() -> None:
    found = only("T3-11", light(**by("2026-11-26")))
    assert (found.level, found.at) == (TIP, ("change.goals/g1/horizon",))


@pytest.mark.parametrize("day", ["2026-11-27", "2026-11-28", "2027-01-01", None])
def test_t3_11_is_silent_today_later_and_without_a_day(day: str | None) -> None:
    assert noticed_codes(light(**by(day))) == []


def test_t3_11_is_silent_where_it_is_not_known_which_day_it_is() -> None:
    assert noticed_codes(light(**by("2020-01-01")), context(today="")) == []


# T3-12: nothing changes


def measured(**parts: Any) -> dict[str, Any]:
    return {"signs__indicators": [sign("s1", "g1", **parts), sign("s2", "g2"), sign("s3", "g3")]}


@pytest.mark.parametrize("same", [0, 3, 2.5])
def test_t3_12_notices_a_number_that_should_become_what_it_is(same: float) -> None:
    found = only("T3-12", light(**measured(kind="number", baseline=same, target=same)))
    assert (found.level, found.at[0]) == (TIP, "signs.indicators/s1/target")


@pytest.mark.parametrize(
    "parts",
    [
        {"baseline": 0, "target": 3},
        {"baseline": 3, "target": 0},
        {"baseline": None, "target": 0},
        {"baseline": 0, "target": None},
        {"kind": "story", "baseline": 3, "target": 3},
        {"baseline": 0, "target": 3, "now": 3},
    ],
)
def test_t3_12_is_silent_when_it_changes_is_not_known_or_is_a_story(parts: dict[str, Any]) -> None:
    assert noticed_codes(light(**measured(**parts))) == []


# All together


def test_the_most_serious_finding_comes_first_and_the_guess_last() -> None:
    content = light(
        change__goals=[
            goal("g1", statement={"nl": "Drie workshops organiseren", "es": ""}, horizon="2020-01-01"),
            *goals(*KEYS)[1:],
        ],
        **{"signs__indicators": [sign("s2", "g2", who={}), sign("s3", "g3")], "limits__side_effects.none": False},
    )
    assert noticed_codes(content, context(project=room(1), deep_opened=True)) == [
        "T3-4",
        "T3-1",
        "T3-7",
        "T3-10",
        "T3-11",
        "T3-2",
    ]
