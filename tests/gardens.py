"""Gardens: canvases of the made-up tool, and content changed everywhere at once, to try things on."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests import made_up_tool
from tests.strategies import LANGUAGES, SIDES
from tools import every
from tools.canvas import Content
from tools.content import blank, complete

MADE_UP = made_up_tool.TOOL
each_tool = pytest.mark.parametrize("tool", [*every(), MADE_UP], ids=lambda tool: tool.key)


def with_value(address: str, value: Any, content: Content | None = None) -> Content:
    """A blank (or given) canvas of the made-up tool with one value set."""
    changed = copy.deepcopy(content or blank(MADE_UP, LANGUAGES, SIDES))
    section, name = address.split(".", 1)
    changed[section][name] = value
    return complete(MADE_UP, LANGUAGES, SIDES, changed)


def everywhere(value: Any, change: Any) -> Any:
    """The same content with `change` applied to every value and every text inside it."""
    if isinstance(value, dict):
        return {key: everywhere(held, change) for key, held in value.items()}
    if isinstance(value, list):
        return [everywhere(held, change) for held in value]
    return change(value)
