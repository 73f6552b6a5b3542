"""Views: the only place that knows requests and responses; one blueprint for each noun."""

from __future__ import annotations

from flask import Blueprint

from facilitation.views import (
    account,
    concepts,
    digests,
    first_run,
    home,
    invitations,
    inviting,
    languages,
    live,
    members,
    municipalities,
    notices,
    organisations,
    overviews,
    partnerships,
    priorities,
    projects,
    proposals,
    rankings,
    search,
    side_by_side,
    sign_in,
    staying,
    tag_acts,
    tags,
    tools,
)
from tools import every


def blueprints() -> tuple[Blueprint, ...]:
    """Return every blueprint of the product."""
    return (
        staying.blueprint,
        account.blueprint,
        concepts.blueprint,
        digests.blueprint,
        first_run.blueprint,
        home.blueprint,
        invitations.blueprint,
        inviting.blueprint,
        languages.blueprint,
        live.blueprint,
        members.blueprint,
        municipalities.blueprint,
        notices.blueprint,
        organisations.blueprint,
        overviews.blueprint,
        partnerships.blueprint,
        priorities.blueprint,
        projects.blueprint,
        proposals.blueprint,
        rankings.blueprint,
        search.blueprint,
        side_by_side.blueprint,
        sign_in.blueprint,
        tag_acts.blueprint,
        tags.blueprint,
        *(tools.blueprint(tool) for tool in every()),
    )
