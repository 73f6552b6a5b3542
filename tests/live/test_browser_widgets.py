"""Browser widgets: what lists do more on an open page counts as the server counts, in Node.

Agendas are drawn by chance, on days on which clocks change too, in zones that differ by whole hours, half hours and not
at all. Years from 1970 to 2099: before, zones had odd seconds on which time zone libraries differ.
"""

from __future__ import annotations

import datetime
import random
from pathlib import Path
from typing import Any

from tests.encounters import LANGUAGES
from tests.live.test_browser_bindings import run
from tools.canvas import Context, SideOf
from tools.content import complete
from tools.intervention_designer import TOOL, agenda

ZONES = (
    *(
        "Europe/Brussels",
        "America/La_Paz",
        "America/Guatemala",
        "America/Lima",
        "Africa/Porto-Novo",
        "America/Santiago",
    ),
    *("Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "UTC", "Mars/Olympus"),
)
CHANGES = (
    "2026-03-29",
    "2026-10-25",
    "2027-03-28",
    "2026-04-05",
    "2026-10-04",
    "2026-09-06",
    "2026-03-08",
    "2026-11-01",
)
"""Days on which a clock changes somewhere among these zones."""
ODD = (None, None, 0, 5, 45, 7.5, -5, 1e300, 2**40, "tien", True)


def _agenda(chance: random.Random) -> dict[str, Any]:
    zones = chance.sample(ZONES, chance.randint(1, 4)) if chance.random() < 0.9 else ["Europe/Brussels"] * 2
    sides = tuple(SideOf(key=f"s{n}", place=f"Place {n}", zone=zone) for n, zone in enumerate(zones))
    keys = [side.key for side in sides]
    parts = [
        {
            "id": f"part000{n}",
            "on": _day(chance),
            "at": chance.choice(
                (None, "00:00", "02:30", "16:00", "23:59", f"0{chance.randint(0, 3)}:{chance.randint(10, 59)}")
            ),
            "clock": chance.choice((None, "nobody", *keys, *keys, *keys)),
            "minutes": chance.choice((*ODD, 100, 480)),
        }
        for n in range(chance.randint(0, 3))
    ]
    ids = [part["id"] for part in parts]
    blocks = [
        {
            "id": f"bloc{n:04}",
            "part": chance.choice((None, ["gone0001"], *([id] for id in ids))),
            "minutes": chance.choice((*ODD, chance.randint(0, 2000), chance.randint(0, 50) / 8)),
        }
        for n in range(chance.randint(0, 6))
    ]
    return {"sides": sides, "parts": parts, "blocks": blocks}


def _day(chance: random.Random) -> str | None:
    if chance.random() < 0.1:
        return chance.choice((None, "2026-02-30", "9999-12-31", "0000-01-01"))
    if chance.random() < 0.5:
        return chance.choice(CHANGES)
    return (datetime.date(1970, 1, 2) + datetime.timedelta(days=chance.randint(0, 47_000))).isoformat()


def _case(chance: random.Random) -> dict[str, Any]:
    drawn = _agenda(chance)
    sides, filled = drawn["sides"], []
    context = Context(languages=LANGUAGES, sides=sides)
    content = complete(
        TOOL,
        LANGUAGES,
        [side.key for side in sides],
        {"meeting": {"parts": drawn["parts"]}, "agenda": {"blocks": drawn["blocks"]}},
    )
    for plan in agenda.plans(content, context):
        slots = [
            {
                "id": slot.block["id"],
                "start": slot.start,
                "end": slot.end,
                "minutes": slot.minutes,
                "from": _hours(plan, slot.start, context),
                "to": _hours(plan, slot.end, context),
            }
            for slot in plan.slots
        ]
        begins = plan.begins and round(plan.begins.timestamp() * 1000)
        card = plan.card["id"] if plan.card else None
        known = {"available": plan.available, "planned": plan.planned, "over": plan.over}
        filled.append({"card": card, "begins": begins, **known, "slots": slots})
    written = [part for part in drawn["parts"] if any(held is not None for key, held in part.items() if key != "id")]
    blocks = [block for block in drawn["blocks"] if block["part"] is not None or block["minutes"] is not None]
    zones = [{"key": side.key, "zone": side.zone} for side in sides]
    return {"parts": written, "blocks": blocks, "sides": zones, "plans": filled}


def _hours(plan: agenda.Plan, minute: float, context: Context) -> list[dict[str, Any]]:
    return [{"key": hour.side, "at": hour.at, "shift": hour.shift} for hour in agenda.hours(plan, minute, context)]


def test_the_page_counts_minutes_and_hours_as_the_server_does_also_when_clocks_change(tmp_path: Path) -> None:
    chance = random.Random(6)
    cases = [_case(chance) for _ in range(3000)]
    timed = [slot for case in cases for plan in case["plans"] if plan["begins"] for slot in plan["slots"]]
    assert len(timed) > 1000
    run("hours.mjs", tmp_path, AGENDAS=cases)


def test_marks_and_weeks_are_drawn_where_they_belong(tmp_path: Path) -> None:
    run("places.mjs", tmp_path)
