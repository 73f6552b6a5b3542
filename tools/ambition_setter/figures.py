"""Figures: the three pictures of the Ambition setter: the ladder, how far numbers have come, how far people go."""

from __future__ import annotations

from collections.abc import Callable

from tools.ambition_setter.gauges import gauges
from tools.ambition_setter.ladder import ladder
from tools.ambition_setter.thermometer import thermometer
from tools.canvas import Content, Context
from tools.pictures import Drawn


def figures(content: Content, context: Context, translate: Callable[[str], str]) -> list[Drawn]:
    """Return the ladder, the gauges and the thermometer."""
    return [
        ladder(content, context, translate),
        gauges(content, context, translate),
        thermometer(content, context, translate),
    ]
