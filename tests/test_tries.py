"""Tries: guessing gets slow, and thirty people behind one router never notice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import orm

from facilitation import create_app, database, passwords, tries
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.errors import TooFast
from facilitation.tries import Try
from tests import makers
from tests.visitors import PASSWORD, Visitor, kept_password, problems_of, words_of

HERE, ELSEWHERE = "192.0.2.10", "198.51.100.7"


def fail(db: Session, settings: Settings, about: str = "ana", network: str = HERE) -> int:
    """Try once and be wrong; return the seconds to wait when it was not allowed, else 0."""
    db.begin_writing()
    try:
        tries.take(db, network, tries.about(settings, "mail", about), settings)
    except TooFast as error:
        db.rollback()
        return int(error.values["wait_seconds"])
    db.commit()
    return 0


def test_after_eight_wrong_tries_each_next_one_waits_longer_up_to_five_minutes(
    lite_db: Session, settings: Settings, frozen: Callable[..., object]
) -> None:
    assert [fail(lite_db, settings) for _try in range(settings.tries)] == [0] * 8
    waits = []
    for _try in range(9):
        waits.append(fail(lite_db, settings))
        frozen(seconds=waits[-1] - 1)
        assert fail(lite_db, settings) == 1
        frozen(seconds=1)
        assert fail(lite_db, settings) == 0
    assert waits == [5, 10, 20, 40, 80, 160, 300, 300, 300]


def test_a_day_later_wrong_tries_count_no_more(
    lite_db: Session, settings: Settings, frozen: Callable[..., object]
) -> None:
    for _try in range(settings.tries):
        fail(lite_db, settings)
    frozen(hours=24)
    assert fail(lite_db, settings) == 0


def test_being_right_clears_the_count_of_that_address_only(
    lite_db: Session, settings: Settings, frozen: Callable[..., object]
) -> None:
    for _try in range(settings.tries):
        fail(lite_db, settings, "ana")
        fail(lite_db, settings, "bram")
    lite_db.begin_writing()
    tries.clear(lite_db, HERE, tries.about(settings, "mail", "ana"))
    lite_db.commit()
    assert (fail(lite_db, settings, "ana"), fail(lite_db, settings, "bram")) == (0, 5)


def test_a_stranger_on_another_network_locks_nobody_out(
    lite_db: Session, settings: Settings, frozen: Callable[..., object]
) -> None:
    for _try in range(settings.tries):
        fail(lite_db, settings, network=ELSEWHERE)
    assert fail(lite_db, settings, network=ELSEWHERE) == 5
    assert fail(lite_db, settings, network=HERE) == 0


def test_one_network_guessing_at_many_addresses_waits_until_a_quarter_of_an_hour_has_passed(
    lite_db: Session, settings: Settings, frozen: Callable[..., object]
) -> None:
    for number in range(settings.tries_network):
        assert fail(lite_db, settings, f"person {number}") == 0
        frozen(seconds=1)
    assert fail(lite_db, settings, "one more") == 15 * 60 - settings.tries_network
    frozen(seconds=15 * 60 - settings.tries_network)
    assert fail(lite_db, settings, "one more") == 0
    assert fail(lite_db, settings, "and another") == 1


def test_wrong_links_and_wrong_passwords_are_counted_apart(
    lite_db: Session, settings: Settings, frozen: Callable[..., object]
) -> None:
    few = replace(settings, tries_network=2)
    lite_db.begin_writing()
    for _try in range(2):
        tries.take(lite_db, HERE, tries.LINK, few)
    lite_db.commit()
    with pytest.raises(TooFast):
        tries.check(lite_db, HERE, tries.LINK, few)
    assert fail(lite_db, few) == 0


def test_a_hundred_guesses_at_the_same_moment_count_as_a_hundred(
    factory: orm.sessionmaker[Session], settings: Settings
) -> None:
    start, waits = threading.Barrier(12), []

    def guess() -> None:
        start.wait()
        for _try in range(3):
            with factory() as db:
                waits.append(fail(db, settings))

    guessers = [threading.Thread(target=guess) for _guesser in range(12)]
    for guesser in guessers:
        guesser.start()
    for guesser in guessers:
        guesser.join()
    assert len(waits) == 36
    assert waits.count(0) == settings.tries


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8::1", "2001:db8:0:0:ffff::9", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2", True),
    ],
)
def test_a_network_is_an_ipv4_address_or_an_ipv6_64(one: str, other: str, same: bool) -> None:
    assert (tries.network_of(one) == tries.network_of(other)) is same


def test_an_address_is_kept_as_a_keyed_hash_and_without_capitals(settings: Settings) -> None:
    about = tries.about(settings, "mail", "Ana@Tarija.example")
    assert about == tries.about(settings, "mail", "ana@tarija.EXAMPLE")
    assert about != tries.about(replace(settings, secret_key="another"), "mail", "Ana@Tarija.example")
    assert len(about) == 64


def test_thirty_people_behind_one_router_sign_in_after_three_mistakes_each_and_nobody_waits(
    app: Flask, settings: Settings, lite_db: Session
) -> None:
    people = [makers.person(lite_db, password=kept_password()) for _person in range(30)]
    lite_db.commit()
    for _mistake in range(3):  # a mistake costs what a hash costs, so the ninety are written down as they would be
        for person in people:
            assert fail(lite_db, settings, str(person.mail)) == 0
    assert [Visitor(app).sign_in(str(person.mail)).status_code for person in people] == [303] * 30
    assert lite_db.scalar(sa.select(sa.func.count(Try.id))) == 0


def test_who_tries_too_fast_reads_how_long_to_wait_and_keeps_what_they_typed(
    lite: sa.Engine, settings: Settings, frozen: Callable[..., object]
) -> None:
    strict = replace(settings, tries=1)
    made = create_app(strict)
    with database.writing(database.session_factory(lite)) as db:
        person = makers.person(db, mail="ana@tarija.example", password=kept_password())
    visitor = Visitor(made, language="es")
    assert visitor.sign_in("ana@tarija.example", "not the password").status_code == 400
    waiting = visitor.sign_in("ANA@tarija.example")
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (429, "5")
    assert "5" in words_of(waiting)
    assert 'value="ANA@tarija.example"' in waiting.text
    assert PASSWORD not in waiting.text
    assert problems_of(waiting) == {}
    frozen(seconds=5)
    assert visitor.sign_in("ana@tarija.example").status_code == 303
    assert person.id == 1
    made.extensions["tandem.engine"].dispose()


def test_who_has_to_wait_costs_no_hash(
    lite: sa.Engine, settings: Settings, lite_db: Session, frozen: Callable[..., object]
) -> None:
    made, statuses = create_app(replace(settings, tries=1)), []
    assert fail(lite_db, settings, "ana@tarija.example") == 0
    for _turn in range(passwords.AT_ONCE):
        passwords._turns.acquire()
    trying = threading.Thread(target=lambda: statuses.append(Visitor(made).sign_in("ana@tarija.example").status_code))
    trying.start()
    trying.join(timeout=20)
    answered = list(statuses)
    for _turn in range(passwords.AT_ONCE):
        passwords._turns.release()
    trying.join()
    assert answered == [429]
    made.extensions["tandem.engine"].dispose()


def test_a_network_that_guesses_links_waits_before_a_right_one_opens(
    lite: sa.Engine, settings: Settings, frozen: Callable[..., object]
) -> None:
    made = create_app(replace(settings, tries_network=3))
    visitor = Visitor(made)
    assert [visitor.get(f"/{kind}/wrong").status_code for kind in ("link", "invitations", "link")] == [404] * 3
    for kind in ("link", "invitations"):
        waiting = visitor.get(f"/{kind}/wrong")
        assert (waiting.status_code, waiting.headers["Retry-After"]) == (429, "900")
    assert Visitor(made, network=ELSEWHERE).get("/link/wrong").status_code == 404
    frozen(minutes=15)
    assert visitor.get("/link/wrong").status_code == 404
    made.extensions["tandem.engine"].dispose()
