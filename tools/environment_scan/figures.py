"""Figures: the two pictures of the Environment scan: the force field and the calendar of all sides (`lanes`).

The force field is mirrored at a centre line, under the focus question: what helps goes to the right, what hinders to
the left, as on the scale that people fill in, and a bar is as long as its factor is strong (0 to 3). What fills the bar
and the mark at its end tell the side. What helps most stands on top. Factors that nobody weighed are only counted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tools import pictures
from tools.canvas import Content, Context
from tools.environment_scan import lanes
from tools.environment_scan.columns import Factor, factors
from tools.environment_scan.labels import said, short
from tools.environment_scan.questions import STRONGEST
from tools.pictures import Drawn
from tools.wording import N_

LABEL, QUESTION, LINES = 22, 44, 2
"""Letters on a line, and lines, of the words of a factor and of the question."""

ROW, REST = 46, 130
"""Height of a row and of all the rest, in pixels."""

UNWEIGHED = N_("Say of at least one factor how strongly it helps or hinders.")
COUNTED = N_("Helps: {helps}. Hinders: {hinders}. Neither: {neither}. Not weighed yet: {unweighed}.")
HEAD = (N_("Factor"), N_("Of which place"), N_("Effect"), N_("How sure, 1 to 5"))


def figures(content: Content, context: Context, translate: Callable[[str], str]) -> list[Drawn]:
    """Return the force field and the calendar."""
    return [_force_field(content, context, translate), lanes.drawn(content, context, translate)]


def _force_field(content: Content, context: Context, translate: Callable[[str], str]) -> Drawn:
    title = translate(N_("What helps and what hinders"))
    every = list(factors(content, context))
    ordered = sorted((each for each in every if each.effect is not None), key=lambda each: -each.card["effect"])
    if not ordered:
        return pictures.empty("force_field", title, translate(UNWEIGHED))
    effects = [factor.card["effect"] for factor in ordered]
    counted = {
        "helps": sum(effect > 0 for effect in effects),
        "hinders": sum(effect < 0 for effect in effects),
        "neither": effects.count(0),
        "unweighed": len(every) - len(ordered),
    }
    return Drawn(
        key="force_field",
        title=title,
        says=translate(COUNTED).format(**counted),
        figure=pictures.figure(_traces(ordered), _layout(ordered, context, translate)),
        head=[translate(each) for each in HEAD],
        rows=[
            [
                said(factor.card["text"], context.languages),
                factor.side.place,
                _signed(factor.card["effect"]),
                "–" if factor.card["certainty"] is None else str(factor.card["certainty"]),
            ]
            for factor in ordered
        ],
    )


def _traces(ordered: list[Factor]) -> list[dict[str, Any]]:
    """Return the bars of each side, in the order of the partnership, and the marks at their ends."""
    top = len(ordered) - 1
    traces: list[dict[str, Any]] = []
    for number, place in sorted({(factor.number, factor.side.place) for factor in ordered}):
        own = [(factor.card["effect"], top - row) for row, factor in enumerate(ordered) if factor.number == number]
        ends = {"name": place, "x": [effect for effect, _ in own], "y": [row for _, row in own]}
        traces.append({"type": "bar", "orientation": "h", "width": 0.5, "marker": pictures.pattern(number), **ends})
        mark = {"symbol": pictures.shape(number)["symbol"], "size": 11}
        traces.append({"type": "scatter", "mode": "markers", "marker": mark, "showlegend": False, **ends})
    return traces


def _layout(ordered: list[Factor], context: Context, translate: Callable[[str], str]) -> dict[str, Any]:
    """Return axes with the words of each row, and the centre line with the question above it."""
    count = len(ordered)
    asked = short(_question(context), QUESTION, LINES)
    note = {"text": asked, "x": 0, "y": count, "xanchor": "center", "yanchor": "middle", "showarrow": False}
    return {
        "height": REST + ROW * count,
        "xaxis": {
            "range": [-STRONGEST - 0.5, STRONGEST + 0.5],
            "tickvals": list(range(-STRONGEST, STRONGEST + 1)),
            "title": {"text": translate(N_("← hinders · helps →"))},
        },
        "yaxis": {
            "range": [-0.5, count + (0.5 if asked else -0.5)],
            "tickvals": list(range(count - 1, -1, -1)),
            "ticktext": [short(said(factor.card["text"], context.languages), LABEL, LINES) for factor in ordered],
            "automargin": True,
        },
        "shapes": [{"type": "line", "x0": 0, "x1": 0, "y0": -0.5, "y1": count - 0.5}],
        "annotations": [note] if asked else [],
    }


def _question(context: Context) -> str:
    """Return the focus question of the project in the reader's language; "" when there is none yet."""
    focus = context.of("focus_sharpener") or {}
    return pictures.words(focus.get("question", {}).get("question"), context.languages)


def _signed(effect: int) -> str:
    return f"{effect:+d}" if effect else "0"
