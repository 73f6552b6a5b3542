"""Tools: the instruments of the method, in the order of the method.

Each is a declaration plus pure functions of (content, context); nothing here knows the web, the database, the
live document, the clock or chance. A new tool is one module (or package) with a `TOOL`, and one line below.
"""

from __future__ import annotations

from tools import (
    ambition_setter,
    environment_scan,
    focus_sharpener,
    intervention_designer,
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


def get(key: str) -> Tool:
    """Return the tool with this key; KeyError when there is none."""
    return {tool.key: tool for tool in TOOLS}[key]


def by_slug(slug: str) -> Tool:
    """Return the tool at this place in an address; KeyError when there is none."""
    return {tool.slug: tool for tool in TOOLS}[slug]
