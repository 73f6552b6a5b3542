"""The Trajectory designer: whatever stands on a canvas or in the earlier tools, also what no form lets in, it goes on.

Links in a circle, links to what was taken away, rows of actors who are gone, days that are no days, ends before
starts, and values of every wrong shape: nothing raises, and whatever is said is plain and points into this canvas.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.pictures import svg
from tests.route_canvases import KEYS, LANGUAGES, SIDES
from tools.canvas import (
    Cards,
    Choice,
    Content,
    Context,
    Day,
    Field,
    Grid,
    Link,
    LinkOrText,
    Text,
    agreeable,
    field_address,
    noticed,
)
from tools.content import complete
from tools.participation import LEVELS
from tools.trajectory_designer import TOOL

IDS = ("p1", "p2", "p3", "a1", "a2", "gone")
DAYS = ("2026-01-01", "2026-02-10", "2026-06-30", "2026-02-31", "2026-6-1", "9999-12-31", "0001-01-01", "2026-W05-1")
WORDS = ("", " ", "Gesprek", "{place} <b>", "Concejo")
ODD = (
    True,
    False,
    0,
    3,
    -1,
    2.5,
    float("nan"),
    10**30,
    "",
    "x",
    "\ud800",
    [],
    {},
    [[]],
    [None],
    {"ids": 3},
    {"p1": []},
)
ACTOR = {"affected": (0, 3), "role": ("decides", "advises"), "side": (*KEYS, "bridge")}
STRETCH = {"kind": ("elections", "budget"), "effect": ("blocked", "good"), "starts": DAYS, "ends": DAYS}


class Somebody:
    """Fills canvases at random: mostly what fits, now and then what does not."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.wild = self.chance.choice((0.0, 0.1, 0.5))

    def one(self, offered: Any) -> Any:
        return self.chance.choice(ODD if self.chance.random() < self.wild else offered)

    def some(self, least: int = 0) -> list[str]:
        return self.chance.sample(IDS, self.chance.randint(least, 3))

    def text(self) -> dict[str, Any]:
        return {language: self.one(WORDS) for language in LANGUAGES}

    def answer(self, field: Field) -> Any:
        match field:
            case Day():
                return self.one(DAYS)
            case Choice():
                return self.one([*(KEYS if field.sides else ()), *(key for key, _ in field.options)])
            case Text():
                return self.one((self.text(),))
            case Link():
                return self.one((self.some(1),))
            case LinkOrText():
                return self.one(({"ids": self.some(), "text": self.text()},))
            case Cards():
                return self.one((self.cards({part.name: part for part in field.parts}),))
            case Grid():
                levels = [key for key, _ in LEVELS]
                return self.one(({row: self.one(({column: self.one(levels) for column in IDS},)) for row in IDS},))
        return self.one((1, 2, None))

    def cards(self, parts: dict[str, Any]) -> list[Any]:
        """Cards with most of their parts; a part is a field, or a list of answers."""
        filled = []
        for key in self.some(1):
            card: dict[str, Any] = {"id": key}
            for name, part in parts.items():
                if self.chance.random() < 0.8:
                    card[name] = self.answer(part) if isinstance(part, Field) else self.one(part)
            filled.append(self.one((card,)))
        return filled

    def route(self) -> Content:
        content: Content = {}
        for address, field in TOOL.fields():
            section, name = address.split(".")
            content.setdefault(section, {})[name] = self.answer(field)
        return complete(TOOL, LANGUAGES, KEYS, content)

    def project(self) -> dict[str, list[Content]]:
        words = Text(name="name", label="")
        calendar = {key: self.one((self.cards({"event": words, **STRETCH}),)) for key in KEYS}
        held: dict[str, list[Content]] = {
            "focus_sharpener": [{"frame": {"room": self.one((0, 1, 3, 5, None))}}],
            "stakeholder_analysis": [{"people": {"actors": self.one((self.cards({"name": words, **ACTOR}),))}}],
            "environment_scan": [{"time": {"calendar": self.one((calendar,))}}],
            "ambition_setter": [{"change": {"goals": self.one((self.cards({"statement": words}),))}}],
        }
        return {key: value for key, value in held.items() if self.chance.random() < 0.9}

    def context(self) -> Context:
        shared = self.chance.random() < 0.5
        return Context(
            languages=LANGUAGES,
            sides=SIDES,
            shared=shared,
            owner="" if shared else "tarija",
            deep_opened=True,
            project=self.project(),
        )


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_nothing_on_a_canvas_or_in_the_earlier_tools_makes_it_stumble(seed: int) -> None:
    somebody = Somebody(seed)
    content, about = somebody.route(), somebody.context()
    known = {address for address, _ in TOOL.fields()}
    for found in noticed(TOOL, content, about):
        assert {field_address(at) for at in found.at} <= known
        assert all(isinstance(value, str) for value in found.values.values())
        assert found.sentence.format(**found.values)
    assert [step.at for step in TOOL.steps(content, about) if step.at not in known] == []
    assert agreeable(TOOL, content, about) in (True, False)
    assert TOOL.figures is not None
    for drawn in TOOL.figures(content, about, str):
        assert drawn.says
        assert {len(row) for row in drawn.rows} <= {len(drawn.head)}
        assert (drawn.figure is None) == (not drawn.rows)
        assert (svg(drawn, "nl") == "") == (drawn.figure is None)


@pytest.mark.parametrize("number", range(1, 15))
def test_canvases_filled_at_random_meet_every_finding(number: int) -> None:
    for seed in range(2000):
        somebody = Somebody(seed)
        content, about = somebody.route(), somebody.context()
        if f"T5-{number}" in [found.code for found in TOOL.findings(content, about)]:
            return
    pytest.fail(f"nobody met T5-{number}")


def test_a_key_of_a_finding_is_said_once_so_that_it_can_be_put_away_alone() -> None:
    days = {"starts": "2026-03-01", "ends": "2026-02-01", "level": "decide", "mode": "choose", "goals": ["gone"]}
    content = complete(
        TOOL, LANGUAGES, KEYS, {"route": {"phases": [{"id": key, **days} for key in ("p1", "p2", "p3")]}}
    )
    about = Context(
        languages=LANGUAGES,
        sides=SIDES,
        project={"focus_sharpener": [{"frame": {"room": 0}}], "ambition_setter": [{"change": {"goals": []}}]},
    )
    keys = [found.key for found in noticed(TOOL, content, about)]
    assert len(keys) == len(set(keys)) == 3 * 4 + 2
