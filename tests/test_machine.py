"""The machine that tests: what it finds, what it says when something is missing, what the run may cost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import budget, machine


@pytest.fixture
def looks_anew() -> Iterator[None]:
    """Forget what was found, before and after."""
    machine.find_browser.cache_clear()
    machine.find_postgresql.cache_clear()
    yield
    machine.find_browser.cache_clear()
    machine.find_postgresql.cache_clear()


@pytest.mark.usefixtures("looks_anew")
def test_a_browser_that_is_named_but_does_not_start_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATION_TEST_BROWSER", "/nowhere/chromium")
    with pytest.raises(machine.Missing, match="names /nowhere/chromium, which does not start"):
        machine.find_browser()


@pytest.mark.usefixtures("looks_anew")
def test_a_server_that_is_named_but_does_not_answer_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATION_TEST_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(machine.Missing, match="does not answer"):
        machine.find_postgresql()


def test_without_a_browser_its_tests_are_skipped_loudly_and_fail_in_ci(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("import pytest\n@pytest.mark.browser\ndef test_it():\n    pass\n")
    (tmp_path / "conftest.py").write_text("pytest_plugins = ['tests.machine', 'tests.budget']\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser\n")
    root = str(Path(__file__).parent.parent)

    def run(ci: str) -> subprocess.CompletedProcess[str]:
        """Run one browser test on a machine that has no browser."""
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
            cwd=tmp_path,
            env={"CI": ci, "PYTHONPATH": root, "PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )

    at_home = run("")
    said = at_home.stdout.splitlines()
    assert (at_home.returncode, said[-2]) == (0, f"!!! 1 browser tests SKIPPED: {machine.NO_BROWSER}")
    assert said[-1].startswith("1 skipped in ")
    in_ci = run("true")
    assert (in_ci.returncode, in_ci.stderr.strip()) == (4, f"ERROR: CI=true, and {machine.NO_BROWSER}.")


def test_each_group_says_what_it_took_and_whether_that_was_too_much() -> None:
    assert list(budget.lines({"units": 83.4, "wheel and build": 61.0})) == [
        ("units: 1:23 of 3:00 min", False),
        ("wheel and build: 1:01 of 1:00 min - OVER BUDGET", True),
    ]
