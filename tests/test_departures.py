"""Departures: whoever leaves is blanked, and what the group wrote keeps its place."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from facilitation import clock, departures, invitations, links
from facilitation.access import Role
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.invitations import Invitation
from facilitation.links import Link
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership
from facilitation.people import Person
from facilitation.sign_ins import SignIn
from facilitation.views.account import named
from tests import makers
from tests.visitors import PASSWORD, Visitor, kept_password, problems_of, signed_in, words_of


@pytest.fixture
def among(lite_db: Session) -> Partnership:
    """A partnership of Brasschaat and Tarija."""
    made = makers.partnership(lite_db)
    lite_db.commit()
    return made


@pytest.fixture
def ana(lite_db: Session, among: Partnership) -> Person:
    """The coordinator of Tarija."""
    person = makers.person(lite_db, "Ana Flores", mail="ana@tarija.example", password=kept_password())
    makers.membership(lite_db, person, among, "tarija", Role.COORDINATOR)
    lite_db.commit()
    return person


def alone(db: Session, person: Person) -> list[str]:
    """Return the places that would have nobody who looks after their people."""
    db.rollback()
    return [side.name for side in departures.left_alone(db, person)]


def test_the_only_coordinator_of_a_side_is_told_so_before_leaving(app: Flask, ana: Person, lite_db: Session) -> None:
    assert alone(lite_db, ana) == ["Tarija"]
    said = words_of(signed_in(app, ana).get("/account/leave"))
    assert "Jij bent de enige die voor de mensen van Tarija zorgt." in said


@pytest.mark.parametrize(
    ("side", "role", "told"),
    [
        ("tarija", Role.DEPUTY, []),
        ("tarija", Role.COORDINATOR, []),
        ("tarija", Role.FACILITATOR, ["Tarija"]),
        ("brasschaat", Role.COORDINATOR, ["Tarija"]),
    ],
)
def test_with_another_coordinator_or_deputy_on_that_side_there_is_nothing_to_tell(
    app: Flask, ana: Person, among: Partnership, lite_db: Session, side: str, role: Role, told: list[str]
) -> None:
    makers.membership(lite_db, makers.person(lite_db), among, side, role)
    lite_db.commit()
    assert alone(lite_db, ana) == told
    assert ("Jij bent de enige" in words_of(signed_in(app, ana).get("/account/leave"))) is bool(told)


def test_a_deputy_whose_access_sleeps_or_ended_does_not_count(
    ana: Person, among: Partnership, lite_db: Session
) -> None:
    long_ago = clock.now().replace(year=2020)
    makers.membership(lite_db, makers.person(lite_db), among, "tarija", Role.DEPUTY, confirmed_at=long_ago)
    makers.membership(lite_db, makers.person(lite_db), among, "tarija", Role.DEPUTY, ended_at=long_ago)
    lite_db.commit()
    assert alone(lite_db, ana) == ["Tarija"]


def test_a_coordinator_whose_own_access_sleeps_leaves_nobody_behind(
    ana: Person, among: Partnership, lite_db: Session
) -> None:
    lite_db.begin_writing()
    lite_db.execute(sa.update(Membership).values(confirmed_at=clock.now().replace(year=2020)))
    lite_db.commit()
    lite_db.expire_all()
    assert alone(lite_db, ana) == []


def test_leaving_needs_the_password(app: Flask, ana: Person, lite_db: Session) -> None:
    visitor = signed_in(app, ana)
    answer = visitor.post("/account/leave", password="not hers at all")
    assert (answer.status_code, list(problems_of(answer))) == (400, ["password"])
    assert visitor.is_signed_in()
    assert alone(lite_db, ana) == ["Tarija"]


def test_who_left_is_blanked_signed_out_everywhere_and_takes_part_in_nothing(
    app: Flask, ana: Person, among: Partnership, lite_db: Session, settings: Settings
) -> None:
    here, phone = signed_in(app, ana), signed_in(app, ana)
    lite_db.begin_writing()
    links.make(lite_db, ana, links.PASSWORD, None, settings)
    lite_db.commit()
    answer = here.post("/account/leave", password=PASSWORD)
    assert (answer.status_code, answer.location, answer.headers["Clear-Site-Data"]) == (303, "/", '"cache"')
    assert "Je bent vertrokken." in words_of(here.get("/"))
    assert (here.is_signed_in(), phone.is_signed_in()) == (False, False)
    assert Visitor(app).sign_in("ana@tarija.example").status_code == 400
    lite_db.rollback()
    row = lite_db.execute(sa.select(Person.__table__).where(Person.id == ana.id)).one()
    assert "Ana" not in str(row)
    assert "ana@" not in str(row)
    assert (row.password, row.last_signed_in_at, row.time_zone, row.administrator) == (None, None, "UTC", False)
    for table in (SignIn, Link):
        assert lite_db.scalars(sa.select(table).where(table.person_id == ana.id)).all() == []
    assert lite_db.scalars(sa.select(Membership.ended_at).where(Membership.ended_at.is_(None))).all() == []


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "een vroeger lid van Tarija"), ("es", "alguien que participó antes por Tarija")]
)
def test_instead_of_the_name_it_says_a_former_member_of_the_place(
    app: Flask, ana: Person, lite_db: Session, language: str, said: str
) -> None:
    lite_db.begin_writing()
    departures.leave(lite_db, ana)
    lite_db.commit()
    with app.test_request_context(headers={"Accept-Language": language}):
        assert named(ana) == said


def test_who_never_had_a_place_is_called_a_former_member(app: Flask, among: Partnership, lite_db: Session) -> None:
    guide = makers.person(lite_db, "Guide")
    makers.membership(lite_db, guide, among, "", Role.FACILITATOR)
    departures.leave(lite_db, guide)
    lite_db.commit()
    with app.test_request_context(headers={"Accept-Language": "nl"}):
        assert named(guide) == "een vroeger lid"


def test_invitations_of_who_left_stop_and_the_one_they_came_by_forgets_them(
    ana: Person, among: Partnership, lite_db: Session, settings: Settings
) -> None:
    tarija = next(side for side in among.sides if side.key == "tarija")
    rosa = makers.person(lite_db, "Rosa")
    asked = (lite_db, ana, among, tarija, Role.DEPUTY, "Rosa", "rosa@tarija.example", "es", None, settings)
    used, _token = invitations.make(*asked)
    waiting, _token = invitations.make(*asked)
    invitations.accept(lite_db, used, rosa)
    departures.leave(lite_db, rosa)
    departures.leave(lite_db, ana)
    lite_db.commit()
    columns = (Invitation.name, Invitation.mail, Invitation.withdrawn_at.is_not(None))
    found = {row[0]: tuple(row[1:]) for row in lite_db.execute(sa.select(Invitation.id, *columns))}
    assert found == {used.id: ("", None, 0), waiting.id: ("Rosa", "rosa@tarija.example", 1)}


def test_the_address_of_who_left_may_be_used_for_a_new_account(ana: Person, lite_db: Session) -> None:
    lite_db.begin_writing()
    departures.leave(lite_db, ana)
    again = makers.person(lite_db, "Ana", mail="ANA@tarija.example")
    lite_db.commit()
    assert again.id != ana.id
