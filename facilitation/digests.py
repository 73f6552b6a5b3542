"""Digests: one mail a day at most with the notices that somebody has not read, in their own language.

`send_due` is what `facilitation nightly` does when there is a mail server. Somebody gets a digest when they wish so
(`DAILY`, unless they said `OFF`), a notice waits that was in no digest before, and the last one is `A_DAY` old. It is
written down as sent before it goes out, and taken back when the mail server does not take it: so two runs at once, or
one that breaks off, never send the same twice.

A letter names who did what and where, with one line at most of what everybody in the partnership reads, and no words
of what one side keeps to itself (`digest_letters`). It ends with an address that stops these mails without signing in:
the person's number and a keyed hash of it, which opens nothing else. Errors raised: `NotFound`, `Invalid`.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Mapped, mapped_column

from facilitation import clock, database, digest_letters, mail, notices
from facilitation.config import Settings
from facilitation.database import Base, Session, add_once
from facilitation.errors import Invalid, NotFound
from facilitation.notices import Notice
from facilitation.people import Person
from tools.wording import N_

DAILY, OFF = "daily", "off"
WISHES = {DAILY: N_("Once a day at most, when something is new"), OFF: N_("No mails about notices")}
A_DAY = datetime.timedelta(hours=20)
"""How long a digest keeps the next one away: less than a day, as a nightly job may start a little earlier."""
WISH_NEEDED = N_("Choose one of the two.")
NO_SUCH_ADDRESS = N_("This address is not complete. Open it from the mail, or choose on your account page.")


class Digest(Base):
    """What a person wishes, and when the last digest went out; who has no row wishes `DAILY`."""

    __tablename__ = "digests"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), primary_key=True, autoincrement=False)
    wish: Mapped[str]
    sent_at: Mapped[datetime.datetime | None]


def wish(db: Session, person: Person) -> str:
    """Return whether a person gets digests: a key of `WISHES`."""
    found = db.get(Digest, person.id)
    return found.wish if found else DAILY


def choose(db: Session, person: Person, wished: str) -> None:
    """Say whether one wants digests."""
    if wished not in WISHES:
        raise Invalid([("digest", WISH_NEEDED)])
    db.begin_writing()
    _row(db, person.id).wish = wished
    db.flush()


def token(person_id: int, settings: Settings) -> str:
    """Return what stands in the address that stops a person's digests."""
    key = hmac.new(settings.secret().encode(), f"stop digests of {person_id}".encode(), hashlib.sha256)
    return f"{person_id}-{key.hexdigest()[:32]}"


def address(person_id: int, settings: Settings) -> str:
    """Return the whole address that stops a person's digests."""
    return f"{settings.public_url.rstrip('/')}/digest/{token(person_id, settings)}"


def of_token(db: Session, said: str, settings: Settings) -> Person:
    """Return the person whose digests an address stops, or raise NotFound."""
    number = said.partition("-")[0]
    known = number.isascii() and number.isdecimal() and len(number) < 16
    if not known or not hmac.compare_digest(token(int(number), settings), said.encode("ascii", "replace").decode()):
        raise NotFound(NO_SUCH_ADDRESS)
    found = db.get(Person, int(number))
    if found is None or found.left_at is not None:
        raise NotFound(NO_SUCH_ADDRESS)
    return found


@dataclass(frozen=True)
class _Due:
    """A letter that was written down as sent, and what to do when it was not."""

    person_id: int
    letter: digest_letters.Letter
    notices: list[int]
    before: datetime.datetime | None


def send_due(settings: Settings, factory: orm.sessionmaker[Session]) -> list[str]:
    """Send everybody who is due their digest; return what was done in one line, none without a mail server."""
    if not settings.smtp_url:
        return []
    with factory() as db:
        waiting = sa.select(Notice.person_id).where(Notice.read_at.is_(None), Notice.mailed_at.is_(None)).distinct()
        ids = sorted(db.scalars(waiting))
    sent = [_send(settings, factory, each) for each in ids]
    return [f"{sent.count(True)} digests mailed, {sent.count(False)} not taken by the mail server."]


def _send(settings: Settings, factory: orm.sessionmaker[Session], person_id: int) -> bool | None:
    """Send one person's digest when it is due; return whether the mail server took it, None for nothing to send."""
    with database.writing(factory) as db:
        due = _take(db, person_id, settings)
    if due is None:
        return None
    stop = f"<{address(person_id, settings)}>"
    head = {"List-Unsubscribe": stop, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    said = due.letter
    if mail.send(settings, said.to, said.subject, said.text, said.html, head):
        return True
    with database.writing(factory) as db:
        _row(db, person_id).sent_at = due.before
        db.execute(sa.update(Notice).where(Notice.id.in_(due.notices)).values(mailed_at=None))
    return False


def _take(db: Session, person_id: int, settings: Settings) -> _Due | None:
    """Write down that a person's digest goes out now and return it, unless it is not due."""
    person, row = db.get_one(Person, person_id), _row(db, person_id)
    early = row.sent_at is not None and row.sent_at > clock.now() - A_DAY
    if early or row.wish != DAILY or not person.mail or person.demo or person.left_at is not None:
        return None
    found = [each for each in notices.of_person(db, person, only_unread=True) if each.mailed_at is None]
    if not found:
        return None
    before, row.sent_at = row.sent_at, clock.now()
    for each in found:
        each.mailed_at = clock.now()
    letter = digest_letters.write(person, person.mail, found, settings, address(person.id, settings))
    return _Due(person_id, letter, [each.id for each in found], before)


def _row(db: Session, person_id: int) -> Digest:
    """Return a person's row, made now if there is none, and let nobody else change it meanwhile."""
    add_once(db, Digest, person_id=person_id, wish=DAILY)
    return db.scalars(sa.select(Digest).where(Digest.person_id == person_id).with_for_update()).one()
