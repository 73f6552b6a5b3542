"""Attacks on a room: what a participant of bad will sends, and that nobody else notices."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import pycrdt
import pytest

from facilitation import joining
from facilitation.live import document, protocol, room, sheets, updates
from facilitation.live.addresses import Where
from facilitation.live.encoding import written
from facilitation.live.ground import MOST_LOOSE, Ground
from facilitation.live.presence import MOST_OF_ONE, Presence
from facilitation.live.protocol import Code
from facilitation.live.room import Room
from tests import made_up_tool
from tests.live.conftest import Village
from tests.live.peers import Line, declared
from tests.live.test_room import THEME, line, refused, typed

CARDS = "topic.symptoms"
CARD = "0123456789ab"


def letters(clients: Iterable[int], name: str = THEME) -> bytes:
    """Return a forged update: one letter of each client, each at the start of a text that they say is empty."""
    root = name.encode()
    held = [written(1) + written(each) + b"\0\4\1" + written(len(root)) + root + b"\1x" for each in clients]
    return written(len(held)) + b"".join(held) + b"\0"


def put(where: Room, sender: Line, data: bytes) -> Code | None:
    """Send an update and commit it; return the code with which it is refused."""
    code = refused(where, sender, protocol.update(data))
    if code is None:
        changed = [each for each in where.hand_over() if each.data is not None]
        where.settle(where.seq + len(changed))
    return code


def card(client: int, id: str = CARD, home: str = CARDS, **values: Any) -> bytes:
    """Return the update of somebody who puts a card."""
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=client)
    doc.get(home, type=pycrdt.Map)[id] = pycrdt.Map({document.ORDER: "V", document.REMOVED: False, **values})
    return doc.get_update()


def test_nobody_fills_a_document_with_client_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    where, ana, juan = Room("canvas/1.1", declared), line(1), line(2)
    assert put(where, ana, letters(range(10, 10 + room.MOST_CLIENTS + 1))) is Code.LARGE
    assert put(where, ana, letters(range(10, 10 + room.MOST_CLIENTS))) is None
    monkeypatch.setattr(room, "MOST_CLIENTS_OF_ONE", room.MOST_CLIENTS)
    assert put(where, ana, typed(9_001, "nog een")) is Code.LARGE
    assert put(where, ana, typed(10, "verder", where.committed.get_update())) is None
    assert put(where, juan, typed(9_002, "Hola ")) is None


def test_a_document_with_more_client_ids_than_a_page_may_tell_of_can_still_be_opened() -> None:
    doc: pycrdt.Doc[Any] = pycrdt.Doc()
    for start in range(0, 60_000, 1_000):  # each in a text of its own, so that they need not be compared
        doc.apply_update(letters(range(start + 1, start + 1_001), f"topic.{start}@nl"))
    opened = Room("canvas/1.1", declared, doc)
    assert len(opened.known) == 60_000
    assert put(opened, line(1), typed(70_000, "Hola")) is None


def test_what_every_reader_would_have_to_compare_with_everything_is_not_taken() -> None:
    ground = Ground()
    ground.learn(updates.parse(letters(range(1, MOST_LOOSE))))
    known = dict.fromkeys(range(1, MOST_LOOSE), 1)
    one, more = updates.parse(letters([70_000])), updates.parse(letters([70_000, 70_001]))
    assert updates.check(one, known, declared, ground).ok
    assert not updates.check(more, known, declared, ground).ok
    other = updates.parse(letters([70_000, 70_001], "topic.other@nl"))
    assert updates.check(other, known, declared, ground).ok


def test_typing_on_is_never_too_much() -> None:
    where, ana = Room("canvas/1.1", declared), line(1)
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=7)
    text = doc.get(THEME, type=pycrdt.Text)
    assert where._grounded() is not None
    for letter in "Hoe kunnen we samen meer schaduw maken?":
        before = doc.get_state()
        text += letter
        assert put(where, ana, doc.get_update(before)) is None
    assert where._ground is not None
    assert sum(where._ground._loose.values()) == 1


def test_a_list_has_a_limited_number_of_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_CARDS", 3)
    where, ana = Room("canvas/1.1", declared), line(1)
    assert [put(where, ana, card(10 + each, f"{each:012}")) for each in range(4)] == [None, None, None, Code.LARGE]
    assert put(where, ana, typed(10, "verder")) is Code.INVALID
    assert put(where, ana, card(20, home="topic.other")) is None


def test_nobody_puts_another_card_in_the_place_of_one_that_is_there() -> None:
    where, ana, juan = Room("canvas/1.1", declared), line(1), line(2)
    assert put(where, ana, card(10, text="van Ana")) is None
    assert put(where, juan, card(99, text="van Juan")) is Code.INVALID
    assert where.committed.get(CARDS, type=pycrdt.Map).to_py()[CARD]["text"] == "van Ana"


def test_a_document_that_is_full_can_be_made_lighter(monkeypatch: pytest.MonkeyPatch) -> None:
    where, ana = Room("canvas/1.1", declared), line(1)
    assert put(where, ana, typed(7, "Te veel woorden")) is None
    monkeypatch.setattr(room, "HEAVIEST", len(where.whole()))
    assert put(where, ana, typed(8, "meer")) is Code.LARGE
    doc: pycrdt.Doc[Any] = pycrdt.Doc()
    doc.apply_update(where.whole())
    before = doc.get_state()
    del doc.get(THEME, type=pycrdt.Text)[0:3]
    assert put(where, ana, doc.get_update(before)) is None
    assert str(where.committed.get(THEME, type=pycrdt.Text)) == "veel woorden"


def test_twenty_of_many_answers_are_shown_beside_each_other() -> None:
    sheet = sheets.Sheet()
    sheet.put("topic.scale", [sheets.Value(number, f"a{number:05}", "") for number in range(10_000)])
    assert len(sheet.standing("topic.scale")) == sheets.MOST_BESIDE


def test_one_page_is_present_a_few_times_at_most_and_takes_nobodys_place() -> None:
    present, ana, juan = Presence({}), line(1), line(2)
    present.take(juan, protocol.write_awareness([(5, 1, {"at": "topic.theme"})]))
    present.take(ana, protocol.write_awareness([(client, 1, {}) for client in range(1, 800)]))
    assert sorted(present.states) == [1, 2, 3, 4, 5][: MOST_OF_ONE + 1]
    assert present.states[5].peer is juan
    assert len(present.owners) == MOST_OF_ONE + 1
    present.forget(ana)
    present.changed()
    assert sorted(present.states) == [5]


def test_who_is_in_another_process_keeps_their_place() -> None:
    present, ana = Presence({}), line(1)
    told = {"at": "topic.theme", "typing": False, "person": {"id": 2}}
    present.hear([(5, 1, told)], 0.0)
    present.take(ana, protocol.write_awareness([(5, 2, {"at": "topic.theme"}), (6, 1, None)]))
    assert ({5: told}, {}) == ({client: held.said for client, held in present.states.items()}, present.owners)


def test_only_what_a_card_has_can_be_written_on_it(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.get", lambda key: made_up_tool.TOOL)
    with village.house.factory() as db:
        allowed = joining.declared(db, village.world.canvas.id, Where())
    home = f"garden.plants/{CARD}"
    told = {
        key: allowed(home, key)
        for key in ("order", "removed", "colour", "colour#a1", "colour#" + "x" * 65, "what", "love.tarija", "elsewhere")
    }
    assert [key for key, fine in told.items() if fine] == ["order", "removed", "colour", "colour#a1"]
    assert not allowed("garden.plants", f"{CARD}#a1")
    where, ana = Room("canvas/1.1", allowed), line(1)
    assert put(where, ana, card(10, home="garden.plants")) is None
    forged = {"value": 3, "id": "a1", "was": None}
    assert put(where, ana, card(11, "abcdefabcdef", "garden.plants", **{"love.tarija#a1": forged})) is Code.INVALID
    assert put(where, ana, card(12, "abcdefabcdef", "garden.plants", **{"colour#a1": forged})) is None


def test_an_update_of_fifty_thousand_pieces_is_judged_within_moments() -> None:
    where, ana = Room("canvas/1.1", declared), line(1)
    root = THEME.encode()
    piece = b"\4\1" + written(len(root)) + root + b"\1x"
    data = b"\1" + written(50_000) + b"\7\0" + piece * 50_000 + b"\0"
    began = time.thread_time()
    assert refused(where, ana, protocol.update(data)) is Code.INVALID
    assert time.thread_time() - began < 5
