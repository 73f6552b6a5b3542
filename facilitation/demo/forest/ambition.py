"""Ambition: what has to have changed in the forest."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Side

AMBITION: Content = {
    "change.picture": (
        "Boven het dorp staat jong bos. Je hoort kinderen, en het water komt weer tot aan de school.",
        "Arriba de la comunidad hay bosque joven. Se oyen niños y el agua vuelve a llegar hasta la escuela.",
    ),
    "change.goals": [
        (
            "nimlahakok",
            {
                "key": "own_forest",
                "statement": (
                    "Elke gemeenschap beslist over en zorgt voor haar herbeboste stuk",
                    "Cada comunidad decide y cuida su área reforestada",
                ),
                "kind": "content",
                "benefits.{nimlahakok}": (
                    "hout, water en een inkomen dat blijft",
                    "leña, agua y un ingreso que permanece",
                ),
                "benefits.{herent}": (
                    "leren hoe mensen jarenlang zorgen voor bomen",
                    "aprender cómo la gente cuida árboles por años",
                ),
                "priority": "must",
                "horizon": InDays(500),
                "leader": Ref("councils"),
                "leader_side": Side("nimlahakok"),
            },
        ),
        (
            "nimlahakok",
            {
                "key": "women_speak",
                "statement": (
                    "Vrouwen kiezen mee welke bomen er komen",
                    "Las mujeres eligen también qué árboles se plantan",
                ),
                "kind": "process",
                "benefits.{nimlahakok}": ("bomen die thuis van pas komen", "árboles que sirven en la casa"),
                "benefits.{herent}": ("een kring die ook in Herent kan", "un círculo que también sirve en Herent"),
                "priority": "must",
                "horizon": InDays(300),
                "leader": Ref("women"),
                "leader_side": Side("nimlahakok"),
            },
        ),
    ],
    "signs.indicators": [
        (
            "nimlahakok",
            {
                "key": "with_agreement",
                "goal": Ref("own_forest"),
                "name": ("gemeenschappen met een eigen akkoord", "comunidades con acuerdo propio"),
                "kind": "number",
                "unit": ("gemeenschappen", "comunidades"),
                "baseline": 0,
                "baseline_on": InDays(-30),
                "target": 6,
                "now": 1,
                "source": ("het boek van de raad", "el libro de actas"),
                "how_often": "half_yearly",
                "who": ("de coördinatie", "la coordinación"),
            },
        ),
        (
            "nimlahakok",
            {
                "goal": Ref("own_forest"),
                "name": ("bomen die na twaalf maanden leven", "árboles vivos a los doce meses"),
                "kind": "number",
                "unit": ("%", "%"),
                "baseline": 0,
                "baseline_on": InDays(270),
                "target": 70,
                "source": ("telling met jongeren", "conteo con jóvenes"),
                "how_often": "yearly",
                "who": ("de jongeren", "las y los jóvenes"),
            },
        ),
        (
            "nimlahakok",
            {
                "goal": Ref("women_speak"),
                "name": ("één stem per gemeenschap, elk jaar", "una voz por comunidad, cada año"),
                "kind": "story",
                "source": ("de vrouwenkring", "el círculo de mujeres"),
                "how_often": "yearly",
                "who": ("de vrouwengroepen", "los grupos de mujeres"),
            },
        ),
    ],
    "promise.level": "decide",
    "promise.promise": (
        "Wat de gemeenschap kiest, planten we. Wij brengen kennis en plantgoed, geen beslissingen.",
        "Lo que la comunidad elige, se planta. Nosotros traemos conocimiento y plantas, no decisiones.",
    ),
    "limits.side_effects": [
        (
            "nimlahakok",
            {
                "key": "less_milpa",
                "effect": ("minder grond voor de milpa", "menos terreno para la milpa"),
                "who_loses": ("gezinnen zonder eigen grond", "familias sin tierra propia"),
                "answer": ("bomen tussen de gewassen", "agroforestería: árboles entre los cultivos"),
            },
        )
    ],
    "limits.anchor": Ref("plan"),
}
