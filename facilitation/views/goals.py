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
    app.add_template_global(named, "goal_of")
    app.add_template_global([(name, goals.of_p(p)) for p, name in goals.PS], "goals_by_p")
    app.add_template_global(goals.GOALS, "all_goals")
    app.add_template_global(goals.targets_of, "targets_of")
    app.add_template_global(tags.STATE_NAMES, "worth_names")
    app.add_template_global(tags.RING_NAMES, "ring_names")
    app.add_template_global(dict(tags.DIRECTIONS), "direction_names")
    app.add_template_global(dict(tags.HORIZONS), "horizon_names")
