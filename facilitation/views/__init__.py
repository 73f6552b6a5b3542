"""Views: the only place that knows requests and responses; one blueprint for each noun."""

from __future__ import annotations

from flask import Blueprint

from facilitation.views import home, languages


def blueprints() -> tuple[Blueprint, ...]:
    """Return every blueprint of the product."""
    return (home.blueprint, languages.blueprint)
