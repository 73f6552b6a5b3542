"""Papers: what a tool can put on paper beside its questions, as plain rows that every medium can lay out.

A `Paper` is one kind of print, a run sheet say. Its `make(content, context, translate, languages)` returns the tables
of it: `translate` turns an English `N_` sentence into the reader's language, `languages` is the order in which a reader
wants the words of people. What goes on paper leaves the house: `content` holds nothing that one side keeps to itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.canvas import Content, Context
    from tools.pictures import Drawn

Translate = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One table on paper: `title` is its kind, `name` what people call it, `notes` lines above the table.

    With `drawn` it is a picture, as large as the page allows.
    """

    title: str
    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    drawn: Drawn | None = None


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One kind of print of a tool: `key` in its address, `label` an `N_` sentence, `make` its tables.

    Of a `one_language` print each language gets its own, since the people who hold it read one of them. An `upright`
    one stands on its short side, as a picture with its words under it does; tables of many columns lie. What is `empty`
    holds nothing of the canvas, so there is nothing on it to agree on.
    """

    key: str
    label: str
    make: Callable[[Content, Context, Translate, Sequence[str]], Sequence[Sheet]]
    one_language: bool = False
    upright: bool = False
    empty: bool = False
