"""Canvas addresses: where the page of a canvas is, and the rooms behind it.

A tool has one page in each project, ``/projects/7/focus-sharpener``, and a tool of which a project may have several one
for each number: ``/projects/7/intervention-designer/2``, with a list of them at the address without a number.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, url_for

import tools
from facilitation.canvases import Canvas
from facilitation.sdg.tag_cards import CARDS, ENCOUNTERS
from tools.canvas import Tool


def at(canvas: Canvas, verb: str = "show", **more: Any) -> str:
    """Return the address of a page about a canvas: what `verb` does to it, with what comes behind."""
    tool = tools.get(canvas.tool)
    if tool.many:
        more["number"] = canvas.number
    return url_for(f"{tool.key}.{verb}", project_id=canvas.project_id, **more)


def all_at(project_id: int, tool: Tool) -> str:
    """Return the address of a tool in a project: its page, or the list of its canvases when it is `many`."""
    return url_for(f"{tool.key}.{'all' if tool.many else 'show'}", project_id=project_id)


def line(canvas: Canvas) -> str:
    """Return the path below which an open page reaches the rooms of a canvas, without the host."""
    return f"/live/projects/{canvas.project_id}/{place(canvas)}"


def place(canvas: Canvas) -> str:
    """Return what tells a canvas from the others of its project, as it stands in addresses."""
    tool = tools.get(canvas.tool)
    return f"{tool.slug}/{canvas.number}" if tool.many else tool.slug


def naming(canvas: Canvas, home: str = "", card: str = "") -> str:
    """Return where one names an SDG that an encounter, or a card of a list, touches; "" for what none is named of."""
    if not canvas.id:
        return ""  # nothing stands on it yet
    if home == CARDS.get(canvas.tool) or (canvas.tool == ENCOUNTERS and not home):
        return url_for("tags.new", project_id=canvas.project_id, canvas=canvas.id, entry=card or None)
    return ""


def prepare(app: Flask) -> None:
    """Give templates these addresses."""
    app.add_template_global(at, "at_canvas")
    app.add_template_global(all_at, "at_tool")
    app.add_template_global(naming, "naming_at")
    app.add_template_global(place, "place_of_canvas")
    app.add_template_global(lambda canvas: tools.get(canvas.tool), "tool_of")
    app.add_template_global(lambda key: tools.get(key).title, "title_of_tool")
