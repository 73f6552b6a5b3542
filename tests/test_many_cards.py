"""Many cards: a large canvas brings no forms of cards along, and nothing is lost by that."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import tools
from facilitation import canvases, projects
from facilitation.views.canvas_drawing import FEW
from tests import filled
from tests.forms_on_page import FormOnPage
from tests.strategies import SIDES
from tests.table import SYMPTOMS, Table, add, card, cards
from tools.canvas import Tool

FACTS = [f"feit {number}" for number in range(FEW + 2)]


def many(table: Table) -> Table:
    """Put more cards on the table than bring their forms."""
    add(table, *FACTS)
    return table


def form_is_there(table: Table, text: str, query: str = "") -> bool:
    """Say whether the page brings the form of the card that says this."""
    return f"{card(table, text)}/text@nl" in table.form(table.visitor(), query).names()


def test_up_to_so_many_cards_everything_can_be_changed_in_one_go(table: Table) -> None:
    add(table, *FACTS[:FEW])
    assert all(form_is_there(table, text) for text in FACTS[:FEW])


def test_with_more_each_card_is_there_to_read_and_its_form_comes_when_somebody_opens_it(table: Table) -> None:
    page = many(table).visitor().get(table.address).text
    assert not any(form_is_there(table, text) for text in FACTS)
    assert all(f"data-main>{text}</p>" in page for text in FACTS)
    assert page.count(" data-folded>") == len(FACTS)


def test_who_opens_a_card_keeps_what_was_typed_elsewhere_and_changes_that_card(table: Table) -> None:
    here = many(table).visitor()
    form = table.form(here)
    form.fill("topic.theme@nl", "Speelpleinen")
    opened = FormOnPage(form.send(here, f"unfold:{card(table, FACTS[3])}"))
    assert table.content()["topic"]["theme"]["nl"] == "Speelpleinen"
    assert [text for text in FACTS if f"{card(table, text)}/text@nl" in opened.names()] == [FACTS[3]]
    opened.fill(f"{card(table, FACTS[3])}/text@nl", "het regent later")
    opened.send(here, f"save:{SYMPTOMS}")
    assert cards(table) == [*FACTS[:3], "het regent later", *FACTS[4:]]


def test_an_opened_card_is_moved_and_taken_away_by_its_own_buttons(table: Table) -> None:
    here, first = many(table).visitor(), card(table, FACTS[0])
    form = table.form(here, f"?open={first}")
    form.send(here, f"down:{first}")
    assert cards(table)[:2] == [FACTS[1], FACTS[0]]
    table.form(here, f"?open={first}").send(here, f"remove:{first}")
    assert cards(table) == FACTS[1:]


def test_a_card_that_somebody_took_away_meanwhile_is_not_opened_and_the_page_comes_all_the_same(table: Table) -> None:
    here, first = many(table).visitor(), card(table, FACTS[0])
    form = table.form(here)
    table.form(here, f"?open={first}").send(here, f"remove:{first}")
    page = form.send(here, f"unfold:{first}")
    assert (page.status_code, page.text.count(" data-folded>")) == (200, len(FACTS) - 1)


def test_a_form_that_comes_back_with_a_problem_brings_the_cards_on_which_something_was_typed(table: Table) -> None:
    here, first = many(table).visitor(), card(table, FACTS[0])
    form = table.form(here, f"?open={first}")
    form.fill(f"{first}/text@nl", "woorden met een \x00 erin")
    answer = form.send(here, f"save:{SYMPTOMS}")
    assert answer.status_code == 400
    assert f'name="{first}/text@nl"' in answer.text
    assert answer.text.count(" data-folded>") == len(FACTS) - 1


@pytest.mark.parametrize("tool", tools.TOOLS, ids=lambda tool: tool.key)
def test_saving_a_large_canvas_on_which_nobody_changed_anything_changes_nothing(
    lay: Callable[..., Table], tool: Tool
) -> None:
    table = lay(tool)
    with table.app.extensions["tandem.factory"]() as db:
        canvas = canvases.find(db, db.get(projects.Project, table.world.project.id), tool.key)
        filled.write(db, canvas, table.world.of("tarija"), filled.content_of(tool, 4 * FEW), SIDES)
        db.commit()
    before, here = table.view(), table.visitor()
    page = here.get(table.address).text
    assert " data-folded>" in page
    table.form(here).send(here)
    assert (table.view().content, table.view().base) == (before.content, before.base)
