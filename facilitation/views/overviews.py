"""Overviews: which goals are claimed, by whom and with which reasons: of one partnership, and for an organisation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, g, make_response, render_template, url_for
from werkzeug.wrappers import Response

from facilitation import clock, projects
from facilitation.documents import tables
from facilitation.errors import NotFound
from facilitation.languages import read, together
from facilitation.sdg import openings, organisations, overview, titles
from facilitation.sdg.organisations import Organisation
from facilitation.sdg.overview import Asked, Scope
from facilitation.views import gate
from facilitation.views.figures import POLICY_OF_FIGURES, interactive, painted
from facilitation.views.overview_drawing import VIEWS, Row, drawing, looked, table
from facilitation.views.pages import language
from tools import goals
from tools.pictures import Drawn
from tools.tags import RING_NAMES

blueprint = Blueprint("overviews", __name__)
FILES = {"csv": tables.CSV, "xlsx": tables.XLSX}


@blueprint.get("/partnerships/<int:partnership_id>/sdg/overview")
def of_partnership(partnership_id: int) -> str:
    """Show which goals the projects of a partnership claim."""
    rows, scope, about = _partnership(partnership_id)
    return _page(rows, scope, about)


@blueprint.get("/partnerships/<int:partnership_id>/sdg/overview/closer")
def closer_of_partnership(partnership_id: int) -> Response:
    """Show one picture of a partnership's overview, to look into."""
    rows, scope, about = _partnership(partnership_id)
    return _closer(rows, scope, about)


@blueprint.get("/partnerships/<int:partnership_id>/sdg/overview.<kind>")
def file_of_partnership(partnership_id: int, kind: str) -> Response:
    """Give a partnership's overview as a file for spreadsheets."""
    rows, scope, about = _partnership(partnership_id)
    return _file(rows, scope, about, kind)


@blueprint.get("/organisations/<int:organisation_id>")
def of_organisation(organisation_id: int) -> str:
    """Show an organisation which goals are claimed in the partnerships that let it look along."""
    rows, scope, about = _organisation(organisation_id)
    return _page(rows, scope, about)


@blueprint.get("/organisations/<int:organisation_id>/closer")
def closer_of_organisation(organisation_id: int) -> Response:
    """Show one picture of an organisation's overview, to look into."""
    rows, scope, about = _organisation(organisation_id)
    return _closer(rows, scope, about)


@blueprint.get("/organisations/<int:organisation_id>/overview.<kind>")
def file_of_organisation(organisation_id: int, kind: str) -> Response:
    """Give an organisation's overview as a file for spreadsheets."""
    rows, scope, about = _organisation(organisation_id)
    return _file(rows, scope, about, kind)


@blueprint.get("/organisations/<int:organisation_id>/partnerships/<int:partnership_id>/<goal>")
def reasons(organisation_id: int, partnership_id: int, goal: str) -> str:
    """Show an organisation why a partnership names a goal: the claims with their reasons."""
    organisation = organisations.find(g.db, gate.me(), organisation_id)
    found = openings.require_open(g.db, organisation, partnership_id)
    if goals.goal(goal) is None:
        raise NotFound
    held = overview.reasons(g.db, Scope(partnerships=[found.id]), Asked(goal=goal))
    told = titles.of_projects(g.db, {tag.project for tag in held if tag.project})
    return render_template(
        "overviews/reasons.html",
        organisation=organisation,
        name=together(found.places, language()),
        goal=goal,
        today=clock.today(),
        tags=held,
        titles={id for id, each in told.items() if each.is_told},
        back=url_for("overviews.of_organisation", organisation_id=organisation.id),
    )


About = dict[str, Any]


def _partnership(partnership_id: int) -> tuple[list[Row], Scope, About]:
    seen = gate.partnership(partnership_id)
    held = [*projects.of_partnership(g.db, seen.partnership), *projects.of_partnership(g.db, seen.partnership, True)]
    name = together([side.name for side in seen.partnership.sides], language())
    rows = [Row(id=0, name=name), *(Row(id=each.id, name=read(each.title, language())[0]) for each in held)]
    address = url_for("overviews.of_partnership", partnership_id=partnership_id)
    about = {"partnership": seen.partnership, "partnership_name": name, "organisation": None, "address": address}
    return rows, Scope(partnerships=[partnership_id], projects=True), about


def _organisation(organisation_id: int) -> tuple[list[Row], Scope, About]:
    organisation: Organisation = organisations.find(g.db, gate.me(), organisation_id)
    found = openings.seen_by(g.db, organisation)
    code = language()  # asked once, as there may be a thousand
    rows = [Row(id=each.id, name=together(each.places, code), countries=each.countries) for each in found]
    address = url_for("overviews.of_organisation", organisation_id=organisation_id)
    about = {"partnership": None, "organisation": organisation, "address": address}
    return rows, Scope(partnerships=[each.id for each in found]), about


def _page(rows: Sequence[Row], scope: Scope, about: About) -> str:
    drawn = drawing(rows, scope, looked())
    return render_template(
        "overviews/show.html",
        **about,
        drawing=drawn,
        painted=painted(drawn.drawn) if drawn.looked.view != "map" else "",
        views=VIEWS,
        ps=goals.PS,
        rings=RING_NAMES,
        every=len(rows),
    )


def _closer(rows: Sequence[Row], scope: Scope, about: About) -> Response:
    found = drawing(rows, scope, looked())
    drawn: Drawn = found.drawn
    if drawn.figure is None:
        raise NotFound
    data = json.dumps(interactive(drawn.figure.to_dict()), separators=(",", ":"), default=str)
    answer = make_response(
        render_template(
            "overviews/closer.html", **about, drawn=drawn, painted=painted(drawn), data=data, query=found.looked.query()
        )
    )
    answer.headers["Content-Security-Policy"] = POLICY_OF_FIGURES
    return answer


def _file(rows: Sequence[Row], scope: Scope, about: About, kind: str) -> Response:
    if kind not in FILES:
        raise NotFound
    head, lines = table(rows, scope, looked())
    data = tables.as_csv(head, lines) if kind == "csv" else tables.as_xlsx("SDG", head, lines)
    answer = make_response(data)
    answer.headers["Content-Type"] = FILES[kind]
    answer.headers["Content-Disposition"] = f'attachment; filename="sdg.{kind}"'
    return answer
