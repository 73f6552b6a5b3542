"""Search: finds partnerships, municipalities, projects, goals and what people wrote, as far as one may read it.

Words are compared as `languages.fold` sees them: capitals, accents, apostrophes and spelling make no
difference (Nimlaha'kok = Nimlahakok = Nimlajakok), a part of a word is enough, and all words must occur in
one text. What is searched is what the person may read, nothing more: the partnerships in which their
membership is awake, and there the shared rooms, the rooms of voices and the room of their own side. Who works for an
umbrella organisation also finds what partnerships opened to it (`sdg.mentions`).

"SDG 6", "6.1" or "ODS 6 agua" ask for a goal or a target, alone or with words. Its id is a text and found whole: 6.10
is another one than 6.1. A hit on a goal says which goal and the words that were found, or the reason that was given.

A hit is in the language in which it was written. A text that says the same in two languages counts once, in the
reader's language where that one has the words too. At most `SHOWN` hits come back.

Errors raised: `Invalid` for a question of more than `LONGEST` characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm.attributes import set_committed_value

from facilitation import access, canvases, memberships
from facilitation.access import Action
from facilitation.canvases import Canvas
from facilitation.contents import FieldText
from facilitation.database import Session
from facilitation.errors import Invalid
from facilitation.languages import WRITTEN
from facilitation.live.log import Room
from facilitation.memberships import Membership
from facilitation.municipalities import Municipality
from facilitation.partnerships import MOST, Partnership
from facilitation.people import Person
from facilitation.projects import Project
from facilitation.questions import Piece, goals_in, occur, occurring, occurring_in, snippet, words_of
from facilitation.sayings import Word, holds
from facilitation.sdg import mentions, openings, organisations
from facilitation.sdg.mentions import Asked, Mention, Names, Scope
from facilitation.sdg.organisations import Organisation
from tools import goals
from tools.wording import N_

SHOWN = 50
"""Hits on one page; when there are more, the page says so and asks for another word."""
LONGEST = 200
"""Characters of a question; longer ones are a text that somebody pasted by accident."""
REASONS = 4
"""Claims about goals shown of one project; its page shows them all."""
TOO_LONG = N_("This is too long to search for: {length} characters. A few words are enough.")


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a hit was found: what is said about a goal or a target (`about`), as `mentions.Mention` has it."""

    mention: Mention
    language: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def about(self) -> str:
        """Return the id of the goal or of the target."""
        return self.mention.about


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One place where all words occur. `kind` is partnership, municipality, project, goals or text.

    `pieces` is the snippet in `language`; `canvas` and `address` say where a text stands on its tool. `reasons` are
    what is said about goals, of a project or (`goals`) of a partnership itself; `more` whether there are further ones.
    `organisation` is the one to which it is open, for who reads it by that alone.
    """

    kind: str
    partnership: Partnership
    municipality: Municipality | None = None
    project: Project | None = None
    canvas: Canvas | None = None
    address: str = ""
    language: str = ""
    pieces: tuple[Piece, ...] = ()
    reasons: tuple[Reason, ...] = ()
    more: bool = False
    organisation: Organisation | None = None

    @property
    def snippet(self) -> str:
        """Return the snippet without its marks."""
        return "".join(text for text, _found in self.pieces)


@dataclass(frozen=True, kw_only=True)
class Found:
    """The answer to a question: at most `SHOWN` hits, whether there are more, and whether it held any word.

    `unknown` is what somebody typed as a goal or a target that does not exist.
    """

    hits: tuple[Hit, ...] = ()
    more: bool = False
    asked: bool = True
    unknown: str = ""


def search(db: Session, person: Person, question: str, language: str, names: Names | None = None) -> Found:
    """Return where all words of a question occur in what a person may read; `names` are those of goals and targets."""
    if len(question) > LONGEST:
        raise Invalid([("q", TOO_LONG, {"length": len(question)})])
    words = words_of(question)
    if not words:
        return Found(asked=False)
    ids, rest = goals_in(question)
    asked = Asked(ids=ids, rest=words_of(rest), words=words, names=names or {})
    typed = goals.typed(question)
    unknown = typed if typed and not ids and not question.strip().isdigit() else ""
    read = _memberships(db, person)
    hits: list[Hit] = []
    for source in (
        _partnerships(read, words),
        _mentioned(db, person, read, asked, language),
        _texts(db, read, words, language),
    ):
        for hit in source:
            hits.append(hit)
            if len(hits) > SHOWN:
                return Found(hits=tuple(hits[:SHOWN]), more=True, unknown=unknown or "")
    return Found(hits=tuple(hits), unknown=unknown or "")


def _memberships(db: Session, person: Person) -> list[Membership]:
    """Return the memberships by which a person reads partnerships now, one for each."""
    found: dict[int, Membership] = {}
    for each in memberships.of_person(db, person):
        found.setdefault(each.partnership_id, each)
    among = _loaded(db, found)  # so that no membership reads its own
    for each in found.values():
        set_committed_value(each, "partnership", among[each.partnership_id])
    return list(found.values())


def _loaded(db: Session, ids: Iterable[int]) -> dict[int, Partnership]:
    """Return partnerships with their sides by id, read in one go."""
    asked = sa.select(Partnership).where(Partnership.id.in_(ids))
    return {each.id: each for each in db.scalars(asked)} if ids else {}


def _partnerships(read: Iterable[Membership], words: list[Word]) -> Iterator[Hit]:
    places: dict[int, Hit] = {}
    for membership in read:
        partnership = membership.partnership
        names = " – ".join(side.name for side in partnership.sides)
        if occur(names, words):
            yield Hit(kind="partnership", partnership=partnership, pieces=snippet(names, words))
        for side in partnership.sides:
            if occur(side.name, words):
                hit = Hit(
                    kind="municipality",
                    partnership=partnership,
                    municipality=side.municipality,
                    pieces=snippet(side.name, words),
                )
                places.setdefault(side.municipality_id, hit)
    yield from places.values()


def _mentioned(db: Session, person: Person, read: Sequence[Membership], asked: Asked, language: str) -> Iterator[Hit]:
    """Yield projects by their words and goals, then partnerships by what they say themselves about goals."""
    members = {each.partnership_id: each for each in read}
    opened = {
        id: organisation
        for organisation in reversed(organisations.of_person(db, person))
        for id in db.scalars(openings.open_to(organisation))
        if id not in members
    }
    sides = [each.side_id for each in read if each.side_id and access.may(each, Action.WRITE_OWN_SIDE, each.side_id)]
    scope = Scope(partnerships=members.keys(), sides=sides, opened=opened.keys())
    places: dict[tuple[int, int | None], list[Mention]] = {}
    for mention in mentions.find(db, scope, asked, SHOWN + 1, REASONS + 2):
        places.setdefault((mention.partnership_id, mention.project_id), []).append(mention)
    among = _loaded(db, {partnership for partnership, _project in places})
    held = {each.id: each for each in db.scalars(sa.select(Project).where(Project.id.in_({p for _, p in places if p})))}
    order = {id: at for at, id in enumerate([*members, *opened])}
    for (partnership, project), said in sorted(places.items(), key=lambda each: _place(each[0], among, held, order)):
        yield _hit(said, among[partnership], held.get(project or 0), asked, language, opened.get(partnership))


def _place(
    of: tuple[int, int | None], among: dict[int, Partnership], held: dict[int, Project], order: dict[int, int]
) -> tuple[bool, int, bool, int, int]:
    """Return by what hits are put in order: by partnership and side, shared and archived ones after the others."""
    project = held.get(of[1] or 0)
    if project is None:
        return True, order[of[0]], False, 0, 0
    side = among[of[0]].side(project.side_id)
    return False, order[of[0]], project.archived_at is not None, side.position if side else MOST, project.id


def _hit(
    said: Sequence[Mention],
    partnership: Partnership,
    project: Project | None,
    asked: Asked,
    language: str,
    organisation: Organisation | None,
) -> Hit:
    title = next((_spoken(each, asked.words, language) for each in said if each.kind == mentions.PROJECT), None)
    words = asked.rest if asked.ids else asked.words
    claims = [each for each in said if each.kind != mentions.PROJECT]
    return Hit(
        kind="project" if project else "goals",
        partnership=partnership,
        project=project,
        language=title.language if title else "",
        pieces=title.pieces if title else (),
        reasons=tuple(_spoken(each, words, language) for each in claims[:REASONS]),
        more=len(claims) > REASONS,
        organisation=organisation,
    )


def _spoken(mention: Mention, words: Sequence[Word], language: str) -> Reason:
    """Return something said in the text and language in which most of the words occur, the reader's own first."""
    best, most = ("", ""), -1
    wanted = occurring_in(mention.folded, words)  # none where only the name of the goal holds them
    spoken = ((code, text.get(code, "")) for text in mention.texts for code in (language, *sorted(text)))
    for code, text in spoken:
        if most < wanted and code != "original" and text.strip():
            held = occurring(text, words) if wanted else 0
            if held > most:
                best, most = (code, text), held
    return Reason(mention=mention, language=best[0], pieces=snippet(best[1], words))


def _texts(db: Session, read: Iterable[Membership], words: list[Word], language: str) -> Iterator[Hit]:
    rooms = _rooms(db, read)
    query = (
        sa.select(FieldText)
        .where(FieldText.room_id.in_(rooms))
        .where(*(holds(FieldText.folded, word) for word in words))
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


__all__ = ["LONGEST", "SHOWN", "Found", "Hit", "Piece", "Reason", "goals_in", "search", "snippet", "words_of"]
