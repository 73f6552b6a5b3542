"""Sheets: what goes on paper for an encounter, as plain rows: run sheet, participants' agenda, interpreters' sheet.

Every sheet has the hour of every place in a column. `languages` is the order in which a reader wants the words of
people. Nothing that one side keeps to itself is on this canvas, so nothing of that kind is on paper; the participants
see neither roles nor plan B.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tools.canvas import Content, Context
from tools.content import filled_cards, is_blank_card
from tools.intervention_designer.agenda import plans
from tools.intervention_designer.blocks import FORMS, INTERPRETATION, PAUSE, TARGETS
from tools.intervention_designer.findings import findings
from tools.intervention_designer.reading import kind_words, label, lead_words, part_words, place_hours
from tools.intervention_designer.timing import plain
from tools.papers import Paper, Sheet, Translate
from tools.pictures import words
from tools.wording import N_

ON_RUN_SHEET = ("T6-1", "T6-2", "T6-16")
"""Findings that whoever prints the run sheet should see on it: no yield, too long or short, an hour that is not one."""


def run_sheet(content: Content, context: Context, translate: Translate, languages: Sequence[str]) -> Sheet:
    """Return what whoever facilitates needs: all of every block, the question in each language, and what is amiss."""
    head = (
        *(N_("Part"), N_("Block"), N_("Minutes"), N_("Kind of moment"), N_("What it should yield"), N_("Question")),
        *(N_("Method"), N_("Who sits together"), N_("Interpreting"), N_("Lead"), N_("Roles"), N_("What comes out")),
        N_("Plan B"),
    )
    rows = []
    for plan in plans(content, context):
        for slot in plan.slots:
            block = slot.block
            to, how = label(TARGETS, block["harvest_to"], translate), words(block["harvest"], languages)
            rows.append(
                [
                    *place_hours(plan, slot, context, translate),
                    part_words(plan, languages, translate),
                    str(slot.number),
                    "" if slot.minutes is None else plain(slot.minutes),
                    kind_words(block, translate),
                    words(block["aim"], languages),
                    "\n".join(_versions(block["question"], languages)),
                    words(block["method"], languages),
                    label(FORMS, block["form"], translate),
                    label(INTERPRETATION, block["interpretation"], translate),
                    lead_words(block, context, translate),
                    words(block["roles"], languages),
                    ": ".join(said for said in (to, how) if said),
                    words(block["plan_b"], languages),
                ]
            )
    return Sheet(
        title=translate(N_("Run sheet")),
        name=words(content["meeting"]["name"], languages),
        notes=[
            translate(found.sentence).format(**found.values)
            for found in findings(content, context)
            if found.code in ON_RUN_SHEET
        ],
        head=[*(side.place for side in context.sides), *map(translate, head)],
        rows=rows,
    )


def participant_agenda(content: Content, context: Context, translate: Translate, language: str) -> Sheet:
    """Return the short agenda in one language; where a text is not there in it, the words that there are."""
    rows = [
        [
            *place_hours(plan, slot, context, translate),
            part_words(plan, (language,), translate),
            kind_words(slot.block, translate),
            words(slot.block["question"], (language,)),
        ]
        for plan in plans(content, context)
        for slot in plan.slots
    ]
    return Sheet(
        title=translate(N_("Agenda")),
        name=words(content["meeting"]["name"], (language,)),
        head=[
            *(side.place for side in context.sides),
            *map(translate, (N_("Part"), N_("Kind of moment"), N_("Question"))),
        ],
        rows=rows,
    )


def interpreter_sheet(
    content: Content, context: Context, translate: Translate, languages: Sequence[str]
) -> tuple[Sheet, Sheet]:
    """Return when who speaks, with the exact question in each language in a column of its own, and the names to say."""
    order = [*(code for code in languages if code in context.languages)]
    order += [code for code in context.languages if code not in order]
    rows = [
        [
            *place_hours(plan, slot, context, translate),
            str(slot.number),
            kind_words(slot.block, translate),
            "" if slot.block["kind"] == PAUSE else label(INTERPRETATION, slot.block["interpretation"], translate),
            label(FORMS, slot.block["form"], translate),
            lead_words(slot.block, context, translate),
            *(slot.block["question"].get(code) or "" for code in order),
        ]
        for plan in plans(content, context)
        for slot in plan.slots
    ]
    head = (N_("Block"), N_("Kind of moment"), N_("Interpreting"), N_("Who sits together"), N_("Lead"))
    name = words(content["meeting"]["name"], languages)
    return (
        Sheet(
            title=translate(N_("For the interpreters")),
            name=name,
            head=[
                *(side.place for side in context.sides),
                *map(translate, head),
                *(f"{translate(N_('Question'))} ({code})" for code in order),
            ],
            rows=rows,
        ),
        Sheet(
            title=translate(N_("Names and words that interpreters should know")),
            name=name,
            head=[translate(N_("How is it written?")), translate(N_("How do you say it?"))],
            rows=[
                ["\n".join(_versions(card["word"], order)), "\n".join(_versions(card["said"], order))]
                for card in filled_cards(content, "interpreting.names")
                if not is_blank_card(card)
            ],
        ),
    )


def _versions(text: dict[str, Any], languages: Sequence[str]) -> list[str]:
    """Return a text in every language it has, once each, these languages first."""
    held = [text.get(code) or "" for code in dict.fromkeys([*languages, *text])]
    return [said for said in dict.fromkeys(held) if said.strip()]


PAPERS = (
    Paper(key="run", label=N_("Run sheet"), make=lambda *given: [run_sheet(*given)]),
    Paper(
        key="agenda",
        label=N_("Agenda for the participants"),
        make=lambda content, context, translate, languages: [
            participant_agenda(content, context, translate, languages[0])
        ],
        one_language=True,
    ),
    Paper(key="interpreters", label=N_("For the interpreters"), make=interpreter_sheet),
)
"""What can be printed of an encounter beside its questions."""
