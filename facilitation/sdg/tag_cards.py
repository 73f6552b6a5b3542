"""Tag cards: the cards of tools that touch goals: a goal of the Ambition setter, an activity of the SDG circle.

A goal is tagged itself. What an activity of the circle says already (goal, target, ring, direction, why) is a draft of
a tag on the project (`sdg.tag_drafts`): people word the reason once more before it counts.
"""

from __future__ import annotations

from typing import Any

from facilitation import canvases
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.languages import Words
from facilitation.memberships import Membership

GOALS_TOOL, ENCOUNTERS, CIRCLE = "ambition_setter", "intervention_designer", "sdg_circle"
CARDS = {GOALS_TOOL: "change.goals", CIRCLE: "today.activities"}
"""The list of each tool of which the cards touch goals."""


def cards(db: Session, canvas: Canvas, membership: Membership) -> list[dict[str, Any]]:
    """Return the cards of a tool that touch goals, as somebody reads them."""
    section, name = CARDS[canvas.tool].split(".")
    found: list[dict[str, Any]] = canvases.content(db, canvas, membership)[section][name]
    return found


def goal_cards(db: Session, canvas: Canvas, membership: Membership) -> dict[str, Words]:
    """Return the goals of an Ambition setter by the id of their card, as they are worded."""
    return {card["id"]: card["statement"] for card in cards(db, canvas, membership)}
