"""Findings: what the method notices in the design of an encounter. Hints, never verdicts; a blank canvas is silent.

What concerns the clock is in `timing`, what comes from the earlier tools in `upstream`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tools.canvas import CAUTION, STOP, TIP, Content, Context, Finding
from tools.content import filled_cards, is_blank
from tools.intervention_designer import timing
from tools.intervention_designer.agenda import Plan, plans
from tools.intervention_designer.blocks import CHOOSE, INFO, PAUSE, ROOMS, SIMULTANEOUS, TALK, WELCOME
from tools.intervention_designer.questions import IN_PERSON
from tools.intervention_designer.upstream import barriers, invited_places, phases
from tools.wording import N_

MOST_INFO = 0.25
"""The share of the time, pauses left out, in which people only listen to information."""

FEW_INTERPRETERS = 2
"""Several rooms at once are at least two, and so need at least two interpreters."""

ANSWERS = {
    "language": N_("{groups}: help in their own language is needed. Is that arranged?"),
    "internet": N_("{groups}: the internet is a barrier. Is credit for data arranged?"),
    "hour": N_("{groups}: the hour is a barrier. Was an hour chosen that suits them?"),
    "distance": N_("{groups}: the distance is a barrier. Is transport arranged?"),
    "childcare": N_("{groups}: childcare is needed. Is that arranged?"),
    "camera": N_("{groups}: the camera is a barrier. Do they know that it need not be on?"),
    "trust": N_("{groups}: trust is a barrier. Who that they trust asks them?"),
    "literacy": N_("{groups}: reading and writing is a barrier. Is everything said aloud too?"),
    "cost": N_("{groups}: the cost is a barrier. Is an allowance arranged?"),
    "permission": N_("{groups}: permission is needed from their superior. Is that arranged?"),
}
"""What is asked about each barrier of the Stakeholder analysis, as long as its condition is not ticked."""


def findings(content: Content, context: Context) -> list[Finding]:
    """Return everything noticed, most serious first."""
    agenda = plans(content, context)
    places = invited_places(content, context)
    found = [
        *_question_missing(content, context),
        *timing.over_or_short(agenda),
        *_nothing_gathered(agenda),
        *timing.odd_hour(agenda, context),
        *timing.early_or_late(agenda, places, context),
        *timing.blocked(agenda, places, context),
        *_no_channel(content),
        *timing.not_doubled(content),
        *timing.long_screen(content, agenda),
        *timing.alone_too_long(content, agenda),
        *_too_much_info(agenda),
        *_one_side_leads(agenda, context),
        *_choosing_first(agenda),
        *_no_phase(content, context),
        *timing.moving_hour(agenda, context),
        *_barriers(content, context),
        *_one_ritual(agenda, context),
    ]
    return found


def _blocks(agenda: Sequence[Plan]) -> list[dict[str, Any]]:
    """Return all blocks in the order in which they happen."""
    return [slot.block for plan in agenda for slot in plan.slots]


def _question_missing(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T6-6: the exact question of a block is there, but not in every language."""
    for block in filled_cards(content, "agenda.blocks"):
        there = [not is_blank(block["question"].get(code)) for code in context.languages]
        if any(there) and not all(there):
            yield Finding(
                code="T6-6",
                level=STOP,
                sentence=N_("This question does not exist in every language yet."),
                at=(f"agenda.blocks/{block['id']}/question",),
            )


def _nothing_gathered(agenda: Sequence[Plan]) -> Iterator[Finding]:
    """Notice T6-1: there are blocks, and of none it is said where what comes out goes."""
    blocks = [block for block in _blocks(agenda) if block["kind"] != PAUSE]
    if blocks and not any(block["harvest_to"] for block in blocks):
        yield Finding(
            code="T6-1",
            level=CAUTION,
            sentence=N_("Where does what comes out of this encounter go?"),
            at=("agenda.blocks", *(f"agenda.blocks/{block['id']}/harvest_to" for block in blocks)),
        )


def _no_channel(content: Content) -> Iterator[Finding]:
    """Notice T6-9: simultaneous interpreting in break-out rooms, which have no channel or no interpreter for it."""
    form, interpreters = content["meeting"]["form"], content["interpreting"]["interpreters"]
    known = isinstance(interpreters, (int, float)) and not isinstance(interpreters, bool)
    if form == IN_PERSON and not (known and interpreters < FEW_INTERPRETERS):
        return
    for block in filled_cards(content, "agenda.blocks"):
        if block["interpretation"] == SIMULTANEOUS and block["form"] in ROOMS:
            yield Finding(
                code="T6-9",
                level=CAUTION,
                sentence=N_("There are more rooms than interpreters. Choose another form.")
                if form == IN_PERSON
                else N_("In the break-out rooms there is no channel for interpreting. Choose another form."),
                at=(f"agenda.blocks/{block['id']}/interpretation", f"agenda.blocks/{block['id']}/form"),
            )


def _too_much_info(agenda: Sequence[Plan]) -> Iterator[Finding]:
    """Notice T6-5: information takes more than a quarter of the time; one block alone says nothing yet."""
    slots = [slot for plan in agenda for slot in plan.slots if slot.minutes and slot.block["kind"] != PAUSE]
    info = [slot for slot in slots if slot.block["kind"] == INFO]
    told = sum(slot.minutes or 0 for slot in info)
    if len(slots) > 1 and told > MOST_INFO * sum(slot.minutes or 0 for slot in slots):
        yield Finding(
            code="T6-5",
            level=CAUTION,
            sentence=N_("A lot of telling, little conversation."),
            at=tuple(f"agenda.blocks/{slot.block['id']}/minutes" for slot in info),
        )


def _one_side_leads(agenda: Sequence[Plan], context: Context) -> Iterator[Finding]:
    """Notice T6-8: several blocks have somebody who leads, and it is always the same side."""
    led = [block for block in _blocks(agenda) if block["lead"]]
    leads = {block["lead"] for block in led}
    if len(led) > 1 and _only_one(leads, context):
        yield Finding(
            code="T6-8",
            level=CAUTION,
            sentence=N_("Who leads a block from {places}?"),
            at=tuple(f"agenda.blocks/{block['id']}/lead" for block in led),
            values={"places": _others(leads, context)},
        )


def _one_ritual(agenda: Sequence[Plan], context: Context) -> Iterator[Finding]:
    """Notice T6-13: every welcome and ritual is of the same side."""
    welcomes = [block for block in _blocks(agenda) if block["kind"] == WELCOME and block["lead"]]
    leads = {block["lead"] for block in welcomes}
    if _only_one(leads, context):
        yield Finding(
            code="T6-13",
            level=TIP,
            sentence=N_("Which ritual comes from {places}?"),
            at=tuple(f"agenda.blocks/{block['id']}/lead" for block in welcomes),
            values={"places": _others(leads, context)},
        )


def _only_one(leads: set[str], context: Context) -> bool:
    """Return whether what leads is one side of several; "together" and somebody from outside are none."""
    return len(leads) == 1 and len(context.sides) > 1 and leads <= {side.key for side in context.sides}


def _others(leads: set[str], context: Context) -> str:
    """Return the names of the places that lead nothing."""
    return ", ".join(side.place for side in context.sides if side.key not in leads)


def _choosing_first(agenda: Sequence[Plan]) -> Iterator[Finding]:
    """Notice T6-11: something is chosen before any conversation."""
    for block in _blocks(agenda):
        if block["kind"] == TALK:
            return
        if block["kind"] == CHOOSE:
            yield Finding(
                code="T6-11",
                level=CAUTION,
                sentence=N_("First talk, then choose."),
                at=(f"agenda.blocks/{block['id']}/kind",),
            )
            return


def _no_phase(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T6-14: there is a trajectory, and a result belongs to none of its phases."""
    known = phases(context)
    for card in filled_cards(content, "result.results"):
        if known and not known & set(card["phase"] or []):
            yield Finding(
                code="T6-14",
                level=CAUTION,
                sentence=N_("To which step of the trajectory does this result belong?"),
                at=(f"result.results/{card['id']}/phase",),
            )


def _barriers(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T6-12: an invited group meets a barrier for which nothing is arranged."""
    arranged = content["people"]["conditions"] or []
    for barrier, met in barriers(content, context).items():
        if barrier in ANSWERS and barrier not in arranged:
            yield Finding(
                code="T6-12",
                level=TIP,
                sentence=ANSWERS[barrier],
                at=(
                    "people.conditions",
                    f"people.conditions/{barrier}",  # so that each barrier is put away on its own
                    *(f"people.invitees/{guest}/actor" for guest, _ in met),
                ),
                values={"groups": ", ".join(dict.fromkeys(name for _, name in met if name)) or "…"},
            )
