"""Acceptances: what a canvas took over from an earlier tool of its project, and what became of it.

`tools.flows` says what is offered; somebody accepts it with one tap and it becomes a card. Accepting is done once for
each (source, canvas, list), however often and by however many people it is pressed. The first text of the card follows
its source: while it still says what was taken over, a change of words there is written here too, as an edit of nobody;
once somebody words it otherwise here, it stays theirs, and the card says so (`Taken.own_words`). A source that is taken
away leaves the card as it is (`Taken.gone`).
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Base, Session
from tools import flows
from tools.canvas import Content, Context
from tools.flows import Suggestion


class Acceptance(Base):
    """A card (`entry`) of a canvas that was taken over; `copied` is what its first text said when it last followed."""

    __tablename__ = "acceptances"
    __table_args__ = (sa.UniqueConstraint("canvas_id", "flow", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    canvas_id: Mapped[int] = mapped_column(sa.ForeignKey("canvases.id"), index=True)
    flow: Mapped[str]
    source: Mapped[str]
    entry: Mapped[str]
    copied: Mapped[dict[str, Any]]
    accepted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime.datetime]
    canvas: Mapped[Canvas] = relationship()


@dataclass(frozen=True)
class Taken:
    """Where a card comes from: the tool, what its source is called there now, and how the two stand to each other."""

    tool: str
    called: Mapping[str, str]
    own_words: bool
    gone: bool


def of_canvas(db: Session, canvas: Canvas) -> list[Acceptance]:
    """Return what a canvas took over, oldest first."""
    return list(db.scalars(sa.select(Acceptance).where(Acceptance.canvas_id == canvas.id).order_by(Acceptance.id)))


def begun(db: Session, canvas: Canvas) -> dict[str, Canvas]:
    """Return the canvases that cards of a canvas began, by the id of the card."""
    codes = [flow.code for flow in flows.FLOWS if flow.how == flows.BEGIN and flow.tool == canvas.tool]
    asked = sa.select(Acceptance).join(Canvas, Acceptance.canvas_id == Canvas.id)
    here = Canvas.project_id == canvas.project_id, Acceptance.flow.in_(codes)
    return {each.source: each.canvas for each in db.scalars(asked.where(*here))} if codes else {}


def offered(db: Session, view: CanvasView) -> dict[str, list[Suggestion]]:
    """Return what earlier tools still offer a canvas, by the address of the list that it would go into.

    What was accepted once is not offered again, also when its card was taken away later.
    """
    known = {(each.flow, each.source) for each in of_canvas(db, view.canvas)}
    linked = _linked(view)
    found: dict[str, list[Suggestion]] = {}
    for address, suggestion in flows.suggestions(view.tool.key, view.context):
        if (suggestion.flow.code, suggestion.source) in known:
            continue
        if suggestion.flow.link and suggestion.source in linked.get((address, suggestion.flow.link), ()):
            continue  # somebody put that card here by hand
        found.setdefault(address, []).append(suggestion)
    return found


def _linked(view: CanvasView) -> dict[tuple[str, str], set[str]]:
    """Return the ids that cards point at already, by (list, part)."""
    found: dict[tuple[str, str], set[str]] = {}
    for flow in flows.FLOWS:
        key, _, address = flow.target.partition(":")
        if flow.how == flows.SUGGEST and flow.link and key == view.tool.key:
            section, name = address.split(".")
            for card in view.content[section][name]:
                value = card.get(flow.link)
                ids = value.get("ids") if isinstance(value, Mapping) else value
                found.setdefault((address, flow.link), set()).update(ids or ())
    return found


def given(db: Session, canvas: Canvas, context: Context) -> dict[str, dict[str, Any]]:
    """Return what the source of each card that was taken over gives it now, by part, by the address of the card.

    A card is left out when its source is gone, or its flow is of an earlier version.
    """
    found = {}
    known = {flow.code: flow for flow in flows.FLOWS if flow.how == flows.SUGGEST}
    for each in of_canvas(db, canvas):
        parts = flows.given(known[each.flow], context, each.source) if each.flow in known else None
        if parts is not None:
            found[f"{home(each.flow)}/{each.entry}"] = parts
    return found


def home(code: str) -> str:
    """Return the address of the list that a flow goes into."""
    return flows.get(code).target.partition(":")[2]


def taken(db: Session, view: CanvasView) -> dict[str, Taken]:
    """Return where cards of a canvas come from, by their id, as this reader may see the sources."""
    found = {}
    for each in of_canvas(db, view.canvas):
        try:
            flow = flows.get(each.flow)
        except KeyError:
            continue  # a flow of an earlier version
        if flow.how == flows.BEGIN:
            continue  # it began the whole canvas, no card of it
        called = _called(flow, view.context.project.get(flow.tool, ()), each.source)
        card = card_of(view.content, home(each.flow), each.entry)
        if card is None:
            continue
        words = first_text(flow, card)
        own = bool(flow.texts) and not same_words(words, each.copied)
        found[each.entry] = Taken(flow.tool, called or each.copied, own, called is None)
    return found


def _called(flow: flows.Flow, held: Collection[Content], source: str) -> dict[str, str] | None:
    return next((said for said in (flows.called(flow, content, source) for content in held) if said is not None), None)


def card_of(content: Content, address: str, entry: str) -> dict[str, Any] | None:
    """Return a card of a list, None when it was taken away."""
    section, name = address.split(".")
    return next((card for card in content[section][name] if card["id"] == entry), None)


def first_text(flow: flows.Flow, card: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the text of a card that follows its source; nothing when the flow brings no words."""
    return card.get(flow.texts[0][1]) or {} if flow.texts else {}


def same_words(words: Mapping[str, str], copied: Mapping[str, str]) -> bool:
    """Return whether a text still says what was taken over; a language that is blank on both sides is the same."""
    said = {code: text for code, text in words.items() if text.strip()}
    return said == {code: text for code, text in copied.items() if text.strip()}
