"""Focus sharpener: turns a broad theme into one shared, open question that people can still influence.

When: the first tool of a project, and again whenever the context changes. Who: two to six people who lead the
project, and at least one listener of another side who only asks questions. The light set takes about thirty
minutes and is enough to agree; the deep set (trigger, causes, what is inside and outside) is needed for nothing.

Content: five sections, see `questions`. The question, who decides, what is settled, the room (0 to 5 steps) and,
in a shared project, what the sides want to learn are decisions; all the rest is thinking aloud.

Findings, from `findings`; those marked "words" guess from the words of the question and of each draft, in Dutch
and in Spanish (`dutch`, `spanish`), and are gone with one tap:

=====  ========  =================================================================================================
T1-1   tip       words: a solution stands inside the question (building, installing, an app, a campaign)
T1-2   tip       words: the question can be answered with yes or no
T1-3   tip       words: two questions in one
T1-4   stop      the room is 0 steps and nobody said "we only inform"
T1-5   caution   a project of one side was proposed and chosen by the same other side
T1-6   tip       everyone who is affected is marked "not heard yet"
T1-7   tip       a shared project has a question, but nothing to learn, or the same words twice
=====  ========  =================================================================================================

Source: a reconstruction of the published method's Focusscherper, whose inner fields were not printed; problem as
given, several reformulations, one choice; step 1 of the OECD guidelines for citizen participation (identify the
problem and the moment, and when not to invite people).
"""

from __future__ import annotations

from tools.canvas import Tool
from tools.focus_sharpener.findings import findings
from tools.focus_sharpener.picture import picture
from tools.focus_sharpener.questions import SECTIONS
from tools.focus_sharpener.steps import steps
from tools.wording import N_

TOOL = Tool(
    key="focus_sharpener",
    slug="focus-sharpener",
    code="T1",
    title=N_("Focus sharpener"),
    purpose=N_("From a broad theme to one open question that you can answer together."),
    line=N_(
        "30 minutes: the people who lead the project, and a listener of another side who only asks questions. "
        "First each alone, then choose together."
    ),
    sections=SECTIONS,
    findings=findings,
    steps=steps,
    picture=picture,
)
