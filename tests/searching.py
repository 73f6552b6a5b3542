"""Searching: texts laid in the rooms of a canvas, to be found or not."""

from __future__ import annotations

import pytest
from flask import Flask

from facilitation import contents
from facilitation.canvases import Canvas
from facilitation.contents import Page
from facilitation.database import Session
from facilitation.live.document import Sheet
from facilitation.live.log import Room
from tests import made_up_tool
from tests.makers import World
from tests.shelf import put_on_shelf

THEME = "topic.theme"
SIDES = ("brasschaat", "tarija", "nimlahakok")


def write(db: Session, canvas: Canvas, texts: dict[str, dict[str, str]], room: str = "") -> None:
    """Let a room of a canvas hold these texts: {address: {language: text}}; `room` is "voice/<side>" and the like."""
    db.begin_writing()
    name = f"canvas/{canvas.id}.{canvas.epoch}" + (f"/{room}" if room else "")
    made = Room(name=name, canvas_id=canvas.id)
    db.add(made)
    db.flush()
    contents.store(db, made, Sheet(), Page(Sheet(texts=texts), 0))
    db.commit()


ROOMS = {
    "": "Rivier open",
    "voice/brasschaat": "Rivier stem brasschaat",
    "voice/tarija": "Rivier stem tarija",
    "side/brasschaat": "Rivier geheim brasschaat",
    "side/tarija": "Rivier geheim tarija",
    "side/nimlahakok": "Rivier geheim nimlahakok",
}
ADDRESSES = {"": THEME, "voice": "exchange.heard", "side": "people.worry"}


def fill(db: Session, world: World) -> None:
    """Write one text in every room."""
    for room, text in ROOMS.items():
        kind, _slash, side = room.partition("/")
        write(db, world.canvas, {ADDRESSES[kind] + (f".{side}" if side else ""): {"nl": text}}, room)


@pytest.fixture
def with_a_tool_of_rooms(app: Flask, monkeypatch: pytest.MonkeyPatch, world: World, lite_db: Session) -> None:
    """Let the canvas be one of the made-up tool, which has all three kinds of rooms."""
    put_on_shelf(app, monkeypatch, made_up_tool.TOOL)
    lite_db.begin_writing()
    world.canvas.tool = made_up_tool.TOOL.key
    lite_db.commit()


HOSTILE = [
    "%",
    "_",
    "%%%_",
    "'",
    '"',
    "' OR 1=1 --",
    "\\",
    "*",
    "a%",
    "\x00",
    "\x01\x1b[31m",
    "\u202e\u200b\ufeff",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "💧" * 50,
    "%00",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "x" * 10_000,
    "' " * 5_000,
    "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 3,
]
