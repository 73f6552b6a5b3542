"""Evidence: what shows that a tag holds: a sign of the project's Ambition setter, or what people tell.

When the card of a sign is taken away from its canvas, evidence that points at it stands no longer, and the tag falls
back to what its data say without; it stands again when the card is brought back. That follows with every change of the
canvas (`follow`), so that overviews know it too.
Errors raised: as in `tagging`; `NotFound` for evidence that is not there.
"""

from __future__ import annotations

import datetime

import sqlalchemy as sa

from facilitation import canvases, clock, contents
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.errors import Invalid, NotFound
from facilitation.languages import Words
from facilitation.live.addresses import Where
from facilitation.memberships import Membership
from facilitation.people import Person
from facilitation.projects import Problem, Project
from facilitation.sdg import tagging, tags
from facilitation.sdg.tags import Evidence, Tag
from tools.tags import meant
from tools.wording import N_

SIGNS_TOOL, SIGNS_HOME = "ambition_setter", ("signs", "indicators")
WORDS_NEEDED = N_("Say in a few words what shows it, or choose a sign of the Ambition setter.")
SIGN_GONE = N_("This sign is no longer there. Choose another one, or say in words what shows it.")
DAY_TO_COME = N_("This day is still to come. Fill in the day on which it was seen.")


def signs(db: Session, project: Project, membership: Membership) -> dict[str, Words]:
    """Return the signs that a project watches, by the id of their card, as they are called."""
    section, name = SIGNS_HOME
    canvas = canvases.find(db, project, SIGNS_TOOL)
    held = canvases.content(db, canvas, membership)[section][name] if canvas.id else []
    return {card["id"]: card["name"] for card in held}


def add(
    db: Session,
    person: Person,
    membership: Membership,
    tag: Tag,
    words: Words,
    entry: str = "",
    seen_on: datetime.date | None = None,
) -> Evidence:
    """Say what shows that a tag holds; `seen_on` is today when nobody says. The same once more adds nothing."""
    tagging.begin(db, membership, tagging.of(tag))
    found = problems(db, membership, tag, words, entry, seen_on)
    if found:
        raise Invalid([*found])
    for each in tag.evidence:
        if each.withdrawn_at is None and (each.entry, each.words) == (entry, words):
            return each
    made = Evidence(
        entry=entry, words=words, seen_on=seen_on or tagging.today(tag.partnership), person=person, at=clock.now()
    )
    tag.evidence.append(made)
    tag.fresh_on = max(tag.fresh_on, made.seen_on)
    tags.settle(tag)
    db.flush()
    return made


def problems(
    db: Session, membership: Membership, tag: Tag, words: Words, entry: str, seen_on: datetime.date | None
) -> list[Problem]:
    """Return everything about new evidence that cannot stay so, each beside its field."""
    found: list[Problem] = []
    if entry and (tag.project is None or entry not in signs(db, tag.project, membership)):
        found.append(("entry", SIGN_GONE))
    if not entry and not meant(words):
        found.append((f"evidence.{words.get('original', '')}", WORDS_NEEDED))
    if seen_on is not None and seen_on > tagging.today(tag.partnership):
        found.append(("seen_on", DAY_TO_COME))
    for code, text in words.items():
        if code != "original" and len(text) > tagging.LONGEST:
            found.append((f"evidence.{code}", tagging.TOO_LONG, {"length": len(text), "longest": tagging.LONGEST}))
    return found


def withdraw(db: Session, membership: Membership, tag: Tag, evidence_id: int, away: bool = True) -> None:
    """Take evidence back, or let it stand again."""
    tagging.begin(db, membership, tagging.of(tag))
    found = next((each for each in tag.evidence if each.id == evidence_id), None)
    if found is None:
        raise NotFound
    if (found.withdrawn_at is not None) != away:
        found.withdrawn_at = clock.now() if away else None
        tags.settle(tag)
        db.flush()


def follow(db: Session, canvas: Canvas) -> None:
    """Let evidence stand as long as the cards that it points at do; the caller commits."""
    if canvas.tool != SIGNS_TOOL:
        return
    here = Tag.project_id == canvas.project_id, Evidence.entry != ""
    held = list(db.scalars(sa.select(Evidence).join(Tag).where(*here)))
    if not held:
        return
    section, name = SIGNS_HOME
    rooms = canvases.rooms(db, canvas, [Where()])
    pages = [contents.fresh(db, room) for room in rooms.values()]
    home = f"{section}.{name}"
    there = {card.id for page in pages for card in page.sheet.cards.get(home, ()) if not card.removed}
    for each in held:
        if (each.gone_at is None) != (each.entry in there):
            db.begin_writing()
            each.gone_at = None if each.entry in there else clock.now()
            tags.settle(each.tag)
