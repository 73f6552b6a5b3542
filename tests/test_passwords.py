"""Passwords: kept so that nobody reads them back, two hashes at once, and no difference for who has none."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import Literal

import argon2
import pytest

from facilitation import passwords
from tests.visitors import PASSWORD, kept_password


def test_what_is_kept_is_argon2id_and_does_not_hold_the_password() -> None:
    kept = kept_password()
    assert PASSWORD.strip() not in kept
    assert passwords.keep(PASSWORD) != kept  # salted: two people with one password cannot be told


def test_a_hash_is_argon2id_with_64_mib_and_three_rounds() -> None:
    # in a process of its own: the tests themselves hash lightly
    lines = "from facilitation import passwords; print(passwords.keep('0123456789'))"
    kept = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True).stdout.strip()
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        (PASSWORD, True),
        (PASSWORD.strip(), False),  # blanks at both ends belong to it
        (PASSWORD.upper(), False),
        (PASSWORD + "\x00", False),
        ("", False),
    ],
)
def test_only_the_very_same_password_matches(typed: str, right: bool) -> None:
    assert passwords.matches(kept_password(), typed) is right


def test_one_letter_written_in_two_ways_by_two_keyboards_is_one_password() -> None:
    kept = passwords.keep("contrase\u00f1a larga")
    assert passwords.matches(kept, "contrasen\u0303a larga")


@pytest.mark.parametrize(
    ("typed", "fine"),
    [("123456789", False), ("1234567890", True), ("          ", True), ("áéíóúñüïëö", True), ("x" * 5_000, True)],
)
def test_ten_characters_is_the_only_rule(typed: str, fine: bool) -> None:
    assert (passwords.problem(typed) == "") is fine


def test_ten_characters_are_counted_as_people_see_them() -> None:
    nine_that_look_like_ten_bytes = "contrasen\u0303"
    assert len(nine_that_look_like_ten_bytes) == 10
    assert passwords.problem(nine_that_look_like_ten_bytes) != ""


def test_whoever_has_no_password_is_not_let_in_by_any() -> None:
    assert not passwords.matches(None, "the password of nobody")
    assert not passwords.matches("", "the password of nobody")


class Weighing(argon2.PasswordHasher):
    """A hasher that also writes down how heavy each look at a password was."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)
        self.looks: list[argon2.Parameters] = []

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        """Look at a password."""
        self.looks.append(argon2.extract_parameters(str(hash)))
        return super().verify(hash, password)


def test_an_address_that_nobody_has_costs_the_same_look_as_a_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    weighing = Weighing()
    monkeypatch.setattr(passwords, "_hasher", weighing)
    passwords._of_nobody.cache_clear()
    assert not passwords.matches(passwords.keep(PASSWORD), "a wrong password")
    assert not passwords.matches(None, "a wrong password")
    known, unknown = weighing.looks
    assert known == unknown
    passwords._of_nobody.cache_clear()


def test_what_cannot_be_a_kept_password_lets_nobody_in() -> None:
    assert not passwords.matches("$argon2id$broken", PASSWORD)


def test_a_password_kept_with_lighter_parameters_is_outdated() -> None:
    assert passwords.is_outdated(argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash("0123456789"))
    assert not passwords.is_outdated(kept_password())


def test_at_most_two_hashes_are_worked_on_at_once_and_an_unknown_address_waits_its_turn_too() -> None:
    passwords.matches(None, "warmed up")
    done = threading.Event()

    def look() -> None:
        passwords.matches(None, "of somebody who has no account")
        done.set()

    for _turn in range(passwords.AT_ONCE):
        assert passwords._turns.acquire(blocking=False)
    third = threading.Thread(target=look)
    third.start()
    assert not done.wait(0.3)
    passwords._turns.release()
    assert done.wait(20)
    passwords._turns.release()
    third.join()
