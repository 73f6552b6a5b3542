"""Goals: what every template knows of the Sustainable Development Goals and of what a tag on one is worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask
from flask_babel import gettext as _

from facilitation.languages import countries
from facilitation.views.pages import language
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


Groups = list[tuple[str, list[tuple[str, str]]]]
"""Names of groups, each with its options (key, words), in the reader's language."""


def goal_groups() -> Groups:
    """Return the goals to choose from, by P."""
    return [(_(name), [(each.id, f"{each.id} · {_(each.name)}") for each in goals.of_p(p)]) for p, name in goals.PS]


def target_groups() -> Groups:
    """Return the targets to choose from, by goal."""
    return [
        (
            f"{goal.id} · {_(goal.name)}",
            [(each.id, f"{each.id} · {_(each.label)}") for each in goals.targets_of(goal.id)],
        )
        for goal in goals.GOALS
    ]


def worded(options: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return options (key, `N_` words) in the reader's language."""
    return [(key, _(name)) for key, name in options]


def prepare(app: Flask) -> None:
    """Give templates the goals, the targets and the words for tags."""
    app.jinja_env.globals.update(
        goal_of=named,
        worded=worded,
        country_name=lambda code: countries(language()).get(code, code),
        goal_groups=goal_groups,
        target_groups=target_groups,
        worth_names=tags.STATE_NAMES,
        ring_names=tags.RING_NAMES,
        direction_names=dict(tags.DIRECTIONS),
        horizon_names=dict(tags.HORIZONS),
    )
