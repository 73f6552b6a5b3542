"""Addresses: where a thing stands on a canvas, which room it lives in, and under which name it is kept there.

An address is what `tools.content.walk` gives: ``section.field``, ``section.field.<side>``, ``section.field.none``,
``section.field/<card>/<part>`` (``.../<part>.<side>``) and ``section.field/<row>/<column>``. `resolve` says what is
declared there; an address that the tool does not declare raises KeyError.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from tools.canvas import SHARED, Cards, Context, Field, Grid, Tool

CARD_ID = re.compile(r"[a-z0-9]{8,40}")
"""What an id of a card looks like; ids are made by `document.new_id`."""


PERSON = "person"
"""The audience of one person: what they write alone first. No field declares it; `canvases.personal` gives it."""


class Where(NamedTuple):
    """A room of a canvas: its audience (`SHARED`, `VOICE`, `SIDE`, `PERSON`) and, unless shared, whose it is.

    `side` is the key of a side, or the id of the person.
    """

    kind: str = SHARED
    side: str = ""

    @property
    def suffix(self) -> str:
        """Return what stands behind the name of the shared room."""
        return "" if self.kind == SHARED else f"/{self.kind}/{self.side}"


@dataclass(frozen=True)
class Place:
    """What is declared at an address.

    `field` is the kind that holds the value there: a field, a part of a card or a cell; `declared` is the field
    of the tool that it belongs to, `home` the address of that field with its side. `with_card` says that a part
    is kept in its card's own map; a part with another audience than its card is kept elsewhere.
    """

    address: str
    home: str
    declared: Field
    field: Field
    where: Where
    card: str = ""
    key: str = ""
    side: str = ""
    mark: bool = False
    with_card: bool = False


def resolve(tool: Tool, sides: Collection[str], address: str) -> Place:
    """Return what a tool declares at an address; KeyError when it declares nothing there."""
    home, *inside = address.split("/")
    section, name, *rest = [*home.split("."), ""][:-1] if home.count(".") else ("", "")
    declared = tool.field(f"{section}.{name}")
    side = rest.pop(0) if declared.per_side and rest else ""
    mark = bool(declared.none) and isinstance(declared, Cards) and rest == ["none"] and not inside
    if (rest and not mark) or (declared.per_side and side not in sides):
        raise KeyError(address)
    where = Where(declared.room, side) if declared.room != SHARED else Where()
    if mark:
        return Place(address, home.removesuffix(".none"), declared, declared, where, side=side, mark=True)
    if not inside:
        return Place(address, home, declared, declared, where, side=side)
    if len(inside) == 2 and isinstance(declared, Grid):
        return _cell(declared, address, home, where, side, *inside)
    if len(inside) == 2 and isinstance(declared, Cards):
        return _part(declared, sides, address, home, where, side, *inside)
    raise KeyError(address)


def _cell(grid: Grid, address: str, home: str, where: Where, side: str, row: str, column: str) -> Place:
    for key, named, of in ((row, grid.rows, grid.rows_of), (column, grid.columns, grid.columns_of)):
        if not (CARD_ID.fullmatch(key) if of else key in [known for known, _ in named]):
            raise KeyError(address)
    return Place(address, home, grid, grid.cell, where, key=f"{row}/{column}", side=side)


def _part(
    cards: Cards, sides: Collection[str], address: str, home: str, where: Where, side: str, card: str, key: str
) -> Place:
    name, _, own = key.partition(".")
    part = next((each for each in cards.parts if each.name == name), None)
    if part is None or not CARD_ID.fullmatch(card) or (own not in sides if part.per_side else "." in key):
        raise KeyError(address)
    lives = where if part.room == SHARED else Where(part.room, own or side)
    return Place(address, home, cards, part, lives, card, key, own or side, with_card=lives == where)


def rooms(tool: Tool, context: Context) -> list[Where]:
    """Return the rooms that a canvas of this tool has: the shared one, then those of the sides that are asked."""
    found = [Where()]
    for _, field in tool.fields():
        for each in (field, *(field.parts if isinstance(field, Cards) else ())):
            if each.room != SHARED:
                found += [Where(each.room, side.key) for side in context.asked(field if field.per_side else each)]
    return list(dict.fromkeys(found))
