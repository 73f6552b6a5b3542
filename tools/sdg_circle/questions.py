"""Questions: what the exercise of the circle asks, in the order of its six steps.

Steps 1 to 3 fill in the same cards: what we do, where it stands in the circle, what it does to which goal. Step 4 looks
at what is empty, 5 at one change to the same action, 6 chooses. Names are promises (they are keys in every document),
labels may change for ever.
"""

from __future__ import annotations

from tools.canvas import Cards, Choice, Link, Section, Text
from tools.goals import PS
from tools.sdg_circle.options import ANSWERS, BECOMES, CHOSEN, GOAL_OPTIONS, TOGETHER
from tools.tags import DIRECTIONS, RINGS
from tools.wording import N_

ACTIVITIES, EMPTY, IMPROVEMENTS = "today.activities", "step_back.empty", "reflex.improvements"
"""Where the cards of the exercise are kept."""

TO_START_WITH = 3
"""Activities to begin with; a hint, never a bound."""

MOST_CHOSEN = 3
"""Improvements that one can carry at once; a hint, never a bound."""

SHORT = 160
"""Characters that still fit on one line of a wall or a list."""

ACTIVITY_PARTS = (
    Text(name="text", label=N_("What do we already do today?"), longest=SHORT, lines=2),
    Choice(name="ring", label=N_("In which ring does it stand?"), options=RINGS),
    Choice(
        name="p",
        label=N_("What is it for, first of all?"),
        help=N_("One of the five parts of the circle."),
        options=PS,
    ),
    Choice(name="goal", label=N_("Which goal does it touch most?"), options=GOAL_OPTIONS),
    Text(
        name="target",
        label=N_("Which target exactly?"),
        help=N_("Its number, such as 6.1 or 6.b. It may also come later."),
        longest=SHORT,
        lines=1,
    ),
    Choice(name="direction", label=N_("In which direction?"), options=DIRECTIONS),
    Text(
        name="why",
        label=N_("Why? In one line: who notices it, and where?"),
        longest=SHORT,
        lines=1,
    ),
    Choice(
        name="whose",
        label=N_("Who does this?"),
        help=N_("Without an answer it counts for the place of whoever wrote the card."),
        options=((TOGETHER, N_("All places together")),),
        sides=True,
    ),
)

TODAY = Section(
    name="today",
    title=N_("What do we already do today?"),
    help=N_(
        "Step 1, 10 minutes: everybody alone, one activity on each card. Step 2, 15 minutes: give every card its ring "
        "and its part of the circle. Step 3, 15 minutes: the goal, the direction, and why in one line."
    ),
    fields=(
        Text(
            name="topic",
            label=N_("What do we look at?"),
            help=N_("A topic, such as water at school, or simply our daily activities."),
            longest=SHORT,
            lines=1,
            decision=True,
        ),
        Cards(
            name="activities",
            label=N_("What we already do"),
            help=N_("Small and daily things count too: purchasing, a market, a letter to the neighbours."),
            one=N_("Add an activity"),
            wanted=2 * TO_START_WITH,
            alone_first=True,
            parts=ACTIVITY_PARTS,
        ),
    ),
)

STEP_BACK = Section(
    name="step_back",
    title=N_("We take a step back: what do we see?"),
    help=N_(
        "Step 4, 10 minutes. Stand around the circle together. Look first at what is empty, then at whether everything "
        "points one way, then at what nobody knows. Empty is not wrong, as long as it is on purpose."
    ),
    fields=(
        Cards(
            name="empty",
            label=N_("Where is the circle empty?"),
            help=N_("Leave the ring or the part open to speak of all of it."),
            one=N_("Add an empty spot"),
            parts=(
                Choice(name="ring", label=N_("Which ring?"), options=RINGS),
                Choice(name="p", label=N_("Which part of the circle?"), options=PS),
                Choice(name="answer", label=N_("Is it empty on purpose?"), options=ANSWERS),
                Text(name="note", label=N_("What do we say about it?"), longest=SHORT),
            ),
        ),
        Text(
            name="seen",
            label=N_("What stands out?"),
            help=N_("Is everything on one side? Does everything help? What does nobody know?"),
            lines=3,
        ),
    ),
)

REFLEX = Section(
    name="reflex",
    title=N_(
        "How do we make the same action better for yet another goal, and less harmful for which one, with one change?"
    ),
    help=N_(
        "Step 5, 15 minutes: in pairs, one small change to one activity. Step 6, 10 minutes: choose three at most, and "
        "say of each whether it becomes a task or a goal."
    ),
    fields=(
        Cards(
            name="improvements",
            label=N_("One change to something we already do"),
            one=N_("Add a change"),
            decision=True,
            parts=(
                Text(name="change", label=N_("What do we do differently?"), longest=SHORT, decision=True),
                Link(name="card", label=N_("Of which activity?"), to=ACTIVITIES),
                Choice(name="helps", label=N_("Which other goal does it help?"), options=GOAL_OPTIONS),
                Choice(name="harms_less", label=N_("Which goal does it harm less?"), options=GOAL_OPTIONS),
                Choice(
                    name="chosen",
                    label=N_("Do we choose this one?"),
                    help=N_("Three at most, so that they happen."),
                    options=CHOSEN,
                    decision=True,
                ),
                Choice(name="becomes", label=N_("What does it become?"), options=BECOMES, decision=True),
            ),
        ),
    ),
)

SECTIONS = (TODAY, STEP_BACK, REFLEX)
