"""Flows: what one tool hands to the next, in ONE table, so that nobody types again what was said before.

A flow goes from a place in one tool (its `source`, ``<tool key>:<section>.<field>``) to a place in another (its
`target`), in one of five ways (`how`):

========  ==========================================================================================================
suggest   each card of the source is offered in the target list; accepted with one tap, it becomes a card there
live      the target reads the source as it stands, in its findings and pictures
ceiling   the source sets how far the target may go
link      cards of the target point at cards of the source, and the link shows on both ends
begin     a card of the source begins a canvas of its own in the target tool
========  ==========================================================================================================

`change` says in a sentence what happens when the source changes afterwards. A flow whose other end is not built yet has
no target and offers nothing.

A suggestion knows which parts of the new card it fills: texts in every language (`texts`: part of the source -> part of
the target), values as they are (`same`), values that are always so (`fixed`), and the part that is to hold the side in
whose column the source stands (`side`). With `link`, that part of the new card points at the source. The first text
*follows*: as long as nobody words it otherwise there, it changes with its source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tools.canvas import Content, Context
from tools.wording import N_

SUGGEST, LIVE, CEILING, LINK, BEGIN = "suggest", "live", "ceiling", "link", "begin"

Card = Mapping[str, Any]


def _always(_card: Card) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Flow:
    """One row of the table; `code` names it for ever, as it is kept with what was accepted."""

    code: str
    source: str
    target: str
    how: str
    change: str
    texts: tuple[tuple[str, str], ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    fixed: tuple[tuple[str, Any], ...] = ()
    side: str = ""
    link: str = ""
    when: Callable[[Card], bool] = field(default=_always)

    @property
    def tool(self) -> str:
        """Return the key of the tool that it comes from."""
        return self.source.partition(":")[0]


class Suggestion(NamedTuple):
    """One thing that an earlier tool offers: which flow, its source, and the new card that it would become.

    `source` is the id of a card, or the address of a field that is no list. `texts` and `values` are the parts of the
    new card; the first text is what it is called.
    """

    flow: Flow
    source: str
    texts: dict[str, dict[str, str]]
    values: dict[str, Any]

    @property
    def key(self) -> str:
        """Return what tells it from every other suggestion."""
        return f"{self.flow.code}/{self.source}"

    @property
    def called(self) -> dict[str, str]:
        """Return what the new card would be called, in every language in which its source is."""
        return next(iter(self.texts.values()), {})


FOLLOWS = N_("It follows when the words change there, as long as nobody words it otherwise here.")
LISTED = N_("What no longer fits is listed under “Worth your attention”.")

FLOWS: tuple[Flow, ...] = (
    Flow(
        code="affected-actors",
        source="focus_sharpener:people.affected",
        target="stakeholder_analysis:people.actors",
        how=SUGGEST,
        change=FOLLOWS,
        texts=(("group", "name"), ("how", "interest")),
    ),
    Flow(
        code="decider-actor",
        source="focus_sharpener:question.decider",
        target="stakeholder_analysis:people.actors",
        how=SUGGEST,
        change=FOLLOWS,
        texts=(("text", "name"),),
        fixed=(("role", "decides"),),
    ),
    Flow(
        code="decided-route",
        source="focus_sharpener:frame.decided",
        target="trajectory_designer:route.phases",
        how=LIVE,
        change=N_("What is settled is read as it stands now."),
    ),
    Flow(
        code="room-ambition",
        source="focus_sharpener:frame.room",
        target="ambition_setter:promise.level",
        how=CEILING,
        change=LISTED,
    ),
    Flow(
        code="room-route",
        source="focus_sharpener:frame.room",
        target="trajectory_designer:route.phases",
        how=CEILING,
        change=LISTED,
    ),
    Flow(
        code="question-everywhere",
        source="focus_sharpener:question.question",
        target="environment_scan:around.factors",
        how=LIVE,
        change=N_("The question stands above every tool as it is now."),
    ),
    Flow(
        code="calendar-route",
        source="environment_scan:time.calendar",
        target="trajectory_designer:route.phases",
        how=LIVE,
        change=LISTED,
    ),
    Flow(
        code="calendar-encounter",
        source="environment_scan:time.calendar",
        target="intervention_designer:meeting.parts",
        how=LIVE,
        change=LISTED,
    ),
    Flow(
        code="hooks-anchor",
        source="environment_scan:ground.hooks",
        target="ambition_setter:limits.anchor",
        how=LINK,
        change=N_("The link shows what the plan is called now."),
    ),
    Flow(
        code="hooks-decisions",
        source="environment_scan:ground.hooks",
        target="trajectory_designer:decisions.moments",
        how=SUGGEST,
        change=FOLLOWS,
        texts=(("plan", "what"),),
        same=(("deadline", "on"),),
    ),
    Flow(
        code="factors-risks",
        source="environment_scan:around.factors",
        target="trajectory_designer:work.risks",
        how=SUGGEST,
        change=FOLLOWS,
        texts=(("text", "risk"),),
        when=lambda card: isinstance(card.get("effect"), int) and card["effect"] <= -2,
    ),
    Flow(
        code="factors-partnership",
        source="environment_scan:around.factors",
        target="",
        how=SUGGEST,
        change=N_("The risk is to be looked at again."),
    ),
    Flow(
        code="unknown-tasks",
        source="environment_scan:meaning.unknown",
        target="trajectory_designer:work.tasks",
        how=SUGGEST,
        change=FOLLOWS,
        texts=(("question", "task"), ("who", "who")),
        same=(("by", "due"),),
    ),
    Flow(
        code="goals-route",
        source="ambition_setter:change.goals",
        target="trajectory_designer:route.phases",
        how=LINK,
        change=LISTED,
    ),
    Flow(
        code="goals-results",
        source="ambition_setter:change.goals",
        target="intervention_designer:result.results",
        how=LINK,
        change=LISTED,
    ),
    Flow(
        code="indicators-milestones",
        source="ambition_setter:signs.indicators",
        target="trajectory_designer:decisions.milestones",
        how=SUGGEST,
        change=N_("Values that were measured stay, with the target of that time."),
        same=(("target", "expected"),),
        link="indicator",
    ),
    Flow(
        code="effects-risks",
        source="ambition_setter:limits.side_effects",
        target="trajectory_designer:work.risks",
        how=SUGGEST,
        change=FOLLOWS,
        texts=(("effect", "risk"),),
    ),
    Flow(
        code="promise-invitation",
        source="ambition_setter:promise.promise",
        target="intervention_designer:people.invitation",
        how=LIVE,
        change=N_("The promise stands beside the invitation as it is now."),
    ),
    Flow(
        code="actors-matrix",
        source="stakeholder_analysis:people.actors",
        target="trajectory_designer:people.matrix",
        how=LIVE,
        change=N_("Rows come, go and change their names with the actors; what was filled in stays kept."),
    ),
    Flow(
        code="actors-invitees",
        source="stakeholder_analysis:people.actors",
        target="intervention_designer:people.invitees",
        how=SUGGEST,
        change=N_("The invitation names the actor as it is called now."),
        link="actor",
    ),
    Flow(
        code="barriers-conditions",
        source="stakeholder_analysis:people.actors",
        target="intervention_designer:people.conditions",
        how=LIVE,
        change=LISTED,
    ),
    Flow(
        code="missing-tasks",
        source="stakeholder_analysis:people.missing",
        target="trajectory_designer:work.tasks",
        how=SUGGEST,
        change=FOLLOWS,
        texts=(("group", "task"), ("who_invites", "who")),
    ),
    Flow(
        code="core-mandate",
        source="stakeholder_analysis:core.members",
        target="",
        how=LIVE,
        change=N_("Who leaves hands over."),
    ),
    Flow(
        code="sessions-encounters",
        source="trajectory_designer:people.sessions",
        target="intervention_designer:meeting.name",
        how=BEGIN,
        texts=(("name", "name"),),
        link="session",
        change=N_("Another day in the route is told on the encounter."),
    ),
    Flow(
        code="harvest-inbox",
        source="intervention_designer:agenda.blocks",
        target="",
        how=SUGGEST,
        change=N_("What was collected never overwrites a text."),
    ),
    Flow(
        code="improvements-goals",
        source="sdg_circle:reflex.improvements",
        target="ambition_setter:change.goals",
        how=SUGGEST,
        change=FOLLOWS,
        texts=(("change", "statement"),),
        when=lambda card: card.get("chosen") == "yes" and card.get("becomes") != "task",
    ),
    Flow(
        code="improvements-tasks",
        source="sdg_circle:reflex.improvements",
        target="trajectory_designer:work.tasks",
        how=SUGGEST,
        change=FOLLOWS,
        texts=(("change", "task"),),
        when=lambda card: card.get("chosen") == "yes" and card.get("becomes") == "task",
    ),
    Flow(
        code="activities-tags",
        source="sdg_circle:today.activities",
        target="",
        how=SUGGEST,
        change=N_("A tag stays as people confirmed it."),
        when=lambda card: bool(card.get("goal") and card.get("direction")),
    ),
    Flow(
        code="radar-tests",
        source="",
        target="",
        how=LIVE,
        change=N_("Earlier scores stay with the concepts of that time."),
    ),
)


def get(code: str) -> Flow:
    """Return the flow with this code; KeyError when there is none."""
    return {flow.code: flow for flow in FLOWS}[code]


def suggestions(tool: str, context: Context) -> Iterator[tuple[str, Suggestion]]:
    """Yield (address of the list, suggestion) for everything that earlier tools of the project offer a tool.

    `context` is that of the tool: what it reads is what can be offered. Nothing here knows what was accepted before.
    """
    for flow in FLOWS:
        key, _, address = flow.target.partition(":")
        if flow.how == SUGGEST and key == tool:
            for source, card, side in _sources(flow, context):
                if flow.when(card):
                    yield address, _suggestion(flow, source, card, side)


def _sources(flow: Flow, context: Context) -> Iterator[tuple[str, Card, str]]:
    """Yield (source, card, side) for every card of a flow on which something is said; a plain field is one card."""
    section, _, name = flow.source.partition(":")[2].partition(".")
    for content in context.project.get(flow.tool, ()):
        value = content.get(section, {}).get(name)
        if (
            isinstance(value, Mapping) and "text" in value
        ):  # a field in words, or a link to an actor who is there already
            if not value.get("ids") and _words(value["text"]):
                yield f"{section}.{name}", value, ""
        elif isinstance(value, Mapping):
            for side, cards in value.items():
                yield from ((card["id"], card, side) for card in _filled(cards, flow))
        else:
            yield from ((card["id"], card, "") for card in _filled(value, flow))


def _filled(cards: Any, flow: Flow) -> list[Card]:
    main = flow.texts[0][0] if flow.texts else ""
    held = [card for card in cards if isinstance(card, Mapping)] if isinstance(cards, list) else []
    return [card for card in held if not main or _words(card.get(main))]


def _suggestion(flow: Flow, source: str, card: Card, side: str) -> Suggestion:
    texts = {to: _words(card.get(part)) for part, to in flow.texts}
    values = {to: card[part] for part, to in flow.same if card.get(part) is not None}
    values |= dict(flow.fixed)
    if flow.side and side:
        values[flow.side] = side
    if flow.link:
        values[flow.link] = [source]
    return Suggestion(flow, source, {part: words for part, words in texts.items() if words}, values)


def _words(text: Any) -> dict[str, str]:
    """Return the languages in which something is said, with it."""
    held = text if isinstance(text, Mapping) else {}
    return {code: words for code, words in held.items() if isinstance(words, str) and words.strip()}


def given(flow: Flow, context: Context, source: str) -> dict[str, Any] | None:
    """Return what a source gives its card now, by part: texts in each language, and values; None when it is gone."""
    for found, card, side in _sources(flow, context):
        if found == source:
            texts, values = _suggestion(flow, source, card, side)[2:]
            return {**texts, **{to: values[to] for _, to in flow.same if to in values}}
    return None


def called(flow: Flow, content: Content, source: str) -> dict[str, str] | None:
    """Return what a source is called now, None when it is gone: taken away, or blank by now."""
    context = Context(languages=(), sides=(), project={flow.tool: (content,)})
    for found, card, _side in _sources(flow, context):
        if found == source:
            return _words(card.get(flow.texts[0][0])) if flow.texts else {}
    return None
