"""Glances: every tool of a project as one reader sees it at this moment, read together.

For pages that show many canvases at once and write on none: all that the method looks at to say how far each is, but
no removed cards, no answers still to be settled and no rows of who put what; no form is drawn of it. A whole
project takes as many questions to the database as one canvas, and a tool that nobody began takes none.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import sqlalchemy as sa

import tools
from facilitation import canvases, contents
from facilitation.access import Action, require
from facilitation.canvases import CanvasView
from facilitation.database import Session
from facilitation.entries import Entry
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.projects import Project
from tools.content import blank


def of(db: Session, project: Project, held: Membership) -> list[CanvasView]:
    """Return a project's canvases in the order of the method, then exercises; those of one tool as they were begun.

    A tool that nobody began has one that is blank and not in the database.
    """
    require(held, Action.READ)
    order = [tool.key for tool in tools.every()]
    begun = canvases.of_project(db, project, order)
    known = {each.tool for each in begun}
    laid = [*begun, *(canvases.untouched(project, key) for key in order if key not in known)]
    laid.sort(key=lambda each: (order.index(each.tool), each.number))
    rooms = canvases.rooms_of(db, begun, held)
    pages = contents.fresh_of(db, [room for found in rooms.values() for room in found])
    authors = _authors(db, pages)
    read = {each.id: canvases.content_in(db, each, rooms[each.id]) for each in begun}
    views = []
    for canvas in laid:
        tool, about, found = tools.get(canvas.tool), canvases.context(canvas), rooms.get(canvas.id, [])
        about = replace(
            about,
            project={key: [read[each.id] for each in begun if each.tool == key] for key in tool.reads},
            authors={card: side for room in found for card, side in authors[room.id].items()},
        )
        content = read[canvas.id] if canvas.id else blank(tool, about.languages, [side.key for side in about.sides])
        base = canvases.base_of({room.id: pages[room.id] for room in found})
        writable = frozenset(canvases.writable(canvas, held))
        views.append(CanvasView(canvas, tool, about, content, base, {}, {}, writable))
    return views


def _authors(db: Session, room_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """Return who put which card: the key of a side ("" for none) by card, by the id of the room."""
    asked = sa.select(Entry.room_id, Entry.entry, Side.key).outerjoin(Side, Side.id == Entry.side_id)
    found: dict[int, dict[str, str]] = {room_id: {} for room_id in room_ids}
    for room_id, card, side in db.execute(asked.where(Entry.room_id.in_(room_ids))) if room_ids else ():
        found[room_id][card] = side or ""
    return found
