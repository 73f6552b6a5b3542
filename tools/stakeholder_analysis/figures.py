"""Figures: the pictures with axes of the Stakeholder analysis: influence and interest, and the map of connections."""

from __future__ import annotations

from collections.abc import Callable

from tools.canvas import Content, Context
from tools.pictures import Drawn
from tools.stakeholder_analysis import power_interest, relation_map


def figures(content: Content, context: Context, translate: Callable[[str], str]) -> list[Drawn]:
    """Return the plot, and the map once connections are asked for or there are some to see."""
    drawn = [power_interest.drawn(content, context, translate)]
    if context.deep_opened or relation_map.connections(content):
        drawn.append(relation_map.drawn(content, context, translate))
    return drawn
