"""The words of a question: what a listener hears in Dutch and in Spanish, and the look-alikes that are left alone."""

from __future__ import annotations

import pytest

from tests.focus_canvases import OPEN_QUESTION, context, light, noticed_codes
from tools.canvas import TIP, noticed
from tools.focus_sharpener import TOOL


def guesses(question: str, language: str) -> list[str]:
    """What the words of a question alone make the tool say."""
    other = {"nl": "es", "es": "nl"}[language]
    return noticed_codes(light(question__question={language: question, other: OPEN_QUESTION[other]}))


# T1-1: a solution inside the question


@pytest.mark.parametrize(
    "question",
    [
        "Hoe kunnen we 5 speelplaatsen ontharden?",
        "Hoe bouwen we een buurthuis voor jongeren?",
        "Hoe kan hier een brug gebouwd worden over de beek?",
        "Hoe leggen we een fietspad naar school aan?",
        "Hoe leggen we nieuwe paden aan, zodat iedereen veilig is?",
        "Hoe wordt er een groen plein aangelegd?",
        "Wat is nodig om een wijkraad op te richten?",
        "Hoe voeren we een autovrije zondag in?",
        "Wanneer zijn de zonnepanelen geïnstalleerd?",
        "Hoe maken we samen een app over water?",
        "Hoe bereiken we ouders met een leuke brochure?",
        "Hoe zetten we een campagne op tegen zwerfvuil?",
        "Hoe helpen microkredieten de ondernemers?",
        "Hoe kunnen we een school bouwen, zodat er meer vertrouwen groeit?",
    ],
)
def test_t1_1_hears_a_solution_in_a_dutch_question(question: str) -> None:
    assert guesses(question, "nl") == ["T1-1"]


@pytest.mark.parametrize(
    "question",
    [
        OPEN_QUESTION["nl"],
        "Hoe kunnen we vertrouwen bouwen in de wijk?",
        "Hoe kunnen we bruggen bouwen tussen jong en oud?",
        "Hoe kunnen we bruggen tussen wijken bouwen?",
        "Hoe kunnen we een brug bouwen tussen oud en jong?",
        "Hoe bouwen we samen aan een sterke buurt?",
        "Hoe bouwen we wederzijds vertrouwen op?",
        "Hoe kunnen we voortbouwen op wat er al is?",
        "Hoe bouwen we verder op elkaars ervaring?",
        "Hoe willen de inwoners de gebouwen gebruiken?",
        "Wat leerden we uit de campagne van vorig jaar?",
        "Hoe kunnen we samen een gesprek voeren over water?",
        "Waar richten we ons op?",
        "Hoe leggen we dit aan de buurt uit?",
        "Wie kan de gegevens invoeren?",
        "Hoe houden we de appelboomgaard gezond?",
        "Hoe reageren mensen op “een app bouwen”?",
        "Hoe kunnen we de relatie tussen school en wijk opbouwen?",
    ],
)
def test_t1_1_leaves_the_nearest_dutch_look_alikes_alone(question: str) -> None:
    assert guesses(question, "nl") == []


@pytest.mark.parametrize(
    "question",
    [
        "¿Cómo podemos despavimentar 5 patios?",
        "¿Cómo podemos construir un pozo con la comunidad?",
        "¿Cómo se construyen dos escuelas nuevas?",
        "¿Dónde será construida la planta?",
        "¿Cómo instalamos paneles solares?",
        "¿Cómo podemos implementar un sistema de riego?",
        "¿Cómo podemos crear una app para los vecinos?",
        "¿De qué manera ayuda un folleto a las familias?",
        "¿Qué lograríamos con una gran campaña de limpieza?",
        "¿Cómo funcionan los microcréditos en el barrio?",
        "como funcionan los microcreditos en el barrio",
        "¿Cómo podemos construir una red de riego?",
        "¿Cómo podemos construir con la comunidad un tanque de agua?",
    ],
)
def test_t1_1_hears_a_solution_in_a_spanish_question(question: str) -> None:
    assert guesses(question, "es") == ["T1-1"]


@pytest.mark.parametrize(
    "question",
    [
        OPEN_QUESTION["es"],
        "¿Cómo podemos construir confianza entre vecinos?",
        "¿Cómo podemos construir juntos una relación de confianza?",
        "¿Cómo construimos puentes entre jóvenes y mayores?",
        "¿Cómo podemos construir comunidad en el barrio?",
        "¿Cómo cuidar la confianza construida?",
        "¿Cómo podemos instalar el tema en la agenda?",
        "¿Cómo podemos construir redes de apoyo?",
        "¿Cómo cuidamos el agua en la campaña agrícola?",
        "¿Cómo cuidamos el agua durante una campaña agrícola?",
        "¿Cómo quieren acampañarse las familias?",
        "¿Cómo podemos acompañar a las familias?",
        "¿Cómo cuidamos las instalaciones de la escuela?",
        "¿Cómo podemos reconstruir la memoria del barrio?",
        "¿Cómo ven los vecinos la aplicación justa de la ley?",
        "¿Qué piensan de «crear una app»?",
    ],
)
def test_t1_1_leaves_the_nearest_spanish_look_alikes_alone(question: str) -> None:
    assert guesses(question, "es") == []


# T1-2: yes or no


@pytest.mark.parametrize(
    "question",
    [
        "Moeten we de speelplaats groener maken?",
        "moeten we de speelplaats groener maken",
        "Kunnen we leren hoe anderen het doen?",
        "Is er genoeg schaduw?",
        "Zijn er genoeg bomen?",
        "De bron zakt. Willen we daar samen iets aan doen?",
        "Weten we of iedereen water heeft?",
        "“Moeten we groener worden?”",
    ],
)
def test_t1_2_hears_a_closed_dutch_question(question: str) -> None:
    assert guesses(question, "nl") == ["T1-2"]


@pytest.mark.parametrize(
    "question",
    [
        "Hoe moeten we de speelplaats groener maken?",
        "Kunnen we dit samen doen, en hoe?",
        "Willen we meer schaduw of meer speelruimte?",
        "Wat moeten we weten?",
        "Iedereen vraagt: moeten kinderen stil zijn of mogen ze spelen?",
        "Zijn school, haar plein: wat hebben kinderen nodig?",
        "Hoe beantwoorden we de vraag “Moeten we dit doen?” samen?",
    ],
)
def test_t1_2_leaves_the_nearest_dutch_look_alikes_alone(question: str) -> None:
    assert guesses(question, "nl") == []


@pytest.mark.parametrize(
    "question",
    [
        "¿Debemos cerrar la fuente?",
        "¿Se puede cuidar el bosque?",
        "¿No deberíamos plantar más árboles?",
        "Debemos cerrar la fuente?",
        "Si el agua baja, ¿debemos racionar?",
        "¿Hay sombra para todos?",
        "¿Es posible vivir mejor aquí?",
        "¿Deberian los jovenes decidir?",
    ],
)
def test_t1_2_hears_a_closed_spanish_question(question: str) -> None:
    assert guesses(question, "es") == ["T1-2"]


@pytest.mark.parametrize(
    "question",
    [
        "¿Cómo podemos cuidar la fuente?",
        "como podemos cuidar la fuente",
        "¿Qué debemos saber?",
        "¿Debemos cuidar la fuente, y cómo?",
        "¿Queremos más sombra o más espacio para jugar?",
        "¿Y si la pregunta la hace la niñez?",
        "Debemos cuidar el agua.",
        "Queremos más agua: ¿de qué manera la cuidamos?",
        "¿En qué se puede cambiar algo?",
    ],
)
def test_t1_2_leaves_the_nearest_spanish_look_alikes_alone(question: str) -> None:
    assert guesses(question, "es") == []


# T1-3: two questions in one


@pytest.mark.parametrize(
    "question",
    [
        "Hoe houden we het koel? Wie zorgt voor de bomen?",
        "Hoe kunnen we de bron beschermen en wie betaalt dat?",
        "Hoe kunnen we de school vergroenen en waarom is dat zo moeilijk?",
        "Hoe kunnen we de bron beschermen en moeten we het plein sluiten?",
        "Hoe kunnen we de bron beschermen en de school vergroenen en de weg herstellen?",
    ],
)
def test_t1_3_hears_two_dutch_questions_in_one(question: str) -> None:
    assert guesses(question, "nl") == ["T1-3"]


@pytest.mark.parametrize(
    "question",
    [
        OPEN_QUESTION["nl"],
        "Hoe kunnen we bos en water beschermen, zodat gezinnen en dieren er beter van leven?",
        "Hoe en met wie kunnen we de bron verzorgen?",
        "Hoe weten we wat kinderen nodig hebben en wie kan helpen?",
        "Hoe maken we plekken die koel zijn en waar kinderen graag spelen?",
        "Hoe betrekken we leerlingen en wie daar woont?",
        "Hoe kunnen we planten en dieren beschermen?",
        "Hoe houden we het koel, zodat ouders rusten en wie wil kan spelen?",
        "Hoe houden we het koel??",
        "Hoe beantwoorden we samen de vraag “Wie zorgt voor water?”?",
    ],
)
def test_t1_3_leaves_the_nearest_dutch_look_alikes_alone(question: str) -> None:
    assert guesses(question, "nl") == []


@pytest.mark.parametrize(
    "question",
    [
        "¿Cómo cuidamos la fuente? ¿Quién la limpia?",
        "¿Cómo cuidamos la fuente y quién la limpia?",
        "¿Cómo podemos cuidar el agua y por qué cuesta tanto?",
        "¿Cómo cuidamos la fuente, y ¿quién la limpia?",
        "¿Cómo podemos proteger las fuentes y reforestar las laderas y mejorar los caminos?",
    ],
)
def test_t1_3_hears_two_spanish_questions_in_one(question: str) -> None:
    assert guesses(question, "es") == ["T1-3"]


@pytest.mark.parametrize(
    "question",
    [
        OPEN_QUESTION["es"],
        "¿Cómo podemos, con los barrios y comunidades que viven cerca, proteger las fuentes de agua, de modo que haya "
        "agua limpia hoy y mañana?",
        "¿Cómo podemos, comunidad por comunidad, cuidar el bosque y el agua de modo que las familias también vivan "
        "mejor?",
        "¿Cómo y con quién podemos cuidar la fuente?",
        "¿Cómo sabemos qué necesita la gente y cómo ayudarla?",
        "¿Cómo podemos cuidar y limpiar la fuente?",
        "¿Cómo podemos cuidar el barrio y el hogar y el lugar?",
        "¿Cómo cuidamos el agua, para que todos sepan y quién quiera ayude?",
        "¿Cómo cuidamos la fuente??",
        "¿Cómo respondemos juntos a “¿Quién cuida el agua?”?",
    ],
)
def test_t1_3_leaves_the_nearest_spanish_look_alikes_alone(question: str) -> None:
    assert guesses(question, "es") == []


# How guesses behave


def test_a_guess_is_a_tip_and_says_that_it_comes_from_the_words() -> None:
    (found,) = noticed(TOOL, light(question__question={"nl": "Moeten we?", "es": "¿Debemos?"}), context())
    assert (found.code, found.level, found.by_words, found.at) == ("T1-2", TIP, True, ("question.question",))


def test_a_draft_is_heard_as_well_as_the_question_and_each_text_once_for_both_languages() -> None:
    drafts = [
        {"id": "k1", "question": {"nl": "Hoe kunnen we 5 speelplaatsen ontharden?", "es": "¿Cómo despavimentar 5?"}},
        {"id": "k2", "question": {"nl": "", "es": "¿Cómo podemos despavimentar 5 patios?"}},
        {"id": "k3", "question": {"nl": "Wat heeft een leerling nodig?", "es": ""}},
    ]
    found = noticed(TOOL, light(question__drafts=drafts), context())
    assert [(each.code, each.at) for each in found] == [
        ("T1-1", ("question.drafts/k1/question",)),
        ("T1-1", ("question.drafts/k2/question",)),
    ]


def test_a_text_in_a_language_nobody_listens_to_is_left_alone() -> None:
    french = {"nl": "", "es": "", "fr": "Faut-il een app bouwen?"}
    assert noticed_codes(light(question__question=french)) == []
