"""Asgi: the process. Flask answers every request; `/live` joins here when joint editing is built."""

from __future__ import annotations

from typing import Any

from a2wsgi import WSGIMiddleware

from facilitation import create_app
from facilitation.config import Settings

THREADS = 12
"""Requests that are worked on at the same time in one process."""


def make(settings: Settings | None = None) -> Any:
    """Return the ASGI application for these settings."""
    application: Any = create_app(settings)
    return WSGIMiddleware(application, workers=THREADS)
