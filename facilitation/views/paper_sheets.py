"""Paper sheets: everything that stands on one printed sheet of a canvas, for people who read paper only.

A sheet leaves the house, so it holds what every side can see: the shared room and the voices of sides, read as for an
agreement (`decisions.read`). What one side keeps to itself is on it only when somebody of that side asks for a sheet
for their own side, and the sheet then says so at its top. What people write alone first is on no sheet.

Each says which version it is (the numbers of the rooms that it was read from, and the saved moment of that name), how
far its texts were read over, and who agreed on whose behalf, so that a paper can be compared with the screen.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from markupsafe import Markup

from facilitation import agreements, canvases, clock, decisions, history, moments, paper_answers, text_checks
from facilitation.agreements import Standing
from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Session
from facilitation.decisions import Decisions
from facilitation.errors import NotFound
from facilitation.languages import INTERFACE, LANGUAGE_NAMES, day_for, together
from facilitation.live import addresses
from facilitation.live.addresses import Where
from facilitation.memberships import Membership
from facilitation.moments import Moment
from facilitation.views.canvas_words import label_of
from facilitation.views.figures import figures, painted
from facilitation.views.pages import language
from facilitation.views.paper_drawing import Question, Said, joined, questions, say, speaking
from tools.canvas import SIDE, Tool
from tools.papers import Paper, Sheet
from tools.pictures import Drawn
from tools.wording import N_

BLANK, FILLED = "blank", "filled"
BOTH = "both"
SIZES = ("A4", "A3")
KINDS = {FILLED: N_("What stands there now"), BLANK: N_("Blank, to write on")}


@dataclass(frozen=True)
class Asked:
    """Which sheet somebody wants: a kind of `KINDS` or a print of the tool, languages, size, for the own side only."""

    what: str = FILLED
    language: str = ""
    size: str = SIZES[0]
    own: bool = False

    @property
    def languages(self) -> list[str]:
        """Return the languages of the sheet; of several the reader's own comes first."""
        codes = INTERFACE if self.language == BOTH else (self.language,)
        return sorted(codes, key=lambda code: code != language())


@dataclass(frozen=True)
class Texts:
    """How far the texts among the decisions are in one language: how many nobody read over, how many are not there."""

    language: str
    unread: int
    missing: int


@dataclass(frozen=True, kw_only=True)
class PaperSheet:
    """One sheet; `view` is what may be on it, `checked` says of a text among the decisions whether it was read over."""

    asked: Asked
    canvas: Canvas
    view: CanvasView
    tool: Tool
    label: str
    questions: Sequence[Question]
    figures: Sequence[tuple[str, Drawn, Markup]]
    papers: Sequence[Sheet]
    version: str
    changed_at: datetime.datetime | None
    moment: Moment | None
    today: datetime.date
    texts: Sequence[Texts]
    checked: Mapping[tuple[str, str], bool]
    standing: Standing

    @property
    def languages(self) -> list[str]:
        """Return its languages, that of its page first."""
        return self.asked.languages

    @property
    def blank(self) -> bool:
        """Return whether it is there to be written on."""
        return self.asked.what == BLANK

    @property
    def empty(self) -> bool:
        """Return whether nothing of the canvas is on it."""
        return self.blank or any(each.key == self.asked.what and each.empty for each in self.tool.papers)

    @property
    def wide(self) -> bool:
        """Return whether it lies on its side: tables of many columns."""
        return any(each.key == self.asked.what and not each.upright for each in self.tool.papers)

    def picture(self, table: Sheet) -> Markup:
        """Return the picture of a print, "" for a table of words."""
        return painted(table.drawn, self.languages[0]) if table.drawn else Markup("")

    def say(self, sentence: str, **values: Any) -> Markup:
        """Return a sentence of the interface in every language of the sheet."""
        return say(self.languages, sentence, **values)

    def place(self, sentence: str, side: str = "") -> Markup:
        """Return a label of the tool, with the names of places, in every language of the sheet."""
        found: Said = []
        for code in self.languages:
            with speaking(code):
                found.append((code, label_of(self.view, sentence, side)))
        return joined(found)

    def day(self, day: datetime.date) -> Markup:
        """Return a day in words, in every language of the sheet."""
        return joined([(code, day_for(day, code)) for code in self.languages])

    def names(self, names: Sequence[str]) -> Markup:
        """Return names as one phrase, in every language of the sheet."""
        return joined([(code, together(names, code)) for code in self.languages])

    def called(self, code: str) -> Markup:
        """Return the name of a language, in every language of the sheet."""
        return self.say(LANGUAGE_NAMES[code]) if code in LANGUAGE_NAMES else Markup.escape(code)

    def words(self, text: Mapping[str, str] | None) -> Said:
        """Return what people wrote in the languages of the sheet, or in another one when it is in none of these."""
        held = {code: words for code, words in (text or {}).items() if code != "original" and words.strip()}
        order = [*self.languages, *(code for code in held if code not in self.languages)]
        found = [(code, held[code]) for code in order if code in held]
        wanted = [each for each in found if each[0] in self.languages or self.asked.language == BOTH]
        return wanted or found[:1]


def offered(tool: Tool) -> dict[str, str]:
    """Return the label of every kind of sheet of a tool, by its key."""
    return {**KINDS, **{each.key: each.label for each in tool.papers}}


def own_side(canvas: Canvas, held: Membership) -> bool:
    """Return whether a member can ask for a sheet with what their own side keeps to itself."""
    return any(where.kind == SIDE for where in canvases.readable(canvas, held))


def sheet(db: Session, canvas: Canvas, held: Membership, asked: Asked) -> PaperSheet:
    """Return a sheet for a member."""
    view, readable = _open(db, canvas, held, asked.own)
    now = decisions.read(db, canvas)
    printed = next((each for each in view.tool.papers if each.key == asked.what), None)
    return PaperSheet(
        asked=asked,
        canvas=canvas,
        view=view,
        tool=view.tool,
        label=offered(view.tool)[asked.what],
        questions=_questions(db, view, readable, asked) if printed is None else [],
        figures=_figures(db, view, asked) if asked.what == FILLED else [],
        papers=_papers(view, printed, asked) if printed else [],
        version=_version(now),
        changed_at=history.state(db, canvas, held, now.base).at if now.base else None,
        moment=_moment(db, canvas, now),
        today=clock.today(held.person.time_zone),
        texts=_texts(db, canvas, now),
        checked=_checked(db, canvas, now),
        standing=agreements.standing(db, canvas, now),
    )


def require_known(tool: Tool, asked: Asked) -> None:
    """Raise NotFound for a kind, language or size that there is not."""
    if asked.what not in offered(tool) or asked.language not in (*INTERFACE, BOTH) or asked.size not in SIZES:
        raise NotFound


def _open(db: Session, canvas: Canvas, held: Membership, own: bool) -> tuple[CanvasView, list[Where]]:
    """Return what may stand on a sheet, and the rooms that it was read from."""
    if own and own_side(canvas, held):
        return canvases.view(db, canvas, held), canvases.readable(canvas, held)
    view = decisions.surrounded(db, decisions.read(db, canvas)).view
    return view, [where for where in addresses.rooms(view.tool, view.context) if where.kind != SIDE]


def _questions(db: Session, view: CanvasView, readable: Sequence[Where], asked: Asked) -> list[Question]:
    sides = {side.key: side for side in view.canvas.project.partnership.sides}
    typed_in = paper_answers.of(db, view.canvas)
    return questions(view, readable, sides, asked.languages, asked.what == BLANK, typed_in)


def _figures(db: Session, view: CanvasView, asked: Asked) -> list[tuple[str, Drawn, Markup]]:
    found = []
    for code in asked.languages:
        with speaking(code):
            found += [(code, drawn, painted) for drawn, painted in figures(db, view) if painted]
    return found


def _papers(view: CanvasView, printed: Paper, asked: Asked) -> list[Sheet]:
    """Return the tables of a print of the tool; of one for readers of one language, those of each of them."""
    every = list(view.context.languages)

    def made(codes: Sequence[str]) -> list[Sheet]:
        order = [*codes, *(code for code in every if code not in codes)]

        def translate(sentence: str) -> str:
            said = []
            for code in codes:
                with speaking(code):
                    said.append(str(gettext(sentence)))
            return " / ".join(dict.fromkeys(said))

        return [
            _narrow(each, len(view.context.sides))
            for each in printed.make(view.content, view.context, translate, order)
        ]

    if printed.one_language:
        return [each for code in asked.languages for each in made([code])]
    return made(asked.languages)


def _narrow(table: Sheet, kept: int) -> Sheet:
    """Return a table without the columns in which no row says anything; the hours of every place always stay."""
    said = [at for at in range(len(table.head)) if at < kept or any(row[at].strip() for row in table.rows)]
    if not table.rows:
        return table
    return Sheet(
        title=table.title,
        name=table.name,
        notes=table.notes,
        drawn=table.drawn,
        head=[table.head[at] for at in said],
        rows=[[row[at] for at in said] for row in table.rows],
    )


def _version(now: Decisions) -> str:
    """Return the numbers of the rooms that a sheet was read from: another one stands for another text."""
    return "·".join(str(seq) for _, seq in sorted(history.seqs(now.base).items())) or "0"


def _moment(db: Session, canvas: Canvas, now: Decisions) -> Moment | None:
    """Return the saved moment in which everything was as on this sheet."""
    here = history.seqs(now.base)
    for each in moments.of_canvas(db, canvas) if canvas.id and here else ():
        kept = history.seqs(each.base(canvas))
        if {room: seq for room, seq in kept.items() if room in here} == here:
            return each
    return None


def _texts(db: Session, canvas: Canvas, now: Decisions) -> list[Texts]:
    unread, missing = text_checks.unread(now, text_checks.of(db, canvas)), text_checks.missing(now)
    return [
        Texts(code, sum(each.language == code for each in unread), sum(other == code for _, other in missing))
        for code in (now.context.languages if now.texts else ())
    ]


def _checked(db: Session, canvas: Canvas, now: Decisions) -> dict[tuple[str, str], bool]:
    given = text_checks.of(db, canvas)
    return {(each.address, each.language): each in given for each in text_checks.to_read(now)}
