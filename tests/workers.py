"""Workers: how a run is divided over processes, when there are several (`pytest -n 2 --dist loadgroup`).

All tests with a browser go to one worker, so that windows do not wait for each other; they go first, as they take
longest. Of the others each file stays in one piece, so that what is made once for a file is made once. Without workers
nothing changes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.budget import group_of

FIRST = ("browser", "live and crash", "wheel and build", "PostgreSQL", "units")
"""The groups of `budget` in the order in which they are handed out: what takes long begins early."""


def group_for(item: pytest.Item) -> str:
    """Return the name of what goes to one worker together with a test."""
    return "browser" if group_of(item) == "browser" else str(item.path)


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Say of each test with which others it goes to one worker."""
    if hasattr(config, "workerinput"):
        places: dict[Path, int] = {}
        for item in items:
            here = FIRST.index(group_of(item))
            places[item.path] = min(here, places.get(item.path, here))
        items.sort(key=lambda item: (places[item.path], item.path))
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group_for(item)))
