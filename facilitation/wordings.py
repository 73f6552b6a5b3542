"""Wordings: how a text was worded before, by whom and when, so that an earlier wording can be put back.

They are read from the update log. What one person typed within two minutes counts as one wording. Putting one
back is a `canvas_edits.SetText` with its text: nothing is lost, the wording of today becomes an earlier one.
Raises `NotFound` for a text that the tool does not declare or that is not the reader's to see.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

import tools
from facilitation import entries
from facilitation.canvases import Canvas, context, readable, rooms
from facilitation.database import Session
from facilitation.errors import NotFound
from facilitation.live import checks, document, log
from facilitation.live.changes import SetText
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person

ONE_WORDING = datetime.timedelta(minutes=2)
"""Two changes by one person, no longer after each other than this, are one wording."""


@dataclass(frozen=True)
class Wording:
    """A text as somebody left it; `person` None for the product itself, `side` the one they spoke for."""

    text: str
    person: Person | None
    side: Side | None
    at: datetime.datetime
    seq: int


def wordings(db: Session, canvas: Canvas, membership: Membership, address: str, language: str) -> list[Wording]:
    """Return every wording of a text, newest first: the first one is the present."""
    place = checks.place_of(tools.get(canvas.tool), context(canvas), SetText(address, language, ""))
    if place.where not in readable(canvas, membership):
        raise NotFound
    room = rooms(db, canvas, [place.where]).get(place.where)
    if room is None:
        return []
    found: list[Wording] = []
    for row, text in log.texts(db, room, document.root(address, language)):
        last = found[-1] if found else None
        mine = last is not None and (last.person.id if last.person else None) == row.person_id
        if last and mine and row.at - last.at <= ONE_WORDING:
            found[-1] = replace(last, text=text, at=row.at, seq=row.seq)
        else:
            person = db.get(Person, row.person_id) if row.person_id else None
            side = entries.spoke_for(db, canvas.project.partnership_id, row.person_id)
            found.append(Wording(text, person, side, row.at, row.seq))
    return found[::-1]
