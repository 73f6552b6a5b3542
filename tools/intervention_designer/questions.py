"""Questions: what the Intervention designer asks of one encounter, in the order in which it is best asked.

Short first: when you meet, what you will have at the end, who comes, and the blocks (`blocks`). With the deep set open
the invitation, the conditions for taking part, the interpreters and what happens after. Names are promises.
"""

from __future__ import annotations

from tools.canvas import Cards, Choice, Choices, Day, Link, LinkOrText, Number, Section, Text, Time
from tools.intervention_designer.blocks import BLOCKS, NO_NAMES, SHORT
from tools.wording import N_

WANTED_RESULTS = 3
"""Results of one encounter: one to three; a hint, never a bound."""

ONLINE, IN_PERSON, MIXED = "online", "in_person", "mixed"

MEETING_FORMS = ((ONLINE, N_("online")), (IN_PERSON, N_("in person")), (MIXED, N_("mixed")))

PLATFORMS = (
    ("zoom", N_("Zoom")),
    ("teams", N_("Teams")),
    ("jitsi", N_("Jitsi")),
    ("phone", N_("Telephone")),
    ("other", N_("Something else")),
)

CONDITIONS = (
    ("language", N_("Help in their own language")),
    ("internet", N_("Credit for data")),
    ("hour", N_("An hour that suits them")),
    ("distance", N_("Transport")),
    ("childcare", N_("Childcare")),
    ("camera", N_("No camera needed")),
    ("trust", N_("Somebody they trust asks them")),
    ("literacy", N_("Everything said aloud too")),
    ("cost", N_("An allowance for costs")),
    ("permission", N_("Permission from their superior")),
    ("paper", N_("Everything on paper too")),
    ("images", N_("Consent for images")),
)
"""What is arranged: the keys are those of the barriers of the Stakeholder analysis, so that one answers the other;
paper and images answer no barrier of their own."""

PACK = (
    ("agenda", N_("The agenda")),
    ("glossary", N_("The glossary")),
    ("names", N_("Names, and how to say them")),
    ("slides", N_("The slides")),
    ("contact", N_("Whom to call")),
)

MEETING = Section(
    name="meeting",
    title=N_("What is this encounter, and when do you meet?"),
    fields=(
        Text(name="name", label=N_("What do you call this encounter?"), longest=SHORT, lines=1),
        Link(
            name="session",
            label=N_("Which encounter of the trajectory is it?"),
            to="trajectory_designer:people.sessions",
        ),
        Text(name="purpose", label=N_("Why will a mail not do?"), longest=SHORT),
        Choice(name="form", label=N_("How do you meet?"), options=MEETING_FORMS),
        Cards(
            name="parts",
            label=N_("When and where?"),
            help=N_("One card for each day or place. You see the hour in every place."),
            one=N_("Add a part"),
            parts=(
                Text(name="name", label=N_("What do you call this part?"), longest=SHORT, lines=1),
                Day(name="on", label=N_("On which day?")),
                Time(name="at", label=N_("At what time?")),
                Choice(name="clock", label=N_("On the clock of which place?"), sides=True),
                Number(name="minutes", label=N_("How much time is there?"), unit=N_("minutes"), whole=True),
                Text(name="where", label=N_("Where?"), longest=SHORT, lines=1),
            ),
        ),
        Choice(
            name="platform",
            label=N_("With which video call?"),
            help=N_("In Zoom, interpretation does not work in break-out rooms."),
            options=PLATFORMS,
            deep=True,
        ),
    ),
)

RESULT = Section(
    name="result",
    title=N_("What will you have at the end that you do not have now?"),
    fields=(
        Cards(
            name="results",
            label=N_("What you can hold or show"),
            help=N_("One to three is enough."),
            one=N_("Add a result"),
            wanted=WANTED_RESULTS,
            decision=True,
            parts=(
                Text(name="result", label=N_("What is there at the end?")),
                Link(name="phase", label=N_("To which phase does it belong?"), to="trajectory_designer:route.phases"),
                Link(name="goal", label=N_("Which goal does it help?"), to="ambition_setter:change.goals"),
            ),
        ),
        Text(name="feel", label=N_("With what feeling does everybody go home?"), longest=SHORT, lines=1, deep=True),
    ),
)

PEOPLE = Section(
    name="people",
    title=N_("Whom do you invite? Who asks them personally?"),
    fields=(
        Cards(
            name="invitees",
            label=N_("Whom you invite"),
            one=N_("Add somebody to invite"),
            parts=(
                LinkOrText(
                    name="actor",
                    label=N_("Which group or function?"),
                    help=NO_NAMES,
                    to="stakeholder_analysis:people.actors",
                ),
                Number(name="number", label=N_("How many people?"), whole=True),
                Text(name="language", label=N_("In which language do they follow best?"), longest=SHORT, lines=1),
                Text(name="support", label=N_("What help do they need?"), longest=SHORT, lines=1),
                Text(name="invites", label=N_("Who asks them personally?"), help=NO_NAMES, longest=SHORT, lines=1),
                Number(name="confirmed", label=N_("How many said yes?"), whole=True),
            ),
        ),
        Text(
            name="invitation",
            label=N_("Why do we invite you, what can you have a say in, and what do we do with what you bring?"),
            help=N_("No more than the level promises. With the hour in every place, and how to join without camera."),
            lines=8,
            deep=True,
        ),
        Choices(
            name="conditions",
            label=N_("What is arranged so that everybody can take part?"),
            options=CONDITIONS,
            deep=True,
        ),
        Cards(
            name="agreements",
            label=N_("How do we treat each other?"),
            one=N_("Add an agreement"),
            deep=True,
            parts=(Text(name="text", label=N_("In a few words")),),
        ),
    ),
)

AGENDA = Section(name="agenda", title=N_("What happens, minute by minute?"), fields=(BLOCKS,))

INTERPRETING = Section(
    name="interpreting",
    title=N_("What do the interpreters need?"),
    deep=True,
    fields=(
        Number(
            name="interpreters",
            label=N_("How many interpreters are there?"),
            help=N_("Two for more than an hour of simultaneous interpreting."),
            whole=True,
        ),
        Choices(
            name="pack",
            label=N_("What did the interpreters get?"),
            help=N_("At least a week before, better more."),
            options=PACK,
        ),
        Day(name="pack_on", label=N_("On which day did they get it?")),
        Cards(
            name="names",
            label=N_("Names and words that interpreters should know"),
            help=N_("Places, bodies, words of your own; names of people only with their consent."),
            one=N_("Add a name or a word"),
            parts=(
                Text(name="word", label=N_("How is it written?"), longest=SHORT, lines=1),
                Text(name="said", label=N_("How do you say it?"), longest=SHORT, lines=1),
            ),
        ),
    ),
)

AFTER = Section(
    name="after",
    title=N_("What do we take away, and what do we do with it?"),
    deep=True,
    fields=(
        Text(name="summary", label=N_("What came out, in a few lines?"), lines=4),
        Text(name="decisions", label=N_("What was decided?"), lines=4),
        Text(name="tasks", label=N_("Who does what, by when?"), help=NO_NAMES, lines=4),
        Text(name="thanks", label=N_("Whom do you thank, and how?")),
        Day(name="feedback_on", label=N_("By which day do people hear what was done with it?")),
    ),
)

SECTIONS = (MEETING, RESULT, PEOPLE, AGENDA, INTERPRETING, AFTER)
