"""Todos: what one member could do next in a partnership, besides answering proposals; `_todos.html` draws them."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import g

from facilitation import agreements
from facilitation.agreements import Waiting
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.projects import Project
from facilitation.sdg import tag_waiting
from facilitation.sdg.tag_waiting import Waiting as WaitingTags


@dataclass(frozen=True)
class Todo:
    """One thing: a key that the template knows, for which places or people, or about which agreement or tags."""

    key: str
    sides: list[Side] = field(default_factory=list)
    members: list[Membership] = field(default_factory=list)
    waiting: Waiting | None = None
    tags: WaitingTags | None = None


def of_agreements(held: Membership, project: Project | None = None) -> list[Todo]:
    """Return what of the agreements waits for this member's side, in a whole partnership or in one project."""
    return [Todo(f"agreement-{each.kind}", waiting=each) for each in agreements.waiting(g.db, held, project)]


def of_tags(held: Membership, project: Project | None = None) -> list[Todo]:
    """Return what of the goals with a reason waits for this member, in a whole partnership or in one project."""
    return [Todo(f"tags-{each.kind}", tags=each) for each in tag_waiting.waiting(g.db, held, project)]
