"""Steps: what the light set of the Intervention designer asks for, in order; with all of them it can be agreed.

A step is done by any answer at all. Where what comes out goes is no step: a caution asks for it, and may be overruled
with a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tools.canvas import Content, Context, Step
from tools.content import filled_cards, is_blank
from tools.intervention_designer.agenda import length
from tools.wording import N_


def steps(content: Content, context: Context) -> list[Step]:
    """Return what the light set asks for, in the order of the questions."""
    blocks = filled_cards(content, "agenda.blocks")

    def some(true_of: Callable[[dict[str, Any]], bool]) -> bool:
        return any(true_of(block) for block in blocks)

    return [
        _step("meeting.name", N_("Give the encounter a name"), not is_blank(content["meeting"]["name"])),
        _step("meeting.parts", N_("Say when and where you meet"), bool(filled_cards(content, "meeting.parts"))),
        _step("result.results", N_("Say what you will have at the end"), bool(filled_cards(content, "result.results"))),
        _step("people.invitees", N_("Name a group that you invite"), bool(filled_cards(content, "people.invitees"))),
        _step(
            "agenda.blocks",
            N_("Put down a block with its minutes"),
            some(lambda block: length(block["minutes"]) is not None),
        ),
        _step(
            "agenda.blocks",
            N_("Write the exact question of a block in every language"),
            some(lambda block: all(not is_blank(block["question"].get(code)) for code in context.languages)),
        ),
        _step("agenda.blocks", N_("Say who sits together"), some(lambda block: not is_blank(block["form"]))),
        _step(
            "agenda.blocks", N_("Say how it is interpreted"), some(lambda block: not is_blank(block["interpretation"]))
        ),
    ]


def _step(at: str, label: str, done: bool) -> Step:
    """Return one step."""
    return Step(at=at, label=label, done=done)
