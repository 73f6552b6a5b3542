"""Agreement: the one written form of the decision fields that every side says yes to, and its fingerprint.

The form is JSON of the non-blank values of the tool's decision fields: keys sorted, whole numbers as integers,
texts in the partnership's languages only, Unicode NFC, lines ended by LF, with a format number. So a blank
added, a language added, another order of keys or another way of storing an accent never reopens an agreement;
a word changed always does. Of cards with parts marked `decision` only those parts are in it. What a card holds in the
room of one side is never in it: the sides could not see the same (and a whole field in such a room is no decision,
which the contract of tools forbids).
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Collection, Mapping
from typing import Any

from tools.canvas import SIDE, Cards, Field, LinkOrText, Text, Tool
from tools.content.shape import as_integer, is_blank, is_blank_card
from tools.letters import composed

FORMAT = 1
"""The number of this form; a later form gets the next one, and old agreements keep theirs."""


def canonical(tool: Tool, content: Mapping[str, Any], languages: Collection[str], shared: bool = True) -> str:
    """Return the text that an approval covers, for a project that all sides share or that one side owns."""
    values: dict[str, Any] = {}
    for address, field in tool.fields():
        if not field.decides(shared):
            continue
        section, name = address.split(".")
        held = content.get(section, {})
        values[address] = _written(field, held.get(name), languages)
        values[f"{address}.none"] = _written(field, held.get(f"{name}.none"), languages)
    values = {address: _sayable(value) for address, value in values.items() if not is_blank(value)}
    return json.dumps(
        {"format": FORMAT, "tool": tool.key, "values": values},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )


def fingerprint(tool: Tool, content: Mapping[str, Any], languages: Collection[str], shared: bool = True) -> str:
    """Return the SHA-256 of the canonical form, in 64 hexadecimal digits."""
    return hashlib.sha256(canonical(tool, content, languages, shared).encode()).hexdigest()


def _written(field: Field, value: Any, languages: Collection[str]) -> Any:
    """Return a field's value (of all sides, when it is asked per side) in its one written form."""
    if field.per_side and isinstance(value, Mapping):
        return _without_blanks({side: _written_one(field, held, languages) for side, held in value.items()})
    return _written_one(field, value, languages)


def _written_one(field: Field, value: Any, languages: Collection[str]) -> Any:
    """Return one value in its one written form."""
    if isinstance(field, Cards) and isinstance(value, list):
        cards = [card for card in value if isinstance(card, Mapping)]
        parts = [part for part in field.parts if part.decision] or field.parts
        written = [
            {"id": card.get("id")}
            | _without_blanks(
                {part.name: _written(part, card.get(part.name), languages) for part in parts if part.room != SIDE}
            )
            for card in cards
        ]
        return [card for card in written if not is_blank_card(card)]
    if isinstance(field, Text) and isinstance(value, Mapping):
        return _words(value, languages)
    if isinstance(field, LinkOrText) and isinstance(value, Mapping):
        text = value.get("text")
        return _without_blanks(
            {"ids": value.get("ids"), "text": _words(text, languages) if isinstance(text, Mapping) else text}
        )
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, Mapping):
        return _without_blanks({key: _written_one(field, held, languages) for key, held in value.items()})
    return as_integer(value)


def _words(text: Mapping[str, Any], languages: Collection[str]) -> dict[str, Any]:
    """Return a text's non-blank versions in the partnership's languages."""
    return {key: _plain(words) for key, words in text.items() if key in languages and not is_blank(words)}


def _without_blanks(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said, without what is blank."""
    return {key: held for key, held in value.items() if not is_blank(held)}


def _sayable(value: Any) -> Any:
    """Return a value with the numbers that JSON does not know as words: `check` names them, no page may break."""
    if isinstance(value, Mapping):
        return {key: _sayable(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_sayable(held) for held in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _plain(words: Any) -> Any:
    """Return words with one way of writing accents and one way of ending lines."""
    if not isinstance(words, str):
        return words
    return composed(words.replace("\r\n", "\n").replace("\r", "\n"))
