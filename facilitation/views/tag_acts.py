"""Tag acts: what one does with tags beside wording them: evidence, answers, an order, looking for harm, agreeing."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation.errors import Conflict, Forbidden, Invalid
from facilitation.sdg import confirmations, evidence, interactions, tag_agreements, tagging, tags
from facilitation.sdg.interactions import SCORES
from facilitation.sdg.tagging import Spot
from facilitation.views import forms, gate
from facilitation.views.gate import Seen
from facilitation.views.tags import change, home, of_project, original, require_writing, tag_here
from tools.wording import N_

blueprint = Blueprint("tag_acts", __name__)
TAG = "/partnerships/<int:partnership_id>/sdg/tags/<int:tag_id>"
PRESS_NEEDED = N_("Press one of the two: your side recognises this, or sees it otherwise.")


@blueprint.post(TAG + "/evidence")
@forms.refill(change)
def show(partnership_id: int, tag_id: int) -> Response:
    """Say what shows that a tag holds, take that back, or let it stand again."""
    seen, tag = tag_here(partnership_id, tag_id)
    require_writing(seen, tagging.of(tag))
    verb, _colon, number = request.form.get("do", "").partition(":")
    if verb in ("withdraw", "stand") and number.isascii() and number.isdigit() and len(number) < 16:
        evidence.withdraw(g.db, seen.membership, tag, int(number), verb == "withdraw")
    else:
        form = forms.Form()
        words = form.words("evidence", seen.partnership.languages, original(seen, {}))
        entry, day = form.text("entry"), form.day("seen_on")
        form.problems += evidence.problems(g.db, seen.membership, tag, words, entry, day)
        form.done()
        evidence.add(g.db, gate.me(), seen.membership, tag, words, entry, day)
    g.db.commit()
    flash(_("Saved."))
    return redirect(home(tag.partnership, tag.project, f"tag-{tag.id}"), 303)


@blueprint.post(TAG + "/answer")
@forms.refill(change)
def answer(partnership_id: int, tag_id: int) -> Response:
    """Answer for one's own side what is said about its territory."""
    seen, tag = tag_here(partnership_id, tag_id)
    if not confirmations.may_answer(seen.membership, tag):
        raise Forbidden
    form = forms.Form()
    words = form.words("answer", seen.partnership.languages, original(seen, {}))
    pressed, fingerprint = form.text("do"), form.text("seen")
    if pressed not in ("yes", "otherwise"):
        form.problem("", PRESS_NEEDED)
    form.done()
    try:
        confirmations.answer(g.db, gate.me(), seen.membership, tag, pressed == "yes", words, fingerprint)
    except Conflict as moved_on:  # the page is shown again, with what is claimed now and what was typed
        raise Invalid([("", moved_on.message)]) from moved_on
    g.db.commit()
    flash(_("Your side answered."))
    return redirect(home(tag.partnership, tag.project, f"tag-{tag.id}"), 303)


@blueprint.post("/projects/<int:project_id>/sdg/rank")
def rank(project_id: int) -> Response:
    """Put a tag higher or lower among those of a project."""
    project, seen = gate.project(project_id)
    spot = Spot(seen.partnership, project)
    require_writing(seen, spot)
    held = [each.id for each in tags.of_project(g.db, project)]
    verb, _colon, number = request.form.get("do", "").partition(":")
    known = number.isascii() and number.isdigit() and len(number) < 16 and int(number) in held
    if known and verb in ("up", "down"):
        at = held.index(int(number))
        held.insert(max(0, at - 1) if verb == "up" else at + 1, held.pop(at))
        tagging.rank(g.db, seen.membership, spot, held)
        g.db.commit()
    return redirect(home(seen.partnership, project, f"tag-{number}"), 303)


@blueprint.post("/projects/<int:project_id>/sdg/consider")
@forms.refill(of_project)
def consider(project_id: int) -> Response:
    """Write down how people looked for harm and found none."""
    project, seen = gate.project(project_id)
    require_writing(seen, Spot(seen.partnership, project))
    form = forms.Form()
    words = form.words("considered", seen.partnership.languages, original(seen, {}))
    form.done()
    tag_agreements.consider(g.db, gate.me(), seen.membership, project, words)
    g.db.commit()
    flash(_("Saved."))
    return redirect(home(seen.partnership, project, "agreement"), 303)


@blueprint.post("/projects/<int:project_id>/sdg/agree")
def agree(project_id: int) -> Response:
    """Agree for one's own side to the tags as they are, or take that back."""
    project, seen = gate.project(project_id)
    pressed = request.form.get("do", "")
    if not tag_agreements.may_agree(seen.membership, project):
        raise Forbidden
    if pressed not in ("agree", "withdraw"):
        return redirect(home(seen.partnership, project, "agreement"), 303)
    yes = pressed == "agree"
    tag_agreements.agree(g.db, gate.me(), seen.membership, project, yes, request.form.get("seen", ""))
    g.db.commit()
    flash(_("Your side agrees.") if yes else _("Your side took its agreement back."))
    return redirect(home(seen.partnership, project, "agreement"), 303)


@blueprint.post("/projects/<int:project_id>/sdg/join")
@forms.refill(of_project)
def join(project_id: int) -> Response:
    """Say how two goals of a project work on each other, or take that away."""
    project, seen = gate.project(project_id)
    require_writing(seen, Spot(seen.partnership, project))
    verb, _colon, number = request.form.get("do", "").partition(":")
    if verb == "remove" and number.isascii() and number.isdigit() and len(number) < 16:
        interactions.take_away(g.db, seen.membership, project, int(number))
    else:
        _join(seen, project_id)
    g.db.commit()
    flash(_("Saved."))
    return redirect(home(seen.partnership, project, "interactions"), 303)


def _join(seen: Seen, project_id: int) -> None:
    project, _seen = gate.project(project_id)
    form = forms.Form()
    pair, score = (form.text("one"), form.text("other")), form.text("score")
    reason = form.words("reason", seen.partnership.languages, original(seen, {}))
    form.done()
    chosen = {str(each): each for each, _name in SCORES}.get(score)
    interactions.join(g.db, gate.me(), seen.membership, project, pair, chosen, reason)
