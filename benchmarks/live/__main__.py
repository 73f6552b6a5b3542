"""Run all measurements of joint editing, one after the other, and keep the raw figures.

    make bench-live                              everything, a quarter of an hour; figures in benchmarks/live.json
    python -m benchmarks.live one_room joins     only these; figures are printed and nothing is kept
    python -m benchmarks.live table              the figures that were kept, as the table of the README

Each figure is the median of five runs, with quartiles. Runs of the three servers alternate, so that what the machine
does beside them is shared. The server has one core, the client the other; nothing leaves this machine.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import signal
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks.live import figures, installations, ready, scenarios, servers
from benchmarks.live.installations import Installation
from benchmarks.live.servers import HOCUSPOCUS, KINDS, TANDEM, Y_WEBSOCKET
from tests.machine import find_postgresql

RUNS = 5
SECONDS = {"one_room": 8, "many_rooms": 4, "two_processes": 5}
RESULT = servers.ROOT / "benchmarks" / "live.json"
Found = dict[str, Any]


def alternating(measure: Callable[[str], Found]) -> dict[str, list[Found]]:
    """Run something five times for each server, in turns."""
    found: dict[str, list[Found]] = {kind: [] for kind in KINDS}
    for _ in range(RUNS):
        for kind in KINDS:
            found[kind].append(measure(kind))
    return found


def one_room(installation: Installation) -> Found:
    """Measure 300 people in one room, and how fast they may type."""
    about = dict.fromkeys(KINDS, 0.0)

    def measure(kind: str) -> Found:
        run = scenarios.one_room(kind, installation, SECONDS["one_room"], about[kind])
        about[kind] = about[kind] or run["highest"]
        return run

    return alternating(measure)


def many_rooms(installation: Installation) -> Found:
    """Measure 100 rooms of five people."""
    return alternating(lambda kind: scenarios.many_rooms(kind, installation, SECONDS["many_rooms"]))


def joins(installation: Installation) -> Found:
    """Measure joining a long document; of ours from rows and from caches."""
    with tempfile.TemporaryDirectory() as name:
        told = scenarios.history(Path(name))
        found: Found = {"history": {key: told[key] for key in ("edits", "log_bytes", "state_bytes")}}
        for way, cached in (("tandem_rows", False), (TANDEM, True)):
            long_one = installations.filled(installation, Path(name), Path(told["file"]), cached)
            found[way] = [scenarios.join(long_one, told) for _ in range(RUNS)]
        for kind in (HOCUSPOCUS, Y_WEBSOCKET):
            found[kind] = scenarios.joins_of_peer(kind, installation, told, RUNS)
    return found


def crashes(installation: Installation) -> Found:
    """Count what is lost by killing a server."""
    return scenarios.crashes(installation)


def two_processes(_installation: Installation) -> Found:
    """Measure two processes of ours on one PostgreSQL."""
    with tempfile.TemporaryDirectory() as name, postgresql() as address:
        if not address:
            return {"left_out": "no PostgreSQL on this machine"}
        both = installations.installed(Path(name), address)
        return {TANDEM: [scenarios.two_processes(both, SECONDS["two_processes"]) for _ in range(RUNS)]}


def ready_to_type(installation: Installation) -> Found:
    """Measure what a slow phone waits for."""
    return {TANDEM: ready.ready(installation, RUNS)}


PARTS = (one_room, many_rooms, joins, crashes, two_processes, ready_to_type)


@contextmanager
def postgresql() -> Iterator[str]:
    """Make a database on a PostgreSQL server, where there is one, and drop it afterwards."""
    address = find_postgresql()
    if not address:
        yield ""
        return
    name = f"tandem_{uuid.uuid4().hex[:12]}"
    keeper = sa.create_engine(address, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    with keeper.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        url = sa.make_url(address).set(database=name).render_as_string(hide_password=False)
        yield url.replace("postgresql+psycopg://", "postgresql://", 1)
    finally:
        with keeper.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def main() -> None:
    """Measure what was asked for, or everything."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that every server is ended too
    if sys.argv[1:] == ["table"]:
        print("\n".join(figures.table(json.loads(RESULT.read_text())["summary"])))
        return
    wanted = sys.argv[1:] or [part.__name__ for part in PARTS]
    found: Found = {
        "on": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()} {platform.release()}",
        "load_before": round(os.getloadavg()[0], 2),
        "versions": {"python": platform.python_version(), **servers.versions()},
    }
    servers.fetch_peers()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        installation = installations.installed(Path(name))
        for part in PARTS:
            if part.__name__ in wanted:
                print(f"{time.monotonic() - began:5.0f} s  {(part.__doc__ or '').strip()}", flush=True)
                found[part.__name__] = part(installation)
    found["seconds"] = round(time.monotonic() - began)
    found["summary"] = figures.summary(found)
    if len(sys.argv) == 1:
        RESULT.write_text(json.dumps(found, indent=1) + "\n")
    print("\n".join(figures.lines(found["summary"])))


if __name__ == "__main__":
    main()
