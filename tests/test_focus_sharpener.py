"""The Focus sharpener: what it asks, what it notices, and that the short set of questions is enough to agree."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.focus_canvases import KEYS, LANGUAGES, LEARN, OPEN_QUESTION, context, light, noticed_codes
from tests.strategies import contents
from tools.canvas import CAUTION, LEVELS, STOP, TIP, Content, Finding, agreeable, noticed, shown
from tools.content import blank
from tools.focus_sharpener import TOOL

# The short set


def test_the_short_set_alone_reaches_can_be_agreed() -> None:
    assert agreeable(TOOL, light(), context())
    assert noticed_codes(light()) == []


def test_the_short_set_alone_reaches_can_be_agreed_in_a_shared_project_of_three_sides() -> None:
    everyone = {key: {"es": "Sí."} for key in KEYS}
    assert agreeable(TOOL, light(exchange__heard=everyone), context(shared=True, owner=""))


def test_a_blank_canvas_cannot_be_agreed_and_notices_nothing() -> None:
    empty = blank(TOOL, LANGUAGES, KEYS)
    assert not agreeable(TOOL, empty, context())
    assert noticed_codes(empty) == []
    assert noticed_codes(empty, context(shared=True, owner="")) == []
    assert [step.done for step in TOOL.steps(empty, context())] == [False] * 10


def test_only_informing_can_be_agreed_where_nothing_can_change() -> None:
    assert agreeable(TOOL, light(frame__room=0, frame__inform_only="yes"), context())


def test_steps_stand_in_the_order_of_the_questions_and_name_the_other_places() -> None:
    steps = TOOL.steps(light(), context())
    assert [step.at for step in steps] == [
        "topic.theme",
        "topic.symptoms",
        "people.affected",
        "frame.decided",
        "frame.room",
        "question.question",
        "question.decider",
        "exchange.heard.tarija",
        "exchange.heard.nimlahakok",
        "exchange.learn",
    ]
    assert [step.values for step in steps if step.values] == [{"place": "Tarija"}, {"place": "Nimlaha'kok"}]


@pytest.mark.parametrize(
    ("missing", "at"),
    [
        ({"topic__theme": {"nl": " "}}, "topic.theme"),
        ({"topic__symptoms": []}, "topic.symptoms"),
        ({"topic__symptoms": [{"id": "s1", "text": {"nl": "\n"}}]}, "topic.symptoms"),
        ({"people__affected": []}, "people.affected"),
        ({"frame__decided.none": False}, "frame.decided"),
        ({"frame__room": None}, "frame.room"),
        ({"question__question": {"nl": OPEN_QUESTION["nl"], "es": ""}}, "question.question"),
        ({"question__question": {"nl": "", "es": OPEN_QUESTION["es"]}}, "question.question"),
        ({"question__decider": None}, "question.decider"),
        ({"exchange__heard": {"tarija": {"es": "Sí."}}}, "exchange.heard.nimlahakok"),
        ({"exchange__heard": {"nimlahakok": {"es": "Sí."}}}, "exchange.heard.tarija"),
        ({"exchange__learn": {"nl": "", "es": ""}}, "exchange.learn"),
    ],
)
def test_each_step_that_is_missing_keeps_the_canvas_from_being_agreed(missing: dict[str, Any], at: str) -> None:
    content = light(**missing)
    assert [step.at for step in TOOL.steps(content, context()) if not step.done] == [at]
    assert not agreeable(TOOL, content, context())


def test_a_card_with_what_is_settled_counts_as_much_as_nothing_is_fixed_yet() -> None:
    settled = [{"id": "d1", "text": {"es": "La escuela se queda como está."}}]
    assert agreeable(TOOL, light(**{"frame__decided": settled, "frame__decided.none": False}), context())


def test_an_actor_that_is_linked_counts_as_the_one_who_decides() -> None:
    assert agreeable(TOOL, light(question__decider={"ids": ["a1"], "text": {}}), context())


def test_the_question_is_asked_in_every_language_of_the_partnership_and_in_no_other() -> None:
    assert agreeable(TOOL, light(question__question={"nl": OPEN_QUESTION["nl"]}), context(languages=("nl",)))
    assert not agreeable(TOOL, light(), context(languages=("nl", "es", "fr")))


def test_the_deep_set_and_the_inside_and_outside_are_needed_for_nothing() -> None:
    deep = [address for address, field in TOOL.fields() if field.deep]
    assert deep == ["topic.trigger", "topic.causes", "frame.inside", "frame.outside"]
    assert agreeable(TOOL, light(), context(deep_opened=True))


def test_an_agreement_covers_the_question_who_decides_what_is_settled_and_when_shared_what_we_learn() -> None:
    decisions = ["frame.decided", "frame.room", "frame.inform_only", "question.question", "question.decider"]
    fields = list(TOOL.fields())
    assert [address for address, field in fields if field.decides(shared=False)] == decisions
    assert [address for address, field in fields if field.decides(shared=True)] == [*decisions, "exchange.learn"]


# T1-4: inviting where nothing can change


def test_t1_4_stops_an_agreement_when_nothing_can_change_and_people_are_still_invited() -> None:
    for inform_only in (None, "no"):
        content = light(frame__room=0, frame__inform_only=inform_only)
        (found,) = noticed(TOOL, content, context())
        assert (found.code, found.level, found.at[0]) == ("T1-4", STOP, "frame.room")
        assert not agreeable(TOOL, content, context())


def test_t1_4_is_silent_when_people_are_only_informed_or_when_there_is_little_or_unknown_room() -> None:
    assert noticed_codes(light(frame__room=0, frame__inform_only="yes")) == []
    assert noticed_codes(light(frame__room=1)) == []
    assert noticed_codes(light(frame__room=None)) == []


# T1-5: chosen by another side


def test_t1_5_asks_whether_the_place_itself_chose_what_another_proposed_and_chose() -> None:
    about = context(owner="nimlahakok", proposed="herent", chosen="herent")
    (found,) = TOOL.findings(blank(TOOL, LANGUAGES, KEYS), about)
    assert (found.code, found.level) == ("T1-5", CAUTION)
    assert found.values == {"proposer": "Herent", "owner": "Nimlaha'kok"}


@pytest.mark.parametrize(
    "known",
    [
        {"owner": "nimlahakok", "proposed": "herent", "chosen": "nimlahakok"},
        {"owner": "nimlahakok", "proposed": "herent", "chosen": ""},
        {"owner": "nimlahakok", "proposed": "herent", "chosen": "tarija"},
        {"owner": "nimlahakok", "proposed": "nimlahakok", "chosen": "nimlahakok"},
        {"owner": "nimlahakok", "proposed": "together", "chosen": "together"},
        {"owner": "nimlahakok", "proposed": "third", "chosen": "third"},
        {"owner": "nimlahakok", "proposed": "", "chosen": ""},
        {"shared": True, "owner": "", "proposed": "herent", "chosen": "herent"},
    ],
)
def test_t1_5_is_silent_when_the_place_chose_itself_or_nobody_said(known: dict[str, Any]) -> None:
    heard = {key: {"es": "Sí."} for key in KEYS}
    assert noticed_codes(light(exchange__heard=heard, exchange__learn=LEARN), context(**known)) == []


# T1-6: people nobody talked with


def groups(*heard: str | None) -> list[dict[str, Any]]:
    return [{"id": f"g{n}", "group": {"nl": "groep"}, "heard": each} for n, each in enumerate(heard)]


def test_t1_6_notices_that_nobody_who_is_affected_has_been_heard() -> None:
    (found,) = noticed(TOOL, light(people__affected=groups("no", "no")), context())
    assert (found.code, found.level, found.by_words) == ("T1-6", TIP, False)
    assert found.at == ("people.affected", "people.affected/g0/heard", "people.affected/g1/heard")


@pytest.mark.parametrize("heard", [(), ("no", "partly"), ("no", "yes"), ("no", None), (None,)])
def test_t1_6_is_silent_when_one_group_is_heard_or_not_yet_answered(heard: tuple[str | None, ...]) -> None:
    assert "T1-6" not in noticed_codes(light(people__affected=groups(*heard)))


def test_t1_6_does_not_count_an_empty_card() -> None:
    affected = [*groups("no"), {"id": "empty"}]
    assert noticed_codes(light(people__affected=affected)) == ["T1-6"]


# T1-7: nothing to learn


@pytest.mark.parametrize(
    "learn",
    [
        {"nl": "", "es": " \n"},
        OPEN_QUESTION,
        {"nl": "", "es": OPEN_QUESTION["es"].upper().replace("Ó", "O").strip("¿?")},
    ],
)
def test_t1_7_asks_a_shared_project_what_it_wants_to_learn(learn: dict[str, str]) -> None:
    (found,) = noticed(TOOL, light(exchange__learn=learn), context(shared=True, owner=""))
    assert (found.code, found.level, found.at) == ("T1-7", TIP, ("exchange.learn",))


def test_t1_7_is_silent_for_one_sides_project_for_other_words_and_before_there_is_a_question() -> None:
    shared = context(shared=True, owner="")
    assert noticed_codes(light(exchange__learn={"nl": ""})) == []
    assert noticed_codes(light(exchange__learn=LEARN), shared) == []
    assert noticed_codes(light(exchange__learn={"nl": ""}, question__question={"nl": ""}), shared) == []
    assert noticed_codes(light(exchange__learn={"nl": "Hoe?", "es": ""}), shared) == []
    one_language = light(question__question={"nl": "Hoe blijft het koel?", "es": ""}, exchange__learn={"nl": "Wat?"})
    assert noticed_codes(one_language, shared) == []


# All together


def test_the_most_serious_finding_comes_first_and_guesses_come_last() -> None:
    content = light(
        frame__room=0,
        people__affected=groups("no"),
        question__question={"nl": "Moeten we een app bouwen? Hoe dan?", "es": ""},
        question__drafts=[{"id": "k1", "question": {"es": "¿Debemos construir un pozo?"}}],
    )
    found = noticed(TOOL, content, context(owner="tarija", proposed="herent", chosen="herent"))
    assert [each.code for each in found] == ["T1-4", "T1-5", "T1-6", "T1-1", "T1-1", "T1-2", "T1-2", "T1-3"]
    assert [each.code for each in shown(found)] == ["T1-4", "T1-5", "T1-6"]


def test_what_somebody_sent_away_makes_room_for_the_next_but_a_stop_stays() -> None:
    found = [
        Finding(code="T1-4", level=STOP, sentence="", at=("frame.room",)),
        Finding(code="T1-6", level=TIP, sentence="", at=("people.affected",)),
        Finding(code="T1-1", level=TIP, sentence="", at=("question.question",)),
        Finding(code="T1-2", level=TIP, sentence="", at=("question.question",)),
    ]
    sent_away = {"T1-4@frame.room", "T1-6@people.affected"}
    assert [each.code for each in shown(found, sent_away)] == ["T1-4", "T1-1", "T1-2"]


@given(contents(TOOL, LANGUAGES, KEYS))
def test_any_canvas_can_be_read_and_what_is_noticed_points_at_what_is_there(content: Content) -> None:
    for shared, owner in ((True, ""), (False, "tarija")):
        about = context(shared=shared, owner=owner, deep_opened=True)
        found = noticed(TOOL, content, about)
        assert [LEVELS.index(each.level) for each in found] == sorted(LEVELS.index(each.level) for each in found)
        assert len({each.key for each in found}) == len(found)
        assert TOOL.picture is not None
        TOOL.picture(content, about)
        agreeable(TOOL, content, about)


# The picture


def test_the_picture_is_a_funnel_from_the_theme_to_the_one_question() -> None:
    assert TOOL.picture is not None
    content = light(
        topic__causes=[{"id": "c1", "text": {"nl": "Omdat alles verhard is."}, "depth": 1, "symptom": ["s1"]}],
        question__drafts=[
            {"id": "k1", "question": {"nl": "Hoe blijft het koel?"}, "lens": "narrower"},
            {"id": "k2", "lens": "broader"},
        ],
        frame__inside=[{"id": "i1", "text": {"nl": "de speelplaats"}}],
    )
    drawn = TOOL.picture(content, context())
    assert drawn["empty"] is False
    assert [(stage["key"], stage["count"]) for stage in drawn["stages"]] == [
        ("theme", 1),
        ("symptoms", 1),
        ("causes", 1),
        ("drafts", 1),
        ("question", 1),
    ]
    assert drawn["stages"][3]["items"] == [
        {
            "at": "question.drafts/k1/question",
            "id": "k1",
            "text": {"nl": "Hoe blijft het koel?", "es": ""},
            "note": "Narrower",
        }
    ]
    assert (drawn["frame"]["inside"]["count"], drawn["frame"]["outside"]["count"]) == (1, 0)
    assert drawn["rows"] == [*drawn["stages"], drawn["frame"]["inside"], drawn["frame"]["outside"]]


def test_the_picture_of_a_blank_canvas_is_empty_and_has_no_causes() -> None:
    assert TOOL.picture is not None
    drawn = TOOL.picture(blank(TOOL, LANGUAGES, KEYS), context())
    assert drawn["empty"] is True
    assert [stage["key"] for stage in drawn["stages"]] == ["theme", "symptoms", "drafts", "question"]
