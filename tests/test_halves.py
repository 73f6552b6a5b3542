"""Halves: every test runs once, and one that fails in either half fails the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import halves


@pytest.mark.parametrize(("windows", "others", "code"), [(True, True, 0), (False, True, 1), (True, False, 1)])
def test_each_test_runs_in_one_of_the_halves_and_each_can_fail_the_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], windows: bool, others: bool, code: int
) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser\n")
    (tmp_path / "test_it.py").write_text(
        "import pytest\n"
        f"@pytest.mark.browser\ndef test_windows():\n    assert {windows}\n"
        f"def test_others():\n    assert {others}\n"
    )
    assert halves.main(["-q", "-p", "no:cacheprovider", "-c", str(tmp_path / "pytest.ini"), str(tmp_path)]) == code
    said = capfd.readouterr().out
    assert said.count("1 passed, 1 deselected") == windows + others
    assert said.count("1 failed, 1 deselected") == 2 - windows - others
