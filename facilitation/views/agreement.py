"""Agreement: the page about the agreement on a canvas, and everything that people do there.

`view` functions get the tool and the number of the canvas, as those of `tools`, whose blueprint they belong to. What
moved on while somebody looked is shown as a difference (409), and what is missing beside its field (400), each on the
same page with everything that was typed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from flask import flash, g, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation import agreements, approvals, canvases, decisions, notices, overrulings, replies, text_checks
from facilitation.access import ROLE_NAMES
from facilitation.approvals import Approval
from facilitation.canvases import Canvas
from facilitation.decisions import Different
from facilitation.errors import Conflict, FacilitationError, Invalid, NotFound
from facilitation.languages import together
from facilitation.text_checks import Words
from facilitation.views import agreement_pages, forms, gate
from facilitation.views.canvas_addresses import at
from facilitation.views.gate import Seen
from facilitation.views.pages import language
from tools.canvas import Tool
from tools.wording import N_

Act = Callable[[Canvas, Seen, forms.Form], str]
"""Does what was posted about a canvas and returns what to say of it."""
MOST_REASONS = 1_000
TEXT_MOVED = N_("{count} of these texts changed while you were reading. They are here as they are now.")


def agreement(tool: Tool, project_id: int, number: int = 1) -> str:
    """Show how the agreement on a canvas stands, what it covers, and what the reader can do."""
    project, seen = gate.project(project_id)
    return _page(canvases.find(g.db, project, tool.key, number), seen)


def agreed(tool: Tool, project_id: int, approval_id: int, number: int = 1) -> str:
    """Show what was agreed to, as it was."""
    project, seen = gate.project(project_id)
    canvas = canvases.find(g.db, project, tool.key, number)
    approval = g.db.get(Approval, approval_id)
    if approval is None or approval.canvas_id != canvas.id:
        raise NotFound
    version = agreement_pages.version(g.db, approval)
    return render_template("agreement/agreed.html", **_about(canvas, seen), version=version)


def doing(act: Act) -> Callable[..., Response]:
    """Make a view of something that is done: commit and say so, or show the page again with what stands in the way."""

    @functools.wraps(act)
    def view(tool: Tool, project_id: int, number: int = 1) -> Response:
        project, seen = gate.project(project_id)
        canvas = canvases.find(g.db, project, tool.key, number)
        try:
            said = act(canvas, seen, forms.Form())
        except (Invalid, Conflict) as error:
            g.db.rollback()
            _project, seen = gate.project(project_id)
            g.typed = request.form
            for problem in error.problems if isinstance(error, Invalid) else ():
                g.problems.setdefault(problem[0], forms.sentence(problem))
            return make_response(_page(canvas, seen, error), error.status)
        g.db.commit()
        flash(said)
        return redirect(at(canvas, "agreement"), 303)

    return view


@doing
def present(canvas: Canvas, seen: Seen, form: forms.Form) -> str:
    """Ask the sides to read and to answer."""
    shown = approvals.present(g.db, canvas, gate.me(), seen.membership, form.text("seen"))
    waiting = agreements.standing(g.db, canvas).waiting
    notices.ask_to_agree(g.db, canvas, gate.me(), waiting, f"presentation/{shown.id}")
    return str(_("It is presented. Everybody in the partnership can read it and answer."))


@doing
def approve(canvas: Canvas, seen: Seen, form: forms.Form) -> str:
    """Say yes for one's own side."""
    held, told = seen.membership, (form.text("on_behalf"), form.text("body"), form.day("decided_on"))
    if form.problems and held.side is not None and decisions.may_decide(canvas, held):
        others = approvals.problems(held.side, *told)
        form.problems += [each for each in others if each[0] != "decided_on"]
        form.done()
    approvals.approve(g.db, canvas, gate.me(), held, form.text("seen"), *told)
    return _said(canvas)


@doing
def same_meaning(canvas: Canvas, seen: Seen, form: forms.Form) -> str:
    """Say that only the wording changed, and that one's own side's yes stays."""
    approvals.keep_same_meaning(g.db, canvas, gate.me(), seen.membership, form.text("seen"))
    return _said(canvas)


@doing
def withdraw(canvas: Canvas, seen: Seen, form: forms.Form) -> str:
    """Take one's own side's yes back."""
    approvals.withdraw(g.db, canvas, gate.me(), seen.membership)
    return str(_("Your side's agreement is withdrawn. Everybody can see that."))


@doing
def reply(canvas: Canvas, seen: Seen, form: forms.Form) -> str:
    """Answer for one's own side."""
    told = form.text("kind"), form.text("words"), language()
    replies.reply(g.db, canvas, gate.me(), seen.membership, form.text("seen"), *told)
    return str(_("Your answer is in. Everybody in the partnership can read it."))


@doing
def overrule(canvas: Canvas, seen: Seen, form: forms.Form) -> str:
    """Say why something that the method asks a look at may stay."""
    box = f"reason-{form.number('which', 1, MOST_REASONS, '')}"
    told = form.text("finding"), form.text(box), language()
    try:
        overrulings.overrule(g.db, canvas, gate.me(), seen.membership, *told)
    except Invalid as error:
        raise Invalid([(box, *problem[1:]) for problem in error.problems]) from None
    return str(_("The reason stands beside it. Everybody can read it."))


@doing
def check(canvas: Canvas, seen: Seen, form: forms.Form) -> str:
    """Say yes to the texts that were ticked, or take one's own yes to one of them back."""
    back = form.text("back")
    if back:
        text_checks.take_back(g.db, canvas, gate.me(), seen.membership, _words(back))
        return str(_("Your yes to that text is taken back."))
    ticked = [_words(each) for each in form.posted.getlist("right")]
    moved = text_checks.check(g.db, canvas, gate.me(), seen.membership, ticked)
    return str(_(TEXT_MOVED)).format(count=len(moved)) if moved else str(_("Saved."))


def _words(ticked: str) -> Words:
    """Return what one tick means."""
    parts = ticked.split("|")
    if len(parts) != 3:
        raise NotFound
    return Words(*parts)


def _said(canvas: Canvas) -> str:
    """Return what is still to come after a yes."""
    found = agreements.standing(g.db, canvas)
    if found.state == agreements.AGREED:
        return str(_("Every side that decides here agrees."))
    places = together([side.name for side in found.waiting], language())
    return str(_("Your side agrees. Still to answer: %(places)s.", places=places))


def _page(canvas: Canvas, seen: Seen, error: FacilitationError | None = None) -> str:
    """Return the page; after an error with what it says, and with what is different from what was looked at."""
    moved = isinstance(error, Different)
    looked_at = request.form.get("base", "") if moved else None
    refusal = forms.sentence(("", error.message, error.values)) if isinstance(error, Conflict) else ""
    sheet = agreement_pages.page(g.db, canvas, seen.membership, looked_at)
    return render_template("agreement/show.html", **_about(canvas, seen), sheet=sheet, moved=moved, refusal=refusal)


def _about(canvas: Canvas, seen: Seen) -> dict[str, Any]:
    return {
        "canvas": canvas,
        "project": canvas.project,
        "partnership": seen.partnership,
        "partnership_name": together([side.name for side in seen.partnership.sides], language()),
        "held": seen.membership,
        "roles": ROLE_NAMES,
        "behalf_options": [(key, _(words)) for key, words in approvals.ON_BEHALF.items()],
        "reply_kinds": replies.KINDS,
        "states": agreements.STATES,
    }


PAGES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", "", agreement),
    ("GET", "/<int:approval_id>", agreed),
    *(("POST", f"/{verb.__name__.replace('_', '-')}", verb) for verb in (present, approve, same_meaning, withdraw)),
    *(("POST", f"/{verb.__name__}", verb) for verb in (reply, overrule, check)),
)
"""Method, what comes behind the address of the agreement, and the view."""
