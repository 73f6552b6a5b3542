"""Goals: what every template knows of the Sustainable Development Goals and of what a tag on one is worth."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask

from tools import goals, tags


@dataclass(frozen=True)
class Named:
    """A goal or a target for a page: its id, the id of its goal, and its `N_` name."""

    id: str
    goal: str
    name: str


def named(id: str) -> Named:
    """Return a goal or a target by its id; KeyError for an id that is none."""
    target = goals.target(id)
    if target is not None:
        return Named(target.id, target.goal, target.label)
    goal = goals.goal(id)
    if goal is None:
        raise KeyError(id)
    return Named(goal.id, goal.id, goal.name)


def prepare(app: Flask) -> None:
    """Give templates the goals, the targets and the words for tags."""
    app.jinja_env.globals.update(
        goal_of=named,
        goals_by_p=[(name, goals.of_p(p)) for p, name in goals.PS],
        all_goals=goals.GOALS,
        targets_of=goals.targets_of,
        worth_names=tags.STATE_NAMES,
        ring_names=tags.RING_NAMES,
        direction_names=dict(tags.DIRECTIONS),
        horizon_names=dict(tags.HORIZONS),
    )
