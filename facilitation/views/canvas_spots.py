"""Canvas spots: where on the page of a canvas what is noticed stands: beside which box or card, in which question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitation.canvases import CanvasView
from facilitation.views.canvas_boxes import anchor
from facilitation.views.canvas_forms import held, homes
from tools.canvas import Cards, Finding


def spot(view: CanvasView, at: str) -> str:
    """Return the address of the box or card that an address, or the id of an entry, stands in."""
    home, _, inside = at.removesuffix(".none").partition("/")
    if "." not in home:
        return next((f"{address}/{at}" for address, ids in _ids(view) if at in ids), at)
    section, name = home.split(".")[:2]
    try:
        is_card = bool(inside) and isinstance(view.tool.field(f"{section}.{name}"), Cards)
    except KeyError:
        return home
    return f"{home}/{inside.split('/')[0]}" if is_card else home


def _ids(view: CanvasView) -> list[tuple[str, list[str]]]:
    return [
        (address, [str(card["id"]) for card in held(view, address, side) or []])
        for address, each, side in homes(view.tool, view.context)
        if isinstance(each, Cards)
    ]


def beside(view: CanvasView, found: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Return the findings by the address that they stand beside."""
    beside: dict[str, list[Finding]] = {}
    for each in found:
        if each.at:
            beside.setdefault(spot(view, each.at[0]), []).append(each)
    return beside


def placed(view: CanvasView, found: Finding, numbers: Mapping[str, int]) -> tuple[Finding, int, str]:
    """Return a finding with the number of its question and the link to it."""
    place = spot(view, found.at[0]) if found.at else ""
    return found, numbers.get(place.split(".")[0], 0), f"#{anchor(place)}" if place else ""
