"""Scenarios: what is asked of every server, the same for all; each function returns the raw figures of one run."""

from __future__ import annotations

import json
import signal
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.live import servers
from benchmarks.live.installations import Installation
from benchmarks.live.servers import KINDS, ROOTS, TANDEM, Server

CLIENTS, WRITERS, RATE = 300, 20, 5
"""People in one room, how many of them type, and how many edits a second each makes."""
ROOMS, TOGETHER = 100, 5
"""Rooms that are open at once, and the people in each, of whom one types."""
LIMIT_MS = 250
"""Where joint typing stops being joint: the p95 at which the ladder ends."""
FEWEST = 50
"""Edits a second at which the ladder begins."""
LADDER = {
    "from": FEWEST,
    "factor": 1.6,
    "near": 0,
    "fine": 1.12,
    "warm": 1,
    "seconds": 1.5,
    "limit": LIMIT_MS,
    "most": 60_000,
}
EASY, LOW = 0.2, 0.8
"""Where the ladder begins, and where its steps become fine, when it is known about where it ends."""
HISTORY = 100_000
"""Edits of the long document."""
STORED_AFTER = 4
"""Seconds after which every peer has begun to store what it was sent."""
KILLED_AFTER = (2, 4, 7, 11, 14)
"""Seconds of typing after which a server is killed; Hocuspocus stores 2 to 10 seconds after a change."""

Found = dict[str, Any]


def _load(running: list[Server], rooms: list[str], **more: Any) -> Found:
    spec = {"servers": [each.spec for each in running], "rooms": rooms, "roots": ROOTS, "rate": RATE, **more}
    return servers.asked("load", spec)


def one_room(kind: str, installation: Installation, seconds: float, about: float) -> Found:
    """Measure 300 people in one room, 20 of whom type; then, in another, raise the rate until a letter takes too long.

    `about` is where that ended before; 0 for the first time.
    """
    with servers.fresh(kind, installation) as server:
        found = _load([server], server.rooms[:1], clients=CLIENTS, writers=WRITERS, warm=2, seconds=seconds)
        steps = [] if about else _raised(server, server.rooms[1], LADDER)
        about = about or _highest(steps)
        start = {"from": max(about * EASY, FEWEST), "near": about * LOW}  # a server that just started is slow at first
        steps += _raised(server, server.rooms[2], {**LADDER, **start})
    return {**found, "steps": steps, "highest": _highest(steps)}


def _raised(server: Server, room: str, ladder: Found) -> list[Found]:
    steps: list[Found] = _load([server], [room], clients=CLIENTS, writers=0, ladder=ladder)["steps"]
    return steps


def _highest(steps: list[Found]) -> float:
    """Return the highest rate that was kept within the limit."""
    return float(max((step["edits_per_second"] for step in steps if step["kept"]), default=0))


def many_rooms(kind: str, installation: Installation, seconds: float) -> Found:
    """Measure 100 rooms of five people, one of whom types."""
    with servers.fresh(kind, installation) as server:
        return _load([server], server.rooms[:ROOMS], clients=TOGETHER, writers=1, warm=2, seconds=seconds)


def history(folder: Path) -> Found:
    """Write the long document, the same for all, into a file."""
    file = folder / "edits.bin"
    told = servers.asked("edits", {"edits": HISTORY, "roots": ROOTS, "file": str(file)})
    return {**told, "file": str(file)}


def _join(server: Server, told: Found) -> Found:
    spec = {"server": server.spec, "room": server.rooms[-1], "other": server.rooms[0], "roots": ROOTS, **told}
    return servers.asked("join", spec)


def join(installation: Installation, told: Found) -> Found:
    """Measure how long joining the long document takes at a server of ours that has just started."""
    with servers.fresh(TANDEM, installation) as server:
        return _join(server, told)


def joins_of_peer(kind: str, installation: Installation, told: Found, times: int) -> list[Found]:
    """Measure the same at a server that was sent the history, stored it in its own way and started again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with servers.running(kind, folder, installation) as server:
            spec = {"server": server.spec, "room": server.rooms[-1], "roots": ROOTS, "fill": True, **told}
            if not servers.asked("join", spec)["filled"]:
                raise RuntimeError(f"{kind} did not take the long document")
            time.sleep(STORED_AFTER)
            servers.wait_at_rest(server)
        found = []
        for _ in range(times):
            with servers.running(kind, folder, installation) as server:
                found.append(_join(server, told))
        return found


def crash(kind: str, installation: Installation, seconds: float) -> Found:
    """Kill a server in the middle of typing; count what it had acknowledged, or shown to others, and then lost.

    y-websocket acknowledges nothing, so only what somebody else had received counts there.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        servers.lay(kind, folder, installation)
        with servers.running(kind, folder, installation) as server:
            spec = {"server": server.spec, "room": server.rooms[0], "roots": ROOTS, "writers": 10, "rate": 10}
            with servers.client("write", {**spec, "seconds": 60}) as writing:
                assert writing.stderr
                writing.stderr.readline()
                time.sleep(seconds)
                server.stop(signal.SIGKILL)
                told = json.loads(writing.communicate(timeout=60)[0])
        with servers.running(kind, folder, installation) as server:
            there = set(servers.asked("read", {"server": server.spec, "room": server.rooms[0]})["found"])
    acknowledged, seen = set(told["acknowledged"]), set(told["seen"])
    return {
        "killed_after": seconds,
        "sent": told["sent"],
        "acknowledged": len(acknowledged),
        "acknowledged_and_lost": len(acknowledged - there),
        "seen_by_another": len(seen),
        "seen_and_lost": len(seen - there),
    }


def crashes(installation: Installation) -> dict[str, list[Found]]:
    """Kill each server a few times; all three at once, as nothing is timed here."""
    with ThreadPoolExecutor(len(KINDS)) as pool:
        tried = [[(kind, pool.submit(crash, kind, installation, late)) for kind in KINDS] for late in KILLED_AFTER]
    found: dict[str, list[Found]] = {kind: [] for kind in KINDS}
    for kind, result in (each for row in tried for each in row):
        found[kind].append(result.result())
    return found


def two_processes(installation: Installation, seconds: float) -> Found:
    """Measure how long a letter takes from a person at one process to those at another, through PostgreSQL."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as both:
        folder, running = Path(name), []
        for _ in range(2):
            running.append(both.enter_context(servers.running(TANDEM, folder, installation)))
        room = running[0].rooms[:1]
        return _load(running, room, clients=100, writers=WRITERS, warm=2, seconds=seconds, across=True)
