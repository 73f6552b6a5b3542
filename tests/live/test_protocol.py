"""Protocol: frames are those of y-protocols, what is no frame is refused, and limits are counted."""

from __future__ import annotations

import contextlib
import json
from dataclasses import fields

import pycrdt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.config import Settings
from facilitation.data import data_dir
from facilitation.live import protocol
from facilitation.live.encoding import written
from facilitation.live.protocol import Bucket, Code, Limits, Malformed
from tests.live import node

MESSAGES = [
    (protocol.step1(b"\1\5\7"), protocol.Step1(b"\1\5\7")),
    (protocol.step2(b"\0\0"), protocol.Step2(b"\0\0")),
    (protocol.update(b"\0" * 300), protocol.Update(b"\0" * 300)),
    (protocol.awareness(b"\0"), protocol.Awareness(b"\0")),
    (protocol.ack(300), protocol.Ack(300)),
    (b"\3", protocol.QueryAwareness()),
]
STATES = [(5, 1, {"at": "topic.theme", "typing": True}), (4_000_000_000, 12, None), (7, 0, {"naam": "Íñigo 🌱"})]


# Frames.


@pytest.mark.parametrize(("frame", "message"), MESSAGES)
def test_a_frame_that_is_written_is_read_back(frame: bytes, message: protocol.Message) -> None:
    assert protocol.read(frame) == message


def test_frames_are_those_that_pycrdt_writes() -> None:
    doc: pycrdt.Doc[object] = pycrdt.Doc()
    doc.get("a", type=pycrdt.Text).insert(0, "woorden " * 50)
    assert protocol.step1(doc.get_state()) == pycrdt.create_sync_message(doc)
    assert protocol.update(doc.get_update()) == pycrdt.create_update_message(doc.get_update())
    assert protocol.step2(doc.get_update()) == pycrdt.handle_sync_message(protocol.step1(b"\0")[1:], doc)
    assert protocol.awareness(b"abc") == pycrdt.create_awareness_message(b"abc")


@pytest.mark.parametrize(("frame", "message"), MESSAGES)
def test_a_frame_that_ends_too_early_or_too_late_is_malformed(frame: bytes, message: protocol.Message) -> None:
    broken = [frame[:end] for end in range(len(frame))] + [frame + b"\0"]
    for each in broken:
        with pytest.raises(Malformed):
            protocol.read(each)


def test_two_messages_in_one_frame_are_malformed() -> None:
    with pytest.raises(Malformed):
        protocol.read(protocol.update(b"\0\0") + protocol.update(b"\0\0"))


@pytest.mark.parametrize("frame", [b"\2\0", b"\0\3\0", b"\4", b"\x88\1\1", b"\x81\0\0", b"\xff" * 9])
def test_messages_that_nobody_knows_are_malformed(frame: bytes) -> None:
    with pytest.raises(Malformed):
        protocol.read(frame)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=40))
def test_any_bytes_are_malformed_or_read(data: bytes) -> None:
    for reader in (protocol.read, protocol.unchannel, protocol.read_awareness):
        with contextlib.suppress(Malformed):
            reader(data)


@pytest.mark.parametrize("number", [0, 1, 127, 128, 40_000])
def test_a_frame_comes_out_of_the_channel_that_it_was_put_into(number: int) -> None:
    assert protocol.unchannel(protocol.channel(number, b"\0\1\0")) == (number, b"\0\1\0")


# Who is here.


def test_who_is_here_is_written_as_pages_write_it() -> None:
    script = """
    const here = new awareness.Awareness(new Y.Doc());
    awareness.applyAwarenessUpdate(here, bytes(given), 'told');
    const clients = [5, 7];
    answer([hex(awareness.encodeAwarenessUpdate(here, clients)), clients.map((each) => here.getStates().get(each))]);
    here.destroy();
    """
    told = [(5, 1, STATES[0][2]), (7, 3, STATES[2][2])]
    back, states = node.run(script, protocol.write_awareness(told).hex())
    assert (bytes.fromhex(back), states) == (protocol.write_awareness(told), [each for _, _, each in told])
    assert protocol.read_awareness(protocol.write_awareness(STATES)) == STATES


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"5",
        b"[]",
        b'"a"',
        b"{",
        b'{"a": NaN}',
        b'{"a": "\\ud800"}',
        b"\xff\xff",
        b'{"a":' * 5000 + b"1" + b"}" * 5000,
        b'{"a":' + b"1" * 5000 + b"}",
    ],
    ids=lambda said: said[:12].decode("latin-1"),
)
def test_what_a_page_says_of_itself_is_an_object_in_json(said: bytes) -> None:
    with pytest.raises(Malformed):
        protocol.read_awareness(b"\1\5\1" + written(len(said)) + said)


def test_one_frame_tells_of_a_limited_number_of_pages() -> None:
    states = [(client, 1, None) for client in range(9)]
    assert protocol.read_awareness(protocol.write_awareness(states), most=9) == states
    with pytest.raises(Malformed):
        protocol.read_awareness(protocol.write_awareness(states), most=8)


# Codes and limits.


def test_for_every_code_after_which_a_page_stops_it_has_a_sentence() -> None:
    said = (data_dir("templates") / "canvases" / "_live.html").read_text(encoding="utf-8")
    stops = [code for code in Code if not code.retry and code != Code.SIGN_IN]
    assert [code for code in stops if f'("refused-{code}", _(' not in said] == []


def test_the_limits_are_those_of_the_settings() -> None:
    chosen = {name.removeprefix("live_"): value for name, value in vars(Settings()).items() if name[:5] == "live_"}
    given = {each.name: each.default for each in fields(Limits) if f"live_{each.name}" in vars(Settings())}
    assert given == chosen


def test_a_bucket_lets_a_burst_through_and_then_its_rate() -> None:
    bucket = Bucket(rate=2, burst=3, now=100)
    assert [bucket.take(100) for _ in range(4)] == [True, True, True, False]
    assert [bucket.take(100.5), bucket.take(100.6), bucket.take(101.1)] == [True, False, True]
    assert [bucket.take(900) for _ in range(4)] == [True, True, True, False]


def test_a_bucket_gives_nothing_for_a_clock_that_goes_back() -> None:
    bucket = Bucket(rate=1, burst=1, now=100)
    assert [bucket.take(100), bucket.take(50), bucket.take(100.5), bucket.take(101)] == [True, False, False, True]


def test_states_are_written_without_waste() -> None:
    data = protocol.write_awareness([(5, 1, {"at": "é"})])
    assert data == b"\1\5\1\x0b" + json.dumps({"at": "é"}, ensure_ascii=False, separators=(",", ":")).encode()
