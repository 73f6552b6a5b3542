"""Ground: what cannot stand where it wants to is refused in a room, and what people do is not."""

from __future__ import annotations

import random
from types import SimpleNamespace

import pycrdt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.live import protocol, updates
from facilitation.live.ground import Ground
from facilitation.live.protocol import Code
from facilitation.live.room import Refused, Room
from tests.live import fuzz
from tests.live.peers import Line

THEME = fuzz.TEXTS[0]
HALVES = b"\0\1\5\1\1\1"
"""A deletion of the second half of the emoji that client 5 typed first."""


def planted() -> bytes:
    """Return the change of client 5, who types an emoji."""
    doc: pycrdt.Doc[object] = pycrdt.Doc(client_id=5)
    doc.get(THEME, type=pycrdt.Text).insert(0, "🌱")
    return doc.get_update()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32).map(random.Random))
def test_the_ground_of_a_whole_document_goes_on_with_what_people_do(dice: random.Random) -> None:
    canvas = fuzz.Canvas(dice, steps=25)
    learnt = Ground()
    learnt.learn(updates.parse(canvas.whole))
    assert vars(learnt) == vars(Ground.of(canvas.whole))
    for doc in canvas.docs:
        doc.apply_update(canvas.whole)
        before = updates.state(doc.get_state())
        fuzz.edit(doc, dice)
        change = updates.parse(doc.get_update(updates.encode_state(before)))
        assert updates.check(change, before, fuzz.declared, learnt).ok
        learnt.learn(change)
        for other in canvas.docs:
            other.apply_update(doc.get_update())
        canvas.whole = doc.get_update()


def test_half_an_emoji_is_deleted_by_nobody() -> None:
    room = Room("canvas/1.1", fuzz.declared)
    ana, juan = Line(1), Line(2)
    room.receive(ana, protocol.update(planted()))
    with pytest.raises(Refused) as refused:
        room.receive(juan, protocol.update(HALVES))
    assert refused.value.code is Code.INVALID
    room.receive(juan, protocol.update(b"\0\1\5\1\0\2"))
    assert len(room.hand_over()) == 2


def test_what_was_committed_elsewhere_is_shown_whatever_it_is() -> None:
    room = Room("canvas/1.1", fuzz.declared)
    juan = Line(2)
    room.join(juan)
    juan.down.clear()
    older: pycrdt.Doc[object] = pycrdt.Doc(client_id=9)
    older.get("pages", type=pycrdt.Array).append("a list, as no field of ours is kept")
    room.learn([SimpleNamespace(seq=1, data=older.get_update(), person_id=None)])
    assert (room.seq, len(juan.down)) == (1, 1)
    room.receive(juan, protocol.update(planted()))
    assert len(room.hand_over()) == 1
