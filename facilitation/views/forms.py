"""Forms: reads what was posted, whole, and shows a form again with all problems and all that was typed.

    form = forms.Form()
    name = form.text("name", needed=N_("Fill in your name."))
    zone = form.one_of("time_zone", ZONES, N_("Choose a time zone."))
    form.done()                      # raises Invalid with ALL problems at once

Nothing is trimmed or repaired: only a text of nothing but blanks counts as empty, and CRLF becomes LF. In
templates every page knows `problems` ({field: sentence in the reader's language}) and `typed` (what was posted,
None on a fresh page); the field macros use both.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Collection
from typing import Any

from flask import g, make_response, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from facilitation.errors import Invalid, TooFast
from facilitation.languages import Words
from tools.wording import N_

Problem = tuple[str, str] | tuple[str, str, dict[str, Any]]
DIGITS = 15
"""Digits of a number that any form asks for; Python itself refuses to read thousands of them."""


class Form:
    """The posted form and the problems found so far."""

    def __init__(self) -> None:
        self.posted = request.form
        self.problems: list[Problem] = []

    def problem(self, name: str, sentence: str, **values: Any) -> None:
        """Note a problem beside a field; `sentence` is marked with N_ and may hold {values}."""
        self.problems.append((name, sentence, values))

    def note(self, name: str, sentence: str) -> None:
        """Note what a noun says of a value; nothing when it says nothing."""
        if sentence:
            self.problem(name, sentence)

    def text(self, name: str, needed: str = "", longest: int = 0) -> str:
        """Read a text; `needed` is the sentence when it is blank, `longest` in characters (0: any)."""
        value = self.posted.get(name, "").replace("\r\n", "\n").replace("\x00", "")
        if needed and not value.strip():
            self.problem(name, needed)
        if longest and len(value) > longest:
            self.problem(
                name,
                N_("This is {length} characters long. Up to {longest} fit here: shorten it where you like."),
                length=len(value),
                longest=longest,
            )
        return value

    def one_of(self, name: str, options: Collection[str], needed: str) -> str:
        """Read a choice; anything that is not offered is a problem."""
        value = self.posted.get(name, "")
        if value not in options:
            self.problem(name, needed)
        return value

    def some_of(self, name: str, options: Collection[str], needed: str = "") -> list[str]:
        """Read ticked boxes in the order offered."""
        chosen = self.posted.getlist(name)
        if (needed and not chosen) or any(value not in options for value in chosen):
            self.problem(name, needed or N_("Choose from the list."))
        return [option for option in options if option in chosen]

    def number(self, name: str, low: int, high: int, otherwise: str) -> int | None:
        """Read a whole number from `low` to `high`; blank is None."""
        raw = self.posted.get(name, "").strip()
        if not raw:
            return None
        if not raw.isascii() or not raw.isdigit() or len(raw) > DIGITS or not low <= int(raw) <= high:
            self.problem(name, otherwise)
            return None
        return int(raw)

    def day(self, name: str) -> datetime.date | None:
        """Read a calendar day written as 2026-11-20; blank is None."""
        raw = self.posted.get(name, "").strip()
        try:
            return datetime.date.fromisoformat(raw) if raw else None
        except ValueError:
            self.problem(name, N_("Write the day as year-month-day, like 2026-11-20."))
            return None

    def words(self, name: str, languages: Collection[str], original: str, needed: str = "") -> Words:
        """Read one text in several languages from `<name>.<language>`; `needed` when all are blank."""
        texts = {code: self.text(f"{name}.{code}") for code in languages}
        if needed and not any(text.strip() for text in texts.values()):
            self.problem(f"{name}.{original}", needed)
        first = original if texts.get(original, "").strip() else next((c for c in texts if texts[c].strip()), original)
        return {**{code: text for code, text in texts.items() if text.strip()}, "original": first}

    def done(self) -> None:
        """Raise Invalid when there was any problem."""
        if self.problems:
            raise Invalid(self.problems)


def sentence(problem: Problem) -> str:
    """Return a problem's sentence in the reader's language."""
    values = problem[2] if len(problem) == 3 else {}
    said = str(gettext(problem[1]))
    return said.format(**values) if values else said


def refill(again: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Show the page of `again` with problems beside the fields and all that was typed, after Invalid or TooFast."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(view)
        def careful(**arguments: Any) -> Response | Any:
            try:
                return view(**arguments)
            except (Invalid, TooFast) as error:
                g.db.rollback()
                g.typed = request.form
                g.problems = {}
                if isinstance(error, TooFast):
                    g.problems[""] = sentence(("", error.message, error.values))
                    headers = {"Retry-After": str(error.values["wait_seconds"])}
                    return make_response(again(**arguments), error.status, headers)
                g.notice = gettext(error.message)
                for problem in error.problems:
                    g.problems.setdefault(problem[0], sentence(problem))
                return make_response(again(**arguments), error.status)

        return careful

    return decorate
