"""Proposals: what one side asks and every side has to say yes to.

Kinds: `swap` (two places change places in the order; `details` their keys), `join` (one more place; `details` its
facts as text), `archive` and `restore` (a shared project; `subject_id`). None decides alone what is shared. The
side that proposes says yes by it; one no closes the proposal and says so. What is agreed is carried out in the
same transaction as the last yes, by the function that the caller hands in for its kind (`KINDS` holds those of
this module): a proposal knows nothing of projects. Pressing twice changes nothing.

Errors raised: `Forbidden`, `NotFound`, `Conflict`, `Invalid`.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, clock, municipalities, partnerships
from facilitation.access import Action
from facilitation.database import Base, Session
from facilitation.errors import Conflict, Forbidden, Invalid, NotFound
from facilitation.languages import fold
from facilitation.memberships import Membership, is_awake
from facilitation.municipalities import Facts
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from tools.wording import N_

SWAP, JOIN, ARCHIVE, RESTORE = "swap", "join", "archive", "restore"
AGREED, REFUSED = "agreed", "refused"
"""How a proposal ended; "" while it is open."""
SENTENCES = {
    SWAP: N_("Proposal: {one} and {other} change places in the order."),
    JOIN: N_("Proposal: {name} joins this partnership."),
    ARCHIVE: N_("Proposal: the project {title} goes to the archive."),
    RESTORE: N_("Proposal: the project {title} comes back from the archive."),
}
CLOSED = N_("This proposal was answered and closed while you were looking at it. Look again.")
ANSWERED = N_("Somebody already answered for {place}. That answer stands.")


class Proposal(Base):
    """`kind` is a key of `SENTENCES`; `subject_id` the project's id, 0 when it is about no project."""

    __tablename__ = "proposals"

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    kind: Mapped[str]
    subject_id: Mapped[int]
    details: Mapped[list[str]]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    created_at: Mapped[datetime.datetime]
    closed_at: Mapped[datetime.datetime | None]
    outcome: Mapped[str] = mapped_column(default="")
    partnership: Mapped[Partnership] = relationship()
    made_by: Mapped[Person] = relationship()
    answers: Mapped[list[Answer]] = relationship(order_by="Answer.id", lazy="selectin")

    def answer_of(self, side_id: int | None) -> Answer | None:
        """Return what a side answered, or None."""
        return next((answer for answer in self.answers if answer.side_id == side_id), None)

    @property
    def waiting(self) -> list[Side]:
        """Return the sides that have not answered, in order; none once it is closed."""
        sides = [] if self.closed_at else self.partnership.sides
        return [side for side in sides if self.answer_of(side.id) is None]


class Answer(Base):
    """A side's yes or no, given by one of its coordinators; the first answer of a side stands."""

    __tablename__ = "answers"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "side_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposals.id"))
    side_id: Mapped[int] = mapped_column(sa.ForeignKey("sides.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    yes: Mapped[bool]
    at: Mapped[datetime.datetime]
    side: Mapped[Side] = relationship(lazy="joined")
    person: Mapped[Person] = relationship()


CarryOut = Callable[[Session, Proposal], None]
"""Does what was agreed, once every side said yes."""


def make(
    db: Session,
    person: Person,
    held: Membership,
    partnership: Partnership,
    kind: str,
    subject_id: int = 0,
    details: Sequence[str] = (),
) -> Proposal:
    """Ask something of every side; the same thing asked again is the proposal that stands open already."""
    _lock(db, held, partnership)
    same = [each for each in of_partnership(db, partnership) if _about(each) == (kind, subject_id, list(details))]
    if same:
        return same[0]
    proposal = Proposal(
        partnership=partnership,
        kind=kind,
        subject_id=subject_id,
        details=list(details),
        made_by=person,
        created_at=clock.now(),
    )
    db.add(proposal)
    _write(db, person, held, proposal, yes=True)
    return proposal


def propose_swap(
    db: Session, person: Person, held: Membership, partnership: Partnership, keys: Sequence[str]
) -> Proposal:
    """Ask that two sides change places in the order."""
    known = {side.key for side in partnership.sides}
    if len(set(keys)) != 2 or not set(keys) <= known:
        raise Invalid([("swap", N_("Choose two places of this partnership."))])
    return make(db, person, held, partnership, SWAP, details=sorted(keys))


def propose_join(db: Session, person: Person, held: Membership, partnership: Partnership, facts: Facts) -> Proposal:
    """Ask that one more place joins; it is written down only when every side said yes."""
    problems = municipalities.problems(facts)
    taken = fold(facts.name) in {fold(side.name) for side in partnership.sides}
    if taken or len(partnership.sides) >= partnerships.MOST:
        problems.append(("name", partnerships.DIFFERENT, {}))
    if problems:
        raise Invalid([*problems])
    told = (facts.name, facts.kind, facts.country, facts.zone, json.dumps(facts.written), json.dumps(facts.spoken))
    return make(db, person, held, partnership, JOIN, details=told)


def answer(
    db: Session, person: Person, held: Membership, proposal: Proposal, yes: bool, kinds: Mapping[str, CarryOut]
) -> Proposal:
    """Say yes or no for one's own side; the last yes carries it out, a no closes it."""
    _lock(db, held, proposal.partnership)
    given = proposal.answer_of(held.side_id)
    if given is not None and given.yes != yes:
        raise Conflict(ANSWERED, place=given.side.name)
    if given is not None:
        return proposal
    if proposal.closed_at is not None:
        raise Conflict(CLOSED)
    _write(db, person, held, proposal, yes)
    if not yes:
        proposal.closed_at, proposal.outcome = clock.now(), REFUSED
    elif not proposal.waiting:
        proposal.closed_at, proposal.outcome = clock.now(), AGREED
        kinds[proposal.kind](db, proposal)
    db.flush()
    return proposal


def of_partnership(db: Session, partnership: Partnership) -> list[Proposal]:
    """Return the open proposals, the oldest first."""
    mine = (Proposal.partnership_id == partnership.id, Proposal.closed_at.is_(None))
    return list(db.scalars(sa.select(Proposal).where(*mine).order_by(Proposal.id)))


def closed_since(db: Session, partnership: Partnership, instant: datetime.datetime) -> list[Proposal]:
    """Return the proposals that were closed after an instant, the latest first."""
    mine = (Proposal.partnership_id == partnership.id, Proposal.closed_at > instant)
    return list(db.scalars(sa.select(Proposal).where(*mine).order_by(Proposal.closed_at.desc())))


def open_about(db: Session, partnership: Partnership, subject_id: int) -> Proposal | None:
    """Return the open proposal about a project, or None."""
    return next((each for each in of_partnership(db, partnership) if each.subject_id == subject_id), None)


def facts_of(proposal: Proposal) -> Facts:
    """Return what a `join` tells of the place that would join."""
    name, kind, country, zone, written, spoken = proposal.details
    return Facts(name, kind, country, zone, tuple(json.loads(written)), tuple(json.loads(spoken)))


def _swap(db: Session, proposal: Proposal) -> None:
    one, other = (side for side in proposal.partnership.sides if side.key in proposal.details)
    partnerships.exchange(db, proposal.partnership, one, other)


def _join(db: Session, proposal: Proposal) -> None:
    partnerships.welcome(db, proposal.partnership, municipalities.add(db, facts_of(proposal)))


KINDS: Mapping[str, CarryOut] = {SWAP: _swap, JOIN: _join}


def _about(proposal: Proposal) -> tuple[str, int, list[str]]:
    return proposal.kind, proposal.subject_id, proposal.details


def _lock(db: Session, held: Membership, partnership: Partnership) -> None:
    """Check the right, before and after waiting for our turn: somebody may have ended it meanwhile."""
    _require_lead(held, partnership)
    partnerships.lock(db, partnership.id)
    _require_lead(held, partnership)


def _require_lead(held: Membership, partnership: Partnership) -> None:
    if held.partnership_id != partnership.id:
        raise NotFound
    if not is_awake(held):
        raise Conflict
    if held.side_id is None:
        raise Forbidden
    access.require(held, Action.DECIDE, held.side_id)


def _write(db: Session, person: Person, held: Membership, proposal: Proposal, yes: bool) -> None:
    assert held.side is not None  # noqa: S101 - `_require_lead` looked
    proposal.answers.append(Answer(side=held.side, side_id=held.side_id, person=person, yes=yes, at=clock.now()))
    db.flush()
