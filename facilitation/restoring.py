"""Restoring: puts a field, a card or a whole canvas back as it was, as a new edit.

Nothing is undone: the state of today stays in the history, and everybody who has the page open gets the change like any
other. It is saved as a form is (`canvas_edits`), drawn from the state that the reader looked at: words that others
write meanwhile stay, and what somebody chose otherwise meanwhile is not overwritten. Only what the member may write is
put back. Errors raised: as in `canvas_edits`; `Forbidden` when nothing of it is theirs to write.
"""

from __future__ import annotations

from typing import Any

from facilitation import canvas_edits, canvases
from facilitation.canvas_edits import Change, MoveCard, Outcome, RemoveCard, RestoreCard, SetText, SetValue
from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Session
from facilitation.errors import Forbidden
from facilitation.live.addresses import Place, resolve
from facilitation.memberships import Membership
from facilitation.people import Person
from tools.canvas import Cards, Content
from tools.content import difference, walk


def restore(
    db: Session, canvas: Canvas, person: Person, membership: Membership, drawn: str, then: str, within: str = ""
) -> Outcome:
    """Put back what stood at `then`, for who looked at the state `drawn`; both are complete bases.

    `within` is the address of a field (``section.field``, with its side) or of a card (``section.field/<card>``); the
    whole canvas when it is "".
    """
    db.begin_writing()
    present = canvases.view(db, canvas, membership, drawn)
    if not present.writable:
        raise Forbidden
    asked = changes(present, canvases.view(db, canvas, membership, then), within)
    gone = [each for each in asked if isinstance(each, RemoveCard)]
    rest = [each for each in asked if not isinstance(each, RemoveCard)]
    if not (gone and rest):
        return canvas_edits.edit(db, canvas, person, membership, drawn, asked)
    # a list holds so many cards: those that go make room for those that come back
    first = canvas_edits.edit(db, canvas, person, membership, drawn, gone)
    after = canvas_edits.edit(db, canvas, person, membership, drawn, rest)
    return Outcome(first.saved or after.saved, after.rivals, after.base, after.removed, after.together)


def changes(present: CanvasView, then: CanvasView, within: str = "") -> list[Change]:
    """Return what makes the present what it was then, as far as the reader may write it."""
    here, found = _with_removed(present), list[Change]()
    lists = _lists(then)
    for each in difference(present.tool, here, then.content):
        place = _place(present, each.address)
        if place is None or place.where not in present.writable or not _is_within(each.address, within):
            continue
        if isinstance(place.field, Cards) and not place.mark:
            continue
        if place.card and place.card not in lists.get(place.home, ()):
            continue  # it was put later, and goes as a whole
        if each.language:
            if each.language in present.context.languages:
                found.append(SetText(each.address, each.language, each.after or ""))
        else:
            found.append(SetValue(each.address, bool(each.after) if place.mark else each.after))
    return [*_listed(present, then, within), *found]


def _listed(present: CanvasView, then: CanvasView, within: str) -> list[Change]:
    """Return what puts the lists of cards back: which cards stand in them, and in which order."""
    found: list[Change] = []
    lists = _lists(then)
    for address, held in _lists(present).items():
        place, wanted = _place(present, address), lists.get(address, [])
        if place is None or place.where not in present.writable:
            continue
        card = within.removeprefix(f"{address}/") if within.startswith(f"{address}/") else ""
        if card:
            found += [RestoreCard(address, card)] if card in wanted and card not in held else []
        elif _is_within(address, within):
            found += [RemoveCard(address, each) for each in held if each not in wanted]
            found += [RestoreCard(address, each) for each in wanted if each not in held]
            found += _moves(address, wanted, [each for each in held if each in wanted])
    return found


def _moves(address: str, wanted: list[str], held: list[str]) -> list[Change]:
    """Return what brings cards into an order, when all of them stand in it again."""
    moves: list[Change] = []
    order = list(held)
    for place, card in enumerate(wanted):
        if card not in held or order[place] != card:
            moves.append(MoveCard(address, card, wanted[place - 1] if place else ""))
            order = [each for each in order if each != card]
            order.insert(place, card)
    return moves


def _with_removed(view: CanvasView) -> Content:
    """Return the content with the cards that were taken away in their lists, for what is written on them."""
    content = {name: dict(section) for name, section in view.content.items()}
    for address, cards in view.removed.items():
        section, name, *side = address.split(".")
        held: Any = content[section][name]
        if side:
            content[section][name] = {**held, side[0]: [*(held.get(side[0]) or []), *cards]}
        else:
            content[section][name] = [*held, *cards]
    return content


def _place(view: CanvasView, address: str) -> Place | None:
    try:
        place = resolve(view.tool, [side.key for side in view.context.sides], address)
    except KeyError:
        return None
    asked = [side.key for side in view.context.asked(place.declared)]
    return None if place.declared.per_side and place.side and place.side not in asked else place


def _is_within(address: str, within: str) -> bool:
    return not within or address in (within, f"{within}.none") or address.startswith(f"{within}/")


def _lists(view: CanvasView) -> dict[str, list[str]]:
    """Return the ids of the cards of each list, by its address."""
    places = walk(view.tool, view.content)
    return {
        each.address: each.value
        for each in places
        if isinstance(each.field, Cards) and not each.address.endswith(".none")
    }
