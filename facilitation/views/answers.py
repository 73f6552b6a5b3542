"""Answers: turns every expected error into one page with a clear sentence, and guards every answer with headers."""

from __future__ import annotations

import logging
import secrets
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, g, jsonify, render_template, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from facilitation.database import explain
from facilitation.errors import FacilitationError, Invalid, NotFound, TooFast
from facilitation.views.forms import sentence
from facilitation.views.gate import settings
from tools.wording import N_

log = logging.getLogger("facilitation")

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}
TOO_LARGE = N_("That is more than fits in one form. Your text is still in your own page: go back and send it in parts.")


class TooLarge(FacilitationError):
    """A form larger than the setting allows."""

    status = 413
    usual = TOO_LARGE


def prepare(app: Flask) -> None:
    """Register the error handlers and the headers."""
    app.register_error_handler(FacilitationError, expected)
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(sa.exc.DBAPIError, of_database)
    app.register_error_handler(Exception, unexpected)
    app.after_request(guard)


def expected(error: FacilitationError) -> tuple[Any, int, dict[str, str]]:
    """Show an expected error in the reader's language, as a page or as JSON."""
    _undo()
    message = gettext(error.message).format(**error.values)
    problems = [(problem[0], sentence(problem)) for problem in error.problems] if isinstance(error, Invalid) else []
    headers = {"Retry-After": str(error.values["wait_seconds"])} if isinstance(error, TooFast) else {}
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error={"status": error.status, "message": message, "problems": problems}), error.status, headers
    page = render_template(
        "errors/show.html",
        status=error.status,
        message=message,
        error_problems=problems,
        kept=_kept(),
        again=_again(error),
        quote="",
    )
    return page, error.status, headers


def of_http(error: HTTPException) -> Any:
    """Show Flask's own errors (unknown address, wrong method, too large) like ours."""
    if isinstance(error, RequestEntityTooLarge):
        return expected(TooLarge())
    if error.code in (404, 405, 400):
        return expected(NotFound())
    return error


def of_database(error: sa.exc.DBAPIError) -> Any:
    """Say in one sentence that the database is locked, full or away; anything else is a bug."""
    known = explain(error)
    if known is None:
        return unexpected(error)
    log.warning("database %s on %s", type(error.orig).__name__, request.endpoint)
    return expected(known)


def unexpected(error: Exception) -> tuple[str, int]:
    """Show an id to quote; the log gets the id, the place and the trace, never anyone's words."""
    _undo()
    quote = secrets.token_hex(4)
    log.error("error %s in %s: %s", quote, request.endpoint, type(error).__name__, exc_info=_trace_of(error))
    page = render_template(
        "errors/show.html",
        status=500,
        message=gettext("Something broke on our side. Nothing you saved before is lost."),
        error_problems=[],
        kept=_kept(),
        again=[],
        quote=quote,
    )
    return page, 500


def _trace_of(error: Exception) -> tuple[type[Exception], Exception, Any]:
    # the message of an error may quote what somebody typed, so only its kind and place are logged
    return (RuntimeError, RuntimeError(type(error).__name__), error.__traceback__)


def _kept() -> list[tuple[str, str]]:
    """Return what was typed in the form that was sent, to copy; without secrets and what the page itself put there."""
    return [(name, text) for name, text in _sent().items(multi=True) if text.strip() and not _is_ours(name)]


def _sent() -> MultiDict[str, str]:
    """Return the form that was sent; nothing of one that was too large to be read."""
    try:
        return request.form
    except RequestEntityTooLarge:
        return MultiDict()


def _is_ours(name: str) -> bool:
    return name in ("do", "here", "seen") or any(part in name for part in ("password", "token", "base", ":place"))


def _again(error: FacilitationError) -> list[tuple[str, str]]:
    """Return the whole form, to be sent once more when signing in again, or waiting, is all that it takes.

    Only a form of our own pages: nobody else's is offered with a button. One with a secret is typed anew.
    """
    signed_out = error.status == 403 and g.get("person") is None
    secret = any(part in name for name in _sent() for part in ("password", "token"))
    if not g.get("from_our_page") or secret or not (signed_out or error.status == 503):
        return []
    return list(_sent().items(multi=True))


def _undo() -> None:
    db = g.get("db")
    if db is not None:
        db.rollback()


def guard(response: Response) -> Response:
    """Put the security headers on every answer; built files may be kept for ever, pages are asked for again."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if settings().public_url.startswith("https:"):
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint == "static" and response.status_code < 400:
        keep = "/dist/" in request.path
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if keep else "public, max-age=300"
    else:
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers["Vary"] = "Cookie, Accept-Language"
    return response
