"""What ends while somebody writes: a sign-in, a role, a membership, a project. Nothing is written past it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pycrdt
import pytest

from facilitation import clock, database, sign_ins
from facilitation.access import Role
from facilitation.database import Session
from facilitation.live import log
from facilitation.live.protocol import Code
from facilitation.memberships import Membership
from facilitation.people import Person
from facilitation.projects import Project
from facilitation.sign_ins import SignIn
from tests.live.conftest import Joins, Village

THEME = "topic.theme@nl"
Happens = Callable[[Session, Membership, Project], object]


def kept(village: Village) -> str:
    """Return the Dutch theme as the log holds it."""
    with village.house.factory() as db:
        room = db.query(log.Room).filter_by(name=village.room).one()
        return str(log.load(db, room).doc.get(THEME, type=pycrdt.Text))


def signed_out(db: Session, held: Membership, _project: Project) -> None:
    """The sign-in ends: signed out elsewhere, or a new password."""
    sign_ins.end_everywhere(db, held.person)


def expired(db: Session, held: Membership, _project: Project) -> None:
    """The sign-in was not used for too long."""
    for each in db.query(SignIn).filter_by(person_id=held.person_id):
        each.expires_at = clock.now() - datetime.timedelta(seconds=1)


def demoted(_db: Session, held: Membership, _project: Project) -> None:
    """The role becomes one that reads along."""
    held.role = Role.OBSERVER


def removed(_db: Session, held: Membership, _project: Project) -> None:
    """Somebody else ends the membership."""
    held.ended_at = clock.now()


def archived(_db: Session, _held: Membership, project: Project) -> None:
    """The project goes into the archive."""
    project.archived_at = clock.now()


def left(db: Session, held: Membership, _project: Project) -> None:
    """The person leaves the product."""
    db.get_one(Person, held.person_id).left_at = clock.now()


CASES = [
    (signed_out, Code.SIGN_IN),
    (expired, Code.SIGN_IN),
    (demoted, Code.FORBIDDEN),
    (removed, Code.FORBIDDEN),
    (archived, Code.FORBIDDEN),
    (left, Code.SIGN_IN),
]


@pytest.mark.parametrize(("happens", "code"), CASES, ids=[each.__name__ for each, _ in CASES])
def test_a_right_that_ends_in_the_middle_of_a_sentence_ends_the_line_and_nothing_is_written_after(
    village: Village, join: Joins, happens: Happens, code: Code
) -> None:
    ana, juan = join("brasschaat"), join("tarija")
    ana.write(THEME, "Voor")
    assert ana.saved()
    with database.writing(village.house.factory) as db:
        held = db.get_one(Membership, village.world.of("brasschaat").id)
        happens(db, held, db.get_one(Project, village.world.project.id))
    ana.write(THEME, " en na")  # at once: before anything but the commit itself could notice
    assert (ana.ended(), kept(village)) == (code, "Voor")
    if happens is not archived:
        assert juan.until(lambda: juan.text(THEME) == "Voor")
        juan.write(THEME, ", zei Juan")
        assert (juan.saved(), kept(village)) == (True, "Voor, zei Juan")


@pytest.mark.parametrize(("happens", "code"), CASES, ids=[each.__name__ for each, _ in CASES])
def test_who_only_reads_is_let_go_within_moments_too(
    village: Village, join: Joins, happens: Happens, code: Code
) -> None:
    juan = join("tarija")
    with database.writing(village.house.factory) as db:
        held = db.get_one(Membership, village.world.of("tarija").id)
        happens(db, held, db.get_one(Project, village.world.project.id))
    assert juan.ended() == code


def test_whoever_comes_back_after_a_change_of_role_reads_with_the_new_rights(village: Village, join: Joins) -> None:
    with database.writing(village.house.factory) as db:
        db.get_one(Membership, village.world.of("tarija").id).role = Role.OBSERVER
    juan = join("tarija", path=village.page)
    assert {room["write"] for room in juan.hello["rooms"]} == {False}


def test_a_new_confirmation_of_a_membership_ends_nothing(village: Village, join: Joins) -> None:
    ana = join("brasschaat")
    with database.writing(village.house.factory) as db:
        db.get_one(Membership, village.world.of("brasschaat").id).confirmed_at = clock.now()
    ana.write(THEME, "Verder")
    assert (ana.saved(), ana.code) == (True, None)
