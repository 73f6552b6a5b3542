"""Figures: medians and quartiles of the raw runs, and what they are measured against."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.live.servers import HOCUSPOCUS, KINDS, TANDEM

Found = dict[str, Any]
Spread = dict[str, float]


def spread(values: list[float | None]) -> Spread | None:
    """Return median and quartiles; None when a run has no such figure, as when a join never ended."""
    held = [value for value in values if value is not None]
    if not held or len(held) < len(values):
        return None
    low, middle, high = statistics.quantiles(held, n=4, method="inclusive") if len(held) > 1 else held * 3
    return {"median": round(middle, 3), "q1": round(low, 3), "q3": round(high, 3)}


def _of(part: Found, kinds: tuple[str, ...], get: Callable[[Found], float | None]) -> dict[str, Spread | None]:
    return {kind: spread([get(run) for run in part[kind]]) for kind in kinds if kind in part}


def summary(found: Found) -> dict[str, dict[str, Any]]:
    """Return each figure by what it says, for each server."""
    made: dict[str, dict[str, Any]] = {}
    rooms = {"one_room": "300 in a room", "many_rooms": "100 rooms of 5"}
    for name, words in rooms.items():
        if name in found:
            part = found[name]
            for key, unit in (("p50", "ms"), ("p95", "ms"), ("p99", "ms"), ("cpu_per_100k", "s"), ("rss_mib", "MiB")):
                made[f"{words}: {key} ({unit})"] = _of(part, KINDS, lambda run, key=key: run["window"][key])  # type: ignore[misc]
            made[f"{words}: client, of one core"] = _of(part, KINDS, lambda run: run["window"]["client_cpu"])
            made[f"{words}: missing"] = {kind: sum(run["missing"] for run in part[kind]) for kind in KINDS}
    if "one_room" in found:
        made["highest rate (edits/s)"] = _of(found["one_room"], KINDS, lambda run: run["highest"])
    if "joins" in found:
        all_of = (*KINDS, "tandem_rows")
        for key in ("join_ms", "others_wait_ms"):
            made[f"100,000 edits: {key}"] = _of(found["joins"], all_of, lambda run, key=key: run[key])  # type: ignore[misc]
    if "crashes" in found:
        for key in ("sent", "acknowledged", "acknowledged_and_lost", "seen_by_another", "seen_and_lost"):
            made[f"killed: {key}"] = {kind: sum(run[key] for run in found["crashes"][kind]) for kind in KINDS}
    if TANDEM in found.get("two_processes", ()):
        for key in ("p50", "p95"):
            part = found["two_processes"]
            made[f"two processes: {key} (ms)"] = _of(part, (TANDEM,), lambda run, key=key: run["window"][key])  # type: ignore[misc]
    for key in ("ready_ms", "script_bytes") if "ready_to_type" in found else ():
        made[f"slow phone: {key}"] = _of(found["ready_to_type"], (TANDEM,), lambda run, key=key: run[key])  # type: ignore[misc]
    for name, aim in AIMS.items():
        if name in made:
            made[name]["aim"] = aim
    return made


AIMS: dict[str, Any] = {
    "300 in a room: p95 (ms)": {TANDEM: 20},
    "300 in a room: cpu_per_100k (s)": {TANDEM: 2, "times": HOCUSPOCUS},
    "300 in a room: rss_mib (MiB)": {TANDEM: 150},
    "highest rate (edits/s)": {TANDEM: 2, "times": HOCUSPOCUS, "least": True},
    "100,000 edits: join_ms": {TANDEM: 30, "tandem_rows": 800},
    "100,000 edits: others_wait_ms": {TANDEM: 50, "tandem_rows": 50},
    "killed: acknowledged_and_lost": {TANDEM: 0},
    "killed: seen_and_lost": {TANDEM: 0},
    "two processes: p50 (ms)": {TANDEM: 50},
    "slow phone: ready_ms": {TANDEM: 4_000},
    "slow phone: script_bytes": {TANDEM: 50_000},
}
"""What we promised ourselves: at most this, at most (or at least) so many times a peer."""


def middle(value: Any) -> float | None:
    """Return the median of a figure, or a figure that is one number."""
    held: float | None = value["median"] if isinstance(value, dict) else value
    return held


def verdict(figure: Found) -> str:
    """Return whether a figure keeps to its aim, where it has one."""
    aim = figure.get("aim")
    if not aim:
        return ""
    said = []
    for kind, limit in aim.items():
        if kind in ("times", "least") or kind not in figure:
            continue
        held, other = middle(figure[kind]), middle(figure[aim["times"]]) if "times" in aim else 1
        if held is None or not other:
            said.append(f"{kind} has no figure")
            continue
        kept = held >= limit * other if aim.get("least") else held <= limit * other
        said.append(f"{kind} {'keeps' if kept else 'MISSES'} {limit}{' x ' + aim['times'] if 'times' in aim else ''}")
    return "; ".join(said)


def lines(made: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each figure."""
    for name, figure in made.items():
        held = {kind: value for kind, value in figure.items() if kind != "aim"}
        told = ", ".join(f"{kind} {_said(value)}" for kind, value in held.items())
        yield f"{name}: {told}  {verdict(figure)}".rstrip()


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['median']:g} ({value['q1']:g} to {value['q3']:g})"
    return "none" if value is None else f"{value:g}"


def table(made: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the rows of a table for the README: each figure, its aim, the three servers and our ratio to Hocuspocus."""
    yield "| | aim | Tandem | Hocuspocus | y-websocket | Tandem / Hocuspocus |"
    yield "|---|---|---|---|---|---|"
    for name, figure in made.items():
        for ours in [kind for kind in (TANDEM, "tandem_rows") if kind in figure]:
            words = name + (", from rows alone" if ours == "tandem_rows" else "")
            held, other = middle(figure[ours]), middle(figure.get(HOCUSPOCUS))
            ratio = f"{held / other:.2f}" if held and other else ""
            cells = [_said(figure[kind]) if kind in figure else "" for kind in (ours, *KINDS[1:])]
            yield f"| {words} | {_aim(figure.get('aim', {}), ours)} | {' | '.join(cells)} | {ratio} |"


def _aim(aim: Found, ours: str) -> str:
    if ours not in aim:
        return ""
    word = "at least" if aim.get("least") else "at most"
    return f"{word} {aim[ours]:,}{' x Hocuspocus' if 'times' in aim else ''}"
