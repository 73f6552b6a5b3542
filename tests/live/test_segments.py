"""Segments: a room that is opened from what was kept of it holds, letter for letter, what its log says."""

from __future__ import annotations

import itertools
import logging
import random
from collections.abc import Sequence
from typing import Any

import pycrdt
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import orm

from facilitation import contents, database
from facilitation.database import Session, writing
from facilitation.live import document, log, segments, updates
from facilitation.live.log import Room, Update
from facilitation.live.segments import EVERY, HEAVIEST, Segment
from tests import makers

NAMES = ("topic.theme@nl", "topic.theme@es", "people.affected/card0000000/group@nl")


class Writers:
    """People who write in one document, each with a copy that hears of the others now and then."""

    def __init__(self, chance: random.Random, people: int = 3) -> None:
        self.chance = chance
        self.docs: list[pycrdt.Doc[Any]] = [pycrdt.Doc(client_id=chance.getrandbits(32)) for _ in range(people)]
        self.unheard: list[list[bytes]] = [[] for _ in self.docs]
        self.made: list[bytes] = []

    def write(self, count: int) -> list[bytes]:
        """Return the updates of so many edits: letters put in and taken out, values, cards and their order."""
        start = len(self.made)
        for _ in range(count):
            who = self.chance.randrange(len(self.docs))
            doc = self.docs[who]
            if self.chance.random() < 0.2:
                for update in self.unheard[who]:
                    doc.apply_update(update)
                self.unheard[who].clear()
            told: list[bytes] = []
            subscription = doc.observe(lambda event, told=told: told.append(event.update))
            while not told:
                with doc.transaction():
                    self._edit(doc)
            doc.unobserve(subscription)
            self.made.append(told[-1])
            for other, waiting in enumerate(self.unheard):
                if other != who:
                    waiting.append(told[-1])
        return self.made[start:]

    def _edit(self, doc: pycrdt.Doc[Any]) -> None:
        kind = self.chance.random()
        if kind < 0.8:
            text = doc.get(self.chance.choice(NAMES), type=pycrdt.Text)
            length = len(str(text))
            place = self.chance.randrange(length + 1)
            if kind < 0.2 and length > place:
                del text[place : min(length, place + self.chance.randrange(1, 4))]
            else:
                text.insert(place, self.chance.choice("abcdefgh "))
        elif kind < 0.9:
            values = doc.get("values", type=pycrdt.Map)
            held = list(values.keys())
            if held and kind < 0.83:
                del values[self.chance.choice(held)]
            else:
                number = self.chance.randrange(6)
                values[f"frame.room#{self.chance.randrange(9)}"] = {"value": number, "id": f"v{number}", "was": None}
        else:
            cards = doc.get("topic.symptoms", type=pycrdt.Map)
            card = f"card000000{self.chance.randrange(9)}"
            if card in cards:
                cards[card]["removed"] = kind < 0.95
            else:
                cards[card] = pycrdt.Map({"order": f"{self.chance.randrange(1, 9)}", "removed": False})


def typed(count: int, clients: int = 1) -> list[bytes]:
    """Return the updates of somebody who types one letter after the other."""
    found: list[bytes] = []
    docs: list[pycrdt.Doc[Any]] = [pycrdt.Doc(client_id=7 + number) for number in range(clients)]
    for number in range(count):
        doc = docs[number * clients // count]
        state = doc.get_state()
        text = doc.get(f"topic.theme@w{doc.client_id}", type=pycrdt.Text)
        text += "een mens "[number % 9]
        found.append(doc.get_update(state))
    return found


@pytest.fixture
def room(db: Session) -> Room:
    """Open a room in which nobody wrote."""
    db.begin_writing()
    found = log.room(db, "canvas/1.1", 1)
    db.commit()
    return found


def put(db: Session, room: Room, updates: Sequence[bytes]) -> None:
    """Write updates into the log of a room."""
    db.begin_writing()
    log.append(db, room, updates, None)
    db.commit()


def ranges(db: Session) -> list[tuple[int, int]]:
    """Return the first and last seq of all segments."""
    return [
        (first, last)
        for first, last in db.execute(sa.select(Segment.first_seq, Segment.last_seq).order_by(Segment.first_seq))
    ]


def of_rows(updates: Sequence[bytes]) -> pycrdt.Doc[Any]:
    """Return the document that updates make, one by one."""
    doc: pycrdt.Doc[Any] = pycrdt.Doc()
    for update in updates:
        doc.apply_update(update)
    return doc


def same(one: pycrdt.Doc[Any], other: pycrdt.Doc[Any]) -> bool:
    """Return whether two documents hold the same, for readers and for those who go on writing."""
    states = [updates.state(each.get_state()) for each in (one, other)]
    return document.read(one) == document.read(other) and states[0] == states[1]


def test_a_segment_is_made_for_each_thousand_updates_and_not_before(db: Session, room: Room) -> None:
    put(db, room, typed(EVERY - 1))
    assert (segments.store(db, room, room.last_seq), ranges(db)) == (False, [])
    put(db, room, typed(1, clients=1))
    assert (segments.store(db, room, room.last_seq), ranges(db)) == (True, [(1, EVERY)])
    assert segments.store(db, room, room.last_seq) is False


def test_when_a_room_empties_what_is_there_is_kept_and_grows_with_the_next_time(db: Session, room: Room) -> None:
    updates = typed(90)
    for start in (0, 30, 60):
        put(db, room, updates[start : start + 30])
        assert segments.store(db, room, room.last_seq, force=True) is True
        assert ranges(db) == [(1, start + 30)]
    assert segments.store(db, room, room.last_seq, force=True) is False
    assert same(log.load(db, room).doc, of_rows(updates))


def test_what_was_typed_one_letter_after_the_other_is_kept_as_one_piece(db: Session, room: Room) -> None:
    put(db, room, typed(3 * EVERY))
    assert segments.store(db, room, room.last_seq) is True
    [(_, _, kept)] = segments.kept(db, room.id, room.last_seq)
    assert len(kept) < 3 * EVERY + 50 < sum(len(row.data) for row in log.rows(db, room.id)) / 3


def test_segments_stay_light_and_few(lite_db: Session) -> None:
    db, made = lite_db, Writers(random.Random(3))
    db.begin_writing()
    room = log.room(db, "canvas/1.1", 1)
    for _ in range(8):
        put(db, room, made.write(EVERY))
        segments.store(db, room, room.last_seq)
    held = segments.kept(db, room.id, room.last_seq)
    weights = [len(each.data) for each in held]
    assert max(weights) <= HEAVIEST
    assert all(one + other > HEAVIEST / 2 for one, other in itertools.pairwise(weights))
    assert segments.end(held) == room.last_seq
    assert same(log.load(db, room).doc, of_rows(made.made))


@settings(max_examples=40)
@given(
    seed=st.integers(0, 2**32),
    heaviest=st.sampled_from((1, 400, HEAVIEST)),
    steps=st.lists(st.integers(1, 40), min_size=1, max_size=6),
)
def test_whatever_was_written_is_read_from_segments_as_from_rows(
    empty_file: Any, tmp_path_factory: pytest.TempPathFactory, seed: int, heaviest: int, steps: list[int]
) -> None:
    path = tmp_path_factory.mktemp("one") / "tandem.sqlite"
    path.write_bytes(empty_file.read_bytes())
    engine = database.connect(f"sqlite:///{path}")
    people = Writers(random.Random(seed))
    with database.session_factory(engine)() as db, pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "HEAVIEST", heaviest)
        db.begin_writing()
        room = log.room(db, "canvas/1.1", 1)
        for step in steps:
            put(db, room, people.write(step))
            due = people.chance.random() < 0.8
            assert segments.store(db, room, room.last_seq, force=due) is due
            assert same(log.load(db, room).doc, of_rows(people.made))
        for upto in {1, len(people.made) // 2, len(people.made)}:
            assert same(log.load(db, room, upto).doc, of_rows(people.made[:upto]))
        found = segments.kept(db, room.id, room.last_seq)
        again: pycrdt.Doc[Any] = pycrdt.Doc()
        for each in (*reversed(found), *found):  # what came too early is taken when it comes again
            again.apply_update(each.data)
        assert same(again, of_rows(people.made[: segments.end(found)]))
        assert log.doubtful(db) == []
    engine.dispose()


def test_a_room_can_be_opened_piece_by_piece(db: Session, room: Room) -> None:
    updates = typed(EVERY + 3)
    put(db, room, updates)
    segments.store(db, room, EVERY)
    assert [seq for seq, _ in log.pieces(db, room)] == [EVERY, EVERY + 1, EVERY + 2, EVERY + 3]
    assert [seq for seq, _ in log.pieces(db, room, upto=EVERY + 1)] == [EVERY, EVERY + 1]
    assert [seq for seq, _ in log.pieces(db, room, upto=EVERY - 1)] == list(range(1, EVERY))
    assert list(log.pieces(db, room, cached=False)) == list(enumerate(updates, 1))
    assert same(of_rows([data for _, data in log.pieces(db, room)]), of_rows(updates))


def test_a_segment_that_cannot_be_used_is_left_aside_and_the_rows_are_read(
    db: Session, room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    updates = typed(60)
    put(db, room, updates[:50])
    segments.store(db, room, 50, force=True)
    db.begin_writing()
    db.execute(sa.update(Segment).values(data=b"\x01\x01\xff\xff\xff\xff"))
    db.commit()
    put(db, room, updates[50:])
    with caplog.at_level(logging.CRITICAL, "facilitation.live"):
        loaded = log.load(db, room)
        assert (loaded.seq, loaded.unreadable, same(loaded.doc, of_rows(updates))) == (60, (), True)
        assert log.doubtful(db) == [("canvas/1.1", 0, "cache")]
        assert segments.store(db, room, 60, force=True) is True  # and the next time it is made anew
    assert (ranges(db), log.doubtful(db)) == ([(1, 60)], [])


@pytest.mark.parametrize("broken", [b"\x01\x01\xff\xff\xff\xff", b"\xff" * 40])
def test_nothing_is_kept_of_what_comes_behind_a_row_that_cannot_be_read(db: Session, room: Room, broken: bytes) -> None:
    updates = typed(40)
    put(db, room, [*updates[:20], broken, *updates[20:]])
    assert segments.store(db, room, room.last_seq, force=True) is True
    assert ranges(db) == [(1, 20)]
    loaded = log.load(db, room)
    assert (loaded.seq, loaded.unreadable, same(loaded.doc, of_rows(updates))) == (41, (21,), True)
    assert log.doubtful(db) == [("canvas/1.1", 21, "unreadable")]
    assert segments.store(db, room, room.last_seq, force=True) is False


def test_nothing_is_kept_while_an_update_waits_for_another(
    db: Session, room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    updates = typed(40)
    put(db, room, [*updates[:10], *updates[11:]])
    assert segments.store(db, room, room.last_seq, force=True) is False
    assert caplog.messages == []
    put(db, room, updates[10:11])
    assert segments.store(db, room, room.last_seq, force=True) is True
    assert same(log.load(db, room).doc, of_rows(updates))


def test_nothing_is_kept_of_a_log_with_a_hole_and_what_was_kept_stays(db: Session, room: Room) -> None:
    updates = typed(60)
    put(db, room, updates[:40])
    segments.store(db, room, 40, force=True)
    put(db, room, updates[40:])
    db.begin_writing()
    db.execute(sa.delete(Update).where(Update.seq.in_((10, 50))))
    db.commit()
    for make in (lambda: segments.store(db, room, 60, force=True), lambda: segments.rebuild(db, room)):
        with pytest.raises(log.Hole):
            make()
        db.rollback()
        assert ranges(db) == [(1, 40)]
    assert same(log.load(db, room, 45).doc, of_rows(updates[:45]))
    assert log.doubtful(db) == [("canvas/1.1", 10, "hole")]


def test_what_was_kept_can_be_thrown_away_and_made_anew(db: Session, room: Room) -> None:
    put(db, room, typed(50))
    segments.store(db, room, 30, force=True)
    db.begin_writing()
    db.execute(sa.update(Segment).values(data=typed(30, clients=2)[-1], last_seq=29))
    db.execute(sa.insert(Segment).values(room_id=room.id, first_seq=70, last_seq=99, data=b"\0\0"))
    db.commit()
    assert [why for _, _, why in log.doubtful(db)] == ["cache"]
    assert contents.rebuild(db) == 1
    assert (ranges(db), log.doubtful(db)) == ([(1, 50)], [])
    assert same(log.load(db, room).doc, of_rows(typed(50)))


def test_of_two_processes_that_make_the_same_segment_one_does(
    db: Session, factory: orm.sessionmaker[Session], room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(db, room, typed(30))
    real, others = segments._replace, []

    def slow(*arguments: Any) -> bool:
        monkeypatch.setattr(segments, "_replace", real)
        with factory() as other:  # while the first is still at it
            others.append(segments.store(other, other.get_one(Room, room.id), 30, force=True))
        return real(*arguments)

    monkeypatch.setattr(segments, "_replace", slow)
    assert (segments.store(db, room, 30, force=True), others) == (False, [True])
    assert ranges(db) == [(1, 30)]


def test_a_log_whose_reader_makes_segments_is_the_same_for_who_edits_with_a_form(
    factory: orm.sessionmaker[Session],
) -> None:
    with writing(factory) as db:
        person = makers.person(db)
        room = log.room(db, "canvas/9.1", 9)
    with factory() as db:
        mine = typed(20)
        theirs = typed(20, clients=2)[10:]
        db.begin_writing()
        log.append(db, room, [*mine[:10], *theirs], None)
        log.append(db, room, mine[10:], person.id)
        db.commit()
        segments.store(db, room, 15, force=True)
        seen = log.load(db, room, 15, seen_by=person.id)
        assert document.read(seen.doc).text("topic.theme", "w7") == "een mens een mens ee"
        assert document.read(seen.doc).text("topic.theme", "w8") == document.read(of_rows(theirs[:5])).text(
            "topic.theme", "w8"
        )
