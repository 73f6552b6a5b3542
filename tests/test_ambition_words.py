"""The words of a goal: activities as they are heard in Dutch and in Spanish, and the changes that are left alone."""

from __future__ import annotations

import pytest

from tests.ambition_canvases import CARE, DECIDE_ALONG, context, goal, goals, light, noticed_codes
from tests.focus_canvases import KEYS
from tools.ambition_setter import TOOL
from tools.canvas import TIP, noticed


def guesses(statement: str, language: str) -> list[str]:
    """What the words of a goal alone make the tool say, beside a change in the other language."""
    other = {"nl": "es", "es": "nl"}[language]
    said = {language: statement, other: DECIDE_ALONG[other]}
    return noticed_codes(light(change__goals=[goal("g1", statement=said), *goals(*KEYS)[1:]]))


@pytest.mark.parametrize(
    "statement",
    [
        "Drie workshops organiseren",
        "Organiseren van drie workshops over water",
        "Workshops organiseren voor jongeren",
        "We bezoeken elkaars gemeente",
        "We gaan een plan opmaken",
        "We maken een plan op",
        "In mei organiseren we een feest",
        "Opmaak van een waterplan",
        "Bezoek aan Tarija",
        "Duizend bomen planten",
        "Een infoavond houden",
        "Er worden infoavonden georganiseerd",
        "Een folder verspreiden in de wijk",
        "Een school bouwen in de wijk",
        "Samen een brochure maken",
        "Een speelplaats aanleggen",
        "Een plan opmaken met de buurt",
        "Meer workshops organiseren",
    ],
)
def test_t3_2_hears_a_dutch_activity(statement: str) -> None:
    assert guesses(statement, "nl") == ["T3-2"]


@pytest.mark.parametrize(
    "statement",
    [
        DECIDE_ALONG["nl"],
        CARE["nl"],
        "Elke gemeenschap beslist over en zorgt voor haar herbeboste stuk",
        "Elke wijk organiseert haar eigen feest",
        "Jongeren organiseren zelf een feest",
        "Jongeren kunnen zelf een feest organiseren",
        "Drie scholen organiseren met ouders een feest",
        "Meer mensen bezoeken het park",
        "Meer bezoeken",
        "Minder bezoeken aan de spoed",
        "Er is vertrouwen tussen school en wijk",
        "Vertrouwen bouwen tussen school en wijk",
        "We bouwen vertrouwen op",
        "We bouwen samen aan een sterke buurt",
        "Kennis verspreiden tussen de wijken",
        "De straat proper houden",
        "Inheemse bomen en planten",
        "Groene plaatsen om te spelen",
        "Zo maken we de wijk groen",
        "We willen dat jongeren zelf een feest organiseren",
        "Buren durven elkaar bezoeken",
        "Drie workshops organiseren, zodat leerlingen mee beslissen",
        "Niet meer vergaderen zonder de jongeren",
        "Kinderen bezoeken de bron zonder schrik",
        "De organisatie staat open voor iedereen",
        "Het plan staat vast",
    ],
)
def test_t3_2_leaves_a_dutch_change_alone(statement: str) -> None:
    assert guesses(statement, "nl") == []


@pytest.mark.parametrize(
    "statement",
    [
        "Organizar tres talleres",
        "Elaborar un plan de agua",
        "Visitar las comunidades",
        "Visitaremos cada comunidad",
        "Vamos a realizar una feria",
        "Elaboración de un plan",
        "Hacer un taller con jóvenes",
        "Hacer reuniones en cada barrio",
        "Dar charlas en la escuela",
        "Construir tres tanques de agua en la comunidad",
        "Construimos un pozo",
        "Se realizarán talleres",
        "Queremos capacitar a los líderes",
        "Plantar mil árboles",
        "Visita a Brasschaat",
        "Dictar dos talleres",
        "organizacion de un foro",
    ],
)
def test_t3_2_hears_a_spanish_activity(statement: str) -> None:
    assert guesses(statement, "es") == ["T3-2"]


@pytest.mark.parametrize(
    "statement",
    [
        DECIDE_ALONG["es"],
        CARE["es"],
        "Los estudiantes participan en la decisión sobre su patio",
        "Cada comunidad decide y cuida su área reforestada",
        "Construir confianza entre vecinos",
        "Construir juntos una relación de confianza",
        "Construir acuerdos sobre el agua",
        "Construimos puentes entre jóvenes y mayores",
        "Construir una gran alianza",
        "Los comités organizan su propia feria",
        "Que los jóvenes puedan organizar su propio festival",
        "Organizarse mejor entre vecinos",
        "Las familias organizan turnos de riego",
        "Realizar sus sueños",
        "Realizar el derecho al agua",
        "Hacer realidad el derecho al agua",
        "Hacer visible el trabajo de las mujeres",
        "Dar voz a las mujeres",
        "Visitar el río sin miedo",
        "Elaborar su propio plan de agua",
        "Organizar talleres para que las familias cuiden el agua",
        "La visita al médico ya no depende del dinero",
        "El diseño de la plaza lo deciden los vecinos",
        "Celebrar la diversidad",
        "Instalar el tema en la agenda",
    ],
)
def test_t3_2_leaves_a_spanish_change_alone(statement: str) -> None:
    assert guesses(statement, "es") == []


def test_t3_2_is_a_guess_that_points_at_the_goal_and_is_made_once_whatever_the_number_of_languages() -> None:
    said = {"nl": "Drie workshops organiseren", "es": "Organizar tres talleres", "fr": "Organiser des ateliers"}
    content = light(change__goals=[*goals(*KEYS)[:2], goal("g3", leader_side="nimlahakok", statement=said)])
    (found,) = noticed(TOOL, content, context())
    assert (found.code, found.level, found.by_words) == ("T3-2", TIP, True)
    assert found.at == ("change.goals/g3/statement",)


def test_t3_2_leaves_a_language_alone_that_nobody_listens_to() -> None:
    said = {"nl": "", "es": "", "fr": "Organiser trois ateliers"}
    assert noticed_codes(light(change__goals=[goal("g1", statement=said), *goals(*KEYS)[1:]])) == []
