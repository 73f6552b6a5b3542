"""Pictures: how long it takes to make and to paint each picture with axes, and how many bytes it adds to a page.

    python -m benchmarks.pictures   prints a table and keeps the raw figures in benchmarks/pictures.json

Every tool that draws, with everything on it filled in (three sides): its figures made by plotly, then painted as SVG,
`ROUNDS` times; medians in milliseconds, bytes plain and packed with gzip. Aims: painted within 10 ms, 1 to 4 kB.
"""

from __future__ import annotations

import gzip
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from facilitation.pictures import svg
from tests import made_up_tool
from tests.strategies import LANGUAGES, SIDES, full
from tools import TOOLS
from tools.canvas import Context, SideOf, Tool

ROUNDS = 31
KEPT = Path(__file__).with_suffix(".json")


def main() -> None:
    """Measure, print and keep."""
    rows = [row for tool in (*TOOLS, made_up_tool.TOOL) if tool.figures for row in measured(tool)]
    for row in rows:
        print("{tool:24} {key:16} made {made_ms:6.2f} ms  painted {painted_ms:5.2f} ms  {bytes:6} bytes".format(**row))
    KEPT.write_text(json.dumps(rows, indent=2) + "\n")


def measured(tool: Tool) -> list[dict[str, Any]]:
    """Return one row for each picture of a tool; `made_ms` is for all pictures of the tool together."""
    content = full(tool, LANGUAGES, SIDES)
    places = tuple(SideOf(key=key, place=key.title(), zone="America/La_Paz") for key in SIDES)
    context = Context(languages=LANGUAGES, sides=places, today="2026-11-20", deep_opened=True)
    draw = tool.figures
    assert draw is not None
    made_ms = timed(lambda: draw(content, context, str))
    found = []
    for drawn in draw(content, context, str):
        painted = svg(drawn, "nl").encode()
        found.append(
            {
                "tool": tool.key,
                "key": drawn.key,
                "made_ms": made_ms,
                "painted_ms": timed(lambda drawn=drawn: svg(drawn, "nl")),  # type: ignore[misc]
                "bytes": len(painted),
                "packed": len(gzip.compress(painted)),
            }
        )
    return found


def timed(work: Callable[[], object]) -> float:
    """Return the median of milliseconds."""
    work()
    spent = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        spent.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(spent), 3)


if __name__ == "__main__":
    main()
