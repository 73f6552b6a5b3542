"""Focus: what Brasschaat wrote on the Focus sharpener of its playgrounds, read and answered by Tarija."""

from __future__ import annotations

from typing import Any

from facilitation.demo.words import InDays

EARLIER: dict[str, Any] = {
    "question.question": (
        "Hoe kunnen we speelplaatsen beter maken, zodat kinderen minder last hebben van de hitte?",
        "¿Cómo podemos mejorar los patios, de modo que el calor no moleste tanto a los niños?",
    )
}
"""What the question was before everybody looked at it once more."""

FOCUS: dict[str, Any] = {
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
                "key": "affected_pupils",
                "group": ("leerlingen", "estudiantes"),
                "how": ("kunnen nergens spelen als de zon brandt", "no tienen dónde jugar cuando hay sol"),
                "heard": "partly",
            },
        ),
        (
            "school",
            {
                "key": "affected_parents",
                "group": ("ouders", "madres y padres"),
                "how": ("halen zieke kinderen op", "recogen a hijas e hijos que se sintieron mal"),
                "heard": "yes",
            },
        ),
        (
            "brasschaat",
            {
                "key": "affected_neighbours",
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
                "key": "building",
                "text": ("Het schoolgebouw blijft zoals het is.", "El edificio de la escuela se queda como está."),
                "by": ("college van burgemeester en schepenen", "el ejecutivo municipal de Brasschaat"),
                "on": InDays(-262),
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
