"""Tools: the instruments of the method, in the order of the method.

Each is a declaration plus pure functions of (content, context); nothing here knows the web, the database, the
live document, the clock or chance. A new tool is one module (or package) with a `TOOL`, and one line below.

Exercises are declared like tools and work like them, but are no step of the path: people do one when it suits them.
"""

from __future__ import annotations

from tools import (
    ambition_setter,
    environment_scan,
    focus_sharpener,
    intervention_designer,
    sdg_circle,
    stakeholder_analysis,
    trajectory_designer,
)
from tools.canvas import Tool

TOOLS: tuple[Tool, ...] = (
    focus_sharpener.TOOL,
    environment_scan.TOOL,
    ambition_setter.TOOL,
    stakeholder_analysis.TOOL,
    trajectory_designer.TOOL,
    intervention_designer.TOOL,
)
"""The tools of the path, which a project goes along from the first to the last."""

EXERCISES: tuple[Tool, ...] = (sdg_circle.TOOL,)
"""What people can do together at any moment, beside the path."""


def every() -> tuple[Tool, ...]:
    """Return all that is declared: the tools of the path, then the exercises."""
    return (*TOOLS, *EXERCISES)


def get(key: str) -> Tool:
    """Return the tool or exercise with this key; KeyError when there is none."""
    return {tool.key: tool for tool in every()}[key]


def by_slug(slug: str) -> Tool:
    """Return the tool or exercise at this place in an address; KeyError when there is none."""
    return {tool.slug: tool for tool in every()}[slug]
