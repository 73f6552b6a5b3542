"""Steps: what the light set of the Stakeholder analysis asks for, in order; with all of them a canvas can be agreed.

A step is done by any answer at all, on any card: how many actors there are is a hint beside the list. Who decides is
asked of every side that carries the project; an actor of every side counts for each.
"""

from __future__ import annotations

from tools.canvas import Content, Context, SideOf, Step
from tools.content import filled_cards
from tools.stakeholder_analysis.actors import ACTORS, actors, belongs_to, decides, point
from tools.wording import N_


def steps(content: Content, context: Context) -> list[Step]:
    """Return what the light set asks for, in the order of the questions."""
    known = actors(content)
    return [
        Step(at=ACTORS, label=N_("Name the people and groups with a stake"), done=bool(known)),
        Step(
            at=ACTORS,
            label=N_("Give somebody a place by interest and influence"),
            done=any(point(actor) for actor in known),
        ),
        Step(
            at=ACTORS,
            label=N_("Say how strongly it affects somebody"),
            done=any(actor["affected"] is not None for actor in known),
        ),
        *(
            Step(
                at=ACTORS,
                label=N_("{place} says who decides"),
                done=any(decides(actor) and belongs_to(actor, side.key) for actor in known),
                values={"place": side.place},
            )
            for side in carrying(context)
        ),
        Step(
            at="people.missing",
            label=N_("Say who is missing, or that nobody is"),
            done=bool(filled_cards(content, "people.missing")) or content["people"]["missing.none"] is True,
        ),
    ]


def carrying(context: Context) -> list[SideOf]:
    """Return the sides that carry the project: all of them, or the one to which it belongs."""
    return [side for side in context.sides if context.shared or side.key == context.owner]
