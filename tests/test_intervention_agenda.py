"""The agenda of an encounter: minutes of blocks, and what the clock says in every place, also when a clock changes."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.encounters import block, context, light, mirror, part, two
from tools.canvas import Context, SideOf
from tools.intervention_designer.agenda import SKIPPED, TWICE, Plan, begins, doubt, hours, length, plans

FAR = (
    SideOf(key="samoa", place="Pago Pago", zone="Pacific/Pago_Pago"),
    SideOf(key="kiribati", place="Kiritimati", zone="Pacific/Kiritimati"),
)


def only(parts: list[dict[str, Any]], blocks: list[dict[str, Any]], about: Context | None = None) -> list[Plan]:
    return plans(light(meeting__parts=parts, agenda__blocks=blocks), about or context())


def clocks(plan: Plan, minute: float, about: Context | None = None) -> list[tuple[str, str, int]]:
    return [(hour.place, hour.at, hour.shift) for hour in hours(plan, minute, about or context())]


# Minutes


def test_blocks_follow_one_another_from_the_start_of_their_part() -> None:
    (plan,) = plans(mirror(), context())
    assert [(slot.number, slot.start, slot.end) for slot in plan.slots] == [
        (1, 0, 10),
        (2, 10, 15),
        (3, 15, 35),
        (4, 35, 45),
        (5, 45, 55),
        (6, 55, 80),
        (7, 80, 92),
        (8, 92, 97),
        (9, 97, 100),
    ]
    assert (plan.planned, plan.available, plan.over) == (100, 100, 0)


@pytest.mark.parametrize(("minutes", "over"), [(104, 14), (90, 0), (78, -12)])
def test_it_is_known_how_many_minutes_are_too_many_or_still_free(minutes: int, over: int) -> None:
    (plan,) = only([part(minutes=90)], [block("b1", minutes)])
    assert plan.over == over


def test_nothing_is_over_or_short_before_both_are_known() -> None:
    assert [plan.over for plan in only([part(minutes=None)], [block("b1", 20)])] == [0]
    assert [plan.over for plan in only([part()], [block("b1", None)])] == [0]
    assert [plan.over for plan in only([part()], [])] == [0]


def test_each_part_counts_its_own_blocks_and_blocks_are_numbered_through() -> None:
    parts = [part("p1", minutes=80), part("p2", on="2026-06-10", minutes=80)]
    blocks = [block("b1", 30, part=["p2"]), block("b2", 80, part=["p1"]), block("b3", 60, part=["p2"])]
    first, second = only(parts, blocks)
    assert [(slot.number, slot.block["id"]) for slot in first.slots] == [(1, "b2")]
    assert [(slot.number, slot.block["id"], slot.start) for slot in second.slots] == [(2, "b1", 0), (3, "b3", 30)]
    assert (first.over, second.over) == (0, 10)


def test_blocks_of_no_part_belong_to_the_only_part_and_otherwise_stand_apart() -> None:
    lost = [block("b1", 30), block("b2", 20, part=["gone"])]
    (plan,) = only([part()], lost)
    assert [slot.block["id"] for slot in plan.slots] == ["b1", "b2"]
    first, second, apart = only([part("p1"), part("p2")], lost)
    assert (first.slots, second.slots, apart.card) == ((), (), None)
    assert [slot.block["id"] for slot in apart.slots] == ["b1", "b2"]
    assert clocks(apart, 0) == []
    (alone,) = only([], lost)
    assert (alone.card, alone.planned, alone.over) == (None, 50, 0)


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        (12, 12),
        (0, 0),
        (2.5, 2.5),
        (2**53, 2**53),
        (None, None),
        (-5, None),
        (True, None),
        ("ten", None),
        ([10], None),
        (2**53 + 1, None),
        (10**400, None),
        (1e300, None),
        (float("inf"), None),
        (float("nan"), None),
    ],
)
def test_minutes_that_are_no_minutes_take_no_time_and_break_nothing(typed: Any, counts: float | None) -> None:
    assert length(typed) == counts
    (plan,) = only([part()], [block("b1", typed), block("b2", 10)])
    assert [slot.start for slot in plan.slots] == [0, counts or 0]
    assert plan.planned == (counts or 0) + 10


def test_what_ends_after_the_last_year_has_no_clock_time() -> None:
    (plan,) = only([part(minutes=2**53)], [block("b1", 2**53)])
    assert clocks(plan, 0) != []
    assert clocks(plan, plan.planned) == []
    assert begins(part(on="0001-01-01", at="00:05"), context()) is None
    assert begins(part(on="9999-12-31", at="23:30", clock="tarija"), context()) is None


# Clocks


def test_four_in_the_afternoon_in_brasschaat_is_ten_in_tarija_in_summer_and_eleven_in_winter() -> None:
    summer, winter = only([part("p1"), part("p2", on="2026-12-01")], [])
    assert clocks(summer, 0) == [("Brasschaat", "16:00", 0), ("Tarija", "10:00", 0), ("Nimlaha'kok", "08:00", 0)]
    assert clocks(winter, 0) == [("Brasschaat", "16:00", 0), ("Tarija", "11:00", 0), ("Nimlaha'kok", "09:00", 0)]


def test_the_hour_may_be_written_on_the_clock_of_any_place() -> None:
    (plan,) = only([part(clock="nimlahakok", at="08:00")], [])
    assert clocks(plan, 0) == [("Brasschaat", "16:00", 0), ("Tarija", "10:00", 0), ("Nimlaha'kok", "08:00", 0)]


def test_a_monthly_encounter_from_february_to_may_moves_by_an_hour_elsewhere() -> None:
    days = ("2026-02-10", "2026-03-10", "2026-04-14", "2026-05-12")
    series = only([part(day, on=day) for day in days], [])
    assert [[hour.at for hour in hours(plan, 0, context())] for plan in series] == [
        ["16:00", "11:00", "09:00"],
        ["16:00", "11:00", "09:00"],
        ["16:00", "10:00", "08:00"],
        ["16:00", "10:00", "08:00"],
    ]


def test_another_day_elsewhere_is_told_as_a_shift_from_the_day_written() -> None:
    (late,) = only([part(clock="tarija", at="19:30")], [block("b1", 60)])
    assert clocks(late, 0, two()) == [("Brasschaat", "01:30", 1), ("Tarija", "19:30", 0)]
    (early,) = only([part(at="02:00")], [])
    assert clocks(early, 0, two()) == [("Brasschaat", "02:00", 0), ("Tarija", "20:00", -1)]
    assert [hour.day for hour in hours(early, 0, two())] == [datetime.date(2026, 6, 9), datetime.date(2026, 6, 8)]


def test_a_block_that_runs_past_midnight_ends_the_next_day_also_where_it_was_written() -> None:
    (plan,) = only([part(at="23:30")], [block("b1", 60)])
    assert clocks(plan, 60, two()) == [("Brasschaat", "00:30", 1), ("Tarija", "18:30", 0)]


def test_places_at_the_ends_of_the_world_can_be_two_days_apart() -> None:
    about = context(sides=FAR)
    (plan,) = only([part(clock="samoa", at="23:30")], [], about)
    assert clocks(plan, 0, about) == [("Pago Pago", "23:30", 0), ("Kiritimati", "00:30", 2)]


# Hours that a clock does not show once


def test_an_hour_that_the_clock_skips_is_read_on_the_clock_of_before_the_change() -> None:
    night = part(on="2026-03-29", at="02:30")
    (plan,) = only([night], [])
    assert doubt(night, context()) == SKIPPED
    assert clocks(plan, 0, two()) == [("Brasschaat", "03:30", 0), ("Tarija", "21:30", -1)]


def test_an_hour_that_the_clock_shows_twice_is_the_first_of_the_two() -> None:
    night = part(on="2026-10-25", at="02:30")
    (plan,) = only([night], [])
    assert doubt(night, context()) == TWICE
    assert clocks(plan, 0, two()) == [("Brasschaat", "02:30", 0), ("Tarija", "20:30", -1)]
    assert clocks(plan, 60, two()) == [("Brasschaat", "02:30", 0), ("Tarija", "21:30", -1)]


@pytest.mark.parametrize(
    ("on", "at", "clock"),
    [
        ("2026-03-29", "01:59", "brasschaat"),
        ("2026-03-29", "03:00", "brasschaat"),
        ("2026-03-29", "02:30", "tarija"),
        ("2026-10-25", "01:59", "brasschaat"),
        ("2026-10-25", "03:00", "brasschaat"),
        ("2026-06-09", "02:30", "brasschaat"),
    ],
)
def test_hours_beside_the_change_and_clocks_that_never_change_are_without_doubt(on: str, at: str, clock: str) -> None:
    assert doubt(part(on=on, at=at, clock=clock), context()) == ""


def test_an_encounter_that_runs_through_the_change_keeps_its_minutes() -> None:
    (plan,) = only([part(on="2026-03-29", at="01:30")], [block("b1", 30), block("b2", 30)])
    assert [clocks(plan, minute, two()) for minute in (0, 30, 60)] == [
        [("Brasschaat", "01:30", 0), ("Tarija", "20:30", -1)],
        [("Brasschaat", "03:00", 0), ("Tarija", "21:00", -1)],
        [("Brasschaat", "03:30", 0), ("Tarija", "21:30", -1)],
    ]


# What is not known


@pytest.mark.parametrize(
    "unknown",
    [
        {"on": None},
        {"at": None},
        {"clock": None},
        {"clock": "herent"},
        {"on": "2026-02-30"},
        {"on": 20260609},
        {"at": "24:00"},
        {"at": "16"},
        {"at": 16},
    ],
)
def test_without_a_day_an_hour_and_a_clock_nothing_is_said_about_time(unknown: dict[str, Any]) -> None:
    (plan,) = only([part(**unknown)], [block("b1", 10)])
    assert (plan.begins, clocks(plan, 0), plan.planned) == (None, [], 10)
    assert doubt(part(**unknown), context()) == ""


def test_places_that_share_one_time_zone_need_not_say_whose_clock_it_is() -> None:
    flemish = context(
        sides=(
            SideOf(key="brasschaat", place="Brasschaat", zone="Europe/Brussels"),
            SideOf(key="herent", place="Herent", zone="Europe/Brussels"),
        )
    )
    (plan,) = only([part(clock=None)], [], flemish)
    assert clocks(plan, 0, flemish) == [("Brasschaat", "16:00", 0), ("Herent", "16:00", 0)]


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "Europe", "Europe/Brussels\0"])
def test_a_time_zone_that_is_none_leaves_only_that_place_without_hours(zone: str) -> None:
    odd = context(
        sides=(
            SideOf(key="brasschaat", place="Brasschaat", zone="Europe/Brussels"),
            SideOf(key="olympus", place="Olympus", zone=zone),
        )
    )
    (plan,) = only([part()], [], odd)
    assert clocks(plan, 0, odd) == [("Brasschaat", "16:00", 0)]
    (lost,) = only([part(clock="olympus")], [], odd)
    assert clocks(lost, 0, odd) == []
