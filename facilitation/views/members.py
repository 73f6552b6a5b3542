"""Members: the people of a partnership, side by side, and what may be done to somebody's access.

An administrator opens this page of any partnership, and no other page of it. A link that opens an account is
shown once, on the answer to the press that made it: it is in no cookie, no cache and no second page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, g, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation import access, invitations, links, member_acts, memberships
from facilitation.access import ROLE_DUTIES, ROLE_NAMES, Action, Role
from facilitation.errors import Forbidden, NotFound
from facilitation.invitations import Invitation
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership, Side
from facilitation.views import forms, gate

blueprint = Blueprint("members", __name__, url_prefix="/partnerships/<int:partnership_id>")


@dataclass(frozen=True)
class Group:
    """The people of one side, or those without one, with whether the reader looks after them."""

    side: Side | None
    members: list[Membership]
    mine: bool
    first_only: bool


def seen_people(partnership_id: int) -> tuple[Partnership, Membership | None]:
    """Return a partnership whose people this person may see, with their membership; an administrator may have none."""
    if memberships.active(g.db, gate.me(), partnership_id) is not None:
        seen = gate.partnership(partnership_id)
        return seen.partnership, seen.membership
    found = g.db.get(Partnership, partnership_id)
    if found is None or not gate.me().administrator:
        raise NotFound
    return found, None


@blueprint.get("/members")
def show(partnership_id: int, made: Any = None, opened: dict[str, Any] | None = None) -> str:
    """Show everybody who takes part, the open invitations and what was done to anybody's access."""
    partnership, held = seen_people(partnership_id)
    groups = groups_of(partnership, held)
    waiting = [each for each in invitations.of_partnership(g.db, partnership) if invitations.stands(g.db, each)]
    return render_template(
        "members/show.html",
        partnership=partnership,
        groups=groups,
        inviting=[each for each in groups if each.mine or each.first_only],
        waiting=[(each, invitations.state(each), may_invite(held, each)) for each in waiting],
        acts=member_acts.of_partnership(g.db, partnership),
        sentences=member_acts.SENTENCES,
        roles=ROLE_NAMES,
        duties=ROLE_DUTIES,
        fitting=_fitting,
        asleep=memberships.why_asleep,
        confirm_by=lambda member: (member.confirmed_at + memberships.YEAR).date(),
        helped=lambda member: memberships.may_help_in(g.db, gate.me(), held, member),
        held=held,
        made=made,
        opened=opened,
    )


def groups_of(partnership: Partnership, held: Membership | None) -> list[Group]:
    """Return everybody who takes part by side, in the order of the sides, and last who has none."""
    people = memberships.of_partnership(g.db, partnership)
    sides: list[Side | None] = [*partnership.sides, None]
    return [
        Group(
            side,
            [each for each in people if each.side_id == (side.id if side else None)],
            access.may(held, Action.MANAGE_PEOPLE, side.id if side else None, gate.me().administrator),
            memberships.first_only(g.db, held, partnership, side),
        )
        for side in sides
    ]


def _fitting(side: Side | None) -> list[str]:
    return [role for role in Role if side is not None or role not in access.NEEDS_SIDE]


def may_invite(held: Membership | None, invitation: Invitation) -> bool:
    """Return whether this person could have made an invitation, and so may withdraw it."""
    partnership, side, role = invitation.partnership, invitation.side, invitation.role
    return memberships.may_invite(g.db, gate.me(), held, partnership, side, role)


def once(page: str) -> Response:
    """Answer with a page that nothing keeps: what it shows is shown this once."""
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/members/<int:member_id>/role")
@forms.refill(lambda partnership_id, member_id: show(partnership_id))
def change_role(partnership_id: int, member_id: int) -> Response:
    """Let somebody do something else, or until another day."""
    held, member = _member(partnership_id, member_id)
    access.require(held, Action.MANAGE_PEOPLE, member.side_id, gate.me().administrator)
    form, prefix = forms.Form(), f"m{member_id}."
    role, until_on = form.posted.get(f"{prefix}role", ""), form.day(f"{prefix}until_on")
    for field, sentence in memberships.role_problems(role, member.side, until_on):
        form.problem(prefix + field, sentence)
    form.done()
    memberships.change_role(g.db, gate.me(), held, member, role, until_on)
    g.db.commit()
    flash(_("Saved. Everybody in the partnership can see this change."))
    return back(partnership_id)


@blueprint.post("/members/<int:member_id>/remove")
def remove(partnership_id: int, member_id: int) -> Response:
    """End somebody's access; what they wrote stays."""
    held, member = _member(partnership_id, member_id)
    memberships.remove(g.db, gate.me(), held, member)
    g.db.commit()
    flash(_("%(name)s no longer takes part. What they wrote stays.", name=member.person.name))
    return back(partnership_id) if held is not member else redirect(url_for("home.show"), 303)


@blueprint.post("/members/<int:member_id>/confirm")
def confirm(partnership_id: int, member_id: int) -> Response:
    """Confirm that somebody still takes part; it wakes access that slept."""
    held, member = _member(partnership_id, member_id)
    memberships.confirm(g.db, gate.me(), held, member)
    g.db.commit()
    flash(_("Confirmed for a year: %(name)s takes part.", name=member.person.name))
    return back(partnership_id)


@blueprint.post("/members/<int:member_id>/link")
def make_link(partnership_id: int, member_id: int) -> Response:
    """Make a one-time sign-in link for a member of one's own side, and show it this once."""
    held, member = _member(partnership_id, member_id)
    if not memberships.may_help_in(g.db, gate.me(), held, member):
        raise Forbidden
    _link, token = links.make(g.db, member.person, links.SIGN_IN, gate.me(), gate.settings())
    memberships.note(g.db, gate.me(), held, member.partnership, "link", member.side, member.role, member.person)
    g.db.commit()
    opened = {"member": member, "link": links.address(token, gate.settings()), "hours": gate.settings().link_hours}
    return once(show(partnership_id, opened=opened))


def _member(partnership_id: int, member_id: int) -> tuple[Membership | None, Membership]:
    _partnership, held = seen_people(partnership_id)
    member = g.db.get(Membership, member_id)
    if member is None or member.partnership_id != partnership_id:
        raise NotFound
    return held, member


def back(partnership_id: int) -> Response:
    """Go back to the people."""
    return redirect(url_for("members.show", partnership_id=partnership_id), 303)
