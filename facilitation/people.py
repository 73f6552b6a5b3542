"""People: account holders, their names, mail addresses, language and time zone.

A person is never a municipality's first or second contact: roles live in memberships. A person who left is
blanked, not deleted, so that what the group wrote keeps its place: `left_from` is the name of their place, and
templates write ``{{ person|named }}``, which says "a former member of Tarija" in the reader's language.

A mail address is kept as it was typed and compared without capitals (`mail_key`, unique). Raises `Invalid`.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from importlib import resources

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, validates

from facilitation import clock
from facilitation.database import Base, Session
from facilitation.errors import Invalid
from facilitation.languages import INTERFACE
from tools.letters import composed, is_seen
from tools.wording import N_

TIME_ZONES = tuple(sorted(resources.files("tzdata").joinpath("zones").read_text().split()))
"""Every time zone of the IANA list, the same on every machine."""
LONGEST_NAME = 120
"""Characters of a person's name."""
HIDDEN = N_("This name holds a sign that cannot be seen. Type it once more, without that sign.")
TAKEN = N_("There is an account with this mail address already.")
_NEVER = r"\s@<>(),;:\\\"\x00-\x1f\x7f"
_MAIL = re.compile(rf"[^{_NEVER}]+@[^.{_NEVER}]+(?:\.[^.{_NEVER}]+)*")


class Person(Base):
    """An account holder. `demo` people exist only in a database made by the demo and cannot administer."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    mail: Mapped[str | None]
    mail_key: Mapped[str | None] = mapped_column(unique=True)
    password: Mapped[str | None]
    language: Mapped[str]
    time_zone: Mapped[str]
    administrator: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime.datetime]
    last_signed_in_at: Mapped[datetime.datetime | None]
    left_at: Mapped[datetime.datetime | None]
    left_from: Mapped[str] = mapped_column(default="")

    @validates("mail")
    def _same_key(self, _name: str, mail: str | None) -> str | None:
        self.mail_key = key_of(mail) if mail else None
        return mail


def key_of(mail: str) -> str:
    """Return a mail address as it is compared: without capitals, composed."""
    return composed(mail).casefold()


def of_mail(db: Session, mail: str) -> Person | None:
    """Return the person with this mail address."""
    return db.scalar(sa.select(Person).where(Person.mail_key == key_of(mail))) if mail else None


def name_problem(name: str) -> str:
    """Return the sentence that says why a name cannot be used, or nothing when it can."""
    if not name.strip():
        return N_("Fill in your name, as the others know you.")
    if len(name) > LONGEST_NAME:
        return N_("A name of at most 120 characters fits here.")
    if any(unicodedata.category(sign) == "Cc" for sign in name):
        return N_("A name stands on one line.")
    return "" if is_seen(name) else HIDDEN


def mail_problem(mail: str) -> str:
    """Return the sentence that says why a mail address cannot be used, or nothing when it can."""
    if not mail.strip():
        return N_("Fill in your mail address.")
    if mail != mail.strip():
        return N_("There is a blank before or after the mail address. Take it away.")
    if len(mail) > 254 or not _MAIL.fullmatch(mail):
        return N_("This is not a mail address. It looks like name@place.org.")
    return ""


def register(
    db: Session,
    *,
    name: str,
    mail: str,
    password: str | None,
    language: str,
    time_zone: str,
    administrator: bool = False,
    demo: bool = False,
) -> Person:
    """Make an account; `password` is what `passwords.keep` returned. Raises Invalid with all problems."""
    _refuse(
        ("name", name_problem(name)),
        ("mail", mail_problem(mail) or (TAKEN if of_mail(db, mail) else "")),
        ("language", "" if language in INTERFACE else N_("Choose a language.")),
        ("time_zone", "" if time_zone in TIME_ZONES else N_("Choose a time zone from the list.")),
        ("administrator", N_("A person of the example cannot be an administrator.") if demo and administrator else ""),
    )
    person = Person(
        name=name,
        mail=mail,
        password=password,
        language=language,
        time_zone=time_zone,
        administrator=administrator,
        demo=demo,
        created_at=clock.now(),
    )
    db.add(person)
    _write_once(db)
    return person


def describe(db: Session, person: Person, *, name: str, language: str, time_zone: str) -> None:
    """Change a person's name, language and time zone."""
    _refuse(
        ("name", name_problem(name)),
        ("language", "" if language in INTERFACE else N_("Choose a language.")),
        ("time_zone", "" if time_zone in TIME_ZONES else N_("Choose a time zone from the list.")),
    )
    person.name, person.language, person.time_zone = name, language, time_zone
    db.flush()


def move_mail(db: Session, person: Person, mail: str) -> None:
    """Give a person another mail address; the caller asked for the password first."""
    other = of_mail(db, mail)
    taken = TAKEN if other is not None and other.id != person.id else ""
    _refuse(("mail", mail_problem(mail) or taken))
    person.mail = mail
    _write_once(db)


def only_demo(db: Session) -> bool:
    """Return whether the database holds people of the example and nobody else, not even one who left."""
    real = db.scalar(sa.select(Person.id).where(Person.demo.is_(False)).limit(1))
    return real is None and db.scalar(sa.select(Person.id).limit(1)) is not None


def _refuse(*found: tuple[str, str]) -> None:
    problems: list[tuple[str, str] | tuple[str, str, dict[str, object]]] = [each for each in found if each[1]]
    if problems:
        raise Invalid(problems)


def _write_once(db: Session) -> None:
    try:
        db.flush()
    except sa.exc.IntegrityError:  # two people chose the same address at the same moment
        raise Invalid([("mail", TAKEN)]) from None
