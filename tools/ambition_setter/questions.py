"""Questions: what the Ambition setter asks, in the order in which it is best asked.

First a picture of the future, then goals, signs of them and how far people take part; what could go wrong opens with
the deep set. Names are promises (they are keys in every document), labels may change for ever. Who leads, measures or
loses is a function or a group: nobody's name is needed here.
"""

from __future__ import annotations

from tools.canvas import (
    Cards,
    Choice,
    Day,
    Link,
    LinkOrText,
    Number,
    Section,
    Text,
)
from tools.participation import LEVELS
from tools.wording import N_

ACTORS = "stakeholder_analysis:people.actors"
HOOKS = "environment_scan:ground.hooks"
"""Where actors and the plans to hook on to are kept: cards of two other tools of the project."""

MOST_GOALS = 5
"""More goals than that are hard to carry; a hint, never a bound."""

SHORT = 160
"""Characters that still fit on one line of a wall or a list."""

A_PROMISE = 200
"""Characters of a promise that can be said in one breath, in either language."""

NO_NAMES = N_("A function or a group; no names of people.")

KINDS = (
    ("content", N_("The theme itself")),
    ("process", N_("How people take part")),
    ("relation", N_("How we work together as partners")),
)

PRIORITIES = (
    ("must", N_("This has to succeed: we expect it")),
    ("should", N_("This should succeed: we would like to see it")),
    ("could", N_("This could succeed: we dream of it")),
)
"""Of a goal, most certain first: each is a step of the ladder, as `HOPES` are."""

HOPES = (
    ("expect", N_("We expect it")),
    ("like", N_("We would like to see it")),
    ("love", N_("We dream of it")),
)
"""Progress markers of outcome mapping: what we expect, like and love to see people do."""

NUMBER, STORY = "number", "story"
SIGN_KINDS = ((NUMBER, N_("A number")), (STORY, N_("A story")))

OFTEN = (
    ("once", N_("Once, at the end")),
    ("yearly", N_("Every year")),
    ("half_yearly", N_("Twice a year")),
    ("quarterly", N_("Four times a year")),
    ("monthly", N_("Every month")),
)

GOAL_PARTS = (
    Text(name="statement", label=N_("What will be different then?"), help=N_("A change, not an activity.")),
    Choice(name="kind", label=N_("What kind of goal is it?"), options=KINDS),
    Text(name="benefits", label=N_("Who gains by it in {place}, and what?"), per_side=True),
    Choice(name="priority", label=N_("How firmly do we count on it?"), options=PRIORITIES),
    Day(name="horizon", label=N_("By which day?")),
    LinkOrText(name="leader", label=N_("Who leads this goal?"), help=NO_NAMES, to=ACTORS),
    Choice(name="leader_side", label=N_("From which place?"), sides=True),
)

CHANGE = Section(
    name="change",
    title=N_("It is three years later and it worked. What has changed?"),
    fields=(
        Text(name="picture", label=N_("What do you see, hear and smell when you walk down the street?"), lines=4),
        Text(
            name="today",
            label=N_("Which picture of today belongs beside it?"),
            help=N_("The same street, as it is now."),
            deep=True,
            lines=4,
        ),
        Cards(
            name="goals",
            label=N_("What has to have changed in concrete terms? For whom, in each place?"),
            help=N_("One to three goals are enough to start with."),
            one=N_("Add a goal"),
            alone_first=True,
            decision=True,
            parts=GOAL_PARTS,
        ),
    ),
)

SIGN_PARTS = (
    Link(name="goal", label=N_("Which goal does it belong to?"), to="change.goals", decision=True),
    Text(name="name", label=N_("What do we look at?"), longest=SHORT, decision=True),
    Choice(name="kind", label=N_("A number or a story?"), options=SIGN_KINDS, decision=True),
    Text(
        name="unit",
        label=N_("Counted in what?"),
        help=N_("Only for a number: schools, springs, per cent …"),
        longest=SHORT,
        lines=1,
        decision=True,
    ),
    Number(name="baseline", label=N_("How much is it at the start?"), decision=True),
    Day(name="baseline_on", label=N_("On which day was or will that be measured?"), decision=True),
    Number(name="target", label=N_("How much should it become?"), decision=True),
    Number(name="now", label=N_("How much is it by now?"), help=N_("This changes nothing in what you agreed on.")),
    Text(
        name="source",
        label=N_("Where do we find that number or story?"),
        longest=SHORT,
        lines=1,
        decision=True,
    ),
    Choice(name="how_often", label=N_("How often do we look?"), options=OFTEN, decision=True),
    Text(name="who", label=N_("Who looks?"), help=NO_NAMES, longest=SHORT, lines=1, decision=True),
)

SIGNS = Section(
    name="signs",
    title=N_("How will we notice it?"),
    fields=(
        Cards(
            name="indicators",
            label=N_("Today …, later … Who looks, and how?"),
            help=N_("One sign for each goal is enough to start with: a number or a story."),
            one=N_("Add a sign"),
            decision=True,
            parts=SIGN_PARTS,
        ),
        Cards(
            name="markers",
            label=N_("What will people do differently?"),
            one=N_("Add something that people will do"),
            deep=True,
            parts=(
                LinkOrText(name="actor", label=N_("Who?"), help=NO_NAMES, to=ACTORS),
                Choice(name="hope", label=N_("How firmly do we count on it?"), options=HOPES),
                Text(name="behaviour", label=N_("What do you see them do then?")),
            ),
        ),
    ),
)

PROMISE = Section(
    name="promise",
    title=N_("How far do we go, and what do we promise?"),
    fields=(
        Choice(
            name="level",
            label=N_("How far do we go?"),
            help=N_("The room for change in the Focus sharpener says how far you can go."),
            options=LEVELS,
            decision=True,
        ),
        Text(name="why", label=N_("Why this far, and no further?"), deep=True),
        Text(
            name="promise",
            label=N_("Our promise to whoever takes part: “With what you bring in, we will …”"),
            longest=A_PROMISE,
            decision=True,
        ),
        Cards(
            name="not_promised",
            label=N_("What do we explicitly not promise?"),
            one=N_("Add what you do not promise"),
            deep=True,
            parts=(Text(name="text", label=N_("In a few words")),),
        ),
    ),
)

LOGIC = Section(
    name="logic",
    title=N_("Why would this work?"),
    deep=True,
    fields=(
        Cards(
            name="chains",
            label=N_("If we do …, then …, because … What do we assume?"),
            one=N_("Add a line of thought"),
            parts=(
                Text(name="if_we", label=N_("If we …")),
                Text(name="then", label=N_("then …")),
                Text(name="because", label=N_("because …")),
                Text(name="assumption", label=N_("What do we assume there?")),
                Text(name="tested", label=N_("How will we find out whether that is right?")),
            ),
        ),
    ),
)

LIMITS = Section(
    name="limits",
    title=N_("What could go against it, and what keeps it going?"),
    deep=True,
    fields=(
        Cards(
            name="side_effects",
            label=N_("Who could be harmed by this? What do we do about it?"),
            one=N_("Add somebody who could be harmed"),
            none=N_("We thought about it: nobody, as far as we know"),
            parts=(
                Text(name="effect", label=N_("What could happen?")),
                Text(name="who_loses", label=N_("Who is harmed by that?"), help=NO_NAMES, longest=SHORT, lines=1),
                Text(name="answer", label=N_("What do we do about it?")),
            ),
        ),
        Text(
            name="minimum",
            label=N_("If everything goes against us: what are we still content with?"),
            longest=A_PROMISE,
        ),
        Link(
            name="anchor",
            label=N_("In which plan or budget do we anchor this?"),
            help=N_("From the plans that you noted in the Environment scan."),
            to=HOOKS,
            many=True,
        ),
    ),
)

SECTIONS = (CHANGE, SIGNS, PROMISE, LOGIC, LIMITS)
