"""Encounters: designed encounters of three places to try things on; Spiegelgesprek 1 is an invented example."""

from __future__ import annotations

from typing import Any

from tools.canvas import Content, Context, SideOf, noticed
from tools.content import complete
from tools.intervention_designer import TOOL

LANGUAGES = ("nl", "es")
SIDES = (
    SideOf(key="brasschaat", place="Brasschaat", zone="Europe/Brussels"),
    SideOf(key="tarija", place="Tarija", zone="America/La_Paz"),
    SideOf(key="nimlahakok", place="Nimlaha'kok", zone="America/Guatemala"),
)
KEYS = tuple(side.key for side in SIDES)

QUESTION = {"nl": "Welke stem ontbrak?", "es": "¿Qué voz faltó?"}


def context(**known: Any) -> Context:
    """A shared project of three places, unless said otherwise."""
    return Context(**{"languages": LANGUAGES, "sides": SIDES, **known})


def two(**known: Any) -> Context:
    """The same of Brasschaat and Tarija alone."""
    return context(sides=SIDES[:2], **known)


def part(key: str = "p1", **held: Any) -> dict[str, Any]:
    """A part on a Tuesday in June, at 16:00 in Brasschaat, of a hundred minutes."""
    return {"id": key, "on": "2026-06-09", "at": "16:00", "clock": "brasschaat", "minutes": 100, **held}


def block(key: str, minutes: Any, kind: str | None = "talk", **held: Any) -> dict[str, Any]:
    """A block of a conversation of everybody together, unless said otherwise."""
    return {"id": key, "minutes": minutes, "kind": kind, "form": "plenary", "interpretation": "bilingual", **held}


def light(**changed: Any) -> Content:
    """An encounter with the short set filled in the fewest words, and `changed` values as "section__field"."""
    content: Content = {
        "meeting": {"name": {"nl": "Spiegelgesprek 1"}, "parts": [part()]},
        "result": {"results": [{"id": "r1", "result": {"es": "Una lista de voces que faltan"}}]},
        "people": {"invitees": [{"id": "i1", "actor": {"ids": [], "text": {"nl": "leerlingenraad"}}}]},
        "agenda": {"blocks": [block("b1", 100, question=QUESTION, harvest_to="stakeholder_analysis")]},
        "interpreting": {},
    }
    for address, value in changed.items():
        section, name = address.split("__")
        content[section][name] = value
    return complete(TOOL, LANGUAGES, KEYS, content)


def mirror(**changed: Any) -> Content:
    """Spiegelgesprek 1: a hundred minutes in nine blocks, full to the minute."""
    minutes = (10, 5, 20, 10, 10, 25, 12, 5, 3)
    kinds = ("welcome", "info", "talk", "gather", "pause", "talk", "choose", "close", "close")
    leads = ("tarija", "brasschaat", "tarija", "brasschaat", None, "together", "tarija", "brasschaat", None)
    blocks = [
        block(f"b{number}", long, kind, lead=lead, harvest_to="radar" if kind == "gather" else None)
        for number, (long, kind, lead) in enumerate(zip(minutes, kinds, leads, strict=True), 1)
    ]
    blocks[5] |= {"form": "mixed", "question": QUESTION}
    return light(**{"meeting__form": "online", "agenda__blocks": blocks, **changed})


def upstream(**tools: Any) -> dict[str, list[Content]]:
    """What the earlier tools of the project hold, by key of the tool, as far as encounters look at it."""
    return {key: [content] for key, content in tools.items()}


def actors(*cards: dict[str, Any]) -> Content:
    """A Stakeholder analysis of these actors."""
    return {"people": {"actors": list(cards)}}


def codes(content: Content, about: Context | None = None) -> list[str]:
    """The codes of what is noticed, most serious first."""
    return [found.code for found in noticed(TOOL, content, about or context())]


def found(code: str, content: Content, about: Context | None = None) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """Where a finding points and with which values, each time it is noticed."""
    seen = noticed(TOOL, content, about or context())
    return [(each.at, dict(each.values)) for each in seen if each.code == code]
