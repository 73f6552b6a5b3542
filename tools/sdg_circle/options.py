"""Options: what can be chosen in the exercise; the keys are kept for ever.

Rings and directions are those of the tags on the goals (`tools.tags`), the P's and the goals those of `tools.goals`, so
that what is said here can become a tag without anybody saying it again. The key of goal 6 is ``sdg_6``: an option
begins with a letter, and `goal_id` takes that off again.
"""

from __future__ import annotations

from tools.wording import N_

GOAL_OPTIONS = (
    ("sdg_1", N_("1. No poverty")),
    ("sdg_2", N_("2. Zero hunger")),
    ("sdg_3", N_("3. Good health and well-being")),
    ("sdg_4", N_("4. Quality education")),
    ("sdg_5", N_("5. Gender equality")),
    ("sdg_6", N_("6. Clean water and sanitation")),
    ("sdg_7", N_("7. Affordable and clean energy")),
    ("sdg_8", N_("8. Decent work and economic growth")),
    ("sdg_9", N_("9. Industry, innovation and infrastructure")),
    ("sdg_10", N_("10. Reduced inequalities")),
    ("sdg_11", N_("11. Sustainable cities and communities")),
    ("sdg_12", N_("12. Responsible consumption and production")),
    ("sdg_13", N_("13. Climate action")),
    ("sdg_14", N_("14. Life below water")),
    ("sdg_15", N_("15. Life on land")),
    ("sdg_16", N_("16. Peace, justice and strong institutions")),
    ("sdg_17", N_("17. Partnerships for the goals")),
)

TOGETHER = "together"
"""The side of an activity that no side does alone: it counts for each of them."""

ON_PURPOSE, TO_FILL, NOT_KNOWN = "on_purpose", "to_fill", "unknown"
ANSWERS = (
    (ON_PURPOSE, N_("We leave it empty on purpose")),
    (TO_FILL, N_("We want to fill this")),
    (NOT_KNOWN, N_("We don't know yet")),
)
"""What can be said of a part of the circle in which nothing stands."""

YES, NO = "yes", "no"
CHOSEN = ((YES, N_("Yes")), (NO, N_("No")))

TASK, GOAL = "task", "goal"
BECOMES = ((TASK, N_("A task: we can just do it")), (GOAL, N_("A goal: we work towards it")))


def goal_id(key: str | None) -> str:
    """Return the id of the goal of an option: "6" of "sdg_6"; "" for none."""
    return (key or "").removeprefix("sdg_")
