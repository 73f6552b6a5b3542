"""Odd words: minutes that are no number, words from right to left, ten thousand lines at once: nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import tools
from tests.forms_on_page import FormOnPage, said
from tests.table import SYMPTOMS, THEME, Table, cards
from tests.visitors import problems_of
from tools.canvas import Tool

BLOCKS = "agenda.blocks"
TURNED = "مرحبا بكم — שלום, 👩‍👧 ¿y tú? 🎉 \u202bno\u202c niña"
"""Arabic and Hebrew, an emoji of three signs, marks that turn the direction, and Spanish."""


@pytest.fixture
def encounter(lay: Callable[..., Table]) -> Table:
    """Lay the Intervention designer on the table."""
    of: Tool = tools.get("intervention_designer")
    return lay(of)


@pytest.mark.parametrize("language", ["nl", "es"])
@pytest.mark.parametrize("typed", ["twintig", "20 min", "NaN", "1e999", "--5", "½", "∞"])
def test_minutes_that_are_no_number_are_said_beside_their_box_and_stay_in_it(
    encounter: Table, language: str, typed: str
) -> None:
    here = encounter.visitor()
    here.get(f"/language/{language}?to=/")
    form = encounter.form(here)
    form.fill(f"{BLOCKS}/new/minutes", typed)
    form.fill(f"{BLOCKS}/new/question@nl", "Wie zit waar?")
    page = form.send(here, f"add:{BLOCKS}")
    assert page.status_code == 400
    sentence = said(encounter.app, "Write a number, for example 12 or 3.5.", language=language)
    assert list(problems_of(page).values()) == [sentence]
    again = FormOnPage(page)
    assert [again.named(f"{BLOCKS}/new/{part}")[0].value for part in ("minutes", "question@nl")] == [
        typed,
        "Wie zit waar?",
    ]
    again.fill(f"{BLOCKS}/new/minutes", "20")
    assert again.send(here, f"add:{BLOCKS}").status_code == 200
    (block,) = encounter.content()["agenda"]["blocks"]
    assert (block["minutes"], block["question"]["nl"]) == (20, "Wie zit waar?")


def test_words_from_right_to_left_and_emoji_are_kept_letter_by_letter_and_shown_everywhere(table: Table) -> None:
    here = table.visitor()
    form = table.form(here)
    form.fill(f"{THEME}@nl", TURNED)
    form.fill(f"{SYMPTOMS}:list@nl", TURNED)
    form.send(here, "save:topic")
    assert table.content()["topic"]["theme"]["nl"] == TURNED
    assert cards(table) == [TURNED]
    assert table.form(here).named(f"{THEME}@nl")[0].words == TURNED
    other = table.visitor("tarija")
    for path in (table.address, f"{table.address}/paper/sheet?language=nl", f"{table.address}/history"):
        page = other.get(path)
        assert page.status_code == 200, path
    assert TURNED in other.get(table.address).text


def test_ten_thousand_lines_make_no_card_and_all_of_them_stay_to_be_shortened(table: Table) -> None:
    here = table.visitor()
    form = table.form(here)
    lines = "\n".join(f"feit {number}" for number in range(10_000))
    form.fill(f"{SYMPTOMS}:list@nl", lines)
    form.fill(f"{THEME}@nl", "De straat")
    page = form.send(here, f"add:{SYMPTOMS}")
    assert (page.status_code, list(problems_of(page))) == (400, ["topic-symptoms:list-nl"])
    again = FormOnPage(page)
    assert [again.named(name)[0].words for name in (f"{SYMPTOMS}:list@nl", f"{THEME}@nl")] == [lines, "De straat"]
    assert cards(table) == []
