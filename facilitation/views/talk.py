"""Talk: the page where people talk beside the work, about a place on a canvas or about all of it.

The views get the tool and the number of the canvas, as those of `tools`, whose blueprint they belong to. Each form has
names of its own, so that a page with something wrong on it comes back with everything that was typed, where it was.

=====================  ====================================================================
``new``                says something at the place ``at``
``reply:7``            says something under comment 7
``edit:7``             changes the own words
``take:7`` ``bring:7`` takes the own words away, and brings them back
``settle:7`` ``open:7`` says that a thread is settled, or that it is not
=====================  ====================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import flash, g, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

import tools
from facilitation import canvases, comment_places, comments, notices, threads
from facilitation.canvases import Canvas
from facilitation.comments import Comment, Told
from facilitation.errors import Invalid, NotFound
from facilitation.languages import together
from facilitation.views import forms, gate, talk_pages
from facilitation.views.forms import Form
from facilitation.views.gate import Seen
from facilitation.views.pages import language
from facilitation.views.reading import LARGEST_ID
from facilitation.views.talk_places import talk_at
from tools.canvas import Tool
from tools.wording import N_

Verb = Callable[..., None]
NEW, REPLY, EDIT = "new", "reply", "edit"
SAID, CHANGED = N_("Your comment stands here."), N_("Saved.")
TAKEN, BROUGHT = N_("Your comment is taken away. You can bring it back."), N_("Your comment is back.")
SETTLED, OPENED = N_("It is settled. It stands below, with what was settled before."), N_("It is open again.")
VERBS: dict[str, tuple[Verb, str]] = {
    "take": (comments.take_away, TAKEN),
    "bring": (comments.bring_back, BROUGHT),
    "settle": (comments.resolve, SETTLED),
    "open": (comments.reopen, OPENED),
}


def talk(tool: Tool, project_id: int, number: int = 1) -> str:
    """Show what people say about one place of a canvas, or about all of it."""
    project, seen = gate.project(project_id)
    return _page(canvases.find(g.db, project, tool.key, number), seen)


def say(tool: Tool, project_id: int, number: int = 1) -> Response:
    """Do what a button of the page says, and go to the comment that it was about."""
    project, seen = gate.project(project_id)
    verb, _colon, about = request.form.get("do", NEW).partition(":")
    canvas = (canvases.get_or_create if verb == NEW else canvases.find)(g.db, project, tool.key, number)
    try:
        comment, told = _do(canvas, seen, verb, about)
    except Invalid as error:
        return _again(tool, project_id, number, error)
    g.db.commit()
    flash(_(told))
    return redirect(talk_at(canvas, request.form.get("at", ""), _anchor=f"comment-{comment.id}"), 303)


def _do(canvas: Canvas, seen: Seen, verb: str, about: str) -> tuple[Comment, str]:
    """Do what a button says; return the comment that it was about and what to say of it."""
    me, held = gate.me(), seen.membership
    if verb == NEW:
        view = canvases.view(g.db, canvas, held)
        place = comment_places.find(view, held, request.form.get("at", ""))
        with _beside(NEW) as form:
            kind, _colon, side = form.text(f"{NEW}-kind").partition(":")
            made = comments.say(g.db, canvas, me, held, place, _told(form, NEW, kind, side))
        notices.of_comment(g.db, made)
        return made, SAID
    comment = threads.get(g.db, canvas, held, _id(about))
    if verb == REPLY:
        with _beside(f"{REPLY}-{comment.id}") as form:
            made = comments.reply(g.db, canvas, me, held, comment, _told(form, f"{REPLY}-{comment.id}"))
        notices.of_comment(g.db, made)
        return made, SAID
    if verb == EDIT:
        with _beside(f"{EDIT}-{comment.id}") as form:
            comments.reword(g.db, canvas, me, held, comment, form.text(f"{EDIT}-{comment.id}-text"))
        return comment, CHANGED
    if verb not in VERBS:
        raise NotFound
    do, told = VERBS[verb]
    do(g.db, canvas, me, held, comment)
    return comment, told


def _id(said: str) -> int:
    """Return the number of a row that a button names; 0, which no row has, for anything else."""
    is_number = said.isascii() and said.isdecimal() and len(said) <= forms.DIGITS
    return int(said) if is_number and int(said) <= LARGEST_ID else 0


def _told(form: Form, name: str, kind: str = comments.REMARK, about: str = "") -> Told:
    """Read what a form says under names that begin with `name`."""
    called = form.posted.getlist(f"{name}-mentions")
    told = form.text(f"{name}-text"), form.text(f"{name}-language")
    return Told(text=told[0], language=told[1], kind=kind, about=about, mentions=called)


@contextmanager
def _beside(name: str) -> Iterator[Form]:
    """Put what is wrong beside the fields whose names begin with `name`."""
    try:
        yield Form()
    except Invalid as error:
        raise Invalid([(f"{name}-{problem[0]}", *problem[1:]) for problem in error.problems]) from None


def _again(tool: Tool, project_id: int, number: int, error: Invalid) -> Response:
    """Show the page with what is wrong beside its fields, and everything that was typed."""
    g.db.rollback()
    project, seen = gate.project(project_id)
    canvas = canvases.find(g.db, project, tool.key, number)
    g.typed = request.form
    for problem in error.problems:
        g.problems.setdefault(problem[0], forms.sentence(problem))
    return make_response(_page(canvas, seen), error.status)


def _page(canvas: Canvas, seen: Seen) -> str:
    names = [side.name for side in seen.partnership.sides]
    return render_template(
        "talk/show.html",
        sheet=talk_pages.page(g.db, canvas, seen.membership, request.values.get("at", "")),
        tool=tools.get(canvas.tool),
        project=canvas.project,
        partnership=seen.partnership,
        partnership_name=together(names, language()),
    )


PAGES: tuple[tuple[str, Callable[..., Any]], ...] = (("GET", talk), ("POST", say))
"""Method and view of what stands at the address of a canvas with ``/talk`` behind it."""
