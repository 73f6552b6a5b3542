"""An organisation looks along where every side lets it, and no longer the moment one side does not."""

from __future__ import annotations

import pytest

from facilitation import partnerships
from facilitation.access import Role
from facilitation.database import Session
from facilitation.errors import Forbidden, Gone, Invalid, NotFound
from facilitation.people import Person
from facilitation.sdg import openings, organisations
from facilitation.sdg.organisations import Organisation
from tests import makers
from tests.makers import World

SIDES = ("brasschaat", "tarija", "nimlahakok")


@pytest.fixture
def world(db: Session) -> World:
    """Three sides; on both databases."""
    return makers.world(db)


@pytest.fixture
def administrator(db: Session, world: World) -> Person:
    """Somebody who looks after the installation."""
    made = makers.person(db, "Beheer", administrator=True)
    db.commit()
    return made


@pytest.fixture
def vvsg(db: Session, administrator: Person) -> Organisation:
    """An organisation."""
    made = organisations.make(db, administrator, "VVSG")
    db.commit()
    return made


def answer(db: Session, world: World, vvsg: Organisation, side: str, yes: bool = True) -> bool:
    """Let a side answer; return whether it is open then."""
    held = world.of(side, Role.COORDINATOR)
    found = openings.answer(db, held.person, held, world.partnership, vvsg, yes)
    db.commit()
    return found.is_open


def seen(db: Session, vvsg: Organisation) -> list[int]:
    """Return the partnerships that the organisation sees."""
    return [each.id for each in openings.seen_by(db, vvsg)]


def test_it_takes_the_yes_of_every_side_and_one_alone_ends_it_at_once(
    db: Session, world: World, vvsg: Organisation
) -> None:
    assert [answer(db, world, vvsg, side) for side in SIDES] == [False, False, True]
    assert seen(db, vvsg) == [world.partnership.id]
    assert not answer(db, world, vvsg, "tarija", yes=False)
    assert seen(db, vvsg) == []
    assert answer(db, world, vvsg, "tarija")


def test_a_place_that_joins_later_has_not_said_yes(db: Session, world: World, vvsg: Organisation) -> None:
    for side in SIDES:
        answer(db, world, vvsg, side)
    db.begin_writing()
    partnerships.welcome(db, world.partnership, makers.municipality(db, "Dogbo"))
    db.commit()
    assert seen(db, vvsg) == []


def test_who_looks_while_it_ends_is_told_so_and_who_never_looked_finds_nothing(
    db: Session, world: World, vvsg: Organisation
) -> None:
    with pytest.raises(NotFound):
        openings.require_open(db, vvsg, world.partnership.id)
    for side in SIDES:
        answer(db, world, vvsg, side)
    assert openings.require_open(db, vvsg, world.partnership.id).places == ("Brasschaat", "Tarija", "Nimlaha'kok")
    answer(db, world, vvsg, "tarija", yes=False)
    with pytest.raises(Gone, match="no longer shows its goals"):
        openings.require_open(db, vvsg, world.partnership.id)


def test_only_who_decides_for_a_side_opens_it(db: Session, world: World, vvsg: Organisation) -> None:
    for side, role in (("tarija", Role.MEMBER), ("", Role.FACILITATOR), ("tarija", Role.OBSERVER)):
        held = world.of(side, role)
        with pytest.raises(Forbidden):
            openings.answer(db, held.person, held, world.partnership, vvsg, True)
        db.rollback()
    assert seen(db, vvsg) == []


def test_one_organisation_sees_nothing_by_the_yes_to_another(
    db: Session, world: World, vvsg: Organisation, administrator: Person
) -> None:
    other = organisations.make(db, administrator, "Federación de municipios")
    db.commit()
    for side in SIDES:
        answer(db, world, vvsg, side)
    assert seen(db, other) == []


def test_an_administrator_makes_organisations_and_adds_people_who_have_an_account(
    db: Session, world: World, vvsg: Organisation, administrator: Person
) -> None:
    member = world.of("tarija")
    for _press in range(2):
        organisations.add(db, administrator, vvsg, member.person.mail or "")
        db.commit()
    assert [each.person_id for each in organisations.colleagues(db, vvsg)] == [member.person_id]
    assert organisations.find(db, member.person, vvsg.id) is vvsg
    for name, person in (("  ", administrator), ("vvsg", administrator), ("x" * 200, administrator)):
        with pytest.raises(Invalid):
            organisations.make(db, person, name)
        db.rollback()
    with pytest.raises(Invalid):
        organisations.add(db, administrator, vvsg, "niemand@example.org")
    db.rollback()
    with pytest.raises(Forbidden):
        organisations.make(db, member.person, "Ander")
    db.rollback()
    (colleague,) = organisations.colleagues(db, vvsg)
    organisations.end(db, administrator, vvsg, colleague.id)
    db.commit()
    with pytest.raises(NotFound):
        organisations.find(db, member.person, vvsg.id)


def test_an_administrator_reads_nothing_by_looking_after_an_organisation(
    db: Session, vvsg: Organisation, administrator: Person
) -> None:
    with pytest.raises(NotFound):
        organisations.find(db, administrator, vvsg.id)
    assert organisations.to_look_after(db, administrator, vvsg.id) is vvsg
