"""The pictures and the calendar of the Environment scan: the same numbers in the figure and in the table."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.pictures import svg
from tests import test_contract
from tests.focus_canvases import LANGUAGES
from tests.scan_canvases import context, factor, moment, scan
from tests.strategies import contents
from tools import pictures
from tools.canvas import Content
from tools.environment_scan import TOOL
from tools.environment_scan.calendar import BLOCKED, around, moments
from tools.environment_scan.labels import short
from tools.pictures import Drawn

DAY = 86_400_000


def drawn(content: Content, **known: Any) -> tuple[Drawn, Drawn]:
    """The force field and the calendar, in English."""
    field, calendar = TOOL.figures(content, context(**known), lambda sentence: sentence)  # type: ignore[misc]
    return field, calendar


def traces(picture: Drawn, kind: str) -> list[dict[str, Any]]:
    """The traces of one kind, as plotly has them."""
    assert picture.figure is not None
    return [trace for trace in picture.figure.to_dict()["data"] if trace["type"] == kind]


FACTORS = {
    "herent": [factor("a1", -3, certainty=5), factor("a2", 2), factor("a3")],
    "tarija": [factor("b1", 3, certainty=2), factor("b2", 0)],
    "nimlahakok": [factor("c1", -2)],
}


def test_while_there_is_nothing_to_draw_each_picture_says_what_to_fill_in() -> None:
    for content in (scan(), scan(around__factors={"tarija": [factor("f")]}, time__calendar={"tarija": [moment("m")]})):
        field, calendar = drawn(content)
        assert (field.key, field.figure, field.rows) == ("force_field", None, ())
        assert field.says == "Say of at least one factor how strongly it helps or hinders."
        assert (calendar.key, calendar.figure, calendar.rows) == ("calendar", None, ())
        assert calendar.says == "Put at least one moment with its first day on a calendar."


# The force field


def test_the_table_of_the_force_field_has_what_helps_most_on_top_and_says_every_number() -> None:
    field, _ = drawn(scan(around__factors=FACTORS))
    assert field.head == ["Factor", "Of which place", "Effect", "How sure, 1 to 5"]
    assert field.rows == [
        ["factor b1", "Tarija", "+3", "2"],
        ["factor a2", "Herent", "+2", "–"],
        ["factor b2", "Tarija", "0", "–"],
        ["factor c1", "Nimlaha'kok", "-2", "–"],
        ["factor a1", "Herent", "-3", "5"],
    ]
    assert field.says == "Helps: 2. Hinders: 2. Neither: 1. Not weighed yet: 1."


def test_bars_are_as_long_as_factors_are_strong_and_go_to_either_side_of_the_centre_line() -> None:
    field, _ = drawn(scan(around__factors=FACTORS))
    assert [(bar["name"], list(bar["x"]), list(bar["y"])) for bar in traces(field, "bar")] == [
        ("Herent", [2, -3], [3, 0]),
        ("Tarija", [3, 0], [4, 2]),
        ("Nimlaha'kok", [-2], [1]),
    ]
    layout = field.figure.to_dict()["layout"]  # type: ignore[union-attr]
    assert [(line["x0"], line["x1"]) for line in layout["shapes"]] == [(0, 0)]
    named = dict(zip(layout["yaxis"]["tickvals"], layout["yaxis"]["ticktext"], strict=True))
    assert [named[row] for row in (4, 3, 2, 1, 0)] == [row[0] for row in field.rows]


def test_numbers_of_the_force_field_are_the_same_in_the_figure_and_in_the_table() -> None:
    field, _ = drawn(scan(around__factors=FACTORS))
    count = len(field.rows)
    for kind in ("bar", "scatter"):
        told = {
            (count - 1 - row, trace["name"], effect)
            for trace in traces(field, kind)
            for effect, row in zip(trace["x"], trace["y"], strict=True)
        }
        assert told == {(number, place, int(effect)) for number, (_, place, effect, _) in enumerate(field.rows)}


def test_sides_differ_by_what_fills_their_bars_and_by_their_mark_and_by_no_colour() -> None:
    field, _ = drawn(scan(around__factors=FACTORS))
    bars, marks = traces(field, "bar"), traces(field, "scatter")
    assert [bar["marker"]["pattern"]["shape"] for bar in bars] == list(pictures.PATTERNS[:3])
    assert [mark["marker"]["symbol"] for mark in marks] == [pictures.shape(number)["symbol"] for number in range(3)]
    assert "color" not in str(field.figure.to_dict())  # type: ignore[union-attr]


def test_a_side_keeps_its_mark_when_the_others_put_nothing_there() -> None:
    field, _ = drawn(scan(around__factors={"nimlahakok": [factor("c1", 1)]}))
    assert [mark["marker"]["symbol"] for mark in traces(field, "scatter")] == [pictures.shape(2)["symbol"]]


def test_the_focus_question_stands_above_the_centre_line_in_the_reader_s_language_once_there_is_one() -> None:
    content = scan(around__factors=FACTORS)
    (note,) = drawn(content, languages=("es", "nl"))[0].figure.to_dict()["layout"]["annotations"]  # type: ignore[union-attr]
    assert note["x"] == 0
    assert note["text"] == "¿Cómo podemos, junto con alumnos, familias y<br>vecinos, adaptar los patios escolares al…"
    without = drawn(content, project={})[0].figure.to_dict()["layout"]  # type: ignore[union-attr]
    assert without.get("annotations", []) == []


def test_words_of_a_factor_are_in_the_reader_s_language_when_they_are_there() -> None:
    said = {"nl": "wijkraden", "es": "juntas de barrio"}
    content = scan(around__factors={"tarija": [{**factor("f", 1), "text": said}]})
    assert drawn(content, languages=("es", "nl"))[0].rows[0][0] == "juntas de barrio"
    assert drawn(content, languages=("nl", "es"))[0].rows[0][0] == "wijkraden"


def test_words_that_do_not_fit_are_cut_in_the_picture_and_whole_in_the_table() -> None:
    long = "Los barrios participan de forma estructural en la planificación"
    field, _ = drawn(scan(around__factors={"tarija": [{**factor("f", 1), "text": {"es": long}}]}))
    assert field.rows[0][0] == long
    assert list(field.figure.to_dict()["layout"]["yaxis"]["ticktext"]) == [
        "Los barrios participan<br>de forma estructural…"
    ]  # type: ignore[union-attr]
    assert short("x" * 30, 10, 2) == "x" * 10 + "<br>" + "x" * 9 + "…"
    assert short("", 10, 2) == ""


# The calendar


MOMENTS = {
    "herent": [
        moment("a1", "2027-07-01", "2027-08-31", effect="slow"),
        moment("a2", "2026-12-05", effect="good"),
        moment("a3", "2027-05-02", "2027-05-01", effect="blocked"),
    ],
    "tarija": [moment("b1", "2026-11-15", "2027-03-31", kind="weather", effect="blocked"), moment("b2", "2027-09-01")],
}


def test_the_table_of_the_calendar_goes_by_side_and_by_day_and_says_what_each_moment_does() -> None:
    _, calendar = drawn(scan(time__calendar=MOMENTS))
    assert calendar.head == ["Of which place", "Moment", "First day", "Last day", "What it does"]
    assert calendar.rows == [
        ["Herent", "momento a2", "5/12/2026", "5/12/2026", "A good moment"],
        ["Herent", "momento a1", "1/7/2027", "31/8/2027", "Goes slower"],
        ["Tarija", "momento b1", "15/11/2026", "31/3/2027", "Not possible"],
        ["Tarija", "momento b2", "1/9/2027", "1/9/2027", "Effect not said"],
    ]
    assert calendar.says == "Not possible: 1. Goes slower: 1. A good moment: 1. Without clear days: 1."


def test_bars_of_the_calendar_begin_on_the_first_day_and_take_in_the_last_one() -> None:
    _, calendar = drawn(scan(time__calendar=MOMENTS))
    assert [(bar["name"], list(bar["base"]), list(bar["x"]), list(bar["y"])) for bar in traces(calendar, "bar")] == [
        ("Not possible", ["2026-11-15"], [137 * DAY], [2]),
        ("Goes slower", ["2027-07-01"], [62 * DAY], [4]),
        ("A good moment", ["2026-12-05"], [DAY], [5]),
        ("Effect not said", ["2027-09-01"], [DAY], [1]),
    ]
    shapes = [bar["marker"]["pattern"]["shape"] for bar in traces(calendar, "bar")]
    assert shapes == list(pictures.PATTERNS[:4])


def test_every_side_has_its_lane_also_when_it_put_nothing_on_its_calendar() -> None:
    _, calendar = drawn(scan(time__calendar=MOMENTS))
    axis = calendar.figure.to_dict()["layout"]["yaxis"]  # type: ignore[union-attr]
    assert list(axis["ticktext"]) == [
        "Herent",
        "momento a2",
        "momento a1",
        "Tarija",
        "momento b1",
        "momento b2",
        "Nimlaha'kok: still empty",
    ]
    assert list(axis["tickvals"]) == [6, 5, 4, 3, 2, 1, 0]


def test_the_calendar_shows_a_year_at_least_from_the_month_of_the_first_moment_and_longer_when_it_must() -> None:
    def shown(**known: Any) -> list[str]:
        return list(drawn(scan(**known))[1].figure.to_dict()["layout"]["xaxis"]["range"])  # type: ignore[union-attr]

    assert shown(time__calendar={"tarija": [moment("m", "2026-11-15")]}) == ["2026-11-01", "2027-11-01"]
    long = {"tarija": [moment("m", "2026-11-15")], "herent": [moment("n", "2028-02-01", "2028-02-29")]}
    assert shown(time__calendar=long) == ["2026-11-01", "2028-03-01"]


# For other tools


def read(content: Content) -> list[tuple[str, str, str, str, str]]:
    """Return side, days, kind and effect of every moment as another tool reads it."""
    found = around(context(project={"environment_scan": [content]}))
    return [(each.side, str(each.first), str(each.last), each.kind, each.effect) for each in found]


def test_another_tool_reads_the_moments_of_the_sides_in_order_and_by_day_with_their_words() -> None:
    found = read(scan(time__calendar=MOMENTS))
    assert ("tarija", "2026-11-15", "2027-03-31", "weather", BLOCKED) in found
    assert [each[0] for each in found] == ["herent", "herent", "tarija", "tarija"]
    first = next(each for each in moments(scan(time__calendar=MOMENTS), ["tarija"]) if each.effect == BLOCKED)
    assert first.event == {"nl": "", "es": "momento b1"}


def test_a_moment_with_a_first_day_alone_lasts_that_day_and_one_without_takes_no_place() -> None:
    held = [moment("m1", "2027-05-01", effect="blocked"), moment("m2", None, "2027-05-03", effect="blocked")]
    turned = moment("m3", "2027-05-03", "2027-05-01")
    found = read(scan(time__calendar={"nimlahakok": [*held, moment("m4", effect="blocked"), turned]}))
    assert found == [("nimlahakok", "2027-05-01", "2027-05-01", "", BLOCKED)]


def test_a_moment_meets_days_with_which_it_shares_at_least_one() -> None:
    rains = next(each for each in moments(scan(time__calendar=MOMENTS), ["tarija"]) if each.effect == BLOCKED)
    for first, last, hit in (
        ("2027-03-31", "2027-04-02", True),
        ("2027-04-01", "2027-04-02", False),
        ("2026-11-01", "2026-11-15", True),
        ("2026-11-01", "2026-11-14", False),
        ("2026-01-01", "2028-01-01", True),
    ):
        assert rains.meets(date.fromisoformat(first), date.fromisoformat(last)) == hit, first


def test_nothing_is_read_of_a_blank_calendar_or_of_none() -> None:
    assert read(scan()) == []
    assert around(context()) == []


# Any canvas


@settings(max_examples=25)
@given(st.data())
def test_pictures_can_be_made_and_painted_of_any_canvas_with_rows_as_wide_as_their_head(data: st.DataObject) -> None:
    content = data.draw(contents(TOOL))
    for about in test_contract.ABOUT:
        for picture in TOOL.figures(content, about, lambda sentence: sentence):  # type: ignore[misc]
            assert "{" not in picture.says
            assert {len(row) for row in picture.rows} <= {len(picture.head)}
            assert (picture.figure is None) == (picture.rows == ())
            assert [svg(picture, language) != "" for language in LANGUAGES] == [picture.figure is not None] * 2
