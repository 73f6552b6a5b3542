"""Tags: the pages on which a project and a partnership say which goals they touch, why, and what shows it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation import access
from facilitation.access import Action
from facilitation.errors import NotFound
from facilitation.languages import Words, together
from facilitation.partnerships import Partnership
from facilitation.projects import Project
from facilitation.sdg import interactions, organisations, tag_drafts, tagging, titles
from facilitation.sdg.tagging import Spot, Told
from facilitation.sdg.tags import TEXTS, Tag
from facilitation.views import forms, gate, tag_drawing
from facilitation.views.gate import Seen
from facilitation.views.pages import language
from tools.tags import DIRECTIONS, HORIZONS, RINGS, STRENGTHS

blueprint = Blueprint("tags", __name__)
EVERYBODY = "all"
"""On a form: about the territory of every side."""


@blueprint.get("/projects/<int:project_id>/sdg")
def of_project(project_id: int) -> str:
    """Show which goals a project touches, and why."""
    project, seen = gate.project(project_id)
    return render_template(
        "tags/show.html",
        **about(seen, project),
        page=tag_drawing.of_project(project, seen.membership),
        links=interactions.of_project(g.db, project),
        scores=dict(interactions.SCORES),
        title=titles.of_projects(g.db, [project])[project.id] if organisations.all_of_them(g.db) else None,
        new=url_for("tags.new", project_id=project.id),
    )


@blueprint.get("/partnerships/<int:partnership_id>/sdg/tags")
def of_partnership(partnership_id: int) -> str:
    """Show which goals a partnership itself touches, and why."""
    seen = gate.partnership(partnership_id)
    return render_template(
        "tags/show.html",
        **about(seen, None),
        page=tag_drawing.of_partnership(seen.partnership, seen.membership),
        links=[],
        new=url_for("tags.new_on_partnership", partnership_id=partnership_id),
    )


@blueprint.get("/projects/<int:project_id>/sdg/new")
def new(project_id: int) -> str:
    """Show the form that tags a project, one of its goals or an encounter."""
    project, seen = gate.project(project_id)
    spot, draft = _spot(seen, project)
    return _form(seen, project, spot, None, draft)


@blueprint.post("/projects/<int:project_id>/sdg/new")
@forms.refill(new)
def add(project_id: int) -> Response:
    """Tag a project, one of its goals or an encounter."""
    project, seen = gate.project(project_id)
    return _added(seen, _spot(seen, project)[0])


@blueprint.get("/partnerships/<int:partnership_id>/sdg/tags/new")
def new_on_partnership(partnership_id: int) -> str:
    """Show the form that tags a partnership."""
    seen = gate.partnership(partnership_id)
    return _form(seen, None, Spot(seen.partnership), None)


@blueprint.post("/partnerships/<int:partnership_id>/sdg/tags/new")
@forms.refill(new_on_partnership)
def add_on_partnership(partnership_id: int) -> Response:
    """Tag a partnership."""
    seen = gate.partnership(partnership_id)
    return _added(seen, Spot(seen.partnership))


@blueprint.get("/partnerships/<int:partnership_id>/sdg/tags/<int:tag_id>")
def change(partnership_id: int, tag_id: int) -> str:
    """Show the form that words a tag otherwise, with what shows it and what it said before."""
    seen, tag = tag_here(partnership_id, tag_id)
    return _form(seen, tag.project, tagging.of(tag), tag)


@blueprint.post("/partnerships/<int:partnership_id>/sdg/tags/<int:tag_id>")
@forms.refill(change)
def save(partnership_id: int, tag_id: int) -> Response:
    """Word a tag otherwise, take it away, bring it back, or stand up for it again."""
    seen, tag = tag_here(partnership_id, tag_id)
    verb = request.form.get("do", "save")
    if verb in ("remove", "restore"):
        tagging.put_away(g.db, gate.me(), seen.membership, tag, verb == "remove")
    elif verb == "renew":
        tagging.renew(g.db, gate.me(), seen.membership, tag)
    else:
        require_writing(seen, tagging.of(tag))
        told = _told(seen, tag)
        tagging.change(g.db, gate.me(), seen.membership, tag, told, request.form.get("base", ""))
    g.db.commit()
    flash(_("Saved."))
    return redirect(home(tag.partnership, tag.project, f"tag-{tag.id}"), 303)


def tag_here(partnership_id: int, tag_id: int) -> tuple[Seen, Tag]:
    """Return a tag of a partnership that this person may read."""
    from facilitation.sdg import tags as rows  # here: this module has that name for views

    seen = gate.partnership(partnership_id)
    return seen, rows.find(g.db, seen.partnership, tag_id)


def home(partnership: Partnership, project: Project | None, anchor: str) -> str:
    """Return the page on which a tag stands."""
    if project is not None:
        return url_for("tags.of_project", project_id=project.id, _anchor=anchor)
    return url_for("tags.of_partnership", partnership_id=partnership.id, _anchor=anchor)


def about(seen: Seen, project: Project | None) -> dict[str, Any]:
    """Return what every page about tags knows."""
    return {
        "partnership": seen.partnership,
        "partnership_name": together([side.name for side in seen.partnership.sides], language()),
        "project": project,
        "side": seen.partnership.side(seen.membership.side_id),
    }


def require_writing(seen: Seen, spot: Spot) -> None:
    """Raise unless this person may tag here."""
    access.require(seen.membership, Action.WRITE, spot.project.side_id if spot.project else None)


def original(seen: Seen, before: Words) -> str:
    """Return the language in which a text was first written, for a new one that of the reader where it is written."""
    codes = seen.partnership.languages
    return before.get("original", language() if language() in codes else codes[0])


def _spot(seen: Seen, project: Project) -> tuple[Spot, Told | None]:
    """Return what a form tags, and what a card of the SDG circle says of it already."""
    given = request.values
    number = given.get("canvas", "")
    canvas_id = int(number) if number.isascii() and number.isdigit() and len(number) < 16 else None
    if number and canvas_id is None:
        raise NotFound
    entry = given.get("entry", "")
    draft = tag_drafts.activity(g.db, seen.membership, project, canvas_id, entry)
    if draft is not None:
        return Spot(seen.partnership, project), draft
    return tagging.spot(g.db, seen.membership, project, canvas_id, entry), None


def _form(seen: Seen, project: Project | None, spot: Spot, tag: Tag | None, draft: Told | None = None) -> str:
    from facilitation.sdg import tags as rows  # here: this module has that name for views

    may_write = tagging.may_write(seen.membership, spot)
    if tag is None:
        require_writing(seen, spot)
    drawn = tag_drawing.shown([tag], seen.membership)[0] if tag else None
    own = url_for("tags.save", partnership_id=seen.partnership.id, tag_id=tag.id) if tag else request.path
    return render_template(
        "tags/edit.html",
        **about(seen, project),
        address=own,
        tag=tag,
        shown=drawn,
        spot=spot,
        called=tagging.called(g.db, seen.membership, spot),
        held=_held(seen, tag or draft),
        may_write=may_write,
        rings=RINGS,
        directions=DIRECTIONS,
        horizons=HORIZONS,
        strengths=STRENGTHS,
        everybody=EVERYBODY,
        evidence=tag_drawing.standing_evidence(tag) if tag else [],
        signs=tag_drawing.signs_of(tag, seen.membership) if tag else {},
        wordings=rows.wordings(g.db, tag) if tag else [],
        back=home(seen.partnership, project, f"tag-{tag.id}" if tag else ""),
    )


def _held(seen: Seen, said: Tag | Told | None) -> dict[str, Any]:
    """Return what stands in the fields of a form before anybody types."""
    own = seen.membership.side_id
    whose = seen.partnership.side(said.side_id if said else own)
    plain = {"goal": "", "target": "", "ring": "", "direction": "", "strength": None, "horizon": ""}
    if said is not None:
        plain = {name: getattr(said, name) for name in plain}
    texts = {name: said.texts.get(name) if said else None for name in TEXTS}
    return plain | texts | {"whose": whose.key if whose else EVERYBODY}


def _added(seen: Seen, spot: Spot) -> Response:
    require_writing(seen, spot)
    made = tagging.add(g.db, gate.me(), seen.membership, spot, _told(seen, None))
    g.db.commit()
    flash(_("Saved."))
    return redirect(home(seen.partnership, spot.project, f"tag-{made.id}"), 303)


def _told(seen: Seen, tag: Tag | None) -> Told:
    form, codes = forms.Form(), seen.partnership.languages
    before = tag.texts if tag else {}
    texts = {name: form.words(name, codes, original(seen, before.get(name, {}))) for name in TEXTS}
    sides = {side.key: side.id for side in seen.partnership.sides}
    whose, strength = form.text("whose"), form.text("strength")
    if whose not in (EVERYBODY, *sides):
        form.problem("whose", tagging.WHOSE_UNKNOWN)
    if strength not in ("", *map(str, STRENGTHS)):
        form.problem("strength", tagging.STRENGTH_UNKNOWN)
    told = Told(
        goal=form.text("goal"),
        target=form.text("target"),
        ring=form.text("ring"),
        side_id=sides.get(whose),
        direction=form.text("direction"),
        strength=int(strength) if strength in map(str, STRENGTHS) else None,
        horizon=form.text("horizon"),
        texts=texts,
    )
    form.problems += tagging.problems(seen.partnership, told)
    form.done()
    return told
