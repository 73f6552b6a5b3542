"""Sign-ins: one row for each browser in which somebody is signed in, so that every one can be ended.

The cookie holds a random token, the row only its SHA-256. Every sign-in gets a new token. One that is used
lives on for `settings.session_days`; that it was used is written down at most once an hour.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from facilitation import clock, passwords, people, tries
from facilitation.config import Settings
from facilitation.database import Base, Session
from facilitation.errors import Invalid
from facilitation.people import Person
from tools.wording import N_

SEEN_EVERY = datetime.timedelta(hours=1)
"""How often at most it is written down that a sign-in is used."""
TOGETHER = N_("This mail address and this password do not belong together. Look at both once more.")
"""The one sentence for an unknown address and for a wrong password."""


class SignIn(Base):
    """A browser of a person; the cookie holds a random token, the row only its SHA-256."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime.datetime]
    seen_at: Mapped[datetime.datetime]
    expires_at: Mapped[datetime.datetime]
    from_link: Mapped[bool] = mapped_column(default=False)
    person: Mapped[Person] = relationship()


def hash_of(token: str) -> str:
    """Return what is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def of_token(db: Session, token: str) -> SignIn | None:
    """Return the sign-in whose cookie holds this token, unless it expired or its person left."""
    chosen = sa.select(SignIn).options(joinedload(SignIn.person)).where(SignIn.token_hash == hash_of(token))
    found = db.scalar(chosen)
    if found is None or found.expires_at <= clock.now() or found.person.left_at is not None:
        return None
    return found


def recognise(
    db: Session,
    mail: str,
    password: str,
    network: str,
    settings: Settings,
    otherwise: tuple[str, str] = ("password", TOGETHER),
) -> Person:
    """Return the person with this address and password; Invalid with one sentence for every other case, or TooFast.

    Commits the count of tries before the password is looked at, and leaves a writing transaction open.
    """
    about = tries.about(settings, "mail", mail)
    db.begin_writing()
    tries.take(db, network, about, settings)
    person = people.of_mail(db, mail)
    kept = person.password if person is not None and person.left_at is None else None
    db.commit()
    if not passwords.matches(kept, password):
        raise Invalid([otherwise])
    renewed = passwords.keep(password) if kept and passwords.is_outdated(kept) else None
    db.begin_writing()
    tries.clear(db, network, about)
    db.expire_all()
    known = people.of_mail(db, mail)
    if known is None or known.password != kept:  # changed while we looked
        raise Invalid([otherwise])
    known.password = renewed or known.password
    return known


def start(db: Session, person: Person, settings: Settings, from_link: bool = False) -> str:
    """Sign a person in in one browser and return the token for its cookie."""
    token, now = secrets.token_urlsafe(32), clock.now()
    lasts = datetime.timedelta(days=settings.session_days)
    row = SignIn(
        token_hash=hash_of(token),
        person_id=person.id,
        created_at=now,
        seen_at=now,
        expires_at=now + lasts,
        from_link=from_link,
    )
    db.add(row)
    person.last_signed_in_at = now
    db.flush()
    return token


def is_due(sign_in: SignIn) -> bool:
    """Return whether it is time to write down again that this sign-in is used."""
    return clock.now() - sign_in.seen_at >= SEEN_EVERY


def see(db: Session, sign_in_id: int, settings: Settings) -> None:
    """Write down that a sign-in is used, so that it lives on; one that ended meanwhile stays ended."""
    now = clock.now()
    later = {"seen_at": now, "expires_at": now + datetime.timedelta(days=settings.session_days)}
    db.execute(sa.update(SignIn).where(SignIn.id == sign_in_id, SignIn.expires_at > now).values(**later))


def end(db: Session, token: str) -> None:
    """Sign out the browser whose cookie holds this token."""
    db.execute(sa.delete(SignIn).where(SignIn.token_hash == hash_of(token)))


def end_everywhere(db: Session, person: Person, but: SignIn | None = None) -> None:
    """Sign a person out in every browser, or in every other one."""
    chosen = sa.delete(SignIn).where(SignIn.person_id == person.id)
    db.execute(chosen.where(SignIn.id != but.id) if but is not None else chosen)


def count(db: Session, person: Person) -> int:
    """Return in how many browsers a person is signed in."""
    mine = (SignIn.person_id == person.id, SignIn.expires_at > clock.now())
    return db.scalar(sa.select(sa.func.count(SignIn.id)).where(*mine)) or 0
