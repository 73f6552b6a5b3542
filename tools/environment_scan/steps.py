"""Steps: what the light set of the Environment scan asks for, in order; with all of them a canvas can be agreed.

Every side says what is going on in its place, also in a project that another side owns: without that a goal is built
on one half of the ground (T2-1). What works, a plan to join and the calendar are asked of the sides that carry the
project. A step is done by any answer at all, in any language: how many there are is a hint beside the field.
"""

from __future__ import annotations

from tools.canvas import Content, Context, SideOf, Step
from tools.content import filled_cards
from tools.environment_scan.columns import column
from tools.wording import N_

OF_EVERY_SIDE = (("around.factors", N_("{place} says what is going on")),)

OF_WHO_CARRIES_IT = (
    ("ground.works", N_("{place} says what works well already")),
    ("ground.hooks", N_("{place} names a plan or budget to join")),
    ("time.calendar", N_("{place} says which moments of the year matter")),
)


def steps(content: Content, context: Context) -> list[Step]:
    """Return what the light set asks for, in the order of the questions."""
    carrying = [side for side in context.sides if context.shared or side.key == context.owner]
    return [
        *(_step(content, address, label, side) for address, label in OF_EVERY_SIDE for side in context.sides),
        *(_step(content, address, label, side) for address, label in OF_WHO_CARRIES_IT for side in carrying),
        Step(
            at="meaning.conclusions",
            label=N_("Draw at least one conclusion together"),
            done=bool(filled_cards(content, "meaning.conclusions")),
        ),
    ]


def _step(content: Content, address: str, label: str, side: SideOf) -> Step:
    """Return the step of one side for one list."""
    done = bool(column(content, address, side.key))
    return Step(at=f"{address}.{side.key}", label=label, done=done, values={"place": side.place})
