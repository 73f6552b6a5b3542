"""Live: what a page that is open live asks over HTTP: whether it may still come in.

A refused socket says nothing of why. So the page asks here, once, and shows the sentence it gets. The answer is always
200 with the status inside: who is signed out has to be told so on the page where their words stand, not be led away.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, request
from flask_babel import gettext

from facilitation import joining
from facilitation.errors import FacilitationError
from facilitation.views import gate

blueprint = Blueprint("live", __name__)


@blueprint.get("/live/projects/<int:project_id>/<slug>/rights")
@blueprint.get("/live/projects/<int:project_id>/<slug>/<int:number>/rights")
@gate.public
def rights(project_id: int, slug: str, number: int = 1) -> dict[str, Any]:
    """Say whether this person may be in the rooms of a canvas, in which, and if not why."""
    person = {"id": g.person.id} if g.person else None
    try:
        seat = joining.by_project(g.db, request.cookies.get(gate.COOKIE, ""), project_id, slug, number)
    except FacilitationError as error:
        why = gettext(error.message).format(**error.values)
        return {"status": error.status, "why": why, "rooms": [], "person": person}
    rooms = [{"name": each.name, "suffix": each.where.suffix, "write": each.writes} for each in seat.rooms]
    return {"status": 200, "why": "", "rooms": rooms, "person": person}
