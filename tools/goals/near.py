"""Near: which goals lie near each other, so that sides that chose different ones can look for a bridge.

Two goals are near when they stand with the same P, or when what happens for one is felt at once in the other: those
pairs are below, each with its reason in a few words and the targets whose texts say so. Some stand with the same P too:
the P's are one way to group, and another would not loosen them. It is where to look, never a verdict.
"""

from __future__ import annotations

from tools import goals

LINKED = (
    ("1", "2"),  # who has little money eats badly: 2.1 names poor people first
    ("1", "8"),  # work that pays lifts people out of poverty: 1.1 is counted by employment
    ("1", "10"),  # poverty and inequality feed each other: 10.1 is about the lowest incomes
    ("2", "6"),  # crops take most of the water that people draw: 6.4
    ("2", "12"),  # food that is made and thrown away: 12.3
    ("2", "15"),  # good soil feeds people: 2.4 and 15.3
    ("3", "6"),  # dirty water makes ill: 3.3 and 3.9
    ("3", "11"),  # air and traffic in a town: 3.6 with 11.2, 3.9 with 11.6
    ("3", "13"),  # heat makes ill, as the World Health Organization warns: 3.d
    ("4", "5"),  # girls at school: 4.5
    ("4", "8"),  # skills for decent work: 4.4
    ("4", "16"),  # learning peace, rights and citizenship: 4.7
    ("5", "10"),  # nobody is left out for being a woman: 10.2
    ("5", "16"),  # violence, 5.2 with 16.1, and a say, 5.5 with 16.7
    ("6", "11"),  # basic services and floods in a town: 11.1 and 11.5
    ("6", "13"),  # a changing climate is felt as drought and flood first: 13.1
    ("6", "14"),  # what rivers carry ends in the sea: 6.3 and 14.1
    ("6", "15"),  # forests, wetlands and mountains hold water: both 6.6 and 15.1 name them
    ("7", "12"),  # money that makes fossil fuel cheap makes it wasted: 12.c
    ("7", "13"),  # most of what warms the climate comes from energy, as the climate panel reports: 7.2
    ("11", "12"),  # waste of a town: 11.6 and 12.5
    ("11", "13"),  # plans of a town for the climate: 11.b
    ("11", "15"),  # green in a town, and nature in its plans: 11.7 and 15.9
    ("11", "16"),  # planning together with residents: 11.3 and 16.7
    ("13", "15"),  # land restored withstands drought and flood: 15.3
    ("16", "17"),  # public bodies whose policies agree: 16.6 and 17.14
)


def near(one: str, other: str) -> bool:
    """Return whether two goals lie near each other; a goal is not near itself."""
    if one == other:
        return False
    first, second = goals.goal(one), goals.goal(other)
    same = first is not None and second is not None and first.p == second.p
    return same or (one, other) in LINKED or (other, one) in LINKED
