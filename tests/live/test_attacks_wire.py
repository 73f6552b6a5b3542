"""Attacks on the wire: who asks, sends or opens without end is let go, and the others go on writing meanwhile."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from websockets.exceptions import InvalidStatus

from facilitation.access import Role
from facilitation.live import protocol, updates, wire
from facilitation.live.protocol import Bucket, Code
from tests.live.conftest import Joins, Village
from tests.live.sockets import Socket, status
from tests.live.test_attacks_live import letters
from tests.live.test_wire import OTHER, THEME, kept
from tests.visitors import COOKIE

FLOODS = {
    "questions what is there": protocol.step1(updates.encode_state({5: 1})),
    "questions for everything": protocol.step1(b"\0"),
    "long lists of what is known": protocol.step1(updates.encode_state(dict.fromkeys(range(1, 20_000), 1))),
    "questions who is here": bytes([protocol.QUERY_AWARENESS]),
    "presence": protocol.awareness(protocol.write_awareness([(client, 1, {}) for client in range(1, 700)])),
    "pages that are gone": protocol.awareness(protocol.write_awareness([(each, 1, None) for each in range(1, 500)])),
}


@pytest.mark.parametrize("what", FLOODS)
def test_a_flood_of_a_reader_ends_their_line_and_no_other(
    village: Village, join: Joins, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(village.house.process.wire, "limits", protocol.Limits(work_burst=1))
    ana, bad = join("brasschaat"), join("tarija", role=Role.OBSERVER)
    ana.write(THEME, "Water")
    sent = 0
    while bad.code is None and sent < 4_000:
        bad.send(FLOODS[what])
        sent += 1
        if sent % 100 == 0:
            bad.take(0)
    assert bad.ended() in (Code.FAST, Code.SLOW)
    ana.write(THEME, " op school")
    assert (ana.saved(), ana.code, kept(village)) == (True, None, "Water op school")
    assert len(ana.bytes) < 100_000


def test_pings_without_end_end_the_line(village: Village, join: Joins) -> None:
    bad = join("tarija", path=village.page)
    for _ in range(4_000):
        if bad.code is None:
            bad.line.send('{"ping": true}')
    assert bad.ended() in (Code.FAST, Code.SLOW, 1006)


def test_a_person_uses_a_limited_time_of_the_process_however_many_pages_they_have_open(
    village: Village, join: Joins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(village.house.process.wire, "limits", protocol.Limits(work_per_second=0, work_burst=0.2))
    his, hers = village.token("tarija"), village.token("brasschaat")  # signed in before the server is kept busy
    lines = [join("tarija") for _ in range(3)]
    for number in range(60):
        bad = lines[number % 3]
        bad.send(protocol.update(letters(range(number * 150 + 1, number * 150 + 150), OTHER)))
    assert [line.ended() for line in lines] == [Code.FAST] * 3
    with pytest.raises(InvalidStatus, match="429"):
        Socket(village.house, his, village.room)
    with Socket(village.house, hers, village.room) as ana:
        ana.ready().write(THEME, "Water")
        assert (ana.saved(), kept(village)) == (True, "Water")


def test_what_was_spent_comes_back() -> None:
    bucket = Bucket(rate=0.5, burst=2)
    bucket.spend(3)
    assert [bucket.take(now, 0) for now in (0, 1, 2, 3)] == [False, False, True, True]


def test_nobody_has_more_lines_than_allowed_by_opening_them_at_the_same_moment(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "LINES_OF_ONE", 4)
    token = village.token()

    def opened(_number: int) -> Socket | None:
        try:
            return Socket(village.house, token, village.room)
        except InvalidStatus:
            return None

    with ThreadPoolExecutor(16) as many:
        lines = [line for line in many.map(opened, range(16)) if line]
    assert len(lines) == 4
    for line in lines:
        line.close()


def test_a_hundred_strangers_at_the_door_keep_nobody_waiting(village: Village, join: Joins) -> None:
    ana = join("brasschaat")

    def knock(_number: int) -> int:
        try:
            Socket(village.house, "nobody", village.room).close()
        except InvalidStatus as refused:
            return refused.response.status_code
        return 101

    with ThreadPoolExecutor(20) as many:
        began = time.monotonic()
        answers = many.map(knock, range(100))
        ana.write(THEME, "Water")
        assert ana.saved()
        waited = time.monotonic() - began
        assert set(answers) == {401}
    assert waited < 5


def by_hand(village: Village, token: str) -> socket.socket:
    """Return a line that is opened by hand, whose end nobody reads."""
    port = int(village.house.address.rpartition(":")[2])
    line = socket.socket()
    line.settimeout(20)
    line.connect(("127.0.0.1", port))
    asked = [
        f"GET /live/{village.room} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        f"Cookie: {COOKIE}={token}",
    ]
    line.sendall("\r\n".join([*asked, "", ""]).encode())
    assert line.recv(12) == b"HTTP/1.1 101"
    return line


def test_who_pings_without_end_is_cut_off(village: Village, join: Joins) -> None:
    ana = join("brasschaat")
    pings = (b"\x89\xfd\0\0\0\0" + b"x" * 125) * 500

    def ping() -> None:
        for _ in range(2_000):  # 130 MB at most
            bad.sendall(pings)

    with by_hand(village, village.token("tarija")) as bad, pytest.raises(ConnectionError):
        ping()
    ana.write(THEME, "Water")
    assert (ana.saved(), kept(village)) == (True, "Water")


def test_who_is_refused_at_the_door_leaves_nothing_in_the_log(
    village: Village, caplog: pytest.LogCaptureFixture
) -> None:
    paths = [village.room, village.page, "canvas/99.1", "x"]
    assert [status(village.house, "nobody", path) for path in paths] == [401, 401, 401, 404]
    assert [record for record in caplog.records if record.levelname in ("ERROR", "WARNING")] == []
