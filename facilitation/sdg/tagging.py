"""Tagging: saying that something touches a goal, wording it otherwise, taking it away, ranking, renewing.

Nothing is refused for want of a reason: a tag without one is saved and stays "claimed". Whoever writes in a project
writes its tags, and those on its goals and encounters; those on the partnership itself are written by whoever writes
there. A second press adds once; what somebody else changed since one looked is never overwritten unseen.
Errors raised: `Forbidden`, `NotFound`, `Conflict` (in the archive), `Invalid` with every problem.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facilitation import access, clock, partnerships, projects
from facilitation.access import Action
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.errors import Invalid, NotFound
from facilitation.languages import Words
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership
from facilitation.people import Person
from facilitation.projects import Problem, Project
from facilitation.sdg import tags
from facilitation.sdg.tag_cards import ENCOUNTERS, GOALS_TOOL, goal_cards
from facilitation.sdg.tags import TEXTS, Tag, TagWording
from tools import goals
from tools.tags import DIRECTIONS, HORIZONS, RINGS, STRENGTHS
from tools.wording import N_

LONGEST = 4_000
"""Characters of each text in one language."""

GOAL_NEEDED = N_("Choose one of the 17 goals from the list.")
TARGET_UNKNOWN = N_("Choose a target of this goal from the list, or leave it open.")
RING_NEEDED = N_("Choose in which ring it happens.")
WHOSE_UNKNOWN = N_("Choose one of the places, or all of them.")
DIRECTION_UNKNOWN = N_("Choose in which direction it goes, or say that you don't know yet.")
STRENGTH_UNKNOWN = N_("Choose how strongly: 1, 2 or 3.")
HORIZON_UNKNOWN = N_("Choose when it can be noticed.")
TOO_LONG = N_("This is {length} characters long. Up to {longest} fit here: shorten it where you like.")
MOVED_ON = N_("Somebody changed this meanwhile. What stands there now is above your words: read both, and save again.")


@dataclass(frozen=True)
class Spot:
    """What a tag is on: a partnership, one of its projects, a goal of that (a card of `canvas`), or an encounter."""

    partnership: Partnership
    project: Project | None = None
    canvas: Canvas | None = None
    entry: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody says with a tag, as in `Tag`; `side_id` None for the territory of every side."""

    goal: str
    target: str = ""
    ring: str = ""
    side_id: int | None = None
    direction: str = ""
    strength: int | None = None
    horizon: str = ""
    texts: Mapping[str, Words] = field(default_factory=dict)


def may_write(membership: Membership, spot: Spot) -> bool:
    """Return whether a member may tag something here now."""
    project = spot.project
    if project is not None and project.archived_at is not None:
        return False
    return access.may(membership, Action.WRITE, project.side_id if project else None)


def spot(db: Session, membership: Membership, project: Project, canvas_id: int | None, entry: str) -> Spot:
    """Return a project, a goal of it or an encounter of it as something to tag; NotFound for what is not there."""
    if canvas_id is None and not entry:
        return Spot(project.partnership, project)
    canvas = db.get(Canvas, canvas_id) if canvas_id else None
    if canvas is None or canvas.project_id != project.id or canvas.tool != (GOALS_TOOL if entry else ENCOUNTERS):
        raise NotFound
    if entry and entry not in goal_cards(db, canvas, membership):
        raise NotFound
    return Spot(project.partnership, project, canvas, entry)


def called(db: Session, membership: Membership, where: Spot) -> Words:
    """Return how the goal is worded that is tagged; nothing for anything else, and for a goal that was taken away."""
    return goal_cards(db, where.canvas, membership).get(where.entry, {}) if where.canvas and where.entry else {}


def add(db: Session, person: Person, membership: Membership, where: Spot, told: Told) -> Tag:
    """Say that something touches a goal; the same told twice within a moment is one tag."""
    begin(db, membership, where)
    _refuse(where.partnership, told)
    held = tags.of_project(db, where.project) if where.project else tags.of_partnership(db, where.partnership)
    for each in held:
        here = (each.canvas_id, each.entry) == (where.canvas.id if where.canvas else None, where.entry)
        fresh = each.made_by_id == person.id and each.made_at > clock.now() - partnerships.A_MOMENT
        if here and fresh and each.said == _said(told):
            return each
    made = Tag(partnership=where.partnership, project=where.project, canvas=where.canvas, entry=where.entry)
    made.partnership_id, made.project_id = where.partnership.id, where.project.id if where.project else None
    made.canvas_id = where.canvas.id if where.canvas else None
    made.evidence, made.made_by, made.made_by_side, made.made_at = [], person, membership.side, clock.now()
    made.made_by_side_id, made.made_year = membership.side_id, clock.now().year
    _write(made, person, told)
    db.add(made)
    db.flush()
    return made


def change(db: Session, person: Person, membership: Membership, tag: Tag, told: Told, version: str) -> None:
    """Word a tag otherwise; `version` is the wording one looked at."""
    begin(db, membership, of(tag))
    _refuse(tag.partnership, told)
    if tag.version != version:
        raise Invalid([("", MOVED_ON)])
    elsewhere = {name: _elsewhere(tag.partnership, tag.texts[name]) for name in TEXTS}
    told = Told(**{**told.__dict__, "texts": {name: elsewhere[name] | told.texts[name] for name in TEXTS}})
    if tag.said != _said(told):
        _keep(db, tag)
        _write(tag, person, told)
        db.flush()


def put_away(db: Session, person: Person, membership: Membership, tag: Tag, away: bool) -> None:
    """Take a tag away, or bring it back with everything on it."""
    begin(db, membership, of(tag))
    if (tag.removed_at is not None) != away:
        _keep(db, tag)
        tag.removed_at = clock.now() if away else None
        tag.changed_by, tag.changed_at = person, clock.now()
        db.flush()


def renew(db: Session, person: Person, membership: Membership, tag: Tag) -> None:
    """Stand up for a tag again: it still holds, so its years count from today."""
    begin(db, membership, of(tag))
    tag.fresh_on = today(tag.partnership)
    tag.changed_by, tag.changed_at = person, clock.now()
    db.flush()


def rank(db: Session, membership: Membership, where: Spot, order: Sequence[int]) -> None:
    """Say which tags of a project, or of a partnership, come first; those left out have no place."""
    begin(db, membership, where)
    held = tags.of_project(db, where.project) if where.project else tags.of_partnership(db, where.partnership)
    places = {id: place for place, id in enumerate(dict.fromkeys(order), 1)}
    for each in held:
        each.rank = places.get(each.id)
    db.flush()


def of(tag: Tag) -> Spot:
    """Return what a tag is on."""
    return Spot(tag.partnership, tag.project, tag.canvas, tag.entry)


def today(partnership: Partnership) -> datetime.date:
    """Return the day that it is at the first place in the drawn order: days of a partnership are counted there."""
    return clock.today(partnership.sides[0].municipality.time_zone if partnership.sides else "UTC")


def problems(partnership: Partnership, told: Told) -> list[Problem]:
    """Return everything that cannot stay so, each beside its field."""
    found: list[Problem] = []
    target = goals.target(told.target) if isinstance(told.target, str) else None
    if not isinstance(told.goal, str) or goals.goal(told.goal) is None:
        found.append(("goal", GOAL_NEEDED))
    if told.target and (target is None or target.goal != told.goal):
        found.append(("target", TARGET_UNKNOWN))
    if told.ring not in dict(RINGS):
        found.append(("ring", RING_NEEDED))
    if told.side_id is not None and partnership.side(told.side_id) is None:
        found.append(("whose", WHOSE_UNKNOWN))
    if told.direction and told.direction not in dict(DIRECTIONS):
        found.append(("direction", DIRECTION_UNKNOWN))
    if told.strength is not None and told.strength not in STRENGTHS:
        found.append(("strength", STRENGTH_UNKNOWN))
    if told.horizon and told.horizon not in dict(HORIZONS):
        found.append(("horizon", HORIZON_UNKNOWN))
    for name in TEXTS:
        for code, text in told.texts.get(name, {}).items():
            if code != "original" and len(text) > LONGEST:
                found.append((f"{name}.{code}", TOO_LONG, {"length": len(text), "longest": LONGEST}))
    return found


def begin(db: Session, membership: Membership, where: Spot) -> None:
    """Check the right and let one change at a time happen; both once more after waiting for one's turn."""
    side_id = where.project.side_id if where.project else None
    access.require(membership, Action.WRITE, side_id)
    db.begin_writing()
    partnerships.lock(db, where.partnership.id)
    access.require(membership, Action.WRITE, side_id)
    if where.project is not None:
        projects.require_open(where.project)


def _refuse(partnership: Partnership, told: Told) -> None:
    found = problems(partnership, told)
    if found:
        raise Invalid([*found])


def _said(told: Told) -> dict[str, object]:
    plain = {"goal": told.goal, "target": told.target, "ring": told.ring, "side_id": told.side_id}
    more = {"direction": told.direction, "strength": told.strength, "horizon": told.horizon}
    return plain | more | {name: dict(told.texts[name]) for name in TEXTS}


def _write(tag: Tag, person: Person, told: Told) -> None:
    tag.goal, tag.target, tag.ring, tag.side_id = told.goal, told.target, told.ring, told.side_id
    tag.side = tag.partnership.side(told.side_id)
    tag.direction, tag.strength, tag.horizon = told.direction, told.strength, told.horizon
    tag.who, tag.where, tag.measure = (dict(told.texts[name]) for name in TEXTS)
    tag.changed_by, tag.changed_at, tag.fresh_on = person, clock.now(), today(tag.partnership)
    tags.settle(tag)


def _keep(db: Session, tag: Tag) -> None:
    db.add(TagWording(tag_id=tag.id, said=tag.said, by_id=tag.changed_by_id, at=tag.changed_at))


def _elsewhere(partnership: Partnership, text: Words) -> Words:
    """Return what a text says in languages that no form offers any more."""
    return {code: words for code, words in text.items() if code not in (*partnership.languages, "original")}


__all__ = [
    "Spot",
    "Told",
    "add",
    "begin",
    "called",
    "change",
    "goal_cards",
    "may_write",
    "of",
    "problems",
    "put_away",
    "rank",
    "renew",
    "spot",
    "today",
]
