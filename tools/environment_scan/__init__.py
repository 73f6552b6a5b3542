"""Environment scan: know the ground before you plant: what helps, hinders, is delicate or still unknown in each place.

When: after the Focus sharpener, best in part during a visit or a walk with a camera; again at elections, budget rounds
and when people leave. Who: each side fills in its own column first, apart; then they read each other and ask. Nobody
fills in the column of another side for it. The light set takes about thirty minutes and is enough to agree.

Content: four sections, see `questions`. Five factors a side are hoped for (effect from -3, hinders strongly, to 3,
helps strongly; certainty from 1 to 5), with what works already, a plan or budget to join, two moments that matter, and
together three conclusions. The conclusions are the decision; the rest is knowledge. What is delicate stays in the room
of its own side. Deep: what was tried, ways of taking part, means, the delicate, the unknown, what surprised us.

Whether each side filled in its own column (T2-1) is a step, not an alarm, see `steps`. Findings, from `findings`:

=====  ========  =================================================================================================
T2-2   caution   of three or more weighed factors of a side all help, or all hinder
T2-3   caution   somebody of another side wrote in the column of a side
T2-4   caution   a factor weighs 3 either way, and no conclusion is linked to it
T2-5   caution   a factor weighs 2 or more either way, is 2 or less certain, and no open question is linked to it
T2-6   tip       a side has moments on its calendar, but neither elections nor budget
T2-7   tip       deep: all means that a side names are money
T2-8   caution   a factor was noted more than 12 months ago
T2-9   tip       a stretch of the calendar ends before it begins, or has an end and no beginning
=====  ========  =================================================================================================

Figures, from `figures`: the force field and the calendar. `calendar` tells other tools when something cannot be.

Source: a reconstruction of the published method's Omgevingsscan, whose inner fields were not printed; the domains are
those of DESTEP/PESTEL cut down to what a municipality meets, the forces are Lewin's force field. T2-9 is ours, and so
is the number of three in T2-2: one or two factors of one kind are no pattern.
"""

from __future__ import annotations

from tools.canvas import Tool
from tools.environment_scan.figures import figures
from tools.environment_scan.findings import findings
from tools.environment_scan.questions import SECTIONS
from tools.environment_scan.steps import steps
from tools.wording import N_

TOOL = Tool(
    key="environment_scan",
    slug="environment-scan",
    code="T2",
    title=N_("Environment scan"),
    purpose=N_(
        "Know the ground before you plant: what helps, what hinders and what you do not know yet, in each place."
    ),
    line=N_(
        "30 minutes: the people of each place fill in their own column first. "
        "Then you read each other’s and ask questions."
    ),
    sections=SECTIONS,
    findings=findings,
    steps=steps,
    figures=figures,
    reads=("focus_sharpener",),
)
