"""Agreement drawing: what is decided, and what became different, in words of the reader's language.

A `Line` is one thing among the decisions: a text in all its languages, or a value in words. A `Changed` is one place
where two states differ; of a text it has the runs that stayed, came and went.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext

from facilitation.canvases import CanvasView
from facilitation.live import addresses
from facilitation.live.addresses import Place
from facilitation.partnerships import Side
from facilitation.views.canvas_boxes import anchor
from facilitation.views.canvas_drawing import Drawing, box, title_of
from facilitation.views.canvas_forms import held
from facilitation.views.canvas_links import laid_out
from facilitation.views.canvas_spots import spot
from facilitation.views.canvas_wordings import Run, difference
from facilitation.views.canvas_words import label_of
from facilitation.views.pages import language
from tools.canvas import SIDE, Cards, Content, Field, Grid, LinkOrText
from tools.content import Change, is_blank, walk


@dataclass(frozen=True)
class Named:
    """Where something stands, in words: the question, what it is about there ("" for the whole), and the link to it."""

    address: str
    label: str
    about: str
    at: str


@dataclass(frozen=True)
class Line:
    """One thing that is decided: `texts` by language, the reader's own first, or `said`, or both."""

    named: Named
    texts: list[tuple[str, str]] = field(default_factory=list)
    said: str = ""


@dataclass(frozen=True)
class Changed:
    """One place where two states differ; `before` and `after` are "" where there was or is nothing."""

    named: Named
    language: str
    before: str
    after: str
    runs: list[Run] = field(default_factory=list)


class Words:
    """Puts what stands on a canvas into words; `before` is an earlier state, for what is not there any more."""

    def __init__(self, view: CanvasView, sides: Sequence[Side], before: Content | None = None) -> None:
        readable = [where for where in addresses.rooms(view.tool, view.context) if where.kind != SIDE]
        known = {side.key: side for side in sides}
        self.drawing = Drawing(view=view, readable=readable, sides=known, language=language())
        self.earlier = replace(self.drawing, view=replace(view, content=before)) if before is not None else None
        self.view = view

    def lines(self, content: Content) -> list[Line]:
        """Return everything that is said in some content, in reading order."""
        found: dict[str, Line] = {}
        for place in walk(self.view.tool, content):
            listed = isinstance(place.field, Cards) and not place.address.endswith(".none")
            if is_blank(place.value) or listed:
                continue
            line = found.setdefault(place.address, Line(self.named(place.address)))
            if place.language:
                line.texts.append((place.language, place.value))
            else:
                found[place.address] = replace(line, said=self.said(place.address, place.value))
        order = self.drawing.languages
        for line in found.values():
            line.texts.sort(key=lambda text: order.index(text[0]) if text[0] in order else len(order))
        return list(found.values())

    def changes(self, changes: Sequence[Change]) -> list[Changed]:
        """Return what became different; a list of cards counts when only its order did, else its cards tell."""
        found = []
        for each in sorted(_in_order(changes), key=lambda pair: (pair[0], pair[1].language != self.drawing.language)):
            change = each[1]
            place = self._place(change.address)
            if isinstance(place.field, Cards) and not place.mark:
                if sorted(change.before or []) == sorted(change.after or []):
                    found.append(Changed(self.named(change.address), "", "", gettext("The order is another one.")))
                continue
            before, after = (self._words(change, value) for value in (change.before, change.after))
            runs = difference(before, after) if change.language and before and after else []
            found.append(Changed(self.named(change.address), change.language, before, after, runs))
        return found

    def named(self, address: str) -> Named:
        """Return where something stands, in words."""
        place = self._place(address)
        return Named(
            address,
            label_of(self.view, place.declared, place.side if place.declared.per_side else ""),
            self._inside(place),
            anchor(spot(self.view, address)),
        )

    def said(self, address: str, value: Any) -> str:
        """Return a value in words."""
        place = self._place(address)
        if place.mark:
            return label_of(self.view, place.declared.none) if value else ""
        whole = {"ids": value or []} if isinstance(place.field, LinkOrText) else value
        found = box(self.drawing, place.field, address, whole, place.side if place.field.per_side else "")
        return found.said if found else ""

    def _words(self, change: Change, value: Any) -> str:
        if value is None:
            return ""
        return str(value) if change.language else self.said(change.address, value)

    def _place(self, address: str) -> Place:
        return addresses.resolve(self.view.tool, list(self.drawing.sides), address)

    def _inside(self, place: Place) -> str:
        """Return whose, which part of which card, or which cell an address means, as far as its label does not say."""
        declared, words = place.declared, [self._whose(place.declared, place.side)]
        if isinstance(declared, Cards) and place.card:
            part = label_of(self.view, place.field, place.side if place.field.per_side else "")
            whose = "" if declared.per_side else self._whose(place.field, place.side)
            words += [self._title(declared, place), whose, part]
        if isinstance(declared, Grid) and "/" in place.key:
            words.append(self._cell(declared, *place.key.split("/")))
        return " · ".join(each for each in words if each)

    def _whose(self, of: Field, side: str) -> str:
        return self.view.context.place(side) if of.per_side and side and "{place}" not in of.label else ""

    def _title(self, cards: Cards, place: Place) -> str:
        side = place.side if cards.per_side else ""
        for drawing in (self.drawing, self.earlier):
            for card in (held(drawing.view, place.home, side) if drawing else None) or []:
                if drawing and card["id"] == place.card:
                    return title_of(drawing, cards, card)
        return ""

    def _cell(self, grid: Grid, row: str, column: str) -> str:
        shown = laid_out(self.view, grid, lambda cards, card: title_of(self.drawing, cards, card))
        rows, columns = dict(shown.rows), dict(shown.columns)
        names = (
            rows.get(row, "…") if grid.rows_of else label_of(self.view, rows.get(row, "")),
            columns.get(column, "…") if grid.columns_of else label_of(self.view, columns.get(column, "")),
        )
        return " · ".join(names)


def _in_order(changes: Sequence[Change]) -> list[tuple[int, Change]]:
    """Return the changes with the place of their address among the addresses."""
    order = list(dict.fromkeys(each.address for each in changes))
    return [(order.index(each.address), each) for each in changes]
