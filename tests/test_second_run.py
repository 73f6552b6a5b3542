"""The second `make run`: what `make test` or a first run installed is enough, no network is asked for anything."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOWHERE = "http://127.0.0.1:1"
"""Where nobody answers: every way to a network leads here."""
SECONDS = 120


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def page(port: int, running: subprocess.Popen[str]) -> str:
    """Return the front page as soon as it is there."""
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Accept-Language": "es"})
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + SECONDS
    while running.poll() is None and time.monotonic() < deadline:
        try:
            with straight.open(asked, timeout=10) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError:
            continue
    return ""


def test_a_second_start_needs_no_network_and_shows_the_example(tmp_path: Path) -> None:
    port = free_port()
    cut_off = {
        "http_proxy": NOWHERE,
        "https_proxy": NOWHERE,
        "PIP_NO_INDEX": "1",
        "npm_config_registry": NOWHERE,
        "FACILITATION_INSTANCE": str(tmp_path),
        "PORT": str(port),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FACILITATION_")}
    running = subprocess.Popen(
        ["make", "run"],
        cwd=ROOT,
        env={**kept, **cut_off},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        shown = page(port, running)
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        said, _ = running.communicate(timeout=30)
    assert "Medio Ambiente Tarija" in shown
    assert f"http://127.0.0.1:{port}/" in said
    assert [word for word in ("Fetching", "Installing", "Making a place") if word in said] == []
