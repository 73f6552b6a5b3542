"""Budget: how long each group of tests took, against how long we allow ourselves.

Printed before pytest's own last line. A group over its budget is a warning; the whole run is stopped at `STOP_SECONDS`,
also in the middle of a test that hangs.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

import pytest

BUDGET_MINUTES = {"units": 3, "live and crash": 3, "browser": 5, "PostgreSQL": 2, "wheel and build": 1}
"""Measured on two cores."""
STOP_SECONDS = 40 * 60
GROUP = "group of the budget"
running: list[str] = []
"""The test that runs now, once there is one."""


def group_of(item: pytest.Item) -> str:
    """Return the group that pays for a test; what costs most decides."""
    if item.path.stem in ("test_wheel", "test_build", "test_second_run"):
        return "wheel and build"
    if item.get_closest_marker("browser"):
        return "browser"
    if item.get_closest_marker("database"):
        return "PostgreSQL"
    if item.get_closest_marker("crash") or item.path.parent.name == "live":
        return "live and crash"
    return "units"


def clock(seconds: float) -> str:
    """Return a duration as people read it: 83 seconds are 1:23."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def lines(spent: dict[str, float]) -> Iterator[tuple[str, bool]]:
    """Yield (line, over budget) for each group in which something ran."""
    for group, minutes in BUDGET_MINUTES.items():
        if group in spent:
            over = spent[group] > minutes * 60
            yield f"{group}: {clock(spent[group])} of {minutes}:00 min{' - OVER BUDGET' if over else ''}", over


class Budget:
    """What a run spent, in seconds per group."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Remember what runs, so that a run that is stopped says where."""
        running[:] = [nodeid]

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        """Note to which group a test belongs where its reports carry it along, also from another process."""
        item.user_properties.append((GROUP, group_of(item)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add what one phase of a test took; what a fixture takes counts for the test that asked first."""
        group = dict(report.user_properties)[GROUP]
        self.spent[group] = self.spent.get(group, 0.0) + report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print what each group spent."""
        for line, over in lines(self.spent):
            terminalreporter.write_line(line, yellow=over, bold=over)


def pytest_configure(config: pytest.Config) -> None:
    """Count from the start."""
    config.pluginmanager.register(Budget())


def pytest_sessionstart() -> None:
    """Set the hard stop."""
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(STOP_SECONDS)


def pytest_sessionfinish() -> None:
    """Lift the hard stop."""
    signal.alarm(0)


def stop(number: int, frame: FrameType | None) -> NoReturn:
    """End the run, wherever it is."""
    where = f" in {running[0]}" if running else ""
    pytest.exit(f"The tests took more than {STOP_SECONDS // 60} minutes and were stopped{where}.", returncode=3)
