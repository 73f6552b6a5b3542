"""Paper: sheets of every tool, in every language and size, that hold what every side can see and say which version."""

from __future__ import annotations

import datetime
import html
import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from facilitation import draft_edits, moments, own_drafts
from facilitation.access import Role
from facilitation.canvas_edits import AddCard
from facilitation.canvases import Canvas
from facilitation.live import addresses
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership
from facilitation.views import paper_drawing, paper_sheets
from facilitation.views.answers import POLICY
from facilitation.views.paper_drawing import BLANK_CARDS, MOST_BLANK_CARDS, codes
from tests import encounters, made_up_tool
from tests.agreeing import Agreeing
from tests.forms_on_page import said
from tests.markup import Element, tree
from tests.shelf import PLACES, Shelf
from tests.strategies import LANGUAGES, SIDES, full
from tools import TOOLS, every
from tools.canvas import SIDE, Cards, Content, Section, Text, Tool
from tools.content import blank, complete, walk
from tools.papers import Sheet

GARDEN = made_up_tool.TOOL
EVERY = (*every(), GARDEN)
ENCOUNTER = next(tool for tool in TOOLS if tool.papers)
CODES = ("nl", "es", "both")


def asked(here: Shelf, **wanted: str) -> str:
    """Return the address of a sheet."""
    return f"{here.address}/paper/sheet?" + "&".join(f"{name}={value}" for name, value in wanted.items())


def sheet(here: Shelf, side: str = "tarija", role: str = "member", reads: str = "nl", **wanted: str) -> str:
    """Return the HTML of a sheet that somebody prints."""
    answer = here.visitor(side, role, reads).get(asked(here, **wanted))
    assert answer.status_code == 200, answer.text[:400]
    return answer.text


def words(page: str) -> str:
    """Return what can be read on a sheet, on one line."""
    plain = html.unescape(re.sub(r"<[^>]+>", " ", page.split("<main>")[1].split("</main>")[0]))
    return re.sub(r"\s+(?=[,;])", "", re.sub(r"\s+", " ", plain))


def head(page: str) -> str:
    """Return what the head of a sheet says."""
    return words("<main>" + page.split('id="about">')[1].split("</header>")[0] + "</main>")


def private(tool: Tool, content: Content) -> dict[str, list[str]]:
    """Return the texts that each side keeps to itself."""
    found: dict[str, list[str]] = {side: [] for side in SIDES}
    for place in walk(tool, content):
        where = addresses.resolve(tool, SIDES, place.address).where
        if where.kind == SIDE and place.language:
            found[where.side].append(place.value)
    return found


def told(tool: Tool) -> list[str]:
    """Return the labels of what is only ever asked of one side alone."""
    every = [each for _, each in tool.fields()]
    every += [part for each in every if isinstance(each, Cards) for part in each.parts]
    shared = {each.label for each in every if each.room != SIDE}
    return [each.label.replace("{place}", "Tarija") for each in every if each.room == SIDE and each.label not in shared]


# What a sheet is


@pytest.mark.parametrize("tool", EVERY, ids=lambda tool: tool.key)
def test_every_tool_can_be_printed_filled_and_blank_in_every_language_and_size(
    shelf: Callable[..., Shelf], tool: Tool
) -> None:
    here = shelf(tool)
    here.write(full(tool))
    kinds = ["filled", "blank", *(each.key for each in tool.papers)]
    sizes = itertools.cycle(("A4", "A3", "A4"))
    for what, language in itertools.product(kinds, CODES):
        size = next(sizes)
        page = sheet(here, what=what, language=language, size=size)
        wide = " wide" if what in [each.key for each in tool.papers if not each.upright] else ""
        assert re.findall(r'<body class="([^"]*)"', page) == [size.lower() + wide]
        assert re.findall(r'<html lang="([^"]*)"', page) == ["nl" if language == "both" else language]
        assert re.search(r'\sstyle=|\son[a-z]+=|<form|<input|<script(?![^>]*src=)|class="nav"', page) is None


@pytest.mark.parametrize("tool", EVERY, ids=lambda tool: tool.key)
def test_every_sheet_names_the_project_the_places_the_tool_the_version_the_day_and_the_language(
    shelf: Callable[..., Shelf], tool: Tool, frozen: object
) -> None:
    here = shelf(tool)
    for what in ("filled", "blank", *(each.key for each in tool.papers)):
        found = head(sheet(here, what=what, language="es"))
        title = said(here.app, tool.title, "es")
        for each in (
            title,
            "Patios escolares",
            *PLACES,
            "Versión 0",
            "Impreso el 20 de noviembre de 2026",
            ", español",
        ):
            assert each in found


def test_a_sheet_of_one_language_is_the_same_for_readers_of_any(shelf: Callable[..., Shelf]) -> None:
    here = shelf(TOOLS[0])
    here.write(full(TOOLS[0]))
    for language in ("nl", "es"):
        assert words(sheet(here, reads="nl", language=language)) == words(sheet(here, reads="es", language=language))


def test_who_asks_for_nothing_gets_what_stands_there_in_the_own_language_on_a4(focus: Shelf) -> None:
    assert sheet(focus, reads="es") == sheet(focus, reads="es", what="filled", language="es", size="A4")


@pytest.mark.parametrize(("name", "value"), [("what", "run"), ("language", "fr"), ("size", "A0")])
def test_a_sheet_that_there_is_not_is_not_found(focus: Shelf, name: str, value: str) -> None:
    assert focus.visitor().get(asked(focus, **{name: value})).status_code == 404


def test_a_sheet_prints_within_the_policy_of_every_page(focus: Shelf) -> None:
    answer = focus.visitor().get(asked(focus))
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert len(re.findall(r"<button[^>]* data-print hidden>", answer.text)) == 1


def test_both_languages_stand_beside_each_other_once_each(focus: Shelf) -> None:
    page = tree(sheet(focus, reads="es", language="both", what="blank"))
    label = next(each for each in page.all("class") if each.said["class"] == "label")
    assert [each.said["lang"] for each in label.inside if each.tag == "span"] == ["es", "nl"]


# What is on it


def test_words_stand_in_the_language_of_the_sheet_and_say_so_where_they_are_not_there_in_it(focus: Shelf) -> None:
    theme = {"theme": {"nl": "Water", "es": "Agua"}, "trigger": {"nl": "Droogte", "es": ""}}
    focus.write({"topic": theme})
    spanish = words(sheet(focus, language="es"))
    assert [word in spanish for word in ("Agua", "Water", "Droogte (neerlandés)")] == [True, False, True]
    both = words(sheet(focus, language="both"))
    assert [word in both for word in ("Agua", "Water")] == [True, True]


def test_whatever_people_write_stays_words(focus: Shelf) -> None:
    nasty = "<b>\"'&</b><script src=//x>{{ 7*7 }}{place}"
    focus.write({"topic": {"theme": {"nl": nasty, "es": nasty}}})
    for language in CODES:
        page = sheet(focus, language=language)
        assert (nasty in words(page), "<script src=//x>" in page, '<b>"' in page) == (True, False, False)


def test_a_filled_sheet_has_every_picture_without_colour_and_its_table_beside_it(shelf: Callable[..., Shelf]) -> None:
    here = shelf(GARDEN)
    here.write(full(GARDEN))
    page = sheet(here, language="es")
    pictures = page.split('<section class="picture"')[1:]
    assert [(each.count('<svg class="fig"'), each.count('<table class="rows">')) for each in pictures] == [(1, 1)] * 3
    assert re.findall(r"(?:fill|stroke|color)=\"(?!none|url)[^\"]*\"", page) == []


@pytest.mark.parametrize("tool", EVERY, ids=lambda tool: tool.key)
def test_a_field_has_the_same_code_whatever_is_opened_and_answered(shelf: Callable[..., Shelf], tool: Tool) -> None:
    here, known = shelf(tool), codes(tool)
    assert len(set(known.values())) == len(known)
    assert re.findall(r"\d+[a-z]", " ".join(known.values())) == list(known.values())
    here.write(blank(tool, LANGUAGES, SIDES), deep=False)
    few = re.findall(r'<b class="code">(\d+[a-z]+)</b>', sheet(here, what="blank"))
    here.write(full(tool))
    many = re.findall(r'<b class="code">(\d+[a-z]+)</b>', sheet(here, what="blank"))
    assert [code for code in dict.fromkeys(many) if code in few] == list(dict.fromkeys(few))
    open_to_all = [known[address] for address, each in tool.fields() if each.room != SIDE]
    assert list(dict.fromkeys(many)) == open_to_all


def test_a_tool_with_many_fields_in_a_question_runs_out_of_letters_nowhere() -> None:
    fields = tuple(Text(name=f"f{number}", label="?") for number in range(60))
    tool = Tool(
        **{**vars(GARDEN), "sections": (Section(name="long", title="?", fields=fields),)},
    )
    assert [*codes(tool).values()][24:29] == ["1y", "1z", "1aa", "1ab", "1ac"]
    assert len(set(codes(tool).values())) == 60


# Blank sheets


def blank_garden(here: Shelf, **more: str) -> dict[str, Element]:
    """Return the fields of a blank sheet of the garden, by their code; of one asked per side the first."""
    page = tree(sheet(here, what="blank", **more))
    fields = [each for each in page.all("class") if each.said["class"] == "field"]
    found: dict[str, Element] = {}
    for each in fields:
        code = next(inside for inside in each.all("class") if inside.said["class"] == "code").words
        found.setdefault(code, each)
    return found


def first(element: Element, name: str) -> Element:
    """Return the first thing of a class in an element."""
    return next(each for each in element.all("class") if each.said["class"] == name)


def count(element: Element, name: str) -> int:
    """Return how many things of a class there are in an element."""
    return sum(name in each.said["class"].split() for each in element.all("class"))


def test_a_blank_sheet_leaves_the_room_that_each_kind_of_answer_needs(shelf: Callable[..., Shelf]) -> None:
    here = shelf(GARDEN)
    here.write(blank(GARDEN, LANGUAGES, SIDES))
    fields, of = blank_garden(here), codes(GARDEN)
    rules = {
        address: count(fields[of[address]], "rule") for address in ("garden.name", "garden.story", "numbers.water")
    }
    assert rules == {"garden.name": 1, "garden.story": 7, "numbers.water": 1}
    ticks = {
        address: count(fields[of[address]], "box") for address in ("numbers.open", "numbers.colours", "numbers.shade")
    }
    assert ticks == {"numbers.open": 3, "numbers.colours": 4, "numbers.shade": 7}, "options, and left blank on purpose"
    assert count(fields[of["numbers.centre"]], "square") == 1
    assert fields[of["numbers.water"]].words.endswith("litres No water on purpose")
    assert count(fields[of["garden.plants"]], "card") == 3
    assert "Open" not in words(sheet(here, what="blank")) or fields[of["numbers.opening"]].words.count("Ja") == 1


def test_a_blank_sheet_shows_nothing_that_is_answered_and_has_the_rows_of_a_table_as_they_are(
    shelf: Callable[..., Shelf],
) -> None:
    here = shelf(GARDEN)
    content = complete(GARDEN, LANGUAGES, SIDES, {"numbers": {"levels": {"square": {"january": 4}}, "shade": 3}})
    content["garden"]["name"] = {"nl": "Hof", "es": "Huerto"}
    content["garden"]["plants"] = [{"id": "plant001", "what": {"nl": "Kers", "es": "Cerezo"}}]
    here.write(content)
    page, of = sheet(here, what="blank"), codes(GARDEN)
    assert "Hof" not in page
    levels = blank_garden(here)[of["numbers.levels"]]
    cells = [each for each in levels.tagged("td") if each.words]
    assert (cells, [each.words for each in levels.tagged("th")]) == (
        [],
        ["January", "February", "The square", "The river", "The school"],
    )
    turns = blank_garden(here)[of["numbers.turns"]]
    assert [each.words for each in turns.tagged("th")] == ["Kers", "", "", "", ""]


def test_a_question_that_is_asked_only_after_an_answer_says_after_which(shelf: Callable[..., Shelf]) -> None:
    here = shelf(GARDEN)
    here.write(blank(GARDEN, LANGUAGES, SIDES))
    opening = blank_garden(here, language="nl")[codes(GARDEN)["numbers.opening"]].words
    assert f"{codes(GARDEN)['numbers.open']}: Ja" in opening


def test_a_blank_list_has_room_for_what_the_method_hopes_for_within_measure() -> None:
    for wanted, room in ((0, BLANK_CARDS), (2, 2), (12, MOST_BLANK_CARDS)):
        field = Cards(name="all", label="?", wanted=wanted, parts=(Text(name="t", label="?"),))
        box: Any = type("Box", (), {"field": field})
        assert paper_drawing.Item([("nl", box)]).room == room


def test_the_deep_set_is_asked_on_paper_once_it_is_opened(shelf: Callable[..., Shelf]) -> None:
    here = shelf(GARDEN)
    here.write(blank(GARDEN, LANGUAGES, SIDES), deep=False)
    assert codes(GARDEN)["garden.story"] not in blank_garden(here)


# Nothing private


@pytest.mark.parametrize("tool", [tool for tool in EVERY if told(tool)], ids=lambda tool: tool.key)
def test_what_a_side_keeps_to_itself_is_on_no_sheet_for_anybody(shelf: Callable[..., Shelf], tool: Tool) -> None:
    here, content = shelf(tool), full(tool)
    here.write(content)
    secrets = [text for texts in private(tool, content).values() for text in texts]
    kinds = ["filled", "blank", *(each.key for each in tool.papers)]
    for side, role in (("tarija", Role.COORDINATOR), ("brasschaat", Role.MEMBER), ("", Role.OBSERVER)):
        for what in kinds:
            page = sheet(here, side, role, what=what, language="both")
            read = words(page)
            assert [text for text in secrets if text in read or html.escape(text) in page] == []
            assert [label for label in told(tool) if here.said(label) in read] == []


@pytest.mark.parametrize("tool", [tool for tool in EVERY if told(tool)], ids=lambda tool: tool.key)
def test_a_side_that_asks_for_it_gets_its_own_notes_with_a_warning_and_nobody_else_s(
    shelf: Callable[..., Shelf], tool: Tool
) -> None:
    here, content = shelf(tool), full(tool)
    here.write(content)
    kept = private(tool, content)
    page = sheet(here, own="yes", language="both")
    read = words(page)
    assert [text for text in kept["tarija"] if text not in read] == []
    assert [text for side in ("brasschaat", "nimlahakok") for text in kept[side] if text in read] == []
    assert page.count('<p class="own">') == 1
    assert "Tarija" in first(tree(page), "own").words
    assert sheet(here, "", Role.OBSERVER, own="yes", language="both").count('<p class="own">') == 0
    assert sheet(here, language="both").count('<p class="own">') == 0


def test_only_who_has_notes_of_a_side_is_asked_whether_they_belong_on_paper(shelf: Callable[..., Shelf]) -> None:
    here = shelf(GARDEN)
    for side, role, offered in (("tarija", "member", 1), ("", "facilitator", 0), ("tarija", "observer", 0)):
        page = here.visitor(side, role).get(f"{here.address}/paper").text
        assert page.count('name="own"') == offered
        assert "checked" not in page.split('name="own"')[-1].split(">")[0] or not offered
    plain = shelf(TOOLS[0])
    assert plain.visitor().get(f"{plain.address}/paper").text.count('name="own"') == 0


def test_what_somebody_writes_alone_first_is_on_no_sheet(focus: Shelf) -> None:
    with focus.writing() as db:
        held = db.get_one(Membership, focus.world.of("tarija", "member").id)
        canvas = db.get_one(Canvas, focus.world.canvas.id)
        found = own_drafts.view(db, canvas, held)
        assert found is not None
        draft = AddCard("question.drafts", "draft001", {}, {"question": {"nl": "geheimpje", "es": "secretito"}})
        draft_edits.save(db, canvas, held.person, held, found.view.base, [draft])
    for own in ("", "yes"):
        page = sheet(focus, language="both", own=own)
        assert [word in page for word in ("geheimpje", "secretito")] == [False, False]


# Version, texts, agreement


def test_a_sheet_says_the_numbers_of_the_rooms_it_was_read_from_and_the_moment_of_that_name(
    shelf: Callable[..., Shelf],
) -> None:
    here = shelf(GARDEN)
    here.write(full(GARDEN))
    with here.writing() as db:
        canvas = db.get_one(Canvas, here.world.canvas.id)
        held = db.get_one(Membership, here.world.of("tarija", "coordinator").id)
        moments.save(db, canvas, held.person, held, {"nl": "Na de tuinwandeling", "original": "nl"})
    version = head(sheet(here))
    assert "Versie 1·1·1·1, Na de tuinwandeling, laatst gewijzigd" in version, "the shared room and three voices"
    here.write(full(GARDEN))
    assert "Versie 2·2·2·2, laatst gewijzigd" in head(sheet(here))


def agreed(app: Flask, language: str = "es") -> tuple[Agreeing, Callable[[], str]]:
    """Return a Focus sharpener that can be agreed on, and what prints it."""
    db = app.extensions["tandem.factory"]()
    here = Agreeing(db)
    here.fill()
    shelf = Shelf.__new__(Shelf)
    shelf.app, shelf.tool, shelf.world = app, TOOLS[0], here.world
    shelf.address = f"/projects/{here.world.project.id}/{TOOLS[0].slug}"
    return here, lambda: words(sheet(shelf, language=language))


def test_a_sheet_says_how_far_the_texts_were_read_over_and_marks_each(app: Flask) -> None:
    here, printed = agreed(app)
    assert "Los textos de las decisiones neerlandés: 3 sin revisar; español: 3 sin revisar" in printed()
    assert printed().count("○ todavía sin revisar") == 3
    here.check("tarija", "es")
    assert "neerlandés: 3 sin revisar; español: todo revisado" in printed()
    assert (printed().count("○ todavía sin revisar"), printed().count("✓ revisado")) == (0, 3)
    here.db.close()


def test_a_sheet_says_who_agreed_on_whose_behalf_in_a_function_and_names_no_person(app: Flask) -> None:
    here, printed = agreed(app)
    assert "Acuerdo: borrador" in printed()
    here.check("tarija")
    here.approve("tarija", body="El concejo municipal de Tarija", on=datetime.date(2026, 6, 3))
    here.approve("brasschaat")
    found = printed().split("Acuerdo: ")[1]
    assert "El concejo municipal de Tarija" in found
    assert "3 de junio de 2026" in found
    assert found.count("coordinación") == 2
    people = [held.person.name for held in here.world.members.values()]
    assert [name for name in people if name in printed()] == []
    here.approve("nimlahakok")
    assert printed().split("Acuerdo: ")[1].startswith("acordado")
    here.db.close()


def test_a_made_up_partnership_says_so_on_every_sheet(shelf: Callable[..., Shelf]) -> None:
    here = shelf(GARDEN)
    assert 'class="invented"' not in sheet(here)
    with here.writing() as db:
        db.get_one(Partnership, here.world.partnership.id).invented = True
    for what in ("filled", "blank"):
        assert first(tree(sheet(here, what=what, language="both")), "invented").words == (
            "Verzonnen voorbeeld / Ejemplo inventado"
        )


# Encounters


def test_a_run_sheet_that_is_too_long_says_so_and_the_agenda_keeps_roles_to_whoever_leads(
    shelf: Callable[..., Shelf],
) -> None:
    here = shelf(ENCOUNTER)
    content = encounters.light(
        meeting__parts=[encounters.part("part0001", minutes=90)],
        result__results=[],
        people__invitees=[],
        agenda__blocks=[
            encounters.block(
                "block001", 60, question={"nl": "Wat ontbrak?", "es": "¿Qué faltó?"}, roles={"nl": "onthaal"}
            ),
            encounters.block("block002", 44),
        ],
    )
    here.write(content)
    run = words(sheet(here, what="run", language="nl"))
    assert [each in run for each in ("14 min te veel", "onthaal", "Wat ontbrak?")] == [True, True, True]
    agenda = words(sheet(here, what="agenda", language="es"))
    assert [each in agenda for each in ("¿Qué faltó?", "Wat ontbrak?", "onthaal")] == [True, False, False]
    both = words(sheet(here, what="agenda", language="both"))
    assert [each in both for each in ("¿Qué faltó?", "Wat ontbrak?")] == [True, True]
    assert set(PLACES) <= set(re.findall(r'<th scope="col">([^<]*)</th>', html.unescape(sheet(here, what="run"))))


def test_a_table_drops_the_columns_in_which_nothing_stands_but_never_the_hours() -> None:
    table = Sheet(title="", name="", head=["Tarija", "A", "B"], rows=[["", "", "x"], ["", " ", ""]])
    drawn = paper_sheets._narrow(table, 1)
    assert (drawn.head, drawn.rows) == (["Tarija", "B"], [["", "x"], ["", ""]])
    nothing = Sheet(title="", name="", head=["Tarija", "A"], rows=[])
    assert paper_sheets._narrow(nothing, 1).head == ["Tarija", "A"]
