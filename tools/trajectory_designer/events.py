"""Events: everything on a route that has its days, with the lane in which it stands, in the order of time.

A lane is a side, or "together". A phase stands in the lane of its side, an encounter and feedback in that of their
phase, a decision in that of the actor who takes it, blocked weeks in that of their place; everything else stands in
the lane "together". What has no days yet is only counted.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tools.canvas import Content, Context
from tools.environment_scan import calendar
from tools.trajectory_designer.plan import Plan
from tools.trajectory_designer.questions import MODES
from tools.trajectory_designer.route import UNNAMED, cards, day, filled, ids, part, said
from tools.trajectory_designer.terms import TOGETHER
from tools.wording import N_

PHASE, BLOCKED = "phase", "blocked"

KINDS = {
    BLOCKED: N_("Blocked weeks"),
    PHASE: N_("Phase"),
    "encounter": N_("Encounter"),
    "decision": N_("Decision"),
    "feedback": N_("Feedback"),
    "milestone": N_("Milestone"),
    "adjust": N_("Moment to adjust"),
    "bridge": N_("Moment to learn from each other"),
}
"""What can stand on the line of time, in the order in which it is told of one day."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something with a first and a last day (the same for what happens on one day); `mode` is that of a phase."""

    kind: str
    name: str
    lane: str
    first: datetime.date
    last: datetime.date
    mode: str = ""

    def called(self, translate: Callable[[str], str]) -> str:
        """Return what it is, in words; of a phase also how it breathes."""
        mode = dict(MODES).get(self.mode)
        return f"{translate(KINDS[self.kind])}: {translate(mode)}" if mode else translate(KINDS[self.kind])


def events(plan: Plan, content: Content, context: Context) -> tuple[list[Event], int]:
    """Return everything on the route that has its days, earliest first, and how much has none yet.

    Blocked weeks count only where they touch the days of all the rest, and nothing but they is no route.
    """
    found = list(_all(plan, content, context))
    dated = [event for event in found if event is not None]
    if dated:
        first, last = limits(dated, content)
        dated += [
            Event(kind=BLOCKED, name=_called(each, context), lane=each.side, first=each.first, last=each.last)
            for each in calendar.around(context)
            if each.effect == calendar.BLOCKED and each.meets(first, last)
        ]
    order = list(KINDS)
    return sorted(dated, key=lambda event: (event.first, event.last, order.index(event.kind))), found.count(None)


def _called(moment: calendar.Moment, context: Context) -> str:
    return said(moment.event, context.languages) or UNNAMED


def limits(dated: list[Event], content: Content) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of the route and of everything on it but blocked weeks."""
    own = [event for event in dated if event.kind != BLOCKED]
    said_days = [day(part(content, address)) for address in ("time.starts", "time.ends")]
    known = [each for each in said_days if each is not None]
    return (
        min([*(event.first for event in own), *known]),
        max([*(event.last for event in own), *known]),
    )


def _all(plan: Plan, content: Content, context: Context) -> Iterator[Event | None]:
    """Yield every event of the canvas; None for one of which the days are not there, or are no days."""
    keys = [side.key for side in context.sides]

    def lane(side: str) -> str:
        return side if side in keys else TOGETHER

    def one(kind: str, name: str, side: str, on: datetime.date | None) -> Event | None:
        return Event(kind=kind, name=name, lane=lane(side), first=on, last=on) if on else None

    sides = {phase.id: phase.side for phase in plan.phases}
    names = {phase.id: phase.name for phase in plan.phases}
    for card in filled(content, "route.phases"):
        phase = plan.phase(card["id"])
        if phase is not None:
            span, where = phase.span, lane(phase.side)
            yield (
                Event(kind=PHASE, name=phase.name, lane=where, first=span[0], last=span[1], mode=phase.mode)
                if span
                else None
            )
    for encounter in plan.encounters:
        yield one("encounter", encounter.name, sides.get(encounter.phase, ""), encounter.on)
    for decision in plan.decisions:
        actor = plan.actor(decision.who)
        yield one("decision", decision.name, actor.side if actor else "", decision.on)
    for feedback in plan.feedbacks:
        on = feedback.promised or feedback.done
        yield one("feedback", names.get(feedback.phase, UNNAMED), sides.get(feedback.phase, ""), on)
    yield from (one(kind, name, "", on) for kind, name, on in _deep(content, context))


def _deep(content: Content, context: Context) -> Iterator[tuple[str, str, datetime.date | None]]:
    """Yield (kind, name, day) of what opens with the deep set."""
    indicators = {
        card["id"]: said(card.get("name"), context.languages)
        for card in cards(context.of("ambition_setter") or {}, "signs.indicators")
    }

    def words(card: Mapping[str, Any], name: str) -> str:
        return said(card.get(name), context.languages) or UNNAMED

    for card in filled(content, "decisions.milestones"):
        measured = next((indicators[key] for key in ids(card.get("indicator")) if indicators.get(key)), "")
        yield "milestone", measured or words(card, "remark"), day(card.get("on"))
    for card in filled(content, "decisions.adjust"):
        yield "adjust", words(card, "questions"), day(card.get("on"))
    for card in filled(content, "exchange.bridge"):
        yield "bridge", words(card, "takes"), day(card.get("on"))
