"""Ambition: what has to have changed at the springs."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Side

AMBITION: Content = {
    "change.picture": (
        "Op zondag staat er schoon water in het bekken. Een meisje van stroomopwaarts toont aan de wijk hoe je het meet.",
        "Un domingo hay agua limpia en la toma. Una niña de aguas arriba le enseña al barrio cómo se mide.",
    ),
    "change.goals": [
        (
            "medio_ambiente",
            {
                "key": "care",
                "statement": (
                    "Wijkcomités bewaken en verzorgen hun bron",
                    "Los comités de barrio dan seguimiento a su fuente y la cuidan",
                ),
                "kind": "content",
                "benefits.{tarija}": ("elke dag water voor de wijk", "agua cada día para el barrio"),
                "benefits.{brasschaat}": (
                    "een manier om buren voor groen te laten zorgen",
                    "una manera de que los vecinos cuiden las áreas verdes",
                ),
                "priority": "must",
                "horizon": InDays(420),
                "leader": Ref("committees"),
                "leader_side": Side("tarija"),
            },
        ),
        (
            "tarija",
            {
                "key": "together",
                "statement": (
                    "Wie stroomopwaarts en wie beneden woont, beslist samen over het water",
                    "Quienes viven aguas arriba y aguas abajo deciden juntos sobre el agua",
                ),
                "kind": "process",
                "benefits.{tarija}": ("minder ruzie in de droge tijd", "menos conflictos en época seca"),
                "benefits.{brasschaat}": ("leren hoe je belangen deelt", "aprender a compartir intereses"),
                "priority": "must",
                "horizon": InDays(420),
                "leader": Ref("upstream"),
                "leader_side": Side("tarija"),
            },
        ),
    ],
    "signs.indicators": [
        (
            "medio_ambiente",
            {
                "key": "springs_agreed",
                "goal": Ref("care"),
                "name": ("bronnen met afspraken over toezicht en onderhoud", "fuentes con acuerdos de cuidado"),
                "kind": "number",
                "unit": ("bronnen", "fuentes"),
                "baseline": 0,
                "baseline_on": InDays(-40),
                "target": 4,
                "now": 1,
                "source": ("het schrift van elk comité", "el cuaderno de cada comité"),
                "how_often": "half_yearly",
                "who": ("milieudienst", "dirección de medio ambiente"),
            },
        ),
        (
            "tarija",
            {
                "goal": Ref("together"),
                "name": ("wat een familie van stroomopwaarts vertelt", "lo que cuenta una familia de aguas arriba"),
                "kind": "story",
                "source": ("een gesprek aan de bron", "una conversación en la fuente"),
                "how_often": "yearly",
                "who": ("de coördinatie", "la coordinación"),
            },
        ),
    ],
    "signs.markers": [
        (
            "medio_ambiente",
            {
                "actor": Ref("committees"),
                "hope": "expect",
                "behaviour": ("komen naar het overleg", "vienen a las reuniones"),
            },
        ),
        (
            "medio_ambiente",
            {
                "actor": Ref("committees"),
                "hope": "like",
                "behaviour": ("meten zelf het water", "miden el agua por su cuenta"),
            },
        ),
        (
            "medio_ambiente",
            {
                "actor": Ref("committees"),
                "hope": "love",
                "behaviour": ("leren het aan een andere wijk", "se lo enseñan a otro barrio"),
            },
        ),
    ],
    "promise.level": "coproduce",
    "promise.promise": (
        "We maken de afspraken samen, en wat de raad beslist komen we bij jullie uitleggen.",
        "Los acuerdos los hacemos juntos, y lo que decida el concejo lo vamos a explicar a su lugar.",
    ),
    "limits.side_effects": [
        (
            "medio_ambiente",
            {
                "key": "irrigation",
                "effect": ("minder water voor akkers in de droge tijd", "menos acceso al riego en época seca"),
                "who_loses": ("gezinnen met een kleine akker", "familias con una parcela pequeña"),
                "answer": ("beurten afspreken", "acordar turnos"),
            },
        )
    ],
    "limits.minimum": ("Eén bron waarvoor iedereen zorgt.", "Una fuente que todos cuidan."),
    "limits.anchor": Ref("poa"),
}
