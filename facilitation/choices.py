"""Choices: the answers that stand beside each other at one place of a canvas, and who gave them.

People who choose at the same moment do not see each other: what each of them chose stands, until somebody chooses
again. Who gave a value is not in the document. It is the person whose update put it there, and that is looked for in
the log only where there are several.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa

from facilitation import canvases, entries
from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Session
from facilitation.live import addresses, document
from facilitation.live.addresses import Place
from facilitation.live.encoding import Malformed
from facilitation.live.log import Room, Update
from facilitation.live.sheets import Value, same
from facilitation.live.structs import ANY, Parsed, parse
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person

MOST_NAMED = 40
"""For how many values of one page it is looked up who gave them; nobody talks over more than that at once."""
MOST_ROWS = 20
"""In how many updates an id is looked at: one that we made stands in its own, and in the one that replaces it."""


class Giver(NamedTuple):
    """Who gave an answer, for which side, and when."""

    person: Person | None
    side: Side | None
    at: datetime.datetime


@dataclass(frozen=True)
class Answer:
    """A value that stands beside others, and who gave it, as far as that is known."""

    value: Any
    givers: list[Giver] = field(default_factory=list)


def unsettled(
    db: Session, canvas: Canvas, membership: Membership, view: CanvasView, most: int = MOST_NAMED
) -> dict[str, list[Answer]]:
    """Return the answers that are to be settled on what a member sees, by address."""
    if not view.unsettled:
        return {}
    found: dict[str, list[Answer]] = {}
    sides = [side.key for side in view.context.sides]
    rooms = canvases.rooms(db, canvas, canvases.readable(canvas, membership))
    for address, standing in view.unsettled.items():
        place = addresses.resolve(view.tool, sides, address)
        answers = found.setdefault(address, [])
        for value in standing:
            most -= 1
            who = giver(db, canvas, rooms[place.where], place, value) if most >= 0 and place.where in rooms else None
            answer = next((each for each in answers if same(each.value, value.value)), None)
            if answer is None:
                answers.append(answer := Answer(value.value))
            answer.givers.extend([who] if who else [])
    return found


def giver(db: Session, canvas: Canvas, room: Room, place: Place, value: Value) -> Giver | None:
    """Return who put a value at a place; None when the log does not tell."""
    row = _row(_rows(db, room, value.id), f"{document.key_of(place)}{document.BESIDE}{value.id}")
    if row is None:
        return None
    person = db.get(Person, row.person_id) if row.person_id else None
    return Giver(person, entries.spoke_for(db, canvas.project.partnership_id, row.person_id), row.at)


def _rows(db: Session, room: Room, id: str) -> Sequence[Update]:
    """Return the updates that name an id, oldest first; none when so many do that it cannot be one of ours."""
    if db.get_bind().dialect.name == "sqlite":
        names = sa.func.instr(Update.data, id.encode()) > 0
    else:
        names = sa.func.strpos(sa.func.encode(Update.data, "escape"), id) > 0
    asked = sa.select(Update).where(Update.room_id == room.id, names).order_by(Update.seq).limit(MOST_ROWS + 1)
    found = db.scalars(asked).all()
    return found if len(found) <= MOST_ROWS else ()


def _row(rows: Sequence[Update], key: str) -> Update | None:
    """Return the update that put what now stands under a key: the last one that wrote there, not the first."""
    found, last = None, (-1, -1)
    for row in rows:
        for each in _read(row).items:
            if each.key == key or (each.kind == ANY and last in each.needs):
                found, last = row, (each.client, each.clock)
    return found


def _read(row: Update) -> Parsed:
    try:
        return parse(row.data, None)
    except Malformed:
        return Parsed()
