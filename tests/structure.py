"""Structure: what a screen reader goes by on a page, and what it would stumble over."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser


class Structure(HTMLParser):
    """What a screen reader goes by: ids, labels, and what controls refer to; not what waits in a template."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.links: list[str] = []
        self.labelled: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self.depth_of_label = 0
        self.feed(re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element is called and what it points at."""
        said = dict(attrs)
        if said.get("id"):
            self.ids.append(said["id"] or "")
        for name in ("aria-describedby", "aria-labelledby", "form"):
            self.targets += (said.get(name) or "").split()
        if (said.get("href") or "").startswith("#"):
            self.links.append((said["href"] or "")[1:])
        if tag == "label":
            self.depth_of_label += 1
            if said.get("for"):
                self.targets.append(said["for"] or "")
                self.labelled.add(said["for"] or "")
        if tag in ("input", "select", "textarea") and said.get("type") != "hidden":
            self.controls.append({**said, "inside": "yes" if self.depth_of_label else None})

    def handle_endtag(self, tag: str) -> None:
        """Leave a label."""
        self.depth_of_label -= tag == "label"


def faults_of(page: str) -> list[str]:
    """Return what a screen reader would stumble over."""
    found = Structure(page)
    faults = [f"two elements are called {each}" for each, count in Counter(found.ids).items() if count > 1]
    faults += [f"nothing is called {each}" for each in (*found.targets, *found.links) if each not in found.ids]
    return faults + [
        f"no label for {control.get('name')}"
        for control in found.controls
        if not control["inside"] and control.get("id") not in found.labelled and not control.get("aria-label")
    ]
