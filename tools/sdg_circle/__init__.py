"""SDG circle: an exercise in which sides lay what they already do in one circle, and find one change for the better.

When: at any moment, best once the focus is known; it is no step of the path. Who: mixed groups around one circle, or
each side alone (cards are written alone first), and then one circle over the other. It takes 75 minutes in six steps:
cards (10), a place for each (15), goal, direction and why (15), a step back (10), the reflex (15), choosing (10). The
light set (a topic, activities with their place, goal and direction, one change that is chosen) is enough to agree.

Content: three sections, see `questions`. A circle has five parts, the P's, and three rings: our own organisation in the
middle, local policy around it, global policy outside. A card has a place with a ring and a P; the P of its goal stands
in as long as people chose none. It is of the side that does it, else of the side of whoever wrote it.

Findings, from `findings`; how many activities there are is a hint beside the list, never a finding:

=====  ========  =================================================================================================
SDG-1  tip       some activities have a place in the circle, and others have none
SDG-2  caution   five or more have a place, and one of the five parts is empty for everybody; one at a time
SDG-3  caution   five or more have a place, and one of the three rings is empty for everybody; one at a time
SDG-4  caution   of three or more the direction is known, and all of them help
SDG-5  caution   in a shared project three or more activities are of known sides, and a side has none
SDG-6  tip       an activity has a goal and a direction, and no why
SDG-7  tip       there are changes, and none is about an activity whose direction nobody knows
SDG-8  caution   more than three changes are chosen
SDG-9  caution   of three or more the goal is known, and it is goal 17 every time
SDG-10 tip       what is written down as a target is the id of none
SDG-11 tip       the target of an activity is one of another goal than its own
=====  ========  =================================================================================================

An empty part or ring that somebody explained (`step_back.empty`) is silent. Figures, from `figures`: the circle.
Papers, from `board`: the circle to hang up, empty and as it stands.

Source: a reconstruction of the exercise of the published method from the labels on its board, with the five P's of the
United Nations and the three levels on which municipalities contribute (VVSG); the board and the manual of VVSG remain
theirs. Directions: direct and indirect, positive and negative, and gaps in what one knows. Numbers of three and five
are ours: fewer are no pattern.
"""

from __future__ import annotations

from tools.canvas import Tool
from tools.sdg_circle.board import PAPERS
from tools.sdg_circle.circle import figures
from tools.sdg_circle.findings import findings
from tools.sdg_circle.questions import SECTIONS
from tools.sdg_circle.steps import steps
from tools.wording import N_

TOOL = Tool(
    key="sdg_circle",
    slug="sdg-circle",
    code="SDG",
    title=N_("SDG circle"),
    purpose=N_("Lay what you already do in one circle, see what is empty, and find one change that does more good."),
    line=N_(
        "75 minutes in six steps, at any moment of the project. In mixed groups around one circle, or each side "
        "alone and then one circle over the other."
    ),
    sections=SECTIONS,
    findings=findings,
    steps=steps,
    figures=figures,
    papers=PAPERS,
)
