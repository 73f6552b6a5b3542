"""Tag drawing: tags as their pages show them, each with what is asked of whom, and what is worth a second look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import g

from facilitation.languages import Words
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership
from facilitation.projects import Project
from facilitation.sdg import confirmations, evidence, tag_agreements, tagging, tags
from facilitation.sdg.confirmations import Asked
from facilitation.sdg.tag_agreements import Standing
from facilitation.sdg.tags import Evidence, Tag
from tools.canvas import Finding
from tools.tags import state
from tools.tags.notices import Noted, notices


@dataclass(frozen=True)
class Shown:
    """A tag on a page: what it counts for today and by its data, who is asked, and what it is on.

    `called` is what the goal is called that it is on, nothing for anything else. `seen` is the fingerprint that an
    answer is to; `may_answer` whether the reader answers for a side that is asked. `signs` are those of its project,
    by the id of their card, where one of them shows something.
    """

    tag: Tag
    state: str
    by_data: str
    asked: Sequence[Asked]
    called: Words
    seen: str
    may_answer: bool
    signs: Mapping[str, Words]

    @property
    def waiting(self) -> list[str]:
        """Return the names of the places that have not answered yet."""
        return [each.side.name for each in self.asked if each.answer is None]

    @property
    def faded(self) -> bool:
        """Return whether less is left of it than its data say."""
        return self.state != self.by_data


@dataclass(frozen=True)
class TagPage:
    """The tags of a project or of a partnership, as one reader sees them."""

    shown: Sequence[Shown]
    removed: Sequence[Tag]
    findings: Sequence[Finding]
    standing: Standing | None
    may_write: bool
    may_agree: bool

    @property
    def goals(self) -> list[str]:
        """Return the goals that are named, each once, in the order of the tags."""
        return list(dict.fromkeys(each.tag.goal for each in self.shown))


def of_project(project: Project, membership: Membership) -> TagPage:
    """Return the tags of a project, with how the agreement on them stands."""
    held = tags.of_project(g.db, project)
    standing = tag_agreements.standing(g.db, project, held)
    drawn = shown(held, membership)
    return TagPage(
        drawn,
        tags.of_project(g.db, project, removed=True),
        notices(noted(drawn), standing.looked),
        standing,
        tagging.may_write(membership, tagging.Spot(project.partnership, project)),
        tag_agreements.may_agree(membership, project),
    )


def of_partnership(partnership: Partnership, membership: Membership) -> TagPage:
    """Return the tags of a partnership itself; each is answered by itself, and nothing is agreed on as a whole."""
    drawn = shown(tags.of_partnership(g.db, partnership), membership)
    away = tags.of_partnership(g.db, partnership, removed=True)
    may_write = tagging.may_write(membership, tagging.Spot(partnership))
    return TagPage(drawn, away, notices(noted(drawn), False), None, may_write, False)


def shown(held: Sequence[Tag], membership: Membership) -> list[Shown]:
    """Return tags as a reader sees them."""
    answers = confirmations.of_tags(g.db, held)
    names: dict[int, dict[str, Words]] = {}
    shown_by: dict[int | None, Mapping[str, Words]] = {}
    found = []
    for tag in held:
        called: Words = {}
        if tag.entry and tag.canvas is not None:
            if tag.canvas.id not in names:
                names[tag.canvas.id] = tagging.goal_cards(g.db, tag.canvas, membership)
            called = names[tag.canvas.id].get(tag.entry, {})
        if tag.project_id not in shown_by and any(each.entry for each in tag.evidence):
            shown_by[tag.project_id] = signs_of(tag, membership)
        asked = confirmations.asked(tag, answers[tag.id])
        today = tagging.today(tag.partnership)
        found.append(
            Shown(
                tag,
                tag.shown(today),
                state(tag.claim),
                asked,
                called,
                confirmations.fingerprint(tag),
                _is_open(tag) and confirmations.may_answer(membership, tag),
                shown_by.get(tag.project_id, {}),
            )
        )
    return found


def _is_open(tag: Tag) -> bool:
    archived = tag.project is not None and tag.project.archived_at is not None
    return tag.removed_at is None and not archived


def noted(drawn: Sequence[Shown]) -> list[Noted]:
    """Return what notices look at."""
    return [
        Noted(
            goal=each.tag.goal,
            ring=each.tag.ring,
            direction=each.tag.direction,
            rank=each.tag.rank,
            state=each.by_data,
            shown=each.state,
            waiting=tuple(each.waiting),
        )
        for each in drawn
    ]


def signs_of(tag: Tag, membership: Membership) -> dict[str, Words]:
    """Return the signs that could show that a tag holds."""
    return evidence.signs(g.db, tag.project, membership) if tag.project is not None else {}


def standing_evidence(tag: Tag) -> list[Evidence]:
    """Return the evidence of a tag that is not taken back, the newest first."""
    return [each for each in reversed(tag.evidence) if each.withdrawn_at is None]
