"""Digests: whether one gets notices by mail, chosen on the account page or from a mail, without signing in."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation import digests
from facilitation.database import Session
from facilitation.people import Person
from facilitation.views import account, forms, gate, sign_in

blueprint = Blueprint("digests", __name__)


@blueprint.post("/account/digest")
@forms.refill(account.show)
def choose() -> Response:
    """Choose on the account page whether one gets digests."""
    digests.choose(g.db, gate.me(), forms.Form().text("digest"))
    g.db.commit()
    flash(_("Saved."))
    return redirect(url_for("account.show"), 303)


@blueprint.get("/digest/<token>")
@gate.public
def before_stopping(token: str) -> str:
    """Show the one button that stops the mails: looking at the page stops nothing, as programs look too."""
    person = sign_in.opened(_of_token, token)
    return render_template("digests/stop.html", token=token, stopped=digests.wish(g.db, person) == digests.OFF)


@blueprint.post("/digest/<token>")
@gate.public
@gate.from_anywhere
def stop(token: str) -> str:
    """Stop the mails, for who pressed the button here or in their mail program (RFC 8058)."""
    person = sign_in.opened(_of_token, token)
    digests.choose(g.db, person, digests.OFF)
    g.db.commit()
    return render_template("digests/stop.html", token=token, stopped=True)


def _of_token(db: Session, token: str) -> Person:
    return digests.of_token(db, token, gate.settings())
