"""Priorities: the goals that each side ranks alone, lying side by side, and the shared priority in the middle."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation import access
from facilitation.access import Action
from facilitation.languages import together
from facilitation.sdg import openings, organisations, rankings, shared_priorities
from facilitation.views import forms, gate
from facilitation.views.gate import Seen
from facilitation.views.pages import language
from facilitation.views.priority_forms import read_shared
from tools import goals
from tools.goals import themes
from tools.goals.near import near
from tools.priorities import COMPANIONS, meet

blueprint = Blueprint("priorities", __name__)


@blueprint.get("/partnerships/<int:partnership_id>/sdg")
def show(partnership_id: int) -> str:
    """Show the shared priority, the rankings as far as one may see them, and the doors from a theme and from a goal."""
    seen = gate.partnership(partnership_id)
    now = rankings.present(g.db, seen.partnership, seen.membership)
    theme, goal = themes.theme(request.args.get("theme", "")), goals.goal(request.args.get("goal", ""))
    return render_template(
        "priorities/show.html",
        **about(seen),
        shared=shared_priorities.of(g.db, seen.partnership),
        earlier=shared_priorities.earlier(g.db, seen.partnership),
        round=now,
        rounds=range(1, now.number),
        meeting=meet(now.ranked, near),
        themes=themes.THEMES,
        theme=theme,
        goal=goal,
        goal_themes=themes.themes_of(goal.id) if goal else (),
        may_propose=access.may(seen.membership, Action.WRITE),
        openings=openings.of_partnership(g.db, seen.partnership, organisations.all_of_them(g.db)),
        may_begin=now.is_open and access.may(seen.membership, Action.OPEN_ALONE),
    )


@blueprint.get("/partnerships/<int:partnership_id>/sdg/rounds/<int:number>")
def earlier_round(partnership_id: int, number: int) -> str:
    """Show an earlier round, as it lay open."""
    seen = gate.partnership(partnership_id)
    found = rankings.seen(g.db, seen.partnership, seen.membership, number)
    return render_template("priorities/round.html", **about(seen), round=found, meeting=meet(found.ranked, near))


@blueprint.post("/partnerships/<int:partnership_id>/sdg/rounds")
def begin_again(partnership_id: int) -> Response:
    """Begin a new round of rankings."""
    seen = gate.partnership(partnership_id)
    rankings.begin_again(g.db, gate.me(), seen.membership, seen.partnership)
    g.db.commit()
    flash(_("A new round is open. The earlier one can still be read."))
    return redirect(url_for("priorities.show", partnership_id=partnership_id), 303)


@blueprint.get("/partnerships/<int:partnership_id>/sdg/shared")
def shared(partnership_id: int) -> str:
    """Show the form that proposes a shared priority, or words it otherwise."""
    seen = gate.partnership(partnership_id)
    access.require(seen.membership, Action.WRITE)
    now = shared_priorities.of(g.db, seen.partnership)
    theme = themes.theme(request.args.get("theme", ""))
    asked = request.args.get("goal", "")
    return render_template(
        "priorities/shared.html",
        **about(seen),
        shared=now,
        chosen=asked if goals.goal(asked) else "",
        theme=theme,
        companions=COMPANIONS,
    )


@blueprint.post("/partnerships/<int:partnership_id>/sdg/shared")
@forms.refill(shared)
def propose(partnership_id: int) -> Response:
    """Propose a shared priority."""
    seen = gate.partnership(partnership_id)
    access.require(seen.membership, Action.WRITE)
    now = shared_priorities.of(g.db, seen.partnership)
    form = forms.Form()
    told = read_shared(form, seen.partnership, now, language())
    form.done()
    version = request.form.get("base", "")
    shared_priorities.propose(g.db, gate.me(), seen.membership, seen.partnership, told, version)
    g.db.commit()
    flash(_("Saved. Every side can say now whether it agrees."))
    return redirect(url_for("priorities.show", partnership_id=partnership_id), 303)


@blueprint.post("/partnerships/<int:partnership_id>/sdg/shared/answer")
def answer(partnership_id: int) -> Response:
    """Agree for one's own side to the shared priority, or take that back."""
    seen = gate.partnership(partnership_id)
    yes = request.form.get("do", "") == "agree"
    told = yes, request.form.get("base", "")
    shared_priorities.answer(g.db, gate.me(), seen.membership, seen.partnership, *told)
    g.db.commit()
    flash(_("Your side agrees.") if yes else _("Your side took its agreement back."))
    return redirect(url_for("priorities.show", partnership_id=partnership_id), 303)


def about(seen: Seen) -> dict[str, Any]:
    """Return what every page about priorities knows."""
    side = seen.partnership.side(seen.membership.side_id)
    return {
        "partnership": seen.partnership,
        "partnership_name": together([each.name for each in seen.partnership.sides], language()),
        "side": side,
        "may_rank": side is not None and access.may(seen.membership, Action.WRITE_OWN_SIDE, side.id),
        "may_decide": side is not None and access.may(seen.membership, Action.DECIDE, side.id),
    }
