"""Canvas: the vocabulary in which every tool of the method is declared.

A `Tool` has `Section`s (the questions), a section has fields, and a field is one of eight kinds.
What people write on it is *content*: a plain nested dict ``{section: {field: value}}`` whose values
have these shapes (``None`` means "not answered"):

=============  ==================================================================================
`Text`         ``{"nl": "...", "es": "..."}``: one text per language of the partnership, blanks included
`Choice`       an option's key, or ``None``
`Choices`      a list of option keys in the order declared, or ``None``
`Scale`        an integer from `low` to `high`, or ``None``
`Number`       an int or a float, or ``None``
`Day`          ``"2026-11-20"``, or ``None``
`Position`     ``{"x": 0..100, "y": 0..100}``, or ``None``
`Grid`         ``{row: {column: value}}``, blanks absent
`Link`         a list of entry ids, or ``None``
`LinkOrText`   ``{"ids": [...], "text": {"nl": "...", "es": "..."}}``
`Cards`        a list of ``{"id": ..., part: value...}`` in order
=============  ==================================================================================

Any field with `none` may also hold `NOTHING`: left blank on purpose ("nothing is fixed yet"). For
`Cards` with `none` the mark stands beside the list, as the key ``<field>.none`` holding True or False.

A field's name is a promise: labels may change for ever, names never. All labels are English
sentences marked with `N_`; the catalogues translate them. Labels may hold ``{place}``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Content = dict[str, dict[str, Any]]

NOTHING = "__nothing__"
"""The value of a field that people left blank on purpose."""

SHARED, VOICE, SIDE = "shared", "voice", "side"
"""Rooms, that is audiences: all read and write; all read, one side writes; one side reads and writes."""

STOP, CAUTION, TIP = "stop", "caution", "tip"
"""Levels of a finding: blocks an agreement only; may stay with a reason; a hint gone with one tap."""
LEVELS = (STOP, CAUTION, TIP)


@dataclass(frozen=True, kw_only=True)
class Field:
    """What every kind of field knows.

    `help` is one hint under the label. `deep` fields open with the deep set. `per_side` fields have one
    value a side at the address ``section.field.<side key>``. `decision` fields are what an approval
    covers. `longest` is a number of characters that is shown, never enforced. `shown_when` is
    ``(address, value)`` of another field of this tool: this one is offered only then, but a value that
    it already holds is always shown.
    """

    name: str
    label: str
    help: str = ""
    deep: bool = False
    per_side: bool = False
    room: str = SHARED
    alone_first: bool = False
    decision: bool = False
    none: str = ""
    longest: int = 0
    shown_when: tuple[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Words of people, one text per language. `lines` is the height of its box."""

    lines: int = 2


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of `options`, a tuple of (key, label)."""

    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Choices(Field):
    """Any number of `options`, a tuple of (key, label)."""

    options: tuple[tuple[str, str], ...]


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
class Position(Field):
    """A place on a plane: x and y, both 0 to 100, kept as ONE value so that two people's places never mix."""

    x_label: str = ""
    y_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Grid(Field):
    """A table: `rows` and `columns` are tuples of (key, label); a cell holds a value of kind `cell`."""

    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    cell: Field


@dataclass(frozen=True, kw_only=True)
class Link(Field):
    """Entries elsewhere on this canvas: `to` is the address of a `Cards` field; `many` allows several."""

    to: str
    many: bool = False


@dataclass(frozen=True, kw_only=True)
class LinkOrText(Field):
    """An entry of the `Cards` field at `to` (may be "" while that tool is not built), or words."""

    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Cards(Field):
    """A list of cards people add, edit, reorder, remove and bring back; each has the same `parts`.

    `wanted` is how many the method hopes for (a hint, never a bound). `main` is the name of the part
    that speaks for the card; by default the first text.
    """

    parts: tuple[Field, ...]
    wanted: int = 0
    one: str = ""

    @property
    def main(self) -> str:
        """Return the name of the part that stands for the card in a line of text."""
        return next((part.name for part in self.parts if isinstance(part, Text)), self.parts[0].name)


@dataclass(frozen=True, kw_only=True)
class Section:
    """One question of the method: a title to ask aloud, an optional hint and its fields."""

    name: str
    title: str
    help: str = ""
    fields: tuple[Field, ...]
    deep: bool = False


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something the method notices in the content: a hint, never a verdict.

    `code` as in the method ("T1-4"), `level` one of `LEVELS`, `sentence` an `N_` sentence with
    ``{named}`` values from `values`, `at` the addresses or entry ids it points at, first one first.
    `by_words` marks a guess from the words used. Values that are place names or people's words are
    passed in `values` untranslated.
    """

    code: str
    level: str
    sentence: str
    at: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    by_words: bool = False

    @property
    def key(self) -> str:
        """Return what a person dismisses: the code together with the places it points at."""
        return self.code + "@" + ",".join(self.at)


@dataclass(frozen=True, kw_only=True)
class SideOf:
    """A side as a tool sees it: its key and the name of its place."""

    key: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a tool may know beside its content.

    `languages` of the partnership, `sides` in the order of the partnership, `shared` whether every side
    owns the project, `owner` the owning side's key ("" when shared), `proposed` and `chosen` a side's
    key, "together", "third" or "" (not said), `today` as ``"2026-11-20"``, `deep_opened` whether the deep set
    was opened.
    """

    languages: tuple[str, ...]
    sides: tuple[SideOf, ...]
    shared: bool = True
    owner: str = ""
    proposed: str = ""
    chosen: str = ""
    today: str = ""
    deep_opened: bool = False

    def others(self) -> tuple[SideOf, ...]:
        """Return the sides that do not own the project alone: those whose voice is asked."""
        return tuple(side for side in self.sides if self.shared or side.key != self.owner)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing the light set asks for: where, in words, and whether it is there."""

    at: str
    label: str
    done: bool


@dataclass(frozen=True, kw_only=True)
class Tool:
    """One instrument of the method: a declaration plus pure functions of (content, context).

    `slug` is its place in an address, `code` its number in the method ("T1"), `line` the one line of
    help ("30 minutes, who, how"). `findings` returns all findings, most serious first. `steps` returns
    what the light set asks for, in order. `picture` returns the data of the picture in words that
    ``templates/canvases/pictures/<key>.html`` draws.
    """

    key: str
    slug: str
    code: str
    title: str
    purpose: str
    line: str
    sections: tuple[Section, ...]
    findings: Callable[[Content, Context], list[Finding]]
    steps: Callable[[Content, Context], list[Step]]
    picture: Callable[[Content, Context], dict[str, Any]] | None = None

    def fields(self) -> Iterator[tuple[str, Field]]:
        """Yield (address, field) for every field, in reading order; the deep flag of a section is passed on."""
        for section in self.sections:
            for each in section.fields:
                yield f"{section.name}.{each.name}", replace(each, deep=each.deep or section.deep)

    def field(self, address: str) -> Field:
        """Return the field declared at ``section.field``; KeyError when the tool declares none there."""
        for known, each in self.fields():
            if known == address:
                return each
        raise KeyError(address)


def agreeable(tool: Tool, content: Content, context: Context) -> bool:
    """Return whether nothing stands in the way of an agreement: no STOP and every light step done."""
    stops = any(found.level == STOP for found in tool.findings(content, context))
    return not stops and all(step.done for step in tool.steps(content, context))
