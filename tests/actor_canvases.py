"""Actor canvases: filled Stakeholder analyses of three sides to try things on."""

from __future__ import annotations

from typing import Any

from tests.focus_canvases import KEYS, LANGUAGES, SIDES
from tools.canvas import Content, Context, Finding, noticed
from tools.content import complete
from tools.stakeholder_analysis import TOOL


def context(**known: Any) -> Context:
    """A project that three sides share, with the deep set open, unless said otherwise."""
    return Context(**{"languages": LANGUAGES, "sides": SIDES, "deep_opened": True, **known})


def actor(id: str, side: str | None = None, role: str | None = None, **more: Any) -> dict[str, Any]:
    """An actor called after its id in one language; `at` is (interest, influence)."""
    at = more.pop("at", None)
    place = {"x": at[0], "y": at[1]} if at else None
    return {"id": id, "name": {"nl": f"groep {id}"}, "side": side, "role": role, "place": place, **more}


def seen_by(side: str, **held: Any) -> dict[str, Any]:
    """Parts that only one side wrote, as its own people see them: stance, judged, contact."""
    return {part: {side: value} for part, value in held.items()}


def analysis(*actors: dict[str, Any], **changed: Any) -> Content:
    """A blank canvas but for these actors, and `changed` values as "section__field"."""
    content: Content = {"people": {"actors": list(actors)}}
    for address, value in changed.items():
        section, name = address.split("__")
        content.setdefault(section, {})[name] = value
    return complete(TOOL, LANGUAGES, KEYS, content)


DECIDERS = tuple(actor(f"d-{key}", key, "decides") for key in KEYS)
"""Somebody who decides on every side, so that whatever else is tried is noticed alone."""


def light(**changed: Any) -> Content:
    """A canvas with the short set filled in the fewest words, and `changed` values as "section__field"."""
    first = {**DECIDERS[0], "place": {"x": 60, "y": 80}, "affected": 1}
    return analysis(first, *DECIDERS[1:], **{"people__missing.none": True, **changed})


def noticed_codes(content: Content, about: Context | None = None) -> list[str]:
    """The codes of what is noticed, most serious first."""
    return [found.code for found in noticed(TOOL, content, about or context())]


def one(content: Content, about: Context | None = None) -> Finding:
    """The only thing that is noticed."""
    (found,) = noticed(TOOL, content, about or context())
    return found
