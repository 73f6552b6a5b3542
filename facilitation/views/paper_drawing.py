"""Paper drawing: the questions of a canvas as they stand on a sheet of paper, in one language or in several at once.

Each field is drawn once for every language of the sheet, as the pages draw it (`canvas_drawing.box`), and an `Item`
holds these side by side: labels and answers are said in each, words of people stand in the languages they were
written in. The short code of a field, "3b", comes from its place in the declaration of the tool, so that it is the same
on every sheet and on the page where answers from paper are typed in, whatever was opened or answered meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from typing import Any

from flask import g
from flask_babel import force_locale, gettext
from markupsafe import Markup, escape

from facilitation.canvases import CanvasView
from facilitation.live.addresses import Where
from facilitation.paper_answers import PaperAnswer
from facilitation.partnerships import Side
from facilitation.views.canvas_boxes import Box, CardBox
from facilitation.views.canvas_drawing import Drawing, box
from facilitation.views.canvas_forms import held, homes
from facilitation.views.canvas_pages import is_offered
from facilitation.views.canvas_words import label_of
from tools.canvas import Cards, Field, Section, Text, Tool, field_address

Said = list[tuple[str, str]]
"""The same in several languages: (language, words), each wording once."""
BLANK_CARDS, MOST_BLANK_CARDS = 3, 6
"""How many cards a blank sheet has room for, when the method hopes for none in particular, and at most."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Let everything within be said in another language than the page's."""
    before = {name: g.get(name) for name in ("language", "catalogue")}
    g.language = code
    g.pop("catalogue", None)
    try:
        with force_locale(code):
            yield
    finally:
        for name, value in before.items():
            if value is None:
                g.pop(name, None)
            else:
                setattr(g, name, value)


def say(languages: Sequence[str], sentence: str, **values: Any) -> Markup:
    """Return a sentence of the interface in each of these languages, " / " between them."""
    found: Said = []
    for code in languages:
        with speaking(code):
            found.append((code, str(gettext(sentence)).format(**values)))
    return joined(found)


def joined(said: Said) -> Markup:
    """Return the same in several languages on one line, each marked with its language when there are several."""
    known: dict[str, str] = {}
    for code, words in said:
        known.setdefault(words, code)
    if len(known) == 1:
        return escape(next(iter(known)))
    parts = [Markup('<span lang="{}">{}</span>').format(code, words) for words, code in known.items()]
    return Markup(" / ").join(parts)


@dataclass(frozen=True)
class Item:
    """A field, a part of a card or a cell: its box in each language of the sheet."""

    boxes: Sequence[tuple[str, Box]]
    code: str = ""

    @property
    def box(self) -> Box:
        """Return its box in the first language: what is the same in all of them."""
        return self.boxes[0][1]

    @property
    def name(self) -> str:
        """Return its address."""
        return self.box.name

    def of(self, words: Callable[[Box], str]) -> Markup:
        """Return what every box says, in each language."""
        return joined([(code, words(each)) for code, each in self.boxes])

    @property
    def label(self) -> Markup:
        """Return what is asked."""
        return self.of(lambda each: each.label)

    @property
    def said(self) -> Markup:
        """Return the answer in words, "" for none."""
        return self.of(lambda each: each.said)

    @cached_property
    def options(self) -> list[Markup]:
        """Return the words of everything that one can choose."""
        lists = [[words for _, words in each.options] for _, each in self.boxes]
        codes = [code for code, _ in self.boxes]
        return [joined(list(zip(codes, words, strict=True))) for words in zip(*lists, strict=True)]

    @cached_property
    def columns(self) -> list[Markup]:
        """Return what stands above the columns of a table."""
        lists = [each.columns for _, each in self.boxes]
        return [
            joined([(self.boxes[at][0], words) for at, words in enumerate(each)]) for each in zip(*lists, strict=True)
        ]

    @cached_property
    def rows(self) -> list[tuple[Markup, list[Item]]]:
        """Return the rows of a table."""
        found = []
        for each in zip(*(each.cells for _, each in self.boxes), strict=True):
            called = joined([(code, row) for (code, _), (row, _) in zip(self.boxes, each, strict=True)])
            found.append((called, _side_by_side([(c, row) for (c, _), (_, row) in zip(self.boxes, each, strict=True)])))
        return found

    @cached_property
    def cards(self) -> list[Card]:
        """Return the cards of a list."""
        lists = [(code, each.cards) for code, each in self.boxes]
        return [
            Card(cards[0], _side_by_side([(lists[at][0], card.boxes) for at, card in enumerate(cards)]))
            for cards in zip(*(cards for _, cards in lists), strict=True)
        ]

    @cached_property
    def blank(self) -> list[Item]:
        """Return the parts of a card on which nothing is written yet."""
        boxes = [(code, each.new.boxes) for code, each in self.boxes if each.new]
        return [item for item in _side_by_side(boxes) if not item.box.told]

    @property
    def room(self) -> int:
        """Return how many cards a blank sheet has room for."""
        wanted = self.box.field.wanted if isinstance(self.box.field, Cards) else 0
        return min(wanted or BLANK_CARDS, MOST_BLANK_CARDS)

    @property
    def short(self) -> bool:
        """Return whether its answer fits behind its label."""
        kind = self.box.kind in ("text", "number", "day", "time") or (
            self.box.kind == "linkortext" and not self.options
        )
        return kind and self.lines == 1 and not self.box.field.none

    @property
    def lines(self) -> int:
        """Return how many lines by hand the answer needs: people write larger than they type."""
        field = self.box.field
        return 1 + (field.lines > 1) * field.lines if isinstance(field, Text) else 1


@dataclass(frozen=True)
class Card:
    """A card of a list: what is the same in all languages, and its parts."""

    card: CardBox
    parts: list[Item]

    @property
    def said(self) -> list[Item]:
        """Return the parts that say something, the one that speaks for the card first."""
        full = [part for part in self.parts if not part.box.blank]
        return sorted(full, key=lambda part: part.name != self.card.main.name)


@dataclass(frozen=True)
class Question:
    """One question of the method on paper; `about` says of some of its items when they are to be filled in."""

    section: Section
    number: int
    items: list[Item]
    about: Mapping[str, Markup]


def _side_by_side(lists: Sequence[tuple[str, Sequence[Box]]]) -> list[Item]:
    """Return the same boxes in several languages as items."""
    codes = [code for code, _ in lists]
    return [Item(list(zip(codes, boxes, strict=True))) for boxes in zip_longest(*(boxes for _, boxes in lists))]


def codes(tool: Tool) -> dict[str, str]:
    """Return the short code of each field, by its address: the number of its question and a letter."""
    return {
        f"{section.name}.{each.name}": f"{number}{_letter(at)}"
        for number, section in enumerate(tool.sections, 1)
        for at, each in enumerate(section.fields)
    }


def _letter(at: int) -> str:
    return (LETTERS[at // len(LETTERS) - 1] if at >= len(LETTERS) else "") + LETTERS[at % len(LETTERS)]


def questions(
    view: CanvasView,
    readable: Sequence[Where],
    sides: Mapping[str, Side],
    languages: Sequence[str],
    blank: bool,
    paper: Mapping[str, Sequence[PaperAnswer]],
) -> list[Question]:
    """Return the questions of a sheet; a blank one asks whatever may be asked here, a filled one what the page asks."""
    drawn = []
    for code in languages:
        with speaking(code):
            drawing = Drawing(view=view, readable=readable, sides=sides, language=code, paper=paper)
            drawn.append((code, _boxes(drawing, blank)))
    known = codes(view.tool)
    items = [replace(item, code=known[field_address(item.name)]) for item in _side_by_side(drawn)]
    conditions = dict(_conditions(view, languages)) if blank else {}
    found = []
    for number, section in enumerate(view.tool.sections, 1):
        here = [item for item in items if item.name.split(".")[0] == section.name]
        if here:
            about = {each.name: conditions[f] for each in here if (f := field_address(each.name)) in conditions}
            found.append(Question(section, number, here, about))
    return found


def _boxes(drawing: Drawing, blank: bool) -> list[Box]:
    view = drawing.view
    asked = [
        box(drawing, each, address, held(view, address, side), side)
        for address, each, side in homes(view.tool, view.context)
        if (may_be_asked(view, each, side) if blank else is_offered(drawing, each, address, side))
    ]
    return [each for each in asked if each]


def may_be_asked(view: CanvasView, each: Field, side: str) -> bool:
    """Return whether a field can be asked here: whoever prints cannot know what people will answer before it."""
    if side and side not in [known.key for known in view.context.asked(each)]:
        return False
    return view.context.deep_opened or not each.deep


def _conditions(view: CanvasView, languages: Sequence[str]) -> Iterator[tuple[str, Markup]]:
    """Yield (address, what has to be answered elsewhere for this field to be asked)."""
    for address, each in view.tool.fields():
        if each.shown_when:
            other, wanted = each.shown_when
            field = view.tool.field(other)
            options = dict(getattr(field, "options", ()))
            said = []
            for code in languages:
                with speaking(code):
                    words = label_of(view, options[wanted]) if wanted in options else str(wanted)
                    said.append((code, f"{codes(view.tool)[other]}: {words}"))
            yield address, joined(said)
