"""Paper: the page where somebody chooses what to print of a canvas, and the sheet itself.

The functions get the tool and the number of the canvas, as those of `tools`, whose blueprint they belong to. Whoever
may read a canvas may print it. A sheet is a page of its own, made for paper: black and white, without a menu; where
scripts run it has a button that prints.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import g, render_template, request
from flask_babel import gettext

from facilitation import canvases
from facilitation.access import ROLE_NAMES
from facilitation.canvases import Canvas
from facilitation.languages import INTERFACE, together
from facilitation.views import gate, paper_sheets
from facilitation.views.gate import Seen
from facilitation.views.pages import language, language_name
from facilitation.views.paper_drawing import speaking
from facilitation.views.paper_sheets import BOTH, FILLED, SIZES, Asked
from tools.canvas import Tool


def choose_paper(tool: Tool, project_id: int, number: int = 1) -> str:
    """Show what can be printed."""
    canvas, seen = _canvas(tool, project_id, number)
    names = [(code, language_name(code).capitalize()) for code in INTERFACE]
    return render_template(
        "paper/choose.html",
        **_about(canvas, seen),
        kinds=[(key, gettext(label)) for key, label in paper_sheets.offered(tool).items()],
        codes=[*names, (BOTH, gettext("All languages together"))],
        sizes=[(size, size) for size in SIZES],
        asked=Asked(FILLED, language()),
        own=seen.membership.side if paper_sheets.own_side(canvas, seen.membership) else None,
        writes=bool(canvases.writable(canvas, seen.membership)),
    )


def paper_sheet(tool: Tool, project_id: int, number: int = 1) -> str:
    """Show one sheet, to be printed."""
    canvas, seen = _canvas(tool, project_id, number)
    given = request.args
    asked = Asked(
        given.get("what", FILLED),
        given.get("language", language()),
        given.get("size", SIZES[0]),
        given.get("own") == "yes" and paper_sheets.own_side(canvas, seen.membership),
    )
    paper_sheets.require_known(tool, asked)
    drawn = paper_sheets.sheet(g.db, canvas, seen.membership, asked)
    about = _about(canvas, seen)
    agreed = []
    for code in asked.languages:
        with speaking(code):
            agreed.append((code, render_template("paper/_agreed.html", **about, sheet=drawn)))
    with speaking(asked.languages[0]):
        return render_template(
            "paper/sheet.html",
            **about,
            sheet=drawn,
            agreed=agreed,
            own=seen.membership.side if asked.own else None,
        )


def _canvas(tool: Tool, project_id: int, number: int) -> tuple[Canvas, Seen]:
    project, seen = gate.project(project_id)
    return canvases.find(g.db, project, tool.key, number), seen


def _about(canvas: Canvas, seen: Seen) -> dict[str, Any]:
    names = [side.name for side in seen.partnership.sides]
    return {
        "canvas": canvas,
        "project": canvas.project,
        "partnership": seen.partnership,
        "partnership_name": together(names, language()),
        "roles": ROLE_NAMES,
    }


PAGES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", "/paper", choose_paper),
    ("GET", "/paper/sheet", paper_sheet),
)
"""Method, what stands behind the address of a canvas, and view."""
