"""Member acts: who did what to whose access, and when, for everybody in a partnership to read.

Also what an administrator does from outside is here, so that nothing happens to a side's people unseen. A row
holds ids only: a name is read from the person, who may be blanked later.
"""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import clock
from facilitation.database import Base, Session
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from tools.wording import N_

SENTENCES = {
    "invite": N_("{who} invited somebody for {place}. Role: {role}."),
    "withdraw": N_("{who} withdrew an invitation for {place}. Role: {role}."),
    "remove": N_("{who} ended the access of {whom} for {place}. Role: {role}."),
    "role": N_("{who} changed what {whom} does for {place}. Role: {role}."),
    "confirm": N_("{who} confirmed that {whom} takes part for {place} for another year. Role: {role}."),
    "link": N_("{who} made a one-time sign-in link for {whom}. Place: {place}. Role: {role}."),
}
SHOWN = 50
"""Acts on the page; older ones stay in the database."""


class MemberAct(Base):
    """One act: `what` is a key of `SENTENCES`, `whom` None when somebody without an account was invited."""

    __tablename__ = "member_acts"

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    what: Mapped[str]
    whom_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    role: Mapped[str]
    as_administrator: Mapped[bool]
    at: Mapped[datetime.datetime]
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined")
    whom: Mapped[Person | None] = relationship(foreign_keys=[whom_id], lazy="joined")
    side: Mapped[Side | None] = relationship(lazy="joined")


def note(
    db: Session,
    person: Person,
    partnership: Partnership,
    what: str,
    side: Side | None,
    role: str,
    whom: Person | None = None,
    as_administrator: bool = False,
) -> MemberAct:
    """Write an act down."""
    act = MemberAct(
        partnership_id=partnership.id,
        person=person,
        what=what,
        whom=whom,
        side=side,
        role=str(role),
        as_administrator=as_administrator,
        at=clock.now(),
    )
    db.add(act)
    db.flush()
    return act


def of_partnership(db: Session, partnership: Partnership) -> list[MemberAct]:
    """Return the latest acts, the newest first."""
    chosen = sa.select(MemberAct).where(MemberAct.partnership_id == partnership.id)
    return list(db.scalars(chosen.order_by(MemberAct.at.desc(), MemberAct.id.desc()).limit(SHOWN)))
