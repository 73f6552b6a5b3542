"""Findings: what the method notices in a route. Hints, never verdicts; nothing here blocks typing.

A blank canvas is silent, whatever the earlier tools hold: what is not there yet is a step.
"""

from __future__ import annotations

from tools.canvas import Content, Context, Finding
from tools.trajectory_designer import balance, notices
from tools.trajectory_designer.plan import plan as read


def findings(content: Content, context: Context) -> list[Finding]:
    """Return everything noticed, most serious first."""
    plan = read(content, context)
    return [
        *notices.too_early(plan),
        *balance.above_the_room(plan, context),
        *notices.no_feedback(plan),
        *balance.left_out(plan),
        *notices.blocked_days(plan, content, context),
        *balance.led_by_one(plan, context),
        *balance.all_alike(plan),
        *balance.decides_nowhere(plan),
        *notices.crossing_elections(plan, content, context),
        *notices.late_papers(plan),
        *notices.turned_round(plan, content),
        *notices.dead_ends(content, context),
        *balance.choosing_twice(plan, context),
        *notices.no_language(content),
    ]
