"""Talk places: how what people talk about is called, and where on its page it stands.

`question` needs the canvas only, for lists that go over many; `called` knows the words of a card, too.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext

import tools
from facilitation import canvases, threads
from facilitation.canvases import Canvas, CanvasView
from facilitation.comments import Comment
from facilitation.database import Session
from facilitation.memberships import Membership
from facilitation.projects import Project
from facilitation.views.canvas_addresses import at
from facilitation.views.canvas_boxes import anchor
from facilitation.views.canvas_drawing import Drawing, title_of
from facilitation.views.canvas_words import about_place
from facilitation.views.pages import language
from tools.canvas import Cards, field_address


@dataclass(frozen=True)
class Called:
    """What is talked about: what is asked there and what stands on the card ("" for none), and the links to both."""

    question: str
    card: str
    there: str
    talk: str


def talk_at(canvas: Canvas, address: str = "", **more: str) -> str:
    """Return the page where people talk about what stands at an address, "" for the whole canvas."""
    return at(canvas, "talk", **({"at": address} if address else {}), **more)


def question(canvas: Canvas, address: str) -> str:
    """Return what is asked at an address, in the reader's language; "" for a whole canvas and for what is no more."""
    tool = tools.get(canvas.tool)
    home, _, inside = address.partition("/")
    try:
        field = tool.field(field_address(home)) if home else None
    except KeyError:
        return ""
    if field is None:
        return ""
    about = canvases.context(canvas)
    part = inside.partition("/")[2].partition(".")
    side = home.split(".")[2] if field.per_side and home.count(".") == 2 else ""
    label = about_place(about, field.label, side)
    found = next((each for each in field.parts if each.name == part[0]), None) if isinstance(field, Cards) else None
    return f"{label} · {about_place(about, found.label, part[2])}" if found else label


def called(view: CanvasView, address: str) -> Called:
    """Return how what stands at an address is called for a reader of the canvas."""
    home, _, inside = address.partition("/")
    card_id = inside.partition("/")[0]
    spot = anchor(f"{home}/{card_id}" if card_id else home) if address else None
    there, talk = at(view.canvas, _anchor=spot), talk_at(view.canvas, address)
    return Called(question(view.canvas, address), _card(view, home, card_id), there, talk)


def _card(view: CanvasView, home: str, card_id: str) -> str:
    if not card_id:
        return ""
    try:
        cards = view.tool.field(field_address(home))
    except KeyError:
        return ""
    section, name, *side = home.split(".")
    held = view.content[section][name]
    every = [*((held.get(side[0]) if side else held) or []), *view.removed.get(home, [])]
    card = next((each for each in every if each["id"] == card_id), None)
    if card is None or not isinstance(cards, Cards):
        return ""
    return title_of(Drawing(view=view, readable=(), sides={}, language=language()), cards, card)


@dataclass(frozen=True)
class Open:
    """A question that was not answered yet, with where it was asked in words and the link to it."""

    comment: Comment
    where: str
    href: str


def open_questions(db: Session, project: Project, held: Membership) -> list[Open]:
    """Return the questions to a member's own side in a project that nobody answered yet."""
    return [_open(each) for each in threads.questions_to(db, project, held)]


def _open(comment: Comment) -> Open:
    title = str(gettext(tools.get(comment.canvas.tool).title))
    asked = question(comment.canvas, comment.address)
    where = f"{title}: {asked}" if asked else title
    return Open(comment, where, talk_at(comment.canvas, comment.address, _anchor=f"comment-{comment.id}"))
