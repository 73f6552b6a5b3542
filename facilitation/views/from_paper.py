"""From paper: the page on which somebody types in what others wrote on paper.

It asks once whose words they are, and then shows every question that the typist may write in, under the code that
stands on the sheet. What is typed is saved as the form of a canvas is (`canvas_saving.take`), so nothing is lost and
nobody overwritten; beside each answer it is then said that it came from paper. While people write a list alone first,
that list waits: what is added then would be opened in the name of the typist.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, g, make_response, redirect, render_template, request, session
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from facilitation import alone_rounds, canvases, paper_answers
from facilitation.canvas_edits import Change
from facilitation.canvases import Canvas
from facilitation.errors import Conflict, Forbidden, Invalid
from facilitation.languages import together
from facilitation.paper_answers import Told
from facilitation.views import forms, gate
from facilitation.views.canvas_addresses import at
from facilitation.views.canvas_boxes import Box, anchor
from facilitation.views.canvas_drawing import Drawing, box
from facilitation.views.canvas_forms import changes, held, homes
from facilitation.views.canvas_pages import Back, is_offered
from facilitation.views.canvas_saving import take
from facilitation.views.gate import Seen
from facilitation.views.pages import language
from facilitation.views.paper_drawing import codes, may_be_asked
from tools.canvas import Section, Tool, field_address
from tools.wording import N_

KEPT = "paper"
"""Where the session keeps whose paper is being typed in, for the next answer of it."""
SIDE_UNKNOWN = N_("Choose one of the places, or none.")


@dataclass(frozen=True)
class Asked:
    """One question of the method: its number on the sheet, and its boxes with their codes."""

    section: Section
    number: int
    boxes: Sequence[tuple[str, Box]]


def from_paper(tool: Tool, project_id: int, number: int = 1) -> str:
    """Show what can be typed in."""
    project, seen = gate.project(project_id)
    canvas = canvases.find(g.db, project, tool.key, number)
    _require_writer(canvas, seen)
    return _page(canvas, seen, Back())


def type_in(tool: Tool, project_id: int, number: int = 1) -> Response:
    """Save what was typed, and that it came from paper."""
    project, seen = gate.project(project_id)
    canvas = canvases.get_or_create(g.db, project, tool.key, number)
    _require_writer(canvas, seen)
    told, wrong = _told(seen)
    back: Back | None
    typed, unreadable = _typed(canvas, seen)
    if wrong:
        problems = {**_sentences(wrong), **_sentences(unreadable)}
        back, status = Back(typed=request.form, base=request.form.get("base", ""), problems=problems), 400
    else:
        taken = take(g.db, canvas, gate.me(), seen.membership, request.form)
        back, status = taken.back, taken.status
    if status == 400:
        g.db.rollback()
        project, seen = gate.project(project_id)
        canvas = canvases.find(g.db, project, tool.key, number)
    else:
        view = canvases.view(g.db, canvas, seen.membership)
        rows = paper_answers.record(g.db, view, gate.me(), told, typed)
        g.db.commit()
    if back is not None:
        g.problems, g.typed = dict(back.problems), request.form
        return make_response(_page(canvas, seen, back), status)
    _keep(told)
    flash(
        ngettext("One answer from paper is saved.", "%(num)s answers from paper are saved.", len(rows))
        if rows
        else _("Nothing new was typed, so nothing is saved.")
    )
    about = request.form.get("do", "").partition(":")[2]
    return redirect(at(canvas, "from_paper", _anchor=anchor(about) if about else None), 303)


def _require_writer(canvas: Canvas, seen: Seen) -> None:
    if not canvases.writable(canvas, seen.membership):
        raise Forbidden


def _told(seen: Seen) -> tuple[Told, list[forms.Problem]]:
    """Return whose paper it is, with everything that is wrong about that."""
    form = forms.Form()
    sides = {side.key: side for side in seen.partnership.sides}
    key = form.one_of("side", ("", *sides), SIDE_UNKNOWN)
    here = language()
    told = Told({here: form.text("by"), "original": here}, sides.get(key), form.day("on"))
    known = [problem[0] for problem in form.problems]
    found = paper_answers.problems(told, gate.me().time_zone)
    return told, [*form.problems, *(problem for problem in found if problem[0] not in known)]


def _typed(canvas: Canvas, seen: Seen) -> tuple[list[Change], list[forms.Problem]]:
    """Return what the form changed since it was drawn, with everything that cannot be read."""
    try:
        then = canvases.view(g.db, canvas, seen.membership, request.form.get("base", ""))
        return changes(then, request.form), []
    except Conflict:
        return [], []  # the document was replaced: saving says so
    except Invalid as error:
        return [], list(error.problems)


def _sentences(problems: Sequence[forms.Problem]) -> dict[str, str]:
    found: dict[str, str] = {}
    for problem in problems:
        found.setdefault(problem[0], forms.sentence(problem))
    return found


def _keep(told: Told) -> None:
    day = told.on.isoformat() if told.on else ""
    session[KEPT] = {"by": told.by[told.by["original"]], "side": told.side.key if told.side else "", "on": day}


def _page(canvas: Canvas, seen: Seen, back: Back) -> str:
    membership = seen.membership
    now = canvases.view(g.db, canvas, membership)
    view = canvases.view(g.db, canvas, membership, back.base) if back.typed is not None else now
    drawing = Drawing(
        view=view,
        readable=canvases.readable(canvas, membership),
        sides={side.key: side for side in seen.partnership.sides},
        language=language(),
        typed=back.typed,
        rivals={rival.address: rival for rival in back.rivals},
        paper=paper_answers.of(g.db, canvas),
        problems=back.problems,
    )
    mine = seen.membership.side.key if seen.membership.side else ""
    names = [side.name for side in seen.partnership.sides]
    return render_template(
        "paper/type.html",
        canvas=canvas,
        project=canvas.project,
        partnership=seen.partnership,
        partnership_name=together(names, language()),
        told={"by": "", "side": mine, "on": "", **session.get(KEPT, {})},
        places=[(side.key, side.name) for side in seen.partnership.sides],
        questions=_questions(drawing),
        waiting=alone_rounds.running(g.db, canvas),
        base=view.base,
        back=back,
    )


def _questions(drawing: Drawing) -> list[Asked]:
    view, known = drawing.view, codes(drawing.view.tool)
    drawn = [
        box(drawing, each, address, held(view, address, side), side)
        for address, each, side in homes(view.tool, view.context)
        if may_be_asked(view, each, side) or is_offered(drawing, each, address, side)
    ]
    boxes = [each for each in drawn if each and each.writable]
    found = []
    for number, section in enumerate(view.tool.sections, 1):
        here = [(known[field_address(each.name)], each) for each in boxes if each.name.split(".")[0] == section.name]
        if here:
            found.append(Asked(section, number, here))
    return found


PAGES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", "/from-paper", from_paper),
    ("POST", "/from-paper", type_in),
)
"""Method, what stands behind the address of a canvas, and view."""
