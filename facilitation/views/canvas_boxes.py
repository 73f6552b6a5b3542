"""Canvas boxes: a field, a card and a text of a canvas as templates see them.

A `Box` is a field (of one side, when it is asked per side), a part of a card, or a cell. `strings` is what its inputs
show: what was typed when a form comes back, else what is in the content. `canvas_drawing` makes them.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from facilitation.canvas_edits import Rival
from facilitation.choices import Answer
from facilitation.entries import Entry
from facilitation.live.addresses import Where
from facilitation.partnerships import Side
from facilitation.views.canvas_forms import NEW
from facilitation.views.canvas_inputs import Strings
from tools.canvas import Choice, Field, Finding, Grid, Scale
from tools.content import is_blank

if TYPE_CHECKING:
    from facilitation.acceptances import Taken
    from facilitation.canvases import Canvas
    from facilitation.views.draft_drawing import Alone
    from facilitation.views.flow_drawing import Offer

MINE = "mine:"
"""What the names of inputs begin with that belong to one's own drafts, beside those of the shared list."""

MODEL = "CARD"
"""The name of the card that scripts make a new one of, where others have their id."""


def anchor(address: str) -> str:
    """Return the id of the place on the page where an address stands."""
    return "at-" + re.sub(r"[^A-Za-z0-9]", "-", address)


def input_id(name: str) -> str:
    """Return the id of the input with this name, by the rule of ``partials/fields.html``."""
    return "f-" + re.sub(r"[./@]", "-", name)


@dataclass(frozen=True)
class Version:
    """A text in one language: the name of its input, what stands in the box, and what is kept.

    `lang` is the language when it is another one than the page's, `called` its name and `within` "in Dutch", both in
    the reader's language, `earlier` the page with earlier wordings.
    """

    language: str
    lang: str
    called: str
    within: str
    name: str
    words: str
    kept: str
    problem: str
    earlier: str

    @cached_property
    def id(self) -> str:
        """Return the id of its input."""
        return input_id(self.name)


class Talk(NamedTuple):
    """The page where people talk about a place, and how many comments stand open there."""

    href: str
    number: int


class FromPaper(NamedTuple):
    """That what stands somewhere was typed in from paper: whose words, of which place, which day, changed since or not.

    `lang` is the language of `by` when it is another one than the page's.
    """

    by: str
    lang: str
    side: Side | None
    on: datetime.date
    changed: bool


@dataclass(frozen=True, kw_only=True)
class Box:
    """One field as one reader sees it."""

    kind: str
    field: Field
    name: str
    label: str
    value: Any
    strings: Strings
    writable: bool
    where: Where = dataclasses.field(default_factory=Where)
    side: Side | None = None
    options: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    versions: list[Version] = dataclasses.field(default_factory=list)
    said: str = ""
    rival: tuple[Rival, str, str] | None = None
    unsettled: list[tuple[Answer, str]] = dataclasses.field(default_factory=list)
    findings: list[Finding] = dataclasses.field(default_factory=list)
    paper: list[FromPaper] = dataclasses.field(default_factory=list)
    cells: list[tuple[str, list[Box]]] = dataclasses.field(default_factory=list)
    columns: list[str] = dataclasses.field(default_factory=list)
    cards: list[CardBox] = dataclasses.field(default_factory=list)
    removed: list[CardBox] = dataclasses.field(default_factory=list)
    new: CardBox | None = None
    model: CardBox | None = None
    pasted: Version | None = None
    marked: bool = False
    rescued: list[str] = dataclasses.field(default_factory=list)
    problem: str = ""
    open: bool = False
    alone: Alone | None = None
    talk: Talk | None = None
    told: bool = False
    offers: list[Offer] = dataclasses.field(default_factory=list)

    @cached_property
    def id(self) -> str:
        """Return the id of its first input."""
        return input_id(self.name)

    @property
    def at(self) -> str:
        """Return the id of the box on the page; two dashes keep a part called "by" apart from who wrote the card."""
        home, _, inside = self.name.rpartition("/")
        return f"{anchor(home)}--{anchor(inside).removeprefix('at-')}" if home else anchor(self.name)

    @property
    def room(self) -> str:
        """Return what stands behind the name of the shared room for the room that it is kept in."""
        return self.where.suffix

    @property
    def address(self) -> str:
        """Return where its value stands in its room."""
        return self.name.removeprefix(MINE)

    @property
    def part(self) -> str:
        """Return which part of its card it is: "where", or "position.tarija" for one that is asked per side."""
        return self.name.rpartition("/")[2]

    @property
    def edges(self) -> str:
        """Return the cards that are the rows and columns of a table, "" for a table that has its own."""
        grid = self.field
        if not isinstance(grid, Grid) or not (grid.rows_of or grid.columns_of):
            return ""
        return "/".join(" ".join(key for key, _ in keys) for keys in (grid.rows, grid.columns))

    @property
    def full(self) -> tuple[int | None, int] | None:
        """Return how full an answer that is more or less is, None for no answer, and of how much; None for others."""
        cell = self.field
        if isinstance(cell, Scale):
            zero = min(cell.low, 0)
            return (self.value - zero if isinstance(self.value, int) else None, cell.high - zero)
        if not isinstance(cell, Choice) or not cell.rising:
            return None
        keys = [key for key, _ in self.options]
        return (keys.index(self.value) + 1 if self.value in keys else None, len(keys))

    @property
    def unborn(self) -> bool:
        """Return whether it stands on the blank card: there is nothing yet that scripts could keep it in."""
        return f"/{NEW}/" in self.name

    @property
    def of_model(self) -> bool:
        """Return whether it stands on the card that scripts make new ones of."""
        return f"/{MODEL}/" in self.name

    @property
    def blank(self) -> bool:
        """Return whether nothing is kept here."""
        return is_blank(self.value) and not self.marked and not self.unsettled

    @cached_property
    def spoken(self) -> list[Version]:
        """Return the versions of a text that hold words, the reader's own language first."""
        return [version for version in self.versions if version.kept.strip()]

    def one(self, suffix: str = "") -> str:
        """Return what the input with this ending shows."""
        return (self.strings.get(self.name + suffix) or [""])[0]

    def ticked(self, suffix: str = "") -> list[str]:
        """Return which boxes are ticked."""
        return self.strings.get(self.name + suffix, [])


@dataclass(frozen=True, kw_only=True)
class CardBox:
    """A card of a list: its parts, who put it there, and its place (from 1).

    A `folded` one comes without its form: that is drawn when somebody opens it.
    """

    id: str
    name: str
    boxes: list[Box]
    speaks: str = ""
    taken: Taken | None = None
    overtaken: Sequence[str] = ()
    uses: str = ""
    begun: Canvas | None = None
    begins: bool = False
    naming: str = ""
    losing: bool = False
    place: int = 0
    chosen_place: str = ""
    title: str = ""
    entry: Entry | None = None
    findings: list[Finding] = dataclasses.field(default_factory=list)
    paper: list[FromPaper] = dataclasses.field(default_factory=list)
    usable: bool = False
    open: bool = False
    folded: bool = False
    talk: Talk | None = None

    @property
    def at(self) -> str:
        """Return the id of the card on the page."""
        return anchor(self.name)

    @cached_property
    def main(self) -> Box:
        """Return the part that speaks for the card."""
        named = next((box for box in self.boxes if box.part == self.speaks), self.boxes[0])
        return next((box for box in self.boxes if box.spoken), named) if named.blank else named

    @property
    def others(self) -> list[Box]:
        """Return the other parts that say something."""
        return [box for box in self.boxes if box is not self.main and not box.blank]
