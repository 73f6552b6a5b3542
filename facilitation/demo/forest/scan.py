"""Scan: what goes on around the forest, in Nimlaha'kok and in Herent."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref

SCAN: Content = {
    "around.factors.{nimlahakok}": [
        (
            "nimlahakok",
            {
                "key": "paths",
                "text": (
                    "In de regentijd zijn de paden lang en glad.",
                    "En época de lluvia los senderos son largos y resbalosos.",
                ),
                "domain": "environment",
                "effect": -2,
                "certainty": 5,
                "influence": "none",
                "source": ("wie ze elke dag loopt", "quienes los caminan cada día"),
                "noted_on": InDays(-25),
            },
        ),
        (
            "nimlahakok",
            {
                "key": "nurseries",
                "text": (
                    "Vier gemeenschappen hebben een eigen boomkwekerij.",
                    "Cuatro comunidades tienen su propio vivero.",
                ),
                "domain": "environment",
                "effect": 3,
                "certainty": 5,
                "influence": "much",
                "source": ("de gemeenschapsraden", "los consejos comunitarios"),
                "noted_on": InDays(-25),
            },
        ),
        (
            "nimlahakok",
            {
                "key": "tongue",
                "text": (
                    "Veel mensen denken en spreken eerst in het Q’eqchi’.",
                    "Mucha gente piensa y habla primero en q’eqchi’.",
                ),
                "domain": "society",
                "effect": 1,
                "certainty": 5,
                "influence": "some",
                "source": ("de vergaderingen zelf", "las propias asambleas"),
                "noted_on": InDays(-25),
            },
        ),
    ],
    "around.factors.{herent}": [
        (
            "herent",
            {
                "key": "elections",
                "text": (
                    "Na verkiezingen wisselt vaak wie bevoegd is.",
                    "Después de las elecciones suele cambiar quién es responsable.",
                ),
                "domain": "politics",
                "effect": -1,
                "certainty": 4,
                "influence": "none",
                "source": ("de vorige twee keer", "las dos últimas veces"),
                "noted_on": InDays(-20),
            },
        ),
        (
            "herent",
            {
                "key": "hook",
                "text": ("Het klimaatplan vraagt elk jaar meer bomen.", "El plan de clima pide más árboles cada año."),
                "domain": "rules",
                "effect": 2,
                "certainty": 4,
                "influence": "much",
                "source": ("het plan", "el plan"),
                "noted_on": InDays(-20),
            },
        ),
    ],
    "ground.works.{nimlahakok}": [
        (
            "nimlahakok",
            {
                "what": (
                    "Elke gemeenschap beslist in een open vergadering.",
                    "Cada comunidad decide en asamblea abierta.",
                ),
                "who": ("de gemeenschapsraden", "los consejos comunitarios"),
                "since": ("altijd al", "desde siempre"),
            },
        )
    ],
    "ground.works.{herent}": [
        (
            "herent",
            {
                "what": (
                    "Een natuurvereniging plant elk jaar met scholen.",
                    "Una asociación de naturaleza planta cada año con escuelas.",
                ),
                "who": ("vrijwilligers", "voluntarias y voluntarios"),
                "since": ("twintig jaar", "hace veinte años"),
            },
        )
    ],
    "ground.hooks.{nimlahakok}": [
        (
            "nimlahakok",
            {
                "key": "plan",
                "plan": ("het ontwikkelingsplan van de gemeenschappen", "el plan de desarrollo de las comunidades"),
                "level": "local",
                "page": ("bos en water", "bosque y agua"),
                "deadline": InDays(160),
            },
        )
    ],
    "time.calendar.{nimlahakok}": [
        (
            "nimlahakok",
            {
                "event": ("zaaien van de milpa", "siembra de la milpa"),
                "kind": "harvest",
                "starts": InDays(150),
                "ends": InDays(185),
                "effect": "blocked",
            },
        ),
        (
            "nimlahakok",
            {
                "event": ("begin van de regens: planttijd", "inicio de las lluvias: tiempo de plantar"),
                "kind": "weather",
                "starts": InDays(186),
                "ends": InDays(250),
                "effect": "good",
            },
        ),
        (
            "nimlahakok",
            {
                "event": ("begroting van de gemeente", "presupuesto municipal"),
                "kind": "budget",
                "starts": InDays(330),
                "ends": InDays(345),
                "effect": "slow",
            },
        ),
        (
            "nimlahakok",
            {
                "event": ("algemene verkiezingen", "elecciones generales"),
                "kind": "elections",
                "starts": InDays(580),
                "ends": InDays(580),
                "effect": "slow",
            },
        ),
    ],
    "time.calendar.{herent}": [
        (
            "herent",
            {
                "event": ("zomervakantie", "vacaciones de verano"),
                "kind": "school_holidays",
                "starts": InDays(216),
                "ends": InDays(277),
                "effect": "slow",
            },
        ),
        (
            "herent",
            {
                "event": ("begroting", "presupuesto"),
                "kind": "budget",
                "starts": InDays(300),
                "ends": InDays(330),
                "effect": "slow",
            },
        ),
        (
            "herent",
            {
                "event": ("gemeenteraadsverkiezingen", "elecciones municipales"),
                "kind": "elections",
                "starts": InDays(1400),
                "ends": InDays(1400),
                "effect": "slow",
            },
        ),
    ],
    "meaning.conclusions": [
        (
            "nimlahakok",
            {
                "text": (
                    "Dus … we lopen van gemeenschap naar gemeenschap vóór de zaaitijd, en planten met de eerste regens.",
                    "Entonces… caminamos de comunidad en comunidad antes de la siembra y plantamos con las primeras lluvias.",
                ),
                "factors": [Ref("paths"), Ref("nurseries")],
            },
        )
    ],
}
