"""Home: the door, the front page, the statement on accessibility and language, and the health check."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, g, render_template
from werkzeug.wrappers import Response

from facilitation import clock
from facilitation.languages import INTERFACE
from facilitation.views import examples, gate, pages

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@gate.public
def show() -> str | Response:
    """Show one's partnerships; to a stranger the front page, or the door when their browser asks for neither language."""
    if g.person is None and pages.asked() is None:
        turn = pages.languages_turn() % len(INTERFACE)
        return render_template("home/door.html", door_order=INTERFACE[turn:] + INTERFACE[:turn])
    return render_template("home/show.html", demo_people=[] if g.person else examples.shown())


@blueprint.get("/accessibility")
@gate.public
def statement() -> str:
    """Show what works for whom, in which language, and the gaps that we know of."""
    return render_template("statement.html")


@blueprint.get("/healthz")
@gate.public
def health() -> tuple[dict[str, str], int]:
    """Answer whether the database answers; the error handler says so when it does not."""
    g.db.execute(sa.text("SELECT 1"))
    return {"status": "ok", "at": clock.now().isoformat(timespec="seconds")}, 200
