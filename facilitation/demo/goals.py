"""Goals: which goals the places of the example put first, and what they agreed on.

That Herent and Nimlaha'kok put goal 13 in the middle, on a route along the communities, is a fact; the rest is
invented.
"""

from __future__ import annotations

from typing import Any

from facilitation.demo.filling import Desk
from facilitation.demo.words import InDays, Pair
from facilitation.languages import Words, words
from facilitation.sdg import rankings, shared_priorities
from facilitation.sdg.ranking_words import MEETING, OFFICIALS, Told

NOTHING: Pair = ("", "")


def brasschaat_tarija(desk: Desk) -> None:
    """Rank and agree as Brasschaat and Tarija."""
    mine = [
        _goal(
            "11",
            "11.7",
            (
                "Speelplaatsen zijn de enige open plek in drie wijken.",
                "Los patios son el único lugar abierto en tres barrios.",
            ),
            (
                "Een plek in de schaduw op wandelafstand, ook na schooltijd.",
                "Un lugar con sombra a poca distancia, también después de clases.",
            ),
            ("actie 12 van het klimaatplan", "acción 12 del plan de clima"),
        ),
        _goal("13", "13.1", ("De hittegolf hield klassen binnen.", "La ola de calor dejó cursos adentro.")),
        _goal("4", "", ("Kinderen leren door zelf te meten.", "La niñez aprende midiendo por su cuenta.")),
    ]
    theirs = [
        _goal(
            "6",
            "6.6",
            ("Elke droge tijd zakt de bron.", "Cada época seca baja la fuente."),
            ("Elke dag water, ook in oktober.", "Agua cada día, también en octubre."),
            ("het jaarplan, luik water", "el plan operativo anual, capítulo de agua"),
        ),
        _goal("13", "", ("De regen komt later en harder.", "La lluvia llega más tarde y más fuerte.")),
        _goal("11", "", ("De stad groeit tot aan de bronnen.", "La ciudad crece hasta las fuentes.")),
    ]
    community = [
        _goal(
            "6", "6.1", ("In de droge tijd is er twee uur water per dag.", "En época seca hay agua dos horas al día.")
        )
    ]
    _rank(desk, "tarija", community, ("Wijk Lourdes", "OTB Lourdes"))
    _rank(desk, "brasschaat", mine)
    _rank(desk, "tarija", theirs)
    _agree(
        desk,
        ("brasschaat", "tarija"),
        "13",
        ("6", "11"),
        {
            "theme": ("water in de grond houden", "retener el agua en el suelo"),
            "meaning": (
                "Dat regen blijft waar hij valt, en dat hitte of droogte niet beslist wie buiten kan spelen of water heeft.",
                "Que la lluvia se quede donde cae, y que ni el calor ni la sequía decidan quién juega afuera o quién tiene agua.",
            ),
            "why": ("We kozen ze allebei.", "La elegimos los dos."),
            "decided_where": ("in een videogesprek van beide kerngroepen", "en una videollamada de ambos equipos"),
        },
        InDays(-50),
    )


def herent_nimlahakok(desk: Desk) -> None:
    """Agree as Herent and Nimlaha'kok."""
    _agree(
        desk,
        ("herent", "nimlahakok"),
        "13",
        ("15",),
        {
            "theme": ("meer leven in bomen", "más vida en los árboles"),
            "meaning": (
                "Dat bos en water er ook nog zijn voor wie na ons komt, en dat gezinnen er nu al beter van leven.",
                "Que el bosque y el agua sigan ahí para quienes vengan, y que las familias vivan mejor desde ahora.",
            ),
            "why": NOTHING,
            "decided_where": (
                "op een SDG-route langs de gemeenschappen, tijdens een werkbezoek",
                "en una ruta de los ODS por las comunidades, durante una visita de trabajo",
            ),
        },
        InDays(-400),
    )


def _goal(goal: str, target: str, reason: Pair, meaning: Pair = NOTHING, plan: Pair = NOTHING) -> dict[str, Any]:
    return {"goal": goal, "target": target, "reason": _said(reason), "meaning": _said(meaning), "plan": _said(plan)}


def _said(pair: Pair) -> Words:
    return words("nl", **{code: text for code, text in zip(("nl", "es"), pair, strict=True) if text})


def _rank(desk: Desk, who: str, chosen: list[dict[str, Any]], community: Pair | None = None) -> None:
    held, partnership = desk.team[who], desk.project.partnership
    assert held.side is not None  # noqa: S101 - coordinators speak for a place
    told = Told(MEETING if community else OFFICIALS, _said(community) if community else {}, None, chosen)
    if community:
        told = Told(told.way, told.community, desk.day(InDays(-70)), chosen)
    made = rankings.write(desk.db, held.person, held, partnership, held.side, told)
    if not community:
        rankings.be_ready(desk.db, held, partnership, held.side, True, made.version)


def _agree(
    desk: Desk, who: tuple[str, ...], central: str, companions: tuple[str, ...], texts: dict[str, Pair], on: InDays
) -> None:
    told = shared_priorities.Told(
        central, "", companions, {name: _said(pair) for name, pair in texts.items()}, desk.day(on)
    )
    partnership, first = desk.project.partnership, desk.team[who[0]]
    made = shared_priorities.propose(desk.db, first.person, first, partnership, told)
    for each in who:
        held = desk.team[each]
        shared_priorities.answer(desk.db, held.person, held, partnership, True, made.version)
