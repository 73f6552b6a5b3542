"""Markup: the elements of a page as a tree, to ask what stands where; what waits in a template is part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "meta", "link", "br", "path", "circle", "img", "hr"}


@dataclass
class Element:
    """One element: its tag, what it says of itself, and what it holds."""

    tag: str
    said: dict[str, str]
    held: list[Element | str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Return its id, "" without one."""
        return self.said.get("id", "")

    @property
    def inside(self) -> list[Element]:
        """Return the elements directly in it."""
        return [each for each in self.held if isinstance(each, Element)]

    @property
    def words(self) -> str:
        """Return what stands in it, on one line."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for each in self.held:
            yield from (each,) if isinstance(each, str) else each._words()

    def all(self, *names: str, under: str = "") -> list[Element]:
        """Return everything in it that says something under each of these names, and does not lie in an `under`."""
        found: list[Element] = []
        for each in self.inside:
            if under and under in each.said:
                continue
            if all(name in each.said for name in names):
                found.append(each)
            found += each.all(*names, under=under)
        return found

    def tagged(self, *tags: str) -> list[Element]:
        """Return everything in it with one of these tags."""
        return [each for each in self.all() if each.tag in tags]

    def one(self, id: str) -> Element:
        """Return the element with an id, or fail: there has to be exactly one."""
        (found,) = [each for each in self.all("id") if each.id == id]
        return found


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.path = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.path[-1].held.append(element)
        if tag not in VOID:
            self.path.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in [each.tag for each in self.path[1:]]:
            while self.path.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.path[-1].held.append(data)


def tree(page: str) -> Element:
    """Return the root of a page or of a piece of one."""
    reader = _Tree()
    reader.feed(page)
    reader.close()
    return reader.path[0]
