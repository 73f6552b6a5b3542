"""Options: what can be chosen about an actor, a connection and the core group; the keys are kept for ever.

The barriers have the keys of the conditions of the Intervention designer, so that one answers the other. The roles are
RACI in the words of participation; the rings of the onion, from the middle outwards, follow from them.
"""

from __future__ import annotations

from tools.wording import N_

YES_NO = (("yes", N_("Yes")), ("no", N_("No")))

RESIDENTS, YOUTH, INDIGENOUS, CIVIL_SOCIETY = "residents", "youth", "indigenous", "civil_society"
KINDS = (
    ("politics", N_("Politics")),
    ("administration", N_("Administration")),
    (CIVIL_SOCIETY, N_("Organised civil society")),
    (RESIDENTS, N_("Residents and neighbourhoods")),
    (YOUTH, N_("Children and young people")),
    (INDIGENOUS, N_("Indigenous communities")),
    ("business", N_("Businesses")),
    ("education", N_("Education and research")),
    ("media", N_("Media")),
    ("higher_government", N_("A higher government")),
    ("funder", N_("Whoever helps to pay")),
    ("association", N_("An association of municipalities")),
)
CITIZENS = (RESIDENTS, YOUTH, INDIGENOUS, CIVIL_SOCIETY)
"""Kinds in which people speak for themselves; all others are institutions."""

DECIDES, IS_INFORMED = "decides", "is_informed"
ROLES = (
    (DECIDES, N_("Decides")),
    ("leads", N_("Leads")),
    ("works_along", N_("Works along")),
    ("advises", N_("Advises")),
    ("is_heard", N_("Is heard")),
    (IS_INFORMED, N_("Is informed")),
    ("watches", N_("Keeps an eye on it")),
)

RINGS = (
    (N_("Core"), (DECIDES, "leads")),
    (N_("Making it together"), ("works_along",)),
    (N_("Consulted"), ("advises", "is_heard")),
    (N_("Informed"), (IS_INFORMED, "watches")),
)
"""Rings of the onion from the middle outwards, each with its roles."""

BARRIERS = (
    ("language", N_("Language")),
    ("internet", N_("Internet")),
    ("hour", N_("The hour")),
    ("distance", N_("Distance")),
    ("childcare", N_("Childcare")),
    ("camera", N_("The camera")),
    ("trust", N_("Trust")),
    ("literacy", N_("Reading and writing")),
    ("cost", N_("The cost")),
    ("permission", N_("Permission from their superior")),
)

FOR, DRIVING = "for", "driving"
STANCES = (
    ("against", N_("Against")),
    ("reserved", N_("With reservations")),
    ("neutral", N_("Neutral")),
    (FOR, N_("In favour")),
    (DRIVING, N_("Pulls it along")),
)

ESTIMATE = "estimate"
JUDGED = (
    ("asked", N_("We asked them")),
    ("hearsay", N_("We heard it from others")),
    (ESTIMATE, N_("It is an estimate")),
)

TOGETHER, SATISFIED, STRENGTHEN, INFORM = "together", "satisfied", "strengthen", "inform"
QUADRANTS = (
    (TOGETHER, N_("Make it together")),
    (SATISFIED, N_("Keep satisfied, involve in time")),
    (STRENGTHEN, N_("Strengthen and give a voice")),
    (INFORM, N_("Inform, with an open door")),
)
"""Of influence and interest: much of both, much influence only, much interest only, little of both."""

RELATIONS = (
    ("money", N_("Money")),
    ("information", N_("Information")),
    ("authority", N_("Authority")),
    ("trust", N_("Trust")),
    ("conflict", N_("Conflict")),
)

FORTH, BACK, BOTH = "forth", "back", "both"
DIRECTIONS = (
    (FORTH, N_("From the one to the other")),
    (BACK, N_("From the other to the one")),
    (BOTH, N_("In both directions")),
)

MANDATED = "yes"
MANDATES = ((MANDATED, N_("Yes")), ("asked", N_("It was asked for")), ("no", N_("No")))
