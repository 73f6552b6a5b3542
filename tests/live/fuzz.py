"""Fuzz: changes as a hostile page might send them, through reading, judging and applying. ``make fuzz`` runs 50,000.

Half of them are real changes with some bytes altered, half are well formed and make no sense: origins in another
text, maps inside words, deletions of what was never written. What the verdict calls OK must apply without a panic,
leave nothing waiting, touch no root that is not declared and leave a document that can still be read and changed.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pycrdt

from facilitation.live import document, log, structs, updates
from facilitation.live.encoding import written
from facilitation.live.ground import Ground

TEXTS = ("topic.theme@nl", "topic.theme@es", "sharpen.focus@nl")
HOMES = ("sharpen.questions",)
ROOTS = (*TEXTS, "values", *HOMES)
SAID = ("Op warme dagen ", "¿Cómo podemos? ", "🌱💧", "e\u0301", "👩🏽‍🌾", "a", "\n")


def declared(root: str, key: str | None) -> bool:
    """Say what the made-up tool of these tests declares."""
    return root in TEXTS if key is None else root.partition("/")[0] in ("values", *HOMES)


# A canvas that people have written on.


class Canvas:
    """A document with what three people wrote, every change that made it, and its encoded state."""

    def __init__(self, dice: random.Random, steps: int = 60) -> None:
        self.changes: list[bytes] = []
        self.docs: list[pycrdt.Doc[Any]] = [pycrdt.Doc(client_id=client) for client in (7, 300, 4_000_000_000)]
        for _ in range(steps):
            doc = dice.choice(self.docs)
            before = doc.get_state()
            edit(doc, dice)
            self.changes.append(doc.get_update(before))
            if dice.random() < 0.5:
                other = dice.choice(self.docs)
                other.apply_update(doc.get_update(other.get_state()))
        whole: pycrdt.Doc[Any] = pycrdt.Doc()
        for each in self.docs:
            whole.apply_update(each.get_update(whole.get_state()))
        self.whole = whole.get_update()
        self.state = updates.state(whole.get_state())
        self.ground = Ground.of(self.whole)

    def take(self, whole: bytes, parsed: structs.Parsed) -> None:
        """Go on with what a change made of it."""
        self.whole = whole
        self.state = updates.state(pycrdt.get_state(whole))
        self.ground.learn(parsed)

    def copy(self) -> pycrdt.Doc[Any]:
        """Return a document of one's own with everything."""
        doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=99)
        doc.apply_update(self.whole)
        return doc


def edit(doc: pycrdt.Doc[Any], dice: random.Random) -> None:
    """Do one thing that a person does on a canvas."""
    what = dice.random()
    if what < 0.5:
        said = doc.get(dice.choice(TEXTS), type=pycrdt.Text)
        signs = str(said)
        at = len(signs[: dice.randint(0, len(signs))].encode())
        said.insert(at, dice.choice(SAID))
    elif what < 0.7:
        said = doc.get(dice.choice(TEXTS), type=pycrdt.Text)
        signs = str(said)
        if signs:
            first = dice.randrange(len(signs))
            last = min(len(signs), first + dice.randint(1, 4))
            del said[len(signs[:first].encode()) : len(signs[:last].encode())]
    elif what < 0.85:
        key = dice.choice(("topic.scale", "topic.day"))
        doc.get("values", type=pycrdt.Map)[key] = {"value": dice.randint(0, 9), "id": "a1", "was": ""}
    else:
        cards = doc.get(HOMES[0], type=pycrdt.Map)
        here = sorted(cards.keys())
        if here and dice.random() < 0.8:
            part, value = dice.choice(("removed", "order", "kind")), dice.choice((True, "V", {"value": "x"}))
            cards[dice.choice(here)][part] = value
        else:
            document.put_card(doc, HOMES[0], f"{dice.getrandbits(48):012x}", "V")


# What a hostile page sends.


def altered(data: bytes, dice: random.Random, other: bytes) -> bytes:
    """Return a change with some of its bytes altered, taken out, doubled or replaced by those of another."""
    found = bytearray(data)
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        at = dice.randrange(len(found) + 1)
        what = dice.randrange(6)
        if what == 0 and at < len(found):
            found[at] ^= 1 << dice.randrange(8)
        elif what == 1 and at < len(found):
            found[at] = dice.choice((0, 1, 2, 7, 8, 10, 127, 128, 129, 192, 255, dice.randrange(256)))
        elif what == 2:
            del found[at : at + dice.randint(1, 3)]
        elif what == 3:
            found[at:at] = bytes(dice.randrange(256) for _ in range(dice.randint(1, 3)))
        elif what == 4:
            found[at : at + dice.randint(0, 6)] = written(
                dice.choice((0, 2**31 - 1, 2**32, 2**53, dice.getrandbits(20)))
            )
        else:
            start = dice.randrange(len(other) + 1)
            found[at : at + 8] = other[start : start + 8]
    return bytes(found)


def invented(canvas: Canvas, dice: random.Random) -> bytes:
    """Return a well-formed change that makes no sense."""
    known = canvas.state
    clients = dice.sample([*known, 5, 2**33], dice.choice((1, 1, 1, 2, 3)))
    parts = [written(len(clients))]
    reached = dict(known)
    for client in clients:
        start = known.get(client, 0)
        clock = max(0, start + dice.choice((0, 0, 0, 0, 0, 1, -1, -3, -dice.randint(0, start))))
        count = dice.choice((1, 1, 2, 3, 6))
        parts += (written(count), written(client), written(clock))
        for _ in range(count):
            length = _invent(parts, dice, reached, client, clock)
            clock += length
            reached[client] = max(reached.get(client, 0), clock)
    deleted = dice.sample([*reached], dice.choice((0, 0, 1, 2, len(reached))))
    parts.append(written(len(deleted)))
    for client in deleted:
        count = dice.choice((1, 1, 2, 4))
        parts += (written(client), written(count))
        for _ in range(count):
            clock = dice.randrange(reached[client] + 1)
            length = dice.choice((1, 1, 2, 3, max(1, reached[client] - clock)))
            parts += (written(clock), written(length))
    return b"".join(parts)


def _invent(parts: list[bytes], dice: random.Random, reached: dict[int, int], client: int, clock: int) -> int:
    def somewhere() -> bytes:
        near = client if dice.random() < 0.5 else dice.choice([*reached])
        upto = clock if near == client else reached[near]
        at = upto - 1 - dice.choice((0, 0, 1)) if dice.random() < 0.3 else dice.randrange(upto) if upto else 0
        return written(near) + written(max(0, at))

    kind = dice.choice((0, 1, 1, 4, 4, 4, 4, 7, 7, 8, 8, 8, 8, 10 if dice.random() < 0.1 else 8))
    if kind in (structs.GC, structs.SKIP):
        length = dice.choice((1, 2, 5))
        parts += (bytes((kind,)), written(length))
        return length
    origin, right, key = dice.random() < 0.5, dice.random() < 0.4, dice.random() < 0.5
    if not origin and not right and dice.random() < 0.9:
        key = kind in (structs.MAP, structs.ANY) or (kind == structs.DELETED and key)
    parts.append(bytes((kind | 0x80 * origin | 0x40 * right | 0x20 * key,)))
    parts += [somewhere() for _ in range(origin + right)]
    if not origin and not right:
        if dice.random() < 0.6 or (kind == structs.STRING and dice.random() < 0.8):
            root = dice.choice(ROOTS) if dice.random() < 0.95 else "elsewhere"
            parts.append(b"\1" + written(len(root)) + root.encode())
        else:
            parts.append(b"\0" + somewhere())
        if key:
            name = dice.choice(("order", "removed", "topic.scale", "aaaaaaaa", "dddddddd", "", "__proto__"))
            parts.append(written(len(name)) + name.encode())
    return _content(parts, dice, kind)


def _content(parts: list[bytes], dice: random.Random, kind: int) -> int:
    if kind == structs.STRING:
        said = dice.choice(SAID)
        parts.append(written(len(said.encode())) + said.encode())
        return len(said.encode("utf-16-le")) // 2
    if kind == structs.MAP:
        parts.append(b"\1")
        return 1
    length = dice.choice((1, 1, 2, 3))
    parts.append(written(length))
    if kind == structs.ANY:
        values = (b"\x7e", b"\x78", b"\x7d\x05", b"\x77\x01V", b"\x76\x01\x05value\x77\x01x", b"\x75\x00", b"\x7f")
        parts += [dice.choice(values) for _ in range(length)]
    return length


# What becomes of it.


def judged(canvas: Canvas, data: bytes, dice: random.Random) -> str:
    """Return what became of a change; what must never be begins with an exclamation mark.

    What begins with a tilde is a change that only a hostile page makes and that cannot be told from others: it says
    that a letter stands between two that are in the other order. Screens can show it in two ways until they are
    loaded again; nothing of others is lost by it.
    """
    try:
        parsed = updates.parse(data)
    except updates.Malformed:
        return "malformed"
    verdict = updates.check(parsed, canvas.state, declared, canvas.ground)
    if not verdict.ok:
        return verdict.judgement.value
    doc = canvas.copy()
    try:
        data = pycrdt.get_update(data, doc.get_state()) if verdict.again else data  # as a room does it
        updates.parse(data)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:
        return "malformed once cut"
    if not log.apply(doc, data):
        return "! panics"
    try:
        whole = doc.get_update()
        became = _checked(canvas, doc, data, verdict, dice)
        if became == "ok" and dice.random() < 0.3:
            canvas.take(whole, parsed)
        return became
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as problem:  # a panic is not an Exception
        return f"! cannot be used afterwards: {problem!r:.100}"


def _checked(canvas: Canvas, doc: pycrdt.Doc[Any], data: bytes, verdict: updates.Verdict, dice: random.Random) -> str:
    expected = canvas.state | {client: upto for client, (_, upto) in verdict.new.items()}
    if updates.state(doc.get_state()) != expected:
        return "! another state than foretold"
    if not pycrdt.get_update(data, doc.get_state()).startswith(b"\0"):
        return "! waits"
    if not set(doc.keys()) <= set(ROOTS):
        return "! an undeclared root"
    sheet = document.read(doc)
    json.dumps(sheet.texts | {"values": {k: v.value for k, v in sheet.values.items()}})
    again: pycrdt.Doc[Any] = pycrdt.Doc()
    again.apply_update(doc.get_update())
    if document.read(again) != sheet:
        return "~ read another way when loaded again"
    for _ in range(3):
        edit(doc, dice)
    again.apply_update(doc.get_update(again.get_state()))
    if document.read(again) != document.read(doc):
        return "~ grows apart"
    return "ok" if not verdict.nothing else "ok, nothing in it"


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep what a panic writes to the terminal away."""
    sys.stderr.flush()
    kept = os.dup(2)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def run(count: int, seed: int = 0) -> tuple[Counter[str], dict[str, bytes]]:
    """Try this many changes; return how many became what, and one example of each."""
    dice = random.Random(seed)
    found: Counter[str] = Counter()
    examples: dict[str, bytes] = {}
    canvas = Canvas(dice)
    for turn in range(count):
        if turn % 500 == 0:
            canvas = Canvas(dice)
        if turn % 2:
            data = altered(dice.choice(canvas.changes), dice, dice.choice(canvas.changes))
        else:
            data = invented(canvas, dice)
        became = judged(canvas, data, dice)
        found[became] += 1
        examples.setdefault(became, data)
    return found, examples


def main(arguments: Sequence[str]) -> int:
    """Run as a program: how many, and from which seed."""
    count = int(arguments[0]) if arguments else 50_000
    seed = int(arguments[1]) if len(arguments) > 1 else random.randrange(10**6)
    started = time.monotonic()
    with quiet():
        found, examples = run(count, seed)
    for became, number in found.most_common():
        print(f"{number:7} {became}{'  ' + examples[became].hex() if became.startswith('!') else ''}")
    print(f"{count} changes from seed {seed} in {time.monotonic() - started:.0f} s")
    return any(became.startswith("!") for became in found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
