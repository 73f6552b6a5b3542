"""Merging: puts what a form changed on top of what others did since it was drawn.

A form was drawn from the document as it was then. `carry_out` finds the words that the form changed since, changes
those words in that old document, and lets the document put them together with what others did meanwhile: the words
of both stay, in either order. A text that the form did not touch makes no change; the same change made twice
(a form that was sent again) is made once. When two people both answer a question that was blank, the second answer
comes on a line of its own. A value cannot be two things: when somebody else chose another one meanwhile it is not
written but returned as a `Rival`. Where several values stood when the form was drawn, what it chooses settles it.
Cards are put, moved, removed and restored in the list as it is now.

Raises KeyError for a card that is not in the document.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from pycrdt import Doc, Text

from facilitation.live import document, orders
from facilitation.live.addresses import Place, resolve
from facilitation.live.changes import AddCard, Change, MoveCard, RemoveCard, RestoreCard, SetText, SetValue
from facilitation.live.differences import Operation, gone_on, operations, torn_apart, unix
from facilitation.live.sheets import Card, Sheet, Value, plain, same
from tools.canvas import Tool

Words = dict[tuple[str, str], str]
"""Texts by address and language."""


class Rival(NamedTuple):
    """`mine` was asked for at a place where meanwhile `theirs` was chosen, which stands."""

    place: Place
    mine: Any
    theirs: Value


class CarriedOut(NamedTuple):
    """The updates for the log (none when nothing changed) and what is to be settled."""

    updates: list[bytes]
    rivals: list[Rival]


def carry_out(
    tool: Tool,
    sides: Collection[str],
    changes: Sequence[Change],
    drawn: Sheet,
    then: Doc[Any],
    now: Doc[Any],
    present: Sheet,
) -> CarriedOut:
    """Carry out the changes of a form on `now`, the room at present, which holds `present`.

    `drawn` is what the form was drawn from; `then` is that document with what the same person saved since, because
    somebody who goes back in the browser goes on with the own words. Both documents have the same new client id and
    may be one and the same. Afterwards `now` holds everything.
    """
    before = present if then is now else document.read(then)
    words = _wanted(changes, drawn, before, present)
    updates = _updates_of(then, lambda: _write(then, words, before, present))
    for update in updates if now is not then else ():
        now.apply_update(update)
    rivals: list[Rival] = []

    def the_rest() -> None:
        _keep_apart(now, words, before, present)
        cards = {address: list(of) for address, of in present.cards.items()}
        for change in changes:
            match change:
                case SetValue():
                    place = resolve(tool, sides, change.address)
                    rivals.extend(_choose(now, place, change.value, drawn, before, present))
                case AddCard():
                    _add(now, tool, sides, change, cards)
                case MoveCard():
                    _move(now, change, cards[change.address])
                case RemoveCard() | RestoreCard():
                    _turn(now, change, cards[change.address])

    return CarriedOut([*updates, *_updates_of(now, the_rest)], rivals)


def _updates_of(doc: Doc[Any], work: Callable[[], None]) -> list[bytes]:
    """Do some work on a document in one go; return the update that it makes, or none."""
    found: list[bytes] = []
    subscription = doc.observe(lambda event: found.append(event.update))
    try:
        with doc.transaction():
            work()
    finally:
        doc.unobserve(subscription)
    return found


def _wanted(changes: Sequence[Change], drawn: Sheet, before: Sheet, present: Sheet) -> Words:
    """Return the texts that a form really changed, by address and language."""
    found: Words = {}
    for change in changes:
        if isinstance(change, SetText):
            place = change.address, change.language
            first, own, text = drawn.text(*place), before.text(*place), unix(change.text)
            if text not in (unix(first), present.text(*place)):
                found[place] = gone_on(first, own, text)
    return found


def _write(then: Doc[Any], words: Words, before: Sheet, present: Sheet) -> None:
    """Change words where they stood when the form was drawn."""
    for place, text in words.items():
        old, theirs = before.text(*place), present.text(*place)
        if not _second_answer(old, theirs, text):
            done = operations(old, theirs)
            mine = [change for change in operations(old, text) if change not in done]
            document.change_text(then, document.root(*place), mine)


def _keep_apart(now: Doc[Any], words: Words, before: Sheet, present: Sheet) -> None:
    """Keep apart what two people wrote at one place: two answers by a new line, two words by a space."""
    for place, text in words.items():
        name, old, theirs = document.root(*place), before.text(*place), present.text(*place)
        if not _second_answer(old, theirs, text):
            seams = torn_apart(str(now.get(name, type=Text)), theirs, text) if theirs != old else []
            document.change_text(now, name, seams)
        elif f"\n{text}\n" not in f"\n{theirs}\n":
            new_line = "" if theirs.endswith("\n") else "\n"
            document.change_text(now, name, [Operation(len(theirs), len(theirs), new_line + text)])


def _second_answer(old: str, theirs: str, text: str) -> bool:
    return not old.strip() and bool(theirs.strip()) and bool(text.strip())


def _choose(now: Doc[Any], place: Place, value: Any, drawn: Sheet, before: Sheet, present: Sheet) -> list[Rival]:
    """Put a value at a place, unless somebody else put another one there meanwhile."""
    first, own, theirs = (sheet.standing(place.address) for sheet in (drawn, before, present))
    value = plain(value)
    if _settled(first, value) or _settled(theirs, value):
        return []
    known = [value, *([each.value for each in own] or [None])]
    unseen = [each for each in theirs if each not in own and not any(same(each.value, seen) for seen in known)]
    if unseen:
        return [Rival(place, value, unseen[0])]
    document.put_value(now, place, value, theirs[0].id if theirs else "")
    return []


def _settled(standing: Sequence[Value], value: Any) -> bool:
    """Return whether this value stands, and no other."""
    return all(same(each.value, value) for each in standing) if standing else same(value, None)


def _add(now: Doc[Any], tool: Tool, sides: Collection[str], new: AddCard, cards: dict[str, list[Card]]) -> None:
    held = cards.setdefault(new.address, [])
    if any(card.id == new.card for card in held):
        return  # the same form, sent twice
    order = orders.between(held[-1].order if held else "", "")
    held.append(Card(new.card, order, removed=False))
    document.put_card(now, new.address, new.card, order)
    for part, value in new.values.items():
        if not same(value, None):
            place = resolve(tool, sides, f"{new.address}/{new.card}/{part}")
            document.put_value(now, place, plain(value), "")
    for part, texts in new.texts.items():
        for language, text in texts.items():
            name = document.root(f"{new.address}/{new.card}/{part}", language)
            document.change_text(now, name, [Operation(0, 0, unix(text))])
    if new.after:
        _move(now, MoveCard(new.address, new.card, new.after), held)


def _move(now: Doc[Any], move: MoveCard, held: list[Card]) -> None:
    here = _index(held, move.card)
    before = [card.id for card in held[:here] if not card.removed]
    if (before[-1] if before else "") == move.after:
        return
    moved = held.pop(here)
    at = _index(held, move.after) + 1 if move.after else 0
    held.insert(at, moved)
    for place, order in orders.placed([card.order for card in held], at).items():
        held[place] = held[place]._replace(order=order)
        document.change_card(now, move.address, held[place].id, document.ORDER, order)


def _turn(now: Doc[Any], change: RemoveCard | RestoreCard, held: list[Card]) -> None:
    place, removed = _index(held, change.card), isinstance(change, RemoveCard)
    if held[place].removed != removed:
        held[place] = held[place]._replace(removed=removed)
        document.change_card(now, change.address, change.card, document.REMOVED, removed)


def _index(held: Sequence[Card], card: str) -> int:
    for place, each in enumerate(held):
        if each.id == card:
            return place
    raise KeyError(card)
