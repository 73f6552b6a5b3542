"""Machine: when and on what something was measured, as every file of raw figures says it first."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Sequence
from typing import Any


def told() -> dict[str, Any]:
    """Return the day, in UTC, and the machine: its cores, its kind and its Python."""
    return {
        "on": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
    }


def loads(before: Sequence[float]) -> dict[str, Any]:
    """Return how busy the machine was before (as `os.getloadavg` said then) and is now: over 1, 5 and 15 minutes."""
    return {
        "load_before": [round(each, 2) for each in before],
        "load_after": [round(each, 2) for each in os.getloadavg()],
    }
