"""Blocks: what is asked of each step of an encounter, from the minutes to the plan for when the line fails.

The minutes, the kind of moment, the exact question, who sits together, how it is interpreted, who leads and where the
yield goes are what an agreement covers; method, roles and the plan B may still change on the day itself.
"""

from __future__ import annotations

from tools.canvas import Cards, Choice, Choices, Link, Number, Text
from tools.wording import N_

SHORT = 160
"""Characters that still fit on one line of a run sheet."""

NO_NAMES = N_("A function or a group; no names of people.")

WELCOME, INFO, TALK, CHOOSE, PAUSE = "welcome", "info", "talk", "choose", "pause"

KINDS = (
    (WELCOME, N_("Welcome and ritual")),
    (INFO, N_("Information")),
    (TALK, N_("Conversation")),
    ("make", N_("Making")),
    (CHOOSE, N_("Choosing")),
    (PAUSE, N_("Pause")),
    ("gather", N_("Gathering what came out")),
    ("close", N_("Closing")),
)

ROOMS = ("pair", "mixed", "per_partnership", "per_language")
"""Forms in which people sit in several small groups at the same time: break-out rooms."""

FORMS = (
    ("alone", N_("Alone")),
    ("pair", N_("In pairs")),
    ("mixed", N_("Mixed rooms")),
    ("per_partnership", N_("A room for each partnership")),
    ("per_language", N_("A room for each language")),
    ("plenary", N_("Everybody together")),
)

SIMULTANEOUS, CONSECUTIVE = "simultaneous", "consecutive"

INTERPRETATION = (
    (SIMULTANEOUS, N_("Simultaneous")),
    (CONSECUTIVE, N_("Consecutive: talking takes twice as long")),
    ("whispered", N_("Whispered")),
    ("bilingual", N_("Somebody leads in both languages")),
    ("none_needed", N_("None needed")),
)

TOGETHER = "together"

LEADS = ((TOGETHER, N_("Together")), ("outside", N_("Somebody from outside")))
"""Who may lead beside the sides."""

CANVASES = (
    ("focus_sharpener", N_("Focus sharpener")),
    ("environment_scan", N_("Environment scan")),
    ("ambition_setter", N_("Ambition setter")),
    ("stakeholder_analysis", N_("Stakeholder analysis")),
    ("trajectory_designer", N_("Trajectory designer")),
)
"""The tools whose fields can be opened in a block, and to which its yield can go."""

TARGETS = (
    *CANVASES,
    ("radar", N_("The radar")),
    ("decisions", N_("The decisions")),
    ("quotes", N_("Quotes, with consent")),
    ("photo", N_("A photo")),
)

BLOCKS = Cards(
    name="blocks",
    label=N_("How does it go, step by step?"),
    help=N_("In the order in which it happens. The clock times follow from the minutes, in every place."),
    one=N_("Add a block"),
    clock="meeting.parts",
    decision=True,
    parts=(
        Link(name="part", label=N_("In which part of the encounter?"), to="meeting.parts", decision=True),
        Number(name="minutes", label=N_("How long?"), unit=N_("minutes"), whole=True, decision=True),
        Choice(name="kind", label=N_("What kind of moment is it?"), options=KINDS, decision=True),
        Text(
            name="question",
            label=N_("The exact question, in one sentence"),
            help=N_("In every language, so that nobody gets another question."),
            longest=200,
            decision=True,
        ),
        Text(name="aim", label=N_("What should this block yield?"), longest=SHORT, lines=1),
        Text(name="method", label=N_("Method"), longest=SHORT, lines=1),
        Choice(name="form", label=N_("Who sits together?"), options=FORMS, decision=True),
        Choice(name="interpretation", label=N_("How is it interpreted?"), options=INTERPRETATION, decision=True),
        Choice(
            name="doubled",
            label=N_("Consecutive: is the time already doubled?"),
            options=(("yes", N_("Yes")), ("no", N_("Not yet"))),
        ),
        Choice(name="lead", label=N_("Who leads this block?"), options=LEADS, sides=True, decision=True),
        Text(
            name="roles",
            label=N_("Who does the technical side, the notes, the time, the interpreting, the care for people?"),
            help=NO_NAMES,
        ),
        Choices(name="opens", label=N_("Which tool do you open?"), options=CANVASES),
        Choice(name="harvest_to", label=N_("Where does what comes out go?"), options=TARGETS, decision=True),
        Text(name="harvest", label=N_("What do you write down, who does it, and how?")),
        Text(name="plan_b", label=N_("If the internet falters: …"), longest=SHORT, lines=1),
    ),
)
