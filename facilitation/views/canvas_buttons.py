"""Canvas buttons: what each button of a canvas does, after everything that was typed has been read.

A button posts ``do=<verb>:<what it is about>``: ``save:topic``, ``up:question.drafts/3f2a...``. Every button of the
form also saves; this module says what else happens, and where on the page the person goes on.

=================================  =====================================================================
``save`` ``add``                   nothing else; `add` opens the blank card once more
``lose``                           `remove` of a card that is used elsewhere, after the page asked
``unfold``                         draws the form of a card that came without it
``up`` ``down`` ``remove``         one card of a list, as the list stands after saving
``restore``                        a card that was taken away comes back
``use`` ``replace``                the words of a card become the text that the list is written for (`Cards.into`);
                                   `use` asks first when that text is not blank, `replace` is the answer yes
``deepen``                         opens the deep set for everybody
``accept`` ``leave``               makes a card of what an earlier tool offers; puts the offer away for this person
``tell`` ``untell``                shares what one side wrote on a card with everybody; takes that back
``begin``                          begins the canvas that a card has of its own
``dismiss`` ``remind``             puts a hint away for this person; shows all of them again
=================================  =====================================================================
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from facilitation.canvas_edits import Change, MoveCard, RemoveCard, RestoreCard, SetText
from facilitation.canvases import CanvasView
from facilitation.errors import NotFound
from facilitation.views.canvas_forms import held
from tools import flows
from tools.canvas import Cards
from tools.content import is_blank

ABOUT_CARDS = ("unfold", "up", "down", "remove", "lose", "restore", "use", "replace")


@dataclass(frozen=True)
class Pressed:
    """What a button adds to a form: changes on top of what was saved, and where the page goes on.

    `at` is the address to go to, `open` the address of a card or list to unfold, `ask` the card that is to
    become a text which already says something else, `lose` the one that is used elsewhere and was to be taken away.
    """

    verb: str = "save"
    about: str = ""
    changes: list[Change] = field(default_factory=list)
    at: str = ""
    open: str = ""
    ask: str = ""
    lose: str = ""


def press(view: CanvasView, do: str, used: Collection[str] = ()) -> Pressed:
    """Return what a button does on the canvas as it stands now; NotFound for one that no page has.

    `used` are the ids of cards that are used elsewhere: before one of these goes, the page asks (`lose`).
    """
    verb, _, about = do.partition(":")
    if verb == "remove" and about.rpartition("/")[2] in used:
        return Pressed("lose", about, at=about, lose=about)
    if verb in ABOUT_CARDS:
        return _about_card(view, "remove" if verb == "lose" else verb, about)
    if verb == "add":
        return Pressed(verb, about, at=about, open=about)
    if verb in ("accept", "leave"):
        return Pressed(verb, about, at=_home_of(about))
    if verb in ("tell", "untell"):
        return Pressed(verb, about, at=about.rpartition("/")[0], open=about.rpartition("/")[0])
    if verb == "begin":
        return Pressed(verb, about, at=about)
    if verb in ("", "save", "deepen", "dismiss", "remind"):
        return Pressed(verb or "save", about, at="" if verb in ("dismiss", "remind") else about)
    raise NotFound


def _home_of(key: str) -> str:
    """Return the list that an offer of an earlier tool would go into; NotFound for one of no flow."""
    try:
        return flows.get(key.partition("/")[0]).target.partition(":")[2]
    except KeyError:
        raise NotFound from None


def _about_card(view: CanvasView, verb: str, about: str) -> Pressed:
    address, _, card = about.partition("/")
    cards, side = _list(view, address)
    here = held(view, address, side) or []
    if verb == "restore":
        return Pressed(verb, about, [RestoreCard(address, card)], at=about)
    if card not in [each["id"] for each in here]:
        return Pressed(verb, about, at=address)  # somebody took it away meanwhile: there is nothing left to do
    if verb == "unfold":
        return Pressed(verb, about, at=about, open=about)
    if verb == "remove":
        return Pressed(verb, about, [RemoveCard(address, card)], at=address)
    if verb in ("up", "down"):
        return Pressed(verb, about, _moved([each["id"] for each in here], address, card, verb), at=about, open=about)
    return _used(view, cards, about, next(each for each in here if each["id"] == card), sure=verb == "replace")


def _list(view: CanvasView, address: str) -> tuple[Cards, str]:
    """Return the list of cards at an address, and its side."""
    section, name, *rest = [*address.split("."), ""][:-1] if "." in address else ["", ""]
    side = rest[0] if rest else ""
    try:
        found = view.tool.field(f"{section}.{name}")
    except KeyError:
        raise NotFound from None
    known = [each.key for each in view.context.sides] if found.per_side else [""]
    if not isinstance(found, Cards) or side not in known:
        raise NotFound
    return found, side


def _moved(ids: list[str], address: str, card: str, verb: str) -> list[Change]:
    place = ids.index(card)
    if verb == "up":
        return [MoveCard(address, card, ids[place - 2] if place > 1 else "")] if place else []
    return [MoveCard(address, card, ids[place + 1])] if place + 1 < len(ids) else []


def _used(view: CanvasView, cards: Cards, about: str, card: dict[str, Any], sure: bool) -> Pressed:
    """Return the copying of a card's words into the text they are drafts of, or the question whether to."""
    if not cards.into:
        raise NotFound
    words, there = card.get(cards.main) or {}, held(view, cards.into, "") or {}
    if is_blank(words) or all((there.get(code) or "") == words[code] for code in words):
        return Pressed("use", about, at=cards.into)
    if not sure and not is_blank(there):
        return Pressed("use", about, at=cards.into, ask=about)
    copied: list[Change] = [SetText(cards.into, code, words[code]) for code in words]
    return Pressed("use", about, copied, at=cards.into)
