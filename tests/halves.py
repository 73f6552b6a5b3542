"""Halves: runs all tests in two processes at once, those that open windows of a browser and all others.

    python -m tests.halves

Both fit on two cores, because windows mostly wait. Tests with windows are never spread over more: there they stand in
each other's way. What the others say comes as a whole, after the windows.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

WINDOWS, OTHERS = "browser", "not browser"


def main(more: list[str]) -> int:
    """Run both halves with these arguments of pytest, and return the worse exit code; 0 when all tests passed."""
    with tempfile.TemporaryFile("w+") as said:
        others = subprocess.Popen(command(OTHERS, more), stdout=said, stderr=subprocess.STDOUT)
        try:
            windows = subprocess.run(command(WINDOWS, more), check=False).returncode
            found = max(windows, others.wait())
        finally:
            others.terminate()
        said.seek(0)
        sys.stdout.write(said.read())
    return found


def command(half: str, more: list[str]) -> list[str]:
    """Return how one half is run."""
    return [sys.executable, "-m", "pytest", "-m", half, *more]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
