"""Starting a project: what somebody tells at its start, and who may."""

from __future__ import annotations

from facilitation import projects
from facilitation.access import Role
from facilitation.database import Session
from facilitation.languages import words
from facilitation.memberships import Membership
from facilitation.projects import Project

TITLE = words("es", es="Proteger las fuentes de agua", nl="Waterbronnen beschermen")
STARTERS = {Role.COORDINATOR, Role.DEPUTY, Role.FACILITATOR}
LEADS = {Role.COORDINATOR, Role.DEPUTY}
SIDES = ("brasschaat", "tarija", "nimlahakok")


def started(db: Session, held: Membership, own: bool = True, **told: str) -> Project:
    """Start a project of the member's own side, or a shared one."""
    db.begin_writing()
    side = held.side if own else None
    project = projects.start(db, held.person, held, held.partnership, TITLE, side, **told)
    db.commit()
    return project
