"""Deeper: what the Trajectory designer asks in the deep set: learning from each other, messages, tasks and risks."""

from __future__ import annotations

from tools.canvas import Cards, Choice, Day, Link, LinkOrText, Scale, Section, Text
from tools.trajectory_designer.terms import ACTORS, NO_NAMES, SHORT, TOGETHER
from tools.wording import N_

LEAST, MOST = 1, 3
"""Ends of the chance and the impact of a risk, in steps."""

STATES = (("to_do", N_("to do")), ("busy", N_("under way")), ("done", N_("done")))

KINDS_OF_TASK = (("hand_over", N_("handing over to whoever comes next")), ("other", N_("something else")))

EXCHANGE = Section(
    name="exchange",
    title=N_("When do we learn from each other’s project?"),
    deep=True,
    fields=(
        Cards(
            name="bridge",
            label=N_("Moments to learn from each other"),
            one=N_("Add a moment to learn"),
            parts=(
                Day(name="on", label=N_("On which day?")),
                Text(name="takes", label=N_("What do we want to take home?")),
                Text(name="shows", label=N_("{place}: what do you show?"), per_side=True),
            ),
        ),
    ),
)

COMMS = Section(
    name="comms",
    title=N_("Who hears what, when, through which channel and in which language?"),
    deep=True,
    fields=(
        Cards(
            name="messages",
            label=N_("Messages"),
            one=N_("Add a message"),
            parts=(
                Text(name="message", label=N_("What do we tell?")),
                LinkOrText(name="to_whom", label=N_("Whom do we tell?"), help=NO_NAMES, to=ACTORS),
                Day(name="on", label=N_("On which day?")),
                Text(name="channel", label=N_("Through which channel?"), longest=SHORT, lines=1),
                Text(
                    name="language",
                    label=N_("In which languages?"),
                    help=N_("Also those that are only spoken, such as Q’eqchi’."),
                    longest=SHORT,
                    lines=1,
                ),
                Choice(
                    name="side", label=N_("Which side sends it?"), sides=True, options=((TOGETHER, N_("Together")),)
                ),
            ),
        ),
    ),
)

WORK = Section(
    name="work",
    title=N_("Who does what by when? What could throw this route off course?"),
    deep=True,
    fields=(
        Cards(
            name="tasks",
            label=N_("Who does what by when?"),
            one=N_("Add a task"),
            parts=(
                Text(name="task", label=N_("What has to be done?")),
                Choice(name="kind", label=N_("What kind of task is it?"), options=KINDS_OF_TASK),
                Text(name="who", label=N_("Who does it?"), help=NO_NAMES, longest=SHORT, lines=1),
                Choice(name="side", label=N_("On which side?"), sides=True, options=((TOGETHER, N_("Together")),)),
                Day(name="due", label=N_("By which day?")),
                Choice(name="state", label=N_("How does it stand?"), options=STATES),
            ),
        ),
        Cards(
            name="risks",
            label=N_("What could throw this route off course?"),
            one=N_("Add a risk"),
            parts=(
                Text(name="risk", label=N_("What could happen?")),
                Scale(
                    name="chance",
                    label=N_("How likely is it?"),
                    low=LEAST,
                    high=MOST,
                    low_label=N_("unlikely"),
                    high_label=N_("very likely"),
                ),
                Scale(
                    name="impact",
                    label=N_("How much would it harm?"),
                    low=LEAST,
                    high=MOST,
                    low_label=N_("a little"),
                    high_label=N_("a lot"),
                ),
                Link(name="factor", label=N_("Which factor is behind it?"), to="environment_scan:around.factors"),
                Text(name="plan_b", label=N_("What is plan B?")),
            ),
        ),
    ),
)
