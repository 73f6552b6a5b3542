"""Search: one box on every page, one page of answers."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext as _

import tools
from facilitation import search
from facilitation.canvases import Canvas
from facilitation.errors import Invalid
from facilitation.languages import together
from facilitation.search import Found, Hit
from facilitation.views import gate
from facilitation.views.canvas_addresses import at
from facilitation.views.canvas_boxes import anchor
from facilitation.views.forms import sentence
from facilitation.views.pages import language
from tools.canvas import Cards, field_address

blueprint = Blueprint("search", __name__)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a hit stands, in words of the reader's language: the link and, for a text, tool and question."""

    hit: Hit
    href: str
    partnership: str
    tool: str = ""
    question: str = ""


@blueprint.get("/search")
def show() -> str:
    """Show where the words of a question occur."""
    question = request.args.get("q", "")
    try:
        found = search.search(g.db, gate.me(), question, language())
    except Invalid as error:
        g.problems = {problem[0]: sentence(problem) for problem in error.problems}
        found = Found(asked=False)
    places = [_place(hit) for hit in found.hits]
    g.invented = any(hit.partnership.invented for hit in found.hits)
    return render_template("search/show.html", question=question, found=found, places=places, shown=search.SHOWN)


def _place(hit: Hit) -> Place:
    partnership = together_of(hit)
    if hit.canvas is not None:
        return _text_place(hit, hit.canvas, partnership)
    if hit.project is not None:
        return Place(hit=hit, href=url_for("projects.show", project_id=hit.project.id), partnership=partnership)
    address = url_for("partnerships.show", partnership_id=hit.partnership.id)
    return Place(hit=hit, href=address, partnership=partnership)


def _text_place(hit: Hit, canvas: Canvas, partnership: str) -> Place:
    tool = tools.get(canvas.tool)
    inside = "/".join(hit.address.split("/")[:2])  # a card is one place on its page, whichever part holds the words
    address = at(canvas, _anchor=anchor(inside))
    return Place(hit=hit, href=address, partnership=partnership, tool=_(tool.title), question=_question(hit, canvas))


def _question(hit: Hit, canvas: Canvas) -> str:
    """Return the question that a text answers, for a card with the name of its part; "" for one of the past."""
    home, _slash, inside = hit.address.partition("/")
    try:
        field = tools.get(canvas.tool).field(field_address(hit.address))
    except KeyError:
        return ""
    side = next((each.name for each in hit.partnership.sides if home.endswith(f".{each.key}")), "")
    owner = canvas.project.side.name if canvas.project.side else together_of(hit)
    label = str(_(field.label)).replace("{place}", side or owner)
    part = inside.partition("/")[2].partition(".")[0]
    if not isinstance(field, Cards) or part in ("", field.main):
        return label
    return label + " · " + next((str(_(each.label)) for each in field.parts if each.name == part), part)


def together_of(hit: Hit) -> str:
    """Return the names of all places of the partnership of a hit, as one phrase."""
    return together([side.name for side in hit.partnership.sides], language())
