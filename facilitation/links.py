"""Links: one-time addresses to sign in or to choose a new password. They work once and expire.

Opening a link does not use it up; choosing a new password through it does, and ends every sign-in and every other link
of that person. A link that a coordinator made lapses when they, or the person it is for, get another place. Raises
`NotFound` (never existed) and `Gone` (used, expired, replaced).
"""

from __future__ import annotations

import datetime
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import clock, sign_ins
from facilitation.config import Settings
from facilitation.database import Base, Session
from facilitation.errors import Forbidden, Gone, NotFound
from facilitation.people import Person
from tools.wording import N_

SIGN_IN, PASSWORD = "sign-in", "password"
"""Kinds: made by a coordinator for somebody who cannot get in; asked for by mail by the person."""
MAILS_AN_HOUR = 3
"""Links for a new password that one person is mailed within an hour, whoever asks."""
NO_SUCH_LINK = N_("This link is not complete, or it never existed. Open it from the message, or copy it whole.")
NO_MORE = N_("This link was used, replaced or has expired. Ask for a new one.")


class Link(Base):
    """A one-time link; `kind` is "sign-in" (made by a coordinator) or "password" (asked by mail)."""

    __tablename__ = "links"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    created_at: Mapped[datetime.datetime]
    expires_at: Mapped[datetime.datetime]
    used_at: Mapped[datetime.datetime | None]
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    made_by: Mapped[Person | None] = relationship(foreign_keys=[made_by_id])


def make(db: Session, person: Person, kind: str, made_by: Person | None, settings: Settings) -> tuple[Link, str]:
    """Make a link for a person and return it with its token; a new sign-in link replaces the earlier ones.

    The caller asked the access table first. Nobody makes a link for an administrator but another administrator:
    a coordinator would become one through it.
    """
    if kind == SIGN_IN and person.administrator and not (made_by is not None and made_by.administrator):
        raise Forbidden(N_("Only an administrator makes a sign-in link for an administrator."))
    if kind == SIGN_IN:
        _use_up(db, person, kind)
    token, now = secrets.token_urlsafe(32), clock.now()
    link = Link(
        kind=kind,
        token_hash=sign_ins.hash_of(token),
        person_id=person.id,
        made_by_id=made_by.id if made_by is not None else None,
        created_at=now,
        expires_at=now + datetime.timedelta(hours=settings.link_hours),
    )
    db.add(link)
    db.flush()
    return link, token


def address(token: str, settings: Settings) -> str:
    """Return the whole address of a link, to copy or to mail."""
    return f"{settings.public_url.rstrip('/')}/link/{token}"


def of_token(db: Session, token: str) -> Link:
    """Return the link with this token while it works, or raise NotFound or Gone."""
    found = db.scalar(sa.select(Link).where(Link.token_hash == sign_ins.hash_of(token)))
    if found is None:
        raise NotFound(NO_SUCH_LINK)
    if found.used_at is not None or found.expires_at <= clock.now() or found.person.left_at is not None:
        raise Gone(NO_MORE)
    return found


def use(db: Session, token: str, password: str) -> Person:
    """Use a link up: keep the new password (hashed already), end every sign-in; Gone the second time."""
    link = of_token(db, token)
    still_open = sa.update(Link).where(Link.id == link.id, Link.used_at.is_(None)).values(used_at=clock.now())
    if getattr(db.execute(still_open), "rowcount", 0) != 1:  # two at the same moment: one of them wins
        raise Gone(NO_MORE)
    db.refresh(link)
    _use_up(db, link.person)
    link.person.password = password
    sign_ins.end_everywhere(db, link.person)
    db.flush()
    return link.person


def lapse(db: Session, person: Person) -> None:
    """Make sign-in links work no more that this person made, or that somebody made for them.

    For when it changed whom they look after, or who looks after them: a link opens a whole account, and was made by
    somebody who was allowed to do so then.
    """
    about = sa.or_(Link.made_by_id == person.id, Link.person_id == person.id)
    still_open = sa.update(Link).where(Link.kind == SIGN_IN, Link.used_at.is_(None), about)
    db.execute(still_open.values(used_at=clock.now()))


def mailed_enough(db: Session, person: Person) -> bool:
    """Return whether this person was mailed so many links within the hour that one more would only be a nuisance."""
    since = clock.now() - datetime.timedelta(hours=1)
    mailed = (Link.person_id == person.id, Link.kind == PASSWORD, Link.created_at > since)
    return (db.scalar(sa.select(sa.func.count(Link.id)).where(*mailed)) or 0) >= MAILS_AN_HOUR


def _use_up(db: Session, person: Person, kind: str = "") -> None:
    chosen = sa.update(Link).where(Link.person_id == person.id, Link.used_at.is_(None)).values(used_at=clock.now())
    db.execute(chosen.where(Link.kind == kind) if kind else chosen)
