"""Errors: the family of things that go wrong as expected, with their HTTP status.

Each has a `message` (an `N_` sentence in English), `values` for its ``{names}`` and a `status`. The web
layer makes one page of them in the reader's language. Anything else that is raised is a bug.
"""

from __future__ import annotations

from typing import Any

from tools.wording import N_


class FacilitationError(Exception):
    """Something expected went wrong; `message` says what to do about it."""

    status = 500
    usual = N_("Something went wrong.")

    def __init__(self, message: str = "", **values: Any) -> None:
        self.message = message or self.usual
        self.values = values
        super().__init__(self.message)


class Invalid(FacilitationError):
    """What was filled in cannot be used: ALL problems at once, each beside its field.

    `problems` is a list of (field name, `N_` sentence) or (field name, sentence, values).
    """

    status = 400
    usual = N_("Something still needs your attention. What you typed is still here.")

    def __init__(self, problems: list[tuple[str, str] | tuple[str, str, dict[str, Any]]], message: str = "") -> None:
        super().__init__(message)
        self.problems = problems


class NotFound(FacilitationError):
    """It does not exist, or it is not yours to see."""

    status = 404
    usual = N_("This page does not exist, or it is not open to you.")


class Forbidden(FacilitationError):
    """You may see it, but this is not yours to do."""

    status = 403
    usual = N_("You can see this, but somebody else has to do it.")


class Conflict(FacilitationError):
    """It changed since you looked at it."""

    status = 409
    usual = N_("This changed while you were looking at it. Look again, then decide.")


class Gone(FacilitationError):
    """It was used, it expired or it was withdrawn."""

    status = 410
    usual = N_("This link no longer works. Ask the person who sent it for a new one.")


class TooFast(FacilitationError):
    """Too many tries in a short time; `wait_seconds` says how long to wait."""

    status = 429
    usual = N_("That was a lot of tries. Wait {wait_seconds} seconds, then try again.")


class Unavailable(FacilitationError):
    """The place where we keep things does not answer, is full or is locked; nothing was half-written."""

    status = 503
    usual = N_("We cannot save right now. Nothing was changed. Try again in a minute.")
