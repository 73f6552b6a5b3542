"""Ambition canvases: filled Ambition setters of three sides, and the tools they read, to try things on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.focus_canvases import KEYS, LANGUAGES, SIDES
from tools import focus_sharpener
from tools.ambition_setter import TOOL
from tools.canvas import Content, Context, noticed
from tools.content import complete
from tools.pictures import Drawn

TODAY = "2026-11-27"
PICTURE = {"nl": "Kinderen spelen in de schaduw.", "es": "Los niños juegan a la sombra."}
PROMISE = {"nl": "Met jullie inbreng tekenen we de speelplaats.", "es": "Con su aporte vamos a dibujar el patio."}
DECIDE_ALONG = {"nl": "Leerlingen beslissen mee over hun speelplaats", "es": "Los estudiantes deciden sobre su patio"}
CARE = {"nl": "Wijkcomités bewaken en verzorgen hun bron", "es": "Los comités de barrio cuidan su fuente"}


def context(**known: Any) -> Context:
    """A project that three sides share, unless said otherwise."""
    return Context(**{"languages": LANGUAGES, "sides": SIDES, "today": TODAY, **known})


def room(steps: int | None) -> dict[str, Sequence[Content]]:
    """A project in which the Focus sharpener leaves so much room."""
    return {"focus_sharpener": [complete(focus_sharpener.TOOL, LANGUAGES, KEYS, {"frame": {"room": steps}})]}


def analysis(**sides: str | None) -> dict[str, Sequence[Content]]:
    """A project with these actors in the Stakeholder analysis, each of a side; their names are their ids."""
    actors = [{"id": key, "name": {"nl": f"naam {key}", "es": ""}, "side": side} for key, side in sides.items()]
    return {"stakeholder_analysis": [{"people": {"actors": actors}}]}


def goal(key: str, **parts: Any) -> dict[str, Any]:
    """A goal that every place gains by, led from Herent, unless said otherwise."""
    benefits = {side: {"nl": "wie er woont"} for side in KEYS}
    return {"id": key, "statement": DECIDE_ALONG, "benefits": benefits, "leader_side": "herent", **parts}


def goals(*sides: str | None) -> list[dict[str, Any]]:
    """One goal led from each of these sides: g1, g2 …"""
    return [goal(f"g{at}", leader_side=side) for at, side in enumerate(sides, 1)]


def sign(key: str, of: str | None, **parts: Any) -> dict[str, Any]:
    """A sign of a goal, with where it is found and who looks."""
    said = {"name": {"nl": f"teken {key}"}, "source": {"nl": "schoolverslag"}, "who": {"nl": "de onderwijsdienst"}}
    return {"id": key, "goal": [of] if of else None, **said, **parts}


def light(**changed: Any) -> Content:
    """The short set filled: a goal led by each side, a sign of each, and `changed` as "section__field"."""
    content: Content = {
        "change": {"picture": PICTURE, "goals": goals(*KEYS)},
        "signs": {"indicators": [sign(f"s{at}", f"g{at}") for at in (1, 2, 3)]},
        "promise": {"level": "coproduce", "promise": PROMISE},
        "limits": {"side_effects.none": True},
    }
    for address, value in changed.items():
        section, name = address.split("__")
        content.setdefault(section, {})[name] = value
    return complete(TOOL, LANGUAGES, KEYS, content)


def noticed_codes(content: Content, about: Context | None = None) -> list[str]:
    """The codes of what is noticed, most serious first."""
    return [found.code for found in noticed(TOOL, content, about or context())]


def drawn(key: str, content: Content, about: Context | None = None) -> Drawn:
    """One picture of a canvas, in English."""
    assert TOOL.figures is not None
    return next(each for each in TOOL.figures(content, about or context(), str) if each.key == key)
