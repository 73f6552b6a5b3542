"""Route: what stands on a canvas of the Trajectory designer, read into phases, encounters, decisions and promises.

Whatever cannot be read is taken as not said: a day that does not exist, a choice that is not offered, a link that is
no list of ids. The check of the content tells whoever typed it; nothing here raises and nothing is repaired. Blank
cards are left out, but for phases: a blank one may already have a column in the table of who takes part.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tools.canvas import Content
from tools.content import is_blank_card
from tools.participation import step

UNNAMED = "…"
"""What stands for a card on which nobody wrote a name."""


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A stretch of the route. `side` is a key, "together", or "" for not said; `level` a step, 0 for not said to 5."""

    id: str
    name: str
    mode: str
    starts: datetime.date | None
    ends: datetime.date | None
    side: str
    level: int
    form: str
    goals: tuple[str, ...]

    @property
    def turned(self) -> bool:
        """Return whether its end lies before its start."""
        return self.starts is not None and self.ends is not None and self.ends < self.starts

    @property
    def span(self) -> tuple[datetime.date, datetime.date] | None:
        """Return its first and last day; None as long as one is missing or they are the wrong way round."""
        return None if self.starts is None or self.ends is None or self.turned else (self.starts, self.ends)


@dataclass(frozen=True, kw_only=True)
class Encounter:
    """A moment at which people meet; `phase` is an id, or "" when nobody said."""

    id: str
    name: str
    on: datetime.date | None
    phase: str
    lead: str
    form: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A moment at which something is decided, by an actor (`who`, ids) or somebody in words (`named`: who and body)."""

    id: str
    name: str
    who: tuple[str, ...]
    named: frozenset[str]
    on: datetime.date | None
    after: tuple[str, ...]
    papers_by: datetime.date | None


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """A promise to tell people what was done with what they said; `phase` is an id, or ""."""

    id: str
    phase: str
    promised: datetime.date | None
    done: datetime.date | None


def phases(content: Content, languages: Sequence[str]) -> list[Phase]:
    """Return the phases in the order in which they stand on the canvas."""
    return [
        Phase(
            id=card["id"],
            name=said(card.get("name"), languages) or UNNAMED,
            mode=chosen(card.get("mode")),
            starts=day(card.get("starts")),
            ends=day(card.get("ends")),
            side=chosen(card.get("side")),
            level=step(card.get("level")),
            form=chosen(card.get("form")),
            goals=ids(card.get("goals")),
        )
        for card in cards(content, "route.phases")
    ]


def encounters(content: Content, languages: Sequence[str]) -> list[Encounter]:
    """Return the encounters that the route needs."""
    return [
        Encounter(
            id=card["id"],
            name=said(card.get("name"), languages) or UNNAMED,
            on=day(card.get("on")),
            phase=next(iter(ids(card.get("phase"))), ""),
            lead=chosen(card.get("lead")),
            form=chosen(card.get("form")),
        )
        for card in filled(content, "people.sessions")
    ]


def decisions(content: Content, languages: Sequence[str]) -> list[Decision]:
    """Return the decision moments."""
    found = []
    for card in filled(content, "decisions.moments"):
        held = card.get("who")
        who = held if isinstance(held, Mapping) else {}
        found.append(
            Decision(
                id=card["id"],
                name=said(card.get("what"), languages) or UNNAMED,
                who=ids(who.get("ids")),
                named=frozenset(bare(words) for text in (who.get("text"), card.get("body")) for words in every(text)),
                on=day(card.get("on")),
                after=ids(card.get("after")),
                papers_by=day(card.get("papers_by")),
            )
        )
    return found


def feedbacks(content: Content) -> list[Feedback]:
    """Return the promised feedback."""
    return [
        Feedback(
            id=card["id"],
            phase=next(iter(ids(card.get("phase"))), ""),
            promised=day(card.get("promised")),
            done=day(card.get("done")),
        )
        for card in filled(content, "people.feedback")
    ]


def matrix(content: Content, rows: Sequence[str], columns: Sequence[str]) -> dict[tuple[str, str], int]:
    """Return the level (1 to 5) of each filled cell, by (actor, phase), in the rows and columns that stand there."""
    held = part(content, "people.matrix")
    found = {}
    for row in rows:
        cells = held.get(row) if isinstance(held, Mapping) else None
        for column in columns:
            level = step(cells.get(column)) if isinstance(cells, Mapping) else 0
            if level:
                found[row, column] = level
    return found


def part(content: Mapping[str, Any], address: str) -> Any:
    """Return what stands at ``section.field``, or None."""
    section, name = address.split(".")
    held = content.get(section)
    return held.get(name) if isinstance(held, Mapping) else None


def cards(content: Mapping[str, Any], address: str) -> list[Mapping[str, Any]]:
    """Return the cards of a field, of all its sides, blank ones too; what has no id is no card."""
    return list(_cards_in(part(content, address)))


def filled(content: Mapping[str, Any], address: str) -> list[Mapping[str, Any]]:
    """Return the cards of a field on which something is written."""
    return [card for card in cards(content, address) if not is_blank_card(card)]


def _cards_in(value: Any) -> Iterator[Mapping[str, Any]]:
    for held in value.values() if isinstance(value, Mapping) else (value,):
        for card in held if isinstance(held, list) else ():
            if isinstance(card, Mapping) and isinstance(card.get("id"), str):
                yield card


def day(value: Any) -> datetime.date | None:
    """Return a day written as 2026-11-20, or None for what is no such day."""
    try:
        found = datetime.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.isoformat() == value else None


def written(on: datetime.date) -> str:
    """Return a day as people write it in Flanders and in Latin America alike: 20/11/2026."""
    return f"{on.day}/{on.month}/{on.year}"


def said(text: Any, languages: Sequence[str]) -> str:
    """Return what people wrote, in the first of these languages that has it, else in any; "" for nothing."""
    held = text if isinstance(text, Mapping) else {}
    found = (held.get(code) for code in (*languages, *held))
    return next((words.strip() for words in found if isinstance(words, str) and words.strip()), "")


def every(text: Any) -> list[str]:
    """Return what people wrote in every language that has it."""
    held = text.values() if isinstance(text, Mapping) else ()
    return [words for words in held if isinstance(words, str) and words.strip()]


def bare(words: str) -> str:
    """Return words without capitals and outer white space, to compare names."""
    return " ".join(words.split()).casefold()


def chosen(value: Any) -> str:
    """Return what was chosen, or "" for nothing."""
    return value if isinstance(value, str) else ""


def ids(value: Any) -> tuple[str, ...]:
    """Return the ids that a link holds."""
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()
