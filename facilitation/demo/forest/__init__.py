"""Forest: Nimlaha'kok's project in the example, in all six tools.

What the method notices is left on purpose: women and young people were not heard yet when the question was asked, and
in the encounter nobody of Herent leads a moment.
"""

from __future__ import annotations

from facilitation.demo.filling import Desk
from facilitation.demo.forest import actors, ambition, encounters, focus, route, scan


def fill(desk: Desk) -> None:
    """Write the example on the project of the forest."""
    desk.write("focus_sharpener", "nimlahakok", focus.FOCUS)
    desk.write("environment_scan", "nimlahakok", scan.SCAN)
    desk.write("stakeholder_analysis", "nimlahakok", actors.ACTORS, deep=True)
    desk.write("ambition_setter", "nimlahakok", ambition.AMBITION, deep=True)
    desk.write("trajectory_designer", "nimlahakok", route.ROUTE, deep=True)
    desk.begin("walking", "nimlahakok", encounters.WALKING)
