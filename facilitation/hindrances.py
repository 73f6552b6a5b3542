"""Hindrances: what stands between a canvas and an agreement, by kind, so that people can clear it away.

Nothing here blocks writing. It is: nothing decided yet; what the method asks to solve (STOP); steps of the short set
that are not there; cautions that nobody said anything about; answers of which one is still to be chosen; texts among
the decisions that are missing in a language, or that no person read over. What is asked of a side that only reads and
answers, on a project of one side, stands in nobody's way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitation import decisions, noticing, overrulings, text_checks
from facilitation.database import Session
from facilitation.decisions import Decisions
from facilitation.text_checks import Words
from tools.canvas import CAUTION, STOP, Finding, Step


@dataclass(frozen=True)
class Hindrances:
    """What is to be cleared away first, each kind in reading order; `cautions` are those without a reason."""

    blank: bool
    stops: Sequence[Finding]
    steps: Sequence[Step]
    cautions: Sequence[Finding]
    unsettled: Sequence[str]
    missing: Sequence[tuple[str, str]]
    unread: Sequence[Words]

    @property
    def any(self) -> bool:
        """Return whether there is anything at all."""
        several = (self.stops, self.steps, self.cautions, self.unsettled, self.missing, self.unread)
        return self.blank or any(several)


def find(db: Session, now: Decisions, language: str = "") -> Hindrances:
    """Return what stands in the way of agreeing on the decisions as they are now, to who reads in a language."""
    canvas = now.view.canvas
    now = decisions.surrounded(db, now)
    seen = noticing.of(db, now.view, language)
    found = [
        each
        for each in seen.findings
        if not (each.at and decisions.is_for_answerers(now, each.at[0]))
    ]
    reasons = {each.finding for each in overrulings.of(db, canvas)}
    return Hindrances(
        blank=now.blank,
        stops=[each for each in found if each.level == STOP],
        steps=[
            each
            for each in seen.steps
            if not each.done and not decisions.is_for_answerers(now, each.at)
        ],
        cautions=[each for each in found if each.level == CAUTION and each.key not in reasons],
        unsettled=now.unsettled,
        missing=text_checks.missing(now),
        unread=text_checks.unread(now, text_checks.of(db, canvas)),
    )
