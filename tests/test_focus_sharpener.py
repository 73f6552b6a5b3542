"""The Focus sharpener: what it asks, what it notices, and that the short set of questions is enough to agree."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.strategies import contents
from tools.canvas import CAUTION, LEVELS, STOP, TIP, Content, Context, Finding, SideOf, agreeable, noticed, shown
from tools.content import blank, complete
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
    return [found.code for found in noticed(TOOL, content, about or context())]


def guesses(question: str, language: str) -> list[str]:
    """What the words of a question alone make the tool say."""
    other = {"nl": "es", "es": "nl"}[language]
    return noticed_codes(light(question__question={language: question, other: OPEN_QUESTION[other]}))


# The short set


def test_the_short_set_alone_reaches_can_be_agreed() -> None:
    assert agreeable(TOOL, light(), context())
    assert noticed_codes(light()) == []


def test_the_short_set_alone_reaches_can_be_agreed_in_a_shared_project_of_three_sides() -> None:
    everyone = {key: {"es": "Sí."} for key in KEYS}
    assert agreeable(TOOL, light(exchange__heard=everyone), context(shared=True, owner=""))


def test_a_blank_canvas_cannot_be_agreed_and_notices_nothing() -> None:
    empty = blank(TOOL, LANGUAGES, KEYS)
    assert not agreeable(TOOL, empty, context())
    assert noticed_codes(empty) == []
    assert noticed_codes(empty, context(shared=True, owner="")) == []
    assert [step.done for step in TOOL.steps(empty, context())] == [False] * 10


def test_only_informing_can_be_agreed_where_nothing_can_change() -> None:
    assert agreeable(TOOL, light(frame__room=0, frame__inform_only="yes"), context())


def test_steps_stand_in_the_order_of_the_questions_and_name_the_other_places() -> None:
    steps = TOOL.steps(light(), context())
    assert [step.at for step in steps] == [
        "topic.theme",
        "topic.symptoms",
        "people.affected",
        "frame.decided",
        "frame.room",
        "question.question",
        "question.decider",
        "exchange.heard.tarija",
        "exchange.heard.nimlahakok",
        "exchange.learn",
    ]
    assert [step.values for step in steps if step.values] == [{"place": "Tarija"}, {"place": "Nimlaha'kok"}]


@pytest.mark.parametrize(
    ("missing", "at"),
    [
        ({"topic__theme": {"nl": " "}}, "topic.theme"),
        ({"topic__symptoms": []}, "topic.symptoms"),
        ({"topic__symptoms": [{"id": "s1", "text": {"nl": "\n"}}]}, "topic.symptoms"),
        ({"people__affected": []}, "people.affected"),
        ({"frame__decided.none": False}, "frame.decided"),
        ({"frame__room": None}, "frame.room"),
        ({"question__question": {"nl": OPEN_QUESTION["nl"], "es": ""}}, "question.question"),
        ({"question__question": {"nl": "", "es": OPEN_QUESTION["es"]}}, "question.question"),
        ({"question__decider": None}, "question.decider"),
        ({"exchange__heard": {"tarija": {"es": "Sí."}}}, "exchange.heard.nimlahakok"),
        ({"exchange__heard": {"nimlahakok": {"es": "Sí."}}}, "exchange.heard.tarija"),
        ({"exchange__learn": {"nl": "", "es": ""}}, "exchange.learn"),
    ],
)
def test_each_step_that_is_missing_keeps_the_canvas_from_being_agreed(missing: dict[str, Any], at: str) -> None:
    content = light(**missing)
    assert [step.at for step in TOOL.steps(content, context()) if not step.done] == [at]
    assert not agreeable(TOOL, content, context())


def test_a_card_with_what_is_settled_counts_as_much_as_nothing_is_fixed_yet() -> None:
    settled = [{"id": "d1", "text": {"es": "La escuela se queda como está."}}]
    assert agreeable(TOOL, light(**{"frame__decided": settled, "frame__decided.none": False}), context())


def test_an_actor_that_is_linked_counts_as_the_one_who_decides() -> None:
    assert agreeable(TOOL, light(question__decider={"ids": ["a1"], "text": {}}), context())


def test_the_question_is_asked_in_every_language_of_the_partnership_and_in_no_other() -> None:
    assert agreeable(TOOL, light(question__question={"nl": OPEN_QUESTION["nl"]}), context(languages=("nl",)))
    assert not agreeable(TOOL, light(), context(languages=("nl", "es", "fr")))


def test_the_deep_set_and_the_inside_and_outside_are_needed_for_nothing() -> None:
    deep = [address for address, field in TOOL.fields() if field.deep]
    assert deep == ["topic.trigger", "topic.causes", "frame.inside", "frame.outside"]
    assert agreeable(TOOL, light(), context(deep_opened=True))


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


# T1-4: inviting where nothing can change


def test_t1_4_stops_an_agreement_when_nothing_can_change_and_people_are_still_invited() -> None:
    for inform_only in (None, "no"):
        content = light(frame__room=0, frame__inform_only=inform_only)
        (found,) = noticed(TOOL, content, context())
        assert (found.code, found.level, found.at[0]) == ("T1-4", STOP, "frame.room")
        assert not agreeable(TOOL, content, context())


def test_t1_4_is_silent_when_people_are_only_informed_or_when_there_is_little_or_unknown_room() -> None:
    assert noticed_codes(light(frame__room=0, frame__inform_only="yes")) == []
    assert noticed_codes(light(frame__room=1)) == []
    assert noticed_codes(light(frame__room=None)) == []


# T1-5: chosen by another side


def test_t1_5_asks_whether_the_place_itself_chose_what_another_proposed_and_chose() -> None:
    about = context(owner="nimlahakok", proposed="herent", chosen="herent")
    (found,) = TOOL.findings(blank(TOOL, LANGUAGES, KEYS), about)
    assert (found.code, found.level) == ("T1-5", CAUTION)
    assert found.values == {"proposer": "Herent", "owner": "Nimlaha'kok"}


@pytest.mark.parametrize(
    "known",
    [
        {"owner": "nimlahakok", "proposed": "herent", "chosen": "nimlahakok"},
        {"owner": "nimlahakok", "proposed": "herent", "chosen": ""},
        {"owner": "nimlahakok", "proposed": "herent", "chosen": "tarija"},
        {"owner": "nimlahakok", "proposed": "nimlahakok", "chosen": "nimlahakok"},
        {"owner": "nimlahakok", "proposed": "together", "chosen": "together"},
        {"owner": "nimlahakok", "proposed": "third", "chosen": "third"},
        {"owner": "nimlahakok", "proposed": "", "chosen": ""},
        {"shared": True, "owner": "", "proposed": "herent", "chosen": "herent"},
    ],
)
def test_t1_5_is_silent_when_the_place_chose_itself_or_nobody_said(known: dict[str, Any]) -> None:
    heard = {key: {"es": "Sí."} for key in KEYS}
    assert noticed_codes(light(exchange__heard=heard, exchange__learn=LEARN), context(**known)) == []


# T1-6: people nobody talked with


def groups(*heard: str | None) -> list[dict[str, Any]]:
    return [{"id": f"g{n}", "group": {"nl": "groep"}, "heard": each} for n, each in enumerate(heard)]


def test_t1_6_notices_that_nobody_who_is_affected_has_been_heard() -> None:
    (found,) = noticed(TOOL, light(people__affected=groups("no", "no")), context())
    assert (found.code, found.level, found.by_words) == ("T1-6", TIP, False)
    assert found.at == ("people.affected", "people.affected/g0/heard", "people.affected/g1/heard")


@pytest.mark.parametrize("heard", [(), ("no", "partly"), ("no", "yes"), ("no", None), (None,)])
def test_t1_6_is_silent_when_one_group_is_heard_or_not_yet_answered(heard: tuple[str | None, ...]) -> None:
    assert "T1-6" not in noticed_codes(light(people__affected=groups(*heard)))


def test_t1_6_does_not_count_an_empty_card() -> None:
    affected = [*groups("no"), {"id": "empty"}]
    assert noticed_codes(light(people__affected=affected)) == ["T1-6"]


# T1-7: nothing to learn


@pytest.mark.parametrize(
    "learn",
    [
        {"nl": "", "es": " \n"},
        OPEN_QUESTION,
        {"nl": "", "es": OPEN_QUESTION["es"].upper().replace("Ó", "O").strip("¿?")},
    ],
)
def test_t1_7_asks_a_shared_project_what_it_wants_to_learn(learn: dict[str, str]) -> None:
    (found,) = noticed(TOOL, light(exchange__learn=learn), context(shared=True, owner=""))
    assert (found.code, found.level, found.at) == ("T1-7", TIP, ("exchange.learn",))


def test_t1_7_is_silent_for_one_sides_project_for_other_words_and_before_there_is_a_question() -> None:
    shared = context(shared=True, owner="")
    assert noticed_codes(light(exchange__learn={"nl": ""})) == []
    assert noticed_codes(light(exchange__learn=LEARN), shared) == []
    assert noticed_codes(light(exchange__learn={"nl": ""}, question__question={"nl": ""}), shared) == []
    assert noticed_codes(light(exchange__learn={"nl": "Hoe?", "es": ""}), shared) == []


# All together


def test_the_most_serious_finding_comes_first_and_guesses_come_last() -> None:
    content = light(
        frame__room=0,
        people__affected=groups("no"),
        question__question={"nl": "Moeten we een app bouwen? Hoe dan?", "es": ""},
        question__drafts=[{"id": "k1", "question": {"es": "¿Debemos construir un pozo?"}}],
    )
    found = noticed(TOOL, content, context(owner="tarija", proposed="herent", chosen="herent"))
    assert [each.code for each in found] == ["T1-4", "T1-5", "T1-6", "T1-1", "T1-1", "T1-2", "T1-2", "T1-3"]
    assert [each.code for each in shown(found)] == ["T1-4", "T1-5", "T1-6"]


def test_what_somebody_sent_away_makes_room_for_the_next_but_a_stop_stays() -> None:
    found = [
        Finding(code="T1-4", level=STOP, sentence="", at=("frame.room",)),
        Finding(code="T1-6", level=TIP, sentence="", at=("people.affected",)),
        Finding(code="T1-1", level=TIP, sentence="", at=("question.question",)),
        Finding(code="T1-2", level=TIP, sentence="", at=("question.question",)),
    ]
    sent_away = {"T1-4@frame.room", "T1-6@people.affected"}
    assert [each.code for each in shown(found, sent_away)] == ["T1-4", "T1-1", "T1-2"]


@given(contents(TOOL, LANGUAGES, KEYS))
def test_any_canvas_can_be_read_and_what_is_noticed_points_at_what_is_there(content: Content) -> None:
    for shared, owner in ((True, ""), (False, "tarija")):
        about = context(shared=shared, owner=owner, deep_opened=True)
        found = noticed(TOOL, content, about)
        assert [LEVELS.index(each.level) for each in found] == sorted(LEVELS.index(each.level) for each in found)
        assert len({each.key for each in found}) == len(found)
        assert TOOL.picture is not None
        TOOL.picture(content, about)
        agreeable(TOOL, content, about)


# The picture


def test_the_picture_is_a_funnel_from_the_theme_to_the_one_question() -> None:
    assert TOOL.picture is not None
    content = light(
        topic__causes=[{"id": "c1", "text": {"nl": "Omdat alles verhard is."}, "depth": 1, "symptom": ["s1"]}],
        question__drafts=[
            {"id": "k1", "question": {"nl": "Hoe blijft het koel?"}, "lens": "narrower"},
            {"id": "k2", "lens": "broader"},
        ],
        frame__inside=[{"id": "i1", "text": {"nl": "de speelplaats"}}],
    )
    drawn = TOOL.picture(content, context())
    assert drawn["empty"] is False
    assert [(stage["key"], stage["count"]) for stage in drawn["stages"]] == [
        ("theme", 1),
        ("symptoms", 1),
        ("causes", 1),
        ("drafts", 1),
        ("question", 1),
    ]
    assert drawn["stages"][3]["items"] == [
        {
            "at": "question.drafts/k1/question",
            "id": "k1",
            "text": {"nl": "Hoe blijft het koel?", "es": ""},
            "note": "Narrower",
        }
    ]
    assert (drawn["frame"]["inside"]["count"], drawn["frame"]["outside"]["count"]) == (1, 0)
    assert drawn["rows"] == [*drawn["stages"], drawn["frame"]["inside"], drawn["frame"]["outside"]]


def test_the_picture_of_a_blank_canvas_is_empty_and_has_no_causes() -> None:
    assert TOOL.picture is not None
    drawn = TOOL.picture(blank(TOOL, LANGUAGES, KEYS), context())
    assert drawn["empty"] is True
    assert [stage["key"] for stage in drawn["stages"]] == ["theme", "symptoms", "drafts", "question"]
