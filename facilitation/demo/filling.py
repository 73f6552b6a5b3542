"""Filling: writes the example on the canvases of a project by the verbs that people use, everybody what is theirs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from facilitation import accepting, canvas_edits, canvases, clock, contents
from facilitation.canvas_edits import AddCard, Change, MoveCard, SetText, SetValue
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.demo.people import PLACES, Team
from facilitation.demo.words import Content, InDays, Pair, Ref, Side, Yearly
from facilitation.projects import Project

LANGUAGES = ("nl", "es")


@dataclass
class Desk:
    """A project of the example and who works on it; `cards` holds the ids of the cards that were named."""

    db: Session
    team: Team
    project: Project
    cards: dict[str, str] = field(default_factory=dict)

    def canvas(self, tool: str, number: int = 1) -> Canvas:
        """Return the project's canvas of a tool."""
        return canvases.get_or_create(self.db, self.project, tool, number)

    def write(self, tool: str, writer: str, content: Content, deep: bool = False) -> Canvas:
        """Write all of this on the project's canvas of a tool; what is no card is written by `writer`."""
        canvas = self.canvas(tool)
        if deep:
            canvases.open_deep(self.db, canvas, self.team[writer])
        self.fill(canvas, writer, content)
        return canvas

    def begin(self, session: str, writer: str, content: Content, deep: bool = False) -> Canvas:
        """Begin the encounter of a session of the route, and write all of this on it."""
        held = self.team[writer]
        route = self.canvas("trajectory_designer")
        canvas = accepting.begin(self.db, route, held.person, held, self.cards[session])
        if deep:
            canvases.open_deep(self.db, canvas, held)
        self.fill(canvas, writer, content)
        return canvas

    def fill(self, canvas: Canvas, writer: str, content: Content) -> None:
        """Write content on a canvas: all that one person wrote in one go, in the order of the canvas."""
        for value in content.values():
            for _who, parts in _cards(value):
                if "key" in parts and "accept" not in parts:
                    self.cards[parts["key"]] = canvas_edits.new_id()
        self._accept(canvas, content)
        by: dict[str, list[Change]] = {}
        orders: list[list[tuple[str, str]]] = []
        for address, value in content.items():
            order: list[tuple[str, str]] = []
            for who, change in self._changes(self._named(address), value, writer):
                by.setdefault(who, []).append(change)
                if isinstance(change, AddCard):
                    order.append((who, change.card))
            orders.append(order)
        for who, changes in by.items():
            self.save(who, canvas, _placed(changes, orders, [*by][: [*by].index(who) + 1]))

    def save(self, who: str, canvas: Canvas, changes: list[Change]) -> None:
        """Save what one person wrote, on top of what stands there."""
        held = self.team[who]
        found = canvases.rooms(self.db, canvas, canvases.readable(canvas, held)).values()
        base = canvases.base_of({room.id: contents.fresh(self.db, room) for room in found})
        outcome = canvas_edits.edit(self.db, canvas, held.person, held, base, changes)
        if outcome.rivals or outcome.removed:
            raise RuntimeError("the example contradicts itself")

    def _accept(self, canvas: Canvas, content: Content) -> None:
        """Take over what earlier tools offer, each by who took it over."""
        by: dict[str, dict[str, str]] = {}
        for value in content.values():
            for who, parts in _cards(value):
                if "accept" in parts:
                    code, source = parts["accept"]
                    named = self.cards[source.key] if isinstance(source, Ref) else source
                    by.setdefault(who, {})[f"{code}/{named}"] = parts["key"]
        for who, wanted in by.items():
            held = self.team[who]
            made = accepting.accept_all(self.db, canvas, held.person, held, [*wanted])
            for key, address in zip(wanted.values(), made, strict=True):
                self.cards[key] = address.rpartition("/")[2]

    def _changes(self, address: str, value: Any, writer: str) -> Iterator[tuple[str, Change]]:
        if _cards(value):
            for who, parts in _cards(value):
                yield from ((who, change) for change in self._card(address, parts))
        elif isinstance(value, tuple) and isinstance(value[1], tuple):
            yield from ((value[0], change) for change in _texts(f"{address}.{self._own(value[0])}", value[1]))
        elif isinstance(value, tuple):
            yield from ((writer, change) for change in _texts(address, value))
        elif isinstance(value, dict):
            for row, cells in value.items():
                for column, cell in cells.items():
                    yield writer, SetValue(f"{address}/{self.cards[row]}/{self.cards[column]}", self._plain(cell))
        else:
            yield writer, SetValue(address, self._plain(value))

    def _card(self, address: str, parts: dict[str, Any]) -> Iterator[Change]:
        told = {self._named(part): value for part, value in parts.items() if part not in ("key", "accept")}
        texts = {part: dict(zip(LANGUAGES, value, strict=True)) for part, value in told.items() if _is_pair(value)}
        values = {part: self._plain(value) for part, value in told.items() if not _is_pair(value)}
        if "accept" not in parts:
            card = self.cards[parts["key"]] if "key" in parts else canvas_edits.new_id()
            yield AddCard(address, card, values, texts)
            return
        home = f"{address}/{self.cards[parts['key']]}"
        for part, words in texts.items():
            yield from (SetText(f"{home}/{part}", code, text) for code, text in words.items())
        yield from (SetValue(f"{home}/{part}", value) for part, value in values.items())

    def _plain(self, value: Any) -> Any:
        """Return a value as a canvas holds it."""
        if isinstance(value, list):
            return [self._plain(each) if not isinstance(each, Ref) else self.cards[each.key] for each in value]
        if isinstance(value, Ref):
            return [self.cards[value.key]]
        if isinstance(value, InDays | Yearly):
            return self.day(value).isoformat()
        return self.key(value.place) if isinstance(value, Side) else value

    def day(self, of: InDays | Yearly) -> datetime.date:
        """Return a day seen from today at the place that owns the project."""
        today = clock.today(self.project.side.municipality.time_zone if self.project.side else "UTC")
        if isinstance(of, InDays):
            return today + datetime.timedelta(days=of.days)
        years = range(today.year - 1, today.year + 2)
        spans = [
            (datetime.date(year, *of.first), datetime.date(year + (of.last < of.first), *of.last)) for year in years
        ]
        return next(span[of.is_last] for span in spans if span[1] >= today)

    def key(self, place: str) -> str:
        """Return the key of the side of a place."""
        name = PLACES[place].name
        return next(side.key for side in self.project.partnership.sides if side.name == name)

    def _own(self, who: str) -> str:
        side = self.team[who].side
        return side.key if side else ""

    def _named(self, address: str) -> str:
        """Return an address with the key of the side instead of ``{place}``."""
        front, opened, rest = address.partition("{")
        place, _, back = rest.partition("}")
        return front + self.key(place) + back if opened else address


def _placed(changes: list[Change], orders: list[list[tuple[str, str]]], there: list[str]) -> list[Change]:
    """Put one person's new cards among those of who wrote before, where they belong; `there` holds all of these."""
    after: dict[str, str] = {}
    for order in orders:
        before = ""
        for who, card in order:
            after[card] = before
            before = card if who in there else before
    placed: list[Change] = []
    for change in changes:
        placed.append(replace(change, after=after[change.card]) if isinstance(change, AddCard) else change)
        if isinstance(change, AddCard) and not after[change.card]:
            placed.append(MoveCard(change.address, change.card, ""))
    return placed


def _cards(value: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return the cards of a list of cards, none of anything else."""
    return value if isinstance(value, list) and value and isinstance(value[0], tuple) else []


def _is_pair(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(each, str) for each in value)


def _texts(address: str, pair: Pair) -> list[Change]:
    return [SetText(address, code, text) for code, text in zip(LANGUAGES, pair, strict=True)]
