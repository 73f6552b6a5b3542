"""Browsers: what a member of the world in hand opens pages with, signed in and in their language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from facilitation import sign_ins
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.memberships import Membership
from facilitation.views.gate import COOKIE
from tests import makers


@pytest.fixture
def browser(app: Flask, lite_db: Session, settings: Settings) -> Callable[..., FlaskClient]:
    """Give the browser of a member, or of somebody who is none, with their language."""

    def of(held: Membership | None, language: str = "nl") -> FlaskClient:
        client = app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        client.set_cookie("language", language)
        lite_db.begin_writing()
        person = held.person if held else makers.person(lite_db, "Vreemdeling")
        client.set_cookie(COOKIE, sign_ins.start(lite_db, person, settings))
        lite_db.commit()
        return client

    return of
