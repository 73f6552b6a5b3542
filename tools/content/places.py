"""Places: walks through everything that stands on a canvas, and tells two contents apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tools.canvas import Cards, Field, Grid, LinkOrText, Text, Tool


class Place(NamedTuple):
    """One thing that stands in the content: where, what kind, what; texts have a language, parts a card."""

    address: str
    field: Field
    value: Any
    language: str = ""
    side: str = ""
    card: str = ""


class Change(NamedTuple):
    """One place where two contents differ; `before` or `after` is None where there was or is nothing."""

    address: str
    language: str
    before: Any
    after: Any


def walk(tool: Tool, content: Mapping[str, Any]) -> Iterator[Place]:
    """Yield every place of the content in reading order, blanks included, one for each language of a text."""
    for address, field in tool.fields():
        section, name = address.split(".")
        held = content.get(section, {})
        marks = held.get(f"{name}.none") if field.none and isinstance(field, Cards) else None
        for side, value in sides_of(field, held.get(name)):
            here = f"{address}.{side}" if side else address
            yield from _inside(field, here, value, side, "")
            if marks is not None:
                mark = marks.get(side, False) if isinstance(marks, Mapping) else marks
                yield Place(f"{here}.none", field, mark, side=side)


def sides_of(field: Field, value: Any) -> list[tuple[str, Any]]:
    """Return (side key, value) for each side, or the one value with no side."""
    if not field.per_side:
        return [("", value)]
    return list(value.items()) if isinstance(value, Mapping) else []


def _inside(field: Field, address: str, value: Any, side: str, card: str) -> Iterator[Place]:
    """Yield the places inside one value."""
    match field:
        case Text():
            yield from _texts(field, address, value, side, card)
        case LinkOrText():
            held = value if isinstance(value, Mapping) else {}
            yield Place(address, field, held.get("ids"), side=side, card=card)
            yield from _texts(field, address, held.get("text"), side, card)
        case Grid():
            for row, cells in value.items() if isinstance(value, Mapping) else ():
                for column, cell in cells.items() if isinstance(cells, Mapping) else ():
                    yield Place(f"{address}/{row}/{column}", field.cell, cell, side=side)
        case Cards():
            held_cards = [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
            yield Place(address, field, [each.get("id") for each in held_cards], side=side)
            for each in held_cards:
                for part in field.parts:
                    for own, held in sides_of(part, each.get(part.name)):
                        here = f"{address}/{each.get('id')}/{part.name}" + (f".{own}" if own else "")
                        yield from _inside(part, here, held, own or side, str(each.get("id")))
        case _:
            yield Place(address, field, value, side=side, card=card)


def _texts(field: Field, address: str, value: Any, side: str, card: str) -> Iterator[Place]:
    """Yield one place for each language of a text."""
    for language, words in value.items() if isinstance(value, Mapping) else ():
        yield Place(address, field, words, language, side, card)


def difference(tool: Tool, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return every place where two contents differ; a blank and a missing place are the same."""
    old = {(place.address, place.language): place.value for place in walk(tool, before) if not _nothing(place.value)}
    new = {(place.address, place.language): place.value for place in walk(tool, after) if not _nothing(place.value)}
    places = dict.fromkeys([*new, *old])
    return [Change(*place, old.get(place), new.get(place)) for place in places if old.get(place) != new.get(place)]


def _nothing(value: Any) -> bool:
    """Return whether a place holds nothing at all; white space is something somebody typed."""
    return value is None or value is False or value in ("", [], {})
