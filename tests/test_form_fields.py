"""Fields of forms: whatever kind of answer a tool asks for, a form takes it and the canvas gives it back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

import tools
from tests import made_up_tool
from tests.strategies import SIDES, full
from tests.table import LANGUAGES, Table
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
