"""Activities: what the cards of the exercise say, for its findings, its picture, its papers and its steps.

A card has its place in the circle once its ring is known and its part: the one that people chose, else the P with which
its goal stands. It is of the side that does it, else of the side of whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tools import goals
from tools.canvas import Content, Context
from tools.content import filled_cards
from tools.goals import PS, Goal, Target
from tools.pictures import words
from tools.sdg_circle.options import ANSWERS, YES, goal_id
from tools.sdg_circle.questions import ACTIVITIES, EMPTY, IMPROVEMENTS
from tools.tags import RINGS

Card = Mapping[str, Any]
Cell = tuple[str, str]
"""A field of the circle: the key of a ring and that of a P."""

WEDGE_KEYS, RING_KEYS = tuple(key for key, _ in PS), tuple(key for key, _ in RINGS)
CELLS: tuple[Cell, ...] = tuple((ring, p) for p in WEDGE_KEYS for ring in RING_KEYS)
"""The fifteen fields, part by part and from the middle outwards."""

NO_WORDS = "…"
"""What stands for an activity that nobody worded yet."""

NAMED = 3
"""How many activities a sentence names."""


def activities(content: Content) -> list[dict[str, Any]]:
    """Return the activities on whose card something is written, in order."""
    return filled_cards(content, ACTIVITIES)


def improvements(content: Content) -> list[dict[str, Any]]:
    """Return the changes on whose card something is written, in order."""
    return filled_cards(content, IMPROVEMENTS)


def chosen(content: Content) -> list[dict[str, Any]]:
    """Return the changes that were chosen."""
    return [card for card in improvements(content) if card["chosen"] == YES]


def goal_of(card: Card) -> Goal | None:
    """Return the goal that an activity touches, None as long as nobody said it."""
    return goals.goal(goal_id(card.get("goal")))


def target_of(card: Card) -> Target | None:
    """Return the target that people wrote down on an activity, None as long as no text of it is the id of one."""
    said = (goals.target(goals.parse(text) or "") for text in target_texts(card))
    return next((target for target in said if target), None)


def target_texts(card: Card) -> list[str]:
    """Return what people wrote down as a target, in every language in which they wrote something."""
    texts: Mapping[str, str] = card.get("target") or {}
    return [text.strip() for code, text in texts.items() if code != "original" and (text or "").strip()]


def wedge_of(card: Card) -> str:
    """Return the key of the P with which an activity stands: as chosen, else that of its goal; "" for none."""
    goal = goal_of(card)
    return card.get("p") or (goal.p if goal else "")


def cell_of(card: Card) -> Cell | None:
    """Return the field of the circle in which an activity stands; None as long as it has no place."""
    ring, wedge = card.get("ring"), wedge_of(card)
    return (ring, wedge) if ring and wedge else None


def in_cells(cards: Iterable[Card]) -> dict[Cell, list[Card]]:
    """Return the activities that have a place, by every field of the circle in which one stands."""
    found: dict[Cell, list[Card]] = {}
    for card in cards:
        cell = cell_of(card)
        if cell:
            found.setdefault(cell, []).append(card)
    return found


def side_of(card: Card, context: Context) -> str:
    """Return the side of an activity: that does it, or whose people wrote it; `TOGETHER` for all, "" for none known."""
    return card.get("whose") or context.authors.get(str(card["id"]), "")


def called(card: Card, languages: Sequence[str]) -> str:
    """Return what an activity is called, on one line."""
    return " ".join(words(card.get("text"), languages).split()) or NO_WORDS


def listed(cards: Sequence[Card], languages: Sequence[str]) -> str:
    """Return what some activities are called, in a sentence: the first ones only when they are many."""
    said = "; ".join(called(card, languages) for card in cards[:NAMED])
    return f"{said} …" if len(cards) > NAMED else said


def answers(content: Content) -> dict[Cell, dict[str, Any]]:
    """Return what was said of fields of the circle that are empty: the card that says it, by field.

    A card may speak of a whole ring or a whole part; what is said of one field alone goes before that, and of several
    cards about the same the last one counts.
    """
    said = [card for card in filled_cards(content, EMPTY) if card["answer"] in dict(ANSWERS)]
    found: dict[Cell, dict[str, Any]] = {}
    for card in sorted(said, key=lambda each: bool(each["ring"]) + bool(each["p"])):
        if card["ring"] or card["p"]:
            own = [cell for cell in CELLS if card["ring"] in (None, cell[0]) and card["p"] in (None, cell[1])]
            found |= dict.fromkeys(own, card)
    return found


def open_cells(content: Content) -> list[Cell]:
    """Return the fields of the circle in which nothing stands, and of which nobody said whether that is on purpose."""
    standing, said = in_cells(activities(content)), answers(content)
    return [cell for cell in CELLS if cell not in standing and cell not in said]
