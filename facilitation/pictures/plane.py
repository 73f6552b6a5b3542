"""Plane: the two axes of a picture, and the labels that look for a free place between its marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitation.pictures.axes import Axis
from facilitation.pictures.lettering import LEADING, escaped, label, lines, width
from facilitation.pictures.marks import Patterns

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass
class Wish:
    """A label that wants to stand near a mark: around which box, in which order of places, and its words in full.

    One that is `put` stands exactly there, also on bars and marks, unless other words stand there already.
    """

    box: Box
    places: Sequence[str]
    text: str
    put: bool = False


@dataclass
class Plane:
    """What every trace is drawn on: two axes, the layout, patterns, and the places taken by marks and by words."""

    x: Axis
    y: Axis
    layout: Mapping[str, Any]
    patterns: Patterns
    room: Box
    taken: list[Box] = field(default_factory=list)
    said: list[Box] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Return where the plane begins at the top."""
        return min(self.y.start, self.y.end)

    @property
    def bottom(self) -> float:
        """Return where the plane ends at the bottom."""
        return max(self.y.start, self.y.end)

    def labels(self) -> str:
        """Return every label at the first place where it hides nothing; one without such a place stays in the table."""
        return "".join(self._placed(wish) for wish in self.wishes)

    def _placed(self, wish: Wish) -> str:
        for most, room in ((2, 110.0), (2, 74.0), (1, 60.0)):
            said, _ = lines(wish.text, room, most)
            for place in wish.places if said else ():
                box = _beside(wish.box, place, max(map(width, said)), len(said) * LEADING - 3)
                if self._free(box, wish.put):
                    self.said.append(box)
                    anchor = {"left": "e", "right": ""}.get(place, "m")
                    x = {"left": box[2], "right": box[0]}.get(place, (box[0] + box[2]) / 2)
                    return label(x, box[1] + 10.5, said, anchor, "f-n")
        return ""

    def _free(self, box: Box, put: bool) -> bool:
        left, top, right, bottom = self.room
        inside = box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom
        return inside and not any(_meet(box, other) for other in (self.said if put else [*self.said, *self.taken]))


def title(text: object) -> str:
    """Return what is shown when somebody points at a mark, ready for markup; "" for nothing."""
    said = "" if text is None else str(text).replace("<br>", " ")
    return escaped(said)


def each(value: Any, count: int) -> list[Any]:
    """Return one value for each of so many points: a list as it is, anything else for all of them."""
    held = list(value) if isinstance(value, (list, tuple)) else [value] * count
    return held + [None] * (count - len(held))


def _beside(box: Box, place: str, wide: float, high: float) -> Box:
    """Return the box of a label of this size above, below, left or right of another, or in its middle."""
    middle, centre = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if place in ("left", "right"):
        left = box[0] - 3 - wide if place == "left" else box[2] + 3
        return (left, centre - high / 2, left + wide, centre + high / 2)
    top = {"top": box[1] - 2 - high, "bottom": box[3] + 2}.get(place, centre - high / 2)
    return (middle - wide / 2, top, middle + wide / 2, top + high)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
