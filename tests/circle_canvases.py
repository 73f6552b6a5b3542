"""Circle canvases: exercises of the circle, filled by three sides, to try things on."""

from __future__ import annotations

from typing import Any

from tests.focus_canvases import KEYS, LANGUAGES, SIDES
from tools.canvas import Content, Context, Finding, noticed
from tools.content import complete
from tools.sdg_circle import TOOL


def context(**known: Any) -> Context:
    """A project that three sides share, unless said otherwise."""
    return Context(**{"languages": LANGUAGES, "sides": SIDES, **known})


def activity(id: str, cell: str = "", goal: int | None = None, direction: str | None = None, **more: Any) -> Any:
    """An activity called after its id; `cell` is "local people", the ring and the P."""
    ring, p = cell.split() if cell else (None, None)
    held = {"id": id, "text": {"nl": f"kaart {id}"}, "ring": ring, "p": p, "direction": direction, **more}
    return {**held, "goal": f"sdg_{goal}" if goal else None}


def change(id: str, **held: Any) -> dict[str, Any]:
    """A change called after its id, chosen unless said otherwise."""
    return {"id": id, "change": {"es": f"cambio {id}"}, "chosen": "yes", **held}


def circle(*activities: dict[str, Any], **changed: Any) -> Content:
    """A blank canvas but for these activities, and `changed` values as "section__field"."""
    content: Content = {"today": {"activities": list(activities)}}
    for address, value in changed.items():
        section, name = address.split("__")
        content.setdefault(section, {})[name] = value
    return complete(TOOL, LANGUAGES, KEYS, content)


ALL_PARTS = tuple(
    activity(f"p{at}", f"{ring} {p}")
    for at, (ring, p) in enumerate(
        (
            ("internal", "people"),
            ("local", "planet"),
            ("global", "prosperity"),
            ("local", "peace"),
            ("global", "partnership"),
        )
    )
)
"""Something in each part and in each ring, of nobody in particular."""


def noticed_codes(content: Content, about: Context | None = None) -> list[str]:
    """The codes of what is noticed, most serious first."""
    return [found.code for found in noticed(TOOL, content, about or context())]


def one(content: Content, about: Context | None = None) -> Finding:
    """The only thing that is noticed."""
    (found,) = noticed(TOOL, content, about or context())
    return found
