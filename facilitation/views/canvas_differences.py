"""Canvas differences: two states of a canvas, field by field, with what came and what went, for one reader.

A text is told word by word; of anything else what it was and what it became. Cards stand together under what they are
called. Only what is in both views is compared, so nobody is told of what they may not read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitation.canvases import CanvasView
from facilitation.live.addresses import Place, Where, resolve
from facilitation.partnerships import Side
from facilitation.views.canvas_boxes import anchor
from facilitation.views.canvas_drawing import Drawing, box, title_of
from facilitation.views.canvas_forms import held, homes
from facilitation.views.canvas_links import laid_out
from facilitation.views.canvas_wordings import Run, difference
from facilitation.views.canvas_words import label_of
from facilitation.views.pages import language
from tools import content
from tools.canvas import Cards, Grid, LinkOrText
from tools.content import Change

ADDED, GONE, CHANGED = "added", "gone", "changed"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One text or value that differs; `label` says which part or cell it is, "" for the field itself.

    `runs` are the words of a text in `language` ("" for a value: what it was and what it became).
    """

    label: str
    language: str
    runs: list[Run]
    side: Side | None = None


@dataclass(kw_only=True)
class CardDifference:
    """A card that was added, is gone, or has something else on it."""

    address: str
    title: str
    kind: str
    pieces: list[Piece] = field(default_factory=list)


@dataclass(kw_only=True)
class FieldDifference:
    """A field in which something differs; `moved` when its cards stand in another order.

    `writable` says whether the reader could put it back.
    """

    address: str
    label: str
    question: str
    side: Side | None
    writable: bool
    pieces: list[Piece] = field(default_factory=list)
    cards: dict[str, CardDifference] = field(default_factory=dict)
    moved: bool = False

    @property
    def at(self) -> str:
        """Return the id of its place on a page."""
        return anchor(self.address)


class Differences:
    """Puts what differs between two states into words."""

    def __init__(
        self, before: CanvasView, after: CanvasView, readable: Sequence[Where], sides: Mapping[str, Side]
    ) -> None:
        self.before, self.after, self.sides = before, after, sides
        self.old = Drawing(view=before, readable=readable, sides=sides, language=language())
        self.new = Drawing(view=after, readable=readable, sides=sides, language=language())

    def fields(self) -> list[FieldDifference]:
        """Return the fields that differ, in reading order."""
        found: dict[str, FieldDifference] = {}
        changes = content.difference(self.after.tool, self.before.content, self.after.content)
        for change in sorted(changes, key=lambda each: each.language != self.new.language):
            place = self._place(change.address)
            if place is not None:
                here = found.setdefault(place.home, self._field(place))
                self._put(here, place, change)
        order = [address for address, _, _ in homes(self.after.tool, self.after.context)]
        return sorted(found.values(), key=lambda each: order.index(each.address))

    def _place(self, address: str) -> Place | None:
        try:
            return resolve(self.after.tool, list(self.sides), address)
        except KeyError:
            return None

    def _field(self, place: Place) -> FieldDifference:
        declared, side = place.declared, place.side if place.declared.per_side else ""
        section = next(each for each in self.after.tool.sections if each.name == place.home.split(".")[0])
        return FieldDifference(
            address=place.home,
            label=label_of(self.after, declared, side),
            question=section.title,
            side=self.sides.get(side),
            writable=False,
        )

    def _put(self, here: FieldDifference, place: Place, change: Change) -> None:
        here.writable = here.writable or place.where in self.after.writable
        if isinstance(place.field, Cards) and not place.mark:
            self._list(here, place, change.before or [], change.after or [])
        elif place.card:
            self._card(here, place, CHANGED).pieces.append(self._piece(place, change))
        else:
            here.pieces.append(self._piece(place, change))

    def _list(self, here: FieldDifference, place: Place, before: list[str], after: list[str]) -> None:
        for card in after:
            if card not in before:
                self._card(here, place, ADDED, card).kind = ADDED
        for card in before:
            if card not in after:
                self._card(here, place, GONE, card).kind = GONE
        here.moved = [each for each in before if each in after] != [each for each in after if each in before]

    def _card(self, here: FieldDifference, place: Place, kind: str, card: str = "") -> CardDifference:
        card = card or place.card
        if card not in here.cards:
            title = self._title(place, card)
            here.cards[card] = CardDifference(address=f"{place.home}/{card}", title=title, kind=kind)
        return here.cards[card]

    def _title(self, place: Place, card: str) -> str:
        """Return what a card is called now; one that is gone, as it was called then."""
        cards, side = place.declared, place.side if place.declared.per_side else ""
        for drawing in (self.new, self.old):
            for each in held(drawing.view, place.home, side) or []:
                if each["id"] == card and isinstance(cards, Cards):
                    return title_of(drawing, cards, each)
        return "…"

    def _piece(self, place: Place, change: Change) -> Piece:
        if change.language:
            runs = difference(change.before or "", change.after or "")
        else:
            before, after = (self._said(drawing, place, value) for drawing, value in self._values(change))
            runs = [run for run in (("del", before), ("ins", after)) if run[1]]
        whose = place.field if place.card else None
        return Piece(
            label=self._label(place),
            language=change.language,
            runs=runs,
            side=self.sides.get(place.side) if whose is not None and whose.per_side else None,
        )

    def _values(self, change: Change) -> list[tuple[Drawing, Any]]:
        return [(self.old, change.before), (self.new, change.after)]

    def _said(self, drawing: Drawing, place: Place, value: Any) -> str:
        """Return a value in words, as it was called at the time."""
        if place.mark:
            return label_of(drawing.view, place.declared.none) if value else ""
        whole = {"ids": value or []} if isinstance(place.field, LinkOrText) else value
        side = place.side if place.field.per_side else ""
        found = box(drawing, place.field, place.address, whole, side, place.where)
        return found.said if found else ""

    def _label(self, place: Place) -> str:
        """Return which part of a card or which cell of a table it is."""
        if place.card:
            return label_of(self.after, place.field, place.side if place.field.per_side else "")
        if isinstance(place.declared, Grid) and "/" in place.key:
            return self._cell(place.declared, *place.key.split("/"))
        return ""

    def _cell(self, grid: Grid, row: str, column: str) -> str:
        names = []
        for drawing in (self.new, self.old):
            shown = laid_out(drawing.view, grid, _titles(drawing))
            names.append((dict(shown.rows).get(row, ""), dict(shown.columns).get(column, "")))
        called_row, called_column = (names[0][at] or names[1][at] or "…" for at in (0, 1))
        row_label = called_row if grid.rows_of else label_of(self.after, called_row)
        column_label = called_column if grid.columns_of else label_of(self.after, called_column)
        return f"{row_label} · {column_label}"


def _titles(drawing: Drawing) -> Any:
    return lambda cards, card: title_of(drawing, cards, card)
