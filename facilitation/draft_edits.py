"""Draft edits: saves what somebody wrote on their own drafts, and counts the people who wrote something.

Raises `Forbidden` for who writes no drafts, `NotFound` for what is no draft; else as `canvas_edits`.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

import tools
from facilitation import alone_rounds, canvas_edits, contents, own_drafts
from facilitation.alone_rounds import AloneWriter
from facilitation.canvas_edits import AddCard, Change, Outcome, RemoveCard
from facilitation.canvases import Canvas, context, personal, rooms, writable
from facilitation.database import Session, add_once
from facilitation.errors import Forbidden, NotFound
from facilitation.live import checks, news
from facilitation.live.addresses import PERSON, Where, resolve
from facilitation.live.log import Room
from facilitation.memberships import Membership
from facilitation.people import Person


def save(
    db: Session, canvas: Canvas, person: Person, membership: Membership, base: str, changes: Sequence[Change]
) -> Outcome:
    """Save what a person changed on their own drafts; nobody else is shown any of it."""
    where = personal(canvas, membership)
    if where is None or Where() not in writable(canvas, membership):
        raise Forbidden
    for change in changes:
        if not is_draft(canvas, change):
            raise NotFound
    outcome = canvas_edits.edit(db, canvas, person, membership, base, changes, within=where)
    room = rooms(db, canvas, [where]).get(where)
    if room is not None:
        _put_away(db, canvas, room, {change.card for change in changes if isinstance(change, RemoveCard)})
        wrote(db, room)
    return outcome


def is_draft(canvas: Canvas, change: Change) -> bool:
    """Return whether a change is one of a card of a list that can be written alone first, and of nothing beside it."""
    tool, about = tools.get(canvas.tool), context(canvas)
    try:
        places = [checks.place_of(tool, about, change)]
        if isinstance(change, AddCard):
            parts = {*change.values, *change.texts}
            sides = [side.key for side in about.sides]
            places += [resolve(tool, sides, f"{change.address}/{change.card}/{part}") for part in parts]
    except (KeyError, NotFound):
        return False
    lists = alone_rounds.lists(canvas)
    return all(place.home in lists and not place.mark and place.where == Where() for place in places)


def wrote(db: Session, room: Room) -> None:
    """Count the person of a room among those who wrote something, or no longer, as its read model says.

    Does nothing for a room that is not one person's. For live pages too: after the read model of such a room was kept.
    """
    person_id = own_drafts.person_of(room)
    canvas = db.get(Canvas, room.canvas_id) if person_id else None
    if canvas is None or room.name != canvas.room_name(Where(PERSON, str(person_id))):
        return
    rounds = alone_rounds.running(db, canvas)
    if not rounds:
        return
    kept = own_drafts.of_room(db, canvas, room, contents.fresh(db, room).sheet)
    for address, round in rounds.items():
        mine = AloneWriter.round_id == round.id, AloneWriter.person_id == person_id
        if kept.waiting.get(address):
            changed = add_once(db, AloneWriter, round_id=round.id, person_id=person_id)
        else:
            changed = bool(getattr(db.execute(sa.delete(AloneWriter).where(*mine)), "rowcount", 0))
        if changed:
            news.stir(db, canvas.id)


def _put_away(db: Session, canvas: Canvas, room: Room, cards: set[str]) -> None:
    """Put drafts away for good that their author changed after they were opened, and now took back."""
    changed = cards & own_drafts.opened(db, room).keys()
    if changed:
        lists = own_drafts.every(canvas, contents.fresh(db, room).sheet)
        own_drafts.know_opened(db, room, [card for held in lists.values() for card in held if card["id"] in changed])
