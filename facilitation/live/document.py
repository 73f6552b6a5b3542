"""Document: what stands on a canvas as a document that two people can change at the same time (pycrdt).

Shape, of which every name is a promise to browsers and to the log:

- a text in one language is a root text ``<address>@<language>``; a language that is added needs no migration;
- a value (field, mark, or a part that lives in another room than its card) is one key, its address, in the root
  map ``values``; a cell is the key ``row/column`` in a root map with the address of its grid;
- cards are keys (ids) in a root map with the address of their list; each is a map of plain values by part, with
  `order` (see `orders`) and `removed`;
- a value is kept as ``{"value", "id", "was"}``, its own random id and the id of the one that it replaced, under the
  key with ``#<id>`` behind it. Who chooses takes away every key of that place that they see, so that of two people who
  had not seen each other's choice both values stand until somebody chooses again. The key alone, as it was written
  before, is read as one more of them.

`read` gives what a document holds as a `Sheet`, whatever the tool. What no tool declares stays and is ignored.
Offsets in pycrdt are UTF-8 bytes; only `change_text` knows that.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pycrdt import Doc, Map, Text

from facilitation.live.addresses import Place, Where, resolve
from facilitation.live.differences import Operation
from facilitation.live.orders import between
from facilitation.live.sheets import Card, Sheet, Value, content_of, plain, union
from tools import content as contents
from tools.canvas import Cards, Content, Grid, Tool

VALUES = "values"
ORDER, REMOVED = "order", "removed"
BESIDE = "#"
"""Stands between the key of a place and the id of a value."""
VALUE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What an id of a value looks like, so that every program puts them in the same order."""


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
    with doc.transaction():  # one for all is a third faster
        for name in sorted(doc.keys()):
            address, at, language = name.rpartition("@")
            if at:
                sheet.texts.setdefault(address, {})[language] = str(doc.get(name, type=Text))
            else:
                _read_map(sheet, name, doc.get(name, type=Map).to_py() or {})
    return sheet


def _read_map(sheet: Sheet, name: str, held: Mapping[str, Any]) -> None:
    cards, values = [], {}
    for key, inside in held.items():
        if isinstance(inside, Mapping) and isinstance(inside.get(ORDER), str):
            cards.append(Card(key, inside[ORDER], bool(inside.get(REMOVED))))
            _read_values(sheet, f"{name}/{key}/", inside)
        else:
            values[key] = inside
    _read_values(sheet, "" if name == VALUES else f"{name}/", values)
    if cards:
        sheet.cards[name] = sorted(cards, key=lambda card: (card.order, card.id))


def _read_values(sheet: Sheet, before: str, held: Mapping[str, Any]) -> None:
    """Read the values of a map, those of one place together."""
    found: dict[str, list[Value]] = {}
    for name in sorted(held):
        key, beside, id = name.partition(BESIDE)
        inside = held[name]
        if isinstance(inside, Mapping) and "value" in inside:
            own = str(inside.get("id") or "")
            if not beside or (id == own and VALUE_ID.fullmatch(id)):
                found.setdefault(key, []).append(Value(plain(inside["value"]), own, str(inside.get("was") or "")))
    for key, values in found.items():
        sheet.put(before + key, values)


def to_content(tool: Tool, languages: Sequence[str], sides: Sequence[str], docs: Iterable[Doc[Any]]) -> Content:
    """Return the complete content of the documents of one canvas, one document for each room that is read."""
    return content_of(tool, languages, sides, union(read(doc) for doc in docs))


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


def key_of(place: Place) -> str:
    """Return the key of a place in the map that holds its values, without the id of any value."""
    return place.key if place.with_card or isinstance(place.declared, Grid) else place.address


def put_value(doc: Doc[Any], place: Place, value: Any, was: str) -> str:
    """Put a value at a place instead of all that stand there, return its id; KeyError when its card is not here."""
    key, id = key_of(place), new_id()
    held = doc.get(VALUES if key == place.address else place.home, type=Map)
    if place.with_card:
        held = held[place.card]
    for name in [name for name in held.keys() if name.partition(BESIDE)[0] == key]:  # noqa: SIM118
        del held[name]
    held[f"{key}{BESIDE}{id}"] = {"value": value, "id": id, "was": was or None}
    return id


def change_text(doc: Doc[Any], name: str, operations: Sequence[Operation]) -> None:
    """Carry out operations, in order and counted in characters of the text as it is now, on a root text.

    New words go inside the words that they replace: what others put before or after those stays before or after.
    """
    text = doc.get(name, type=Text)
    held = str(text)
    cuts = []
    place = at = 0
    for change in operations:
        inside = change.start + 1 if change.stop - change.start > 1 else change.start
        for cut in (change.start, inside, change.stop):
            at += len(held[place:cut].encode())
            place = cut
            cuts.append(at)
    for number, change in reversed(list(enumerate(operations))):
        start, middle, stop = cuts[3 * number : 3 * number + 3]
        put = len(change.put.encode())
        if put:
            text.insert(middle, change.put)
        if stop > middle:
            del text[middle + put : stop + put]
        if middle > start:
            del text[start:middle]
