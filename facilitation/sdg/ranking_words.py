"""Ranking words: what somebody tells of the ranking of a side or of one of its communities, and what cannot stay so."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitation.languages import Words
from facilitation.projects import Problem
from tools import goals
from tools.priorities import MOST
from tools.wording import N_

OFFICIALS, MEETING, PAPER, UNSAID = "", "meeting", "paper", "unsaid"
WAYS = {
    MEETING: N_("in a meeting"),
    PAPER: N_("on paper"),
}
"""How a community gave its ranking; `OFFICIALS` for the ranking of the side's own people, `UNSAID` on a form on
which nobody chose."""
TEXTS = ("reason", "meaning", "plan")
"""The texts of a ranked goal: why; what it means at our place; where it stands in our own plan."""
LONGEST = 4_000
"""Characters of each text in one language."""
NAME_LONGEST = 160
"""Characters of the name of a community in one language."""

UNKNOWN = N_("Choose one of the 17 goals from the list.")
UNKNOWN_TARGET = N_("Choose a target of this goal from the list, or leave it open.")
TWICE = N_("This goal is in your ranking already. Choose another, or leave this place open.")
GOAL_FIRST = N_("Choose the goal that these words are about.")
NAME_NEEDED = N_("Say which community gave this ranking.")
WAY_UNKNOWN = N_("Choose how the community gave its ranking.")
TOO_LONG = N_("This is {length} characters long. Up to {longest} fit here: shorten it where you like.")
TOO_MANY = N_("A ranking has three places at most.")


@dataclass(frozen=True)
class Told:
    """What somebody tells of a ranking, as in `Ranking`; places left open are no part of `goals`."""

    way: str = OFFICIALS
    community: Words = field(default_factory=dict)
    asked_on: datetime.date | None = None
    goals: Sequence[Mapping[str, Any]] = ()


def problems(told: Told) -> list[Problem]:
    """Return everything that cannot stay so, beside its field: its own name, or ``goals.<place>.<part>`` from 1."""
    found: list[Problem] = []
    if told.way != OFFICIALS:
        if told.way not in WAYS:
            found.append(("way", WAY_UNKNOWN))
        names = [text for code, text in told.community.items() if code != "original"]
        if not any(text.strip() for text in names):
            found.append((f"community.{told.community.get('original', '')}", NAME_NEEDED))
        found += _long("community", told.community, NAME_LONGEST)
    chosen: list[str] = []
    for place, each in enumerate(told.goals, 1):
        name, goal, target = f"goals.{place}", each["goal"], each["target"]
        known = isinstance(target, str) and goals.target(target)
        if goal == "":
            found.append((f"{name}.goal", GOAL_FIRST))
        elif not isinstance(goal, str) or goals.goal(goal) is None:
            found.append((f"{name}.goal", UNKNOWN))
        elif goal in chosen:
            found.append((f"{name}.goal", TWICE))
        if target and not (known and known.goal == goal):
            found.append((f"{name}.target", UNKNOWN_TARGET))
        chosen.append(goal)
        found += [problem for text in TEXTS for problem in _long(f"{name}.{text}", each[text], LONGEST)]
    if len(told.goals) > MOST:
        found.append((f"goals.{MOST + 1}.goal", TOO_MANY))
    return found


def _long(name: str, words: Words, longest: int) -> list[Problem]:
    texts = {code: text for code, text in words.items() if code != "original" and len(text) > longest}
    return [(f"{name}.{code}", TOO_LONG, {"length": len(text), "longest": longest}) for code, text in texts.items()]


def written(told: Told) -> str:
    """Return what somebody told in one written form, to compare by."""
    day = told.asked_on.isoformat() if told.asked_on else ""
    return json.dumps([told.way, told.community, day, [dict(each) for each in told.goals]], sort_keys=True)
