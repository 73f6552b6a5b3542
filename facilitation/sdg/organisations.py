"""Organisations: umbrella organisations, such as VVSG, with people of their own, that look along where they are let in.

An organisation is no partner: it takes part in nothing and decides nothing. It sees of a partnership what every side of
it opened to it (`sdg.openings`), and nothing else. An administrator makes it and looks after its people, and reads
nothing by that.
Errors raised: `Forbidden`, `NotFound`, `Invalid` with every problem.
"""

from __future__ import annotations

import datetime
import unicodedata

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import clock, people
from facilitation.database import Base, Session
from facilitation.errors import Forbidden, Invalid, NotFound
from facilitation.languages import fold
from facilitation.people import Person
from tools.wording import N_

NAME_LONGEST = 160
NAME_NEEDED = N_("Give the organisation a name.")
NAME_LONG = N_("This is {length} characters long. Up to {longest} fit here: shorten it where you like.")
NAME_TAKEN = N_("There is an organisation with this name already.")
NOBODY = N_("Nobody has an account with this address here. Ask for the address that they sign in with.")


class Organisation(Base):
    """An umbrella organisation: its name, in no language in particular."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    made_at: Mapped[datetime.datetime]


class Colleague(Base):
    """Somebody who works for an organisation; `ended_at` when no longer."""

    __tablename__ = "colleagues"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    added_at: Mapped[datetime.datetime]
    ended_at: Mapped[datetime.datetime | None]
    organisation: Mapped[Organisation] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


def all_of_them(db: Session) -> list[Organisation]:
    """Return every organisation, by name."""
    return sorted(db.scalars(sa.select(Organisation)), key=lambda each: (fold(each.name), each.id))


def of_person(db: Session, person: Person) -> list[Organisation]:
    """Return the organisations that somebody works for, by name."""
    mine = Colleague.person_id == person.id, Colleague.ended_at.is_(None)
    found = {each.organisation_id: each.organisation for each in db.scalars(sa.select(Colleague).where(*mine))}
    return sorted(found.values(), key=lambda each: (fold(each.name), each.id))


def find(db: Session, person: Person, organisation_id: int) -> Organisation:
    """Return an organisation that somebody works for, or raise NotFound."""
    for each in of_person(db, person):
        if each.id == organisation_id:
            return each
    raise NotFound


def to_look_after(db: Session, person: Person, organisation_id: int) -> Organisation:
    """Return an organisation to who looks after its people, an administrator, or raise NotFound."""
    found = db.get(Organisation, organisation_id) if person.administrator else None
    if found is None:
        raise NotFound
    return found


def colleagues(db: Session, organisation: Organisation) -> list[Colleague]:
    """Return who works for an organisation now, by name."""
    here = Colleague.organisation_id == organisation.id, Colleague.ended_at.is_(None)
    return sorted(db.scalars(sa.select(Colleague).where(*here)), key=lambda each: (fold(each.person.name), each.id))


def make(db: Session, person: Person, name: str) -> Organisation:
    """Make an organisation; the name once more is a problem, so that no two look the same to those who open."""
    if not person.administrator:
        raise Forbidden
    db.begin_writing()
    if not name.strip():
        raise Invalid([("name", NAME_NEEDED)])
    if len(name) > NAME_LONGEST:
        raise Invalid([("name", NAME_LONG, {"length": len(name), "longest": NAME_LONGEST})])
    if _alike(name) in {_alike(each.name) for each in all_of_them(db)}:
        raise Invalid([("name", NAME_TAKEN)])
    made = Organisation(name=name, made_by_id=person.id, made_at=clock.now())
    db.add(made)
    db.flush()
    return made


def _alike(name: str) -> str:
    """Return what names that look the same have in common: no capitals, no blanks at their ends, nothing unseen."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", name) if unicodedata.category(sign) != "Cf")
    return " ".join(seen.split()).casefold()


def add(db: Session, person: Person, organisation: Organisation, mail: str) -> Colleague:
    """Let somebody with an account work for an organisation; once is enough."""
    if not person.administrator:
        raise Forbidden
    db.begin_writing()
    found = people.of_mail(db, mail) if mail.strip() else None
    if found is None:
        raise Invalid([("mail", NOBODY)])
    for each in colleagues(db, organisation):
        if each.person_id == found.id:
            return each
    made = Colleague(organisation=organisation, person=found, added_by_id=person.id, added_at=clock.now())
    db.add(made)
    db.flush()
    return made


def end(db: Session, person: Person, organisation: Organisation, colleague_id: int) -> None:
    """Let somebody no longer work for an organisation."""
    if not person.administrator:
        raise Forbidden
    db.begin_writing()
    found = next((each for each in colleagues(db, organisation) if each.id == colleague_id), None)
    if found is None:
        raise NotFound
    found.ended_at = clock.now()
    db.flush()
