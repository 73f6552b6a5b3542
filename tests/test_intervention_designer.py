"""The Intervention designer: what it asks, what it notices, and that the short set of questions is enough to agree."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests import test_contract
from tests.encounters import (
    KEYS,
    LANGUAGES,
    QUESTION,
    SIDES,
    actors,
    block,
    codes,
    context,
    found,
    light,
    mirror,
    part,
    two,
    upstream,
)
from tests.strategies import contents, full
from tools.canvas import CAUTION, LEVELS, STOP, TIP, Cards, Content, SideOf, agreeable, field_address, noticed
from tools.content import blank, canonical, check
from tools.intervention_designer import TOOL
from tools.intervention_designer.questions import CONDITIONS


def deep(**known: Any) -> Any:
    return context(deep_opened=True, **known)


# The short set


def test_the_short_set_alone_reaches_can_be_agreed() -> None:
    assert agreeable(TOOL, light(), context())
    assert codes(light()) == []
    assert codes(light(), deep()) == []


def test_a_blank_canvas_cannot_be_agreed_and_notices_nothing() -> None:
    empty = blank(TOOL, LANGUAGES, KEYS)
    for about in (context(), deep(), context(shared=False, owner="tarija"), context(sides=())):
        assert codes(empty, about) == []
        assert [step.done for step in TOOL.steps(empty, about)] == [False] * 8


def test_a_canvas_on_which_everything_is_filled_can_be_agreed_by_three_sides() -> None:
    assert check(TOOL, full(TOOL)) == []
    assert agreeable(TOOL, full(TOOL), deep())


@pytest.mark.parametrize(
    ("missing", "steps"),
    [
        ({"meeting__name": {"nl": " "}}, [0]),
        ({"meeting__parts": [{"id": "p1"}]}, [1]),
        ({"result__results": []}, [2]),
        ({"people__invitees": []}, [3]),
        ({"agenda__blocks": [block("b1", None, question=QUESTION)]}, [4]),
        ({"agenda__blocks": [block("b1", 10, question={"nl": "Wie?"})]}, [5]),
        ({"agenda__blocks": [block("b1", 10, question=QUESTION, form=None)]}, [6]),
        ({"agenda__blocks": [block("b1", 10, question=QUESTION, interpretation=None)]}, [7]),
        ({"agenda__blocks": []}, [4, 5, 6, 7]),
    ],
)
def test_each_step_that_is_missing_keeps_the_encounter_from_being_agreed(
    missing: dict[str, Any], steps: list[int]
) -> None:
    content = light(**missing)
    assert [place for place, step in enumerate(TOOL.steps(content, context())) if not step.done] == steps
    assert not agreeable(TOOL, content, context())


def test_an_encounter_without_a_yield_can_be_agreed_once_that_caution_is_overruled() -> None:
    content = light(agenda__blocks=[block("b1", 100, question=QUESTION)])
    assert codes(content) == ["T6-1"]
    assert agreeable(TOOL, content, context())


def test_steps_stand_in_the_order_of_the_questions() -> None:
    assert [step.at for step in TOOL.steps(light(), context())] == [
        "meeting.name",
        "meeting.parts",
        "result.results",
        "people.invitees",
        *["agenda.blocks"] * 4,
    ]


def test_who_keeps_the_time_and_when_you_meet_may_change_after_an_agreement_but_not_the_question() -> None:
    agreed = canonical(TOOL, light(), LANGUAGES)
    kept = block("b1", 100, question=QUESTION, harvest_to="stakeholder_analysis", roles={"nl": "techniek: onthaal"})
    assert canonical(TOOL, light(agenda__blocks=[kept], meeting__parts=[part(on="2026-06-16")]), LANGUAGES) == agreed
    other = kept | {"question": {**QUESTION, "nl": "Wie ontbrak?"}}
    assert canonical(TOOL, light(agenda__blocks=[other]), LANGUAGES) != agreed


def test_the_deep_set_is_all_that_the_short_set_does_not_name() -> None:
    assert [address for address, field in TOOL.fields() if not field.deep] == [
        "meeting.name",
        "meeting.session",
        "meeting.purpose",
        "meeting.form",
        "meeting.parts",
        "result.results",
        "people.invitees",
        "agenda.blocks",
    ]


def test_the_names_that_other_tools_rely_on_are_there() -> None:
    parts = {
        address: [each.name for each in field.parts] for address, field in TOOL.fields() if isinstance(field, Cards)
    }
    assert parts["meeting.parts"] == ["name", "on", "at", "clock", "minutes", "where"]
    assert parts["result.results"] == ["result", "phase", "goal"]
    assert parts["people.invitees"] == ["actor", "number", "language", "support", "invites", "confirmed"]
    assert (TOOL.many, TOOL.called) == (True, "meeting.name")


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


# T6-1: what comes out


def test_an_encounter_of_which_nothing_goes_anywhere_is_asked_where_it_goes() -> None:
    content = light(agenda__blocks=[block("b1", 90, harvest={"nl": "verslag"}), block("b2", 10, "pause")])
    assert found("T6-1", content) == [(("agenda.blocks", "agenda.blocks/b1/harvest_to"), {})]
    assert codes(mirror(), two()) == ["T6-13"]


def test_a_pause_alone_and_one_block_with_a_place_to_go_are_not_asked() -> None:
    assert found("T6-1", light(agenda__blocks=[block("b1", 100, "pause")])) == []
    assert found("T6-1", light(agenda__blocks=[block("b1", 50), block("b2", 50, harvest_to="quotes")])) == []


# T6-2: minutes


@pytest.mark.parametrize(
    ("minutes", "sentence", "n"), [(104, "{n} min too many planned.", "14"), (78, "{n} min still free.", "12")]
)
def test_ninety_minutes_that_are_too_full_or_not_full_say_by_how_much(minutes: int, sentence: str, n: str) -> None:
    content = light(meeting__parts=[part(minutes=90)], agenda__blocks=[block("b1", minutes, harvest_to="photo")])
    (noted,) = noticed(TOOL, content, context())
    assert (noted.code, noted.level, noted.sentence) == ("T6-2", CAUTION, sentence)
    assert (noted.at, noted.values) == (("meeting.parts/p1/minutes",), {"n": n})


def test_minutes_are_added_up_for_each_part_apart() -> None:
    content = light(
        meeting__parts=[part("p1", minutes=60), part("p2", minutes=60)],
        agenda__blocks=[block("b1", 60, part=["p1"], harvest_to="photo"), block("b2", 62.5, part=["p2"])],
    )
    assert found("T6-2", content) == [(("meeting.parts/p2/minutes",), {"n": "2.5"})]


def test_a_plan_that_adds_up_or_has_no_minutes_yet_is_left_in_peace() -> None:
    assert found("T6-2", mirror()) == []
    assert found("T6-2", light(meeting__parts=[part(minutes=None)])) == []
    assert found("T6-2", light(agenda__blocks=[block("b1", None)])) == []
    assert found("T6-2", light(agenda__blocks=[block("b1", "ten"), block("b2", -3)])) == []


# T6-3: consecutive


def test_consecutive_interpreting_asks_whether_the_time_is_doubled() -> None:
    asked = [block("b1", 50, interpretation="consecutive"), block("b2", 50, interpretation="consecutive", doubled="no")]
    assert [at[0] for at, _ in found("T6-3", light(agenda__blocks=asked))] == [
        "agenda.blocks/b1/minutes",
        "agenda.blocks/b2/minutes",
    ]
    doubled = [block("b1", 100, interpretation="consecutive", doubled="yes"), block("b2", 9, doubled="no")]
    assert found("T6-3", light(agenda__blocks=doubled)) == []


# T6-4: screens


@pytest.mark.parametrize("form", ["online", "mixed"])
def test_more_than_an_hour_of_screen_without_a_pause_is_noticed(form: str) -> None:
    blocks = [block("b1", 30), block("b2", 31), block("b3", 9, "pause"), block("b4", 30)]
    content = light(meeting__form=form, agenda__blocks=blocks)
    assert found("T6-4", content) == [(("agenda.blocks/b2/minutes",), {})]


def test_more_than_two_hours_of_screen_in_one_part_is_noticed_pauses_or_not() -> None:
    blocks = [block("b1", 60), block("b2", 10, "pause"), block("b3", 60), block("b4", 10, "pause")]
    assert found("T6-4", light(meeting__form="online", agenda__blocks=blocks)) == []
    assert len(found("T6-4", light(meeting__form="online", agenda__blocks=[*blocks, block("b5", 1)]))) == 1


def test_an_hour_in_person_a_pause_in_time_and_two_parts_are_fine() -> None:
    long = [block("b1", 90), block("b2", 40)]
    assert found("T6-4", light(meeting__form="in_person", agenda__blocks=long)) == []
    assert found("T6-4", light(agenda__blocks=long)) == []
    assert found("T6-4", mirror()) == []
    halves = [block("b1", 60, part=["p1"]), block("b2", 60, part=["p2"])]
    parts = [part("p1"), part("p2", on="2026-06-10")]
    assert found("T6-4", light(meeting__form="online", meeting__parts=parts, agenda__blocks=halves)) == []


# T6-5: telling


def test_more_than_a_quarter_of_telling_is_noticed_with_pauses_left_out() -> None:
    content = light(agenda__blocks=[block("b1", 26, "info"), block("b2", 74), block("b3", 30, "pause")])
    assert found("T6-5", content) == [(("agenda.blocks/b1/minutes",), {})]


def test_a_quarter_of_telling_and_a_plan_that_only_begins_with_it_are_fine() -> None:
    assert found("T6-5", light(agenda__blocks=[block("b1", 25, "info"), block("b2", 75)])) == []
    assert found("T6-5", light(agenda__blocks=[block("b1", 25, "info"), block("b2", None)])) == []


# T6-6: the question in every language


@pytest.mark.parametrize("question", [{"nl": "Welke stem ontbrak?"}, {"nl": " ", "es": "¿Qué voz faltó?"}])
def test_a_question_in_one_language_only_stops_an_agreement(question: dict[str, str]) -> None:
    content = light(agenda__blocks=[block("b1", 90, question=QUESTION), block("b2", 10, question=question)])
    noted = next(each for each in noticed(TOOL, content, context()) if each.code == "T6-6")
    assert (noted.level, noted.at) == (STOP, ("agenda.blocks/b2/question",))
    assert all(step.done for step in TOOL.steps(content, context()))
    assert not agreeable(TOOL, content, context())


def test_no_question_yet_and_a_question_in_all_languages_do_not_stop() -> None:
    content = light(agenda__blocks=[block("b1", 90, question=QUESTION), block("b2", 10), block("b3", 5, "pause")])
    assert found("T6-6", content) == []
    french = light(agenda__blocks=[block("b1", 100, question={**QUESTION, "fr": ""})])
    assert found("T6-6", french) == []
    assert len(found("T6-6", french, context(languages=("nl", "es", "fr")))) == 1


# T6-7: hours


def test_an_hour_before_eight_in_a_place_is_told_with_the_hours_there() -> None:
    early = light(meeting__parts=[part(at="14:00")])
    assert found("T6-7", early) == [(("meeting.parts/p1/at",), {"times": "Nimlaha'kok 06:00–07:40"})]
    earlier = light(meeting__parts=[part(at="13:00")])
    times = "Tarija 07:00–08:40; Nimlaha'kok 05:00–06:40"
    assert found("T6-7", earlier) == [(("meeting.parts/p1/at",), {"times": times})]


def test_an_encounter_that_ends_after_eight_or_on_another_day_is_told_too() -> None:
    late = light(meeting__parts=[part(at="18:21")])
    assert found("T6-7", late) == [(("meeting.parts/p1/at",), {"times": "Brasschaat 18:21–20:01"})]
    night = light(meeting__parts=[part(at="23:00")])
    assert found("T6-7", night, two())[0][1] == {"times": "Brasschaat 23:00–00:40"}


def test_from_eight_to_eight_suits_everybody() -> None:
    assert found("T6-7", light(meeting__parts=[part(minutes=240)], agenda__blocks=[block("b1", 240)])) == []
    assert found("T6-7", light(meeting__parts=[part(on="2026-12-01", at="15:00", minutes=60)])) == []
    assert found("T6-7", light(meeting__parts=[part(at=None), part("p2", clock=None, at="05:00")])) == []


def test_the_hour_of_a_place_from_which_nobody_is_invited_does_not_matter() -> None:
    known = actors({"id": "a1", "side": "tarija"}, {"id": "a2", "side": "both"}, {"id": "a3", "side": None})
    about = context(project=upstream(stakeholder_analysis=known))

    def invited(*ids: str) -> Content:
        cards = [{"id": f"i{key}", "actor": {"ids": [key], "text": {}}} for key in ids]
        return light(meeting__parts=[part(at="14:00")], people__invitees=cards)

    assert found("T6-7", invited("a1"), about) == []
    for everybody in (invited("a1", "a2"), invited("a1", "a3"), invited("a1", "gone"), invited()):
        assert len(found("T6-7", everybody, about)) == 1


# T6-8 and T6-13: who leads


def led(*leads: str | None, kind: str = "talk") -> Content:
    return light(agenda__blocks=[block(f"b{n}", 10, kind, lead=lead) for n, lead in enumerate(leads)])


def test_blocks_that_one_side_leads_ask_who_leads_one_from_the_others() -> None:
    for lead, others in (
        ("brasschaat", "Tarija, Nimlaha'kok"),
        ("tarija", "Brasschaat, Nimlaha'kok"),
        ("nimlahakok", "Brasschaat, Tarija"),
    ):
        at = ("agenda.blocks/b0/lead", "agenda.blocks/b2/lead")
        assert found("T6-8", led(lead, None, lead)) == [(at, {"places": others})]


@pytest.mark.parametrize(
    "leads",
    [("tarija",), ("tarija", "brasschaat"), ("tarija", "together"), ("outside", "outside"), ("herent", "herent"), ()],
)
def test_two_sides_together_somebody_from_outside_or_one_block_only_are_fine(leads: tuple[str, ...]) -> None:
    assert found("T6-8", led(*leads)) == []


def test_a_project_of_one_place_is_not_asked_for_another_that_leads() -> None:
    assert found("T6-8", led("tarija", "tarija"), context(sides=SIDES[1:2])) == []


def test_a_welcome_of_one_side_asks_for_the_ritual_of_the_others() -> None:
    content = led("tarija", kind="welcome")
    (noted,) = [each for each in noticed(TOOL, content, two()) if each.code == "T6-13"]
    assert (noted.level, noted.at) == (TIP, ("agenda.blocks/b0/lead",))
    assert noted.values == {"places": "Brasschaat"}
    for fine in (led("tarija", "brasschaat", kind="welcome"), led("together", kind="welcome"), led("tarija")):
        assert found("T6-13", fine, two()) == []


# T6-9 and T6-10: interpreting


@pytest.mark.parametrize("form", ["pair", "mixed", "per_partnership", "per_language"])
def test_simultaneous_interpreting_in_break_out_rooms_is_noticed_whatever_the_platform(form: str) -> None:
    blocks = [block("b1", 100, form=form, interpretation="simultaneous")]
    for known in ({"meeting__form": "online"}, {"meeting__form": None}, {"meeting__platform": "zoom"}):
        (noted,) = [
            each for each in noticed(TOOL, light(agenda__blocks=blocks, **known), context()) if each.code == "T6-9"
        ]
        assert (noted.level, noted.at[0]) == (CAUTION, "agenda.blocks/b1/interpretation")


@pytest.mark.parametrize(
    ("form", "interpretation"), [("plenary", "simultaneous"), ("alone", "simultaneous"), ("mixed", "bilingual")]
)
def test_everybody_together_or_another_way_of_interpreting_is_fine(form: str, interpretation: str) -> None:
    content = light(meeting__form="online", agenda__blocks=[block("b1", 100, form=form, interpretation=interpretation)])
    assert found("T6-9", content) == []


@pytest.mark.parametrize(("interpreters", "times"), [(1, 1), (2, 0), (None, 0)])
def test_rooms_in_person_need_two_interpreters(interpreters: int | None, times: int) -> None:
    blocks = [block("b1", 100, form="mixed", interpretation="simultaneous")]
    content = light(meeting__form="in_person", agenda__blocks=blocks, interpreting__interpreters=interpreters)
    assert len(found("T6-9", content)) == times


def test_one_interpreter_for_more_than_an_hour_is_noticed_once_the_deep_set_is_open() -> None:
    blocks = [block("b1", 40, interpretation="simultaneous"), block("b2", 21, interpretation="simultaneous")]
    content = light(agenda__blocks=blocks, interpreting__interpreters=1)
    assert found("T6-10", content) == []
    at = ("interpreting.interpreters", "agenda.blocks/b1/interpretation", "agenda.blocks/b2/interpretation")
    assert found("T6-10", content, deep()) == [(at, {})]


def test_two_interpreters_an_hour_at_most_or_an_hour_in_each_part_are_fine() -> None:
    hour = [block("b1", 60, interpretation="simultaneous"), block("b2", 40, interpretation="whispered")]
    long = [block("b1", 61, interpretation="simultaneous")]
    assert found("T6-10", light(agenda__blocks=hour, interpreting__interpreters=1), deep()) == []
    assert found("T6-10", light(agenda__blocks=long, interpreting__interpreters=2), deep()) == []
    assert found("T6-10", light(agenda__blocks=long), deep()) == []
    apart = [block(f"b{n}", 40, interpretation="simultaneous", part=[f"p{n}"]) for n in (1, 2)]
    parts = [part("p1"), part("p2")]
    content = light(agenda__blocks=apart, meeting__parts=parts, interpreting__interpreters=1)
    assert found("T6-10", content, deep()) == []


# T6-11: choosing


def test_choosing_before_any_conversation_is_noticed_in_the_order_of_the_parts() -> None:
    assert found(
        "T6-11", light(agenda__blocks=[block("b1", 10, "info"), block("b2", 10, "choose"), block("b3", 9)])
    ) == [(("agenda.blocks/b2/kind",), {})]
    assert found("T6-11", mirror()) == []
    assert found("T6-11", light(agenda__blocks=[block("b1", 10, "make")])) == []
    parts = [part("p1"), part("p2", on="2026-06-10")]
    swapped = [block("b1", 10, "choose", part=["p2"]), block("b2", 10, part=["p1"])]
    assert found("T6-11", light(meeting__parts=parts, agenda__blocks=swapped)) == []


# T6-12, T6-14, T6-15: what earlier tools know


WOMEN = {
    "id": "a1",
    "name": {"nl": "vrouwengroepen", "es": "grupos de mujeres"},
    "side": "tarija",
    "barriers": ["childcare", "camera"],
}


def test_the_barrier_of_an_invited_group_is_asked_for_until_it_is_answered() -> None:
    about = deep(project=upstream(stakeholder_analysis=actors(WOMEN)))
    guests = [{"id": "i1", "actor": {"ids": ["a1"], "text": {}}}]
    asked = light(people__invitees=guests)
    assert found("T6-12", asked, about) == [
        (("people.conditions", f"people.conditions/{key}", "people.invitees/i1/actor"), {"groups": "vrouwengroepen"})
        for key in ("childcare", "camera")
    ]
    answered = light(people__invitees=guests, people__conditions=["childcare", "camera"])
    assert found("T6-12", answered, about) == []
    assert [each.level for each in noticed(TOOL, asked, about) if each.code == "T6-12"] == [TIP, TIP]


def test_a_group_renamed_in_its_own_tool_is_called_so_here_at_once() -> None:
    renamed = {**WOMEN, "name": {"es": "mujeres de la feria"}, "barriers": ["childcare"]}
    about = deep(project=upstream(stakeholder_analysis=actors(renamed)))
    asked = light(people__invitees=[{"id": "i1", "actor": {"ids": ["a1"], "text": {}}}])
    assert [values for _, values in found("T6-12", asked, about)] == [{"groups": "mujeres de la feria"}]


def test_barriers_of_who_is_not_invited_or_not_known_any_more_are_not_asked_for() -> None:
    about = deep(project=upstream(stakeholder_analysis=actors(WOMEN)))
    assert found("T6-12", light(), about) == []
    assert found("T6-12", light(people__invitees=[{"id": "i1", "actor": {"ids": ["gone"], "text": {}}}]), about) == []
    closed = context(project=upstream(stakeholder_analysis=actors(WOMEN)))
    assert found("T6-12", light(people__invitees=[{"id": "i1", "actor": {"ids": ["a1"], "text": {}}}]), closed) == []


def test_every_barrier_has_a_condition_that_answers_it() -> None:
    from tools.intervention_designer.findings import ANSWERS

    assert set(ANSWERS) == {key for key, _ in CONDITIONS} - {"paper", "images"}


@pytest.mark.parametrize(("phase", "times"), [(None, 1), (["gone"], 1), (["f1"], 0), (["gone", "f1"], 0)])
def test_a_result_belongs_to_a_phase_once_there_is_a_trajectory(phase: list[str] | None, times: int) -> None:
    route = {"route": {"phases": [{"id": "f1", "name": {"nl": "Verhalen"}}]}}
    content = light(result__results=[{"id": "r1", "result": {"nl": "lijst"}, "phase": phase}])
    assert (
        found("T6-14", content, context(project=upstream(trajectory_designer=route)))
        == [(("result.results/r1/phase",), {})] * times
    )
    assert found("T6-14", content) == []
    empty = {"route": {"phases": [{"id": "f1", "name": {"nl": ""}}]}}
    assert found("T6-14", content, context(project=upstream(trajectory_designer=empty))) == []


def scan(**held: Any) -> dict[str, list[Content]]:
    card = {"id": "k1", "event": {"nl": "regentijd", "es": "época de lluvias"}, "effect": "blocked", **held}
    return upstream(environment_scan={"time": {"calendar": {"brasschaat": [], "tarija": [card]}}})


@pytest.mark.parametrize(
    ("starts", "ends", "times"),
    [
        ("2026-06-09", "2026-06-09", 1),
        ("2026-06-09", None, 1),
        ("2026-06-01", "2026-06-30", 1),
        ("2026-06-10", "2026-06-30", 0),
        ("2026-06-01", "2026-06-08", 0),
        ("2026-06-08", None, 0),
        (None, "2026-06-30", 0),
        ("2026-06-30", "2026-06-01", 0),
    ],
)
def test_a_day_that_is_blocked_on_the_calendar_of_a_place_is_told(starts: str, ends: str, times: int) -> None:
    about = context(project=scan(starts=starts, ends=ends))
    assert (
        found("T6-15", light(), about)
        == [
            (("meeting.parts/p1/on",), {"events": "regentijd (Tarija)"}),
        ]
        * times
    )


def test_slow_and_good_weeks_and_the_calendar_of_a_place_that_is_not_invited_do_not_block() -> None:
    for effect in ("slow", "good", None):
        assert found("T6-15", light(), context(project=scan(starts="2026-06-09", effect=effect))) == []
    invited = [{"id": "i1", "actor": {"ids": ["a1"], "text": {}}}]
    own = upstream(stakeholder_analysis=actors({**WOMEN, "side": "nimlahakok"}))
    about = context(project={**scan(starts="2026-06-09"), **own})
    assert found("T6-15", light(people__invitees=invited), about) == []


def test_the_day_that_counts_is_the_day_in_the_place_with_the_calendar() -> None:
    late = light(meeting__parts=[part(at="02:00")])
    assert len(found("T6-15", late, context(project=scan(starts="2026-06-08")))) == 1
    assert found("T6-15", late, context(project=scan(starts="2026-06-09"))) == []
    unknown = light(meeting__parts=[part(at=None)])
    assert len(found("T6-15", unknown, context(project=scan(starts="2026-06-09")))) == 1


# T6-16 and T6-17: clocks that change


def test_an_hour_that_is_skipped_or_comes_twice_asks_for_another() -> None:
    for on, begins in (("2026-03-29", "In {place} the clock skips"), ("2026-10-25", "In {place} the clock shows")):
        content = light(meeting__parts=[part(on=on, at="02:30")])
        (noted,) = [each for each in noticed(TOOL, content, context()) if each.code == "T6-16"]
        assert noted.sentence.startswith(begins)
        assert (noted.at, noted.values) == (("meeting.parts/p1/at",), {"place": "Brasschaat"})
    assert found("T6-16", light(meeting__parts=[part(on="2026-03-29", at="16:00")])) == []


def test_a_series_over_the_change_of_the_clock_tells_the_hours_elsewhere() -> None:
    days = ("2026-02-10", "2026-03-10", "2026-04-14", "2026-05-12")
    series = light(meeting__parts=[part(f"p{n}", on=on) for n, on in enumerate(days)])
    assert found("T6-17", series) == [
        (
            tuple(f"meeting.parts/p{n}/at" for n in range(4)),
            {"place": "Brasschaat", "times": "Tarija 11:00, 10:00; Nimlaha'kok 09:00, 08:00"},
        )
    ]


def test_a_series_within_one_season_or_at_other_hours_moves_nowhere() -> None:
    for second in (part("p2", on="2026-07-07"), part("p2", on="2026-12-01", at="17:00"), part("p2", on=None)):
        assert found("T6-17", light(meeting__parts=[part("p1"), second])) == []
    unmoved = (SideOf(key="brasschaat", place="Brasschaat", zone="Europe/Brussels"),)
    parts = [part("p1"), part("p2", on="2026-12-01")]
    assert found("T6-17", light(meeting__parts=parts), context(sides=unmoved)) == []


# All together


def test_a_tool_that_nobody_began_is_no_mistake() -> None:
    linked = light(
        people__invitees=[{"id": "i1", "actor": {"ids": ["a1"], "text": {}}}],
        result__results=[{"id": "r1", "result": {"nl": "lijst"}, "phase": ["f1"], "goal": ["g1"]}],
    )
    assert codes(linked, deep()) == []


@given(contents(TOOL, LANGUAGES, KEYS))
def test_any_canvas_can_be_read_and_what_is_noticed_points_at_what_is_there(content: Content) -> None:
    known = {address for address, _ in TOOL.fields()}
    for about in (deep(), deep(shared=False, owner="tarija", project=scan(starts="2026-06-09"))):
        seen = noticed(TOOL, content, about)
        assert [LEVELS.index(each.level) for each in seen] == sorted(LEVELS.index(each.level) for each in seen)
        assert len({each.key for each in seen}) == len(seen)
        assert {field_address(at) for each in seen for at in each.at} <= known
        assert all("{" not in each.sentence.format(**each.values) for each in seen if "events" not in each.values)
        assert TOOL.figures is not None
        TOOL.figures(content, about, str)
        agreeable(TOOL, content, about)
