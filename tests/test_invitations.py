"""Invitations: a link by which somebody joins, once, as what was said."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import orm

from facilitation import clock, database, invitations
from facilitation.access import Role
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.errors import Conflict, Gone, Invalid, NotFound
from facilitation.invitations import Invitation
from facilitation.memberships import Membership
from facilitation.people import Person
from tests import makers
from tests.guests import Inviting
from tests.visitors import Visitor, words_of

# Making one.


def test_an_invitation_is_open_until_it_is_used_withdrawn_or_thirty_days_old(
    inviting: Inviting, frozen: Callable[..., object]
) -> None:
    first, second, third = (inviting.invite()[0] for _one in range(3))
    assert [invitations.state(each) for each in (first, second, third)] == ["open"] * 3
    inviting.db.begin_writing()
    invitations.accept(inviting.db, first, makers.person(inviting.db))
    invitations.withdraw(inviting.db, second)
    inviting.db.commit()
    frozen(days=30, seconds=-1)
    assert [invitations.state(each) for each in (first, second, third)] == ["used", "withdrawn", "open"]
    frozen(seconds=1)
    assert [invitations.state(each) for each in (first, second, third)] == ["used", "withdrawn", "expired"]


def test_all_that_is_wrong_with_an_invitation_is_said_at_once(inviting: Inviting) -> None:
    with pytest.raises(Invalid) as error:
        invitations.make(
            inviting.db,
            inviting.coordinator,
            inviting.partnership,
            None,
            Role.MEMBER,
            " ",
            "rosa",
            "fr",
            datetime.date(2026, 11, 19),
            inviting.settings,
        )
    assert sorted({problem[0] for problem in error.value.problems} - {"role", "side"}) == [
        "language",
        "mail",
        "name",
        "until_on",
    ]
    assert {"role", "side"} & {problem[0] for problem in error.value.problems}


def test_an_invitation_for_a_side_of_another_partnership_is_refused(inviting: Inviting) -> None:
    elsewhere = makers.partnership(inviting.db, ("Herent", "Nimlaha'kok"))
    problems = invitations.problems(inviting.partnership, elsewhere.sides[0], Role.MEMBER, "Rosa", None, "es", None)
    assert [field for field, _sentence in problems] == ["side"]
    inviting.db.commit()


def test_the_database_holds_no_token_of_an_invitation(inviting: Inviting) -> None:
    _invitation, path = inviting.invite()
    token = path.removeprefix("/invitations/")
    assert token not in str(inviting.db.execute(sa.select(Invitation.__table__)).all())
    assert invitations.of_token(inviting.db, token).id == _invitation.id
    with pytest.raises(NotFound):
        invitations.of_token(inviting.db, "wrong")


def test_the_link_lies_at_the_public_address(settings: Settings) -> None:
    public = replace(settings, public_url="https://tandem.example/")
    assert invitations.address("token", public) == "https://tandem.example/invitations/token"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "nl",
            "Dag Rosa. Marta Vaca nodigt je uit voor de stedenband van Brasschaat en Tarija, als {role} voor Tarija. "
            "Open deze link om mee te doen. Hij werkt één keer, tot 20 december 2026:\nhttps://x.example/1",
        ),
        (
            "es",
            "Buen día, Rosa. Marta Vaca le invita al hermanamiento de Brasschaat y Tarija. Su rol: {role}, por Tarija. "
            "Abra este enlace para participar. Sirve una sola vez, hasta el 20 de diciembre de 2026:\nhttps://x.example/1",
        ),
    ],
)
def test_the_text_to_copy_is_plain_and_short_in_the_language_of_the_invited(
    inviting: Inviting, language: str, text: str
) -> None:
    invitation, _path = inviting.invite(Role.FACILITATOR)
    role = invitations.speaker(language)("facilitator")
    message = invitations.message(invitation, "https://x.example/1", language)
    assert message == text.format(role=role)
    assert role != "facilitator" or language == "nl"
    assert invitations.subject(invitation, language).endswith(("Brasschaat en Tarija", "Brasschaat y Tarija"))


def test_the_last_day_in_the_text_is_that_of_the_invited_place(
    inviting: Inviting, frozen: Callable[..., object]
) -> None:
    frozen(hours=14)  # three in the morning in Brasschaat, ten in the evening before in Tarija
    invitation, _path = inviting.invite()
    assert "hasta el 20 de diciembre de 2026" in invitations.message(invitation, "", "es")


def test_an_invitation_that_was_used_cannot_be_withdrawn(inviting: Inviting) -> None:
    invitation, _path = inviting.invite()
    inviting.db.begin_writing()
    invitations.accept(inviting.db, invitation, makers.person(inviting.db))
    with pytest.raises(Conflict):
        invitations.withdraw(inviting.db, invitation)


# Accepting one.


def test_who_accepts_takes_part_as_was_said_and_for_as_long(inviting: Inviting) -> None:
    invitation, _path = inviting.invite(Role.INTERPRETER, side="", until="2026-12-01")
    inviting.db.begin_writing()
    rosa = makers.person(inviting.db, "Rosa")
    membership = invitations.accept(inviting.db, invitation, rosa)
    inviting.db.commit()
    assert (membership.role, membership.side, membership.until_on) == ("interpreter", None, datetime.date(2026, 12, 1))
    assert (invitation.used_by_id, invitation.used_at) == (rosa.id, clock.now())


def test_an_invitation_works_once(inviting: Inviting) -> None:
    invitation, _path = inviting.invite()
    inviting.db.begin_writing()
    invitations.accept(inviting.db, invitation, makers.person(inviting.db))
    with pytest.raises(Gone):
        invitations.accept(inviting.db, invitation, makers.person(inviting.db))


def test_who_takes_part_already_keeps_what_they_are_and_leaves_the_invitation_open(inviting: Inviting) -> None:
    invitation, _path = inviting.invite(Role.OBSERVER)
    inviting.db.begin_writing()
    with pytest.raises(Conflict):
        invitations.accept(inviting.db, invitation, inviting.coordinator)
    inviting.db.rollback()
    assert invitations.state(invitation) == "open"
    assert inviting.taking_part() == [("Marta Vaca", "tarija", "coordinator")]


def test_whose_access_sleeps_wakes_up_with_the_new_role_only(inviting: Inviting, frozen: Callable[..., object]) -> None:
    rosa = makers.person(inviting.db, "Rosa")
    makers.membership(inviting.db, rosa, inviting.partnership, "tarija", Role.MEMBER)
    inviting.db.commit()
    frozen(days=366)
    inviting.db.begin_writing()
    inviting.held.confirmed_at = clock.now()
    inviting.db.commit()
    invitation, _path = inviting.invite(Role.DEPUTY)
    inviting.db.begin_writing()
    invitations.accept(inviting.db, invitation, rosa)
    inviting.db.commit()
    assert inviting.taking_part() == [("Marta Vaca", "tarija", "coordinator"), ("Rosa", "tarija", "deputy")]


def test_an_invitation_is_worth_no_more_than_the_right_of_its_maker(inviting: Inviting, app: Flask) -> None:
    invitation, path = inviting.invite()
    inviting.db.begin_writing()
    inviting.held.ended_at = clock.now()
    with pytest.raises(Gone):
        invitations.accept(inviting.db, invitation, makers.person(inviting.db))
    inviting.db.commit()
    closed = Visitor(app, language="es").get(path)
    assert (closed.status_code, "Esta invitación se anuló" in words_of(closed)) == (410, True)


def test_of_two_who_press_at_the_same_moment_one_joins_on_every_database(
    factory: orm.sessionmaker[Session], settings: Settings
) -> None:
    with factory() as db:
        inviting = Inviting(db, settings)
        invitation, _path = inviting.invite()
        people = [makers.person(db).id for _person in range(4)]
        db.commit()
    start, ends = threading.Barrier(4), []

    def accept(person_id: int) -> None:
        start.wait()
        try:
            with database.writing(factory) as own:
                found = own.get_one(Invitation, invitation.id)
                invitations.accept(own, found, own.get_one(Person, person_id))
            ends.append("joined")
        except Gone:
            ends.append("gone")

    hands = [threading.Thread(target=accept, args=(person_id,)) for person_id in people]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(ends) == ["gone", "gone", "gone", "joined"]
    with factory() as db:
        assert db.scalar(sa.select(sa.func.count(Membership.id))) == 2
