"""Canvas drawing: makes the boxes of a page for one reader.

A reader who may not write gets boxes that are not `writable`; what a reader may not see has no box. What came back
from a form that was not saved (`typed`), or was chosen against somebody else (`rivals`), wins over the content. Where
several answers stand (`unsettled`) none of them is shown as chosen, and all of them are said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote

from flask_babel import gettext

from facilitation import languages
from facilitation.canvas_edits import Rival, new_id
from facilitation.canvases import CanvasView
from facilitation.choices import Answer
from facilitation.live.addresses import Where
from facilitation.paper_answers import PaperAnswer, hashed
from facilitation.partnerships import Side
from facilitation.views.canvas_addresses import at, naming
from facilitation.views.canvas_boxes import MODEL, Box, CardBox, FromPaper, Talk, Version
from facilitation.views.canvas_forms import NEW, held, homes, marked, parts
from facilitation.views.canvas_inputs import HERE, UNSETTLED, Posted, Strings, draw
from facilitation.views.canvas_links import laid_out, linked
from facilitation.views.canvas_words import either, in_words, joined, label_of
from facilitation.views.flow_drawing import Flowing
from facilitation.views.pages import language_name
from tools.canvas import SHARED, Cards, Choice, Choices, Field, Finding, Grid, Link, LinkOrText, Scale
from tools.content import is_blank
from tools.flows import BEGIN, FLOWS

Made = TypeVar("Made")

FEW = 24
"""Up to so many cards on a canvas bring their forms along, so that all can be changed in one go without scripts."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Everything that boxes are drawn from: the view, the reader, and what came back from a form.

    A `bare` one draws nothing that anybody wrote, not even as something to choose.
    """

    view: CanvasView
    readable: Sequence[Where]
    sides: Mapping[str, Side]
    language: str
    typed: Posted | None = None
    rivals: Mapping[str, Rival] = field(default_factory=dict)
    unsettled: Mapping[str, Sequence[Answer]] = field(default_factory=dict)
    findings: Mapping[str, list[Finding]] = field(default_factory=dict)
    open: frozenset[str] = frozenset()
    problems: Mapping[str, str] = field(default_factory=dict)
    rescued: frozenset[str] = frozenset()
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    known: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    bare: bool = False
    talk: Mapping[str, int] | None = None
    paper: Mapping[str, Sequence[PaperAnswer]] = field(default_factory=dict)
    flowing: Flowing = field(default_factory=Flowing)
    lose: str = ""

    @cached_property
    def languages(self) -> list[str]:
        """Return the languages of content, the reader's own first."""
        return sorted(self.view.context.languages, key=lambda code: code != self.language)

    @cached_property
    def begins(self) -> frozenset[str]:
        """Return the addresses of the lists whose cards can begin a canvas of their own."""
        here = [flow.source.partition(":") for flow in FLOWS if flow.how == BEGIN]
        return frozenset(home for key, _, home in here if key == self.view.tool.key)

    @cached_property
    def folds(self) -> bool:
        """Return whether there are so many cards that the form of each is drawn only when somebody opens it."""
        lists = [each for each in homes(self.view.tool, self.view.context) if isinstance(each[1], Cards)]
        return sum(len(held(self.view, address, side) or []) for address, _, side in lists) > FEW

    @cached_property
    def unfolded(self) -> frozenset[str]:
        """Return the cards on which something was typed, chosen against somebody else, or has to be solved."""
        about = (*self.on_form, *self.problems, *self.rivals, *self.unsettled)
        return frozenset("/".join(each.split("/")[:2]) for each in about if each.count("/") > 1)

    def earlier(self, address: str, code: str) -> str:
        """Return the page with the earlier wordings of a text."""
        return f"{self.wordings}?field={quote(address)}&language={code}"

    def once(self, key: tuple[Any, ...], work: Callable[[], Made]) -> Made:
        """Return what is the same for all cards of a page, worked out for the first of them."""
        key = (self.bare, *key)
        if key not in self.known:
            self.known[key] = work()
        found: Made = self.known[key]
        return found

    def called(self, code: str) -> tuple[str, str]:
        """Return (name of a language, "in that language"), in the reader's language."""
        if code not in self.names:
            name = language_name(code)
            self.names[code] = name[:1].upper() + name[1:], gettext("in %(language)s", language=name)
        return self.names[code]

    def talk_at(self, address: str) -> Talk | None:
        """Return the way to what people say about a place; None in what is drawn without it, and for a new card."""
        if self.talk is None or self.bare or f"/{NEW}" in address:
            return None
        return Talk(f"{self.talks}?at={quote(address)}", self.talk.get(address, 0))

    def from_paper(self, address: str, value: Any = None) -> list[FromPaper]:
        """Return what was typed in from paper at an address where this stands, each paper once."""
        found: dict[tuple[Any, ...], FromPaper] = {}
        for each in self.paper.get(address, ()):
            by, code = languages.read(each.by, self.language)
            changed = bool(each.hash) and hashed(_typed(value, each.language)) != each.hash
            lang = "" if code == self.language else code
            found[by, each.side_id, each.on] = FromPaper(by, lang, each.side, each.on, changed)
        return list(found.values())

    @cached_property
    def talks(self) -> str:
        """Return the page where people talk, without what it is about."""
        return at(self.view.canvas, "talk")

    @cached_property
    def wordings(self) -> str:
        """Return the page with earlier wordings, without what it is about."""
        return at(self.view.canvas, "earlier")

    @cached_property
    def on_form(self) -> frozenset[str]:
        """Return the names of the inputs that came back, those of groups in which nothing was ticked too."""
        return frozenset({*self.typed, *self.typed.getlist(HERE)}) if self.typed is not None else frozenset()

    def may_write(self, where: Where) -> bool:
        """Return whether the reader may write in a room."""
        return where in self.view.writable

    def may_read(self, where: Where) -> bool:
        """Return whether the reader may read what lives in a room."""
        return where.kind == SHARED or where in self.readable


def _typed(value: Any, code: str) -> Any:
    """Return what of a value was typed in at once: a text in one language, the ids of a link or words, or all of it."""
    if isinstance(value, Mapping) and "ids" in value:
        value = value.get("text") if code else value["ids"]
    return (value or {}).get(code) if code else value


def box(drawing: Drawing, each: Field, name: str, value: Any, side: str = "", where: Where | None = None) -> Box | None:
    """Return the box of a field or part at an address, or None when this reader may not see it."""
    lives = where or Where()
    if each.room != SHARED:
        lives = Where(each.room, side)
    if not drawing.may_read(lives):
        return None
    view, rival, declared = drawing.view, drawing.rivals.get(name), id(each)
    if isinstance(each, Grid):
        each = laid_out(view, each, lambda cards, card: title_of(drawing, cards, card))
    strings = _strings(drawing, each, name, value, side)
    options = drawing.once(("options", declared), lambda: _options(drawing, each))
    unsettled = _unsettled(drawing, each, name, options)
    several = bool(unsettled) and not isinstance(each, Cards)
    return Box(
        kind=type(each).__name__.lower(),
        field=each,
        name=name,
        label=drawing.once(("label", declared, side), lambda: label_of(view, each, side)),
        value=None if several and not isinstance(each, LinkOrText) else value,
        strings=strings,
        writable=drawing.may_write(lives) and (not side or side in [asked.key for asked in view.context.asked(each)]),
        where=lives,
        side=drawing.sides.get(side) if each.per_side else None,
        options=options,
        versions=_versions(
            drawing, name, (value or {}).get("text") if isinstance(each, LinkOrText) else value, strings
        ),
        said=either([words for _, words in unsettled]) if several else in_words(each, value, options),
        rival=_told(drawing, each, rival, options) if rival else None,
        unsettled=unsettled,
        findings=drawing.findings.get(name, []),
        paper=drawing.from_paper(name, value),
        problem=drawing.problems.get(name, ""),
        open=name in drawing.open,
        talk=drawing.talk_at(name) if "/" not in name or lives != (where or Where()) else None,
        cells=_cells(drawing, each, name, value, lives),
        columns=_columns(drawing, each),
        **(_cards(drawing, each, name, side, lives, strings) if isinstance(each, Cards) else {}),
    )


def model(drawing: Drawing, cards: Box) -> Box:
    """Return a list without its cards, with the one that scripts make new cards of: it holds no words of anybody."""
    bare = replace(drawing, typed=None, rivals={}, findings={}, open=frozenset(), problems={}, bare=True)
    if not isinstance(cards.field, Cards):
        raise TypeError(cards.kind)
    of = _card(bare, cards.field, cards.name, {"id": MODEL}, cards.where)
    return replace(cards, cards=[], removed=[], rescued=[], model=of)


def _strings(drawing: Drawing, each: Field, name: str, value: Any, side: str) -> Strings:
    """Return what the inputs show: what was typed or chosen against somebody else, else what is there."""
    if isinstance(each, Cards):
        mark = [f"{name}.none"] if marked(drawing.view, name, side) else []
        drawn = {f"{name}.none": mark, f"base/{name}": [new_id()]}
        drawn |= {f"{name}:list@{code}": [""] for code in drawing.languages[:1]}
    else:
        rival = drawing.rivals.get(name)
        unsettled = UNSETTLED if name in drawing.view.unsettled else value
        shown = rival.mine if rival else unsettled
        if shown is not value and isinstance(each, LinkOrText):
            shown = {**(value or {}), "ids": rival.mine if rival else []}
        drawn = draw(each, name, shown, drawing.languages)
    typed = drawing.typed
    if typed is None:
        return drawn
    on_form = drawing.on_form
    return {key: typed.getlist(key) if key.removesuffix("!") in on_form else strings for key, strings in drawn.items()}


def _versions(drawing: Drawing, name: str, kept: Any, strings: Strings) -> list[Version]:
    """Return a text in each language, the reader's own first."""
    return [
        Version(
            language=(code := key.removeprefix(f"{name}@")),
            lang="" if code == drawing.language else code,
            called=drawing.called(code)[0],
            within=drawing.called(code)[1],
            name=key,
            words=words[0] if words else "",
            kept=(kept or {}).get(code) or "",
            problem=drawing.problems.get(key, ""),
            earlier=drawing.earlier(name, code),
        )
        for key, words in strings.items()
        if key.startswith(f"{name}@")
    ]


def _options(drawing: Drawing, each: Field) -> list[tuple[str, str]]:
    """Return (value, words) of everything one can choose."""
    if isinstance(each, Choice | Choices):
        sides = [(side.key, side.place) for side in drawing.view.context.sides] if each.sides else []
        return [*sides, *((key, label_of(drawing.view, label)) for key, label in each.options)]
    if isinstance(each, Scale):
        return [(str(step), str(step)) for step in range(each.low, each.high + 1)]
    if isinstance(each, Link | LinkOrText) and each.to and not drawing.bare:
        return cards_at(drawing, each.to)
    return []


def cards_at(drawing: Drawing, address: str) -> list[tuple[str, str]]:
    """Return (id, words) of the cards that a link can point at, here or in another tool of the project."""
    return drawing.once(
        ("cards", address),
        lambda: [(str(card["id"]), title_of(drawing, cards, card)) for cards, card in linked(drawing.view, address)],
    )


def title_of(drawing: Drawing, cards: Cards, card: dict[str, Any]) -> str:
    """Return the words that stand for a card of a list, in the reader's language when it has them."""
    texts = card.get(cards.main)
    main = next(part for part in cards.parts if part.name == cards.main)
    if isinstance(main, LinkOrText):
        texts = texts if isinstance(texts, dict) else {}
        known = dict(cards_at(drawing, main.to)) if texts.get("ids") and main.to else {}
        named = [known[id] for id in texts.get("ids") or [] if id in known]
        if named:
            return joined(named)
        texts = texts.get("text")
    if not isinstance(texts, dict):
        return "…"
    return next((texts[code] for code in (*drawing.languages, *texts) if (texts.get(code) or "").strip()), "…")


def _unsettled(drawing: Drawing, each: Field, name: str, options: list[tuple[str, str]]) -> list[tuple[Answer, str]]:
    """Return every answer that stands, in words; of a list of cards, those about its mark."""
    found = drawing.unsettled.get(f"{name}.none" if isinstance(each, Cards) else name, ())
    return [(answer, _answered(each, answer.value, options)) for answer in found]


def _answered(each: Field, value: Any, options: list[tuple[str, str]]) -> str:
    words = gettext(each.none) if value is True else "" if value is False else in_words(each, value, options)
    return words or gettext("no answer")


def _told(drawing: Drawing, each: Field, rival: Rival, options: list[tuple[str, str]]) -> tuple[Rival, str, str]:
    return (
        rival,
        in_words(each, rival.theirs, options),
        in_words(each, rival.mine, options),
    )


def _columns(drawing: Drawing, each: Field) -> list[str]:
    """Return what stands above the columns of a table: labels in the reader's language, or what cards are called."""
    if not isinstance(each, Grid):
        return []
    return [label if each.columns_of else label_of(drawing.view, label) for _, label in each.columns]


def _cells(drawing: Drawing, each: Field, name: str, value: Any, where: Where) -> list[tuple[str, list[Box]]]:
    if not isinstance(each, Grid):
        return []
    rows = []
    for row, label in each.rows:
        cells = [
            box(drawing, each.cell, f"{name}/{row}/{column}", ((value or {}).get(row) or {}).get(column), where=where)
            for column, _ in each.columns
        ]
        called = label if each.rows_of else label_of(drawing.view, label)
        rows.append((called, [cell for cell in cells if cell]))
    return rows


def _cards(drawing: Drawing, cards: Cards, name: str, side: str, where: Where, strings: Strings) -> dict[str, Any]:
    """Return what a list of cards has more than another field."""
    view = drawing.view
    places = enumerate(held(view, name, side) or [], 1)
    here = [_folded(drawing, _card(drawing, cards, name, card, where, place)) for place, card in places]
    gone = [_card(drawing, cards, name, card, where) for card in view.removed.get(name, [])]
    return {
        "cards": here,
        "removed": gone,
        "new": _card(drawing, cards, name, {"id": NEW}, where),
        "pasted": _versions(drawing, f"{name}:list", {}, strings)[0],
        "marked": marked(view, name, side),
        "rescued": [card.id for card in gone if card.id in drawing.rescued],
        "offers": drawing.flowing.offers.get(name, []),
    }


def _folded(drawing: Drawing, card: CardBox) -> CardBox:
    """Return a card without its form when there are many, unless its form has something to say."""
    plain = drawing.folds and not card.open and card.name not in drawing.unfolded
    return replace(card, folded=True) if plain else card


def _card(drawing: Drawing, cards: Cards, home: str, card: dict[str, Any], where: Where, place: int = 0) -> CardBox:
    name = f"{home}/{card['id']}"
    boxes = [
        box(drawing, part, here, value, here.rpartition(".")[2] if part.per_side else "", where)
        for part, here, value in parts(drawing.view, cards, name, card)
    ]
    boxes = [
        replace(each, writable=False, told=True) if each and each.field.name in cards.told else each for each in boxes
    ]
    typed = drawing.typed
    return CardBox(
        id=card["id"],
        name=name,
        speaks=cards.main,
        taken=drawing.flowing.taken.get(card["id"]),
        overtaken=drawing.flowing.overtaken.get(name, ()),
        uses=drawing.flowing.uses.get(card["id"], ""),
        begun=drawing.flowing.begun.get(card["id"]),
        begins=home in drawing.begins,
        naming=naming(drawing.view.canvas, home, card["id"])
        if (place or drawing.bare) and drawing.may_write(where)
        else "",
        losing=drawing.lose == name,
        boxes=[each for each in boxes if each],
        place=place,
        chosen_place=(typed.get(f"{name}:place") if typed else None) or str(place),
        title=title_of(drawing, cards, card),
        entry=drawing.view.entries.get(card["id"]),
        findings=drawing.findings.get(name, []),
        paper=drawing.from_paper(name),
        talk=drawing.talk_at(name),
        usable=bool(cards.into) and not is_blank(card.get(cards.main)),
        open=name in drawing.open or any(each.startswith(f"{name}/") for each in drawing.problems),
    )
