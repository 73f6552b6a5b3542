"""Radar: the eight concepts of the example, as if its people had agreed on them; all invented."""

from __future__ import annotations

from facilitation.demo import together
from facilitation.demo.filling import Desk

WHERE = ("op de startdag, na twintig verhalen", "en la jornada de inicio, después de veinte relatos")
CONCEPTS = (
    (
        ("Vertrouwen", "Confianza"),
        ("zeggen wat moeilijk is", "decir lo difícil"),
        ("altijd akkoord gaan", "estar siempre de acuerdo"),
    ),
    (
        ("Echt luisteren", "Escucha real"),
        ("eerst begrijpen", "primero entender"),
        ("een enquête sturen", "mandar una encuesta"),
    ),
    (
        ("Op gelijke voet", "En pie de igualdad"),
        ("samen de agenda maken", "hacer juntos la agenda"),
        ("evenveel geld geven", "dar el mismo dinero"),
    ),
    (
        ("Iedereen telt", "Que todas las voces cuenten"),
        ("drempels weghalen", "quitar barreras"),
        ("een open uitnodiging", "una invitación abierta"),
    ),
    (
        ("Eigenaarschap", "Apropiación"),
        ("zelf kiezen en dragen", "elegir y sostener"),
        ("handtekeningen verzamelen", "juntar firmas"),
    ),
    (
        ("Openheid", "Transparencia"),
        ("zeggen wat vastligt", "decir lo ya decidido"),
        ("alles publiceren", "publicarlo todo"),
    ),
    (
        ("Samen beslissen", "Decidir juntos"),
        ("weten wie beslist", "saber quién decide"),
        ("eindeloos stemmen", "votar sin fin"),
    ),
    (
        ("Terugkoppelen", "Devolución"),
        ("vertellen wat ermee gebeurde", "contar qué se hizo"),
        ("een dankmail", "un correo de gracias"),
    ),
)


def fill(desk: Desk) -> None:
    """Write down what participation means in the partnership of a project."""
    for at, (label, means, means_not) in enumerate(CONCEPTS):
        together.concept(desk, "tarija" if at % 2 else "brasschaat", label, means, means_not, WHERE)
