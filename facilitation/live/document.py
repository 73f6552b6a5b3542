"""Document: what stands on a canvas as a document that two people can change at the same time (pycrdt).

Shape, of which every name is a promise to browsers and to the log:

- a text in one language is a root text ``<address>@<language>``; a language that is added needs no migration;
- a value (field, mark, or a part that lives in another room than its card) is one key, its address, in the root
  map ``values``; a cell is the key ``row/column`` in a root map with the address of its grid;
- cards are keys (ids) in a root map with the address of their list; each is a map of plain values by part, with
  `order` (see `orders`) and `removed`;
- a value is kept as ``{"value", "id", "was"}``: its own random id and the id of the one that it replaced, so that
  two people who had not seen each other's choice can be shown both.

A `Sheet` is what such documents hold, without knowing any tool: `read` makes it, `union` puts the rooms together,
`content_of` turns it into complete content. What no tool declares stays in the document and is ignored.
Offsets in pycrdt are UTF-8 bytes; only `change_text` knows that.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pycrdt import Doc, Map, Text

from facilitation.live.addresses import Place, Where, resolve
from facilitation.live.differences import Operation
from facilitation.live.orders import between
from tools import content as contents
from tools.canvas import Cards, Content, Field, Grid, LinkOrText, Tool
from tools.canvas import Text as TextField

VALUES = "values"
ORDER, REMOVED = "order", "removed"


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


def new_id() -> str:
    """Return a random id for a card or a value."""
    return secrets.token_hex(6)


def new_client() -> int:
    """Return a random Yjs client id, of the size that browsers draw."""
    return secrets.randbits(32)


def root(address: str, language: str) -> str:
    """Return the name of the root that holds a text."""
    return f"{address}@{language}"


# From a document to content.


def read(doc: Doc[Any]) -> Sheet:
    """Return what a document holds, whatever the tool."""
    sheet = Sheet()
    for name in sorted(doc.keys()):
        address, at, language = name.rpartition("@")
        if at:
            sheet.texts.setdefault(address, {})[language] = str(doc.get(name, type=Text))
        else:
            _read_map(sheet, name, doc.get(name, type=Map).to_py() or {})
    return sheet


def _read_map(sheet: Sheet, name: str, held: Mapping[str, Any]) -> None:
    cards = []
    for key in sorted(held):
        inside = held[key]
        if not isinstance(inside, Mapping):
            continue
        if "value" in inside:
            sheet.values[key if name == VALUES else f"{name}/{key}"] = _value(inside)
        elif isinstance(inside.get(ORDER), str):
            cards.append(Card(key, inside[ORDER], bool(inside.get(REMOVED))))
            for part, value in sorted(inside.items()):
                if isinstance(value, Mapping) and "value" in value:
                    sheet.values[f"{name}/{key}/{part}"] = _value(value)
    if cards:
        sheet.cards[name] = sorted(cards, key=lambda card: (card.order, card.id))


def _value(held: Mapping[str, Any]) -> Value:
    return Value(plain(held["value"]), str(held.get("id") or ""), str(held.get("was") or ""))


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


def to_content(tool: Tool, languages: Sequence[str], sides: Sequence[str], docs: Iterable[Doc[Any]]) -> Content:
    """Return the complete content of the documents of one canvas, one document for each room that is read."""
    return content_of(tool, languages, sides, union(read(doc) for doc in docs))


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
        case TextField():
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


# From content to a document.


def from_content(tool: Tool, sides: Sequence[str], content: Mapping[str, Any], where: Where | None = None) -> Doc[Any]:
    """Return a new document with what lives in one room of a canvas (None: with everything)."""
    doc: Doc[Any] = Doc(client_id=new_client())
    with doc.transaction():
        for held in contents.walk(tool, content):
            place = resolve(tool, sides, held.address)
            if where is not None and place.where != where:
                continue
            if held.language:
                if held.value:
                    change_text(doc, root(held.address, held.language), [Operation(0, 0, held.value)])
            elif isinstance(place.field, Cards) and not place.mark:
                order = ""
                for card in held.value:
                    order = between(order, "")
                    put_card(doc, place.home, card, order)
            elif held.value is not None and held.value is not False and held.value != []:
                put_value(doc, place, held.value, "")
    return doc


def put_card(doc: Doc[Any], home: str, card: str, order: str) -> None:
    """Put a new card into a list; its id was never used before, so no two people can make the same one."""
    doc.get(home, type=Map)[card] = Map({ORDER: order, REMOVED: False})


def change_card(doc: Doc[Any], home: str, card: str, key: str, value: str | bool) -> None:
    """Change the order of a card, or whether it is removed."""
    doc.get(home, type=Map)[card][key] = value


def put_value(doc: Doc[Any], place: Place, value: Any, was: str) -> str:
    """Put a value at a place, return its id; KeyError when its card is not in this document."""
    kept = {"value": value, "id": new_id(), "was": was or None}
    if place.with_card:
        doc.get(place.home, type=Map)[place.card][place.key] = kept
    elif isinstance(place.declared, Grid):
        doc.get(place.home, type=Map)[place.key] = kept
    else:
        doc.get(VALUES, type=Map)[place.address] = kept
    return str(kept["id"])


def change_text(doc: Doc[Any], name: str, operations: Sequence[Operation]) -> None:
    """Carry out operations, in order and counted in characters of the text as it is now, on a root text.

    New words go inside the words that they replace: what others put before or after those stays before or after.
    """
    text = doc.get(name, type=Text)
    held = str(text)
    for change in reversed(operations):
        inside = change.start + 1 if change.stop - change.start > 1 else change.start
        start, middle, stop = (len(held[:place].encode()) for place in (change.start, inside, change.stop))
        put = len(change.put.encode())
        if put:
            text.insert(middle, change.put)
        if stop > middle:
            del text[middle + put : stop + put]
        if middle > start:
            del text[start:middle]
