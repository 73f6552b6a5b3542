"""Rename: how long it takes until an actor who is called otherwise is called so on the open pages of other tools.

    .venv/bin/python -m benchmarks.rename          some six minutes; the raw figures go to benchmarks/rename.json

A project of three sides has six tools of `ENTRIES` entries each, on SQLite. `READERS` people have a page of it open, by
turns its trajectory and an encounter, each with a line and a language of their own. Somebody else calls an actor of the
Stakeholder analysis otherwise, over a live line, `RENAMES` times. For each of them and each open page:

told    until the line of that page says that something changed around it
shown   until the page holds the new name: it waits as `browser/live/refresh.js` does, then fetches what changed

The server has one core, everybody else the other; nothing leaves this machine. `AIM` is for the 95th percentile.
"""

from __future__ import annotations

import gzip
import http.client
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pycrdt
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from benchmarks import machine
from benchmarks.live import servers
from benchmarks.live.installations import SECRET, Installation
from facilitation import database, schema, sign_ins
from facilitation.config import Settings
from tests import filled, makers
from tests.live.sockets import Socket
from tests.strategies import LANGUAGES, SIDES
from tests.visitors import COOKIE
from tools import TOOLS, get

AIM = 1.0
"""Seconds in which the new name is there, for 95 of 100."""
ENTRIES = 24
READERS = 10
RENAMES = 100
PATIENCE = 20.0
"""Seconds after which a name that did not come counts as lost, and everything ends."""
EVERY, JITTER = 2.0, 0.2
"""Seconds that an open page waits: between two fetches at least, and at most so that not all come at once."""
ACTORS = "stakeholder_analysis", "people.actors"
OPEN = "trajectory-designer", "intervention-designer/1"
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Town:
    """What is measured on: the project, the room and card in which the actor is renamed, and everybody's cookies."""

    project: int
    room: str
    card: str
    renames: str
    readers: list[tuple[str, str]]


def settled(folder: Path) -> Town:
    """Make an installation with the project; every reader is somebody else, in Dutch or in Spanish."""
    settings = Settings(instance=folder, secret_key=SECRET)
    engine = database.connect(settings.url())
    schema.migrate(engine)
    with database.session_factory(engine)() as db:
        world = makers.world(db)
        project = makers.project(db, world.partnership)
        canvases = {tool.key: makers.canvas(db, project, tool.key) for tool in TOOLS}
        for key, canvas in canvases.items():
            filled.write(db, canvas, world.of("tarija"), filled.content_of(get(key), ENTRIES), SIDES)
        people = [member.person for (side, _), member in world.members.items() if side]
        for person in people:
            person.language = random.choice(LANGUAGES)
        renames = world.of("tarija").person
        db.commit()
        db.begin_writing()
        others = [person for person in people if person is not renames][:READERS]
        tokens = [sign_ins.start(db, person, settings) for person in (renames, *others)]
        town = Town(
            project.id,
            f"canvas/{canvases[ACTORS[0]].id}.1",
            filled.ids(get(ACTORS[0]), ACTORS[1], "", ENTRIES)[0],
            tokens[0],
            [(token, OPEN[at % len(OPEN)]) for at, token in enumerate(tokens[1:])],
        )
        db.commit()
    engine.dispose()
    return town


@dataclass
class Reader:
    """An open page of a tool: when its line told it something, and when it held which name."""

    port: int
    token: str
    project: int
    place: str
    ready: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    changed: threading.Condition = field(default_factory=threading.Condition)
    told: list[float] = field(default_factory=list)
    held: list[tuple[float, str]] = field(default_factory=list)

    def run(self) -> None:
        """Keep the page open until it is over."""
        cookie = {"Cookie": f"{COOKIE}={self.token}"}
        page = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        address = f"ws://127.0.0.1:{self.port}/live/projects/{self.project}/{self.place.partition('/')[0]}/1?fresh=1"
        with connect(address, additional_headers=cookie, compression=None, max_size=None) as line:
            last, due = 0.0, 0.0
            self.ready.set()
            while not self.over.is_set():
                wait = due - time.perf_counter() if due else 0.2
                if due and wait <= 0:
                    last, due = time.perf_counter(), 0.0
                    self.fetch(page, cookie)
                    continue
                try:
                    frame = line.recv(min(wait, 0.2))
                except TimeoutError:
                    continue
                except ConnectionClosed:
                    return
                if isinstance(frame, str) and "stir" in json.loads(frame):
                    now = time.perf_counter()
                    with self.changed:
                        self.told.append(now)
                    due = due or max(now, last + EVERY) + random.random() * JITTER
        page.close()

    def fetch(self, page: http.client.HTTPConnection, cookie: dict[str, str]) -> None:
        """Fetch what changed, as the page does, and keep it with the moment at which it was there."""
        path = f"/projects/{self.project}/{self.place}/now?deep=yes"
        page.request("GET", path, headers={**cookie, "Accept-Encoding": "gzip"})
        answer = page.getresponse()
        held = gzip.decompress(answer.read()).decode()
        assert answer.status == 200, answer.status
        with self.changed:
            self.held.append((time.perf_counter(), held))
            self.changed.notify_all()

    def heard(self, name: str, since: float) -> tuple[float, float]:
        """Wait until the page holds a name; return after how many seconds it was told, and held it."""
        with self.changed:
            while True:
                found = next((at for at, held in self.held if name in held), None)
                if found is not None:
                    told = next(at for at in self.told if at >= since)
                    self.told, self.held = [], []
                    return told - since, found - since
                if not self.changed.wait(since + PATIENCE - time.perf_counter()):
                    raise TimeoutError(f"{name} never came to {self.place}")


def rename(line: Socket, card: str, name: str) -> float:
    """Call the actor otherwise, in every language; return when that was sent."""
    texts = [line.doc.get(f"{ACTORS[1]}/{card}/name@{code}", type=pycrdt.Text) for code in LANGUAGES]
    began = time.perf_counter()
    with line.doc.transaction():
        for text in texts:
            del text[:]
            text += name
    assert line.saved()
    return began


def measure(town: Town, port: int) -> dict[str, dict[str, list[float]]]:
    """Rename the actor again and again while everybody has a page open; the first time only warms up."""
    found: dict[str, dict[str, list[float]]] = {what: {place: [] for place in OPEN} for what in ("told", "shown")}
    readers = [Reader(port, token, town.project, place) for token, place in town.readers]
    threads = [threading.Thread(target=each.run, daemon=True) for each in readers]
    for thread in threads:
        thread.start()
    assert all(each.ready.wait(PATIENCE) for each in readers)
    house: Any = SimpleNamespace(address=f"http://127.0.0.1:{port}")
    try:
        with Socket(house, town.renames, town.room) as line:
            line.ready()
            for number in range(RENAMES + 1):
                name = f"mujeres de la comunidad {number:03}"
                began = rename(line, town.card, name)
                for each in readers:
                    told, shown = each.heard(name, began)
                    found["told"][each.place] += [told] if number else []
                    found["shown"][each.place] += [shown] if number else []
                time.sleep(EVERY + random.random())
    finally:
        for each in readers:
            each.over.set()
        for thread in threads:
            thread.join(PATIENCE)
    return found


def in_short(values: list[float]) -> dict[str, float]:
    """Return what matters of many values, in seconds."""
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    found = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "most": max(values)}
    return {name: round(value, 3) for name, value in found.items()}


def main() -> None:
    """Measure, print the figures and keep them; say how busy the machine was before and after."""
    os.sched_setaffinity(0, {servers.CLIENT_CORE})
    before = os.getloadavg()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        town = settled(folder)
        with servers.running(servers.TANDEM, folder, Installation(folder, [], [])) as server:
            spent = measure(town, server.port)
    found: dict[str, Any] = {
        **machine.told(),
        **machine.loads(before),
        "renames": RENAMES,
        "open_pages": len(town.readers),
        "entries_of_each_tool": ENTRIES,
        "aim_p95_seconds": AIM,
        **{what: in_short([each for held in places.values() for each in held]) for what, places in spent.items()},
        "by_page": {place: {what: in_short(places[place]) for what, places in spent.items()} for place in OPEN},
        "raw_milliseconds": {
            what: {place: " ".join(f"{each * 1000:.0f}" for each in held) for place, held in places.items()}
            for what, places in spent.items()
        },
    }
    written = json.dumps(found, indent=1) + "\n"
    (ROOT / "benchmarks" / "rename.json").write_text(written)
    sys.stdout.write(written.partition('"raw')[0] + "\n")


if __name__ == "__main__":
    main()
