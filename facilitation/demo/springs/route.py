"""Route: a year and more at the springs."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Side

HERE, THERE = Side("tarija"), Side("brasschaat")

ROUTE: Content = {
    "time.starts": InDays(-40),
    "time.ends": InDays(330),
    "route.phases": [
        (
            "medio_ambiente",
            {
                "key": "walk",
                "name": ("langs de bronnen lopen", "recorrer las fuentes"),
                "mode": "open",
                "starts": InDays(-40),
                "ends": InDays(35),
                "side": HERE,
                "question": ("Wat zien en ruiken we bij elke bron?", "¿Qué vemos y olemos en cada fuente?"),
                "result": ("een kaart van vier bronnen", "un mapa de cuatro fuentes"),
                "goals": Ref("care"),
                "level": "involve",
                "form": "in_person",
                "budget": 800,
                "hours": 80,
            },
        ),
        (
            "medio_ambiente",
            {
                "key": "talk",
                "name": ("praten met stroomopwaarts", "conversar con aguas arriba"),
                "mode": "deepen",
                "starts": InDays(36),
                "ends": InDays(120),
                "side": HERE,
                "question": ("Wat heeft elk nodig in de droge tijd?", "¿Qué necesita cada quien en época seca?"),
                "result": ("een voorstel van beurten", "una propuesta de turnos"),
                "goals": [Ref("care"), Ref("together")],
                "level": "coproduce",
                "form": "in_person",
                "budget": 1200,
                "hours": 100,
            },
        ),
        (
            "tarija",
            {
                "key": "agree",
                "name": ("kiezen wat we afspreken", "elegir lo que acordamos"),
                "mode": "choose",
                "starts": InDays(121),
                "ends": InDays(170),
                "side": HERE,
                "question": ("Welke afspraken houden we vol?", "¿Qué acuerdos podemos sostener?"),
                "result": ("een akkoord per bron", "un acuerdo por fuente"),
                "goals": Ref("together"),
                "level": "coproduce",
                "form": "in_person",
                "budget": 500,
                "hours": 40,
            },
        ),
        (
            "medio_ambiente",
            {
                "key": "measure",
                "name": ("zorgen en meten", "cuidar y medir"),
                "mode": "do",
                "starts": InDays(190),
                "ends": InDays(300),
                "side": "together",
                "question": ("Wat leren de metingen ons?", "¿Qué nos enseñan las mediciones?"),
                "result": ("een schrift met metingen per bron", "un cuaderno de mediciones por fuente"),
                "goals": Ref("care"),
                "level": "coproduce",
                "form": "mixed",
                "budget": 2500,
                "hours": 160,
            },
        ),
    ],
    "people.matrix": {
        "committees": {"walk": "involve", "talk": "coproduce", "agree": "coproduce", "measure": "coproduce"},
        "upstream": {"walk": "involve", "talk": "coproduce", "agree": "coproduce", "measure": "involve"},
        "water": {"talk": "involve", "agree": "involve", "measure": "coproduce"},
        "council": {"walk": "inform", "agree": "coproduce"},
        "schools": {"walk": "consult", "measure": "involve"},
        "pupils_there": {"measure": "involve"},
    },
    "people.sessions": [
        (
            "medio_ambiente",
            {
                "key": "at_the_spring",
                "name": ("Gesprek aan de bron", "Conversación en la fuente"),
                "on": InDays(75),
                "phase": Ref("talk"),
                "lead": HERE,
                "form": "in_person",
            },
        )
    ],
    "people.feedback": [
        ("medio_ambiente", {"phase": Ref("walk"), "to_whom": Ref("committees"), "promised": InDays(60)}),
        ("medio_ambiente", {"phase": Ref("talk"), "to_whom": Ref("upstream"), "promised": InDays(140)}),
        ("medio_ambiente", {"phase": Ref("agree"), "to_whom": Ref("committees"), "promised": InDays(195)}),
        ("medio_ambiente", {"phase": Ref("measure"), "to_whom": Ref("upstream"), "promised": InDays(325)}),
    ],
    "decisions.moments": [
        (
            "tarija",
            {
                "what": ("de afspraken per bron bekrachtigen", "respaldar los acuerdos por fuente"),
                "who": Ref("council"),
                "body": ("gemeenteraad", "concejo municipal"),
                "on": InDays(180),
                "after": [Ref("talk"), Ref("agree")],
                "needed": ("de akkoorden, ondertekend aan de bron", "los acuerdos, firmados en la fuente"),
                "papers_by": InDays(172),
            },
        )
    ],
    "decisions.milestones": [
        ("medio_ambiente", {"on": InDays(300), "indicator": Ref("springs_agreed"), "expected": 3})
    ],
    "decisions.adjust": [
        (
            "tarija",
            {
                "on": InDays(125),
                "questions": ("Wie is er niet meer bij? Wat was te veel?", "¿Quién ya no está? ¿Qué fue demasiado?"),
            },
        )
    ],
    "exchange.bridge": [
        (
            "school",
            {
                "on": InDays(290),
                "takes": ("hoe buren samen toezicht houden", "cómo da seguimiento el barrio, entre todos"),
                "shows.{tarija}": ("een wandeling langs de bron, gefilmd", "un recorrido por la fuente, filmado"),
                "shows.{brasschaat}": ("de regenmetingen van leerlingen", "las mediciones de lluvia de estudiantes"),
            },
        )
    ],
    "work.tasks": [
        (
            "medio_ambiente",
            {
                "key": "invite_owners",
                "accept": ("missing-tasks", Ref("owners")),
                "kind": "other",
                "side": HERE,
                "due": InDays(25),
                "state": "to_do",
            },
        )
    ],
    "work.risks": [
        (
            "medio_ambiente",
            {
                "key": "risk_plots",
                "accept": ("factors-risks", Ref("plots")),
                "chance": 2,
                "impact": 3,
                "plan_b": (
                    "eerst met de gemeente een strook vrijhouden",
                    "primero, con el municipio, dejar libre una franja",
                ),
            },
        )
    ],
}
