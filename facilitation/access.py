"""Access: who may do what, in ONE table of role x action.

A person's right comes from a membership: a person in a partnership, with a role, of a side or of none.
Three answers: `ANY` (everywhere in the partnership), `OWN` (only what belongs to one's own side) and no
entry (never). A stranger is answered 404 by the gate before this table is asked.

`OWN` covers, beside one's own side, what belongs to no side or to all: shared projects, people without a
side. It never does for somebody who has no side, save that a guide from outside may start a shared project.
An administrator looks after people everywhere (`ADMINISTRATOR`) and reads nothing by it.

What the house knows and no page offers yet (dialogues, publishing) has no line here yet.
Errors raised: `Forbidden`.
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


ROLE_NAMES: dict[str, str] = {
    Role.COORDINATOR: N_("coordinator"),
    Role.DEPUTY: N_("deputy coordinator"),
    Role.FACILITATOR: N_("facilitator"),
    Role.MEMBER: N_("member"),
    Role.INTERPRETER: N_("interpreter"),
    Role.TRANSLATOR: N_("translator"),
    Role.OBSERVER: N_("observer"),
}

ROLE_DUTIES: dict[str, str] = {
    Role.COORDINATOR: N_(
        "Looks after the people of the own side, decides for that side, starts projects and writes along."
    ),
    Role.DEPUTY: N_("May do all that a coordinator does, so that nobody has to wait when somebody is away."),
    Role.FACILITATOR: N_("Guides the conversation, starts projects and writes along. Does not decide for a side."),
    Role.MEMBER: N_("Reads everything shared and writes along, in the own words."),
    Role.INTERPRETER: N_("Reads everything shared beforehand, for as long as the task lasts."),
    Role.TRANSLATOR: N_("Reads everything shared in every language, for as long as the task lasts."),
    Role.OBSERVER: N_("Reads along with what is shared. Everybody can see that somebody does."),
}
"""One sentence for each role, for whoever invites and for whoever is invited."""

NEEDS_SIDE = frozenset({Role.COORDINATOR, Role.DEPUTY, Role.MEMBER})
"""Roles that speak for a place; the others may also come from outside."""
NEEDS_LAST_DAY = frozenset({Role.INTERPRETER, Role.TRANSLATOR})
"""Roles that read only while a task lasts."""


class Action(StrEnum):
    """What a person may want to do in a partnership."""

    READ = "read"
    WRITE = "write shared"
    COMMENT = "comment"
    WRITE_OWN_SIDE = "write own side"
    OPEN_ALONE = "open alone-first"
    SAVE_MOMENT = "save a moment"
    SEE_BALANCE = "see the balance of the sides"
    START_PROJECT = "start a project"
    ARCHIVE = "archive"
    CHECK_TEXT = "check a text"
    DECIDE = "decide for a side"
    MANAGE_PEOPLE = "invite, remove, change role, reconfirm"
    EDIT_SIDE = "edit the own municipality"
    START_PARTNERSHIP = "start a partnership"


ANY, OWN = "any", "own"

_LEAD = {
    Action.READ: ANY,
    Action.WRITE: ANY,
    Action.COMMENT: ANY,
    Action.WRITE_OWN_SIDE: OWN,
    Action.OPEN_ALONE: ANY,
    Action.SAVE_MOMENT: ANY,
    Action.SEE_BALANCE: ANY,
    Action.START_PROJECT: OWN,
    Action.ARCHIVE: OWN,
    Action.CHECK_TEXT: ANY,
    Action.DECIDE: OWN,
    Action.MANAGE_PEOPLE: OWN,
    Action.EDIT_SIDE: OWN,
    Action.START_PARTNERSHIP: ANY,
}
TABLE: dict[Role, dict[Action, str]] = {
    Role.COORDINATOR: _LEAD,
    Role.DEPUTY: _LEAD,
    Role.FACILITATOR: {
        Action.READ: ANY,
        Action.WRITE: ANY,
        Action.COMMENT: ANY,
        Action.WRITE_OWN_SIDE: OWN,
        Action.OPEN_ALONE: ANY,
        Action.SAVE_MOMENT: ANY,
        Action.SEE_BALANCE: ANY,
        Action.START_PROJECT: OWN,
        Action.CHECK_TEXT: ANY,
    },
    Role.MEMBER: {
        Action.READ: ANY,
        Action.WRITE: ANY,
        Action.COMMENT: ANY,
        Action.WRITE_OWN_SIDE: OWN,
        Action.CHECK_TEXT: ANY,
    },
    Role.INTERPRETER: {Action.READ: ANY, Action.COMMENT: ANY},
    Role.TRANSLATOR: {Action.READ: ANY, Action.COMMENT: ANY, Action.CHECK_TEXT: ANY},
    Role.OBSERVER: {Action.READ: ANY, Action.COMMENT: ANY},
}


ADMINISTRATOR = frozenset({Action.MANAGE_PEOPLE, Action.START_PARTNERSHIP})
"""What an administrator may do anywhere, without a membership."""
OF_ONE_SIDE = frozenset({Action.WRITE_OWN_SIDE, Action.EDIT_SIDE})
"""Actions that are always about one side: nothing shared answers to them."""
LEADS = frozenset(role for role in Role if Action.MANAGE_PEOPLE in TABLE[role])
"""Roles that look after the people of a side and decide for it."""


class Held(Protocol):
    """The part of a membership that this table looks at."""

    role: str
    side_id: int | None


def may(held: Held | None, action: Action, side_id: int | None = None, administrator: bool = False) -> bool:
    """Return whether a membership allows an action on something of a side (None: of all sides or of none)."""
    if administrator and action in ADMINISTRATOR:
        return True
    answer = TABLE[Role(held.role)].get(action) if held else None
    if held is None or answer is None:
        return False
    if answer == ANY:
        return True
    if side_id is None:
        from_outside = held.side_id is None and action is not Action.START_PROJECT
        return action not in OF_ONE_SIDE and not from_outside
    return side_id == held.side_id


def require(held: Held | None, action: Action, side_id: int | None = None, administrator: bool = False) -> None:
    """Raise `Forbidden` unless the membership, or being an administrator, allows it."""
    if not may(held, action, side_id, administrator):
        raise Forbidden
