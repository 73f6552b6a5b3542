"""Balance: who takes part in a route and how far, who leads it, where people meet, and how it breathes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tools.canvas import CAUTION, STOP, TIP, Context, Finding
from tools.trajectory_designer import upstream
from tools.trajectory_designer.plan import Plan
from tools.trajectory_designer.route import Phase
from tools.wording import N_

SEVERAL = 2
"""How many encounters (or, without any, phases) it takes to speak of "all"."""


def left_out(plan: Plan) -> Iterator[Finding]:
    """Notice T5-2: somebody who is hit hardest has an empty row, in a table that is begun."""
    for actor in plan.actors if plan.cells else ():
        if actor.affected == max(upstream.AFFECTED) and not plan.row(actor.id):
            yield Finding(
                code="T5-2",
                level=CAUTION,
                sentence=N_("{actor} is hit hard, but takes part nowhere."),
                at=(f"people.matrix/{actor.id}",),
                values={"actor": actor.name},
            )


def above_the_room(plan: Plan, context: Context) -> Iterator[Finding]:
    """Notice T5-3: a phase, or what an actor was given in it, goes further than the room for change allows."""
    highest = upstream.highest(context)
    for phase in plan.phases:
        above = [f"route.phases/{phase.id}/level"] if phase.level > highest else []
        above += [address for address, level in plan.column(phase.id) if level > highest]
        if above:
            yield Finding(
                code="T5-3",
                level=STOP,
                sentence=N_(
                    "In “{phase}” you promise more than there is to decide. Widen the room or lower the level."
                ),
                at=tuple(above),
                values={"phase": phase.name},
            )


def led_by_one(plan: Plan, context: Context) -> Iterator[Finding]:
    """Notice T5-6: the same side leads all encounters; the owner of a project of its own may."""
    leads = {encounter.lead for encounter in plan.encounters}
    keys = [side.key for side in context.sides]
    own = not context.shared and leads == {context.owner}
    if len(plan.encounters) >= SEVERAL and len(keys) > 1 and len(leads) == 1 and leads <= set(keys) and not own:
        yield Finding(
            code="T5-6",
            level=CAUTION,
            sentence=N_("All encounters are led by {place}. Which one could another side lead?"),
            at=("people.sessions",),
            values={"place": context.place(leads.pop())},
        )


WAYS_TO_MEET = {
    "online": N_("Everything is online. Could you also meet in person somewhere?"),
    "in_person": N_("Everything is in person. Could some of it also be online?"),
}


def all_alike(plan: Plan) -> Iterator[Finding]:
    """Notice T5-7: of all encounters and phases of which it is said, everything is online, or everything in person."""
    met = [encounter.form for encounter in plan.encounters if encounter.form]
    went = [phase.form for phase in plan.phases if phase.form]
    forms = set(met) | set(went)
    only = next(iter(forms)) if len(forms) == 1 else ""
    if only in WAYS_TO_MEET and max(len(met), len(went)) >= SEVERAL:
        home = "people.sessions" if len(met) >= SEVERAL else "route.phases"
        yield Finding(code="T5-7", level=CAUTION, sentence=WAYS_TO_MEET[only], at=(home,))


def decides_nowhere(plan: Plan) -> Iterator[Finding]:
    """Notice T5-8: somebody who decides takes part, and of all decision moments that there are, none is theirs."""
    linked = {key for decision in plan.decisions for key in decision.who}
    named = {name for decision in plan.decisions for name in decision.named}
    for actor in plan.actors if plan.decisions else ():
        cells = plan.row(actor.id)
        if actor.role == upstream.DECIDES and cells and actor.id not in linked and not actor.names & named:
            yield Finding(
                code="T5-8",
                level=CAUTION,
                sentence=N_("{actor} takes part, but where do they decide?"),
                at=("decisions.moments", cells[0]),
                values={"actor": actor.name},
            )


def choosing_twice(plan: Plan, context: Context) -> Iterator[Finding]:
    """Notice T5-10: on the way of some side two phases of choosing follow each other, with nothing opened between.

    Phases stand in the order of their days when each has its days, else in the order of the canvas; two that overlap do
    not follow each other. What is done together is on everybody's way.
    """
    keys = [side.key for side in context.sides]
    seen: set[tuple[str, str]] = set()
    for key in keys or [""]:
        way = [phase for phase in plan.phases if phase.mode and (phase.side == key or phase.side not in keys)]
        for one, other in _pairs(way):
            pair = (one.id, other.id)
            if one.mode == other.mode == "choose" and pair not in seen and not _overlap(one, other):
                seen.add(pair)
                yield Finding(
                    code="T5-10",
                    level=TIP,
                    sentence=N_("“{one}” and “{other}” both choose, one after the other, without opening up first."),
                    at=(f"route.phases/{other.id}/mode", f"route.phases/{one.id}/mode"),
                    values={"one": one.name, "other": other.name},
                )


def _pairs(way: list[Phase]) -> Iterator[tuple[Phase, Phase]]:
    """Yield each phase with the one that follows it."""
    spans = [phase.span for phase in way]
    dated = [(span, number) for number, span in enumerate(spans) if span is not None]
    order = [way[number] for _, number in sorted(dated)] if len(dated) == len(way) else way
    yield from pairwise(order)


def _overlap(one: Phase, other: Phase) -> bool:
    """Return whether two phases run at the same time for at least a day."""
    if one.span is None or other.span is None:
        return False
    return one.span[0] <= other.span[1] and other.span[0] <= one.span[1]
