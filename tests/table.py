"""Table: a canvas of a world, the browsers of the people round it, and cards put on it by a form.

Forms are taken from the HTML of the page and sent as a browser without scripts sends them (`forms_on_page`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

import tools
from facilitation import canvases, projects
from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Session
from facilitation.memberships import Membership
from tests import makers
from tests.forms_on_page import FormOnPage, said
from tests.makers import World
from tests.shelf import put_on_shelf
from tests.visitors import Visitor, signed_in
from tools.canvas import Tool

LANGUAGES = ("nl", "es")
ROOM, THEME, SYMPTOMS, DRAFTS, QUESTION = (
    "frame.room",
    "topic.theme",
    "topic.symptoms",
    "question.drafts",
    "question.question",
)


@dataclasses.dataclass
class Table:
    """A canvas of a world, and the browsers of the people round it."""

    app: Flask
    world: World
    canvas: Canvas

    @property
    def address(self) -> str:
        """Return where its page is."""
        tool = tools.get(self.canvas.tool)
        return f"/projects/{self.world.project.id}/{tool.slug}" + ("/1" if tool.many else "")

    def said(self, sentence: str, **values: object) -> str:
        """Return a sentence of the interface in Dutch."""
        return said(self.app, sentence, **values)

    def visitor(self, side: str = "brasschaat", role: str = "member", **more: str) -> Visitor:
        """Return somebody's browser."""
        return signed_in(self.app, self.world.of(side, role).person, **more)

    def form(self, visitor: Visitor, query: str = "") -> FormOnPage:
        """Return the form of the page as this person sees it now."""
        return FormOnPage(visitor.get(self.address + query))

    def view(self, side: str = "brasschaat", role: str = "member") -> CanvasView:
        """Return the canvas as this person may see it."""
        return self.read(lambda db, canvas: canvases.view(db, canvas, self._member(db, side, role)))

    def content(self, side: str = "brasschaat") -> dict[str, Any]:
        """Return the content as a member of a side sees it."""
        return self.view(side).content

    def read(self, read: Callable[[Session, Canvas], Any]) -> Any:
        """Read something in a session of its own."""
        with self.app.extensions["tandem.factory"]() as db:
            return read(db, canvases.find(db, db.get(projects.Project, self.world.project.id), self.canvas.tool))

    def _member(self, db: Session, side: str, role: str) -> Membership:
        return db.get_one(Membership, self.world.of(side, role).id)


@pytest.fixture
def lay(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Table]:
    """Lay a tool on the table of a new world of three sides; a tool that is not in TOOLS is put there first."""

    def of(tool: Tool = tools.TOOLS[0], owner: str = "") -> Table:
        if tool not in tools.every():
            put_on_shelf(app, monkeypatch, tool)
        with app.extensions["tandem.factory"]() as db:
            world = makers.world(db, owner=owner, tool=tool.key)
            world.partnership.sides[2].municipality.written = ["es"]
            return Table(app, world, world.canvas)

    return of


@pytest.fixture
def table(lay: Callable[..., Table]) -> Table:
    """Lay the Focus sharpener on the table."""
    return lay()


def add(table: Table, *texts: str, address: str = SYMPTOMS, part: str = "text") -> Visitor:
    """Put cards on the table."""
    here = table.visitor()
    form = table.form(here)
    form.fill(f"{address}:list@nl", "\n".join(texts))
    form.send(here, f"add:{address}")
    return here


def cards(table: Table) -> list[str]:
    """Return what the facts say, in order."""
    return [card["text"]["nl"] for card in table.content()["topic"]["symptoms"]]


def card(table: Table, text: str) -> str:
    """Return the address of the fact that says this."""
    held = table.view()
    every = [*held.content["topic"]["symptoms"], *held.removed.get(SYMPTOMS, [])]
    return next(f"{SYMPTOMS}/{each['id']}" for each in every if each["text"]["nl"] == text)
