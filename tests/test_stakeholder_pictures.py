"""The pictures of the Stakeholder analysis: the same numbers in figure and table, and only what this reader may see."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.pictures import svg
from tests import test_contract
from tests.actor_canvases import actor, analysis, context, seen_by
from tests.focus_canvases import LANGUAGES
from tests.strategies import contents
from tools import pictures
from tools.canvas import Content, SideOf
from tools.pictures import Drawn
from tools.stakeholder_analysis import TOOL
from tools.stakeholder_analysis.power_interest import OUTLINES
from tools.stakeholder_analysis.relation_map import DASHES


def drawn(content: Content, **known: Any) -> list[Drawn]:
    """The pictures, in English."""
    return TOOL.figures(content, context(**known), lambda sentence: sentence)  # type: ignore[misc]


def traces(picture: Drawn) -> list[dict[str, Any]]:
    assert picture.figure is not None
    return list(picture.figure.to_dict()["data"])


def layout(picture: Drawn) -> dict[str, Any]:
    assert picture.figure is not None
    return dict(picture.figure.to_dict()["layout"])


def marks(picture: Drawn) -> list[tuple[str, float, float, str, int]]:
    """(name, x, y, symbol, size) of every actor in a picture, those below first."""
    return [
        (
            trace["hovertext"][0],
            trace["x"][0],
            trace["y"][0],
            trace["marker"]["symbol"][0],
            trace["marker"]["size"][0],
        )
        for trace in traces(picture)
        if trace.get("hovertext")
    ]


def signs(picture: Drawn) -> list[tuple[str, str | None]]:
    """(name, symbol) of everything in the legend."""
    return [
        (trace["name"], trace.get("marker", {}).get("symbol")) for trace in traces(picture) if trace.get("showlegend")
    ]


CANVAS = analysis(
    actor("a", "herent", "decides", at=(50, 90), affected=0, kind="politics"),
    actor("b", "tarija", "is_informed", at=(90, 20), affected=3),
    actor("c", "nimlahakok", "works_along", at=(20.4, 80), affected=2),
    actor("d", "bridge", "advises", at=(60, 40)),
    actor("e", None, None, at=(10, 10), affected=1),
    actor("f", "herent", "leads"),
)


# Influence and interest


def test_while_nobody_has_a_place_the_plot_says_what_to_fill_in() -> None:
    for content in (analysis(), analysis(actor("a", "tarija", "leads", affected=3))):
        plot = drawn(content)[0]
        assert (plot.key, plot.figure, plot.rows) == ("power_interest", None, ())
        assert plot.says == "Give at least one actor a place by interest and influence."


def test_the_table_goes_from_the_core_outwards_and_says_ring_role_and_numbers_of_everybody() -> None:
    plot = drawn(CANVAS)[0]
    assert plot.head == ["Actor", "Of which place", "Ring", "Role", "Influence", "Interest", "Affected, 0 to 3"]
    assert plot.rows == [
        ["groep a", "Herent", "Core", "Decides", "90", "50", "0"],
        ["groep f", "Herent", "Core", "Leads", "–", "–", "–"],
        ["groep c", "Nimlaha'kok", "Making it together", "Works along", "80", "20", "2"],
        ["groep d", "In between", "Consulted", "Advises", "40", "60", "–"],
        ["groep b", "Tarija", "Informed", "Is informed", "20", "90", "3"],
        ["groep e", "Place not said", "–", "–", "10", "10", "1"],
    ]


def test_numbers_of_the_plot_are_the_same_in_the_figure_and_in_the_table() -> None:
    plot = drawn(CANVAS)[0]
    in_table = {(name, int(x), int(y)) for name, _, _, _, y, x, _ in plot.rows if x != "–"}
    assert {(name, x, y) for name, x, y, _, _ in marks(plot)} == in_table


def test_interest_goes_across_and_influence_upwards_and_who_is_affected_more_has_a_larger_mark_below() -> None:
    plot = drawn(CANVAS)[0]
    assert [(name, size) for name, _, _, _, size in marks(plot)] == [
        ("groep b", 28),
        ("groep c", 22),
        ("groep e", 16),
        ("groep a", 10),
        ("groep d", 10),
    ]
    assert marks(plot)[0][1:3] == (90, 20)
    assert layout(plot)["xaxis"]["title"]["text"] == "Interest →"
    assert layout(plot)["yaxis"]["title"]["text"] == "↑ Influence"


def test_it_says_how_many_each_quarter_holds_and_how_to_read_the_marks() -> None:
    assert drawn(CANVAS)[0].says == (
        "Make it together: 1 · Keep satisfied, involve in time: 1 · Strengthen and give a voice: 2 · "
        "Inform, with an open door: 1 · Without a place yet: 1. "
        "Larger: affected more strongly. The line around a mark: where they stand, as far as you may see it."
    )


def test_the_four_quarters_carry_their_names_in_their_corners() -> None:
    notes = [(note["text"], note["xanchor"], note["yanchor"]) for note in layout(drawn(CANVAS)[0])["annotations"]]
    assert notes == [
        ("Make it together", "right", "top"),
        ("Keep satisfied,<br>involve in time", "left", "top"),
        ("Strengthen and<br>give a voice", "right", "bottom"),
        ("Inform, with<br>an open door", "left", "bottom"),
    ]
    middle = [(line["x0"], line["x1"], line["y0"], line["y1"]) for line in layout(drawn(CANVAS)[0])["shapes"]]
    assert middle == [(50, 50, -5, 105), (-5, 105, 50, 50)]


def test_sides_differ_by_their_mark_and_an_actor_in_between_is_a_diamond_and_no_figure_names_a_colour() -> None:
    plot = drawn(CANVAS)[0]
    own = {name: symbol for name, _, _, symbol, _ in marks(plot)}
    shapes = [pictures.shape(number)["symbol"] for number in range(3)]
    assert [own[f"groep {key}"] for key in "abcde"] == [shapes[0], shapes[1], shapes[2], "diamond", "hexagon"]
    assert signs(plot) == [
        ("Herent", shapes[0]),
        ("Tarija", shapes[1]),
        ("Nimlaha'kok", shapes[2]),
        ("In between", "diamond"),
        ("Place not said", "hexagon"),
    ]
    assert "color" not in str(plot.figure.to_dict())  # type: ignore[union-attr]


def test_with_a_fourth_side_whose_mark_is_a_diamond_an_actor_in_between_has_a_mark_of_its_own() -> None:
    sides = (*context().sides, SideOf(key="edegem", place="Edegem"))
    content = analysis(actor("a", "edegem", at=(1, 1)), actor("b", "bridge", at=(99, 99)))
    assert signs(drawn(content, sides=sides)[0]) == [("Edegem", "diamond"), ("In between", "hourglass")]


STANCES = ("against", "reserved", "neutral", "for", "driving")


def test_every_stance_has_a_line_of_its_own_around_the_mark_that_is_told_apart_without_colour() -> None:
    assert len({(line["dash"], line["width"]) for line in OUTLINES.values()}) == 5
    known = [actor(f"a{at}", at=(at * 20, 60), **seen_by("herent", stance=each)) for at, each in enumerate(STANCES)]
    plot = drawn(analysis(*known, actor("z", at=(99, 99))))[0]
    lines = [shape["line"] for shape in layout(plot)["shapes"] if shape["type"] == "circle"]
    assert lines == [OUTLINES[each] for each in STANCES]
    named = [trace["name"] for trace in traces(plot) if trace.get("mode") == "lines"]
    assert named == ["Against", "With reservations", "Neutral", "In favour", "Pulls it along"]


def test_the_line_goes_around_the_mark_at_its_place() -> None:
    (line,) = (
        shape
        for shape in layout(drawn(analysis(actor("a", at=(30, 70), affected=3, stance_shared="for")))[0])["shapes"]
        if shape["type"] == "circle"
    )
    assert ((line["x0"] + line["x1"]) / 2, (line["y0"] + line["y1"]) / 2) == (30, 70)
    assert (line["x1"] - line["x0"]) / 110 * 300 > 28


def test_where_they_stand_is_told_only_as_far_as_this_reader_may_see_it() -> None:
    own = analysis(actor("a", "herent", at=(30, 70), **seen_by("herent", stance="against", judged="estimate")))
    other = analysis(actor("a", "herent", at=(30, 70)))
    shared = analysis(actor("a", "herent", at=(30, 70), stance_shared="for", judged_shared="asked"))
    told = [drawn(content)[0] for content in (own, other, shared)]
    assert [[shape["type"] for shape in layout(plot)["shapes"]].count("circle") for plot in told] == [1, 0, 1]
    assert [list(plot.head)[7:] for plot in told] == [
        ["Where they stand", "How we know"],
        [],
        ["Where they stand", "How we know"],
    ]
    assert [list(plot.rows[0])[7:] for plot in told] == [
        ["Against", "It is an estimate"],
        [],
        ["In favour", "We asked them"],
    ]


def test_what_is_only_an_estimate_is_hollow_and_the_legend_says_so() -> None:
    content = analysis(
        actor("a", "tarija", at=(10, 10), judged_shared="estimate"),
        actor("b", "tarija", at=(90, 90), **seen_by("tarija", judged="hearsay")),
    )
    plot = drawn(content)[0]
    assert {name: symbol for name, _, _, symbol, _ in marks(plot)} == {"groep a": "square-open", "groep b": "square"}
    assert signs(plot) == [("Tarija", "square"), ("Hollow: an estimate", "circle-open")]


def test_actors_at_one_place_share_a_label_and_all_are_drawn() -> None:
    plot = drawn(analysis(actor("a", at=(40, 40)), actor("b", at=(40, 40), affected=3)))[0]
    assert [(name, x, y) for name, x, y, _, _ in marks(plot)] == [("groep b", 40, 40), ("groep a", 40, 40)]
    assert [trace["text"][0] for trace in traces(plot) if trace.get("hovertext")] == ["groep a<br>groep b", ""]


def test_names_are_in_the_reader_s_language_when_they_are_there() -> None:
    content = analysis({**actor("a", at=(1, 1)), "name": {"nl": "vrouwengroepen", "es": "grupos de mujeres"}})
    assert drawn(content, languages=("es", "nl"))[0].rows[0][0] == "grupos de mujeres"
    assert drawn(content, languages=("nl", "es"))[0].rows[0][0] == "vrouwengroepen"


# The map of connections


def tie(id: str, one: str, other: str, kind: str | None = None, **more: Any) -> dict[str, Any]:
    """A connection between two actors; "" for an end that nobody chose."""
    return {"id": id, "one": [one] if one else None, "other": [other] if other else None, "kind": kind, **more}


def tied(*ties: dict[str, Any], side: str = "tarija", places: bool = True) -> Content:
    known = [
        actor(key, "tarija", at=at if places or key != "c" else None)
        for key, at in (("a", (10, 10)), ("b", (90, 10)), ("c", (50, 80)), ("d", (99, 99)))
    ]
    return analysis(*known, people__relations={side: list(ties)})


def lines(picture: Drawn) -> list[dict[str, Any]]:
    return [trace for trace in traces(picture) if trace.get("mode") == "lines"]


def test_the_map_asks_for_connections_once_the_deep_set_is_open_and_is_not_there_before() -> None:
    assert [picture.key for picture in drawn(CANVAS, deep_opened=False)] == ["power_interest"]
    asked = drawn(CANVAS)[1]
    assert (asked.key, asked.figure, asked.rows) == ("relation_map", None, ())
    assert asked.says == "Say of at least two actors how they are connected."
    kept = drawn(tied(tie("r", "a", "b")), deep_opened=False)
    assert [picture.key for picture in kept] == ["power_interest", "relation_map"]


def test_kinds_differ_by_the_dash_of_their_line_and_strengths_by_its_width() -> None:
    assert len(set(DASHES.values())) == len(DASHES)
    found = drawn(tied(tie("r1", "a", "b", "money", strength=3), tie("r2", "b", "c", "conflict"), tie("r3", "a", "c")))
    told = [(line["name"], line["line"]["dash"], line["line"]["width"]) for line in lines(found[1])]
    assert told == [("Money", "solid", 5), ("Conflict", "dashdot", 1), ("Kind not said", "longdashdot", 1)]
    widths = [lines(drawn(tied(tie("r", "a", "b", strength=at)))[1])[0]["line"]["width"] for at in (1, 2, 3)]
    assert widths == [1, 3, 5]


def test_connected_actors_stand_at_their_place_when_all_have_one_and_in_a_circle_otherwise() -> None:
    ties = (tie("r1", "a", "b"), tie("r2", "b", "c"))
    assert [mark[:3] for mark in marks(drawn(tied(*ties))[1])] == [
        ("groep a", 10, 10),
        ("groep b", 90, 10),
        ("groep c", 50, 80),
    ]
    assert [mark[:3] for mark in marks(drawn(tied(*ties, places=False))[1])] == [
        ("groep a", 50, 90),
        ("groep b", 84.6, 30),
        ("groep c", 15.4, 30),
    ]


def test_two_actors_at_one_place_are_drawn_in_a_circle_so_that_their_line_is_seen() -> None:
    content = analysis(actor("a", at=(5, 5)), actor("b", at=(5, 5)), people__relations={"herent": [tie("r", "a", "b")]})
    assert [mark[1:3] for mark in marks(drawn(content)[1])] == [(50, 90), (50, 10)]


def test_lines_join_the_places_of_their_actors_and_several_between_two_lie_side_by_side() -> None:
    single = lines(drawn(tied(tie("r", "a", "b")))[1])
    assert [(tuple(line["x"]), tuple(line["y"])) for line in single] == [((10, 90), (10, 10))]
    double = lines(drawn(tied(tie("r1", "a", "b"), tie("r2", "b", "a")))[1])
    assert [(tuple(line["x"]), tuple(line["y"])) for line in double] == [
        ((10, 90), (8.5, 8.5)),
        ((90, 10), (11.5, 11.5)),
    ]


@pytest.mark.parametrize(
    ("direction", "dots"), [("forth", [(70, 10)]), ("back", [(30, 10)]), ("both", [(70, 10), (30, 10)]), (None, [])]
)
def test_a_dot_lies_where_a_connection_arrives(direction: str | None, dots: list[tuple[float, float]]) -> None:
    found = traces(drawn(tied(tie("r", "a", "b", direction=direction)))[1])
    told = [
        (x, y)
        for each in found
        if each.get("name") == "Where it arrives"
        for x, y in zip(each["x"], each["y"], strict=True)
    ]
    assert told == dots


def test_the_table_of_the_map_has_every_connection_with_its_numbers_and_who_noted_it() -> None:
    content = tied(tie("r1", "a", "b", "trust", direction="both", strength=2), tie("r2", "c", "b"))
    content["people"]["relations"]["nimlahakok"] = tied(tie("r3", "b", "c", "conflict", strength=1), side="nimlahakok")[
        "people"
    ]["relations"]["nimlahakok"]
    found = drawn(content)[1]
    assert found.head == ["Who", "With whom", "Kind", "Direction", "Strength, 1 to 3", "Noted by"]
    assert found.rows == [
        ["groep a", "groep b", "Trust", "In both directions", "2", "Tarija"],
        ["groep c", "groep b", "–", "–", "–", "Tarija"],
        ["groep b", "groep c", "Conflict", "–", "1", "Nimlaha'kok"],
    ]
    assert len(lines(found)) == len(found.rows)
    assert found.says == "Connections: 3. Most connected: groep b (3)."


def test_a_connection_without_both_ends_or_with_itself_is_counted_and_not_drawn() -> None:
    ties = (tie("r1", "a", "b"), tie("r2", "a", ""), tie("r3", "c", "gone"), tie("r4", "c", "c", "money"))
    found = drawn(tied(*ties))[1]
    assert found.says == (
        "Connections: 1. Most connected: groep a, groep b (1). Not drawn, because an end is missing: 3."
    )
    assert [row[:2] for row in found.rows] == [["groep a", "groep b"]]
    assert drawn(tied(*ties[1:]))[1].figure is None


def test_a_reader_sees_the_connections_of_the_rooms_that_came_with_the_content_and_no_others() -> None:
    mine, theirs = tied(tie("r1", "a", "b", "trust"), side="herent"), tied(tie("r2", "b", "c", "conflict"))
    for content, noted, kind in ((mine, "Herent", "Trust"), (theirs, "Tarija", "Conflict")):
        (found,) = drawn(content)[1:]
        assert [row[5] for row in found.rows] == [noted]
        assert [line["name"] for line in lines(found)] == [kind]


# Any canvas


@settings(max_examples=40)
@given(st.data())
def test_pictures_can_be_made_and_painted_of_any_canvas_with_rows_as_wide_as_their_head(data: st.DataObject) -> None:
    content = data.draw(contents(TOOL))
    for about in test_contract.ABOUT:
        for picture in TOOL.figures(content, about, lambda sentence: sentence):  # type: ignore[misc]
            assert {len(row) for row in picture.rows} <= {len(picture.head)}
            assert (picture.figure is None) == (picture.rows == ())
            assert [svg(picture, language) != "" for language in LANGUAGES] == [picture.figure is not None] * 2
