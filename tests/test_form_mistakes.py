"""Mistakes in forms: what cannot be saved is said at once, and the words come back to be sent once more."""

from __future__ import annotations

from collections.abc import Callable

from facilitation import database
from facilitation.canvases import Canvas
from facilitation.views.canvas_inputs import WHICH_NUMBER
from tests import made_up_tool
from tests.forms_on_page import FormOnPage
from tests.strategies import SIDES
from tests.table import LANGUAGES, ROOM, SYMPTOMS, THEME, Table, add, cards
from tests.visitors import problems_of, words_of
from tools.content import blank


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
