"""Joining: who may come into which rooms of a canvas while it is open live, and whether that still holds.

A `Seat` is what one open page was given: who it is, the rooms it may read and those it may write in. Rights are those
of the pages: the sign-in behind the cookie, the membership, the access table. `stamps` tells whether anything that
they rest on changed since; then `again` says what holds now. Errors raised: `Forbidden` with 401 for
who is not signed in, `NotFound` for what does not exist or is not theirs, `Gone` for a canvas that was made anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

import tools
from facilitation import canvases, clock, memberships, sign_ins, stamps
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.errors import Forbidden, Gone, NotFound
from facilitation.live.addresses import CARD_ID, PERSON, Place, Where, resolve
from facilitation.live.document import BESIDE, ORDER, REMOVED, VALUE_ID, VALUES
from facilitation.memberships import Membership
from facilitation.people import Person
from facilitation.projects import Project
from facilitation.sign_ins import SignIn
from tools.canvas import Cards, Grid, LinkOrText, Text
from tools.wording import N_

SIGN_IN = N_("You are signed out. Sign in again: your words stay here.")
ROOM = re.compile(r"canvas/([0-9]{1,15})\.([0-9]{1,9})((?:/[a-z]+/[a-z0-9-]{1,80})?)")
"""The name of a room: canvas, epoch, and behind it whose it is."""


class SignedOut(Forbidden):
    """Nobody is signed in where somebody has to be."""

    status = 401
    usual = SIGN_IN


@dataclass(frozen=True)
class RoomRight:
    """A room that somebody may read, and whether they may write in it."""

    name: str
    where: Where
    writes: bool


@dataclass(frozen=True)
class Seat:
    """What one open page was given; `who` is what the others see of it."""

    sign_in_id: int
    person_id: int
    canvas_id: int
    side_id: int | None
    who: dict[str, Any]
    rooms: tuple[RoomRight, ...]
    one: str = ""
    stamp: tuple[Any, ...] = field(default=(), compare=False)


def by_project(db: Session, token: str, project_id: int, slug: str, number: int = 1) -> Seat:
    """Return the seat of somebody on the canvas of a tool of a project; the canvas is made if it was not there."""
    sign_in = _signed_in(db, token)
    project = db.get(Project, project_id)
    try:
        tool = tools.by_slug(slug)
    except KeyError:
        raise NotFound from None
    if project is None or memberships.active(db, sign_in.person, project.partnership_id) is None:
        raise NotFound
    chosen = sa.select(Canvas).where(Canvas.project_id == project_id, Canvas.tool == tool.key, Canvas.number == number)
    canvas = db.scalar(chosen)
    if canvas is None:
        db.begin_writing()
        canvas = canvases.get_or_create(db, db.get_one(Project, project_id), tool.key, number)
        db.commit()
        sign_in = _signed_in(db, token)
    return _seat(db, sign_in, canvas)


def by_room(db: Session, token: str, name: str) -> Seat:
    """Return the seat of somebody in one room, by its name."""
    sign_in = _signed_in(db, token)
    found = ROOM.fullmatch(name)
    canvas = db.get(Canvas, int(found[1])) if found else None
    if found is None or canvas is None:
        raise NotFound
    seat = _seat(db, sign_in, canvas)
    if int(found[2]) != canvas.epoch:
        raise Gone
    rooms = tuple(each for each in seat.rooms if each.name == name)
    if not rooms:
        raise NotFound
    return replace(seat, rooms=rooms, one=name)


def again(db: Session, seat: Seat) -> Seat:
    """Return what holds now for somebody who has a seat, or raise why nothing does."""
    sign_in = db.get(SignIn, seat.sign_in_id, populate_existing=True)
    if sign_in is None or sign_in.expires_at <= clock.now() or sign_in.person.left_at is not None:
        raise SignedOut
    canvas = db.get(Canvas, seat.canvas_id, populate_existing=True)
    if canvas is None:
        raise NotFound
    if seat.one:
        found = ROOM.fullmatch(seat.one)
        if found is None or int(found[2]) != canvas.epoch:
            raise Gone
    now = _seat(db, sign_in, canvas)
    if not seat.one:
        return now
    rooms = tuple(each for each in now.rooms if each.name == seat.one)
    if not rooms:
        raise NotFound
    return replace(now, rooms=rooms, one=seat.one)


def _signed_in(db: Session, token: str) -> SignIn:
    sign_in = sign_ins.of_token(db, token) if token else None
    if sign_in is None:
        raise SignedOut
    return sign_in


def _seat(db: Session, sign_in: SignIn, canvas: Canvas) -> Seat:
    person, project = sign_in.person, canvas.project
    membership = memberships.active(db, person, project.partnership_id)
    if membership is None:
        raise NotFound
    writable, mine = canvases.writable(canvas, membership), canvases.personal(canvas, membership)
    rooms = [
        RoomRight(canvas.room_name(where), where, where in writable) for where in canvases.readable(canvas, membership)
    ]
    if mine:
        rooms.append(RoomRight(canvas.room_name(mine), mine, Where() in writable))
    if not rooms:
        raise NotFound
    key = (sign_in.id, canvas.id)
    return Seat(
        sign_in_id=sign_in.id,
        person_id=person.id,
        canvas_id=canvas.id,
        side_id=membership.side_id,
        who=_who(person, membership),
        rooms=tuple(rooms),
        stamp=stamps.of(db, [key]).get(key, ()),
    )


def _who(person: Person, membership: Membership) -> dict[str, Any]:
    side = membership.side
    return {
        "id": person.id,
        "name": person.name,
        "side": side.key if side else "",
        "place": side.name if side else "",
        "look": side.look if side else 0,
    }


def where(name: str) -> Where:
    """Return which room of its canvas a name means."""
    found = ROOM.fullmatch(name)
    _, kind, side = found[3].split("/") if found and found[3] else ("", "", "")
    return Where(kind, side) if kind else Where()


def declared(db: Session, canvas_id: int, where: Where) -> Callable[[str, str | None], bool]:
    """Return what says whether the tool of a canvas declares a root, or a key of it, in one of its rooms."""
    canvas = db.get_one(Canvas, canvas_id)
    tool, about = tools.get(canvas.tool), canvases.context(canvas)
    sides, languages = [side.key for side in about.sides], set(about.languages)
    lives = Where() if where.kind == PERSON else where
    known: dict[tuple[str, str | None], bool] = {}

    def is_declared(root: str, key: str | None) -> bool:
        name, beside, id = (key or "").partition(BESIDE)
        if beside and not VALUE_ID.fullmatch(id):
            return False
        asked = root, None if key is None else name + beside
        if asked not in known:
            if len(known) > 20_000:
                known.clear()
            known[asked] = look_up(*asked)
        return known[asked]

    def look_up(root: str, key: str | None) -> bool:
        address, at, language = root.rpartition("@")
        try:
            if at:
                place = resolve(tool, sides, address)
                written = isinstance(place.field, Text | LinkOrText) and not place.mark
                return key is None and written and language in languages and fits(place.where, place.declared)
            if key is None:
                return False
            name = key.removesuffix(BESIDE)
            if root == VALUES:
                place = resolve(tool, sides, name)
                chosen = place.mark or not isinstance(place.field, Text | Grid | Cards)
                return chosen and not place.with_card and fits(place.where, place.declared)
            if "/" in root:  # on a card
                return key in (ORDER, REMOVED) or on_card(resolve(tool, sides, f"{root}/{name}"))
            place = resolve(tool, sides, root)
            if isinstance(place.field, Cards) and not place.mark:
                return bool(CARD_ID.fullmatch(key)) and fits(place.where, place.declared)
            cell = isinstance(place.field, Grid) and resolve(tool, sides, f"{root}/{name}")
            return bool(cell) and fits(place.where, place.declared)
        except KeyError:
            return False

    def on_card(place: Place) -> bool:
        told = isinstance(place.declared, Cards) and place.field.name in place.declared.told
        chosen = place.with_card and not told and not isinstance(place.field, Text)
        return chosen and fits(place.where, place.declared)

    def fits(lies: Where, of: Any) -> bool:
        return lies == lives and (where.kind != PERSON or (isinstance(of, Cards) and of.alone_first))

    return is_declared
