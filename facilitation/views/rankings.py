"""Rankings: the forms in which a side ranks its goals alone, and in which it notes what its communities ranked."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation import access
from facilitation.access import Action
from facilitation.errors import Forbidden, NotFound
from facilitation.partnerships import Side
from facilitation.sdg import rankings
from facilitation.sdg.ranking_words import OFFICIALS, WAYS
from facilitation.sdg.rankings import Ranking
from facilitation.views import forms, gate
from facilitation.views.gate import Seen
from facilitation.views.pages import language
from facilitation.views.priorities import about
from facilitation.views.priority_forms import read_ranking
from tools.priorities import MOST

blueprint = Blueprint("rankings", __name__)


@blueprint.get("/partnerships/<int:partnership_id>/sdg/ranking")
def own(partnership_id: int) -> str:
    """Show what one's own side ranks, with its communities before it."""
    seen = gate.partnership(partnership_id)
    side = _side(seen)
    now = rankings.present(g.db, seen.partnership, seen.membership)
    return render_template(
        "priorities/ranking.html",
        **about(seen),
        round=now,
        ranking=now.own(side),
        communities=[each for each in now.of(side) if each.way != OFFICIALS],
        away=rankings.away(g.db, seen.partnership, seen.membership),
        places=range(1, MOST + 1),
    )


@blueprint.post("/partnerships/<int:partnership_id>/sdg/ranking")
@forms.refill(own)
def save(partnership_id: int) -> Response:
    """Write down what the own people of a side rank."""
    seen = gate.partnership(partnership_id)
    side = _side(seen)
    ranking = rankings.present(g.db, seen.partnership, seen.membership).own(side)
    _write(seen, side, ranking, community=False)
    flash(_("Saved. Nobody of another side can see it yet."))
    return redirect(url_for("rankings.own", partnership_id=partnership_id), 303)


@blueprint.post("/partnerships/<int:partnership_id>/sdg/ready")
def ready(partnership_id: int) -> Response:
    """Say that one's own side is ready, or not yet."""
    seen = gate.partnership(partnership_id)
    yes, version = request.form.get("do", "") == "ready", request.form.get("base", "")
    now = rankings.be_ready(g.db, seen.membership, seen.partnership, _side(seen), yes, version)
    g.db.commit()
    if now.is_open:
        flash(_("Every side is ready. The rankings lie side by side now."))
    else:
        flash(_("Your side is ready. You will see the others when all of you are.") if yes else _("Take your time."))
    return redirect(url_for("priorities.show", partnership_id=partnership_id), 303)


@blueprint.get("/partnerships/<int:partnership_id>/sdg/communities/new")
def new_community(partnership_id: int) -> str:
    """Show the form that notes what a community ranked."""
    seen = gate.partnership(partnership_id)
    _side(seen)
    return _community(seen, None)


@blueprint.post("/partnerships/<int:partnership_id>/sdg/communities/new")
@forms.refill(new_community)
def add_community(partnership_id: int) -> Response:
    """Note what a community ranked."""
    seen = gate.partnership(partnership_id)
    _write(seen, _side(seen), None, community=True)
    flash(_("Saved. Nobody of another side can see it yet."))
    return redirect(url_for("rankings.own", partnership_id=partnership_id), 303)


@blueprint.get("/partnerships/<int:partnership_id>/sdg/communities/<int:ranking_id>")
def community(partnership_id: int, ranking_id: int) -> str:
    """Show the form with what a community ranked."""
    seen = gate.partnership(partnership_id)
    return _community(seen, _found(seen, ranking_id))


@blueprint.post("/partnerships/<int:partnership_id>/sdg/communities/<int:ranking_id>")
@forms.refill(community)
def save_community(partnership_id: int, ranking_id: int) -> Response:
    """Word what a community ranked otherwise, take it away or bring it back."""
    seen = gate.partnership(partnership_id)
    ranking = _found(seen, ranking_id)
    verb = request.form.get("do", "save")
    if verb in ("remove", "restore"):
        rankings.take_away(g.db, seen.membership, seen.partnership, ranking, verb == "remove")
        g.db.commit()
    else:
        _write(seen, _side(seen), ranking, community=True)
    flash(_("Saved. Nobody of another side can see it yet."))
    return redirect(url_for("rankings.own", partnership_id=partnership_id), 303)


def _side(seen: Seen) -> Side:
    side = seen.partnership.side(seen.membership.side_id)
    if side is None:
        raise Forbidden
    access.require(seen.membership, Action.WRITE_OWN_SIDE, side.id)
    return side


def _found(seen: Seen, ranking_id: int) -> Ranking:
    _side(seen)
    away = {each.id: each for each in rankings.away(g.db, seen.partnership, seen.membership)}
    found = away.get(ranking_id) or rankings.find(g.db, seen.partnership, seen.membership, ranking_id)
    if found.way == OFFICIALS:
        raise NotFound
    return found


def _community(seen: Seen, ranking: Ranking | None) -> str:
    return render_template(
        "priorities/community.html", **about(seen), ranking=ranking, ways=WAYS, places=range(1, MOST + 1)
    )


def _write(seen: Seen, side: Side, ranking: Ranking | None, community: bool) -> None:
    form = forms.Form()
    told = read_ranking(form, seen.partnership, ranking, language(), community)
    form.done()
    base = request.form.get("base", "")
    rankings.write(g.db, gate.me(), seen.membership, seen.partnership, side, told, ranking, base)
    g.db.commit()
