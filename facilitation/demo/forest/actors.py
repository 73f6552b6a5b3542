"""Actors: who has a stake in the forest."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Side

HERE, THERE = Side("nimlahakok"), Side("herent")

ACTORS: Content = {
    "people.actors": [
        (
            "nimlahakok",
            {
                "key": "women",
                "accept": ("affected-actors", Ref("affected_women")),
                "side": HERE,
                "kind": "residents",
                "place": {"x": 85, "y": 25},
                "affected": 3,
                "role": "works_along",
                "brings": ("kennis van planten en van het huis", "conocimiento de las plantas y de la casa"),
                "needs": ("een eigen kring, zonder camera", "un círculo propio, sin cámara"),
                "barriers": ["camera", "distance", "childcare"],
                "knows": "yes",
                "told_on": InDays(-15),
                "stance.{nimlahakok}": "for",
                "judged.{nimlahakok}": "asked",
            },
        ),
        (
            "nimlahakok",
            {
                "key": "youth",
                "accept": ("affected-actors", Ref("affected_youth")),
                "side": HERE,
                "kind": "youth",
                "place": {"x": 60, "y": 20},
                "affected": 2,
                "role": "works_along",
                "knows": "yes",
                "told_on": InDays(-15),
            },
        ),
        (
            "nimlahakok",
            {
                "key": "councils",
                "accept": ("decider-actor", "question.decider"),
                "side": HERE,
                "kind": "indigenous",
                "place": {"x": 90, "y": 75},
                "affected": 3,
                "interest": (
                    "dat de gemeenschap zelf beslist over haar grond",
                    "que la comunidad misma decida sobre su tierra",
                ),
                "knows": "yes",
                "told_on": InDays(-15),
                "stance.{nimlahakok}": "driving",
                "judged.{nimlahakok}": "asked",
            },
        ),
        (
            "nimlahakok",
            {
                "key": "elders",
                "name": ("oudsten", "ancianas y ancianos"),
                "side": HERE,
                "kind": "residents",
                "place": {"x": 70, "y": 55},
                "affected": 2,
                "role": "advises",
                "brings": ("ze weten waar vroeger bos was", "saben dónde hubo bosque"),
                "knows": "yes",
                "told_on": InDays(-15),
            },
        ),
        (
            "nimlahakok",
            {
                "key": "municipality",
                "name": ("gemeentebestuur", "municipalidad"),
                "side": HERE,
                "kind": "politics",
                "place": {"x": 40, "y": 80},
                "affected": 1,
                "role": "works_along",
                "knows": "yes",
                "told_on": InDays(-10),
                "stance.{nimlahakok}": "neutral",
                "judged.{nimlahakok}": "hearsay",
            },
        ),
        (
            "herent",
            {
                "key": "nature",
                "name": ("natuurvereniging van Herent", "asociación de naturaleza de Herent"),
                "side": THERE,
                "kind": "civil_society",
                "place": {"x": 75, "y": 35},
                "affected": 0,
                "role": "advises",
                "knows": "yes",
                "told_on": InDays(-10),
            },
        ),
        (
            "herent",
            {
                "key": "service",
                "name": ("milieudienst van Herent", "servicio de medio ambiente de Herent"),
                "side": THERE,
                "kind": "administration",
                "place": {"x": 70, "y": 40},
                "affected": 1,
                "role": "advises",
                "knows": "yes",
                "told_on": InDays(-10),
            },
        ),
    ],
    "people.missing": [
        (
            "nimlahakok",
            {
                "key": "tenants",
                "group": ("gezinnen zonder eigen grond", "familias sin tierra propia"),
                "why": ("ze komen niet naar de vergadering over grond", "no van a la asamblea sobre tierras"),
                "who_invites": ("de vrouwengroepen", "los grupos de mujeres"),
            },
        )
    ],
    "people.pairs": [
        (
            "herent",
            {
                "here": Ref("nature"),
                "there": Ref("councils"),
                "common": ("ze zorgen voor bomen die niet van hen zijn", "cuidan árboles que no son suyos"),
            },
        )
    ],
    "core.members": [
        (
            "nimlahakok",
            {
                "function": ("coördinatie", "coordinación"),
                "side": HERE,
                "mandate": "yes",
                "hours_paper": 5,
                "hours_real": 10,
                "deputy": ("een afgevaardigde van de raden", "una persona delegada de los consejos"),
            },
        )
    ],
}
