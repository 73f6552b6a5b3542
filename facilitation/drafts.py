"""Drafts: the opening of what people wrote alone, all at once, into the shared list.

When the time of an announced opening has come, every waiting draft that was committed until then is copied into the
shared room: under the same id, every text in every language and all values, in its author's name and for the side
that they spoke for when they wrote it; also for somebody who takes part no longer, since they wrote it for this. The
cards come in a shuffled order, the same for everybody, that does not tell who wrote first. When the list would grow
beyond what a list holds, people take turns and the rest stays with its author.

`open_due` does that in one short transaction and can be called by every process once a second: who comes second finds
the round opened. What cannot be read puts the announcement off instead of being tried for ever.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

import tools
from facilitation import alone_rounds, clock, contents, entries, own_drafts
from facilitation.alone_rounds import AloneRound
from facilitation.canvases import Canvas, context, personal, rooms, writable
from facilitation.contents import Page
from facilitation.database import Session
from facilitation.entries import Entry
from facilitation.errors import Forbidden, Invalid
from facilitation.live import copies, document, log, news, orders
from facilitation.live.addresses import PERSON, Where
from facilitation.live.checks import MOST_CARDS, TOO_MANY
from facilitation.live.log import Hole, Room
from facilitation.live.sheets import Card as Listed
from facilitation.live.sheets import Sheet
from facilitation.memberships import Membership
from facilitation.own_drafts import Card
from facilitation.people import Person

logger = logging.getLogger("facilitation")
A_FEW = 3
"""Lists that are opened in one transaction."""


@dataclass(frozen=True)
class Draft:
    """A card to be copied, from whose room, and who put it there for which side."""

    room: Room
    card: Card
    entry: Entry | None


def open_due(db: Session, canvas_id: int | None = None) -> list[int]:
    """Open what is due on one canvas, by default the one that waits longest; return its id when something changed.

    The caller commits. Nothing is locked when nothing is due.
    """
    due = AloneRound.opens_at <= clock.now(), AloneRound.opened_at.is_(None), AloneRound.ended_at.is_(None)
    asked = sa.select(AloneRound.canvas_id).where(*due).order_by(AloneRound.opens_at, AloneRound.id).limit(1)
    found = db.scalar(asked if canvas_id is None else asked.where(AloneRound.canvas_id == canvas_id))
    if found is None:
        return []
    db.begin_writing()
    canvas = db.get_one(Canvas, found)
    alone_rounds.lock(db, canvas)
    now = clock.now()
    rounds = [each for each in alone_rounds.running(db, canvas).values() if each.opens_at and each.opens_at <= now]
    for round in rounds[:A_FEW]:
        _open(db, canvas, round)
    return [canvas.id] if rounds else []


def _open(db: Session, canvas: Canvas, round: AloneRound) -> None:
    if canvas.project.archived_at is not None or round.address not in alone_rounds.lists(canvas):
        return alone_rounds.halt(db, canvas, round)
    shared = log.room(db, canvas.room_name(Where()), canvas.id)
    own = Room.name.startswith(canvas.room_name(Where(PERSON, "")), autoescape=True)
    held = sa.select(Room).where(Room.canvas_id == canvas.id, own).order_by(Room.id)
    try:
        present = contents.fresh(db, shared).sheet
        found = [draft for room in db.scalars(held) for draft in _waiting(db, canvas, round, room)]
        _copy(db, canvas, round.address, shared, present, _chosen(round, found, _free(present, round.address)))
    except Hole as hole:
        logger.error("canvas %s: drafts not opened, %s", canvas.id, hole)
        return alone_rounds.halt(db, canvas, round)
    round.opened_at = clock.now()
    db.flush()
    news.stir(db, canvas.id)


def _waiting(db: Session, canvas: Canvas, round: AloneRound, room: Room) -> list[Draft]:
    kept = own_drafts.of_room(db, canvas, room, contents.fresh(db, room).sheet)
    by = entries.of_rooms(db, [room.id])
    return [Draft(room, card, by.get(card["id"])) for card in kept.waiting.get(round.address, ())]


def _free(present: Sheet, address: str) -> int:
    return MOST_CARDS - sum(not card.removed for card in present.cards.get(address, ()))


def _chosen(round: AloneRound, found: Sequence[Draft], free: int) -> list[Draft]:
    """Return the drafts for which there is room, shuffled; when there is not room for all, everybody in turn."""

    def mixed(draft: Draft) -> str:
        return hashlib.sha256(f"{round.id}/{draft.room.id}/{draft.card['id']}".encode()).hexdigest()

    shuffled = sorted(found, key=mixed)
    counted: Counter[int] = Counter()
    turns: dict[int, int] = {}
    for place, draft in enumerate(shuffled):
        counted[draft.room.id] += 1
        turns[place] = counted[draft.room.id]
    first = sorted(turns, key=lambda place: (turns[place], place))[: max(free, 0)]
    return [shuffled[place] for place in sorted(first)]


def _copy(db: Session, canvas: Canvas, address: str, shared: Room, present: Sheet, drafts: Sequence[Draft]) -> None:
    """Put drafts at the end of the shared list, in this order, and put them away in the rooms they come from."""
    tool, sides = tools.get(canvas.tool), [side.key for side in context(canvas).sides]
    here = present.cards.get(address, [])
    last, known = (here[-1].order if here else ""), {card.id for card in here}
    by_room: dict[Room, list[tuple[str, Draft]]] = {}
    for draft in drafts:
        last = orders.between(last, "")
        by_room.setdefault(draft.room, []).append((last, draft))
    for room, placed in by_room.items():
        person_id, client = own_drafts.person_of(room), log.unused_client(db, shared)
        cards = [(order, {**draft.card, "id": _free_id(draft, known)}) for order, draft in placed]
        seq = log.append(db, shared, [copies.update(tool, sides, address, cards, client)], person_id)
        log.bind(db, shared, client, person_id)
        for (order, card), (_, draft) in zip(cards, placed, strict=True):
            side_id = draft.entry.side_id if draft.entry else None
            put = Sheet(cards={address: [Listed(card["id"], order, removed=False)]})
            entries.record(db, shared, Sheet(), put, person_id, side_id, seq)
        _put_away(db, canvas, address, room, [draft.card for _, draft in placed])
    if by_room:
        loaded = log.load(db, shared)
        contents.store(db, shared, present, Page(document.read(loaded.doc), loaded.seq))


def _free_id(draft: Draft, known: set[str]) -> str:
    """Return the id of a copy: that of the draft, unless another card of the list has it."""
    id = str(draft.card["id"])
    other = hashlib.sha256(f"{draft.room.id}/{id}/{own_drafts.digest(draft.card)}".encode()).hexdigest()[:24]
    return other if id in known else id


def _put_away(db: Session, canvas: Canvas, address: str, room: Room, cards: Sequence[Card]) -> None:
    """Take drafts off their author's own list: from now on they stand in the shared one."""
    own_drafts.know_opened(db, room, cards)
    before = contents.fresh(db, room).sheet
    doc = log.load(db, room, client=log.unused_client(db, room)).doc
    update = copies.put_away(doc, address, [card["id"] for card in cards])
    person_id = own_drafts.person_of(room)
    seq = log.append(db, room, [update], person_id)
    log.bind(db, room, doc.client_id, person_id)
    contents.store(db, room, before, Page(document.read(doc), seq))


def add_later(db: Session, canvas: Canvas, person: Person, membership: Membership, address: str, card: str) -> None:
    """Put one draft that stayed private into the shared list, in its author's name; not while a round runs there.

    A second press changes nothing. Raises Forbidden, and Invalid when the list is full.
    """
    where = personal(canvas, membership)
    if where is None or Where() not in writable(canvas, membership):
        raise Forbidden
    alone_rounds.lock(db, canvas)
    shared = log.room(db, canvas.room_name(Where()), canvas.id)
    found = rooms(db, canvas, [where]).get(where)
    if found is None or address in alone_rounds.running(db, canvas):
        return
    kept = own_drafts.of_room(db, canvas, found, contents.fresh(db, found).sheet)
    by = entries.of_rooms(db, [found.id])
    mine = [Draft(found, each, by.get(card)) for each in kept.later.get(address, ()) if each["id"] == card]
    present = contents.fresh(db, shared).sheet
    if mine and _free(present, address) < 1:
        raise Invalid([(address, TOO_MANY, {"number": MOST_CARDS + 1, "most": MOST_CARDS})])
    _copy(db, canvas, address, shared, present, mine)
