"""Fields: the twelve kinds of field, sections of them, and the words for rooms and levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Content = dict[str, dict[str, Any]]

NOTHING = "__nothing__"
"""The value of a field that people left blank on purpose."""

SHARED, VOICE, SIDE = "shared", "voice", "side"
"""Rooms, that is audiences: all read and write; all read, one side writes; one side reads and writes."""

WHEN_SHARED = "shared"
"""The value of `decision` for a field that an approval covers only when the project is shared."""

STOP, CAUTION, TIP = "stop", "caution", "tip"
"""Levels of a finding: blocks an agreement only; may stay with a reason; a hint gone with one tap."""
LEVELS = (STOP, CAUTION, TIP)


@dataclass(frozen=True, kw_only=True)
class Field:
    """What every kind of field knows.

    `help` is one hint under the label. `deep` fields open with the deep set. `per_side` fields have one
    value a side at the address ``section.field.<side key>``; `others` asks it only of the sides that do
    not own the project alone. `decision` fields are what an approval covers (`WHEN_SHARED`: of a shared
    project only); when parts of a `Cards` field that is one are marked too, only those parts are covered.
    `none` is the label of "left blank on purpose". `longest` is a number of characters that is shown, never
    enforced. `shown_when` is ``(address, value)`` of another field of this tool: this one is offered only
    then, but a value that it already holds is always shown. `shared_as` is the name of the part of the same
    card into which a part of one side is copied when that side shares the card.
    """

    name: str
    label: str
    help: str = ""
    deep: bool = False
    per_side: bool = False
    others: bool = False
    room: str = SHARED
    alone_first: bool = False
    decision: bool | str = False
    none: str = ""
    longest: int = 0
    shown_when: tuple[str, Any] | None = None
    shared_as: str = ""

    def decides(self, shared: bool) -> bool:
        """Return whether an approval of a project with this scope covers the field."""
        return shared if self.decision == WHEN_SHARED else bool(self.decision)


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Words of people, one text per language. `lines` is the height of its box."""

    lines: int = 2


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of `options`, a tuple of (key, label); with `sides`, before these also one of the sides of the partnership.

    What is chosen of the sides is the key of one; `Context.sides` knows the name of its place. The options of a
    `rising` one go from the least to the most: in a table each is also shown by how full it is.
    """

    options: tuple[tuple[str, str], ...] = ()
    sides: bool = False
    rising: bool = False


@dataclass(frozen=True, kw_only=True)
class Choices(Field):
    """Any number of `options`, a tuple of (key, label); with `sides`, before these also the sides."""

    options: tuple[tuple[str, str], ...] = ()
    sides: bool = False


@dataclass(frozen=True, kw_only=True)
class Scale(Field):
    """A whole number from `low` to `high`, with a word at both ends."""

    low: int = 0
    high: int = 5
    low_label: str = ""
    high_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A number with its `unit` (shown); `whole` asks for an integer. No bounds: nothing is clamped."""

    unit: str = ""
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A calendar day."""


@dataclass(frozen=True, kw_only=True)
class Time(Field):
    """A time of day on a clock of 24 hours; whose clock that is, another field says."""


@dataclass(frozen=True, kw_only=True)
class Position(Field):
    """A place on a plane: x and y, both 0 to 100, kept as ONE value so that two people's places never mix."""

    x_label: str = ""
    y_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Grid(Field):
    """A table: `rows` and `columns` are tuples of (key, label); a cell holds a value of kind `cell`.

    With `rows_of` or `columns_of`, the address of a `Cards` field here or in another tool, that edge of the table is
    the list of those cards as it stands: the keys are their ids. What was put in the row of a card that was taken away
    stays in the content, and is not shown.
    """

    cell: Field
    rows: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    rows_of: str = ""
    columns_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Link(Field):
    """Entries elsewhere: `to` is the address of a `Cards` field here or in another tool; `many` allows several."""

    to: str
    many: bool = False


@dataclass(frozen=True, kw_only=True)
class LinkOrText(Field):
    """An entry of the `Cards` field at `to`, here or in another tool ("": of none yet), or words."""

    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Cards(Field):
    """A list of cards people add, edit, reorder, remove and bring back; each has the same `parts`.

    `wanted` is how many the method hopes for (a hint, never a bound). `one` is the sentence on the button
    that adds a card ("Add a fact"). `main` is the name of the part that speaks for the card: the first in words.
    `into` is the address of a `Text` of this tool (shared, not per side) for which the cards are drafts: "use this
    one" copies the main part of a card into it, in every language.

    What else one can do with them while the page is open follows from what they are. Cards with a shared `Position`
    have a plane on which they are put in their place (`plane`). `clock` is the address of a `Cards` field of this tool
    whose cards say a day `on`, a time `at`, on whose `clock` (a side) and the `minutes` there are: the cards of this
    list follow one another in those by their own `minutes` and a link to one of them, and show the hours that makes.
    The cards of a `weeks` list are stretches of a year: days `starts` and `ends`, and an `effect` to choose.
    """

    parts: tuple[Field, ...]
    wanted: int = 0
    one: str = ""
    into: str = ""
    clock: str = ""
    weeks: bool = False

    @property
    def plane(self) -> Position | None:
        """Return the part by which each card has a place that everybody sees, if there is one."""
        places = (part for part in self.parts if isinstance(part, Position))
        return next((part for part in places if part.room == SHARED and not part.per_side), None)

    @property
    def told(self) -> frozenset[str]:
        """Return the names of the parts that hold only what a side chose to share: nobody writes in them directly."""
        return frozenset(part.shared_as for part in self.parts if part.shared_as)

    @property
    def main(self) -> str:
        """Return the name of the part that stands for the card in a line of text."""
        spoken = (part.name for part in self.parts if isinstance(part, Text | LinkOrText) and not part.per_side)
        return next(spoken, self.parts[0].name)


@dataclass(frozen=True, kw_only=True)
class Section:
    """One question of the method: a title to ask aloud, an optional hint and its fields."""

    name: str
    title: str
    help: str = ""
    fields: tuple[Field, ...]
    deep: bool = False
