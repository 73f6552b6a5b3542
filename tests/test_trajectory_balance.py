"""The Trajectory designer: what it notices in who takes part, how far, led by whom, where, and in which rhythm."""

from __future__ import annotations

from typing import Any

import pytest

from tests.route_canvases import KEYS, actor, context, found, light, linked, phase, project, route
from tools.canvas import CAUTION, STOP, TIP, agreeable
from tools.trajectory_designer import TOOL

PUPILS = actor("a1", "leerlingenraden", affected=3)
COUNCIL = actor("a2", "Concejo municipal", role="decides", side="tarija")


def about(*actors: dict[str, Any], **more: Any) -> Any:
    return context(deep_opened=True, project=project(actors=list(actors), **more))


# T5-2: hit hard, and nowhere


def test_t5_2_names_who_is_hit_hard_and_takes_part_nowhere() -> None:
    content = route(route__phases=[phase()], people__matrix={"a2": {"p1": "inform"}})
    (each,) = found("T5-2", content, about(PUPILS, COUNCIL))
    assert (each.level, each.at, each.values) == (CAUTION, ("people.matrix/a1",), {"actor": "leerlingenraden"})


@pytest.mark.parametrize("affected", [2, 0, None, True, "3"])
def test_t5_2_is_silent_about_who_is_hit_less(affected: Any) -> None:
    content = route(route__phases=[phase()], people__matrix={"a2": {"p1": "inform"}})
    assert found("T5-2", content, about({**PUPILS, "affected": affected}, COUNCIL)) == []


def test_t5_2_is_silent_when_they_take_part_somewhere_or_when_the_table_is_not_begun() -> None:
    somewhere = route(route__phases=[phase(), phase("p2")], people__matrix={"a1": {"p2": "inform"}})
    assert found("T5-2", somewhere, about(PUPILS, COUNCIL)) == []
    assert found("T5-2", route(route__phases=[phase()]), about(PUPILS, COUNCIL)) == []


def test_t5_2_does_not_count_the_column_of_a_phase_that_was_taken_away() -> None:
    matrix = {"a1": {"gone": "decide"}, "a2": {"p1": "inform"}}
    content = route(route__phases=[phase()], people__matrix=matrix)
    assert len(found("T5-2", content, about(PUPILS, COUNCIL))) == 1


# T5-3: above the room


@pytest.mark.parametrize(
    ("room", "level"), [(0, "consult"), (1, "involve"), (2, "coproduce"), (3, "decide"), (0, "decide")]
)
def test_t5_3_stops_a_phase_that_promises_more_than_the_room_allows(room: int, level: str) -> None:
    content = light(route__phases=[phase(level=level)])
    known = context(project=project(room=room))
    (each,) = found("T5-3", content, known)
    assert (each.level, each.at, each.values) == (STOP, ("route.phases/p1/level",), {"phase": "Luisteren"})
    assert not agreeable(TOOL, content, known)


@pytest.mark.parametrize(
    ("room", "level"),
    [
        (0, "inform"),
        (1, "consult"),
        (3, "coproduce"),
        (4, "decide"),
        (5, "decide"),
        (None, "decide"),
        ("0", "decide"),
        (-3, "inform"),
    ],
)
def test_t5_3_is_silent_up_to_the_ceiling_and_when_nobody_said_how_much_room_there_is(room: Any, level: str) -> None:
    content = light(route__phases=[phase(level=level)])
    assert found("T5-3", content, context(project=project(room=room))) == []
    assert found("T5-3", content) == []


def test_t5_3_points_at_each_cell_of_the_table_that_is_too_high_under_its_phase() -> None:
    content = light(
        route__phases=[phase(level="consult"), {"id": "p2", "name": {"es": "Elegir"}}],
        people__matrix={"a1": {"p1": "consult", "p2": "involve"}, "a2": {"p1": "inform", "p2": "decide"}},
    )
    (each,) = found("T5-3", content, about(PUPILS, COUNCIL, room=1))
    assert each.at == ("people.matrix/a1/p2", "people.matrix/a2/p2")
    assert each.values == {"phase": "Elegir"}


# T5-6: led by one side


def led(*leads: str | None) -> dict[str, Any]:
    sessions = [{"id": f"s{n}", "name": {"nl": "Gesprek"}, "lead": lead} for n, lead in enumerate(leads)]
    return route(people__sessions=sessions)


@pytest.mark.parametrize("side", KEYS)
def test_t5_6_names_the_place_that_leads_all_encounters_whichever_side_it_is(side: str) -> None:
    (each,) = found("T5-6", led(side, side))
    assert (each.level, each.at) == (CAUTION, ("people.sessions",))
    assert each.values == {"place": context().place(side)}


@pytest.mark.parametrize(
    "leads", [("tarija",), ("tarija", "brasschaat"), ("tarija", "tarija", None), (None, None), ("left", "left")]
)
def test_t5_6_is_silent_for_one_encounter_for_two_leaders_and_when_it_is_not_said(leads: tuple[Any, ...]) -> None:
    assert found("T5-6", led(*leads)) == []


def test_t5_6_lets_a_side_lead_its_own_project_and_asks_when_another_leads_it() -> None:
    own = context(shared=False, owner="tarija")
    assert found("T5-6", led("tarija", "tarija"), own) == []
    assert len(found("T5-6", led("brasschaat", "brasschaat"), own)) == 1


# T5-7: all online, or all in person


@pytest.mark.parametrize("form", ["online", "in_person"])
def test_t5_7_notices_that_everything_is_online_or_in_person(form: str) -> None:
    sessions = [{"id": "s1", "form": form}, {"id": "s2", "form": form}]
    (each,) = found("T5-7", route(people__sessions=sessions, route__phases=[phase(form=form)]))
    assert (each.level, each.at) == (CAUTION, ("people.sessions",))
    (each,) = found("T5-7", route(route__phases=[phase(form=form), phase("p2", form=form)]))
    assert each.at == ("route.phases",)


@pytest.mark.parametrize(
    ("phases", "sessions"),
    [
        (["online"], ["online"]),
        ([], ["online", "in_person"]),
        ([], ["mixed", "mixed"]),
        (["mixed"], ["online", "online"]),
        ([None, None], [None]),
    ],
)
def test_t5_7_is_silent_for_one_of_a_kind_and_for_every_mix(phases: list[Any], sessions: list[Any]) -> None:
    content = route(
        route__phases=[phase(f"p{n}", form=form) for n, form in enumerate(phases)],
        people__sessions=[{"id": f"s{n}", "name": {"nl": "Gesprek"}, "form": form} for n, form in enumerate(sessions)],
    )
    assert found("T5-7", content) == []


# T5-8: takes part, and decides nowhere


def decided(**moment: Any) -> Any:
    return route(
        route__phases=[phase()],
        people__matrix={"a2": {"p1": "inform"}},
        decisions__moments=[{"id": "d1", "what": {"es": "Elegir"}, **moment}],
    )


def test_t5_8_asks_where_somebody_decides_who_takes_part() -> None:
    (each,) = found("T5-8", decided(who=linked("a1")), about(PUPILS, COUNCIL))
    assert (each.level, each.at) == (CAUTION, ("decisions.moments", "people.matrix/a2/p1"))
    assert each.values == {"actor": "Concejo municipal"}


@pytest.mark.parametrize(
    "moment",
    [
        {"who": linked("a2")},
        {"who": {"ids": [], "text": {"es": " concejo  Municipal"}}},
        {"body": {"nl": "Concejo municipal"}},
    ],
)
def test_t5_8_is_silent_when_a_decision_moment_is_theirs_by_link_or_by_name(moment: dict[str, Any]) -> None:
    assert found("T5-8", decided(**moment), about(PUPILS, COUNCIL)) == []


def test_t5_8_leaves_alone_who_does_not_decide_or_take_part_and_a_canvas_without_decision_moments() -> None:
    assert found("T5-8", decided(), about({**COUNCIL, "role": "advises"})) == []
    apart = route(route__phases=[phase()], decisions__moments=[{"id": "d1", "what": {"es": "Elegir"}}])
    assert found("T5-8", apart, about(COUNCIL)) == []
    none_yet = route(
        route__phases=[phase()], people__matrix={"a2": {"p1": "inform"}}, decisions__moments=[{"id": "d1"}]
    )
    assert found("T5-8", none_yet, about(COUNCIL)) == []


# T5-10: choosing twice


def breathing(*modes: Any) -> Any:
    return route(
        route__phases=[
            phase(f"p{n}", **(mode if isinstance(mode, dict) else {"mode": mode})) for n, mode in enumerate(modes)
        ]
    )


def test_t5_10_notices_two_phases_of_choosing_one_after_the_other() -> None:
    (each,) = found("T5-10", breathing("open", "choose", "choose", "do"))
    assert (each.level, each.at) == (TIP, ("route.phases/p2/mode", "route.phases/p1/mode"))


@pytest.mark.parametrize(
    "modes", [("open", "choose", "open", "choose"), ("choose", "deepen", "choose"), ("choose",), (None, "choose", None)]
)
def test_t5_10_is_silent_when_something_is_opened_between(modes: tuple[Any, ...]) -> None:
    assert found("T5-10", breathing(*modes)) == []


def test_t5_10_follows_the_days_and_not_the_order_of_the_cards() -> None:
    first = {"mode": "choose", "starts": "2026-01-01", "ends": "2026-01-31"}
    second = {"mode": "open", "starts": "2026-02-01", "ends": "2026-02-20"}
    third = {"mode": "choose", "starts": "2026-03-01", "ends": "2026-03-31"}
    assert found("T5-10", breathing(first, third, second)) == []
    assert len(found("T5-10", breathing(first, second | {"starts": "2026-04-01", "ends": "2026-04-02"}, third))) == 1


def test_t5_10_leaves_alone_what_two_places_choose_each_for_itself_or_at_the_same_time() -> None:
    assert (
        found("T5-10", breathing({"mode": "choose", "side": "tarija"}, {"mode": "choose", "side": "brasschaat"})) == []
    )
    days = {"mode": "choose", "starts": "2026-01-01", "ends": "2026-01-31"}
    assert found("T5-10", breathing(days, days)) == []
    assert len(found("T5-10", breathing({"mode": "choose", "side": "tarija"}, {"mode": "choose"}))) == 1
