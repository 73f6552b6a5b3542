"""Canvases: one project's instance of a tool: its rooms, who may read and write them, and what a reader sees.

Content lives in the rooms of the canvas (house rule: a different audience is a different room):
``canvas/<id>.<epoch>`` shared, ``.../voice/<side key>`` read by all and written by that side,
``.../side/<side key>`` read and written by that side only. A reader's content is the union of the rooms
that they may read. ``.../person/<id>`` holds what one person writes alone first: it is never part of that
union (see `own_drafts`). Changing content is in `canvas_edits`, earlier wordings of a field are in `wordings`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

import tools
from facilitation import clock, contents, entries
from facilitation.access import Action, may, require
from facilitation.contents import Page
from facilitation.database import Base, Session, add_once
from facilitation.entries import Entry
from facilitation.errors import Conflict, Forbidden, NotFound
from facilitation.live import addresses, news, sheets
from facilitation.live.addresses import PERSON, Where
from facilitation.live.log import Room
from facilitation.live.sheets import Sheet, Value
from facilitation.memberships import Membership
from facilitation.people import Person
from facilitation.projects import Project
from tools.canvas import SHARED, SIDE, Content, Context, SideOf, Tool


class Canvas(Base):
    """A project's instance of the tool with key `tool`; `epoch` numbers its documents.

    `number` counts the canvases of a tool that is `many` within its project, from 1; that of any other tool is 1.
    """

    __tablename__ = "canvases"
    __table_args__ = (sa.UniqueConstraint("project_id", "tool", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    tool: Mapped[str]
    number: Mapped[int] = mapped_column(default=1)
    epoch: Mapped[int] = mapped_column(default=1)
    deep_opened: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime.datetime]
    project: Mapped[Project] = relationship()

    def room_name(self, where: Where) -> str:
        """Return the name of one of its rooms."""
        return f"canvas/{self.id}.{self.epoch}{where.suffix}"


class Dismissal(Base):
    """A hint that one person put away; the hint stays for the others."""

    __tablename__ = "dismissals"
    __table_args__ = (sa.UniqueConstraint("canvas_id", "person_id", "finding"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    finding: Mapped[str]
    at: Mapped[datetime.datetime]
    person: Mapped[Person] = relationship()


@dataclass(frozen=True)
class CanvasView:
    """A canvas as one reader may see it.

    `content` is complete for the partnership's languages and sides. `base` goes into every form of the page and
    comes back to `canvas_edits.edit`. `removed` holds the cards that were taken away, by the address of their
    list (``section.field`` or ``section.field.<side>``), in the shape that they had in the content. `entries`
    says who put which card, by card id; `unsettled` the values that people chose without seeing each other, by address,
    of which `content` shows one (`choices.unsettled` knows who gave them).
    """

    canvas: Canvas
    tool: Tool
    context: Context
    content: Content
    base: str
    removed: dict[str, list[dict[str, Any]]]
    entries: dict[str, Entry]
    writable: frozenset[Where]
    unsettled: dict[str, list[Value]] = field(default_factory=dict)

    def may_write(self, address: str) -> bool:
        """Return whether the reader may change what stands at an address."""
        sides = [side.key for side in self.context.sides]
        return addresses.resolve(self.tool, sides, address).where in self.writable


def find(db: Session, project: Project, tool: str, number: int = 1) -> Canvas:
    """Return a project's canvas of a tool; one that nobody wrote on yet is blank and not in the database.

    Raises NotFound for a number that was never begun.
    """
    found = db.scalar(_chosen(project, tool, number))
    if found is None and number != 1:
        raise NotFound
    return found or untouched(project, tool)


def untouched(project: Project, tool: str) -> Canvas:
    """Return the canvas of a tool that nobody began in a project: it is not in the database."""
    return Canvas(project_id=project.id, project=project, tool=tool, number=1, epoch=1, deep_opened=False)


def get_or_create(db: Session, project: Project, tool: str, number: int = 1) -> Canvas:
    """Return a project's canvas of a tool, made now if nobody wrote on it yet; needs `begin_writing`."""
    if number == 1:
        first = {"project_id": project.id, "tool": tool, "number": 1}
        add_once(db, Canvas, **first, epoch=1, deep_opened=False, created_at=clock.now())
    found = db.scalar(_chosen(project, tool, number))
    if found is None:
        raise NotFound
    return found


def begin(db: Session, project: Project, tool: str, membership: Membership) -> Canvas:
    """Begin one more canvas of a tool of which a project may have several; Forbidden for who may not write in it."""
    db.begin_writing()
    held = all_of(db, project, tool)
    made = Canvas(project_id=project.id, project=project, tool=tool, epoch=1, deep_opened=False)
    made.number = 1 + max((each.number for each in held), default=0)
    made.created_at = clock.now()
    if not tools.get(tool).many or Where() not in writable(made, membership):
        raise Forbidden
    db.add(made)
    db.flush()
    return made


def all_of(db: Session, project: Project, tool: str) -> list[Canvas]:
    """Return the canvases of a tool that were begun in a project, in the order in which they were."""
    mine = Canvas.project_id == project.id, Canvas.tool == tool
    return list(db.scalars(sa.select(Canvas).where(*mine).order_by(Canvas.number)))


def of_project(db: Session, project: Project, keys: Iterable[str]) -> list[Canvas]:
    """Return the canvases of some tools that were begun in a project, those of one tool in the order they were."""
    asked = sa.select(Canvas).where(Canvas.project_id == project.id, Canvas.tool.in_(list(keys)))
    return list(db.scalars(asked.order_by(Canvas.tool, Canvas.number)))


def _chosen(project: Project, tool: str, number: int) -> sa.Select[Canvas]:
    return sa.select(Canvas).where(Canvas.project_id == project.id, Canvas.tool == tool, Canvas.number == number)


def context(canvas: Canvas) -> Context:
    """Return what the tool may know beside the content; "today" is that of the owner, else of the first in order.

    What other tools hold is in the `context` of a `view`: it depends on who reads.
    """
    project = canvas.project
    sides = project.partnership.sides
    zone = (project.side or sides[0]).municipality.time_zone if sides else "UTC"
    return Context(
        languages=project.partnership.languages,
        sides=tuple(SideOf(key=side.key, place=side.name, zone=side.municipality.time_zone) for side in sides),
        shared=project.side_id is None,
        owner=project.side.key if project.side else "",
        proposed=project.proposed,
        chosen=project.chosen,
        today=clock.today(zone).isoformat(),
        deep_opened=canvas.deep_opened,
    )


def _side_ids(canvas: Canvas) -> dict[str, int]:
    return {side.key: side.id for side in canvas.project.partnership.sides}


def readable(canvas: Canvas, membership: Membership) -> list[Where]:
    """Return the rooms that a member may read, the shared one first."""
    if not may(membership, Action.READ):
        return []
    ids, tool = _side_ids(canvas), tools.get(canvas.tool)
    own = [side for side, id in ids.items() if may(membership, Action.WRITE_OWN_SIDE, id)]
    return [where for where in addresses.rooms(tool, context(canvas)) if where.kind != SIDE or where.side in own]


def writable(canvas: Canvas, membership: Membership) -> list[Where]:
    """Return the rooms that a member may write in; nobody writes in a project that is archived."""
    if canvas.project.archived_at is not None:
        return []
    ids = _side_ids(canvas)
    return [
        where
        for where in readable(canvas, membership)
        if (where.kind == SHARED and may(membership, Action.WRITE, canvas.project.side_id))
        or (where.kind != SHARED and may(membership, Action.WRITE_OWN_SIDE, ids[where.side]))
    ]


def personal(canvas: Canvas, membership: Membership) -> Where | None:
    """Return the room of a member's own drafts, None for who writes none; writable when the shared room is."""
    lists = any(field.alone_first for _, field in tools.get(canvas.tool).fields())
    writes = may(membership, Action.READ) and may(membership, Action.WRITE, canvas.project.side_id)
    return Where(PERSON, str(membership.person_id)) if lists and writes else None


def rooms(db: Session, canvas: Canvas, wheres: Sequence[Where]) -> dict[Where, Room]:
    """Return those of these rooms that somebody wrote in."""
    names = {canvas.room_name(where): where for where in wheres}
    found = db.scalars(sa.select(Room).where(Room.name.in_(names))) if canvas.id else ()
    return {names[room.name]: room for room in found}


def bases(base: str, found: Iterable[Room]) -> dict[int, int]:
    """Return the seq of each room from which a form was drawn: 0 where nobody had written yet.

    Raises Conflict when the form was drawn from a room that is no longer there, or from what was never there.
    """
    rooms = {room.id: room for room in found}
    drawn = dict.fromkeys(rooms, 0)
    for each in base.split(",") if base else ():
        if not re.fullmatch(r"[0-9]{1,18}:[0-9]{1,18}", each):
            raise Conflict
        room_id, seq = map(int, each.split(":"))
        if room_id not in rooms or seq > rooms[room_id].last_seq:
            raise Conflict
        drawn[room_id] = seq
    return drawn


def base_of(pages: Mapping[int, Page]) -> str:
    """Return what a form carries that is drawn from these pages, by room id."""
    return ",".join(f"{room_id}:{page.seq}" for room_id, page in sorted(pages.items()))


def view(db: Session, canvas: Canvas, membership: Membership, base: str | None = None) -> CanvasView:
    """Return a canvas as a member may see it: the union of the rooms that they may read, complete.

    With `base`, as it was when a form was drawn; Conflict when that document was replaced since.
    """
    require(membership, Action.READ)
    tool, about = tools.get(canvas.tool), context(canvas)
    found = rooms(db, canvas, readable(canvas, membership))
    put = entries.of_rooms(db, [room.id for room in found.values()])
    about = replace(
        about,
        project=around_it(db, canvas, membership),
        authors={card: entry.side.key if entry.side else "" for card, entry in put.items()},
    )
    drawn = bases(base, found.values()) if base is not None else {}
    pages = {
        room.id: contents.fresh(db, room) if base is None else contents.as_of(db, room, drawn[room.id])
        for room in found.values()
    }
    sides = tuple(side.key for side in about.sides)
    key = tool.key, about.languages, sides, base_of(pages)
    sheet = _sheet_on(pages)
    return CanvasView(
        canvas=canvas,
        tool=tool,
        context=about,
        content=_content_on(db, canvas, pages),
        base=base_of(pages),
        removed=db.lasting(
            ("removed", *key),
            lambda: sheets.removed_cards(tool, about.languages, sides, sheet()),
            lambda found: sum(map(len, found.values())),
        ),
        entries=put,
        writable=frozenset(writable(canvas, membership)),
        unsettled=db.lasting(("unsettled", *key), lambda: sheets.unsettled(tool, sides, sheet()), len),
    )


def around_it(db: Session, canvas: Canvas, membership: Membership) -> dict[str, list[Content]]:
    """Return what the tools that a canvas reads hold, as a member may see them, by key of the tool."""
    reads = tools.get(canvas.tool).reads
    held = of_project(db, canvas.project, reads) if reads else []
    read = rooms_of(db, held, membership)
    contents.fresh_of(db, [room for found in read.values() for room in found])
    return {key: [content_in(db, each, read[each.id]) for each in held if each.tool == key] for key in reads}


def rooms_of(db: Session, held: Sequence[Canvas], membership: Membership) -> dict[int, list[Room]]:
    """Return the rooms of each of these canvases that a member may read and somebody wrote in, by id of the canvas."""
    named = {each.room_name(where): each.id for each in held if each.id for where in readable(each, membership)}
    asked = sa.select(Room).where(Room.name.in_(named)).order_by(Room.id)
    found: dict[int, list[Room]] = {each.id: [] for each in held}
    for room in db.scalars(asked) if named else ():
        found[named[room.name]].append(room)
    return found


def content(db: Session, canvas: Canvas, membership: Membership) -> Content:
    """Return the complete content of a canvas as a member may see it, without anything beside it."""
    return content_in(db, canvas, rooms_of(db, [canvas], membership)[canvas.id])


def content_in(db: Session, canvas: Canvas, read: Iterable[Room]) -> Content:
    """Return the complete content that stands in these rooms of a canvas; whoever asks shares it with others."""
    return _content_on(db, canvas, {room.id: contents.fresh(db, room) for room in read})


def _content_on(db: Session, canvas: Canvas, pages: Mapping[int, Page]) -> Content:
    about, sheet = context(canvas), _sheet_on(pages)
    sides = tuple(side.key for side in about.sides)

    def made() -> Content:
        return sheets.content_of(tools.get(canvas.tool), about.languages, sides, sheet())

    key = "content", canvas.tool, about.languages, sides, base_of(pages)
    return db.lasting(key, made, lambda _: len(sheet().texts) + len(sheet().values))


def _sheet_on(pages: Mapping[int, Page]) -> Callable[[], Sheet]:
    """Return what gives what several rooms hold together, put together when somebody needs it."""
    return cache(lambda: sheets.union(page.sheet for page in pages.values()))


def around(db: Session, canvas: Canvas, membership: Membership) -> list[Room]:
    """Return the rooms that a page of a canvas rests on: its own, those of the tools that it reads and that read it."""
    tool = tools.get(canvas.tool)
    keys = [*tool.reads, *(each.key for each in tools.every() if tool.key in each.reads)]
    read = [each for key in dict.fromkeys(keys) for each in all_of(db, canvas.project, key)]
    return [room for each in (canvas, *read) for room in rooms(db, each, readable(each, membership)).values()]


def stir_readers(db: Session, canvas: Canvas) -> None:
    """Let the open pages of the tools that read this canvas ask for what follows from it."""
    keys = [tool.key for tool in tools.every() if canvas.tool in tool.reads]
    asked = sa.select(Canvas.id).where(Canvas.project_id == canvas.project_id, Canvas.tool.in_(keys))
    for canvas_id in db.scalars(asked) if keys else ():
        news.stir(db, canvas_id)


def open_deep(db: Session, canvas: Canvas, membership: Membership) -> None:
    """Open the deep set for everybody, or raise Forbidden."""
    if Where() not in writable(canvas, membership):
        raise Forbidden
    db.begin_writing()
    canvas.deep_opened = True


def dismiss(db: Session, canvas: Canvas, person: Person, finding: str) -> None:
    """Put a hint away for one person; `finding` is `Finding.key`."""
    db.begin_writing()
    add_once(db, Dismissal, canvas_id=canvas.id, person_id=person.id, finding=finding, at=clock.now())


def bring_back(db: Session, canvas: Canvas, person: Person) -> None:
    """Show one person the hints that they put away once more."""
    db.begin_writing()
    db.execute(sa.delete(Dismissal).where(Dismissal.canvas_id == canvas.id, Dismissal.person_id == person.id))


def dismissed(db: Session, canvas: Canvas, person: Person) -> frozenset[str]:
    """Return the keys of the hints that a person put away."""
    mine = Dismissal.canvas_id == canvas.id, Dismissal.person_id == person.id
    return frozenset(db.scalars(sa.select(Dismissal.finding).where(*mine)))
