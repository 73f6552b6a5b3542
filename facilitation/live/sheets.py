"""Sheets: everything that the documents of a canvas hold, as plain values, without knowing any tool.

`document.read` makes a sheet of a document, `union` puts the rooms of a canvas together, `content_of` turns the whole
into complete content for a tool, its languages and its sides. What the tool does not declare stays in the sheet and
is not shown; so does a value that the tool no longer offers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tools import content as contents
from tools.canvas import Cards, Content, Field, Grid, LinkOrText, Text, Tool


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
    """Everything that documents hold: values and texts by address, cards by the address of their list, in order."""

    values: dict[str, Value] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    cards: dict[str, list[Card]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain lists and dicts."""
        return {"values": self.values, "texts": self.texts, "cards": self.cards}

    @classmethod
    def of_json(cls, plain: Mapping[str, Any]) -> Sheet:
        """Read what `as_json` made."""
        return cls(
            {address: Value(*value) for address, value in plain["values"].items()},
            dict(plain["texts"]),
            {address: [Card(*card) for card in cards] for address, cards in plain["cards"].items()},
        )

    def text(self, address: str, language: str) -> str:
        """Return a text, "" when nobody wrote it."""
        return self.texts.get(address, {}).get(language, "")


def plain(value: Any) -> Any:
    """Return a value as it was put in: pycrdt gives 1 back as 1.0, and keys in any order."""
    if isinstance(value, Mapping):
        return {key: plain(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [plain(held) for held in value]
    return contents.as_integer(value)


def union(sheets: Iterable[Sheet]) -> Sheet:
    """Return what several rooms hold together; nothing lives in two rooms."""
    whole = Sheet()
    for sheet in sheets:
        whole.values.update(sheet.values)
        whole.texts.update(sheet.texts)
        whole.cards.update(sheet.cards)
    return whole


def content_of(tool: Tool, languages: Sequence[str], sides: Sequence[str], sheet: Sheet) -> Content:
    """Return the complete content of a sheet."""
    content: Content = {}
    for address, declared in tool.fields():
        section, name = address.split(".")
        held = content.setdefault(section, {})
        held[name] = _asked(declared, sides, sheet, address)
        if declared.none and isinstance(declared, Cards):
            marks = {side: _held(sheet, f"{address}.{side}.none") is True for side in sides}
            held[f"{name}.none"] = marks if declared.per_side else _held(sheet, f"{address}.none") is True
    return contents.complete(tool, languages, sides, content)


def removed_cards(
    tool: Tool, languages: Sequence[str], sides: Sequence[str], sheet: Sheet
) -> dict[str, list[dict[str, Any]]]:
    """Return the cards that were taken away and can be brought back, by the address of their list."""
    turned = {address: [card._replace(removed=not card.removed) for card in of] for address, of in sheet.cards.items()}
    content = content_of(tool, languages, sides, Sheet(sheet.values, sheet.texts, turned))
    found: dict[str, list[dict[str, Any]]] = {}
    for address, declared in tool.fields():
        if isinstance(declared, Cards):
            section, name = address.split(".")
            held = content[section][name]
            found |= {f"{address}.{side}": held[side] for side in sides} if declared.per_side else {address: held}
    return {address: cards for address, cards in found.items() if cards}


def _asked(asked: Field, sides: Sequence[str], sheet: Sheet, address: str) -> Any:
    if not asked.per_side:
        return _one(asked, sides, sheet, address)
    return {side: _one(asked, sides, sheet, f"{address}.{side}") for side in sides}


def _one(asked: Field, sides: Sequence[str], sheet: Sheet, address: str) -> Any:
    match asked:
        case Text():
            return _said(sheet, address)
        case LinkOrText():
            return {"ids": _fitting(asked, _held(sheet, address), "ids"), "text": _said(sheet, address)}
        case Cards():
            return [
                {"id": card.id}
                | {part.name: _asked(part, sides, sheet, f"{address}/{card.id}/{part.name}") for part in asked.parts}
                for card in sheet.cards.get(address, ())
                if not card.removed
            ]
        case Grid():
            return {
                row: {
                    column: _fitting(asked.cell, _held(sheet, f"{address}/{row}/{column}"))
                    for column, _ in asked.columns
                }
                for row, _ in asked.rows
            }
    return _fitting(asked, _held(sheet, address))


def _said(sheet: Sheet, address: str) -> dict[str, str]:
    return {language: words for language, words in sheet.texts.get(address, {}).items() if words}


def _held(sheet: Sheet, address: str) -> Any:
    kept = sheet.values.get(address)
    return kept.value if kept else None


def _fitting(asked: Field, value: Any, inside: str = "") -> Any:
    """Return a value, or None when the tool no longer offers it: it stays in the document, unshown."""
    return None if contents.check_value(asked, "", {inside: value} if inside else value) else value
