"""Plain forms: a canvas is filled by forms alone, by two people at once too, and nothing typed is lost on the way.

Forms are taken from the HTML of the page and sent as a browser without scripts sends them (`forms_on_page`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facilitation import database
from facilitation.views.canvas_boxes import anchor
from tests.forms_on_page import FormOnPage, said
from tests.strategies import SAID
from tests.table import QUESTION, ROOM, SYMPTOMS, THEME, Table, cards
from tests.visitors import words_of

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


def test_who_saves_in_a_text_in_which_somebody_else_wrote_meanwhile_is_asked_to_read_it_over(table: Table) -> None:
    here, there = table.visitor(), table.visitor("tarija")
    sentence = "Somebody else wrote here too. The words of both are kept: read them over"
    one, two = table.form(here), table.form(there)
    one.fill(f"{THEME}@nl", "een plein")
    two.fill(f"{THEME}@nl", "een straat")
    alone, both = one.send(here, "save:topic").text, two.send(there, "save:topic").text
    link = f'href="#{anchor(THEME)}">{said(table.app, sentence)}</a>'
    assert [alone.count(link), both.count(link)] == [0, 1]
    again = table.form(there)
    again.fill(f"{THEME}@nl", "een straat en een plein")
    assert link not in again.send(there, "save:topic").text


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
    assert "data-kept-done" in page.text  # so nothing is offered back as "not saved"
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
