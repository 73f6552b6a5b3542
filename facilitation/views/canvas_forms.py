"""Canvas forms: reads what was posted from a page of a canvas into the changes that a person made.

One form holds everything that can be written on the page, so that every button keeps all that was typed. It is
compared with the view that it was drawn from: what is the same string as was drawn is no change, whatever others did
meanwhile; where several answers stood, any choice settles it. Beside the inputs of `canvas_inputs` it knows:

=======================  =====================================================================================
``base``                 the state that the form was drawn from
``address/<card>:place`` the place of a card in its list, from 1
``address/new/part``     the inputs of a card that is not there yet; ``base/address`` is its token
``address:list@nl``      a list to paste, one card on each line, in one language
``address.none``         the mark "left blank on purpose" of a list of cards
=======================  =====================================================================================

A new card gets an id made of the token and of what is written on it: a form that is sent twice adds one card, and
one that is corrected with the Back button adds the corrected card. Errors raised: `Invalid` with ALL problems.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from facilitation.canvas_edits import AddCard, Change, MoveCard, SetText, SetValue
from facilitation.canvases import CanvasView
from facilitation.errors import Invalid
from facilitation.live.checks import MOST_CARDS, TOO_MANY
from facilitation.views.canvas_inputs import (
    HERE,
    UNPOSTED,
    UNSETTLED,
    Posted,
    Problem,
    as_posted,
    draw,
    read,
    read_texts,
)
from facilitation.views.canvas_links import laid_out
from tools.canvas import Cards, Choices, Context, Field, Grid, Link, LinkOrText, Text, Tool
from tools.content import is_blank
from tools.content.problems import UNKNOWN_OPTION

NEW = "new"
"""The name of a card that is not there yet, where others have their id."""


@dataclass
class Read:
    """What was found in a form so far, and where several answers stood when it was drawn."""

    unsettled: Collection[str]
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def changes(view: CanvasView, posted: Posted) -> list[Change]:
    """Return what a form changed since `view`, the one it was drawn from."""
    found = Read(view.unsettled)
    for address, each, side in homes(view.tool, view.context):
        if isinstance(each, Cards):
            _cards(found, view, each, address, side, posted)
        else:
            asked = laid_out(view, each) if isinstance(each, Grid) else each
            _value(found, asked, address, held(view, address, side), posted)
    if found.problems:
        raise Invalid(list(found.problems))
    return found.changes


def late_changes(now: CanvasView, then: CanvasView, posted: Posted) -> list[Change]:
    """Return what a form changed on cards that are on the canvas now, and were not when the form was drawn.

    A form can hold those when the browser put back words from before: with them comes the state they started from.
    """
    found = Read(now.unsettled)
    for address, each, side in homes(now.tool, now.context):
        if isinstance(each, Cards):
            known = [card["id"] for card in [*(held(then, address, side) or []), *then.removed.get(address, [])]]
            for card in held(now, address, side) or []:
                if card["id"] not in known:
                    _card(found, now, each, address, card, posted)
    if found.problems:
        raise Invalid(list(found.problems))
    return found.changes


def homes(tool: Tool, context: Context) -> Iterator[tuple[str, Field, str]]:
    """Yield (address, field, side key or "") for each field, once for every side when it is asked per side."""
    for address, each in tool.fields():
        if each.per_side:
            yield from ((f"{address}.{side.key}", each, side.key) for side in context.sides)
        else:
            yield address, each, ""


def held(view: CanvasView, address: str, side: str) -> Any:
    """Return what the content holds at the address of a field, of one side when it is asked per side."""
    section, name = address.split(".")[:2]
    value = view.content[section][name]
    return value.get(side) if side else value


def _value(found: Read, each: Field, address: str, value: Any, posted: Posted) -> None:
    """Note what changed in one value."""
    match each:
        case Text():
            _texts(found, address, value, posted)
        case LinkOrText():
            ids = [] if address in found.unsettled else (value or {}).get("ids") or []
            _texts(found, address, (value or {}).get("text"), posted)
            if address in posted.getlist(HERE) and sorted(posted.getlist(address)) != sorted(ids):
                found.changes.append(SetValue(address, posted.getlist(address)))
        case Grid():
            for row, column in ((row, column) for row, _ in each.rows for column, _ in each.columns):
                cell = ((value or {}).get(row) or {}).get(column)
                _value(found, each.cell, f"{address}/{row}/{column}", cell, posted)
        case _:
            value = UNSETTLED if address in found.unsettled else value
            if _same(each, address, value, posted):
                return
            typed, problems = read(each, address, posted)
            found.problems += problems
            if not problems and typed is not UNPOSTED and typed != value:
                found.changes.append(SetValue(address, typed))


def _same(each: Field, address: str, value: Any, posted: Posted) -> bool:
    """Return whether the strings that were posted are those that were drawn."""
    drawn = draw(each, address, value, ())
    unordered = isinstance(each, Choices | Link)
    return all(
        (sorted(posted.getlist(name)) == sorted(strings)) if unordered else posted.getlist(name) == strings
        for name, strings in drawn.items()
    )


def _texts(found: Read, address: str, value: Any, posted: Posted) -> None:
    typed, problems = read_texts(address, posted)
    found.problems += problems
    if typed is UNPOSTED or problems:
        return
    for language, words in typed.items():
        if words != as_posted((value or {}).get(language) or ""):
            found.changes.append(SetText(address, language, words))


def _cards(found: Read, view: CanvasView, each: Cards, address: str, side: str, posted: Posted) -> None:
    """Note what changed in a list of cards: on the cards, in their order, a new one, a pasted list, the mark."""
    cards = held(view, address, side) or []
    for card in cards:
        _card(found, view, each, address, card, posted)
    _new_card(found, view, each, address, posted)
    _pasted(found, view, each, address, posted)
    added = sum(isinstance(change, AddCard) and change.address == address for change in found.changes)
    if added and len(cards) + added > MOST_CARDS:
        lists = [name for name in posted if name.startswith(f"{address}:list@")]
        found.problems.append(
            (lists[0] if lists else address, TOO_MANY, {"number": len(cards) + added, "most": MOST_CARDS})
        )
    _order(found, address, [str(card["id"]) for card in cards], posted)
    if each.none and f"{address}.none" in posted.getlist(HERE):
        mark = f"{address}.none" in posted
        if mark != marked(view, address, side):
            found.changes.append(SetValue(f"{address}.none", mark))


def _card(found: Read, view: CanvasView, each: Cards, address: str, card: dict[str, Any], posted: Posted) -> None:
    for part, here, value in parts(view, each, f"{address}/{card['id']}", card):
        if part.name not in each.told:
            _value(found, part, here, value, posted)


def marked(view: CanvasView, address: str, side: str) -> bool:
    """Return whether a list of cards was left blank on purpose, and nobody said otherwise at the same moment."""
    section, name = address.split(".")[:2]
    mark = view.content[section].get(f"{name}.none")
    return bool(mark.get(side) if isinstance(mark, dict) else mark) and f"{address}.none" not in view.unsettled


def parts(view: CanvasView, cards: Cards, name: str, card: dict[str, Any]) -> Iterator[tuple[Field, str, Any]]:
    """Yield (part, address, value) for each part of a card, once for every side when a part is asked per side."""
    for part in cards.parts:
        value = card.get(part.name)
        if part.per_side:
            for side in view.context.sides:
                yield part, f"{name}/{part.name}.{side.key}", (value or {}).get(side.key)
        else:
            yield part, f"{name}/{part.name}", value


def _new_card(found: Read, view: CanvasView, each: Cards, address: str, posted: Posted) -> None:
    """Note the card that was written in the blank form, unless nothing is on it."""
    values: dict[str, Any] = {}
    texts: dict[str, dict[str, str]] = {}
    asked = [(part, here) for part, here, _ in parts(view, each, f"{address}/{NEW}", {}) if part.name not in each.told]
    for part, here in asked:
        typed, problems = read(part, here, posted)
        found.problems += problems
        if problems or typed is UNPOSTED:
            continue
        key = here.rsplit("/", 1)[1]
        if isinstance(part, Text | LinkOrText):
            texts[key] = {code: words for code, words in _words_of(part, typed).items() if words.strip()}
        if isinstance(part, LinkOrText):
            typed = typed["ids"] if typed["ids"] is not UNPOSTED else None
        if not isinstance(part, Text) and not is_blank(typed):
            values[key] = typed
    texts = {key: words for key, words in texts.items() if words}
    if values or texts:
        found.changes.append(AddCard(address, _id_of(posted, address, values, texts), values, texts))


def _words_of(part: Field, typed: Any) -> dict[str, str]:
    words: dict[str, str] = typed["text"] if isinstance(part, LinkOrText) else typed
    return words


def _pasted(found: Read, view: CanvasView, each: Cards, address: str, posted: Posted) -> None:
    """Note one card for each line of a pasted list; a line of nothing but blanks is none."""
    main = next((part for part in each.parts if part.name == each.main), None)
    if not isinstance(main, Text | LinkOrText) or main.per_side:
        return
    lists, problems = read_texts(f"{address}:list", posted)
    found.problems += problems
    if lists is UNPOSTED or problems:
        return
    for language, words in lists.items():
        for number, line in enumerate(words.split("\n")):
            if line.strip():
                texts = {main.name: {language: line}}
                found.changes.append(AddCard(address, _id_of(posted, address, {"line": number}, texts), {}, texts))


def _id_of(posted: Posted, address: str, values: dict[str, Any], texts: dict[str, dict[str, str]]) -> str:
    written = json.dumps([posted.get(f"base/{address}", ""), address, values, texts], sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:24]


def _order(found: Read, address: str, ids: list[str], posted: Posted) -> None:
    """Note the cards for which another place was chosen."""
    wanted: dict[str, int] = {}
    for place, card in enumerate(ids, 1):
        raw = posted.get(f"{address}/{card}:place", str(place))
        if raw not in [str(number) for number in range(1, len(ids) + 1)]:
            found.problems.append((f"{address}/{card}:place", UNKNOWN_OPTION, {}))
        elif int(raw) != place:
            wanted[card] = int(raw)
    order = list(ids)
    for card, place in sorted(wanted.items(), key=lambda item: item[1]):
        order.remove(card)
        order.insert(place - 1, card)
        found.changes.append(MoveCard(address, card, order[place - 2] if place > 1 else ""))
