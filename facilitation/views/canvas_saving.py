"""Canvas saving: takes a posted form of a canvas: what was typed first, then what the button adds.

What can happen, each with a page that says so: saved (go on); saved but for a choice that somebody made otherwise
meanwhile (409, the choice is asked once more); nothing saved because something cannot be read (400, everything typed
still in the form); nothing saved because the document was replaced (409, everything typed to copy).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from facilitation import accepting, alone_rounds, canvas_edits, canvases, telling
from facilitation import drafts as openings
from facilitation.canvas_edits import Change, Outcome
from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Session
from facilitation.errors import Conflict, Invalid
from facilitation.memberships import Membership
from facilitation.people import Person
from facilitation.views import drafts, forms
from facilitation.views.canvas_boxes import MINE
from facilitation.views.canvas_buttons import Pressed, press
from facilitation.views.canvas_forms import changes, late_changes
from facilitation.views.canvas_inputs import Posted, as_posted
from facilitation.views.canvas_pages import Back
from facilitation.views.canvas_spots import spot
from facilitation.views.canvas_words import label_of
from facilitation.views.flow_drawing import PUT_AWAY, uses
from tools import content
from tools.canvas import Cards, field_address, noticed


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of a form: `back` is what its page has to show again (None: go on), and where to go on."""

    pressed: Pressed = field(default_factory=Pressed)
    saved: bool = False
    back: Back | None = None
    status: int = 303
    rescued: frozenset[str] = frozenset()
    together: tuple[str, ...] = ()


def take(db: Session, canvas: Canvas, person: Person, membership: Membership, posted: Posted) -> Taken:
    """Save a form and do what its button says; the view commits, unless nothing was saved.

    An opening of drafts that is due is carried out last: what was typed now comes along, and a stop comes in time.
    """
    alone_rounds.lock(db, canvas)
    taken = _take(db, canvas, person, membership, posted)
    if taken.status != 400:
        openings.open_due(db, canvas.id)
    return taken


def _take(db: Session, canvas: Canvas, person: Person, membership: Membership, posted: Posted) -> Taken:
    try:
        saved = _save(db, canvas, person, membership, posted) if "base" in posted else None
    except Conflict:
        return Taken(status=409, back=Back(kept=_kept(canvases.view(db, canvas, membership), posted)))
    except Invalid as error:
        problems: dict[str, str] = {}
        for problem in error.problems:
            problems.setdefault(problem[0], forms.sentence(problem))
        return Taken(status=400, back=Back(typed=posted, base=posted["base"], problems=problems))
    now = canvases.view(db, canvas, membership)
    about_drafts = drafts.press(db, canvas, person, membership, posted.get("do", ""))
    do = posted.get("do", "")
    used = uses(db, now, membership) if do.startswith("remove:") else ()
    pressed = about_drafts or press(now, do, used)
    done = canvas_edits.edit(db, canvas, person, membership, now.base, pressed.changes) if pressed.changes else None
    _apart(db, now, person, membership, pressed)
    written = bool(saved and saved.saved) or bool(done and done.saved)
    if saved is None or not saved.rivals:
        both = tuple(dict.fromkeys(spot(now, address) for address in saved.together)) if saved else ()
        rescued = frozenset(saved.removed if saved else ())
        return Taken(pressed=pressed, saved=written, rescued=rescued, together=both)
    back = Back(rivals=saved.rivals, rescued=frozenset(saved.removed))
    return Taken(pressed=pressed, saved=written, back=back, status=409)


def _save(db: Session, canvas: Canvas, person: Person, membership: Membership, posted: Posted) -> Outcome:
    """Save what was typed, on top of what others saved since the form was drawn."""
    problems: list[tuple[str, str] | tuple[str, str, dict[str, Any]]] = []
    alone: list[Change] = []
    mine = outcome = None
    try:
        outcome, alone = _shared(db, canvas, person, membership, posted)
    except Invalid as error:
        problems += error.problems
    try:
        mine = drafts.save(db, canvas, person, membership, posted, alone)
    except Invalid as error:
        problems += error.problems
    if problems or outcome is None:
        raise Invalid(problems)
    return replace(outcome, saved=outcome.saved or mine.saved, rivals=outcome.rivals + mine.rivals) if mine else outcome


def _shared(
    db: Session, canvas: Canvas, person: Person, membership: Membership, posted: Posted
) -> tuple[Outcome, list[Change]]:
    """Save what the form says of what everybody reads; return the new cards too that belong to a round."""
    then = canvases.view(db, canvas, membership, posted["base"])
    asked, alone = drafts.divided(db, canvas, changes(then, posted))
    outcome = canvas_edits.edit(db, canvas, person, membership, posted["base"], asked)
    late = late_changes(canvases.view(db, canvas, membership), then, posted)
    if not late:
        return outcome, alone
    after = canvas_edits.edit(db, canvas, person, membership, outcome.base, late)
    return replace(outcome, saved=outcome.saved or after.saved, base=after.base), alone


def _apart(db: Session, now: CanvasView, person: Person, membership: Membership, pressed: Pressed) -> None:
    """Do what a button does beside the words: open the deep set, put hints away."""
    hints = {found.key for found in noticed(now.tool, now.content, now.context)}
    if pressed.verb == "deepen":
        canvases.open_deep(db, now.canvas, membership)
    elif pressed.verb == "dismiss" and pressed.about in hints:
        canvases.dismiss(db, now.canvas, person, pressed.about)
    elif pressed.verb == "leave":
        canvases.dismiss(db, now.canvas, person, PUT_AWAY + pressed.about)
    elif pressed.verb == "accept":
        accepting.accept(db, now.canvas, person, membership, pressed.about)
    elif pressed.verb in ("tell", "untell"):
        telling.tell(db, now.canvas, membership, pressed.about, pressed.verb == "tell")
    elif pressed.verb == "begin":
        accepting.begin(db, now.canvas, person, membership, pressed.about.rpartition("/")[2])
    elif pressed.verb == "remind":
        canvases.bring_back(db, now.canvas, person)


def _kept(view: CanvasView, posted: Posted) -> list[tuple[str, str, str]]:
    """Return (what was asked, language, words) for every text of a form that does not stand on the canvas now."""
    known = {as_posted(place.value) for place in content.walk(view.tool, view.content) if place.language}
    found = []
    for name, text in posted.items(multi=True):
        address, _, code = name.removeprefix(MINE).rpartition("@")
        words = as_posted(text)
        if address and words.strip() and words not in known:
            found.append((_asked(view, address), code, words))
    return found


def _asked(view: CanvasView, address: str) -> str:
    """Return what is asked at the address of an input; nothing for one that no page has."""
    try:
        declared = view.tool.field(field_address(address.removesuffix(":list")))
    except KeyError:
        return ""
    side = next((each.key for each in view.context.sides if address.split("/")[0].endswith(f".{each.key}")), "")
    labels = [label_of(view, declared, side)]
    if isinstance(declared, Cards) and "/" in address:
        name = address.rsplit("/", 1)[1].split(".")[0]
        labels += [label_of(view, part) for part in declared.parts if part.name == name]
    return " ".join(labels)
