"""The picture of the circle and its boards on paper: what one reads off them is what the cards say."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

from facilitation.pictures import svg
from tests.circle_canvases import activity, circle, context
from tests.focus_canvases import LANGUAGES
from tests.shelf import Shelf
from tests.strategies import contents
from tests.test_contract import PLACES
from tests.test_paper import head, sheet, words
from tools import goals, pictures
from tools.canvas import Content, Context, SideOf
from tools.pictures import Drawn
from tools.sdg_circle import TOOL, geometry
from tools.sdg_circle.activities import CELLS

CELL_NAMES = [" ".join(cell) for cell in CELLS]


def drawn(content: Content, **known: Any) -> Drawn:
    """The circle, in English."""
    assert TOOL.figures is not None
    (found,) = TOOL.figures(content, context(**known), lambda sentence: sentence)
    return found


def traces(picture: Drawn) -> list[dict[str, Any]]:
    assert picture.figure is not None
    return list(picture.figure.to_dict()["data"])


def layout(picture: Drawn) -> dict[str, Any]:
    assert picture.figure is not None
    return dict(picture.figure.to_dict()["layout"])


def notes(picture: Drawn) -> list[str]:
    return [line for note in layout(picture)["annotations"] for line in note["text"].split("<br>")]


def marks(picture: Drawn) -> list[tuple[str, str, str]]:
    """(what it is called, symbol, number beside it) of every activity in the picture."""
    return [
        (told.split("<br>")[0], symbol, text)
        for trace in traces(picture)
        if trace.get("hovertext")
        for told, symbol, text in zip(trace["hovertext"], trace["marker"]["symbol"], trace["text"], strict=True)
    ]


def harmful(picture: Drawn) -> list[tuple[float, float]]:
    """Where a ▼ stands."""
    own = [trace for trace in traces(picture) if trace["marker"]["symbol"] == ["triangle-down"] * len(trace["x"])]
    return [spot for trace in own for spot in zip(trace["x"], trace["y"], strict=True)]


def where(picture: Drawn, name: str) -> tuple[float, float]:
    for trace in traces(picture):
        for told, x, y in zip(trace.get("hovertext") or (), trace["x"], trace["y"], strict=False):
            if told.split("<br>")[0] == name:
                return x, y
    raise KeyError(name)


def field_at(x: float, y: float) -> tuple[str, str]:
    """The field of the circle that lies at a place, worked out from the angle and the distance alone."""
    away = math.hypot(x, y)
    ring = "internal" if away < 78 else "local" if away < 116 else "global"
    assert away < 150
    clockwise = (90 - math.degrees(math.atan2(y, x)) + 36) % 360
    return ring, [p for p, _ in goals.PS][int(clockwise // 72)]


# Where a mark stands


@pytest.mark.parametrize("cell", CELL_NAMES)
@pytest.mark.parametrize("count", [1, 2, 7, 30])
def test_every_activity_stands_within_its_own_field_however_many_there_are(cell: str, count: int) -> None:
    picture = drawn(circle(*(activity(str(at), cell) for at in range(count))))
    spots = [where(picture, f"kaart {at}") for at in range(count)]
    assert [field_at(*spot) for spot in spots] == [tuple(cell.split())] * count


@pytest.mark.parametrize("cell", CELL_NAMES)
@pytest.mark.parametrize("count", [2, 5, 12, 30])
def test_no_two_marks_of_a_field_cover_each_other_also_when_thirty_stand_in_it(cell: str, count: int) -> None:
    picture = drawn(circle(*(activity(str(at), cell, direction="direct_positive") for at in range(count))))
    (trace,) = [each for each in traces(picture) if each.get("hovertext")]
    spots = list(zip(trace["x"], trace["y"], strict=True))
    closest = min(math.dist(one, other) for at, one in enumerate(spots) for other in spots[:at])
    assert closest > max(trace["marker"]["size"])


def test_the_same_cards_stand_in_the_same_places_every_time() -> None:
    content = circle(*(activity(str(at), CELL_NAMES[at % 4], at % 17 + 1) for at in range(30)))
    assert drawn(content).figure.to_json() == drawn(content).figure.to_json()  # type: ignore[union-attr]


def test_a_mark_between_two_fields_is_nowhere_and_a_card_without_a_place_is_only_in_the_table() -> None:
    picture = drawn(circle(activity("a", "local people"), activity("b", goal=6), {**activity("c"), "ring": "global"}))
    assert [name for name, _, _ in marks(picture)] == ["kaart a"]
    assert [row[:4] for row in picture.rows[-2:]] == [
        ["kaart b", "–", "–", "6. Clean water and sanitation"],
        ["kaart c", "–", "global policy", "–"],
    ]
    assert "Without a place yet: 2." in picture.says


# What a mark says


THREE = circle(
    activity("a", "internal people", 4, "direct_positive", whose="herent"),
    activity("b", "local planet", 6, "unknown", whose="tarija"),
    activity("c", "global peace", 16, "indirect_negative", whose="nimlahakok"),
    activity("d", "global peace", None, "neutral", whose="together"),
    activity("e", "local planet", 13, None),
)


def test_a_mark_has_the_shape_of_its_side_is_solid_when_it_helps_and_carries_the_number_of_its_goal() -> None:
    shapes = [pictures.shape(at)["symbol"] for at in range(3)]
    assert marks(drawn(THREE)) == [
        ("kaart a", shapes[0], "4"),
        ("kaart b", f"{shapes[1]}-open", "6?"),
        ("kaart c", f"{shapes[2]}-open", "16"),
        ("kaart d", "diamond-open", ""),
        ("kaart e", "hexagon-open", "13"),
    ]


def test_what_harms_has_a_triangle_that_points_down_in_its_mark_and_nothing_else_has() -> None:
    picture = drawn(THREE)
    assert harmful(picture) == [where(picture, "kaart c")]
    marked = [trace["marker"] for trace in traces(picture) if trace["marker"].get("size")]
    sizes = {marker["symbol"][0]: marker["size"][0] for marker in marked}
    assert sizes["triangle-down"] < sizes["triangle-up-open"]


def test_the_legend_names_the_places_that_have_something_here_and_the_fillings_that_occur() -> None:
    names = [trace["name"] for trace in traces(drawn(THREE)) if trace.get("showlegend")]
    assert names == [
        "Herent",
        "Tarija",
        "Nimlaha'kok",
        "All places together",
        "Place not said",
        "Solid: it helps",
        "Hollow: neither, or not known yet",
        "It harms",
    ]
    one = drawn(circle(activity("a", "local people", 1, "direct_positive", whose="tarija")))
    assert [trace["name"] for trace in traces(one) if trace.get("showlegend")] == ["Tarija", "Solid: it helps"]


def test_a_card_without_a_side_has_the_mark_of_the_side_that_wrote_it() -> None:
    picture = drawn(circle(activity("a", "local people", 1, "direct_positive")), authors={"a": "nimlahakok"})
    assert marks(picture) == [("kaart a", pictures.shape(2)["symbol"], "1")]
    assert picture.rows[1][5] == "Nimlaha'kok"


def test_with_a_side_whose_mark_is_a_diamond_what_is_done_together_has_another_one() -> None:
    sides = (*context().sides, SideOf(key="edegem", place="Edegem"))
    picture = drawn(circle(activity("a", "local people", 1, "direct_positive", whose="together")), sides=sides)
    assert marks(picture) == [("kaart a", "hourglass", "1")]


def test_no_figure_names_a_colour() -> None:
    assert "color" not in str(drawn(THREE).figure.to_dict())  # type: ignore[union-attr]


# What is empty


def test_while_nothing_has_a_place_the_circle_says_what_to_fill_in() -> None:
    for content in (circle(), circle(activity("a", goal=6))):
        picture = drawn(content)
        assert (picture.figure, picture.rows) == (None, ())
        assert picture.says == "Give at least one activity a ring and a part of the circle."


def test_every_empty_field_asks_whether_that_is_on_purpose_in_the_picture_and_in_the_table() -> None:
    picture = drawn(circle(activity("a", "local people")))
    assert notes(picture).count("empty?") == 14
    assert "Still empty. On purpose?" in notes(picture)
    assert [row[0] for row in picture.rows].count("Still empty. On purpose?") == 14
    asking = [note for note in layout(picture)["annotations"] if note["text"] == "empty?"]
    assert {field_at(note["x"], note["y"]) for note in asking} == {*CELLS} - {("local", "people")}


def test_an_empty_field_shows_what_people_said_of_it_and_a_full_one_does_not() -> None:
    said = [
        {"id": "1", "ring": None, "p": "peace", "answer": "on_purpose", "note": {"nl": "dat doet de provincie"}},
        {"id": "2", "ring": "global", "p": "planet", "answer": "to_fill"},
        {"id": "3", "ring": "local", "p": "people", "answer": "unknown"},
        {"id": "4", "ring": "internal", "p": "people", "answer": "unknown"},
    ]
    picture = drawn(circle(activity("a", "local people"), step_back__empty=said))
    signs = [(note["text"], field_at(note["x"], note["y"])) for note in layout(picture)["annotations"][5:19]]
    assert [each for each in signs if each[0] != "empty?"] == [
        ("?", ("internal", "people")),
        ("+", ("global", "planet")),
        ("–", ("internal", "peace")),
        ("–", ("local", "peace")),
        ("–", ("global", "peace")),
    ]
    assert notes(picture)[-4:] == [
        "Still empty. On purpose?",
        "–  We leave it empty on purpose",
        "+  We want to fill this",
        "?  We don't know yet",
    ]
    peace = next(row for row in picture.rows if row[1] == "Peace")
    assert peace == [
        "We leave it empty on purpose",
        "Peace",
        "own organisation",
        *("–", "–", "–"),
        "dat doet de provincie",
    ]


# The table says the same


def test_the_table_tells_of_every_field_and_every_activity_what_the_picture_shows() -> None:
    picture = drawn(THREE)
    assert picture.head == [
        *("Activity", "Part of the circle", "Ring of the circle", "SDG", "Direction", "Who does this?", "Why?"),
    ]
    told = [row for row in picture.rows if row[0].startswith("kaart")]
    assert told == [
        ["kaart a", "People", "own organisation", "4. Quality education", "It helps, directly", "Herent", "–"],
        ["kaart b", "Planet", "local policy", "6. Clean water and sanitation", "We don't know yet", "Tarija", "–"],
        ["kaart e", "Planet", "local policy", "13. Climate action", "–", "Place not said", "–"],
        [
            *("kaart c", "Peace", "global policy", "16. Peace, justice and strong institutions"),
            *("It harms, in a roundabout way", "Nimlaha'kok", "–"),
        ],
        ["kaart d", "Peace", "global policy", "–", "It neither helps nor harms", "All places together", "–"],
    ]
    assert len(picture.rows) == 5 + 15 - 3


def label_of(id: str) -> str:
    """The words of a target, in the language of the code."""
    return next(target.label for target in goals.TARGETS if target.id == id)


def test_the_table_names_a_target_by_its_number_and_its_words_once_it_is_one() -> None:
    cards = [
        activity("a", "local planet", goal=6, target={"es": "meta 6,b"}),
        activity("b", "local planet", goal=6, target={"es": "6.10"}),
        activity("c", "local planet", target={"es": "13.1"}),
    ]
    told = [row[3] for row in drawn(circle(*cards)).rows if row[0].startswith("kaart")]
    assert told == [
        f"6. Clean water and sanitation · 6.b {label_of('6.b')}",
        "6. Clean water and sanitation",
        f"13.1 {label_of('13.1')}",
    ]


def test_it_says_how_many_stand_in_each_part_and_ring_and_how_to_read_the_marks() -> None:
    assert drawn(THREE).says == (
        "People: 1 · Planet: 2 · Prosperity: 0 · Peace: 2 · Partnership for the goals: 0 · "
        "own organisation: 1 · local policy: 2 · global policy: 2. "
        "The shape of a mark is that of its place, the number is that of its goal. Solid: it helps. "
        "Hollow: neither, or not known yet. ▼: it harms."
    )


def test_where_marks_stand_close_their_numbers_are_in_the_table_only_and_larger_marks_elsewhere_stay_large() -> None:
    many = [activity(str(at), "internal people", 1, "neutral") for at in range(30)]
    picture = drawn(circle(*many, activity("x", "global peace", 16, "neutral")))
    assert [text for _, _, text in marks(picture)] == [""] * 30 + ["16"]
    (trace,) = [each for each in traces(picture) if each.get("hovertext")]
    assert trace["marker"]["size"][0] < trace["marker"]["size"][-1] == 14
    assert [row[3] for row in picture.rows].count("1. No poverty") == 30


@settings(max_examples=60)
@given(contents(TOOL))
def test_whatever_stands_on_the_cards_the_circle_can_be_painted(content: Content) -> None:
    assert TOOL.figures is not None
    for picture in TOOL.figures(content, Context(languages=LANGUAGES, sides=PLACES), lambda sentence: sentence):
        painted = svg(picture, "nl")
        assert bool(painted) == (picture.figure is not None)
        assert len(painted) < 20_000


def test_the_five_parts_and_three_rings_are_drawn_and_named() -> None:
    assert len(layout(drawn(THREE))["shapes"]) == 3 + 5
    assert notes(drawn(THREE))[:5] == ["People", "Planet", "Prosperity", "Peace", "Partnership for the goals"]
    assert [round(math.hypot(*spoke)) for spoke in geometry.spokes()] == [150] * 5


# On paper


TYPED = {
    "today": {
        "topic": {"nl": "Wat we elke dag doen", "es": "Lo de cada día"},
        "activities": [
            {
                "id": "activity001",
                "text": {"nl": "Repaircafé", "es": "Café de reparación"},
                "ring": "local",
                "goal": "sdg_12",
                "direction": "direct_positive",
                "whose": "brasschaat",
            }
        ],
    }
}


def laid(shelf: Callable[..., Shelf]) -> Shelf:
    here = shelf(TOOL)
    here.write(TYPED)
    return here


@pytest.mark.parametrize("size", ["A4", "A3"])
@pytest.mark.parametrize("language", ["nl", "es", "both"])
def test_a_board_stands_upright_on_both_sizes_with_one_circle_as_large_as_the_page(
    shelf: Callable[..., Shelf], size: str, language: str
) -> None:
    here = laid(shelf)
    for what in ("board", "board-filled"):
        page = sheet(here, what=what, size=size, language=language)
        assert re.findall(r'<body class="([^"]*)"', page) == [size.lower()]
        assert re.findall(r'<figure class="board"><svg class="fig"', page) == ['<figure class="board"><svg class="fig"']
        assert "brasschaat" in head(page).lower()


def test_an_empty_board_shows_nothing_that_anybody_wrote_and_which_goals_belong_where(
    shelf: Callable[..., Shelf],
) -> None:
    page = words(sheet(laid(shelf), what="board", language="nl"))
    assert [word in page for word in ("Repaircafé", "Wat we elke dag doen", "leeg?")] == [False, False, False]
    for each in ("Mensen", "Planeet", "Binnenste ring: intern management", "13. Klimaatactie", "17. Partnerschap"):
        assert each in page


def test_an_empty_board_asks_nobody_to_agree_and_one_as_it_stands_says_who_did(shelf: Callable[..., Shelf]) -> None:
    here = laid(shelf)
    agreed = {what: 'class="agreed"' in sheet(here, what=what) for what in ("board", "board-filled", "filled")}
    assert agreed == {"board": False, "board-filled": True, "filled": True}


def test_a_filled_board_shows_the_topic_the_marks_what_is_empty_and_the_same_in_a_table(
    shelf: Callable[..., Shelf],
) -> None:
    page = words(sheet(laid(shelf), what="board-filled", language="es"))
    for each in ("Lo de cada día", "Café de reparación", "¿vacío?", "12. Producción y consumo responsables"):
        assert each in page
    assert page.count("Aún vacío: ¿a propósito?") == 14 + 1


def test_a_board_in_both_languages_names_everything_in_both_and_breaks_the_line_between_them(
    shelf: Callable[..., Shelf],
) -> None:
    page = sheet(laid(shelf), what="board", language="both")
    lines = re.findall(r"<text[^>]*>(.*?)</text>", page)
    assert [re.sub(r"<[^>]+>", "|", line).strip("|") for line in lines[:5]] == [
        *("Mensen|Personas", "Planeet|Planeta", "Welvaart|Prosperidad", "Vrede|Paz", "Partnerschap|Alianzas"),
    ]
    assert not any(" / " in line for line in lines)


def test_a_board_as_it_stands_says_what_to_fill_in_while_nothing_has_a_place(shelf: Callable[..., Shelf]) -> None:
    page = words(sheet(shelf(TOOL), what="board-filled", language="nl"))
    assert "Geef minstens één activiteit een ring en een deel van de cirkel." in page


def test_a_filled_board_in_both_languages_has_a_sign_and_a_word_for_each_of_them(shelf: Callable[..., Shelf]) -> None:
    page = sheet(laid(shelf), what="board-filled", language="both")
    painted = page.split('<figure class="board">')[1].split("</svg>")[0]
    lines = re.findall(r"<text[^>]*>(.*?)</text>", painted)
    said = [re.sub(r"<[^>]+>", "|", line).strip("|") for line in lines]
    assert said[:3] == ["Brasschaat", "Vol: het helpt", "Llena: ayuda"]
    assert said.count("leeg?|¿vacío?") == 14
