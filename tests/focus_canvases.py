"""Focus canvases: filled Focus sharpeners of three sides to try things on."""

from __future__ import annotations

from typing import Any

from tools.canvas import Content, Context, SideOf, noticed
from tools.content import complete
from tools.focus_sharpener import TOOL

LANGUAGES = ("nl", "es")
SIDES = tuple(
    SideOf(key=key, place=place)
    for key, place in (("herent", "Herent"), ("tarija", "Tarija"), ("nimlahakok", "Nimlaha'kok"))
)
KEYS = tuple(side.key for side in SIDES)

OPEN_QUESTION = {
    "nl": "Hoe kunnen we samen met leerlingen, ouders en buurt speelplaatsen laten meebewegen met hitte en regen, "
    "zodat ze voor iedereen fijner worden?",
    "es": "¿Cómo podemos, junto con alumnos, familias y vecinos, adaptar los patios escolares al calor y la lluvia, "
    "de modo que sean más agradables para todos?",
}
LEARN = {"nl": "Hoe betrekken we kinderen bij water?", "es": "¿Cómo involucramos a la niñez en el agua?"}


def context(**known: Any) -> Context:
    """A project of Herent, looked at by three sides, unless said otherwise."""
    return Context(**{"languages": LANGUAGES, "sides": SIDES, "shared": False, "owner": "herent", **known})


def light(**changed: Any) -> Content:
    """A canvas with the short set filled in the fewest words, and `changed` values as "section__field"."""
    content: Content = {
        "topic": {
            "theme": {"nl": "Verharde speelplaatsen"},
            "symptoms": [{"id": "s1", "text": {"nl": "Om 13 uur is het er te heet om te spelen."}}],
        },
        "people": {"affected": [{"id": "g1", "group": {"nl": "leerlingen"}}]},
        "frame": {"decided.none": True, "room": 3},
        "question": {"question": OPEN_QUESTION, "decider": {"ids": [], "text": {"nl": "het college"}}},
        "exchange": {
            "heard": {"tarija": {"es": "Reconocemos el calor."}, "nimlahakok": {"es": "Aquí falta sombra."}},
            "learn": {"es": "¿Cómo involucramos a la niñez?"},
        },
    }
    for address, value in changed.items():
        section, name = address.split("__")
        content[section][name] = value
    return complete(TOOL, LANGUAGES, KEYS, content)


def noticed_codes(content: Content, about: Context | None = None) -> list[str]:
    """The codes of what is noticed, most serious first."""
    return [found.code for found in noticed(TOOL, content, about or context())]
