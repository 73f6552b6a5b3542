"""Ladder: from today over what we expect and what we would like to what we dream of, with a flag for each goal.

A goal stands on the step of its priority (must, should, could); one without a priority waits at the foot, beside
today. Flags carry the number of the goal and the mark of the side that leads it: an open circle as long as no side
does or it is not known, a cross when several sides lead it. What people will do differently is lettered a, b, c … on
its own step. The table tells in full what the numbers and letters stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from tools.ambition_setter.leading import actors, leads, signs_of
from tools.ambition_setter.questions import HOPES, PRIORITIES
from tools.canvas import Content, Context
from tools.content import filled_cards
from tools.pictures import SHAPES, Drawn, empty, figure, shape, words
from tools.wording import N_

TITLE = N_("From today to what we dream of")
STEPS = (N_("today"), N_("we expect"), N_("we would like"), N_("we dream"))
"""From the foot of the ladder to its top."""

GOAL_STEPS = {key: number for number, (key, _) in enumerate(PRIORITIES, 1)}
MARKER_STEPS = {key: number for number, (key, _) in enumerate(HOPES, 1)}
FOOT = 0

OPEN, SEVERAL = "circle-open", "x"
"""Marks of a goal that no side leads yet (or an unknown one), and of one that several sides lead."""
HEIGHT = 320
"""Of the picture, in units of which it is 360 wide."""
POLE = 0.35
"""Height of a flag above its step, when one step stands 1 above the other."""
FEWEST = 4
"""Places on the lowest step, so that a ladder with one goal still looks like one."""


class Flag(NamedTuple):
    """One goal or one thing that people will do; `symbol` is "" for the latter, `name` tells whose mark it is."""

    letter: str
    said: str
    step: int
    who: str
    signs: str
    symbol: str
    name: str


def ladder(content: Content, context: Context, translate: Callable[[str], str]) -> Drawn:
    """Return the ladder with the goals on it, and with what people will do differently."""
    goals = [
        _goal(number, goal, content, context, translate)
        for number, goal in enumerate(filled_cards(content, "change.goals"), 1)
    ]
    deeds = [_deed(number, card, context) for number, card in enumerate(filled_cards(content, "signs.markers"))]
    if not goals and not deeds:
        says = N_("Write down a goal and how firmly you count on it: then it stands on this ladder.")
        return empty("ladder", translate(TITLE), translate(says))
    counts = [sum(goal.step == step for goal in goals) for step in range(len(STEPS))]
    says = translate(N_("Goals that we expect: {expect}; that we would like: {like}; that we dream of: {love}."))
    return Drawn(
        key="ladder",
        title=translate(TITLE),
        says=says.format(expect=counts[1], like=counts[2], love=counts[3]),
        figure=_drawn(goals, deeds, translate),
        head=[translate(each) for each in HEAD],
        rows=[
            [flag.letter, flag.said, _step_name(flag.step, translate), flag.who, flag.signs]
            for flag in [*goals, *deeds]
        ],
    )


HEAD = (N_("Mark"), N_("Goal, or what people will do"), N_("Step"), N_("Who"), N_("Signs"))


def _step_name(step: int, translate: Callable[[str], str]) -> str:
    """Return what the table says of a step; nothing stands "today" because it was reached."""
    return translate(N_("not placed yet")) if step == FOOT else translate(STEPS[step])


def _goal(
    number: int, goal: dict[str, Any], content: Content, context: Context, translate: Callable[[str], str]
) -> Flag:
    """Return the flag of a goal: with the mark of the side that leads it, and the leader's name in the table."""
    symbol, side = mark(goal, context, translate)
    leader = _named(goal["leader"], context)
    return Flag(
        letter=str(number),
        said=words(goal["statement"], context.languages),
        step=GOAL_STEPS.get(goal["priority"], FOOT),
        who=f"{leader} ({side})" if leader else side,
        signs=str(len(signs_of(goal, content))),
        symbol=symbol,
        name=side,
    )


def _deed(number: int, card: dict[str, Any], context: Context) -> Flag:
    """Return the letter of something that people will do differently."""
    return Flag(
        letter=_letter(number),
        said=words(card["behaviour"], context.languages),
        step=MARKER_STEPS.get(card["hope"], FOOT),
        who=_named(card["actor"], context),
        signs="",
        symbol="",
        name="",
    )


def mark(goal: dict[str, Any] | None, context: Context, translate: Callable[[str], str]) -> tuple[str, str]:
    """Return the symbol of the side that leads a goal, and its name for the legend and the table."""
    sides = leads(goal, context) if goal else None
    if sides and len(sides) > 1:
        return SEVERAL, translate(N_("several places"))
    for number, side in enumerate(context.sides):
        if sides and side.key in sides:
            return shape(number)["symbol"], side.place
    return OPEN, translate(N_("place not known yet"))


def in_order(marks: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return each mark with its name once: places in their order, then several places, then those not known."""
    order = [*(each["symbol"] for each in SHAPES), SEVERAL, OPEN]
    return sorted(dict.fromkeys(marks), key=lambda each: order.index(each[0]))


def _named(who: dict[str, Any], context: Context) -> str:
    """Return the name of the actors that are linked, or the words that stand there."""
    known = actors(context)
    linked = [words(known[each].get("name"), context.languages) for each in who["ids"] if each in known]
    return ", ".join(name for name in linked if name) or words(who["text"], context.languages)


def _letter(number: int) -> str:
    """Return a, b … z, aa, ab …: the 0th is a."""
    before, last = divmod(number, 26)
    return (_letter(before - 1) if before else "") + chr(ord("a") + last)


def _drawn(goals: list[Flag], deeds: list[Flag], translate: Callable[[str], str]) -> Any:
    """Return the figure: each step a line that begins one place further to the right than the one below."""
    taken = list(range(len(STEPS)))
    placed: list[tuple[Flag, int]] = []
    for flag in [*goals, *deeds]:
        placed.append((flag, taken[flag.step]))
        taken[flag.step] += 1
    end = max(*taken, FEWEST)
    stairs: list[tuple[float | None, float | None]] = []
    for step in range(len(STEPS)):
        foot = [] if step == 0 else [(step - 0.5, step - 1.0), (step - 0.5, float(step))]
        stairs += [*foot, (step - 0.5, float(step)), (end - 0.5, float(step)), (None, None)]
    poles = [
        point for flag, at in placed if flag.symbol for point in ((at, flag.step), (at, flag.step + POLE), (None, None))
    ]
    return figure(
        [
            _line(stairs, 2),
            _line(poles, 1),
            *_flags([(flag, at) for flag, at in placed if flag.symbol]),
            *_letters([(flag, at) for flag, at in placed if not flag.symbol]),
        ],
        {
            "height": HEIGHT,
            "xaxis": {"visible": False, "range": [-0.6, end - 0.4]},
            "yaxis": {
                "range": [-0.3, len(STEPS) - 0.1],
                "tickvals": list(range(len(STEPS))),
                "ticktext": [translate(each) for each in STEPS],
                "automargin": True,
                "showgrid": False,
                "zeroline": False,
            },
        },
    )


def _line(points: list[Any], width: int) -> dict[str, Any]:
    """Return a plain line through points, broken where there are none."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "line": {"width": width},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _flags(placed: list[tuple[Flag, int]]) -> list[dict[str, Any]]:
    """Return one trace of flags for each mark, so that the legend names the places."""
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "name": name,
            "x": [at for flag, at in placed if flag.symbol == symbol],
            "y": [flag.step + POLE for flag, _ in placed if flag.symbol == symbol],
            "text": [flag.letter for flag, _ in placed if flag.symbol == symbol],
            "hovertext": [flag.said for flag, _ in placed if flag.symbol == symbol],
            "hoverinfo": "text+name",
            "textposition": "top center",
            "marker": {"symbol": symbol, "size": 12},
            "showlegend": True,
        }
        for symbol, name in in_order((flag.symbol, flag.name) for flag, _ in placed)
    ]


def _letters(placed: list[tuple[Flag, int]]) -> list[dict[str, Any]]:
    """Return the letters of what people will do differently."""
    if not placed:
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": [at for _, at in placed],
            "y": [flag.step + 0.2 for flag, _ in placed],
            "text": [flag.letter for flag, _ in placed],
            "hovertext": [flag.said for flag, _ in placed],
            "hoverinfo": "text",
            "showlegend": False,
        }
    ]
