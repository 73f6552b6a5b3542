"""Plan: everything that findings, steps and pictures look at, read once from the canvas and from the earlier tools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tools.canvas import Content, Context
from tools.participation import step
from tools.trajectory_designer import route, upstream

CONSULT = step("consult")
"""The level from which people give something of theirs, and may expect to hear what came of it."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The route as read. `cells` are the levels (1 to 5) of the filled cells of the table, by (actor, phase)."""

    phases: tuple[route.Phase, ...]
    encounters: tuple[route.Encounter, ...]
    decisions: tuple[route.Decision, ...]
    feedbacks: tuple[route.Feedback, ...]
    actors: tuple[upstream.Actor, ...]
    cells: Mapping[tuple[str, str], int]

    def phase(self, key: str) -> route.Phase | None:
        """Return the phase with this id, or None when there is none (any more)."""
        return next((phase for phase in self.phases if phase.id == key), None)

    def actor(self, keys: tuple[str, ...]) -> upstream.Actor | None:
        """Return the actor that a link holds, or None when there is none (any more)."""
        return next((actor for actor in self.actors if actor.id in keys), None)

    def column(self, phase: str) -> Iterator[tuple[str, int]]:
        """Yield (address, level) of each filled cell of a phase."""
        for (row, column), level in self.cells.items():
            if column == phase:
                yield f"people.matrix/{row}/{column}", level

    def row(self, actor: str) -> list[str]:
        """Return the address of each filled cell of an actor."""
        return [f"people.matrix/{row}/{column}" for row, column in self.cells if row == actor]


def plan(content: Content, context: Context) -> Plan:
    """Return the route as it stands, with the actors of the project."""
    phases = route.phases(content, context.languages)
    actors = upstream.actors(context)
    return Plan(
        phases=tuple(phases),
        encounters=tuple(route.encounters(content, context.languages)),
        decisions=tuple(route.decisions(content, context.languages)),
        feedbacks=tuple(route.feedbacks(content)),
        actors=tuple(actors),
        cells=route.matrix(content, [actor.id for actor in actors], [phase.id for phase in phases]),
    )
