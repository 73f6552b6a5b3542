"""Sheets: everything that the documents of a canvas hold, as plain values, without knowing any tool.

`document.read` makes a sheet of a document, `union` puts the rooms of a canvas together, `content_of` turns the whole
into complete content for a tool, its languages and its sides. What the tool does not declare stays in the sheet and
is not shown; so does a value that the tool no longer offers. Where people who had not seen each other chose
otherwise, all their values stand until somebody settles it (`Sheet.standing`, `unsettled`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from facilitation.live.addresses import Place, resolve
from tools import content as contents
from tools.canvas import Cards, Content, Field, Grid, LinkOrText, Text, Tool

MOST_BESIDE = 20
"""Values of one place that are shown beside each other; behind these come the others, once one is chosen."""


class Value(NamedTuple):
    """A chosen value, its random id, and the id of the value that it replaced ("" for none)."""

    value: Any
    id: str
    was: str


class Card(NamedTuple):
    """A card in its list: what is written on it stands under its own addresses."""

    id: str
    order: str
    removed: bool


@dataclass(frozen=True)
class Sheet:
    """Everything that documents hold: values and texts by address, cards by the address of their list, in order.

    `values` has the value with the smallest id; where values with another meaning stand beside it, `rivals` has all
    the others, by id (two of them may say the same).
    """

    values: dict[str, Value] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    cards: dict[str, list[Card]] = field(default_factory=dict)
    rivals: dict[str, list[Value]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain lists and dicts."""
        return {"values": self.values, "texts": self.texts, "cards": self.cards, "rivals": self.rivals}

    @classmethod
    def of_json(cls, plain: Mapping[str, Any]) -> Sheet:
        """Read what `as_json` made."""
        return cls(
            {address: Value(*value) for address, value in plain["values"].items()},
            dict(plain["texts"]),
            {address: [Card(*card) for card in cards] for address, cards in plain["cards"].items()},
            {address: [Value(*value) for value in others] for address, others in plain.get("rivals", {}).items()},
        )

    def text(self, address: str, language: str) -> str:
        """Return a text, "" when nobody wrote it."""
        return self.texts.get(address, {}).get(language, "")

    def put(self, address: str, found: Iterable[Value]) -> None:
        """Keep the values that stand at an address, as many as people can choose from."""
        first, *others = sorted(found, key=lambda value: value.id)[:MOST_BESIDE]
        self.values[address] = first
        if not all(same(first.value, other.value) for other in others):
            self.rivals[address] = others

    def standing(self, address: str) -> list[Value]:
        """Return every value that stands at an address, by id: none, one, or several that are to be settled."""
        kept = self.values.get(address)
        return [kept, *self.rivals.get(address, ())] if kept else []


def plain(value: Any) -> Any:
    """Return a value as it was put in: pycrdt gives 1 back as 1.0, and keys in any order."""
    if isinstance(value, Mapping):
        return {key: plain(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [plain(held) for held in value]
    return contents.as_integer(value)


def same(one: Any, other: Any) -> bool:
    """Return whether two values are one; not answered, nothing ticked and no mark are the same, 1 is not True."""
    one, other = (None if value is False or value in ([], "") else value for value in (one, other))
    return bool(one == other) and (one is True) == (other is True)


def union(sheets: Iterable[Sheet]) -> Sheet:
    """Return what several rooms hold together; nothing lives in two rooms."""
    whole = Sheet()
    for sheet in sheets:
        whole.values.update(sheet.values)
        whole.texts.update(sheet.texts)
        whole.cards.update(sheet.cards)
        whole.rivals.update(sheet.rivals)
    return whole


def content_of(tool: Tool, languages: Sequence[str], sides: Sequence[str], sheet: Sheet) -> Content:
    """Return the complete content of a sheet."""
    content: Content = {}
    for address, declared in tool.fields():
        section, name = address.split(".")
        held = content.setdefault(section, {})
        held[name] = _asked(declared, sides, sheet, address)
        if declared.none and isinstance(declared, Cards):
            marks = {side: _marked(sheet, f"{address}.{side}.none") for side in sides}
            held[f"{name}.none"] = marks if declared.per_side else _marked(sheet, f"{address}.none")
    return contents.complete(tool, languages, sides, content)


def removed_cards(
    tool: Tool, languages: Sequence[str], sides: Sequence[str], sheet: Sheet
) -> dict[str, list[dict[str, Any]]]:
    """Return the cards that were taken away and can be brought back, by the address of their list."""
    turned = {address: [card._replace(removed=not card.removed) for card in of] for address, of in sheet.cards.items()}
    content = content_of(tool, languages, sides, Sheet(sheet.values, sheet.texts, turned, sheet.rivals))
    found: dict[str, list[dict[str, Any]]] = {}
    for address, declared in tool.fields():
        if isinstance(declared, Cards):
            section, name = address.split(".")
            held = content[section][name]
            found |= {f"{address}.{side}": held[side] for side in sides} if declared.per_side else {address: held}
    return {address: cards for address, cards in found.items() if cards}


def unsettled(tool: Tool, sides: Collection[str], sheet: Sheet) -> dict[str, list[Value]]:
    """Return the values that are to be settled, by address, as far as the tool offers them."""
    found = {}
    for address in sorted(sheet.rivals):
        try:
            place = resolve(tool, sides, address)
        except KeyError:
            continue
        offered = [value for value in sheet.standing(address) if _fits(place, value.value)]
        if not all(same(offered[0].value, other.value) for other in offered):
            found[address] = offered
    return found


def _asked(asked: Field, sides: Sequence[str], sheet: Sheet, address: str) -> Any:
    if not asked.per_side:
        return _one(asked, sides, sheet, address)
    return {side: _one(asked, sides, sheet, f"{address}.{side}") for side in sides}


def _one(asked: Field, sides: Sequence[str], sheet: Sheet, address: str) -> Any:
    match asked:
        case Text():
            return _said(sheet, address)
        case LinkOrText():
            return {"ids": _chosen(asked, sheet, address), "text": _said(sheet, address)}
        case Cards():
            return [
                {"id": card.id}
                | {part.name: _asked(part, sides, sheet, f"{address}/{card.id}/{part.name}") for part in asked.parts}
                for card in sheet.cards.get(address, ())
                if not card.removed
            ]
        case Grid():
            return _cells(asked, sheet, address)
    return _chosen(asked, sheet, address)


def _cells(grid: Grid, sheet: Sheet, address: str) -> dict[str, dict[str, Any]]:
    """Return the cells of a table: of the rows and columns declared, and of every card whose row or column it has."""
    places = [(row, column) for row, _ in grid.rows for column, _ in grid.columns]
    if grid.rows_of or grid.columns_of:
        kept = [each.removeprefix(f"{address}/").split("/") for each in sheet.values if each.startswith(f"{address}/")]
        places = [(row, column) for row, column in kept if _is_edge(grid, row, column)]
    found: dict[str, dict[str, Any]] = {}
    for row, column in places:
        found.setdefault(row, {})[column] = _chosen(grid.cell, sheet, f"{address}/{row}/{column}")
    return found


def _is_edge(grid: Grid, row: str, column: str) -> bool:
    rows, columns = [key for key, _ in grid.rows], [key for key, _ in grid.columns]
    return (bool(grid.rows_of) or row in rows) and (bool(grid.columns_of) or column in columns)


def _said(sheet: Sheet, address: str) -> dict[str, str]:
    versions = sheet.texts.get(address)
    return {language: words for language, words in versions.items() if words} if versions else {}


def _chosen(asked: Field, sheet: Sheet, address: str) -> Any:
    """Return the first value that the tool still offers: another one stays in the document, unshown."""
    if address not in sheet.values:
        return None
    return next((kept.value for kept in sheet.standing(address) if _offers(asked, kept.value)), None)


def _offers(asked: Field, value: Any) -> bool:
    return not contents.check_value(asked, "", {"ids": value} if isinstance(asked, LinkOrText) else value)


def _fits(place: Place, value: Any) -> bool:
    return isinstance(value, bool) if place.mark else _offers(place.field, value)


def _marked(sheet: Sheet, address: str) -> bool:
    return next((kept.value for kept in sheet.standing(address) if isinstance(kept.value, bool)), False)
