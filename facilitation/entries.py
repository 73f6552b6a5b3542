"""Entries: who put which card on a canvas. Authorship is not in the document; the server writes it here."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation.database import Base, Session, add_all_once
from facilitation.live.log import Room
from facilitation.live.sheets import Sheet
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person


class Entry(Base):
    """One thing somebody put on a canvas, filled from the document's events in the same commit."""

    __tablename__ = "entries"
    __table_args__ = (sa.UniqueConstraint("room_id", "entry"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"), index=True)
    entry: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    seq: Mapped[int]
    person: Mapped[Person | None] = relationship(lazy="joined")
    side: Mapped[Side | None] = relationship(lazy="joined")


def record(
    db: Session, room: Room, before: Sheet, after: Sheet, person_id: int | None, side_id: int | None, seq: int
) -> None:
    """Write down who put the cards that stand in `after` and not in `before`, and for which side."""
    enter(db, room, _ids(after) - _ids(before), person_id, side_id, seq)


def enter(
    db: Session, room: Room, cards: Collection[str], person_id: int | None, side_id: int | None, seq: int
) -> None:
    """Write down who put these cards, unless somebody did before."""
    add_all_once(
        db,
        Entry,
        [
            {"room_id": room.id, "entry": entry, "person_id": person_id, "side_id": side_id, "seq": seq}
            for entry in sorted(cards)
        ],
    )


def _ids(sheet: Sheet) -> set[str]:
    return {card.id for cards in sheet.cards.values() for card in cards}


def of_rooms(db: Session, room_ids: Collection[int]) -> dict[str, Entry]:
    """Return the entries of some rooms by card id."""
    if not room_ids:
        return {}
    return {entry.entry: entry for entry in db.scalars(sa.select(Entry).where(Entry.room_id.in_(room_ids)))}


def spoke_for(db: Session, partnership_id: int, person_id: int | None) -> Side | None:
    """Return the side that a person speaks or last spoke for in a partnership; None for people without a side."""
    mine = Membership.person_id == person_id, Membership.partnership_id == partnership_id
    found = db.scalars(
        sa.select(Membership).where(*mine).order_by(Membership.ended_at.isnot(None), Membership.id.desc())
    )
    held = found.first()
    return held.side if held else None
