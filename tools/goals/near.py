"""Near: which goals lie near each other, so that sides that chose different ones can look for a bridge.

Two goals are near when they stand with the same P, or when what happens for one is felt at once in the other: those
pairs are below, each with its reason in a few words. It is where to look, never a verdict.
"""

from __future__ import annotations

from tools import goals

LINKED = (
    ("1", "2"),  # who has little money eats badly
    ("1", "8"),  # decent work is the way out of poverty
    ("1", "10"),  # poverty and inequality feed each other
    ("2", "6"),  # crops need water
    ("2", "12"),  # how food is made and thrown away
    ("2", "15"),  # soil and forest feed people
    ("3", "6"),  # clean water keeps people well
    ("3", "11"),  # air, noise and green in a town
    ("3", "13"),  # heat makes ill
    ("4", "5"),  # girls at school
    ("4", "8"),  # skills for work
    ("4", "16"),  # learning to take part
    ("5", "10"),  # equality between people
    ("5", "16"),  # violence, and a say
    ("6", "11"),  # water in towns and villages
    ("6", "13"),  # drought and flood
    ("6", "14"),  # rivers end in the sea
    ("6", "15"),  # forest and soil hold water
    ("7", "12"),  # how much energy is used
    ("7", "13"),  # where energy comes from
    ("11", "12"),  # waste of a town
    ("11", "13"),  # heat and rain in a town
    ("11", "15"),  # green in a town
    ("11", "16"),  # planning together with residents
    ("13", "15"),  # trees hold carbon and water
    ("16", "17"),  # institutions that work together
)


def near(one: str, other: str) -> bool:
    """Return whether two goals lie near each other; a goal is not near itself."""
    if one == other:
        return False
    first, second = goals.goal(one), goals.goal(other)
    same = first is not None and second is not None and first.p == second.p
    return same or (one, other) in LINKED or (other, one) in LINKED
