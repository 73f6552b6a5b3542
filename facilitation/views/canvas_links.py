"""Canvas links: the cards that a link, or the edge of a table, points at: on this canvas or in another tool."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import tools
from facilitation.canvases import CanvasView
from tools.canvas import Cards, Grid

Linked = tuple[Cards, dict[str, Any]]
"""A card with the list that it stands in."""


def linked(view: CanvasView, address: str) -> list[Linked]:
    """Return the cards that an address of cards means: here, or at ``<tool key>:...`` in another tool of the project.

    Of a list that is asked per side those of all sides, in the order of the sides.
    """
    key, _, home = address.rpartition(":")
    section, _, name = home.partition(".")
    try:
        cards = (tools.get(key) if key else view.tool).field(home)
    except KeyError:
        return []  # a tool or a list that is no longer declared
    if not isinstance(cards, Cards):
        return []
    found = []
    for content in view.context.project.get(key, ()) if key else (view.content,):
        value = content[section][name]
        lists = [value.get(side.key) or [] for side in view.context.sides] if cards.per_side else [value or []]
        found += [(cards, card) for cards_of in lists for card in cards_of]
    return found


def laid_out(view: CanvasView, grid: Grid, called: Callable[[Cards, dict[str, Any]], str] = lambda *_: "") -> Grid:
    """Return a table whose edges are lists of cards with these cards as its rows and columns."""

    def edge(address: str) -> tuple[tuple[str, str], ...]:
        return tuple((str(card["id"]), called(cards, card)) for cards, card in linked(view, address))

    rows = edge(grid.rows_of) if grid.rows_of else grid.rows
    columns = edge(grid.columns_of) if grid.columns_of else grid.columns
    return replace(grid, rows=rows, columns=columns)
