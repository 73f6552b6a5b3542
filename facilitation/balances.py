"""Balances: how much each side brought in, tool by tool, so that people ask themselves who has not been heard yet.

Of every canvas it counts what all sides read (the shared room and the voices of sides): the cards that stand there by
the side of whoever put them, and the words: those on the cards, for that same side, and those that a side says in its
own voice. It counts no person, and of several sides none comes before another: the order is that of the partnership.
Shared texts that belong to nobody alone are left out, since anybody may have written them. What a side keeps to itself
is neither read for it (`decisions`) nor, wherever it came from, counted (`counted`). It is a mirror, not a
measure: few words can be the right ones. Errors raised: `Forbidden`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

import tools
from facilitation import access, decisions
from facilitation.access import Action
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.live import addresses
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership, Side
from facilitation.projects import Project
from tools.canvas import SIDE, VOICE, Content, Context, Tool
from tools.content import walk


@dataclass(frozen=True)
class Share:
    """What a side brought in: `cards` that stand there, `words` said. `side` None is people without a side."""

    side: Side | None
    cards: int
    words: int


@dataclass(frozen=True)
class Balance:
    """The shares of one tool, in the order of the sides, people without a side last if there are any."""

    tool: Tool
    shares: Sequence[Share]

    @property
    def most(self) -> tuple[int, int]:
        """Return the most cards and the most words of any share: what a bar is long against."""
        return max(each.cards for each in self.shares), max(each.words for each in self.shares)


def of_partnership(db: Session, partnership: Partnership, held: Membership) -> list[Balance]:
    """Return the balance of each tool that somebody began in a project that is not in the archive."""
    access.require(held, Action.SEE_BALANCE)
    here = Project.partnership_id == partnership.id, Project.archived_at.is_(None)
    found = db.scalars(sa.select(Canvas).join(Project).where(*here).order_by(Canvas.id)).all()
    return [
        balance
        for tool in tools.every()
        if (balance := of_canvases(db, tool, partnership.sides, [each for each in found if each.tool == tool.key]))
    ]


def of_canvases(db: Session, tool: Tool, sides: Sequence[Side], canvases: Iterable[Canvas]) -> Balance | None:
    """Return the balance of some canvases of a tool; None when nothing there belongs to anybody."""
    cards: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for canvas in canvases:
        now = decisions.surrounded(db, decisions.read(db, canvas))
        more_cards, more_words = counted(tool, now.content, now.context)
        cards.update(more_cards)
        words.update(more_words)
    rows: list[tuple[str, Side | None]] = [(side.key, side) for side in sides]
    rows += [("", None)] if cards[""] or words[""] else []
    shares = [Share(side, cards[key], words[key]) for key, side in rows]
    return Balance(tool, shares) if any(each.cards or each.words for each in shares) else None


def counted(tool: Tool, content: Content, about: Context) -> tuple[Counter[str], Counter[str]]:
    """Return how many cards stand in a content and how many words are said, by the key of the side they are of."""
    cards: dict[str, str] = {}
    words: Counter[str] = Counter()
    keys = [side.key for side in about.sides]
    for place in walk(tool, content):
        where = addresses.resolve(tool, keys, place.address).where
        if where.kind == SIDE:
            continue
        if place.card in about.authors:
            cards[place.card] = about.authors[place.card]
        if place.language and (place.card in about.authors or where.kind == VOICE):
            author = about.authors.get(place.card, where.side) if place.card else where.side
            words[author] += len(str(place.value or "").split())
    return Counter(cards.values()), words
