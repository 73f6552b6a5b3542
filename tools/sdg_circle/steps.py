"""Steps: what the light set of the exercise asks for, in order; with all of them it can be agreed.

How many activities there are is a hint in words and beside the list: the first one with its place, its goal and its
direction is a start.
"""

from __future__ import annotations

from tools.canvas import Content, Context, Step
from tools.content import is_blank
from tools.sdg_circle.activities import activities, cell_of, chosen, goal_of
from tools.sdg_circle.questions import ACTIVITIES, IMPROVEMENTS
from tools.wording import N_


def steps(content: Content, context: Context) -> list[Step]:
    """Return what the light set asks for, in the order of the questions."""
    known = activities(content)
    return [
        Step(
            at="today.topic",
            label=N_("Say what you look at: a topic, or your daily activities"),
            done=not is_blank(content["today"]["topic"]),
        ),
        Step(
            at=ACTIVITIES,
            label=N_("Put activities in the circle, with their goal and direction: three are enough to start with"),
            done=any(cell_of(card) and goal_of(card) and card["direction"] for card in known),
        ),
        Step(at=IMPROVEMENTS, label=N_("Choose one change to something you already do"), done=bool(chosen(content))),
    ]
