"""Following: lets cards that were taken over from a canvas say what their sources say now.

Only what everybody reads flows on, never what one side keeps to itself. A card that somebody worded otherwise is left
as it is (`acceptances`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa

import tools
from facilitation import canvases, contents
from facilitation.acceptances import Acceptance, card_of, first_text, home, same_words
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.live import sheets
from facilitation.live.addresses import Where
from facilitation.live.changes import Change, SetText
from tools import flows
from tools.canvas import Content

MOST_AT_ONCE = 200
"""Cards of one canvas that follow in one go; what is left follows with the next change of the source."""
Write = Callable[[Session, Canvas, Sequence[Change]], None]


def follow(db: Session, canvas: Canvas, write: Write) -> None:
    """Let the cards that were taken over from a canvas follow it; `write` changes a canvas, the caller commits."""
    codes = [flow.code for flow in flows.FLOWS if flow.texts and flow.tool == canvas.tool]
    if not codes:
        return
    asked = sa.select(Acceptance).join(Canvas, Acceptance.canvas_id == Canvas.id).order_by(Acceptance.id)
    waiting = list(db.scalars(asked.where(Canvas.project_id == canvas.project_id, Acceptance.flow.in_(codes))))
    if not waiting:
        return
    source = _shared(db, canvas)
    for target in {each.canvas_id: each.canvas for each in waiting}.values():
        changes = _changes(db, target, source, [each for each in waiting if each.canvas_id == target.id])
        if changes:
            write(db, target, changes)


def _changes(db: Session, target: Canvas, source: Content, mine: Sequence[Acceptance]) -> list[Change]:
    changes: list[Change] = []
    held: Content | None = None
    moved = 0
    for each in mine:
        flow = flows.get(each.flow)
        now = flows.called(flow, source, each.source)
        if not now or same_words(now, each.copied) or moved == MOST_AT_ONCE:
            continue
        held = held if held is not None else _shared(db, target)
        card = card_of(held, home(each.flow), each.entry)
        if card is None or not same_words(first_text(flow, card), each.copied):
            continue
        address = f"{home(each.flow)}/{each.entry}/{flow.texts[0][1]}"
        for code in dict.fromkeys([*now, *each.copied]):
            if now.get(code, "") != each.copied.get(code, ""):
                changes.append(SetText(address, code, now.get(code, "")))
        db.begin_writing()
        each.copied, moved = dict(now), moved + 1
    return changes


def _shared(db: Session, canvas: Canvas) -> Content:
    about = canvases.context(canvas)
    found = canvases.rooms(db, canvas, [Where()]).values()
    sheet = sheets.union(contents.fresh(db, room).sheet for room in found)
    return sheets.content_of(tools.get(canvas.tool), about.languages, [side.key for side in about.sides], sheet)
