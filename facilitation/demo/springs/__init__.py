"""Springs: Tarija's project in the example, in all six tools.

What the method notices is left on purpose: nobody drew a conclusion yet from what helps most, and no encounter is
at an hour at which the committees can come.
"""

from __future__ import annotations

from facilitation.demo.filling import Desk
from facilitation.demo.springs import actors, ambition, encounters, focus, route, scan


def fill(desk: Desk) -> None:
    """Write the example on the project of the springs."""
    desk.write("focus_sharpener", "medio_ambiente", focus.FOCUS)
    desk.write("environment_scan", "medio_ambiente", scan.SCAN)
    desk.write("stakeholder_analysis", "medio_ambiente", actors.ACTORS, deep=True)
    desk.write("ambition_setter", "medio_ambiente", ambition.AMBITION, deep=True)
    desk.write("trajectory_designer", "medio_ambiente", route.ROUTE, deep=True)
    desk.begin("at_the_spring", "medio_ambiente", encounters.AT_THE_SPRING)
