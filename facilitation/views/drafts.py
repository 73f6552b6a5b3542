"""Drafts: reads what a form says of one's own drafts, and does what the buttons of writing alone do.

They stand in the one form of the canvas like everything else, so that each of these buttons also keeps all that was
typed. Names of inputs and what buttons are about begin with `MINE` for drafts: a form that was drawn while a round ran
says for ever that its words were meant for nobody else yet, also when the drafts were opened meanwhile.

=================================  =====================================================================
``alone:<list>``                   people write the cards of the list alone from now on
``open:<list>`` ``halt:<list>``    announces the opening; stops it
``end:<list>``                     ends the round without opening
``share:mine:<list>/<card>``       adds a draft that stayed private to the shared list
``remove`` ``restore`` ``save``    of ``mine:…``: takes a draft back, brings it back, opens the blank card once more
``add``
=================================  =====================================================================

A new card that comes in under the name of the shared list while a round runs there was typed before the round began:
it becomes a draft, for what people add during a round is opened together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from facilitation import alone_rounds, draft_edits, drafts, own_drafts
from facilitation.canvas_edits import AddCard, Change, Outcome, RemoveCard, RestoreCard
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.errors import Invalid, NotFound
from facilitation.memberships import Membership
from facilitation.people import Person
from facilitation.views.canvas_boxes import MINE
from facilitation.views.canvas_buttons import Pressed
from facilitation.views.canvas_forms import changes, late_changes
from facilitation.views.canvas_inputs import Posted
from facilitation.views.draft_drawing import unnamed

Verb = Callable[[Session, Canvas, Person, Membership, str], None]
ROUNDS: dict[str, Verb] = {
    "alone": alone_rounds.start,
    "open": alone_rounds.announce,
    "halt": alone_rounds.stop,
    "end": alone_rounds.end,
}


def divided(db: Session, canvas: Canvas, asked: Sequence[Change]) -> tuple[list[Change], list[Change]]:
    """Return the changes of the shared form without the new cards that belong to a round that runs, and those."""
    rounds = alone_rounds.running(db, canvas)
    alone: list[Change] = [
        each
        for each in asked
        if isinstance(each, AddCard) and each.address in rounds and draft_edits.is_draft(canvas, each)
    ]
    return [each for each in asked if each not in alone], alone


def save(
    db: Session, canvas: Canvas, person: Person, membership: Membership, posted: Posted, more: Sequence[Change]
) -> Outcome | None:
    """Save what a form says of one's own drafts, and `more` that belongs to them; None when it says nothing."""
    mine = unnamed(posted)
    done = None
    if mine:
        done = _typed(db, canvas, person, membership, posted.get("mine", ""), mine)
    if not more:
        return done
    found = own_drafts.view(db, canvas, membership)
    after = draft_edits.save(db, canvas, person, membership, found.view.base if found else "", more)
    return replace(after, saved=after.saved or bool(done and done.saved), rivals=done.rivals if done else [])


def _typed(
    db: Session, canvas: Canvas, person: Person, membership: Membership, base: str, mine: Posted
) -> Outcome | None:
    """Save what was typed on drafts, on top of what the same person saved since from another device."""
    try:
        then = own_drafts.as_drawn(db, canvas, membership, base)
        typed = changes(then, mine)
        done = draft_edits.save(db, canvas, person, membership, base, typed) if typed else None
        now = own_drafts.as_drawn(db, canvas, membership, _base(db, canvas, membership))
        late = late_changes(now, then, mine)
        if late:
            after = draft_edits.save(db, canvas, person, membership, now.base, late)
            done = replace(after, rivals=done.rivals if done else [])
    except Invalid as error:
        raise Invalid([(MINE + name, *more) for name, *more in error.problems]) from error
    rivals = [replace(rival, address=MINE + rival.address) for rival in done.rivals] if done else []
    return replace(done, rivals=rivals) if done else None


def press(db: Session, canvas: Canvas, person: Person, membership: Membership, do: str) -> Pressed | None:
    """Do what a button of writing alone does, and say where the page goes on; None for any other button."""
    verb, _, about = do.partition(":")
    if verb in ROUNDS:
        ROUNDS[verb](db, canvas, person, membership, about)
        return Pressed(verb, about, at=about)
    if not about.startswith(MINE):
        return None
    address, _, card = about.removeprefix(MINE).partition("/")
    if address not in alone_rounds.lists(canvas):
        raise NotFound
    if verb == "share":
        drafts.add_later(db, canvas, person, membership, address, card)
        return Pressed(verb, about, at=address)
    if verb in ("remove", "restore"):
        change: Change = RemoveCard(address, card) if verb == "remove" else RestoreCard(address, card)
        draft_edits.save(db, canvas, person, membership, _base(db, canvas, membership), [change])
        return Pressed(verb, about, at=MINE + address)
    if verb in ("save", "add"):
        return Pressed(verb, about, at=MINE + address, open=MINE + address if verb == "add" else "")
    raise NotFound


def _base(db: Session, canvas: Canvas, membership: Membership) -> str:
    found = own_drafts.view(db, canvas, membership)
    return found.view.base if found else ""
