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
    st.text(st.one_of(PLAIN, st.sampled_from("\n\t áéíóúñ¿¡ëï€🌳")), max_size=12),
)
IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=8, max_size=8)
LINKED = st.lists(IDS, min_size=1, max_size=3, unique=True)
MEASURES = st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e6, 1e6, allow_nan=False, width=32))
AXIS = st.one_of(st.integers(0, 100), st.floats(0, 100, allow_nan=False, width=32))


@st.composite
def contents(
    draw: st.DrawFn, tool: Tool, languages: Sequence[str] = LANGUAGES, sides: Sequence[str] = SIDES
) -> Content:
    """Draw a filled canvas of a tool, complete, for these languages and sides."""
    content: Content = {}
    for section in tool.sections:
        held: dict[str, Any] = {}
        for field in section.fields:
            held[field.name] = draw(_asked(field, languages, sides))
            if field.none and isinstance(field, Cards):
                mark = st.booleans()
                held[f"{field.name}.none"] = draw(
                    st.fixed_dictionaries(dict.fromkeys(sides, mark)) if field.per_side else mark
                )
        content[section.name] = held
    return complete(tool, languages, sides, content)


def _asked(field: Field, languages: Sequence[str], sides: Sequence[str]) -> st.SearchStrategy[Any]:
    """Draw the value of a field, of every side when it is asked per side."""
    one = values(field, languages, sides)
    return st.fixed_dictionaries(dict.fromkeys(sides, one)) if field.per_side else one


def values(field: Field, languages: Sequence[str] = LANGUAGES, sides: Sequence[str] = SIDES) -> st.SearchStrategy[Any]:
    """Draw one valid value of a field or part: blank, filled, or left blank on purpose where that is offered."""
    texts = st.fixed_dictionaries(dict.fromkeys(languages, WORDS))
    match field:
        case Text():
            return texts
        case LinkOrText():
            return st.fixed_dictionaries({"ids": st.one_of(st.just([]), LINKED), "text": texts})
        case Grid():
            cells = values(field.cell, languages, sides).filter(lambda value: value is not None)
            columns = st.dictionaries(st.sampled_from([key for key, _ in field.columns]), cells, min_size=1)
            return st.dictionaries(st.sampled_from([key for key, _ in field.rows]), columns)
        case Cards():
            parts = {part.name: _asked(part, languages, sides) for part in field.parts}
            card = st.fixed_dictionaries({"id": IDS, **parts})
            return st.lists(card, max_size=3, unique_by=lambda each: each["id"])
    blanks = [None, NOTHING] if field.none else [None]
    return st.one_of(st.sampled_from(blanks), _answers(field))


def _answers(field: Field) -> st.SearchStrategy[Any]:
    """Draw an answer to a field that holds one value."""
    match field:
        case Choice():
            return st.sampled_from([key for key, _ in field.options])
        case Choices():
            return st.lists(st.sampled_from([key for key, _ in field.options]), min_size=1, unique=True)
        case Scale():
            return st.integers(field.low, field.high)
        case Number():
            return st.integers(-(10**9), 10**9) if field.whole else MEASURES
        case Day():
            return st.dates().map(lambda day: day.isoformat())
        case Position():
            return st.fixed_dictionaries({"x": AXIS, "y": AXIS})
        case Link():
            return LINKED if field.many else IDS.map(lambda each: [each])
    raise TypeError(f"no field kind: {type(field).__name__}")
