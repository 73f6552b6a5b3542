"""Proposals: asking every side the same thing, answering for one's own, and saying what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation import access, languages, projects, proposals
from facilitation.access import Action
from facilitation.database import Session
from facilitation.errors import Invalid, NotFound
from facilitation.partnerships import Side
from facilitation.projects import Project
from facilitation.proposals import CarryOut, Proposal
from facilitation.views import forms, gate, municipalities, pages
from facilitation.views.gate import Seen
from tools.wording import N_

blueprint = Blueprint("proposals", __name__, url_prefix="/partnerships/<int:partnership_id>")
YES_OR_NO = N_("Answer with one of the buttons.")


@dataclass(frozen=True)
class Told:
    """A proposal in words: what would happen, to which project, and what each side says of it by its key."""

    proposal: Proposal
    sentence: str
    project: Project | None
    order: list[Side]

    @property
    def states(self) -> dict[str, str]:
        """Return how each side's mark is drawn: full once it said yes."""
        return {answer.side.key: "full" for answer in self.proposal.answers if answer.yes}


def tell(proposal: Proposal) -> Told:
    """Put a proposal into words of the reader's language."""
    project = g.db.get(Project, proposal.subject_id) if proposal.subject_id else None
    sides = {side.key: side for side in proposal.partnership.sides}
    values: Mapping[str, str] = {}
    order: list[Side] = []
    if project is not None:
        values = {"title": languages.read(project.title, pages.language())[0]}
    elif proposal.kind == proposals.JOIN:
        values = {"name": proposals.facts_of(proposal).name}
    else:
        one, other = (side for side in sides.values() if side.key in proposal.details)
        values = {"one": one.name, "other": other.name}
        order = [{one: other, other: one}.get(side, side) for side in sides.values()]
    return Told(proposal, _(proposals.SENTENCES[proposal.kind]).format(**values), project, order)


def to_answer(seen: Seen) -> list[Told]:
    """Return the open proposals that wait for this member's answer."""
    held = seen.membership
    if held.side_id is None or not access.may(held, Action.DECIDE, held.side_id):
        return []
    found = proposals.of_partnership(g.db, seen.partnership)
    return [tell(each) for each in found if each.answer_of(held.side_id) is None]


def _archive(db: Session, proposal: Proposal) -> None:
    projects.archive(db, _project(db, proposal))


def _restore(db: Session, proposal: Proposal) -> None:
    projects.restore(db, _project(db, proposal))


def _project(db: Session, proposal: Proposal) -> Project:
    found = db.get(Project, proposal.subject_id)
    if found is None:
        raise NotFound
    return found


KINDS: Mapping[str, CarryOut] = {**proposals.KINDS, proposals.ARCHIVE: _archive, proposals.RESTORE: _restore}
"""What each kind of proposal does once every side said yes."""


@blueprint.post("/proposals/<int:proposal_id>")
def answer(partnership_id: int, proposal_id: int) -> Response:
    """Say yes or no for one's own side."""
    seen = gate.partnership(partnership_id)
    proposal = g.db.get(Proposal, proposal_id)
    if proposal is None or proposal.partnership_id != partnership_id:
        raise NotFound
    said = request.form.get("answer")
    if said not in ("yes", "no"):
        raise Invalid([("answer", YES_OR_NO)])
    proposals.answer(g.db, gate.me(), seen.membership, proposal, said == "yes", KINDS)
    g.db.commit()
    flash(_said(proposal))
    return redirect(url_for("partnerships.show", partnership_id=partnership_id), 303)


def _said(proposal: Proposal) -> str:
    if proposal.outcome == proposals.AGREED:
        return str(_("Every side agrees. It is done."))
    if proposal.outcome == proposals.REFUSED:
        return str(_("It does not go on, and everybody in the partnership can see that."))
    waiting = languages.together([side.name for side in proposal.waiting], pages.language())
    return str(_("Your answer is in. Still to answer: %(places)s.", places=waiting))


@blueprint.post("/swap")
def swap(partnership_id: int) -> Response:
    """Propose that two places change places in the order."""
    seen = gate.partnership(partnership_id)
    proposal = proposals.propose_swap(
        g.db, gate.me(), seen.membership, seen.partnership, request.form.get("swap", "").split()
    )
    g.db.commit()
    flash(_said(proposal))
    return redirect(url_for("partnerships.show", partnership_id=partnership_id), 303)


@blueprint.get("/sides/new")
def new_place(partnership_id: int) -> str:
    """Show the form that proposes one more place."""
    seen = gate.partnership(partnership_id)
    access.require(seen.membership, Action.DECIDE)
    return render_template("partnerships/join.html", partnership=seen.partnership, options=municipalities.options())


@blueprint.post("/sides/new")
@forms.refill(new_place)
def propose_place(partnership_id: int) -> Response:
    """Propose that one more place joins."""
    seen = gate.partnership(partnership_id)
    access.require(seen.membership, Action.DECIDE)
    form = forms.Form()
    facts = municipalities.read(form)
    form.done()
    proposal = proposals.propose_join(g.db, gate.me(), seen.membership, seen.partnership, facts)
    g.db.commit()
    flash(_said(proposal))
    return redirect(url_for("partnerships.show", partnership_id=partnership_id), 303)
