"""Route canvases: filled Trajectory designers of three sides, with what the earlier tools of their project hold."""

from __future__ import annotations

from typing import Any

from tools.canvas import Content, Context, Finding, SideOf, noticed
from tools.content import complete
from tools.trajectory_designer import TOOL

LANGUAGES = ("nl", "es")
SIDES = (
    SideOf(key="brasschaat", place="Brasschaat"),
    SideOf(key="tarija", place="Tarija"),
    SideOf(key="nimlahakok", place="Nimlaha'kok"),
)
KEYS = [side.key for side in SIDES]


def context(**known: Any) -> Context:
    """A shared project of three sides, of which no earlier tool was begun, unless said otherwise."""
    return Context(**{"languages": LANGUAGES, "sides": SIDES, **known})


def project(**upstream: Any) -> dict[str, list[Content]]:
    """What the earlier tools hold: `room`, `actors`, `goals` and `calendar` (by side), each only when given."""
    held: dict[str, list[Content]] = {}
    if "room" in upstream:
        held["focus_sharpener"] = [{"frame": {"room": upstream["room"]}}]
    if "actors" in upstream:
        held["stakeholder_analysis"] = [{"people": {"actors": upstream["actors"]}}]
    if "goals" in upstream:
        held["ambition_setter"] = [{"change": {"goals": upstream["goals"]}}]
    if "calendar" in upstream:
        held["environment_scan"] = [{"time": {"calendar": upstream["calendar"]}}]
    return held


def actor(key: str, name: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "name": {"nl": name}, **more}


def phase(key: str = "p1", **more: Any) -> dict[str, Any]:
    return {"id": key, "name": {"nl": "Luisteren"}, **more}


def linked(*ids: str) -> dict[str, Any]:
    """A link to cards where words could stand as well."""
    return {"ids": list(ids), "text": {}}


def route(**changed: Any) -> Content:
    """A blank canvas with these values, as "section__field"."""
    content: Content = {}
    for address, value in changed.items():
        section, name = address.split("__")
        content.setdefault(section, {})[name] = value
    return complete(TOOL, LANGUAGES, KEYS, content)


def light(**changed: Any) -> Content:
    """A canvas with the short set filled in the fewest words."""
    return route(
        **{
            "route__phases": [phase(level="consult", starts="2026-01-10", ends="2026-03-10")],
            "people__sessions": [{"id": "s1", "name": {"es": "Primera conversación"}}],
            "people__feedback": [{"id": "f1", "phase": ["p1"], "promised": "2026-04-01"}],
            "decisions__moments": [
                {"id": "d1", "what": {"nl": "Welke scholen eerst"}, "on": "2026-03-20", "after": ["p1"]}
            ],
            **changed,
        }
    )


def found(code: str, content: Content, about: Context | None = None) -> list[Finding]:
    """What is noticed under one code, with the deep set open."""
    return [each for each in noticed(TOOL, content, about or context(deep_opened=True)) if each.code == code]


def codes(content: Content, about: Context | None = None) -> list[str]:
    """The codes of what is noticed, most serious first."""
    return [each.code for each in noticed(TOOL, content, about or context(deep_opened=True))]


def sentence(finding: Finding) -> str:
    """What people read, in English."""
    return finding.sentence.format(**finding.values)
