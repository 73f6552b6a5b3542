"""The pictures of the Ambition setter: what stands in a figure stands in its table, and marks tell the sides apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from facilitation.pictures import svg
from facilitation.pictures.lettering import width
from facilitation.pictures.page import BESIDE
from tests import test_contract
from tests.ambition_canvases import CARE, analysis, context, drawn, goal, goals, light, noticed_codes, room, sign
from tests.focus_canvases import KEYS, LANGUAGES
from tests.strategies import contents
from tests.test_translations import catalogue
from tools.ambition_setter import TOOL
from tools.ambition_setter.gauges import number, travelled
from tools.ambition_setter.ladder import STEPS
from tools.canvas import Content
from tools.content import blank
from tools.participation import LEVELS, PROMISES
from tools.pictures import Drawn

EMPTY = blank(TOOL, LANGUAGES, KEYS)


def traces(picture: Drawn) -> list[dict[str, Any]]:
    """The traces of a figure, as plotly describes them."""
    assert picture.figure is not None
    made: list[dict[str, Any]] = picture.figure.to_plotly_json()["data"]
    return made


def named(picture: Drawn) -> dict[str, dict[str, Any]]:
    """What the legend names: each trace that it shows, by its name."""
    return {trace["name"]: trace for trace in traces(picture) if trace.get("showlegend") is True}


def test_a_blank_canvas_draws_nothing_and_each_picture_says_what_to_fill_in() -> None:
    assert TOOL.figures is not None
    pictures = TOOL.figures(EMPTY, context(), str)
    assert [(each.key, each.figure, each.rows) for each in pictures] == [
        ("ladder", None, ()),
        ("gauges", None, []),
        ("thermometer", None, ()),
    ]
    assert [each.says for each in pictures] == [
        "Write down a goal and how firmly you count on it: then it stands on this ladder.",
        "Give a number its start and its target: then you see here how far it has come.",
        "Choose how far you go: then you see here what that promises.",
    ]


@settings(max_examples=60)
@given(contents(TOOL, LANGUAGES, KEYS))
def test_any_canvas_can_be_drawn_on_a_phone_and_its_table_has_a_cell_for_each_head(content: Content) -> None:
    about = context(project={**room(2), **analysis(a1="both")})
    assert TOOL.figures is not None
    for picture in TOOL.figures(content, about, str):
        assert svg(picture, "nl") if picture.figure is not None else picture.says
        assert {len(row) for row in picture.rows} <= {len(picture.head)}
    noticed_codes(content, about)


# The ladder


PLACED = [
    goal("g1", priority="must", leader_side="herent"),
    goal("g2", priority="must", leader_side="tarija", statement=CARE),
    goal("g3", priority="should", leader_side=None),
    goal("g4", priority="could", leader_side="nimlahakok"),
    goal("g5", leader_side="herent"),
]


def test_goals_stand_on_the_step_of_how_firmly_they_are_counted_on_with_the_mark_of_the_side_that_leads() -> None:
    picture = drawn("ladder", light(change__goals=PLACED))
    shown = {
        name: (trace["marker"]["symbol"], trace["text"], [int(y) for y in trace["y"]])
        for name, trace in named(picture).items()
    }
    assert shown == {
        "Herent": ("circle", ["1", "5"], [1, 0]),
        "Tarija": ("square", ["2"], [1]),
        "Nimlaha'kok": ("triangle-up", ["4"], [3]),
        "place not known yet": ("circle-open", ["3"], [2]),
    }
    assert list(shown) == ["Herent", "Tarija", "Nimlaha'kok", "place not known yet"]
    assert picture.says == "Goals that we expect: 2; that we would like: 1; that we dream of: 1."


def test_the_table_tells_in_full_what_the_numbers_of_the_ladder_stand_for() -> None:
    picture = drawn("ladder", light(change__goals=PLACED, signs__indicators=[sign("s1", "g2"), sign("s2", "g2")]))
    assert [[row[0], *row[2:]] for row in picture.rows] == [
        ["1", "we expect", "Herent", "0"],
        ["2", "we expect", "Tarija", "2"],
        ["3", "we would like", "place not known yet", "0"],
        ["4", "we dream", "Nimlaha'kok", "0"],
        ["5", "not placed yet", "Herent", "0"],
    ]
    assert picture.rows[1][1] == CARE["nl"]
    assert drawn("ladder", light(change__goals=PLACED), context(languages=("es", "nl"))).rows[1][1] == CARE["es"]


@pytest.mark.parametrize("language", ["nl", "es"])
def test_the_names_of_the_steps_are_short_enough_to_stand_beside_them_on_a_phone(language: str) -> None:
    assert [said for step in STEPS if width(said := catalogue(language)[step][0]) > BESIDE] == []


def test_no_two_things_on_the_ladder_stand_in_the_same_place() -> None:
    deeds = [{"id": f"m{at}", "hope": "expect", "behaviour": {"nl": "komt"}} for at in range(3)]
    picture = drawn("ladder", light(change__goals=[*PLACED, goal("g6", priority="must")], signs__markers=deeds))
    places = [
        (x, int(y))
        for trace in traces(picture)
        if trace["mode"] != "lines"
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    assert len(set(places)) == len(places) == 9


def test_what_people_will_do_is_lettered_on_its_step_with_who_does_it() -> None:
    deeds = [
        {"id": "m1", "hope": "expect", "behaviour": {"es": "llega"}, "actor": {"ids": ["a1"], "text": {}}},
        {"id": "m2", "hope": "love", "behaviour": {"es": "enseña"}, "actor": {"ids": [], "text": {"es": "el comité"}}},
        {"id": "m3", "behaviour": {"es": "mide"}},
    ]
    content = light(change__goals=[], signs__markers=deeds)
    picture = drawn("ladder", content, context(project=analysis(a1="tarija")))
    assert picture.rows == [
        ["a", "llega", "we expect", "naam a1", ""],
        ["b", "enseña", "we dream", "el comité", ""],
        ["c", "mide", "not placed yet", "", ""],
    ]
    (letters,) = (trace for trace in traces(picture) if trace["mode"] == "text")
    assert (letters["text"], [int(y) for y in letters["y"]]) == (["a", "b", "c"], [1, 3, 0])


def test_a_goal_that_several_sides_lead_has_a_mark_of_its_own_and_names_who_leads() -> None:
    led = goal("g1", leader_side=None, leader={"ids": ["a1"], "text": {}}, priority="must")
    picture = drawn("ladder", light(change__goals=[led]), context(project=analysis(a1="both")))
    assert named(picture)["several places"]["marker"]["symbol"] == "x"
    assert picture.rows[0][3] == "naam a1 (several places)"


def test_after_z_letters_go_on_with_two() -> None:
    deeds = [{"id": f"m{at}", "behaviour": {"nl": "komt"}} for at in range(28)]
    picture = drawn("ladder", light(change__goals=[], signs__markers=deeds))
    assert [row[0] for row in picture.rows][24:] == ["y", "z", "aa", "ab"]


# The gauges


@pytest.mark.parametrize(
    ("baseline", "target", "now", "way"),
    [
        (0, 4, 1, 25),
        (40, 10, 25, 50),
        (0, 4, 0, 0),
        (0, 4, 4, 100),
        (0, 4, 5, 125),
        (2, 4, 1, -50),
        (-10, 10, 0, 50),
        (0, 0.5, 0.125, 25),
        (0, 4, None, None),
        (None, 4, 1, None),
        (0, None, 1, None),
        (3, 3, 3, None),
    ],
)
def test_a_number_has_travelled_the_part_of_its_way_that_lies_behind_and_is_never_cut_off(
    baseline: float | None, target: float | None, now: float | None, way: float | None
) -> None:
    assert travelled({"baseline": baseline, "target": target, "now": now}) == way


MEASURED = [
    sign("s1", "g2", kind="number", baseline=0, target=3, now=1, unit={"nl": "scholen"}),
    sign("s2", "g1", kind="number", baseline=40, target=10, now=8.5),
    sign("s3", "g3", kind="number", baseline=0, target=6),
    sign("s4", "g1", kind="story"),
    sign("s5", None, kind="number", target=70),
]


def test_each_number_has_a_track_with_its_start_its_target_and_where_it_is_by_now() -> None:
    picture = drawn("gauges", light(signs__indicators=MEASURED))
    assert picture.figure is not None
    assert picture.figure.layout.yaxis.ticktext == ("1. teken s1", "2. teken s2", "3. teken s3")
    track, ends, *marks = traces(picture)
    assert track["x"] == [0, 100, None] * 3
    assert ends["text"] == ["0", "3", "40", "10", "0", "6"]
    assert [(mark["name"], mark["marker"]["symbol"], mark["x"], mark["y"], mark["text"]) for mark in marks] == [
        ("Herent", "circle", [105.0], [1], ["8.5"]),
        ("Tarija", "square", [33.3], [0], ["1"]),
    ]
    assert picture.says == "Of 3 numbers, 2 were measured since the start and 1 reached their target."


def test_the_table_has_the_same_numbers_as_the_tracks_and_every_story_too() -> None:
    assert drawn("gauges", light(signs__indicators=MEASURED)).rows == [
        ["1", "2", "teken s1", "0 scholen", "1 scholen", "3 scholen", "33.3"],
        ["2", "1", "teken s2", "40", "8.5", "10", "105"],
        ["3", "3", "teken s3", "0", "", "6", ""],
        ["4", "1", "teken s4", "a story", "", "", ""],
        ["5", "", "teken s5", "", "", "70", ""],
    ]


def test_stories_alone_draw_nothing_but_stand_in_the_table() -> None:
    picture = drawn("gauges", light(signs__indicators=[sign("s1", "g1", kind="story")]))
    assert (picture.figure, len(picture.rows)) == (None, 1)


def test_every_mark_is_in_sight_however_far_beyond_its_target() -> None:
    far = drawn("gauges", light(signs__indicators=[sign("s1", "g1", baseline=0, target=1, now=-3)]))
    assert far.figure is not None
    low, high = far.figure.layout.xaxis.range
    assert low < -300 < 100 < high


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (0, "0"),
        (3, "3"),
        (3.0, "3"),
        (2.50, "2.5"),
        (-0.125, "-0.125"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
    ],
)
def test_numbers_are_written_as_people_write_them(value: float | None, said: str) -> None:
    assert number(value) == said


# The thermometer


def parts(picture: Drawn) -> dict[str, list[int]]:
    """The levels that the bars of a thermometer show, by what the legend calls them."""
    return {trace["name"]: list(trace["y"]) for trace in traces(picture) if trace["type"] == "bar"}


@pytest.mark.parametrize(
    ("level", "steps", "shown", "says"),
    [
        (
            "coproduce",
            None,
            {"promised": [1, 2, 3, 4]},
            "People are promised “co-produce”; how much room there is for that, nobody said yet.",
        ),
        (
            "involve",
            3,
            {"promised": [1, 2, 3], "still room for": [4]},
            "People are promised “involve”; the room reaches as far as “co-produce”.",
        ),
        (
            "decide",
            2,
            {"promised": [1, 2, 3], "promised beyond the room": [4, 5]},
            "People are promised “decide for themselves”, but the room only reaches as far as “involve”.",
        ),
        (
            None,
            1,
            {"still room for": [1, 2]},
            "Nobody chose a level yet; the room reaches as far as “consult”.",
        ),
        (
            "decide",
            5,
            {"promised": [1, 2, 3, 4, 5]},
            "People are promised “decide for themselves”; the room reaches as far as “decide for themselves”.",
        ),
    ],
)
def test_the_thermometer_shows_what_is_promised_and_how_far_the_room_reaches(
    level: str | None, steps: int | None, shown: dict[str, list[int]], says: str
) -> None:
    picture = drawn("thermometer", light(promise__level=level), context(project=room(steps)))
    assert parts(picture) == shown
    assert picture.says == says
    assert picture.figure is not None
    ceiling = [line.y0 for line in picture.figure.layout.shapes]
    assert ceiling == ([] if steps is None else [min(steps + 1, 5) + 0.5])
    chosen = [list(trace["y"]) for trace in traces(picture) if trace.get("name") == "chosen"]
    assert chosen == ([] if level is None else [[[key for key, _ in LEVELS].index(level) + 1]])


def test_the_table_of_the_thermometer_tells_every_level_its_promise_and_how_it_stands_here() -> None:
    picture = drawn("thermometer", light(promise__level="coproduce"), context(project=room(2)))
    assert picture.rows == [
        [label, PROMISES[key], here]
        for (key, label), here in zip(
            LEVELS,
            ["promised", "promised", "promised", "promised beyond the room", "no room for"],
            strict=True,
        )
    ]
    assert [row[2] for row in drawn("thermometer", light(promise__level="consult")).rows] == ["promised"] * 2 + [""] * 3


def test_what_is_promised_within_and_beyond_the_room_differs_in_black_and_white() -> None:
    picture = drawn("thermometer", light(promise__level="coproduce"), context(project=room(2)))
    fills = [trace["marker"]["pattern"]["shape"] for trace in traces(picture) if trace["type"] == "bar"]
    assert len(set(fills)) == len(fills) == 2


def test_no_picture_names_a_colour() -> None:
    assert TOOL.figures is not None
    content = light(change__goals=PLACED, signs__indicators=MEASURED)
    for picture in TOOL.figures(content, context(project=room(2)), str):
        assert picture.figure is not None
        assert "color" not in picture.figure.to_json()


def test_every_picture_of_a_canvas_on_which_all_is_filled_can_be_drawn() -> None:
    assert TOOL.figures is not None
    filled = test_contract.full(TOOL)
    assert [bool(svg(each, "es")) for each in TOOL.figures(filled, test_contract.ABOUT[0], str)] == [True, False, True]


def test_a_goal_of_which_nobody_leads_waits_at_the_foot_until_it_is_placed() -> None:
    picture = drawn("ladder", light(change__goals=goals(None)))
    assert [row[2:4] for row in picture.rows] == [["not placed yet", "place not known yet"]]
