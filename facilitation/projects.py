"""Projects: participatory processes of a partnership, shared by all sides or of one side.

Who proposed and who chose stand beside every project, so that it is seen when a partner's project was
somebody else's idea.

Rules, from the table of `access`. Starting and editing is `START_PROJECT` on the project's scope: a project of
one side by its coordinators and facilitators, a shared one by those of any side. Archiving and restoring is
`ARCHIVE`: of one side by its coordinators, at once; what is shared by a proposal that every side confirms
(`proposals`, whose last yes calls `archive` or `restore`). The scope is fixed at the start: one side
alone can neither take what is shared nor share what the others did not ask for. What is in the archive is
read, not changed.

Errors raised: `Invalid` (no title, a title too long, somebody who is not there), `Forbidden`, `Conflict`.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation import access, clock, partnerships, proposals
from facilitation.database import Base, Session
from facilitation.errors import Conflict, Invalid
from facilitation.languages import Words, WordsType
from facilitation.live.log import Room, Update
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from facilitation.proposals import Proposal
from facilitation.sayings import Findable, Said
from tools.wording import N_

STATES = {
    "running": N_("running"),
    "idea": N_("idea"),
    "not_chosen": N_("not chosen"),
    "finished": N_("finished"),
}
TOGETHER, THIRD, UNSAID = "together", "third", ""
"""Who proposed or chose, beside a side's key: all sides together, somebody else, not said."""
TITLE_LONGEST = 160
"""Characters of a title in one language: it has to fit on a card, a list and a phone."""

SUMMARY_LONGEST = 10_000
"""Characters of a summary in one language: four pages, above everything else of the project."""

TITLE_NEEDED = N_("Give the project a title, in one language at least.")
TOO_LONG = N_("This is {length} characters long. Up to {longest} fit here: shorten it where you like.")
WHO_UNKNOWN = N_("Choose one of the places, together, somebody else or not said.")
STATE_UNKNOWN = N_("Choose how the project stands.")
Problem = tuple[str, str] | tuple[str, str, dict[str, Any]]
ARCHIVED = N_("This project is in the archive: it can be read, not changed. Restore it first.")


class Project(Findable, Base):
    """One participatory process. `side_id` is its owner, None when shared; `proposed`, `chosen` as in `Context`."""

    __tablename__ = "projects"
    kind_of_saying = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(sa.ForeignKey("partnerships.id"), index=True)
    side_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sides.id"))
    title: Mapped[Words] = mapped_column(WordsType)
    summary: Mapped[Words] = mapped_column(WordsType)
    state: Mapped[str] = mapped_column(default="running")
    proposed: Mapped[str] = mapped_column(default="")
    chosen: Mapped[str] = mapped_column(default="")
    started_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    created_at: Mapped[datetime.datetime]
    archived_at: Mapped[datetime.datetime | None]
    partnership: Mapped[Partnership] = relationship()
    side: Mapped[Side | None] = relationship(lazy="joined")
    started_by: Mapped[Person] = relationship()

    @property
    def version(self) -> str:
        """Return what tells two wordings of this project apart; a form carries the one it was drawn from."""
        said = [self.title, self.summary, self.state, self.proposed, self.chosen]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]

    def sayings(self) -> list[Said]:
        """Return its title and summary, to be found."""
        return [Said(project_id=self.id, texts=(self.title, self.summary))]


def start(
    db: Session,
    person: Person,
    membership: Membership,
    partnership: Partnership,
    title: Words,
    side: Side | None,
    proposed: str = UNSAID,
    chosen: str = UNSAID,
    summary: Words | None = None,
) -> Project:
    """Start a project of a side, or shared by all sides when `side` is None; a second press starts nothing new."""
    access.require(membership, access.Action.START_PROJECT, side.id if side else None)
    summary = summary or {"original": title["original"]}
    _refuse(problems(partnership, title, summary, proposed, chosen))
    partnerships.lock(db, partnership.id)
    told = (side.id if side else None, title, summary, proposed, chosen)
    mine = (Project.partnership_id == partnership.id, Project.started_by_id == person.id, Project.archived_at.is_(None))
    lately = db.scalars(sa.select(Project).where(*mine, Project.created_at > clock.now() - partnerships.A_MOMENT))
    for each in lately:
        if (each.side_id, each.title, each.summary, each.proposed, each.chosen) == told:
            return each
    project = Project(
        partnership=partnership,
        side=side,
        title=title,
        summary=summary,
        state="running",
        proposed=proposed,
        chosen=chosen,
        started_by=person,
        created_at=clock.now(),
    )
    db.add(project)
    db.flush()
    return project


def edit(
    db: Session,
    membership: Membership,
    project: Project,
    title: Words,
    summary: Words,
    proposed: str,
    chosen: str,
    version: str = "",
) -> None:
    """Change what a project says of itself; `version` is the wording one looked at, Conflict when it moved on."""
    access.require(membership, access.Action.START_PROJECT, project.side_id)
    require_open(project)
    db.execute(sa.select(Project.id).where(Project.id == project.id).with_for_update())
    db.refresh(project)
    if version and version != project.version:
        raise Conflict
    _refuse(problems(project.partnership, title, summary, proposed, chosen))
    project.title = _kept(project, project.title) | title
    project.summary = _kept(project, project.summary) | summary
    project.proposed, project.chosen = proposed, chosen
    db.flush()


def set_state(db: Session, membership: Membership, project: Project, state: str) -> None:
    """Say how a project stands: one of `STATES`."""
    access.require(membership, access.Action.START_PROJECT, project.side_id)
    require_open(project)
    if state not in STATES:
        raise Invalid([("state", STATE_UNKNOWN)])
    project.state = state
    db.flush()


def put_away(db: Session, person: Person, membership: Membership, project: Project) -> Proposal | None:
    """Archive a project of one's own side; ask every side about a shared one and return that proposal."""
    access.require(membership, access.Action.ARCHIVE, project.side_id)
    if project.archived_at is not None:
        return None
    if project.side_id is None:
        return proposals.make(db, person, membership, project.partnership, proposals.ARCHIVE, project.id)
    archive(db, project)
    return None


def bring_back(db: Session, person: Person, membership: Membership, project: Project) -> Proposal | None:
    """Restore a project of one's own side; ask every side about a shared one and return that proposal."""
    access.require(membership, access.Action.ARCHIVE, project.side_id)
    if project.archived_at is None:
        return None
    if project.side_id is None:
        return proposals.make(db, person, membership, project.partnership, proposals.RESTORE, project.id)
    restore(db, project)
    return None


def archive(db: Session, project: Project) -> None:
    """Put a project in the archive, at once; who may is asked before."""
    if project.archived_at is None:
        project.archived_at = clock.now()
        db.flush()


def restore(db: Session, project: Project) -> None:
    """Take a project out of the archive, at once; who may is asked before."""
    project.archived_at = None
    db.flush()


def require_open(project: Project) -> None:
    """Raise Conflict for a project in the archive."""
    if project.archived_at is not None:
        raise Conflict(ARCHIVED)


def of_partnership(db: Session, partnership: Partnership, archived: bool = False) -> list[Project]:
    """Return the projects of a partnership, or those in its archive: by side in the drawn order, shared ones last."""
    inside = Project.archived_at.is_not(None) if archived else Project.archived_at.is_(None)
    found = db.scalars(sa.select(Project).where(Project.partnership_id == partnership.id, inside).order_by(Project.id))
    places = {side.id: side.position for side in partnership.sides}
    return sorted(found, key=lambda each: places.get(each.side_id or 0, len(places) + 1))


def worked_on(db: Session, project: Project, rooms: Iterable[Room]) -> list[tuple[Side | None, list[Person]]]:
    """Return who wrote in these rooms of a project, by side in the drawn order; people without a side come last."""
    wrote = sa.select(Update.person_id).where(Update.room_id.in_([room.id for room in rooms])).distinct()
    here = Membership.partnership_id == project.partnership_id, Membership.person_id.in_(wrote)
    last = {each.person_id: each for each in db.scalars(sa.select(Membership).where(*here).order_by(Membership.id))}
    people = sorted((each.person for each in last.values()), key=lambda person: (person.name.casefold(), person.id))
    groups = [
        (side, [each for each in people if last[each.id].side_id == side.id]) for side in project.partnership.sides
    ]
    outside: list[Person] = [each for each in people if last[each.id].side_id is None]
    return [group for group in (*groups, (None, outside)) if group[1]]


def deciders(partnership: Partnership) -> list[str]:
    """Return everybody who may have proposed or chosen: each side's key, together, somebody else, not said."""
    return [*(side.key for side in partnership.sides), TOGETHER, THIRD, UNSAID]


def problems(partnership: Partnership, title: Words, summary: Words, proposed: str, chosen: str) -> list[Problem]:
    """Return everything that cannot stay so, each beside its field of the form."""
    found: list[Problem] = []
    texts = {code: text for code, text in title.items() if code != "original"}
    if not any(text.strip() for text in texts.values()):
        found.append((f"title.{title.get('original', '')}", TITLE_NEEDED))
    for name, words, longest in (("title", title, TITLE_LONGEST), ("summary", summary, SUMMARY_LONGEST)):
        for code, text in words.items():
            if len(text) > longest:
                found.append((f"{name}.{code}", TOO_LONG, {"length": len(text), "longest": longest}))
    known = deciders(partnership)
    return found + [
        (name, WHO_UNKNOWN) for name, who in (("proposed", proposed), ("chosen", chosen)) if who not in known
    ]


def _refuse(found: list[Problem]) -> None:
    if found:
        raise Invalid(found)


def _kept(project: Project, text: Words) -> Words:
    """Return what a text says in languages that no form offers any more."""
    return {code: words for code, words in text.items() if code not in (*project.partnership.languages, "original")}
