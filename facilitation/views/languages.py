"""Languages: switching the interface while staying where you are."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from facilitation.errors import NotFound
from facilitation.languages import INTERFACE
from facilitation.views import gate
from facilitation.views.pages import LANGUAGE_COOKIE

blueprint = Blueprint("languages", __name__)
YEAR_SECONDS = 31_536_000


@blueprint.get("/language/<code>")
@gate.public
def switch(code: str) -> Response:
    """Remember the reader's language in this browser and go back to the page they were on."""
    if code not in INTERFACE:
        raise NotFound
    answer = redirect(gate.local(request.args.get("to"), "/"))
    secure = gate.settings().public_url.startswith("https:")
    answer.set_cookie(LANGUAGE_COOKIE, code, max_age=YEAR_SECONDS, httponly=True, samesite="Lax", secure=secure)
    return answer
