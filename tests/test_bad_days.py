"""Bad days: a full disk, a locked database, a database that went away. One clear sentence, and nothing half-written."""

from __future__ import annotations

import http.client
import os
import re
import resource
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import request

from facilitation import canvas_edits, canvases, create_app, database, sign_ins
from facilitation.access import Role
from facilitation.canvas_edits import SetText
from facilitation.config import Settings
from tests import makers

ADDRESS = "topic.theme"
BEFORE = "Het water in onze wijk, zoals het was"
TYPED = "Twee regels\nmet accenten: é ñ, en 🌱"


def world(settings: Settings) -> tuple[str, int, str]:
    """Write something in a project and return a signed-in token, the project's id and the base of its page."""
    engine = database.connect(settings.url())
    with database.session_factory(engine)() as db:
        made = makers.world(db, ("Brasschaat", "Tarija"))
        held = made.of("brasschaat", Role.MEMBER)
        db.begin_writing()
        canvas_edits.edit(db, made.canvas, held.person, held, "", [SetText(ADDRESS, "nl", BEFORE)])
        token = sign_ins.start(db, held.person, settings)
        db.commit()
        project, base = made.project.id, canvases.view(db, made.canvas, held).base
    engine.dispose()
    return token, project, base


def theme(settings: Settings, project: int) -> str:
    """Return the theme as the database holds it."""
    engine = database.connect(settings.url())
    with database.session_factory(engine)() as db:
        canvas = db.scalars(sa.select(canvases.Canvas).where(canvases.Canvas.project_id == project)).one()
        held = db.scalars(sa.select(makers.Membership).where(makers.Membership.role == Role.MEMBER)).first()
        assert held is not None
        text: str = canvases.view(db, canvas, held).content["topic"]["theme"]["nl"]
    engine.dispose()
    return text


@pytest.fixture
def installed(empty_file: Path, tmp_path: Path) -> Settings:
    """Give the settings of an installation on disk that waits one second for a lock."""
    (tmp_path / "tandem.sqlite").write_bytes(empty_file.read_bytes())
    return Settings(instance=tmp_path, secret_key="only for tests", lock_seconds=1)


def posted(settings: Settings, token: str, project: int, base: str, text: str) -> tuple[int, str]:
    """Post a text on the canvas through the application and return the status and the page."""
    app = create_app(settings)
    browser = app.test_client()
    browser.set_cookie("tandem", token)
    data = {f"{ADDRESS}@nl": text, "do": "save", "base": base}
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "nl"}
    got = browser.post(f"/projects/{project}/focus-sharpener", data=data, headers=headers)
    app.extensions["tandem.engine"].dispose()
    return got.status_code, got.get_data(as_text=True)


def test_a_locked_database_says_to_press_once_more_and_keeps_what_was_typed(installed: Settings) -> None:
    token, project, base = world(installed)
    blocker = database.connect(installed.url())
    with blocker.connect().execution_options(writing=True) as connection, connection.begin():
        status, page = posted(installed, token, project, base, TYPED)
    blocker.dispose()
    assert status == 503
    assert "Druk nog eens op de knop" in page
    assert TYPED in page.replace("&#39;", "'")
    assert theme(installed, project) == BEFORE


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def on_a_full_disk(installed: Settings) -> Iterator[tuple[Settings, int, str, int, str]]:
    """Start the real server where no file may grow beyond what is written already, and a little."""
    token, project, base = world(installed)
    most = max(path.stat().st_size for path in installed.instance.iterdir()) + 100_000
    port = free_port()
    environment = {
        **os.environ,
        "FACILITATION_INSTANCE": str(installed.instance),
        "FACILITATION_SECRET_KEY": installed.secret_key,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    running = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "facilitation.asgi:make", "--factory", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    deadline = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < deadline:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                break
    yield installed, port, token, project, base
    running.terminate()
    running.wait(30)


def over_the_wire(port: int, token: str, project: int, base: str, text: str) -> tuple[int, str]:
    """Post a text to a running server and return the status and the page."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = urllib.parse.urlencode({f"{ADDRESS}@nl": text, "do": "save", "base": base})
    headers = {
        "Sec-Fetch-Site": "same-origin",
        "Accept-Language": "nl",
        "Cookie": f"tandem={token}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    line.request("POST", f"/projects/{project}/focus-sharpener", body, headers)
    answer = line.getresponse()
    page = answer.read().decode()
    line.close()
    return answer.status, page


@pytest.mark.crash
def test_a_full_disk_says_so_keeps_what_was_typed_and_writes_nothing_by_halves(
    on_a_full_disk: tuple[Settings, int, str, int, str],
) -> None:
    settings, port, token, project, base = on_a_full_disk
    status, page = over_the_wire(port, token, project, base, "te veel woorden " * 12_000)
    assert (status, "geen opslagruimte meer" in page) == (503, True)
    assert "te veel woorden " * 12_000 in page
    assert theme(settings, project) == BEFORE
    status, _page = over_the_wire(port, token, project, base, TYPED)
    assert (status, theme(settings, project)) == (303, TYPED)


@pytest.mark.database
def test_a_postgresql_server_that_stopped_answers_with_one_sentence_and_is_used_again_when_it_is_back(
    postgresql: sa.Engine, tmp_path: Path
) -> None:
    url = postgresql.url.render_as_string(hide_password=False)
    settings = Settings(instance=tmp_path, secret_key="only for tests", database_url=url)
    token, project, base = world(settings)
    name = postgresql.url.database
    postgresql.dispose()
    keeper = sa.create_engine(postgresql.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with keeper.connect() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        try:
            status, page = posted(settings, token, project, base, TYPED)
        finally:
            connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    keeper.dispose()
    assert (status, "antwoordt niet" in page, TYPED in page) == (503, True, True)
    assert theme(settings, project) == BEFORE
    assert (posted(settings, token, project, base, TYPED)[0], theme(settings, project)) == (303, TYPED)


def test_tables_of_an_older_version_are_told_by_name_and_not_as_a_broken_program(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path, secret_key="only for tests")
    app = create_app(settings)
    page = app.test_client().get("/sign-in", headers={"Accept-Language": "nl", "Cookie": "tandem=x"})
    app.extensions["tandem.engine"].dispose()
    assert page.status_code == 503
    assert re.search(r"andere versie dan het programma", page.get_data(as_text=True))


def test_an_unexpected_error_gives_an_id_to_quote_and_logs_nobodys_words(
    installed: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(installed)

    @app.get("/broken")
    def broken() -> str:
        raise KeyError(request.args["said"])

    broken.public = True  # type: ignore[attr-defined]
    page = app.test_client().get("/broken?said=geheime+zin", headers={"Accept-Language": "nl"}).get_data(as_text=True)
    app.extensions["tandem.engine"].dispose()
    quoted = re.search(r"\b[0-9a-f]{8}\b", page)
    assert quoted is not None
    assert quoted.group() in caplog.text
    assert "geheime zin" not in caplog.text + page


def test_a_form_that_is_too_large_is_answered_with_what_to_do(installed: Settings) -> None:
    token, project, base = world(installed)
    status, page = posted(installed, token, project, base, "x" * (installed.longest_form + 1))
    assert (status, "Dit is te veel in één keer" in page) == (413, True)
    assert theme(installed, project) == BEFORE


def test_a_mistake_in_the_very_first_form_of_a_canvas_comes_back_with_all_that_was_typed(installed: Settings) -> None:
    token, project, _base = world(installed)
    app = create_app(installed)
    with database.writing(app.extensions["tandem.factory"]) as db:
        fresh = makers.project(db, db.get_one(makers.Project, project).partnership).id
    browser = app.test_client()
    browser.set_cookie("tandem", token)
    typed = {f"{ADDRESS}@nl": TYPED, "frame.decided/new/on": "gisteren", "do": "save", "base": ""}
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "nl"}
    answer = browser.post(f"/projects/{fresh}/focus-sharpener", data=typed, headers=headers)
    app.extensions["tandem.engine"].dispose()
    assert (answer.status_code, TYPED in answer.text) == (400, True)
