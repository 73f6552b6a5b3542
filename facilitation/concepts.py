"""Concepts: what participation means in a partnership, in the words that its people agreed on elsewhere.

The method finds eight of them anew in each partnership, through stories. Until that exercise is part of the product, a
partnership writes down here what it found. Nothing is filled in beforehand. Eight is the norm: fewer or more is told,
never refused. Who may open drafts together writes them; everybody in the partnership reads them; each earlier wording
is kept.
Errors raised: `Forbidden`, `NotFound`, `Invalid` with every problem.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import clock, partnerships
from facilitation.access import Action, require
from facilitation.database import Base, Session
from facilitation.errors import Invalid, NotFound
from facilitation.languages import Words, WordsType
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership
from facilitation.people import Person
from tools.wording import N_

NORM = 8
"""How many concepts the method looks for."""
LONGEST = {"label": 160, "means": 4_000, "means_not": 4_000, "agreed": 400}
"""Characters of each text of a concept."""
LABEL_NEEDED = N_("Give the concept a name in at least one language.")
MOVED_ON = N_(
    "Somebody changed this concept meanwhile. What stands there now is above your words: read both, and save again."
)
TOO_LONG = N_("This is {length} characters long. Up to {longest} fit here: shorten it where you like.")


class Concept(Base):
    """One concept: its name, what it means here and what it does not, and where and when it was agreed."""

    __tablename__ = "concepts"

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    label: Mapped[Words] = mapped_column(WordsType)
    means: Mapped[Words] = mapped_column(WordsType)
    means_not: Mapped[Words] = mapped_column(WordsType)
    agreed: Mapped[Words] = mapped_column(WordsType)
    changed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    changed_at: Mapped[datetime.datetime]
    removed_at: Mapped[datetime.datetime | None]
    changed_by: Mapped[Person] = relationship()

    @property
    def texts(self) -> dict[str, Words]:
        """Return everything that it says."""
        return {"label": self.label, "means": self.means, "means_not": self.means_not, "agreed": self.agreed}

    @property
    def version(self) -> str:
        """Return what tells two wordings apart; a form carries the one it was drawn from."""
        said = [self.texts, self.removed_at is not None]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


class ConceptWording(Base):
    """How a concept was worded before, and who left it so."""

    __tablename__ = "concept_wordings"

    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[int] = mapped_column(sa.ForeignKey("concepts.id"), index=True)
    label: Mapped[Words] = mapped_column(WordsType)
    means: Mapped[Words] = mapped_column(WordsType)
    means_not: Mapped[Words] = mapped_column(WordsType)
    agreed: Mapped[Words] = mapped_column(WordsType)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]
    by: Mapped[Person] = relationship()


def of_partnership(db: Session, partnership: Partnership, removed: bool = False) -> list[Concept]:
    """Return the concepts of a partnership in the order in which they were written, or those taken away."""
    away = Concept.removed_at.is_not(None) if removed else Concept.removed_at.is_(None)
    asked = sa.select(Concept).where(Concept.partnership_id == partnership.id, away)
    return list(db.scalars(asked.order_by(Concept.id)))


def find(db: Session, partnership: Partnership, concept_id: int) -> Concept:
    """Return a concept of a partnership, or raise NotFound."""
    found = db.get(Concept, concept_id)
    if found is None or found.partnership_id != partnership.id:
        raise NotFound
    return found


def wordings(db: Session, concept: Concept) -> list[ConceptWording]:
    """Return how a concept was worded before, newest first."""
    asked = sa.select(ConceptWording).where(ConceptWording.concept_id == concept.id)
    return list(db.scalars(asked.order_by(ConceptWording.id.desc())))


def add(
    db: Session, person: Person, membership: Membership, partnership: Partnership, texts: dict[str, Words]
) -> Concept:
    """Write down one more concept; a second press writes it once."""
    require(membership, Action.OPEN_ALONE)
    _refuse(texts)
    partnerships.lock(db, partnership.id)
    for each in of_partnership(db, partnership):
        if each.texts == texts and each.changed_at > clock.now() - partnerships.A_MOMENT:
            return each
    made = Concept(partnership_id=partnership.id, changed_by=person, changed_at=clock.now(), **texts)
    db.add(made)
    db.flush()
    return made


def change(
    db: Session,
    person: Person,
    membership: Membership,
    partnership: Partnership,
    concept: Concept,
    texts: dict[str, Words],
    version: str,
) -> None:
    """Word a concept otherwise; what somebody else changed since `version` is never overwritten unseen."""
    require(membership, Action.OPEN_ALONE)
    _refuse(texts)
    _lock(db, concept)
    if version != concept.version:
        raise Invalid([(f"label.{texts['label']['original']}", MOVED_ON)])
    offered = {*partnership.languages, "original"}
    said = {
        name: {code: text for code, text in concept.texts[name].items() if code not in offered} | words
        for name, words in texts.items()
    }
    if said != concept.texts:
        _keep(db, concept)
        concept.label, concept.means, concept.means_not, concept.agreed = (said[name] for name in LONGEST)
        _changed(db, concept, person)


def put_away(db: Session, person: Person, membership: Membership, concept: Concept, away: bool) -> None:
    """Take a concept away, or bring it back."""
    require(membership, Action.OPEN_ALONE)
    _lock(db, concept)
    if (concept.removed_at is not None) != away:
        _keep(db, concept)
        concept.removed_at = clock.now() if away else None
        _changed(db, concept, person)


def _lock(db: Session, concept: Concept) -> None:
    db.execute(sa.select(Concept.id).where(Concept.id == concept.id).with_for_update())
    db.refresh(concept)


def _keep(db: Session, concept: Concept) -> None:
    db.add(ConceptWording(concept_id=concept.id, by_id=concept.changed_by_id, at=concept.changed_at, **concept.texts))


def _changed(db: Session, concept: Concept, person: Person) -> None:
    concept.changed_by, concept.changed_at = person, clock.now()
    db.flush()


def _refuse(texts: dict[str, Words]) -> None:
    problems: list[tuple[str, str] | tuple[str, str, dict[str, Any]]] = []
    label = texts["label"]
    if not any(text.strip() for code, text in label.items() if code != "original"):
        problems.append((f"label.{label['original']}", LABEL_NEEDED))
    for name, longest in LONGEST.items():
        for code, text in texts[name].items():
            if len(text) > longest:
                problems.append((f"{name}.{code}", TOO_LONG, {"length": len(text), "longest": longest}))
    if problems:
        raise Invalid(problems)
