"""Pictures: what somebody reads off a picture is what the figure holds, in ink that prints and letters that fit."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.pictures import WIDTH, CannotDraw, svg
from facilitation.pictures.bars import DARKEST, PALEST
from facilitation.pictures.lettering import lines, width
from facilitation.pictures.marks import CORNERS, DASHES, STROKES
from tests import made_up_tool
from tests.filled import content_of
from tests.strategies import LANGUAGES, SIDES, contents
from tools import every, get
from tools.canvas import Context, SideOf, Tool
from tools.content import complete
from tools.pictures import PATTERNS, SHAPES, Drawn, empty, figure, pattern

EVERY = [*every(), made_up_tool.TOOL]
SVG = "{http://www.w3.org/2000/svg}"
DAY_MS = 24 * 60 * 60 * 1000
HUNDRED = {"range": [0, 100]}


def drawn(
    traces: list[dict[str, Any]], layout: dict[str, Any] | None = None, language: str = "nl", says: str = "Zo is het"
) -> ET.Element:
    """Draw traces and read the SVG back as a tree, which also shows that it is well-formed."""
    text = svg(Drawn(key="k", title="T", says=says, figure=figure(traces, layout)), language)
    return ET.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def markup(traces: list[dict[str, Any]], layout: dict[str, Any] | None = None, says: str = "Zo is het") -> str:
    return svg(Drawn(key="k", title="T", says=says, figure=figure(traces, layout)), "nl")


def bars_in(tree: ET.Element) -> list[dict[str, float]]:
    """Every bar that is drawn, without the signs of the legend: place and size."""
    names = ("x", "y", "width", "height")
    found = [each for each in tree.iter(f"{SVG}rect") if (each.get("width"), each.get("height")) != ("20", "12")]
    return [{name: float(each.get(name) or 0) for name in names} for each in found]


def words_in(tree: ET.Element) -> list[str]:
    return [" ".join(part for part in each.itertext()) for each in tree.iter(f"{SVG}text")]


def where(tree: ET.Element, text: str) -> tuple[float, float]:
    found = next(each for each in tree.iter(f"{SVG}text") if "".join(each.itertext()) == text)
    return float(found.get("x") or 0), float(found.get("y") or 0)


def lying(x: list[float], **more: Any) -> dict[str, Any]:
    return {"type": "bar", "orientation": "h", "x": x, "y": list("abcdefgh"[: len(x)]), **more}


def dot(x: Any, y: Any, **more: Any) -> dict[str, Any]:
    return {"type": "scatter", "mode": "markers", "x": [x], "y": [y], **more}


# Bars


def test_a_bar_twice_as_long_is_drawn_twice_as_wide() -> None:
    one, two, half = (bar["width"] for bar in bars_in(drawn([lying([10, 20, 5])])))
    assert (two, half) == (pytest.approx(2 * one, abs=0.2), pytest.approx(one / 2, abs=0.2))


def test_what_hinders_goes_to_the_left_of_nought_and_what_helps_to_the_right() -> None:
    helps, hinders = bars_in(drawn([lying([2, -2])], {"xaxis": {"range": [-3, 3]}}))
    assert hinders["x"] + hinders["width"] == pytest.approx(helps["x"], abs=0.2)
    assert hinders["width"] == pytest.approx(helps["width"], abs=0.2)


def test_a_bar_that_stands_is_as_tall_as_its_value() -> None:
    one, two = bars_in(drawn([{"type": "bar", "x": ["nu", "straks"], "y": [3, 6]}]))
    assert two["height"] == pytest.approx(2 * one["height"], abs=0.2)
    assert one["y"] + one["height"] == pytest.approx(two["y"] + two["height"], abs=0.2)


def test_bars_upon_each_other_begin_where_the_one_before_ended() -> None:
    first, second = bars_in(drawn([lying([10]), lying([30])], {"barmode": "stack"}))
    assert second["x"] == pytest.approx(first["x"] + first["width"], abs=0.2)
    assert second["width"] == pytest.approx(3 * first["width"], abs=0.2)


def test_bars_side_by_side_do_not_cover_each_other() -> None:
    first, second = bars_in(drawn([lying([10]), lying([30])], {"barmode": "group"}))
    assert {first["height"]} == {second["height"]}
    assert abs(first["y"] - second["y"]) >= first["height"] - 0.2


def test_a_bar_may_begin_anywhere() -> None:
    whole, part = bars_in(drawn([lying([100, 25], base=[0, 50])], {"xaxis": HUNDRED}))
    assert part["x"] == pytest.approx(whole["x"] + whole["width"] / 2, abs=0.2)
    assert part["width"] == pytest.approx(whole["width"] / 4, abs=0.2)


def test_each_kind_of_bar_is_filled_in_a_way_of_its_own_and_the_legend_says_which() -> None:
    traces = [lying([1], name=f"soort {at}", marker=pattern(at)) for at in range(len(PATTERNS))]
    tree = drawn(traces)
    rects = list(tree.iter(f"{SVG}rect"))
    signs, bars = rects[: len(PATTERNS)], rects[len(PATTERNS) :]
    fills = [each.get("fill") for each in bars]
    assert [each.get("fill") for each in signs] == fills
    assert len(set(fills)) == len(PATTERNS)
    defined = {f"url(#{each.get('id')})" for each in tree.iter(f"{SVG}pattern")}
    assert {each for each in fills if each} == defined
    assert len({ET.tostring(each[0]) for each in tree.iter(f"{SVG}pattern")}) == len(PATTERNS) - 1


def test_two_pictures_on_a_page_never_share_the_name_of_a_pattern() -> None:
    made = figure([lying([1], marker=pattern(1))])
    ids = [re.findall(r'id="([^"]+)"', svg(Drawn(key=key, title="", says="", figure=made), "nl")) for key in ("a", "b")]
    assert [len(each) for each in ids] == [1, 1]
    assert ids[0] != ids[1]


def test_words_that_do_not_fit_on_a_bar_stand_behind_it_and_those_that_must_stay_inside_are_left_to_the_table() -> None:
    small = {"text": ["Verkiezingen"], "base": [0]}
    behind = drawn([lying([5], **small)], {"xaxis": HUNDRED})
    assert where(behind, "Verkiezingen")[0] > bars_in(behind)[0]["x"] + bars_in(behind)[0]["width"]
    left_out = drawn([lying([5], textposition="inside", **small)], {"xaxis": HUNDRED})
    assert words_in(left_out) == words_in(drawn([lying([5])], {"xaxis": HUNDRED}))  # not a letter or a dot of them
    inside = drawn([lying([90], **small)], {"xaxis": HUNDRED})
    bar = bars_in(inside)[0]
    assert where(inside, "Verkiezingen")[0] == pytest.approx(bar["x"] + bar["width"] / 2, abs=0.2)


# Points and lines


def test_a_mark_at_fifty_stands_in_the_middle_of_a_hundred() -> None:
    tree = drawn([dot(x, y) for x, y in ((0, 0), (50, 50), (100, 100))], {"xaxis": HUNDRED, "yaxis": HUNDRED})
    low, middle, high = [(float(each.get("cx") or 0), float(each.get("cy") or 0)) for each in tree.iter(f"{SVG}circle")]
    assert middle[0] == pytest.approx((low[0] + high[0]) / 2, abs=0.1)
    assert middle[1] == pytest.approx((low[1] + high[1]) / 2, abs=0.1)
    assert high[1] < low[1]


def test_a_mark_is_as_large_as_its_size_and_one_outside_the_axes_is_not_drawn() -> None:
    three = {"type": "scatter", "mode": "markers", "x": [10, 20, 300], "y": [1, 2, 3], "marker": {"size": [8, 16, 8]}}
    radii = [float(each.get("r") or 0) for each in drawn([three], {"xaxis": HUNDRED}).iter(f"{SVG}circle")]
    assert radii == [4, 8]


def test_every_symbol_and_its_open_twin_look_different() -> None:
    names = ["circle", *CORNERS, *STROKES]
    looks = []
    for name in [*names, *(f"{name}-open" for name in names if name not in STROKES)]:
        tree = drawn([dot(50, 50, marker={"symbol": name})], {"xaxis": HUNDRED, "yaxis": HUNDRED})
        looks.append(ET.tostring(list(tree)[-1]))
    assert len(set(looks)) == len(looks)


def test_the_marks_and_lines_of_all_sides_are_known() -> None:
    assert {each["symbol"] for each in SHAPES} <= {"circle", *CORNERS}
    assert {each["dash"] for each in SHAPES} == set(DASHES)
    assert len({each["symbol"] for each in SHAPES}) == len(SHAPES)


def test_each_dash_is_another_line_and_a_width_is_kept() -> None:
    line = {"type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1]}
    seen = [list(drawn([{**line, "line": {"dash": dash}}]))[-1].get("class") for dash in DASHES]
    assert len(set(seen)) == len(DASHES)
    assert list(drawn([{**line, "line": {"width": 5}}]))[-1].get("stroke-width") == "5"


def test_a_line_is_broken_where_nobody_answered() -> None:
    line = {"type": "scatter", "mode": "lines", "x": [0, 1, 2, 3, 4], "y": [0, 1, None, 3, 4]}
    assert (list(drawn([line]))[-1].get("d") or "").count("M") == 2


def test_the_words_of_two_marks_never_cover_each_other() -> None:
    names = [f"Groep {at}" for at in range(12)]
    tree = drawn(
        [{"type": "scatter", "mode": "markers+text", "x": [50] * 12, "y": [50] * 12, "text": names}],
        {"xaxis": HUNDRED, "yaxis": HUNDRED},
    )
    shown = [where(tree, name) for name in names if name in words_in(tree)]
    assert len(shown) == len(set(shown)) == 4


# Axes


def test_months_stand_on_a_line_of_time_in_the_language_of_the_reader() -> None:
    year = {"xaxis": {"type": "date", "range": ["2027-01-01", "2027-06-30"]}}
    for language, months in (("nl", ["jan 2027", "feb", "mrt", "apr", "mei", "jun"]), ("es", None)):
        tree = drawn([dot("2027-03-01", 1)], {**year, "yaxis": {"visible": False}}, language)
        assert words_in(tree) == (months or ["ene 2027", "feb", "mar", "abr", "may", "jun"])
    mark = next(tree.iter(f"{SVG}circle"))
    assert float(mark.get("cx") or 0) == pytest.approx(where(tree, "mar")[0], abs=0.2)


def test_a_stretch_of_days_is_as_long_as_its_days() -> None:
    bars = {**lying([31 * DAY_MS, 62 * DAY_MS]), "base": ["2027-01-01", "2027-03-01"]}
    month, two = bars_in(drawn([bars], {"xaxis": {"range": ["2027-01-01", "2027-12-31"]}}))
    assert two["width"] == pytest.approx(2 * month["width"], abs=0.2)
    assert two["x"] - month["x"] == pytest.approx(month["width"] * 59 / 31, abs=0.3)


def test_a_line_of_time_of_a_few_days_names_days_and_one_of_centuries_stays_readable() -> None:
    few = drawn([dot("2027-03-01", 1)], {"xaxis": {"range": ["2027-03-01", "2027-03-08"]}, "yaxis": {"visible": False}})
    assert words_in(few) == ["1 mrt", "3 mrt", "5 mrt", "7 mrt"]
    ever = drawn([dot("2027-03-01", 1)], {"xaxis": {"type": "date", "range": ["0001-01-01", "9999-12-31"]}})
    assert len(words_in(ever)) < 60


def test_the_first_name_stands_at_the_bottom_unless_the_axis_is_turned() -> None:
    usual, turned = drawn([lying([1, 2])]), drawn([lying([1, 2])], {"yaxis": {"autorange": "reversed"}})
    assert where(usual, "a")[1] > where(usual, "b")[1]
    assert where(turned, "a")[1] < where(turned, "b")[1]


def test_long_names_stand_above_their_row_and_short_ones_beside_it() -> None:
    name = "De dirigenten van de wijken willen dat het eerst over water gaat"
    above = drawn([{**lying([1, 2]), "y": [name, "kort"]}])
    bars = {round(bar["y"], 1): bar for bar in bars_in(above)}
    assert where(above, "kort")[1] < min(bars)
    assert bars_in(drawn([lying([1])]))[0]["x"] > where(drawn([lying([1])]), "a")[0]


def test_the_words_of_a_row_are_not_covered_by_the_row_above() -> None:
    names = [f"Rij {at}: de dirigenten van de wijken willen dat het eerst over water gaat" for at in (1, 2, 3)]
    heat = {"type": "heatmap", "x": ["p"], "y": names, "z": [[1], [2], [3]]}
    for tree in (drawn([heat]), drawn([{**lying([1, 2, 3]), "y": names}])):
        tops = sorted(bar["y"] for bar in bars_in(tree))
        feet = sorted(bar["y"] + bar["height"] for bar in bars_in(tree))
        firsts = sorted(float(each.get("y") or 0) for each in tree.iter(f"{SVG}text") if list(each))
        assert [top - first >= 17 for top, first in zip(tops, firsts, strict=True)] == [True] * 3  # the second line too
        assert [first - 10 >= foot for foot, first in zip(feet, firsts[1:], strict=False)] == [True] * 2


def test_numbers_on_an_axis_are_round_and_written_as_in_the_language() -> None:
    tree = drawn([dot(0, 0), dot(4000, 0)], {"yaxis": {"visible": False}})
    assert words_in(tree) == ["0", "1.000", "2.000", "3.000", "4.000"]


def test_ticks_say_what_the_figure_says() -> None:
    axis = {"range": [0, 4], "tickvals": [0, 2, 4], "ticktext": ["nooit", "soms", "altijd"]}
    assert words_in(drawn([dot(1, 1)], {"xaxis": axis, "yaxis": {"visible": False}})) == axis["ticktext"]


# Heatmaps, shapes and annotations


def test_the_highest_cell_has_most_ink_and_a_blank_one_none() -> None:
    heat = {
        "type": "heatmap",
        "x": ["p", "q"],
        "y": ["a", "b"],
        "z": [[0, 4], [2, None]],
        "text": [["–", "4"], ["2", ""]],
    }
    tree = drawn([{**heat, "zmin": 0, "zmax": 4}])
    ink = [float(each.get("fill-opacity") or 9) for each in tree.iter(f"{SVG}rect")]
    assert ink == [PALEST, DARKEST, pytest.approx((PALEST + DARKEST) / 2), 0]
    assert [text for text in words_in(tree) if text in ("–", "4", "2")] == ["–", "4", "2"]


def test_lines_and_surfaces_lie_where_the_layout_puts_them() -> None:
    shapes = [
        {"type": "line", "x0": 50, "x1": 50, "y0": 0, "y1": 100, "line": {"dash": "dot"}},
        {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 50, "layer": "below", "fillcolor": "grey"},
    ]
    ends = dot(0, 0), dot(100, 0)
    tree = drawn([dot(50, 50), *ends], {"xaxis": HUNDRED, "yaxis": HUNDRED, "shapes": shapes})
    (mark, *others), rect = tree.iter(f"{SVG}circle"), next(tree.iter(f"{SVG}rect"))
    first, last = (float(each.get("cx") or 0) for each in others)
    assert (float(rect.get("x") or 0), float(rect.get("width") or 0)) == (first, pytest.approx(last - first, abs=0.1))
    line = next(each for each in tree.iter(f"{SVG}path") if "f-d2" in (each.get("class") or ""))
    assert (line.get("d") or "").startswith(f"M{mark.get('cx')} ")
    assert float(rect.get("y") or 0) == float(mark.get("cy") or 0)
    assert list(tree).index(rect) < list(tree).index(mark) < list(tree).index(line)


def test_words_beside_a_picture_stay_inside_it() -> None:
    notes = [{"x": x, "y": 50, "text": "Hier staat iets <br> op twee regels", "showarrow": False} for x in (0, 100)]
    tree = drawn([dot(50, 90)], {"xaxis": HUNDRED, "yaxis": HUNDRED, "annotations": notes})
    spots = [float(each.get("x") or 0) for each in tree.iter(f"{SVG}text") if list(each)]
    half = width("Hier staat iets") / 2
    assert len(spots) == 2
    assert all(half <= spot <= WIDTH - half for spot in spots)


def test_words_beside_a_picture_hide_no_mark_and_no_words_of_a_mark_cover_them() -> None:
    note = {"x": 50, "y": 50, "text": "Samen doen", "showarrow": False}
    layout = {"xaxis": HUNDRED, "yaxis": HUNDRED, "annotations": [note]}
    tree = drawn([dot(50, 50, mode="markers+text", text=["Jeugdraad"])], layout)
    order = [each.text or each.tag for each in tree if each.text in ("Samen doen", "Jeugdraad") or "circle" in each.tag]
    assert order == ["Samen doen", f"{SVG}circle", "Jeugdraad"]
    for anchor in ("auto", "bottom", "top"):  # the last two where the words of the mark would stand first and second
        tree = drawn(
            [dot(50, 50, mode="markers+text", text=["Jeugdraad"])],
            {**layout, "annotations": [{**note, "yanchor": anchor}]},
        )
        assert abs(where(tree, "Jeugdraad")[1] - where(tree, "Samen doen")[1]) >= 12, anchor


# Words, ink and weight


def test_what_people_wrote_is_shown_as_they_wrote_it_and_is_never_markup() -> None:
    wild = "<script>alert(\"1\")</script> & 'co'\x00"
    traces = [
        {**lying([1], name=wild, text=[wild], hovertext=[wild]), "y": [wild]},
        dot(1, wild, name="b", mode="markers+text", text=wild),
    ]
    layout = {"annotations": [{"x": 1, "y": wild, "text": wild}], "xaxis": {"title": {"text": wild}}}
    text = markup(traces, layout, says=wild)
    assert "<script" not in text
    tree = drawn(traces, layout, says=wild)
    assert tree.get("aria-label") == wild.replace("\x00", " ")
    assert [each for each in tree.iter() if each.tag.removeprefix(SVG) == "script"] == []
    assert any("<script>alert(\"1\")</script> & 'co'" in " ".join(each.itertext()) for each in tree.iter(f"{SVG}text"))


def test_braces_that_people_wrote_stay_braces() -> None:
    for symbol in ("circle", "star"):
        tree = ET.fromstring(markup([dot(1, 1, hovertext=["{place} {} {0.real}"], marker={"symbol": symbol})]))
        assert [each.text for each in tree.iter() if each.tag.endswith("title")][-1] == "{place} {} {0.real}"


def test_a_picture_has_a_name_a_width_and_neither_styles_nor_scripts_nor_colours() -> None:
    text = markup(
        [lying([1, 2], name="a", text=["x", "y"], marker={**pattern(1), "color": "red"}), dot(1, "a", name="b")],
        {"shapes": [{"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "fillcolor": "red"}]},
    )
    tree = drawn([lying([1])])
    assert (tree.get("role"), tree.get("aria-label")) == ("img", "Zo is het")
    assert (tree.get("viewBox") or "").split()[:3] == ["0", "0", str(WIDTH)]
    assert re.findall(r"\sstyle=|\son\w+=|<script|<style|red|#[0-9a-f]{3,6}\b(?!\))|https?:", text) == []


def test_nothing_to_draw_is_no_picture() -> None:
    assert svg(empty("k", "T", "Vul eerst iets in"), "nl") == ""


def test_a_text_that_does_not_fit_ends_in_an_ellipsis_and_never_runs_over() -> None:
    text = "De dirigenten van alle wijken samen willen dat het eerst over water gaat"
    kept, cut = lines(text, 100, 2)
    assert (len(kept), cut, kept[-1][-1]) == (2, True, "…")
    assert all(width(line) <= 100 for line in kept)
    assert lines("kort", 100) == (["kort"], False)
    (word,), torn = lines("participatiemogelijkheden", 60, 1)
    assert (torn, word[-1], width(word) <= 60) == (True, "…", True)


@pytest.mark.parametrize(
    "odd",
    [{"type": "pie"}, dot(1, 1, marker={"symbol": "hexagram"}), dot(1, 1, xaxis="x2"), lying([1], marker={})],
    ids=["kind", "symbol", "axis", "fine"],
)
def test_what_cannot_be_drawn_is_refused_and_never_left_out_in_silence(odd: dict[str, Any]) -> None:
    if odd.get("orientation"):
        assert markup([odd])
    else:
        with pytest.raises(CannotDraw):
            markup([odd])


def test_a_picture_of_thirty_marks_weighs_four_kilobytes_and_six_with_their_words() -> None:
    marks = {"type": "scatter", "mode": "markers+text", "x": list(range(30)), "y": list(range(30))}
    assert len(markup([{**marks, "text": [f"Groep {at}" for at in range(30)]}])) < 6000
    assert len(markup([{**marks, "mode": "markers"}])) < 4000
    assert re.findall(r"\d\.\d\d", markup([marks])) == []  # a tenth of a unit is all that anybody sees


@pytest.mark.parametrize("tool", [tool for tool in EVERY if tool.figures], ids=lambda tool: tool.key)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_people_fill_in_can_be_painted(tool: Tool, data: st.DataObject) -> None:
    content = complete(tool, LANGUAGES, SIDES, data.draw(contents(tool)))
    places = tuple(SideOf(key=key, place=key.title()) for key in SIDES)
    context = Context(languages=LANGUAGES, sides=places, deep_opened=True, today="2026-11-20")
    assert tool.figures is not None
    for each in tool.figures(content, context, str):
        painted = svg(each, "es")
        assert bool(painted) == (each.figure is not None)
        if painted:
            ET.fromstring(painted)


@pytest.mark.parametrize("tool", [tool for tool in every() if tool.figures], ids=lambda tool: tool.key)
def test_every_picture_that_a_full_project_has_is_painted(tool: Tool) -> None:
    places = tuple(SideOf(key=key, place=key.title()) for key in SIDES)
    project = {key: [content_of(get(key), 24)] for key in tool.reads}
    context = Context(languages=LANGUAGES, sides=places, deep_opened=True, today="2026-11-20", project=project)
    assert tool.figures is not None
    made = [(each, svg(each, "es")) for each in tool.figures(content_of(tool, 24), context, str)]
    assert [ET.fromstring(painted).get("role") for _, painted in made if painted] == ["img"] * sum(
        each.figure is not None and bool(each.rows) for each, _ in made
    )
    assert any(painted for _, painted in made)


def test_the_application_starts_without_plotly() -> None:
    code = "import facilitation.views.tools, tools, sys; print('plotly' in sys.modules)"
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout.strip() == "False"
