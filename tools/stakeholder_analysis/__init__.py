"""Stakeholder analysis: who matters, who is missing, and who takes which role, in each place.

When: after the goals, and open ever since: looked at before every encounter and whenever people change. Who: each core
group about its own place; then the others ask three questions, and what lies in between is filled in together. The
light set (actors with their place, how strongly it affects them and their role, and who is missing) takes about thirty
minutes and is enough to agree.

Content: two sections, see `questions`. An actor is a function or a group. Its place is one of interest (x) and
influence (y), both 0 to 100 and much from 50 on; how strongly it is affected goes from 0 to 3 and is the third axis, so
that who has little say and feels much does not vanish. Name, side, place, affected and role are decisions. Where an
actor stands, how one knows, whom to contact and who is connected with whom stay in the room of a side, unless it shares
a card. Deep: really nobody, connections, pairs, the core group.

Findings, from `findings`; how many actors there are is a hint beside the list, never a finding:

=====  ========  =================================================================================================
T4-1   caution   four or more have a place, and a quarter of the picture is empty without a reason; one at a time
T4-2   stop      a side that carries the project has actors, and nobody of it, or of every side, decides
T4-3   caution   an actor is affected 3 (the most), and its role is "is informed"
T4-4   caution   of three or more actors, where more than half stand is an estimate
T4-5   caution   of three or more actors of a side every kind is known, and all are institutions
T4-6   caution   three or more stances are known, and all are "in favour" or "pulls it along"
T4-7   caution   deep: somebody of the core group has no mandate, or nobody who stands in
T4-8   caution   in a project of one side an actor of another side decides
T4-9   tip       a barrier was noted, there are encounters, and none of them answers it
T4-10  tip       deep: two sides or more have actors, and there is no pair
T4-11  tip       two or more actors of one side decide
=====  ========  =================================================================================================

Figures, from `figures`: influence and interest, with the rings of the onion in its table, and the map of connections.
`actors` tells other tools what a card says.

Source: a reconstruction of the published method's Stakeholderanalyse, whose inner fields were not printed; Mendelow's
power and interest with being affected added (salience), Net-Map for connections, the Latin American mapeo de actores
for where actors stand, RACI made softer for the roles. The numbers of three and four are ours: fewer are no pattern.
"""

from __future__ import annotations

from tools.canvas import Tool
from tools.stakeholder_analysis.figures import figures
from tools.stakeholder_analysis.findings import findings
from tools.stakeholder_analysis.questions import SECTIONS
from tools.stakeholder_analysis.steps import steps
from tools.wording import N_

TOOL = Tool(
    key="stakeholder_analysis",
    slug="stakeholder-analysis",
    code="T4",
    title=N_("Stakeholder analysis"),
    purpose=N_("See who matters and who is missing, and agree on who takes which role, in each place."),
    line=N_(
        "30 minutes: the core group of each place about its own surroundings. Then the others ask three questions. "
        "It stays open: look at it before every encounter."
    ),
    sections=SECTIONS,
    findings=findings,
    steps=steps,
    figures=figures,
    reads=("focus_sharpener", "intervention_designer"),
)
