"""Draft drawing: what stands on a list that is written alone first: how its round is going, and one's own drafts.

Everybody who opens the page is shown an `Alone`: that a round runs, how many people wrote something, when it opens.
Only the author gets the box of their own drafts. It is drawn like any list of cards and then called by other names
(`MINE`), so that the words of a draft are never posted, and never bound by a script, as words of the shared list.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from facilitation import alone_rounds, own_drafts
from facilitation.alone_rounds import AloneRound
from facilitation.canvases import Canvas, CanvasView, personal
from facilitation.database import Session
from facilitation.live.addresses import PERSON, Where
from facilitation.memberships import Membership
from facilitation.views.canvas_boxes import MINE, Box, CardBox, Version
from facilitation.views.canvas_drawing import Drawing, box, model
from facilitation.views.canvas_forms import NEW, held
from facilitation.views.canvas_inputs import HERE, Posted, Strings
from tools.canvas import Cards, field_address
from tools.content import is_blank_card

Kind = TypeVar("Kind")
ANYBODY = Where(PERSON, "0")
"""The room of own drafts where it is not said yet whose: in what is drawn once for many readers."""


@dataclass(frozen=True, kw_only=True)
class Alone:
    """How the writing alone of a list is going: what everybody sees of it, and for their author the own drafts.

    `round` is the last one. `leads` may start, open and end; `stops` may stop an announced opening. `mine` is drawn
    while a round runs, and when there are drafts that stay private (`later`); `base` is what their form carries, and
    `typed` says that words for a new one come back from a form, `shared_typed` that words for a new shared card do.
    """

    address: str
    round: AloneRound | None
    people: int
    leads: bool
    stops: bool
    mine: Box | None = None
    later: frozenset[str] = frozenset()
    base: str = ""
    typed: bool = False
    shared_typed: bool = False

    @property
    def state(self) -> str:
        """Return "off", "running" or "announced"."""
        if self.round is None or not self.round.runs:
            return "off"
        return "announced" if self.round.announced else "running"

    @property
    def until(self) -> int:
        """Return when the drafts open, in milliseconds, 0 when that is not announced."""
        at = self.round.opens_at if self.round else None
        return round(at.timestamp() * 1_000) if at and self.state == "announced" else 0


def mark(db: Session, canvas: Canvas, membership: Membership, time_zone: str) -> tuple[Hashable, ...]:
    """Return everything that a drawing of `alone` rests on, beside the words."""
    rounds = alone_rounds.latest(db, canvas).values() if alone_rounds.lists(canvas) else ()
    each = ((r.id, r.opens_at, r.stopped_at, r.opened_at, r.ended_at, alone_rounds.people(db, r)) for r in rounds)
    about = alone_rounds.may_lead(canvas, membership), alone_rounds.may_stop(canvas, membership)
    return (*about, time_zone if rounds else "", *each)


def alone(db: Session, canvas: Canvas, membership: Membership) -> dict[str, Alone]:
    """Return what everybody sees of the lists that can be written alone first, by address."""
    rounds = alone_rounds.latest(db, canvas)
    leads, stops = alone_rounds.may_lead(canvas, membership), alone_rounds.may_stop(canvas, membership)
    return {
        address: Alone(
            address=address,
            round=rounds.get(address),
            people=alone_rounds.people(db, rounds[address]) if address in rounds else 0,
            leads=leads,
            stops=stops,
        )
        for address in alone_rounds.lists(canvas)
    }


def with_drafts(
    db: Session, canvas: Canvas, membership: Membership, drawing: Drawing, boxes: Sequence[Box], for_all: bool
) -> list[Box]:
    """Return boxes with what is to be shown on lists that are written alone first; `for_all`: nobody's own drafts."""
    known = alone(db, canvas, membership)
    for address in known if drawing.typed is not None else ():
        known[address] = replace(known[address], shared_typed=has_new(drawing, address))
    mine = own(db, canvas, membership, drawing) if not for_all and any(each.name in known for each in boxes) else None
    return [_with(each, known[each.name], mine) if each.name in known else each for each in boxes]


def _with(box: Box, about: Alone, mine: Own | None) -> Box:
    if mine and isinstance(box.field, Cards) and (about.state != "off" or mine.has_words(box.name)):
        drafts = mine.box(box.field, box.name)
        base, typed = mine.drawing.view.base, mine.has_typed(box.name)
        about = replace(about, mine=drafts, later=mine.later, base=base, typed=typed)
    return replace(box, alone=about)


@dataclass(frozen=True)
class Own:
    """What somebody's own drafts are drawn from; `later` has the ids of those that stay private."""

    drawing: Drawing
    where: Where
    later: frozenset[str]

    def box(self, cards: Cards, address: str) -> Box | None:
        """Return the list of drafts for the list at an address, under names of its own."""
        view = self.drawing.view
        side = _side(view, address)
        found = box(self.drawing, cards, address, held(view, address, side), side)
        return renamed(found, self.where) if found else None

    def has_words(self, address: str) -> bool:
        """Return whether something is to be shown, or was typed, of the drafts of a list."""
        return self.has_typed(address) or bool(own_drafts.lists_of(self.drawing.view)[address])

    def has_typed(self, address: str) -> bool:
        """Return whether words for new drafts come back from a form."""
        return has_new(self.drawing, address)


def has_new(drawing: Drawing, address: str) -> bool:
    """Return whether words for new cards of a list come back from a form."""
    typed = drawing.typed.items(multi=True) if drawing.typed is not None else ()
    return any(words.strip() and name.startswith((f"{address}/{NEW}/", f"{address}:list@")) for name, words in typed)


def own(db: Session, canvas: Canvas, membership: Membership, drawing: Drawing) -> Own | None:
    """Return what a member's own drafts are drawn from, None for who writes none."""
    found, where = own_drafts.view(db, canvas, membership), personal(canvas, membership)
    if found is None or where is None:
        return None
    view, typed = found.view, None
    if drawing.typed is not None:
        typed = unnamed(drawing.typed)
        view = _with_typed(view, own_drafts.as_drawn(db, canvas, membership, drawing.typed.get("mine", "")), typed)
    lists = own_drafts.lists_of(view)
    mine = replace(
        drawing,
        view=replace(view, content=own_drafts.with_lists(drawing.view.content, lists)),
        readable=[Where()],
        typed=typed,
        rivals=_stripped(drawing.rivals),
        findings={},
        open=frozenset(_stripped(dict.fromkeys(drawing.open, True))),
        problems=_stripped(drawing.problems),
        rescued=frozenset(),
        unsettled={},
        talk=None,
    )
    return Own(mine, where, found.later)


def with_model(drawing: Drawing, cards: Box) -> Box:
    """Return a list with the card that scripts make new ones of, and so for own drafts, for whoever draws them."""
    found = model(drawing, cards)
    if found.alone is None or not isinstance(cards.field, Cards):
        return found
    view = drawing.view
    nothing: own_drafts.Lists = {address: [] for address in own_drafts.lists_of(view)}
    bare = replace(
        drawing,
        view=replace(view, content=own_drafts.with_lists(view.content, nothing), removed={}),
        readable=[Where()],
        typed=None,
        rivals={},
        unsettled={},
        findings={},
        open=frozenset(),
        problems={},
        rescued=frozenset(),
        bare=True,
    )
    side = _side(view, cards.name)
    blank = box(bare, cards.field, cards.name, [], side)
    mine = renamed(model(bare, blank), ANYBODY) if blank else None
    return replace(found, alone=replace(found.alone, mine=mine, base="", later=frozenset()))


def addressed(drawn: str, person_id: int) -> str:
    """Return what was drawn for many readers with the room of one of them."""
    return drawn.replace(f'"{ANYBODY.suffix}"', f'"{ANYBODY._replace(side=str(person_id)).suffix}"')


def renamed(box: Box, where: Where) -> Box:
    """Return a box of drafts under names that say that it is one's own."""

    def version(each: Version) -> Version:
        return replace(each, name=MINE + each.name, earlier="")

    def card(each: CardBox) -> CardBox:
        boxes = [renamed(part, where) for part in each.boxes]
        return replace(each, name=MINE + each.name, boxes=boxes, usable=False)

    return replace(
        box,
        name=MINE + box.name,
        where=where,
        strings=_renamed(box.strings),
        versions=[version(each) for each in box.versions],
        cells=[(row, [renamed(cell, where) for cell in cells]) for row, cells in box.cells],
        cards=[card(each) for each in box.cards],
        removed=[card(each) for each in box.removed],
        new=card(box.new) if box.new else None,
        model=card(box.model) if box.model else None,
        pasted=version(box.pasted) if box.pasted else None,
        marked=False,
    )


def unnamed(posted: Posted) -> Posted:
    """Return what of a form belongs to own drafts, under the names of the shared list."""
    found = Posted()
    for name, value in posted.items(multi=True):
        if name == HERE and value.startswith(MINE):
            found.add(HERE, value.removeprefix(MINE))
        elif name.startswith(MINE):
            found.add(name.removeprefix(MINE), value)
        elif name.startswith(f"base/{MINE}"):
            found.add("base/" + name.removeprefix(f"base/{MINE}"), value)
    return found


def _renamed(strings: Strings) -> Strings:
    return {
        f"base/{MINE}" + name.removeprefix("base/") if name.startswith("base/") else MINE + name: held
        for name, held in strings.items()
    }


def _stripped(named: Mapping[str, Kind]) -> dict[str, Kind]:
    return {name.removeprefix(MINE): held for name, held in named.items() if name.startswith(MINE)}


def _side(view: CanvasView, address: str) -> str:
    """Return the side of a list that is asked per side."""
    return address.split(".")[2] if view.tool.field(field_address(address)).per_side else ""


def _with_typed(now: CanvasView, then: CanvasView, typed: Posted) -> CanvasView:
    """Return one's own drafts with those too on which a form that comes back has words."""
    lists = {}
    for address, cards in own_drafts.lists_of(then).items():
        here = list(own_drafts.lists_of(now)[address])
        known = {card["id"] for card in here}
        on_form = {name.split("/")[1] for name in typed if name.startswith(f"{address}/")}
        here += [card for card in cards if card["id"] in on_form - known and not is_blank_card(card)]
        lists[address] = here
    return replace(now, content=own_drafts.with_lists(now.content, lists))
