"""Search: finds partnerships, municipalities, projects and what people wrote, as far as one may read it.

Words are compared as `languages.fold` sees them: capitals, accents, apostrophes and spelling make no
difference (Nimlaha'kok = Nimlahakok = Nimlajakok), a part of a word is enough, and all words must occur in
one text. What is searched is what the person may read, nothing more: the partnerships in which their
membership is awake, and there the shared rooms, the rooms of voices and the room of their own side.

A hit is in the language in which it was written. A text that says the same in two languages counts once, in the
reader's language where that one has the words too. At most `SHOWN` hits come back.

Errors raised: `Invalid` for a question of more than `LONGEST` characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from facilitation import canvases, memberships, projects
from facilitation.canvases import Canvas
from facilitation.contents import FieldText
from facilitation.database import Session
from facilitation.errors import Invalid
from facilitation.languages import WRITTEN, Words, fold
from facilitation.live.log import Room
from facilitation.memberships import Membership
from facilitation.municipalities import Municipality
from facilitation.partnerships import Partnership
from facilitation.people import Person
from facilitation.projects import Project
from tools.wording import N_

SHOWN = 50
"""Hits on one page; when there are more, the page says so and asks for another word."""
LONGEST = 200
"""Characters of a question; longer ones are a text that somebody pasted by accident."""
BEFORE, AFTER = 60, 140
"""Characters of a text shown before and after the first word found."""
TOO_LONG = N_("This is too long to search for: {length} characters. A few words are enough.")

TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f'\u2019\u2018\u02bc\u00b4`])*")
"""A word of a text as people wrote it, with its accents and apostrophes."""

Piece = tuple[str, bool]
"""A run of a text, and whether it is what was looked for."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One place where all words occur. `kind` is partnership, municipality, project or text.

    `pieces` is the snippet in `language`; `canvas` and `address` say where a text stands on its tool.
    """

    kind: str
    partnership: Partnership
    municipality: Municipality | None = None
    project: Project | None = None
    canvas: Canvas | None = None
    address: str = ""
    language: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def snippet(self) -> str:
        """Return the snippet without its marks."""
        return "".join(text for text, _found in self.pieces)


@dataclass(frozen=True, kw_only=True)
class Found:
    """The answer to a question: at most `SHOWN` hits, whether there are more, and whether it held any word."""

    hits: tuple[Hit, ...] = ()
    more: bool = False
    asked: bool = True


Word = tuple[str, ...]
"""One word of a question, in every spelling that the folded texts may have."""


BROKEN_OFF = (("qu", "e"), ("q", "ue"), ("c", "e"))
"""Ends of a word whose sound the next letter decides, with letters that make it the other sound."""


def words_of(question: str) -> list[Word]:
    """Return the words of a question. One that breaks off before a letter that decides its sound has two spellings."""
    found = []
    for typed in question.split():
        *parts, last = fold(typed).split() or [""]
        more = next((letters for end, letters in BROKEN_OFF if typed.casefold().endswith(end)), "")
        # "proc" is how "proceso" begins and "procurar" too
        other = fold(typed + more).split()[-1].removesuffix("e") if more else last
        found += [(part,) for part in parts] + [tuple(dict.fromkeys((last, other)))]
    return [word for word in dict.fromkeys(found) if word != ("",)]


def search(db: Session, person: Person, question: str, language: str) -> Found:
    """Return where all words of a question occur in what a person may read."""
    if len(question) > LONGEST:
        raise Invalid([("q", TOO_LONG, {"length": len(question)})])
    words = words_of(question)
    if not words:
        return Found(asked=False)
    read = _memberships(db, person)
    hits: list[Hit] = []
    for source in (_partnerships(read, words), _projects(db, read, words, language), _texts(db, read, words, language)):
        for hit in source:
            hits.append(hit)
            if len(hits) > SHOWN:
                return Found(hits=tuple(hits[:SHOWN]), more=True)
    return Found(hits=tuple(hits))


def _memberships(db: Session, person: Person) -> list[Membership]:
    """Return the memberships by which a person reads partnerships now, one for each."""
    found: dict[int, Membership] = {}
    for each in memberships.of_person(db, person):
        found.setdefault(each.partnership_id, each)
    return list(found.values())


def _partnerships(read: Iterable[Membership], words: list[Word]) -> Iterator[Hit]:
    places: dict[int, Hit] = {}
    for membership in read:
        partnership = membership.partnership
        names = " – ".join(side.name for side in partnership.sides)
        if _holds(names, words):
            yield Hit(kind="partnership", partnership=partnership, pieces=snippet(names, words))
        for side in partnership.sides:
            if _holds(side.name, words):
                hit = Hit(
                    kind="municipality",
                    partnership=partnership,
                    municipality=side.municipality,
                    pieces=snippet(side.name, words),
                )
                places.setdefault(side.municipality_id, hit)
    yield from places.values()


def _projects(db: Session, read: Iterable[Membership], words: list[Word], language: str) -> Iterator[Hit]:
    for membership in read:
        for archived in (False, True):
            for project in projects.of_partnership(db, membership.partnership, archived):
                for text in (project.title, project.summary):
                    code = _speaks(text, words, language)
                    if code:
                        yield Hit(
                            kind="project",
                            partnership=membership.partnership,
                            project=project,
                            language=code,
                            pieces=snippet(text[code], words),
                        )
                        break


def _speaks(text: Words, words: list[Word], language: str) -> str:
    """Return the language in which a text holds all words, the reader's first; "" for none."""
    codes = [code for code in (language, *sorted(text)) if code != "original" and code in text]
    return next((code for code in codes if _holds(text[code], words)), "")


def _texts(db: Session, read: Iterable[Membership], words: list[Word], language: str) -> Iterator[Hit]:
    rooms = _rooms(db, read)
    query = (
        sa.select(FieldText)
        .where(FieldText.room_id.in_(rooms))
        .where(*(sa.or_(*(FieldText.folded.contains(each, autoescape=True) for each in word)) for word in words))
        .order_by(FieldText.room_id, FieldText.address, FieldText.language != language, FieldText.language)
        .limit((SHOWN + 1) * len(WRITTEN))  # each place at most once in every language
    )
    seen: set[tuple[int, str]] = set()
    for text in db.scalars(query):
        if (text.room_id, text.address) in seen:
            continue
        seen.add((text.room_id, text.address))
        membership, canvas = rooms[text.room_id]
        yield Hit(
            kind="text",
            partnership=membership.partnership,
            project=canvas.project,
            canvas=canvas,
            address=text.address,
            language=text.language,
            pieces=snippet(text.value, words),
        )


def _rooms(db: Session, read: Iterable[Membership]) -> dict[int, tuple[Membership, Canvas]]:
    """Return the rooms that these memberships may read, with where each belongs."""
    by_partnership = {membership.partnership_id: membership for membership in read}
    of_theirs = sa.select(Canvas, Room).join(Project).join(Room, Room.canvas_id == Canvas.id)
    found = {}
    for canvas, room in db.execute(of_theirs.where(Project.partnership_id.in_(by_partnership))):
        membership = by_partnership[canvas.project.partnership_id]
        if room.name in (canvas.room_name(where) for where in canvases.readable(canvas, membership)):
            found[room.id] = (membership, canvas)
    return found


def _holds(text: str, words: list[Word]) -> bool:
    folded = fold(text)
    return all(any(each in folded for each in word) for word in words)


def snippet(text: str, words: list[Word]) -> tuple[Piece, ...]:
    """Return the neighbourhood of the first word found, in pieces; every word found in it is marked."""
    found = [token.span() for token in TOKEN.finditer(text) if _is_hit(token.group(), words)]
    middle = found[0][0] if found else 0
    start, end = _edge(text, middle - BEFORE, -1), _edge(text, middle + AFTER, 1)
    pieces: list[Piece] = [("… ", False)] if start else []
    at = start
    for first, last in found:
        if last > end:
            break
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    pieces += [(text[at:end], False)] + ([(" …", False)] if end < len(text) else [])
    return tuple(piece for piece in pieces if piece[0])


def _is_hit(token: str, words: list[Word]) -> bool:
    folded = fold(token)
    return any(each in folded for word in words for each in word)


def _edge(text: str, at: int, step: int) -> int:
    """Return the border of a word near a place: from there on outwards, so that no word is cut."""
    while 0 < at < len(text) and not text[at - 1 if step < 0 else at].isspace():
        at += step
    return min(max(at, 0), len(text))


__all__ = ["LONGEST", "SHOWN", "Found", "Hit", "Piece", "search", "snippet", "words_of"]
