"""Invitations: a link by which somebody joins, once; and what they see when they open it."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import orm

from facilitation import clock, create_app, database, invitations, memberships
from facilitation.access import Role
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.errors import Conflict, Gone, Invalid, NotFound
from facilitation.invitations import Invitation
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from tests import makers
from tests.visitors import PASSWORD, Visitor, kept_password, problems_of, signed_in, words_of

NEW = {
    "name": "Rosa Quispe",
    "mail": "Rosa@Tarija.example",
    "password": "una frase bien larga",
    "language": "es",
    "time_zone": "America/La_Paz",
}


class Inviting:
    """A partnership of Brasschaat and Tarija whose coordinator in Tarija invites people."""

    def __init__(self, db: Session, settings: Settings) -> None:
        self.db, self.settings = db, settings
        self.partnership: Partnership = makers.partnership(db)
        self.coordinator: Person = makers.person(db, "Marta Vaca", language="es", time_zone="America/La_Paz")
        self.held = makers.membership(db, self.coordinator, self.partnership, "tarija", Role.COORDINATOR)
        db.commit()

    def side(self, key: str) -> Side | None:
        """Return a side by its key, none for ""."""
        return next((side for side in self.partnership.sides if side.key == key), None)

    def invite(
        self, role: str = Role.MEMBER, side: str = "tarija", mail: str = "", language: str = "es", until: str = ""
    ) -> tuple[Invitation, str]:
        """Invite somebody and return the invitation and its path."""
        self.db.begin_writing()
        day = datetime.date.fromisoformat(until) if until else None
        invitation, token = invitations.make(
            self.db,
            self.coordinator,
            self.partnership,
            self.side(side),
            role,
            "Rosa",
            mail,
            language,
            day,
            self.settings,
        )
        self.db.commit()
        return invitation, f"/invitations/{token}"

    def taking_part(self) -> list[tuple[str, str, str]]:
        """Return name, side and role of everybody who takes part."""
        self.db.rollback()
        found = memberships.of_partnership(self.db, self.partnership)
        return [(each.person.name, each.side.key if each.side else "", each.role) for each in found]


@pytest.fixture
def inviting(lite_db: Session, settings: Settings, frozen: Callable[..., object]) -> Inviting:
    """A partnership with a coordinator who invites."""
    return Inviting(lite_db, settings)


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


# The page.


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("nl", ["Marta Vaca nodigt je uit voor de stedenband van Brasschaat en Tarija", "20 dec 2026, 08:00"]),
        ("es", ["Marta Vaca le invita al hermanamiento de Brasschaat y Tarija", "20 dic 2026, 08:00"]),
    ],
)
def test_the_page_says_who_invites_to_what_as_what_until_when(
    inviting: Inviting, app: Flask, language: str, sentences: list[str]
) -> None:
    _invitation, path = inviting.invite(Role.DEPUTY, language=language)
    said = words_of(Visitor(app).get(path))
    for sentence in [*sentences, invitations.speaker(language)("deputy coordinator")]:
        assert sentence in said


def test_the_page_speaks_the_language_of_the_invitation_until_the_reader_chooses(
    inviting: Inviting, app: Flask
) -> None:
    _invitation, path = inviting.invite(language="es")
    visitor = Visitor(app, language="nl")
    assert '<html lang="es">' in visitor.get(path).text
    assert '<html lang="es">' in visitor.post(path).text
    visitor.get("/language/nl")
    assert '<html lang="nl">' in visitor.get(path).text


def test_looking_at_an_invitation_uses_nothing_up(inviting: Inviting, app: Flask) -> None:
    _invitation, path = inviting.invite()
    assert [Visitor(app).get(path).status_code for _look in range(3)] == [200] * 3


def test_registering_makes_an_account_and_joins_in_one_press(inviting: Inviting, app: Flask) -> None:
    invitation, path = inviting.invite(mail="rosa@tarija.example")
    visitor = Visitor(app)
    page = visitor.get(path)
    assert 'value="rosa@tarija.example"' in page.text
    assert '<option value="America/La_Paz" selected>' in page.text
    answer = visitor.post(path, **NEW)
    assert (answer.status_code, answer.location) == (303, f"/partnerships/{inviting.partnership.id}")
    assert visitor.is_signed_in()
    assert ("Rosa Quispe", "tarija", "member") in inviting.taking_part()
    inviting.db.refresh(invitation)
    person = inviting.db.get_one(Person, invitation.used_by_id)
    told = (person.name, person.mail, person.language, person.time_zone, person.administrator, person.demo)
    assert told == ("Rosa Quispe", "Rosa@Tarija.example", "es", "America/La_Paz", False, False)
    assert Visitor(app).sign_in("rosa@tarija.example", NEW["password"]).status_code == 303


def test_everything_that_is_wrong_is_said_at_once_and_everything_typed_is_still_there(
    inviting: Inviting, app: Flask
) -> None:
    _invitation, path = inviting.invite()
    answer = Visitor(app).post(
        path, name="", mail="rosa at tarija", password="corta", language="fr", time_zone="America/Nowhere"
    )
    assert (answer.status_code, sorted(problems_of(answer))) == (
        400,
        ["language", "mail", "name", "password", "time_zone"],
    )
    assert 'value="rosa at tarija"' in answer.text
    assert "corta" not in answer.text
    assert "Escríbala de nuevo" in words_of(answer)
    assert inviting.taking_part() == [("Marta Vaca", "tarija", "coordinator")]


def test_nothing_typed_at_registration_is_trimmed(inviting: Inviting, app: Flask) -> None:
    _invitation, path = inviting.invite()
    blank = Visitor(app).post(path, **{**NEW, "mail": " rosa@tarija.example"})
    assert list(problems_of(blank)) == ["mail"]
    Visitor(app).post(path, **{**NEW, "name": " Rosa  Quispe ", "password": " 12345678 "})
    assert (" Rosa  Quispe ", "tarija", "member") in inviting.taking_part()
    assert Visitor(app).sign_in(NEW["mail"], "12345678").status_code == 400
    assert Visitor(app).sign_in(NEW["mail"], " 12345678 ").status_code == 303


def test_who_is_signed_in_joins_with_one_button(inviting: Inviting, app: Flask) -> None:
    rosa = makers.person(inviting.db, "Rosa Quispe", language="es")
    inviting.db.commit()
    _invitation, path = inviting.invite()
    visitor = signed_in(app, rosa)
    page = visitor.get(path)
    assert "Participar como Rosa Quispe" in words_of(page)
    assert 'name="password"' not in page.text
    before = visitor.token
    assert visitor.post(path, **{"as": rosa.id}).location == f"/partnerships/{inviting.partnership.id}"
    assert ("Rosa Quispe", "tarija", "member") in inviting.taking_part()
    assert visitor.token == before


def test_nobody_joins_under_another_name_than_the_page_showed(inviting: Inviting, app: Flask) -> None:
    rosa, luz = makers.person(inviting.db, "Rosa"), makers.person(inviting.db, "Luz")
    inviting.db.commit()
    _invitation, path = inviting.invite()
    assert signed_in(app, luz).post(path, **{"as": rosa.id}).status_code == 409
    assert signed_in(app, luz).post(path, **NEW).status_code == 409
    assert Visitor(app).post(path, **{"as": rosa.id}).status_code == 409
    assert inviting.taking_part() == [("Marta Vaca", "tarija", "coordinator")]


def test_whose_address_has_an_account_is_asked_to_sign_in_and_comes_back(inviting: Inviting, app: Flask) -> None:
    rosa = makers.person(inviting.db, "Rosa", mail="rosa@tarija.example", password=kept_password())
    inviting.db.commit()
    _invitation, path = inviting.invite(mail="ROSA@tarija.example")
    visitor = Visitor(app)
    page = visitor.get(path)
    assert f'href="/sign-in?to={path}"' in page.text
    assert 'name="name"' not in page.text
    assert visitor.sign_in("rosa@tarija.example", PASSWORD, to=path).location == path
    assert visitor.post(path, **{"as": rosa.id}).status_code == 303


def test_registering_with_an_address_that_has_an_account_says_to_sign_in(
    lite: sa.Engine, inviting: Inviting, settings: Settings
) -> None:
    made = create_app(replace(settings, tries=2))
    makers.person(inviting.db, mail="rosa@tarija.example")
    inviting.db.commit()
    _invitation, path = inviting.invite()
    visitor = Visitor(made)
    answer = visitor.post(path, **NEW)
    assert (answer.status_code, list(problems_of(answer))) == (400, ["mail"])
    assert 'value="Rosa Quispe"' in answer.text
    assert visitor.post(path, **NEW).status_code == 400
    assert visitor.post(path, **NEW).status_code == 429  # nobody tries out addresses with one invitation
    made.extensions["tandem.engine"].dispose()


def test_who_takes_part_already_is_shown_the_way(inviting: Inviting, app: Flask) -> None:
    _invitation, path = inviting.invite()
    page = signed_in(app, inviting.coordinator).get(path)
    assert "Usted ya participa en este hermanamiento" in words_of(page)
    assert f'href="/partnerships/{inviting.partnership.id}"' in page.text


@pytest.mark.parametrize(
    ("what", "heading", "advice"),
    [
        ("used", "Esta invitación ya se usó", "Entonces inicie sesión con la cuenta que creó."),
        ("expired", "Esta invitación ya venció", "Pida otra a Marta Vaca"),
        ("withdrawn", "Esta invitación se anuló", "Marta Vaca puede decirle por qué"),
    ],
)
def test_an_invitation_that_works_no_more_says_why_and_what_to_do(
    inviting: Inviting, app: Flask, frozen: Callable[..., object], what: str, heading: str, advice: str
) -> None:
    invitation, path = inviting.invite()
    inviting.db.begin_writing()
    if what == "used":
        invitations.accept(inviting.db, invitation, makers.person(inviting.db))
    if what == "withdrawn":
        invitations.withdraw(inviting.db, invitation)
    inviting.db.commit()
    if what == "expired":
        frozen(days=30)
    for answer in (Visitor(app).get(path), Visitor(app).post(path, **NEW)):
        assert answer.status_code == 410
        assert heading in words_of(answer)
        assert advice in words_of(answer)
    assert inviting.db.scalar(sa.select(Person.id).where(Person.mail_key == "rosa@tarija.example")) is None


def test_a_link_that_never_existed_says_so(app: Flask) -> None:
    answer = Visitor(app).get("/invitations/wrong")
    assert answer.status_code == 404
    assert "Deze link is niet volledig, of hij heeft nooit bestaan." in words_of(answer)
