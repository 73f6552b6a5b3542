"""Questions: what the Environment scan asks, in the order in which it is best asked.

Four questions aloud; every side answers the first three in a column of its own. The light set under each comes
first, what opens with the deep set after it. Names are promises (they are keys in every document), labels may change
for ever. Prompts that ask for somebody ask for a function or a group: nobody's name is needed here.
"""

from __future__ import annotations

from tools.canvas import SIDE, VOICE, Cards, Choice, Day, Link, Scale, Section, Text
from tools.wording import N_

WANTED_FACTORS, WANTED_HOOKS, WANTED_EVENTS, WANTED_CONCLUSIONS = 5, 1, 2, 3
"""How many the method hopes for, of each side and of conclusions together; hints, never bounds."""

STRONGEST = 3
"""The effect of a factor goes from minus this (hinders strongly) to this (helps strongly)."""

SHORT = 160
"""Characters that still fit on one line of a wall or a list."""

NO_NAMES = N_("A function or a group; no names of people.")

YES_NO = (("yes", N_("Yes")), ("no", N_("No")))

DOMAINS = (
    ("politics", N_("Politics and government")),
    ("budget", N_("Budget and economy")),
    ("society", N_("Society and culture")),
    ("environment", N_("Surroundings and climate")),
    ("technology", N_("Technology and connection")),
    ("rules", N_("Rules and powers")),
    ("trust", N_("Safety and trust")),
    ("partnership", N_("The partnership itself")),
)

INFLUENCES = (("none", N_("Nothing at all")), ("some", N_("A little")), ("much", N_("A lot")))
"""How much a side can change about a factor."""

PLAN_LEVELS = (("local", N_("Local")), ("regional", N_("Regional")), ("national", N_("National")))

RESOURCES = (
    ("hours", N_("Hours of work")),
    ("money", N_("Money")),
    ("expertise", N_("Knowledge and skill")),
    ("place", N_("A place to meet or work")),
    ("network", N_("A network")),
)

EVENTS = (
    ("elections", N_("Elections")),
    ("budget", N_("Budget round")),
    ("harvest", N_("Sowing or harvest")),
    ("school_holidays", N_("School holidays")),
    ("weather", N_("Rain, drought or heat")),
    ("festivity", N_("Feast or holiday")),
    ("something_else", N_("Something else")),
)

EFFECTS = (
    ("blocked", N_("Not possible")),
    ("slow", N_("Goes slower")),
    ("good", N_("A good moment")),
)
"""What an event does to a process of participation while it lasts."""

AROUND = Section(
    name="around",
    title=N_("What is going on around this question?"),
    fields=(
        Cards(
            name="factors",
            label=N_("{place}: what is going on here around this question?"),
            help=N_("One factor on each card. Each place fills in its own column."),
            one=N_("Add a factor"),
            wanted=WANTED_FACTORS,
            per_side=True,
            alone_first=True,
            parts=(
                Text(name="text", label=N_("What is going on?")),
                Choice(name="domain", label=N_("What is it part of?"), options=DOMAINS),
                Scale(
                    name="effect",
                    label=N_("Does it help or hinder?"),
                    low=-STRONGEST,
                    high=STRONGEST,
                    low_label=N_("hinders strongly"),
                    high_label=N_("helps strongly"),
                ),
                Scale(
                    name="certainty",
                    label=N_("How sure are you?"),
                    low=1,
                    high=5,
                    low_label=N_("only a guess"),
                    high_label=N_("quite sure"),
                ),
                Choice(name="influence", label=N_("How much can you change about it?"), options=INFLUENCES),
                Text(name="source", label=N_("How do you know?"), help=NO_NAMES, longest=SHORT, lines=1),
                Day(name="noted_on", label=N_("On which day did you judge this?")),
            ),
        ),
        Cards(
            name="sensitive",
            label=N_("{place}: what is delicate and asks for care?"),
            help=N_("Do not write down who said it or whom it is about."),
            one=N_("Add something delicate"),
            deep=True,
            per_side=True,
            room=SIDE,
            parts=(
                Text(name="text", label=N_("What is delicate?")),
                Text(name="care", label=N_("How do we handle it with care?")),
            ),
        ),
    ),
)

GROUND = Section(
    name="ground",
    title=N_("What is there already that we can build on?"),
    fields=(
        Cards(
            name="works",
            label=N_("{place}: what works well here already that we can build on?"),
            one=N_("Add what works"),
            per_side=True,
            parts=(
                Text(name="what", label=N_("What works well?")),
                Text(name="who", label=N_("Who keeps it going?"), help=NO_NAMES, longest=SHORT, lines=1),
                Text(name="since", label=N_("Since when?"), longest=SHORT, lines=1),
            ),
        ),
        Cards(
            name="hooks",
            label=N_("{place}: which plan or budget that exists already can we join?"),
            one=N_("Add a plan or budget"),
            wanted=WANTED_HOOKS,
            per_side=True,
            parts=(
                Text(name="plan", label=N_("Which plan, policy or budget?"), longest=SHORT),
                Choice(name="level", label=N_("Of which level?"), options=PLAN_LEVELS),
                Text(name="page", label=N_("Which page or which goal of it?"), longest=SHORT, lines=1),
                Day(name="deadline", label=N_("Until when can we still join?")),
            ),
        ),
        Cards(
            name="tried",
            label=N_("{place}: what was tried before, and what did you learn from it?"),
            one=N_("Add what was tried"),
            deep=True,
            per_side=True,
            parts=(
                Text(name="what", label=N_("What was tried?")),
                Text(name="year", label=N_("In which year?"), longest=SHORT, lines=1),
                Text(name="why", label=N_("Why did it stop?")),
            ),
        ),
        Text(
            name="participation",
            label=N_("{place}: how do people have a say here today?"),
            help=N_("Think of fixed channels, neighbourhoods, councils and committees."),
            deep=True,
            per_side=True,
            lines=4,
        ),
        Cards(
            name="resources",
            label=N_("{place}: what can you really count on, on paper and in practice?"),
            one=N_("Add what you can count on"),
            deep=True,
            per_side=True,
            parts=(
                Text(name="amount", label=N_("What is it, and how much?"), longest=SHORT),
                Choice(name="kind", label=N_("Of which kind?"), options=RESOURCES),
                Choice(name="sure", label=N_("Is it certain?"), options=YES_NO),
            ),
        ),
    ),
)

TIME = Section(
    name="time",
    title=N_("When is it not possible, and when is it a good moment?"),
    fields=(
        Cards(
            name="calendar",
            label=N_("{place}: which moments of the year matter?"),
            help=N_("Elections, budget, harvest, school holidays, rainy season, feasts."),
            one=N_("Add a moment"),
            wanted=WANTED_EVENTS,
            weeks=True,
            per_side=True,
            parts=(
                Text(name="event", label=N_("What happens then?"), longest=SHORT),
                Choice(name="kind", label=N_("Of which kind?"), options=EVENTS),
                Day(name="starts", label=N_("First day")),
                Day(name="ends", label=N_("Last day")),
                Choice(name="effect", label=N_("What does it do to our process?"), options=EFFECTS),
            ),
        ),
    ),
)

MEANING = Section(
    name="meaning",
    title=N_("So what does this mean for us?"),
    fields=(
        Cards(
            name="conclusions",
            label=N_("So … we have to watch out for this, or make use of that."),
            help=N_("Three are enough. Say which factors each one comes from."),
            one=N_("Add a conclusion"),
            wanted=WANTED_CONCLUSIONS,
            decision=True,
            parts=(
                Text(name="text", label=N_("So …")),
                Link(name="factors", label=N_("Which factors does this come from?"), to="around.factors", many=True),
            ),
        ),
        Cards(
            name="unknown",
            label=N_("What do we not know yet, and who finds out?"),
            one=N_("Add what we do not know"),
            deep=True,
            parts=(
                Text(name="question", label=N_("What do we want to know?")),
                Link(name="factors", label=N_("Which factors is this about?"), to="around.factors", many=True),
                Text(name="who", label=N_("Who finds out?"), help=NO_NAMES, longest=SHORT, lines=1),
                Day(name="by", label=N_("By which day?")),
            ),
        ),
        Text(
            name="compare",
            label=N_("{place}: what surprised you about the other places, and where are you alike?"),
            help=N_("Everybody can read this; only this side writes it."),
            deep=True,
            per_side=True,
            room=VOICE,
            lines=4,
        ),
    ),
)

SECTIONS = (AROUND, GROUND, TIME, MEANING)
