"""Decisions: what of a canvas the sides agree on, exactly as all of them can see it at one moment.

It is read from the rooms that everybody reads (shared, and the voices of sides), never from the room of one side, so
that whoever says yes says it to the same words. Its one written form and the fingerprint of that are those of
`tools.content`; an approval keeps the form, the number of the form and the languages it was given in, and is compared
in those: a language, a blank field or a side that comes later changes nothing of it.
A side agrees for itself only: the owner's on a project of one side, every side on a shared one. The others of a project
of one side read and answer, and whatever is asked of them stands in nobody's way.
Errors raised: `Conflict` (`Different`: what was looked at is not what stands there now), `Forbidden`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import sqlalchemy as sa

import tools
from facilitation import access, canvases, contents, entries, projects
from facilitation.access import Action
from facilitation.canvases import Canvas, CanvasView
from facilitation.contents import Page
from facilitation.database import Session
from facilitation.errors import Conflict, Forbidden
from facilitation.live import addresses, log, sheets
from facilitation.live.addresses import Where
from facilitation.live.log import Room
from facilitation.memberships import Membership, is_awake
from facilitation.partnerships import Side
from tools.canvas import SIDE, Cards, Content, Context, Tool, field_address
from tools.content import FORMAT, Change, canonical, complete, difference, walk
from tools.wording import N_

FORMS: Mapping[int, Callable[..., str]] = {FORMAT: canonical}
"""The written forms by number. A later form is added here, and the earlier ones stay for agreements of their time."""


FORMS_WEIGH = 500
"""What the forms of a canvas weigh in the memory: those of one with many entries are some hundred thousand letters."""

NOTHING = N_("Nothing is decided here yet. Answer the short questions first.")


class Different(Conflict):
    """What somebody looked at is not what stands there now."""


class DecidedText(NamedTuple):
    """A text that belongs to the decisions: its words in each language of the partnership, "" where none are."""

    address: str
    words: dict[str, str]


@dataclass(frozen=True)
class Decisions:
    """The decisions of a canvas at one moment. `content` is complete and holds what is no decision too.

    `forms` are written forms and fingerprints that were worked out already, also for whoever reads the same state.
    """

    view: CanvasView
    forms: dict[Any, str] = field(default_factory=dict, compare=False)

    @property
    def tool(self) -> Tool:
        """Return the tool."""
        return self.view.tool

    @property
    def context(self) -> Context:
        """Return what the tool may know beside the content, as far as all sides can see it."""
        return self.view.context

    @property
    def content(self) -> Content:
        """Return the whole content that all sides can see."""
        return self.view.content

    @property
    def base(self) -> str:
        """Return the state of the rooms that it was read from, as a form carries it."""
        return self.view.base

    @cached_property
    def written(self) -> str:
        """Return the written form that an approval given now would cover."""
        if "written" not in self.forms:
            about = self.context
            self.forms["written"] = canonical(self.tool, self.content, about.languages, about.shared)
        return self.forms["written"]

    @cached_property
    def fingerprint(self) -> str:
        """Return the fingerprint of what an approval given now would cover, in 64 hexadecimal digits."""
        if "hash" not in self.forms:
            self.forms["hash"] = _hashed(self.written)
        return self.forms["hash"]

    @cached_property
    def decided(self) -> Content:
        """Return the decisions alone, complete: everything else is blank."""
        return read_back(self.tool, self.context, self.written)

    @property
    def blank(self) -> bool:
        """Return whether nothing is decided yet."""
        return not json.loads(self.written)["values"]

    @cached_property
    def texts(self) -> list[DecidedText]:
        """Return every text among the decisions that somebody wrote in some language, in reading order."""
        found: dict[str, dict[str, str]] = {}
        for place in walk(self.tool, self.decided):
            if place.language in self.context.languages:
                found.setdefault(place.address, {})[place.language] = place.value or ""
        return [DecidedText(at, words) for at, words in found.items() if any(text.strip() for text in words.values())]

    @property
    def unsettled(self) -> list[str]:
        """Return where among the decisions several answers stand of which one is still to be chosen."""
        return [address for address in self.view.unsettled if self.covers(address)]

    def covers(self, address: str) -> bool:
        """Return whether what stands at an address belongs to the decisions."""
        field = self.tool.field(field_address(address))
        if not field.decides(self.context.shared):
            return False
        marked = [part for part in field.parts if part.decision] if isinstance(field, Cards) else []
        part = address.partition("/")[2].partition("/")[2].partition(".")[0]
        return not (marked and part) or part in [each.name for each in marked]

    def is_still(self, form: int, hash: str, languages: Sequence[str]) -> bool:
        """Return whether the decisions are still those that were kept, in the languages of that time."""
        if form not in FORMS:
            return False
        return self._hash(form, tuple(languages)) == hash

    def _hash(self, form: int, languages: tuple[str, ...]) -> str:
        if (form, languages) == (FORMAT, self.context.languages):
            return self.fingerprint
        if (form, languages) not in self.forms:
            written = FORMS[form](self.tool, self.content, languages, self.context.shared)
            self.forms[form, languages] = _hashed(written)
        return self.forms[form, languages]

    def since(self, written: str, languages: Sequence[str]) -> list[Change]:
        """Return every place where the decisions differ from a kept form, in the languages of that time."""
        present = canonical(self.tool, self.content, languages, self.context.shared)
        return difference(self.tool, _values(written), _values(present))


def read_back(tool: Tool, context: Context, written: str) -> Content:
    """Return the decisions in a written form as complete content."""
    return complete(tool, context.languages, [side.key for side in context.sides], _values(written))


def is_alike(tool: Tool, one: str, other: str, languages: Collection[str]) -> bool:
    """Return whether two written forms say the same, as far as texts go in these languages."""
    changes = difference(tool, _values(one), _values(other))
    return all(each.language and each.language not in languages for each in changes)


def read(db: Session, canvas: Canvas, base: str | None = None) -> Decisions:
    """Return the decisions of a canvas now; with `base`, as they were when a form was drawn."""
    found = open_rooms(db, canvas).values()
    if base is not None:
        drawn = canvases.bases(base, found)
        return _of(canvas, {room.id: contents.as_of(db, room, drawn[room.id]) for room in found})
    pages, about = contents.fresh_of(db, found), canvases.context(canvas)
    which = canvas.project_id, canvas.tool, canvas.number, canvas.epoch  # one that nobody began has no id
    key = ("decisions", which, canvases.base_of(pages), about)
    rests_on = "forms", canvas.tool, canvases.base_of(pages), about
    forms: dict[Any, str] = db.lasting(rests_on, dict, lambda _: FORMS_WEIGH)
    return db.once(key, lambda: _of(canvas, pages, canvases.content_in(db, canvas, found), forms))


def _of(
    canvas: Canvas, pages: Mapping[int, Page], content: Content | None = None, forms: dict[Any, str] | None = None
) -> Decisions:
    """Return the decisions that stand on these pages; `content` and `forms` when they were made of them already."""
    tool, about = tools.get(canvas.tool), canvases.context(canvas)
    sheet = sheets.union(page.sheet for page in pages.values())
    sides = [side.key for side in about.sides]
    view = CanvasView(
        canvas=canvas,
        tool=tool,
        context=about,
        content=content or sheets.content_of(tool, about.languages, sides, sheet),
        base=canvases.base_of(pages),
        removed={},
        entries={},
        writable=frozenset(),
        unsettled=sheets.unsettled(tool, sides, sheet),
    )
    return Decisions(view, {} if forms is None else forms)


def require_seen(now: Decisions, seen: str) -> None:
    """Raise `Different` unless the decisions are those that were seen, Conflict when there are none."""
    if now.blank:
        raise Conflict(NOTHING)
    if now.fingerprint != seen:
        raise Different


def surrounded(db: Session, now: Decisions) -> Decisions:
    """Return the decisions with what all sides can see beside them: other tools of the project, who put which card."""
    canvas, tool = now.view.canvas, now.tool
    put = entries.of_rooms(db, [room.id for room in open_rooms(db, canvas).values()])
    about = replace(
        now.context,
        project={
            key: [_open_content(db, each) for each in canvases.all_of(db, canvas.project, key)] for key in tool.reads
        },
        authors={card: entry.side.key if entry.side else "" for card, entry in put.items()},
    )
    return Decisions(replace(now.view, context=about, entries=put), now.forms)


def open_rooms(db: Session, canvas: Canvas) -> dict[Where, Room]:
    """Return the rooms of a canvas that every member of every side reads."""
    every = addresses.rooms(tools.get(canvas.tool), canvases.context(canvas))
    return canvases.rooms(db, canvas, [where for where in every if where.kind != SIDE])


def lock(db: Session, canvas: Canvas) -> None:
    """Let one thing at a time happen to the agreement of a canvas, and nobody write in what it covers meanwhile.

    The canvas first and then its rooms by id: the order of `alone_rounds.lock`, so that nobody waits for each other.
    """
    db.begin_writing()
    db.execute(sa.select(Canvas.id).where(Canvas.id == canvas.id).with_for_update(key_share=True))
    log.lock(db, open_rooms(db, canvas).values())


def deciders(canvas: Canvas) -> list[Side]:
    """Return the sides that agree: the owner of a project of one side, every side of a shared one, in order."""
    project = canvas.project
    return [project.side] if project.side is not None else list(project.partnership.sides)


def may_decide(canvas: Canvas, held: Membership) -> bool:
    """Return whether a member may agree for their own side, now."""
    deciding = held.side_id is not None and held.side_id in [side.id for side in deciders(canvas)]
    here = canvas.project.archived_at is None and is_awake(held)
    return deciding and here and access.may(held, Action.DECIDE, held.side_id)


def begin_deciding(db: Session, canvas: Canvas, held: Membership) -> Side:
    """Take one's turn for one's own side and return it; asked before and after waiting: a right may end meanwhile.

    Forbidden for who may not, Conflict for a project in the archive and for a membership that fell asleep.
    """
    _require_decider(canvas, held)
    lock(db, canvas)
    db.refresh(held)
    db.refresh(canvas.project)
    return _require_decider(canvas, held)


def _require_decider(canvas: Canvas, held: Membership) -> Side:
    side = next((each for each in deciders(canvas) if each.id == held.side_id), None)
    if side is None:
        raise Forbidden
    access.require(held, Action.DECIDE, side.id)
    projects.require_open(canvas.project)
    if not is_awake(held):
        raise Conflict
    return side


def is_for_answerers(now: Decisions, address: str) -> bool:
    """Return whether what an address asks is for a side that reads and answers here, and decides nothing."""
    about = now.context
    try:
        side = addresses.resolve(now.tool, [each.key for each in about.sides], address).side
    except KeyError:
        return False
    return not about.shared and side not in ("", about.owner)


def _open_content(db: Session, canvas: Canvas) -> Content:
    return canvases.content_in(db, canvas, open_rooms(db, canvas).values())


def _values(written: str) -> Content:
    content: Content = {}
    values: dict[str, Any] = json.loads(written)["values"]
    for address, value in values.items():
        section, _, name = address.partition(".")
        content.setdefault(section, {})[name] = value
    return content


def _hashed(written: str) -> str:
    return hashlib.sha256(written.encode()).hexdigest()
