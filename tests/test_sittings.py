"""Sittings: who did what in a room, kept as people work, and the same again when it is made anew from the log."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from facilitation import canvases, contents, sittings
from facilitation.canvas_edits import AddCard, Change, MoveCard, RemoveCard, RestoreCard, SetText, SetValue
from facilitation.contents import Contents, Page
from facilitation.database import Session
from facilitation.live import document, log
from facilitation.live.addresses import Where
from facilitation.live.differences import Operation
from facilitation.live.log import Room, Update
from facilitation.memberships import Membership
from facilitation.sittings import Sitting
from tests import makers
from tests.makers import World
from tests.posting import GARDEN, MOSS, PLANTS, REED, ROSE, plant, post

NAME, SHADE = "garden.name", "numbers.shade"


@pytest.fixture(autouse=True)
def garden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the made-up tool beside the real ones, as one line in TOOLS would."""
    monkeypatch.setattr("tools.TOOLS", (GARDEN,))


@pytest.fixture
def world(db: Session, frozen: Callable[..., datetime.datetime]) -> World:
    """Three partners with the made-up tool on the table."""
    return makers.world(db, tool=GARDEN.key)


def rows(db: Session) -> list[Sitting]:
    """Return all sittings, the oldest first."""
    db.rollback()
    asked = sa.select(Sitting).order_by(Sitting.began_at, Sitting.room_id, Sitting.first_seq)
    return list(db.scalars(asked.execution_options(populate_existing=True)))


def told(db: Session) -> list[tuple[Any, ...]]:
    """Return everything in all sittings but their ids, and when within them something was done."""
    return [
        (each.room_id, each.person_id, each.first_seq, each.last_seq, each.began_at, each.ended_at, each.touched())
        for each in rows(db)
    ]


def type_live(db: Session, world: World, held: Membership, address: str, text: str) -> None:
    """Let somebody write in front of a text in a browser: straight into the log."""
    room = shared(db, world)
    loaded = log.load(db, room, client=log.unused_client(db, room))
    before = loaded.doc.get_state()
    document.change_text(loaded.doc, f"{address}@nl", [Operation(0, 0, text)])
    db.begin_writing()
    log.append(db, room, [loaded.doc.get_update(before)], held.person_id)
    db.commit()


def shared(db: Session, world: World) -> Room:
    """Return the shared room."""
    db.rollback()
    return canvases.rooms(db, world.canvas, [Where()])[Where()]


def keep(db: Session, world: World) -> None:
    """Let the read model catch up, as a live room does within a second."""
    room = shared(db, world)
    loaded = log.load(db, room)
    contents.keep(db, room.id, document.read(loaded.doc), loaded.seq)
    db.commit()


def test_what_one_person_does_without_a_pause_is_one_sitting(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an = world.of("brasschaat")
    began = frozen()
    post(db, world, an, SetText(NAME, "nl", "Tuin"))
    ended = frozen(minutes=10)
    post(db, world, an, plant(ROSE), SetValue(SHADE, 2))
    assert [(each.person_id, each.began_at, each.ended_at) for each in rows(db)] == [(an.person_id, began, ended)]
    [each] = rows(db)
    assert {(touch.kind, touch.address) for touch in each.touched()} == {
        ("wrote", NAME),
        ("added", f"{PLANTS}/{ROSE}"),
        ("wrote", f"{PLANTS}/{ROSE}/what"),
        ("wrote", SHADE),
    }
    assert {touch.address for touch in each.touched(after=1)} == {
        f"{PLANTS}/{ROSE}",
        f"{PLANTS}/{ROSE}/what",
        SHADE,
    }


def test_after_a_longer_pause_or_by_somebody_else_another_sitting_begins(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    for held, minutes in ((an, 0), (ber, 5), (an, 5), (an, 11)):
        frozen(minutes=minutes)
        post(db, world, held, SetText(NAME, "nl", f"Tuin {minutes}{held.person_id}"))
    spans = [(each.person_id, each.first_seq, each.last_seq) for each in rows(db)]
    assert spans == [(an.person_id, 1, 3), (ber.person_id, 2, 2), (an.person_id, 4, 4)]


def test_each_thing_that_happens_to_a_card_is_told_apart(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an = world.of("brasschaat")
    acts: list[tuple[Change, ...]] = [
        (plant(ROSE), plant(REED)),
        (MoveCard(PLANTS, REED, ""),),
        (RemoveCard(PLANTS, ROSE),),
        (RestoreCard(PLANTS, ROSE),),
        (SetValue(f"{PLANTS}/{ROSE}/thirst", 3), SetText(f"{PLANTS}/{ROSE}/why", "nl", "Mooi")),
        (SetValue("numbers.levels/river/january", 2), SetValue(f"{PLANTS}.none", True)),
    ]
    for act in acts:
        post(db, world, an, *act)
        frozen(minutes=11)
    kinds = [sorted((touch.kind, touch.address.removeprefix(PLANTS)) for touch in each.touched()) for each in rows(db)]
    assert kinds == [
        [("added", f"/{REED}"), ("added", f"/{ROSE}"), ("wrote", f"/{REED}/what"), ("wrote", f"/{ROSE}/what")],
        [("moved", f"/{REED}")],
        [("took", f"/{ROSE}")],
        [("returned", f"/{ROSE}")],
        [("wrote", f"/{ROSE}/thirst"), ("wrote", f"/{ROSE}/why")],
        [("wrote", ".none"), ("wrote", "numbers.levels/river/january")],
    ]


def test_of_two_people_who_write_at_the_same_time_none_is_held_for_the_other(db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, an, SetText(NAME, "nl", "Tuin"))
    for _ in range(3):
        type_live(db, world, an, NAME, "a")
        type_live(db, world, ber, "garden.story", "b")
    keep(db, world)
    assert [(each.person_id, each.done) for each in rows(db)] == [
        (an.person_id, {"wrote": {NAME: 6}}),
        (ber.person_id, {"wrote": {"garden.story": 7}}),
    ]


def test_made_anew_from_the_log_the_sittings_are_the_same(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, an, plant(ROSE), plant(REED), plant(MOSS), SetText(NAME, "nl", "Tuin"))
    post(db, world, ber, SetText("people.worry.tarija", "es", "secreto"), SetText("people.voice.tarija", "es", "hola"))
    frozen(minutes=4)
    post(db, world, an, RemoveCard(PLANTS, REED), MoveCard(PLANTS, MOSS, ""), SetValue(SHADE, 3))
    for _ in range(2):
        frozen(minutes=7)
        type_live(db, world, an, NAME, "a")
        type_live(db, world, ber, "garden.story", "b")
        keep(db, world)
    frozen(minutes=11)
    post(db, world, ber, RestoreCard(PLANTS, REED), SetValue(SHADE, None), SetText(f"{PLANTS}/{REED}/why", "nl", "x"))
    before = told(db)
    assert len(before) == 5
    assert contents.rebuild(db) == 3
    assert told(db) == before
    assert contents.rebuild(db) == 3
    assert told(db) == before


def test_an_installation_from_before_gets_its_course_by_rebuild_and_goes_on_without(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an = world.of("brasschaat")
    post(db, world, an, SetText(NAME, "nl", "Tuin"))
    frozen(minutes=11)
    db.begin_writing()
    db.execute(sa.delete(Sitting))
    db.commit()
    post(db, world, an, SetValue(SHADE, 3))
    assert [each.done for each in rows(db)] == [{"wrote": {SHADE: 2}}]
    contents.rebuild(db)
    assert [each.done for each in rows(db)] == [{"wrote": {NAME: 1}}, {"wrote": {SHADE: 2}}]


def test_a_read_model_that_was_thrown_away_tells_nothing_twice(db: Session, world: World) -> None:
    post(db, world, world.of("brasschaat"), SetText(NAME, "nl", "Tuin"), plant(ROSE))
    before = told(db)
    db.begin_writing()
    db.execute(sa.delete(Contents))
    db.commit()
    contents.fresh(db, shared(db, world))
    assert told(db) == before
    type_live(db, world, world.of("brasschaat"), "garden.story", "b")
    db.begin_writing()
    db.execute(sa.delete(Contents))
    db.commit()
    contents.fresh(db, shared(db, world))
    assert [each.done["wrote"]["garden.story"] for each in rows(db)] == [3]


def test_a_pause_within_what_is_caught_up_at_once_still_parts_two_sittings(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an = world.of("brasschaat")
    post(db, world, an, SetText(NAME, "nl", "Tuin"))
    frozen(minutes=11)
    type_live(db, world, an, NAME, "a")
    frozen(minutes=11)
    type_live(db, world, an, "garden.story", "b")
    keep(db, world)
    assert [each.done for each in rows(db)] == [
        {"wrote": {NAME: 1}},
        {"wrote": {NAME: 2}},
        {"wrote": {"garden.story": 3}},
    ]


def test_nothing_is_kept_of_what_somebody_writes_alone(db: Session, world: World) -> None:
    an = world.of("brasschaat")
    db.begin_writing()
    room = log.room(db, f"{world.canvas.room_name(Where())}/person/{an.person_id}", world.canvas.id)
    doc = log.load(db, room).doc
    document.change_text(doc, "garden.name@nl", [Operation(0, 0, "nog niet")])
    log.append(db, room, [doc.get_update()], an.person_id)
    db.commit()
    contents.keep(db, room.id, document.read(doc), 1)
    db.commit()
    assert rows(db) == []
    contents.rebuild(db)
    assert rows(db) == []


def test_an_update_that_cannot_be_read_is_left_out_and_the_rest_is_told(db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, an, SetText(NAME, "nl", "Tuin"))
    room = shared(db, world)
    db.begin_writing()
    log.append(db, room, [b"no update"], an.person_id)
    db.commit()
    type_live(db, world, ber, "garden.story", "b")
    contents.rebuild(db)
    assert [(each.person_id, each.first_seq, each.last_seq, each.done) for each in rows(db)] == [
        (an.person_id, 1, 2, {"wrote": {NAME: 1}}),
        (ber.person_id, 3, 3, {"wrote": {"garden.story": 3}}),
    ]


def test_a_hole_in_the_log_leaves_what_was_told_and_stops_nobody(db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, an, SetText(NAME, "nl", "Tuin"))
    type_live(db, world, an, NAME, "a")
    type_live(db, world, ber, "garden.story", "b")
    room, before = shared(db, world), told(db)
    page = Page(document.read(log.load(db, room).doc), room.last_seq)
    db.begin_writing()
    db.execute(sa.delete(Update).where(Update.seq == 2))
    db.commit()
    assert contents.keep(db, room.id, page.sheet, page.seq) is True
    db.commit()
    assert told(db) == before


def test_the_latest_sittings_come_first_and_page_by_page(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an = world.of("brasschaat")
    for number in range(5):
        post(db, world, an, SetText(NAME, "nl", f"Tuin {number}"))
        frozen(minutes=11)
    room = shared(db, world)
    first = sittings.latest(db, [room.id], 2)
    second = sittings.latest(db, [room.id], 2, (first[-1].ended_at, first[-1].id))
    third = sittings.latest(db, [room.id], 2, (second[-1].ended_at, second[-1].id))
    assert [each.first_seq for each in (*first, *second, *third)] == [5, 4, 3, 2, 1]
    assert [each.first_seq for each in sittings.since(db, room.id, 3, 10)] == [5, 4]


def test_a_card_that_comes_with_all_its_parts_is_told_with_them(db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, ber, SetText(NAME, "nl", "Tuin"))
    room = shared(db, world)
    loaded = log.load(db, room)
    before = loaded.doc.get_state()
    other = world.of("nimlahakok")
    with loaded.doc.transaction():
        document.put_card(loaded.doc, PLANTS, ROSE, "a")
    made = loaded.doc.get_update(before)
    db.begin_writing()
    log.append_by(db, room, [(made, an.person_id)])
    db.commit()
    type_live(db, world, other, "garden.story", "b")
    keep(db, world)
    assert [(each.person_id, each.done) for each in rows(db)][1:] == [
        (an.person_id, {"added": {f"{PLANTS}/{ROSE}": 2}}),
        (other.person_id, {"wrote": {"garden.story": 3}}),
    ]
    post(db, world, an, AddCard(PLANTS, REED, {"thirst": 3, "metres": 2}, {"what": {"nl": "Riet"}}))
    contents.rebuild(db)
    done = next(each.done for each in rows(db) if each.person_id == an.person_id)
    assert sorted(done["wrote"]) == [f"{PLANTS}/{REED}/{part}" for part in ("metres", "thirst", "what")]
