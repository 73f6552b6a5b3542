"""Projects: the page of a project with its path of tools, starting and editing one, and the archive.

A project of one side goes into the archive and comes back with one press of that side's coordinator; for a shared
one the press makes a proposal that every side answers.
"""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

import tools
from facilitation import access, concepts, projects, proposals, visits
from facilitation.access import Action
from facilitation.languages import Words, together
from facilitation.sdg import tags
from facilitation.views import forms, gate, paths, tag_drawing
from facilitation.views.gate import Seen
from facilitation.views.pages import language
from facilitation.views.paths import outlines
from facilitation.views.talk_places import open_questions
from facilitation.views.todos import of_agreements, of_tags
from tools.wording import N_

blueprint = Blueprint("projects", __name__)
SHARED = "shared"
TAGS_SHOWN = 5
"""Goals on the page of a project at once."""
PROPOSED = N_("Your side said yes. The project moves when the other sides have said yes too.")
SCOPE_NEEDED = N_("Choose whose project this is.")


@blueprint.get("/projects/<int:project_id>")
def show(project_id: int) -> str:
    """Show a project: its question, its path, what needs attention and who worked on it."""
    project, seen = gate.project(project_id)
    found = paths.outline(project, seen.membership)
    return render_template(
        "projects/show.html",
        outline=found,
        project=project,
        since=visits.of_project(g.db, project, gate.me(), seen.membership),
        todos=[*of_agreements(seen.membership, project), *of_tags(seen.membership, project)],
        partnership=seen.partnership,
        partnership_name=_name(seen),
        questions=open_questions(g.db, project, seen.membership),
        worked=projects.worked_on(g.db, project, paths.rooms_read(found, seen.membership)),
        may_edit=access.may(seen.membership, Action.START_PROJECT, project.side_id),
        may_archive=access.may(seen.membership, Action.ARCHIVE, project.side_id),
        proposal=proposals.open_about(g.db, seen.partnership, project.id),
        concepts=concepts.of_partnership(g.db, seen.partnership),
        tags=tag_drawing.shown(tags.of_project(g.db, project)[:TAGS_SHOWN], seen.membership),
    )


@blueprint.get("/partnerships/<int:partnership_id>/projects/new")
def new(partnership_id: int) -> str:
    """Show the form that starts a project."""
    seen = gate.partnership(partnership_id)
    access.require(seen.membership, Action.START_PROJECT)
    return render_template(
        "projects/new.html",
        partnership=seen.partnership,
        partnership_name=_name(seen),
        owners=_owners(seen),
        first_tool=tools.TOOLS[0],
    )


@blueprint.post("/partnerships/<int:partnership_id>/projects/new")
@forms.refill(new)
def start(partnership_id: int) -> Response:
    """Start a project."""
    seen = gate.partnership(partnership_id)
    access.require(seen.membership, Action.START_PROJECT)
    form = forms.Form()
    sides = {side.key: side for side in seen.partnership.sides}
    title, summary, proposed, chosen = _told(form, seen, language())
    scope = form.one_of("scope", (SHARED, *sides), SCOPE_NEEDED)
    form.done()
    side = sides.get(scope)
    project = projects.start(g.db, gate.me(), seen.membership, seen.partnership, title, side, proposed, chosen, summary)
    g.db.commit()
    flash(_("The project is there. Everybody in the partnership can read it."))
    return redirect(url_for("projects.show", project_id=project.id), 303)


@blueprint.get("/projects/<int:project_id>/edit")
def change(project_id: int) -> str:
    """Show the form that changes what a project says of itself."""
    project, seen = gate.project(project_id)
    access.require(seen.membership, Action.START_PROJECT, project.side_id)
    projects.require_open(project)
    return render_template(
        "projects/edit.html",
        project=project,
        partnership=seen.partnership,
        partnership_name=_name(seen),
        states=projects.STATES,
    )


@blueprint.post("/projects/<int:project_id>/edit")
@forms.refill(change)
def edit(project_id: int) -> Response:
    """Change the title, the summary, how it stands, who proposed and who chose."""
    project, seen = gate.project(project_id)
    access.require(seen.membership, Action.START_PROJECT, project.side_id)
    form = forms.Form()
    title, summary, proposed, chosen = _told(form, seen, project.title["original"])
    state = form.one_of("state", projects.STATES, projects.STATE_UNKNOWN)
    form.done()
    version = form.text("base")
    projects.edit(g.db, seen.membership, project, title, summary, proposed, chosen, version)
    projects.set_state(g.db, seen.membership, project, state)
    g.db.commit()
    flash(_("Saved."))
    return redirect(url_for("projects.show", project_id=project.id), 303)


@blueprint.post("/projects/<int:project_id>/archive")
def archive(project_id: int) -> Response:
    """Put a project in the archive, or ask every side."""
    project, seen = gate.project(project_id)
    proposal = projects.put_away(g.db, gate.me(), seen.membership, project)
    g.db.commit()
    flash(_(PROPOSED) if proposal else _("The project is in the archive. Everything in it can still be read."))
    return redirect(url_for("projects.show", project_id=project.id), 303)


@blueprint.post("/projects/<int:project_id>/restore")
def restore(project_id: int) -> Response:
    """Take a project out of the archive, or ask every side."""
    project, seen = gate.project(project_id)
    proposal = projects.bring_back(g.db, gate.me(), seen.membership, project)
    g.db.commit()
    flash(_(PROPOSED) if proposal else _("The project is back from the archive."))
    return redirect(url_for("projects.show", project_id=project.id), 303)


@blueprint.get("/partnerships/<int:partnership_id>/projects/archived")
def archived(partnership_id: int) -> str:
    """Show the projects in the archive."""
    seen = gate.partnership(partnership_id)
    found = projects.of_partnership(g.db, seen.partnership, archived=True)
    return render_template(
        "projects/archived.html",
        partnership=seen.partnership,
        partnership_name=_name(seen),
        projects=found,
        proposals={each.id: proposals.open_about(g.db, seen.partnership, each.id) for each in found},
        restorable=[each.id for each in found if access.may(seen.membership, Action.ARCHIVE, each.side_id)],
    )


def _name(seen: Seen) -> str:
    return together([side.name for side in seen.partnership.sides], language())


def _owners(seen: Seen) -> list[tuple[str, str]]:
    """Return whose project this member may start: sides by key, `SHARED`; with words for the form."""
    sides = [side for side in seen.partnership.sides if access.may(seen.membership, Action.START_PROJECT, side.id)]
    own = [(side.key, _("Of %(place)s", place=side.name)) for side in sides]
    return [*own, (SHARED, _("Shared, of %(places)s", places=_name(seen)))]


def _told(form: forms.Form, seen: Seen, original: str) -> tuple[Words, Words, str, str]:
    """Read what the forms for starting and editing have in common."""
    languages = seen.partnership.languages
    first = original if original in languages else languages[0]
    title, summary = form.words("title", languages, first), form.words("summary", languages, first)
    proposed, chosen = form.text("proposed"), form.text("chosen")
    form.problems += projects.problems(seen.partnership, title, summary, proposed, chosen)
    return title, summary, proposed, chosen


__all__ = ["blueprint", "outlines"]
