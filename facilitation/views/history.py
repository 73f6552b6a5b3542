"""History: the course of a canvas, any state of it to read, what differs between two, and putting back.

The functions get the tool and the number of the canvas, as those of `tools`, whose blueprint they belong to. A state
stands in the address as a base (`facilitation.history`). Putting back a field or a card is one press; before the whole
is put back a page asks.
"""

from __future__ import annotations

import datetime
from typing import Any

from flask import flash, g, make_response, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

import tools
from facilitation import canvases, history, moments, restoring, visits
from facilitation.canvas_edits import Outcome
from facilitation.canvases import Canvas
from facilitation.errors import Invalid, NotFound
from facilitation.history import Cursor, State
from facilitation.languages import together
from facilitation.partnerships import Side
from facilitation.views import forms, gate
from facilitation.views.canvas_addresses import at
from facilitation.views.canvas_differences import Differences, FieldDifference
from facilitation.views.gate import Seen
from facilitation.views.history_drawing import course, sections
from facilitation.views.pages import language
from facilitation.visits import News
from tools.canvas import Tool

PROJECT = "project"
"""What the form says when a moment of the whole project is to be saved."""


def show_history(tool: Tool, project_id: int, number: int = 1) -> str:
    """Show who did what and when, the latest first, and the moments that were saved."""
    return _course(*_canvas(tool, project_id, number))


def save_moment(tool: Tool, project_id: int, number: int = 1) -> Response:
    """Save how the canvas or the whole project stands now, under a name."""
    canvas, seen = _canvas(tool, project_id, number)
    canvas = canvases.get_or_create(g.db, canvas.project, tool.key, number)
    form = forms.Form()
    languages = seen.partnership.languages
    name = form.words("name", languages, language() if language() in languages else languages[0])
    try:
        moments.save(g.db, canvas, gate.me(), seen.membership, name, form.text("of") == PROJECT)
    except Invalid as error:
        g.db.rollback()
        g.typed, canvas = request.form, canvases.find(g.db, canvas.project, tool.key, number)
        for problem in error.problems:
            g.problems.setdefault(problem[0], forms.sentence(problem))
        return make_response(_course(canvas, seen), error.status)
    g.db.commit()
    flash(_("The moment is saved. You find it here again."))
    return redirect(at(canvas, "show_history"), 303)


def show_state(tool: Tool, project_id: int, base: str, number: int = 1) -> str:
    """Show the canvas as it was, to read."""
    canvas, seen = _canvas(tool, project_id, number)
    then = history.state(g.db, canvas, seen.membership, base)
    view = canvases.view(g.db, canvas, seen.membership, then.base)
    return render_template(
        "history/state.html",
        **_about(canvas, seen),
        then=_dated(canvas, then),
        sections=sections(g.db, canvas, seen.membership, view, _sides(canvas)),
        writes=bool(view.writable),
    )


def show_difference(tool: Tool, project_id: int, base: str, number: int = 1) -> str:
    """Show what differs between a state and another one, by default the present."""
    canvas, seen = _canvas(tool, project_id, number)
    other = request.args.get("to", "")
    to = history.state(g.db, canvas, seen.membership, other) if other else None
    then = history.state(g.db, canvas, seen.membership, base, to)
    until = to or history.present(g.db, canvas, seen.membership)
    return render_template(
        "history/difference.html",
        **_about(canvas, seen),
        then=_dated(canvas, then),
        to=_dated(canvas, to) if to else None,
        base=until.base,
        fields=_fields(canvas, seen, then, until),
        writes=to is None and bool(canvases.writable(canvas, seen.membership)),
    )


def ask_to_restore(tool: Tool, project_id: int, base: str, number: int = 1) -> str:
    """Ask whether the whole canvas is to be put back as it was, with what that changes."""
    canvas, seen = _canvas(tool, project_id, number)
    then = history.state(g.db, canvas, seen.membership, base)
    until = history.present(g.db, canvas, seen.membership)
    fields = _fields(canvas, seen, then, until)
    return render_template(
        "history/restore.html",
        **_about(canvas, seen),
        then=_dated(canvas, then),
        base=until.base,
        mine=[each for each in fields if each.writable],
        others=[each for each in fields if not each.writable],
    )


def restore(tool: Tool, project_id: int, base: str, number: int = 1) -> Response:
    """Put a field, a card or the whole back as it was: a new edit, that everybody sees at once."""
    canvas, seen = _canvas(tool, project_id, number)
    then = history.state(g.db, canvas, seen.membership, base)
    within = request.form.get("within", "")
    drawn = request.form.get("base", "")
    made = restoring.restore(g.db, canvas, gate.me(), seen.membership, drawn, then.base, within)
    g.db.commit()
    for sentence in _said(made):
        flash(sentence)
    return redirect(at(canvas, "show_difference", base=base) if within else at(canvas), 303)


PAGES = (
    ("GET", "/history", show_history),
    ("POST", "/history", save_moment),
    ("GET", "/history/<base>", show_state),
    ("GET", "/history/<base>/difference", show_difference),
    ("GET", "/history/<base>/restore", ask_to_restore),
    ("POST", "/history/<base>/restore", restore),
)
"""(method, what stands behind the address of a canvas, view)."""


def since(canvas: Canvas, seen: Seen) -> News | None:
    """Return what is new for who opens the page of a canvas, and write down that they did."""
    news = visits.on_page(g.db, canvas, gate.me(), seen.membership)
    if request.method == "GET":
        visits.note(g.db, canvas, gate.me(), history.present(g.db, canvas, seen.membership).base)
    return news


def _canvas(tool: Tool, project_id: int, number: int) -> tuple[Canvas, Seen]:
    project, seen = gate.project(project_id)
    return canvases.find(g.db, project, tool.key, number), seen


def _course(canvas: Canvas, seen: Seen) -> str:
    """Return the page with the course of a canvas."""
    before = _cursor(request.args.get("before", ""))
    lines, behind = history.lines(g.db, canvas, seen.membership, before)
    rooms = history.seqs(history.present(g.db, canvas, seen.membership).base)
    saved = [(each, _held(each.base(canvas), rooms)) for each in moments.of_canvas(g.db, canvas)]
    about = _about(canvas, seen)
    return render_template(
        "history/show.html",
        **about,
        lines=course(about["tool"], canvases.context(canvas), lines),
        older=f"{behind[0].isoformat()}~{behind[1]}" if behind else "",
        newest=before is None,
        moments=saved,
        may_save=moments.may_save(canvas.project, seen.membership),
        everything=PROJECT,
    )


def _held(base: str, rooms: dict[int, int]) -> str:
    """Return the state of a saved moment as far as it is the reader's to see; "" when its document was replaced."""
    if base == history.START:
        return base
    return history.written({room: seq for room, seq in history.seqs(base).items() if seq <= rooms.get(room, -1)})


def _cursor(said: str) -> Cursor | None:
    """Read where a page of the course begins; NotFound for what no page of ours says."""
    if not said:
        return None
    moment, _, id = said.partition("~")
    try:
        when = datetime.datetime.fromisoformat(moment)
        place = int(id)
    except ValueError:
        raise NotFound from None
    if when.tzinfo is None or not 0 <= place < 2**31:
        raise NotFound
    return when, place


def _fields(canvas: Canvas, seen: Seen, then: State, until: State) -> list[FieldDifference]:
    before, after = (canvases.view(g.db, canvas, seen.membership, state.base) for state in (then, until))
    return Differences(before, after, canvases.readable(canvas, seen.membership), _sides(canvas)).fields()


def _sides(canvas: Canvas) -> dict[str, Side]:
    return {side.key: side for side in canvas.project.partnership.sides}


def _dated(canvas: Canvas, state: State) -> dict[str, Any]:
    """Return a state for a template: its base, when it was, and the links to it."""
    base = state.base or history.START
    verbs = ("show_state", "show_difference", "ask_to_restore", "restore")
    links = {verb: at(canvas, verb, base=base) for verb in verbs}
    return {"base": base, "at": state.at, **links}


def _said(made: Outcome) -> list[str]:
    """Return what to say after putting something back."""
    said = []
    if made.saved:
        said.append(_("It is put back. How it was before stays in the history."))
    elif not made.rivals:
        said.append(_("Nothing had to change: it is like that already."))
    if made.rivals:
        said.append(
            ngettext(
                "One answer stays as it is: somebody else chose it meanwhile.",
                "%(num)s answers stay as they are: somebody else chose them meanwhile.",
                len(made.rivals),
            )
        )
    if made.together:
        said.append(_("Somebody else wrote here too. The words of both are kept: read them over"))
    return said


def _about(canvas: Canvas, seen: Seen) -> dict[str, Any]:
    names = [side.name for side in seen.partnership.sides]
    return {
        "canvas": canvas,
        "tool": tools.get(canvas.tool),
        "project": canvas.project,
        "partnership": seen.partnership,
        "partnership_name": together(names, language()),
    }
