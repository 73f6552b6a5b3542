"""Several answers on a page: all are shown, none is chosen for anybody, and any choice in the form settles it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from facilitation import canvases
from facilitation.database import Session
from facilitation.live import document, log
from facilitation.live.addresses import Where
from facilitation.live.log import Room
from tests import moments
from tests.forms_on_page import FormOnPage
from tests.makers import World
from tests.posting import GARDEN, PLANTS, ROSE, SIDES
from tests.table import ROOM, Table
from tests.visitors import words_of
from tools.canvas import NOTHING


def choose(table: Table, address: str, *choices: tuple[str, Any]) -> None:
    """Let members of sides choose in the same moment."""

    def at_once(db: Session, canvas: canvases.Canvas) -> None:
        moments.choose(db, canvas, address, *((table.world.of(side), value) for side, value in choices))

    table.read(at_once)


def notes(answer: TestResponse) -> list[str]:
    """Return what a page says beside each field where several answers stand."""
    found = re.findall(r'<div [^>]*id="[^"]+-unsettled".*?</div>', answer.text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in found]


def drawn(form: FormOnPage, name: str) -> list[str]:
    """Return what is ticked, chosen or typed in the inputs with this name."""
    sent = form.sent()
    return sent.getlist(name)


def test_both_answers_stand_beside_the_field_with_their_places_and_none_is_chosen_for_anybody(table: Table) -> None:
    choose(table, ROOM, ("brasschaat", 3), ("tarija", 4))
    for side, role in (("brasschaat", "member"), ("tarija", "member"), ("nimlahakok", "observer")):
        (note,) = notes(table.visitor(side, role).get(table.address))
        assert table.said("Two answers") in note
        assert "Brasschaat member brasschaat: 3 ." in note
        assert "Tarija member tarija: 4 ." in note
        assert (table.said("Talk it over and choose what it has to be.") in note) is (role == "member")
    assert drawn(table.form(table.visitor()), ROOM) == []


@pytest.mark.parametrize("value", ["3", "4", "2", ""])
def test_choosing_again_in_the_form_settles_it_also_what_was_chosen_before(table: Table, value: str) -> None:
    choose(table, ROOM, ("brasschaat", 3), ("tarija", 4))
    here = table.visitor()
    form = table.form(here)
    form.fill(ROOM, value)
    assert notes(form.send(here, "save:frame")) == []
    assert table.view().unsettled == {}
    assert table.content()["frame"]["room"] == (int(value) if value else None)


def test_a_form_in_which_nobody_chose_leaves_both_answers_as_they_are(table: Table) -> None:
    choose(table, ROOM, ("brasschaat", 3), ("tarija", 4))
    before = table.view()
    here = table.visitor()
    page = table.form(here).send(here, "save:frame")
    assert (table.view().unsettled, table.view().base) == (before.unsettled, before.base)
    assert table.said("Everything here was saved already") in words_of(page)


KINDS: list[tuple[str, Any, Any, dict[str, list[str]], Any]] = [
    ("numbers.open", "yes", "no", {"numbers.open": ["yes"]}, "yes"),
    ("numbers.colours", ["red"], ["green"], {"numbers.colours": ["red"]}, ["red"]),
    ("numbers.shade", 3, 4, {"numbers.shade": ["4"]}, 4),
    ("numbers.water", 12, 13, {"numbers.water": ["12"]}, 12),
    ("numbers.water", 12, 13, {"numbers.water!": [NOTHING]}, NOTHING),
    ("numbers.opening", "2026-11-20", "2026-11-21", {"numbers.opening": ["2026-11-20"]}, "2026-11-20"),
    (
        "numbers.centre",
        {"x": 1, "y": 2},
        {"x": 3, "y": 4},
        {"numbers.centre:x": ["1"], "numbers.centre:y": ["2"]},
        {"x": 1, "y": 2},
    ),
    ("numbers.levels/square/january", 1, 2, {"numbers.levels/square/january": ["2"]}, 2),
    ("numbers.levels/square/january", 1, 2, {"numbers.levels/square/january": [""]}, None),
    ("people.first", ["gardener0001"], ["gardener0002"], {"people.first": ["gardener0001"]}, ["gardener0001"]),
    ("people.first", ["gardener0001"], ["gardener0002"], {"people.first": [""]}, None),
    ("people.helpers", ["gardener0001"], ["gardener0002"], {"people.helpers": ["gardener0002"]}, ["gardener0002"]),
    ("people.keeper", ["gardener0001"], ["gardener0002"], {"people.keeper": ["gardener0001"]}, ["gardener0001"]),
    (f"{PLANTS}/{ROSE}/colour", "red", "green", {f"{PLANTS}/{ROSE}/colour": ["green"]}, "green"),
    ("garden.plants.none", True, False, {"garden.plants.none": ["yes"]}, True),
]


@pytest.mark.parametrize(("address", "first", "second", "filled", "settled"), KINDS)
def test_every_kind_of_field_shows_both_answers_is_left_alone_untouched_and_settled_by_a_choice(
    lay: Callable[..., Table], address: str, first: Any, second: Any, filled: dict[str, list[str]], settled: Any
) -> None:
    table = lay(GARDEN)
    table.read(lambda db, canvas: lay_out(db, canvas, table.world))
    choose(table, address, ("brasschaat", first), ("tarija", second))
    assert set(table.view().unsettled) == {address}
    here = table.visitor()
    page = here.get(table.address)
    assert len(notes(page)) == 1
    FormOnPage(page).send(here, "save")
    assert set(table.view().unsettled) == {address}
    form = table.form(here)
    for name, strings in filled.items():
        form.fill(name, *strings)
    form.send(here, "save")
    assert table.view().unsettled == {}
    room = table.read(lambda db, canvas: document.read(log.load(db, shared(db, canvas)).doc))
    assert room.values[address].value == settled


def shared(db: Session, canvas: canvases.Canvas) -> Room:
    """Return the shared room of a canvas."""
    return canvases.rooms(db, canvas, [Where()])[Where()]


def lay_out(db: Session, canvas: canvases.Canvas, world: World) -> None:
    """Put a plant and two gardeners on the table, and open the deep set."""
    db.begin_writing()
    canvas.deep_opened = True
    gardeners = [{"id": f"gardener000{number}", "who": {"nl": name}} for number, name in ((1, "An"), (2, "Ber"))]
    content = {"garden": {"plants": [{"id": ROSE, "what": {"nl": "roos"}}]}, "people": {"gardeners": gardeners}}
    doc = document.from_content(GARDEN, SIDES, content, Where())
    log.append(db, log.room(db, canvas.room_name(Where()), canvas.id), [doc.get_update()], None)
    db.commit()


def test_an_answer_against_one_of_two_is_asked_about_and_sent_again_it_settles_all(table: Table) -> None:
    here = table.visitor()
    form = table.form(here)
    choose(table, ROOM, ("brasschaat", 3), ("tarija", 4))
    form.fill(ROOM, "5")
    page = form.send(here, "save:frame")
    assert page.status_code == 409
    assert len(notes(page)) == 1
    again = FormOnPage(page)
    assert drawn(again, ROOM) == ["5"]
    assert again.send(here, "save:frame").status_code == 200
    assert (table.content()["frame"]["room"], table.view().unsettled) == (5, {})
