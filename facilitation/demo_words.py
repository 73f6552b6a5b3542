"""Demo words: what the example people wrote on the Focus sharpener of four projects, in both languages.

Everything here is invented, but for the themes of the projects, and says so on the screen. Shape: a text is
(Dutch, Spanish), a card is (who wrote it, {part: value}), where who is a key of `demo.PEOPLE`.
"""

from __future__ import annotations

from typing import Any

Pair = tuple[str, str]
Card = tuple[str, dict[str, Any]]

PLAYGROUNDS: dict[str, Any] = {
    "topic.theme": ("verharde speelplaatsen", "patios escolares de puro cemento"),
    "topic.trigger": (
        "In de hittegolf van juni bleven drie klassen een week binnen: de speelplaats was te heet. "
        "In augustus stond dezelfde speelplaats onder water.",
        "En la ola de calor de junio, tres cursos pasaron una semana adentro: el patio estaba demasiado caliente. "
        "En agosto, ese mismo patio se inundó.",
    ),
    "topic.symptoms": [
        (
            "school",
            {
                "text": (
                    "Op warme dagen is de speelplaats om 13 uur te heet om te spelen.",
                    "En los días de calor, a la una de la tarde el patio quema y no se puede jugar.",
                ),
                "where": ("op school, van mei tot september", "en la escuela, de mayo a septiembre"),
                "said_by": ("leerlingenraad", "el gobierno estudiantil"),
            },
        ),
        (
            "school",
            {
                "text": (
                    "Bij hevige regen staat het water tot aan de klasdeur.",
                    "Cuando llueve fuerte, el agua llega hasta la puerta de las aulas.",
                ),
                "where": ("op school", "en la escuela"),
                "said_by": ("schooldirectie", "la dirección de la escuela"),
            },
        ),
        (
            "brasschaat",
            {
                "text": ("Iedereen zoekt dat ene hoekje schaduw op.", "Todos buscan el único rincón con sombra."),
                "where": ("speelplaats", "el patio"),
                "said_by": ("een leerkracht", "una docente"),
            },
        ),
    ],
    "people.affected": [
        (
            "school",
            {
                "group": ("leerlingen", "estudiantes"),
                "how": ("kunnen nergens spelen als de zon brandt", "no tienen dónde jugar cuando hay sol"),
                "heard": "partly",
            },
        ),
        (
            "school",
            {
                "group": ("ouders", "madres y padres"),
                "how": ("halen zieke kinderen op", "recogen a hijas e hijos que se sintieron mal"),
                "heard": "yes",
            },
        ),
        (
            "brasschaat",
            {
                "group": ("buurtbewoners", "vecinas y vecinos"),
                "how": ("krijgen water in de kelder", "el agua les entra al sótano"),
                "heard": "yes",
            },
        ),
    ],
    "frame.decided": [
        (
            "brasschaat",
            {
                "text": ("Het schoolgebouw blijft zoals het is.", "El edificio de la escuela se queda como está."),
                "by": ("college van burgemeester en schepenen", "el ejecutivo municipal de Brasschaat"),
                "on": "2026-03-02",
            },
        ),
    ],
    "frame.room": 3,
    "frame.room_for": [
        (
            "brasschaat",
            {"text": ("hoe de speelplaats eruitziet en wat er groeit", "cómo se ve el patio y qué se planta en él")},
        ),
        ("school", {"text": ("wie er na schooltijd mag spelen", "quiénes pueden usar el patio después de clases")}),
    ],
    "frame.inside": [
        (
            "brasschaat",
            {"text": ("de speelplaatsen van de gemeentescholen", "los patios de las escuelas municipales")},
        )
    ],
    "frame.outside": [
        ("brasschaat", {"text": ("geen volledige schoolrenovatie", "no es una renovación total de la escuela")})
    ],
    "question.drafts": [
        (
            "brasschaat",
            {
                "question": (
                    "Hoe maken we plekken waar kinderen samenkomen klaar voor hitte en regen?",
                    "¿Cómo preparamos para el calor y la lluvia los lugares donde se juntan niñas y niños?",
                ),
                "lens": "broader",
            },
        ),
        (
            "school",
            {
                "question": ("Hoe kunnen we 5 speelplaatsen ontharden?", "¿Cómo podemos despavimentar 5 patios?"),
                "lens": "narrower",
            },
        ),
        (
            "tarija",
            {
                "question": (
                    "Wat heeft een leerling nodig om op een hete dag graag buiten te zijn?",
                    "¿Qué necesita cada estudiante para salir con gusto al patio en un día de calor?",
                ),
                "lens": "other_eyes",
            },
        ),
    ],
    "question.question": (
        "Hoe kunnen we samen met leerlingen, ouders en buurt speelplaatsen laten meebewegen met hitte en regen, "
        "zodat ze voor iedereen fijner worden?",
        "¿Cómo podemos, junto con estudiantes, familias y vecinos, adaptar los patios escolares al calor y la lluvia, "
        "de modo que sean más agradables para todos?",
    ),
    "question.decider": ("college van burgemeester en schepenen", "el ejecutivo municipal de Brasschaat"),
    "exchange.heard": (
        "medio_ambiente",
        (
            "Ook onze wijken vechten om schaduw. De hitte herkennen we. "
            "De regen zouden wij liever bijhouden dan afvoeren.",
            "Nuestros barrios también pelean por la sombra. El calor lo conocemos bien; "
            "la lluvia preferiríamos guardarla antes que dejarla ir.",
        ),
    ),
    "exchange.learn": (
        "Hoe betrekken we kinderen en buurt bij het beheer van water en groen?",
        "¿Cómo involucramos a la niñez y al barrio en el cuidado del agua y de las áreas verdes?",
    ),
}

SPRINGS: dict[str, Any] = {
    "topic.theme": ("de waterbronnen rond onze wijken", "las fuentes de agua cerca de nuestros barrios"),
    "topic.symptoms": [
        (
            "medio_ambiente",
            {
                "text": (
                    "In de droge tijd zakt de bron een meter; vroeger zag je het water vanaf de weg.",
                    "En época seca el ojo de agua baja un metro; antes se veía el agua desde el camino.",
                ),
                "where": ("de bron boven de wijk", "la fuente que está arriba del barrio"),
                "said_by": ("een wijkcomité", "un comité de barrio"),
            },
        ),
        (
            "medio_ambiente",
            {
                "text": (
                    "Na het weekend ligt er afval bij twee van de vier bronnen.",
                    "Después del fin de semana hay basura en dos de las cuatro fuentes.",
                ),
                "where": ("tijdens de ronde van maandag", "en el recorrido de los lunes"),
                "said_by": ("de milieudienst", "la dirección de medio ambiente"),
            },
        ),
    ],
    "people.affected": [
        (
            "medio_ambiente",
            {
                "group": ("wijkcomités", "comités de barrio"),
                "how": ("dragen water als de kraan droog staat", "acarrean agua cuando no sale del grifo"),
                "heard": "yes",
            },
        ),
        (
            "tarija",
            {
                "group": ("gemeenschappen stroomopwaarts", "comunidades aguas arriba"),
                "how": (
                    "gebruiken dezelfde bron voor hun akkers en hebben amper internet",
                    "riegan con la misma fuente y casi no tienen internet",
                ),
                "heard": "no",
            },
        ),
    ],
    "frame.decided.none": True,
    "frame.room": 4,
    "frame.room_for": [
        (
            "tarija",
            {
                "text": (
                    "wie waakt over welke bron, en welke afspraken daar gelden",
                    "quién da seguimiento a cada fuente y qué acuerdos valen ahí",
                )
            },
        ),
    ],
    "question.drafts": [
        (
            "tarija",
            {
                "question": (
                    "Hoe zorgen wij en onze buren stroomopwaarts samen voor hetzelfde water?",
                    "¿Cómo cuidamos la misma agua entre quienes vivimos aquí y quienes viven aguas arriba?",
                ),
                "lens": "broader",
            },
        ),
        (
            "brasschaat",
            {
                "question": (
                    "Wat zou een kind vragen dat elke dag water haalt?",
                    "¿Qué preguntaría una niña que va a traer agua todos los días?",
                ),
                "lens": "other_eyes",
            },
        ),
    ],
    "question.question": (
        "Hoe kunnen we met de wijken en gemeenschappen die er wonen de waterbronnen beschermen, "
        "zodat er vandaag en morgen proper water is?",
        "¿Cómo podemos, con los barrios y comunidades que viven cerca, proteger las fuentes de agua, "
        "de modo que haya agua limpia hoy y mañana?",
    ),
    "question.decider": ("de gemeenteraad van Tarija", "el concejo municipal de Tarija"),
    "exchange.learn": (
        "Hoe betrekken we kinderen en buurt bij het beheer van water en groen?",
        "¿Cómo involucramos a la niñez y al barrio en el cuidado del agua y de las áreas verdes?",
    ),
}

FOREST: dict[str, Any] = {
    "topic.theme": ("bos en water in onze gemeenschappen", "el bosque y el agua en nuestras comunidades"),
    "topic.symptoms": [
        (
            "nimlahakok",
            {
                "text": (
                    "Voor brandhout lopen gezinnen nu een uur verder dan tien jaar geleden.",
                    "Para traer leña, las familias caminan hoy una hora más que hace diez años.",
                ),
                "where": ("in de bergen boven het dorp", "en la montaña, arriba de la comunidad"),
                "said_by": ("de oudsten", "las ancianas y los ancianos"),
            },
        ),
    ],
    "people.affected": [
        (
            "nimlahakok",
            {
                "group": ("vrouwengroepen", "grupos de mujeres"),
                "how": ("dragen hout en water en zorgen voor de kinderen", "cargan leña y agua y cuidan a los niños"),
                "heard": "no",
            },
        ),
        (
            "nimlahakok",
            {
                "group": ("jongeren", "jóvenes"),
                "how": ("trekken weg omdat er geen werk is", "se van porque no hay trabajo"),
                "heard": "no",
            },
        ),
    ],
    "frame.decided": [
        (
            "nimlahakok",
            {
                "text": ("De gemeenschappen kiezen de gronden.", "Las comunidades eligen los terrenos."),
                "by": ("de gemeenschapsraden", "los consejos comunitarios"),
            },
        )
    ],
    "frame.room": 5,
    "frame.outside": [
        (
            "nimlahakok",
            {"text": ("geen plantages met maar één boomsoort", "no queremos plantaciones de una sola especie")},
        )
    ],
    "question.question": (
        "Hoe kunnen we, gemeenschap per gemeenschap, zorg dragen voor bos en water, "
        "zodat gezinnen er ook beter van leven?",
        "¿Cómo podemos, comunidad por comunidad, cuidar el bosque y el agua "
        "de modo que las familias también vivan mejor?",
    ),
    "question.decider": ("de gemeenschapsraden", "los consejos comunitarios"),
    "exchange.heard": (
        "herent",
        (
            "Bij ons verdwijnen de bosjes tussen de tuinen. Ook wij zoeken hoe bewoners zelf voor bomen gaan zorgen.",
            "Aquí desaparecen las arboledas entre los jardines. También buscamos que la gente misma cuide los árboles.",
        ),
    ),
    "exchange.learn": (
        "Hoe zorgen mensen jarenlang samen voor bomen die niet van hen zijn?",
        "¿Cómo cuida la gente, durante años y en conjunto, árboles que no son suyos?",
    ),
}

GARDENS: dict[str, Any] = {
    "topic.theme": ("bosjes en tuinen in een warmer klimaat", "arboledas y jardines en un clima más cálido"),
    "topic.symptoms": [
        (
            "herent",
            {
                "text": (
                    "Na drie droge zomers staan langs de Dijle veertig dode berken.",
                    "Después de tres veranos secos hay cuarenta abedules muertos a la orilla del Dijle.",
                ),
                "where": ("telling van de groendienst", "conteo del servicio de áreas verdes"),
                "said_by": ("de milieudienst", "el servicio de medio ambiente"),
            },
        ),
    ],
    "question.drafts": [
        (
            "nimlahakok",
            {
                "question": (
                    "Wat vertellen de oudste bewoners over de bomen van vroeger?",
                    "¿Qué cuentan las personas mayores sobre los árboles de antes?",
                ),
                "lens": "other_eyes",
            },
        ),
    ],
    "question.question": (
        "Hoe kunnen we met inwoners bestaande bosjes en tuinen klimaatbestendiger maken, "
        "zodat er meer leven in de bomen zit?",
        "¿Cómo podemos, con la gente que vive aquí, preparar para un clima más cálido las arboledas "
        "y los jardines que ya existen, de modo que haya más vida en los árboles?",
    ),
}
