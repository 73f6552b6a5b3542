"""Forms of cards: cards and drafts are written, put in order, taken away and used by forms alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from facilitation.views.canvas_forms import MOST_CARDS, TOO_MANY
from tests.forms_on_page import FormOnPage
from tests.shelf import words_of_page
from tests.table import DRAFTS, LANGUAGES, QUESTION, SYMPTOMS, THEME, Table, add, card, cards
from tests.visitors import Visitor, problems_of, words_of

# Cards.


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
    assert table.said("Taken away (%(number)s)", number=1) in words_of_page(page.text)
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
    assert 'id="ask" tabindex="-1"' in asked.text  # the address ends in #ask: who hears the page begins there
    frozen(minutes=10)
    FormOnPage(asked).send(here, f"replace:{address}")
    assert table.content()["question"]["question"] == {
        "nl": "Hoe kunnen we schaduw maken?",
        "es": "¿Cómo podemos dar sombra?",
    }
    earlier = here.get(f"{table.address}/earlier?field={QUESTION}&language=nl")
    assert "Onze eigen vraag?" in words_of(earlier)
