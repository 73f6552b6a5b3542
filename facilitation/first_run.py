"""First run: the first administrator of an installation, who then starts the first partnership.

On the machine itself the page opens without more. From elsewhere it asks for the key that `facilitation serve`
prints, so that a stranger who finds a new installation first cannot take it.
"""

from __future__ import annotations

import hashlib
import hmac

import sqlalchemy as sa
from sqlalchemy import orm

from facilitation import database, passwords, people
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.errors import Gone, Invalid
from facilitation.people import Person
from tools.wording import N_

TAKEN = N_("This installation has its people already. Ask the administrator for an invitation.")


def is_new(db: Session) -> bool:
    """Return whether nobody has an account yet."""
    return db.scalar(sa.select(Person.id).limit(1)) is None


def key(settings: Settings) -> str:
    """Return the key that opens the first-run page from elsewhere."""
    return hmac.new(settings.secret().encode(), b"first run", hashlib.sha256).hexdigest()[:20]


def begin(db: Session, name: str, mail: str, kept_password: str, language: str, time_zone: str) -> Person:
    """Make the first administrator, or raise Gone when somebody was quicker; needs `begin_writing`."""
    if not is_new(db):
        raise Gone(TAKEN)
    return people.register(
        db, name=name, mail=mail, password=kept_password, language=language, time_zone=time_zone, administrator=True
    )


def create_administrator(
    factory: orm.sessionmaker[Session], name: str, mail: str, password: str, language: str
) -> None:
    """Make one more administrator from the command line; raises Invalid with all problems."""
    problem = passwords.problem(password)
    if problem:
        raise Invalid([("password", problem)])
    kept = passwords.keep(password)
    with database.writing(factory) as db:
        zone = "Europe/Brussels" if language == "nl" else "America/La_Paz"
        people.register(
            db, name=name, mail=mail, password=kept, language=language, time_zone=zone, administrator=True
        )
