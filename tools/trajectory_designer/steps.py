"""Steps: what the light set of the Trajectory designer asks for, in order; with all of them a canvas can be agreed.

A step is done by any answer at all: how many phases there are is a hint beside the field. The table of who takes part
is asked for once there are actors to put in it.
"""

from __future__ import annotations

from tools.canvas import Content, Context, Step
from tools.content import filled_cards
from tools.trajectory_designer.plan import plan as read
from tools.wording import N_


def steps(content: Content, context: Context) -> list[Step]:
    """Return what the light set asks for, in the order of the questions."""
    plan = read(content, context)
    promised = any(feedback.promised or feedback.done for feedback in plan.feedbacks)
    asked = [
        _step("route.phases", N_("Write down at least one phase"), bool(filled_cards(content, "route.phases"))),
        _step("people.matrix", N_("Say who takes part in which phase"), bool(plan.cells)),
        _step("people.sessions", N_("Name an encounter that it takes"), bool(filled_cards(content, "people.sessions"))),
        _step("people.feedback", N_("Promise a day on which people hear what came of it"), promised),
        _step("decisions.moments", N_("Say where a decision falls"), bool(filled_cards(content, "decisions.moments"))),
    ]
    return [step for step in asked if plan.actors or step.at != "people.matrix"]


def _step(at: str, label: str, done: bool) -> Step:
    """Return one step; short, because a list of them should read like the list it is."""
    return Step(at=at, label=label, done=done)
