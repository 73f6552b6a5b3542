"""The Environment scan: what it asks, what it notices, and that the short set of questions is enough to agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import test_contract
from tests.focus_canvases import KEYS, LANGUAGES, SIDES
from tests.scan_canvases import context, factor, light, moment, noticed_codes, scan
from tests.strategies import contents, full
from tools.canvas import CAUTION, SIDE, TIP, Content, Finding, agreeable, noticed
from tools.content import blank, canonical, check
from tools.environment_scan import TOOL

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
def test_the_scan_keeps_the_contract_of_every_tool(promise: Callable[..., Any]) -> None:
    promise(TOOL)


def test_a_canvas_on_which_everything_is_filled_is_good_content_and_can_be_agreed() -> None:
    content = full(TOOL)
    assert check(TOOL, content) == []
    for about in test_contract.ABOUT:
        assert agreeable(TOOL, content, about)


# The short set


def test_the_short_set_alone_reaches_can_be_agreed_and_nothing_is_noticed() -> None:
    assert agreeable(TOOL, light(), context())
    assert noticed_codes(light()) == []


def test_a_blank_canvas_is_silent_and_cannot_be_agreed() -> None:
    empty = blank(TOOL, LANGUAGES, KEYS)
    assert noticed_codes(empty) == []
    assert not agreeable(TOOL, empty, context())
    assert [step.done for step in TOOL.steps(empty, context())] == [False] * 13


def test_the_steps_of_a_shared_project_ask_every_side_for_its_own_column_and_all_for_a_conclusion() -> None:
    steps = TOOL.steps(light(), context())
    lists = ("around.factors", "ground.works", "ground.hooks", "time.calendar")
    assert [step.at for step in steps] == [f"{each}.{key}" for each in lists for key in KEYS] + ["meaning.conclusions"]
    assert [step.values for step in steps] == [{"place": side.place} for _ in lists for side in SIDES] + [{}]


def test_the_steps_of_a_project_of_one_side_ask_the_others_only_what_is_going_on() -> None:
    steps = TOOL.steps(light(), context(shared=False, owner="tarija"))
    assert [step.at for step in steps] == [
        *(f"around.factors.{key}" for key in KEYS),
        "ground.works.tarija",
        "ground.hooks.tarija",
        "time.calendar.tarija",
        "meaning.conclusions",
    ]


@pytest.mark.parametrize("address", ["around.factors", "ground.works", "ground.hooks", "time.calendar"])
@pytest.mark.parametrize("side", KEYS)
def test_t2_1_one_empty_column_of_any_side_is_a_step_that_is_missing(address: str, side: str) -> None:
    content = light()
    section, name = address.split(".")
    content[section][name][side] = [
        {**content[section][name][side][0], "event": {}, "what": {}, "plan": {}, "text": {}}
    ]
    for card in content[section][name][side]:
        card.update(effect=None, kind=None)
    assert [step.at for step in TOOL.steps(content, context()) if not step.done] == [f"{address}.{side}"]
    assert not agreeable(TOOL, content, context())


def test_without_a_conclusion_nothing_can_be_agreed() -> None:
    content = light(meaning__conclusions=[{"id": "c1", "text": {"nl": " "}}])
    assert [step.at for step in TOOL.steps(content, context()) if not step.done] == ["meaning.conclusions"]


def test_the_deep_set_is_needed_for_nothing() -> None:
    assert [address for address, field in TOOL.fields() if field.deep] == [
        "around.sensitive",
        "ground.tried",
        "ground.participation",
        "ground.resources",
        "meaning.unknown",
        "meaning.compare",
    ]


def test_an_agreement_covers_the_conclusions_and_nothing_else() -> None:
    assert [address for address, field in TOOL.fields() if field.decision] == ["meaning.conclusions"]
    content, other = light(), light(around__factors={"tarija": [factor("x", -3)]})
    assert canonical(TOOL, content, LANGUAGES) == canonical(TOOL, other, LANGUAGES)


def test_what_is_delicate_stays_with_its_own_side() -> None:
    field = TOOL.field("around.sensitive")
    assert (field.room, field.per_side) == (SIDE, True)


def test_what_is_going_on_can_be_written_alone_first() -> None:
    assert [address for address, field in TOOL.fields() if field.alone_first] == ["around.factors"]


# Findings


def one(content: Content, **known: Any) -> Finding:
    """The only thing that is noticed."""
    (found,) = noticed(TOOL, content, context(deep_opened=True, **known))
    return found


def weighed(*effects: int | None, side: str = "tarija") -> Content:
    """A canvas on which one side weighed factors; the strongest have their conclusion."""
    cards = [factor(f"f{number}", effect) for number, effect in enumerate(effects)]
    conclusion = {"id": "c1", "text": {"nl": "Dus."}, "factors": [card["id"] for card in cards]}
    return scan(around__factors={side: cards}, meaning__conclusions=[conclusion])


@pytest.mark.parametrize("side", SIDES, ids=lambda side: side.key)
@pytest.mark.parametrize(("effects", "sign"), [((1, 2, 3), "helps"), ((-1, -1, -3), "hinders")])
def test_t2_2_asks_what_is_overlooked_when_everything_of_a_side_helps_or_hinders(
    side: Any, effects: tuple[int, ...], sign: str
) -> None:
    found = one(weighed(*effects, side=side.key))
    assert (found.code, found.level, found.at) == ("T2-2", CAUTION, (f"around.factors.{side.key}",))
    assert found.sentence.format(**found.values) == f"{side.place}: everything {sign}. What are we overlooking?"


@pytest.mark.parametrize("effects", [(1, 2, -1), (1, 2, 0), (-2, -1, 0), (0, 0, 0), (1, 1), (-1,), (1, 1, None), ()])
def test_t2_2_is_silent_with_both_signs_a_nought_or_fewer_than_three_weighed(effects: tuple[int | None, ...]) -> None:
    assert noticed_codes(weighed(*effects)) == []


def test_t2_2_looks_at_each_side_by_itself() -> None:
    helps = [factor(f"a{number}", 1) for number in range(2)]
    content = scan(around__factors={"herent": helps, "tarija": [factor("b", 2)], "nimlahakok": [factor("c", 2)]})
    assert noticed_codes(content) == []


def test_t2_3_lets_a_place_confirm_what_another_place_wrote_in_its_column() -> None:
    content = scan(
        around__factors={"tarija": [factor("f1", 1), factor("f2", -1)]},
        ground__works={"tarija": [{"id": "w1", "what": {"nl": "De markt"}}]},
    )
    found = one(content, authors={"f1": "herent", "f2": "tarija", "w1": "herent"})
    assert (found.code, found.level) == ("T2-3", CAUTION)
    assert found.at == ("around.factors.tarija/f1", "ground.works.tarija/w1")
    said = found.sentence.format(**found.values)
    assert said == "Herent wrote in the column of Tarija. Let Tarija confirm it."


def test_t2_3_names_every_place_that_wrote_in_another_column_whichever_it_is() -> None:
    content = scan(
        around__factors={"herent": [factor("f1", 1)], "nimlahakok": [factor("f2", 1), factor("f3", 1)]},
    )
    found = noticed(TOOL, content, context(authors={"f1": "tarija", "f2": "tarija", "f3": "herent"}))
    assert [(each.values["author"], each.values["place"], each.at) for each in found] == [
        ("Tarija", "Herent", ("around.factors.herent/f1",)),
        ("Herent", "Nimlaha'kok", ("around.factors.nimlahakok/f3",)),
        ("Tarija", "Nimlaha'kok", ("around.factors.nimlahakok/f2",)),
    ]


@pytest.mark.parametrize("author", ["tarija", "", "a-place-that-left", None])
def test_t2_3_is_silent_about_the_own_column_a_guest_and_what_nobody_is_known_to_have_put_there(
    author: str | None,
) -> None:
    content = scan(around__factors={"tarija": [factor("f1", 1)]})
    assert noticed_codes(content, context(authors={} if author is None else {"f1": author})) == []


def test_t2_3_is_silent_about_a_card_on_which_nothing_is_written() -> None:
    assert noticed_codes(scan(ground__works={"tarija": [{"id": "w1"}]}), context(authors={"w1": "herent"})) == []


def test_t2_3_is_silent_about_the_deep_set_until_it_is_opened() -> None:
    content = scan(ground__tried={"tarija": [{"id": "t1", "what": {"nl": "Een app"}}]})
    about = {"authors": {"t1": "herent"}}
    assert noticed_codes(content, context(**about)) == []
    assert one(content, **about).at == ("ground.tried.tarija/t1",)


@pytest.mark.parametrize("effect", [3, -3])
def test_t2_4_asks_what_a_very_strong_factor_means_until_a_conclusion_comes_from_it(effect: int) -> None:
    cards = {"nimlahakok": [factor("f1", effect)]}
    other = {"id": "c1", "text": {"nl": "Dus."}, "factors": ["f2"]}
    for conclusions in ([], [other]):
        found = one(scan(around__factors=cards, meaning__conclusions=conclusions))
        assert (found.code, found.level, found.at) == ("T2-4", CAUTION, ("around.factors.nimlahakok/f1/effect",))
    linked = [other, {"id": "c2", "text": {"es": "Entonces."}, "factors": ["f2", "f1"]}]
    assert noticed_codes(scan(around__factors=cards, meaning__conclusions=linked)) == []


@pytest.mark.parametrize("effect", [2, -2, 0, None])
def test_t2_4_is_silent_about_a_factor_that_is_not_among_the_strongest(effect: int | None) -> None:
    assert noticed_codes(scan(around__factors={"tarija": [factor("f1", effect)]})) == []


@pytest.mark.parametrize(("effect", "certainty"), [(2, 2), (-2, 1)])
def test_t2_5_asks_who_finds_out_about_a_strong_factor_that_people_are_not_sure_of(effect: int, certainty: int) -> None:
    cards = {"herent": [factor("f1", effect, certainty=certainty)]}
    found = one(scan(around__factors=cards))
    assert (found.code, found.level, found.at) == ("T2-5", CAUTION, ("around.factors.herent/f1/certainty",))
    asked = [{"id": "u1", "question": {"nl": "Klopt dit?"}, "factors": ["f1"]}]
    assert noticed_codes(scan(around__factors=cards, meaning__unknown=asked)) == []


@pytest.mark.parametrize(("effect", "certainty"), [(2, 3), (1, 1), (-1, 2), (2, None), (None, 1), (0, 1)])
def test_t2_5_is_silent_about_what_is_sure_enough_weak_or_not_said(effect: int | None, certainty: int | None) -> None:
    assert noticed_codes(scan(around__factors={"herent": [factor("f1", effect, certainty=certainty)]})) == []


@pytest.mark.parametrize(("kind", "event"), [(None, "Carnaval"), ("festivity", "Fiesta patronal"), ("harvest", "")])
def test_t2_6_misses_elections_and_budget_on_a_calendar_that_has_moments(kind: str | None, event: str) -> None:
    card = {"id": "m1", "event": {"es": event}, "kind": kind, "starts": "2027-02-01"}
    found = one(scan(time__calendar={"tarija": [card]}))
    assert (found.code, found.level, found.at) == ("T2-6", TIP, ("time.calendar.tarija",))
    assert found.values == {"place": "Tarija"}


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        ("elections", ""),
        ("budget", ""),
        (None, "Gemeenteraadsverkiezingen"),
        (None, "ELECCIÓN municipal"),
        (None, "Elecciones"),
        (None, "opmaak begroting"),
        ("something_else", "Presupuesto participativo"),
    ],
)
def test_t2_6_is_silent_when_either_stands_there_by_its_kind_or_by_its_words(kind: str | None, event: str) -> None:
    card = {"id": "m1", "event": {"es": event}, "kind": kind, "starts": "2027-02-01"}
    assert noticed_codes(scan(time__calendar={"tarija": [moment("m2", "2027-01-01"), card]})) == []


def test_t2_7_asks_for_other_means_when_only_money_is_named_and_the_deep_set_is_open() -> None:
    money = {"id": "r1", "amount": {"nl": "5.000 euro"}, "kind": "money"}
    content = scan(ground__resources={"herent": [money, {**money, "id": "r2"}]})
    found = one(content)
    assert (found.code, found.level, found.at) == ("T2-7", TIP, ("ground.resources.herent",))
    assert noticed_codes(content, context()) == []


@pytest.mark.parametrize("kind", ["hours", "expertise", "place", "network", None])
def test_t2_7_is_silent_when_one_of_the_means_is_or_may_be_something_else(kind: str | None) -> None:
    cards = [
        {"id": "r1", "amount": {"nl": "5.000 euro"}, "kind": "money"},
        {"id": "r2", "amount": {"nl": "iets"}, "kind": kind},
    ]
    assert noticed_codes(scan(ground__resources={"herent": cards})) == []


@pytest.mark.parametrize(
    ("noted", "today"), [("2025-11-26", "2026-11-27"), ("2020-01-01", "2026-11-27"), ("2024-02-29", "2025-03-01")]
)
def test_t2_8_asks_whether_what_was_judged_more_than_a_year_ago_is_still_so(noted: str, today: str) -> None:
    found = one(scan(around__factors={"tarija": [factor("f1", 1, noted_on=noted)]}), today=today)
    assert (found.code, found.level, found.at) == ("T2-8", CAUTION, ("around.factors.tarija/f1/noted_on",))


@pytest.mark.parametrize(
    ("noted", "today"),
    [
        ("2025-11-27", "2026-11-27"),
        ("2026-11-27", "2026-11-27"),
        ("2027-01-01", "2026-11-27"),
        ("2024-02-29", "2025-02-28"),
        (None, "2026-11-27"),
        ("2020-01-01", ""),
    ],
)
def test_t2_8_is_silent_until_a_whole_year_has_passed_and_without_a_day(noted: str | None, today: str) -> None:
    content = scan(around__factors={"tarija": [factor("f1", 1, noted_on=noted)]})
    assert noticed_codes(content, context(today=today)) == []


@pytest.mark.parametrize(("starts", "ends"), [("2027-03-02", "2027-03-01"), (None, "2027-03-01")])
def test_t2_9_asks_when_a_moment_is_that_ends_before_it_begins_or_never_begins(starts: str | None, ends: str) -> None:
    found = one(scan(time__calendar={"tarija": [moment("m1", starts, ends, kind="elections")]}))
    assert (found.code, found.level) == ("T2-9", TIP)
    assert found.at == ("time.calendar.tarija/m1/starts", "time.calendar.tarija/m1/ends")


@pytest.mark.parametrize(
    ("starts", "ends"), [("2027-03-01", "2027-03-01"), ("2027-03-01", None), ("2027-03-01", "2027-03-02"), (None, None)]
)
def test_t2_9_is_silent_about_one_day_a_first_day_alone_and_no_days(starts: str | None, ends: str | None) -> None:
    assert noticed_codes(scan(time__calendar={"tarija": [moment("m1", starts, ends, kind="elections")]})) == []


@given(st.data())
def test_nothing_that_is_noticed_ever_keeps_a_scan_from_being_agreed(data: st.DataObject) -> None:
    content = data.draw(contents(TOOL))
    for about in test_contract.ABOUT:
        steps = all(step.done for step in TOOL.steps(content, about))
        assert agreeable(TOOL, content, about) == steps
