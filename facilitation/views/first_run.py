"""First run: the page of an installation in which nobody has an account yet."""

from __future__ import annotations

import hmac

from flask import Blueprint, g, render_template, request, url_for
from werkzeug.wrappers import Response

from facilitation import first_run, passwords, people
from facilitation.errors import NotFound
from facilitation.views import examples, forms, gate, pages, staying
from tools.wording import N_

blueprint = Blueprint("first_run", __name__)


def _require_new() -> None:
    given = request.values.get("key", "")
    known = hmac.compare_digest(given.encode(), first_run.key(gate.settings()).encode())
    if not first_run.is_new(g.db) or not (known or examples.from_here()):
        raise NotFound


@blueprint.get("/first-run")
@gate.public
def show() -> str:
    """Ask who looks after this installation."""
    _require_new()
    return render_template("first_run/show.html", key=request.values.get("key", ""), zones=people.TIME_ZONES)


@blueprint.post("/first-run")
@gate.public
@gate.slow
@forms.refill(show)
def begin() -> Response:
    """Make the first administrator, sign them in and go on to the first partnership."""
    _require_new()
    form = forms.Form()
    name, mail, password = form.text("name"), form.text("mail"), form.posted.get("password", "")
    form.note("name", people.name_problem(name))
    form.note("mail", people.mail_problem(mail))
    form.note("password", passwords.problem(password))
    zone = form.one_of("time_zone", people.TIME_ZONES, N_("Choose a time zone from the list."))
    form.done()
    kept = passwords.keep(password)
    g.db.begin_writing()
    person = first_run.begin(g.db, name, mail, kept, pages.language(), zone)
    return staying.let_in(person, url_for("partnerships.new"))
