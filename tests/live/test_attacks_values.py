"""Attacks with values: whatever a Yjs client puts where something is declared, the pages of everybody go on working."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pycrdt
import pytest

import tools
from facilitation import alone_rounds, canvases, clock, contents, database, drafts, entries, joining
from facilitation.access import Role
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.live import document, log, protocol, sheets
from facilitation.live.addresses import Where
from facilitation.live.room import Room
from facilitation.memberships import Membership
from tests import made_up_tool, makers
from tests.live.peers import Line
from tests.table import Table, lay
from tools.canvas import Cards, Field, Grid, LinkOrText, Text, Tool

__all__ = ["lay"]

NUMBERS: list[Any] = [99, -5, 2**53 - 1, 1 - 2**53, 1e308, -1e308, 5e-324, 0.1, True, False, None, "1e400", "١٢"]
WORDS: list[Any] = ["", "x" * 50_000, "nowhere", "\u202e", "<b>", "'\"", "2026-13-45", "0000-00-00", "9999-12-31"]
NESTED: list[Any] = [[], ["nowhere"], ["yes", "yes"], [1, [2]], [None], {}, {"x": 1e308, "y": -1}, {"ids": [1]}]
TEXTS = ["x" * 20_000, "<script>", "\u202e", "🌱" * 10, "  \n", "\x07\x1b]8;;", "=1+1", "a\u0301" * 50]
ORDERS: list[Any] = ["V", "~", "", "é", "V" * 5_000, "0", "z0", 3, None, {}]
GONE: list[Any] = [False, False, False, "x", None, 0, []]


class Hostile:
    """Somebody who puts anything anywhere in a room where the tool declares something."""

    def __init__(self, dice: random.Random, tool: Tool, allowed: Callable[[str, str | None], bool]) -> None:
        self.dice, self.tool, self.allowed = dice, tool, allowed
        self.doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=document.new_client())

    def fill(self, sides: list[str], languages: list[str]) -> bytes:
        """Return an update with something at every address of the room."""
        for address, field in self.tool.fields():
            for home in [f"{address}.{side}" for side in sides] if field.per_side else [address]:
                self._field(home, field, sides, languages)
        return self.doc.get_update()

    def _field(self, home: str, field: Field, sides: list[str], languages: list[str]) -> None:
        if isinstance(field, Grid):
            for row, _ in field.rows:
                self._value(home, f"{row}/{field.columns[0][0]}")
        elif isinstance(field, Cards):
            for _ in range(4):
                self._card(home, field, sides, languages)
            self._value(document.VALUES, f"{home}.none")
        else:
            self._said(home, field, languages)
            self._value(document.VALUES, home)

    def _card(self, home: str, field: Cards, sides: list[str], languages: list[str]) -> None:
        card = document.new_id()
        if not self.allowed(home, card):
            return
        held: Any = pycrdt.Map({"order": self.dice.choice(ORDERS), "removed": self.dice.choice(GONE)})
        self.doc.get(home, type=pycrdt.Map)[card] = held
        for part in field.parts:
            for key in [f"{part.name}.{side}" for side in sides] if part.per_side else [part.name]:
                self._said(f"{home}/{card}/{key}", part, languages)
                self._value(document.VALUES, f"{home}/{card}/{key}")
                if self.allowed(f"{home}/{card}", key):
                    self._put(held, key)

    def _said(self, address: str, field: Field, languages: list[str]) -> None:
        for language in languages:
            root = f"{address}@{language}"
            if isinstance(field, Text | LinkOrText) and self.allowed(root, None):
                self.doc.get(root, type=pycrdt.Text).insert(0, self.dice.choice(TEXTS))

    def _value(self, root: str, key: str) -> None:
        if self.allowed(root, key):
            self._put(self.doc.get(root, type=pycrdt.Map), key)

    def _put(self, held: Any, key: str) -> None:
        for _ in range(self.dice.choice([1, 1, 3])):
            id = document.new_id()
            value = self.dice.choice([*NUMBERS, *WORDS, *NESTED])
            held[f"{key}#{id}"] = {"value": value, "id": self.dice.choice([id, id, 5]), "was": self.dice.choice(NESTED)}


def put(db: Session, canvas: Canvas, where: Where, member: Membership, dice: random.Random) -> sheets.Sheet:
    """Let a hostile member fill a room; every change is one that a line takes."""
    about, allowed = canvases.context(canvas), joining.declared(db, canvas.id, where)
    sides = [side.key for side in about.sides]
    whole = Hostile(dice, tools.get(canvas.tool), allowed).fill(sides, [*about.languages])
    live = Room(canvas.room_name(where), allowed)
    assert live.receive(Line(member.person_id, {}), protocol.step2(whole))
    row = log.room(db, canvas.room_name(where), canvas.id)
    seq = log.append(db, row, [whole], member.person_id)
    sheet = document.read(live.ahead)
    entries.record(db, row, sheets.Sheet(), sheet, member.person_id, member.side_id, seq)
    return sheet


@pytest.fixture(params=[0, 1, 2])
def dice(request: pytest.FixtureRequest) -> random.Random:
    """Give chance that is the same each time."""
    return random.Random(request.param)


@pytest.mark.parametrize("tool", [tools.TOOLS[0], made_up_tool.TOOL], ids=lambda tool: tool.key)
def test_pages_forms_and_openings_go_on_whatever_stands_in_the_rooms(
    lay: Callable[..., Table], tool: Tool, dice: random.Random
) -> None:
    table = lay(tool)
    factory = table.app.extensions["tandem.factory"]
    with database.writing(factory) as db:
        canvas = db.get_one(Canvas, table.canvas.id)
        member = db.get_one(Membership, table.world.of("brasschaat").id)
        lead = db.get_one(Membership, table.world.of("tarija", Role.FACILITATOR).id)
        for address in alone_rounds.lists(canvas):
            alone_rounds.start(db, canvas, lead.person, lead, address)
        own = canvases.personal(canvas, member)
        for where in [*canvases.readable(canvas, member), *([own] if own else [])]:
            put(db, canvas, where, member, dice)
    with factory() as db:
        texts = [(row.address, row.language) for row in db.query(contents.FieldText)]
    for side, role in (("brasschaat", Role.MEMBER), ("tarija", Role.OBSERVER), ("", Role.FACILITATOR)):
        here = table.visitor(side, role)
        paths = ["", "/now", *(f"/earlier?field={at}&language={language}" for at, language in texts[::9])]
        answers = {path: here.get(table.address + path).status_code for path in paths}
        assert {path: code for path, code in answers.items() if code not in (200, 404)} == {}
        assert (answers[""], answers["/now"], here.get("/search?q=script").status_code) == (200, 200, 200)
    here = table.visitor()
    codes = {}
    for verb in ("save", "add", "up", "down", "remove", "restore", "use", "share"):
        form = table.form(here)
        for do in [each.value for each in form.controls if each.name == "do" and each.value.startswith(verb)][:1]:
            codes[do] = form.send(here, do).status_code
    assert set(codes.values()) <= {200, 303}, codes
    with database.writing(factory) as db:
        canvas = db.get_one(Canvas, table.canvas.id)
        for address, round in alone_rounds.running(db, canvas).items():
            again = db.get_one(Membership, lead.id)
            alone_rounds.announce(db, canvas, again.person, again, address)
            round.opens_at = clock.now()
    with database.writing(factory) as db:
        drafts.open_due(db)
    with factory() as db:
        assert alone_rounds.running(db, db.get_one(Canvas, table.canvas.id)) == {}
    assert here.get(table.address).status_code == 200


def test_both_databases_keep_whatever_stands_in_a_room(db: Session, dice: random.Random) -> None:
    made = makers.world(db)
    db.begin_writing()
    member = made.of("brasschaat")
    sheet = put(db, made.canvas, Where(), member, dice)
    sheet.texts["topic.theme"]["nl"] = "🌱x" * 500_000
    db.commit()
    room = db.query(log.Room).one()
    assert contents.keep(db, room.id, sheet, room.last_seq)
    db.commit()
    assert contents.fresh(db, room).sheet.as_json() == sheets.Sheet.of_json(sheet.as_json()).as_json()
