"""Heavy input: what somebody sends to keep a core busy for minutes is answered in moments.

Each test gives what once took minutes; the bound is in seconds of this thread's own work, so that a busy machine is
no fault of the product.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from typing import TypeVar

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from facilitation import languages, passwords, people
from facilitation.access import Role
from facilitation.database import Session
from facilitation.live import differences
from facilitation.views import canvas_wordings
from tests import makers
from tests.visitors import Visitor, problems_of, signed_in
from tools import letters
from tools.content.problems import LONGEST_TEXT

MARKS = "a" + "\u0315\u0300" * 50_000
"""One letter under a hundred thousand accents, which Unicode wants put in order."""
Given = TypeVar("Given")


def within(seconds: float, work: Callable[[], Given]) -> Given:
    """Return what some work gives, when this thread spent no more than these seconds on it."""
    began = time.thread_time()
    given = work()
    assert time.thread_time() - began < seconds
    return given


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "niña",
        "nin\u0303a",
        "Ж\u0301" * 90,
        "e\u0301" * 4_000,
        "한국어" * 50,
        "\u1112\u1161\u11ab" * 40,
        "Quinua 🌱\n" * 99,
    ],
)
def test_letters_are_composed_as_unicode_says(form: letters.Form, text: str) -> None:
    assert letters.composed(text, form) == unicodedata.normalize(form, text)


def test_a_letter_under_a_hundred_thousand_accents_is_composed_at_once() -> None:
    assert sorted(within(3, lambda: letters.composed(MARKS))) == sorted(MARKS.replace("a\u0315\u0300", "à\u0315"))


@pytest.mark.parametrize("read", [languages.fold, people.key_of, passwords.problem, passwords.keep])
def test_nothing_that_strangers_may_send_takes_long_to_read(read: Callable[[str], str]) -> None:
    within(3, lambda: read(MARKS))


def test_signing_in_with_a_letter_under_a_hundred_thousand_accents_keeps_nobody_waiting(app: Flask) -> None:
    visitor = Visitor(app)
    assert within(6, lambda: visitor.sign_in(MARKS, MARKS)).status_code == 400


def nested(depth: int) -> tuple[str, str]:
    """Return two texts in which each word that stands once lies inside what the one before it cuts off."""
    old, new = ["x"] * 201 + ["o"], ["x"] * 150 + ["y"] + ["x"] * 150 + ["n"]
    for step in range(1, depth):
        old += [f"w{step}", f"w{step - 1}", f"o{step}"]
        new += [f"w{step}", f"w{step - 1}", f"n{step}"]
    return " ".join(old), " ".join(new)


def test_texts_that_hide_a_landmark_behind_every_landmark_are_compared_in_moments() -> None:
    old, new = nested(5_000)
    changes = within(3, lambda: differences.operations(old, new))
    assert differences.carried_out(old, changes) == new


@given(st.text(alphabet="ab,. é\n👩\u200d", max_size=40), st.text(alphabet="ab,. é\n👩\u200d", max_size=40))
def test_what_stayed_and_went_is_the_old_wording_and_what_stayed_and_came_the_new_one(old: str, new: str) -> None:
    runs = canvas_wordings.difference(old, new)
    assert "".join(text for kind, text in runs if kind != "ins") == old
    assert "".join(text for kind, text in runs if kind != "del") == new
    assert all(text for _kind, text in runs)


@pytest.mark.parametrize("new", ["b a " * 50_000 + "c", "c " + "a " * 100_000, "b" * 200_000, "ba, " * 50_000])
def test_two_long_wordings_are_compared_in_moments(new: str) -> None:
    within(6, lambda: canvas_wordings.difference("a b " * 50_000, new))


def test_a_text_longer_than_a_book_chapter_is_told_beside_its_field_and_stays_in_its_box(
    app: Flask, lite_db: Session
) -> None:
    world = makers.world(lite_db)
    here, long = f"/projects/{world.project.id}/focus-sharpener", "woord " * 40_000
    visitor = signed_in(app, world.of("tarija").person)
    answer = visitor.post(here, **{"base": "", "topic.theme@es": long, "do": "save"})
    assert answer.status_code == 400
    assert "240000" in problems_of(answer)["topic-theme-es"]
    assert long in answer.text
    assert visitor.post(here, **{"base": "", "topic.theme@es": long[:LONGEST_TEXT], "do": "save"}).status_code == 303


def test_a_summary_longer_than_a_page_is_told_beside_its_field(app: Flask, lite_db: Session) -> None:
    world = makers.world(lite_db)
    visitor = signed_in(app, world.of("tarija", Role.COORDINATOR).person)
    typed = {"title.es": "Patios", "summary.es": "palabra " * 2_000, "scope": "shared", "proposed": "", "chosen": ""}
    answer = visitor.post(f"/partnerships/{world.partnership.id}/projects/new", **typed)
    assert (answer.status_code, list(problems_of(answer))) == (400, ["summary-es"])
    assert typed["summary.es"] in answer.text
