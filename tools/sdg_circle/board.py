"""Board: the circle on paper, to hang up or to lay on a table: empty, to write and stick on, and as it stands.

Made for A3, and legible on A4. In several languages at once every name stands in each of them, so that people around
one table read the same board.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tools import goals, pictures
from tools.canvas import Content, Context
from tools.goals import PS
from tools.papers import Paper, Sheet, Translate
from tools.pictures import Drawn, words
from tools.sdg_circle import circle
from tools.wording import N_

TITLE = N_("SDG circle: the board")
QUESTION = N_("What do we already do today?")
HEAD = (N_("Part of the circle"), N_("Goals"))


def empty_board(content: Content, context: Context, translate: Translate, languages: Sequence[str]) -> list[Sheet]:
    """Return which goals belong to which part, and on a page of its own the circle with nothing in it."""
    board = Drawn(
        key="board",
        title=translate(TITLE),
        says=translate(QUESTION),
        figure=pictures.figure([], circle.layout(translate)),
    )
    belong = [
        [translate(label), "\n".join(f"{each.id}. {translate(each.name)}" for each in goals.of_p(key))]
        for key, label in PS
    ]
    return [
        Sheet(title=translate(N_("The goals, part by part")), name="", head=[*map(translate, HEAD)], rows=belong),
        Sheet(title=board.title, name="", head=(), rows=(), drawn=board),
    ]


def filled_board(content: Content, context: Context, translate: Translate, languages: Sequence[str]) -> list[Sheet]:
    """Return in a table what stands in the circle, and on a page of its own the circle."""
    board = circle.drawn(content, replace(context, languages=tuple(languages)), translate)
    topic = words(content["today"]["topic"], languages)
    return [
        Sheet(title=translate(N_("What stands in the circle")), name=topic, head=board.head, rows=board.rows),
        Sheet(title=translate(TITLE), name=topic, head=(), rows=(), drawn=board),
    ]


PAPERS = (
    Paper(key="board", label=N_("The circle as a board, empty: for A3"), make=empty_board, upright=True, empty=True),
    Paper(key="board-filled", label=N_("The circle as a board, as it stands: for A3"), make=filled_board, upright=True),
)
