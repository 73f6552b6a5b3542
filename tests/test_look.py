"""The look: six sets of hue, shape and line that need no eye for colour, and words that stand out."""

from __future__ import annotations

import json
import re

import pytest

from facilitation.data import PACKAGE
from facilitation.partnerships import LOOKS

STATIC = PACKAGE / "static"
SIDES = [f"s{number}" for number in range(1, LOOKS + 1)]
READABLE, VISIBLE = 4.5, 3.0
"""Contrast that WCAG 2.2 AA asks of words and of the edges of controls."""


def tokens(scheme: str) -> dict[str, str]:
    """Return {name: colour} in light or in dark; dark says only what differs."""
    light, dark = (STATIC / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})", light))
    return found if scheme == "light" else {**found, **dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})", dark))}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it."""

    def brightness(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dim, bright = sorted((brightness(one), brightness(other)))
    return (bright + 0.05) / (dim + 0.05)


WORDS = [
    *(("ink", ground) for ground in ("sheet", "paper", "joint-soft")),
    *(("muted", ground) for ground in ("sheet", "paper", "joint-soft")),
    *(("joint", ground) for ground in ("sheet", "paper", "joint-soft")),
    *((name, f"soft{number}") for number in range(1, LOOKS + 1) for name in (f"side{number}", "ink", "muted")),
    *((f"side{number}", ground) for number in range(1, LOOKS + 1) for ground in ("sheet", "paper")),
    *(("on-joint", "joint"), ("sheet", "ink"), ("on-warn", "warn"), ("ok", "sheet"), ("ok", "ok-soft")),
    ("on-flash", "flash"),
]
EDGES = [("edge", "sheet"), ("edge", "paper"), ("warn-line", "sheet"), *((f"side{n}", "sheet") for n in range(1, 7))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_stand_out_from_the_ground_they_stand_on(scheme: str) -> None:
    colours = tokens(scheme)
    pale = {(a, b): round(contrast(colours[a], colours[b]), 2) for a, b in WORDS}
    assert {pair: found for pair, found in pale.items() if found < READABLE} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edges_of_boxes_and_the_lines_of_sides_can_be_seen(scheme: str) -> None:
    colours = tokens(scheme)
    pale = {(a, b): round(contrast(colours[a], colours[b]), 2) for a, b in EDGES}
    assert {pair: found for pair, found in pale.items() if found < VISIBLE} == {}


def test_without_colour_every_side_still_has_a_shape_and_a_line_of_its_own() -> None:
    sheet = (STATIC / "sides.css").read_text()
    lines = dict(re.findall(r"^\.(s[0-9j]) \{[^}]*?(--rule:[^}]*)\}", sheet, re.MULTILINE))
    assert sorted(lines) == sorted([*SIDES, "sj"])
    assert len(set(lines.values())) == len(lines)
    shapes: dict[str, str] = dict.fromkeys(lines, "square")
    for which, how in re.findall(r"\.who\.(s[0-9j])::before \{ ([^}]*(?:radius|clip-path|transform)[^}]*)\}", sheet):
        shapes[which] = how
    assert len(set(shapes.values())) == len(shapes)
    assert [which for which, how in shapes.items() if how == "square"] == ["s2"]


def test_the_pair_draws_each_side_with_the_shape_of_its_name() -> None:
    template = (PACKAGE.parent / "templates" / "partials" / "sides.html").read_text()
    for table in re.findall(r"\{% set _\w+ = \{(.*?)\} %\}", template, re.DOTALL):
        drawn = dict(re.findall(r"(\d): '([^']+)'", table))
        assert (sorted(drawn), len(set(drawn.values()))) == ([str(n) for n in range(1, LOOKS + 1)], LOOKS)


def test_the_sheet_that_every_page_loads_stays_small() -> None:
    built = json.loads((STATIC / "dist" / "manifest.json").read_text())
    assert len((STATIC / "dist" / built["style.css"]).read_bytes()) <= 36 * 1024
    assert len((STATIC / "dist" / f"{built['style.css']}.br").read_bytes()) <= 8 * 1024
