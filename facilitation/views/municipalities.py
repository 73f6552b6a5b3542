"""Municipalities: reading the form of a place, wherever one is told of, and changing one's own."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation import access, languages, municipalities, partnerships
from facilitation.access import Action
from facilitation.errors import NotFound
from facilitation.municipalities import Facts
from facilitation.partnerships import Side
from facilitation.views import forms, gate, pages

blueprint = Blueprint("municipalities", __name__)


def options() -> dict[str, Any]:
    """Return what `municipalities/_fields.html` offers to choose from, in the reader's language."""
    here = pages.language()
    return {
        "kinds": [(key, _(name)) for key, name in municipalities.KINDS.items()],
        "countries": list(languages.countries(here).items()),
        "zones": list(languages.zones(here).items()),
        "written": [(code, _(languages.LANGUAGE_NAMES[code])) for code in languages.WRITTEN],
        "spoken": [(code, _(name)) for code, name in languages.LANGUAGE_NAMES.items()],
    }


def read(form: forms.Form, prefix: str = "") -> Facts:
    """Read what was told of a place and note every problem beside its field."""
    facts = Facts(
        form.text(f"{prefix}name"),
        form.posted.get(f"{prefix}kind", ""),
        form.posted.get(f"{prefix}country", ""),
        form.posted.get(f"{prefix}time_zone", ""),
        tuple(dict.fromkeys(form.posted.getlist(f"{prefix}written"))),
        tuple(dict.fromkeys(form.posted.getlist(f"{prefix}spoken"))),
    )
    form.problems.extend(municipalities.problems(facts, prefix))
    return facts


@blueprint.get("/partnerships/<int:partnership_id>/sides/<int:side_id>/edit")
def change(partnership_id: int, side_id: int) -> str:
    """Show what is told of one's own place."""
    side = _own(partnership_id, side_id)
    return render_template("municipalities/edit.html", side=side, facts=side.municipality.facts, options=options())


@blueprint.post("/partnerships/<int:partnership_id>/sides/<int:side_id>/edit")
@forms.refill(change)
def edit(partnership_id: int, side_id: int) -> Response:
    """Change what is told of one's own place."""
    side = _own(partnership_id, side_id)
    form = forms.Form()
    facts = read(form)
    form.note("name", partnerships.name_problem(g.db, side.municipality, facts.name))
    form.done()
    municipalities.change(g.db, side.municipality, facts)
    g.db.commit()
    flash(_("Saved."))
    return redirect(url_for("partnerships.show", partnership_id=partnership_id), 303)


def _own(partnership_id: int, side_id: int) -> Side:
    seen = gate.partnership(partnership_id)
    side = seen.partnership.side(side_id)
    if side is None:
        raise NotFound
    access.require(seen.membership, Action.EDIT_SIDE, side.id)
    return side
