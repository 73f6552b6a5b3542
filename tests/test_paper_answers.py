"""Paper answers: what stood on paper is typed in once, stands where it belongs, and says whose words it is."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from facilitation import alone_rounds, paper_answers
from facilitation.canvases import Canvas
from facilitation.memberships import Membership
from facilitation.paper_answers import PaperAnswer, Told
from tests import made_up_tool
from tests.forms_on_page import FormOnPage
from tests.shelf import Shelf
from tests.strategies import LANGUAGES, SIDES
from tests.visitors import Visitor, problems_of
from tools import every
from tools.content import blank

GARDEN = made_up_tool.TOOL
THEME, SYMPTOMS = "topic.theme", "topic.symptoms"
MARKET = {"by": "buren op de markt", "side": "tarija", "on": "2026-11-18"}


def form(visitor: Visitor, here: Shelf) -> FormOnPage:
    """Open the page and return its form."""
    return FormOnPage(visitor.get(f"{here.address}/from-paper"))


def type_in(visitor: Visitor, here: Shelf, told: dict[str, str], do: str = "save", **typed: str) -> TestResponse:
    """Fill in whose words they are and some answers, press a button and follow; a name has "__" for "." and "@"."""
    page = form(visitor, here)
    for name, words in {**told, **typed}.items():
        page.fill(name, words)
    return page.send(visitor, do)


def rows(here: Shelf) -> list[tuple[str, str, str, str | None, str, str]]:
    """Return what is kept: (address, language, by, side, on, who typed)."""
    with here.app.extensions["tandem.factory"]() as db:
        found = db.scalars(sa.select(PaperAnswer).order_by(PaperAnswer.id))
        return [
            (
                re.sub(r"[0-9a-f]{24}", "CARD", each.address),
                each.language,
                each.by[each.by["original"]],
                each.side.key if each.side else None,
                each.on.isoformat(),
                each.typed_by.name,
            )
            for each in found
        ]


def lines(page: str) -> list[str]:
    """Return the lines of a page, or of a sheet, that say that something came on paper."""
    found = re.findall(r'<p class="(?:small muted|by)">((?:van papier|en papel).*?)</p>', page)
    return [html.unescape(re.sub(r"<[^>]+>", "", each)) for each in found]


def test_what_is_typed_in_stands_on_the_canvas_and_says_whose_words_it_is(focus: Shelf, frozen: object) -> None:
    typist = focus.visitor("brasschaat")
    answer = type_in(typist, focus, MARKET, **{f"{THEME}@nl": "Water", f"{SYMPTOMS}/new/text@nl": "De bron zakt."})
    assert answer.status_code == 200
    assert rows(focus) == [
        (THEME, "nl", "buren op de markt", "tarija", "2026-11-18", "member brasschaat"),
        (f"{SYMPTOMS}/CARD", "", "buren op de markt", "tarija", "2026-11-18", "member brasschaat"),
    ]
    said = ["van papier, buren op de markt, Tarija, 18 november 2026"] * 2
    for side in ("tarija", "nimlahakok"):
        assert lines(focus.page(side)) == said
    assert lines(focus.page("brasschaat", "observer")) == said
    spanish = lines(focus.page("tarija", language="es"))
    assert spanish == ["en papel, buren op de markt, Tarija, 18 de noviembre de 2026"] * 2


def test_a_printed_sheet_says_it_too(focus: Shelf, frozen: object) -> None:
    type_in(focus.visitor(), focus, MARKET, **{f"{THEME}@nl": "Water", f"{SYMPTOMS}/new/text@nl": "De bron zakt."})
    page = focus.visitor().get(f"{focus.address}/paper/sheet?language=es").text
    assert lines(page) == ["en papel, buren op de markt, Tarija, 18 de noviembre de 2026"] * 2
    assert lines(focus.visitor().get(f"{focus.address}/paper/sheet?what=blank").text) == []


def test_what_was_changed_since_says_so_and_what_comes_back_does_not(focus: Shelf, frozen: object) -> None:
    visitor = focus.visitor()
    type_in(visitor, focus, MARKET, **{f"{THEME}@nl": "Water"})
    for words, changed in (("Water en licht", [True]), ("Water", [False])):
        page = FormOnPage(visitor.get(focus.address))
        page.fill(f"{THEME}@nl", words)
        page.send(visitor, "save")
        assert [line.endswith("(sindsdien gewijzigd)") for line in lines(focus.page())] == changed


def test_an_open_page_is_told_with_the_next_look(focus: Shelf, frozen: object) -> None:
    reader = focus.visitor("nimlahakok")
    assert lines(reader.get(f"{focus.address}/now?deep=yes").text) == []
    type_in(focus.visitor(), focus, MARKET, **{f"{THEME}@nl": "Water"})
    assert len(lines(reader.get(f"{focus.address}/now?deep=yes").text)) == 1
    type_in(focus.visitor(), focus, {**MARKET, "by": "de wijkraad"}, **{f"{THEME}@es": "Agua"})
    assert [line.split(", ")[1] for line in lines(reader.get(f"{focus.address}/now?deep=yes").text)] == [
        "buren op de markt",
        "de wijkraad",
    ]


def test_every_kind_of_answer_can_be_typed_in(shelf: Callable[..., Shelf], frozen: object) -> None:
    here = shelf(GARDEN)
    here.write(blank(GARDEN, LANGUAGES, SIDES))
    visitor = here.visitor()
    page = form(visitor, here)
    typed: dict[str, tuple[str, ...]] = {
        "garden.name@es": ("Huerto",),
        "people.voice.tarija@nl": ("Mooi",),
        "people.keeper@nl": ("De school",),
        "people.ready.nimlahakok": ("yes",),
        "numbers.open": ("yes",),
        "numbers.colours": ("red", "blue"),
        "numbers.shade": ("3",),
        "numbers.water": ("2.5",),
        "numbers.opening": ("2026-11-20",),
        "numbers.closing": ("16:00",),
        "numbers.centre:x": ("25",),
        "numbers.centre:y": ("75",),
        "numbers.levels/square/january": ("4",),
        "people.wishes.tarija/new/wish@nl": ("Schaduw",),
    }
    for name, strings in {**{key: (each,) for key, each in MARKET.items()}, **typed}.items():
        page.fill(name, *strings)
    assert page.send(visitor, "save").status_code == 200
    kept = [address for address, *_ in rows(here)]
    assert sorted(kept) == sorted(
        [
            *dict.fromkeys(re.sub(r"(@|:).*", "", name) for name in typed if "/new/" not in name),
            "people.wishes.tarija/CARD",
        ]
    )


def test_a_typist_writes_only_where_they_may(shelf: Callable[..., Shelf], frozen: object) -> None:
    here = shelf(GARDEN)
    here.write(blank(GARDEN, LANGUAGES, SIDES))
    names = form(here.visitor(), here).names()
    assert {name for name in names if name.startswith("people.voice.")} == {
        "people.voice.tarija@nl",
        "people.voice.tarija@es",
    }
    assert "people.worry.brasschaat@nl" not in names
    observer = here.visitor("tarija", "observer")
    assert observer.get(f"{here.address}/from-paper").status_code == 403
    assert observer.post(f"{here.address}/from-paper", base="", do="save", **MARKET).status_code == 403
    visitor = here.visitor()
    posted = {**MARKET, "base": "", "do": "save", "people.voice.brasschaat@nl": "Stiekem"}
    assert visitor.post(f"{here.address}/from-paper", **posted).status_code == 403
    assert rows(here) == []


def test_a_note_that_a_side_keeps_to_itself_stays_there_with_whose_words_it_is(
    shelf: Callable[..., Shelf], frozen: object
) -> None:
    here = shelf(GARDEN)
    here.write(blank(GARDEN, LANGUAGES, SIDES))
    type_in(here.visitor(), here, {**MARKET, "by": "geheime raad"}, **{"people.worry.tarija@nl": "Zorg"})
    assert "geheime raad" in here.page("tarija")
    for side, role in (("brasschaat", "coordinator"), ("", "facilitator"), ("tarija", "observer")):
        visitor = here.visitor(side, role)
        paths = ("", "/now?deep=yes", "/paper/sheet", "/paper/sheet?own=yes")
        assert [path for path in paths if "geheime raad" in visitor.get(here.address + path).text] == []
    assert "geheime raad" not in here.visitor().get(here.address + "/paper/sheet").text


def test_everything_that_is_wrong_is_said_at_once_and_everything_typed_is_still_there(
    shelf: Callable[..., Shelf], frozen: object
) -> None:
    here = shelf(GARDEN)
    here.write(blank(GARDEN, LANGUAGES, SIDES))
    told = {"by": "  ", "side": "", "on": "2026-11-21"}
    answer = type_in(here.visitor(), here, told, **{"numbers.water": "veel", "garden.name@nl": "Hof"})
    assert (answer.status_code, set(problems_of(answer))) == (400, {"by", "on", "numbers-water"})
    page = FormOnPage(answer)
    assert [page.named(name)[0].value for name in ("by", "numbers.water", "garden.name@nl")] == ["  ", "veel", "Hof"]
    assert rows(here) == []
    answer = type_in(here.visitor(), here, MARKET, **{"numbers.water": "veel", "garden.name@nl": "Hof"})
    assert (answer.status_code, set(problems_of(answer))) == (400, {"numbers-water"})
    assert rows(here) == []


@pytest.mark.parametrize(
    ("by", "on", "wrong"),
    [
        ("", None, {"by": paper_answers.WHO_NEEDED, "on": paper_answers.DAY_NEEDED}),
        ("x" * 161, datetime.date(2026, 11, 20), {"by": paper_answers.TOO_LONG}),
        ("raad", datetime.date(2026, 11, 21), {"on": paper_answers.DAY_TO_COME}),
        ("x" * 160, datetime.date(2026, 11, 20), {}),
    ],
)
def test_whose_words_and_which_day_have_to_be_there(
    by: str, on: datetime.date | None, wrong: dict[str, str], frozen: object
) -> None:
    found = paper_answers.problems(Told({"nl": by, "original": "nl"}, None, on), "Europe/Brussels")
    assert {problem[0]: problem[1] for problem in found} == wrong


def test_nothing_is_kept_when_nothing_new_is_typed_and_a_second_press_adds_nothing(
    focus: Shelf, frozen: object
) -> None:
    visitor = focus.visitor()
    answer = type_in(visitor, focus, MARKET)
    assert (focus.said("Nothing new was typed, so nothing is saved.") in html.unescape(answer.text), rows(focus)) == (
        True,
        [],
    )
    page = form(visitor, focus)
    for name, words in {**MARKET, f"{SYMPTOMS}/new/text@nl": "De bron zakt."}.items():
        page.fill(name, words)
    page.send(visitor, "save")
    kept = rows(focus)
    page.send(visitor, "save")
    assert len(kept) == 1
    assert len({address for address, *_ in rows(focus)}) == 1


def test_the_next_answer_of_the_same_paper_needs_no_telling_again(focus: Shelf, frozen: object) -> None:
    visitor = focus.visitor()
    answer = type_in(visitor, focus, MARKET, f"add:{SYMPTOMS}", **{f"{SYMPTOMS}/new/text@nl": "De bron zakt."})
    page = FormOnPage(answer)
    assert [page.named(name)[0].value for name in ("by", "on")] == [MARKET["by"], MARKET["on"]]
    assert page.named("side")[0].options[2][1] is True


def test_a_choice_that_somebody_made_otherwise_meanwhile_is_asked_and_not_kept(
    shelf: Callable[..., Shelf], frozen: object
) -> None:
    here = shelf(GARDEN)
    here.write(blank(GARDEN, LANGUAGES, SIDES))
    visitor, other = here.visitor(), here.visitor("brasschaat")
    page = form(visitor, here)
    theirs = FormOnPage(other.get(here.address))
    theirs.fill("numbers.shade", "1")
    theirs.send(other, "save")
    for name, words in {**MARKET, "numbers.shade": "4", "garden.name@nl": "Hof"}.items():
        page.fill(name, words)
    answer = page.send(visitor, "save")
    assert (answer.status_code, [address for address, *_ in rows(here)]) == (409, ["garden.name"])


def test_a_list_that_people_write_alone_waits_and_nothing_of_it_is_kept_as_paper(focus: Shelf, frozen: object) -> None:
    page = form(focus.visitor(), focus)
    with focus.writing() as db:
        canvas = db.get_one(Canvas, focus.world.canvas.id)
        leader = db.get_one(Membership, focus.world.of("tarija", "coordinator").id)
        alone_rounds.start(db, canvas, leader.person, leader, SYMPTOMS)
    visitor = focus.visitor()
    assert f"{SYMPTOMS}/new/text@nl" not in form(visitor, focus).names()
    for name, words in {**MARKET, f"{SYMPTOMS}/new/text@nl": "De bron zakt."}.items():
        page.fill(name, words)
    page.send(visitor, "save")
    assert rows(focus) == []
    assert "De bron zakt." not in focus.page("brasschaat")


def test_words_of_a_typist_are_shown_as_they_are(focus: Shelf, frozen: object) -> None:
    nasty = '<b onclick=x>raad</b> & "co"'
    type_in(focus.visitor(), focus, {**MARKET, "by": nasty, "side": ""}, **{f"{THEME}@nl": "Water"})
    for page in (focus.page(), focus.visitor().get(f"{focus.address}/paper/sheet").text):
        assert "<b onclick" not in page
        assert lines(page) == [f"van papier, {nasty}, 18 november 2026"]


@pytest.mark.parametrize("tool", [*every(), GARDEN], ids=lambda tool: tool.key)
def test_every_tool_can_be_typed_in_under_the_codes_of_its_sheet(shelf: Callable[..., Shelf], tool: Any) -> None:
    here = shelf(tool)
    here.write(blank(tool, LANGUAGES, SIDES))
    typing = re.findall(r'<span class="tag">(\d+[a-z]+)</span>', here.visitor().get(f"{here.address}/from-paper").text)
    sheet = here.visitor().get(f"{here.address}/paper/sheet?what=blank&own=yes").text
    printed = re.findall(r'<b class="code">(\d+[a-z]+)</b>', sheet)
    assert set(typing) == set(printed)
