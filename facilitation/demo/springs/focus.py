"""Focus: what Tarija wrote on the Focus sharpener of its springs, read and answered by Brasschaat."""

from __future__ import annotations

from typing import Any

FOCUS: dict[str, Any] = {
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
                "key": "affected_committees",
                "group": ("wijkcomités", "comités de barrio"),
                "how": ("dragen water als de kraan droog staat", "acarrean agua cuando no sale del grifo"),
                "heard": "yes",
            },
        ),
        (
            "tarija",
            {
                "key": "affected_upstream",
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
