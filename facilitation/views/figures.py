"""Figures: the pictures with axes of a canvas for one reader, and the page on which one of them can be looked into.

On the page of a canvas each stands as SVG with the sentence that it says and the same in a table. `figure_page` shows
one of them alone: the SVG first, and where scripts run the same figure in plotly, from our own files, in the very
policy of every page but for one thing: plotly paints the cells of a heatmap as a picture inside the page (``data:``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from flask import make_response, render_template
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from facilitation import noticing
from facilitation.canvases import CanvasView
from facilitation.database import Session
from facilitation.errors import NotFound
from facilitation.pictures import svg
from facilitation.views.answers import POLICY
from facilitation.views.pages import language
from tools.canvas import Content
from tools.pictures import Drawn

Figures = list[tuple[Drawn, Markup]]
LETTERS = 300
"""How many letters of a picture weigh as much as one text in the memory."""
POLICY_OF_FIGURES = POLICY.replace("img-src 'self'", "img-src 'self' data:")
_CODE = re.compile(r"<br\s*/?>|<extra>.*?</extra>")


def figures(db: Session, view: CanvasView) -> Figures:
    """Return the pictures with axes of a canvas, each with its SVG, "" where there is nothing to draw yet.

    They are painted once for all who see the same in the same language.
    """

    def made() -> tuple[Figures, list[Content]]:
        return [(drawn, painted(drawn)) for drawn in drawings(view)], noticing.contents_of(view)

    key = "figures", language(), *noticing.state(view)
    return db.lasting(key, made, lambda made: sum(len(each) for _, each in made[0]) // LETTERS)[0]


def drawings(view: CanvasView) -> list[Drawn]:
    """Return the pictures with axes of a canvas; what people wrote is in the reader's language where it is there."""
    if view.tool.figures is None:
        return []
    return view.tool.figures(view.content, view.context.read_in(language()), lambda said: str(gettext(said)))


def figure_page(view: CanvasView, key: str, **about: Any) -> Response:
    """Show one picture alone, to be looked into; `about` is what every page about a canvas knows."""
    drawn = next((each for each in drawings(view) if each.key == key and each.figure is not None), None)
    if drawn is None:
        raise NotFound
    data = json.dumps(interactive(drawn.figure.to_dict()), separators=(",", ":"), default=str) if drawn.figure else ""
    answer = make_response(
        render_template("canvases/figure.html", **about, view=view, drawn=drawn, painted=painted(drawn), data=data)
    )
    answer.headers["Content-Security-Policy"] = POLICY_OF_FIGURES
    return answer


def interactive(value: Any) -> Any:
    """Return a figure as plotly takes it: it reads a little HTML in texts, so what people wrote is escaped for it."""
    if isinstance(value, str):
        return _escaped(value)
    if isinstance(value, Mapping):
        return {str(name): interactive(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [interactive(each) for each in value]
    return value


def _escaped(text: str) -> str:
    kept = _CODE.findall(text)
    plain = [part.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>") for part in _CODE.split(text)]
    return "".join(part + code for part, code in zip(plain, [*kept, ""], strict=True))


def painted(drawn: Drawn, code: str = "") -> Markup:
    """Return the SVG of a picture, numbers and days written as in a language; "" where there is nothing to draw yet."""
    return Markup(svg(drawn, code or language()))  # noqa: S704 the renderer escapes whatever people wrote
