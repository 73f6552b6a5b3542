"""Organisations: making umbrella organisations and looking after their people, and letting one look along."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation.errors import Forbidden, NotFound
from facilitation.sdg import openings, organisations, titles
from facilitation.sdg.organisations import Organisation
from facilitation.sdg.tag_agreements import may_agree
from facilitation.views import forms, gate

blueprint = Blueprint("organisations", __name__)


@blueprint.get("/organisations")
def show() -> str:
    """Show an administrator the organisations, and the form that makes one."""
    _require_administrator()
    return render_template("organisations/show.html", organisations=organisations.all_of_them(g.db))


@blueprint.post("/organisations")
@forms.refill(show)
def make() -> Response:
    """Make an organisation."""
    _require_administrator()
    made = organisations.make(g.db, gate.me(), forms.Form().text("name"))
    g.db.commit()
    flash(_("The organisation is there. Add its people."))
    return redirect(url_for("organisations.people", organisation_id=made.id), 303)


@blueprint.get("/organisations/<int:organisation_id>/people")
def people(organisation_id: int) -> str:
    """Show who works for an organisation."""
    organisation = organisations.to_look_after(g.db, gate.me(), organisation_id)
    found = organisations.colleagues(g.db, organisation)
    return render_template("organisations/people.html", organisation=organisation, colleagues=found)


@blueprint.post("/organisations/<int:organisation_id>/people")
@forms.refill(people)
def change(organisation_id: int) -> Response:
    """Add somebody to an organisation, or end that."""
    organisation = organisations.to_look_after(g.db, gate.me(), organisation_id)
    verb, _colon, number = request.form.get("do", "").partition(":")
    if verb == "end" and number.isascii() and number.isdigit() and len(number) < 16:
        organisations.end(g.db, gate.me(), organisation, int(number))
    else:
        organisations.add(g.db, gate.me(), organisation, forms.Form().text("mail"))
    g.db.commit()
    flash(_("Saved."))
    return redirect(url_for("organisations.people", organisation_id=organisation_id), 303)


@blueprint.post("/partnerships/<int:partnership_id>/sdg/openings/<int:organisation_id>")
def open_up(partnership_id: int, organisation_id: int) -> Response:
    """Let an organisation look along, for one's own side, or end that."""
    seen = gate.partnership(partnership_id)
    organisation = g.db.get(Organisation, organisation_id)
    if organisation is None:
        raise NotFound
    pressed, back = request.form.get("do", ""), url_for("priorities.show", partnership_id=partnership_id)
    if not openings.may_answer(seen.membership):
        raise Forbidden
    if pressed not in ("open", "close"):
        return redirect(f"{back}#openings", 303)
    yes = pressed == "open"
    now = openings.answer(g.db, gate.me(), seen.membership, seen.partnership, organisation, yes)
    g.db.commit()
    if now.is_open:
        flash(_("Every side said yes: %(name)s can look along now.", name=organisation.name))
    else:
        flash(_("Your side said yes. The others still have to.") if yes else _("Nobody looks along any more."))
    return redirect(f"{back}#openings", 303)


@blueprint.post("/projects/<int:project_id>/sdg/title")
def tell_title(project_id: int) -> Response:
    """Let organisations that look along read what a project is called, for one's own side, or end that."""
    project, seen = gate.project(project_id)
    if not may_agree(seen.membership, project):
        raise Forbidden
    pressed, back = request.form.get("do", ""), url_for("tags.of_project", project_id=project.id)
    if pressed in ("tell", "keep"):
        titles.answer(g.db, gate.me(), seen.membership, project, pressed == "tell")
        g.db.commit()
        flash(_("Saved."))
    return redirect(f"{back}#title", 303)


def _require_administrator() -> None:
    if not gate.me().administrator:
        raise NotFound
