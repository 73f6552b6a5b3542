"""Project: how long the server works on the pages of a project whose six tools are full.

    .venv/bin/python -m benchmarks.project         the raw figures go to benchmarks/project.json

1. *A full project*: six tools of `ENTRIES` entries each, presented, some sides agreeing, three sides, on SQLite: the
   page of the project, that of its partnership and the home page. Aim: at most 150 ms.
2. *A filled canvas* of each tool, with everything on it answered (two cards in each list), and the largest of the
   demo. Aim: at most 60 ms; what the method notices on the largest of the demo and its pictures at most 20 ms.

Each page is asked `ROUNDS` times by one member, through the whole application without a network; medians and quartiles
in milliseconds.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from benchmarks import machine
from benchmarks.pages import installed, measured
from facilitation import canvases, create_app, database, memberships, schema, sign_ins
from facilitation.canvases import Canvas
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.pictures import svg
from tests import filled, makers
from tests.strategies import SIDES, full
from tools import TOOLS, every
from tools.canvas import Content, Context, SideOf, noticed

ENTRIES = 300
ROUNDS = 31
AGREEING = ("tarija", "brasschaat")
"""The sides that agree to every tool; the first of them presented it."""
ROOT = Path(__file__).resolve().parent.parent


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> dict[str, float]:
    """Do something once to warm up and then several times, and measure it in milliseconds."""
    work()
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1000)
    return measured(spent)


def project(db: Session, world: makers.World, contents_of: dict[str, Content]) -> int:
    """Start a project of the world's partnership with these contents, one by key of its tool, and return its id."""
    of = makers.project(db, world.partnership)
    for key, content in contents_of.items():
        canvas = makers.canvas(db, of, key)
        filled.write(db, canvas, world.of("tarija"), content, SIDES)
        filled.agree(db, canvas, [world.of(side, "coordinator") for side in AGREEING])
    db.commit()
    return of.id


def asked(browser: FlaskClient, path: str) -> Callable[[], int]:
    """Return what opens a page and gives back its size; it has to be there."""

    def ask() -> int:
        answer = browser.get(path, headers={"Accept-Language": "nl"})
        assert answer.status_code == 200, (path, answer.status_code)
        return len(answer.data)

    return ask


def page(browser: FlaskClient, path: str, rounds: int = ROUNDS) -> dict[str, float]:
    """Measure a page, and say how large it is."""
    ask = asked(browser, path)
    return {**timed(ask, rounds), "kilobytes": round(ask() / 1000, 1)}


def full_project() -> dict[str, Any]:
    """Measure the pages that show a full project, and its canvases."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(instance=Path(folder), secret_key="only for measuring")
        engine = database.connect(settings.url())
        schema.migrate(engine)
        with database.session_factory(engine)() as db:
            world = makers.world(db)
            large = project(db, world, {tool.key: filled.content_of(tool, ENTRIES) for tool in TOOLS})
            small = project(db, world, {tool.key: full(tool) for tool in TOOLS})
            db.begin_writing()
            token = sign_ins.start(db, world.of("tarija", "coordinator").person, settings)
            db.commit()
            partnership = world.partnership.id
        engine.dispose()
        app = create_app(settings)
        browser = app.test_client()
        browser.set_cookie("tandem", token)
        ends = {tool.key: f"{tool.slug}/1" if tool.many else tool.slug for tool in TOOLS}
        found = {
            "pages_of_the_full_project": {
                name: page(browser, path)
                for name, path in {
                    "project": f"/projects/{large}",
                    "untouched_project": f"/projects/{world.project.id}",
                    "partnership": f"/partnerships/{partnership}",
                    "home": "/",
                }.items()
            },
            "filled_canvases": {key: page(browser, f"/projects/{small}/{end}") for key, end in ends.items()},
            "canvases_of_the_full_project": {
                key: page(browser, f"/projects/{large}/{end}", 5) for key, end in ends.items()
            },
        }
        app.extensions["tandem.engine"].dispose()
    return found


def demo() -> dict[str, Any]:
    """Measure the largest canvas of the demo: its page, what the method notices on it, its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        settings, token = installed(Path(folder))
        app = create_app(settings)
        browser = app.test_client()
        browser.set_cookie("tandem", token)
        with app.extensions["tandem.factory"]() as db:
            found = [
                (len(json.dumps(view.content)), view)
                for held in memberships.of_person(db, sign_ins.of_token(db, token).person)  # type: ignore[union-attr]
                for canvas in db.scalars(sa.select(Canvas))
                if canvas.project.partnership_id == held.partnership_id
                for view in [canvases.view(db, canvas, held)]
            ]
            size, view = max(found, key=lambda each: each[0])
            tool, canvas = view.tool, view.canvas

            def drawn() -> None:
                if tool.picture:
                    tool.picture(view.content, view.context)
                for each in tool.figures(view.content, view.context, str) if tool.figures else ():
                    svg(each, "nl")

            at = f"/projects/{canvas.project_id}/{tool.slug}" + (f"/{canvas.number}" if tool.many else "")
            told = {
                "tool": tool.key,
                "bytes_of_content": size,
                "page": page(browser, at),
                "findings": timed(lambda: noticed(tool, view.content, view.context)),
                "pictures": timed(drawn),
            }
        app.extensions["tandem.engine"].dispose()
    return told


def full_tools() -> dict[str, Any]:
    """Measure what the method notices in, and draws of, canvases with `ENTRIES` entries."""
    contents = {tool.key: [filled.content_of(tool, ENTRIES)] for tool in every()}
    found = {}
    for tool in TOOLS:
        key, [content] = tool.key, contents[tool.key]
        about = Context(
            languages=("nl", "es"),
            sides=tuple(SideOf(key=side, place=side.title(), zone="America/La_Paz") for side in SIDES),
            today="2026-11-20",
            deep_opened=True,
            project={read: contents[read] for read in tool.reads},
        )
        found[key] = {
            "findings": timed(lambda: noticed(tool, content, about), 5),  # noqa: B023
            "steps": timed(lambda: tool.steps(content, about), 5),  # noqa: B023
        }
    return found


def main() -> None:
    """Measure everything, print the figures and keep them."""
    found: dict[str, Any] = {
        **machine.told(),
        "entries_of_each_tool": ENTRIES,
        **full_project(),
        "largest_canvas_of_the_demo": demo(),
        "tools_with_many_entries": full_tools(),
    }
    written = re.sub(r"\n\s+(\"(median|q1|q3|kilobytes)\")", r" \1", json.dumps(found, indent=1)) + "\n"
    (ROOT / "benchmarks" / "project.json").write_text(written)
    sys.stdout.write(written)


if __name__ == "__main__":
    main()
