"""Route: a year and a half of playgrounds, in five phases."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Side

HERE, THERE = Side("brasschaat"), Side("tarija")

ROUTE: Content = {
    "time.starts": InDays(-45),
    "time.ends": InDays(340),
    "time.givens": Ref("building"),
    "route.phases": [
        (
            "school",
            {
                "key": "open",
                "name": ("verhalen van hitte en regen", "relatos de calor y lluvia"),
                "mode": "open",
                "starts": InDays(-45),
                "ends": InDays(30),
                "side": "together",
                "question": (
                    "Waar is het te heet, waar staat het water?",
                    "¿Dónde hace demasiado calor, dónde se junta el agua?",
                ),
                "result": ("een kaart met verhalen", "un mapa con relatos"),
                "goals": Ref("codecide"),
                "level": "involve",
                "form": "mixed",
                "budget": 1500,
                "hours": 60,
            },
        ),
        (
            "school",
            {
                "key": "deepen",
                "name": ("tekenen en meten", "dibujar y medir"),
                "mode": "deepen",
                "starts": InDays(31),
                "ends": InDays(100),
                "side": HERE,
                "question": (
                    "Hoe ziet een plein eruit waar je graag bent?",
                    "¿Cómo es un patio en el que da gusto estar?",
                ),
                "result": ("drie ontwerpen met een maquette", "tres diseños con maqueta"),
                "goals": Ref("codecide"),
                "level": "coproduce",
                "form": "in_person",
                "budget": 4000,
                "hours": 120,
            },
        ),
        (
            "brasschaat",
            {
                "key": "choose",
                "name": ("kiezen", "elegir"),
                "mode": "choose",
                "starts": InDays(101),
                "ends": InDays(130),
                "side": HERE,
                "question": ("Welk ontwerp eerst, en waarom?", "¿Qué diseño primero y por qué?"),
                "result": ("een voorstel voor het college", "una propuesta para el ejecutivo"),
                "goals": [Ref("codecide"), Ref("choose_together")],
                "level": "coproduce",
                "form": "in_person",
                "budget": 500,
                "hours": 30,
            },
        ),
        (
            "school",
            {
                "key": "do",
                "name": ("opbreken en planten", "romper y plantar"),
                "mode": "do",
                "starts": InDays(140),
                "ends": InDays(214),
                "side": HERE,
                "question": ("Wie plant wat, wie zorgt ervoor?", "¿Quién planta qué y quién lo cuida?"),
                "result": ("een speelplaats met schaduw", "un patio con sombra"),
                "goals": Ref("codecide"),
                "level": "coproduce",
                "form": "in_person",
                "budget": 38000,
                "hours": 200,
            },
        ),
        (
            "school",
            {
                "key": "anchor",
                "name": ("vertellen en verankeren", "contar y anclar"),
                "mode": "anchor",
                "starts": InDays(280),
                "ends": InDays(340),
                "side": "together",
                "question": ("Wat houden we vast, hier en daar?", "¿Qué conservamos, aquí y allá?"),
                "result": ("een afspraak over onderhoud", "un acuerdo de mantenimiento"),
                "goals": Ref("choose_together"),
                "level": "involve",
                "form": "mixed",
                "budget": 1000,
                "hours": 40,
            },
        ),
    ],
    "people.matrix": {
        "pupils": {
            "open": "involve",
            "deepen": "coproduce",
            "choose": "coproduce",
            "do": "coproduce",
            "anchor": "involve",
        },
        "neighbours": {"open": "consult", "choose": "consult", "do": "inform"},
        "heads": {
            "open": "involve",
            "deepen": "coproduce",
            "choose": "coproduce",
            "do": "coproduce",
            "anchor": "involve",
        },
        "green": {"deepen": "coproduce", "do": "coproduce", "anchor": "involve"},
        "parents": {"open": "consult", "choose": "consult", "do": "involve"},
        "executive": {"open": "inform", "choose": "coproduce"},
        "schools_there": {"open": "involve", "anchor": "involve"},
        "committees": {"open": "involve", "choose": "consult"},
    },
    "people.sessions": [
        (
            "school",
            {
                "key": "mirror",
                "name": ("Gesprek 1: wie praat mee?", "Diálogo 1: ¿quién puede participar?"),
                "on": InDays(-10),
                "phase": Ref("open"),
                "lead": THERE,
                "form": "online",
            },
        ),
        (
            "school",
            {
                "key": "design_day",
                "name": ("Ontwerpdag met kinderen", "Día de diseño con la niñez"),
                "on": InDays(70),
                "phase": Ref("deepen"),
                "lead": HERE,
                "form": "in_person",
            },
        ),
    ],
    "people.feedback": [
        ("school", {"phase": Ref("open"), "to_whom": Ref("pupils"), "promised": InDays(45)}),
        ("school", {"phase": Ref("deepen"), "to_whom": Ref("pupils"), "promised": InDays(125)}),
        ("school", {"phase": Ref("choose"), "to_whom": Ref("neighbours"), "promised": InDays(150)}),
        ("school", {"phase": Ref("do"), "to_whom": Ref("parents"), "promised": InDays(214)}),
        ("school", {"phase": Ref("anchor"), "to_whom": Ref("neighbours"), "promised": InDays(340)}),
    ],
    "decisions.moments": [
        (
            "brasschaat",
            {
                "key": "which_school",
                "what": ("welke speelplaats eerst, en met welk ontwerp", "qué patio primero y con qué diseño"),
                "who": Ref("executive"),
                "body": ("college van burgemeester en schepenen", "ejecutivo municipal"),
                "on": InDays(135),
                "after": [Ref("deepen"), Ref("choose")],
                "needed": ("de ontwerpen en wat de buurt ervan vindt", "los diseños y lo que opina el barrio"),
                "papers_by": InDays(128),
            },
        )
    ],
    "decisions.milestones": [("school", {"on": InDays(330), "indicator": Ref("schools_choosing"), "expected": 2})],
    "decisions.adjust": [
        (
            "brasschaat",
            {
                "on": InDays(132),
                "questions": (
                    "Wie hoorden we nog niet? Wat laten we los?",
                    "¿A quién no hemos escuchado? ¿Qué soltamos?",
                ),
            },
        )
    ],
    "exchange.bridge": [
        (
            "medio_ambiente",
            {
                "on": InDays(8),
                "takes": ("hoe wijken samen plannen", "cómo planifican los barrios"),
                "shows.{tarija}": ("de vergadering van een wijk", "la asamblea de un barrio"),
                "shows.{brasschaat}": ("de kaart met verhalen", "el mapa con relatos"),
            },
        ),
        (
            "school",
            {
                "on": InDays(75),
                "takes": ("hoe kinderen ontwerpen", "cómo diseña la niñez"),
                "shows.{brasschaat}": ("de ontwerpdag", "el día de diseño"),
                "shows.{tarija}": ("foto’s van schaduwplekken", "fotos de lugares con sombra"),
            },
        ),
    ],
    "comms.messages": [
        (
            "school",
            {
                "message": ("Kom vertellen waar het te heet is", "Vengan a contar dónde hace demasiado calor"),
                "to_whom": Ref("parents"),
                "on": InDays(-44),
                "channel": ("schoolapp en een brief", "la aplicación de la escuela y una carta"),
                "language": ("Nederlands, Turks, Arabisch", "neerlandés, turco, árabe"),
                "side": HERE,
            },
        )
    ],
    "work.tasks": [
        (
            "school",
            {
                "key": "ask_underground",
                "accept": ("unknown-tasks", Ref("underground")),
                "kind": "other",
                "side": HERE,
                "state": "busy",
            },
        ),
        (
            "school",
            {
                "task": ("gezinnen uitnodigen in hun eigen taal", "invitar a las familias en su idioma"),
                "kind": "other",
                "who": ("de brugfiguur van de school", "la persona enlace de la escuela"),
                "side": HERE,
                "due": InDays(20),
                "state": "to_do",
            },
        ),
    ],
    "work.risks": [
        (
            "brasschaat",
            {
                "key": "risk_money",
                "accept": ("factors-risks", Ref("money")),
                "chance": 2,
                "impact": 3,
                "plan_b": (
                    "eerst enkel opbreken, planten met ouders",
                    "primero solo romper, y plantar con las familias",
                ),
            },
        ),
        (
            "tarija",
            {
                "key": "risk_staff",
                "accept": ("factors-risks", Ref("staff")),
                "chance": 3,
                "impact": 2,
                "plan_b": ("elke rol heeft een vervanger", "cada función tiene un reemplazo"),
            },
        ),
    ],
}
