"""Shape: makes content complete, so that every declared field is there, and tells what is blank.

Rules: `complete` adds blanks, writes whole numbers as integers (the live document returns 1 as 1.0), puts ticked
options in the order declared, and writes an empty list of options or links as None, because both mean "not
answered". A value of a wrong shape stays what it is; `check` reports it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tools.canvas import Cards, Choices, Content, Field, Grid, Link, LinkOrText, Number, Position, Scale, Text, Tool

LARGEST = 2**53
"""The largest whole number that every browser and the live document keep exactly."""
MAPPING = (dict, Mapping)
"""What holds values by key; nearly always a dict, which is quicker to ask for."""


def blank(tool: Tool, languages: Sequence[str], sides: Sequence[str]) -> Content:
    """Return the content of a canvas on which nobody has written yet."""
    return complete(tool, languages, sides, {})


def complete(tool: Tool, languages: Sequence[str], sides: Sequence[str], content: Mapping[str, Any]) -> Content:
    """Return the content with every declared field, numbers as declared, and everything else as it was."""
    whole: Content = {name: dict(section) for name, section in content.items()}
    for address, field in tool.fields():
        section, name = address.split(".")
        held = whole.setdefault(section, {})
        held[name] = _complete(field, languages, sides, held.get(name))
        if field.none and isinstance(field, Cards):
            mark = held.get(f"{name}.none")
            held[f"{name}.none"] = (
                {**dict.fromkeys(sides, False), **(mark if isinstance(mark, MAPPING) else {})}
                if field.per_side
                else bool(mark)
            )
    return whole


def _complete(field: Field, languages: Sequence[str], sides: Sequence[str], value: Any) -> Any:
    """Return the value of a field or part, of every side when it is asked per side."""
    if not field.per_side:
        return _complete_one(field, languages, sides, value)
    held = value if isinstance(value, MAPPING) else {}
    return {side: _complete_one(field, languages, sides, held.get(side)) for side in dict.fromkeys([*sides, *held])}


def _complete_one(field: Field, languages: Sequence[str], sides: Sequence[str], value: Any) -> Any:
    """Return one value with its blanks; a value of a wrong shape stays what it is, for `check` to report."""
    match field:
        case Text():
            return _all_languages(languages, value)
        case LinkOrText():
            held = value if isinstance(value, MAPPING) else {}
            return {**held, "ids": held.get("ids") or [], "text": _all_languages(languages, held.get("text"))}
        case Cards():
            if not isinstance(value, list):
                return [] if value is None else value
            return [_complete_card(field, languages, sides, card) for card in value]
        case Grid():
            if not isinstance(value, MAPPING):
                return {} if value is None else value
            rows = {row: _filled_cells(field.cell, languages, sides, cells) for row, cells in value.items()}
            return {row: cells for row, cells in rows.items() if cells != {}}
        case Choices():
            if not isinstance(value, list):
                return value
            order = [key for key, _ in field.options]
            # sides first, by their key: whoever ticked which first makes no difference
            others = -1 if field.sides else len(order)
            return sorted(value, key=lambda key: (order.index(key), "") if key in order else (others, str(key))) or None
        case Link():
            return None if value == [] else value
        case Scale() | Number():
            return as_integer(value)
        case Position():
            return {axis: as_integer(n) for axis, n in value.items()} if isinstance(value, MAPPING) else value
    return value


def _complete_card(cards: Cards, languages: Sequence[str], sides: Sequence[str], card: Any) -> Any:
    """Return one card with all its parts."""
    if not isinstance(card, MAPPING):
        return card
    return {**card, **{part.name: _complete(part, languages, sides, card.get(part.name)) for part in cards.parts}}


def _filled_cells(cell: Field, languages: Sequence[str], sides: Sequence[str], cells: Any) -> Any:
    """Return the cells of one row that hold something."""
    if not isinstance(cells, MAPPING):
        return cells
    return {key: _complete_one(cell, languages, sides, value) for key, value in cells.items() if value is not None}


def _all_languages(languages: Sequence[str], value: Any) -> Any:
    """Return a text in every language of the partnership, and in those it already had."""
    if value is None:
        value = {}
    return {**dict.fromkeys(languages, ""), **value} if isinstance(value, MAPPING) else value


def as_integer(value: Any) -> Any:
    """Return 1 for 1.0, and anything else unchanged."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) <= LARGEST else value


def is_blank(value: Any) -> bool:
    """Return whether nobody said anything here: no answer, only white space, or only such inside."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, MAPPING):
        return all(is_blank(held) for held in value.values())
    if isinstance(value, list):
        return all(is_blank(held) for held in value)
    return value is None or value is False


def is_blank_card(card: Mapping[str, Any]) -> bool:
    """Return whether nothing is written on a card; its id is not something people say."""
    return all(is_blank(held) for key, held in card.items() if key != "id")


def filled_cards(content: Mapping[str, Any], address: str) -> list[dict[str, Any]]:
    """Return the cards of a field that is not asked per side on which something is written."""
    section, name = address.split(".")
    held = content.get(section, {}).get(name)
    return (
        [card for card in held if isinstance(card, dict) and not is_blank_card(card)] if isinstance(held, list) else []
    )
