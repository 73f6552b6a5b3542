"""Questions: what the Trajectory designer asks, in the order in which it is best asked.

Seven questions aloud; the light set is phases, the table of who takes part, encounters, the first feedback and the
decision moments, with the days from and until which it all runs. Names are promises (they are keys in every document).
What is written after the fact (an outcome, what was done with what people said) is never part of an agreement.
"""

from __future__ import annotations

from tools.canvas import (
    Cards,
    Choice,
    Day,
    Grid,
    Link,
    LinkOrText,
    Number,
    Section,
    Text,
)
from tools.participation import LEVELS
from tools.trajectory_designer.deeper import COMMS, EXCHANGE, WORK
from tools.trajectory_designer.terms import A_QUESTION, ACTORS, NO_NAMES, PHASES, SHORT, TOGETHER
from tools.wording import N_

WANTED_PHASES = 3
"""Phases to begin with: one that opens, one that chooses, one that anchors; a hint, never a bound."""

MODES = (
    ("open", N_("opening")),
    ("deepen", N_("deepening")),
    ("choose", N_("choosing")),
    ("do", N_("doing")),
    ("anchor", N_("anchoring")),
)
"""How a phase breathes, from wide to what stays."""

FORMS = (("online", N_("online")), ("in_person", N_("in person")), ("mixed", N_("mixed")))

DONE_WITH_IT = (("taken", N_("taken over")), ("adapted", N_("adapted")), ("not", N_("not taken over")))

WAYS_ON = (("go_on", N_("go on")), ("adjust", N_("adjust")), ("stop", N_("stop")))

TIME = Section(
    name="time",
    title=N_("From when to when?"),
    fields=(
        Day(name="starts", label=N_("From which day?"), decision=True),
        Day(name="ends", label=N_("Until which day?"), decision=True),
        Link(
            name="givens",
            label=N_("What is already settled that this route has to respect?"),
            to="focus_sharpener:frame.decided",
            many=True,
            deep=True,
        ),
    ),
)

ROUTE = Section(
    name="route",
    title=N_("Which question do we answer in each phase? What do we hold in our hands at the end?"),
    fields=(
        Cards(
            name="phases",
            label=N_("The phases of the route"),
            help=N_("Three to five are enough: open up, choose, and make sure that it stays."),
            one=N_("Add a phase"),
            wanted=WANTED_PHASES,
            decision=True,
            parts=(
                Text(name="name", label=N_("What do we call this phase?"), longest=SHORT, lines=1),
                Choice(name="mode", label=N_("What kind of phase is it?"), options=MODES),
                Day(name="starts", label=N_("From which day?")),
                Day(name="ends", label=N_("Until which day?")),
                Choice(
                    name="side", label=N_("Where does it happen?"), sides=True, options=((TOGETHER, N_("Together")),)
                ),
                Text(name="question", label=N_("Which question do we answer in this phase?"), longest=A_QUESTION),
                Text(name="result", label=N_("What do we hold in our hands at the end?")),
                Link(
                    name="goals",
                    label=N_("Which goals does it bring closer?"),
                    to="ambition_setter:change.goals",
                    many=True,
                ),
                Choice(name="level", label=N_("How far does participation go here?"), options=LEVELS),
                Choice(name="form", label=N_("How do people meet?"), options=FORMS),
                Number(
                    name="budget",
                    label=N_("How much money is there for it?"),
                    help=N_("In the currency in which you reckon together."),
                ),
                Number(name="hours", label=N_("How many hours of work does it take?"), unit=N_("hours")),
            ),
        ),
    ),
)

PEOPLE = Section(
    name="people",
    title=N_("Who takes part in which phase, and how far? When do they hear what came of it?"),
    fields=(
        Grid(
            name="matrix",
            label=N_("Who takes part in which phase, and how far?"),
            help=N_("An empty cell means: does not take part in that phase."),
            rows_of=ACTORS,
            columns_of=PHASES,
            cell=Choice(name="level", label=N_("How far?"), options=LEVELS, rising=True),
            decision=True,
        ),
        Cards(
            name="sessions",
            label=N_("Which encounters do we need for that?"),
            help=N_("Each one is designed on a page of its own."),
            one=N_("Add an encounter"),
            parts=(
                Text(name="name", label=N_("What do we call this encounter?"), longest=SHORT, lines=1),
                Day(name="on", label=N_("On which day?")),
                Link(name="phase", label=N_("Which phase is it part of?"), to=PHASES),
                Choice(name="lead", label=N_("Which side leads it?"), sides=True),
                Choice(name="form", label=N_("How do people meet?"), options=FORMS),
            ),
        ),
        Cards(
            name="feedback",
            label=N_("When do we tell people what we did with what they said?"),
            help=N_("Promise a day, at most six weeks after people took part."),
            one=N_("Add a feedback moment"),
            decision=True,
            parts=(
                Link(name="phase", label=N_("About which phase?"), to=PHASES, decision=True),
                LinkOrText(name="to_whom", label=N_("Whom do we tell?"), help=NO_NAMES, to=ACTORS, decision=True),
                Day(name="promised", label=N_("By which day do we promise it?"), decision=True),
                Day(name="done", label=N_("On which day did we do it?")),
                Choice(name="what_done", label=N_("What did we do with what people said?"), options=DONE_WITH_IT),
                Text(name="why", label=N_("Why?")),
            ),
        ),
    ),
)

DECISIONS = Section(
    name="decisions",
    title=N_("Where does which decision fall, and what has to be ready by then?"),
    fields=(
        Cards(
            name="moments",
            label=N_("The decision moments"),
            one=N_("Add a decision moment"),
            decision=True,
            parts=(
                Text(name="what", label=N_("What is decided?"), longest=A_QUESTION, decision=True),
                LinkOrText(name="who", label=N_("Who decides it?"), help=NO_NAMES, to=ACTORS, decision=True),
                Text(
                    name="body",
                    label=N_("In which body?"),
                    help=N_("A council, a board or an assembly, as it is called there."),
                    longest=SHORT,
                    lines=1,
                    decision=True,
                ),
                Day(name="on", label=N_("On which day?"), decision=True),
                Link(
                    name="after",
                    label=N_("Which phases feed it?"),
                    help=N_("The decision falls after people have had their say."),
                    to=PHASES,
                    many=True,
                    decision=True,
                ),
                Text(name="needed", label=N_("What has to be on the table?"), decision=True),
                Day(name="papers_by", label=N_("By which day do the papers have to be ready?"), decision=True),
                Text(name="outcome", label=N_("What was decided?")),
            ),
        ),
        Cards(
            name="milestones",
            label=N_("When do we measure whether we are getting on?"),
            one=N_("Add a milestone"),
            deep=True,
            parts=(
                Day(name="on", label=N_("On which day?")),
                Link(name="indicator", label=N_("What do we look at?"), to="ambition_setter:signs.indicators"),
                Number(name="expected", label=N_("What do we expect by then?")),
                Number(name="measured", label=N_("What did we measure?")),
                Text(name="remark", label=N_("What do we want to say about it?")),
            ),
        ),
        Cards(
            name="adjust",
            label=N_("When do we dare to adjust?"),
            one=N_("Add a moment to adjust"),
            deep=True,
            parts=(
                Day(name="on", label=N_("On which day?")),
                Text(name="questions", label=N_("What do we ask ourselves then?")),
                Choice(name="decision", label=N_("What did we decide?"), options=WAYS_ON),
            ),
        ),
    ),
)

SECTIONS = (TIME, ROUTE, PEOPLE, DECISIONS, EXCHANGE, COMMS, WORK)
