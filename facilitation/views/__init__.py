"""Views: the only place that knows requests and responses; one blueprint for each noun."""

from __future__ import annotations

from flask import Blueprint

from facilitation.views import account, home, invitations, languages, projects, search, sign_in, staying


def blueprints() -> tuple[Blueprint, ...]:
    """Return every blueprint of the product."""
    return (
        staying.blueprint,
        account.blueprint,
        home.blueprint,
        invitations.blueprint,
        languages.blueprint,
        projects.blueprint,
        search.blueprint,
        sign_in.blueprint,
    )
