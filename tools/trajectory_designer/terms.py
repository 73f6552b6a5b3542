"""Terms: the words, lengths and addresses that several questions and notices of a route share."""

from __future__ import annotations

from tools.wording import N_

SHORT = 160
"""Characters that still fit on one line of a wall or a list."""

A_QUESTION = 200
"""Characters of a question that can be said in one breath, in either language."""

TOGETHER = "together"
"""The key of "every side", where one side or all can be chosen."""

ACTORS = "stakeholder_analysis:people.actors"
PHASES = "route.phases"

NO_NAMES = N_("A function or a group; no names of people.")
