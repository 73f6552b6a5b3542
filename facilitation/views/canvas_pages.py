"""Canvas pages: everything that stands on the page of a canvas, for one reader.

Sections in order with their boxes, the light set's progress, at most three findings, the deep set, the picture. What
came back from a form (`Back`) is shown as it was typed, on top of the state that the form was drawn from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from facilitation import canvases, choices, noticing, paper_answers, threads
from facilitation.access import Action, may
from facilitation.canvas_edits import Rival
from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Session
from facilitation.memberships import Membership
from facilitation.people import Person
from facilitation.views.canvas_boxes import Box, Talk, anchor
from facilitation.views.canvas_drawing import Drawing, box, cards_at
from facilitation.views.canvas_forms import held, homes
from facilitation.views.canvas_inputs import Posted
from facilitation.views.canvas_spots import beside, placed, spot
from facilitation.views.canvas_words import label_of
from facilitation.views.draft_drawing import with_drafts
from facilitation.views.figures import Figures, figures
from facilitation.views.flow_drawing import flowing
from facilitation.views.pages import language
from tools.canvas import CAUTION, SIDE, STOP, Cards, Field, Finding, Grid, Section, Step, Tool, shown
from tools.content import is_blank

SHOWN = 3
"""How many findings the coach shows at once."""


@dataclass(frozen=True, kw_only=True)
class Back:
    """What comes back from a form: typed words that were not saved, choices against somebody else, cards taken away."""

    typed: Posted | None = None
    base: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    rivals: Sequence[Rival] = ()
    rescued: frozenset[str] = frozenset()
    kept: Sequence[tuple[str, str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class SectionBox:
    """One question of the method, as it is asked here and now."""

    section: Section
    number: int
    boxes: list[Box]

    @property
    def at(self) -> str:
        """Return the id of the section on the page."""
        return anchor(self.section.name)


@dataclass(frozen=True, kw_only=True)
class Page:
    """The page of a canvas."""

    view: CanvasView
    canvas: Canvas
    tool: Tool
    base: str
    sections: list[SectionBox]
    steps: list[tuple[Step, str]]
    findings: list[tuple[Finding, int, str]]
    counts: dict[str, int]
    dismissed: int
    deeper: list[str]
    picture: dict[str, Any] | None
    figures: Figures
    writes: bool
    why: str
    back: Back
    open: frozenset[str]
    drawing: Drawing
    opened: bool
    talk: Talk
    linked: dict[str, list[tuple[str, str]]]
    asked: tuple[str, Box, dict[str, str]] | None

    @property
    def conditional(self) -> list[tuple[SectionBox, Box, str]]:
        """Return (question, box, id of what it comes behind) for each box that an answer opened."""
        found = []
        for section in self.sections:
            behind = f"{section.at}-head"
            for each in section.boxes:
                if each.field.shown_when:
                    found.append((section, each, behind))
                else:
                    behind = each.at
        return found

    @property
    def more(self) -> bool:
        """Return whether lists or tables of it do more on an open page than hold boxes (`browser/widgets/`)."""
        fields = [each for _, each in self.tool.fields()]
        lists = [each for each in fields if isinstance(each, Cards)]
        return any(isinstance(each, Grid) for each in fields) or any(
            each.plane or each.clock or each.weeks for each in lists
        )

    @property
    def done(self) -> int:
        """Return how many steps of the light set are there."""
        return sum(step.done for step, _ in self.steps)


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What is known when an open page is refreshed: what the method notices, and whether it had the deep set."""

    found: Callable[[CanvasView], list[Finding]]
    before_deep: bool


def page(
    db: Session,
    canvas: Canvas,
    person: Person,
    membership: Membership,
    back: Back | None = None,
    open: frozenset[str] = frozenset(),
    ask: str = "",
    noted: Noted | None = None,
    lose: str = "",
) -> Page:
    """Return the page of a canvas for a member; `open` are cards and lists to unfold, `ask` a draft to be used.

    `lose` is a card that is used elsewhere and is to be taken away, if the person says yes once more.

    With `noted`, what changes of it while it is open, for who opened it then.
    """
    back = back or Back()
    now = canvases.view(db, canvas, membership)
    view = canvases.view(db, canvas, membership, back.base) if back.typed is not None else now
    seen_now = noticing.of(db, now, language())
    found = noted.found(now) if noted else seen_now.findings
    hidden = canvases.dismissed(db, canvas, person)
    seen = shown(found, hidden, SHOWN)
    drawing = Drawing(
        view=view,
        readable=canvases.readable(canvas, membership),
        sides={side.key: side for side in canvas.project.partnership.sides},
        language=language(),
        typed=back.typed,
        rivals={rival.address: rival for rival in back.rivals},
        unsettled=choices.unsettled(db, canvas, membership, view),
        findings=beside(now, seen),
        open=open,
        lose=lose,
        flowing=flowing(db, now, membership, [language(), *now.context.languages], hidden),
        problems=back.problems,
        talk=(talk := threads.counts(db, canvas, membership)),
        paper=paper_answers.of(db, canvas),
        rescued=back.rescued,
    )
    sections = _sections(drawing, lambda boxes: with_drafts(db, canvas, membership, drawing, boxes, noted is not None))
    numbers = {each.section.name: each.number for each in sections}
    return Page(
        view=view,
        canvas=canvas,
        tool=view.tool,
        base=view.base,
        sections=sections,
        steps=[(step, "#" + anchor(spot(now, step.at))) for step in seen_now.steps],
        findings=[placed(now, each, numbers) for each in seen],
        counts={level: sum(each.level == level for each in found) for level in (STOP, CAUTION)},
        dismissed=len(found) - len(shown(found, hidden, len(found))),
        deeper=_deeper(drawing),
        picture=view.tool.picture(now.content, now.context.read_in(language())) if view.tool.picture else None,
        figures=figures(db, now),
        writes=bool(view.writable),
        why="" if view.writable else _why(canvas, membership),
        back=back,
        open=open,
        drawing=drawing,
        talk=Talk(drawing.talks, sum(talk.values())),
        opened=bool(noted and noted.before_deep and now.context.deep_opened),
        linked=_linked(drawing),
        asked=_asked(drawing, sections, ask) if ask else None,
    )


def _why(canvas: Canvas, membership: Membership) -> str:
    """Return why this member reads here and does not write."""
    if canvas.project.archived_at is not None:
        why = gettext("This project is in the archive. Everything in it can be read, and nothing changes.")
    elif not may(membership, Action.WRITE, canvas.project.side_id):
        why = gettext("You are reading along. Members, facilitators and coordinators of the partnership write here.")
    else:
        why = gettext("You can read this and somebody else has to write it.")
    return str(why)


def _sections(drawing: Drawing, complete: Callable[[list[Box]], list[Box]]) -> list[SectionBox]:
    """Return the sections in which there is something to see, numbered; `complete` adds what is beside the words."""
    sections: list[SectionBox] = []
    asked = drawing.view.tool.sections
    drawn = {section.name: [each for each in _boxes(drawing, section.name) if each] for section in asked}
    whole = iter(complete([each for boxes in drawn.values() for each in boxes]))
    for section in asked:
        boxes = [next(whole) for _ in drawn[section.name]]
        boxes.sort(key=lambda each: each.field.deep)
        if boxes:
            sections.append(SectionBox(section=section, number=len(sections) + 1, boxes=boxes))
    return sections


def _boxes(drawing: Drawing, section: str) -> list[Box | None]:
    view = drawing.view
    return [
        box(drawing, each, address, held(view, address, side), side)
        for address, each, side in homes(view.tool, view.context)
        if address.split(".")[0] == section and is_offered(drawing, each, address, side)
    ]


def is_offered(drawing: Drawing, each: Field, address: str, side: str) -> bool:
    """Return whether a field is asked here and now; what holds something is always shown."""
    view = drawing.view
    typed = drawing.typed is not None and any(_is_in(name, address) for name in drawing.typed)
    if typed or any(_is_in(each.removesuffix(".none"), address) for each in view.unsettled):
        return True
    if not is_blank(held(view, address, side)) or (isinstance(each, Cards) and view.removed.get(address)):
        return True
    if side and side not in [known.key for known in view.context.asked(each)]:
        return False
    if each.deep and not view.context.deep_opened:
        return False
    if each.shown_when:
        other, wanted = each.shown_when
        return bool(held(view, other, "") == wanted)
    return True


def _is_in(name: str, address: str) -> bool:
    """Return whether an input belongs to the field at an address."""
    return name == address or (name.startswith(address) and name[len(address)] in "@!:/")


def _deeper(drawing: Drawing) -> list[str]:
    """Return the labels of what opens with the deep set, as long as it is not opened."""
    view = drawing.view
    if view.context.deep_opened:
        return []
    own = {where.side for where in drawing.readable if where.kind == SIDE}
    labels = [
        label_of(view, each, side)
        for address, each, side in homes(view.tool, view.context)
        if each.deep and not is_offered(drawing, each, address, side) and (each.room != SIDE or side in own)
    ]
    return list(dict.fromkeys(labels))


def _linked(drawing: Drawing) -> dict[str, list[tuple[str, str]]]:
    """Return (id, words) of the cards of other tools that boxes of this page point at, by their address."""
    every = [each for _, each in drawing.view.tool.fields()]
    every += [part for each in every if isinstance(each, Cards) for part in each.parts]
    places = [getattr(each, name, "") for each in every for name in ("to", "rows_of", "columns_of")]
    return {place: cards_at(drawing, place) for place in dict.fromkeys(places) if ":" in place}


def _asked(drawing: Drawing, sections: Sequence[SectionBox], ask: str) -> tuple[str, Box, dict[str, str]] | None:
    """Return (card, box of the text it would replace, its words): the question that "use this one" asks."""
    address, _, card = ask.partition("/")
    boxes = {each.name: each for section in sections for each in section.boxes}
    cards = boxes.get(address)
    if cards is None or not isinstance(cards.field, Cards) or cards.field.into not in boxes:
        return None
    draft = next((each for each in held(drawing.view, address, "") or [] if each["id"] == card), None)
    return (ask, boxes[cards.field.into], draft[cards.field.main]) if draft else None
