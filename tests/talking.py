"""Talking: what people of a world say beside the work, straight by the verbs of the nouns."""

from __future__ import annotations

from typing import Any

from facilitation import canvases, comment_places, comments, notices
from facilitation.canvases import Canvas
from facilitation.comments import Comment, Told
from facilitation.database import Session
from facilitation.memberships import Membership

THEME = "topic.theme"
HELLO = "Waarom net hier?"


def said(text: str = HELLO, language: str = "nl", **more: Any) -> Told:
    """Return what somebody wants to say."""
    return Told(text=text, language=language, **more)


def say(db: Session, canvas: Canvas, held: Membership, told: Told | None = None, address: str = THEME) -> Comment:
    """Say something at an address as a member, and tell those whom it concerns."""
    db.begin_writing()
    place = comment_places.find(canvases.view(db, canvas, held), held, address)
    comment = comments.say(db, canvas, held.person, held, place, told or said())
    notices.of_comment(db, comment)
    db.commit()
    return comment


def reply(db: Session, first: Comment, held: Membership, text: str = "Omdat het er warm is.") -> Comment:
    """Answer under a comment, and tell those whom it concerns."""
    comment = comments.reply(db, first.canvas, held.person, held, first, said(text))
    notices.of_comment(db, comment)
    db.commit()
    return comment


def side_id(canvas: Canvas, key: str) -> int:
    """Return the id of the side with this key."""
    return next(side.id for side in canvas.project.partnership.sides if side.key == key)
