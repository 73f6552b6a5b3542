"""Access: who may do what, in ONE table of role x action.

A person's right comes from a membership: a person in a partnership, with a role, of a side or of none.
Three answers: `ANY` (everywhere in the partnership), `OWN` (only what belongs to one's own side) and no
entry (never). A stranger is answered 404 by the gate before this table is asked.

`OWN` with a person who has no side is never; for members without a side see `may`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from facilitation.errors import Forbidden
from tools.wording import N_


class Role(StrEnum):
    """What somebody does in a partnership. A deputy is a coordinator."""

    COORDINATOR = "coordinator"
    DEPUTY = "deputy"
    FACILITATOR = "facilitator"
    MEMBER = "member"
    INTERPRETER = "interpreter"
    TRANSLATOR = "translator"
    OBSERVER = "observer"


ROLE_NAMES = {
    Role.COORDINATOR: N_("coordinator"),
    Role.DEPUTY: N_("deputy coordinator"),
    Role.FACILITATOR: N_("facilitator"),
    Role.MEMBER: N_("member"),
    Role.INTERPRETER: N_("interpreter"),
    Role.TRANSLATOR: N_("translator"),
    Role.OBSERVER: N_("observer"),
}


class Action(StrEnum):
    """What a person may want to do in a partnership."""

    READ = "read"
    WRITE = "write shared"
    WRITE_OWN_SIDE = "write own side"
    START_PROJECT = "start a project"
    ARCHIVE = "archive"
    DECIDE = "decide for a side"
    MANAGE_PEOPLE = "invite, remove, change role, reconfirm"
    EDIT_SIDE = "edit the own municipality"


ANY, OWN = "any", "own"

_LEAD = {
    Action.READ: ANY,
    Action.WRITE: ANY,
    Action.WRITE_OWN_SIDE: OWN,
    Action.START_PROJECT: OWN,
    Action.ARCHIVE: OWN,
    Action.DECIDE: OWN,
    Action.MANAGE_PEOPLE: OWN,
    Action.EDIT_SIDE: OWN,
}
TABLE: dict[Role, dict[Action, str]] = {
    Role.COORDINATOR: _LEAD,
    Role.DEPUTY: _LEAD,
    Role.FACILITATOR: {
        Action.READ: ANY,
        Action.WRITE: ANY,
        Action.WRITE_OWN_SIDE: OWN,
        Action.START_PROJECT: OWN,
    },
    Role.MEMBER: {Action.READ: ANY, Action.WRITE: ANY, Action.WRITE_OWN_SIDE: OWN},
    Role.INTERPRETER: {Action.READ: ANY},
    Role.TRANSLATOR: {Action.READ: ANY},
    Role.OBSERVER: {Action.READ: ANY},
}


class Held(Protocol):
    """The part of a membership that this table looks at."""

    role: str
    side_id: int | None


def may(held: Held | None, action: Action, side_id: int | None = None) -> bool:
    """Return whether a membership allows an action on something of a side (None: shared by all sides).

    What is shared may be started, decided for one's own side or managed by anybody whose answer is `OWN`:
    a coordinator of any side manages the people who have no side. A person without a side acts on no side.
    """
    if held is None:
        return False
    answer = TABLE[Role(held.role)].get(action)
    if answer == ANY:
        return True
    if answer != OWN or held.side_id is None:
        return answer == OWN and held.side_id is None and side_id is None and action is Action.START_PROJECT
    return side_id is None or side_id == held.side_id


def require(held: Held | None, action: Action, side_id: int | None = None) -> None:
    """Raise `Forbidden` unless the membership allows it."""
    if not may(held, action, side_id):
        raise Forbidden
