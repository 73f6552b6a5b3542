"""Tools: a blueprint for each tool, made from its declaration: the page of a canvas, saving it, earlier wordings.

No tool is named here: the page is drawn from the declaration, the form is read by it. Every view gets the tool and the
number of the canvas; a tool of which a project may have several has a page with all of them, too.
"""

from __future__ import annotations

import datetime
import gzip
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, current_app, g, make_response, redirect, render_template, request, session
from werkzeug.wrappers import Response

from facilitation import agreements, canvas_edits, canvases, clock, wordings
from facilitation.canvas_edits import SetText
from facilitation.canvases import Canvas
from facilitation.errors import NotFound
from facilitation.languages import together
from facilitation.live.addresses import Where
from facilitation.projects import Project
from facilitation.views import agreement, canvas_wordings, from_paper, gate, history, paper, paths, talk
from facilitation.views.canvas_addresses import at, line
from facilitation.views.canvas_boxes import MINE, Box, anchor
from facilitation.views.canvas_now import Asked, Lately, behind, fragment
from facilitation.views.canvas_pages import Back, Page, page
from facilitation.views.canvas_saving import Taken, take
from facilitation.views.draft_drawing import addressed
from facilitation.views.figures import figure_page
from facilitation.views.gate import Seen
from facilitation.views.pages import language
from facilitation.visits import News
from tools.canvas import Tool

SAVED = "saved"
"""Where the session keeps what the next page says beside the question: when it was saved, and where."""


def blueprint(tool: Tool) -> Blueprint:
    """Return the pages of a tool."""
    made = Blueprint(tool.key, __name__, url_prefix=f"/projects/<int:project_id>/{tool.slug}")
    one = "/<int:number>" if tool.many else ""
    pages: tuple[tuple[str, str, Callable[..., Any]], ...] = (
        ("GET", one, show),
        ("GET", f"{one}/now", now),
        ("GET", f"{one}/figures/<key>", figure),
        ("POST", one, save),
        ("GET", f"{one}/earlier", earlier),
        ("POST", f"{one}/earlier", put_back),
        *((method, f"{one}/talk", view) for method, view in talk.PAGES),
        *((method, f"{one}/agreement{behind}", view) for method, behind, view in agreement.PAGES),
        *((method, f"{one}{behind}", view) for method, behind, view in history.PAGES),
        *((method, f"{one}{behind}", view) for method, behind, view in (*paper.PAGES, *from_paper.PAGES)),
        *((("GET", "", every), ("POST", "", begin)) if tool.many else ()),
    )
    for method, rule, view in pages:
        name = "all" if view is every else view.__name__
        made.add_url_rule(rule, name, partial(view, tool), methods=[method])
    return made


def every(tool: Tool, project_id: int) -> str:
    """Show the canvases of a tool of which a project may have several."""
    project, seen = gate.project(project_id)
    writes = Where() in canvases.writable(canvases.untouched(project, tool.key), seen.membership)
    stages = paths.of_tool(project, tool, seen.membership)
    return render_template("canvases/all.html", **_about(project, seen), tool=tool, stages=stages, writes=writes)


def begin(tool: Tool, project_id: int) -> Response:
    """Begin one more canvas of a tool of which a project may have several."""
    project, seen = gate.project(project_id)
    canvas = canvases.begin(g.db, project, tool.key, seen.membership)
    g.db.commit()
    return redirect(at(canvas), 303)


def show(tool: Tool, project_id: int, number: int = 1) -> str:
    """Show a canvas: to read, and to write for whoever may."""
    project, seen = gate.project(project_id)
    canvas = canvases.find(g.db, project, tool.key, number)
    since = history.since(canvas, seen)
    return _page(canvas, seen, Back(rescued=_rescued()), session.pop(SAVED, None), since)


def now(tool: Tool, project_id: int, number: int = 1) -> Response:
    """Send what changes on an open page of a canvas beside the words; 304 when that is what the page has."""
    project, seen = gate.project(project_id)
    canvas = canvases.find(g.db, project, tool.key, number)
    asked = Asked(canvas, gate.me(), seen.membership, request.args.get("deep") != "no")
    drawn = fragment(g.db, _lately(), asked, lambda sheet: _fragment(sheet, seen))
    packed = request.accept_encodings["gzip"] > 0
    answer = Response(drawn.packed if packed else gzip.decompress(drawn.packed), mimetype="text/html")
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(drawn.mark, weak=True)
    return answer.make_conditional(request)


def figure(tool: Tool, project_id: int, key: str, number: int = 1) -> Response:
    """Show one picture with axes of a canvas alone, to be looked into."""
    project, seen = gate.project(project_id)
    canvas = canvases.find(g.db, project, tool.key, number)
    return figure_page(canvases.view(g.db, canvas, seen.membership), key, **_about(project, seen), canvas=canvas)


def save(tool: Tool, project_id: int, number: int = 1) -> Response:
    """Save everything on the form, do what its button says, and go on where one was."""
    project, seen = gate.project(project_id)
    canvas = canvases.get_or_create(g.db, project, tool.key, number)
    taken = take(g.db, canvas, gate.me(), seen.membership, request.form)
    if taken.status == 400:
        g.db.rollback()
        canvas = canvases.find(g.db, project, tool.key, number)  # the first form of a canvas undid the canvas with it
    else:
        g.db.commit()
    if taken.back is not None:
        g.problems = taken.back.problems
        return make_response(_page(canvas, seen, taken.back), taken.status)
    _remember(taken)
    return redirect(_next(canvas, taken), 303)


def earlier(tool: Tool, project_id: int, number: int = 1) -> str:
    """Show how a text was worded before."""
    project, seen = gate.project(project_id)
    canvas = canvases.find(g.db, project, tool.key, number)
    view = canvases.view(g.db, canvas, seen.membership)
    asked = canvas_wordings.Asked(view, request.args.get("field", ""), request.args.get("language", ""))
    found = wordings.wordings(g.db, canvas, seen.membership, asked.address, asked.language)
    return render_template(
        "canvases/earlier.html",
        **_about(project, seen),
        canvas=canvas,
        tool=view.tool,
        address=asked.address,
        code=asked.language,
        spot=anchor(asked.home),
        text_label=asked.label,
        versions=asked.tabs(lambda code: at(canvas, "earlier", field=asked.address, language=code)),
        wordings=canvas_wordings.marked(found),
        writes=asked.writable,
        base=view.base,
    )


def put_back(tool: Tool, project_id: int, number: int = 1) -> Response:
    """Put an earlier wording back, as a new one: the present wording becomes an earlier one."""
    project, seen = gate.project(project_id)
    canvas = canvases.get_or_create(g.db, project, tool.key, number)
    view = canvases.view(g.db, canvas, seen.membership)
    asked = canvas_wordings.Asked(view, request.form.get("field", ""), request.form.get("language", ""))
    found = wordings.wordings(g.db, canvas, seen.membership, asked.address, asked.language)
    text = next((each.text for each in found if str(each.seq) == request.form.get("seq")), None)
    if text is None:
        raise NotFound
    change = SetText(asked.address, asked.language, text)
    canvas_edits.edit(g.db, canvas, gate.me(), seen.membership, view.base, [change])
    g.db.commit()
    session[SAVED] = {"at": asked.home, "moment": clock.now().isoformat()}
    return redirect(at(canvas, _anchor=anchor(asked.home)), 303)


def _page(
    canvas: Canvas, seen: Seen, back: Back, saved: dict[str, Any] | None = None, since: News | None = None
) -> str:
    """Return the page of a canvas, with what comes back from a form, was just saved, or is new since a visit."""
    unfold = frozenset(request.args.getlist("open"))
    ask = request.args.get("use", "") if request.method == "GET" else ""
    lose = request.args.get("lose", "") if request.method == "GET" else ""
    sheet = page(g.db, canvas, gate.me(), seen.membership, back, unfold, ask, lose=lose)
    moment = datetime.datetime.fromisoformat(saved["moment"]) if saved and saved["moment"] else None
    return render_template(
        "canvases/show.html",
        **_about(canvas.project, seen),
        behind=addressed(behind(_lately(), sheet, lambda boxes: _behind(sheet, boxes)), gate.me().id),
        sheet=sheet,
        since=since,
        agreement=agreements.standing(g.db, canvas),
        live=line(canvas),
        saved={"at": saved["at"], "moment": moment, "together": _both(saved)} if saved else None,
    )


def _lately() -> Lately:
    """Return what this application drew lately."""
    kept: Lately = current_app.extensions.setdefault("tandem.lately", Lately())
    return kept


def _behind(sheet: Page, boxes: list[Box]) -> str:
    """Return the HTML of what scripts need behind a page."""
    sides, languages = list(sheet.drawing.sides.values()), sheet.drawing.languages
    return render_template("canvases/_live.html", boxes=boxes, sides=sides, languages=languages, writes=sheet.writes)


def _fragment(sheet: Page, seen: Seen) -> str:
    """Return the HTML of what changes on an open page."""
    about = {**_about(sheet.canvas.project, seen), "agreement": agreements.standing(g.db, sheet.canvas)}
    return render_template("canvases/_now.html", **about, sheet=sheet, saved=None)


def _about(project: Project, seen: Seen) -> dict[str, Any]:
    names = [side.name for side in seen.partnership.sides]
    return {
        "project": project,
        "partnership": seen.partnership,
        "partnership_name": together(names, language()),
    }


def _rescued() -> frozenset[str]:
    return frozenset((session.get(SAVED) or {}).get("rescued", ()))


def _both(saved: dict[str, Any]) -> list[str]:
    """Return the places on the page of the texts in which somebody else wrote meanwhile."""
    return [anchor(address) for address in saved.get("together", ())]


def _remember(taken: Taken) -> None:
    """Keep for the next page when it was saved and beside what to say so; only after the commit."""
    if taken.saved or taken.pressed.verb in ("save", "add"):
        moment = clock.now().isoformat() if taken.saved else ""
        home = taken.pressed.at.removeprefix(MINE).partition("/")[0]
        session[SAVED] = {"at": home, "moment": moment, "rescued": sorted(taken.rescued)}
        session[SAVED]["together"] = list(taken.together)


def _next(canvas: Canvas, taken: Taken) -> str:
    pressed = taken.pressed
    asked: dict[str, Any] = {"open": pressed.open, "use": pressed.ask, "lose": pressed.lose}
    place = {"deepen": "deeper", "dismiss": "coach", "remind": "coach"}.get(pressed.verb)
    spot = "ask" if pressed.ask else place or (anchor(pressed.at) if pressed.at else None)
    return at(canvas, _anchor=spot, **{key: each for key, each in asked.items() if each})
