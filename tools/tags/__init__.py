"""Tags: what a claim about a Sustainable Development Goal is worth, worked out from what stands in it.

A tag says: this touches that goal, in this ring, in this direction, and here is who notices what, where and when. What
it is worth is never set by anybody; it follows from its data (`state`) and from the years that went by (`shown`):

- *claimed*: a goal was named;
- *reasoned*: a direction was chosen ("we don't know yet" is one), and both halves of the reason are there, who notices
  what and where and when, each in one language at least and in more than a stray letter or two (`MEANT` letters);
- *evidenced*: reasoned, and somebody pointed at something that shows it.

Fading, in whole years of the calendar since the last day on which anybody stood up for it: each year takes one state
off, down to claimed. A tag of 29 February is a year old on 1 March. Nothing is thrown away by it: standing up for it
again, or new evidence, brings back what its data say.

The three rings are those on which a municipality contributes according to VVSG: its own organisation, its own
inhabitants, and elsewhere. Directions follow the logic of direct and indirect, positive and negative effects and of
gaps in what one knows, as impact assessments of the goals use it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.wording import N_

CLAIMED, REASONED, EVIDENCED = "claimed", "reasoned", "evidenced"
STATES = (CLAIMED, REASONED, EVIDENCED)
"""What a tag is worth, the least first; the place in this row is its level, 0 to 2."""
STATE_NAMES = {
    CLAIMED: N_("claimed"),
    REASONED: N_("with a reason"),
    EVIDENCED: N_("with evidence"),
}

INTERNAL, LOCAL, GLOBAL = "internal", "local", "global"
RINGS = (
    (INTERNAL, N_("Our own organisation: purchasing, staff, buildings")),
    (LOCAL, N_("Local policy: for the people who live here")),
    (GLOBAL, N_("Global policy: elsewhere, with partners, in trade and climate")),
)
RING_NAMES = {
    INTERNAL: N_("own organisation"),
    LOCAL: N_("local policy"),
    GLOBAL: N_("global policy"),
}

UNKNOWN = "unknown"
DIRECTIONS = (
    ("direct_positive", N_("It helps, directly")),
    ("indirect_positive", N_("It helps, in a roundabout way")),
    ("neutral", N_("It neither helps nor harms")),
    ("indirect_negative", N_("It harms, in a roundabout way")),
    ("direct_negative", N_("It harms, directly")),
    (UNKNOWN, N_("We don't know yet")),
)
POSITIVE = frozenset({"direct_positive", "indirect_positive"})
NEGATIVE = frozenset({"direct_negative", "indirect_negative"})
DOUBTED = NEGATIVE | {UNKNOWN}
"""Directions that show that people also looked at the other side of the coin."""

STRENGTHS = (1, 2, 3)
HORIZONS = (
    ("now", N_("It can be noticed already")),
    ("year", N_("Within a year")),
    ("years", N_("Within five years")),
    ("later", N_("Later than that")),
)

MEANT = 3
"""Letters from which on somebody can have meant something by a text; "." or "x" is nothing to read."""
MOST = 5
"""Goals of a project that one can still tell apart by heart; above that the page asks for a ranking."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What the worth of a tag follows from.

    `who` (who notices what) and `where` (where and when) are texts by language; `fresh_on` is the last day on which
    anybody made it, changed what it claims, stood up for it again or found evidence for it; `evidence` says whether
    any evidence stands.
    """

    goal: str
    direction: str = ""
    who: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    evidence: bool = False
    fresh_on: datetime.date


def meant(text: Mapping[str, str]) -> bool:
    """Return whether a text says something in one of its languages: `MEANT` letters or digits at least."""
    said = (words for code, words in text.items() if code != "original")
    return any(sum(sign.isalnum() for sign in words) >= MEANT for words in said)


def level(claim: Claim) -> int:
    """Return what a tag is worth by its data alone: 0 claimed, 1 reasoned, 2 evidenced."""
    reasoned = bool(claim.direction) and meant(claim.who) and meant(claim.where)
    return 0 if not reasoned else 2 if claim.evidence else 1


def state(claim: Claim) -> str:
    """Return what a tag is worth by its data alone, one of `STATES`."""
    return STATES[level(claim)]


def years(since: datetime.date, today: datetime.date) -> int:
    """Return how many whole years of the calendar went by; 0 for a day that is still to come."""
    before = (today.month, today.day) < (since.month, since.day)
    return max(0, today.year - since.year - before)


def faded(worth: int, fresh_on: datetime.date, today: datetime.date) -> int:
    """Return what is left of a level (0 to 2) after the years that went by."""
    return max(0, worth - years(fresh_on, today))


def shown(claim: Claim, today: datetime.date) -> str:
    """Return what a tag counts for on a day, one of `STATES`: its state, less one for each year that went by."""
    return STATES[faded(level(claim), claim.fresh_on, today)]


def anniversary(today: datetime.date, back: int) -> datetime.date:
    """Return the last day of which `back` whole years went by today, so that rows can be compared with it."""
    try:
        return today.replace(year=today.year - back)
    except ValueError:  # today is 29 February, and that year has none: 28 February is the last one that is as old
        return today.replace(year=today.year - back, day=28)
