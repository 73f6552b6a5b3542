"""The build: what the browser loads, made from its sources, and what is said when that cannot be done."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("hatch_build.py", "facilitation/browser", "facilitation/static")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Give a copy of what the build reads and made, up to date and ours to change."""
    for part in PARTS:
        here, there = ROOT / part, tmp_path / part
        there.parent.mkdir(parents=True, exist_ok=True)
        _ = shutil.copytree(here, there, True, copy_function=copied) if here.is_dir() else shutil.copy2(here, there)
    assert build(tmp_path).returncode == 0
    return tmp_path


def copied(here: str, there: str) -> None:
    """Copy a file; one of the packages, which are many and which nobody changes, by another name for the same file."""
    parent = Path(here).parent
    if "node_modules" in parent.parts and parent.name != "node_modules":
        with contextlib.suppress(OSError):  # another disk
            return os.link(here, there)
    return shutil.copy2(here, there) and None


def build(tree: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the build in a tree, as `make` does."""
    return subprocess.run(
        [sys.executable, "hatch_build.py"],
        cwd=tree,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def manifest(tree: Path) -> dict[str, str]:
    """Return under which name each built file lies."""
    names: dict[str, str] = json.loads((tree / "facilitation/static/dist/manifest.json").read_text())
    return names


def test_each_built_file_lies_there_plain_and_packed_and_nothing_else_does(tree: Path) -> None:
    names = manifest(tree)
    assert set(names) >= {"closer.js", "page.js", "plotly.css", "style.css", "mark.svg", "strand.svg"}
    dist = tree / "facilitation/static/dist"
    expected = {f"{name}{ending}" for name in names.values() for ending in ("", ".br", ".gz")}
    assert {path.name for path in dist.iterdir()} == expected | {"manifest.json"}
    for name in names.values():
        assert gzip.decompress((dist / f"{name}.gz").read_bytes()) == (dist / name).read_bytes()


def test_a_changed_style_sheet_gets_another_name_and_the_old_one_goes(tree: Path) -> None:
    before = manifest(tree)
    sheet = tree / "facilitation/static/style.css"
    sheet.write_text(sheet.read_text() + "\n.only-here { color: red }\n")
    assert build(tree).returncode == 0
    after = manifest(tree)
    assert {name for name in after if after[name] != before[name]} == {"style.css"}
    dist = tree / "facilitation/static/dist"
    assert ".only-here{color:red}" in (dist / after["style.css"]).read_text()
    assert not (dist / before["style.css"]).exists()


def test_a_second_build_leaves_everything_as_it_is(tree: Path) -> None:
    dist = tree / "facilitation/static/dist"
    before = {path.name: path.stat().st_mtime_ns for path in dist.iterdir()}
    assert build(tree).returncode == 0
    assert {path.name: path.stat().st_mtime_ns for path in dist.iterdir()} == before


def test_a_registry_that_does_not_answer_is_said_in_words(tree: Path) -> None:
    shutil.rmtree(tree / "facilitation/browser/node_modules")
    done = build(tree, npm_config_registry="http://127.0.0.1:9/", npm_config_cache=str(tree / "cache"))
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == (
        "The packages that build the page's script cannot be fetched. This needs an npm registry once "
        "(another one is set with `npm_config_registry`), and npm says:"
    )
    assert "Traceback" not in done.stderr


def test_a_mistake_in_the_script_is_said_with_its_place(tree: Path) -> None:
    (tree / "facilitation/browser/page.js").write_text("import nothing;\n")
    done = build(tree)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "The page's script and style sheet cannot be built:"
    assert "page.js:1:" in done.stderr


def test_the_lock_file_names_no_address() -> None:
    lock = json.loads((ROOT / "facilitation/browser/package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    assert set(lock["packages"][""]["dependencies"]) == {"plotly.js", "yjs", "y-protocols"}
    assert set(lock["packages"][""]["devDependencies"]) == {"axe-core", "esbuild", "ws", "y-websocket"}


def test_plotly_comes_with_a_style_sheet_of_ours_and_without_what_our_policy_forbids(tree: Path) -> None:
    names, dist = manifest(tree), tree / "facilitation/static/dist"
    script, sheet = ((dist / names[name]).read_text() for name in ("closer.js", "plotly.css"))
    assert ".js-plotly-plot .plotly .main-svg{position:absolute" in sheet
    assert "url(" not in sheet
    assert [word for word in ("eval(", "new Function(") if word in script] == []
    assert (dist / f"{names['closer.js']}.br").stat().st_size < 370_000


def test_make_says_in_one_sentence_what_is_missing(tmp_path: Path) -> None:
    def make(**variables: str) -> subprocess.CompletedProcess[str]:
        """Ask make on a machine with these variables."""
        given = [f"{name}={value}" for name, value in variables.items()]
        plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        return subprocess.run(
            ["make", "--no-print-directory", "machine", *given],
            cwd=ROOT,
            env=plain,
            capture_output=True,
            text=True,
            check=False,
        )

    whole = make(PYTHON=sys.executable)
    assert (whole.returncode, whole.stdout, whole.stderr) == (0, "", "")
    bare = make(PYTHON=str(tmp_path / "python3"))
    assert bare.returncode == 2
    assert bare.stderr.splitlines()[0] == (
        "This machine still needs: python3 (3.11 or newer), venv for python3 (on Debian and Ubuntu: python3-venv)."
    )
