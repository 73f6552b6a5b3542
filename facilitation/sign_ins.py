"""Sign-ins: one row for each browser in which somebody is signed in, so that every one can be ended."""

from __future__ import annotations

import datetime
import hashlib

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from facilitation import clock
from facilitation.database import Base, Session
from facilitation.people import Person


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


def of_token(db: Session, token: str) -> SignIn | None:
    """Return the sign-in whose cookie holds this token, unless it expired or its person left."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = db.scalar(sa.select(SignIn).options(joinedload(SignIn.person)).where(SignIn.token_hash == digest))
    if found is None or found.expires_at <= clock.now() or found.person.left_at is not None:
        return None
    return found
