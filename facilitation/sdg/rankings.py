"""Rankings: up to three goals that a side puts first, with why, what each means at its place, and its own plan.

Each side ranks alone. In a round nobody sees the rankings of another side, whoever they are and whatever they ask
for, until every side said that it is ready; then all of them lie open and that round changes no more. Who thinks
otherwise later begins a new round, and the earlier ones stay. A side may ask its communities first: each has a ranking
of its own, noted on paper or given in a meeting, and stands before that of the officials.

The people of a side write its rankings; whoever decides for the side says that it is ready, and may take that back as
long as another side is not.
Errors raised: `Forbidden`, `NotFound`, `Conflict` for what one presses, `Invalid` with every problem for what one wrote
(also that the round lies open, or that somebody else wrote meanwhile).
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, clock, partnerships
from facilitation.access import Action
from facilitation.database import Base, Session
from facilitation.errors import Conflict, Forbidden, Invalid, NotFound
from facilitation.languages import Words, WordsType
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from facilitation.sayings import Findable, Said
from facilitation.sdg.ranking_words import OFFICIALS, TEXTS, Told, problems, written
from tools.priorities import Ranked
from tools.wording import N_

OPEN = N_("The rankings of this round lie open already and stay as they are. Begin a new round to rank again.")
MOVED_ON = N_("Somebody of your side changed this ranking meanwhile. Look at it again, then save.")
EMPTY = N_("Rank one goal at least before you say that your side is ready.")


class Ranking(Findable, Base):
    """The ranking of a side's own people, or of one of its communities, in one round.

    `way` is one of `ranking_words.WAYS` for a community, `OFFICIALS` for the side's own people. `asked_on` is the day
    on which a community gave it. `goals` holds up to three of ``{"goal", "target", "reason", "meaning", "plan"}``, the
    most important first, the last three `Words`. `ready_at` stands on the ranking of the own people only, `opened_at`
    on every ranking of a round that lies open: it stays so when another place joins later.
    """

    __tablename__ = "rankings"
    kind_of_saying = "ranking"

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    round: Mapped[int]
    side_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    way: Mapped[str] = mapped_column(default=OFFICIALS)
    community: Mapped[Words] = mapped_column(WordsType)
    asked_on: Mapped[datetime.date | None]
    goals: Mapped[list[Any]] = mapped_column(sa.JSON)
    changed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    changed_at: Mapped[datetime.datetime]
    ready_at: Mapped[datetime.datetime | None]
    opened_at: Mapped[datetime.datetime | None]
    removed_at: Mapped[datetime.datetime | None]
    side: Mapped[Side] = relationship()
    changed_by: Mapped[Person] = relationship()

    @property
    def version(self) -> str:
        """Return what tells two wordings apart; a form carries the one it was drawn from."""
        return hashlib.sha256(written(self.said).encode()).hexdigest()[:16]

    @property
    def said(self) -> Told:
        """Return everything that it says."""
        return Told(self.way, dict(self.community), self.asked_on, list(self.goals))

    def sayings(self) -> list[Said]:
        """Return each goal that it ranks, with why, what it means at that place and its plan, to be found."""
        return [
            Said(goal=each["goal"], target=each["target"], texts=[each[name] for name in TEXTS]) for each in self.goals
        ]


@dataclass(frozen=True)
class Round:
    """A round as one reader may see it: its number, whether it lies open, the sides that are ready, and rankings.

    `rankings` holds those of the reader's own side, and of all sides once the round lies open: by side in the order of
    the partnership, communities first and the side's own people last.
    """

    number: int
    is_open: bool
    ready: Sequence[Side]
    rankings: Sequence[Ranking]

    def of(self, side: Side) -> list[Ranking]:
        """Return the rankings of a side, its communities first."""
        return [each for each in self.rankings if each.side_id == side.id]

    def own(self, side: Side) -> Ranking | None:
        """Return the ranking of a side's own people, or None."""
        return next((each for each in self.of(side) if each.way == OFFICIALS), None)

    @property
    def ranked(self) -> list[Ranked]:
        """Return what the sides' own people ranked, to be laid side by side; nothing before the round lies open."""
        own = [each for each in self.rankings if each.way == OFFICIALS] if self.is_open else []
        return [Ranked(side=each.side.key, goals=tuple(one["goal"] for one in each.goals)) for each in own]


def present(db: Session, partnership: Partnership, membership: Membership) -> Round:
    """Return the round that runs, as a member may see it."""
    return seen(db, partnership, membership, _number(db, partnership))


def seen(db: Session, partnership: Partnership, membership: Membership, number: int) -> Round:
    """Return a round as a member may see it, or raise NotFound for one that was never begun."""
    if not 1 <= number <= _number(db, partnership):
        raise NotFound
    here = Ranking.partnership_id == partnership.id, Ranking.round == number, Ranking.removed_at.is_(None)
    ready = set(db.scalars(sa.select(Ranking.side_id).where(*here, Ranking.ready_at.is_not(None))))
    is_open = db.scalar(sa.select(Ranking.id).where(*here, Ranking.opened_at.is_not(None)).limit(1)) is not None
    asked = sa.select(Ranking).where(*here).order_by(Ranking.way == OFFICIALS, Ranking.id)
    if not is_open:
        asked = asked.where(Ranking.side_id.in_(_own(partnership, membership)))
    places = {side.id: side.position for side in partnership.sides}
    found = sorted(db.scalars(asked.execution_options(populate_existing=True)), key=lambda each: places[each.side_id])
    return Round(number, is_open, [side for side in partnership.sides if side.id in ready], found)


def find(db: Session, partnership: Partnership, membership: Membership, ranking_id: int) -> Ranking:
    """Return a ranking of the round that runs that this member may write, or raise NotFound."""
    held = present(db, partnership, membership).rankings
    own = _own(partnership, membership)
    for each in held:
        if each.id == ranking_id and each.side_id in own:
            return each
    raise NotFound


def write(
    db: Session,
    person: Person,
    membership: Membership,
    partnership: Partnership,
    side: Side,
    told: Told,
    ranking: Ranking | None = None,
    version: str = "",
) -> Ranking:
    """Write down a ranking of one's own side, or word one otherwise; the same told twice is written once.

    There is one of the side's own people in a round. What somebody changed since `version` is not overwritten.
    """
    access.require(membership, Action.WRITE_OWN_SIDE, side.id)
    found = problems(told)
    if found:
        raise Invalid([*found])
    try:
        now = _mine(db, partnership, membership, side)
    except Conflict:  # said on the form, so that what was typed stays within reach
        raise Invalid([("", OPEN)]) from None
    if ranking is None:
        ranking = next((each for each in now.of(side) if each.way == told.way == OFFICIALS or each.said == told), None)
    if ranking is not None and ranking.said == told:
        return ranking
    if ranking is not None and version != ranking.version:
        raise Invalid([("", MOVED_ON)])
    if ranking is None:
        ranking = Ranking(partnership_id=partnership.id, round=now.number, side_id=side.id, side=side)
        db.add(ranking)
    ranking.way, ranking.community, ranking.asked_on = told.way, told.community, told.asked_on
    ranking.goals = [dict(each) for each in told.goals]
    ranking.changed_by, ranking.changed_at, ranking.ready_at = person, clock.now(), None
    db.flush()
    return ranking


def take_away(db: Session, membership: Membership, partnership: Partnership, ranking: Ranking, away: bool) -> None:
    """Take the ranking of a community away, or bring it back."""
    access.require(membership, Action.WRITE_OWN_SIDE, ranking.side_id)
    _mine(db, partnership, membership, ranking.side)
    if ranking.way == OFFICIALS:
        raise Forbidden
    ranking.removed_at = clock.now() if away else None
    db.flush()


def away(db: Session, partnership: Partnership, membership: Membership) -> list[Ranking]:
    """Return the rankings of one's own side that were taken away in the round that runs."""
    here = Ranking.partnership_id == partnership.id, Ranking.round == _number(db, partnership)
    mine = Ranking.removed_at.is_not(None), Ranking.side_id.in_(_own(partnership, membership))
    return list(db.scalars(sa.select(Ranking).where(*here, *mine).order_by(Ranking.id)))


def be_ready(
    db: Session, membership: Membership, partnership: Partnership, side: Side, ready: bool, version: str
) -> Round:
    """Say that a side is ready to show its rankings, or not yet; with the last side they lie open to everybody.

    `version` is that of the own people's ranking that was looked at: Conflict when somebody changed it since.
    """
    access.require(membership, Action.DECIDE, side.id)
    own = _mine(db, partnership, membership, side).own(side)
    if own is None or not own.goals:
        raise Conflict(EMPTY)
    if own.version != version:
        raise Conflict(MOVED_ON)
    if (own.ready_at is not None) != ready:
        own.ready_at = clock.now() if ready else None
        db.flush()
    now = present(db, partnership, membership)
    if {each.id for each in now.ready} == {each.id for each in partnership.sides}:
        here = Ranking.partnership_id == partnership.id, Ranking.round == now.number
        db.execute(sa.update(Ranking).where(*here).values(opened_at=clock.now()))
        db.expire_all()
    return present(db, partnership, membership)


def begin_again(db: Session, person: Person, membership: Membership, partnership: Partnership) -> int:
    """Begin a new round once the one that runs lies open; return the number of the round that runs now."""
    access.require(membership, Action.OPEN_ALONE)
    db.begin_writing()
    partnerships.lock(db, partnership.id)
    now = present(db, partnership, membership)
    if not now.is_open:
        return now.number
    for side in partnership.sides:
        blank = {"way": OFFICIALS, "community": {}, "goals": [], "changed_by_id": person.id, "changed_at": clock.now()}
        db.add(Ranking(partnership_id=partnership.id, round=now.number + 1, side_id=side.id, **blank))
    db.flush()
    return now.number + 1


def _own(partnership: Partnership, membership: Membership) -> list[int]:
    return [side.id for side in partnership.sides if access.may(membership, Action.WRITE_OWN_SIDE, side.id)]


def _number(db: Session, partnership: Partnership) -> int:
    held = sa.select(sa.func.max(Ranking.round)).where(Ranking.partnership_id == partnership.id)
    return db.scalar(held) or 1


def _mine(db: Session, partnership: Partnership, membership: Membership, side: Side) -> Round:
    """Return the round that runs, one change at a time; Conflict when it lies open."""
    db.begin_writing()
    partnerships.lock(db, partnership.id)
    access.require(membership, Action.WRITE_OWN_SIDE, side.id)
    now = present(db, partnership, membership)
    if now.is_open:
        raise Conflict(OPEN)
    return now
