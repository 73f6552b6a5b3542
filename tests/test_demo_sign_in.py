"""Demo sign-in: one click makes anybody a person of the example, on their own machine and nowhere else (F10)."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask

from facilitation import create_app
from facilitation.access import Role
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.people import Person
from tests import makers
from tests.visitors import Visitor, signed_in, words_of

HERE = ["127.0.0.1", "127.0.0.1:8000", "localhost", "localhost:8105", "LOCALHOST:8000", "[::1]", "[::1]:8000"]
HERE_ITSELF = "127.0.0.1"
"""The address from which this machine speaks to itself."""
ELSEWHERE = [
    "tandem.example",
    "192.168.1.5:8000",
    "127.0.0.2:8000",
    "localhost.evil.example",
    "evil.example#localhost",
    "localhost:8000@evil.example",
    "localhost:port",
    "127.0.0.1.",
    "[::2]:8000",
    "::1",
    "",
]
BY_PROXY = {
    "Forwarded": "for=203.0.113.9",
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Host": "localhost",
    "X-Forwarded-Proto": "https",
    "x-forwarded-port": "443",
    "X-Forwarded-Anything": "",
    "X-Real-IP": "203.0.113.9",
    "Via": "1.1 proxy",
}


@pytest.fixture
def rosa(lite_db: Session) -> Person:
    """A coordinator of the example, in a database of the example only."""
    among = makers.partnership(lite_db, invented=True)
    person = makers.person(lite_db, "Rosa Quispe", demo=True, language="es")
    makers.membership(lite_db, person, among, "tarija", Role.COORDINATOR)
    lite_db.commit()
    return person


def press(app: Flask, person: Person, host: str = "127.0.0.1:8000", **headers: str) -> Visitor:
    """Press the button of a person of the example, as a browser at `host` would; return the browser afterwards."""
    visitor = Visitor(app, network=HERE_ITSELF)
    answer = visitor.client.post(
        f"/demo/{person.id}",
        headers={"Sec-Fetch-Site": "same-origin", **headers},
        environ_overrides={"HTTP_HOST": host},
    )
    assert answer.status_code == (303 if "Set-Cookie" in answer.headers else 404)
    visitor.let_in = answer.status_code == 303  # type: ignore[attr-defined]
    return visitor


def is_let_in(app: Flask, person: Person, host: str = "127.0.0.1:8000", **headers: str) -> bool:
    """Return whether the button lets one in, and that the front page shows it in that very case only."""
    shown = Visitor(app, network=HERE_ITSELF).client.get(
        "/", headers={"Accept-Language": "nl", **headers}, environ_overrides={"HTTP_HOST": host}
    )
    inside = bool(press(app, person, host, **headers).let_in)  # type: ignore[attr-defined]
    assert (f'action="/demo/{person.id}"' in shown.text) is inside
    return inside


def test_one_click_signs_in_as_a_person_of_the_example(app: Flask, rosa: Person) -> None:
    visitor = Visitor(app, network=HERE_ITSELF)
    front = visitor.get("/")
    assert "Rosa Quispe" in words_of(front)
    assert visitor.post(f"/demo/{rosa.id}").location == "/"
    assert visitor.is_signed_in()


@pytest.mark.parametrize("host", HERE)
def test_it_opens_at_every_name_of_this_machine(app: Flask, rosa: Person, host: str) -> None:
    assert is_let_in(app, rosa, host)


@pytest.mark.parametrize("host", ELSEWHERE)
def test_it_does_not_exist_under_any_other_name(app: Flask, rosa: Person, host: str) -> None:
    assert not is_let_in(app, rosa, host)


@pytest.mark.parametrize("header", BY_PROXY)
def test_it_does_not_exist_through_a_proxy(app: Flask, rosa: Person, header: str) -> None:
    assert not is_let_in(app, rosa, **{header: BY_PROXY[header]})


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Proto"])
def test_it_does_not_exist_through_a_proxy_that_is_trusted_either(
    lite: sa.Engine, settings: Settings, rosa: Person, header: str
) -> None:
    made = create_app(replace(settings, trusted_proxies=1))
    assert not is_let_in(made, rosa, **{header: BY_PROXY[header]})
    made.extensions["tandem.engine"].dispose()


@pytest.mark.parametrize("left", [False, True])
def test_it_does_not_exist_with_one_real_person_in_the_database_not_even_one_who_left(
    app: Flask, rosa: Person, lite_db: Session, left: bool
) -> None:
    assert is_let_in(app, rosa)
    gone = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) if left else None
    makers.person(lite_db, "Ana", left_at=gone)
    lite_db.commit()
    assert not is_let_in(app, rosa)


def test_nobody_becomes_an_administrator_by_it(app: Flask, rosa: Person, lite_db: Session) -> None:
    chief = makers.person(lite_db, "Jefa", demo=True, administrator=True)
    lite_db.commit()
    assert not is_let_in(app, chief)
    assert is_let_in(app, rosa)


def test_nobody_becomes_a_real_person_by_it(app: Flask, rosa: Person, lite_db: Session) -> None:
    real = makers.person(lite_db, "Ana")
    lite_db.commit()
    assert not is_let_in(app, real)


def test_looking_at_its_address_signs_nobody_in(app: Flask, rosa: Person) -> None:
    visitor = Visitor(app, network=HERE_ITSELF)
    assert visitor.get(f"/demo/{rosa.id}").status_code == 404
    assert not visitor.is_signed_in()


def test_a_button_on_another_site_signs_nobody_in(app: Flask, rosa: Person) -> None:
    visitor = Visitor(app, network=HERE_ITSELF)
    assert visitor.post(f"/demo/{rosa.id}", {"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not visitor.is_signed_in()


def test_somebody_who_does_not_exist_cannot_be_looked_round_as(app: Flask, rosa: Person) -> None:
    assert Visitor(app, network=HERE_ITSELF).post("/demo/99999").status_code == 404


def test_stepping_into_another_person_ends_the_first(app: Flask, rosa: Person, lite_db: Session) -> None:
    lise = makers.person(lite_db, "Lise Peeters", demo=True)
    lite_db.commit()
    visitor = signed_in(app, rosa, network=HERE_ITSELF)
    copy = Visitor(app, network=HERE_ITSELF)
    copy.client.set_cookie("tandem", str(visitor.token), domain="127.0.0.1")
    visitor.post(f"/demo/{lise.id}")
    assert 'value="Lise Peeters"' in visitor.get("/account").text
    assert not copy.is_signed_in()


def test_a_person_of_the_example_can_spoil_nothing_of_the_account(app: Flask, rosa: Person) -> None:
    visitor = signed_in(app, rosa, language="nl")
    page = visitor.get("/account")
    assert "/account/mail" not in page.text
    assert "/account/leave" not in page.text
    for path, field in (("mail", "mail_password"), ("password", "present_password"), ("leave", "password")):
        typed = {field: "", "mail": "mine@example.org", "new_password": "0123456789"}
        assert visitor.post(f"/account/{path}", **typed).status_code == 400
    assert visitor.is_signed_in()
