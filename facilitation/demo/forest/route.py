"""Route: from walking and listening to planting with the first rains."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Side

HERE, THERE = Side("nimlahakok"), Side("herent")

ROUTE: Content = {
    "time.starts": InDays(-30),
    "time.ends": InDays(420),
    "time.givens": Ref("land"),
    "route.phases": [
        (
            "nimlahakok",
            {
                "key": "walk",
                "name": ("lopen en luisteren", "caminar y escuchar"),
                "mode": "open",
                "starts": InDays(-30),
                "ends": InDays(60),
                "side": HERE,
                "question": ("Waar was vroeger bos, en wat gaf het?", "¿Dónde hubo bosque y qué daba?"),
                "result": ("een kaart, getekend op de grond", "un mapa, dibujado en el suelo"),
                "goals": Ref("own_forest"),
                "level": "coproduce",
                "form": "in_person",
                "budget": 600,
                "hours": 120,
            },
        ),
        (
            "nimlahakok",
            {
                "key": "choose",
                "name": ("kiezen", "elegir"),
                "mode": "choose",
                "starts": InDays(61),
                "ends": InDays(120),
                "side": HERE,
                "question": ("Welk stuk, welke bomen, wie zorgt?", "¿Qué área, qué árboles, quién cuida?"),
                "result": ("een akkoord per gemeenschap", "un acuerdo por comunidad"),
                "goals": [Ref("own_forest"), Ref("women_speak")],
                "level": "decide",
                "form": "in_person",
                "budget": 500,
                "hours": 80,
            },
        ),
        (
            "nimlahakok",
            {
                "key": "plant",
                "name": ("planten", "sembrar"),
                "mode": "do",
                "starts": InDays(190),
                "ends": InDays(250),
                "side": HERE,
                "question": ("Wie plant wat, met welke regen?", "¿Quién siembra qué y con qué lluvia?"),
                "result": ("een eerste hectare per gemeenschap", "una primera hectárea por comunidad"),
                "goals": Ref("own_forest"),
                "level": "decide",
                "form": "in_person",
                "budget": 5200,
                "hours": 400,
            },
        ),
        (
            "nimlahakok",
            {
                "key": "tell",
                "name": ("zorgen, vertellen en verankeren", "cuidar, contar y anclar"),
                "mode": "anchor",
                "starts": InDays(251),
                "ends": InDays(420),
                "side": "together",
                "question": ("Wat leeft er, en wat leren we elkaar?", "¿Qué vive y qué nos enseñamos?"),
                "result": ("drie foto’s en drie zinnen per gemeenschap", "tres fotos y tres frases por comunidad"),
                "goals": [Ref("own_forest"), Ref("women_speak")],
                "level": "coproduce",
                "form": "mixed",
                "budget": 900,
                "hours": 150,
            },
        ),
    ],
    "people.matrix": {
        "women": {"walk": "coproduce", "choose": "decide", "plant": "coproduce", "tell": "coproduce"},
        "youth": {"walk": "involve", "choose": "involve", "plant": "coproduce", "tell": "coproduce"},
        "councils": {"walk": "coproduce", "choose": "decide", "plant": "decide", "tell": "coproduce"},
        "elders": {"walk": "coproduce", "choose": "consult"},
        "municipality": {"walk": "inform", "choose": "inform", "plant": "involve"},
        "nature": {"walk": "inform", "tell": "involve"},
    },
    "people.sessions": [
        (
            "nimlahakok",
            {
                "key": "walking",
                "name": ("Wandelgesprek", "Caminata-diálogo"),
                "on": InDays(40),
                "phase": Ref("walk"),
                "lead": HERE,
                "form": "in_person",
            },
        )
    ],
    "people.feedback": [
        ("nimlahakok", {"phase": Ref("walk"), "to_whom": Ref("women"), "promised": InDays(75)}),
        ("nimlahakok", {"phase": Ref("choose"), "to_whom": Ref("councils"), "promised": InDays(140)}),
        ("nimlahakok", {"phase": Ref("plant"), "to_whom": Ref("youth"), "promised": InDays(270)}),
        ("nimlahakok", {"phase": Ref("tell"), "to_whom": Ref("women"), "promised": InDays(420)}),
    ],
    "decisions.moments": [
        (
            "nimlahakok",
            {
                "what": ("welk stuk en welke bomen, per gemeenschap", "qué área y qué árboles, por comunidad"),
                "who": Ref("councils"),
                "body": ("vergadering van elke gemeenschap", "asamblea de cada comunidad"),
                "on": InDays(125),
                "after": [Ref("walk"), Ref("choose")],
                "needed": ("de kaart en wat de vrouwenkring koos", "el mapa y lo que eligió el círculo de mujeres"),
                "papers_by": InDays(118),
            },
        )
    ],
    "decisions.milestones": [("nimlahakok", {"on": InDays(130), "indicator": Ref("with_agreement"), "expected": 4})],
    "decisions.adjust": [
        (
            "nimlahakok",
            {
                "on": InDays(255),
                "questions": ("Welke gemeenschap haakte af, en waarom?", "¿Qué comunidad se retiró y por qué?"),
            },
        )
    ],
    "exchange.bridge": [
        (
            "herent",
            {
                "on": InDays(300),
                "takes": ("hoe je samen zorgt, jaar na jaar", "cómo se cuida en conjunto, año tras año"),
                "shows.{nimlahakok}": ("stemmen uit drie gemeenschappen", "voces de tres comunidades"),
                "shows.{herent}": ("een plantdag met een school", "un día de plantar con una escuela"),
            },
        )
    ],
    "comms.messages": [
        (
            "nimlahakok",
            {
                "message": ("Kom mee lopen, en breng wie oud is mee", "Vengan a caminar y traigan a sus mayores"),
                "to_whom": Ref("elders"),
                "on": InDays(-28),
                "channel": ("mondeling, in de vergadering", "de palabra, en la asamblea"),
                "language": ("Q’eqchi’ en Spaans", "q’eqchi’ y español"),
                "side": HERE,
            },
        )
    ],
    "work.tasks": [
        (
            "nimlahakok",
            {
                "key": "invite_tenants",
                "accept": ("missing-tasks", Ref("tenants")),
                "kind": "other",
                "side": HERE,
                "due": InDays(30),
                "state": "busy",
            },
        )
    ],
    "work.risks": [
        (
            "nimlahakok",
            {
                "key": "risk_paths",
                "accept": ("factors-risks", Ref("paths")),
                "chance": 3,
                "impact": 2,
                "plan_b": ("in kleinere groepen, dichter bij huis", "en grupos más pequeños, más cerca de la casa"),
            },
        )
    ],
}
