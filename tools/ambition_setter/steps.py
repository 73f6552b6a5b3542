"""Steps: what the light set of the Ambition setter asks for, in order; with all of them a canvas can be agreed.

A step is done by any answer at all: how many goals there are, and a sign for each, are hints. Only the promise is
asked in every language of the partnership, because it is said to whoever takes part.
"""

from __future__ import annotations

from tools.canvas import Content, Context, Step
from tools.content import filled_cards, is_blank
from tools.participation import step
from tools.wording import N_


def steps(content: Content, context: Context) -> list[Step]:
    """Return what the light set asks for, in the order of the questions."""
    goals, promise = filled_cards(content, "change.goals"), content["promise"]
    led = [goal for goal in goals if goal["leader_side"] or not is_blank(goal["leader"])]
    return [
        Step(at="change.picture", label=N_("Picture the change"), done=not is_blank(content["change"]["picture"])),
        Step(at="change.goals", label=N_("Write down at least one goal"), done=bool(goals)),
        Step(at="change.goals", label=N_("Say who leads a goal"), done=bool(led)),
        Step(
            at="signs.indicators",
            label=N_("Name a sign by which you will notice it"),
            done=bool(filled_cards(content, "signs.indicators")),
        ),
        Step(at="promise.level", label=N_("Choose how far you go"), done=step(promise["level"]) > 0),
        Step(
            at="promise.promise",
            label=N_("Write the promise in every language"),
            done=all(not is_blank(promise["promise"].get(language)) for language in context.languages),
        ),
    ]
