"""People: one account for each mail address, what somebody may change of it, and all problems at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import orm

from facilitation import create_app, database, people
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.errors import Invalid
from facilitation.people import Person
from tests import makers
from tests.visitors import PASSWORD, Visitor, kept_password, problems_of, signed_in, words_of

TOLD = {"name": "Ana Flores", "mail": "Ana@Tarija.example", "language": "es", "time_zone": "America/La_Paz"}
NEW = "een heel nieuw wachtwoord"


@pytest.fixture
def ana(lite_db: Session) -> Person:
    """Somebody with an account and a password."""
    person = makers.person(lite_db, "Ana Flores", mail="Ana@Tarija.example", password=kept_password())
    lite_db.commit()
    return person


def register(db: Session, **changed: str) -> Person:
    """Make an account in a writing transaction."""
    db.begin_writing()
    return people.register(db, password=None, **{**TOLD, **changed})


def present(db: Session, person: Person) -> Person:
    """Return a person as the database holds them now."""
    db.rollback()
    return db.get_one(Person, person.id, populate_existing=True)


# The verbs.


def test_a_mail_address_is_kept_as_typed_and_found_whatever_the_capitals(lite_db: Session) -> None:
    person = register(lite_db, mail="Ana.STRAẞE@Tarija.example")
    assert person.mail == "Ana.STRAẞE@Tarija.example"
    assert people.of_mail(lite_db, "ana.strasse@TARIJA.example") is person
    assert people.of_mail(lite_db, "") is None
    lite_db.commit()


@pytest.mark.parametrize("mail", ["Ana@Tarija.example", "ANA@TARIJA.EXAMPLE"])
def test_a_mail_address_belongs_to_one_account(lite_db: Session, ana: Person, mail: str) -> None:
    with pytest.raises(Invalid) as error:
        register(lite_db, mail=mail)
    assert error.value.problems == [("mail", people.TAKEN)]


def test_of_many_who_take_one_address_at_the_same_moment_one_gets_it_on_every_database(
    factory: orm.sessionmaker[Session],
) -> None:
    start, ends = threading.Barrier(6), []

    def take(mail: str) -> None:
        start.wait()
        try:
            with database.writing(factory) as db:
                register(db, mail=mail)
            ends.append("taken")
        except Invalid as error:
            ends.append(str(error.problems[0][1]))

    hands = [threading.Thread(target=take, args=(mail,)) for mail in ("ana@x.example", "ANA@x.example") * 3]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(ends) == sorted(["taken"] + [people.TAKEN] * 5)


def test_all_problems_of_an_account_are_named_at_once(lite_db: Session) -> None:
    with pytest.raises(Invalid) as error:
        register(lite_db, name="", mail="ana", language="fr", time_zone="Tarija")
    assert [problem[0] for problem in error.value.problems] == ["name", "mail", "language", "time_zone"]


def test_a_person_of_the_example_is_never_an_administrator(lite_db: Session) -> None:
    lite_db.begin_writing()
    with pytest.raises(Invalid):
        people.register(lite_db, password=None, **TOLD, administrator=True, demo=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "fine"),
    [
        ("Ana", True),
        (" Ana  Flores ", True),
        ("Q'eqchi' Ŕ 名", True),
        ("A" * 120, True),
        ("", False),
        ("  ", False),
        ("A" * 121, False),
        ("Ana\nFlores", False),
        ("Ana\x00", False),
    ],
)
def test_a_name_is_whatever_stands_on_one_line(name: str, fine: bool) -> None:
    assert (people.name_problem(name) == "") is fine


@pytest.mark.parametrize(
    ("mail", "fine"),
    [
        ("ana@tarija.example", True),
        ("ana+water@tarija.gob.bo", True),
        ("niña@tarija.example", True),
        ("o'brien@x.example", True),
        ("a@b", True),
        ("", False),
        ("ana", False),
        ("@tarija.example", False),
        ("ana@", False),
        ("ana@@tarija.example", False),
        ("ana flores@tarija.example", False),
        (" ana@tarija.example", False),
        ("ana@tarija.example ", False),
        ("ana@tarija.example\n", False),
        ("ana@tarija.example,eva@x.example", False),
        ("Ana <ana@tarija.example>", False),
        ("a" * 250 + "@x.be", False),
    ],
)
def test_a_mail_address_is_recognised(mail: str, fine: bool) -> None:
    assert (people.mail_problem(mail) == "") is fine


def test_every_time_zone_of_the_world_can_be_chosen() -> None:
    assert len(people.TIME_ZONES) > 400
    assert {"America/La_Paz", "America/Guatemala", "Europe/Brussels", "Africa/Kigali", "UTC"} <= set(people.TIME_ZONES)


def test_only_people_of_the_example_is_said_of_a_database_that_holds_some_and_nobody_else(lite_db: Session) -> None:
    said = [people.only_demo(lite_db)]
    makers.person(lite_db, demo=True)
    said.append(people.only_demo(lite_db))
    makers.person(lite_db)
    said.append(people.only_demo(lite_db))
    lite_db.commit()
    assert said == [False, True, False]


# The account page.


def test_the_account_page_is_closed_to_strangers(app: Flask) -> None:
    pages = ("/account", "/account/leave")
    assert [Visitor(app).get(path).status_code for path in pages] == [302, 302]
    forms = ("", "/mail", "/password", "/sign-out-everywhere", "/leave")
    assert [Visitor(app).post(f"/account{path}").status_code for path in forms] == [403] * 5


def test_somebody_changes_name_language_and_time_zone(app: Flask, ana: Person, lite_db: Session) -> None:
    visitor = signed_in(app, ana)
    visitor.get("/language/nl")
    answer = visitor.post("/account", name=" Ana María  Flores", language="es", time_zone="America/Guatemala")
    assert (answer.status_code, answer.location) == (303, "/account")
    found = present(lite_db, ana)
    assert (found.name, found.language, found.time_zone) == (" Ana María  Flores", "es", "America/Guatemala")
    said = words_of(visitor.get("/account"))
    assert "Sus datos están guardados." in said
    assert "Zona horaria" in said


def test_all_problems_are_named_and_what_was_typed_is_still_there(app: Flask, ana: Person, lite_db: Session) -> None:
    answer = signed_in(app, ana).post("/account", name="x" * 121, language="kek", time_zone="Tarija")
    assert (answer.status_code, sorted(problems_of(answer))) == (400, ["language", "name", "time_zone"])
    assert f'value="{"x" * 121}"' in answer.text
    assert present(lite_db, ana).name == "Ana Flores"


def test_a_new_mail_address_needs_the_present_password(app: Flask, ana: Person, lite_db: Session) -> None:
    visitor = signed_in(app, ana)
    wrong = visitor.post("/account/mail", mail="ana flores", mail_password="not hers at all")
    assert (wrong.status_code, sorted(problems_of(wrong))) == (400, ["mail", "mail_password"])
    assert 'value="ana flores"' in wrong.text
    assert visitor.post("/account/mail", mail="new@tarija.example", mail_password="").status_code == 400
    assert present(lite_db, ana).mail == "Ana@Tarija.example"
    assert visitor.post("/account/mail", mail="New@Tarija.example", mail_password=PASSWORD).status_code == 303
    assert present(lite_db, ana).mail == "New@Tarija.example"
    assert Visitor(app).sign_in("new@tarija.example").status_code == 303
    assert Visitor(app).sign_in("ana@tarija.example").status_code == 400


def test_ones_own_address_in_other_capitals_is_not_taken(app: Flask, ana: Person, lite_db: Session) -> None:
    visitor = signed_in(app, ana)
    assert visitor.post("/account/mail", mail="ana@tarija.example", mail_password=PASSWORD).status_code == 303
    assert present(lite_db, ana).mail == "ana@tarija.example"


def test_the_address_of_somebody_else_cannot_be_taken_nor_tried_out_at_will(
    lite: sa.Engine, settings: Settings, ana: Person, lite_db: Session, frozen: Callable[..., object]
) -> None:
    made = create_app(replace(settings, tries=2))
    makers.person(lite_db, mail="eva@tarija.example")
    lite_db.commit()
    visitor = signed_in(made, ana)
    typed = {"mail": "EVA@tarija.example", "mail_password": PASSWORD}
    assert [visitor.post("/account/mail", **typed).status_code for _try in range(3)] == [400, 400, 429]
    made.extensions["tandem.engine"].dispose()


def test_a_new_password_needs_the_present_one_and_ends_every_other_sign_in(app: Flask, ana: Person) -> None:
    here, phone = signed_in(app, ana), signed_in(app, ana)
    before = here.token
    wrong = here.post("/account/password", present_password="not hers at all", new_password="short")
    assert (wrong.status_code, sorted(problems_of(wrong))) == (400, ["new_password", "present_password"])
    assert "not hers at all" not in wrong.text
    assert phone.is_signed_in()
    assert here.post("/account/password", present_password=PASSWORD, new_password=NEW).location == "/account"
    assert (here.is_signed_in(), phone.is_signed_in()) == (True, False)
    assert here.token != before
    assert Visitor(app).sign_in("ana@tarija.example", NEW).status_code == 303
    assert Visitor(app).sign_in("ana@tarija.example", PASSWORD).status_code == 400


def test_guessing_the_present_password_in_a_borrowed_browser_gets_slow(
    lite: sa.Engine, settings: Settings, ana: Person, frozen: Callable[..., object]
) -> None:
    made = create_app(replace(settings, tries=2))
    visitor = signed_in(made, ana)
    guesses = [("password", "present_password"), ("mail", "mail_password"), ("leave", "password")]
    statuses = [visitor.post(f"/account/{path}", **{field: "a guess of mine"}).status_code for path, field in guesses]
    assert statuses == [400, 400, 429]
    made.extensions["tandem.engine"].dispose()
