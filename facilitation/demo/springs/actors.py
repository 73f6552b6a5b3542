"""Actors: who has a stake in the springs."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Side

HERE, THERE = Side("tarija"), Side("brasschaat")

ACTORS: Content = {
    "people.actors": [
        (
            "medio_ambiente",
            {
                "key": "committees",
                "accept": ("affected-actors", Ref("affected_committees")),
                "side": HERE,
                "kind": "residents",
                "place": {"x": 90, "y": 45},
                "affected": 3,
                "role": "works_along",
                "brings": ("ze kennen elke buis en elke steen", "conocen cada tubo y cada piedra"),
                "barriers": ["hour"],
                "knows": "yes",
                "told_on": InDays(-20),
                "stance.{tarija}": "driving",
                "judged.{tarija}": "asked",
            },
        ),
        (
            "tarija",
            {
                "key": "upstream",
                "accept": ("affected-actors", Ref("affected_upstream")),
                "side": HERE,
                "kind": "indigenous",
                "place": {"x": 90, "y": 20},
                "affected": 3,
                "role": "works_along",
                "needs": ("een gesprek bij hen, niet in de stad", "una conversación en su lugar, no en la ciudad"),
                "barriers": ["distance", "internet"],
                "knows": "yes",
                "told_on": InDays(-12),
                "stance.{tarija}": "reserved",
                "judged.{tarija}": "asked",
            },
        ),
        (
            "tarija",
            {
                "key": "council",
                "name": ("gemeenteraad van Tarija", "concejo municipal"),
                "side": HERE,
                "kind": "politics",
                "place": {"x": 45, "y": 95},
                "affected": 1,
                "role": "decides",
                "interest": ("wil dat er het hele jaar water is", "quiere que haya agua todo el año"),
                "knows": "yes",
                "told_on": InDays(-20),
                "stance.{tarija}": "for",
                "judged.{tarija}": "asked",
            },
        ),
        (
            "medio_ambiente",
            {
                "key": "water",
                "name": ("waterbedrijf", "empresa de agua"),
                "side": HERE,
                "kind": "business",
                "place": {"x": 60, "y": 85},
                "affected": 2,
                "role": "works_along",
                "brings": ("metingen", "mediciones"),
                "knows": "yes",
                "told_on": InDays(-20),
                "stance.{tarija}": "neutral",
                "judged.{tarija}": "hearsay",
            },
        ),
        (
            "medio_ambiente",
            {
                "key": "schools",
                "name": ("scholen van Tarija", "escuelas de Tarija"),
                "side": HERE,
                "kind": "education",
                "place": {"x": 70, "y": 40},
                "affected": 1,
                "role": "advises",
                "knows": "no",
            },
        ),
        (
            "school",
            {
                "key": "pupils_there",
                "name": ("leerlingenraden van Brasschaat", "gobiernos estudiantiles de Brasschaat"),
                "side": THERE,
                "kind": "youth",
                "place": {"x": 60, "y": 25},
                "affected": 0,
                "role": "advises",
                "brings": ("hoe je met kinderen meet", "cómo se mide con niñas y niños"),
                "knows": "yes",
                "told_on": InDays(-15),
            },
        ),
        (
            "brasschaat",
            {
                "key": "vvsg",
                "name": ("VVSG", "VVSG"),
                "side": "bridge",
                "kind": "association",
                "place": {"x": 40, "y": 40},
                "affected": 0,
                "role": "advises",
                "knows": "yes",
                "told_on": InDays(-40),
            },
        ),
    ],
    "people.missing": [
        (
            "medio_ambiente",
            {
                "key": "owners",
                "group": ("eigenaars van gronden rond de bron", "dueños de los terrenos alrededor de la fuente"),
                "why": (
                    "ze wonen in de stad en komen niet naar de vergadering",
                    "viven en la ciudad y no van a la asamblea",
                ),
                "who_invites": ("het waterbedrijf", "la empresa de agua"),
            },
        )
    ],
    "people.pairs": [
        (
            "school",
            {
                "here": Ref("schools"),
                "there": Ref("pupils_there"),
                "common": ("ze meten wat er met regen gebeurt", "miden qué pasa con la lluvia"),
            },
        )
    ],
    "core.members": [
        (
            "tarija",
            {
                "function": ("milieudienst", "dirección de medio ambiente"),
                "side": HERE,
                "mandate": "yes",
                "hours_paper": 6,
                "hours_real": 9,
                "deputy": ("coördinatie", "coordinación"),
            },
        ),
        (
            "brasschaat",
            {
                "function": ("coördinatie", "coordinación"),
                "side": THERE,
                "mandate": "yes",
                "hours_paper": 2,
                "hours_real": 2,
                "deputy": ("onderwijsdienst", "servicio de educación"),
            },
        ),
    ],
}
