"""Upstream: what the encounters of the project already arrange for those for whom taking part is hard."""

from __future__ import annotations

from typing import Any

from tools.canvas import Content, Context

ENCOUNTERS = "intervention_designer"

BY_FORM = {"in_person": ("internet", "camera"), "online": ("distance",)}
"""Barriers that the form of an encounter takes away by itself."""

INTERPRETED = ("simultaneous", "consecutive", "whispered", "bilingual")
"""Ways of interpreting a block that answer the barrier of language."""


def answered(context: Context) -> set[str] | None:
    """Return the barriers that at least one encounter answers; None as long as there is no encounter."""
    encounters = context.project.get(ENCOUNTERS, ())
    return {barrier for each in encounters for barrier in _answers(each)} if encounters else None


def _answers(encounter: Content) -> set[str]:
    found = set(_held(encounter, "people", "conditions"))
    form = encounter.get("meeting", {}).get("form")
    found.update(BY_FORM.get(form, ()) if isinstance(form, str) else ())
    if any(block.get("interpretation") in INTERPRETED for block in _held(encounter, "agenda", "blocks")):
        found.add("language")
    return found


def _held(encounter: Content, section: str, name: str) -> list[Any]:
    value = encounter.get(section, {}).get(name)
    return value if isinstance(value, list) else []
