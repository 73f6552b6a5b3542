"""Guests: a partnership whose coordinator in Tarija invites people by a link."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from facilitation import invitations, memberships
from facilitation.access import Role
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.invitations import Invitation
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from tests import makers


class Inviting:
    """A partnership of Brasschaat and Tarija whose coordinator in Tarija invites people."""

    def __init__(self, db: Session, settings: Settings) -> None:
        self.db, self.settings = db, settings
        self.partnership: Partnership = makers.partnership(db)
        self.coordinator: Person = makers.person(db, "Marta Vaca", language="es", time_zone="America/La_Paz")
        self.held = makers.membership(db, self.coordinator, self.partnership, "tarija", Role.COORDINATOR)
        db.commit()

    def side(self, key: str) -> Side | None:
        """Return a side by its key, none for ""."""
        return next((side for side in self.partnership.sides if side.key == key), None)

    def invite(
        self, role: str = Role.MEMBER, side: str = "tarija", mail: str = "", language: str = "es", until: str = ""
    ) -> tuple[Invitation, str]:
        """Invite somebody and return the invitation and its path."""
        self.db.begin_writing()
        day = datetime.date.fromisoformat(until) if until else None
        invitation, token = invitations.make(
            self.db,
            self.coordinator,
            self.partnership,
            self.side(side),
            role,
            "Rosa",
            mail,
            language,
            day,
            self.settings,
        )
        self.db.commit()
        return invitation, f"/invitations/{token}"

    def taking_part(self) -> list[tuple[str, str, str]]:
        """Return name, side and role of everybody who takes part."""
        self.db.rollback()
        found = memberships.of_partnership(self.db, self.partnership)
        return [(each.person.name, each.side.key if each.side else "", each.role) for each in found]


@pytest.fixture
def inviting(lite_db: Session, settings: Settings, frozen: Callable[..., object]) -> Inviting:
    """A partnership with a coordinator who invites."""
    return Inviting(lite_db, settings)
