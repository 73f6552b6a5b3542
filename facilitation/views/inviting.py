"""Inviting: making an invitation, showing its link this once, mailing it where that can be done, withdrawing it.

Pressing twice leaves one open invitation: an equal one that the same person left open is replaced, so that the
link on the screen is always the one that works.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, g
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation import invitations, mail, memberships, partnerships
from facilitation.access import Role
from facilitation.errors import Forbidden, NotFound
from facilitation.invitations import Invitation
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership, Side
from facilitation.views import forms, gate, members
from tools.wording import N_

blueprint = Blueprint("inviting", __name__, url_prefix="/partnerships/<int:partnership_id>")
NO_SIDE = "none"
CHOOSE_SIDE = N_("Choose for which place you invite.")
FIRST_ONLY = N_("For {place} you can invite the first coordinator, who then invites the others. Choose coordinator.")


@dataclass(frozen=True)
class Shown:
    """An invitation that was just made, with what can be copied only now."""

    invitation: Invitation
    link: str
    message: str
    mailed: bool


@blueprint.post("/members/invite")
@gate.slow
@forms.refill(members.show)
def invite(partnership_id: int) -> Response | str:
    """Invite somebody, and show the link this once."""
    g.db.begin_writing()
    partnership, held = members.seen_people(partnership_id)
    form = forms.Form()
    choices = {str(group.side.id) if group.side else NO_SIDE: group for group in members.groups_of(partnership, held)}
    open_to = {key: group for key, group in choices.items() if group.mine or group.first_only}
    if not open_to:
        raise Forbidden
    group = open_to.get(form.one_of("side", open_to, CHOOSE_SIDE))
    role, side = form.posted.get("role", ""), group.side if group else None
    if group and side and group.first_only and role != Role.COORDINATOR:
        form.problem("role", FIRST_ONLY, place=side.name)
    made = send(form, partnership, held, side, role, "")
    return members.once(members.show(partnership_id, made=post(made)))


def send(
    form: forms.Form, partnership: Partnership, held: Membership | None, side: Side | None, role: str, prefix: str
) -> tuple[Invitation, str]:
    """Make an invitation of what was posted; an equal one that this person left open is replaced by it."""
    settings = gate.settings()
    name, address, language = (form.text(f"{prefix}{field}") for field in ("name", "mail", "language"))
    until_on = form.day(f"{prefix}until_on")
    noted = {problem[0] for problem in form.problems}
    for field, sentence in invitations.problems(partnership, side, role, name, address or None, language, until_on):
        if prefix + field not in noted:
            form.problem(prefix + field, sentence)
    form.done()
    if not memberships.may_invite(g.db, gate.me(), held, partnership, side, role):
        raise Forbidden
    partnerships.lock(g.db, partnership.id)
    asked = (side, role, name, address or None, language, until_on)
    alike = [each for each in invitations.of_partnership(g.db, partnership) if _asked(each) == asked]
    for earlier in alike:
        invitations.withdraw(g.db, earlier)
    if not alike:
        memberships.note(g.db, gate.me(), held, partnership, "invite", side, role)
    return invitations.make(
        g.db, gate.me(), partnership, side, role, name, address or None, language, until_on, settings
    )


def _asked(invitation: Invitation) -> tuple[object, ...] | None:
    if invitation.made_by_id != gate.me().id:
        return None
    told = invitation
    return told.side, told.role, told.name, told.mail, told.language, told.until_on


def post(made: tuple[Invitation, str]) -> Shown:
    """Keep an invitation and, outside the write gate, mail it where that can be done."""
    g.db.commit()
    (invitation, token), settings = made, gate.settings()
    link = invitations.address(token, settings)
    message = invitations.message(invitation, link, invitation.language)
    subject = invitations.subject(invitation, invitation.language)
    mailed = bool(invitation.mail) and mail.send(settings, invitation.mail or "", subject, message)
    return Shown(invitation, link, message, mailed)


@blueprint.post("/invitations/<int:invitation_id>/withdraw")
def withdraw(partnership_id: int, invitation_id: int) -> Response:
    """Withdraw an open invitation."""
    partnership, held = members.seen_people(partnership_id)
    found = g.db.get(Invitation, invitation_id)
    if found is None or found.partnership_id != partnership_id:
        raise NotFound
    if not members.may_invite(held, found):
        raise Forbidden
    if invitations.state(found) != invitations.WITHDRAWN:
        invitations.withdraw(g.db, found)
        memberships.note(g.db, gate.me(), held, partnership, "withdraw", found.side, found.role)
    g.db.commit()
    flash(_("The invitation is withdrawn. Its link no longer works."))
    return members.back(partnership_id)
