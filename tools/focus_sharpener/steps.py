"""Steps: what the light set of the Focus sharpener asks for, in order; with all of them a canvas can be agreed.

A step is done by any answer at all: how many facts or drafts there are is a hint beside the field, never a step.
Only the focus question is asked in every language of the partnership.
"""

from __future__ import annotations

from typing import Any

from tools.canvas import Content, Context, Step
from tools.content import filled_cards, is_blank
from tools.focus_sharpener.questions import ALL_ROOM, NO_ROOM
from tools.wording import N_


def steps(content: Content, context: Context) -> list[Step]:
    """Return what the light set asks for, in the order of the questions."""
    frame, question, exchange = content["frame"], content["question"], content["exchange"]
    asked = [
        _step("topic.theme", N_("Say what it is about"), not is_blank(content["topic"]["theme"])),
        _step("topic.symptoms", N_("Write down at least one fact"), bool(filled_cards(content, "topic.symptoms"))),
        _step("people.affected", N_("Name a group that feels this"), bool(filled_cards(content, "people.affected"))),
        _step(
            "frame.decided",
            N_("Say what is settled, or that nothing is"),
            bool(filled_cards(content, "frame.decided")) or frame["decided.none"] is True,
        ),
        _step("frame.room", N_("Choose how much room there is"), frame["room"] in range(NO_ROOM, ALL_ROOM + 1)),
        _step(
            "question.question",
            N_("Write the focus question in every language"),
            all(not is_blank(question["question"].get(language)) for language in context.languages),
        ),
        _step("question.decider", N_("Say who decides in the end"), not is_blank(question["decider"])),
    ]
    for side in context.others():
        asked.append(
            _step(
                f"exchange.heard.{side.key}",
                N_("{place} says what they recognise"),
                not is_blank(exchange["heard"].get(side.key)),
                place=side.place,
            )
        )
    asked.append(_step("exchange.learn", N_("Say what you want to learn"), not is_blank(exchange["learn"])))
    return asked


def _step(at: str, label: str, done: bool, **values: Any) -> Step:
    """Return one step; short, because a list of them should read like the list it is."""
    return Step(at=at, label=label, done=done, values=values)
