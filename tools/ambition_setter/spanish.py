"""Spanish: the signs by which a goal may be an activity (what the partners do) instead of a change (what it brings).

Written for Latin America. Heard are deeds of whoever runs a project, at the beginning of a sentence ("Organizar tres
talleres", "Elaboración de un plan") or of "nosotros" ("Visitaremos …", "Vamos a realizar …"). Spared are what others
do ("Los comités organizan …", "Que los jóvenes puedan organizar …": that is the change), what people do for themselves
("organizarse"), what is built without bricks ("construir confianza"), and a deed that says what changes by it
("para que …", "de modo que …").
"""

from __future__ import annotations

import re

from tools.focus_sharpener.spanish import FIGURATIVE, FILLING
from tools.focus_sharpener.words import any_of, bare, plain, sentences

AR = any_of(
    """organiz realiz elabor visit capacit public redact convoc diseñ ejecut implement instal plant sensibiliz
    socializ compr contrat"""
)
IR = any_of("difund impart distribu imprim constru")
LOOSE_AR = any_of("dict celebr d")
"""Verbs that say something only by what follows: "hacer un taller" is an activity, "hacer realidad" is not."""
EVENT = (
    r"(?= (?:(?:una?|unos|unas|[0-9]+|dos|tres|cuatro|cinco|seis|varios|varias|nuevos|nuevas) )?(?:\w+ )?"
    r"(?:taller(?:es)?|reunion(?:es)?|ferias?|campañas?|encuentros?|charlas?|visitas?|capacitacion(?:es)?|estudios?"
    r"|diagnosticos?|encuestas?|plan(?:es)?|folletos?|afiches?|manual(?:es)?|mural(?:es)?|videos?|eventos?|foros?"
    r"|fiestas?)\b)"
)
MEANT = r"(?:(?:vamos a|queremos|hay que|nos toca|nuestro objetivo es|el objetivo es) )?(?:volver a )?"
INFINITIVE = rf"{MEANT}(?:{AR}ar|{IR}ir|(?:hacer|{LOOSE_AR}ar){EVENT}|llevar a cabo)"
DOING = rf"(?:hacemos|haremos|{LOOSE_AR}(?:amos|aremos)){EVENT}"
OF_US = rf"(?:nosotr[oa]s )?(?:{AR}(?:amos|aremos)|{IR}(?:imos|iremos)|{DOING})"
PASSIVE = rf"se (?:va a |van a )?{AR}(?:an?|aran?|ar)"
NAMED = (
    r"(?:organizacion|realizacion|elaboracion|publicacion|ejecucion|implementacion|instalacion|impresion|construccion"
    r"|compra|diseño) de|visita a"
)
"""The same as a noun: "elaboración de un plan"."""
DEED = re.compile(rf"^[^\w]*(?:{INFINITIVE}|{OF_US}|{PASSIVE}|{NAMED})\b")
VISIT = re.compile(r"\bvisit")

TOLD = re.compile(
    r"\b(?:para que|(?:de|en) (?:tal )?(?:modo|manera|forma) que|a fin de que|con lo (?:que|cual)|por lo que"
    r"|gracias a|asi que|lo que permite)\b"
)
"""The change is told beside the deed."""
OF_OTHERS = re.compile(r"\b(?:propi[oa]s?|por su cuenta|sin miedo|sin temor|con seguridad|libremente)\b")
"""What people do for themselves, or dare to do: that is a change."""
UNSEEN = (
    rf"(?:{FIGURATIVE}|sueños?|derechos?|potencial|vida|voz|tejido|liderazgos?|autonomia|bienestar|buen vivir|cambios?)"
)
UNBUILT = re.compile(rf"^(?: {FILLING})*(?: {UNSEEN}| \w+ {UNSEEN})\b")
"""Trust, agreements, bridges, dreams come true: nobody lays bricks for these. To visit a community is a deed."""


def is_activity(text: str) -> bool:
    """Return whether a goal seems to tell what its authors do, and nothing of what changes."""
    read = bare(plain(text))
    return TOLD.search(read) is None and any(_is_deed(sentence) for sentence in sentences(read))


def _is_deed(sentence: str) -> bool:
    """Return whether one sentence tells a deed that nothing spares."""
    found = DEED.search(sentence)
    if found is None or OF_OTHERS.search(sentence):
        return False
    after = sentence[found.end() :]
    return VISIT.search(found[0]) is not None or UNBUILT.search(after) is None
