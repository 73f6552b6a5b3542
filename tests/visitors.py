"""Visitors: browsers without a window, each with its own cookies and its own network."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from facilitation import database, passwords, sign_ins
from facilitation.people import Person

PASSWORD = "  vier woorden op rij "
"""A password with blanks at both ends, which belong to it."""
COOKIE = "tandem"


@lru_cache(maxsize=1)
def kept_password() -> str:
    """Return what is kept of `PASSWORD`; hashed once, since that takes a while."""
    return passwords.keep(PASSWORD)


class Visitor:
    """Somebody at a browser; `network` is the address they come from, `language` what their browser asks for."""

    def __init__(
        self, app: Flask, network: str = "192.0.2.10", language: str = "nl", host: str = "127.0.0.1:8000"
    ) -> None:
        self.app = app
        self.client = app.test_client()
        self.from_here = {"base_url": f"http://{host}", "environ_overrides": {"REMOTE_ADDR": network}}
        self.headers = {"Accept-Language": language}

    def get(self, path: str, headers: dict[str, str] | None = None) -> TestResponse:
        """Open a page."""
        return self.client.get(path, headers={**self.headers, **(headers or {})}, **self.from_here)

    def head(self, path: str) -> TestResponse:
        """Look a page up without reading it, as programs do that show what is behind a link."""
        return self.client.head(path, headers=self.headers, **self.from_here)

    def post(self, path: str, headers: dict[str, str] | None = None, **typed: Any) -> TestResponse:
        """Send a form of this site."""
        given = {**self.headers, "Sec-Fetch-Site": "same-origin", **(headers or {})}
        return self.client.post(path, data=typed, headers=given, **self.from_here)

    def sign_in(self, mail: str, password: str = PASSWORD, **more: str) -> TestResponse:
        """Fill in the sign-in form."""
        return self.post("/sign-in", mail=mail, password=password, **more)

    @property
    def token(self) -> str | None:
        """Return what the sign-in cookie holds."""
        found = self.client.get_cookie(COOKIE, domain=self.from_here["base_url"].split("/")[2].split(":")[0])
        return found.value if found else None

    def is_signed_in(self) -> bool:
        """Return whether the account page opens."""
        return self.get("/account").status_code == 200


def signed_in(app: Flask, person: Person, **more: Any) -> Visitor:
    """Return the browser of a person who is signed in."""
    visitor = Visitor(app, **more)
    with database.writing(app.extensions["tandem.factory"]) as db:
        found = db.get(Person, person.id)
        assert found is not None
        token = sign_ins.start(db, found, app.config["TANDEM"])
    host = visitor.from_here["base_url"].split("/")[2].split(":")[0]
    visitor.client.set_cookie(COOKIE, token, domain=host)
    return visitor


def words_of(answer: TestResponse) -> str:
    """Return the words of a page, without its tags, on one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text))).strip()


def problems_of(answer: TestResponse) -> dict[str, str]:
    """Return the sentence beside each field of a page, by the id of the field."""
    found = re.findall(r'<p class="err" id="(?:f-)?([^"]+)-err">.*?<span>(.*?)</span>', answer.text, re.DOTALL)
    return {name: html.unescape(sentence) for name, sentence in found}
