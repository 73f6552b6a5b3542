"""Gardens: what Herent wrote on the Focus sharpener of its groves and gardens."""

from __future__ import annotations

from typing import Any

from facilitation.demo.filling import Desk

FOCUS: dict[str, Any] = {
    "topic.theme": ("bosjes en tuinen in een warmer klimaat", "arboledas y jardines en un clima más cálido"),
    "topic.symptoms": [
        (
            "herent",
            {
                "text": (
                    "Na drie droge zomers staan langs de Dijle veertig dode berken.",
                    "Después de tres veranos secos hay cuarenta abedules muertos a la orilla del Dijle.",
                ),
                "where": ("telling van de groendienst", "conteo del servicio de áreas verdes"),
                "said_by": ("de milieudienst", "el servicio de medio ambiente"),
            },
        ),
    ],
    "question.drafts": [
        (
            "nimlahakok",
            {
                "question": (
                    "Wat vertellen de oudste bewoners over de bomen van vroeger?",
                    "¿Qué cuentan las personas mayores sobre los árboles de antes?",
                ),
                "lens": "other_eyes",
            },
        ),
    ],
    "question.question": (
        "Hoe kunnen we met inwoners bestaande bosjes en tuinen klimaatbestendiger maken, "
        "zodat er meer leven in de bomen zit?",
        "¿Cómo podemos, con la gente que vive aquí, preparar para un clima más cálido las arboledas "
        "y los jardines que ya existen, de modo que haya más vida en los árboles?",
    ),
}


def fill(desk: Desk) -> None:
    """Write the example on the project of the groves and gardens."""
    desk.write("focus_sharpener", "herent", FOCUS)
