"""Side by side: one tool of the method as each side uses it, next to each other, with what they take from each other.

Of each side stands the project that the reader chose, by default the latest one of its own, else the latest that all
share. It shows what every side can see, so it looks the same for everybody, and the sides stand in the order of the
partnership for every reader. A side writes what it takes from another; everybody reads it.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

import tools
from facilitation import access, balances, takeaways
from facilitation.access import Action
from facilitation.errors import Invalid, NotFound
from facilitation.languages import together
from facilitation.takeaways import Unseen
from facilitation.views import forms, gate, side_by_side_drawing
from facilitation.views.gate import Seen
from facilitation.views.pages import language
from tools.canvas import Tool
from tools.wording import N_

blueprint = Blueprint("side_by_side", __name__, url_prefix="/partnerships/<int:partnership_id>/side-by-side")
OF = "of-"
"""What stands before the key of a side where an address says which project stands for it."""
MEANWHILE = N_("Somebody of your side wrote here meanwhile. Read it above, and save what you want to say together.")


@blueprint.get("")
def begin(partnership_id: int) -> Response:
    """Go to the first tool of the method."""
    gate.partnership(partnership_id)
    return redirect(url_for(".show", partnership_id=partnership_id, slug=tools.TOOLS[0].slug), 302)


@blueprint.get("/<slug>")
def show(partnership_id: int, slug: str) -> str:
    """Show a tool of each side's project next to each other."""
    return _page(gate.partnership(partnership_id), _tool(slug))


@blueprint.post("/<slug>")
def take(partnership_id: int, slug: str) -> Response:
    """Save what the reader's side takes from another side."""
    seen, tool = gate.partnership(partnership_id), _tool(slug)
    source = next((side for side in seen.partnership.sides if side.key == request.form.get("from")), None)
    if source is None:
        raise NotFound
    form, name = forms.Form(), f"words-{source.key}"
    languages = seen.partnership.languages
    words = form.words(name, languages, language() if language() in languages else languages[0])
    status = 303
    try:
        told = (source, tool.key, words, form.text("seen"))
        takeaways.write(g.db, seen.partnership, gate.me(), seen.membership, *told)
    except Invalid as error:
        status, g.problems = 400, {f"{name}.{each[0]}": forms.sentence(each) for each in error.problems}
    except Unseen:
        status, g.problems = 409, {name: _(MEANWHILE)}
    if status != 303:
        g.db.rollback()
        g.typed = request.form
        return make_response(_page(gate.partnership(partnership_id), tool), status)
    g.db.commit()
    flash(_("Saved."))
    here = url_for(".show", partnership_id=partnership_id, slug=slug, **_chosen(seen))
    return redirect(f"{here}#takes-{source.key}", 303)


def _chosen(seen: Seen) -> dict[str, Any]:
    """Return which project the reader chose for which side, as the address says it."""
    asked = [OF + side.key for side in seen.partnership.sides]
    return {name: request.args[name] for name in asked if name in request.args}


def _tool(slug: str) -> Tool:
    try:
        return tools.by_slug(slug)
    except KeyError:
        raise NotFound from None


def _page(seen: Seen, tool: Tool) -> str:
    partnership, held = seen.partnership, seen.membership
    chosen = _chosen(seen)
    asked = {name.removeprefix(OF): value for name, value in chosen.items()}
    columns = side_by_side_drawing.columns(g.db, partnership, asked)
    mirror = access.may(held, Action.SEE_BALANCE)
    return render_template(
        "side_by_side/show.html",
        partnership=partnership,
        partnership_name=together([side.name for side in partnership.sides], language()),
        tool=tool,
        tools=tools.TOOLS,
        columns=columns,
        rows=side_by_side_drawing.rows(g.db, tool, columns),
        bridge=side_by_side_drawing.bridge(g.db, columns),
        taken=takeaways.of(g.db, partnership, tool.key),
        mine=next((side for side in partnership.sides if takeaways.may_write(held, side)), None),
        version=takeaways.version,
        chosen=chosen,
        of=OF,
        balances=balances.of_partnership(g.db, partnership, held) if mirror else [],
    )
