"""Tool: one instrument of the method, and what it notices and asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tools.canvas.context import Context
from tools.canvas.fields import LEVELS, STOP, Content, Field, Section

if TYPE_CHECKING:
    from tools.papers import Paper
    from tools.pictures import Drawn


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something the method notices in the content: a hint, never a verdict.

    `code` as in the method ("T1-4"), `level` one of `LEVELS`, `sentence` an `N_` sentence with
    ``{named}`` values from `values`, `at` the addresses or entry ids it points at, first one first.
    `by_words` marks a guess from the words used. Values that are place names or people's words are
    passed in `values` untranslated.
    """

    code: str
    level: str
    sentence: str
    at: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    by_words: bool = False

    @property
    def key(self) -> str:
        """Return what a person dismisses: the code together with the places it points at."""
        return self.code + "@" + ",".join(self.at)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing the light set asks for: where, an `N_` sentence with ``{names}``, and whether it is there."""

    at: str
    label: str
    done: bool
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Tool:
    """One instrument of the method: a declaration plus pure functions of (content, context).

    `slug` is its place in an address, `code` its number in the method ("T1"), `line` the one line of
    help ("30 minutes, who, how"). `findings` returns all findings, most serious first. `steps` returns
    what the light set asks for, in order. `picture` returns the data of the picture in words that
    ``templates/canvases/pictures/<key>.html`` draws; `figures` returns the pictures with axes (`tools.pictures`).
    `reads` are the keys of the tools of the same project whose content it looks at; a project has one canvas of a tool,
    or any number when it is `many` (encounters), each called by what stands at the address `called`. `papers` are the
    prints that it has beside its questions (`tools.papers`).
    """

    key: str
    slug: str
    code: str
    title: str
    purpose: str
    line: str
    sections: tuple[Section, ...]
    findings: Callable[[Content, Context], list[Finding]]
    steps: Callable[[Content, Context], list[Step]]
    picture: Callable[[Content, Context], dict[str, Any]] | None = None
    figures: Callable[[Content, Context, Callable[[str], str]], list[Drawn]] | None = None
    reads: tuple[str, ...] = ()
    many: bool = False
    called: str = ""
    papers: tuple[Paper, ...] = ()

    def fields(self) -> Iterator[tuple[str, Field]]:
        """Yield (address, field) for every field, in reading order; the deep flag of a section is passed on."""
        for section in self.sections:
            for each in section.fields:
                deeper = section.deep and not each.deep
                yield f"{section.name}.{each.name}", replace(each, deep=True) if deeper else each

    def field(self, address: str) -> Field:
        """Return the field declared at ``section.field``; KeyError when the tool declares none there."""
        for known, each in self.fields():
            if known == address:
                return each
        raise KeyError(address)


def field_address(address: str) -> str:
    """Return the ``section.field`` that an address inside it belongs to: without card, part, side or mark."""
    return ".".join(address.split("/")[0].split(".")[:2])


def noticed(tool: Tool, content: Content, context: Context) -> list[Finding]:
    """Return what the method notices, most serious first and guesses last; silent about a deep set not opened."""
    deep = {address for address, each in tool.fields() if each.deep}
    heard = [
        found
        for found in tool.findings(content, context)
        if context.deep_opened or not found.at or field_address(found.at[0]) not in deep
    ]
    return sorted(heard, key=lambda found: (LEVELS.index(found.level), found.by_words))


def shown(found: Iterable[Finding], dismissed: Collection[str] = (), limit: int = 3) -> list[Finding]:
    """Return the findings to show at once: those whose key nobody dismissed, `limit` at most; a STOP always stays."""
    return [each for each in found if each.level == STOP or each.key not in dismissed][:limit]


def agreeable(tool: Tool, content: Content, context: Context) -> bool:
    """Return whether nothing stands in the way of an agreement: no STOP and every light step done."""
    return is_ready(noticed(tool, content, context), tool.steps(content, context))


def is_ready(found: Iterable[Finding], steps: Iterable[Step]) -> bool:
    """Return whether, of what was noticed and asked for, nothing stands in the way of an agreement."""
    return not any(each.level == STOP for each in found) and all(step.done for step in steps)
