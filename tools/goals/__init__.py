"""Goals: the 17 Sustainable Development Goals and their 169 targets, as data.

Ids are texts and are never read as numbers: 6.b is a target, and 17.10 is another one than 17.1. Names and labels are
`N_` sentences, so that a further language is a catalogue. Labels are short wordings of ours, the goals' colours are
those of the United Nations; their pictures have rules of use of their own, so a goal is shown as a plain numbered tile.

Each goal stands with one of the five P's, as the United Nations and VVSG group them; `Goal.note` says where others do
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tools.goals.targets_1_to_6 import TARGETS as FIRST
from tools.goals.targets_7_to_11 import TARGETS as SECOND
from tools.goals.targets_12_to_17 import TARGETS as THIRD
from tools.wording import N_

PEOPLE, PLANET, PROSPERITY, PEACE, PARTNERSHIP = "people", "planet", "prosperity", "peace", "partnership"
PS = (
    (PEOPLE, N_("People")),
    (PLANET, N_("Planet")),
    (PROSPERITY, N_("Prosperity")),
    (PEACE, N_("Peace")),
    (PARTNERSHIP, N_("Partnership for the goals")),
)
"""The five P's: key and name, in the order in which a circle shows them."""

WATER = N_(
    "Water is counted among what people need by some, and among what the planet gives by others. "
    "Here it stands with the planet."
)
BLACK, WHITE = "000000", "FFFFFF"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One of the 17: `id` "1" to "17", `name`, the key of its `p`, its `colour` as six hexadecimal digits."""

    id: str
    name: str
    p: str
    colour: str
    note: str = ""

    @property
    def ink(self) -> str:
        """Return the colour in which one reads best on its own colour: black or white."""
        light = luminance(self.colour)
        return BLACK if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else WHITE


@dataclass(frozen=True, kw_only=True)
class Target:
    """One of the 169: `id` as "6.1" or "6.b", the id of its `goal`, a short `label`."""

    id: str
    goal: str
    label: str


GOALS = (
    Goal(id="1", name=N_("No poverty"), p=PEOPLE, colour="E5243B"),
    Goal(id="2", name=N_("Zero hunger"), p=PEOPLE, colour="DDA63A"),
    Goal(id="3", name=N_("Good health and well-being"), p=PEOPLE, colour="4C9F38"),
    Goal(id="4", name=N_("Quality education"), p=PEOPLE, colour="C5192D"),
    Goal(id="5", name=N_("Gender equality"), p=PEOPLE, colour="FF3A21"),
    Goal(id="6", name=N_("Clean water and sanitation"), p=PLANET, colour="26BDE2", note=WATER),
    Goal(id="7", name=N_("Affordable and clean energy"), p=PROSPERITY, colour="FCC30B"),
    Goal(id="8", name=N_("Decent work and economic growth"), p=PROSPERITY, colour="A21942"),
    Goal(id="9", name=N_("Industry, innovation and infrastructure"), p=PROSPERITY, colour="FD6925"),
    Goal(id="10", name=N_("Reduced inequalities"), p=PROSPERITY, colour="DD1367"),
    Goal(id="11", name=N_("Sustainable cities and communities"), p=PROSPERITY, colour="FD9D24"),
    Goal(id="12", name=N_("Responsible consumption and production"), p=PLANET, colour="BF8B2E"),
    Goal(id="13", name=N_("Climate action"), p=PLANET, colour="3F7E44"),
    Goal(id="14", name=N_("Life below water"), p=PLANET, colour="0A97D9"),
    Goal(id="15", name=N_("Life on land"), p=PLANET, colour="56C02B"),
    Goal(id="16", name=N_("Peace, justice and strong institutions"), p=PEACE, colour="00689D"),
    Goal(id="17", name=N_("Partnerships for the goals"), p=PARTNERSHIP, colour="19486A"),
)
TARGETS = tuple(Target(id=id, goal=id.partition(".")[0], label=label) for id, label in (*FIRST, *SECOND, *THIRD))

_GOALS = {goal.id: goal for goal in GOALS}
_TARGETS = {target.id: target for target in TARGETS}
_TYPED = re.compile(
    r"(?:(?:sdg|ods|goal|doel|objetivo|target|subdoel|meta)\s*)?0?(\d{1,2})(?:\s*[.,]\s*(\d{1,2}|[a-z]))?\.?",
    re.IGNORECASE,
)


def goal(id: str) -> Goal | None:
    """Return the goal with this id, None for an id that is none."""
    return _GOALS.get(id)


def target(id: str) -> Target | None:
    """Return the target with this id, None for an id that is none."""
    return _TARGETS.get(id)


def targets_of(goal: str) -> tuple[Target, ...]:
    """Return the targets of a goal, in their order."""
    return tuple(each for each in TARGETS if each.goal == goal)


def order(id: str) -> tuple[int, bool, int, str]:
    """Return by what ids are put in order: 6, 6.1 ... 6.6, 6.a, 6.b, 7; 17.10 comes after 17.9. KeyError for no id."""
    if id not in _GOALS and id not in _TARGETS:
        raise KeyError(id)
    number, _, part = id.partition(".")
    return int(number), part.isalpha(), int(part) if part.isdigit() else 0, part


def parse(text: str) -> str | None:
    """Return the id that a person meant by "6.b", "ODS 6", "sdg 6,1" or "06"; None for anything else.

    TypeError for a number: 17.1 and 17.10 are one number and two targets.
    """
    id = typed(text)
    return id if id in _GOALS or id in _TARGETS else None


def typed(text: str) -> str | None:
    """Return what a person typed as an id, also when no goal or target has it: "6.10", "18"; None for other words."""
    if not isinstance(text, str):
        raise TypeError("the id of a goal or a target is a text, never a number")
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    return found[1] if found[2] is None else f"{found[1]}.{found[2].lower()}"


def of_p(p: str) -> tuple[Goal, ...]:
    """Return the goals that stand with one of the five P's."""
    return tuple(each for each in GOALS if each.p == p)


def in_order(ids: Iterable[str]) -> list[str]:
    """Return ids of goals or targets in their order, each once."""
    return sorted(set(ids), key=order)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1, as the Web Content Accessibility Guidelines define it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
