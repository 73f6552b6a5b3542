"""Memberships: a person in a partnership, with a role, on a side or (guide, interpreter, VVSG) on none.

Each side looks after its own people; neither can remove, demote or invite for another. People without a side
are looked after by any coordinator. What is done to somebody's membership is an act that everybody in the
partnership can read (`member_acts`), also when an administrator did it. A side keeps a coordinator: the last
one can go only when another is there. Access that nobody confirmed for a year sleeps: it reads nothing.

The one exception: while a side never had a coordinator, whoever leads another side may invite its first.
Errors raised: `Forbidden`, `NotFound`, `Conflict`, `Invalid`.
"""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, clock, links, member_acts, partnerships
from facilitation.access import LEADS, NEEDS_LAST_DAY, NEEDS_SIDE, Action, Role
from facilitation.database import Base, Session
from facilitation.errors import Conflict, Invalid, NotFound
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from tools.wording import N_


class Membership(Base):
    """Reads and acts by the access table while it is not ended, not past `until_on` and confirmed within a year."""

    __tablename__ = "memberships"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    role: Mapped[str]
    until_on: Mapped[datetime.date | None]
    confirmed_at: Mapped[datetime.datetime]
    created_at: Mapped[datetime.datetime]
    ended_at: Mapped[datetime.datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined")
    partnership: Mapped[Partnership] = relationship()
    side: Mapped[Side | None] = relationship(lazy="joined")


YEAR = datetime.timedelta(days=366)
"""How long a confirmation lasts; after it access sleeps until a coordinator of the own side wakes it."""
SOON = datetime.timedelta(days=30)
"""How long beforehand a coordinator is asked to confirm."""
WHILE_IT_LASTS = N_("An interpreter or a translator reads along while a task lasts. Fill in its last day.")
LAST = N_("This side has nobody else who coordinates. Name another coordinator or deputy, then come back.")
GONE = N_("This person no longer takes part. Look at the list of people again.")


def why_asleep(membership: Membership) -> str:
    """Return why a membership reads nothing now: "ended", "day" (the last day is past), "year", or "" when awake."""
    today = clock.today(membership.side.municipality.time_zone if membership.side else "UTC")
    if membership.ended_at is not None:
        return "ended"
    if membership.until_on is not None and membership.until_on < today:
        return "day"
    return "" if clock.now() - membership.confirmed_at < YEAR else "year"


def is_awake(membership: Membership) -> bool:
    """Return whether a membership reads anything now: not ended, not past its last day, confirmed within a year."""
    return not why_asleep(membership)


def active(db: Session, person: Person, partnership_id: int) -> Membership | None:
    """Return the membership by which a person reads a partnership now, or None."""
    found = (each for each in _not_ended(db, Membership.person_id == person.id) if is_awake(each))
    return next((each for each in found if each.partnership_id == partnership_id), None)


def of_person(db: Session, person: Person) -> list[Membership]:
    """Return the memberships by which a person reads something now, the oldest first."""
    return [each for each in _not_ended(db, Membership.person_id == person.id) if is_awake(each)]


def asleep(db: Session, person: Person) -> list[Membership]:
    """Return the memberships by which a person would read something if a coordinator woke them."""
    return [each for each in _not_ended(db, Membership.person_id == person.id) if not is_awake(each)]


def of_partnership(db: Session, partnership: Partnership) -> list[Membership]:
    """Return everybody who takes part, asleep or awake, by name."""
    found = _not_ended(db, Membership.partnership_id == partnership.id)
    return sorted(found, key=lambda each: (each.person.name.casefold(), each.id))


def without_coordinator_yet(db: Session, partnership: Partnership) -> list[Side]:
    """Return the sides that never had a coordinator, in order."""
    here = (Membership.partnership_id == partnership.id, Membership.role.in_(LEADS))
    led = set(db.scalars(sa.select(Membership.side_id).where(*here)))  # ended ones too: the last cannot be demoted
    return [side for side in partnership.sides if side.id not in led]


def may_invite(
    db: Session, person: Person, held: Membership | None, partnership: Partnership, side: Side | None, role: str
) -> bool:
    """Return whether somebody may invite, or withdraw an invitation, for a side (or none) with this role."""
    own = access.may(held, Action.MANAGE_PEOPLE, side.id if side else None, person.administrator)
    return own or (role == Role.COORDINATOR and first_only(db, held, partnership, side))


def first_only(db: Session, held: Membership | None, partnership: Partnership, side: Side | None) -> bool:
    """Return whether a coordinator of another side may invite the first coordinator of this one, and nobody else."""
    leads = held is not None and access.may(held, Action.MANAGE_PEOPLE, held.side_id)
    other = held is not None and side is not None and side.id != held.side_id
    return leads and other and side in without_coordinator_yet(db, partnership)


def may_help_in(db: Session, person: Person, held: Membership | None, membership: Membership) -> bool:
    """Return whether somebody may make a one-time sign-in link for a member.

    A link opens the whole account, so each side for which that person takes part has to be one's own.
    """
    if membership.side_id is None or not access.may(held, Action.MANAGE_PEOPLE, membership.side_id):
        return False
    if membership.ended_at is not None or membership.person.administrator or person.id == membership.person_id:
        return False
    mine = {each.partnership_id: each for each in of_person(db, person)}
    return all(
        each.side_id is not None and access.may(mine.get(each.partnership_id), Action.MANAGE_PEOPLE, each.side_id)
        for each in _not_ended(db, Membership.person_id == membership.person_id)
    )


def join(
    db: Session, person: Person, partnership: Partnership, side: Side | None, role: str, until_on: datetime.date | None
) -> Membership:
    """Let a person take part from now on; whoever calls asked who may."""
    now = clock.now()
    row = Membership(
        person=person,
        partnership=partnership,
        side=side,
        role=str(role),
        until_on=until_on,
        confirmed_at=now,
        created_at=now,
    )
    db.add(row)
    links.lapse(db, person)
    db.flush()
    return row


def remove(db: Session, person: Person, held: Membership | None, membership: Membership) -> None:
    """End somebody's access; what they wrote stays. A second press changes nothing."""
    _prepare(db, person, held, membership)
    if membership.ended_at is not None:
        return
    _keep_a_coordinator(db, membership)
    membership.ended_at, membership.ended_by_id = clock.now(), person.id
    links.lapse(db, membership.person)
    _note(db, person, held, membership, "remove")


def change_role(
    db: Session,
    person: Person,
    held: Membership | None,
    membership: Membership,
    role: str,
    until_on: datetime.date | None,
) -> None:
    """Let somebody do something else in the partnership, or until another day."""
    _prepare(db, person, held, membership)
    if membership.ended_at is not None:
        raise Conflict(GONE)
    problems = role_problems(role, membership.side, until_on)
    if problems:
        raise Invalid([*problems])
    if (role, until_on) == (membership.role, membership.until_on):
        return
    if role not in LEADS:
        _keep_a_coordinator(db, membership)
    membership.role, membership.until_on = role, until_on
    links.lapse(db, membership.person)
    _note(db, person, held, membership, "role")


def role_problems(role: str, side: Side | None, until_on: datetime.date | None) -> list[tuple[str, str]]:
    """Return what does not fit between a role, a side and a last day."""
    today = clock.today(side.municipality.time_zone if side else "UTC")
    lost, endless = role in NEEDS_SIDE and side is None, role in NEEDS_LAST_DAY and until_on is None
    found = (
        ("role", "" if role in list(Role) else N_("Choose what this person comes to do.")),
        ("role", N_("A coordinator, a deputy and a member belong to a side. Choose which one.") if lost else ""),
        ("until_on", WHILE_IT_LASTS if endless else ""),
        ("until_on", N_("This day is past. Choose a later one.") if until_on and until_on < today else ""),
    )
    return [each for each in found if each[1]]


def confirm(db: Session, person: Person, held: Membership | None, membership: Membership) -> None:
    """Confirm that somebody still takes part: for a year from now; it wakes access that slept."""
    _prepare(db, person, held, membership)
    if membership.ended_at is not None:
        raise Conflict(GONE)
    if clock.now() - membership.confirmed_at < datetime.timedelta(days=1):
        return
    membership.confirmed_at = clock.now()
    _note(db, person, held, membership, "confirm")


def note(
    db: Session,
    person: Person,
    held: Membership | None,
    partnership: Partnership,
    what: str,
    side: Side | None,
    role: str,
    whom: Person | None = None,
) -> None:
    """Write down what was done to somebody's access, and whether it was done as an administrator."""
    own = access.may(held, Action.MANAGE_PEOPLE, side.id if side else None) or first_only(db, held, partnership, side)
    member_acts.note(db, person, partnership, what, side, role, whom, as_administrator=not own)


def _note(db: Session, person: Person, held: Membership | None, membership: Membership, what: str) -> None:
    db.flush()
    note(db, person, held, membership.partnership, what, membership.side, membership.role, membership.person)


def _not_ended(db: Session, about: sa.ColumnElement[bool]) -> list[Membership]:
    chosen = sa.select(Membership).where(about, Membership.ended_at.is_(None))
    return list(db.scalars(chosen.order_by(Membership.id)))


def _prepare(db: Session, person: Person, held: Membership | None, membership: Membership) -> None:
    """Check the right, then let one change at a time happen to the people of a partnership."""
    _require(person, held, membership)
    partnerships.lock(db, membership.partnership_id)
    _require(person, held, membership)  # while we waited, somebody may have ended what this person may do


def _require(person: Person, held: Membership | None, membership: Membership) -> None:
    if held is not None and held.partnership_id != membership.partnership_id:
        raise NotFound
    if held is not None and not is_awake(held):
        raise Conflict
    access.require(held, Action.MANAGE_PEOPLE, membership.side_id, person.administrator)


def _keep_a_coordinator(db: Session, membership: Membership) -> None:
    others = _not_ended(db, Membership.side_id == membership.side_id)
    leads = [each for each in others if each.role in LEADS and each.id != membership.id and is_awake(each)]
    if membership.role in LEADS and not leads:
        raise Conflict(LAST)
