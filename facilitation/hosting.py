"""Hosting: what live editing asks of the nouns: who may come in, what their tools declare, what pages are to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from facilitation import canvas_edits, contents, draft_edits, drafts, entries, joining, stamps
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.errors import FacilitationError, Gone, NotFound
from facilitation.joining import Seat, SignedOut
from facilitation.live.log import Room
from facilitation.live.protocol import Code
from facilitation.live.sheets import Sheet


class Door:
    """The door of an installation: `live.wire.Door` for its nouns."""

    def seat(self, db: Session, token: str, path: str) -> Seat:
        """Return the seat of the person with this cookie at a path below ``/live``."""
        kind, _, rest = path.partition("/")
        if kind == "canvas":
            return joining.by_room(db, token, path)
        project, slug, number = [*rest.split("/", 2), "1", "1"][:3] if "/" in rest else ("", "", "")
        if kind != "projects" or not (_is_id(project) and _is_id(number)):
            raise NotFound
        return joining.by_project(db, token, int(project), slug, int(number))

    def code(self, error: FacilitationError) -> Code:
        """Return the code that an error ends a line with."""
        if isinstance(error, SignedOut):
            return Code.SIGN_IN
        if isinstance(error, Gone):
            return Code.OLD
        return Code.FORBIDDEN

    def changed(self, db: Session, seats: Sequence[Seat]) -> Mapping[int, Seat | Code]:
        """Return, by position, what holds now for the seats of which something changed."""
        held = stamps.of(db, [(seat.sign_in_id, seat.canvas_id) for seat in seats]) if seats else {}
        found: dict[int, Seat | Code] = {}
        for place, seat in enumerate(seats):
            if held.get((seat.sign_in_id, seat.canvas_id), ()) != seat.stamp:
                try:
                    found[place] = joining.again(db, seat)
                except FacilitationError as error:
                    found[place] = self.code(error)
        return found

    def declared(self, db: Session, canvas_id: int, name: str) -> Callable[[str, str | None], bool]:
        """Return what says whether a room's tool declares a root or a key."""
        return joining.declared(db, canvas_id, joining.where(name))

    def entered(
        self, db: Session, room: Room, cards: Sequence[str], person_id: int, side_id: int | None, seq: int
    ) -> None:
        """Write down who put these cards."""
        entries.enter(db, room, cards, person_id, side_id, seq)

    def keep(self, db: Session, room_id: int, sheet: Sheet, seq: int) -> None:
        """Let pages read what a room holds."""
        room = db.get_one(Room, room_id)
        if contents.keep(db, room_id, sheet, seq):
            canvas_edits.spread(db, db.get_one(Canvas, room.canvas_id))
        draft_edits.wrote(db, room)
        db.commit()

    def tick(self, db: Session) -> None:
        """Open the drafts whose ten seconds are over."""
        drafts.open_due(db)
        db.commit()


def _is_id(said: str) -> bool:
    """Return whether a part of a path is a number that a row can have."""
    return said.isascii() and said.isdecimal() and len(said) < 16


def origins(public_url: str) -> frozenset[str]:
    """Return the hosts whose pages may open a line."""
    return frozenset({public_url.partition("://")[2].partition("/")[0]})
