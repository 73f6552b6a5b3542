"""Accepting: makes cards of what earlier tools offer, once for everybody, however often it is pressed."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from facilitation import acceptances, canvas_edits, canvases, clock
from facilitation.acceptances import Acceptance, home
from facilitation.access import Action, require
from facilitation.canvas_edits import AddCard, Change, SetText, SetValue, new_id
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.errors import NotFound
from facilitation.memberships import Membership
from facilitation.people import Person
from tools import flows


def accept(db: Session, canvas: Canvas, person: Person, membership: Membership, key: str) -> str:
    """Make a card of what is offered under a key; return its address, that of the first time when it was pressed twice.

    Raises NotFound for what is not offered here, Forbidden for who may not write.
    """
    return accept_all(db, canvas, person, membership, [key])[0]


def accept_all(db: Session, canvas: Canvas, person: Person, membership: Membership, keys: Sequence[str]) -> list[str]:
    """Make a card of each of what is offered under these keys; return their addresses. Raises as `accept` does."""
    require(membership, Action.WRITE, canvas.project.side_id)
    db.begin_writing()
    db.execute(sa.select(Canvas.id).where(Canvas.id == canvas.id).with_for_update())
    known = {(each.flow, each.source): each for each in acceptances.of_canvas(db, canvas)}
    view = canvases.view(db, canvas, membership)
    held = {each.key: (address, each) for address, some in acceptances.offered(db, view).items() for each in some}
    found, changes = [], []
    for key in keys:
        code, _, source = key.partition("/")
        if (code, source) in known:
            found.append(f"{home(code)}/{known[code, source].entry}")
            continue
        if key not in held:
            raise NotFound
        address, suggestion = held[key]
        card = new_id()
        changes.append(AddCard(address, card, dict(suggestion.values), suggestion.texts))
        row = Acceptance(canvas_id=canvas.id, flow=code, source=source, entry=card, at=clock.now())
        row.copied, row.accepted_by_id = dict(suggestion.called), person.id
        known[code, source] = row
        db.add(row)
        found.append(f"{address}/{card}")
    if changes:
        canvas_edits.edit(db, canvas, person, membership, view.base, changes)
    db.flush()
    return found


def begin(db: Session, canvas: Canvas, person: Person, membership: Membership, card: str) -> Canvas:
    """Begin the canvas that a card is to have of its own, called as the card is; the one of the first time otherwise.

    Raises NotFound for a card that begins none, Forbidden for who may not write.
    """
    require(membership, Action.WRITE, canvas.project.side_id)
    db.begin_writing()
    db.execute(sa.select(Canvas.id).where(Canvas.id == canvas.id).with_for_update())
    found = acceptances.begun(db, canvas).get(card)
    if found is not None:
        return found
    flow = next((each for each in flows.FLOWS if each.how == flows.BEGIN and each.tool == canvas.tool), None)
    content = canvases.content(db, canvas, membership)
    held = acceptances.card_of(content, flow.source.partition(":")[2], card) if flow else None
    if flow is None or held is None:
        raise NotFound
    key, _, address = flow.target.partition(":")
    made = canvases.begin(db, canvas.project, key, membership)
    called = {code: words for code, words in (held.get(flow.texts[0][0]) or {}).items() if words.strip()}
    changes: list[Change] = [SetText(address, code, words) for code, words in called.items()]
    if flow.link:
        changes.append(SetValue(f"{address.partition('.')[0]}.{flow.link}", [card]))
    canvas_edits.edit(db, made, person, membership, "", changes)
    row = Acceptance(canvas_id=made.id, flow=flow.code, source=card, entry="", copied=called, at=clock.now())
    row.accepted_by_id = person.id
    db.add(row)
    db.flush()
    return made
