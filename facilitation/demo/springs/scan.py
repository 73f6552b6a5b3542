"""Scan: what goes on around the springs, in Tarija and in Brasschaat."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Yearly

RAINS, RAINS_END = Yearly((11, 1), (3, 31)), Yearly((11, 1), (3, 31), is_last=True)

SCAN: Content = {
    "around.factors.{tarija}": [
        (
            "medio_ambiente",
            {
                "key": "planning",
                "text": (
                    "De wijken plannen mee voor meerdere jaren, en dat werkt",
                    "Los barrios participan de forma estructural en la planificación plurianual, y funciona",
                ),
                "domain": "politics",
                "effect": 3,
                "certainty": 5,
                "influence": "some",
                "source": ("verslagen van de wijkvergaderingen", "actas de las asambleas barriales"),
                "noted_on": InDays(-30),
            },
        ),
        (
            "medio_ambiente",
            {
                "key": "drought",
                "text": ("De droge tijd duurt langer dan vroeger", "La época seca dura más que antes"),
                "domain": "environment",
                "effect": -3,
                "certainty": 4,
                "influence": "none",
                "source": ("metingen van het waterbedrijf", "mediciones de la empresa de agua"),
                "noted_on": InDays(-30),
            },
        ),
        (
            "tarija",
            {
                "key": "plots",
                "text": (
                    "Rond twee bronnen worden percelen verkocht",
                    "Cerca de dos fuentes se están vendiendo lotes",
                ),
                "domain": "society",
                "effect": -2,
                "certainty": 3,
                "influence": "some",
                "source": ("een wijkcomité", "un comité de barrio"),
                "noted_on": InDays(-28),
            },
        ),
    ],
    "around.factors.{brasschaat}": [
        (
            "brasschaat",
            {
                "key": "program",
                "text": (
                    "Het federale programma liep af in juni 2020",
                    "El programa federal terminó en junio de 2020",
                ),
                "domain": "budget",
                "effect": -2,
                "certainty": 5,
                "influence": "none",
                "source": ("de samenwerking zelf", "la propia cooperación"),
                "noted_on": InDays(-28),
            },
        ),
        (
            "school",
            {
                "key": "heroes",
                "text": (
                    "Samen deden we mee aan de Week van de duurzame gemeente, met twaalf helden in Tarija",
                    "Participamos juntos en la Semana del Municipio Sostenible, con doce héroes en Tarija",
                ),
                "domain": "partnership",
                "effect": 2,
                "certainty": 5,
                "influence": "much",
                "source": ("september 2022", "septiembre de 2022"),
                "noted_on": InDays(-28),
            },
        ),
    ],
    "ground.works.{tarija}": [
        (
            "medio_ambiente",
            {
                "what": ("Elke week loopt een comité langs zijn bron.", "Cada semana un comité recorre su fuente."),
                "who": ("de comités zelf", "los propios comités"),
                "since": ("de droogte van 2016", "la sequía de 2016"),
            },
        )
    ],
    "ground.works.{brasschaat}": [
        (
            "school",
            {
                "what": (
                    "Kinderen meten zelf temperatuur en regen op school.",
                    "Niñas y niños miden la temperatura y la lluvia en la escuela.",
                ),
                "who": ("drie leerkrachten", "tres docentes"),
                "since": ("twee jaar geleden", "hace dos años"),
            },
        )
    ],
    "ground.hooks.{tarija}": [
        (
            "tarija",
            {
                "key": "poa",
                "plan": ("het jaarplan van de gemeente", "el plan operativo anual del municipio"),
                "level": "local",
                "page": ("luik water en milieu", "capítulo de agua y medio ambiente"),
                "deadline": InDays(150),
            },
        )
    ],
    "time.calendar.{tarija}": [
        (
            "medio_ambiente",
            {
                "event": ("regentijd", "época de lluvias"),
                "kind": "weather",
                "starts": RAINS,
                "ends": RAINS_END,
                "effect": "slow",
            },
        ),
        (
            "tarija",
            {
                "event": ("opmaak van het jaarplan", "elaboración del plan anual"),
                "kind": "budget",
                "starts": InDays(240),
                "ends": InDays(285),
                "effect": "good",
            },
        ),
    ],
    "time.calendar.{brasschaat}": [
        (
            "school",
            {
                "event": ("schoolvakantie", "vacaciones escolares"),
                "kind": "school_holidays",
                "starts": InDays(216),
                "ends": InDays(230),
                "effect": "blocked",
            },
        ),
        (
            "brasschaat",
            {
                "event": ("begrotingsbesprekingen", "discusión del presupuesto"),
                "kind": "budget",
                "starts": InDays(300),
                "ends": InDays(330),
                "effect": "slow",
            },
        ),
    ],
    "meaning.conclusions": [
        (
            "medio_ambiente",
            {
                "text": (
                    "Dus … we beginnen bij de bron waar percelen verkocht worden, en samen met wie stroomopwaarts woont.",
                    "Entonces… empezamos por la fuente donde se venden lotes, y con quienes viven aguas arriba.",
                ),
                "factors": [Ref("plots"), Ref("drought")],
            },
        ),
    ],
}
