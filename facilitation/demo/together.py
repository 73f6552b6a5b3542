"""Together: what the people of the example say and agree beside the canvases, by the same verbs that people use."""

from __future__ import annotations

from facilitation import (
    approvals,
    canvases,
    comment_places,
    comments,
    concepts,
    decisions,
    moments,
    replies,
    text_checks,
)
from facilitation.canvases import Canvas
from facilitation.comments import Comment, Told
from facilitation.demo.filling import Desk
from facilitation.demo.words import Pair
from facilitation.languages import words


def agree(desk: Desk, canvas: Canvas, who: str) -> None:
    """Read every decided text over, in each language, and agree for one's side."""
    held = desk.team[who]
    now = decisions.read(desk.db, canvas)
    text_checks.check(desk.db, canvas, held.person, held, text_checks.to_read(now))
    approvals.approve(desk.db, canvas, held.person, held, now.fingerprint)


def present(desk: Desk, canvas: Canvas, who: str) -> None:
    """Ask the other sides to read what is decided on a canvas, and to answer."""
    held = desk.team[who]
    approvals.present(desk.db, canvas, held.person, held, decisions.read(desk.db, canvas).fingerprint)


def answer(desk: Desk, canvas: Canvas, who: str, kind: str, text: str, language: str) -> None:
    """Answer for one's side to what another side decided."""
    held = desk.team[who]
    seen = decisions.read(desk.db, canvas).fingerprint
    replies.reply(desk.db, canvas, held.person, held, seen, kind, text, language)


def say(desk: Desk, canvas: Canvas, who: str, at: str, told: Told, to: Comment | None = None) -> Comment:
    """Say something beside a question of a canvas, or answer what somebody said there."""
    held = desk.team[who]
    if to is not None:
        return comments.reply(desk.db, canvas, held.person, held, to, told)
    place = comment_places.find(canvases.view(desk.db, canvas, held), held, at)
    return comments.say(desk.db, canvas, held.person, held, place, told)


def moment(desk: Desk, canvas: Canvas, who: str, name: Pair) -> None:
    """Save how a project stands, under a name."""
    held = desk.team[who]
    moments.save(desk.db, canvas, held.person, held, words("nl", nl=name[0], es=name[1]))


def concept(desk: Desk, who: str, label: Pair, means: Pair, means_not: Pair, agreed: Pair) -> None:
    """Write down what participation means in the partnership."""
    held = desk.team[who]
    pairs = {"label": label, "means": means, "means_not": means_not, "agreed": agreed}
    texts = {name: words("nl", nl=pair[0], es=pair[1]) for name, pair in pairs.items()}
    concepts.add(desk.db, held.person, held, desk.project.partnership, texts)
