"""Links: one-time addresses to get in again: they work once, say who made them, and end every other sign-in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import orm

from facilitation import create_app, database, links
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.errors import Forbidden, Gone, NotFound
from facilitation.links import Link
from facilitation.people import Person
from tests import makers
from tests.letters import Postbox
from tests.visitors import Visitor, kept_password, problems_of, signed_in, words_of

NEW = "een heel nieuw wachtwoord"


@pytest.fixture
def bram(lite_db: Session) -> Person:
    """Somebody in Brasschaat who forgot a password."""
    person = makers.person(lite_db, "Bram Peeters", mail="bram@brasschaat.example", password=kept_password())
    lite_db.commit()
    return person


@pytest.fixture
def els(lite_db: Session) -> Person:
    """The coordinator who makes links."""
    person = makers.person(lite_db, "Els De Smet")
    lite_db.commit()
    return person


def link_for(db: Session, person: Person, made_by: Person | None, settings: Settings) -> str:
    """Make a one-time link and return its path."""
    db.begin_writing()
    kind = links.SIGN_IN if made_by else links.PASSWORD
    _link, token = links.make(db, person, kind, made_by, settings)
    db.commit()
    return f"/link/{token}"


def test_a_link_says_who_made_it_and_when_on_the_clock_of_the_one_it_is_for(
    app: Flask, lite_db: Session, settings: Settings, bram: Person, els: Person, frozen: Callable[..., object]
) -> None:
    said = words_of(Visitor(app).get(link_for(lite_db, bram, els, settings)))
    assert "Voor het account van Bram Peeters." in said
    assert "Els De Smet maakte deze link voor jou op 20 nov 2026, 13:00." in said


def test_a_link_asked_for_by_mail_says_so(
    app: Flask, lite_db: Session, settings: Settings, bram: Person, frozen: Callable[..., object]
) -> None:
    said = words_of(Visitor(app, language="es").get(link_for(lite_db, bram, None, settings)))
    assert "Usted pidió este enlace el 20 nov 2026, 13:00." in said


def test_looking_at_a_link_does_not_use_it_up(
    app: Flask, lite_db: Session, settings: Settings, bram: Person, els: Person
) -> None:
    path = link_for(lite_db, bram, els, settings)
    assert [Visitor(app).get(path).status_code for _look in range(3)] == [200] * 3
    assert Visitor(app).post(path, password=NEW).status_code == 303


def test_a_link_makes_the_person_choose_a_password_and_then_lets_them_in_once(
    app: Flask, lite_db: Session, settings: Settings, bram: Person, els: Person
) -> None:
    path, visitor = link_for(lite_db, bram, els, settings), Visitor(app)
    short = visitor.post(path, password="short")
    assert (short.status_code, list(problems_of(short)), visitor.token) == (400, ["password"], None)
    assert visitor.post(path, password=NEW).location == "/"
    assert visitor.is_signed_in()
    again = Visitor(app)
    assert (again.get(path).status_code, again.post(path, password="yet another one").status_code) == (410, 410)
    assert again.token is None
    assert Visitor(app).sign_in("bram@brasschaat.example", NEW).status_code == 303
    assert Visitor(app).sign_in("bram@brasschaat.example").status_code == 400


def test_a_link_posted_twice_at_the_same_moment_works_once(
    app: Flask, lite_db: Session, settings: Settings, bram: Person, els: Person
) -> None:
    path, start, answers = link_for(lite_db, bram, els, settings), threading.Barrier(2), {}

    def press(password: str) -> None:
        start.wait()
        answers[password] = Visitor(app).post(path, password=password).status_code

    hands = [threading.Thread(target=press, args=(password,)) for password in ("the left hand", "the right hand")]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(answers.values()) == [303, 410]
    worked = next(password for password, status in answers.items() if status == 303)
    assert Visitor(app).sign_in("bram@brasschaat.example", worked).status_code == 303


def test_on_every_database_one_of_many_at_the_same_moment_uses_a_link(
    factory: orm.sessionmaker[Session], settings: Settings
) -> None:
    with database.writing(factory) as db:
        _link, token = links.make(db, makers.person(db), links.PASSWORD, None, settings)
    start, ends = threading.Barrier(6), []

    def use() -> None:
        start.wait()
        try:
            with database.writing(factory) as db:
                links.use(db, token, "kept")
            ends.append("used")
        except Gone:
            ends.append("gone")

    users = [threading.Thread(target=use) for _user in range(6)]
    for user in users:
        user.start()
    for user in users:
        user.join()
    assert sorted(ends) == ["gone"] * 5 + ["used"]


def test_using_a_link_ends_every_other_sign_in_and_every_other_link(
    app: Flask, lite_db: Session, settings: Settings, bram: Person, els: Person
) -> None:
    phone, hers = signed_in(app, bram), signed_in(app, els)
    mailed, made = link_for(lite_db, bram, None, settings), link_for(lite_db, bram, els, settings)
    visitor = Visitor(app)
    visitor.post(made, password=NEW)
    assert (visitor.is_signed_in(), phone.is_signed_in(), hers.is_signed_in()) == (True, False, True)
    assert Visitor(app).get(mailed).status_code == 410


def test_a_sign_in_by_link_is_marked_as_one(
    app: Flask, lite_db: Session, settings: Settings, bram: Person, els: Person
) -> None:
    Visitor(app).post(link_for(lite_db, bram, els, settings), password=NEW)
    lite_db.rollback()
    assert lite_db.execute(sa.text("SELECT person_id, from_link FROM sign_ins")).all() == [(bram.id, 1)]


def test_a_link_used_by_somebody_who_is_signed_in_as_another_changes_who_is_signed_in(
    app: Flask, lite_db: Session, settings: Settings, bram: Person, els: Person
) -> None:
    visitor = signed_in(app, els)
    visitor.post(link_for(lite_db, bram, els, settings), password=NEW)
    assert 'value="Bram Peeters"' in visitor.get("/account").text


def test_a_link_expires_after_a_day(
    app: Flask, lite_db: Session, settings: Settings, bram: Person, els: Person, frozen: Callable[..., object]
) -> None:
    path = link_for(lite_db, bram, els, settings)
    frozen(hours=24, seconds=-1)
    assert Visitor(app).get(path).status_code == 200
    frozen(seconds=1)
    late = Visitor(app).get(path)
    assert (late.status_code, Visitor(app).post(path, password=NEW).status_code) == (410, 410)
    assert "Deze link is al gebruikt, vervangen of verlopen. Vraag een nieuwe." in words_of(late)


def test_a_new_link_from_a_coordinator_replaces_the_earlier_one(
    app: Flask, lite_db: Session, settings: Settings, bram: Person, els: Person
) -> None:
    first, second = link_for(lite_db, bram, els, settings), link_for(lite_db, bram, els, settings)
    assert (Visitor(app).get(first).status_code, Visitor(app).get(second).status_code) == (410, 200)


def test_a_link_that_never_existed_is_not_found(lite_db: Session, app: Flask) -> None:
    with pytest.raises(NotFound):
        links.of_token(lite_db, "wrong")
    assert Visitor(app).post("/link/wrong", password=NEW).status_code == 404


def test_the_database_holds_no_token_of_a_link(lite_db: Session, settings: Settings, bram: Person) -> None:
    token = link_for(lite_db, bram, None, settings).removeprefix("/link/")
    assert token not in str(lite_db.execute(sa.select(Link.__table__)).all())


def test_only_an_administrator_makes_a_link_for_an_administrator(
    lite_db: Session, settings: Settings, els: Person
) -> None:
    chief = makers.person(lite_db, administrator=True)
    other = makers.person(lite_db, administrator=True)
    with pytest.raises(Forbidden):
        links.make(lite_db, chief, links.SIGN_IN, els, settings)
    link, _token = links.make(lite_db, chief, links.SIGN_IN, other, settings)
    assert (link.person_id, link.made_by_id) == (chief.id, other.id)
    lite_db.commit()


def test_a_link_lies_at_the_public_address_whatever_the_request_said(settings: Settings) -> None:
    public = replace(settings, public_url="https://tandem.example/")
    assert links.address("token", public) == "https://tandem.example/link/token"


# A forgotten password.


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "Vraag de coördinator van je plaats om een eenmalige link."),
        ("es", "Pida un enlace de un solo uso a la coordinación de su lugar."),
    ],
)
def test_without_mail_one_is_told_to_ask_the_coordinator(
    app: Flask, bram: Person, lite_db: Session, language: str, sentence: str
) -> None:
    visitor = Visitor(app, language=language)
    for page in (visitor.get("/forgotten"), visitor.post("/forgotten", mail="bram@brasschaat.example")):
        assert page.status_code == 200
        assert sentence in words_of(page)
        assert "<form" not in page.text.split("<main")[1]
    lite_db.rollback()
    assert lite_db.scalars(sa.select(Link)).all() == []


def test_a_forgotten_password_is_answered_the_same_whether_the_address_is_known_or_not(
    lite: sa.Engine, settings: Settings, bram: Person, postbox: Postbox
) -> None:
    made = create_app(replace(settings, smtp_url=postbox.url, mail_from="tandem@example.org"))
    known, unknown = Visitor(made), Visitor(made)
    answers = [known.post("/forgotten", mail="BRAM@brasschaat.example"), unknown.post("/forgotten", mail="no@body.org")]
    assert [(each.status_code, each.location) for each in answers] == [(303, "/forgotten?sent=yes")] * 2
    pages = [known.get("/forgotten?sent=yes"), unknown.get("/forgotten?sent=yes")]
    assert pages[0].text == pages[1].text
    assert "Als dit adres een account heeft, is er een mail onderweg." in words_of(pages[0])
    (letter,) = postbox.wait_for(1)
    assert letter.to == ["bram@brasschaat.example"]
    made.extensions["tandem.engine"].dispose()


def test_the_mailed_link_works_once_and_lies_at_the_public_address(
    lite: sa.Engine, settings: Settings, bram: Person, postbox: Postbox
) -> None:
    told = replace(settings, smtp_url=postbox.url, mail_from="t@example.org", public_url="http://tandem.example")
    made = create_app(told)
    Visitor(made, host="evil.example").post("/forgotten", mail="bram@brasschaat.example")
    (letter,) = postbox.wait_for(1)
    assert letter.subject == "Kies een nieuw wachtwoord voor Tandem"
    (address,) = [word for word in letter.text.split() if word.startswith("http")]
    assert address.startswith("http://tandem.example/link/")
    path = address.removeprefix("http://tandem.example")
    assert Visitor(made).post(path, password=NEW).status_code == 303
    assert Visitor(made).post(path, password=NEW).status_code == 410
    made.extensions["tandem.engine"].dispose()


def test_nobody_is_flooded_with_mails_by_somebody_who_keeps_asking(
    lite: sa.Engine, settings: Settings, bram: Person, lite_db: Session, postbox: Postbox, frozen: Callable[..., object]
) -> None:
    made = create_app(replace(settings, smtp_url=postbox.url, mail_from="tandem@example.org"))
    asked = [
        Visitor(made, network=f"192.0.2.{number}").post("/forgotten", mail="bram@brasschaat.example").status_code
        for number in range(5)
    ]
    assert asked == [303] * 5
    assert len(postbox.wait_for(3)) == 3
    frozen(hours=1, minutes=1)
    Visitor(made).post("/forgotten", mail="bram@brasschaat.example")
    assert len(postbox.wait_for(4)) == 4
    lite_db.rollback()
    assert lite_db.scalar(sa.select(sa.func.count(Link.id))) == 4
    made.extensions["tandem.engine"].dispose()


def test_an_address_that_is_none_is_named_beside_its_field(
    lite: sa.Engine, settings: Settings, postbox: Postbox
) -> None:
    made = create_app(replace(settings, smtp_url=postbox.url, mail_from="tandem@example.org"))
    answer = Visitor(made).post("/forgotten", mail="bram at brasschaat")
    assert (answer.status_code, list(problems_of(answer))) == (400, ["mail"])
    assert 'value="bram at brasschaat"' in answer.text
    made.extensions["tandem.engine"].dispose()
