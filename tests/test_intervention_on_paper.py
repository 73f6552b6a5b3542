"""The session strip and the sheets of an encounter: what is drawn, what is printed, and what never is."""

from __future__ import annotations

import itertools
import json
from typing import Any

from hypothesis import given

from facilitation.pictures import svg
from tests.encounters import KEYS, LANGUAGES, QUESTION, SIDES, block, context, light, mirror, part, two
from tests.strategies import contents
from tools.canvas import Content, Context
from tools.content import blank
from tools.intervention_designer import TOOL
from tools.intervention_designer.blocks import KINDS
from tools.intervention_designer.sheets import interpreter_sheet, participant_agenda, run_sheet
from tools.pictures import Drawn

DUTCH = {"Pause": "Pauze", "next day": "de dag erna", "Part {number}": "Deel {number}", "Brasschaat": "nooit vertaald"}


def dutch(sentence: str) -> str:
    return DUTCH.get(sentence, sentence)


def strip(content: Content, about: Context | None = None, translate: Any = str) -> Drawn:
    assert TOOL.figures is not None
    (drawn,) = TOOL.figures(content, about or context(), translate)
    return drawn


def traces(drawn: Drawn, kind: str) -> list[dict[str, Any]]:
    """The traces of a kind as plain data."""
    assert drawn.figure is not None
    plain: list[dict[str, Any]] = json.loads(drawn.figure.to_json())["data"]
    return [trace for trace in plain if trace["type"] == kind]


# The strip


def test_without_minutes_the_strip_says_what_to_write() -> None:
    unfilled = light(agenda__blocks=[block("b1", None), block("b2", 0), block("b3", "ten")])
    for content in (blank(TOOL, LANGUAGES, KEYS), unfilled):
        drawn = strip(content)
        assert (drawn.figure, drawn.rows) == (None, ())
        assert drawn.says == "Write blocks with their minutes to see how it goes."


def test_the_table_has_every_block_with_its_hours_in_every_place() -> None:
    drawn = strip(mirror())
    assert drawn.says == "100 of 100 minutes are planned."
    assert drawn.head == [
        *("Part", "Block", "Kind of moment", "From minute", "Minutes"),
        *("Brasschaat", "Tarija", "Nimlaha'kok"),
    ]
    assert len(drawn.rows) == 9
    assert drawn.rows[5] == [
        *("Part 1, 9/6/2026", "6", "Conversation", "55", "25"),
        *("16:55–17:20", "10:55–11:20", "08:55–09:20"),
    ]


def test_bars_and_table_hold_the_same_minutes() -> None:
    drawn = strip(mirror())
    bars = sorted(
        (base, long) for trace in traces(drawn, "bar") for base, long in zip(trace["base"], trace["x"], strict=True)
    )
    assert bars == sorted((int(row[3]), int(row[4])) for row in drawn.rows)


def test_every_hour_on_the_strip_stands_in_the_table_too() -> None:
    drawn = strip(mirror())
    by_place = {trace["name"]: trace["text"] for trace in traces(drawn, "scatter")}
    assert list(by_place) == ["Brasschaat", "Tarija", "Nimlaha'kok"]
    assert by_place["Brasschaat"] == ["16:00", "16:15", "16:35", "16:55", "17:40"]
    for column, (place, shown) in enumerate(by_place.items(), 5):
        assert drawn.head[column] == place
        assert set(shown) <= {hour for row in drawn.rows for hour in row[column].split("–")}


def test_the_begin_and_the_end_of_a_part_are_always_on_the_strip_and_no_hour_stands_on_another() -> None:
    short = [block(f"b{n}", 3) for n in range(30)]
    for trace in traces(strip(light(agenda__blocks=short)), "scatter"):
        assert (trace["x"][0], trace["x"][-1]) == (0, 90)
        assert (trace["textposition"][0], trace["textposition"][-1]) == ("middle right", "middle left")
        # an hour takes 11 of a hundred minutes
        assert all(after - before >= 11 for before, after in itertools.pairwise(trace["x"][:-1]))
        assert trace["x"][-1] - trace["x"][-2] >= 22


def test_what_the_strip_draws_is_what_the_page_can_paint() -> None:
    for content in (mirror(), light(meeting__parts=[], agenda__blocks=[block("b1", 30, None)])):
        assert svg(strip(content), "nl").startswith("<svg")


def test_kinds_differ_by_what_fills_their_bars_and_a_pause_is_named() -> None:
    filled = light(agenda__blocks=[block(f"b{n}", 10, kind) for n, (kind, _) in enumerate(KINDS)])
    bars = traces(strip(filled), "bar")
    assert [bar["name"] for bar in bars] == [label for _, label in KINDS]
    assert len({bar["marker"]["pattern"]["shape"] for bar in bars}) == len(KINDS)
    assert all("color" not in bar["marker"] for bar in bars)
    wide = light(agenda__blocks=[block("b1", 50), block("b2", 30, "pause"), block("b3", 10), block("b4", 10, None)])
    texts = {trace["name"]: trace["text"] for trace in traces(strip(wide, translate=dutch), "bar")}
    assert texts == {"Conversation": ["1 Conversation", "3"], "Pauze": ["2 Pauze"], "Not said": ["4 ?"]}


def test_each_part_has_a_row_of_its_own_and_a_line_where_its_time_ends() -> None:
    content = light(
        meeting__parts=[part("p1", minutes=60, name={"nl": "Verhalen"}), part("p2", on="2026-06-10", minutes=None)],
        agenda__blocks=[block("b1", 74, part=["p1"]), block("b2", 30, part=["p2"])],
    )
    drawn = strip(content, two())
    assert drawn.says == "104 minutes are planned."
    (bar,) = traces(drawn, "bar")
    assert (bar["y"], bar["base"], bar["x"]) == ([0, -3], [0, 0], [74, 30])
    assert drawn.figure is not None
    assert [(line.x0, line.x1) for line in drawn.figure.layout.shapes] == [(60, 60)]
    assert list(drawn.figure.layout.yaxis.ticktext) == [
        *("Verhalen, 9/6/2026", "Part 2, 10/6/2026"),
        *("Brasschaat", "Tarija") * 2,
    ]


def test_blocks_without_a_day_or_hour_are_drawn_without_clocks() -> None:
    drawn = strip(light(meeting__parts=[], agenda__blocks=[block("b1", 30)]))
    assert traces(drawn, "scatter") == []
    assert drawn.rows == [["In no part yet", "1", "Conversation", "0", "30", "", "", ""]]


def test_another_day_elsewhere_is_called_so_in_the_readers_language() -> None:
    content = light(meeting__parts=[part(clock="tarija", at="17:00", minutes=60)], agenda__blocks=[block("b1", 90)])
    assert strip(content, two(), dutch).rows[0][5:] == ["23:00–00:30 (de dag erna)", "17:00–18:30"]
    later = light(meeting__parts=[part(clock="tarija", at="19:00", minutes=60)], agenda__blocks=[block("b1", 90)])
    assert strip(later, two(), dutch).rows[0][5:] == ["01:00–02:30 (de dag erna)", "19:00–20:30"]


# On paper


def filled() -> Content:
    """Spiegelgesprek 1 with everything that the prints speak of."""
    content = mirror()
    content["agenda"]["blocks"][5] |= {
        "aim": {"nl": "stemmen die ontbreken", "es": ""},
        "roles": {"nl": "techniek: onthaal", "es": ""},
        "harvest_to": "stakeholder_analysis",
        "harvest": {"nl": "kaartjes", "es": ""},
        "plan_b": {"nl": "bellen", "es": ""},
    }
    content["interpreting"]["names"] = [
        {"id": "n1", "word": {"nl": "Nimlaha'kok", "es": ""}, "said": {"nl": "nim-la-ha-kok", "es": "nimlajakok"}},
        {"id": "n2", "word": {"nl": "", "es": ""}, "said": {"nl": "", "es": ""}},
    ]
    return content


def test_the_run_sheet_has_all_of_every_block() -> None:
    sheet = run_sheet(filled(), two(), str, LANGUAGES)
    assert (sheet.title, sheet.name, sheet.notes) == ("Run sheet", "Spiegelgesprek 1", [])
    assert dict(zip(sheet.head, sheet.rows[5], strict=True)) == {
        "Brasschaat": "16:55–17:20",
        "Tarija": "10:55–11:20",
        "Part": "Part 1, 9/6/2026",
        "Block": "6",
        "Minutes": "25",
        "Kind of moment": "Conversation",
        "What it should yield": "stemmen die ontbreken",
        "Question": "Welke stem ontbrak?\n¿Qué voz faltó?",
        "Method": "",
        "Who sits together": "Mixed rooms",
        "Interpreting": "Somebody leads in both languages",
        "Lead": "Together",
        "Roles": "techniek: onthaal",
        "What comes out": "Stakeholder analysis: kaartjes",
        "Plan B": "bellen",
    }
    assert [row[11] for row in sheet.rows[:3]] == ["Tarija", "Brasschaat", "Tarija"]


def test_a_run_sheet_that_is_too_long_and_gathers_nothing_says_so_until_it_is_solved() -> None:
    planned = [block("b1", 60, question=QUESTION), block("b2", 44)]
    content = light(meeting__parts=[part(minutes=90)], agenda__blocks=planned)
    assert run_sheet(content, context(), str, LANGUAGES).notes == [
        "14 min too many planned.",
        "Where does what comes out of this encounter go?",
    ]
    solved = [block("b1", 46, question=QUESTION), block("b2", 44, harvest_to="decisions")]
    sheet = run_sheet(light(meeting__parts=[part(minutes=90)], agenda__blocks=solved), context(), str, LANGUAGES)
    assert sheet.notes == []
    assert [row[:3] for row in sheet.rows] == [
        ["16:00–16:46", "10:00–10:46", "08:00–08:46"],
        ["16:46–17:30", "10:46–11:30", "08:46–09:30"],
    ]


def test_participants_get_a_short_agenda_in_one_language_without_roles_or_plan_b() -> None:
    spanish = participant_agenda(filled(), two(), str, "es")
    assert spanish.head == ["Brasschaat", "Tarija", "Part", "Kind of moment", "Question"]
    assert spanish.rows[5] == [
        *("16:55–17:20", "10:55–11:20", "Part 1, 9/6/2026", "Conversation"),
        "¿Qué voz faltó?",
    ]
    words = " ".join(cell for row in spanish.rows for cell in row)
    assert all(unsaid not in words for unsaid in ("Welke stem", "onthaal", "bellen", "kaartjes"))
    assert participant_agenda(filled(), two(), str, "nl").rows[5][4] == "Welke stem ontbrak?"


def test_interpreters_get_every_question_in_every_language_and_the_names_to_say() -> None:
    times, names = interpreter_sheet(filled(), two(), str, ("es", "nl"))
    assert times.head == [
        *("Brasschaat", "Tarija", "Block", "Kind of moment", "Interpreting", "Who sits together", "Lead"),
        *("Question (es)", "Question (nl)"),
    ]
    assert times.rows[5] == [
        *("16:55–17:20", "10:55–11:20", "6", "Conversation", "Somebody leads in both languages", "Mixed rooms"),
        *("Together", "¿Qué voz faltó?", "Welke stem ontbrak?"),
    ]
    assert times.rows[4][4] == "", "nobody interprets a pause"
    assert names.rows == [["Nimlaha'kok", "nimlajakok\nnim-la-ha-kok"]]


def test_sheets_of_three_places_have_three_columns_of_hours_and_none_is_left_out_of_a_blank_one() -> None:
    empty = blank(TOOL, LANGUAGES, KEYS)
    places = [side.place for side in SIDES]
    sheets = [
        run_sheet(empty, context(), str, LANGUAGES),
        participant_agenda(empty, context(), str, "nl"),
        interpreter_sheet(empty, context(), str, LANGUAGES)[0],
    ]
    assert [list(sheet.head[:3]) for sheet in sheets] == [places] * 3
    assert [list(sheet.rows) for sheet in sheets] == [[], [], []]


@given(contents(TOOL, LANGUAGES, KEYS))
def test_any_encounter_can_be_printed_in_rows_as_wide_as_their_heads(content: Content) -> None:
    for sheet in (
        run_sheet(content, context(), str, LANGUAGES),
        participant_agenda(content, context(), str, "es"),
        *interpreter_sheet(content, context(), str, LANGUAGES),
    ):
        assert {len(row) for row in sheet.rows} <= {len(sheet.head)}
        assert all(isinstance(cell, str) for row in sheet.rows for cell in row)
