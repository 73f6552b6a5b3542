"""Canvas now: what changes on an open page of a canvas beside the words themselves, drawn once for everybody alike.

After each commit every open page asks for its hints, progress, picture, authors and what it only reads: a *fragment* of
HTML (``templates/canvases/_now.html``). What it says depends on the state of the rooms that a reader may read, on what
the canvas is about, on the day and on the reader's language and rights; all of that is its key. So a hundred people
who look at the same state cost one drawing, and the hints are worked out once for each language. Hints that somebody
put away are theirs alone: who put another one away gets a drawing of their own.

Whatever else a page shows that is neither in the rooms nor in the `Context` has to become a part of the key.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from facilitation import agreements, canvases, noticing, paper_answers, threads
from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Session
from facilitation.memberships import Membership
from facilitation.people import Person
from facilitation.views import draft_drawing
from facilitation.views.canvas_boxes import Box
from facilitation.views.canvas_pages import Noted, Page, page
from facilitation.views.flow_drawing import PUT_AWAY
from facilitation.views.pages import language
from tools.canvas import Finding

KEPT = 400
"""How many drawings are kept, about 5 kB each: as many as there are open pages that differ in a busy hour."""
KEPT_SECONDS = 60
"""How long a drawing is kept: who renames themselves or a place is called so on open pages after this time."""
EFFORT = 6
"""Effort of gzip: as for pages (`compression.LEVEL`)."""


class Fragment(NamedTuple):
    """A drawing, packed with gzip, and its mark: the same mark means the same bytes."""

    mark: str
    packed: bytes


@dataclass
class Made:
    """One thing that is kept, since when, and the lock that whoever needs it waits behind while it is made."""

    at: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    thing: Any = None


class Lately:
    """Things made lately, by key; each is made once, however many ask for it at the same moment.

    One for each application: the keys of two databases look the same.
    """

    def __init__(self, most: int = KEPT, seconds: float = KEPT_SECONDS) -> None:
        self.most, self.seconds = most, seconds
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what is kept under a key, or make it; what fails is not kept, and the next one tries again."""
        with self._lock:
            made = self._kept.get(key)
            if made is None or made.at + self.seconds < time.monotonic():
                made = self._kept[key] = Made(time.monotonic())
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        with made.lock:
            if made.thing is None:
                made.thing = make()
            return made.thing


@dataclass(frozen=True)
class Asked:
    """What one open page asks: which canvas, for whom, and whether it had the deep set when it was drawn."""

    canvas: Canvas
    person: Person
    membership: Membership
    had_deep: bool

    def state(self, db: Session) -> tuple[Hashable, ...]:
        """Return everything that the hints rest on."""
        readable = canvases.readable(self.canvas, self.membership)
        rooms = canvases.around(db, self.canvas, self.membership)
        seqs = tuple(sorted((room.id, room.last_seq) for room in rooms))
        agreed = agreements.mark(db, self.canvas)
        return self.canvas.id, self.canvas.epoch, seqs, tuple(readable), canvases.context(self.canvas), agreed


def fragment(db: Session, lately: Lately, asked: Asked, draw: Callable[[Page], str]) -> Fragment:
    """Return what changes on an open page, drawn now or lately; `draw` makes the HTML of a page."""
    state = asked.state(db)

    def found(view: CanvasView) -> list[Finding]:
        return noticing.of(db, view, language()).findings

    def hints(view: CanvasView | None = None) -> list[Finding]:
        known: list[Finding] = lately.get(
            ("hints", language(), *state), lambda: found(view or canvases.view(db, asked.canvas, asked.membership))
        )
        return known

    def drawn() -> Fragment:
        noted = Noted(found=hints, before_deep=not asked.had_deep)
        sheet = page(db, asked.canvas, asked.person, asked.membership, noted=noted)
        html = draw(sheet).encode()
        return Fragment(hashlib.sha256(html).hexdigest()[:24], gzip.compress(html, EFFORT, mtime=0))

    hidden = canvases.dismissed(db, asked.canvas, asked.person)
    put_away = hidden.intersection(each.key for each in hints()) if hidden else hidden
    put_away |= {key for key in hidden if key.startswith(PUT_AWAY)}
    writable = tuple(canvases.writable(asked.canvas, asked.membership))
    about = draft_drawing.mark(db, asked.canvas, asked.membership, asked.person.time_zone)
    talk = tuple(threads.counts(db, asked.canvas, asked.membership).items())
    paper = paper_answers.mark(db, asked.canvas)
    kept: Fragment = lately.get((*state, writable, about, talk, paper, language(), asked.had_deep, put_away), drawn)
    return kept


def behind(lately: Lately, sheet: Page, draw: Callable[[list[Box]], str]) -> str:
    """Return what scripts need behind a page: sentences, and what cards are made of; the same for many readers.

    The room of own drafts in it is that of nobody: `draft_drawing.addressed` says whose it is.
    """
    about = replace(sheet.view.context, proposed="", chosen="", today="", deep_opened=False)
    lists = [each for section in sheet.sections for each in section.boxes if each.new and each.writable]
    looks = tuple((side.key, side.look, side.name) for side in sheet.drawing.sides.values())
    names = tuple(each.name for each in lists)
    key = ("behind", sheet.tool.key, about, looks, names, frozenset(sheet.view.writable), language())
    drawn: str = lately.get(key, lambda: draw([draft_drawing.with_model(sheet.drawing, each) for each in lists]))
    return drawn
