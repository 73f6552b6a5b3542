"""Filled: canvases with many entries, put straight into their rooms, for pages and for measuring; always the same.

Entries are cards, spread evenly over the lists of a tool (a list that is asked of every side counts once for each).
Everything else has its answer, every text is there in each language, links point at real cards, also of other tools,
and a table has a cell for each of its rows in a few of its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitation import approvals, canvases, clock, contents, decisions, entries
from facilitation.approvals import Approval, Kept, Presentation
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.live import addresses, document, log
from facilitation.memberships import Membership
from tests.strategies import LANGUAGES, SIDES, full
from tools import every
from tools.canvas import Cards, Content, Day, Field, Grid, Link, LinkOrText, Text, Tool
from tools.content import FORMAT

COLUMNS = 5
"""Columns of a table that are filled in each row."""
WORDS = {
    "nl": "Wat hier staat is zo lang als de meeste mensen het schrijven op een kaart, nummer {}",
    "es": "Lo que está aquí es tan largo como lo que suele escribir la gente en una tarjeta, número {}",
}


def lists(tool: Tool) -> list[tuple[str, Cards, str]]:
    """Return (address, list, side) of each list of cards of a tool; the side is "" where all share one."""
    found = [(address, field) for address, field in tool.fields() if isinstance(field, Cards)]
    return [(address, each, side) for address, each in found for side in (SIDES if each.per_side else ("",))]


def ids(tool: Tool, address: str, side: str, entries_of_tool: int) -> list[str]:
    """Return the ids of the cards of one list when so many are spread over a tool."""
    every = lists(tool)
    place = next(at for at, (home, _, whose) in enumerate(every) if (home, whose) == (address, side))
    count = entries_of_tool // len(every) + (place < entries_of_tool % len(every))
    return [f"{tool.code.lower()}{place:02}{number:06}" for number in range(count)]


def content_of(tool: Tool, many: int) -> Content:
    """Return the content of a canvas with so many entries."""
    content = full(tool, LANGUAGES, SIDES)
    for address, field in tool.fields():
        section, name = address.split(".")
        if isinstance(field, Cards):
            made = {
                side: [_card(tool, field, many, key, n) for n, key in enumerate(ids(tool, address, side, many))]
                for home, _, side in lists(tool)
                if home == address
            }
            content[section][name] = made if field.per_side else made[""]
        elif isinstance(field, Grid) and (field.rows_of or field.columns_of):
            cell = next(iter(next(iter(content[section][name].values())).values()))
            rows = _targets(tool, field.rows_of, many) if field.rows_of else [key for key, _ in field.rows]
            columns = _targets(tool, field.columns_of, many) if field.columns_of else [key for key, _ in field.columns]
            content[section][name] = {row: dict.fromkeys(columns[:COLUMNS], cell) for row in rows}
        elif isinstance(field, Link | LinkOrText):
            content[section][name] = _linked(tool, field, many, 0)
    return content


def _card(tool: Tool, field: Cards, many: int, key: str, number: int) -> dict[str, Any]:
    like: dict[str, Any] = _example(tool, field)
    parts = {part.name: _part(tool, part, many, number, like.get(part.name)) for part in field.parts}
    return {"id": key} | parts


def _example(tool: Tool, field: Cards) -> dict[str, Any]:
    content = full(tool, LANGUAGES, SIDES)
    address = next(home for home, each in tool.fields() if each.name == field.name and isinstance(each, Cards))
    section, name = address.split(".")
    held = content[section][name]
    found: dict[str, Any] = (held[SIDES[0]] if field.per_side else held)[0]
    return found


def _part(tool: Tool, part: Field, many: int, number: int, like: Any) -> Any:
    match part:
        case Text():
            texts = {language: WORDS[language].format(number) for language in LANGUAGES}
            return dict.fromkeys(SIDES, texts) if part.per_side else texts
        case Link() | LinkOrText():
            linked = _linked(tool, part, many, number)
            return dict.fromkeys(SIDES, linked) if part.per_side else linked
        case Day():
            return f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return like


def _linked(tool: Tool, field: Link | LinkOrText, many: int, number: int) -> Any:
    targets = _targets(tool, field.to, many) if field.to else []
    found = [targets[number % len(targets)]] if targets else []
    return {"ids": found, "text": {}} if isinstance(field, LinkOrText) else found


def _targets(tool: Tool, to: str, many: int) -> list[str]:
    key, _, address = to.rpartition(":")
    of = next(each for each in every() if each.key == key) if key else tool
    return [id for home, _, side in lists(of) if home == address for id in ids(of, address, side, many)]


def write(db: Session, canvas: Canvas, held: Membership, content: Content, sides: Sequence[str]) -> None:
    """Put content on a canvas that is blank, each part in the room where it lives; the caller commits."""
    db.begin_writing()
    about = canvases.context(canvas)
    tool = next(each for each in every() if each.key == canvas.tool)
    for where in addresses.rooms(tool, about):
        doc = document.from_content(tool, sides, content, where)
        [room] = log.lock(db, [log.room(db, canvas.room_name(where), canvas.id)])
        log.append(db, room, [doc.get_update()], held.person_id)
        page = contents.catch_up(db, room)
        cards = [card.id for listed in page.sheet.cards.values() for card in listed]
        entries.enter(db, room, cards, held.person_id, held.side_id, page.seq)


def agree(db: Session, canvas: Canvas, coordinators: Sequence[Membership]) -> None:
    """Present a canvas and let these coordinators agree for their sides, whatever may stand in the way."""
    db.begin_writing()
    now = decisions.read(db, canvas)
    first = coordinators[0]
    rows: list[Kept] = [Presentation(canvas_id=canvas.id, side=first.side, person=first.person, at=clock.now())]
    for held in coordinators:
        told = {"on_behalf": approvals.CORE, "body": "", "kind": approvals.APPROVAL, "given_at": clock.now()}
        rows.append(Approval(canvas=canvas, side=held.side, person=held.person, role=held.role, **told))
    for row in rows:
        row.hash, row.form, row.written = now.fingerprint, FORMAT, now.written
        row.languages, row.base = list(now.context.languages), now.base
        if isinstance(row, Approval):
            row.sources = approvals.sources(db, now)
    db.add_all(rows)
    db.flush()
