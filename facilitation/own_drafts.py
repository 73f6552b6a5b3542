"""Own drafts: the cards that one person wrote alone first, before anybody else reads a letter of them.

They stand in that person's own room (`canvases.personal`) at the addresses that they will have in the shared room,
which holds nothing of them. Pages, search, earlier wordings and the content of others never look into that room, nor
does an administrator. Each card is one of these:

- *waiting*: put there in the round that runs: it will be opened together with those of the others;
- *later*: put there at another time (a device was offline, a round ended without opening, the list was full), or
  changed after it was opened: it stays private until its author adds it (`drafts.add_later`);
- *opened*: the shared list holds the same; its copy here is put away and no longer shown;
- *blank*: without a word or value on it: it is not opened and counts for nobody.

Only parts that live in the room of their list are on a draft. Writing is in `draft_edits`, opening in `drafts`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

import tools
from facilitation import alone_rounds, contents, entries
from facilitation.alone_rounds import AloneRound
from facilitation.canvases import Canvas, CanvasView, base_of, bases, context, personal, rooms, writable
from facilitation.database import Base, Session
from facilitation.errors import Forbidden
from facilitation.live import sheets
from facilitation.live.addresses import PERSON, Where
from facilitation.live.log import Room
from facilitation.live.sheets import Sheet
from facilitation.memberships import Membership
from tools.canvas import Content
from tools.content import is_blank, is_blank_card

Card = dict[str, Any]
"""A card as it stands in the content."""
Lists = dict[str, list[Card]]
"""Cards by the address of their list."""


class OpenedDraft(Base):
    """A draft that was opened; `digest` tells whether its author wrote on it afterwards."""

    __tablename__ = "opened_drafts"
    __table_args__ = (sa.PrimaryKeyConstraint("room_id", "card"),)

    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"))
    card: Mapped[str]
    digest: Mapped[str]


@dataclass(frozen=True)
class Kept:
    """The cards of one person's room that its author still sees, by what they are and by list."""

    waiting: Lists = field(default_factory=dict)
    later: Lists = field(default_factory=dict)
    blank: Lists = field(default_factory=dict)

    def at(self, address: str) -> list[Card]:
        """Return all of them in one list."""
        return [card for kind in (self.waiting, self.later, self.blank) for card in kind.get(address, ())]


@dataclass(frozen=True)
class Drafts:
    """A member's own drafts as that person sees them; `later` has the ids of those that stay private."""

    view: CanvasView
    later: frozenset[str]


def view(db: Session, canvas: Canvas, membership: Membership) -> Drafts | None:
    """Return the drafts of a member, None for who writes none."""
    where = personal(canvas, membership)
    if where is None:
        return None
    room = rooms(db, canvas, [where]).get(where)
    if room is None:
        return Drafts(_view(canvas, membership, Sheet(), ""), frozenset())
    page = contents.fresh(db, room)
    kept, done = of_room(db, canvas, room, page.sheet), opened(db, room)
    found = _view(canvas, membership, page.sheet, base_of({room.id: page}))
    here = {address: kept.at(address) for address in alone_rounds.lists(canvas)}
    away = {at: [card for card in cards if card["id"] not in done] for at, cards in _away(canvas, page.sheet).items()}
    removed = {at: cards for at, cards in away.items() if cards}
    whole = replace(found, content=with_lists(found.content, here), removed=removed)
    return Drafts(whole, frozenset(card["id"] for cards in kept.later.values() for card in cards))


def as_drawn(db: Session, canvas: Canvas, membership: Membership, base: str) -> CanvasView:
    """Return a member's own room as it was when a form was drawn, with every card that may have been on that form."""
    where = personal(canvas, membership)
    if where is None:
        raise Forbidden
    found = rooms(db, canvas, [where])
    drawn = bases(base, found.values())
    sheet = contents.as_of(db, found[where], drawn[found[where].id]).sheet if found else Sheet()
    whole = _view(canvas, membership, sheet, base)
    return replace(whole, content=with_lists(whole.content, every(canvas, sheet)))


def of_room(db: Session, canvas: Canvas, room: Room, sheet: Sheet) -> Kept:
    """Return what the room of a person holds, sorted into what waits to be opened and what stays private."""
    rounds, done, kept = alone_rounds.running(db, canvas), opened(db, room), Kept()
    put = {card: entry.seq for card, entry in entries.of_rooms(db, [room.id]).items()}
    taken = {card.id for cards in sheet.cards.values() for card in cards if card.removed}
    for address, cards in every(canvas, sheet).items():
        for card in cards:
            id = card["id"]
            if id in done:
                kind = kept.later if done[id] != digest(card) else None
            elif id in taken:
                kind = None
            elif is_blank_card(card):
                kind = kept.blank
            else:
                kind = kept.waiting if _is_of(rounds.get(address), room, put.get(id, 0)) else kept.later
            if kind is not None:
                kind.setdefault(address, []).append(card)
    return kept


def _is_of(round: AloneRound | None, room: Room, seq: int) -> bool:
    """Return whether a card that was put with this update was put in a round."""
    return round is not None and seq > round.before.get(str(room.id), 0)


def every(canvas: Canvas, sheet: Sheet) -> Lists:
    """Return all cards of the lists that can be written alone first, those that were taken away last."""
    content, away = _content(canvas, sheet), _away(canvas, sheet)
    return {address: [*_at(content, address), *away.get(address, [])] for address in alone_rounds.lists(canvas)}


def person_of(room: Room) -> int:
    """Return whose room it is; 0 for one that is not one person's."""
    before, _, number = room.name.rpartition(f"/{PERSON}/")
    return int(number) if before and number.isdecimal() else 0


def opened(db: Session, room: Room) -> dict[str, str]:
    """Return what was opened of a room: the digest of each card, by id."""
    return {row.card: row.digest for row in db.scalars(sa.select(OpenedDraft).where(OpenedDraft.room_id == room.id))}


def know_opened(db: Session, room: Room, cards: Iterable[Card]) -> None:
    """Remember that these cards were opened, or put away, as they are now."""
    for card in cards:
        row = db.get(OpenedDraft, (room.id, card["id"]))
        if row is None:
            db.add(OpenedDraft(room_id=room.id, card=card["id"], digest=digest(card)))
        else:
            row.digest = digest(card)
    db.flush()


def digest(card: Card) -> str:
    """Return what tells whether two cards say the same."""
    said = {part: _said(value) for part, value in card.items() if part != "id" and not is_blank(value)}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _said(value: Any) -> Any:
    """Return a value without its blanks: a language that is added says nothing new."""
    return {key: _said(each) for key, each in value.items() if not is_blank(each)} if isinstance(value, dict) else value


def _view(canvas: Canvas, membership: Membership, sheet: Sheet, base: str) -> CanvasView:
    return CanvasView(
        canvas=canvas,
        tool=tools.get(canvas.tool),
        context=context(canvas),
        content=_content(canvas, sheet),
        base=base,
        removed={},
        entries={},
        writable=frozenset({Where()} & {*writable(canvas, membership)}),
    )


def _content(canvas: Canvas, sheet: Sheet) -> Content:
    about = context(canvas)
    return sheets.content_of(tools.get(canvas.tool), about.languages, [side.key for side in about.sides], sheet)


def _away(canvas: Canvas, sheet: Sheet) -> Lists:
    about = context(canvas)
    return sheets.removed_cards(tools.get(canvas.tool), about.languages, [side.key for side in about.sides], sheet)


def _at(content: Content, address: str) -> list[Card]:
    """Return the cards of a list."""
    section, name, *side = address.split(".")
    held = content[section][name]
    found: list[Card] = (held.get(side[0]) or []) if side else held
    return found


def lists_of(view: CanvasView) -> Lists:
    """Return the cards of the lists that can be written alone first, as they stand in a view."""
    return {address: _at(view.content, address) for address in alone_rounds.lists(view.canvas)}


def with_lists(content: Content, cards: Mapping[str, list[Card]]) -> Content:
    """Return a content with these cards in these lists."""
    changed = {section: dict(held) for section, held in content.items()}
    for address, here in cards.items():
        section, name, *side = address.split(".")
        changed[section][name] = {**changed[section][name], side[0]: here} if side else here
    return changed
