"""History: how long the pages of the history take for a canvas on which 100,000 updates were written.

    .venv/bin/python -m benchmarks.history         the raw figures go to benchmarks/history.json

Three sides, two people each, type single letters in eight texts, in two ways: in sittings of forty letters (2,500 of
them), and, as the worst that can be, each letter a sitting of its own. Each page is asked `ROUNDS` times through the
whole application without a network; the aim is at most 500 ms for the course. `rebuild` is how long
making the sittings anew takes; `keep` what a second of two people typing costs in the read model, with their sittings.
"""

from __future__ import annotations

import datetime
import html
import itertools
import json
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pycrdt
import sqlalchemy as sa

from benchmarks import machine
from facilitation import contents, create_app, database, schema, sign_ins, sittings
from facilitation.config import Settings
from facilitation.live import document, log
from facilitation.live.addresses import Where
from facilitation.live.log import Room, Update
from facilitation.sittings import Sitting
from tests import makers

UPDATES = 100_000
ROUNDS = 11
TYPED = 20
"""Letters of each of two people in what `keep` takes in at once."""
BEGAN = datetime.datetime(2026, 1, 5, 8, 0, tzinfo=datetime.UTC)
APART = datetime.timedelta(minutes=11)
FIELDS = [
    f"{at}@{code}"
    for at in ("topic.theme", "topic.trigger", "question.question", "exchange.learn")
    for code in ("nl", "es")
]
ROOT = Path(__file__).resolve().parent.parent


def measured(spent: list[float]) -> dict[str, float]:
    """Return median and quartiles in milliseconds."""
    low, middle, high = statistics.quantiles(spent, n=4, method="inclusive")
    return {"median": round(middle, 1), "q1": round(low, 1), "q3": round(high, 1)}


def timed(work: Callable[[], Any], rounds: int = ROUNDS) -> dict[str, float]:
    """Do something several times and measure it."""
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1000)
    return measured(spent) if rounds > 1 else {"once": round(spent[0], 1)}


class Typist:
    """One person who types in texts of their own; `update` is the next letter."""

    def __init__(self, person_id: int, name: str) -> None:
        self.person_id, self.name = person_id, name
        self.doc: pycrdt.Doc[Any] = pycrdt.Doc()
        self.text = self.doc.get(name, type=pycrdt.Text)
        self.made: list[bytes] = []
        self.watched = self.doc.observe(lambda event: self.made.append(event.update))

    def update(self, number: int) -> bytes:
        """Type one letter, a space after every six, and return the update."""
        self.text += " " if number % 7 == 6 else chr(97 + number % 26)
        return self.made.pop()


def written(folder: Path, letters: int) -> tuple[Settings, str, str, int]:
    """Make an installation with a long log in sittings of so many letters: settings, cookie, address, room."""
    settings = Settings(instance=folder, secret_key="only for measuring")
    engine = database.connect(settings.url())
    schema.migrate(engine)
    with database.session_factory(engine)() as db:
        world = makers.world(db)
        people = [
            world.of(side, role)
            for side in ("brasschaat", "tarija", "nimlahakok")
            for role in ("member", "facilitator")
        ]
        typists = [Typist(held.person_id, name) for held, name in zip(itertools.cycle(people), FIELDS, strict=False)]
        db.begin_writing()
        room = log.room(db, world.canvas.room_name(Where()), world.canvas.id)
        rows, at = [], BEGAN
        for number in range(UPDATES):
            if number % letters == 0:
                at += APART
            typist = typists[number // letters % len(typists)]
            at += datetime.timedelta(seconds=1)
            data = typist.update(number)
            rows.append({"room_id": room.id, "seq": number + 1, "data": data, "person_id": typist.person_id, "at": at})
        db.execute(sa.insert(Update), rows)
        room.last_seq = UPDATES
        token = sign_ins.start(db, world.of("tarija").person, settings)
        db.commit()
        address, room_id = f"/projects/{world.project.id}/focus-sharpener", room.id
    engine.dispose()
    return settings, token, address, room_id


def kept(db: database.Session, room_id: int) -> None:
    """Let two people type at the same time, and the read model take that in as a live room does."""
    room = db.get_one(Room, room_id)
    whole = log.load(db, room).doc
    for _ in range(TYPED):
        for person_id, name in ((1, "topic.theme@nl"), (2, "question.question@es")):
            before = whole.get_state()
            text = whole.get(name, type=pycrdt.Text)
            text += "x"
            db.begin_writing()
            log.append(db, room, [whole.get_update(before)], person_id)
    db.commit()
    sheet = document.read(whole)
    began = time.perf_counter()
    contents.keep(db, room_id, sheet, room.last_seq)
    db.commit()
    SPENT.append((time.perf_counter() - began) * 1000)


SPENT: list[float] = []
"""Milliseconds of each `keep`."""


def scenario(letters: int) -> dict[str, Any]:
    """Measure everything for sittings of so many letters."""
    with tempfile.TemporaryDirectory() as folder:
        settings, token, address, room_id = written(Path(folder), letters)
        app = create_app(settings)
        factory = app.extensions["tandem.factory"]
        with factory() as db:
            found: dict[str, Any] = {"rebuild_ms": timed(lambda: sittings.rebuild(db, db.get_one(Room, room_id)), 1)}
            contents.rebuild(db)
            found["sittings"] = db.scalar(sa.select(sa.func.count()).select_from(Sitting))
            db.rollback()
        browser = app.test_client()
        browser.set_cookie("tandem", token)

        def page(path: str) -> str:
            answer = browser.get(path, headers={"Accept-Language": "nl"})
            assert answer.status_code == 200, (path, answer.status_code)
            return str(answer.text)

        first = page(f"{address}/history")
        older = html.unescape(re.findall(r'rel="next" href="([^"]+)"', first)[0])
        middle = f"{address}/history/{room_id}:{UPDATES // 2}"
        ages = f"{address}/history?before={(BEGAN + APART * 1_000).isoformat().replace('+', '%2B')}~0"
        for name, path in (
            ("course", f"{address}/history"),
            ("second_page", older),
            ("long_ago", ages),
            ("state_in_the_middle", middle),
            ("difference_from_the_middle", f"{middle}/difference"),
            ("canvas", address),
        ):
            found[f"{name}_ms"] = timed(lambda path=path: page(path))  # type: ignore[misc]
        found["course_bytes"] = len(first.encode())
        with factory() as db:
            SPENT.clear()
            for _ in range(ROUNDS):
                kept(db, room_id)
            found["keep_ms"] = measured(SPENT)
        app.extensions["tandem.engine"].dispose()
    return found


def main() -> None:
    """Measure both ways, print the figures and keep them."""
    found: dict[str, Any] = {
        **machine.told(),
        "updates": UPDATES,
        "in_sittings_of_40": scenario(40),
        "each_its_own_sitting": scenario(1),
    }
    (ROOT / "benchmarks" / "history.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
