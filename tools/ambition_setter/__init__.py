"""Ambition setter: pictures the change that people want, how they will notice it, and how far they take part in it.

When: after the Environment scan, and again at each milestone. Who: the people who lead the project, of every side;
each goal says who gains by it in each place. The light set takes about thirty minutes and is enough to agree: a
picture, one to three goals with who leads them, a sign of each, the level of participation and the promise that goes
with it. The deep set (what people will do differently, what is not promised, why it would work, who could be harmed,
what one is still content with, in which plan it is anchored) is needed for nothing.

Content: five sections, see `questions`. The goals, the signs without how they stand by now, the level and the promise
are decisions. It reads the room for change of the Focus sharpener (the ceiling of the level), the actors of the
Stakeholder analysis and the plans of the Environment scan.

Findings, from `findings`; the one marked "words" guesses from the words of each goal, in Dutch and in Spanish
(`dutch`, `spanish`), and is gone with one tap:

=====  ========  =================================================================================================
T3-1   caution   a goal without a sign
T3-2   tip       words: an activity instead of a change (organising, drawing up, visiting)
T3-3   caution   more than five goals
T3-4   stop      the level is higher than the room for change allows (room 0 to 5, plus one, 5 at most)
T3-5   caution   a side leads no goal while others do, for every side alike
T3-6   caution   in a shared project only one side says what it gains by a goal
T3-7   caution   a sign without a source, or without anybody who looks
T3-8   tip       only numbers, or only stories (from two signs on)
T3-10  caution   deep: nobody thought about who could be harmed
T3-11  tip       the day by which a goal should be reached is past
T3-12  tip       a number should become what it is already
=====  ========  =================================================================================================

T3-9 (a development goal without a target) comes with the development goals.

Source: a reconstruction of the published method's Ambitiebepaler, whose inner fields were not printed; progress
markers (expect, like, love to see) of outcome mapping; baseline, target, source and frequency of indicators; if,
then, because of a theory of change; the spectrum of public participation, each level with its promise.
"""

from __future__ import annotations

from tools.ambition_setter.figures import figures
from tools.ambition_setter.findings import findings
from tools.ambition_setter.questions import SECTIONS
from tools.ambition_setter.steps import steps
from tools.canvas import Tool
from tools.wording import N_

TOOL = Tool(
    key="ambition_setter",
    slug="ambition-setter",
    code="T3",
    title=N_("Ambition setter"),
    purpose=N_("Picture the change that you want, say how far people take part, and how you will notice it."),
    line=N_("30 minutes: the people who lead the project, of every side. First the picture, then the goals."),
    sections=SECTIONS,
    findings=findings,
    steps=steps,
    figures=figures,
    reads=("focus_sharpener", "environment_scan", "stakeholder_analysis", "sdg_circle"),
)
