"""Canvas: the vocabulary in which every tool of the method is declared.

A `Tool` has `Section`s (the questions), a section has fields, and a field is one of eleven kinds.
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

Any value with `none` may also be `NOTHING`: left blank on purpose ("nothing is fixed yet"). For `Cards`
with `none` the mark stands beside the list, as the key ``<field>.none`` holding True or False. `Text`,
`Grid` and `LinkOrText` take no `none`: their words and cells live in places of their own.

A `per_side` field or part holds ``{side key: value}``, each value as above; its addresses end in
``.<side key>`` (``exchange.heard.tarija``). Whatever lives in a `VOICE` or `SIDE` room is `per_side`.

A field's name is a promise: labels may change for ever, names never. All labels are English
sentences marked with `N_`; the catalogues translate them. Labels may hold ``{place}``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
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
    project only). `none` is the label of "left blank on purpose". `longest` is a number of characters
    that is shown, never enforced. `shown_when` is ``(address, value)`` of another field of this tool: this
    one is offered only then, but a value that it already holds is always shown.
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

    def decides(self, shared: bool) -> bool:
        """Return whether an approval of a project with this scope covers the field."""
        return shared if self.decision == WHEN_SHARED else bool(self.decision)


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

    `wanted` is how many the method hopes for (a hint, never a bound). `one` is the sentence on the button
    that adds a card ("Add a fact"). `main` is the name of the part that speaks for the card: the first text.
    `into` is the address of a `Text` of this tool (shared, not per side) for which the cards are drafts: "use this
    one" copies the main part of a card into it, in every language.
    """

    parts: tuple[Field, ...]
    wanted: int = 0
    one: str = ""
    into: str = ""

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

    def asked(self, of: Field) -> tuple[SideOf, ...]:
        """Return the sides that a `per_side` field is asked of."""
        return self.others() if of.others else self.sides

    def place(self, key: str) -> str:
        """Return the name of the place of a side, or the key itself when no such side is here."""
        return next((side.place for side in self.sides if side.key == key), key)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing the light set asks for: where, an `N_` sentence with ``{names}``, and whether it is there."""

    at: str
    label: str
    done: bool
    values: Mapping[str, Any] = field(default_factory=dict)


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
                deeper = section.deep and not each.deep
                yield f"{section.name}.{each.name}", replace(each, deep=True) if deeper else each

    def field(self, address: str) -> Field:
        """Return the field declared at ``section.field``; KeyError when the tool declares none there."""
        for known, each in self.fields():
            if known == address:
                return each
        raise KeyError(address)


def field_address(address: str) -> str:
    """Return the ``section.field`` that an address inside it belongs to: without card, part, side or mark."""
    return ".".join(address.split("/")[0].split(".")[:2])


def noticed(tool: Tool, content: Content, context: Context) -> list[Finding]:
    """Return what the method notices, most serious first and guesses last; silent about a deep set not opened."""
    deep = {address for address, each in tool.fields() if each.deep}
    heard = [
        found
        for found in tool.findings(content, context)
        if context.deep_opened or not found.at or field_address(found.at[0]) not in deep
    ]
    return sorted(heard, key=lambda found: (LEVELS.index(found.level), found.by_words))


def shown(found: Iterable[Finding], dismissed: Collection[str] = (), limit: int = 3) -> list[Finding]:
    """Return the findings to show at once: those whose key nobody dismissed, `limit` at most; a STOP always stays."""
    return [each for each in found if each.level == STOP or each.key not in dismissed][:limit]


def agreeable(tool: Tool, content: Content, context: Context) -> bool:
    """Return whether nothing stands in the way of an agreement: no STOP and every light step done."""
    stops = any(found.level == STOP for found in noticed(tool, content, context))
    return not stops and all(step.done for step in tool.steps(content, context))
