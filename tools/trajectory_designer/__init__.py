"""Trajectory designer: from today to what stays: phases, who takes part, where decisions fall, what people hear back.

When: after the Stakeholder analysis; again after every encounter and at each moment that was set aside to adjust. Who:
the core groups together; whoever decides confirms the decision moments. The light set takes about thirty minutes and is
enough to agree; the deep set (milestones, moments to adjust and to learn from each other, messages, tasks, risks) is
needed for nothing.

Content: seven sections, see `questions`. The days, the phases, the table of who takes part, the decision moments and
the promised feedback are decisions; encounters, outcomes, measured values, messages and tasks never reopen an
agreement.

A phase breathes: opening widens, deepening stays wide, choosing narrows, then it is done and anchored. `route` reads
what stands on the canvas, `upstream` what the earlier tools hold; both leave out what cannot be read (a day that does
not exist, a value of a wrong shape), which the check of the content reports.

Findings, from `notices` (days and promises) and `balance` (who takes part, and how); days are compared as days:

=====  ========  =================================================================================================
T5-1   stop      a decision falls before the last day of the participation that feeds it (the end of a phase in
                 `after`, or an encounter of that phase)
T5-2   caution   an actor who is affected most (3 of 3) has an empty row in a table that is begun
T5-3   stop      a phase, or a cell under it, is above the ceiling: the room of the Focus sharpener + 1, 5 at most
T5-4   stop      people are consulted or more in a phase, and no feedback about it has a day
T5-5   caution   a day falls in weeks that are blocked in a place that it concerns
T5-6   caution   all encounters (two or more) are led by the same side; in a project of one side, by another side
T5-7   caution   everything is online, or everything is in person
T5-8   caution   an actor who decides takes part, and no decision moment is theirs
T5-9   caution   a phase runs across elections, and no task hands anything over there
T5-10  tip       two phases of choosing follow each other, with nothing opened between them
T5-11  tip       a message has no language
T5-12  caution   the papers are due after the decision
T5-13  caution   an end lies before its start
T5-14  caution   a card points at something that was taken away
=====  ========  =================================================================================================

Source: a reconstruction of the published method's Trajectontwerper, whose inner fields were not printed; the rhythm of
opening and closing of Kaner's diamond of participation; the steps of the OECD guidelines for citizen participation
(feedback and evaluation); the publication's lessons "dare to adjust" and "you cannot do everything online".
"""

from __future__ import annotations

from tools.canvas import Tool
from tools.trajectory_designer.figures import figures
from tools.trajectory_designer.findings import findings
from tools.trajectory_designer.questions import SECTIONS
from tools.trajectory_designer.steps import steps
from tools.wording import N_

TOOL = Tool(
    key="trajectory_designer",
    slug="trajectory-designer",
    code="T5",
    title=N_("Trajectory designer"),
    purpose=N_("From today to what stays: who takes part when, where decisions fall, and what people hear afterwards."),
    line=N_("30 minutes: the core groups together; whoever decides confirms when decisions fall."),
    sections=SECTIONS,
    findings=findings,
    steps=steps,
    figures=figures,
    reads=("focus_sharpener", "environment_scan", "ambition_setter", "stakeholder_analysis", "sdg_circle"),
)
