"""Scan: what goes on around the playgrounds, in Brasschaat and in Tarija."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Yearly

RAINS, RAINS_END = Yearly((11, 1), (3, 31)), Yearly((11, 1), (3, 31), is_last=True)

SCAN: Content = {
    "around.factors.{brasschaat}": [
        (
            "school",
            {
                "key": "heat",
                "text": (
                    "Na elf dagen boven de 30 graden vraagt de hele school om schaduw",
                    "Después de once días de más de 30 grados, toda la escuela pide sombra",
                ),
                "domain": "environment",
                "effect": 3,
                "certainty": 5,
                "influence": "none",
                "source": ("metingen op drie scholen", "mediciones en tres escuelas"),
                "noted_on": InDays(-40),
            },
        ),
        (
            "brasschaat",
            {
                "key": "money",
                "text": (
                    "Er is maar geld voor één speelplaats per jaar",
                    "Solo alcanza el dinero para un patio por año",
                ),
                "domain": "budget",
                "effect": -2,
                "certainty": 4,
                "influence": "some",
                "source": ("de begroting", "el presupuesto municipal"),
                "noted_on": InDays(-40),
            },
        ),
        (
            "school",
            {
                "key": "teachers",
                "text": (
                    "Leerkrachten geven graag buiten les, als er schaduw is",
                    "A las y los docentes les gusta dar clase afuera, si hay sombra",
                ),
                "domain": "society",
                "effect": 2,
                "certainty": 3,
                "influence": "much",
                "source": ("een rondvraag bij 24 leerkrachten", "un sondeo con 24 docentes"),
                "noted_on": InDays(-38),
            },
        ),
    ],
    "around.factors.{tarija}": [
        (
            "medio_ambiente",
            {
                "key": "planning",
                "text": (
                    "In Tarija beslissen de wijken mee over de meerjarenplanning",
                    "Los barrios de Tarija participan de forma estructural en la planificación plurianual",
                ),
                "domain": "politics",
                "effect": 3,
                "certainty": 5,
                "influence": "some",
                "source": ("jarenlange ervaring", "experiencia de años"),
                "noted_on": InDays(-35),
            },
        ),
        (
            "tarija",
            {
                "key": "staff",
                "text": (
                    "Mandaten en medewerkers wisselen vaak",
                    "Las autoridades y el personal cambian con frecuencia",
                ),
                "domain": "partnership",
                "effect": -2,
                "certainty": 4,
                "influence": "none",
                "source": ("de samenwerking tot nu toe", "la cooperación hasta ahora"),
                "noted_on": InDays(-35),
            },
        ),
    ],
    "ground.works.{brasschaat}": [
        (
            "school",
            {
                "what": ("De leerlingenraad komt elke maand samen.", "El gobierno estudiantil se reúne cada mes."),
                "who": ("twee leerkrachten", "dos docentes"),
                "since": ("vijf jaar geleden", "hace cinco años"),
            },
        )
    ],
    "ground.works.{tarija}": [
        (
            "medio_ambiente",
            {
                "what": (
                    "Buurtcomités lopen elke week langs hun bron.",
                    "Los comités de barrio recorren su fuente cada semana.",
                ),
                "who": ("de comités zelf", "los propios comités"),
                "since": ("de droogte van 2016", "la sequía de 2016"),
            },
        )
    ],
    "ground.hooks.{brasschaat}": [
        (
            "brasschaat",
            {
                "key": "climate_plan",
                "plan": ("het klimaatplan van de gemeente", "el plan de clima del municipio"),
                "level": "local",
                "page": ("actie 12: minder verharding", "acción 12: menos pavimento"),
                "deadline": InDays(150),
            },
        )
    ],
    "ground.hooks.{tarija}": [
        (
            "tarija",
            {
                "key": "pluriannual",
                "plan": ("de meerjarenplanning van de wijken", "la planificación plurianual de los barrios"),
                "level": "local",
                "page": ("luik scholen en pleinen", "capítulo de escuelas y plazas"),
                "deadline": InDays(120),
            },
        )
    ],
    "ground.tried.{brasschaat}": [
        (
            "school",
            {
                "what": ("Bomen in bakken op de speelplaats.", "Árboles en macetas en el patio."),
                "year": ("2021", "2021"),
                "why": ("Niemand gaf water in de zomervakantie.", "Nadie los regó en las vacaciones."),
            },
        )
    ],
    "ground.participation.{brasschaat}": (
        "Inwoners krijgen een brief en een infoavond. Kinderen worden zelden gevraagd.",
        "La gente recibe una carta y una reunión informativa. A niñas y niños casi no se les pregunta.",
    ),
    "ground.participation.{tarija}": (
        "Wijken stellen zelf hun werken voor en stemmen erover in de vergadering.",
        "Los barrios proponen sus obras y las votan en asamblea.",
    ),
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
                "effect": "good",
            },
        ),
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
            "medio_ambiente",
            {
                "event": ("schoolvakantie", "vacaciones escolares"),
                "kind": "school_holidays",
                "starts": InDays(38),
                "ends": InDays(52),
                "effect": "blocked",
            },
        ),
    ],
    "meaning.conclusions": [
        (
            "brasschaat",
            {
                "text": (
                    "Dus … we beginnen met één school en tonen het resultaat vóór de begroting.",
                    "Entonces… empezamos con una escuela y mostramos el resultado antes del presupuesto.",
                ),
                "factors": [Ref("money"), Ref("heat")],
            },
        ),
        (
            "medio_ambiente",
            {
                "text": (
                    "Dus … we leren van de wijkplanning in Tarija hoe je samen kiest.",
                    "Entonces… aprendamos de la planificación barrial de Tarija cómo elegir juntos.",
                ),
                "factors": [Ref("planning")],
            },
        ),
    ],
    "meaning.unknown": [
        (
            "school",
            {
                "key": "underground",
                "question": (
                    "Wat ligt er onder het asfalt van de drie speelplaatsen?",
                    "¿Qué hay debajo del asfalto de los tres patios?",
                ),
                "factors": [Ref("money")],
                "who": ("de technische dienst", "el servicio técnico"),
                "by": InDays(30),
            },
        )
    ],
    "meaning.compare": (
        "medio_ambiente",
        (
            "Dat hitte ook daar kinderen binnenhoudt, hadden we niet verwacht.",
            "No esperábamos que allá el calor también dejara a la niñez adentro.",
        ),
    ),
}
