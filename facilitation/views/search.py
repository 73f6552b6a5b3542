"""Search: one box on every page, one page of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

import tools
from facilitation import search
from facilitation.canvases import Canvas
from facilitation.errors import Invalid
from facilitation.languages import INTERFACE, fold, together
from facilitation.sdg import mentions
from facilitation.sdg.mentions import Mention
from facilitation.search import Found, Hit
from facilitation.views import gate
from facilitation.views.canvas_addresses import at
from facilitation.views.canvas_boxes import anchor
from facilitation.views.forms import sentence
from facilitation.views.pages import language
from tools import goals
from tools.canvas import Cards, field_address

blueprint = Blueprint("search", __name__)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a hit stands, in words of the reader's language: the link and, for a text, tool and question.

    `reasons` are the links of the reasons of the hit, in their order.
    """

    hit: Hit
    href: str
    partnership: str
    tool: str = ""
    question: str = ""
    reasons: Sequence[str] = ()


@blueprint.get("/search")
def show() -> str:
    """Show where the words of a question occur."""
    question = request.args.get("q", "")
    try:
        found = search.search(g.db, gate.me(), question, language(), names())
    except Invalid as error:
        g.problems = {problem[0]: sentence(problem) for problem in error.problems}
        found = Found(asked=False)
    places = [_place(hit) for hit in found.hits]
    g.invented = any(hit.partnership.invented for hit in found.hits)
    return render_template("search/show.html", question=question, found=found, places=places, shown=search.SHOWN)


@lru_cache
def names() -> dict[str, str]:
    """Return what each goal and target is called in all languages of the interface, as search sees it."""
    called = [(each.id, each.name) for each in goals.GOALS] + [(each.id, each.label) for each in goals.TARGETS]
    found: dict[str, str] = {}
    for code in INTERFACE:
        with force_locale(code):
            for id, name in called:
                found[id] = f"{found.get(id, '')} {fold(_(name))}".strip()
    return found


def _place(hit: Hit) -> Place:
    partnership = together_of(hit)
    if hit.reasons:
        reasons = [_reason(hit, each.mention) for each in hit.reasons]
        return Place(hit=hit, href=_of_goals(hit), partnership=partnership, reasons=reasons)
    if hit.canvas is not None:
        return _text_place(hit, hit.canvas, partnership)
    if hit.project is not None:
        return Place(hit=hit, href=url_for("projects.show", project_id=hit.project.id), partnership=partnership)
    address = url_for("partnerships.show", partnership_id=hit.partnership.id)
    return Place(hit=hit, href=address, partnership=partnership)


def _of_goals(hit: Hit) -> str:
    """Return where a project, or what a partnership says about goals, is read."""
    if hit.organisation is not None:
        return url_for("overviews.of_organisation", organisation_id=hit.organisation.id)
    if hit.project is not None:
        return url_for("projects.show", project_id=hit.project.id)
    return url_for("priorities.show", partnership_id=hit.partnership.id)


def _reason(hit: Hit, said: Mention) -> str:
    """Return where something that is said about a goal stands."""
    of = hit.partnership.id
    if hit.organisation is not None:
        goal = said.about.partition(".")[0]
        return url_for("overviews.reasons", organisation_id=hit.organisation.id, partnership_id=of, goal=goal)
    if said.kind == mentions.PRIORITY:
        return url_for("priorities.show", partnership_id=of, _anchor="shared")
    if said.kind == mentions.RANKING and said.is_open:
        return url_for("priorities.earlier_round", partnership_id=of, number=said.round)
    if said.kind == mentions.RANKING:
        return url_for("rankings.own", partnership_id=of)
    if hit.project is not None:
        return url_for("tags.of_project", project_id=hit.project.id, _anchor=f"tag-{said.of_id}")
    return url_for("tags.of_partnership", partnership_id=of, _anchor=f"tag-{said.of_id}")


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
