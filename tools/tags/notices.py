"""Notices: what is worth a second look among the tags of a project or a partnership. Hints, never verdicts.

SDG-1  more than `MOST` goals without an order: with so many, none stands out
SDG-2  nothing that harms or is unknown, and nobody wrote how they looked for it
SDG-3  goal 17 without a reason: being partners is no reason yet
SDG-4  everything in one ring, once there are three tags
SDG-5  claims about the territory of a side that has not answered
SDG-6  claims that faded: a year went by and nobody stood up for them
SDG-7  claims without a reason
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.canvas import CAUTION, TIP, Finding
from tools.tags import CLAIMED, DOUBTED, MOST, STATES
from tools.wording import N_

ALONE = "17"
A_PATTERN = 3
"""Tags from which on standing in one ring only says something."""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What a notice looks at of a tag: goal, ring, direction, place, what it is worth by its data and what is left.

    `waiting` are the names of the places that have not answered yet what is said about them.
    """

    goal: str
    ring: str
    direction: str
    rank: int | None
    state: str
    shown: str
    waiting: tuple[str, ...] = ()


def notices(held: Sequence[Noted], looked: bool) -> list[Finding]:
    """Return what is worth a second look, most serious first; `looked`: somebody wrote how they looked for harm."""
    return list(_found(held, looked))


def _found(held: Sequence[Noted], looked: bool) -> Iterator[Finding]:
    goals = {each.goal for each in held}
    if len(goals) > MOST and not any(each.rank for each in held):
        yield Finding(
            code="SDG-1",
            level=CAUTION,
            sentence=N_("That are many goals. Which ones would people notice most? Put those first."),
        )
    if held and not looked and not any(each.direction in DOUBTED for each in held):
        yield Finding(
            code="SDG-2",
            level=CAUTION,
            sentence=N_("Everything helps. Who could be harmed, or what don't you know yet?"),
        )
    waiting = tuple(dict.fromkeys(place for each in held for place in each.waiting))
    if waiting:
        yield Finding(
            code="SDG-5",
            level=CAUTION,
            sentence=N_("This is said about {places}, which has not answered yet."),
            values={"places": ", ".join(waiting)},
        )
    if any(STATES.index(each.shown) < STATES.index(each.state) for each in held):
        yield Finding(
            code="SDG-6",
            level=TIP,
            sentence=N_("A year or more went by. Does it still hold, and what shows it?"),
        )
    if any(each.goal == ALONE and each.state == CLAIMED for each in held):
        yield Finding(
            code="SDG-3",
            level=TIP,
            sentence=N_("Being partners is no reason for goal 17 yet. Who notices what of it?"),
        )
    if len(held) >= A_PATTERN and len({each.ring for each in held}) == 1:
        yield Finding(
            code="SDG-4",
            level=TIP,
            sentence=N_("Everything lies in one ring. What happens in your own house, and elsewhere in the world?"),
        )
    if any(each.state == CLAIMED for each in held):
        yield Finding(
            code="SDG-7",
            level=TIP,
            sentence=N_("Some of this is only claimed: say who notices what, and where and when."),
        )
