"""Actors: who has a stake in the playgrounds, in both places."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Side

HERE, THERE = Side("brasschaat"), Side("tarija")

ACTORS: Content = {
    "people.actors": [
        (
            "school",
            {
                "key": "pupils",
                "accept": ("affected-actors", Ref("affected_pupils")),
                "side": HERE,
                "kind": "youth",
                "place": {"x": 85, "y": 25},
                "affected": 3,
                "role": "works_along",
                "brings": ("ideeën, en elke dag ervaring op het plein", "ideas y experiencia diaria en el patio"),
                "needs": ("tijd tijdens de lesuren", "tiempo dentro del horario de clases"),
                "barriers": ["hour"],
                "knows": "yes",
                "told_on": InDays(-30),
            },
        ),
        (
            "school",
            {
                "key": "neighbours",
                "accept": ("affected-actors", Ref("affected_neighbours")),
                "side": HERE,
                "kind": "residents",
                "place": {"x": 55, "y": 30},
                "affected": 2,
                "role": "is_heard",
                "knows": "yes",
                "told_on": InDays(-30),
            },
        ),
        (
            "brasschaat",
            {
                "key": "executive",
                "accept": ("decider-actor", "question.decider"),
                "side": HERE,
                "kind": "politics",
                "place": {"x": 50, "y": 90},
                "affected": 1,
                "interest": ("wil tonen dat het klimaatplan werkt", "quiere mostrar que el plan de clima funciona"),
                "knows": "yes",
                "told_on": InDays(-30),
                "stance.{brasschaat}": "for",
                "judged.{brasschaat}": "asked",
            },
        ),
        (
            "school",
            {
                "key": "heads",
                "name": ("schooldirecties", "direcciones de las escuelas"),
                "side": HERE,
                "kind": "education",
                "place": {"x": 75, "y": 70},
                "affected": 2,
                "role": "leads",
                "interest": (
                    "minder hitte, maar ook toezicht dat haalbaar blijft",
                    "menos calor, pero también una supervisión que se pueda sostener",
                ),
                "knows": "yes",
                "told_on": InDays(-30),
                "stance.{brasschaat}": "driving",
                "judged.{brasschaat}": "asked",
            },
        ),
        (
            "school",
            {
                "key": "green",
                "name": ("groendienst", "servicio de áreas verdes"),
                "side": HERE,
                "kind": "administration",
                "place": {"x": 60, "y": 60},
                "affected": 1,
                "role": "works_along",
                "brings": ("kennis van bomen en bodem", "conocimiento de árboles y suelos"),
                "knows": "yes",
                "told_on": InDays(-30),
                "stance.{brasschaat}": "reserved",
                "judged.{brasschaat}": "asked",
                "contact.{brasschaat}": ("het diensthoofd, op dinsdag", "la jefatura, los martes"),
            },
        ),
        (
            "school",
            {
                "key": "parents",
                "name": ("oudercomités", "comités de madres y padres"),
                "side": HERE,
                "kind": "civil_society",
                "place": {"x": 65, "y": 40},
                "affected": 2,
                "role": "is_heard",
                "barriers": ["hour", "language", "childcare"],
                "knows": "no",
            },
        ),
        (
            "medio_ambiente",
            {
                "key": "schools_there",
                "name": ("scholen van Tarija", "escuelas de Tarija"),
                "side": THERE,
                "kind": "education",
                "place": {"x": 70, "y": 40},
                "affected": 1,
                "role": "advises",
                "interest": ("willen zelf een schaduwplek planten", "quieren plantar su propio lugar con sombra"),
                "knows": "yes",
                "told_on": InDays(-20),
            },
        ),
        (
            "medio_ambiente",
            {
                "key": "committees",
                "name": ("wijkcomités van Tarija", "comités de barrio de Tarija"),
                "side": THERE,
                "kind": "residents",
                "place": {"x": 45, "y": 30},
                "affected": 1,
                "role": "advises",
                "brings": ("ervaring met samen kiezen", "experiencia en elegir juntos"),
                "knows": "yes",
                "told_on": InDays(-20),
            },
        ),
        (
            "brasschaat",
            {
                "key": "vvsg",
                "name": ("VVSG", "VVSG"),
                "side": "bridge",
                "kind": "association",
                "place": {"x": 40, "y": 35},
                "affected": 0,
                "role": "advises",
                "knows": "yes",
                "told_on": InDays(-60),
            },
        ),
    ],
    "people.missing": [
        (
            "school",
            {
                "key": "newcomers",
                "group": ("gezinnen die thuis geen Nederlands spreken", "familias que en casa no hablan neerlandés"),
                "why": ("de brief is enkel in het Nederlands", "la carta está solo en neerlandés"),
                "who_invites": ("de brugfiguur van de school", "la persona enlace de la escuela"),
            },
        )
    ],
    "people.relations.{brasschaat}": [
        (
            "school",
            {
                "one": Ref("heads"),
                "other": Ref("green"),
                "kind": "information",
                "direction": "both",
                "strength": 2,
                "about": ("wie onderhoudt wat", "quién mantiene qué"),
            },
        )
    ],
    "people.pairs": [
        (
            "medio_ambiente",
            {
                "here": Ref("pupils"),
                "there": Ref("schools_there"),
                "common": ("ze tekenen allebei een plek in de schaduw", "ambos dibujan un lugar con sombra"),
            },
        )
    ],
    "core.members": [
        (
            "brasschaat",
            {
                "function": ("onderwijsdienst", "servicio de educación"),
                "side": HERE,
                "mandate": "yes",
                "hours_paper": 4,
                "hours_real": 7,
                "deputy": ("groendienst", "servicio de áreas verdes"),
            },
        ),
        (
            "tarija",
            {
                "function": ("milieudienst", "dirección de medio ambiente"),
                "side": THERE,
                "mandate": "yes",
                "hours_paper": 3,
                "hours_real": 4,
                "deputy": ("coördinatie", "coordinación"),
            },
        ),
    ],
}
