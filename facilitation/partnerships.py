"""Partnerships: two or more municipalities that work together, each a side.

Sides are drawn by lot: their order and their look (a set of hue + shape + line). The look is kept for
ever, the order may be exchanged when every side agrees. No side is the first one. A lot is a function that is
handed in (`Draw`), so that a test can say how it falls. Errors raised: `Invalid`.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import clock
from facilitation.database import Base, Session
from facilitation.errors import Invalid
from facilitation.languages import fold
from facilitation.municipalities import Municipality
from facilitation.people import Person
from tools.wording import N_

LOOKS = 6
"""How many sets of hue + shape + line the style sheet has; a side's `look` is 1..LOOKS."""
FEWEST, MOST = 2, LOOKS
"""How many municipalities a partnership has."""
DIFFERENT = N_("A partnership is of two to six places, each with a name of its own.")
A_MOMENT = datetime.timedelta(minutes=10)
"""How long pressing "start" once more is the same press."""
KEY_SIGNS = "abcdefghjkmnpqrstuvwxyz"
KEY_LENGTH = 6

Draw = Callable[[int], int]
"""A lot: given n it returns one of 0..n-1, each as likely as the others."""
Item = TypeVar("Item")


class Partnership(Base):
    """Municipalities working together; owns projects. `since` is a year or None; `invented` marks the demo."""

    __tablename__ = "partnerships"

    id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[int | None]
    invented: Mapped[bool] = mapped_column(default=False)
    started_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    created_at: Mapped[datetime.datetime]
    sides: Mapped[list[Side]] = relationship(order_by="Side.position", back_populates="partnership", lazy="selectin")

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of content: the union of what the partners write, in the order of the sides."""
        codes = [code for side in self.sides for code in side.municipality.written]
        return tuple(dict.fromkeys(codes))

    def side(self, side_id: int | None) -> Side | None:
        """Return one of its sides by id, or None."""
        return next((side for side in self.sides if side.id == side_id), None)


class Side(Base):
    """A municipality in a partnership. `key` is given once and is never shown; `look` is drawn by lot."""

    __tablename__ = "sides"
    __table_args__ = (sa.UniqueConstraint("partnership_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipalities.id"), index=True)
    key: Mapped[str]
    position: Mapped[int]
    look: Mapped[int]
    partnership: Mapped[Partnership] = relationship(back_populates="sides")
    municipality: Mapped[Municipality] = relationship(lazy="joined")

    @property
    def name(self) -> str:
        """Return the name of the place."""
        return self.municipality.name


def shuffled(items: Sequence[Item], draw: Draw = secrets.randbelow) -> list[Item]:
    """Return the items in an order drawn by lot; every order is as likely as the others."""
    left = list(items)
    return [left.pop(draw(len(left))) for _ in items]


def start(
    db: Session,
    person: Person,
    places: Sequence[Municipality],
    since: int | None = None,
    draw: Draw = secrets.randbelow,
) -> Partnership:
    """Start a partnership of two or more places; lots decide in which order they stand and how they look."""
    if not FEWEST <= len({fold(place.name) for place in places}) == len(places) <= MOST:
        raise Invalid([("places", DIFFERENT)])
    partnership = Partnership(since=since, started_by_id=person.id, created_at=clock.now())
    looks = shuffled(range(1, LOOKS + 1), draw)
    for position, place in enumerate(shuffled(places, draw)):
        _add_side(partnership, place, position, looks[position], draw)
    db.add(partnership)
    db.flush()
    return partnership


def just_started(db: Session, person: Person, names: Collection[str]) -> Partnership | None:
    """Return what this person started a moment ago with these places: a second press starts nothing new."""
    db.execute(sa.select(Person.id).where(Person.id == person.id).with_for_update())
    lately = (Partnership.started_by_id == person.id, Partnership.created_at > clock.now() - A_MOMENT)
    found = db.scalars(sa.select(Partnership).where(*lately).order_by(Partnership.id))
    return next((each for each in found if sorted(side.name for side in each.sides) == sorted(names)), None)


def lock(db: Session, partnership_id: int) -> None:
    """Let one change at a time happen to the people and the order of a partnership."""
    db.execute(sa.select(Partnership.id).where(Partnership.id == partnership_id).with_for_update())
    db.expire_all()  # whoever held the lock before us may have changed what we read


def welcome(db: Session, partnership: Partnership, place: Municipality, draw: Draw = secrets.randbelow) -> Side:
    """Add a place to a partnership where the lot says; the others keep their look and their order."""
    if len(partnership.sides) >= MOST or fold(place.name) in {fold(side.name) for side in partnership.sides}:
        raise Invalid([("places", DIFFERENT)])
    free = [look for look in range(1, LOOKS + 1) if look not in {side.look for side in partnership.sides}]
    position = draw(len(partnership.sides) + 1)
    for at, side in enumerate(partnership.sides):
        side.position = at + (at >= position)
    side = _add_side(partnership, place, position, free[draw(len(free))], draw)
    db.flush()
    db.refresh(partnership, ["sides"])
    return side


def name_problem(db: Session, place: Municipality, name: str) -> str:
    """Return what is wrong with a new name for a place: another place of a partnership has it; or nothing."""
    among = sa.select(Side.partnership_id).where(Side.municipality_id == place.id)
    others = sa.select(Side).where(Side.partnership_id.in_(among), Side.municipality_id != place.id)
    return DIFFERENT if fold(name) in {fold(side.name) for side in db.scalars(others)} else ""


def exchange(db: Session, partnership: Partnership, one: Side, other: Side) -> None:
    """Let two sides change places in the order; nobody else moves and every look stays."""
    one.position, other.position = other.position, one.position
    db.flush()
    db.refresh(partnership, ["sides"])


def _add_side(partnership: Partnership, place: Municipality, position: int, look: int, draw: Draw) -> Side:
    taken = {side.key for side in partnership.sides}
    key = next(key for key in iter(lambda: _key(draw), "") if key not in taken)
    side = Side(municipality=place, municipality_id=place.id, key=key, position=position, look=look)
    partnership.sides.append(side)
    return side


def _key(draw: Draw) -> str:
    return "".join(KEY_SIGNS[draw(len(KEY_SIGNS))] for _ in range(KEY_LENGTH))
