"""Canvas edits: saves what a person changed on a plain form, together with what others saved meanwhile.

A form carries the `base` of the view that it was drawn from. What the form changed since then is worked out,
and put on top of the present state: words of both people stay. Only a value (a choice, a number, a day) cannot
be two things: when somebody chose another one meanwhile it is not overwritten but returned as a `Rival`, so
that the page can ask; everything else of the form is saved.

Raises `Forbidden` for a room that the member may not write in, `NotFound` for an address that the tool does
not declare or a card that was never there, `Invalid` with all problems for values that do not fit, and
`Conflict` when the form was drawn from a document that was replaced since.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.live.changes import AddCard, Change, MoveCard, RemoveCard, RestoreCard, SetText, SetValue
from facilitation.live.document import new_id
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.people import Person


@dataclass(frozen=True)
class Rival:
    """Two people chose differently at one address: `mine` was posted and is not saved, `theirs` stands.

    To settle it in favour of `mine`, post it again with the base of the answer.
    """

    address: str
    mine: Any
    theirs: Any
    person: Person | None
    side: Side | None
    at: datetime.datetime


@dataclass(frozen=True)
class Outcome:
    """What became of a form: whether anything was written, what is to be settled, and the base from here on.

    `removed` holds the ids of cards on which words were saved though somebody took the card away meanwhile:
    they are among the removed cards of the view and can be brought back.
    """

    saved: bool
    rivals: list[Rival]
    base: str
    removed: list[str]


def edit(
    db: Session, canvas: Canvas, person: Person, membership: Membership, base: str, changes: Sequence[Change]
) -> Outcome:
    """Save the changes of one form in one transaction (the view commits); `canvas` from `get_or_create`."""
    raise NotImplementedError


__all__ = [
    "AddCard",
    "Change",
    "MoveCard",
    "Outcome",
    "RemoveCard",
    "RestoreCard",
    "Rival",
    "SetText",
    "SetValue",
    "edit",
    "new_id",
]
