"""The Trajectory designer: what it notices in days, promises and links."""

from __future__ import annotations

from typing import Any

import pytest

from tests.route_canvases import KEYS, actor, codes, context, found, light, linked, phase, project, route, sentence
from tools.canvas import CAUTION, STOP, TIP, agreeable
from tools.trajectory_designer import TOOL

# T5-1: a decision before its dialogue


def decision(**more: Any) -> dict[str, Any]:
    return {"id": "d1", "what": {"es": "¿Qué fuentes primero?"}, "after": ["p1"], **more}


def told(**more: Any) -> dict[str, Any]:
    return {"id": "f1", "phase": ["p1"], "promised": "2026-07-01", **more}


def test_t5_1_stops_a_decision_on_3_june_of_which_the_dialogue_is_on_10_june_and_names_both() -> None:
    content = light(
        route__phases=[phase()],
        people__sessions=[{"id": "s1", "on": "2026-06-10", "phase": ["p1"]}],
        decisions__moments=[decision(on="2026-06-03")],
    )
    (each,) = found("T5-1", content)
    assert (each.level, each.at) == (STOP, ("decisions.moments/d1/on", "people.sessions/s1/on"))
    assert sentence(each) == ("The decision falls before the dialogue: on 3/6/2026, while people talk until 10/6/2026.")
    assert not agreeable(TOOL, content, context())
    content["decisions"]["moments"][0]["on"] = "2026-06-24"
    assert codes(content) == []
    assert agreeable(TOOL, content, context())


def test_t5_1_stops_a_decision_before_the_end_of_the_phase_that_feeds_it() -> None:
    (each,) = found("T5-1", light(decisions__moments=[decision(on="2026-03-09")]))
    assert each.at == ("decisions.moments/d1/on", "route.phases/p1/ends")
    assert each.values == {"decision": "9/3/2026", "dialogue": "10/3/2026"}


def test_t5_1_names_the_last_of_all_that_feeds_a_decision() -> None:
    content = light(
        route__phases=[phase(ends="2026-03-10"), phase("p2", ends="2026-05-01"), phase("p3", starts="2026-04-01")],
        decisions__moments=[decision(on="2026-02-01", after=["p1", "p2", "p3"])],
    )
    (each,) = found("T5-1", content)
    assert each.at[1] == "route.phases/p2/ends"


def test_t5_1_counts_a_phase_of_which_only_the_start_is_known_from_its_start() -> None:
    content = light(route__phases=[phase(starts="2026-03-10")], decisions__moments=[decision(on="2026-03-09")])
    assert [each.at[1] for each in found("T5-1", content)] == ["route.phases/p1/starts"]


@pytest.mark.parametrize(
    "moment",
    [
        decision(on="2026-03-10"),
        decision(on="2026-03-11"),
        decision(on=None),
        decision(on="2026-02-30"),
        decision(on="2026-01-01", after=None),
        decision(on="2026-01-01", after=["gone"]),
    ],
)
def test_t5_1_is_silent_on_the_very_day_after_it_and_when_days_or_phases_are_not_there(moment: dict[str, Any]) -> None:
    assert found("T5-1", light(decisions__moments=[moment])) == []


def test_t5_1_does_not_look_at_encounters_of_another_phase() -> None:
    sessions = [{"id": "s1", "on": "2026-09-01", "phase": ["p2"]}, {"id": "s2", "on": "2026-09-01"}]
    assert found("T5-1", light(people__sessions=sessions)) == []


# T5-4: participation without feedback


@pytest.mark.parametrize("level", ["consult", "involve", "coproduce", "decide"])
def test_t5_4_stops_a_phase_in_which_people_have_their_say_and_hear_nothing_back(level: str) -> None:
    content = light(route__phases=[phase(level=level)], people__feedback=[told(phase=["p2"])])
    (each,) = found("T5-4", content)
    assert (each.level, each.at) == (STOP, ("route.phases/p1/level", "people.feedback"))
    assert each.values == {"phase": "Luisteren"}
    assert not agreeable(TOOL, content, context())


def test_t5_4_looks_at_what_the_table_gives_to_actors_too() -> None:
    about = context(project=project(actors=[actor("a1", "leerlingen")]))
    content = light(
        route__phases=[phase(level="inform")], people__matrix={"a1": {"p1": "consult"}}, people__feedback=[]
    )
    assert [each.values for each in found("T5-4", content, about)] == [{"phase": "Luisteren"}]
    content["people"]["matrix"] = {"a1": {"p1": "inform"}}
    assert found("T5-4", content, about) == []


def test_t5_4_does_not_count_a_row_that_nobody_can_see_any_more() -> None:
    content = light(route__phases=[phase()], people__matrix={"gone": {"p1": "decide"}}, people__feedback=[])
    assert found("T5-4", content) == []


@pytest.mark.parametrize("feedback", [told(), told(promised=None, done="2026-07-02")])
def test_t5_4_is_silent_when_feedback_has_its_day_or_was_given(feedback: dict[str, Any]) -> None:
    assert found("T5-4", light(people__feedback=[feedback])) == []


@pytest.mark.parametrize("promised", [None, "", "soon", "2026-13-01", 20260701])
def test_t5_4_is_not_silenced_by_a_day_that_is_no_day(promised: Any) -> None:
    assert len(found("T5-4", light(people__feedback=[told(promised=promised)]))) == 1


def test_t5_4_leaves_alone_who_is_only_informed() -> None:
    assert found("T5-4", light(route__phases=[phase(level="inform")], people__feedback=[])) == []


# T5-5: a day in blocked weeks

RAINS = {
    "id": "c1",
    "event": {"es": "Época de lluvias"},
    "starts": "2026-01-01",
    "ends": "2026-03-15",
    "effect": "blocked",
}


def rainy(side: str = "tarija", **more: Any) -> Any:
    return context(deep_opened=True, project=project(calendar={side: [{**RAINS, **more}]}))


def met(on: str | None, **more: Any) -> dict[str, Any]:
    return {"id": "s1", "name": {"nl": "Gesprek"}, "on": on, **more}


@pytest.mark.parametrize("on", ["2026-01-01", "2026-02-10", "2026-03-15"])
def test_t5_5_says_in_which_event_of_which_place_a_day_falls(on: str) -> None:
    (each,) = found("T5-5", route(people__sessions=[met(on)]), rainy())
    assert (each.level, each.at) == (CAUTION, ("people.sessions/s1/on",))
    assert (each.values["event"], each.values["place"]) == ("Época de lluvias", "Tarija")


@pytest.mark.parametrize("on", ["2025-12-31", "2026-03-16", None])
def test_t5_5_is_silent_a_day_before_and_a_day_after(on: str | None) -> None:
    assert found("T5-5", route(people__sessions=[met(on)]), rainy()) == []


@pytest.mark.parametrize("effect", ["slow", "good", None])
def test_t5_5_is_silent_in_weeks_that_are_not_blocked(effect: str | None) -> None:
    assert found("T5-5", route(people__sessions=[met("2026-02-10")]), rainy(effect=effect)) == []


@pytest.mark.parametrize("side", KEYS)
def test_t5_5_fires_for_every_side_alike(side: str) -> None:
    (each,) = found("T5-5", route(people__sessions=[met("2026-02-10")]), rainy(side))
    assert each.values["place"] == context().place(side)


def test_t5_5_leaves_alone_what_happens_in_another_place_only() -> None:
    sessions = [met("2026-02-10", phase=["p1"])]
    here = route(route__phases=[phase(side="brasschaat")], people__sessions=sessions)
    assert found("T5-5", here, rainy("tarija")) == []
    assert len(found("T5-5", here, rainy("brasschaat"))) == 1
    both = route(route__phases=[phase(side="together")], people__sessions=sessions)
    assert len(found("T5-5", both, rainy("tarija"))) == 1


def test_t5_5_looks_at_decisions_feedback_milestones_and_moments_to_adjust_and_to_learn() -> None:
    on = "2026-02-10"
    content = route(
        people__feedback=[{"id": "f1", "promised": on}],
        decisions__moments=[{"id": "d1", "on": on}],
        decisions__milestones=[{"id": "m1", "on": on}],
        decisions__adjust=[{"id": "j1", "on": on}],
        exchange__bridge=[{"id": "b1", "on": on}],
    )
    assert [each.at[0] for each in found("T5-5", content, rainy())] == [
        "people.feedback/f1/promised",
        "decisions.moments/d1/on",
        "decisions.milestones/m1/on",
        "decisions.adjust/j1/on",
        "exchange.bridge/b1/on",
    ]


def test_t5_5_takes_an_event_without_an_end_for_one_day_and_leaves_out_one_that_is_turned_round() -> None:
    sessions = route(people__sessions=[met("2026-01-02")])
    assert found("T5-5", sessions, rainy(ends=None)) == []
    assert len(found("T5-5", route(people__sessions=[met("2026-01-01")]), rainy(ends=None))) == 1
    assert found("T5-5", sessions, rainy(starts="2026-04-01", ends="2026-01-01")) == []


# T5-9: elections

ELECTIONS = {"id": "e1", "event": {"nl": "Verkiezingen"}, "kind": "elections", "starts": "2026-10-11"}


def voting(side: str = "brasschaat", **more: Any) -> Any:
    return context(deep_opened=True, project=project(calendar={side: [{**ELECTIONS, **more}]}))


def long(**more: Any) -> dict[str, Any]:
    return phase(starts="2026-09-01", ends="2026-11-30", **more)


def test_t5_9_asks_who_hands_over_when_a_phase_runs_across_elections() -> None:
    (each,) = found("T5-9", route(route__phases=[long()]), voting())
    assert (each.level, each.at) == (CAUTION, ("route.phases/p1/ends", "work.tasks"))
    assert each.values == {"phase": "Luisteren", "place": "Brasschaat"}


@pytest.mark.parametrize("side", [None, "together", "brasschaat"])
def test_t5_9_is_silent_when_a_task_hands_over_there(side: str | None) -> None:
    content = route(route__phases=[long()], work__tasks=[{"id": "t1", "kind": "hand_over", "side": side}])
    assert found("T5-9", content, voting()) == []


@pytest.mark.parametrize("task", [{"kind": "hand_over", "side": "tarija"}, {"kind": "other"}, {}])
def test_t5_9_is_not_silenced_by_a_task_elsewhere_or_of_another_kind(task: dict[str, Any]) -> None:
    content = route(route__phases=[long()], work__tasks=[{"id": "t1", "task": {"nl": "Zaal"}, **task}])
    assert len(found("T5-9", content, voting())) == 1


def test_t5_9_leaves_alone_phases_before_after_or_of_another_place_and_other_events() -> None:
    before = phase(starts="2026-09-01", ends="2026-10-10")
    after = phase("p2", starts="2026-10-12", ends="2026-11-01")
    assert found("T5-9", route(route__phases=[before, after, long(side="tarija")]), voting()) == []
    assert found("T5-9", route(route__phases=[long()]), voting(kind="budget")) == []
    assert found("T5-9", route(route__phases=[phase(starts="2026-09-01")]), voting()) == []


# T5-11 and T5-12: messages and papers


def test_t5_11_asks_in_which_language_a_message_goes_out_once_the_deep_set_is_open() -> None:
    content = route(comms__messages=[{"id": "m1", "message": {"es": "Nos vemos el martes"}}])
    (each,) = found("T5-11", content)
    assert (each.level, each.at) == (TIP, ("comms.messages/m1/language",))
    assert found("T5-11", content, context()) == []


@pytest.mark.parametrize(
    "message",
    [
        {"message": {"es": "Nos vemos"}, "language": {"es": "español y q’eqchi’"}},
        {"message": {"es": "  "}, "on": "2026-05-01"},
    ],
)
def test_t5_11_is_silent_when_it_is_said_or_when_there_are_no_words_yet(message: dict[str, Any]) -> None:
    assert found("T5-11", route(comms__messages=[{"id": "m1", **message}])) == []


def test_t5_12_notices_papers_that_are_due_after_the_decision() -> None:
    (each,) = found("T5-12", light(decisions__moments=[decision(on="2026-03-20", papers_by="2026-03-21")]))
    assert (each.level, each.at[0]) == (CAUTION, "decisions.moments/d1/papers_by")
    assert each.values == {"decision": "20/3/2026", "papers": "21/3/2026"}


@pytest.mark.parametrize("papers_by", ["2026-03-20", "2026-03-01", None, "2026-03-32"])
def test_t5_12_is_silent_on_the_very_day_before_it_and_without_a_day(papers_by: str | None) -> None:
    assert found("T5-12", light(decisions__moments=[decision(on="2026-03-20", papers_by=papers_by)])) == []


# T5-13: an end before its start


def test_t5_13_notices_an_end_before_its_start_of_a_phase_and_of_the_whole_route() -> None:
    content = route(
        time__starts="2026-12-01",
        time__ends="2026-01-01",
        route__phases=[phase(starts="2026-03-02", ends="2026-03-01")],
    )
    assert [(each.level, each.at) for each in found("T5-13", content)] == [
        (CAUTION, ("time.ends", "time.starts")),
        (CAUTION, ("route.phases/p1/ends", "route.phases/p1/starts")),
    ]
    assert codes(content) == ["T5-13", "T5-13"]


@pytest.mark.parametrize(
    ("starts", "ends"),
    [("2026-03-01", "2026-03-01"), ("2026-03-01", None), (None, "2026-03-01"), ("2026-03-99", "2026-03-01")],
)
def test_t5_13_is_silent_for_one_day_one_end_and_days_that_are_not_days(starts: str | None, ends: str | None) -> None:
    assert (
        found("T5-13", route(time__starts=starts, time__ends=ends, route__phases=[phase(starts=starts, ends=ends)]))
        == []
    )


def test_a_phase_that_is_turned_round_feeds_no_decision_and_crosses_no_elections() -> None:
    turned = phase(starts="2026-11-30", ends="2026-09-01")
    content = route(route__phases=[turned], decisions__moments=[decision(on="2026-01-01")])
    assert codes(content, voting()) == ["T5-13"]


# T5-14: pointing at what was taken away


@pytest.mark.parametrize(
    ("home", "card", "at"),
    [
        ("route__phases", phase(goals=["g9"]), "route.phases/p1/goals"),
        ("people__feedback", {"id": "f1", "phase": ["gone"]}, "people.feedback/f1/phase"),
        ("people__sessions", {"id": "s1", "phase": ["gone"]}, "people.sessions/s1/phase"),
        ("decisions__moments", {"id": "d1", "after": ["p1", "gone"]}, "decisions.moments/d1/after"),
        ("decisions__moments", {"id": "d1", "who": linked("a9")}, "decisions.moments/d1/who"),
        ("decisions__milestones", {"id": "m1", "indicator": ["i9"]}, "decisions.milestones/m1/indicator"),
    ],
)
def test_t5_14_notices_a_card_that_points_at_something_that_was_taken_away(
    home: str, card: dict[str, Any], at: str
) -> None:
    known = project(goals=[{"id": "g1"}], actors=[actor("a1", "concejo")])
    content = route(**{"route__phases": [phase()], home: [card]})
    found_here = found("T5-14", content, context(deep_opened=True, project=known))
    assert [(each.level, each.at) for each in found_here] == [(CAUTION, (at,))]


def test_t5_14_is_silent_when_everything_is_there_or_nobody_can_look() -> None:
    content = route(
        route__phases=[phase(goals=["g1"])],
        people__feedback=[{"id": "f1", "phase": ["p1"], "to_whom": linked("a1"), "promised": "2026-05-01"}],
    )
    known = project(goals=[{"id": "g1"}], actors=[actor("a1", "concejo")])
    assert found("T5-14", content, context(deep_opened=True, project=known)) == []
    assert found("T5-14", content) == []


def test_a_row_of_an_actor_who_was_taken_away_is_ignored() -> None:
    known = project(room=0, actors=[actor("a1", "concejo")])
    content = route(route__phases=[phase()], people__matrix={"a9": {"p1": "decide"}, "a1": {"p9": "decide"}})
    assert codes(content, context(deep_opened=True, project=known)) == []
