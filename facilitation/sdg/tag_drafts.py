"""Tag drafts: what a card of the SDG circle says already, so that nobody types it again when it becomes a tag.

Its words and its why stand in the reason as a draft: people complete and save it, or leave it.
Errors raised: `NotFound` for a card that is not there.
"""

from __future__ import annotations

from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.errors import NotFound
from facilitation.languages import Words
from facilitation.memberships import Membership
from facilitation.projects import Project
from facilitation.sdg.tag_cards import CIRCLE, cards
from facilitation.sdg.tagging import Told
from tools import goals
from tools.sdg_circle.activities import goal_of, target_of


def activity(db: Session, membership: Membership, project: Project, canvas_id: int | None, entry: str) -> Told | None:
    """Return what a card of the SDG circle says already, to be told as a tag on the project; None for other cards."""
    canvas = db.get(Canvas, canvas_id) if canvas_id and entry else None
    if canvas is None or canvas.project_id != project.id or canvas.tool != CIRCLE:
        return None
    card = next((each for each in cards(db, canvas, membership) if each["id"] == entry), None)
    if card is None:
        raise NotFound
    goal, target = goal_of(card), target_of(card)
    whose = next((side.id for side in project.partnership.sides if side.key == card["whose"]), None)
    if not card["whose"]:
        whose = membership.side_id
    return Told(
        goal=goal.id if goal else target.goal if target else "",
        target=target.id if target and goal in (None, goals.goal(target.goal)) else "",
        ring=card["ring"] or "",
        side_id=whose,
        direction=card["direction"] or "",
        texts={"who": _joined(card["text"], card["why"])},
    )


def _joined(*texts: Words) -> Words:
    """Return texts below each other, language by language."""
    codes = dict.fromkeys(code for text in texts for code in text if code != "original")
    said = {code: [text[code] for text in texts if (text.get(code) or "").strip()] for code in codes}
    return {code: "\n".join(lines) for code, lines in said.items() if lines}
