"""Shared priorities: the one goal that a partnership puts in the middle, with at most two beside it and a theme.

It may follow from rankings or from a decision at a kick-off or a work visit: both doors are open. Whoever writes in
the partnership proposes it; every side agrees for itself, to exactly what stands there. It is agreed when the latest
yes of every side is to the present words, which is worked out and never stored; a word changed later waits for every
side again. Only the day and the place of the decision are no part of that. Earlier wordings are kept, with who had
agreed to them.
Errors raised: `Forbidden`, `Conflict` for a yes to what moved on or is not ready for one, `Invalid` with every problem
of what one wrote (also that somebody else wrote meanwhile).
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, clock, partnerships
from facilitation.access import Action
from facilitation.database import Base, Session
from facilitation.errors import Conflict, Forbidden, Invalid
from facilitation.languages import Words, WordsType
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from facilitation.projects import Problem
from facilitation.sayings import Findable, Said
from tools import goals
from tools.priorities import COMPANIONS
from tools.tags import meant
from tools.wording import N_

TEXTS = ("theme", "meaning", "why", "decided_where")
"""The texts: the common theme; what the central goal means to us; why this one; where it was decided."""
LONGEST = {"theme": 160, "meaning": 4_000, "why": 4_000, "decided_where": 400}
"""Characters of each text in one language."""

CENTRAL_NEEDED = N_("Choose the goal that stands in the middle.")
UNKNOWN = N_("Choose one of the 17 goals from the list.")
UNKNOWN_TARGET = N_("Choose a target of this goal from the list, or leave it open.")
COMPANION_TWICE = N_("Choose other goals to go along than the one in the middle, each once.")
TOO_MANY = N_("Two goals at most go along. Which ones can you let go of?")
TOO_LONG = N_("This is {length} characters long. Up to {longest} fit here: shorten it where you like.")
MOVED_ON = N_("Somebody changed the shared priority meanwhile. Read what stands there now, then decide.")
NOT_CONCRETE = N_("Say first what this goal means to you: choose a target, or write it in your own words.")
NOTHING = N_("No shared priority is proposed yet.")


@dataclass(frozen=True)
class Told:
    """What somebody tells of a shared priority, as in `SharedPriority`."""

    central: str
    target: str = ""
    companions: Sequence[str] = ()
    texts: Mapping[str, Words] = field(default_factory=dict)
    decided_on: datetime.date | None = None


class SharedPriority(Findable, Base):
    """The shared priority of a partnership; a wording that another took the place of has `replaced_at`."""

    __tablename__ = "shared_priorities"
    kind_of_saying = "priority"

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    central: Mapped[str]
    target: Mapped[str]
    companions: Mapped[list[str]]
    theme: Mapped[Words] = mapped_column(WordsType)
    meaning: Mapped[Words] = mapped_column(WordsType)
    why: Mapped[Words] = mapped_column(WordsType)
    decided_where: Mapped[Words] = mapped_column(WordsType)
    decided_on: Mapped[datetime.date | None]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    made_at: Mapped[datetime.datetime]
    replaced_at: Mapped[datetime.datetime | None]
    made_by: Mapped[Person] = relationship()
    given: Mapped[list[PriorityYes]] = relationship(order_by="PriorityYes.id", lazy="selectin")

    @property
    def texts(self) -> dict[str, Words]:
        """Return its texts by name."""
        return {name: getattr(self, name) for name in TEXTS}

    @property
    def told(self) -> Told:
        """Return everything that it says."""
        return Told(self.central, self.target, tuple(self.companions), self.texts, self.decided_on)

    @property
    def version(self) -> str:
        """Return what tells two wordings apart; a form, and a yes, carries the one it looked at."""
        return hashlib.sha256(_written(self.told, [*TEXTS], dated=True).encode()).hexdigest()[:16]

    @property
    def fingerprint(self) -> str:
        """Return what a yes is to: the goals, the theme, what it means and why."""
        return hashlib.sha256(_written(self.told, ["theme", "meaning", "why"], dated=False).encode()).hexdigest()

    def sayings(self) -> list[Said]:
        """Return the goal in the middle with its words, and the goals that go along, to be found while it stands."""
        central = Said(goal=self.central, target=self.target, texts=list(self.texts.values()))
        along = [Said(goal=each) for each in self.companions]
        return [central, *along] if self.replaced_at is None else []

    def agreeing(self, sides: Sequence[Side]) -> list[Side]:
        """Return the sides whose latest answer is a yes to what stands there, in order."""
        latest = {each.side_id: each for each in self.given}
        return [
            side
            for side in sides
            if side.id in latest and latest[side.id].yes and latest[side.id].fingerprint == self.fingerprint
        ]

    def is_agreed(self, sides: Sequence[Side]) -> bool:
        """Return whether every side agrees to what stands there."""
        return bool(sides) and len(self.agreeing(sides)) == len(sides)


class PriorityYes(Base):
    """A side's yes to a shared priority, or that it took its yes back; the latest one of a side counts."""

    __tablename__ = "priority_yeses"

    id: Mapped[int] = mapped_column(primary_key=True)
    priority_id: Mapped[int] = mapped_column(sa.ForeignKey("shared_priorities.id"), index=True)
    side_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    yes: Mapped[bool]
    fingerprint: Mapped[str]
    at: Mapped[datetime.datetime]
    side: Mapped[Side] = relationship()
    person: Mapped[Person] = relationship()


def of(db: Session, partnership: Partnership) -> SharedPriority | None:
    """Return what is proposed or agreed in a partnership now, or None."""
    here = SharedPriority.partnership_id == partnership.id, SharedPriority.replaced_at.is_(None)
    asked = sa.select(SharedPriority).where(*here).order_by(SharedPriority.id.desc()).limit(1)
    return db.scalar(asked.execution_options(populate_existing=True))


def earlier(db: Session, partnership: Partnership) -> list[SharedPriority]:
    """Return the wordings that others took the place of, newest first."""
    here = SharedPriority.partnership_id == partnership.id, SharedPriority.replaced_at.is_not(None)
    return list(db.scalars(sa.select(SharedPriority).where(*here).order_by(SharedPriority.id.desc())))


def propose(
    db: Session, person: Person, membership: Membership, partnership: Partnership, told: Told, version: str = ""
) -> SharedPriority:
    """Propose a shared priority, or word it otherwise; `version` is the wording one looked at, "" when there was none.

    Who proposes agrees to nothing by it. When nothing of what the sides agreed to changed, their yes stays.
    """
    access.require(membership, Action.WRITE)
    found = problems(told)
    if found:
        raise Invalid([*found])
    db.begin_writing()
    partnerships.lock(db, partnership.id)
    access.require(membership, Action.WRITE)
    now = of(db, partnership)
    if now is not None and now.told == told:
        return now
    if (now.version if now else "") != version:
        raise Invalid([("", MOVED_ON)])
    made = SharedPriority(partnership_id=partnership.id, central=told.central, target=told.target)
    made.companions, made.decided_on = list(told.companions), told.decided_on
    made.theme, made.meaning, made.why, made.decided_where = (dict(told.texts[name]) for name in TEXTS)
    made.made_by, made.made_at, made.given = person, clock.now(), []
    db.add(made)
    if now is not None:
        now.replaced_at = clock.now()
        if now.fingerprint == made.fingerprint:
            made.given = [_again(each) for each in now.given]
    db.flush()
    return made


def answer(
    db: Session, person: Person, membership: Membership, partnership: Partnership, yes: bool, version: str
) -> SharedPriority:
    """Agree for one's own side to exactly what was looked at, or take that back; once is enough."""
    side = partnership.side(membership.side_id)
    if side is None:
        raise Forbidden
    access.require(membership, Action.DECIDE, side.id)
    db.begin_writing()
    partnerships.lock(db, partnership.id)
    access.require(membership, Action.DECIDE, side.id)
    now = of(db, partnership)
    if now is None:
        raise Conflict(NOTHING)
    if now.version != version:
        raise Conflict(MOVED_ON)
    if yes and not (now.target or meant(now.meaning)):
        raise Conflict(NOT_CONCRETE)
    if (side in now.agreeing(partnership.sides)) != yes:
        given = PriorityYes(side=side, side_id=side.id, person=person, yes=yes, at=clock.now())
        given.fingerprint = now.fingerprint
        now.given.append(given)
        db.flush()
    return now


def problems(told: Told) -> list[Problem]:
    """Return everything that cannot stay so, each beside its field."""
    found: list[Problem] = []
    known = goals.target(told.target) if isinstance(told.target, str) else None
    if told.central == "":
        found.append(("central", CENTRAL_NEEDED))
    elif _unknown(told.central):
        found.append(("central", UNKNOWN))
    if told.target and (known is None or known.goal != told.central):
        found.append(("target", UNKNOWN_TARGET))
    if any(_unknown(each) for each in told.companions):
        found.append(("companions", UNKNOWN))
    elif len({told.central, *told.companions}) != 1 + len(told.companions):
        found.append(("companions", COMPANION_TWICE))
    elif len(told.companions) > COMPANIONS:
        found.append(("companions", TOO_MANY))
    for name, longest in LONGEST.items():
        for code, text in told.texts[name].items():
            if code != "original" and len(text) > longest:
                found.append((f"{name}.{code}", TOO_LONG, {"length": len(text), "longest": longest}))
    return found


def _unknown(goal: Any) -> bool:
    return not isinstance(goal, str) or goals.goal(goal) is None


def _again(given: PriorityYes) -> PriorityYes:
    """Return the same yes for a wording in which nothing that it was given to changed."""
    kept = PriorityYes(side_id=given.side_id, person_id=given.person_id, yes=given.yes, at=given.at)
    kept.fingerprint = given.fingerprint
    return kept


def _written(told: Told, texts: Sequence[str], dated: bool) -> str:
    said = {name: {code: text for code, text in told.texts[name].items() if text.strip()} for name in texts}
    plain = [told.central, told.target, sorted(told.companions), said]
    day = [told.decided_on.isoformat() if told.decided_on else ""] if dated else []
    return json.dumps(plain + day, sort_keys=True)
