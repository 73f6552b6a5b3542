"""Departures: how somebody leaves, and what stays behind.

What a person wrote belongs to the group and stays; who wrote it becomes "a former member of Tarija". Gone are
name, mail address, password, time zone, sign-ins and links; memberships end; open invitations they made are
withdrawn, and the name and address on the invitation they came by are wiped. It cannot be undone.
"""

from __future__ import annotations

import sqlalchemy as sa

from facilitation import clock, links, sign_ins
from facilitation.access import LEADS
from facilitation.database import Session
from facilitation.invitations import Invitation
from facilitation.links import Link
from facilitation.memberships import Membership, is_awake
from facilitation.partnerships import Side
from facilitation.people import Person


def left_alone(db: Session, person: Person) -> list[Side]:
    """Return the sides that would have no coordinator and no deputy any more without this person."""
    mine = [each for each in _held(db, person) if each.side is not None and each.role in LEADS and is_awake(each)]
    return [each.side for each in mine if each.side is not None and not _others_lead(db, each.side, person)]


def _others_lead(db: Session, side: Side, person: Person) -> bool:
    others = sa.select(Membership).where(Membership.side_id == side.id, Membership.person_id != person.id)
    leading = db.scalars(others.where(Membership.role.in_(LEADS), Membership.ended_at.is_(None)))
    return any(is_awake(each) for each in leading)


def _held(db: Session, person: Person) -> list[Membership]:
    mine = sa.select(Membership).where(Membership.person_id == person.id, Membership.ended_at.is_(None))
    return list(db.scalars(mine.order_by(Membership.id)))


def leave(db: Session, person: Person) -> None:
    """Blank a person and end all that was theirs to open; the caller asked for the password first."""
    now, held = clock.now(), _held(db, person)
    person.left_from = next((each.side.name for each in held if each.side is not None), "")
    person.name, person.mail, person.password = person.left_from, None, None
    person.time_zone, person.administrator = "UTC", False
    person.last_signed_in_at, person.left_at = None, now
    for membership in held:
        membership.ended_at, membership.ended_by_id = now, person.id
    sign_ins.end_everywhere(db, person)
    links.lapse(db, person)
    db.execute(sa.delete(Link).where(Link.person_id == person.id))
    db.execute(sa.update(Invitation).where(Invitation.used_by_id == person.id).values(name="", mail=None))
    still_open = (Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
    made = sa.update(Invitation).where(Invitation.made_by_id == person.id, *still_open)
    db.execute(made.values(withdrawn_at=now))
    db.flush()
