"""Shelf: a world with one canvas on it, the browsers of its people, and what their page says."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

import tools
from facilitation import canvases, database
from facilitation.canvases import Canvas
from facilitation.live import addresses, document, log
from facilitation.views.tools import blueprint as pages_of
from tests import makers
from tests.forms_on_page import said
from tests.makers import World
from tests.strategies import LANGUAGES, SIDES
from tests.visitors import Visitor, signed_in
from tools.canvas import Content, Tool
from tools.content import complete

PLACES = ("Brasschaat", "Tarija", "Nimlaha'kok")


class Shelf:
    """A world of three sides with one canvas on it, and the browsers of its people."""

    def __init__(self, app: Flask, tool: Tool, owner: str = "") -> None:
        self.app, self.tool = app, tool
        with app.extensions["tandem.factory"]() as db:
            self.world: World = makers.world(db, PLACES, owner, tool.key)
        self.address = f"/projects/{self.world.project.id}/{tool.slug}" + ("/1" if tool.many else "")

    def write(self, content: Content, deep: bool = True) -> None:
        """Put content on the canvas, each room its own."""
        with self.writing() as db:
            canvas = db.get_one(Canvas, self.world.canvas.id)
            canvas.deep_opened = deep
            whole = complete(self.tool, LANGUAGES, SIDES, content)
            for where in addresses.rooms(self.tool, canvases.context(canvas)):
                doc = document.from_content(self.tool, SIDES, whole, where)
                log.append(db, log.room(db, canvas.room_name(where), canvas.id), [doc.get_update()], None)

    def writing(self) -> Any:
        """Open a session that writes."""
        return database.writing(self.app.extensions["tandem.factory"])

    def said(self, sentence: str, **values: object) -> str:
        """Return a sentence of the interface in Dutch."""
        return said(self.app, sentence, **values)

    def visitor(self, side: str = "tarija", role: str = "member", language: str = "nl") -> Visitor:
        """Return somebody's browser, in which a language was chosen."""
        visitor = signed_in(self.app, self.world.of(side, role).person, language=language)
        visitor.get(f"/language/{language}?to=/")
        return visitor

    def page(self, side: str = "tarija", role: str = "member", language: str = "nl") -> str:
        """Return the page as somebody sees it."""
        answer = self.visitor(side, role, language).get(self.address)
        assert answer.status_code == 200
        return answer.text


def put_on_shelf(app: Flask, monkeypatch: pytest.MonkeyPatch, tool: Tool) -> None:
    """Do for an application that was made before what one line in `tools.TOOLS` does for the next one."""
    monkeypatch.setattr(tools, "TOOLS", (*tools.TOOLS, tool))
    if tool.key not in app.blueprints:
        app.register_blueprint(pages_of(tool))


@pytest.fixture
def shelf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Shelf]:
    """Lay a tool on the table; one that is not in TOOLS is put there first: that is all it takes."""

    def of(tool: Tool = tools.TOOLS[0], owner: str = "") -> Shelf:
        if tool not in tools.every():
            put_on_shelf(app, monkeypatch, tool)
        return Shelf(app, tool, owner)

    return of


@pytest.fixture
def focus(shelf: Callable[..., Shelf]) -> Shelf:
    """Lay the Focus sharpener on the table, blank."""
    return shelf()


def words_of_page(page: str) -> str:
    """Return the words of a page on one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", page)))
