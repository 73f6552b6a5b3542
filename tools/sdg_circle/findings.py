"""Findings: what the method notices in a circle. Hints, never verdicts; they block nothing.

An empty canvas is silent, and so is a step that has not begun: nobody hears that a place is missing while all are still
writing cards. What is said of one side is said of every side alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tools.canvas import CAUTION, TIP, Content, Context, Finding
from tools.content import is_blank
from tools.sdg_circle.activities import (
    CELLS,
    NAMED,
    activities,
    cell_of,
    chosen,
    goal_of,
    improvements,
    in_cells,
    listed,
    open_cells,
    side_of,
    target_of,
    target_texts,
)
from tools.sdg_circle.options import TOGETHER
from tools.sdg_circle.questions import ACTIVITIES, EMPTY, IMPROVEMENTS, MOST_CHOSEN
from tools.tags import GLOBAL, INTERNAL, LOCAL, POSITIVE, UNKNOWN
from tools.wording import N_

A_PATTERN = 3
"""Activities from which "all of them" says something: one or two are no pattern."""

A_CIRCLE = 5
"""Activities with a place from which an empty part says something: as many as there are parts."""

EVERYWHERE = "17"
"""The goal that fits any partnership, and so says little."""

EMPTY_PARTS = (
    ("people", N_("People: still empty. On purpose?")),
    ("planet", N_("Planet: still empty. On purpose?")),
    ("prosperity", N_("Prosperity: still empty. On purpose?")),
    ("peace", N_("Peace: still empty. On purpose?")),
    ("partnership", N_("Partnership: still empty. On purpose?")),
)
EMPTY_RINGS = (
    (INTERNAL, N_("The inner ring, our own organisation, is still empty. On purpose?")),
    (LOCAL, N_("The middle ring, local policy, is still empty. On purpose?")),
    (GLOBAL, N_("The outer ring, global policy, is still empty. On purpose?")),
)


Card = dict[str, Any]


def findings(content: Content, context: Context) -> list[Finding]:
    """Return everything noticed, most serious first."""
    known = activities(content)
    return [
        *_empty(known, content),
        *_only_good(known),
        *_nothing_of_a_side(known, context),
        *_only_partnership(known),
        *_too_many_chosen(content),
        *_no_why(known, context),
        *_no_such_target(known, context),
        *_target_of_another_goal(known, context),
        *_no_place(known, context),
        *_unknown_left_alone(known, content, context),
    ]


def _at(card: dict[str, Any], part: str, field: str = ACTIVITIES) -> str:
    return f"{field}/{card['id']}/{part}"


def _tip(code: str, sentence: str, cards: list[Card], part: Callable[[Card], str], context: Context) -> Finding:
    """Return a tip that names activities, and stands at one part of each."""
    return Finding(
        code=code,
        level=TIP,
        sentence=sentence,
        at=tuple(_at(card, part(card)) for card in cards),
        values={"cards": listed(cards, context.languages)},
    )


def _empty(known: list[dict[str, Any]], content: Content) -> Iterator[Finding]:
    """Notice SDG-2 and SDG-3: a part or a ring in which nothing of anybody stands, and nobody said why; one of each."""
    standing = in_cells(known)
    if sum(map(len, standing.values())) < A_CIRCLE:
        return
    still = set(open_cells(content))
    for code, place, sentences in (("SDG-2", 1, EMPTY_PARTS), ("SDG-3", 0, EMPTY_RINGS)):
        for key, sentence in sentences:
            cells = {cell for cell in CELLS if cell[place] == key}
            if not cells & standing.keys() and cells & still:
                yield Finding(code=code, level=CAUTION, sentence=sentence, at=(EMPTY,))
                break


def _only_good(known: list[dict[str, Any]]) -> Iterator[Finding]:
    """Notice SDG-4: of three activities or more the direction is known, and every one of them helps."""
    pointed = [card for card in known if card["direction"]]
    if len(pointed) >= A_PATTERN and all(card["direction"] in POSITIVE for card in pointed):
        yield Finding(
            code="SDG-4",
            level=CAUTION,
            sentence=N_("Everything here helps. Who could be harmed by it, here or elsewhere, or what do we not know?"),
            at=(ACTIVITIES, *(_at(card, "direction") for card in pointed)),
        )


def _nothing_of_a_side(known: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice SDG-5: in a shared project there are three activities of known sides or more, and none of one side."""
    own = [key for card in known if (key := side_of(card, context))]
    if not context.shared or len(own) < A_PATTERN or TOGETHER in own:
        return
    for side in context.sides:
        if side.key not in own:
            yield Finding(
                code="SDG-5",
                level=CAUTION,
                sentence=N_("{place}: nothing stands in the circle yet. What do they already do?"),
                at=(ACTIVITIES,),
                values={"place": side.place},
            )


def _only_partnership(known: list[dict[str, Any]]) -> Iterator[Finding]:
    """Notice SDG-9: of three activities or more the goal is known, and it is 17 every time."""
    touched = [(card, goal) for card in known if (goal := goal_of(card))]
    if len(touched) >= A_PATTERN and {goal.id for _, goal in touched} == {EVERYWHERE}:
        yield Finding(
            code="SDG-9",
            level=CAUTION,
            sentence=N_("Every card says goal 17. Working together is how: what changes by it, and for whom?"),
            at=(ACTIVITIES, *(_at(card, "goal") for card, _ in touched)),
        )


def _too_many_chosen(content: Content) -> Iterator[Finding]:
    """Notice SDG-8: more improvements are chosen than one can carry at once."""
    taken = chosen(content)
    if len(taken) > MOST_CHOSEN:
        yield Finding(
            code="SDG-8",
            level=CAUTION,
            sentence=N_("{number} changes are chosen. Which three come first?"),
            at=(IMPROVEMENTS, *(_at(card, "chosen", IMPROVEMENTS) for card in taken)),
            values={"number": len(taken)},
        )


def _no_why(known: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice SDG-6: an activity has a goal and a direction, and no reason."""
    bare = [card for card in known if goal_of(card) and card["direction"] and is_blank(card["why"])]
    if bare:
        sentence = N_("A goal without a why ({cards}): who notices it, and where?")
        yield _tip("SDG-6", sentence, bare, lambda _: "why", context)


def _no_such_target(known: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice SDG-10: something is written down as a target, and it is the id of none; what was typed stays."""
    lost = [card for card in known if target_texts(card) and target_of(card) is None]
    if lost:
        typed = [f"“{target_texts(card)[0]}”" for card in lost]
        yield Finding(
            code="SDG-10",
            level=TIP,
            sentence=N_("No target is called {targets} ({cards}). Write its number, such as 6.1 or 6.b."),
            at=tuple(_at(card, "target") for card in lost),
            values={
                "targets": ", ".join(typed[:NAMED]) + (" …" if len(typed) > NAMED else ""),
                "cards": listed(lost, context.languages),
            },
        )


def _target_of_another_goal(known: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice SDG-11: the target that is written down belongs to another goal than the one that was chosen."""
    pairs = [(card, goal_of(card), target_of(card)) for card in known]
    apart = [card for card, goal, target in pairs if goal and target and target.goal != goal.id]
    if apart:
        sentence = N_("The target is one of another goal than the card says ({cards}). Which of the two is meant?")
        yield _tip("SDG-11", sentence, apart, lambda _: "target", context)


def _no_place(known: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice SDG-1: some activities have their place, so that step 2 has begun, and others have none."""
    lost = [card for card in known if not cell_of(card)]
    if lost and len(lost) < len(known):
        sentence = N_("Some activities are not in the circle yet ({cards}).")
        yield _tip("SDG-1", sentence, lost, lambda card: "p" if card["ring"] else "ring", context)


def _unknown_left_alone(known: list[dict[str, Any]], content: Content, context: Context) -> Iterator[Finding]:
    """Notice SDG-7: changes are being looked for, and none is about an activity of which nobody knows what it does."""
    changes = improvements(content)
    about = {id for card in changes for id in card["card"] or ()}
    left = [card for card in known if card["direction"] == UNKNOWN and card["id"] not in about]
    if changes and left:
        sentence = N_("Nobody knows yet what this does, and nothing follows from it ({cards}). Who could find out?")
        yield _tip("SDG-7", sentence, left, lambda _: "direction", context)
