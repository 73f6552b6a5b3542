"""Whoever stops reading is let go: nobody waits for them, and what waits for them does not grow."""

from __future__ import annotations

import pycrdt

from facilitation.access import Role
from tests.live.conftest import Joins, Village
from tests.live.sockets import Socket

TEXT = "topic.theme@nl"
STALLED = 20
PIECE = 900_000


def test_twenty_readers_who_stall_are_let_go_while_the_others_receive_everything(village: Village, join: Joins) -> None:
    ana, juan = join("brasschaat"), join("tarija")
    hub = village.house.process.hub
    sides = ["brasschaat", "tarija", "nimlahakok"]
    roles = [Role.OBSERVER, Role.MEMBER, Role.FACILITATOR, Role.INTERPRETER, Role.TRANSLATOR]
    stalled = [
        Socket(village.house, village.token(sides[place % 3], roles[place % 5]), village.room).ready()
        for place in range(STALLED)
    ]
    assert len(hub.guests) == STALLED + 2
    written, most = 0, 0
    while len(hub.guests) > 2 and written < 200:
        sign = "abcdefghijklmnopqrstuvwxyz"[written % 26]
        with ana.doc.transaction():
            ana.doc.get(TEXT, type=pycrdt.Text).clear()
            ana.write(TEXT, sign * PIECE)
        written += 1
        assert ana.saved()
        assert juan.until(lambda: juan.text(TEXT)[-1:] == sign)  # noqa: B023
        most = max(most, *(getattr(guest, "line").socket.waiting for guest in [*hub.guests]))  # noqa: B009
    limit = village.house.process.wire.limits.outbox_bytes
    assert (len(hub.guests), most <= limit + PIECE + 100) == (2, True)
    assert (juan.text(TEXT) == ana.text(TEXT), juan.code, ana.code) == (True, None, None)
    for each in stalled:
        each.drop()
