"""Strategies: random but valid canvases, as people in Brasschaat, Tarija and Nimlaha'kok might fill them.

`contents` draws complete content of any tool: accents, apostrophes, emoji, empty lines, blanks, removed and linked
cards. It never draws what a form would already have changed (CRLF) or refused (NUL, half an emoji).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from tools.canvas import (
    NOTHING,
    Cards,
    Choice,
    Choices,
    Content,
    Day,
    Field,
    Grid,
    Link,
    LinkOrText,
    Number,
    Position,
    Scale,
    Text,
    Time,
    Tool,
)
from tools.content import complete

LANGUAGES = ("nl", "es")
SIDES = ("brasschaat", "tarija", "nimlahakok")
"""Three sides, so that nothing is tried with two only."""

SAID = (
    "Op warme dagen is de speelplaats om 13 uur te heet.",
    "¿Cómo podemos, comunidad por comunidad, cuidar el bosque y el agua?",
    "Nimlaha'kok, Nimlaha’kok",
    "één ideeë\u0301n, niño, nin\u0303o",
    "🌱💧 eerst kijken\n\n- dan kiezen 👩🏽‍🌾",
    "  spaties rondom  ",
    "a",
    "=SUM(A1)",
    '<b>vet</b> & "citaat" %s {place}',
)
PLAIN = st.characters(exclude_categories=("Cs", "Cc"))
WORDS = st.one_of(
    st.just(""),
    st.sampled_from(SAID),
    st.text(st.one_of(PLAIN, st.sampled_from("\n\t áéíóúñ¿¡ëï€🌳")), max_size=8),
)
IDS = st.integers(0, 2**32 - 1).map("{:08x}".format)
LINKED = st.lists(IDS, min_size=1, max_size=3, unique=True)
FILLED = 6
"""How many fields of a canvas, and about how many parts of a card, are filled at once: few, so that hundreds of
canvases are drawn in seconds; over many draws every kind meets every other."""

MEASURES = st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e6, 1e6, allow_nan=False, width=32))
AXIS = st.one_of(st.integers(0, 100), st.floats(0, 100, allow_nan=False, width=32))


@st.composite
def contents(
    draw: st.DrawFn, tool: Tool, languages: Sequence[str] = LANGUAGES, sides: Sequence[str] = SIDES
) -> Content:
    """Draw a canvas of a tool on which some fields are filled, complete, for these languages and sides."""
    fields = dict(tool.fields())
    content: Content = {}
    for address in sorted(draw(st.sets(st.sampled_from(sorted(fields)), max_size=FILLED))):
        section, name = address.split(".")
        held = content.setdefault(section, {})
        field = fields[address]
        held[name] = draw(_asked(field, languages, sides))
        if field.none and isinstance(field, Cards):
            mark = st.booleans()
            held[f"{name}.none"] = draw(_of_some_sides(mark, sides) if field.per_side else mark)
    return complete(tool, languages, sides, content)


def _of_some_sides(one: st.SearchStrategy[Any], sides: Sequence[str]) -> st.SearchStrategy[Any]:
    """Draw a value for some of the sides; the others said nothing."""
    return st.dictionaries(st.sampled_from(list(sides)), one, max_size=2)


def _asked(field: Field, languages: Sequence[str], sides: Sequence[str]) -> st.SearchStrategy[Any]:
    """Draw the value of a field, of some sides when it is asked per side."""
    one = values(field, languages, sides)
    return _of_some_sides(one, sides) if field.per_side else one


def values(field: Field, languages: Sequence[str] = LANGUAGES, sides: Sequence[str] = SIDES) -> st.SearchStrategy[Any]:
    """Draw one valid value of a field or part: blank, filled, or left blank on purpose where that is offered."""
    texts = st.dictionaries(st.sampled_from(list(languages)), WORDS)
    match field:
        case Text():
            return texts
        case LinkOrText():
            return st.fixed_dictionaries({"ids": st.one_of(st.just([]), LINKED), "text": texts})
        case Grid():
            rows, columns = (st.sampled_from(keys) for keys in edges(field))
            return st.dictionaries(rows, st.dictionaries(columns, _answers(field.cell), min_size=1))
        case Cards():
            return st.lists(_cards(field, languages, sides), max_size=3, unique_by=lambda each: each["id"])
    blanks = [None, NOTHING] if field.none else [None]
    return st.one_of(st.sampled_from(blanks), _answers(field))


@st.composite
def _cards(draw: st.DrawFn, field: Cards, languages: Sequence[str], sides: Sequence[str]) -> dict[str, Any]:
    """Draw one card with some of its parts filled."""
    card = {"id": draw(IDS)}
    for part in field.parts:
        if draw(st.integers(0, len(field.parts))) < FILLED:
            card[part.name] = draw(_asked(part, languages, sides))
    return card


def offered(field: Choice | Choices) -> list[str]:
    """Return what can be chosen in the partnership of these tests."""
    return [*(SIDES if field.sides else ()), *(key for key, _ in field.options)]


def edges(grid: Grid) -> tuple[list[str], list[str]]:
    """Return the keys of the rows and columns of a table; where they are cards, ids as cards have them."""
    rows = ["card0001", "card0002"] if grid.rows_of else [key for key, _ in grid.rows]
    columns = ["card0001", "card0002"] if grid.columns_of else [key for key, _ in grid.columns]
    return rows, columns


def _answers(field: Field) -> st.SearchStrategy[Any]:
    """Draw an answer to a field that holds one value."""
    match field:
        case Choice():
            return st.sampled_from(offered(field))
        case Choices():
            return st.lists(st.sampled_from(offered(field)), min_size=1, unique=True)
        case Scale():
            return st.integers(field.low, field.high)
        case Number():
            return st.integers(-(10**9), 10**9) if field.whole else MEASURES
        case Day():
            return st.dates().map(lambda day: day.isoformat())
        case Time():
            return st.times().map(lambda time: time.isoformat("minutes"))
        case Position():
            return st.fixed_dictionaries({"x": AXIS, "y": AXIS})
        case Link():
            return LINKED if field.many else IDS.map(lambda each: [each])
    raise TypeError(f"no field kind: {type(field).__name__}")


def full(tool: Tool, languages: Sequence[str] = LANGUAGES, sides: Sequence[str] = SIDES) -> Content:
    """Return one canvas on which everything is filled, always the same, for pages and worksheets."""
    content: Content = {}
    for address, field in tool.fields():
        section, name = address.split(".")
        content.setdefault(section, {})[name] = _said(field, languages, sides, address)
    return complete(tool, languages, sides, content)


def _said(field: Field, languages: Sequence[str], sides: Sequence[str], address: str) -> Any:
    """Return an answer, of every side when it is asked per side."""
    if field.per_side:
        return {side: _said_once(field, languages, sides, f"{address}.{side}") for side in sides}
    return _said_once(field, languages, sides, address)


def _said_once(field: Field, languages: Sequence[str], sides: Sequence[str], address: str) -> Any:
    """Return one answer that names its own address, so that a test can tell where it came from."""
    match field:
        case Text():
            return {language: f"{address} in {language}: één niño 🌱" for language in languages}
        case LinkOrText():
            return {"ids": [], "text": {language: f"{address} in {language}" for language in languages}}
        case Cards():
            return [
                {"id": key}
                | {part.name: _said(part, languages, sides, f"{address}/{key}/{part.name}") for part in field.parts}
                for key in ("card0001", "card0002")
            ]
        case Grid():
            cell = _said_once(field.cell, languages, sides, address)
            rows, columns = edges(field)
            return {row: dict.fromkeys(columns, cell) for row in rows}
        case Choice():  # where sides are offered beside other options, one of these: it means every side
            return field.options[0][0] if field.options else offered(field)[0]
        case Choices():
            return [key for key, _ in field.options]
        case Scale():
            return field.high
        case Number():
            return 3 if field.whole else 2.5
        case Day():
            return "2026-11-20"
        case Time():
            return "16:00"
        case Position():
            return {"x": 25, "y": 75}
        case Link():
            return ["card0001", "card0002"] if field.many else ["card0001"]
    raise TypeError(f"no field kind: {type(field).__name__}")
