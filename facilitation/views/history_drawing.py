"""History drawing: the course of a canvas, and a state of it, in words of the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from facilitation import canvases, choices
from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Session
from facilitation.history import Line
from facilitation.live.touches import ADDED, MOVED, RETURNED, TOOK, WROTE, Touch
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.views.canvas_boxes import anchor
from facilitation.views.canvas_drawing import Drawing, box
from facilitation.views.canvas_forms import held, homes
from facilitation.views.canvas_pages import SectionBox, is_offered
from facilitation.views.canvas_words import about_place
from facilitation.views.pages import language
from tools.canvas import Cards, Context, Tool


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was done in one field: its label, its place on the page, and how many cards had what happen to them.

    All zero and not `moved`: something was written in the field itself.
    """

    label: str
    at: str
    added: int = 0
    taken: int = 0
    returned: int = 0
    changed: int = 0
    moved: bool = False


@dataclass(frozen=True)
class LineTold:
    """A line of the course with what was done in each field, in reading order."""

    line: Line
    told: list[Told]


def course(tool: Tool, about: Context, lines: Iterable[Line]) -> list[LineTold]:
    """Return lines of the course in words; what the tool no longer asks is left out, and a line of nothing else too."""
    found = [LineTold(line, _told(tool, about, line.touched)) for line in lines]
    return [each for each in found if each.told]


def _told(tool: Tool, about: Context, touched: Iterable[Touch]) -> list[Told]:
    by_home: dict[str, set[Touch]] = {}
    for each in touched:
        by_home.setdefault(each.address.partition("/")[0].removesuffix(".none"), set()).add(each)
    return [
        _of_field(about_place(about, field.label, side), address, by_home[address], isinstance(field, Cards))
        for address, field, side in homes(tool, about)
        if address in by_home
    ]


def _of_field(label: str, address: str, touched: Iterable[Touch], is_list: bool) -> Told:
    if not is_list:
        return Told(label=label, at=anchor(address))
    cards: dict[str, set[str]] = {}
    for kind, at in touched:
        if "/" in at:
            cards.setdefault(at.split("/")[1], set()).add(kind)
    kinds = [_one(each) for each in cards.values()]
    return Told(
        label=label,
        at=anchor(address),
        added=kinds.count(ADDED),
        taken=kinds.count(TOOK),
        returned=kinds.count(RETURNED),
        changed=kinds.count(WROTE),
        moved=MOVED in kinds,
    )


def _one(kinds: set[str]) -> str:
    """Return the one thing to tell of a card: what it came to, whatever was done on the way."""
    if {ADDED, TOOK} <= kinds and RETURNED not in kinds:
        return ""
    if {TOOK, RETURNED} <= kinds:
        kinds = kinds - {TOOK, RETURNED}
    return next((kind for kind in (ADDED, TOOK, RETURNED, WROTE, MOVED) if kind in kinds), "")


def sections(
    db: Session, canvas: Canvas, membership: Membership, view: CanvasView, sides: Mapping[str, Side]
) -> list[SectionBox]:
    """Return a state of a canvas to be read: its questions with their boxes, in which nothing can be written."""
    to_read = replace(view, writable=frozenset(), removed={})
    drawing = Drawing(
        view=to_read,
        readable=canvases.readable(canvas, membership),
        sides=sides,
        language=language(),
        unsettled=choices.unsettled(db, canvas, membership, to_read),
    )
    found: list[SectionBox] = []
    for section in view.tool.sections:
        here = [each for each in homes(view.tool, view.context) if each[0].split(".")[0] == section.name]
        drawn = [
            box(drawing, each, address, held(to_read, address, side), side)
            for address, each, side in here
            if is_offered(drawing, each, address, side)
        ]
        boxes = sorted((each for each in drawn if each), key=lambda each: each.field.deep)
        if boxes:
            found.append(SectionBox(section=section, number=len(found) + 1, boxes=boxes))
    return found
