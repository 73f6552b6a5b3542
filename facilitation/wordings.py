"""Wordings: how a text was worded before, by whom and when, so that an earlier wording can be put back.

They are read from the update log. What one person typed within two minutes counts as one wording. Putting one
back is a `canvas_edits.SetText` with its text: nothing is lost, the wording of today becomes an earlier one.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person


@dataclass(frozen=True)
class Wording:
    """A text as somebody left it; `person` None for the product itself, `side` the one they spoke for."""

    text: str
    person: Person | None
    side: Side | None
    at: datetime.datetime
    seq: int


def wordings(db: Session, canvas: Canvas, membership: Membership, address: str, language: str) -> list[Wording]:
    """Return every wording of a text, newest first: the first one is the present; NotFound when not yours to read."""
    raise NotImplementedError
