"""Encounters: a conversation online with Tarija, and a day of designing with children."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Side

HERE, THERE = Side("brasschaat"), Side("tarija")

MIRROR: Content = {
    "meeting.purpose": (
        "Elkaars verhalen horen over wie er nooit mee aan tafel zit.",
        "Escuchar nuestros relatos sobre quién nunca está en la mesa.",
    ),
    "meeting.form": "online",
    "meeting.parts": [
        (
            "school",
            {
                "key": "call",
                "name": ("videogesprek", "videollamada"),
                "on": InDays(-10),
                "at": "16:00",
                "clock": HERE,
                "minutes": 100,
                "where": ("online", "en línea"),
            },
        )
    ],
    "meeting.platform": "zoom",
    "result.results": [
        (
            "school",
            {
                "result": ("een lijst van stemmen die we misten", "una lista de voces que nos faltaron"),
                "phase": Ref("open"),
                "goal": Ref("choose_together"),
            },
        )
    ],
    "result.feel": ("Wij worstelen met hetzelfde.", "Nos cuesta lo mismo a los dos."),
    "people.invitees": [
        (
            "school",
            {
                "key": "inv_pupils",
                "accept": ("actors-invitees", Ref("pupils")),
                "number": 6,
                "language": ("Nederlands", "neerlandés"),
                "invites": ("hun leerkracht", "su docente"),
                "confirmed": 5,
            },
        ),
        (
            "medio_ambiente",
            {
                "key": "inv_committees",
                "accept": ("actors-invitees", Ref("committees")),
                "number": 6,
                "language": ("Spaans", "español"),
                "invites": ("de milieudienst", "la dirección de medio ambiente"),
                "confirmed": 6,
            },
        ),
        (
            "school",
            {
                "key": "inv_heads",
                "accept": ("actors-invitees", Ref("heads")),
                "number": 2,
                "language": ("Nederlands", "neerlandés"),
                "invites": ("de onderwijsdienst", "el servicio de educación"),
                "confirmed": 2,
            },
        ),
    ],
    "people.invitation": (
        "Vertel ons over een keer dat je echt mocht meebeslissen, of net niet. We doen iets met wat je zegt.",
        "Cuéntennos de una vez que de verdad pudieron decidir, o que no pudieron. Con lo que digan, haremos algo.",
    ),
    "people.conditions": ["language", "internet", "hour"],
    "people.agreements": [
        ("medio_ambiente", {"text": ("Je camera hoeft niet aan.", "No hace falta encender la cámara.")}),
        (
            "school",
            {"text": ("Trager praten mag altijd gevraagd worden.", "Siempre se puede pedir que hablen más despacio.")},
        ),
    ],
    "agenda.blocks": [
        (
            "medio_ambiente",
            {
                "part": Ref("call"),
                "minutes": 10,
                "kind": "welcome",
                "question": ("Welk geluid hoor je nu buiten?", "¿Qué sonido escucha ahora afuera?"),
                "aim": ("iedereen heeft gesproken", "todos han hablado"),
                "method": ("rondje met ritueel", "ronda con ritual"),
                "form": "plenary",
                "interpretation": "simultaneous",
                "lead": THERE,
            },
        ),
        (
            "school",
            {
                "part": Ref("call"),
                "minutes": 5,
                "kind": "info",
                "question": (
                    "Waarom zitten we hier, en wat ligt al vast?",
                    "¿Por qué estamos aquí y qué está ya decidido?",
                ),
                "form": "plenary",
                "interpretation": "simultaneous",
                "lead": HERE,
            },
        ),
        (
            "medio_ambiente",
            {
                "part": Ref("call"),
                "minutes": 20,
                "kind": "talk",
                "question": (
                    "Wanneer mocht je echt meebeslissen, of net niet?",
                    "¿Cuándo pudo decidir de verdad, o cuándo no?",
                ),
                "aim": ("een verhaal per persoon", "un relato por persona"),
                "method": ("duo’s per taal, de ander vertelt na", "en pareja por idioma; la otra persona lo cuenta"),
                "form": "per_language",
                "interpretation": "none_needed",
                "lead": THERE,
                "plan_b": ("per telefoon", "por teléfono"),
            },
        ),
        (
            "school",
            {
                "part": Ref("call"),
                "minutes": 10,
                "kind": "gather",
                "question": ("Welk woord blijft hangen?", "¿Qué palabra le queda?"),
                "form": "plenary",
                "interpretation": "simultaneous",
                "lead": HERE,
                "harvest_to": "quotes",
                "harvest": ("twee mensen noteren, elk in hun taal", "dos personas anotan, cada una en su idioma"),
            },
        ),
        (
            "school",
            {
                "part": Ref("call"),
                "minutes": 10,
                "kind": "pause",
                "question": ("Pauze", "Pausa"),
                "form": "alone",
                "interpretation": "none_needed",
                "lead": "together",
            },
        ),
        (
            "medio_ambiente",
            {
                "part": Ref("call"),
                "minutes": 25,
                "kind": "talk",
                "question": ("Welke stem ontbrak?", "¿Qué voz faltó?"),
                "aim": ("drie stemmen die we missen", "tres voces que nos faltan"),
                "method": ("gemengde kamers met een tolk", "salas mixtas con intérprete"),
                "form": "mixed",
                "interpretation": "bilingual",
                "lead": THERE,
                "opens": ["stakeholder_analysis"],
                "harvest_to": "stakeholder_analysis",
                "harvest": ("op de kaart onder: wie ontbreekt", "en el mapa, en: quién falta"),
            },
        ),
        (
            "school",
            {
                "part": Ref("call"),
                "minutes": 12,
                "kind": "choose",
                "question": ("Wie nodigen we de volgende keer uit?", "¿A quién invitamos la próxima vez?"),
                "form": "plenary",
                "interpretation": "simultaneous",
                "lead": HERE,
                "harvest_to": "decisions",
                "harvest": ("in één zin, in twee talen", "en una frase, en dos idiomas"),
            },
        ),
        (
            "medio_ambiente",
            {
                "part": Ref("call"),
                "minutes": 8,
                "kind": "close",
                "question": ("Wat neem je mee, en wat doe je morgen?", "¿Qué se lleva y qué hará mañana?"),
                "form": "plenary",
                "interpretation": "simultaneous",
                "lead": "together",
                "harvest_to": "quotes",
                "harvest": ("elk één zin", "una frase cada quien"),
            },
        ),
    ],
    "interpreting.interpreters": 2,
    "interpreting.pack": ["agenda", "glossary", "names"],
    "interpreting.pack_on": InDays(-18),
    "interpreting.names": [
        (
            "medio_ambiente",
            {
                "word": ("Guadalquivir, de rivier van Tarija", "Guadalquivir, el río de Tarija"),
                "said": ("gwa-dal-ki-VIER", "gua-dal-qui-VIR"),
            },
        )
    ],
    "after.summary": (
        "Aan beide kanten ontbreken gezinnen die de taal van de brief niet lezen.",
        "En los dos lados faltan familias que no leen el idioma de la carta.",
    ),
    "after.decisions": (
        "De volgende uitnodiging gaat mondeling, via iemand die mensen kennen.",
        "La próxima invitación será de palabra, por medio de alguien conocido.",
    ),
    "after.tasks": (
        "Onderwijsdienst en milieudienst: elk drie gezinnen persoonlijk vragen, voor het einde van de maand.",
        "Servicio de educación y dirección de medio ambiente: cada uno invita en persona a tres familias, antes de fin de mes.",
    ),
    "after.thanks": (
        "Een tekening van de leerlingen voor elk wijkcomité.",
        "Un dibujo de las y los estudiantes para cada comité de barrio.",
    ),
    "after.feedback_on": InDays(14),
}

DESIGN_DAY: Content = {
    "meeting.purpose": (
        "Samen tekenen en bouwen kan niet per mail.",
        "Dibujar y construir juntos no se puede por correo.",
    ),
    "meeting.form": "in_person",
    "meeting.parts": [
        (
            "school",
            {
                "key": "morning",
                "name": ("voormiddag op school", "la mañana en la escuela"),
                "on": InDays(70),
                "at": "09:00",
                "clock": HERE,
                "minutes": 150,
                "where": ("in de turnzaal", "en el gimnasio"),
            },
        )
    ],
    "result.results": [
        (
            "school",
            {
                "result": ("drie maquettes met uitleg", "tres maquetas con explicación"),
                "phase": Ref("deepen"),
                "goal": Ref("codecide"),
            },
        )
    ],
    "people.invitees": [
        (
            "school",
            {
                "key": "day_pupils",
                "accept": ("actors-invitees", Ref("pupils")),
                "number": 24,
                "invites": ("hun leerkracht", "su docente"),
            },
        ),
        (
            "school",
            {
                "key": "day_green",
                "accept": ("actors-invitees", Ref("green")),
                "number": 2,
                "invites": ("de onderwijsdienst", "el servicio de educación"),
            },
        ),
    ],
    "agenda.blocks": [
        (
            "school",
            {
                "part": Ref("morning"),
                "minutes": 15,
                "kind": "welcome",
                "question": ("Waar op het plein ben je het liefst?", "¿En qué parte del patio le gusta más estar?"),
                "method": (
                    "een spel uit Tarija, dan gaat iedereen op zijn plek staan",
                    "un juego de Tarija; después, cada quien se para en su lugar",
                ),
                "form": "plenary",
                "interpretation": "none_needed",
                "lead": "together",
            },
        ),
        (
            "school",
            {
                "part": Ref("morning"),
                "minutes": 60,
                "kind": "make",
                "question": ("Bouw het plein waar je graag bent.", "Construya el patio en el que le gusta estar."),
                "aim": ("een maquette per groep", "una maqueta por grupo"),
                "form": "mixed",
                "interpretation": "none_needed",
                "lead": HERE,
                "harvest_to": "photo",
                "harvest": ("foto’s van bovenaf", "fotos desde arriba"),
            },
        ),
        (
            "medio_ambiente",
            {
                "part": Ref("morning"),
                "minutes": 10,
                "kind": "talk",
                "question": (
                    "Wat valt jullie op aan onze schaduwplek?",
                    "¿Qué les llama la atención de nuestro lugar con sombra?",
                ),
                "method": ("een filmpje van een school in Tarija", "un video corto de una escuela de Tarija"),
                "form": "plenary",
                "interpretation": "bilingual",
                "lead": "together",
            },
        ),
        (
            "school",
            {
                "part": Ref("morning"),
                "minutes": 15,
                "kind": "pause",
                "question": ("Speeltijd", "Recreo"),
                "form": "alone",
                "interpretation": "none_needed",
                "lead": HERE,
            },
        ),
        (
            "school",
            {
                "part": Ref("morning"),
                "minutes": 40,
                "kind": "gather",
                "question": ("Wat zien we in elke maquette terugkomen?", "¿Qué se repite en todas las maquetas?"),
                "form": "plenary",
                "interpretation": "none_needed",
                "lead": HERE,
                "harvest_to": "quotes",
                "harvest": ("leerlingen schrijven op het bord", "las y los estudiantes escriben en la pizarra"),
            },
        ),
        (
            "school",
            {
                "part": Ref("morning"),
                "minutes": 10,
                "kind": "close",
                "question": ("Wat wil je dat er nu mee gebeurt?", "¿Qué quiere que pase ahora con esto?"),
                "form": "plenary",
                "interpretation": "none_needed",
                "lead": HERE,
            },
        ),
    ],
    "after.feedback_on": InDays(95),
}
