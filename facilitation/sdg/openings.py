"""Openings: what a partnership lets an umbrella organisation see of its goals.

It takes the yes of every side, and one side alone ends it, at once. Open are the goals that are claimed, with their
reasons, states and years, and the names of the places: no canvas, no person, nothing else. What a project is called an
organisation reads only where the project says so (`sdg.titles`). A place that joins later has not said yes, so that
nothing is open until it does.
Errors raised: `Forbidden`, `NotFound`, `Gone` for who looks while a side ends it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, clock, partnerships
from facilitation.access import Action
from facilitation.database import Base, Session
from facilitation.errors import Forbidden, Gone, NotFound
from facilitation.memberships import Membership
from facilitation.municipalities import Municipality
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from facilitation.sdg.organisations import Organisation
from tools.wording import N_

CLOSED = N_("This partnership no longer shows its goals to your organisation. What you saw before is not kept here.")


class OpeningAnswer(Base):
    """What a side answered to whether an organisation may look along; the latest answer of a side counts."""

    __tablename__ = "opening_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    side_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    yes: Mapped[bool]
    at: Mapped[datetime.datetime]
    side: Mapped[Side] = relationship()
    person: Mapped[Person] = relationship()


@dataclass(frozen=True)
class Opening:
    """How a partnership stands to one organisation: the sides that say yes now, and whether it is open."""

    organisation: Organisation
    agreeing: Sequence[Side]
    is_open: bool


@dataclass(frozen=True)
class Seen:
    """A partnership that an organisation may look at: its places in their order, and their countries (ISO 3166)."""

    id: int
    places: tuple[str, ...]
    countries: tuple[str, ...]


def of_partnership(db: Session, partnership: Partnership, organisations: Sequence[Organisation]) -> list[Opening]:
    """Return how a partnership stands to each of these organisations."""
    asked = sa.select(OpeningAnswer).where(OpeningAnswer.partnership_id == partnership.id).order_by(OpeningAnswer.id)
    latest = {(each.organisation_id, each.side_id): each.yes for each in db.scalars(asked)}
    found = []
    for each in organisations:
        agreeing = [side for side in partnership.sides if latest.get((each.id, side.id))]
        found.append(Opening(each, agreeing, len(agreeing) == len(partnership.sides) > 0))
    return found


def may_answer(membership: Membership) -> bool:
    """Return whether a member answers for a side whether an organisation may look along."""
    return membership.side_id is not None and access.may(membership, Action.DECIDE, membership.side_id)


def answer(
    db: Session,
    person: Person,
    membership: Membership,
    partnership: Partnership,
    organisation: Organisation,
    yes: bool,
) -> Opening:
    """Say for one's own side whether an organisation may look along; the same once more changes nothing."""
    side = partnership.side(membership.side_id)
    if side is None or not may_answer(membership):
        raise Forbidden
    db.begin_writing()
    partnerships.lock(db, partnership.id)
    access.require(membership, Action.DECIDE, side.id)
    (now,) = of_partnership(db, partnership, [organisation])
    if (side.id in [each.id for each in now.agreeing]) != yes:
        given = OpeningAnswer(partnership_id=partnership.id, organisation_id=organisation.id, side_id=side.id)
        given.person, given.yes, given.at = person, yes, clock.now()
        db.add(given)
        db.flush()
    return of_partnership(db, partnership, [organisation])[0]


def open_to(organisation: Organisation) -> sa.Select[Any]:
    """Return what asks which partnerships are open to an organisation now: the latest answer of each side is a yes."""
    here = OpeningAnswer.organisation_id == organisation.id
    latest = sa.select(sa.func.max(OpeningAnswer.id)).where(here).group_by(OpeningAnswer.side_id)
    sides = sa.select(sa.func.count()).where(Side.partnership_id == OpeningAnswer.partnership_id)
    agreed = sa.select(OpeningAnswer.partnership_id).where(OpeningAnswer.id.in_(latest), OpeningAnswer.yes)
    return agreed.group_by(OpeningAnswer.partnership_id).having(sa.func.count() == sides.scalar_subquery())


def seen_by(db: Session, organisation: Organisation) -> list[Seen]:
    """Return the partnerships that are open to an organisation now, by the names of their places."""
    asked = (
        sa.select(Side.partnership_id, Municipality.name, Municipality.country)
        .join(Municipality, Side.municipality_id == Municipality.id)
        .where(Side.partnership_id.in_(open_to(organisation)))
        .order_by(Side.partnership_id, Side.position)
    )
    places: dict[int, list[tuple[str, str]]] = {}
    for of, name, country in db.execute(asked):
        places.setdefault(of, []).append((name, country))
    found = [Seen(of, tuple(name for name, _ in held), tuple(land for _, land in held)) for of, held in places.items()]
    return sorted(found, key=lambda each: ([name.casefold() for name in each.places], each.id))


def require_open(db: Session, organisation: Organisation, partnership_id: int) -> Seen:
    """Return a partnership that is open to an organisation, Gone when it was before, else NotFound."""
    found = next((each for each in seen_by(db, organisation) if each.id == partnership_id), None)
    if found is not None:
        return found
    raise Gone(CLOSED) if _was_open(db, organisation, partnership_id) else NotFound


def _was_open(db: Session, organisation: Organisation, partnership_id: int) -> bool:
    """Return whether at any moment every side let an organisation look along; that only some do, it never hears."""
    here = OpeningAnswer.organisation_id == organisation.id, OpeningAnswer.partnership_id == partnership_id
    given = sa.select(OpeningAnswer.side_id, OpeningAnswer.yes).where(*here).order_by(OpeningAnswer.id)
    sides = set(db.scalars(sa.select(Side.id).where(Side.partnership_id == partnership_id)))
    agreeing: set[int] = set()
    for side, yes in db.execute(given):
        agreeing = agreeing | {side} if yes else agreeing - {side}
        if sides <= agreeing:
            return True
    return False
