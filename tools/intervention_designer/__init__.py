"""Intervention designer: one encounter, designed to the minute, with its result, its questions and its interpreting.

When: at least three weeks before the encounter (interpreters need what they read a week before). Who: whoever leads it,
with somebody of another side who leads along, the technical host, and the interpreters as readers. A project has
any number of encounters, each with its own canvas, called by its name; in Spanish it is an *encuentro*.

Content: six sections, see `questions` and `blocks`. Results and blocks (minutes, kind, question, form, interpreting,
lead, and where the yield goes) are decisions; day, place, who comes, roles and plan B may change without asking anew.

Findings, from `findings` and `timing`:

=====  ========  =================================================================================================
T6-1   caution   there are blocks, and of none it is said where what comes out goes
T6-2   caution   the blocks of a part do not add up to its minutes: {n} min free, or too many
T6-3   caution   a consecutively interpreted block of which nobody said that the time is doubled
T6-4   caution   online (or partly): more than 60 min without a pause, or more than 120 min in one part
T6-5   caution   information takes more than a quarter of the time, pauses left out
T6-6   stop      the exact question of a block is missing in one of the languages
T6-7   caution   a part lies outside 08:00 to 20:00 in a place that takes part
T6-8   caution   only one side leads blocks
T6-9   caution   simultaneous interpreting in break-out rooms (in person: with fewer than two interpreters)
T6-10  caution   one interpreter for more than 60 min of simultaneous interpreting in one part
T6-11  caution   choosing before any conversation
T6-12  tip       an invited group's barrier (Stakeholder analysis) for which nothing is arranged
T6-13  tip       every welcome is led by the same side
T6-14  caution   a result that belongs to no phase of the trajectory that there is
T6-15  caution   a day that is blocked on the calendar (Environment scan) of a place that takes part
T6-16  caution   an hour that the clock skips or shows twice on that day
T6-17  tip       parts at one hour on one clock, at different hours elsewhere: summer time
=====  ========  =================================================================================================

T6-15 to T6-17 are ours. The minutes are reckoned in `agenda`, the picture is in `figures`, what is printed in `sheets`.

Source: a reconstruction of the published method's Interventieontwerper, whose inner fields were not printed; the block
model of session planners, 1-2-4-all, the order facts, feelings, meaning, decision, and guides on meetings in more
than one language.
"""

from __future__ import annotations

from tools.canvas import Tool
from tools.intervention_designer.figures import figures
from tools.intervention_designer.findings import findings
from tools.intervention_designer.questions import SECTIONS
from tools.intervention_designer.sheets import PAPERS
from tools.intervention_designer.steps import steps
from tools.wording import N_

TOOL = Tool(
    key="intervention_designer",
    slug="intervention-designer",
    code="T6",
    title=N_("Intervention designer"),
    purpose=N_("One encounter, from the first minute to what becomes of it."),
    line=N_(
        "30 minutes: whoever leads the encounter, somebody of another side who leads along, and the technical host. "
        "At least three weeks before."
    ),
    sections=SECTIONS,
    findings=findings,
    steps=steps,
    figures=figures,
    reads=("environment_scan", "ambition_setter", "stakeholder_analysis", "trajectory_designer"),
    many=True,
    called="meeting.name",
    papers=PAPERS,
)
