"""Scan canvases: filled Environment scans of three sides to try things on."""

from __future__ import annotations

from typing import Any

from tests.focus_canvases import KEYS, LANGUAGES, OPEN_QUESTION, SIDES
from tools import focus_sharpener
from tools.canvas import Content, Context, noticed
from tools.content import complete
from tools.environment_scan import TOOL

TODAY = "2026-11-27"


def context(**known: Any) -> Context:
    """A project that three sides share, whose Focus sharpener has its question, unless said otherwise."""
    focus = complete(focus_sharpener.TOOL, LANGUAGES, KEYS, {"question": {"question": OPEN_QUESTION}})
    told = {"languages": LANGUAGES, "sides": SIDES, "today": TODAY, "project": {"focus_sharpener": [focus]}}
    return Context(**{**told, **known})


def factor(id: str, effect: int | None = None, **more: Any) -> dict[str, Any]:
    """A factor with its words in one language."""
    return {"id": id, "text": {"nl": f"factor {id}"}, "effect": effect, **more}


def moment(id: str, starts: str | None = None, ends: str | None = None, **more: Any) -> dict[str, Any]:
    """A moment of the year with its words in one language."""
    return {"id": id, "event": {"es": f"momento {id}"}, "starts": starts, "ends": ends, **more}


def scan(**changed: Any) -> Content:
    """A blank canvas but for `changed` values as "section__field"."""
    content: Content = {}
    for address, value in changed.items():
        section, name = address.split("__")
        content.setdefault(section, {})[name] = value
    return complete(TOOL, LANGUAGES, KEYS, content)


def light(**changed: Any) -> Content:
    """A canvas with the short set filled in the fewest words, and `changed` values as "section__field"."""
    filled: dict[str, Any] = {
        "around__factors": {key: [factor(f"f-{key}", 1)] for key in KEYS},
        "ground__works": {
            key: [{"id": f"w-{key}", "what": {"nl": "De wijkraad komt elke maand samen."}}] for key in KEYS
        },
        "ground__hooks": {key: [{"id": f"h-{key}", "plan": {"es": "El plan plurianual"}}] for key in KEYS},
        "time__calendar": {key: [moment(f"m-{key}", kind="elections")] for key in KEYS},
        "meaning__conclusions": [{"id": "c1", "text": {"es": "Entonces empezamos por los barrios."}}],
    }
    return scan(**{**filled, **changed})


def noticed_codes(content: Content, about: Context | None = None) -> list[str]:
    """The codes of what is noticed, most serious first."""
    return [found.code for found in noticed(TOOL, content, about or context(deep_opened=True))]
