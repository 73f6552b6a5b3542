"""Findings: what the method notices in a filled Stakeholder analysis. Hints, never verdicts; they block no typing.

An empty canvas is silent, and so is an answer that was not given. What is said of one side is said of every side alike.
Where actors stand and how one knows is read as far as this reader may see it, so two readers may get different hints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tools.canvas import CAUTION, STOP, TIP, Content, Context, Finding
from tools.content import filled_cards, is_blank
from tools.stakeholder_analysis.actors import (
    ACTORS,
    AFFECTED,
    BRIDGE,
    actors,
    belongs_to,
    decides,
    judged_of,
    names,
    quadrant,
    side_of,
    stance_of,
)
from tools.stakeholder_analysis.options import (
    CITIZENS,
    DRIVING,
    ESTIMATE,
    FOR,
    INFORM,
    IS_INFORMED,
    MANDATED,
    QUADRANTS,
    SATISFIED,
    STRENGTHEN,
    TOGETHER,
)
from tools.stakeholder_analysis.steps import carrying
from tools.stakeholder_analysis.upstream import answered
from tools.wording import N_

A_PATTERN = 3
"""Actors from which "all of them" or "most of them" says something: one or two are no pattern."""

EMPTY = (
    (STRENGTHEN, N_("“Strengthen and give a voice” is empty: who feels this, but has little say?")),
    (TOGETHER, N_("“Make it together” is empty: who wants this and can make it happen?")),
    (SATISFIED, N_("“Keep satisfied, involve in time” is empty: who can stop this, but looks elsewhere?")),
    (INFORM, N_("“Inform, with an open door” is empty: is there really nobody?")),
)
"""What is asked of an empty quarter of the picture, the one that is most easily forgotten first."""


def findings(content: Content, context: Context) -> list[Finding]:
    """Return everything noticed, most serious first."""
    known = actors(content)
    return [
        *_nobody_decides(known, context),
        *_affected_but_only_informed(known, context),
        *_decides_for_another(known, context),
        *_only_institutions(known, context),
        *_empty_quadrant(known, content),
        *_mostly_estimates(known),
        *_everybody_in_favour(known),
        *_no_mandate_or_deputy(content, context),
        *_several_deciders(known, context),
        *_barrier_unanswered(known, context),
        *_no_pair(known, content, context),
    ]


def _at(actor: dict[str, Any], part: str) -> str:
    return f"{ACTORS}/{actor['id']}/{part}"


def _nobody_decides(known: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice T4-2: a side that carries the project has actors, and none of them decides."""
    for side in carrying(context):
        own = [actor for actor in known if side_of(actor) == side.key]
        if own and not any(decides(actor) and belongs_to(actor, side.key) for actor in known):
            yield Finding(
                code="T4-2",
                level=STOP,
                sentence=N_("{place}: nobody decides yet. Who takes the decision?"),
                at=(ACTORS, *(_at(actor, "role") for actor in own)),
                values={"place": side.place},
            )


def _affected_but_only_informed(known: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice T4-3: it affects somebody as strongly as can be, and they are only informed."""
    called = names(known, context.languages)
    for actor in known:
        if actor["affected"] == AFFECTED and actor["role"] == IS_INFORMED:
            yield Finding(
                code="T4-3",
                level=CAUTION,
                sentence=N_("{actor}: affected very strongly, yet only informed. Is that what you want?"),
                at=(_at(actor, "role"), _at(actor, "affected")),
                values={"actor": called[actor["id"]]},
            )


def _decides_for_another(known: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice T4-8: in a project of one side, an actor of another side decides."""
    others = {side.key for side in context.sides if side.key != context.owner}
    if context.shared or context.owner not in {side.key for side in context.sides}:
        return
    for actor in known:
        if decides(actor) and side_of(actor) in others:
            yield Finding(
                code="T4-8",
                level=CAUTION,
                sentence=N_("{place} decides here about the territory of {owner}."),
                at=(_at(actor, "role"), _at(actor, "side")),
                values={"place": context.place(side_of(actor)), "owner": context.place(context.owner)},
            )


def _only_institutions(known: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice T4-5: of every actor of a side the kind is known, and all of them are institutions."""
    for side in context.sides:
        own = [actor for actor in known if belongs_to(actor, side.key)]
        kinds = [actor["kind"] for actor in own]
        if sum(side_of(actor) == side.key for actor in own) >= A_PATTERN and not {None, *CITIZENS} & set(kinds):
            yield Finding(
                code="T4-5",
                level=CAUTION,
                sentence=N_("{place}: there are only institutions here. Where are the residents?"),
                at=(ACTORS, *(_at(actor, "kind") for actor in own)),
                values={"place": side.place},
            )


def _empty_quadrant(known: list[dict[str, Any]], content: Content) -> Iterator[Finding]:
    """Notice T4-1: a quarter of the picture is empty, one after another, unless somebody said why there is nobody.

    With fewer actors in the picture than it has quarters, some are empty by arithmetic.
    """
    placed = [found for actor in known if (found := quadrant(actor["place"]))]
    said = {card["quadrant"] for card in filled_cards(content, "people.nobody") if not is_blank(card["why"])}
    missing = [sentence for key, sentence in EMPTY if key not in {*placed, *said}]
    if len(placed) >= len(QUADRANTS) and missing:
        yield Finding(code="T4-1", level=CAUTION, sentence=missing[0], at=(ACTORS,))


def _mostly_estimates(known: list[dict[str, Any]]) -> Iterator[Finding]:
    """Notice T4-4: where more than half of the actors stand is an estimate."""
    guessed = [actor for actor in known if judged_of(actor) == ESTIMATE]
    if len(known) >= A_PATTERN and len(guessed) * 2 > len(known):
        yield Finding(
            code="T4-4",
            level=CAUTION,
            sentence=N_("More than half is an estimate. With whom are you really going to talk?"),
            at=(ACTORS, *(_at(actor, "judged") for actor in guessed)),
        )


def _everybody_in_favour(known: list[dict[str, Any]]) -> Iterator[Finding]:
    """Notice T4-6: everybody of whom it is said where they stand is in favour or pulls it along."""
    stances = [stance for actor in known if (stance := stance_of(actor))]
    if len(stances) >= A_PATTERN and set(stances) <= {FOR, DRIVING}:
        yield Finding(
            code="T4-6",
            level=CAUTION,
            sentence=N_("Is everybody in favour? Who doubts in silence?"),
            at=(ACTORS,),
        )


def _no_mandate_or_deputy(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T4-7: somebody of the core group has no mandate yet, or nobody who stands in, or neither."""
    members = filled_cards(content, "core.members")
    called = names([{"id": card["id"], "name": card["function"]} for card in members], context.languages)
    for card in members:
        mandated, deputy = card["mandate"] == MANDATED, not is_blank(card["deputy"])
        if mandated and deputy:
            continue
        missing = [part for part, there in (("mandate", mandated), ("deputy", deputy)) if not there]
        yield Finding(
            code="T4-7",
            level=CAUTION,
            sentence=N_("{member}: no mandate yet.")
            if deputy
            else N_("{member}: nobody stands in yet.")
            if mandated
            else N_("{member}: no mandate yet, and nobody stands in."),
            at=tuple(f"core.members/{card['id']}/{part}" for part in missing),
            values={"member": called[card["id"]]},
        )


def _several_deciders(known: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice T4-11: two or more actors of the same side, or of every side, decide on the same."""
    deciding: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for actor in known:
        if decides(actor) and side_of(actor):
            deciding[side_of(actor)].append(actor)
    called = names(known, context.languages)
    for side in [*(side.key for side in context.sides), BRIDGE]:
        if len(deciding[side]) > 1:
            yield Finding(
                code="T4-11",
                level=TIP,
                sentence=N_("More than one decides on the same: {actors}. Who has the last word?"),
                at=tuple(_at(actor, "role") for actor in deciding[side]),
                values={"actors": ", ".join(called[actor["id"]] for actor in deciding[side])},
            )


def _barrier_unanswered(known: list[dict[str, Any]], context: Context) -> Iterator[Finding]:
    """Notice T4-9: there are encounters, and none of them answers a barrier that was noted."""
    answers = answered(context)
    open_for = [actor for actor in known if answers is not None and set(actor["barriers"] or ()) - answers]
    if open_for:
        called = names(open_for, context.languages)
        yield Finding(
            code="T4-9",
            level=TIP,
            sentence=N_("A barrier was noted, and no encounter answers it yet: {actors}."),
            at=tuple(_at(actor, "barriers") for actor in open_for),
            values={"actors": ", ".join(called.values())},
        )


def _no_pair(known: list[dict[str, Any]], content: Content, context: Context) -> Iterator[Finding]:
    """Notice T4-10: two sides or more have actors, and no two of them were made a pair."""
    ids = {actor["id"] for actor in known}
    pairs = [
        card
        for card in filled_cards(content, "people.pairs")
        if ids & set(card["here"] or ()) and ids & set(card["there"] or ())
    ]
    if len({side_of(actor) for actor in known} & {side.key for side in context.sides}) > 1 and not pairs:
        yield Finding(
            code="T4-10",
            level=TIP,
            sentence=N_("Who is whose match, here and there?"),
            at=("people.pairs",),
        )
