"""Every promise names its test, and every test that is named is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROMISES = (ROOT / "docs" / "promises.md").read_text().splitlines()
NUMBERED = (
    *(f"F{number}" for number in range(1, 11)),
    *(f"L{number}" for number in range(1, 12)),
    *(f"S{number}" for number in range(1, 7)),
    "G1",
    "G2",
)


def rows() -> list[list[str]]:
    """Return the rows of every table, without heads and rules."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in PROMISES if line.startswith("|")]
    return [row for row in cells if not set("".join(row)) <= set("-") and row[-1] != "Proven by"]


def test_every_numbered_promise_stands_once_in_the_list() -> None:
    assert [row[0] for row in rows() if re.fullmatch(r"[A-Z]\d+", row[0])] == list(NUMBERED)


def test_every_promise_names_a_test() -> None:
    assert [row for row in rows() if not re.search(r"`tests/[\w/]+\.py", row[-1])] == []


def test_every_test_that_is_named_is_there() -> None:
    lost = []
    for named in re.findall(r"`(tests/[^`]+)`", "\n".join(PROMISES)):
        path, _, name = named.partition("::")
        found = ast.walk(ast.parse((ROOT / path).read_text())) if (ROOT / path).exists() else ()
        tests = [node.name for node in found if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
        if not tests or (name and name not in tests):
            lost.append(named)
    assert lost == []
