"""Canvas wordings: one text of a canvas as the page of its earlier wordings shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitation.canvases import CanvasView
from facilitation.errors import NotFound
from facilitation.live.addresses import Place, resolve
from facilitation.live.differences import operations
from facilitation.views.canvas_words import label_of
from facilitation.wordings import Wording
from tools.canvas import Cards, LinkOrText, Text

Run = tuple[str, str]
"""("", words) that stayed, ("ins", words) that came, ("del", words) that went."""


class Asked:
    """A text at an address in one language; NotFound when the tool has no text there for this reader."""

    def __init__(self, view: CanvasView, address: str, language: str) -> None:
        self.view, self.address, self.language = view, address, language
        try:
            self.place: Place = resolve(view.tool, [side.key for side in view.context.sides], address)
        except KeyError:
            raise NotFound from None
        if not isinstance(self.place.field, Text | LinkOrText) or language not in view.context.languages:
            raise NotFound

    @property
    def home(self) -> str:
        """Return the address of the field that the text belongs to."""
        return self.place.home

    @property
    def label(self) -> str:
        """Return what is asked there, in the reader's language."""
        own = label_of(self.view, self.place.field, self.place.side)
        whole = label_of(self.view, self.place.declared, self.place.side)
        return f"{whole} {own}" if isinstance(self.place.declared, Cards) else own

    @property
    def writable(self) -> bool:
        """Return whether the reader may put a wording back."""
        return self.view.may_write(self.address)

    def tabs(self, link: Callable[[str], str]) -> list[tuple[str, str, bool]]:
        """Return (language, link, whether it is this one) for each language of the partnership."""
        return [(code, link(code), code == self.language) for code in self.view.context.languages]


def marked(wordings: Sequence[Wording]) -> list[tuple[Wording, list[Run]]]:
    """Return each wording with what changed in it since the one before."""
    olds = [*(each.text for each in wordings[1:]), ""]
    return [(each, difference(old, each.text)) for each, old in zip(wordings, olds, strict=False)]


def difference(old: str, new: str) -> list[Run]:
    """Return the new text word by word, with the words that went between those that stayed."""
    runs: list[Run] = []
    at = 0
    for change in operations(old, new):
        runs += [("", old[at : change.start]), ("del", old[change.start : change.stop]), ("ins", change.put)]
        at = change.stop
    return [run for run in (*runs, ("", old[at:])) if run[1]]
