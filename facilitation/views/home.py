"""Home: the door, the front page, the statement on accessibility and language, and the health check."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from flask import Blueprint, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from facilitation import access, clock, first_run, memberships, projects
from facilitation.access import ROLE_DUTIES, ROLE_NAMES, Action
from facilitation.languages import INTERFACE
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership
from facilitation.people import Person
from facilitation.projects import Project
from facilitation.sdg import organisations
from facilitation.views import examples, gate, pages, partnerships, proposals
from facilitation.views.todos import Todo

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@gate.public
def show() -> str | Response:
    """Show one's partnerships; to a stranger the front page, or the door when a browser asks for neither language."""
    if g.person is None and pages.asked() is None:
        turn = pages.languages_turn() % len(INTERFACE)
        return render_template("home/door.html", door_order=INTERFACE[turn:] + INTERFACE[:turn])
    if g.person is not None:
        return mine()
    if first_run.is_new(g.db) and examples.from_here():
        return redirect(url_for("first_run.show"))
    return render_template("home/show.html", demo_people=examples.shown())


@dataclass(frozen=True)
class Mine:
    """A partnership of the reader, with what waits for them there."""

    partnership: Partnership
    membership: Membership
    answerable: list[proposals.Told]
    todos: list[Todo]
    projects: list[Project]
    may_start_project: bool


def mine() -> str:
    """Show one's partnerships and what to do next; an administrator also sees the names of all, and nothing more."""
    everything = gate.me().administrator
    still_here = sa.select(Person).where(Person.left_at.is_(None)).order_by(Person.name, Person.id)
    return render_template(
        "home/mine.html",
        mine=[_mine(each) for each in memberships.of_person(g.db, gate.me())],
        asleep=memberships.asleep(g.db, gate.me()),
        organisations=organisations.of_person(g.db, gate.me()),
        may_start=partnerships.may_start(),
        roles=ROLE_NAMES,
        duties=ROLE_DUTIES,
        all_partnerships=list(g.db.scalars(sa.select(Partnership).order_by(Partnership.id))) if everything else [],
        all_people=list(g.db.scalars(still_here)) if everything else [],
    )


def _mine(membership: Membership) -> Mine:
    seen = gate.Seen(membership.partnership, membership)
    return Mine(
        membership.partnership,
        membership,
        proposals.to_answer(seen),
        partnerships.todos(seen),
        projects.of_partnership(g.db, membership.partnership),
        access.may(membership, Action.START_PROJECT),
    )


@blueprint.get("/accessibility")
@gate.public
def statement() -> str:
    """Show what works for whom, in which language, and the gaps that we know of."""
    return render_template("statement.html")


@blueprint.get("/healthz")
@gate.public
def health() -> tuple[dict[str, str], int]:
    """Answer whether the database answers; the error handler says so when it does not."""
    g.db.execute(sa.text("SELECT 1"))
    return {"status": "ok", "at": clock.now().isoformat(timespec="seconds")}, 200
