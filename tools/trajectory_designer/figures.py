"""Figures: the pictures with axes of a route: when everything happens, and who takes part how far."""

from __future__ import annotations

from collections.abc import Callable

from tools.canvas import Content, Context
from tools.pictures import Drawn
from tools.trajectory_designer import heat_table, timeline
from tools.trajectory_designer.plan import plan as read

Translate = Callable[[str], str]


def figures(content: Content, context: Context, translate: Translate) -> list[Drawn]:
    """Return the timeline, and under it the table of who takes part."""
    plan = read(content, context)
    return [timeline.drawn(plan, content, context, translate), heat_table.drawn(plan, translate)]
