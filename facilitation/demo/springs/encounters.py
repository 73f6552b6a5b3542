"""Encounters: a conversation at the spring, on paper, with those who live upstream."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Side

HERE = Side("tarija")

AT_THE_SPRING: Content = {
    "meeting.purpose": (
        "Aan het water praten mensen anders dan in een zaal.",
        "Junto al agua la gente habla distinto que en un salón.",
    ),
    "meeting.form": "in_person",
    "meeting.parts": [
        (
            "medio_ambiente",
            {
                "key": "spot",
                "name": ("bij de bron", "en la fuente"),
                "on": InDays(75),
                "at": "09:30",
                "clock": HERE,
                "minutes": 120,
                "where": ("aan het bekken, met een dak tegen de zon", "junto a la toma, con toldo para el sol"),
            },
        )
    ],
    "result.results": [
        (
            "medio_ambiente",
            {
                "result": (
                    "een eerste voorstel van beurten in de droge tijd",
                    "una primera propuesta de turnos en época seca",
                ),
                "phase": Ref("talk"),
                "goal": Ref("together"),
            },
        )
    ],
    "people.invitees": [
        (
            "medio_ambiente",
            {
                "key": "inv_committees",
                "accept": ("actors-invitees", Ref("committees")),
                "number": 8,
                "invites": ("de voorzitter van elk comité", "la presidencia de cada comité"),
                "confirmed": 7,
            },
        ),
        (
            "medio_ambiente",
            {
                "key": "inv_upstream",
                "accept": ("actors-invitees", Ref("upstream")),
                "number": 10,
                "support": ("vervoer en middageten", "transporte y almuerzo"),
                "invites": ("een buur die hen kent", "una vecina que las conoce"),
                "confirmed": 6,
            },
        ),
    ],
    "people.conditions": ["distance", "internet", "paper"],
    "agenda.blocks": [
        (
            "medio_ambiente",
            {
                "part": Ref("spot"),
                "minutes": 15,
                "kind": "welcome",
                "question": ("Wat betekent deze bron voor je familie?", "¿Qué significa esta fuente para su familia?"),
                "form": "plenary",
                "interpretation": "none_needed",
                "lead": "together",
            },
        ),
        (
            "medio_ambiente",
            {
                "part": Ref("spot"),
                "minutes": 35,
                "kind": "talk",
                "question": ("Wat heb je nodig als het water zakt?", "¿Qué necesita usted cuando baja el agua?"),
                "aim": ("elke groep kent de nood van de andere", "cada grupo conoce la necesidad del otro"),
                "method": (
                    "twee aan twee, wie boven en wie beneden woont",
                    "en pareja: una persona de arriba y una de abajo",
                ),
                "form": "pair",
                "interpretation": "none_needed",
                "lead": HERE,
            },
        ),
        (
            "medio_ambiente",
            {
                "part": Ref("spot"),
                "minutes": 20,
                "kind": "pause",
                "question": ("Samen eten", "Comer juntos"),
                "form": "plenary",
                "interpretation": "none_needed",
                "lead": "together",
            },
        ),
        (
            "school",
            {
                "part": Ref("spot"),
                "minutes": 10,
                "kind": "info",
                "question": (
                    "Wat maten leerlingen in Brasschaat?",
                    "¿Qué midieron las y los estudiantes en Brasschaat?",
                ),
                "method": (
                    "een kaart met drie tekeningen, vooraf gestuurd",
                    "una lámina con tres dibujos, enviada antes",
                ),
                "form": "plenary",
                "interpretation": "none_needed",
                "lead": Side("brasschaat"),
            },
        ),
        (
            "medio_ambiente",
            {
                "part": Ref("spot"),
                "minutes": 30,
                "kind": "make",
                "question": ("Hoe verdelen we de dagen?", "¿Cómo repartimos los días?"),
                "aim": ("een kalender met beurten", "un calendario de turnos"),
                "form": "mixed",
                "interpretation": "none_needed",
                "lead": HERE,
                "harvest_to": "decisions",
                "harvest": ("op een groot blad, foto erbij", "en un papel grande, con foto"),
            },
        ),
        (
            "medio_ambiente",
            {
                "part": Ref("spot"),
                "minutes": 10,
                "kind": "close",
                "question": ("Wie vertelt dit verder, en aan wie?", "¿Quién cuenta esto y a quién?"),
                "form": "plenary",
                "interpretation": "none_needed",
                "lead": HERE,
                "harvest_to": "quotes",
                "harvest": ("één zin per persoon", "una frase por persona"),
            },
        ),
    ],
    "after.feedback_on": InDays(95),
}
