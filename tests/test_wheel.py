"""The wheel: what one installs on a server, built from this tree, serves the pages in both languages."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WHEELS = Path(sys.prefix) / "wheels"
"""Where `make test` put the packages we depend on, so that this test needs no network."""
START_SECONDS = 20


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an empty folder outside the checkout."""
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(scope="module")
def facilitation(elsewhere: Path) -> Path:
    """Build a wheel, install it in a clean environment and give its command."""
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(elsewhere), str(ROOT), folder=ROOT)
    (wheel,) = elsewhere.glob("*.whl")
    run(sys.executable, "-m", "venv", str(elsewhere / "venv"), folder=elsewhere)
    python = elsewhere / "venv" / "bin" / "python"
    offline = ["--no-index", f"--find-links={WHEELS}"] if WHEELS.is_dir() else []
    run(str(python), "-m", "pip", "install", "--quiet", *offline, str(wheel), folder=elsewhere)
    return python.with_name("facilitation")


@pytest.fixture(scope="module")
def address(facilitation: Path, elsewhere: Path) -> Iterator[str]:
    """Migrate an empty database, serve it and give the address."""
    run(str(facilitation), "migrate", folder=elsewhere)
    port = free_port()
    server = subprocess.Popen(
        [str(facilitation), "serve", "--port", str(port)],
        cwd=elsewhere,
        env=clean(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout
    try:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        said = server.communicate()[0]
    assert "Traceback" not in said


@pytest.mark.parametrize("language", ["nl", "es"])
def test_the_installed_wheel_serves_a_page_with_its_look_in_each_language(address: str, language: str) -> None:
    page, _ = get(address + "/", {"Accept-Language": language})
    assert re.findall(r'<html lang="(.+?)">', page) == [language]
    (sheet,) = re.findall(r'<link rel="stylesheet" href="(.+?)">', page)
    (script,) = re.findall(r'<script type="module" src="(.+?)">', page)
    assert re.fullmatch(r"/static/dist/style-\w+\.css", sheet)
    assert re.fullmatch(r"/static/dist/page-\w+\.js", script)
    look, headers = get(address + sheet)
    assert headers.get_content_type() == "text/css"
    assert look == (ROOT / "facilitation" / sheet.lstrip("/")).read_text()
    assert get(address + script)[1].get_content_type() == "text/javascript"


def test_the_installed_wheel_speaks_each_language(address: str) -> None:
    dutch, spanish = (re.sub(r"<[^>]+>", "", get(address + "/", {"Accept-Language": tag})[0]) for tag in ("nl", "es"))
    assert "Naar de inhoud" in dutch
    assert "To the content" not in dutch + spanish
    assert "Naar de inhoud" not in spanish


def test_the_wheel_holds_no_sources_of_the_script_and_nothing_of_this_machine(facilitation: Path) -> None:
    packages = next(facilitation.parent.parent.glob("lib/python*/site-packages"))
    assert not (packages / "facilitation" / "browser").exists()
    assert not (packages / "tests").exists()
    held = [
        path for path in packages.glob("facilitation/**/*") if path.suffix in (".css", ".html", ".js", ".mo", ".svg")
    ]
    assert [path for path in held if str(ROOT) in path.read_bytes().decode("utf-8", "replace")] == []


def run(*command: str, folder: Path) -> None:
    """Run a program to its end; when it fails, fail with what it said."""
    done = subprocess.run(
        command, cwd=folder, env=clean(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def clean() -> dict[str, str]:
    """Return an environment in which nothing points at this checkout or at a database of ours."""
    ours = ("FACILITATION_", "PYTHONPATH", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def wait_for(port: int, server: subprocess.Popen[str]) -> None:
    """Wait, with a deadline, until the server takes connections."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    server.kill()
    raise AssertionError(f"The server did not start: {server.communicate()[0]}")


def get(address: str, headers: dict[str, str] | None = None) -> tuple[str, Message]:
    """Return what an address answers, and the headers it answers with."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers or {}), timeout=10) as answer:
            return answer.read().decode(), answer.headers
    except urllib.error.HTTPError as refused:
        raise AssertionError(f"{address}: {refused.code} {refused.read().decode()}") from None
