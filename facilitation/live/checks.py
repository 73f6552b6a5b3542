"""Checks: which room each change of a form belongs to, and whether it may be made there, before anything is written.

What the tool does not declare, what is not yours to read and a card that was never there are the same `NotFound`; a
room that you may read and not write is `Forbidden`; values that do not fit are `Invalid`, all of them at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from facilitation.errors import Forbidden, Invalid, NotFound
from facilitation.live.addresses import CARD_ID, Place, Where, resolve
from facilitation.live.changes import AddCard, Change, RestoreCard, SetText, SetValue
from facilitation.live.sheets import Sheet
from tools.canvas import NOTHING, Cards, Choice, Choices, Context, Grid, LinkOrText, Text, Tool
from tools.content import check_value
from tools.content.problems import UNKNOWN_OPTION, WRONG_SHAPE, Problem
from tools.wording import N_

MOST_CARDS = 150
"""Cards of one list: more is no list to talk about, and a page with so many fields could no longer be sent."""
TOO_MANY = N_("This makes {number} cards. A list holds up to {most}: put fewer in, or take some away first.")


def routed(
    tool: Tool, about: Context, readable: Sequence[Where], writable: Collection[Where], changes: Iterable[Change]
) -> dict[Where, list[Change]]:
    """Return the changes by room, in the order of the rooms; the parts of a new card go where they live."""
    found: dict[Where, list[Change]] = {}
    for change in changes:
        for each in _split(tool, about, change):
            where = place_of(tool, about, each).where
            if where not in readable:
                raise NotFound
            if where not in writable:
                raise Forbidden
            found.setdefault(where, []).append(each)
    return {where: found[where] for where in readable if where in found}


def place_of(tool: Tool, about: Context, change: Change) -> Place:
    """Return what is declared where a change is to be made, or raise NotFound."""
    place = _declared(tool, about, change.address)
    listed = isinstance(place.field, Cards) and not place.mark
    fitting = {
        SetText: isinstance(place.field, Text | LinkOrText),
        SetValue: not listed and not isinstance(place.field, Text | Grid),
    }
    if not fitting.get(type(change), listed):
        raise NotFound
    return place


def _declared(tool: Tool, about: Context, address: str) -> Place:
    try:
        place = resolve(tool, [side.key for side in about.sides], address)
    except KeyError:
        raise NotFound from None
    if place.side and place.declared.per_side and place.side not in [side.key for side in about.asked(place.declared)]:
        raise NotFound
    return place


def _split(tool: Tool, about: Context, change: Change) -> list[Change]:
    """Return a change as it is, a new card without those of its parts that live in other rooms, and those."""
    if not isinstance(change, AddCard):
        return [change]
    here = place_of(tool, about, change).where
    if not CARD_ID.fullmatch(change.card):
        raise NotFound
    elsewhere: list[Change] = []
    own: set[str] = set()
    for part in {**change.values, **change.texts}:
        address = f"{change.address}/{change.card}/{part}"
        texts: list[Change] = [SetText(address, code, text) for code, text in change.texts.get(part, {}).items()]
        said = [*([SetValue(address, change.values[part])] if part in change.values else []), *texts]
        places = {place_of(tool, about, each).where for each in said}
        if places <= {here}:
            own.add(part)
        else:
            elsewhere += said
    values = {part: value for part, value in change.values.items() if part in own}
    kept = {part: texts for part, texts in change.texts.items() if part in own}
    return [AddCard(change.address, change.card, values, kept, change.after), *elsewhere]


def require_fitting(tool: Tool, about: Context, present: Sheet, changes: Sequence[Change]) -> list[Change]:
    """Return the changes as they can be written, or raise what is wrong with them."""
    cards = {card.id for held in present.cards.values() for card in held}
    cards |= {change.card for change in changes if isinstance(change, AddCard)}
    problems: list[Problem] = _crowded(present, changes)
    fitting: list[Change] = []
    for change in changes:
        place = place_of(tool, about, change)
        if place.card and place.card not in cards:
            raise NotFound
        if isinstance(change, AddCard):
            for inside in [*_values(change), *_texts(change)]:
                problems += _problems(place_of(tool, about, inside), inside, about, present)
        else:
            problems += _problems(place, change, about, present)
        if isinstance(change, SetValue) and isinstance(place.field, Choices) and isinstance(change.value, list):
            ticked = [key for key in about.offered(place.field) if key in change.value]
            change = SetValue(change.address, ticked or None)
        fitting.append(change)
    if problems:
        raise Invalid(list(problems))
    return fitting


def _crowded(present: Sheet, changes: Sequence[Change]) -> list[Problem]:
    """Return a problem for each list that would hold too many cards, counted as it stands now, whatever was drawn."""
    problems: list[Problem] = []
    coming = [change for change in changes if isinstance(change, AddCard | RestoreCard)]
    for address in dict.fromkeys(change.address for change in coming):
        here = {card.id for card in present.cards.get(address, ()) if not card.removed}
        more = {change.card for change in coming if change.address == address} - here
        if more and len(here) + len(more) > MOST_CARDS:
            problems.append((address, TOO_MANY, {"number": len(here) + len(more), "most": MOST_CARDS}))
    return problems


def _values(new: AddCard) -> list[Change]:
    return [SetValue(f"{new.address}/{new.card}/{part}", value) for part, value in new.values.items()]


def _texts(new: AddCard) -> list[Change]:
    return [
        SetText(f"{new.address}/{new.card}/{part}", language, text)
        for part, texts in new.texts.items()
        for language, text in texts.items()
    ]


def _problems(place: Place, change: Change, about: Context, present: Sheet) -> list[Problem]:
    value: Any = None
    if isinstance(change, SetText):
        if change.language not in about.languages and not present.text(change.address, change.language):
            raise NotFound
        value = {change.language: change.text}
        return check_value(
            place.field, place.address, {"text": value} if isinstance(place.field, LinkOrText) else value
        )
    if isinstance(change, SetValue):
        if place.mark:
            return [] if isinstance(change.value, bool) else [(place.address, WRONG_SHAPE, {})]
        value = {"ids": change.value} if isinstance(place.field, LinkOrText) else change.value
        wrong = check_value(place.field, place.address, value)
        return wrong or _elsewhere(place, change.value, about)
    return []


def _elsewhere(place: Place, value: Any, about: Context) -> list[Problem]:
    """Return a problem when a side is chosen that is not of this partnership."""
    if not isinstance(place.field, Choice | Choices) or value is None or value == NOTHING:
        return []
    chosen = value if isinstance(value, list) else [value]
    known = about.offered(place.field)
    return [] if all(each in known for each in chosen) else [(place.address, UNKNOWN_OPTION, {})]
