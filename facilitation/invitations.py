"""Invitations: a link by which somebody joins a partnership, on a side, with a role. It works once.

The link's token is kept only as SHA-256, so the address can be shown once, when it is made. `message` is the
plain text for WhatsApp or mail, in the language of the one who is invited. Raises `Invalid`, `NotFound`,
`Gone` (used, expired or withdrawn) and `Conflict` (takes part already).
"""

from __future__ import annotations

import datetime
import secrets
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import clock, languages, links, partnerships, people, sign_ins
from facilitation.access import NEEDS_LAST_DAY, NEEDS_SIDE, ROLE_NAMES, Role
from facilitation.config import Settings
from facilitation.database import Base, Session
from facilitation.errors import Conflict, Gone, Invalid, NotFound
from facilitation.languages import INTERFACE
from facilitation.mail import speaker
from facilitation.memberships import Membership, active, is_awake, join, may_invite
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from tools.wording import N_

OPEN, USED, EXPIRED, WITHDRAWN = "open", "used", "expired", "withdrawn"


class Invitation(Base):
    """An open, used, expired or withdrawn invitation; the link's token is kept only as SHA-256."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    role: Mapped[str]
    until_on: Mapped[datetime.date | None]
    name: Mapped[str]
    mail: Mapped[str | None]
    language: Mapped[str]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    created_at: Mapped[datetime.datetime]
    expires_at: Mapped[datetime.datetime]
    used_at: Mapped[datetime.datetime | None]
    used_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    withdrawn_at: Mapped[datetime.datetime | None]
    partnership: Mapped[Partnership] = relationship()
    side: Mapped[Side | None] = relationship(lazy="joined")
    made_by: Mapped[Person] = relationship(foreign_keys=[made_by_id])


def make(
    db: Session,
    person: Person,
    partnership: Partnership,
    side: Side | None,
    role: str,
    name: str,
    mail: str | None,
    language: str,
    until_on: datetime.date | None,
    settings: Settings,
) -> tuple[Invitation, str]:
    """Invite somebody and return the invitation with its token; `person` invites, the caller asked the access table.

    Raises Invalid with all problems: fields "side", "role", "name", "mail", "language", "until_on".
    """
    found = problems(partnership, side, role, name, mail, language, until_on)
    if found:
        raise Invalid([*found])
    token, now = secrets.token_urlsafe(32), clock.now()
    invitation = Invitation(
        token_hash=sign_ins.hash_of(token),
        partnership=partnership,
        side=side,
        role=Role(role).value,
        until_on=until_on,
        name=name,
        mail=mail or None,
        language=language,
        made_by=person,
        created_at=now,
        expires_at=now + datetime.timedelta(days=settings.invitation_days),
    )
    db.add(invitation)
    db.flush()
    return invitation, token


def problems(
    partnership: Partnership,
    side: Side | None,
    role: str,
    name: str,
    mail: str | None,
    language: str,
    until_on: datetime.date | None,
) -> list[tuple[str, str]]:
    """Return everything that cannot stay so, beside the fields of `make`."""
    known = role in {each.value for each in Role}
    foreign = side is not None and side.partnership_id != partnership.id
    lost = known and side is None and role in NEEDS_SIDE
    endless = known and until_on is None and role in NEEDS_LAST_DAY
    zone = side.municipality.time_zone if side is not None else "UTC"
    past = until_on is not None and until_on < clock.today(zone)
    found = (
        ("side", N_("Choose a side of this partnership.") if foreign else ""),
        ("side", N_("A coordinator, a deputy and a member belong to a side. Choose which one.") if lost else ""),
        ("role", "" if known else N_("Choose what this person comes to do.")),
        *guest_problems(name, mail, language),
        ("until_on", N_("This day is past. Choose a later one, or leave it blank.") if past else ""),
        (
            "until_on",
            N_("An interpreter and a translator read along for a task. Fill in its last day.") if endless else "",
        ),
    )
    return [each for each in found if each[1]]


def guest_problems(name: str, mail: str | None, language: str) -> list[tuple[str, str]]:
    """Return what cannot stay so in what is told of the person who is invited."""
    found = (
        ("name", people.name_problem(name) if name.strip() else N_("Fill in the name of the person you invite.")),
        ("mail", people.mail_problem(mail) if mail else ""),
        ("language", "" if language in INTERFACE else N_("Choose the language of the invitation.")),
    )
    return [each for each in found if each[1]]


def address(token: str, settings: Settings) -> str:
    """Return the whole address of an invitation, to copy or to mail."""
    return f"{settings.public_url.rstrip('/')}/invitations/{token}"


def zone_of(invitation: Invitation) -> str:
    """Return the time zone of the place somebody is invited for, else of who invites: a first guess of theirs."""
    return invitation.side.municipality.time_zone if invitation.side else invitation.made_by.time_zone


def state(invitation: Invitation) -> str:
    """Return what became of an invitation: open, used, expired or withdrawn."""
    if invitation.used_at is not None:
        return USED
    if invitation.withdrawn_at is not None:
        return WITHDRAWN
    return EXPIRED if invitation.expires_at <= clock.now() else OPEN


def stands(db: Session, invitation: Invitation) -> bool:
    """Return whether who invited may still do so: not removed since, and the place has no coordinator of its own."""
    person, partnership = invitation.made_by, invitation.partnership
    return may_invite(db, person, active(db, person, partnership.id), partnership, invitation.side, invitation.role)


def of_token(db: Session, token: str) -> Invitation:
    """Return the invitation with this token, whatever became of it, or raise NotFound."""
    found = db.scalar(sa.select(Invitation).where(Invitation.token_hash == sign_ins.hash_of(token)))
    if found is None:
        raise NotFound(links.NO_SUCH_LINK)
    return found


def of_partnership(db: Session, partnership: Partnership) -> list[Invitation]:
    """Return the invitations to a partnership that nobody used or withdrew, newest first."""
    waiting = (Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
    chosen = sa.select(Invitation).where(Invitation.partnership_id == partnership.id, *waiting)
    return list(db.scalars(chosen.order_by(Invitation.created_at.desc(), Invitation.id.desc())))


def withdraw(db: Session, invitation: Invitation) -> None:
    """Make an invitation work no more; Conflict when somebody joined through it already."""
    partnerships.lock(db, invitation.partnership_id)
    if state(invitation) == USED:
        raise Conflict(N_("Somebody joined through this invitation already. You find them in the list of people."))
    invitation.withdrawn_at = invitation.withdrawn_at or clock.now()
    db.flush()


def accept(db: Session, invitation: Invitation, person: Person) -> Membership:
    """Let a person join through an invitation; Gone the second time, Conflict for who takes part already."""
    partnerships.lock(db, invitation.partnership_id)
    if state(invitation) != OPEN or not stands(db, invitation):
        raise Gone
    held = _held(db, invitation.partnership_id, person)
    if any(is_awake(membership) for membership in held):
        raise Conflict(N_("You take part in this partnership already, so you do not need this invitation."))
    now = clock.now()
    still_open = (Invitation.id == invitation.id, Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
    taken = sa.update(Invitation).where(*still_open).values(used_at=now, used_by_id=person.id)
    if getattr(db.execute(taken), "rowcount", 0) != 1:  # two at the same moment: one of them wins
        raise Gone
    db.refresh(invitation)
    for asleep in held:
        asleep.ended_at, asleep.ended_by_id = now, person.id
    db.flush()
    side, until_on = invitation.side, invitation.until_on
    return join(db, person, invitation.partnership, side, invitation.role, until_on)


def _held(db: Session, partnership_id: int, person: Person) -> list[Membership]:
    mine = (Membership.person_id == person.id, Membership.partnership_id == partnership_id)
    return list(db.scalars(sa.select(Membership).where(*mine, Membership.ended_at.is_(None))))


def message(invitation: Invitation, link: str, language: str) -> str:
    """Return the text that goes with the link, for WhatsApp or mail, in a language of the interface."""
    say = speaker(language)
    places = [side.name for side in invitation.partnership.sides]
    values = {
        "name": invitation.name,
        "inviter": invitation.made_by.name,
        "places": languages.together(places, language),
        "role": say(ROLE_NAMES[Role(invitation.role)]),
        "place": invitation.side.name if invitation.side else "",
        "day": languages.day_for(invitation.expires_at.astimezone(ZoneInfo(zone_of(invitation))).date(), language),
        "link": link,
    }
    return say(MESSAGE_OF_SIDE if invitation.side else MESSAGE).format(**values)


def subject(invitation: Invitation, language: str) -> str:
    """Return the subject of the mail that goes with the link."""
    places = languages.together([side.name for side in invitation.partnership.sides], language)
    return speaker(language)(N_("Invitation: {places}")).format(places=places)


MESSAGE_OF_SIDE = N_(
    "Hello {name}. {inviter} invites you to the partnership of {places}, as {role} for {place}. "
    "Open this link to join. It works once, until {day}:\n{link}"
)
MESSAGE = N_(
    "Hello {name}. {inviter} invites you to the partnership of {places}, as {role}. "
    "Open this link to join. It works once, until {day}:\n{link}"
)
