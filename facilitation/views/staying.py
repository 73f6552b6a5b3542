"""Staying: the cookie by which a browser stays signed in: set anew at each sign-in, living on while it is used.

That it is used is written down at most once an hour, after the page was made, and left for a next time when
others are writing: nobody waits for it.
"""

from __future__ import annotations

import logging

import sqlalchemy as sa
from flask import Blueprint, Response, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from facilitation import sign_ins
from facilitation.errors import Unavailable
from facilitation.people import Person
from facilitation.views import gate

blueprint = Blueprint("staying", __name__)
log = logging.getLogger("facilitation")
DAY_SECONDS = 86_400
PATIENCE_SECONDS = 0.05
"""How long a page waits for its turn to write down that a sign-in is used."""


def let_in(person: Person, to: str, from_link: bool = False) -> AnyResponse:
    """Sign a person in in this browser with a new cookie, end what the old one opened, and go on."""
    sign_ins.end(g.db, request.cookies.get(gate.COOKIE, ""))
    token = sign_ins.start(g.db, person, gate.settings(), from_link)
    g.db.commit()
    answer = redirect(to, 303)
    _give(answer, token)
    return answer


def let_out(to: str) -> AnyResponse:
    """Take the cookie back, have the browser forget the pages it kept, and go on."""
    answer = redirect(to, 303)
    answer.delete_cookie(gate.COOKIE, secure=_secure(), httponly=True, samesite="Lax")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _give(answer: AnyResponse, token: str) -> None:
    seconds = gate.settings().session_days * DAY_SECONDS
    answer.set_cookie(gate.COOKIE, token, max_age=seconds, secure=_secure(), httponly=True, samesite="Lax")


def _secure() -> bool:
    return gate.settings().public_url.startswith("https:")


@blueprint.before_app_request
def look() -> None:
    """Note, before the page is made, whether it is time to write down that this sign-in is used."""
    found = g.get("sign_in")
    g.due = found.id if found is not None and sign_ins.is_due(found) else None


@blueprint.after_app_request
def live_on(answer: Response) -> Response:
    """Write down that the sign-in is used and let its cookie live on; whatever goes wrong, the page goes out."""
    due = g.pop("due", None)
    if due is None or any(cookie.startswith(f"{gate.COOKIE}=") for cookie in answer.headers.getlist("Set-Cookie")):
        return answer
    try:
        g.db.rollback()
        g.db.begin_writing(PATIENCE_SECONDS)
        sign_ins.see(g.db, due, gate.settings())
        g.db.commit()
    except (sa.exc.SQLAlchemyError, Unavailable) as error:
        g.db.rollback()
        log.info("sign-in %s is written down later: %s", due, type(error).__name__)
        return answer
    _give(answer, request.cookies[gate.COOKIE])
    return answer
