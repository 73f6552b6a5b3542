"""Touches: what was done to a room, by address: which texts and values were written, what happened to which cards.

Two ways to the same answer. `between` compares what a room held with what it holds now, for a stretch of the log of one
person. `each` follows the log update by update, for a stretch of several people, of whom none may be held for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pycrdt import Doc, Map, Text

from facilitation.live.document import BESIDE, ORDER, REMOVED, VALUES
from facilitation.live.encoding import Malformed
from facilitation.live.records import apply
from facilitation.live.sheets import Card, Sheet
from facilitation.live.structs import parse

WROTE, ADDED, TOOK, RETURNED, MOVED = "wrote", "added", "took", "returned", "moved"
"""What can be done: a text or a value written; a card put, taken away, brought back, put elsewhere in its list."""


class Touch(NamedTuple):
    """One thing done: a kind of those above, and the address of a text or a value, or ``<list>/<card>``."""

    kind: str
    address: str


def between(before: Sheet, after: Sheet) -> set[Touch]:
    """Return what was done between two states of a room."""
    addresses = {*before.values, *after.values}
    found = {Touch(WROTE, at) for at in addresses if before.standing(at) != after.standing(at)}
    texts = {*before.texts, *after.texts}
    found |= {Touch(WROTE, at) for at in texts if _words(before, at) != _words(after, at)}
    for home, cards in after.cards.items():
        old = {card.id: card for card in before.cards.get(home, ())}
        found |= {Touch(kind, f"{home}/{card.id}") for card in cards for kind in _done(old.get(card.id), card)}
    return found


def _words(sheet: Sheet, address: str) -> dict[str, str]:
    return {language: text for language, text in sheet.texts.get(address, {}).items() if text}


def _done(old: Card | None, new: Card) -> Iterator[str]:
    if old is None:
        yield ADDED
    elif old.order != new.order:
        yield MOVED
    if new.removed and not (old and old.removed):
        yield TOOK
    elif old and old.removed and not new.removed:
        yield RETURNED


def each(doc: Doc[Any], rows: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, set[Touch]]]:
    """Apply updates to a document, one after the other, and yield (seq, what it did) for each of them.

    An update that cannot be applied ends it: the caller leaves such rows out.
    """
    watching = _Watching(doc)
    for seq, data in rows:
        watching.look_at(data)
        if not apply(doc, data):
            return
        yield seq, watching.taken()


class _Watching:
    """Looks at every root of a document for what happens to it."""

    def __init__(self, doc: Doc[Any]) -> None:
        self.doc, self.found = doc, set[Touch]()
        self._looked_at: dict[str, Any] = {}
        for name in doc.keys():  # noqa: SIM118
            self._look(name)

    def look_at(self, data: bytes) -> None:
        """Look at the roots that an update names too; it may be the first one that writes there."""
        try:
            named = {root for root, _ in parse(data, None).roots}
        except Malformed:
            named = set()
        for name in named - self._looked_at.keys():
            self._look(name)

    def taken(self) -> set[Touch]:
        """Return what was done since it was asked before."""
        found, self.found = self.found, set()
        return found

    def _look(self, name: str) -> None:
        address, at, _language = name.rpartition("@")
        if at:
            text: Text = self.doc.get(name, type=Text)
            self._looked_at[name] = text.observe(lambda _event: self.found.add(Touch(WROTE, address)))
        else:
            held: Map[Any] = self.doc.get(name, type=Map)
            self._looked_at[name] = held.observe_deep(lambda events: self._in_map(name, events))

    def _in_map(self, name: str, events: Iterable[Any]) -> None:
        for event in events:
            inside = [str(step) for step in event.path]
            for key, change in event.keys.items():
                old, new = change.get("oldValue"), change.get("newValue")
                if inside:
                    self._on_card(f"{name}/{inside[0]}", key, old, new)
                elif isinstance(new, Map):
                    self._put(f"{name}/{key}", new.to_py() or {})
                elif _is_value(old) or _is_value(new):
                    self._wrote("" if name == VALUES else f"{name}/", key)

    def _put(self, card: str, held: Mapping[str, Any]) -> None:
        self.found.add(Touch(ADDED, card))
        if held.get(REMOVED):
            self.found.add(Touch(TOOK, card))
        for key, value in held.items():
            if _is_value(value):
                self._wrote(f"{card}/", key)

    def _on_card(self, card: str, key: str, old: Any, new: Any) -> None:
        if key == ORDER:
            self.found.add(Touch(MOVED, card))
        elif key == REMOVED and bool(old) != bool(new):
            self.found.add(Touch(TOOK if new else RETURNED, card))
        elif _is_value(old) or _is_value(new):
            self._wrote(f"{card}/", key)

    def _wrote(self, before: str, key: str) -> None:
        self.found.add(Touch(WROTE, before + key.partition(BESIDE)[0]))


def _is_value(held: Any) -> bool:
    return isinstance(held, Mapping) and "value" in held
