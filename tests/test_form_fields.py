"""Fields of forms: whatever kind of answer a tool asks for, a form takes it and the canvas gives it back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest

import tools
from facilitation import canvas_edits, canvases, database
from facilitation.canvas_edits import AddCard, new_id
from facilitation.projects import Project
from tests import made_up_tool
from tests.forms_on_page import FormOnPage
from tests.strategies import SIDES, full
from tests.table import LANGUAGES, Table
from tests.test_contract import declared, pointed_at
from tests.visitors import Visitor
from tools.canvas import SIDE, Cards, Choices, Content, Field, Grid, Link, LinkOrText, Number, Position, Text, Tool
from tools.content import complete

OURS = re.compile(r"/new/|:list@|:place$|[!]$|[.]none$")
"""Inputs that hold no answer of their own: a new card, a pasted list, a place, "left blank on purpose"."""


def typed(field: Field, address: str, value: Any, ids: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return what somebody types to give this answer: {name of an input: what is typed, chosen or ticked}."""
    match field:
        case Text():
            return {f"{address}@{language}": [text] for language, text in value.items()}
        case LinkOrText():
            ticked = {address: [linked(ids, field.to)[int(each[-1]) - 1] for each in value["ids"]]} if field.to else {}
            return ticked | {f"{address}@{language}": [text] for language, text in value["text"].items()}
        case Link():
            return {address: [linked(ids, field.to)[int(each[-1]) - 1] for each in value]}
        case Choices():
            return {address: value}
        case Position():
            return {f"{address}:{axis}": [str(number)] for axis, number in value.items()}
        case Number():
            return {address: [str(value).replace(".", ",")]}
        case Grid():
            rows = called(ids, field.rows_of, value)
            return {
                f"{address}/{rows[r]}/{called(ids, field.columns_of, cells)[c]}": [str(cell)]
                for r, cells in value.items()
                for c, cell in cells.items()
            }
        case Cards():
            names: dict[str, list[str]] = {}
            for card, each in zip(ids.get(address, []), value, strict=False):
                for part in field.parts:
                    names |= asked(part, f"{address}/{card}/{part.name}", each[part.name], ids)
            return names
    return {address: [str(value)]}


def linked(ids: dict[str, list[str]], to: str) -> list[str]:
    """Return the ids of the cards that an address means, of all sides when the list is asked per side."""
    return ids[to] if to in ids else [id for home, held in ids.items() if home.startswith(f"{to}.") for id in held]


def called(ids: dict[str, list[str]], of: str, keys: Iterable[str]) -> dict[str, str]:
    """Return what the rows or columns of a table are called on the page."""
    return {key: linked(ids, of)[int(key[-1]) - 1] if of else key for key in keys}


def beside(table: Table, tool: Tool) -> dict[str, list[str]]:
    """Put two cards in every list of other tools that this one points at; return their ids by address."""
    found: dict[str, list[str]] = {}
    held = table.world.of(SIDES[0], "member")
    with database.writing(table.app.extensions["tandem.factory"]) as db:
        member = db.get_one(type(held), held.id)
        for to in sorted({to for _, field, _ in declared(tool) for to in pointed_at(field) if ":" in to}):
            key, home = to.split(":")
            other = canvases.get_or_create(db, db.get_one(Project, table.world.project.id), key)
            cards = tools.get(key).field(home)
            assert isinstance(cards, Cards)
            address, found[to] = f"{home}.{SIDES[0]}" if cards.per_side else home, [new_id(), new_id()]
            new = [AddCard(address, id, {}, {cards.main: {"nl": f"kaart {id}"}}) for id in found[to]]
            canvas_edits.edit(db, other, member.person, member, canvases.view(db, other, member).base, new)
        db.commit()
    return found


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


def by_place(tool: Tool, content: Content, others: dict[str, list[str]]) -> Content:
    """Return the content with cards called by their place, as in `full`, instead of by their random ids."""
    names = {}
    for ids in [*ids_of(tool, content).values(), *others.values()]:
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
        told = field.told if isinstance(field, Cards) else ()
        for held, each in private:
            if each.name in told:
                held[each.name] = None  # nobody shared anything
            elif each.room == SIDE:
                held[each.name] = {key: held[each.name][key] if key == side else None for key in SIDES}
    return complete(tool, LANGUAGES, SIDES, wanted)


def unfolded(table: Table, here: Visitor) -> FormOnPage:
    """Return the form of the page with the form of every card, also of those that come without it."""
    folded = [each.value for each in table.form(here).controls if each.value.startswith("unfold:")]
    return table.form(here, "?" + "&".join(each.replace("unfold:", "open=") for each in folded))


@pytest.mark.parametrize("tool", [*tools.every(), made_up_tool.TOOL], ids=lambda tool: tool.key)
def test_every_field_of_a_tool_that_is_in_the_list_is_filled_by_forms_and_read_back(
    lay: Callable[..., Table], tool: Tool
) -> None:
    table = lay(tool)
    wanted = everything(tool)
    others = beside(table, tool)
    first = table.visitor()
    if any(each.deep for _, each in tool.fields()):
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
            form = unfolded(table, here)
            ids = ids_of(tool, table.content(side)) | others
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
        assert by_place(tool, table.content(side), others) == expected(tool, side)
