"""Stamps: all that the rights of an open page rest on, in three small questions to the database.

They are asked in every commit of what people write live, so the statements are made once. Two stamps that are the
same mean the same rights; what differs has to be looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from facilitation import clock
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.memberships import YEAR, Membership
from facilitation.people import Person
from facilitation.projects import Project
from facilitation.sign_ins import SignIn

Key = tuple[int, int]
"""A sign-in and the canvas that is open in that browser."""

_SIGNED_IN = (
    sa.select(SignIn.id, SignIn.person_id, SignIn.expires_at, Person.left_at, Person.name)
    .join_from(SignIn, Person, Person.id == SignIn.person_id)
    .where(SignIn.id.in_(sa.bindparam("ids", expanding=True)))
)
_OPEN = (
    sa.select(Canvas.id, Project.partnership_id, Canvas.epoch, Project.archived_at)
    .join_from(Canvas, Project, Project.id == Canvas.project_id)
    .where(Canvas.id.in_(sa.bindparam("ids", expanding=True)))
)
_HELD = (
    sa.select(
        Membership.person_id,
        Membership.partnership_id,
        Membership.confirmed_at,
        Membership.id,
        Membership.role,
        Membership.side_id,
        Membership.until_on,
    )
    .where(
        Membership.person_id.in_(sa.bindparam("people", expanding=True)),
        Membership.partnership_id.in_(sa.bindparam("partnerships", expanding=True)),
        Membership.ended_at.is_(None),
    )
    .order_by(Membership.id)
)


def of(db: Session, keys: Iterable[Key]) -> dict[Key, tuple[Any, ...]]:
    """Return the stamps of those of these pages whose people may still read there."""
    asked = set(keys)
    line = db.connection()  # no rows are made: a commit has no time for them
    signed: dict[int, list[Any]] = {
        id: held for id, *held in line.execute(_SIGNED_IN, {"ids": list({each for each, _ in asked})})
    }
    opened: dict[int, list[Any]] = {
        id: held for id, *held in line.execute(_OPEN, {"ids": list({each for _, each in asked})})
    }
    about = {
        "people": list({person for person, *_ in signed.values()}),
        "partnerships": list({partnership for partnership, *_ in opened.values()}),
    }
    members: dict[Key, list[Any]] = {}
    for person, partnership, *held in line.execute(_HELD, about):
        members.setdefault((person, partnership), []).append(held)
    now, today = clock.now(), clock.today()
    found: dict[Key, tuple[Any, ...]] = {}
    for sign_in, canvas in asked:
        if sign_in not in signed or canvas not in opened:
            continue
        person, expires_at, *who = signed[sign_in]
        partnership, *project = opened[canvas]
        for confirmed_at, *held in members.get((person, partnership), ()):
            stamp = (expires_at > now, confirmed_at + YEAR > now, today, confirmed_at, *who, *project, *held)
            found[sign_in, canvas] = (*found.get((sign_in, canvas), ()), *stamp)
    return found
