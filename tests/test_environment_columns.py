"""The columns of the Environment scan on the page: each side its own, alone first, and the delicate for nobody else."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from facilitation import drafts
from facilitation.access import Role
from tests.table import Table
from tests.visitors import Visitor
from tools.canvas import noticed
from tools.environment_scan import TOOL

TARIJA, BRASSCHAAT = "around.factors.tarija", "around.factors.brasschaat"
SECRET = "los mandatos cambian a mitad de año"


@pytest.fixture
def table(frozen: Callable[..., datetime.datetime], lay: Callable[..., Table]) -> Table:
    """An Environment scan of three sides, with the clock standing still."""
    return lay(TOOL)


def press(table: Table, who: Visitor, do: str, **filled: str) -> None:
    """Open the page, fill in what is given as an address with "@language" and press a button."""
    form = table.form(who)
    for name, words in filled.items():
        form.fill(name, words)
    assert form.send(who, do).status_code == 200


def column(table: Table, side: str, field: str = "factors", section: str = "around") -> list[Any]:
    """What somebody of Brasschaat reads in the column of a side."""
    held: list[Any] = table.content()[section][field][side]
    return held


def test_a_column_is_written_alone_first_and_opened_together_while_the_others_stay_open(
    table: Table, frozen: Callable[..., datetime.datetime]
) -> None:
    lead, here, there = table.visitor("tarija", Role.FACILITATOR), table.visitor("tarija"), table.visitor()
    press(table, lead, f"alone:{TARIJA}")
    new = f"mine:{TARIJA}/new"
    press(table, here, f"add:mine:{TARIJA}", **{f"{new}/text@es": SECRET, f"{new}/effect": "-2"})
    assert column(table, "tarija") == []
    assert SECRET not in there.get(table.address).text
    press(table, there, f"add:{BRASSCHAAT}", **{f"{BRASSCHAAT}/new/text@nl": "verkiezingen"})
    assert [card["text"]["nl"] for card in column(table, "brasschaat")] == ["verkiezingen"]
    press(table, lead, f"open:{TARIJA}")
    frozen(seconds=10)
    with table.app.extensions["tandem.factory"]() as db:
        assert drafts.open_due(db) == [table.canvas.id]
        db.commit()
    assert [(card["text"]["es"], card["effect"]) for card in column(table, "tarija")] == [(SECRET, -2)]
    assert SECRET in there.get(table.address).text


def test_who_writes_in_the_column_of_another_place_is_asked_to_let_that_place_confirm_it(table: Table) -> None:
    press(table, table.visitor("tarija"), f"add:{TARIJA}", **{f"{TARIJA}/new/text@es": "los barrios participan"})
    view = table.view()
    assert noticed(TOOL, view.content, view.context) == []
    press(table, table.visitor(), f"add:{TARIJA}", **{f"{TARIJA}/new/text@nl": "ze hebben geen budget"})
    view = table.view()
    (found,) = noticed(TOOL, view.content, view.context)
    (card,) = [card["id"] for card in column(table, "tarija") if card["text"]["nl"]]
    assert (found.code, found.at, dict(found.values)) == (
        "T2-3",
        (f"{TARIJA}/{card}",),
        {"author": "Brasschaat", "place": "Tarija"},
    )


def test_what_is_delicate_is_read_by_its_own_place_alone(table: Table) -> None:
    here, there = table.visitor("tarija"), table.visitor()
    address = "around.sensitive.tarija"
    press(table, here, "deepen")
    press(table, here, f"add:{address}", **{f"{address}/new/text@es": SECRET})
    assert [card["text"]["es"] for card in table.content("tarija")["around"]["sensitive"]["tarija"]] == [SECRET]
    assert SECRET in here.get(table.address).text
    assert column(table, "tarija", "sensitive") == []
    assert SECRET not in there.get(table.address).text


def test_the_page_shows_every_column_in_both_languages_with_the_name_of_its_place(table: Table) -> None:
    for language in ("nl", "es"):
        page = table.visitor(language=language).get(table.address)
        assert page.status_code == 200
        for side in ("brasschaat", "tarija", "nimlahakok"):
            assert f'data-cards="around.factors.{side}"' in page.text
        assert "{place}" not in page.text
