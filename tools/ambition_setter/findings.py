"""Findings: what the method notices in a filled Ambition setter. Hints, never verdicts; nothing here blocks typing.

An empty canvas is silent, and so is everything about a tool that nobody began. What can be said of each goal or sign
is said of each, and points at its card.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tools.ambition_setter import dutch, spanish
from tools.ambition_setter.leading import highest, leads, signs_of
from tools.ambition_setter.questions import MOST_GOALS, NUMBER, STORY
from tools.canvas import CAUTION, STOP, TIP, Content, Context, Finding
from tools.content import filled_cards, is_blank
from tools.participation import step
from tools.wording import N_

LISTENERS = {"nl": dutch.is_activity, "es": spanish.is_activity}
"""Who listens to which language; a text in another language is left alone."""

ENOUGH_TO_MIX = 2
"""Signs from which on one can ask for numbers as well as stories."""


def findings(content: Content, context: Context) -> list[Finding]:
    """Return everything noticed, most serious first and guesses from words last."""
    goals, signs = filled_cards(content, "change.goals"), filled_cards(content, "signs.indicators")
    return [
        *_promising_too_much(content, context),
        *_goals_without_sign(goals, content),
        *_too_many_goals(goals),
        *_sides_that_lead_nothing(goals, context),
        *_good_for_one_side(goals, context),
        *_nobody_looks(signs),
        *_no_side_effect(goals, content),
        *_numbers_or_stories_only(signs),
        *_days_that_are_past(goals, context),
        *_nothing_changes(signs),
        *_activities(goals),
    ]


def _promising_too_much(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T3-4: people are promised more say than the room for change of the Focus sharpener allows."""
    most = highest(context)
    if most is not None and step(content["promise"]["level"]) > most:
        yield Finding(
            code="T3-4",
            level=STOP,
            sentence=N_("You promise more say than there is room for. Make more room, or choose a lower level."),
            at=("promise.level",),
        )


def _goals_without_sign(goals: list[dict[str, Any]], content: Content) -> Iterator[Finding]:
    """Notice T3-1: no sign points at a goal."""
    for goal in goals:
        if not signs_of(goal, content):
            yield Finding(
                code="T3-1",
                level=CAUTION,
                sentence=N_("How will we know that it worked?"),
                at=(f"change.goals/{goal['id']}/statement", "signs.indicators"),
            )


def _too_many_goals(goals: list[dict[str, Any]]) -> Iterator[Finding]:
    """Notice T3-3: more than five goals."""
    if len(goals) > MOST_GOALS:
        yield Finding(
            code="T3-3",
            level=CAUTION,
            sentence=N_("More than five goals: what do we let go of?"),
            at=("change.goals",),
        )


def _sides_that_lead_nothing(goals: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice T3-5, for every side alike: others lead goals here, and this side none.

    Of a shared project every side is asked, of another one only the side that owns it. As long as the side of one
    leader is not known, it may be this one, and nobody is named. Each of these points at what the goals bring that very
    side, where it may find one to lead; so what is said of one side is not put away with what is said of another.
    """
    led = [leads(goal, context) for goal in goals]
    known = [sides for sides in led if sides is not None]
    if len(known) < len(led) or not any(known):
        return
    for side in context.sides:
        asked = context.shared or side.key == context.owner
        if asked and not any(side.key in sides for sides in known):
            yield Finding(
                code="T3-5",
                level=CAUTION,
                sentence=N_("{place} does not lead any goal yet."),
                at=("change.goals", *(f"change.goals/{goal['id']}/benefits.{side.key}" for goal in goals)),
                values={"place": side.place},
            )


def _good_for_one_side(goals: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice T3-6: in a shared project, a goal of which only one side says what it gains."""
    if not context.shared or len(context.sides) < 2:
        return
    for goal in goals:
        silent = [side.key for side in context.sides if is_blank(goal["benefits"].get(side.key))]
        if len(silent) == len(context.sides) - 1:
            yield Finding(
                code="T3-6",
                level=CAUTION,
                sentence=N_("Only one side gains by this. What is in it for the others?"),
                at=tuple(f"change.goals/{goal['id']}/benefits.{key}" for key in silent),
            )


def _nobody_looks(signs: list[dict[str, Any]]) -> Iterator[Finding]:
    """Notice T3-7: a sign without a source, or without anybody who looks."""
    for sign in signs:
        missing = tuple(part for part in ("source", "who") if is_blank(sign[part]))
        if missing:
            yield Finding(
                code="T3-7",
                level=CAUTION,
                sentence=N_("Who looks at this, and where do we find the number or the story?"),
                at=tuple(f"signs.indicators/{sign['id']}/{part}" for part in missing),
            )


def _no_side_effect(goals: list[dict[str, Any]], content: Content) -> Iterator[Finding]:
    """Notice T3-10: there are goals, and nobody wrote that somebody may be harmed, or that nobody is."""
    thought = filled_cards(content, "limits.side_effects") or content["limits"]["side_effects.none"] is True
    if goals and not thought:
        yield Finding(
            code="T3-10",
            level=CAUTION,
            sentence=N_("Could somebody be harmed by this? Think of the other places too."),
            at=("limits.side_effects",),
        )


def _numbers_or_stories_only(signs: list[dict[str, Any]]) -> Iterator[Finding]:
    """Notice T3-8: two signs or more, and of all it is said that they are numbers, or of all that they are stories."""
    kinds = {sign["kind"] for sign in signs}
    if len(signs) >= ENOUGH_TO_MIX and kinds in ({NUMBER}, {STORY}):
        yield Finding(
            code="T3-8",
            level=TIP,
            sentence=N_("Combine numbers with stories: each tells something else."),
            at=("signs.indicators", *(f"signs.indicators/{sign['id']}/kind" for sign in signs)),
        )


def _days_that_are_past(goals: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice T3-11: the day by which a goal should be reached lies behind us; today itself does not."""
    for goal in goals:
        if goal["horizon"] and context.today and goal["horizon"] < context.today:
            yield Finding(
                code="T3-11",
                level=TIP,
                sentence=N_("This day is past. Did it work, or does the goal get another day?"),
                at=(f"change.goals/{goal['id']}/horizon",),
            )


def _nothing_changes(signs: list[dict[str, Any]]) -> Iterator[Finding]:
    """Notice T3-12: a number that should become what it is already."""
    for sign in signs:
        if sign["kind"] != STORY and sign["target"] is not None and sign["target"] == sign["baseline"]:
            yield Finding(
                code="T3-12",
                level=TIP,
                sentence=N_("At the start and later it is the same number. What will we see change?"),
                at=(f"signs.indicators/{sign['id']}/target", f"signs.indicators/{sign['id']}/baseline"),
            )


def _activities(goals: list[dict[str, Any]]) -> Iterator[Finding]:
    """Notice T3-2: the words of a goal tell what people do, not what changes."""
    for goal in goals:
        said = goal["statement"].items()
        if any(words.strip() and LISTENERS[key](words) for key, words in said if key in LISTENERS):
            yield Finding(
                code="T3-2",
                level=TIP,
                sentence=N_("This is something that you do. What changes because of it?"),
                at=(f"change.goals/{goal['id']}/statement",),
                by_words=True,
            )
