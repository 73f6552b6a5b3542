"""Encounters: a conversation on foot, with a circle of women without a camera."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Side

HERE = Side("nimlahakok")

WALKING: Content = {
    "meeting.purpose": ("Wie loopt, wijst aan waar het bos was.", "Quien camina, señala dónde estaba el bosque."),
    "meeting.form": "in_person",
    "meeting.parts": [
        (
            "nimlahakok",
            {
                "key": "walk_day",
                "name": ("de wandeling", "la caminata"),
                "on": InDays(40),
                "at": "08:00",
                "clock": HERE,
                "minutes": 150,
                "where": ("van de school tot de bron", "de la escuela al nacimiento de agua"),
            },
        )
    ],
    "result.results": [
        (
            "nimlahakok",
            {
                "result": ("een kaart met drie plekken om te planten", "un mapa con tres lugares para plantar"),
                "phase": Ref("walk"),
                "goal": Ref("own_forest"),
            },
        )
    ],
    "people.invitees": [
        (
            "nimlahakok",
            {
                "key": "inv_women",
                "accept": ("actors-invitees", Ref("women")),
                "number": 12,
                "language": ("Q’eqchi’", "q’eqchi’"),
                "support": ("opvang voor de kinderen", "cuidado para las niñas y los niños"),
                "invites": ("de vrouwengroep zelf", "el propio grupo"),
                "confirmed": 9,
            },
        ),
        (
            "nimlahakok",
            {
                "key": "inv_elders",
                "accept": ("actors-invitees", Ref("elders")),
                "number": 4,
                "language": ("Q’eqchi’", "q’eqchi’"),
                "support": ("een paard voor wie moeilijk loopt", "un caballo para quien camina con dificultad"),
                "invites": ("hun familie", "su familia"),
                "confirmed": 4,
            },
        ),
    ],
    "people.conditions": ["camera", "distance", "childcare", "language", "paper", "images"],
    "agenda.blocks": [
        (
            "nimlahakok",
            {
                "part": Ref("walk_day"),
                "minutes": 20,
                "kind": "welcome",
                "question": ("Welke boom ken je al je hele leven?", "¿Qué árbol conoce desde siempre?"),
                "form": "plenary",
                "interpretation": "bilingual",
                "lead": HERE,
            },
        ),
        (
            "nimlahakok",
            {
                "part": Ref("walk_day"),
                "minutes": 50,
                "kind": "talk",
                "question": ("Waar was hier vroeger bos, en wat gaf het?", "¿Dónde hubo bosque aquí y qué daba?"),
                "aim": ("een kaart op de grond", "un mapa en el suelo"),
                "method": ("lopen in groepjes, oud met jong", "caminar en grupos, mayores con jóvenes"),
                "form": "mixed",
                "interpretation": "bilingual",
                "lead": HERE,
                "harvest_to": "photo",
                "harvest": ("enkel foto’s van de grond, geen gezichten", "fotos solo del suelo, sin rostros"),
            },
        ),
        (
            "nimlahakok",
            {
                "part": Ref("walk_day"),
                "minutes": 20,
                "kind": "pause",
                "question": ("Eten bij de bron", "Comer junto al agua"),
                "form": "plenary",
                "interpretation": "none_needed",
                "lead": "together",
            },
        ),
        (
            "nimlahakok",
            {
                "part": Ref("walk_day"),
                "minutes": 40,
                "kind": "talk",
                "question": ("Welke boom zou je thuis willen hebben?", "¿Qué árbol quisiera tener cerca de su casa?"),
                "aim": ("wat vrouwen kiezen", "lo que eligen las mujeres"),
                "method": ("vrouwenkring zonder camera", "círculo de mujeres sin cámara"),
                "form": "per_language",
                "interpretation": "none_needed",
                "lead": HERE,
                "harvest_to": "stakeholder_analysis",
                "harvest": (
                    "één vrouw vertelt verder wat de kring wil delen",
                    "una mujer cuenta lo que el círculo quiere compartir",
                ),
            },
        ),
        (
            "nimlahakok",
            {
                "part": Ref("walk_day"),
                "minutes": 20,
                "kind": "close",
                "question": ("Wat vertellen we in Herent?", "¿Qué contamos en Herent?"),
                "form": "plenary",
                "interpretation": "bilingual",
                "lead": HERE,
                "harvest_to": "quotes",
                "harvest": ("drie foto’s en drie zinnen", "tres fotos y tres frases"),
            },
        ),
    ],
    "after.feedback_on": InDays(70),
}
