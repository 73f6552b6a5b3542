"""Workshops: a house in which a project has the tools with a picture, hours or weeks of their own on the table.

Three places; the actors of the project, its route, an encounter of a hundred minutes, the year of Tarija. All invented.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitation import canvases, clock
from facilitation.access import Role
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.live import addresses, document, log
from tests import makers
from tests.browser.houses import House, running
from tools import get
from tools.content import complete

LANGUAGES, SIDES = ("nl", "es"), ("brasschaat", "tarija", "nimlahakok")

ACTORS = (
    ("actor001", "leerlingenraad", "gobierno estudiantil", {"x": 80, "y": 20}),
    ("actor002", "directie van de school", "dirección de la escuela", {"x": 60, "y": 85}),
    ("actor003", "buurtcomité", "comité de barrio", None),
    ("actor004", "ouders", "madres y padres", {"x": 80, "y": 20}),
)
HELD: dict[str, dict[str, Any]] = {
    "stakeholder_analysis": {
        "people": {"actors": [{"id": id, "name": {"nl": nl, "es": es}, "place": at} for id, nl, es, at in ACTORS]}
    },
    "trajectory_designer": {
        "route": {"phases": [{"id": f"phase00{n}", "name": {"nl": f"fase {n}", "es": f"fase {n}"}} for n in (1, 2, 3)]},
        "people": {"matrix": {"actor001": {"phase001": "consult", "phase002": "decide"}}},
    },
    "intervention_designer": {
        "meeting": {
            "name": {"nl": "Spiegelgesprek", "es": "Diálogo espejo"},
            "parts": [{"id": "part0001", "on": "2026-06-09", "at": "16:00", "clock": "brasschaat", "minutes": 100}],
        },
        "agenda": {
            "blocks": [
                {
                    "id": "block001",
                    "part": ["part0001"],
                    "minutes": 10,
                    "kind": "welcome",
                    "aim": {"nl": "aankomen", "es": "llegar"},
                },
                {
                    "id": "block002",
                    "part": ["part0001"],
                    "minutes": 45,
                    "kind": "talk",
                    "question": {"nl": "Welke stem ontbrak?"},
                },
                {
                    "id": "block003",
                    "part": ["part0001"],
                    "minutes": 33,
                    "kind": "choose",
                    "question": {"es": "¿Qué elegimos?"},
                },
            ]
        },
    },
}


def year(today: datetime.date) -> dict[str, Any]:
    """Return a year of Tarija: next week and the one after it blocked, the two behind slow, a good one in ten weeks."""
    monday = today - datetime.timedelta(days=today.weekday())

    def day(weeks: int, days: int = 0) -> str:
        return (monday + datetime.timedelta(weeks=weeks, days=days)).isoformat()

    return {
        "time": {
            "calendar": {
                "tarija": [
                    {
                        "id": "week0001",
                        "event": {"es": "vacaciones escolares"},
                        "starts": day(1),
                        "ends": day(2, 6),
                        "effect": "blocked",
                    },
                    {
                        "id": "week0002",
                        "event": {"es": "época de lluvias"},
                        "starts": day(2, 4),
                        "ends": day(4, 2),
                        "effect": "slow",
                    },
                    {"id": "week0003", "event": {"es": "feria"}, "starts": day(10, 5), "effect": "good"},
                ]
            }
        }
    }


TOOLS = (*HELD, "environment_scan")
"""The tools that are on the table."""


@dataclass(frozen=True)
class Workshop:
    """The house, the number of the project, and the cookies of its people: those of a place by its key."""

    house: House
    project: int
    cookies: dict[str, str]

    def path(self, tool: str) -> str:
        """Return the address of a canvas."""
        declared = get(tool)
        return f"/projects/{self.project}/{declared.slug}{'/1' if declared.many else ''}"


@contextmanager
def workshop(folder: Path) -> Iterator[Workshop]:
    """Open the house."""
    with running(folder) as house:
        with house.factory() as db:
            world = makers.world(db, tool="focus_sharpener")
            db.begin_writing()
            for tool, content in {**HELD, "environment_scan": year(clock.today())}.items():
                fill(db, makers.canvas(db, world.project, tool), content)
            people = {side: world.of(side, Role.COORDINATOR).person.id for side in SIDES}
            project = world.project.id
            db.commit()
        yield Workshop(house, project, {side: house.token(person) for side, person in people.items()})


def fill(db: Session, canvas: Canvas, content: dict[str, Any]) -> None:
    """Write content on a blank canvas."""
    tool = get(canvas.tool)
    whole = complete(tool, LANGUAGES, SIDES, content)
    for where in addresses.rooms(tool, canvases.context(canvas)):
        doc = document.from_content(tool, SIDES, whole, where)
        log.append(db, log.room(db, canvas.room_name(where), canvas.id), [doc.get_update()], None)
