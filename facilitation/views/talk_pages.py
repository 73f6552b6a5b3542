"""Talk pages: what was said beside the work of a canvas, and what one can say there, as one reader sees it.

Words that somebody took away are in no `Line` but their own.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from facilitation import canvases, comment_places, comments, threads
from facilitation.canvases import Canvas, CanvasView
from facilitation.comments import QUESTION, REMARK, SURPRISE, Comment
from facilitation.database import Session
from facilitation.live.addresses import Where
from facilitation.memberships import Membership
from facilitation.partnerships import Side
from facilitation.threads import Thread
from facilitation.views.pages import language, language_name
from facilitation.views.talk_places import Called, called
from tools.wording import N_

Options = list[tuple[str, str]]
"""What can be chosen: (value, words)."""
KINDS = {
    REMARK: N_("A remark"),
    QUESTION: N_("A question to {place}"),
    SURPRISE: N_("What surprised us in the answer of {place}"),
}
"""What a comment is, in words, above it and in the form."""


@dataclass(frozen=True)
class Line:
    """One comment as somebody reads it: `words` is "" for what another took away; `earlier` are (words, until when).

    `kind` says what it is when that is worth a word, `mine` whether its reader wrote it.
    """

    comment: Comment
    mine: bool
    words: str
    kind: str
    earlier: Sequence[tuple[str, datetime.datetime]]

    @property
    def lang(self) -> str:
        """Return its language when that is another one than the page's."""
        return self.comment.language if self.comment.language != language() else ""

    @property
    def gone(self) -> bool:
        """Return whether it was taken away."""
        return self.comment.taken_away_at is not None


@dataclass(frozen=True)
class Talked:
    """A thread as somebody reads it: whether they may say that it is settled, and whom a reply can call."""

    first: Line
    replies: list[Line]
    is_open: bool
    settles: bool
    place: Called
    mentions: Options


@dataclass(frozen=True, kw_only=True)
class TalkPage:
    """Everything on the page of one place, or of a whole canvas (`at` is "")."""

    canvas: Canvas
    at: str
    place: Called
    private_to: Side | None
    open: list[Talked]
    settled: list[Talked]
    writes: bool
    kinds: Options
    languages: Options
    mentions: Options


def page(db: Session, canvas: Canvas, held: Membership, address: str) -> TalkPage:
    """Return the page for a member; NotFound for a place that is not there for them."""
    view = canvases.view(db, canvas, held)
    place = comment_places.find(view, held, address)
    said = threads.threads(db, canvas, held, address or None)
    writes = comments.may_comment(canvas, held)
    rooms = {place.where, *(each.first.where for each in said)} if writes else ()
    whom = {where: _mentions(db, canvas, held, where) for where in rooms}
    found = [_talked(view, held, each, whom.get(each.first.where, [])) for each in said]
    sides = {side.key: side for side in canvas.project.partnership.sides}
    written = sorted(canvas.project.partnership.languages, key=lambda code: code != language())
    offered = comments.offered(canvas, held, place)
    return TalkPage(
        canvas=canvas,
        at=address,
        place=called(view, address),
        private_to=sides.get(place.private_to),
        open=[each for each in found if each.is_open],
        settled=[each for each in found if not each.is_open],
        writes=writes,
        kinds=[(key_of(kind, side), kind_in_words(kind, side)) for kind, side in offered],
        languages=[(code, language_name(code)) for code in written],
        mentions=whom.get(place.where, []),
    )


def key_of(kind: str, side: Side | None) -> str:
    """Return what a form says for a kind of comment about a side."""
    return f"{kind}:{side.key}" if side else kind


def kind_in_words(kind: str, side: Side | None) -> str:
    """Return what a comment is, in the reader's language."""
    return str(gettext(KINDS[kind])).format(place=side.name if side else "")


def _talked(view: CanvasView, held: Membership, thread: Thread, whom: Options) -> Talked:
    first, replies = _line(held, thread.first), [_line(held, each) for each in thread.replies]
    place = called(view, thread.first.address)
    return Talked(first, replies, thread.is_open, comments.may_settle(held, thread.first), place, whom)


def _line(held: Membership, comment: Comment) -> Line:
    mine = comment.person_id == held.person_id
    seen = mine or comment.taken_away_at is None
    earlier = [(each.text[each.text["original"]], each.until) for each in comment.earlier] if seen else []
    kind = kind_in_words(comment.kind, comment.about) if comment.about else ""
    return Line(comment, mine, comment.words if seen else "", kind, earlier)


def _mentions(db: Session, canvas: Canvas, held: Membership, where: Where) -> Options:
    found = comments.mentionable(db, canvas, held, where)
    return [(key, each.name if isinstance(each, Side) else named(each)) for key, each in found.items()]


def named(member: Membership) -> str:
    """Return a member with the place they speak for: "Ana Quispe (Tarija)"."""
    return f"{member.person.name} ({member.side.name})" if member.side else member.person.name
