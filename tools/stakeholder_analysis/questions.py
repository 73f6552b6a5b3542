"""Questions: what the Stakeholder analysis asks, in the order in which it is best asked.

Two questions aloud: who is involved, and who sits in the core group. The light set is the actors, with their place,
how strongly it affects them and their role, and who is missing. Names are promises (they are keys in every document),
labels may change for ever. An actor is a function or a group; nobody's name is needed, but for the contact that a side
keeps for itself.

Where an actor stands and how one knows are written in the room of a side. A side that shares a card copies both into
the parts `stance_shared` and `judged_shared`, which nobody fills in otherwise.
"""

from __future__ import annotations

from tools.canvas import SIDE, Cards, Choice, Choices, Day, Link, Number, Position, Scale, Section, Text
from tools.stakeholder_analysis.actors import ACTORS, AFFECTED, BRIDGE, STRONGEST
from tools.stakeholder_analysis.options import (
    BARRIERS,
    DIRECTIONS,
    JUDGED,
    KINDS,
    MANDATES,
    QUADRANTS,
    RELATIONS,
    ROLES,
    STANCES,
    YES_NO,
)
from tools.wording import N_

WANTED_ACTORS = 8
"""Actors to begin with, of all sides together: eight to twelve; a hint, never a bound."""

SHORT = 160
"""Characters that still fit on one line of a wall or a list."""

NO_NAMES = N_("A function or a group; no names of people.")

MAY_BE_READ = N_("Write only what this group may read itself.")
"""Stands above whatever only one side sees: papers travel, and the group itself is a reader too."""

ACTOR_PARTS = (
    Text(name="name", label=N_("Who is it?"), help=NO_NAMES, longest=SHORT, lines=1, decision=True),
    Choice(
        name="side",
        label=N_("To which place does it belong?"),
        options=((BRIDGE, N_("In between: of every place")),),
        sides=True,
        decision=True,
    ),
    Choice(name="kind", label=N_("What kind of actor is it?"), options=KINDS),
    Position(
        name="place",
        label=N_("How much interest, how much influence?"),
        x_label=N_("Interest"),
        y_label=N_("Influence"),
        decision=True,
    ),
    Scale(
        name="affected",
        label=N_("How strongly does it affect them?"),
        low=0,
        high=AFFECTED,
        low_label=N_("not at all"),
        high_label=N_("very strongly"),
        decision=True,
    ),
    Choice(name="role", label=N_("Which role do we agree on?"), options=ROLES, decision=True),
    Text(name="interest", label=N_("What does this group want or fear?"), help=N_("In their own words.")),
    Text(name="brings", label=N_("What do they bring?"), longest=SHORT, lines=1),
    Text(name="needs", label=N_("What do they need to be able to take part?"), longest=SHORT, lines=1),
    Choices(name="barriers", label=N_("What makes it hard for them to take part?"), options=BARRIERS),
    Text(
        name="wanted",
        label=N_("Where do we hope they will stand?"),
        help=N_("With the first step, and who takes it."),
        longest=SHORT,
    ),
    Choice(name="knows", label=N_("Do they know that they are on this map?"), options=YES_NO),
    Day(name="told_on", label=N_("On which day did they hear it?")),
    Choice(
        name="stance",
        label=N_("Where do they stand today?"),
        help=MAY_BE_READ,
        options=STANCES,
        per_side=True,
        room=SIDE,
        shared_as="stance_shared",
    ),
    Choice(
        name="judged",
        label=N_("Did we ask them, or do we suppose it?"),
        options=JUDGED,
        per_side=True,
        room=SIDE,
        shared_as="judged_shared",
    ),
    Text(
        name="contact",
        label=N_("Whom do you contact?"),
        help=MAY_BE_READ,
        longest=SHORT,
        lines=1,
        per_side=True,
        room=SIDE,
    ),
    Choice(name="stance_shared", label=N_("Where they stand today, as told to everybody"), options=STANCES),
    Choice(name="judged_shared", label=N_("How that is known, as told to everybody"), options=JUDGED),
)

PEOPLE = Section(
    name="people",
    title=N_("Who is involved, who is affected, who decides, who can help or hold it back?"),
    fields=(
        Cards(
            name="actors",
            label=N_("Everybody with a stake, in each place"),
            help=N_("Eight to twelve are enough to start with. First those who feel it most."),
            one=N_("Add an actor"),
            wanted=WANTED_ACTORS,
            alone_first=True,
            decision=True,
            parts=ACTOR_PARTS,
        ),
        Cards(
            name="missing",
            label=N_("Who is still missing? Whose voice do we never hear?"),
            one=N_("Add who is missing"),
            none=N_("We looked, and nobody is missing"),
            parts=(
                Text(name="group", label=N_("Which group?"), longest=SHORT, lines=1),
                Text(name="why", label=N_("Why are they not here?")),
                Text(name="who_invites", label=N_("Who invites them?"), help=NO_NAMES, longest=SHORT, lines=1),
            ),
        ),
        Cards(
            name="nobody",
            label=N_("Is a part of the picture empty, and is there really nobody?"),
            one=N_("Add why there is nobody"),
            deep=True,
            parts=(
                Choice(name="quadrant", label=N_("Which part of the picture?"), options=QUADRANTS),
                Text(name="why", label=N_("Really nobody, because …")),
            ),
        ),
        Cards(
            name="relations",
            label=N_("{place}: who is connected with whom, and how?"),
            help=MAY_BE_READ,
            one=N_("Add a connection"),
            deep=True,
            per_side=True,
            room=SIDE,
            parts=(
                Link(name="one", label=N_("Who?"), to=ACTORS),
                Link(name="other", label=N_("With whom?"), to=ACTORS),
                Choice(name="kind", label=N_("What passes between them?"), options=RELATIONS),
                Choice(name="direction", label=N_("In which direction?"), options=DIRECTIONS),
                Scale(
                    name="strength",
                    label=N_("How strong is the connection?"),
                    low=1,
                    high=STRONGEST,
                    low_label=N_("weak"),
                    high_label=N_("strong"),
                ),
                Text(name="about", label=N_("What is this connection about?"), longest=SHORT, lines=1),
            ),
        ),
        Cards(
            name="pairs",
            label=N_("Who is whose match, here and there?"),
            help=N_("Two groups that do the same in two places can learn most from each other."),
            one=N_("Add a pair"),
            deep=True,
            parts=(
                Link(name="here", label=N_("In one place"), to=ACTORS),
                Link(name="there", label=N_("In another place"), to=ACTORS),
                Text(name="common", label=N_("What do they have in common?"), longest=SHORT, lines=1),
            ),
        ),
    ),
)

CORE = Section(
    name="core",
    title=N_("Who carries this, with which mandate?"),
    deep=True,
    fields=(
        Cards(
            name="members",
            label=N_("Who is in the core group, with which mandate, and who stands in?"),
            one=N_("Add somebody of the core group"),
            parts=(
                Text(name="function", label=N_("Which function?"), help=NO_NAMES, longest=SHORT, lines=1),
                Choice(name="side", label=N_("From which place?"), sides=True),
                Choice(name="mandate", label=N_("Is there a mandate?"), options=MANDATES),
                Number(name="hours_paper", label=N_("How many hours on paper?"), unit=N_("hours a week")),
                Number(name="hours_real", label=N_("How many hours in practice?"), unit=N_("hours a week")),
                Text(name="deputy", label=N_("Who stands in?"), help=NO_NAMES, longest=SHORT, lines=1),
            ),
        ),
    ),
)

SECTIONS = (PEOPLE, CORE)
