"""Machine: finds the browser and the PostgreSQL server that some tests need.

Browser: FACILITATION_TEST_BROWSER, else Playwright's own, else Chromium or Chrome of the system.
PostgreSQL: FACILITATION_TEST_DATABASE_URL, else a server that runs here and lets us make databases.

What is not found is skipped, with one loud line at the end of the run; with CI=true it is a failure.
`python -m tests.machine` (part of `make test`) tries to fetch what is missing before the tests start:
Playwright's Chromium, and with CI=true the packages of the system.
"""

from __future__ import annotations

import functools
import getpass
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_FLAGS = (
    "--no-sandbox",  # Chromium refuses to start as root with it, and CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ANSWER_SECONDS = 20
"""How long a browser may take to say its version, and a download to begin."""
STANDSTILL_SECONDS = 60
"""How long a download that began may say nothing."""
APT_SECONDS = 300

NO_BROWSER = "no browser: set FACILITATION_TEST_BROWSER to Chromium or Chrome"
NO_POSTGRESQL = "no PostgreSQL 15+: set FACILITATION_TEST_DATABASE_URL or start one on this machine"


class Missing(Exception):
    """What the environment names is not there: a mistake to be mended, not a reason to skip."""


@functools.cache
def find_browser() -> str | None:
    """Return the path of a Chromium or Chrome that starts here, or None."""
    named = os.environ.get("FACILITATION_TEST_BROWSER")
    if named:
        if not starts(named):
            raise Missing(f"FACILITATION_TEST_BROWSER names {named}, which does not start.")
        return named
    found = (path for path in (playwrights_own(), *map(shutil.which, BROWSERS)) if path and starts(path))
    return next(found, None)


def playwrights_own() -> str | None:
    """Return where Playwright would keep its own Chromium, whether it is there or not."""
    from playwright.sync_api import sync_playwright  # here: it takes half a second that most tests do not need

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def starts(program: str) -> bool:
    """Return whether a browser is there and says its version."""
    try:
        asked = subprocess.run([program, "--version"], capture_output=True, timeout=ANSWER_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


@functools.cache
def find_postgresql() -> str | None:
    """Return the address of a PostgreSQL 15+ server on which we may make databases, or None."""
    named = os.environ.get("FACILITATION_TEST_DATABASE_URL")
    if named:
        address = "postgresql+psycopg://" + named.partition("://")[2]
        if not may_make_databases(address):
            raise Missing(
                "FACILITATION_TEST_DATABASE_URL names a server that does not answer, is older than 15, "
                "or on which its user may not make databases."
            )
        return address
    users = dict.fromkeys((getpass.getuser(), "postgres"))
    places = ("/postgres?host=/var/run/postgresql", "/postgres?host=/tmp", "127.0.0.1:5432/postgres")
    addresses = (f"postgresql+psycopg://{user}@{place}" for user in users for place in places)
    return next((address for address in addresses if may_make_databases(address)), None)


def may_make_databases(address: str) -> bool:
    """Return whether a server answers at once, is new enough and lets us make databases."""
    engine = create_engine(address, poolclass=NullPool, connect_args={"connect_timeout": 2})
    asked = text(
        "SELECT (rolcreatedb OR rolsuper) AND current_setting('server_version_num')::int >= 150000 "
        "FROM pg_roles WHERE rolname = current_user"
    )
    try:
        with engine.connect() as connection:
            return bool(connection.scalar(asked))
    except SQLAlchemyError:
        return False


def strict() -> bool:
    """Return whether everything has to be here (CI=true)."""
    return os.environ.get("CI") == "true"


# What pytest asks of us.


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what this machine cannot run, and remember how much; with CI=true refuse to start."""
    for marker, find, reason in (("browser", find_browser, NO_BROWSER), ("database", find_postgresql, NO_POSTGRESQL)):
        marked = [item for item in items if item.get_closest_marker(marker)]
        try:
            if not marked or find():
                continue
        except Missing as mistake:
            raise pytest.UsageError(str(mistake)) from None
        if strict():
            raise pytest.UsageError(f"CI=true, and {reason}.")
        for item in marked:
            item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one loud line each what was not tested, on whichever worker that was."""
    skipped = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    for marker, reason in (("browser", NO_BROWSER), ("database", NO_POSTGRESQL)):
        number = sum(reason in each for each in skipped)
        if number:
            line = f"!!! {number} {marker} tests SKIPPED: {reason}"
            terminalreporter.write_line(line, yellow=True, bold=True)


# What `make test` asks of us before the tests.


def main() -> int:
    """Say what is here, after trying to fetch what is not; 1 when CI=true and something stays missing."""
    try:
        browser, server = find_browser(), find_postgresql()
        if not browser:
            install_playwrights_own()
        if strict() and not (find_again(find_browser) and server):
            install_with_apt(browser=not find_browser(), server=not server)
        browser, server = find_again(find_browser), find_again(find_postgresql)
    except Missing as mistake:
        print(mistake, file=sys.stderr)
        return 1
    print(f"Browser: {browser or NO_BROWSER}")
    print(f"PostgreSQL: {make_url(server).render_as_string() if server else NO_POSTGRESQL}")
    return 1 if strict() and not (browser and server) else 0


def find_again(find: functools._lru_cache_wrapper[str | None]) -> str | None:
    """Look anew when nothing was found before."""
    if find() is None:
        find.cache_clear()
    return find()


def install_playwrights_own() -> None:
    """Fetch Playwright's Chromium; give up when no download starts, or when it stands still."""
    print("No browser here: trying to fetch Playwright's Chromium", flush=True)
    fetch = subprocess.Popen(
        [sys.executable, "-m", "playwright", "install", "chromium"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # so that giving up also ends the program that it starts
    )
    assert fetch.stdout
    deadline = time.monotonic() + ANSWER_SECONDS
    while select.select([fetch.stdout], [], [], max(0.0, deadline - time.monotonic()))[0]:
        said = os.read(fetch.stdout.fileno(), 4096)
        if not said:
            break
        if b"%" in said:
            deadline = time.monotonic() + STANDSTILL_SECONDS
    else:
        os.killpg(fetch.pid, signal.SIGTERM)
    fetch.stdout.close()
    fetch.wait()


def install_with_apt(*, browser: bool, server: bool) -> None:
    """Install what is missing from the system's packages, and start PostgreSQL."""
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    wanted = ["chromium"] * browser + ["postgresql"] * server
    commands = [
        [*root, "apt-get", "update", "-qq"],
        [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", *wanted],
    ]
    if server:
        commands.append([*root, "service", "postgresql", "start"])
        as_postgres = [*(root or ["runuser"]), "-u", "postgres", "--"]
        commands.append([*as_postgres, "createuser", "--superuser", getpass.getuser()])
    for command in commands:
        try:
            subprocess.run(command, stdout=subprocess.DEVNULL, timeout=APT_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as reason:
            print(f"{command}: {reason}", file=sys.stderr)
    if server and Path("/var/run/postgresql").is_dir():
        wait_for_postgresql()


def wait_for_postgresql() -> None:
    """Wait, with a deadline, until the server that was just started answers."""
    deadline = time.monotonic() + ANSWER_SECONDS
    while not find_again(find_postgresql) and time.monotonic() < deadline:
        time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(main())
