"""Concepts: the page with what participation means in a partnership, and writing down what was agreed elsewhere."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation import access, concepts
from facilitation.access import Action
from facilitation.concepts import Concept
from facilitation.languages import Words, together
from facilitation.views import forms, gate
from facilitation.views.gate import Seen
from facilitation.views.pages import language

blueprint = Blueprint("concepts", __name__)


@blueprint.get("/partnerships/<int:partnership_id>/concepts")
def show(partnership_id: int) -> str:
    """Show the concepts of a partnership, and those that were taken away to who may bring them back."""
    seen = gate.partnership(partnership_id)
    return render_template(
        "concepts/show.html",
        **_about(seen),
        concepts=concepts.of_partnership(g.db, seen.partnership),
        away=concepts.of_partnership(g.db, seen.partnership, removed=True),
        norm=concepts.NORM,
        may_write=access.may(seen.membership, Action.OPEN_ALONE),
    )


@blueprint.get("/partnerships/<int:partnership_id>/concepts/new")
def new(partnership_id: int) -> str:
    """Show the form for one more concept."""
    seen = gate.partnership(partnership_id)
    access.require(seen.membership, Action.OPEN_ALONE)
    return render_template("concepts/edit.html", **_about(seen), concept=None, wordings=[])


@blueprint.post("/partnerships/<int:partnership_id>/concepts/new")
@forms.refill(new)
def add(partnership_id: int) -> Response:
    """Write down one more concept."""
    seen = gate.partnership(partnership_id)
    access.require(seen.membership, Action.OPEN_ALONE)
    made = concepts.add(g.db, gate.me(), seen.membership, seen.partnership, _texts(seen, None))
    g.db.commit()
    flash(_("Saved."))
    return redirect(url_for("concepts.show", partnership_id=partnership_id, _anchor=f"concept-{made.id}"), 303)


@blueprint.get("/partnerships/<int:partnership_id>/concepts/<int:concept_id>")
def change(partnership_id: int, concept_id: int) -> str:
    """Show the form that words a concept otherwise, with how it was worded before."""
    seen = gate.partnership(partnership_id)
    concept = concepts.find(g.db, seen.partnership, concept_id)
    access.require(seen.membership, Action.OPEN_ALONE)
    found = concepts.wordings(g.db, concept)
    return render_template("concepts/edit.html", **_about(seen), concept=concept, wordings=found)


@blueprint.post("/partnerships/<int:partnership_id>/concepts/<int:concept_id>")
@forms.refill(change)
def save(partnership_id: int, concept_id: int) -> Response:
    """Word a concept otherwise, take it away or bring it back."""
    seen = gate.partnership(partnership_id)
    concept = concepts.find(g.db, seen.partnership, concept_id)
    access.require(seen.membership, Action.OPEN_ALONE)
    verb = request.form.get("do", "save")
    if verb in ("remove", "restore"):
        concepts.put_away(g.db, gate.me(), seen.membership, concept, verb == "remove")
    else:
        told = _texts(seen, concept), request.form.get("base", "")
        concepts.change(g.db, gate.me(), seen.membership, seen.partnership, concept, *told)
    g.db.commit()
    flash(_("Saved."))
    return redirect(url_for("concepts.show", partnership_id=partnership_id, _anchor=f"concept-{concept_id}"), 303)


def _texts(seen: Seen, concept: Concept | None) -> dict[str, Words]:
    form, codes = forms.Form(), seen.partnership.languages
    here = language() if language() in codes else codes[0]
    before = concept.texts if concept else {}
    found = {name: form.words(name, codes, before.get(name, {}).get("original", here)) for name in concepts.LONGEST}
    form.done()
    return found


def _about(seen: Seen) -> dict[str, Any]:
    names = [side.name for side in seen.partnership.sides]
    return {"partnership": seen.partnership, "partnership_name": together(names, language())}
