"""Noticing: what the method notices on a canvas, and how far it is, worked out once for all who see the same.

It follows from the content that a reader sees, from what is around it and from the day. Which hints there are depends
on no language; what people wrote is quoted in them in the reader's own, where it is there.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from facilitation.canvases import CanvasView
from facilitation.database import Session
from tools.canvas import Content, Finding, Step, noticed


@dataclass(frozen=True)
class Noticed:
    """What the method notices, and the steps of the light set.

    `rests_on` are the contents that it was worked out of: as long as it is kept, no other content has their identity.
    """

    findings: list[Finding]
    steps: list[Step]
    rests_on: Sequence[Content]


def state(view: CanvasView) -> tuple[Hashable, ...]:
    """Return everything that what follows from a canvas rests on: the contents by identity, and all beside them."""
    around = tuple((key, tuple(map(id, held))) for key, held in view.context.project.items())
    return view.tool.key, id(view.content), around, view.context, frozenset(view.context.authors.items())


def contents_of(view: CanvasView) -> list[Content]:
    """Return the contents whose identity stands in `state`, for whatever is kept under it to hold on to."""
    return [view.content, *(each for held in view.context.project.values() for each in held)]


def of(db: Session, view: CanvasView, language: str = "") -> Noticed:
    """Return what the method notices on a canvas as a reader sees it, quoted to who reads in a language."""
    view = replace(view, context=view.context.read_in(language))

    def made() -> Noticed:
        steps = view.tool.steps(view.content, view.context)
        return Noticed(noticed(view.tool, view.content, view.context), steps, contents_of(view))

    return db.lasting(("noticed", *state(view)), made, lambda made: len(made.findings))
