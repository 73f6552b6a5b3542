"""Tagging: which goals the projects of the example touch, with reasons, doubts and what shows them; all invented."""

from __future__ import annotations

from facilitation.demo.filling import Desk
from facilitation.demo.words import Pair
from facilitation.languages import Words, words
from facilitation.sdg import confirmations, evidence, interactions, tag_agreements, tagging
from facilitation.sdg.tagging import Spot, Told
from facilitation.sdg.tags import Tag

NOTHING: Pair = ("", "")


def playgrounds(desk: Desk) -> None:
    """Tag the playgrounds, as Brasschaat does."""
    place = _tag(
        desk, "school", "11", "11.7", "local", "direct_positive", 2,
        ("Leerlingen en buren krijgen een groene, veilige plek.", "Estudiantes y vecindario tienen un lugar verde y seguro."),
        ("op het schoolplein, ook na schooltijd, vanaf de eerste zomer", "en el patio, también después de clases, desde el primer verano"),
    )  # fmt: skip
    _tag(
        desk, "school", "13", "13.1", "local", "direct_positive", 1,
        ("Kinderen kunnen buiten op dagen boven de 30 graden.", "Niñas y niños pueden salir en días de más de 30 grados."),
        ("op school, van mei tot september", "en la escuela, de mayo a septiembre"),
    )  # fmt: skip
    _tag(desk, "brasschaat", "8", "", "local", "unknown", None)
    _tag(
        desk, "brasschaat", "12", "12.7", "internal", "direct_positive", 1,
        ("De groendienst koopt zonder pesticiden.", "El servicio de áreas verdes compra sin pesticidas."),
        ("in elk bestek van de gemeente, dit jaar", "en cada licitación del municipio, este año"),
    )  # fmt: skip
    held = desk.team["school"]
    evidence.add(desk.db, held.person, held, place, words("nl"), desk.cards["schools_choosing"])
    owner = desk.team["brasschaat"]
    seen = tag_agreements.standing(desk.db, desk.project).seen
    tag_agreements.agree(desk.db, owner.person, owner, desk.project, True, seen)


def springs(desk: Desk) -> None:
    """Tag the springs, as Tarija does; Brasschaat says something about Tarija too, and Tarija answers."""
    source = _tag(
        desk, "medio_ambiente", "6", "6.6", "local", "direct_positive", 3,
        ("De wijken rond vier bronnen hebben weer water.", "Los barrios cerca de cuatro fuentes vuelven a tener agua."),
        ("aan de bron, in de droge maanden", "en la fuente, en los meses secos"),
    )  # fmt: skip
    _tag(
        desk, "medio_ambiente", "6", "6.b", "local", "direct_positive", 2,
        ("Wijkcomités beslissen zelf over toezicht.", "Los comités de barrio deciden sobre la vigilancia."),
        ("in elke wijkvergadering", "en cada asamblea de barrio"),
    )  # fmt: skip
    forest = _tag(
        desk, "brasschaat", "15", "", "local", "indirect_positive", 1,
        ("Rond de bron groeit weer groen.", "Alrededor de la fuente vuelve a crecer lo verde."),
        ("stroomopwaarts, na enkele regentijden", "aguas arriba, después de algunas épocas de lluvia"),
        about="tarija",
    )  # fmt: skip
    _tag(
        desk, "medio_ambiente", "2", "", "local", "indirect_negative", 2,
        ("Gezinnen met een kleine akker krijgen minder water.", "Las familias con parcela pequeña tienen menos acceso al riego."),
        ("stroomopwaarts, in de droge tijd", "aguas arriba, en época seca"),
        ("beurten afspreken", "acordar turnos"),
    )  # fmt: skip
    held = desk.team["medio_ambiente"]
    evidence.add(desk.db, held.person, held, source, words("nl"), desk.cards["springs_agreed"])
    lead, seen = desk.team["tarija"], confirmations.fingerprint(forest)
    confirmations.answer(desk.db, lead.person, lead, forest, True, words("es"), seen)
    reason = words(
        "es",
        es="lo que se guarda en la fuente no llega a la parcela",
        nl="wat in de bron blijft, komt niet op de akker",
    )
    interactions.join(desk.db, held.person, held, desk.project, ("6", "2"), -1, reason)


def forest(desk: Desk) -> None:
    """Tag the forest, as Nimlaha'kok does."""
    _tag(
        desk, "nimlahakok", "15", "15.2", "local", "direct_positive", 3,
        ("Elke gemeenschap krijgt bos terug dat ze zelf koos.", "Cada comunidad recupera bosque que ella misma eligió."),
        ("boven het dorp, vanaf de eerste regens", "arriba de la comunidad, desde las primeras lluvias"),
    )  # fmt: skip
    _tag(
        desk, "nimlahakok", "13", "13.1", "local", "indirect_positive", 2,
        ("Gezinnen hebben minder last van aardverschuivingen.", "Las familias sufren menos derrumbes."),
        ("op de hellingen, over enkele jaren", "en las laderas, en algunos años"),
    )  # fmt: skip
    _tag(
        desk, "nimlahakok", "2", "", "local", "indirect_negative", 1,
        ("Er is minder grond voor de milpa.", "Hay menos terreno para la milpa."),
        ("bij gezinnen zonder eigen grond", "en las familias sin tierra propia"),
        ("bomen tussen de gewassen", "agroforestería: árboles entre los cultivos"),
    )  # fmt: skip


def _tag(
    desk: Desk,
    who: str,
    goal: str,
    target: str,
    ring: str,
    direction: str,
    strength: int | None,
    notices: Pair = NOTHING,
    where: Pair = NOTHING,
    measure: Pair = NOTHING,
    about: str = "",
) -> Tag:
    held = desk.team[who]
    side = held.side_id
    if about:
        side = next(each.id for each in desk.project.partnership.sides if each.key == desk.key(about))
    texts = {"who": _said(notices), "where": _said(where), "measure": _said(measure)}
    told = Told(goal=goal, target=target, ring=ring, side_id=side, direction=direction, strength=strength, texts=texts)
    spot = Spot(desk.project.partnership, desk.project)
    return tagging.add(desk.db, held.person, held, spot, told)


def _said(pair: Pair) -> Words:
    return words("nl", **{code: text for code, text in zip(("nl", "es"), pair, strict=True) if text})
