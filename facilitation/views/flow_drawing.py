"""Flow drawing: what a canvas takes over from earlier tools, and where its cards are used, as its page shows it.

What is offered stands below the list that it would go into, each with a button that makes a card of it. A card that was
taken over says where it comes from; a card that is used elsewhere says where, and is asked about before it goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext, ngettext

import tools
from facilitation import acceptances, canvases, overtaken
from facilitation.acceptances import Taken
from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Session
from facilitation.memberships import Membership
from facilitation.views.canvas_words import joined, label_of
from tools.canvas import Cards, Content, Field, Grid, Link, LinkOrText, Tool

PUT_AWAY = "flow "
"""What the key of an offer begins with where hints that a person put away are kept."""


@dataclass(frozen=True)
class Offer:
    """Something that an earlier tool offers: its key, what it is called in some language, and from where."""

    key: str
    words: str
    lang: str
    tool: str


@dataclass(frozen=True)
class Flowing:
    """What flows into and out of a canvas for one reader, by the address of a list or the id of a card.

    `overtaken` holds by the address of a card the places that agreed to it before its source changed.
    """

    offers: Mapping[str, list[Offer]] = field(default_factory=dict)
    taken: Mapping[str, Taken] = field(default_factory=dict)
    uses: Mapping[str, str] = field(default_factory=dict)
    begun: Mapping[str, Canvas] = field(default_factory=dict)
    overtaken: Mapping[str, list[str]] = field(default_factory=dict)


def flowing(
    db: Session, view: CanvasView, membership: Membership, languages: list[str], hidden: frozenset[str]
) -> Flowing:
    """Return what flows into and out of a canvas; `hidden` holds the keys of what this person put away."""
    offers: dict[str, list[Offer]] = {}
    for address, held in acceptances.offered(db, view).items():
        for each in held:
            if PUT_AWAY + each.key not in hidden:
                words, lang = _called(view, each, languages)
                offers.setdefault(address, []).append(Offer(each.key, words, lang, tools.get(each.flow.tool).title))
    taken, begun = acceptances.taken(db, view), acceptances.begun(db, view.canvas)
    agreed: dict[str, list[str]] = {}
    for address, sides in overtaken.of(db, view.canvas).items() if taken else ():
        card = agreed.setdefault(address.rpartition("/")[0], [])
        card += [side.name for side in sides if side.name not in card]
    return Flowing(offers, taken, uses(db, view, membership), begun, agreed)


def _called(view: CanvasView, suggestion: Any, languages: list[str]) -> tuple[str, str]:
    said = suggestion.called
    if not said:
        key, _, address = suggestion.flow.source.partition(":")
        cards = tools.get(key).field(address)
        section, name = address.split(".")
        held = [card for content in view.context.project.get(key, ()) for card in content[section][name]]
        card: dict[str, Any] = next((card for card in held if card["id"] == suggestion.source), {})
        said = card.get(cards.main, {}) if isinstance(cards, Cards) else {}
    code = next((code for code in (*languages, *said) if (said.get(code) or "").strip()), "")
    return (said[code], code if code != languages[0] else "") if code else ("…", "")


def uses(db: Session, view: CanvasView, membership: Membership) -> dict[str, str]:
    """Return in words where each card of a canvas is used, by its id: "2 phases (Trajectory designer)"."""
    found: dict[str, dict[tuple[str, str], set[str]]] = {}
    for tool, content in _readers(db, view, membership):
        prefix = "" if tool is view.tool else f"{view.tool.key}:"
        for address, declared in tool.fields():
            section, name = address.split(".")
            for card, part, id in _pointing(declared, content[section][name], prefix):
                found.setdefault(id, {}).setdefault((tool.title if prefix else "", part), set()).add(card)
    return {
        id: joined([_use(view, *place, len(cards)) for place, cards in places.items()]) for id, places in found.items()
    }


def _use(view: CanvasView, tool: str, label: str, number: int) -> str:
    where = label_of(view, label)
    words = ngettext("once under “%(where)s”", "%(num)s times under “%(where)s”", number, where=where)
    return f"{words} ({gettext(tool)})" if tool else str(words)


def _readers(db: Session, view: CanvasView, membership: Membership) -> list[tuple[Tool, Content]]:
    project = view.canvas.project
    later = [tool for tool in tools.every() if view.tool.key in tool.reads]
    held = [(tool, each) for tool in later for each in canvases.all_of(db, project, tool.key)]
    return [(view.tool, view.content), *((tool, canvases.content(db, each, membership)) for tool, each in held)]


def _pointing(declared: Field, value: Any, prefix: str) -> list[tuple[str, str, str]]:
    """Return (what points, label of where, id) for everything in a field that points at cards of a tool."""
    if isinstance(declared, Grid):
        return _in_table(declared, value, prefix)
    if not isinstance(declared, Cards):
        return [("", declared.label, id) for id in _ids(declared, value, prefix)]
    lists = list(value.values()) if declared.per_side and isinstance(value, Mapping) else [value]
    cards = [card for held in lists for card in held or ()]
    return [
        (card["id"], declared.label, id)
        for card in cards
        for part in declared.parts
        for id in _ids(part, card.get(part.name), prefix)
    ]


def _ids(declared: Field, value: Any, prefix: str) -> list[str]:
    if not isinstance(declared, Link | LinkOrText) or not declared.to or (":" in declared.to) != bool(prefix):
        return []
    if prefix and not declared.to.startswith(prefix):
        return []
    held = value.get("ids") if isinstance(value, Mapping) else value
    return list(held) if isinstance(held, list) else []


def _in_table(grid: Grid, value: Any, prefix: str) -> list[tuple[str, str, str]]:
    rows = bool(prefix) and grid.rows_of.startswith(prefix)
    columns = bool(grid.columns_of) and (grid.columns_of.startswith(prefix) if prefix else ":" not in grid.columns_of)
    found = []
    for row, cells in (value or {}).items():
        filled = [column for column, cell in cells.items() if cell is not None]
        found += [(column, grid.label, row) for column in filled] if rows else []
        found += [(row, grid.label, column) for column in filled] if columns else []
    return found
