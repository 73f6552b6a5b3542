"""Questions: what the Focus sharpener asks, in the order in which it is best asked.

Five questions aloud; the light set under each comes first, what opens with the deep set after it. Names are
promises (they are keys in every document), labels may change for ever. Prompts that ask who said or decided
something ask for a function or a group: nobody's name is needed here.
"""

from __future__ import annotations

from tools.canvas import (
    VOICE,
    WHEN_SHARED,
    Cards,
    Choice,
    Day,
    Link,
    LinkOrText,
    Scale,
    Section,
    Text,
)
from tools.wording import N_

WANTED_SYMPTOMS = 3
"""Facts to start from; a hint, never a bound."""

WANTED_DRAFTS = 3
"""Different questions to choose from; a hint, never a bound."""

NO_ROOM, ALL_ROOM = 0, 5
"""Ends of the room to change something, in steps: 0 nothing any more, 5 everything still open."""

WHYS = 5
"""How many times the method asks why."""

SHORT = 160
"""Characters that still fit on one line of a wall or a list."""

A_QUESTION = 200
"""Characters of a question that can be said in one breath, in either language."""

NO_NAMES = N_("A function or a group; no names of people.")

HEARD = (("yes", N_("Yes")), ("partly", N_("Partly")), ("no", N_("No")))

LENSES = (
    ("broader", N_("Broader")),
    ("narrower", N_("Narrower")),
    ("other_eyes", N_("Through other eyes")),
    ("reversed", N_("The other way round")),
)

TOPIC = Section(
    name="topic",
    title=N_("What is it about, and what do you see today?"),
    fields=(
        Text(name="theme", label=N_("What is it about, in your own words?"), longest=SHORT),
        Cards(
            name="symptoms",
            label=N_("What do you see, hear or measure today?"),
            help=N_("Only facts, no causes yet. Three are enough to start with."),
            one=N_("Add a fact"),
            wanted=WANTED_SYMPTOMS,
            alone_first=True,
            parts=(
                Text(name="text", label=N_("What is happening?")),
                Text(name="where", label=N_("Where was it seen?"), longest=SHORT, lines=1),
                Text(name="said_by", label=N_("Who says so?"), help=NO_NAMES, longest=SHORT, lines=1),
            ),
        ),
        Text(
            name="trigger",
            label=N_("What puts this on the table right now?"),
            help=N_("Tell about the moment or the event itself."),
            deep=True,
            lines=4,
        ),
        Cards(
            name="causes",
            label=N_("Why is that so? And why that?"),
            help=N_("Keep asking why, up to five times."),
            one=N_("Add a cause"),
            deep=True,
            parts=(
                Text(name="text", label=N_("Because …")),
                Scale(
                    name="depth",
                    label=N_("Which “why” does this answer?"),
                    low=1,
                    high=WHYS,
                    low_label=N_("the first"),
                    high_label=N_("the fifth"),
                ),
                Link(name="symptom", label=N_("Which fact does this explain?"), to="topic.symptoms"),
            ),
        ),
    ),
)

PEOPLE = Section(
    name="people",
    title=N_("Who feels this every day? Have we heard them yet?"),
    fields=(
        Cards(
            name="affected",
            label=N_("The people who live with this"),
            one=N_("Add a group"),
            alone_first=True,
            parts=(
                Text(name="group", label=N_("Which group?"), longest=SHORT, lines=1),
                Text(name="how", label=N_("How do they notice it?")),
                Choice(name="heard", label=N_("Have we heard them yet?"), options=HEARD),
            ),
        ),
    ),
)

FRAME = Section(
    name="frame",
    title=N_("What is already settled? What can people still really change?"),
    fields=(
        Cards(
            name="decided",
            label=N_("What is already settled and no longer open to discussion?"),
            help=N_("Say it honestly."),
            one=N_("Add what is settled"),
            decision=True,
            none=N_("Nothing is fixed yet"),
            parts=(
                Text(name="text", label=N_("What is settled?")),
                Text(name="by", label=N_("Who decided it?"), help=NO_NAMES, longest=SHORT, lines=1),
                Day(name="on", label=N_("On which day?")),
            ),
        ),
        Scale(
            name="room",
            label=N_("How much room is there to change something?"),
            help=N_("This sets how much say you can promise people later on."),
            low=NO_ROOM,
            high=ALL_ROOM,
            low_label=N_("nothing any more"),
            high_label=N_("everything still open"),
            decision=True,
        ),
        Choice(
            name="inform_only",
            label=N_("Nothing can be changed any more. Will you only inform people?"),
            options=(("yes", N_("Yes, we only inform")), ("no", N_("No, we still invite people"))),
            decision=True,
            shown_when=("frame.room", NO_ROOM),
        ),
        Cards(
            name="room_for",
            label=N_("What can people still really change?"),
            one=N_("Add something that is still open"),
            parts=(Text(name="text", label=N_("What can still be different?")),),
        ),
        Cards(
            name="inside",
            label=N_("What is part of it?"),
            one=N_("Add what is part of it"),
            deep=True,
            parts=(Text(name="text", label=N_("In a few words")),),
        ),
        Cards(
            name="outside",
            label=N_("What do we leave out on purpose?"),
            one=N_("Add what stays out"),
            deep=True,
            parts=(Text(name="text", label=N_("In a few words")),),
        ),
    ),
)

QUESTION = Section(
    name="question",
    title=N_("Which question do we want to answer together?"),
    fields=(
        Cards(
            name="drafts",
            into="question.question",
            label=N_("Write at least three different questions"),
            help=N_("A broader one, a narrower one, and one through somebody else’s eyes."),
            one=N_("Add a question"),
            wanted=WANTED_DRAFTS,
            alone_first=True,
            parts=(
                Text(name="question", label=N_("Question"), longest=A_QUESTION),
                Choice(name="lens", label=N_("How does it look at the theme?"), options=LENSES),
            ),
        ),
        Text(
            name="question",
            label=N_("Our focus question: “How can we …, so that …?”"),
            longest=A_QUESTION,
            lines=4,
            decision=True,
        ),
        LinkOrText(
            name="decider",
            label=N_("Who decides on the answer in the end?"),
            help=N_("A body or a function, such as the municipal council; no names of people."),
            decision=True,
        ),
    ),
)

EXCHANGE = Section(
    name="exchange",
    title=N_("What do you recognise, and what do we want to learn from each other?"),
    fields=(
        Text(
            name="heard",
            label=N_("{place}: what do you recognise in this from your own experience?"),
            help=N_("Everybody can read this; only this side writes it."),
            per_side=True,
            others=True,
            room=VOICE,
            lines=4,
        ),
        Text(
            name="learn",
            label=N_("What do we want to learn from each other about this?"),
            longest=A_QUESTION,
            decision=WHEN_SHARED,
        ),
    ),
)

SECTIONS = (TOPIC, PEOPLE, FRAME, QUESTION, EXCHANGE)
