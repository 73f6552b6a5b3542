"""Priorities: where the rankings of the sides meet, and where they do not.

Each side ranks up to `MOST` goals alone. Laid side by side there is what every side ranked, what lies near, and what
one side only ranked. Nothing is averaged and nothing counted: when nothing meets, that is what is said, and what lies
near is where to look for a bridge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

MOST = 3
"""Goals that a side ranks at most."""
COMPANIONS = 2
"""Goals that may go along with the central one at most."""


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """What one side ranked: its key and its goals, the most important first."""

    side: str
    goals: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Near:
    """Two goals of two sides that lie near each other, neither of which every side ranked."""

    one: tuple[str, str]
    other: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """What rankings have in common.

    `shared`: the goals that every side ranked; `partly`: goals that several sides ranked but not all, with their sides'
    keys (only with three sides or more); `near`: pairs (side, goal) that lie near each other; `only`: by side what
    nobody else ranked. Each in the order of the rankings that were handed in.
    """

    shared: tuple[str, ...]
    partly: tuple[tuple[str, tuple[str, ...]], ...]
    near: tuple[Near, ...]
    only: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def nothing(self) -> bool:
        """Return whether the sides have no goal in common."""
        return not self.shared


def meet(rankings: Sequence[Ranked], near: Callable[[str, str], bool]) -> Meeting:
    """Lay rankings side by side; `near` says whether two different goals lie near each other."""
    order = list(dict.fromkeys(goal for ranked in rankings for goal in ranked.goals))
    sides = {goal: tuple(ranked.side for ranked in rankings if goal in ranked.goals) for goal in order}
    shared = tuple(goal for goal in order if len(sides[goal]) == len(rankings) > 1)
    loose = [(ranked.side, goal) for ranked in rankings for goal in ranked.goals if goal not in shared]
    return Meeting(
        shared=shared,
        partly=tuple((goal, sides[goal]) for goal in order if 1 < len(sides[goal]) < len(rankings)),
        near=tuple(
            Near(one=one, other=other)
            for one, other in combinations(loose, 2)
            if one[0] != other[0] and one[1] != other[1] and near(one[1], other[1])
        ),
        only=tuple(
            (ranked.side, tuple(goal for goal in ranked.goals if sides[goal] == (ranked.side,)))
            for ranked in rankings
            if len(rankings) > 1
        ),
    )
