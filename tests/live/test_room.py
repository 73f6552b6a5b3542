"""The room: takes what is sound, refuses the rest, and is shaken by nothing."""

from __future__ import annotations

import random
from typing import Any

import pycrdt
import pytest

from facilitation.live import protocol
from facilitation.live.protocol import Code
from facilitation.live.room import Refused, Room, ground_of
from tests.live.peers import Device, Line, Table, declared, held

THEME = "topic.theme@nl"


def line(person: int, **more: Any) -> Line:
    """Return a line of somebody."""
    return Line(person, {"id": person}, **more)


def typed(client: int, words: str, onto: bytes = b"") -> bytes:
    """Return the update of somebody who types words."""
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=client)
    if onto:
        doc.apply_update(onto)
    before = doc.get_state()
    doc.get(THEME, type=pycrdt.Text).insert(0, words)
    return doc.get_update(before)


def refused(room: Room, sender: Line, frame: bytes) -> Code | None:
    """Return the code with which a frame is refused."""
    try:
        room.receive(sender, frame)
    except Refused as error:
        return error.code
    return None


def test_nothing_is_shown_or_acknowledged_before_it_is_committed() -> None:
    room = Room("canvas/1.1", declared)
    ana, juan = line(1), line(2)
    room.join(ana)
    room.join(juan)
    juan.down.clear()
    ana.down.clear()
    room.receive(ana, protocol.update(typed(5, "Water")))
    late = line(3)
    room.join(late, fresh=True)
    assert (ana.down, juan.down, protocol.read(late.down[1])) == ([], [], protocol.Step2(b"\0\0"))
    room.hand_over()
    room.settle(1)
    assert (ana.down, len(juan.down), room.seq) == ([protocol.ack(1)], 1, 1)
    assert [protocol.read(frame) for frame in late.down[2:]] == [protocol.read(frame) for frame in juan.down]


def test_who_did_not_ask_for_acknowledgements_hears_of_none() -> None:
    room = Room("canvas/1.1", declared)
    stock = line(1, acks=False)
    room.join(stock)
    room.receive(stock, protocol.update(typed(5, "Water")))
    room.hand_over()
    room.settle(1)
    assert [protocol.read(frame) for frame in stock.down] == [protocol.Step1(b"\0")]


def test_a_message_that_changes_nothing_is_acknowledged_in_its_turn_and_not_kept() -> None:
    room = Room("canvas/1.1", declared)
    ana = line(1)
    room.join(ana)
    update = typed(5, "Water")
    room.receive(ana, protocol.update(update))
    room.receive(ana, protocol.step2(update))
    assert [each.data is None for each in room.queue] == [False, True]
    room.hand_over()
    room.settle(1)
    assert ana.down[1:] == [protocol.ack(2)]


def test_a_writer_who_is_refused_at_the_commit_takes_nobody_with_them() -> None:
    room = Room("canvas/1.1", declared)
    ana, juan = line(1), line(2)
    room.join(ana)
    room.join(juan)
    room.receive(ana, protocol.update(typed(5, "Ana ")))
    room.receive(juan, protocol.update(typed(6, "Juan ")))
    arrived = room.hand_over()
    assert room.start_anew([arrived[0]]) == [arrived[0]]
    room.settle(1)
    assert str(room.committed.get(THEME, type=pycrdt.Text)) == "Juan "
    assert str(room.ahead.get(THEME, type=pycrdt.Text)) == "Juan "


def test_what_builds_on_what_was_refused_is_refused_too() -> None:
    room = Room("canvas/1.1", declared)
    ana = line(1)
    room.join(ana)
    first = typed(5, "een")
    room.receive(ana, protocol.update(first))
    room.receive(ana, protocol.update(typed(5, "twee ", first)))
    arrived = room.hand_over()
    assert room.start_anew(arrived[:1]) == arrived
    assert (room.underway, room.known) == ([], {})


def test_a_document_that_would_outgrow_everybody_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitation.live.room.HEAVIEST", 10_000)
    room = Room("canvas/1.1", declared)
    ana = Device("a", 1)
    sender = line(1)
    for number in range(10):
        ana.doc.get(THEME, type=pycrdt.Text).clear()
        before = ana.doc.get_state()
        ana.doc.get(THEME, type=pycrdt.Text).insert(0, f"{number}" * 4_000)
        assert refused(room, sender, protocol.update(ana.doc.get_update(before))) is None
        room.hand_over()
        room.settle(room.seq + 1)
    before = ana.doc.get_state()
    ana.doc.get(THEME, type=pycrdt.Text).insert(0, "x" * 9_000)
    assert refused(room, sender, protocol.update(ana.doc.get_update(before))) is Code.LARGE
    assert (len(str(room.ahead.get(THEME, type=pycrdt.Text))), room.queue) == (4_000, [])


def test_a_hole_in_what_others_wrote_is_not_passed() -> None:
    class Row:
        person_id = 9

        def __init__(self, seq: int, data: bytes) -> None:
            self.seq, self.data = seq, data

    room = Room("canvas/1.1", declared)
    room.learn([Row(1, typed(7, "een")), Row(3, typed(8, "drie"))])
    assert (room.seq, str(room.committed.get(THEME, type=pycrdt.Text)), room.owners) == (1, "een", {7: 9})


@pytest.mark.parametrize("writes", [True, False])
def test_ten_thousand_hostile_frames_change_nothing_and_the_others_notice_nothing(
    writes: bool, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(11)
    ana = Device("a", 1)
    table = Table([ana])
    table.connect(ana)
    ana.type_in(THEME, "Schaduw en water 🌳", chance)
    table.calm_down()
    room, before = table.room, held(table.room.committed)
    ana.doc.get(THEME, type=pycrdt.Text).insert(0, "x")
    good = [*(ana.line.up if ana.line else []), protocol.update(typed(77, "y")), protocol.step1(b"\0")]
    ana.line = None
    good += [protocol.step2(ana.doc.get_update()), protocol.awareness(b"\1\1\1\2{}"), b"\3"]
    codes: set[Code | None] = set()
    for _ in range(5_000):
        frame = bytearray(chance.choice(good))
        for _ in range(chance.randint(1, 5)):
            place = chance.randrange(len(frame) + 1)
            frame[place : place + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 4))
        codes.add(refused(room, line(66, writes=writes), bytes(frame)))
        room.queue.clear()
        if held(room.ahead) != before:
            room.start_anew()
    assert codes <= {None, Code.INVALID, Code.GAP, Code.FORBIDDEN}
    assert (held(room.committed), caplog.records) == (before, [])
    if not writes:
        assert (held(room.ahead), codes) == (before, {None, Code.INVALID, Code.GAP, Code.FORBIDDEN})


def test_what_a_thread_found_out_about_a_document_counts_only_for_that_document() -> None:
    whole = typed(5, "w" * 30_000)
    doc: pycrdt.Doc[Any] = pycrdt.Doc()
    doc.apply_update(whole)
    room = Room("canvas/1.1", declared, doc, 1, {5: 1})
    known, ground = dict(room.known), ground_of(whole)
    assert (room.needs_ground, ground is None) == (True, False)
    room.receive(line(1), protocol.update(typed(6, "later")))
    assert (room.needs_ground, room.stand_on(ground, known)) == (False, False)
