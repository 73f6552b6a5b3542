"""Moments: people who choose without seeing each other, as on live pages, straight into the log of a canvas."""

from __future__ import annotations

from typing import Any

import tools
from facilitation import canvases
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.live import document, log
from facilitation.live.addresses import resolve
from facilitation.memberships import Membership


def choose(db: Session, canvas: Canvas, address: str, *choices: tuple[Membership, Any]) -> None:
    """Let people choose at one address in the same moment: each sees what stood there before, and no other choice."""
    db.begin_writing()
    sides = [side.key for side in canvases.context(canvas).sides]
    place = resolve(tools.get(canvas.tool), sides, address)
    room = log.room(db, canvas.room_name(place.where), canvas.id)
    updates = []
    for held, value in choices:
        doc = log.load(db, room, client=log.unused_client(db, room)).doc
        before = doc.get_state()
        document.put_value(doc, place, value, "")
        updates.append((doc.get_update(before), held.person_id))
    for update, person_id in updates:
        log.append(db, room, [update], person_id)
    db.commit()
