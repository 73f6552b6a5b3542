"""Focus: what Nimlaha'kok wrote on the Focus sharpener of its forest, read and answered by Herent."""

from __future__ import annotations

from typing import Any

FOCUS: dict[str, Any] = {
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
                "key": "affected_women",
                "group": ("vrouwengroepen", "grupos de mujeres"),
                "how": ("dragen hout en water en zorgen voor de kinderen", "cargan leña y agua y cuidan a los niños"),
                "heard": "no",
            },
        ),
        (
            "nimlahakok",
            {
                "key": "affected_youth",
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
                "key": "land",
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
