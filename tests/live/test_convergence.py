"""Whatever lines lose, repeat and put out of order: everybody ends with the same words, none lost and none twice."""

from __future__ import annotations

import random

import pycrdt
import pytest

from facilitation.live import document, orders
from tests.live.peers import Device, Table, held

ROUNDS = 500
TEXTS = ("topic.theme@nl", "topic.theme@es", "topic.symptoms/0123456789ab/text@es")


def sign(person: int, number: int) -> str:
    """Return a sign that is written once only, so that nothing can come between its halves."""
    return chr((0x4E00, 0x1F300, 0x20000)[person - 1] + number)


def act(device: Device, chance: random.Random, number: int) -> None:
    """Let somebody do something: write, take own letters away, put a card, move one, take one away."""
    kind = chance.random()
    cards: pycrdt.Map[pycrdt.Map[object]] = device.doc.get("topic.symptoms", type=pycrdt.Map)
    if kind < 0.7:
        device.type_in(chance.choice(TEXTS), sign(device.person_id, number), chance)
    elif kind < 0.85 or not len(cards):
        card = f"{device.name}{number:011d}".lower()
        cards[card] = pycrdt.Map({document.ORDER: orders.between("", ""), document.REMOVED: False})
        device.written.append(f"card {card}")
    else:
        card = chance.choice(sorted(cards))
        place: pycrdt.Map[object] = cards[card]
        if chance.random() < 0.5:
            place[document.ORDER] = orders.between(str(place[document.ORDER]), "")
        else:
            place[document.REMOVED] = not place[document.REMOVED]


def play(seed: int) -> tuple[Table, list[Device]]:
    """Let two or three people, each of another side, write over bad lines."""
    chance = random.Random(seed)
    devices = [Device(name, place) for place, name in enumerate(("a", "b", "c")[: 2 + seed % 2], 1)]
    table = Table(devices)
    for number in range(80):
        device = chance.choice(devices)
        step = chance.random()
        if device.line is None:
            if step < 0.4:
                table.connect(device)
            else:
                act(device, chance, number)
        elif step < 0.4:
            act(device, chance, number)
        elif step < 0.5:
            table.cut(device)
            if chance.random() < 0.3:  # the page is opened again, with what the device kept
                device.open_again(device.doc.get_update())
        elif step < 0.7 and device.line.up:
            bad = chance.random()
            place = chance.randrange(len(device.line.up)) if bad < 0.3 else 0
            table.carry_up(device, place, again=0.3 <= bad < 0.5)
        elif step < 0.9 and device.line.down:
            table.carry_down(device)
        else:
            table.commit()
    table.calm_down()
    return table, devices


@pytest.mark.parametrize("part", range(5))
def test_everybody_ends_with_the_same_and_no_word_is_lost_or_there_twice(part: int) -> None:
    for seed in range(part, ROUNDS, 5):
        table, devices = play(seed)
        there = held(table.kept())
        assert [held(device.doc) for device in devices] == [there for _ in devices], seed
        words = "".join(text for texts in there["texts"].values() for text in texts.values())
        cards = [card.id for held_here in there["cards"].values() for card in held_here]
        for device in devices:
            for written in device.written:
                count = cards.count(written[5:]) if written.startswith("card ") else words.count(written)
                assert (written, count) == (written, 1), seed
            assert device.waiting == 0, seed


def test_who_was_acknowledged_is_in_the_log_at_every_moment() -> None:
    for seed in range(60):
        chance = random.Random(seed)
        device = Device("a", 1)
        table = Table([device])
        table.connect(device)
        seen = 0
        for number in range(30):
            device.type_in(TEXTS[0], sign(1, number), chance)
            while device.line and device.line.up and chance.random() < 0.8:
                table.carry_up(device)
            if chance.random() < 0.4:
                table.commit()
            while device.line and device.line.down:
                table.carry_down(device)
            if device.waiting == 0:
                kept = str(table.kept().get(TEXTS[0], type=pycrdt.Text))
                assert sorted(kept) == sorted(device.written), seed
                seen += 1
        assert seen, seed
