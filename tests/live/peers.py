"""Peers in memory: devices that write in one room over lines that lose, repeat and delay what they carry.

The room is the real one; its log is a list. A device works as a Yjs client does: what it changes it sends, what it did
not see acknowledged it sends again when its line is back, and it asks for what it lacks.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import pycrdt

from facilitation.live import document, protocol
from facilitation.live.protocol import Code
from facilitation.live.room import Refused, Room

LANGUAGES = ("nl", "es")


@dataclass(eq=False)
class Line:
    """A line of a device, as the room sees it: what is on its way up and down."""

    person_id: int
    who: dict[str, Any] = field(default_factory=dict)
    writes: bool = True
    acks: bool = True
    up: list[bytes] = field(default_factory=list)
    down: list[bytes] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)

    def send(self, frame: bytes) -> None:
        """Put a frame on the way down."""
        self.down.append(frame)

    answer = send

    def leave(self, code: Code) -> None:
        """Note why the line was ended."""
        self.codes.append(code)


@dataclass(eq=False)
class Device:
    """Somebody's open page: a document of its own, and a line to the room that may be cut."""

    name: str
    person_id: int
    doc: pycrdt.Doc[Any] = field(init=False)
    line: Line | None = None
    written: list[str] = field(default_factory=list)
    waiting: int = 0

    def __post_init__(self) -> None:
        self.open_again()

    def open_again(self, keep: bytes = b"") -> None:
        """Open the page anew: another client id, with what the device kept."""
        self.doc = pycrdt.Doc(client_id=document.new_client())
        if keep:
            self.doc.apply_update(keep)
        self._subscription = self.doc.observe(self._changed)
        self._remote = False

    def _changed(self, event: Any) -> None:
        if not self._remote and self.line is not None:
            self.line.up.append(protocol.update(event.update))
            self.waiting += 1

    def hear(self, frame: bytes) -> None:
        """Take what came down the line."""
        match protocol.read(frame):
            case protocol.Step1(state) if self.line is not None:
                missing = self.doc.get_update(state)
                if missing != b"\0\0":
                    self.line.up.append(protocol.step2(missing))
                    self.waiting += 1
            case protocol.Step2(data) | protocol.Update(data):
                self._remote = True
                self.doc.apply_update(data)
                self._remote = False
            case protocol.Ack(count):
                self.waiting -= count
                assert self.waiting >= 0

    def text(self, name: str) -> pycrdt.Text:
        """Return a text of the document."""
        found: pycrdt.Text = self.doc.get(name, type=pycrdt.Text)
        return found

    def type_in(self, name: str, words: str, chance: random.Random) -> None:
        """Write words somewhere between the signs that stand there."""
        text = self.text(name)
        held = str(text)
        at = chance.randint(0, len(held))
        text.insert(len(held[:at].encode()), words)
        self.written.append(words)


class Table:
    """A room with devices round it, and a log in which every commit lands."""

    def __init__(self, devices: list[Device]) -> None:
        self.devices = devices
        self.log: list[bytes] = []
        self.room = Room("canvas/1.1", declared)

    def connect(self, device: Device) -> None:
        """Give a device a line: both tell each other what they have."""
        device.line, device.waiting = Line(device.person_id, {"id": device.person_id, "name": device.name}), 0
        self.room.join(device.line)
        device.line.up.append(protocol.step1(device.doc.get_state()))

    def cut(self, device: Device) -> None:
        """Take the line away, with all that was on it."""
        if device.line is not None:
            self.room.leave(device.line)
        device.line = None

    def carry_up(self, device: Device, place: int = 0, again: bool = False) -> None:
        """Bring one message to the room; who is refused for a gap comes back, as a page does."""
        assert device.line is not None
        frame = device.line.up[place] if again else device.line.up.pop(place)
        device.waiting += again and frame[:2] != b"\0\0"
        try:
            self.room.receive(device.line, frame)
        except Refused as refused:
            if refused.code is not Code.GAP:
                raise
            self.cut(device)
            self.connect(device)

    def carry_down(self, device: Device) -> None:
        """Bring one message to a device."""
        assert device.line is not None
        device.hear(device.line.down.pop(0))

    def commit(self) -> None:
        """Commit what waits."""
        arrived = self.room.hand_over()
        changed = [each.data for each in arrived if each.data is not None]
        self.log += changed
        self.room.settle(self.room.seq + len(changed))

    def calm_down(self) -> None:
        """Give everybody a line and carry everything until nothing moves."""
        for device in self.devices:
            if device.line is None:
                self.connect(device)
        moving = True
        while moving:
            moving = False
            for device in self.devices:
                while device.line is not None and device.line.up:
                    self.carry_up(device)
                    moving = True
                self.commit()
            for device in self.devices:
                while device.line is not None and device.line.down:
                    self.carry_down(device)
                    moving = True

    def kept(self) -> pycrdt.Doc[Any]:
        """Return the document that the log holds."""
        doc: pycrdt.Doc[Any] = pycrdt.Doc()
        for data in self.log:
            doc.apply_update(data)
        return doc


def declared(root: str, key: str | None) -> bool:
    """Everything is declared that the devices write."""
    return root.startswith(("topic.", "values"))


def held(doc: pycrdt.Doc[Any]) -> dict[str, Any]:
    """Return what a document holds, to compare."""
    sheet = document.read(doc)
    return sheet.as_json()
