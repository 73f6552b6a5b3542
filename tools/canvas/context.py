"""Context: what a tool may know beside its content: the sides, the project, the other tools of it, the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tools.canvas.fields import Choice, Choices, Content, Field


@dataclass(frozen=True, kw_only=True)
class SideOf:
    """A side as a tool sees it: its key, the name of its place and the time zone there (as "America/La_Paz")."""

    key: str
    place: str
    zone: str = "UTC"


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a tool may know beside its content.

    `languages` of the partnership, that of the reader first (`read_in`), `sides` in the order of the partnership,
    `shared` whether every side owns the project, `owner` the owning side's key ("" when shared), `proposed` and
    `chosen` a side's key, "together", "third" or "" (not said), `today` as ``"2026-11-20"``, `deep_opened` whether the
    deep set was opened.

    `project` is what this reader may see of the tools of this project that the tool `reads`: complete contents by key
    of the tool, in the order in which they were begun (one, or none when nobody began it; any number of a tool that is
    `many`). `authors` is who put which card here: the key of a side by card id, "" for somebody without a side.
    """

    languages: tuple[str, ...]
    sides: tuple[SideOf, ...]
    shared: bool = True
    owner: str = ""
    proposed: str = ""
    chosen: str = ""
    today: str = ""
    deep_opened: bool = False
    project: Mapping[str, Sequence[Content]] = field(default_factory=dict, compare=False)
    authors: Mapping[str, str] = field(default_factory=dict, compare=False)

    def read_in(self, language: str) -> Context:
        """Return the same for who reads in a language: what people wrote is quoted in it where it is there."""
        return replace(self, languages=tuple(sorted(self.languages, key=lambda code: code != language)))

    def of(self, key: str) -> Content | None:
        """Return what another tool of this project holds, the first of a tool that is `many`; None for nothing yet."""
        return next(iter(self.project.get(key, ())), None)

    def cards(self, address: str) -> list[dict[str, Any]]:
        """Return the filled cards at ``<tool key>:<section>.<field>``, of all sides and all canvases of that tool."""
        key, _, home = address.partition(":")
        section, name = home.split(".")
        held = [content.get(section, {}).get(name) for content in self.project.get(key, ())]
        return [card for value in held for card in _cards_in(value)]

    def others(self) -> tuple[SideOf, ...]:
        """Return the sides that do not own the project alone: those whose voice is asked."""
        return tuple(side for side in self.sides if self.shared or side.key != self.owner)

    def asked(self, of: Field) -> tuple[SideOf, ...]:
        """Return the sides that a `per_side` field is asked of."""
        return self.others() if of.others else self.sides

    def offered(self, of: Choice | Choices) -> list[str]:
        """Return the keys of everything that a choice offers here, in the order in which it is shown."""
        sides = [side.key for side in self.sides] if of.sides else []
        return [*sides, *(key for key, _ in of.options)]

    def place(self, key: str) -> str:
        """Return the name of the place of a side, or the key itself when no such side is here."""
        return next((side.place for side in self.sides if side.key == key), key)


def _cards_in(value: Any) -> list[dict[str, Any]]:
    """Return the cards with something on them, of every side when a list is asked per side."""
    if isinstance(value, Mapping):
        return [card for held in value.values() for card in _cards_in(held)]
    cards = value if isinstance(value, list) else []
    return [card for card in cards if any(_said(held) for key, held in card.items() if key != "id")]


def _said(value: Any) -> bool:
    """Return whether anything was said here, however deep it lies."""
    if isinstance(value, Mapping):
        return any(_said(held) for held in value.values())
    return bool(value.strip()) if isinstance(value, str) else value not in (None, False, [])
