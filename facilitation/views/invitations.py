"""Invitations: what somebody sees who was invited: by whom, to what, as what; and the ways in.

Three ways: register, join with the account in which one is signed in, or sign in first and come back here.
Until the reader chose a language, the page speaks the one of the invitation.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, make_response, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from facilitation import invitations, languages, memberships, passwords, people, tries
from facilitation.access import ROLE_DUTIES, ROLE_NAMES
from facilitation.errors import Conflict, Gone, Invalid
from facilitation.invitations import Invitation
from facilitation.languages import INTERFACE
from facilitation.people import Person
from facilitation.views import forms, gate, pages, staying
from facilitation.views.sign_in import opened
from tools.wording import N_

blueprint = Blueprint("invitations", __name__, url_prefix="/invitations")
OTHER_PERSON = N_("You are signed in as somebody else by now. Look again with whose name you join.")
SIGN_IN_FIRST = N_(
    "There is an account with this mail address already. Sign in first; you come back to this invitation."
)


@blueprint.get("/<token>")
@gate.public
def show(token: str) -> str | Response:
    """Show an invitation with the ways in; one that works no more says what to do instead."""
    invitation = _opened(token)
    what = _state(invitation)
    if what != invitations.OPEN:
        return make_response(render_template("invitations/closed.html", state=what, **_facts(invitation)), Gone.status)
    mine = memberships.active(g.db, g.person, invitation.partnership_id) if g.person else None
    known = people.of_mail(g.db, invitation.mail or "") is not None
    facts = _facts(invitation)
    return render_template(
        "invitations/show.html", token=token, mine=mine, known=known, zones=people.TIME_ZONES, **facts
    )


@blueprint.post("/<token>")
@gate.public
@gate.slow
@forms.refill(show)
def accept(token: str) -> Response | str:
    """Join: with the account of this browser, or with a new one."""
    invitation = _opened(token)
    if _state(invitation) != invitations.OPEN:
        return show(token)
    if (str(g.person.id) if g.person else "") != request.form.get("as", ""):
        raise Conflict(OTHER_PERSON)
    kept = "" if g.person else _checked(invitation)
    g.db.begin_writing()
    person = g.person or _registered(kept)
    invitations.accept(g.db, invitation, person)
    flash(_("You take part now, as %(role)s.", role=_(ROLE_NAMES[invitation.role])))
    to = f"/partnerships/{invitation.partnership_id}"
    if g.person is None:
        return staying.let_in(person, to)
    g.db.commit()
    return redirect(to, 303)


def _opened(token: str) -> Invitation:
    invitation = opened(invitations.of_token, token)
    if g.person is None and request.cookies.get(pages.LANGUAGE_COOKIE) not in INTERFACE:
        g.language = invitation.language
        refresh()
    return invitation


def _state(invitation: Invitation) -> str:
    """Return what became of an invitation; of one whose maker may no longer invite, that it was withdrawn."""
    what = invitations.state(invitation)
    lost = what == invitations.OPEN and not invitations.stands(g.db, invitation)
    return invitations.WITHDRAWN if lost else what


def _checked(invitation: Invitation) -> str:
    """Return what is kept of the new password, when all that was filled in can be used."""
    form = forms.Form()
    address, password = form.text("mail"), form.posted.get("password", "")
    form.note("name", people.name_problem(form.text("name")))
    form.note("mail", people.mail_problem(address))
    form.note("password", passwords.problem(password))
    form.one_of("language", INTERFACE, N_("Choose a language."))
    form.one_of("time_zone", people.TIME_ZONES, N_("Choose a time zone from the list."))
    if people.of_mail(g.db, address) is not None:
        _count(invitation)
        form.problem("mail", SIGN_IN_FIRST)
    form.done()
    return passwords.keep(password)


def _count(invitation: Invitation) -> None:
    # whether an address has an account is not for anybody to try out at will
    settings = gate.settings()
    g.db.begin_writing()
    tries.take(g.db, gate.network(), tries.about(settings, "invitation", str(invitation.id)), settings)
    g.db.commit()


def _registered(kept: str) -> Person:
    name, mail, language, zone = (request.form.get(each, "") for each in ("name", "mail", "language", "time_zone"))
    try:
        return people.register(g.db, name=name, mail=mail, password=kept, language=language, time_zone=zone)
    except Invalid as error:
        raise Invalid([(p[0], SIGN_IN_FIRST if p[1] == people.TAKEN else p[1]) for p in error.problems]) from None


def _facts(invitation: Invitation) -> dict[str, Any]:
    zone = invitations.zone_of(invitation)
    return {
        "invitation": invitation,
        "places": languages.together([side.name for side in invitation.partnership.sides], pages.language()),
        "role": ROLE_NAMES[invitation.role],
        "zone": zone,
        "duty": ROLE_DUTIES[invitation.role],
        "until": languages.moment_for(invitation.expires_at, pages.language(), zone),
    }
