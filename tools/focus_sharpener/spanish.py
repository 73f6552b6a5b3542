"""Spanish: the signs by which a Spanish question may hold its own answer, be closed, or be two questions.

Written for Latin America. The lists are the method's examples with their usual forms; what looks like them but is
not, is spared: "construir confianza", a "campaña agrícola", "las instalaciones", "hoy y mañana".
"""

from __future__ import annotations

import re

from tools.focus_sharpener.words import Listener, any_of, asks_twice, bare, matches_unless, plain, sentences

AR = "(?:ar|aremos|amos|a|an|e|en|emos|ando|ad[oa]s?)"
BUILD = (
    rf"(?:instal{AR}|implement{AR}|despaviment{AR}"
    r"|constru(?:ir|iremos|imos|yamos|ya|yan|ye|yen|yendo|id[oa]s?))"
)
THING = (
    r"una? (?:\w+ )?(?:app|folleto|aplicacion (?:movil|celular|digital|web)"
    r"|campaña(?! (?:agricola|electoral|de (?:siembra|cosecha)))\b)"
    r"|(?:crear|desarrollar) una aplicacion|microcreditos?"
)
SOLUTION = re.compile(rf"\b(?:{BUILD}|{THING})\b")

FIGURATIVE = any_of(
    """confianza puentes puente_entre relacion relaciones vinculo vinculos lazo lazos alianza alianzas acuerdo acuerdos
    consenso consensos dialogo dialogos paz futuro comunidad comunidades sociedad sociedades ciudad ciudades ciudadania
    identidad memoria convivencia cultura conocimiento conocimientos saberes capacidad capacidades propuesta propuestas
    respuesta respuestas solucion soluciones vision tema conversacion debate habito habitos mesa mesas agenda sentido
    esperanza resiliencia red(?:es)?_de_(?:apoyo|confianza|cuidado|aprendizaje)"""
)
"""What is built without bricks. "Red" and "redes" alone may well be pipes."""
FILLING = any_of(
    """juntos juntas entre_todos entre_todas en_conjunto colectivamente tambien asi una un la el las los mas mayor mejor
    mejores nueva nuevo nuevas nuevos buena buen buenas buenos verdadera verdadero mutua mutuo nuestra nuestro nuestras
    nuestros su sus"""
)
BEFORE = re.compile(rf"\b{FIGURATIVE}(?: (?:que|ya|se|ha|han|hemos|fue|es|mutua|mutuo))* $")
AFTER = re.compile(rf"^(?: {FILLING})* {FIGURATIVE}\b")


def _spared(before: str, after: str) -> bool:
    """Return whether the words around a sign give it another meaning."""
    return BEFORE.search(before) is not None or AFTER.search(after) is not None


def holds_solution(text: str) -> bool:
    """Return whether a solution seems to stand in the question."""
    return matches_unless(SOLUTION, _spared, bare(plain(text)))


OPENS_CLOSED = re.compile(
    r"^(?:(?:y|pero|entonces),? )?(?:no )?"
    + any_of(
        """debemos deberiamos debe deben deberia deberian podemos podriamos puede pueden podria podrian se_puede
        se_pueden se_podria se_debe se_deben es_posible es_necesario es_justo es_bueno es_importante es_mejor
        es_suficiente hay existe existen tenemos tiene tienen queremos quieren quiere vamos_a hace_falta
        conviene nos_conviene vale_la_pena necesitamos necesita necesitan seria habra esta estan sirve funciona"""
    )
    + r"\b"
)
ASKING = r"(?:cómo|qué|quién(?:es)?|cuál(?:es)?|cuándo|dónde|cuánt[oa]s?|por qué)"
ASKING_BARE = r"(?:como|que|quien(?:es)?|cual(?:es)?|cuando|donde|cuant[oa]s?|por que)"
STILL_OPEN = re.compile(
    rf"(?:[,:;]|\by|\be|\bo)(?: si es asi,?)? (?:(?:con|para|por|de|a|en) )?{ASKING_BARE}\b|\b[ou]\b"
)
"""After a closed beginning: a question word of its own, or a choice between two."""


def is_closed(text: str) -> bool:
    """Return whether a sentence seems to ask for yes or no; "es importante..." without marks is no question."""
    for sentence in sentences(bare(plain(text))):
        if "?" in sentence or "¿" in sentence:
            asked = sentence.rsplit("¿", 1)[-1].strip()
            if OPENS_CLOSED.search(asked) and not STILL_OPEN.search(asked):
                return True
    return False


PURPOSE = re.compile(r"\b(?:de (?:tal )?(?:modo|manera|forma) que|para que|a fin de)\b.*", re.DOTALL)
SECOND = re.compile(rf"\b[ye] (?:(?:con|para|por|de|a|en) )?{ASKING}\s+\w")
FIRST_WORDS = 3
"""Words a first question needs before a second one can follow it: "¿cómo y con quién podemos?" is one question."""
DEED = re.compile(
    r"\b[ye] (?!(?:lugar|hogar|bienestar|taller|mujer|poder|saber|placer|mar|militar|escolar|familiar|popular|similar"
    r"|particular|singular|ayer|cualquier|azar|alquiler|deber|mejor|alfiler|carácter)\b)\w+(?:ar|er|ir)(?:l[aeo]s?|se|nos)?\b"
)
"""A further deed: "y reforestar". Two of them beside the first are three things to do, and so two questions."""


def is_double(text: str) -> bool:
    """Return whether two questions seem to stand in one."""
    read = plain(text)
    if asks_twice(read):
        return True
    asked = PURPOSE.sub("", read)
    if len(DEED.findall(asked)) > 1:
        return True
    second = SECOND.search(asked)
    if second is None:
        return False
    first = asked[: second.start()].replace("¿", " ").split()
    return len(first) >= FIRST_WORDS and not re.search(rf"(?<!\w){ASKING}(?!\w)", " ".join(first[1:]))


LISTENER = Listener(holds_solution, is_closed, is_double)
