"""History: the course of a canvas: who did what, when, on which side, and which moments can be looked at again.

A state is written as a *base*: ``<room>:<seq>`` for each room, as forms carry it (`canvases.base_of`), or `START`,
before anybody wrote. Who looks at it sees the rooms that they may read as they were then, and of others not even that
they exist: what a base says of them is left aside. A base that names only some rooms means the others at that same
time, or as they are in the state that it is compared with.

Errors raised: `NotFound` for what is no state of this canvas that the reader may see.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from facilitation import canvases, sittings
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.errors import NotFound
from facilitation.live.log import Room, Update
from facilitation.live.touches import Touch
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person
from facilitation.sittings import PAUSE, Sitting

START = "start"
"""The state before anybody wrote."""
ON_ONE_PAGE = 50
"""Lines of the course of a canvas that are shown at once."""
Cursor = tuple[datetime.datetime, int]
"""Behind which sitting a page begins: when it ended, and its id."""


@dataclass
class Line:
    """What one person did on a canvas without a longer pause, in all rooms that the reader may read.

    `person` None is the product itself. `before` and `after` are the states before and after it.
    """

    person: Person | None
    side: Side | None
    began_at: datetime.datetime
    ended_at: datetime.datetime
    touched: set[Touch] = field(default_factory=set)
    rooms: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def before(self) -> str:
        """Return the state before it, as a base."""
        return ",".join(f"{room_id}:{first - 1}" for room_id, (first, _) in sorted(self.rooms.items()))

    @property
    def after(self) -> str:
        """Return the state after it, as a base."""
        return ",".join(f"{room_id}:{last}" for room_id, (_, last) in sorted(self.rooms.items()))


@dataclass(frozen=True)
class State:
    """A state of a canvas as one reader may look at it: its base, complete, and when it was (None: start or now)."""

    base: str
    at: datetime.datetime | None


def lines(
    db: Session, canvas: Canvas, membership: Membership, before: Cursor | None = None, most: int = ON_ONE_PAGE
) -> tuple[list[Line], Cursor | None]:
    """Return the course of a canvas as a member may read it, the latest first, and where the next page begins."""
    rooms = canvases.rooms(db, canvas, canvases.readable(canvas, membership)).values()
    found = sittings.latest(db, [room.id for room in rooms], most + 1, before)
    shown, last = found[:most], found[most - 1] if len(found) > most else None
    side_at = sides(db, canvas.project.partnership_id, {each.person_id for each in shown})
    told: list[Line] = []
    open_lines: dict[int | None, Line] = {}
    for each in shown:
        line = open_lines.get(each.person_id)
        if line is None or not _goes_with(line, each):
            person = db.get(Person, each.person_id) if each.person_id else None
            line = Line(person, side_at(each.person_id, each.ended_at), each.began_at, each.ended_at)
            told.append(line)
            open_lines[each.person_id] = line
        line.began_at, line.ended_at = min(line.began_at, each.began_at), max(line.ended_at, each.ended_at)
        line.touched |= each.touched()
        line.rooms[each.room_id] = each.first_seq, each.last_seq
    return [line for line in told if line.touched], (last.ended_at, last.id) if last else None


def _goes_with(line: Line, each: Sitting) -> bool:
    """Return whether what somebody did in another room belongs to the same line."""
    return each.room_id not in line.rooms and line.began_at - each.ended_at <= PAUSE


SideAt = Callable[[int | None, datetime.datetime], Side | None]


def sides(db: Session, partnership_id: int, people: Collection[int | None]) -> SideAt:
    """Return what tells for which side one of these people spoke at a time; None for people without a side."""
    here = Membership.partnership_id == partnership_id, Membership.person_id.in_([each for each in people if each])
    held: dict[int, list[Membership]] = {}
    for each in db.scalars(sa.select(Membership).where(*here).order_by(Membership.created_at, Membership.id)):
        held.setdefault(each.person_id, []).append(each)

    def at(person_id: int | None, when: datetime.datetime) -> Side | None:
        mine = held.get(person_id or 0, [])
        then = [each for each in mine if each.created_at <= when and (not each.ended_at or each.ended_at >= when)]
        return (then or mine)[-1].side if mine else None

    return at


def seqs(base: str) -> dict[int, int]:
    """Return the seq of each room in a base; NotFound for what is none."""
    found: dict[int, int] = {}
    for each in base.split(",") if base and base != START else ():
        if not re.fullmatch(r"[0-9]{1,9}:[0-9]{1,9}", each):
            raise NotFound
        room_id, seq = map(int, each.split(":"))
        found[room_id] = seq
    return found


def state(db: Session, canvas: Canvas, membership: Membership, base: str, beside: State | None = None) -> State:
    """Return a state of a canvas as a member may look at it; rooms that it does not name are as `beside`."""
    rooms = {room.id: room for room in canvases.rooms(db, canvas, canvases.readable(canvas, membership)).values()}
    if base == START:
        return State(written(dict.fromkeys(rooms, 0)), None)
    named = {room_id: seq for room_id, seq in seqs(base).items() if room_id in rooms}
    if not named or any(seq > rooms[room_id].last_seq for room_id, seq in named.items()):
        raise NotFound
    at = _time_of(db, named)
    known = {**(seqs(beside.base) if beside else {}), **named}
    return State(written({id: known[id] if id in known else _seq_at(db, room, at) for id, room in rooms.items()}), at)


def present(db: Session, canvas: Canvas, membership: Membership) -> State:
    """Return the present state."""
    rooms = canvases.rooms(db, canvas, canvases.readable(canvas, membership)).values()
    return State(written({room.id: room.last_seq for room in rooms}), None)


def written(held: Mapping[int, int]) -> str:
    """Return the base of these rooms."""
    return ",".join(f"{room_id}:{seq}" for room_id, seq in sorted(held.items()))


def _time_of(db: Session, named: Mapping[int, int]) -> datetime.datetime | None:
    """Return when the last of these updates was written."""
    times = [_written_at(db, room_id, seq) for room_id, seq in named.items()]
    return max((at for at in times if at is not None), default=None)


def _written_at(db: Session, room_id: int, seq: int) -> datetime.datetime | None:
    here = Update.room_id == room_id, Update.seq <= seq
    return db.scalar(sa.select(Update.at).where(*here).order_by(Update.seq.desc()).limit(1))


def _seq_at(db: Session, room: Room, at: datetime.datetime | None) -> int:
    """Return the last seq of a room at a time; times come in the order of the seqs, so it is found by halving."""
    low, high = 0, room.last_seq if at is not None else 0
    while low < high:
        middle = (low + high + 1) // 2
        then = _written_at(db, room.id, middle)
        if then is None or at is None or then <= at:
            low = middle
        else:
            high = middle - 1
    return low


def fields(touched: Iterable[Touch]) -> set[str]:
    """Return the addresses of the fields in which something was done: cards and cells count as their field."""
    return {each.address.partition("/")[0].removesuffix(".none") for each in touched}
