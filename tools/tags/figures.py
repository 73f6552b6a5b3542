"""Figures: which goals are claimed, by whom and over the years, as pictures to look into.

A heat map of goals and rows (partnerships, or projects of one), a sunburst of P, goal and target, and the years. Rows
are names that are handed in; what is drawn and what the tables say is the same. Nothing is added up over goals, and
nothing is ranked: rows come in the order in which they are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tools import goals
from tools.pictures import Drawn, empty, figure, pattern
from tools.tags import STATE_NAMES, STATES
from tools.wording import N_

Translate = Callable[[str], str]
SIGNS = ("○", "◐", "●")
"""What stands for each of `STATES` in a cell: hollow, half, full."""
HARM = "▼"
ALSO_HARM = N_("also harm")
WIDER = N_("The wider a piece, the more often it is named.")

MAP, RINGS_OF_GOALS, YEARS = (
    N_("Which goals, by whom"),
    N_("From the five P's to goals and targets"),
    N_("Over the years"),
)
NOTHING = N_("Nothing is claimed yet where you look.")
ROW, AROUND = 34, 120
"""Height of a row of the heat map, and of what stands around all of them, in units of the picture."""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """What a row says about a goal: the level (0 to 2) of the most that it is worth, and whether it speaks of harm."""

    level: int
    harms: bool


def heat(rows: Sequence[tuple[str, Mapping[str, Spot]]], shown: Sequence[str], translate: Translate) -> Drawn:
    """Draw what each row says about each of the goals that are shown, by goal."""
    if not any(spots for _, spots in rows):
        return empty("map", translate(MAP), translate(NOTHING))
    names = [f"{number}. {name}" for number, (name, _) in enumerate(rows, 1)]
    trace = {
        "type": "heatmap",
        "x": [f"{id} " for id in shown],  # a blank, so that plotly takes them for names and not for numbers
        "y": names,
        "z": [[spots[id].level + 1 if id in spots else None for id in shown] for _, spots in rows],
        "zmin": 0,
        "zmax": len(STATES),
        "text": [[_sign(spots.get(id)) for id in shown] for _, spots in rows],
        "texttemplate": "%{text}",
        "xgap": 2,
        "ygap": 2,
        "showscale": False,
    }
    layout = {
        "height": AROUND + ROW * len(names),
        "xaxis": {"type": "category", "side": "top"},
        "yaxis": {"type": "category", "autorange": "reversed"},
    }
    return Drawn(
        key="map",
        title=translate(MAP),
        says=f"{_key(translate)}, {HARM} {translate(ALSO_HARM)}",
        figure=figure([trace], layout),
        head=[translate(N_("Who")), *(f"{id} {translate(_name(id))}" for id in shown)],
        rows=[[name, *(_sign(spots.get(id)) for id in shown)] for name, spots in rows],
    )


def sunburst(named: Sequence[tuple[str, str, Mapping[str, int]]], translate: Translate) -> Drawn:
    """Draw how often goals and targets are named: (goal, target or "", number by state), the goals within their P.

    Each carries the sign of the most that is shown for it, so that what is only claimed is hollow here too.
    """
    most: dict[str, int] = {}
    sizes: dict[str, int] = {}
    parents: dict[str, str] = {}
    labels: dict[str, str] = {}
    for goal, target, states in named:
        number = sum(states.values())
        found = goals.goal(goal)
        if found is None or not number:
            continue
        labels[found.p] = translate(dict(goals.PS)[found.p])
        parents[found.p], parents[goal] = "", found.p
        if target:
            parents[target] = goal
        best = max(STATES.index(state) for state, count in states.items() if count)
        for id in (found.p, goal, *([target] if target else [])):
            sizes[id] = sizes.get(id, 0) + number
            most[id] = max(most.get(id, 0), best)
            if id != found.p:
                labels[id] = f"{id}\N{NO-BREAK SPACE}{SIGNS[most[id]]} {translate(_name(id))}"
    if not sizes:
        return empty("circle", translate(RINGS_OF_GOALS), translate(NOTHING))
    ids = [p for p, _ in goals.PS if p in sizes] + goals.in_order(set(sizes) - dict(goals.PS).keys())
    trace = {
        "type": "sunburst",
        "ids": ids,
        "labels": [labels[id] for id in ids],
        "parents": [parents[id] for id in ids],
        "values": [sizes[id] for id in ids],
        "branchvalues": "total",
        "sort": False,
    }
    return Drawn(
        key="circle",
        title=translate(RINGS_OF_GOALS),
        says=f"{_key(translate)}. {translate(WIDER)}",
        figure=figure([trace], {}),
        head=[translate(N_("Goal or target")), *(translate(STATE_NAMES[state]) for state in STATES)],
        rows=[
            [f"{target or goal} {translate(_name(target or goal))}", *(str(states.get(state, 0)) for state in STATES)]
            for goal, target, states in named
        ],
    )


def trend(years: Sequence[tuple[int, Mapping[str, int]]], translate: Translate) -> Drawn:
    """Draw for each year how many rows first named a goal in it, by the most that these claims are worth now."""
    if not years:
        return empty("years", translate(YEARS), translate(NOTHING))
    said = [str(year) for year, _ in years]
    traces = [
        {
            "type": "bar",
            "name": translate(STATE_NAMES[state]),
            "x": said,
            "y": [states.get(state, 0) for _, states in years],
            "marker": pattern(number),
        }
        for number, state in enumerate(STATES)
    ]
    return Drawn(
        key="years",
        title=translate(YEARS),
        says=translate(N_("When goals were first named, and what these claims are worth today.")),
        figure=figure(traces, {"barmode": "stack", "xaxis": {"type": "category"}}),
        head=[translate(N_("Year")), *(translate(STATE_NAMES[state]) for state in STATES)],
        rows=[[str(year), *(str(states.get(state, 0)) for state in STATES)] for year, states in years],
    )


def _sign(spot: Spot | None) -> str:
    return "" if spot is None else SIGNS[spot.level] + (HARM if spot.harms else "")


def _key(translate: Translate) -> str:
    return ", ".join(f"{sign} {translate(STATE_NAMES[state])}" for sign, state in zip(SIGNS, STATES, strict=True))


def _name(id: str) -> str:
    target, goal = goals.target(id), goals.goal(id)
    return target.label if target else goal.name if goal else ""
