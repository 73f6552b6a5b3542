"""Canvas edits: saves what a person changed on a plain form, together with what others saved meanwhile.

A form carries the `base` of the view that it was drawn from. What the form changed since then is worked out,
and put on top of the present state: words of both people stay. Only a value (a choice, a number, a day) cannot
be two things: when somebody chose another one meanwhile it is not overwritten but returned as a `Rival`, so
that the page can ask; everything else of the form is saved. Where several values stand because people chose in the
same moment, a form that was drawn with all of them settles it by choosing. Log, read model and entries change in one
transaction.

Raises `Forbidden` for a room that the member may not write in, `NotFound` for an address that the tool does
not declare or a card that was never there, `Invalid` with all problems for values that do not fit, and
`Conflict` when the form was drawn from a document that was replaced since.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import tools
from facilitation import canvases, choices, contents, entries, following
from facilitation.access import Action, require
from facilitation.canvases import Canvas, base_of, bases, context, readable, rooms, writable
from facilitation.contents import Page
from facilitation.database import Session
from facilitation.errors import NotFound
from facilitation.live import checks, document, log, merging, sheets
from facilitation.live.addresses import Where
from facilitation.live.changes import AddCard, Change, MoveCard, RemoveCard, RestoreCard, SetText, SetValue
from facilitation.live.document import new_id
from facilitation.live.log import Room
from facilitation.live.sheets import Sheet
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person
from facilitation.sdg import evidence
from tools.canvas import Context, Tool


@dataclass(frozen=True)
class Rival:
    """Two people chose differently at one address: `mine` was posted and is not saved, `theirs` stands.

    To settle it in favour of `mine`, post it again with the base of the answer.
    """

    address: str
    mine: Any
    theirs: Any
    person: Person | None
    side: Side | None
    at: datetime.datetime | None


@dataclass(frozen=True)
class Outcome:
    """What became of a form: whether anything was written, what is to be settled, and the base from here on.

    `removed` holds the ids of cards on which something was saved though somebody took the card away meanwhile:
    they are among the removed cards of the view and can be brought back. `together` holds the addresses of the
    texts in which somebody else wrote meanwhile: the words of both are kept, and somebody should read them over.
    """

    saved: bool
    rivals: list[Rival]
    base: str
    removed: list[str]
    together: tuple[str, ...] = ()


def edit(
    db: Session,
    canvas: Canvas,
    person: Person,
    membership: Membership,
    base: str,
    changes: Sequence[Change],
    within: Where | None = None,
) -> Outcome:
    """Save the changes of one form in one transaction (the view commits); `canvas` from `canvases.get_or_create`.

    With `within` all of it is kept in that room, the person's own; whoever calls asked whether it may (`draft_edits`).
    """
    require(membership, Action.READ)
    db.begin_writing()
    tool, about = tools.get(canvas.tool), context(canvas)
    wheres = [within] if within else readable(canvas, membership)
    mine = {within: [*changes]} if within and changes else {}
    routed = mine if within else checks.routed(tool, about, wheres, writable(canvas, membership), changes)
    for where in routed:
        log.room(db, canvas.room_name(where), canvas.id)
    log.lock(db, rooms(db, canvas, wheres).values())
    found = rooms(db, canvas, wheres)
    drawn = bases(base, found.values())
    pages = {where: contents.fresh(db, room) for where, room in found.items()}
    present = sheets.union(page.sheet for page in pages.values())
    every = [change for asked in routed.values() for change in asked]
    fit = checks.require_fitting(tool, about, present, every)
    fitting = dict.fromkeys(mine, fit) if within else checks.routed(tool, about, wheres, wheres, fit)
    rivals, seen = [], [present]
    together: list[str] = []
    for where, asked in fitting.items():
        room, before = found[where], pages[where].sheet
        form = _Form(db, canvas, room, person.id, drawn[room.id], before)
        together += form.together(asked)
        done = form.carry_out(tool, about, asked)
        seen.append(form.seen)
        rivals += [form.rival(each) for each in done.rivals]
        if done.updates:
            page = Page(document.read(form.now), log.append(db, room, done.updates, person.id))
            log.bind(db, room, form.now.client_id, person.id)
            contents.store(db, room, before, page)
            entries.record(db, room, before, page.sheet, person.id, membership.side_id, page.seq)
            pages[where] = page
    after = sheets.union(page.sheet for page in pages.values())
    by_id = {found[where].id: page for where, page in pages.items()}
    if after != present and not within:
        spread(db, canvas)
    removed = sorted(_touched(present, after) & _removed(present) - _removed(sheets.union(seen)))
    written = [address for address in together if after.texts.get(address) != present.texts.get(address)]
    return Outcome(after != present, rivals, base_of(by_id), removed, tuple(dict.fromkeys(written)))


def write(db: Session, canvas: Canvas, changes: Sequence[Change]) -> None:
    """Write in the shared room on nobody's behalf, on top of what stands there now; the caller commits."""
    db.begin_writing()
    tool, about = tools.get(canvas.tool), context(canvas)
    [room] = log.lock(db, [log.room(db, canvas.room_name(Where()), canvas.id)])
    before = contents.fresh(db, room).sheet
    form = _Form(db, canvas, room, 0, room.last_seq, before)
    done = form.carry_out(tool, about, changes)
    if done.updates:
        contents.store(db, room, before, Page(document.read(form.now), log.append(db, room, done.updates, None)))
        canvases.stir_readers(db, canvas)


def spread(db: Session, canvas: Canvas) -> None:
    """Let what follows from a changed canvas follow: cards taken over, what it is evidence of, pages that read it."""
    following.follow(db, canvas, write)
    evidence.follow(db, canvas)
    canvases.stir_readers(db, canvas)


class _Form:
    """What a form needs of the log of one room: the documents that it was drawn from and that are there now."""

    def __init__(self, db: Session, canvas: Canvas, room: Room, person_id: int, drawn_at: int, present: Sheet) -> None:
        self.db, self.canvas, self.room, self.present = db, canvas, room, present
        client = log.unused_client(db, room)
        self.now = self.then = log.load(db, room, client=client).doc
        self.seen = present
        if drawn_at < room.last_seq:
            self.seen = document.read(log.load(db, room, drawn_at).doc)
            self.then = log.load(db, room, drawn_at, client, seen_by=person_id).doc

    def carry_out(self, tool: Tool, about: Context, asked: Sequence[Change]) -> merging.CarriedOut:
        """Put the changes on top of the present document."""
        sides = [side.key for side in about.sides]
        try:
            return merging.carry_out(tool, sides, asked, self.seen, self.then, self.now, self.present)
        except KeyError:
            raise NotFound from None

    def together(self, asked: Sequence[Change]) -> list[str]:
        """Return where this form changes a text in which somebody else wrote since it was drawn."""
        if self.then is self.now:
            return []
        mine, theirs = document.read(self.then).texts, self.present.texts
        return [
            each.address
            for each in asked
            if isinstance(each, SetText)
            and mine.get(each.address, {}).get(each.language) != theirs.get(each.address, {}).get(each.language)
        ]

    def rival(self, found: merging.Rival) -> Rival:
        """Say who chose the value that stands, and when."""
        address, theirs = found.place.address, found.theirs
        giver = choices.giver(self.db, self.canvas, self.room, found.place, theirs)
        return Rival(address, found.mine, theirs.value, *(giver or (None, None, None)))


def _touched(before: Sheet, after: Sheet) -> set[str]:
    """Return the ids of the cards on which something is written otherwise."""
    places = {address for address, value in after.values.items() if before.values.get(address) != value}
    places |= {address for address, texts in after.texts.items() if before.texts.get(address) != texts}
    return {address.split("/")[1] for address in places if "/" in address}


def _removed(sheet: Sheet) -> set[str]:
    return {card.id for cards in sheet.cards.values() for card in cards if card.removed}


__all__ = [
    "AddCard",
    "Change",
    "MoveCard",
    "Outcome",
    "RemoveCard",
    "RestoreCard",
    "Rival",
    "SetText",
    "SetValue",
    "edit",
    "new_id",
]
