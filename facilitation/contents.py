"""Contents: the read model of rooms: what pages, search and print read, a cache of the log.

Written in the transaction of a server-side edit, by a live room within a second after its commits (`keep`), caught up
on read, and made anew by `facilitation rebuild`. It never goes back to an earlier seq. It knows no tool: `content` is
a `sheets.Sheet` as JSON, and `texts` holds every text that somebody can see (none of a removed card, none of the room
of one person), for search. `hash` is the SHA-256 of a text in Unicode NFC with lines ended by LF.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from facilitation import sittings
from facilitation.database import Base, Session
from facilitation.errors import Unavailable
from facilitation.languages import fold
from facilitation.live import document, log, segments
from facilitation.live.addresses import PERSON
from facilitation.live.differences import unix
from facilitation.live.log import Room
from facilitation.live.sheets import Sheet
from facilitation.sittings import Spell
from tools.letters import composed

Spot = tuple[str, str]
"""Address and language of a text."""
Row = dict[str, Any]
logger = logging.getLogger("facilitation")


class Contents(Base):
    """What a room held as of `seq`, a `sheets.Sheet` as JSON."""

    __tablename__ = "contents"

    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"), primary_key=True)
    seq: Mapped[int]
    content: Mapped[dict[str, Any]]


class FieldText(Base):
    """One text of a room in one language, with its form for search; blank texts have no row."""

    __tablename__ = "texts"
    __table_args__ = (sa.UniqueConstraint("room_id", "address", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("rooms.id"), index=True)
    address: Mapped[str]
    language: Mapped[str]
    value: Mapped[str]
    folded: Mapped[str]
    hash: Mapped[str]
    seq: Mapped[int]


@dataclass(frozen=True)
class Page:
    """What a room held, and as of which seq."""

    sheet: Sheet
    seq: int


def fresh(db: Session, room: Room) -> Page:
    """Return what a room holds now; a cache that is behind is caught up, in a short transaction of its own."""
    known: Page | None = db.known(_known_as(room))
    if known is not None:
        return known
    seq = db.scalar(sa.select(Contents.seq).where(Contents.room_id == room.id))
    return _fresh(db, room, -1 if seq is None else seq)


def _fresh(db: Session, room: Room, seq: int) -> Page:
    """Return what a room holds now; the cache is as of `seq`. What stands there is read once for everybody."""
    if seq >= room.last_seq:
        found: Page = db.kept(_known_as(room)) or _cached(db, room)
        return _remembered(db, room, found)
    if db.writing:
        return catch_up(db, room)
    loaded = log.load(db, room)
    page = Page(document.read(loaded.doc), loaded.seq)
    try:
        with Session(db.get_bind(), expire_on_commit=False) as own:
            own.begin_writing(0)  # who reads need not wait for those who write
            keep(own, room.id, page.sheet, page.seq)
            own.commit()
    except Unavailable:
        pass
    except sa.exc.DBAPIError:
        logger.warning("room %s: the read model could not be caught up", room.id)
    return page


def _remembered(db: Session, room: Room, page: Page) -> Page:
    if page.seq != room.last_seq:  # somebody saved meanwhile
        return db.once(_known_as(room), lambda: page)
    held = db.lasting(_known_as(room), lambda: page, lambda _: len(page.sheet.texts) + len(page.sheet.values))
    return db.once(_known_as(room), lambda: held)


def _cached(db: Session, room: Room) -> Page:
    seq, content = db.execute(sa.select(Contents.seq, Contents.content).where(Contents.room_id == room.id)).one()
    return Page(Sheet.of_json(content), seq)


def _known_as(room: Room) -> tuple[str, int, int]:
    return "page", room.id, room.last_seq


def fresh_of(db: Session, rooms: Collection[Room]) -> dict[int, Page]:
    """Return what each of these rooms holds now, by its id, with one question for all that is kept of them."""
    missing = {room.id: room for room in rooms if db.known(_known_as(room)) is None}
    asked = sa.select(Contents.room_id, Contents.seq).where(Contents.room_id.in_(missing))
    seqs: dict[int, int] = {id: seq for id, seq in db.execute(asked)} if missing else {}  # noqa: C416
    unread = [id for id, seq in seqs.items() if seq >= missing[id].last_seq and db.kept(_known_as(missing[id])) is None]
    held = sa.select(Contents.room_id, Contents.seq, Contents.content).where(Contents.room_id.in_(unread))
    for id, seq, content in db.execute(held) if unread else ():
        _remembered(db, missing[id], Page(Sheet.of_json(content), seq))
    return {room.id: db.known(_known_as(room)) or _fresh(db, room, seqs.get(room.id, -1)) for room in rooms}


def as_of(db: Session, room: Room, seq: int) -> Page:
    """Return what a room held as of an earlier seq, read from the log."""
    if seq >= room.last_seq:
        return fresh(db, room)
    return Page(document.read(log.load(db, room, seq).doc), seq)


def catch_up(db: Session, room: Room) -> Page:
    """Bring the read model of a room to what the log says; the room is locked by the caller."""
    loaded = log.load(db, room)
    page = Page(document.read(loaded.doc), loaded.seq)
    store(db, room, _held(db, room.id), page)
    return page


def keep(db: Session, room_id: int, sheet: Sheet, seq: int) -> bool:
    """Write what a room held as of a seq, unless the read model is as new already; say whether. The caller commits.

    What search needs of each text, and who did what, is worked out before the write gate opens: nobody waits for it.
    """
    before, since = _held(db, room_id), _kept_seq(db, room_id)
    old = seen(before)
    ready = {place: _row(room_id, seq, place, text) for place, text in seen(sheet).items() if old.get(place) != text}
    spells = sittings.read(db, db.get_one(Room, room_id), before, since, sheet, seq)
    db.begin_writing()
    [room] = log.lock(db, [db.get_one(Room, room_id)])
    kept = db.get(Contents, room_id, populate_existing=True)
    if kept is not None and kept.seq >= seq:
        return False
    still = since == (kept.seq if kept else 0)
    store(db, room, _held(db, room_id), Page(sheet, seq), ready, spells if still else None)
    return True


def _kept_seq(db: Session, room_id: int) -> int:
    kept = db.get(Contents, room_id)
    return kept.seq if kept else 0


def _held(db: Session, room_id: int) -> Sheet:
    """Return what the read model holds of a room until now."""
    kept = db.get(Contents, room_id)
    return Sheet.of_json(kept.content) if kept else Sheet()


def store(
    db: Session,
    room: Room,
    before: Sheet,
    page: Page,
    ready: Mapping[Spot, Row] = MappingProxyType({}),
    spells: Sequence[Spell] | None = None,
) -> None:
    """Write what a room holds from now on; `before` is what the read model held until now.

    `ready` are rows for texts, and `spells` what was done since then, where these were worked out already.
    """
    kept = db.get(Contents, room.id)
    if spells is None:
        spells = sittings.read(db, room, before, kept.seq if kept else 0, page.sheet, page.seq)
    sittings.write(db, room.id, spells)
    if kept is None:
        db.add(Contents(room_id=room.id, seq=page.seq, content=page.sheet.as_json()))
    else:
        kept.seq, kept.content = page.seq, page.sheet.as_json()
    private = f"/{PERSON}/" in room.name
    old, new = seen(before), {} if private else seen(page.sheet)
    changed = [place for place in {**old, **new} if old.get(place) != new.get(place)]
    if changed:
        gone = [{"room": room.id, "at": address, "code": language} for address, language in changed]
        db.connection().execute(_FORGET, gone)
    written = [place for place in changed if place in new]
    rows = [ready.get(place) or _row(room.id, page.seq, place, new[place]) for place in written]
    if rows:
        db.execute(sa.insert(FieldText), rows)


_FORGET = sa.delete(FieldText.__table__).where(  # type: ignore[arg-type]
    FieldText.room_id == sa.bindparam("room"),
    FieldText.address == sa.bindparam("at"),
    FieldText.language == sa.bindparam("code"),
)


def seen(sheet: Sheet) -> dict[tuple[str, str], str]:
    """Return the texts that are not blank and not on a removed card, by address and language."""
    away = {f"{address}/{card.id}/" for address, cards in sheet.cards.items() for card in cards if card.removed}
    return {
        (address, language): text
        for address, versions in sheet.texts.items()
        if not away or not address.startswith(tuple(away))
        for language, text in versions.items()
        if text.strip()
    }


def hashed(text: str) -> str:
    """Return what tells two wordings apart, whatever way accents and ends of lines are stored."""
    return hashlib.sha256(composed(unix(text)).encode()).hexdigest()


def _row(room_id: int, seq: int, place: tuple[str, str], text: str) -> dict[str, Any]:
    address, language = place
    return {
        "room_id": room_id,
        "address": address,
        "language": language,
        "value": text.replace("\0", ""),  # PostgreSQL cannot hold it; the log can
        "folded": fold(text),
        "hash": hashed(text),
        "seq": seq,
    }


def rebuild(db: Session) -> int:
    """Make everything that is kept of every room anew, one short transaction each; return how many rooms."""
    ids = list(db.scalars(sa.select(Room.id).order_by(Room.id)))
    for room_id in ids:
        try:
            segments.rebuild(db, db.get_one(Room, room_id))
            sittings.rebuild(db, db.get_one(Room, room_id))
        except log.Hole:
            logger.exception("room %s: its segments and its course stay as they are", room_id)
        db.begin_writing()
        for room in log.lock(db, [db.get_one(Room, room_id)]):
            db.execute(sa.delete(FieldText).where(FieldText.room_id == room_id))
            db.execute(sa.delete(Contents).where(Contents.room_id == room_id))
            catch_up(db, room)
        db.commit()
    return len(ids)
