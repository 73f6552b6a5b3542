"""Posting: what somebody at the table does with a plain form: post it, look at the page, put a plant on it."""

from __future__ import annotations

from typing import Any

from facilitation import canvas_edits, canvases
from facilitation.canvas_edits import AddCard, Change, Outcome
from facilitation.canvases import CanvasView
from facilitation.database import Session
from facilitation.memberships import Membership
from tests import made_up_tool
from tests.makers import World

GARDEN = made_up_tool.TOOL
PLANTS, WISHES = "garden.plants", "people.wishes.tarija"
ROSE, REED, MOSS = "rose00000000", "reed00000000", "moss00000000"
SIDES = ("brasschaat", "tarija", "nimlahakok")


def post(db: Session, world: World, held: Membership, *changes: Change, base: str | None = None) -> Outcome:
    """Post a form that was drawn now, or from `base`."""
    drawn = canvases.view(db, world.canvas, held).base if base is None else base
    outcome = canvas_edits.edit(db, world.canvas, held.person, held, drawn, changes)
    db.commit()
    return outcome


def seen(db: Session, world: World, held: Membership) -> CanvasView:
    """Return what somebody sees now."""
    return canvases.view(db, world.canvas, held)


def names(view: CanvasView, address: str = PLANTS) -> list[str]:
    """Return the ids of the cards of a list, in order."""
    section, name, *side = address.split(".")
    held = view.content[section][name]
    return [card["id"] for card in (held[side[0]] if side else held)]


def plant(card: str, after: str = "", **more: Any) -> AddCard:
    """Return a plant to add."""
    return AddCard(PLANTS, card, more, {"what": {"nl": card[:4]}}, after)
