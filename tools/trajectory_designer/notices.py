"""Notices: what the days and the promises of a route say: a decision too early, no feedback, a blocked week."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from tools.canvas import CAUTION, STOP, TIP, Content, Context, Finding
from tools.environment_scan import calendar
from tools.trajectory_designer import upstream
from tools.trajectory_designer.plan import CONSULT, Plan
from tools.trajectory_designer.route import UNNAMED, Decision, cards, chosen, day, every, ids, part, said, written
from tools.trajectory_designer.terms import ACTORS, PHASES, TOGETHER
from tools.wording import N_

LINKS = (
    ("route.phases", "goals", "ambition_setter:change.goals"),
    ("people.sessions", "phase", PHASES),
    ("people.feedback", "phase", PHASES),
    ("people.feedback", "to_whom", ACTORS),
    ("decisions.moments", "who", ACTORS),
    ("decisions.moments", "after", PHASES),
    ("decisions.milestones", "indicator", "ambition_setter:signs.indicators"),
    ("comms.messages", "to_whom", ACTORS),
    ("work.risks", "factor", "environment_scan:around.factors"),
)
"""Where cards point at cards: the list, the part, and where what it points at stands."""

TAKEN_AWAY = N_("This points at something that was taken away. Choose again.")


def too_early(plan: Plan) -> Iterator[Finding]:
    """Notice T5-1: a decision falls before the last day of what feeds it; on that very day is fine."""
    for decision in plan.decisions:
        talks = _talks(plan, decision)
        if decision.on is None or not talks:
            continue
        last, where = max(talks, key=lambda talk: talk[0])
        if decision.on < last:
            yield Finding(
                code="T5-1",
                level=STOP,
                sentence=N_(
                    "The decision falls before the dialogue: on {decision}, while people talk until {dialogue}."
                ),
                at=(f"decisions.moments/{decision.id}/on", where),
                values={"decision": written(decision.on), "dialogue": written(last)},
            )


def _talks(plan: Plan, decision: Decision) -> list[tuple[datetime.date, str]]:
    """Return (day, address) of every end of a phase that feeds a decision, and of every encounter of those phases.

    A phase without an end counts from its start; of one whose end lies before its start only the encounters count.
    """
    talks = []
    for key in decision.after:
        phase = plan.phase(key)
        if phase is None:
            continue
        last = None if phase.turned else phase.ends or phase.starts
        if last is not None:
            talks.append((last, f"route.phases/{key}/{'ends' if phase.ends else 'starts'}"))
        for encounter in plan.encounters:
            if encounter.phase == key and encounter.on is not None:
                talks.append((encounter.on, f"people.sessions/{encounter.id}/on"))
    return talks


def no_feedback(plan: Plan) -> Iterator[Finding]:
    """Notice T5-4: people are consulted or more, and no feedback about that phase is promised or was given."""
    told = {each.phase for each in plan.feedbacks if each.promised or each.done}
    for phase in plan.phases:
        levels = [phase.level, *(level for _, level in plan.column(phase.id))]
        if max(levels) >= CONSULT and phase.id not in told:
            yield Finding(
                code="T5-4",
                level=STOP,
                sentence=N_(
                    "In “{phase}” people have their say, and then hear nothing more of it. Choose a day for feedback."
                ),
                at=(f"route.phases/{phase.id}/level", "people.feedback"),
                values={"phase": phase.name},
            )


def blocked_days(plan: Plan, content: Content, context: Context) -> Iterator[Finding]:
    """Notice T5-5: a day falls in weeks that are blocked in a place that it concerns; the first are named."""
    keys = [each.key for each in context.sides]
    blocked = [each for each in calendar.around(context) if each.effect == calendar.BLOCKED]
    for address, on, side in _days(plan, content):
        for stretch in blocked:
            if stretch.meets(on, on) and (side not in keys or side == stretch.side):
                event = said(stretch.event, context.languages) or UNNAMED
                yield Finding(
                    code="T5-5",
                    level=CAUTION,
                    sentence=N_("This day, {day}, falls in “{event}” in {place}."),
                    at=(address,),
                    values={"day": written(on), "event": event, "place": context.place(stretch.side)},
                )
                break


def _days(plan: Plan, content: Content) -> Iterator[tuple[str, datetime.date, str]]:
    """Yield (address, day, side) of everything that happens on one day; a side that is none means: everybody."""
    sides = {phase.id: phase.side for phase in plan.phases}
    for encounter in plan.encounters:
        if encounter.on:
            yield f"people.sessions/{encounter.id}/on", encounter.on, sides.get(encounter.phase, "")
    for feedback in plan.feedbacks:
        if feedback.promised:
            yield f"people.feedback/{feedback.id}/promised", feedback.promised, sides.get(feedback.phase, "")
    for decision in plan.decisions:
        if decision.on:
            actor = plan.actor(decision.who)
            yield f"decisions.moments/{decision.id}/on", decision.on, actor.side if actor else ""
    for home in ("decisions.milestones", "decisions.adjust", "exchange.bridge"):
        for card in cards(content, home):
            on = day(card.get("on"))
            if on:
                yield f"{home}/{card['id']}/on", on, ""


def crossing_elections(plan: Plan, content: Content, context: Context) -> Iterator[Finding]:
    """Notice T5-9: a phase runs across elections in a place that it concerns, and no task hands anything over there."""
    tasks = [card for card in cards(content, "work.tasks") if card.get("kind") == "hand_over"]
    handed = {chosen(card.get("side")) or TOGETHER for card in tasks}
    keys = [side.key for side in context.sides]
    elections = [each for each in calendar.around(context) if each.kind == calendar.ELECTIONS]
    open_elections = [each for each in elections if not handed & {each.side, TOGETHER}]
    for phase in plan.phases:
        for stretch in open_elections:
            crosses = phase.span and stretch.meets(*phase.span)
            if crosses and (phase.side not in keys or phase.side == stretch.side):
                yield Finding(
                    code="T5-9",
                    level=CAUTION,
                    sentence=N_("“{phase}” runs across elections in {place}. Who hands over to whom?"),
                    at=(f"route.phases/{phase.id}/ends", "work.tasks"),
                    values={"phase": phase.name, "place": context.place(stretch.side)},
                )
                break


def late_papers(plan: Plan) -> Iterator[Finding]:
    """Notice T5-12: the papers are due after the decision for which they are needed; on that very day is fine."""
    for decision in plan.decisions:
        if decision.on and decision.papers_by and decision.papers_by > decision.on:
            yield Finding(
                code="T5-12",
                level=CAUTION,
                sentence=N_("The papers have to be ready before the decision of {decision}, not on {papers}."),
                at=(f"decisions.moments/{decision.id}/papers_by", f"decisions.moments/{decision.id}/on"),
                values={"decision": written(decision.on), "papers": written(decision.papers_by)},
            )


def turned_round(plan: Plan, content: Content) -> Iterator[Finding]:
    """Notice T5-13: the end of the route or of a phase lies before its start."""
    stretches = [(day(part(content, "time.starts")), day(part(content, "time.ends")), "time.starts", "time.ends")]
    for phase in plan.phases:
        home = f"route.phases/{phase.id}"
        stretches.append((phase.starts, phase.ends, f"{home}/starts", f"{home}/ends"))
    for starts, ends, start, end in stretches:
        if starts and ends and ends < starts:
            yield Finding(
                code="T5-13",
                level=CAUTION,
                sentence=N_("The end, {end}, lies before the start, {start}."),
                at=(end, start),
                values={"end": written(ends), "start": written(starts)},
            )


def dead_ends(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T5-14: a link points at a card that was taken away; where nobody can look, nothing is said."""
    pointed = [
        (f"{home}/{card['id']}/{name}", card.get(name), to) for home, name, to in LINKS for card in cards(content, home)
    ]
    pointed.append(("time.givens", part(content, "time.givens"), "focus_sharpener:frame.decided"))
    for address, value, to in pointed:
        held = ids(value.get("ids") if isinstance(value, dict) else value)
        there = _there(content, context, to) if held else None
        if there is not None and not set(held) <= there:
            yield Finding(code="T5-14", level=CAUTION, sentence=TAKEN_AWAY, at=(address,))


def _there(content: Content, context: Context, to: str) -> frozenset[str] | None:
    """Return the ids of the cards that a link can reach, here or in another tool; None when nobody can look there."""
    return upstream.reached(context, to) if ":" in to else frozenset(card["id"] for card in cards(content, to))


def no_language(content: Content) -> Iterator[Finding]:
    """Notice T5-11: a message has words, and nobody said in which languages they go out."""
    for card in cards(content, "comms.messages"):
        if every(card.get("message")) and not every(card.get("language")):
            yield Finding(
                code="T5-11",
                level=TIP,
                sentence=N_("In which language does this message go out?"),
                at=(f"comms.messages/{card['id']}/language",),
            )
