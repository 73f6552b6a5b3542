"""Participation: the five levels of the method, the promise that goes with each, and how far one may go.

The levels follow the spectrum of public participation, with co-production made explicit because the partnerships of
the publication chose it. The words are always these, in both languages; a level never promises more in one of them.

How far: `ceiling` is the room for change of the Focus sharpener (0 to 5 steps) plus one, 5 at most. With no room at all
people can only be informed.
"""

from __future__ import annotations

from typing import Any

from tools.wording import N_

LEVELS = (
    ("inform", N_("inform")),
    ("consult", N_("consult")),
    ("involve", N_("involve")),
    ("coproduce", N_("co-produce")),
    ("decide", N_("decide for themselves")),
)
"""From the least to the most say: what a `Choice` offers."""

PROMISES = {
    "inform": N_("We will keep you informed, honestly and in time."),
    "consult": N_("We listen, and tell you what we did with it."),
    "involve": N_("You will find what you said in the choices on the table."),
    "coproduce": N_("We design it and make it together."),
    "decide": N_("You decide; we carry it out or support it."),
}
"""What each level promises to whoever takes part."""

MOST = len(LEVELS)


def step(level: Any) -> int:
    """Return how far a level goes, from 1 to 5; 0 for no level."""
    return next((number for number, (key, _) in enumerate(LEVELS, 1) if key == level), 0)


def ceiling(room: Any) -> int:
    """Return the highest step that so much room for change allows; all five when nobody has said how much there is."""
    return min(room + 1, MOST) if isinstance(room, int) and not isinstance(room, bool) else MOST
