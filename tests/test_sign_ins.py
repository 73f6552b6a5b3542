"""Sign-ins: by mail address and password, one cookie for each browser, and every one can be ended."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import argon2
import pytest
import sqlalchemy as sa
from flask import Flask

from facilitation import clock, create_app, passwords, sign_ins
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.people import Person
from facilitation.sign_ins import SignIn
from tests import makers
from tests.visitors import PASSWORD, Visitor, kept_password, problems_of, signed_in, words_of

MAIL = "Ana.Flores@Tarija.example"


@pytest.fixture
def ana(lite_db: Session) -> Person:
    """Somebody with an account and a password."""
    person = makers.person(lite_db, "Ana Flores", mail=MAIL, password=kept_password(), language="es")
    lite_db.commit()
    return person


def rows(db: Session) -> list[SignIn]:
    """Return every sign-in as the database holds it now."""
    db.rollback()
    return list(db.scalars(sa.select(SignIn).order_by(SignIn.id).execution_options(populate_existing=True)))


# In.


def test_mail_address_and_password_let_somebody_in_whatever_the_capitals(app: Flask, ana: Person) -> None:
    visitor = Visitor(app)
    assert not visitor.is_signed_in()
    answer = visitor.sign_in(MAIL.upper())
    assert (answer.status_code, answer.location) == (303, "/")
    assert visitor.is_signed_in()


def test_signing_in_is_remembered_as_the_last_time(
    app: Flask, ana: Person, lite_db: Session, frozen: Callable[..., object]
) -> None:
    Visitor(app).sign_in(MAIL)
    lite_db.rollback()
    found = lite_db.get_one(Person, ana.id, populate_existing=True)
    assert found.last_signed_in_at == clock.now()


@pytest.mark.parametrize("language", ["nl", "es"])
def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(app: Flask, ana: Person, language: str) -> None:
    known = Visitor(app, language=language).sign_in(MAIL, "something else entirely")
    unknown = Visitor(app, language=language).sign_in("nobody@tarija.example", "something else entirely")
    assert (known.status_code, unknown.status_code) == (400, 400)
    assert list(problems_of(known)) == ["password"]
    assert known.text.replace(MAIL, "*") == unknown.text.replace("nobody@tarija.example", "*")
    assert "something else entirely" not in known.text
    assert "Set-Cookie" not in known.headers


def test_who_has_no_password_yet_is_not_let_in(app: Flask, lite_db: Session) -> None:
    makers.person(lite_db, mail="no@password.example", password=None)
    lite_db.commit()
    assert Visitor(app).sign_in("no@password.example", "").status_code == 400
    assert Visitor(app).sign_in("no@password.example", "the password of nobody").status_code == 400


def test_both_blank_fields_are_named_at_once_and_the_address_typed_stays(app: Flask, ana: Person) -> None:
    answer = Visitor(app).sign_in("", "")
    assert list(problems_of(answer)) == ["mail", "password"]
    answer = Visitor(app).sign_in("ana@", "")
    assert list(problems_of(answer)) == ["password"]
    assert 'value="ana@"' in answer.text


def test_the_page_says_to_type_the_password_again_after_a_mistake(app: Flask, ana: Person) -> None:
    visitor = Visitor(app)
    again = "Typ het opnieuw: een pagina bewaart nooit een wachtwoord."
    assert again not in words_of(visitor.get("/sign-in"))
    assert again in words_of(visitor.sign_in(MAIL, "wrong password"))


@pytest.mark.parametrize(
    ("to", "goes"),
    [
        ("/partnerships/3", "/partnerships/3"),
        ("/search?q=water&page=2", "/search?q=water&page=2"),
        ("", "/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("/\t/elsewhere.example", "/"),
        ("/\t\\elsewhere.example", "/"),
        ("/\r\n/elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_after_signing_in_one_goes_on_within_this_site_only(app: Flask, ana: Person, to: str, goes: str) -> None:
    assert Visitor(app).sign_in(MAIL, to=to).location == goes


def test_a_closed_page_asks_to_sign_in_and_comes_back_to_it(app: Flask, ana: Person) -> None:
    visitor = Visitor(app)
    asked = visitor.get("/account?from=mail")
    assert (asked.status_code, asked.location) == (302, "/sign-in?to=/account?from%3Dmail")
    page = visitor.get(str(asked.location))
    assert '<input type="hidden" name="to" value="/account?from=mail">' in page.text
    wrong = visitor.sign_in(MAIL, "wrong password", to="/account?from=mail")
    assert '<input type="hidden" name="to" value="/account?from=mail">' in wrong.text
    assert visitor.sign_in(MAIL, to="/account?from=mail").location == "/account?from=mail"
    assert visitor.get("/sign-in?to=/account").location == "/account"


def test_a_sign_in_form_on_another_site_is_refused(app: Flask, ana: Person) -> None:
    visitor = Visitor(app)
    answer = visitor.post("/sign-in", {"Sec-Fetch-Site": "cross-site"}, mail=MAIL, password=PASSWORD)
    assert (answer.status_code, visitor.token) == (403, None)


# The cookie.


def cookie_of(app: Flask, settings: Settings) -> str:
    """Return the cookie that signing in sets."""
    answer = Visitor(app).sign_in(MAIL)
    (cookie,) = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith("tandem=")]
    return re.sub(r"tandem=[^;]+|Expires=[^;]+; ", "", cookie)


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(app: Flask, ana: Person, settings: Settings) -> None:
    assert cookie_of(app, settings) == "; Max-Age=2592000; HttpOnly; Path=/; SameSite=Lax"


def test_over_https_the_cookie_travels_over_https_only(lite: sa.Engine, settings: Settings, ana: Person) -> None:
    made = create_app(replace(settings, public_url="https://tandem.example"))
    assert cookie_of(made, settings) == "; Max-Age=2592000; Secure; HttpOnly; Path=/; SameSite=Lax"
    made.extensions["tandem.engine"].dispose()


def test_a_cookie_planted_beforehand_opens_nothing_after_signing_in(app: Flask, ana: Person, lite_db: Session) -> None:
    thief, visitor = Visitor(app), Visitor(app)
    for browser in (thief, visitor):
        browser.client.set_cookie("tandem", "planted", domain="127.0.0.1")
    visitor.sign_in(MAIL)
    assert visitor.is_signed_in()
    assert not thief.is_signed_in()


def test_each_sign_in_gets_a_new_cookie_and_the_old_one_of_this_browser_ends(
    app: Flask, ana: Person, lite_db: Session
) -> None:
    visitor, copy = Visitor(app), Visitor(app)
    visitor.sign_in(MAIL)
    first = visitor.token
    copy.client.set_cookie("tandem", str(first), domain="127.0.0.1")
    assert copy.is_signed_in()
    visitor.sign_in(MAIL)
    assert visitor.token != first
    assert (visitor.is_signed_in(), copy.is_signed_in()) == (True, False)
    assert len(rows(lite_db)) == 1


def test_the_database_holds_no_cookie(app: Flask, ana: Person, lite_db: Session) -> None:
    visitor = Visitor(app)
    visitor.sign_in(MAIL)
    (row,) = rows(lite_db)
    assert row.token_hash == sign_ins.hash_of(str(visitor.token))
    assert row.token_hash != visitor.token


# Staying.


def test_a_sign_in_that_is_used_lives_on_and_one_that_is_not_ends_after_thirty_days(
    app: Flask, ana: Person, frozen: Callable[..., object]
) -> None:
    used, left_alone = signed_in(app, ana), signed_in(app, ana)
    frozen(days=29)
    answer = used.get("/account")
    assert "Max-Age=2592000" in answer.headers["Set-Cookie"]
    frozen(days=2)
    assert (used.is_signed_in(), left_alone.is_signed_in()) == (True, False)


def test_that_a_sign_in_is_used_is_written_down_once_an_hour(
    app: Flask, ana: Person, lite_db: Session, frozen: Callable[..., object]
) -> None:
    start = clock.now()
    visitor, seen = signed_in(app, ana), []
    for minutes in (59, 1, 30, 30):
        frozen(minutes=minutes)
        visitor.get("/account")
        seen.append((rows(lite_db)[0].seen_at - start).total_seconds() // 60)
    assert seen == [0, 60, 60, 120]


def test_a_page_does_not_wait_for_others_who_are_saving(
    app: Flask, ana: Person, lite_db: Session, frozen: Callable[..., object]
) -> None:
    visitor = signed_in(app, ana)
    frozen(hours=2)
    before = rows(lite_db)[0].seen_at
    gate = app.extensions["tandem.factory"]().gate
    gate.enter()
    started = time.monotonic()
    answer = visitor.get("/account")
    took = time.monotonic() - started
    gate.leave()
    assert (answer.status_code, rows(lite_db)[0].seen_at) == (200, before)
    assert took < 2  # the gate itself waits for ten seconds
    visitor.get("/account")
    assert rows(lite_db)[0].seen_at == clock.now()


def test_a_sign_in_that_was_ended_meanwhile_is_not_brought_back_by_being_used(
    lite_db: Session, settings: Settings, ana: Person, frozen: Callable[..., object]
) -> None:
    lite_db.begin_writing()
    sign_ins.start(lite_db, ana, settings)
    (row,) = lite_db.scalars(sa.select(SignIn))
    frozen(days=31)
    sign_ins.see(lite_db, row.id, settings)
    lite_db.commit()
    assert rows(lite_db)[0].expires_at < clock.now()


# Out.


def test_signing_out_ends_this_browser_only_and_empties_what_it_kept(app: Flask, ana: Person) -> None:
    here, there = signed_in(app, ana), signed_in(app, ana)
    copy = Visitor(app)
    copy.client.set_cookie("tandem", str(here.token), domain="127.0.0.1")
    answer = here.post("/sign-out")
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (303, '"cache"')
    assert here.token is None
    assert (here.is_signed_in(), copy.is_signed_in(), there.is_signed_in()) == (False, False, True)
    page = here.get(str(answer.location))
    assert 'data-kept-done="*"' in page.text
    assert "Je bent afgemeld." in words_of(page)


def test_signing_out_twice_is_no_mistake(app: Flask, ana: Person) -> None:
    visitor = signed_in(app, ana)
    assert [visitor.post("/sign-out").status_code for _press in range(2)] == [303, 303]


def test_a_link_on_a_page_signs_nobody_out(app: Flask, ana: Person) -> None:
    visitor = signed_in(app, ana)
    assert visitor.get("/sign-out").status_code == 404
    assert visitor.is_signed_in()


def test_signing_out_everywhere_ends_the_others(app: Flask, ana: Person, lite_db: Session) -> None:
    somebody_else = makers.person(lite_db)
    lite_db.commit()
    here, phone, laptop = (signed_in(app, ana) for _browser in range(3))
    other = signed_in(app, somebody_else)
    assert "En 3 navegadores, contando este." in words_of(here.get("/account"))
    assert here.post("/account/sign-out-everywhere").location == "/account"
    assert [each.is_signed_in() for each in (here, phone, laptop, other)] == [True, False, False, True]


# Kept well.


def test_a_password_kept_with_lighter_parameters_is_kept_anew_when_it_is_used(app: Flask, lite_db: Session) -> None:
    light = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    person = makers.person(lite_db, mail="old@tarija.example", password=light)
    lite_db.commit()
    assert Visitor(app).sign_in("old@tarija.example").status_code == 303
    lite_db.rollback()
    found = lite_db.get_one(Person, person.id, populate_existing=True)
    assert not passwords.is_outdated(str(found.password))
    assert Visitor(app).sign_in("old@tarija.example").status_code == 303


class Looking:
    """A sign-in that waits for its turn to hash, with everything before it done."""

    def __init__(self, app: Flask) -> None:
        self.app, self.statuses = app, list[int]()
        passwords.matches(None, "warmed up")
        for _turn in range(passwords.AT_ONCE):
            passwords._turns.acquire()
        self.thread = threading.Thread(target=lambda: self.statuses.append(Visitor(app).sign_in(MAIL).status_code))
        self.thread.start()
        deadline = time.monotonic() + 20
        while not self._is_counted() and time.monotonic() < deadline:
            time.sleep(0.01)

    def _is_counted(self) -> bool:
        with self.app.extensions["tandem.factory"]() as db:
            return bool(db.scalar(sa.text("SELECT count(*) FROM tries")))

    def go_on(self) -> list[int]:
        """Let it hash and return its status."""
        for _turn in range(passwords.AT_ONCE):
            passwords._turns.release()
        self.thread.join()
        return self.statuses


def test_others_can_save_while_a_password_is_looked_at(app: Flask, ana: Person) -> None:
    looking = Looking(app)
    gate = app.extensions["tandem.factory"]().gate
    gate.enter(wait_seconds=5)
    gate.leave()
    assert looking.go_on() == [303]


@pytest.mark.parametrize("what", ["the password", "the address"])
def test_a_password_that_changed_while_it_was_looked_at_lets_nobody_in(
    app: Flask, ana: Person, lite_db: Session, what: str
) -> None:
    looking = Looking(app)
    lite_db.begin_writing()
    if what == "the password":
        ana.password = passwords._hasher.hash("another password")
    else:
        ana.mail = "moved@tarija.example"
    lite_db.commit()
    assert looking.go_on() == [400]


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Give all that the product writes in its log."""
    caplog.set_level(logging.DEBUG)
    return lambda: "\n".join(record.getMessage() for record in caplog.records)


def test_names_addresses_and_passwords_are_in_no_log(
    app: Flask, ana: Person, written: Callable[[], str], frozen: Callable[..., object]
) -> None:
    visitor = Visitor(app)
    visitor.sign_in(MAIL, "wrong password")
    visitor.sign_in(MAIL)
    visitor.post("/account", name="Ana María", language="es", time_zone="nowhere")
    visitor.post("/account/mail", mail="new@tarija.example", mail_password="wrong password")
    visitor.post("/forgotten", mail=MAIL)
    frozen(hours=2)
    visitor.get("/account")
    visitor.post("/sign-out")
    for secret in ("Ana", "tarija.example", "wrong password", PASSWORD):
        assert secret.casefold() not in written().casefold()
