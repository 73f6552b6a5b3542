"""Plain forms: a canvas is filled, corrected and put in order by forms alone, and nothing typed is lost on the way.

Forms are taken from the HTML of the page and sent as a browser without scripts sends them (`forms_on_page`).
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

import tools
from facilitation import canvases, database, projects
from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Session
from facilitation.memberships import Membership
from facilitation.views.canvas_forms import MOST_CARDS, TOO_MANY
from facilitation.views.canvas_inputs import WHICH_NUMBER
from tests import made_up_tool, makers
from tests.forms_on_page import FormOnPage, said
from tests.makers import World
from tests.strategies import SAID, SIDES, full
from tests.visitors import Visitor, problems_of, signed_in, words_of
from tools.canvas import SIDE, Cards, Choices, Content, Field, Grid, Link, LinkOrText, Number, Position, Text, Tool
from tools.content import blank, complete

LANGUAGES = ("nl", "es")
ROOM, THEME, SYMPTOMS, DRAFTS, QUESTION = (
    "frame.room",
    "topic.theme",
    "topic.symptoms",
    "question.drafts",
    "question.question",
)
OURS = re.compile(r"/new/|:list@|:place$|[!]$|[.]none$")
"""Inputs that hold no answer of their own: a new card, a pasted list, a place, "left blank on purpose"."""


@dataclasses.dataclass
class Table:
    """A canvas of a world, and the browsers of the people round it."""

    app: Flask
    world: World
    canvas: Canvas

    @property
    def address(self) -> str:
        """Return where its page is."""
        return f"/projects/{self.world.project.id}/{tools.get(self.canvas.tool).slug}"

    def said(self, sentence: str, **values: object) -> str:
        """Return a sentence of the interface in Dutch."""
        return said(self.app, sentence, **values)

    def visitor(self, side: str = "brasschaat", role: str = "member", **more: str) -> Visitor:
        """Return somebody's browser."""
        return signed_in(self.app, self.world.of(side, role).person, **more)

    def form(self, visitor: Visitor, query: str = "") -> FormOnPage:
        """Return the form of the page as this person sees it now."""
        return FormOnPage(visitor.get(self.address + query))

    def view(self, side: str = "brasschaat", role: str = "member") -> CanvasView:
        """Return the canvas as this person may see it."""
        return self.read(lambda db, canvas: canvases.view(db, canvas, self._member(db, side, role)))

    def content(self, side: str = "brasschaat") -> dict[str, Any]:
        """Return the content as a member of a side sees it."""
        return self.view(side).content

    def read(self, read: Callable[[Session, Canvas], Any]) -> Any:
        """Read something in a session of its own."""
        with self.app.extensions["tandem.factory"]() as db:
            return read(db, canvases.find(db, db.get(projects.Project, self.world.project.id), self.canvas.tool))

    def _member(self, db: Session, side: str, role: str) -> Membership:
        return db.get_one(Membership, self.world.of(side, role).id)


@pytest.fixture
def lay(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Table]:
    """Lay a tool on the table of a new world of three sides; a tool that is not in TOOLS is put there first."""

    def of(tool: Tool = tools.TOOLS[0], owner: str = "") -> Table:
        if tool not in tools.TOOLS:
            monkeypatch.setattr(tools, "TOOLS", (*tools.TOOLS, tool))
        with app.extensions["tandem.factory"]() as db:
            world = makers.world(db, owner=owner, tool=tool.key)
            world.partnership.sides[2].municipality.written = ["es"]
            return Table(app, world, world.canvas)

    return of


@pytest.fixture
def table(lay: Callable[..., Table]) -> Table:
    """Lay the Focus sharpener on the table."""
    return lay()


# One form, all of it.


def test_whatever_is_typed_in_any_question_is_saved_by_whichever_button_is_pressed(table: Table) -> None:
    here = table.visitor()
    form = table.form(here)
    form.fill(f"{THEME}@nl", "Speelplaatsen")
    form.fill(f"{QUESTION}@es", "¿Cómo podemos …?")
    form.fill(f"{SYMPTOMS}/new/text@nl", "Te heet")
    form.fill(ROOM, "3")
    form.send(here, "save:exchange")
    content = table.content()
    assert content["topic"]["theme"] == {"nl": "Speelplaatsen", "es": ""}
    assert content["question"]["question"] == {"nl": "", "es": "¿Cómo podemos …?"}
    assert [card["text"]["nl"] for card in content["topic"]["symptoms"]] == ["Te heet"]
    assert content["frame"]["room"] == 3


def test_a_text_comes_back_from_the_form_as_it_was_typed(table: Table) -> None:
    here = table.visitor()
    form = table.form(here)
    for text in [*SAID, "één\n\ntwee\n", "\n\nna twee lege regels", "👩🏽‍🌾 ñ\té", " ", ""]:
        form.fill(f"{THEME}@nl", text)
        form = FormOnPage(form.send(here, "save:topic"))
        assert table.content()["topic"]["theme"]["nl"] == text
        assert form.named(f"{THEME}@nl")[0].words == text


def test_a_form_sent_back_as_it_came_changes_nothing(table: Table) -> None:
    here = table.visitor()
    form = table.form(here)
    form.fill(f"{THEME}@nl", "één\ntwee\n")
    form.fill(f"{SYMPTOMS}/new/text@nl", "Te heet")
    answer = form.send(here, "save:topic")
    before = table.view()
    again = FormOnPage(answer).send(here, "save:topic")
    after = table.view()
    assert (after.content, after.base, after.removed) == (before.content, before.base, before.removed)
    assert table.said("Everything here was saved already") in words_of(again)


def test_a_form_that_is_sent_twice_saves_once(table: Table) -> None:
    here = table.visitor()
    form = table.form(here)
    form.fill(f"{THEME}@nl", "Water")
    form.fill(f"{SYMPTOMS}/new/text@nl", "De bron zakt")
    form.fill(f"{SYMPTOMS}:list@nl", "een\ntwee")
    form.send(here, "save:topic")
    form.send(here, "save:topic")
    content = table.content()
    assert content["topic"]["theme"]["nl"] == "Water"
    assert [card["text"]["nl"] for card in content["topic"]["symptoms"]] == ["De bron zakt", "een", "twee"]


def test_going_back_in_the_browser_and_correcting_a_word_corrects_it(table: Table) -> None:
    here = table.visitor()
    form = table.form(here)
    form.fill(f"{THEME}@nl", "Watr en schaduw")
    form.send(here, "save:topic")
    form.fill(f"{THEME}@nl", "Water en schaduw")
    form.send(here, "save:topic")
    assert table.content()["topic"]["theme"]["nl"] == "Water en schaduw"


def test_after_saving_the_page_says_so_beside_the_question_in_the_persons_own_time(
    table: Table, frozen: Callable[..., Any]
) -> None:
    there = table.visitor("tarija", language="es")
    with database.writing(table.app.extensions["tandem.factory"]) as db:
        person = db.merge(table.world.of("tarija").person)
        person.time_zone, person.language = "America/La_Paz", "es"
    form = table.form(there)
    form.fill(f"{THEME}@es", "Agua")
    posted = there.client.post(
        form.action, data=form.sent("save:topic"), headers={"Sec-Fetch-Site": "same-origin"}, **there.from_here
    )
    assert posted.status_code == 303
    assert posted.headers["Location"] == f"{table.address}#at-topic"
    page = there.get(table.address).text
    topic = page.split('id="at-topic"')[1].split("</section>")[0]
    saved = said(table.app, "Saved %(time)s", "es", time="08:00")
    assert saved in topic
    assert page.count(saved) == 1
    assert saved not in there.get(table.address).text


# Cards.


def add(table: Table, *texts: str, address: str = SYMPTOMS, part: str = "text") -> Visitor:
    """Put cards on the table."""
    here = table.visitor()
    form = table.form(here)
    form.fill(f"{address}:list@nl", "\n".join(texts))
    form.send(here, f"add:{address}")
    return here


def cards(table: Table) -> list[str]:
    """Return what the facts say, in order."""
    return [card["text"]["nl"] for card in table.content()["topic"]["symptoms"]]


def card(table: Table, text: str) -> str:
    """Return the address of the fact that says this."""
    held = table.view()
    every = [*held.content["topic"]["symptoms"], *held.removed.get(SYMPTOMS, [])]
    return next(f"{SYMPTOMS}/{each['id']}" for each in every if each["text"]["nl"] == text)


def test_a_pasted_list_makes_a_card_of_every_line_just_as_it_was_typed(table: Table) -> None:
    add(table, "te heet", "", "  water tot aan de deur ", "   ", "- geen schaduw")
    assert cards(table) == ["te heet", "  water tot aan de deur ", "- geen schaduw"]


def test_a_list_too_long_to_talk_about_is_not_put_on_cards_and_stays_in_its_box(table: Table) -> None:
    here = table.visitor()
    form = table.form(here)
    lines = "\n".join(f"feit {number}" for number in range(MOST_CARDS + 1))
    form.fill(f"{SYMPTOMS}:list@nl", lines)
    page = form.send(here, f"add:{SYMPTOMS}")
    assert page.status_code == 400
    assert problems_of(page) == {
        "topic-symptoms:list-nl": table.said(TOO_MANY).format(number=MOST_CARDS + 1, most=MOST_CARDS)
    }
    again = FormOnPage(page)
    assert (again.named(f"{SYMPTOMS}:list@nl")[0].words, cards(table)) == (lines, [])
    again.fill(f"{SYMPTOMS}:list@nl", lines.partition("\n")[2])
    assert again.send(here, f"add:{SYMPTOMS}").status_code == 200
    assert len(cards(table)) == MOST_CARDS


def test_a_card_is_added_with_all_its_parts_in_both_languages(table: Table) -> None:
    here = table.visitor()
    form = table.form(here)
    for part in ("text", "where", "said_by"):
        for language in LANGUAGES:
            form.fill(f"{SYMPTOMS}/new/{part}@{language}", f"{part} {language}")
    page = form.send(here, f"add:{SYMPTOMS}")
    (found,) = table.content()["topic"]["symptoms"]
    assert {key: value for key, value in found.items() if key != "id"} == {
        part: {"nl": f"{part} nl", "es": f"{part} es"} for part in ("text", "where", "said_by")
    }
    assert FormOnPage(page).named(f"{SYMPTOMS}/new/text@nl")[0].words == ""
    entry = table.view().entries[found["id"]]
    assert (entry.person_id, entry.side_id) == (
        table.world.of("brasschaat").person_id,
        table.world.of("brasschaat").side_id,
    )


def test_a_blank_card_is_not_added(table: Table) -> None:
    here = table.visitor()
    form = table.form(here)
    form.fill(f"{SYMPTOMS}/new/text@nl", "  \n ")
    form.send(here, "save:topic")
    assert cards(table) == []


@pytest.mark.parametrize(
    ("press", "order"),
    [("up:c", "acb"), ("down:a", "bac"), ("up:a", None), ("down:c", None), ("remove:b", "ac")],
)
def test_buttons_put_cards_higher_or_lower_and_take_them_away(table: Table, press: str, order: str | None) -> None:
    here = add(table, "a", "b", "c")
    verb, text = press.split(":")
    button = f"{verb}:{card(table, text)}"
    form = table.form(here)
    if order is None:
        with pytest.raises(AssertionError, match="there is no button"):
            form.sent(button)
    else:
        form.send(here, button)
        assert "".join(cards(table)) == order


def test_a_chosen_place_moves_a_card_there_and_several_at_once_end_where_they_were_sent(table: Table) -> None:
    here = add(table, "a", "b", "c", "d")
    form = table.form(here)
    form.fill(f"{card(table, 'd')}:place", "1")
    form.fill(f"{card(table, 'a')}:place", "3")
    form.send(here, "save:topic")
    assert "".join(cards(table)) == "dbac"


def test_a_card_that_was_taken_away_stays_listed_and_comes_back_to_its_place(table: Table) -> None:
    here = add(table, "a", "b", "c")
    table.form(here).send(here, f"remove:{card(table, 'b')}")
    page = here.get(table.address)
    assert table.said("Taken away (%(number)s)", number=1) in words_of(page)
    FormOnPage(page).send(here, f"restore:{card(table, 'b')}")
    assert "".join(cards(table)) == "abc"


def test_words_written_on_a_card_that_was_taken_away_meanwhile_are_kept_and_shown(table: Table) -> None:
    here = add(table, "a", "b")
    there = table.visitor("tarija")
    address, form = card(table, "b"), table.form(here)
    table.form(there).send(there, f"remove:{address}")
    form.fill(f"{address}/text@nl", "b met veel woorden")
    page = form.send(here, "save:topic")
    assert table.said("This card was taken away while you were writing. Your words are on it, and saved.") in words_of(
        page
    )
    (gone,) = table.view().removed[SYMPTOMS]
    assert gone["text"]["nl"] == "b met veel woorden"


def test_every_button_saves_what_was_typed(table: Table) -> None:
    here = add(table, "a", "b", "c")
    form = table.form(here)
    form.fill(f"{DRAFTS}/new/question@nl", "Moeten we …?")
    form.send(here, f"remove:{card(table, 'c')}")
    pressed: list[str] = []
    while True:
        form = table.form(here)
        buttons = [each.value for each in form.controls if each.tag == "button" and each.name == "do"]
        button = next((each for each in buttons if each.split(":")[0] not in pressed), None)
        if button is None:
            break
        pressed.append(button.split(":")[0])
        form.fill(f"{THEME}@nl", f"getypt bij {button}")
        form.send(here, button)
        assert table.content()["topic"]["theme"]["nl"] == f"getypt bij {button}"
    assert {"save", "add", "up", "down", "remove", "restore", "use", "deepen", "dismiss", "remind"} <= set(pressed)


# Drafts.


def draft(table: Table) -> tuple[Visitor, str]:
    """Write a draft in both languages; return the browser and the address of the draft."""
    here = table.visitor()
    form = table.form(here)
    form.fill(f"{DRAFTS}/new/question@nl", "Hoe kunnen we schaduw maken?")
    form.fill(f"{DRAFTS}/new/question@es", "¿Cómo podemos dar sombra?")
    form.send(here, f"add:{DRAFTS}")
    return here, f"{DRAFTS}/{table.content()['question']['drafts'][0]['id']}"


def test_a_draft_that_is_used_becomes_the_question_in_every_language(table: Table) -> None:
    here, address = draft(table)
    table.form(here).send(here, f"use:{address}")
    assert table.content()["question"]["question"] == {
        "nl": "Hoe kunnen we schaduw maken?",
        "es": "¿Cómo podemos dar sombra?",
    }


def test_a_question_that_is_there_already_is_replaced_only_after_asking_and_stays_among_earlier_wordings(
    table: Table, frozen: Callable[..., Any]
) -> None:
    here, address = draft(table)
    form = table.form(here)
    form.fill(f"{QUESTION}@nl", "Onze eigen vraag?")
    asked = form.send(here, f"use:{address}")
    assert table.content()["question"]["question"]["nl"] == "Onze eigen vraag?"
    assert table.said("There is already a text here. Put the draft in its place?") in words_of(asked)
    frozen(minutes=10)
    FormOnPage(asked).send(here, f"replace:{address}")
    assert table.content()["question"]["question"] == {
        "nl": "Hoe kunnen we schaduw maken?",
        "es": "¿Cómo podemos dar sombra?",
    }
    earlier = here.get(f"{table.address}/earlier?field={QUESTION}&language=nl")
    assert "Onze eigen vraag?" in words_of(earlier)


# Two people at once.


def test_two_forms_from_the_same_page_both_keep_their_words(table: Table) -> None:
    here, there = table.visitor(), table.visitor("tarija")
    first = table.form(here)
    first.fill(f"{THEME}@nl", "één plein\nmet bomen\nen water")
    first.send(here, "save:topic")
    one, two = table.form(here), table.form(there)
    one.fill(f"{THEME}@nl", "één groot plein\nmet bomen\nen water")
    two.fill(f"{THEME}@nl", "één plein\nmet bomen\nen water 💧 voor ñandú")
    two.fill(f"{SYMPTOMS}/new/text@nl", "van daar")
    one.fill(f"{SYMPTOMS}/new/text@nl", "van hier")
    one.send(here, "save:topic")
    two.send(there, "save:topic")
    assert table.content()["topic"]["theme"]["nl"] == "één groot plein\nmet bomen\nen water 💧 voor ñandú"
    assert cards(table) == ["van hier", "van daar"]


def test_what_one_did_not_touch_is_never_put_back_to_what_it_was(table: Table) -> None:
    here, there = table.visitor(), table.visitor("tarija")
    late = table.form(there)
    soon = table.form(here)
    soon.fill(ROOM, "4")
    soon.fill(f"{QUESTION}@nl", "Onze vraag?")
    soon.send(here, "save:frame")
    late.fill(f"{THEME}@nl", "Water")
    late.send(there, "save:topic")
    content = table.content()
    assert (content["frame"]["room"], content["question"]["question"]["nl"]) == (4, "Onze vraag?")


def test_a_choice_that_somebody_made_otherwise_meanwhile_is_asked_again_and_the_rest_is_saved(table: Table) -> None:
    here, there = table.visitor(), table.visitor("tarija")
    mine, theirs = table.form(here), table.form(there)
    theirs.fill(ROOM, "4")
    theirs.send(there, "save:frame")
    mine.fill(ROOM, "2")
    mine.fill(f"{THEME}@nl", "Water")
    page = mine.send(here, "save:frame")
    assert page.status_code == 409
    assert table.content()["frame"]["room"] == 4
    assert table.content()["topic"]["theme"]["nl"] == "Water"
    chose = table.said("%(name)s chose this at %(time)s:", name="member tarija", time="@").partition("@")[0]
    assert chose in words_of(page)
    again = FormOnPage(page)
    assert [each.value for each in again.named(ROOM) if "checked" in each.said] == ["2"]
    assert again.send(here, "save:frame").status_code == 200
    assert table.content()["frame"]["room"] == 2


def test_a_choice_against_somebody_can_be_given_up_by_choosing_theirs(table: Table) -> None:
    here, there = table.visitor(), table.visitor("tarija")
    mine, theirs = table.form(here), table.form(there)
    theirs.fill(ROOM, "4")
    theirs.send(there, "save:frame")
    mine.fill(ROOM, "2")
    again = FormOnPage(mine.send(here, "save:frame"))
    again.fill(ROOM, "4")
    assert again.send(here, "save:frame").status_code == 200
    assert table.content()["frame"]["room"] == 4


# What cannot be saved.


def test_everything_that_cannot_be_read_is_said_at_once_and_nothing_typed_is_gone(lay: Callable[..., Table]) -> None:
    table = lay(made_up_tool.TOOL)
    here = table.visitor()
    table.form(here).send(here, "deepen")
    form = table.form(here)
    form.fill("garden.name@nl", "Onze tuin")
    form.fill("garden.plants/new/what@nl", "Ceibo")
    form.fill("garden.plants/new/metres", "hoog")
    form.fill("garden.plants/new/colour", "red")
    form.fill("numbers.water", "1.500")
    form.fill("numbers.visitors", "2,5")
    form.fill("numbers.centre:x", "40")
    form.fill("numbers.shed:x", "140")
    form.fill("numbers.shed:y", "20")
    page = form.send(here, "save:garden")
    assert page.status_code == 400
    assert problems_of(page) == {
        "garden-plants-new-metres": table.said("Write a number, for example 12 or 3.5."),
        "numbers-water": table.said(WHICH_NUMBER).format(thousands="1500", decimals="1.5"),
        "numbers-visitors": table.said("Give a whole number."),
        "numbers-centre": table.said("Give both numbers, or leave both blank."),
        "numbers-shed": table.said("Put the mark inside the square: from 0 to 100 in both directions."),
    }
    assert table.content() == blank(made_up_tool.TOOL, LANGUAGES, SIDES)
    assert FormOnPage(page).sent("save:garden") == form.sent("save:garden")
    again = FormOnPage(page)
    for name, typed in {"garden.plants/new/metres": "3,5", "numbers.water": "1500", "numbers.visitors": "2"}.items():
        again.fill(name, typed)
    again.fill("numbers.centre:y", "60,5")
    again.fill("numbers.shed:x", "14")
    assert again.send(here, "save:garden").status_code == 200
    content = table.content()
    assert content["garden"]["name"]["nl"] == "Onze tuin"
    assert [content["numbers"][name] for name in ("water", "visitors", "centre", "shed")] == [
        1500,
        2,
        {"x": 40, "y": 60.5},
        {"x": 14, "y": 20},
    ]


def test_words_come_back_on_top_of_what_others_wrote_when_a_mistake_is_corrected(lay: Callable[..., Table]) -> None:
    table = lay(made_up_tool.TOOL)
    here, there = table.visitor(), table.visitor("tarija")
    table.form(here).send(here, "deepen")
    mine, theirs = table.form(here), table.form(there)
    mine.fill("garden.name@nl", "Onze tuin")
    mine.fill("numbers.water", "veel")
    theirs.fill("garden.name@es", "Nuestro jardín")
    theirs.fill("numbers.visitors", "12")
    theirs.send(there, "save:garden")
    wrong = mine.send(here, "save:garden")
    again = FormOnPage(wrong)
    again.fill("numbers.water", "10")
    assert again.send(here, "save:garden").status_code == 200
    content = table.content()
    assert content["garden"]["name"] == {"nl": "Onze tuin", "es": "Nuestro jardín"}
    assert (content["numbers"]["water"], content["numbers"]["visitors"]) == (10, 12)


def test_a_form_of_a_document_that_was_made_anew_is_not_saved_and_its_words_are_there_to_copy(table: Table) -> None:
    here = add(table, "a")
    form = table.form(here)
    with database.writing(table.app.extensions["tandem.factory"]) as db:
        canvas = db.get_one(Canvas, table.canvas.id)
        canvas.epoch += 1
    form.fill(f"{THEME}@nl", "Mijn lange tekst\nover water")
    page = form.send(here, "save:topic")
    assert page.status_code == 409
    assert table.said(
        "This page was made anew while you were writing. Nothing was saved, and your words are here."
    ) in words_of(page)
    assert "Mijn lange tekst\nover water</textarea>" in page.text
    again = FormOnPage(page)
    again.fill(f"{THEME}@nl", "Mijn lange tekst\nover water")
    assert again.send(here, "save:topic").status_code == 200
    assert table.content()["topic"]["theme"]["nl"] == "Mijn lange tekst\nover water"


def test_somebody_who_was_signed_out_while_typing_signs_in_elsewhere_and_sends_it_once_more(table: Table) -> None:
    here = table.visitor()
    form = table.form(here)
    form.fill(f"{THEME}@nl", "Mijn lange tekst\n\nover water en schaduw")
    form.fill(f"{SYMPTOMS}/new/text@nl", "Te heet")
    form.fill(ROOM, "3")
    cookie = here.token
    here.client.delete_cookie("tandem", domain="127.0.0.1")
    page = form.send(here, "save:topic")
    assert page.status_code == 403
    assert "Mijn lange tekst\n\nover water en schaduw</textarea>" in page.text.replace("\r\n", "\n")
    assert cookie
    here.client.set_cookie("tandem", cookie, domain="127.0.0.1")
    again = FormOnPage(page, form="again")
    assert again.sent() == form.sent("save:topic")
    assert again.send(here).status_code == 200
    content = table.content()
    assert content["topic"]["theme"]["nl"] == "Mijn lange tekst\n\nover water en schaduw"
    assert (cards(table), content["frame"]["room"]) == (["Te heet"], 3)


def test_a_form_from_another_site_is_not_offered_to_be_sent_once_more(table: Table) -> None:
    here = table.visitor()
    here.client.delete_cookie("tandem", domain="127.0.0.1")
    page = here.post(table.address, headers={"Sec-Fetch-Site": "cross-site"}, **{f"{THEME}@nl": "Van elders"})
    assert page.status_code == 403
    assert 'id="again"' not in page.text


# Every kind of field.


def typed(field: Field, address: str, value: Any, ids: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return what somebody types to give this answer: {name of an input: what is typed, chosen or ticked}."""
    match field:
        case Text():
            return {f"{address}@{language}": [text] for language, text in value.items()}
        case LinkOrText():
            ticked = {address: [ids[field.to][int(each[-1]) - 1] for each in value["ids"]]} if field.to else {}
            return ticked | {f"{address}@{language}": [text] for language, text in value["text"].items()}
        case Link():
            return {address: [ids[field.to][int(each[-1]) - 1] for each in value]}
        case Choices():
            return {address: value}
        case Position():
            return {f"{address}:{axis}": [str(number)] for axis, number in value.items()}
        case Number():
            return {address: [str(value).replace(".", ",")]}
        case Grid():
            return {f"{address}/{r}/{c}": [str(cell)] for r, cells in value.items() for c, cell in cells.items()}
        case Cards():
            names: dict[str, list[str]] = {}
            for card, each in zip(ids.get(address, []), value, strict=False):
                for part in field.parts:
                    names |= asked(part, f"{address}/{card}/{part.name}", each[part.name], ids)
            return names
    return {address: [str(value)]}


def asked(field: Field, address: str, value: Any, ids: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return what is typed at an address, at that of each side when it is asked per side."""
    if not field.per_side:
        return typed(field, address, value, ids)
    names: dict[str, list[str]] = {}
    for side, one in value.items():
        names |= typed(field, f"{address}.{side}", one, ids)
    return names


def ids_of(tool: Tool, content: Content) -> dict[str, list[str]]:
    """Return the ids of the cards in every list, by its address."""
    found = {}
    for address, field in tool.fields():
        section, name = address.split(".")
        if isinstance(field, Cards):
            held = content[section][name]
            lists = {f"{address}.{side}": cards for side, cards in held.items()} if field.per_side else {address: held}
            found |= {home: [card["id"] for card in cards] for home, cards in lists.items()}
    return found


def by_place(tool: Tool, content: Content) -> Content:
    """Return the content with cards called by their place, as in `full`, instead of by their random ids."""
    names = {}
    for ids in ids_of(tool, content).values():
        names |= {card: f"card000{place}" for place, card in enumerate(ids, 1)}
    text = json.dumps(content)
    for card, name in names.items():
        text = text.replace(card, name)
    called: Content = json.loads(text)
    return called


def everything(tool: Tool) -> Content:
    """Return a canvas on which everything is filled, and every choice between cards and words holds both."""
    wanted = full(tool, LANGUAGES, SIDES)
    for address, field in tool.fields():
        section, name = address.split(".")
        held = [(wanted[section], field)]
        if isinstance(field, Cards) and not field.per_side:
            held += [(card, part) for card in wanted[section][name] for part in field.parts]
        for inside, each in held:
            if isinstance(each, LinkOrText) and each.to:
                inside[each.name]["ids"] = ["card0001"]
    return wanted


def expected(tool: Tool, side: str) -> Content:
    """Return what a side should read when every side filled everything that it is asked."""
    wanted = everything(tool)
    for address, field in tool.fields():
        section, name = address.split(".")
        if field.shown_when:
            other, value = field.shown_when
            if wanted[other.split(".")[0]][other.split(".")[1]] != value:
                wanted[section][name] = None
        private = [(wanted[section], field)]
        if isinstance(field, Cards) and not field.per_side:
            private += [(card, part) for card in wanted[section][name] for part in field.parts]
        for held, each in private:
            if each.room == SIDE:
                held[each.name] = {key: held[each.name][key] if key == side else None for key in SIDES}
    return complete(tool, LANGUAGES, SIDES, wanted)


@pytest.mark.parametrize("tool", [*tools.TOOLS, made_up_tool.TOOL], ids=lambda tool: tool.key)
def test_every_field_of_a_tool_that_is_in_the_list_is_filled_by_forms_and_read_back(
    lay: Callable[..., Table], tool: Tool
) -> None:
    table = lay(tool)
    wanted = everything(tool)
    first = table.visitor()
    table.form(first).send(first, "deepen")
    untouched: set[str] = set()
    for side in SIDES:
        here = table.visitor(side)
        form = table.form(here)
        for name in sorted(name for name in form.names() if ":list@nl" in name):
            if not ids_of(tool, table.content(side))[name.partition(":")[0]]:
                form.fill(name, "card0001\ncard0002")
        form.send(here, "save")
        for _ in range(2):  # what an answer opens is asked on the next page
            form = table.form(here)
            ids = ids_of(tool, table.content(side))
            names: dict[str, list[str]] = {}
            for address, field in tool.fields():
                section, name = address.split(".")
                names |= asked(field, address, wanted[section][name], ids)
            for name, strings in names.items():
                if name in form.names():
                    form.fill(name, *strings)
            untouched |= {name for name in form.names() - names.keys() if not OURS.search(name)}
            assert form.send(here, "save").status_code == 200
    assert untouched == set()
    for side in SIDES:
        assert by_place(tool, table.content(side)) == expected(tool, side)
