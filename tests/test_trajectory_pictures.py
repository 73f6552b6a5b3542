"""The Trajectory designer: the timeline and the table of who takes part say the same as the tables beside them."""

from __future__ import annotations

import json
from typing import Any

from tests.route_canvases import actor, context, linked, phase, project, route
from tools.canvas import Content
from tools.content import blank
from tools.pictures import Drawn
from tools.trajectory_designer import TOOL


def pictures(content: Content, about: Any = None) -> list[Drawn]:
    assert TOOL.figures is not None
    return TOOL.figures(content, about or context(), str)


def plain(drawn: Drawn) -> dict[str, Any]:
    """A figure as the page gets it."""
    assert drawn.figure is not None
    return json.loads(drawn.figure.to_json())  # type: ignore[no-any-return]


KNOWN = project(
    actors=[
        actor("a1", "leerlingenraden", side="brasschaat", affected=3),
        actor("a2", "Concejo municipal", side="tarija", role="decides"),
        actor("a3", "bosques", side="nimlahakok"),
    ],
    calendar={
        "tarija": [
            {"id": "c1", "event": {"es": "Lluvias"}, "starts": "2025-11-01", "ends": "2026-02-15", "effect": "blocked"},
            {
                "id": "c2",
                "event": {"es": "Otro año"},
                "starts": "2030-01-01",
                "ends": "2030-02-01",
                "effect": "blocked",
            },
            {"id": "c3", "event": {"es": "Feria"}, "starts": "2026-03-01", "effect": "good"},
        ]
    },
)


def drawn_route() -> Content:
    """A route of two places and together, with one of everything."""
    return route(
        time__starts="2026-01-01",
        route__phases=[
            phase("p1", mode="open", side="brasschaat", starts="2026-01-10", ends="2026-03-10"),
            phase("p2", mode="choose", side="tarija", starts="2026-03-01", ends="2026-05-01"),
            phase("p3", name={"es": "Anclar"}, starts="2026-05-01", ends="2026-09-30"),
            phase("p4", starts="2026-05-01"),
        ],
        people__sessions=[
            {"id": "s1", "name": {"nl": "Gesprek"}, "on": "2026-02-01", "phase": ["p1"]},
            {"id": "s2", "name": {"nl": "Later"}},
        ],
        people__feedback=[{"id": "f1", "phase": ["p1"], "promised": "2026-04-01"}],
        decisions__moments=[{"id": "d1", "what": {"es": "Elegir"}, "on": "2026-05-02", "who": linked("a2")}],
        decisions__milestones=[{"id": "m1", "on": "2026-06-01", "remark": {"nl": "Meten"}}],
        decisions__adjust=[{"id": "j1", "on": "2026-06-02", "questions": {"nl": "Verder?"}}],
        exchange__bridge=[{"id": "b1", "on": "2026-07-01", "takes": {"nl": "Buurtplannen"}}],
    )


def test_nothing_to_draw_says_what_to_fill_in() -> None:
    timeline, table = pictures(blank(TOOL, ("nl", "es"), ("brasschaat", "tarija")))
    assert (timeline.figure, table.figure) == (None, None)
    assert timeline.says == (
        "Give the phases, the encounters and the decisions their days: then they stand here on a line of time."
    )
    assert table.says == "Put the actors in the Stakeholder analysis: each becomes a row here."


def test_the_table_says_what_is_missing_step_by_step() -> None:
    about = context(project=KNOWN)
    assert pictures(route(), about)[1].says == "Write down the phases: each becomes a column here."
    begun = route(route__phases=[phase()])
    assert pictures(begun, about)[1].says == "Say in the table who takes part in which phase, and how far."


def test_the_table_beside_the_timeline_tells_everything_that_has_its_days_in_order_with_its_lane() -> None:
    timeline = pictures(drawn_route(), context(project=KNOWN))[0]
    assert list(timeline.head) == ["No.", "What", "Kind", "Where", "From", "Until"]
    assert timeline.rows == [
        ["1", "Lluvias", "Blocked weeks", "Tarija", "1/11/2025", "15/2/2026"],
        ["2", "Luisteren", "Phase: opening", "Brasschaat", "10/1/2026", "10/3/2026"],
        ["3", "Gesprek", "Encounter", "Brasschaat", "1/2/2026", "1/2/2026"],
        ["4", "Luisteren", "Phase: choosing", "Tarija", "1/3/2026", "1/5/2026"],
        ["5", "Luisteren", "Feedback", "Brasschaat", "1/4/2026", "1/4/2026"],
        ["6", "Anclar", "Phase", "Together", "1/5/2026", "30/9/2026"],
        ["7", "Elegir", "Decision", "Tarija", "2/5/2026", "2/5/2026"],
        ["8", "Meten", "Milestone", "Together", "1/6/2026", "1/6/2026"],
        ["9", "Verder?", "Moment to adjust", "Together", "2/6/2026", "2/6/2026"],
        ["10", "Buurtplannen", "Moment to learn from each other", "Together", "1/7/2026", "1/7/2026"],
    ]


def test_the_timeline_says_what_stands_on_it_and_how_much_has_no_day_yet() -> None:
    timeline = pictures(drawn_route(), context(project=KNOWN))[0]
    assert timeline.says == (
        "From 1/1/2026 until 30/9/2026. Phases: 3, encounters: 1, decisions: 1. "
        "Without a day yet, so not in the picture: 2."
    )


def test_every_number_of_the_table_stands_once_on_the_timeline_at_its_own_day() -> None:
    timeline = pictures(drawn_route(), context(project=KNOWN))[0]
    told = [
        (text, name, on)
        for trace in plain(timeline)["data"]
        for text, name, on in zip(trace.get("text", ()), trace.get("hovertext", ()), trace["x"], strict=False)
    ]
    assert sorted((text, name) for text, name, _ in told) == sorted((row[0], row[1]) for row in timeline.rows)
    days = {text: on for text, _, on in told}
    assert [days[number] for number in ("3", "5", "7", "10")] == [
        "2026-02-01",
        "2026-04-01",
        "2026-05-02",
        "2026-07-01",
    ]
    assert days["4"] == "2026-03-31"


def test_kinds_differ_by_their_mark_and_blocked_weeks_are_hatched_as_far_as_the_route_goes() -> None:
    data = plain(pictures(drawn_route(), context(project=KNOWN))[0])["data"]
    marks = {trace["name"]: trace["marker"]["symbol"] for trace in data if trace.get("mode") == "markers+text"}
    assert marks == {
        "Encounter": "circle",
        "Decision": "diamond",
        "Feedback": "square",
        "Milestone": "triangle-up",
        "Moment to adjust": "star",
        "Moment to learn from each other": "cross",
    }
    (strip,) = [trace for trace in data if trace["type"] == "bar"]
    assert (strip["base"], strip["marker"]["pattern"]["shape"]) == (["2026-01-01"], "/")
    assert strip["x"] == [46 * 24 * 60 * 60 * 1000]


def test_a_phase_widens_when_it_opens_narrows_when_it_chooses_and_is_else_a_diamond_or_a_bar() -> None:
    data = plain(pictures(drawn_route(), context(project=KNOWN))[0])["data"]
    opening, choosing, unsaid = (trace for trace in data if trace.get("mode") == "lines")

    def heights(trace: dict[str, Any]) -> list[float]:
        by_day: dict[str, list[float]] = {}
        for on, y in zip(trace["x"], trace["y"], strict=True):
            by_day.setdefault(on, []).append(y)
        return [round(max(ys) - min(ys), 2) for _, ys in sorted(by_day.items())]

    assert heights(opening) == [0.12, 0.8]
    assert heights(choosing) == [0.8, 0.12]
    assert heights(unsaid) == [0, 0.8, 0]


def test_every_place_has_a_lane_and_together_has_one_also_when_nothing_stands_in_it() -> None:
    content = route(people__sessions=[{"id": "s1", "on": "2026-02-01"}])
    layout = plain(pictures(content)[0])["layout"]
    assert [each["text"] for each in layout["annotations"]] == ["Brasschaat", "Tarija", "Nimlaha'kok", "Together"]
    assert len({each["y"] for each in layout["annotations"]}) == 4


def test_things_at_the_same_time_in_one_lane_stand_under_each_other() -> None:
    days = {"starts": "2026-01-01", "ends": "2026-12-31"}
    sessions = [{"id": f"s{n}", "on": "2026-06-01"} for n in range(5)]
    content = route(route__phases=[phase("p1", **days), phase("p2", **days)], people__sessions=sessions)
    data = plain(pictures(content)[0])["data"]
    heights = [y for trace in data if trace.get("text") for y in trace["y"]]
    assert len(heights) == len(set(heights)) == 7


def test_blocked_weeks_alone_are_no_route_yet() -> None:
    assert pictures(route(), context(project=KNOWN))[0].figure is None


def test_a_route_of_one_day_and_days_at_the_ends_of_the_calendar_can_be_drawn() -> None:
    for on in ("2026-02-01", "0001-01-01", "9999-12-31"):
        timeline = pictures(route(people__sessions=[{"id": "s1", "on": on}]))[0]
        assert plain(timeline)["layout"]["xaxis"]["type"] == "date"


def test_the_heat_table_holds_the_level_of_every_cell_as_a_number_and_the_table_beside_it_as_a_word_too() -> None:
    content = route(
        route__phases=[phase("p1"), phase("p2", name={"es": "Elegir"})],
        people__matrix={"a1": {"p1": "involve", "p2": "coproduce"}, "a2": {"p2": "decide"}, "gone": {"p1": "decide"}},
    )
    table = pictures(content, context(project=KNOWN))[1]
    assert table.says == "Of 3 actors, 2 take part in at least one phase."
    assert list(table.head) == ["Actor", "1. Luisteren", "2. Elegir"]
    assert table.rows == [
        ["1. leerlingenraden", "3 · involve", "4 · co-produce"],
        ["2. Concejo municipal", "", "5 · decide for themselves"],
        ["3. bosques", "", ""],
    ]
    (heat,) = plain(table)["data"]
    assert heat["z"] == [[3, 4], [None, 5], [None, None]]
    assert heat["text"] == [["3", "4"], ["", "5"], ["", ""]]
    assert (heat["x"], heat["y"]) == (list(table.head)[1:], [row[0] for row in table.rows])


def test_two_actors_and_two_phases_of_the_same_name_stay_apart() -> None:
    known = project(actors=[actor("a1", "scholen"), actor("a2", "scholen")])
    content = route(route__phases=[phase("p1"), phase("p2")], people__matrix={"a1": {"p1": "inform"}})
    (heat,) = plain(pictures(content, context(project=known))[1])["data"]
    assert heat["y"] == ["1. scholen", "2. scholen"]
    assert heat["z"] == [[1, None], [None, None]]


def test_words_stand_in_the_first_language_that_has_them() -> None:
    names = {"nl": "Gesprek", "es": "Conversación"}
    content = route(people__sessions=[{"id": "s1", "name": names, "on": "2026-02-01"}])
    assert [pictures(content, context(languages=each))[0].rows[0][1] for each in (("es", "nl"), ("nl", "es"))] == [
        "Conversación",
        "Gesprek",
    ]
