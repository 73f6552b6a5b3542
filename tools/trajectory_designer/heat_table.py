"""Heat table: who takes part in which phase and how far, darker for more say, with the level (1 to 5) in every cell.

Rows are the actors of the Stakeholder analysis, also those who take part nowhere; columns are the phases in the order
of the canvas. Both carry a number, since two may have the same name and a column is narrow. The number in a cell is
the step of the level, so that the picture reads the same in black and white; the table beside it adds the word.
"""

from __future__ import annotations

from collections.abc import Callable

from tools.participation import LEVELS
from tools.pictures import Drawn, empty, figure
from tools.trajectory_designer.plan import Plan
from tools.wording import N_

TITLE = N_("Who takes part, and how far")
ROW, MARGINS = 40, 90
"""Height of a row, and of what stands above and below all rows, in units of the picture."""


def drawn(plan: Plan, translate: Callable[[str], str]) -> Drawn:
    """Return the table of who takes part as a picture and as words; what to fill in while no cell says anything."""
    if not plan.cells:
        return empty("participation", translate(TITLE), translate(_missing(plan)))
    words = {step: translate(word) for step, (_, word) in enumerate(LEVELS, 1)}
    columns = [f"{number}. {phase.name}" for number, phase in enumerate(plan.phases, 1)]
    names = [f"{number}. {actor.name}" for number, actor in enumerate(plan.actors, 1)]
    levels = [[plan.cells.get((actor.id, phase.id)) for phase in plan.phases] for actor in plan.actors]
    active = sum(any(row) for row in levels)
    heat = {
        "type": "heatmap",
        "x": columns,
        "y": names,
        "z": levels,
        "zmin": 0,
        "zmax": len(LEVELS),
        "text": [[str(level) if level else "" for level in row] for row in levels],
        "texttemplate": "%{text}",
        "xgap": 2,
        "ygap": 2,
        "showscale": False,
    }
    layout = {
        "height": MARGINS + ROW * len(names),
        "xaxis": {"type": "category", "side": "top"},
        "yaxis": {"type": "category", "autorange": "reversed"},
    }
    return Drawn(
        key="participation",
        title=translate(TITLE),
        says=translate(N_("Of {all} actors, {number} take part in at least one phase.")).format(
            all=len(names), number=active
        ),
        figure=figure([heat], layout),
        head=[translate(N_("Actor")), *columns],
        rows=[
            [name, *(f"{level} · {words[level]}" if level else "" for level in row)]
            for name, row in zip(names, levels, strict=True)
        ],
    )


def _missing(plan: Plan) -> str:
    """Return what to fill in before there is anything to draw."""
    if not plan.actors:
        return N_("Put the actors in the Stakeholder analysis: each becomes a row here.")
    if not plan.phases:
        return N_("Write down the phases: each becomes a column here.")
    return N_("Say in the table who takes part in which phase, and how far.")
