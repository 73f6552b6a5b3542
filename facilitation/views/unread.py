"""Unread: how much the reader has not read, in the header of every page."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask, g

from facilitation import notices


def prepare(app: Flask) -> None:
    """Let every page say how much is unread."""
    app.add_template_global(_unread, "unread_notices")


def _unread() -> int:
    """Return how many notices the reader has not read; 0 on the page that says that the database does not answer."""
    try:
        return notices.unread(g.db, g.person) if g.get("person") and g.get("db") is not None else 0
    except sa.exc.DBAPIError:
        return 0
