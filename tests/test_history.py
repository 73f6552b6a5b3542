"""The course of a canvas and its states: told to each reader only as far as they may read it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from facilitation import canvases, clock, history
from facilitation.access import Role
from facilitation.canvas_edits import SetText, SetValue
from facilitation.database import Session
from facilitation.errors import NotFound
from facilitation.history import Line
from facilitation.memberships import Membership
from tests import makers
from tests.makers import World
from tests.posting import GARDEN, ROSE, plant, post
from tools.content import difference

NAME, SHADE = "garden.name", "numbers.shade"
WORRY, VOICE = "people.worry.tarija", "people.voice.tarija"


@pytest.fixture(autouse=True)
def garden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the made-up tool beside the real ones, as one line in TOOLS would."""
    monkeypatch.setattr("tools.TOOLS", (GARDEN,))


@pytest.fixture
def world(db: Session, frozen: Callable[..., datetime.datetime]) -> World:
    """Three partners with the made-up tool on the table."""
    return makers.world(db, tool=GARDEN.key)


def course(db: Session, world: World, held: Membership) -> list[Line]:
    """Return the course of the canvas as somebody may read it."""
    return history.lines(db, world.canvas, held)[0]


def told(lines: list[Line]) -> list[tuple[Any, ...]]:
    """Return side and fields of each line."""
    return [(line.side.key if line.side else "", sorted(history.fields(line.touched))) for line in lines]


def test_one_line_says_who_on_which_side_from_when_to_when_and_which_fields(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an = world.of("brasschaat")
    began = frozen()
    post(db, world, an, SetText(NAME, "nl", "Tuin"))
    ended = frozen(minutes=6)
    post(db, world, an, plant(ROSE))
    [line] = course(db, world, world.of("tarija"))
    assert (line.person, line.side, line.began_at, line.ended_at) == (an.person, an.side, began, ended)
    assert history.fields(line.touched) == {NAME, "garden.plants"}


def test_what_somebody_writes_in_several_rooms_at_once_is_one_line_for_who_reads_both(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    ber = world.of("tarija")
    post(db, world, ber, SetText(NAME, "es", "Huerto"), SetText(VOICE, "es", "hola"), SetText(WORRY, "es", "secreto"))
    frozen(minutes=11)
    post(db, world, world.of("brasschaat"), SetValue(SHADE, 1))
    assert told(course(db, world, ber)) == [("brasschaat", [SHADE]), ("tarija", [NAME, VOICE, WORRY])]
    for side in ("brasschaat", "nimlahakok"):
        assert told(course(db, world, world.of(side))) == [("brasschaat", [SHADE]), ("tarija", [NAME, VOICE])]
    assert told(course(db, world, world.of("", Role.FACILITATOR)))[1] == ("tarija", [NAME, VOICE])


def test_the_time_of_a_line_never_tells_of_a_room_that_is_not_the_readers(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    ber = world.of("tarija")
    began = frozen()
    post(db, world, ber, SetText(NAME, "es", "Huerto"))
    ended = frozen(minutes=6)
    post(db, world, ber, SetText(WORRY, "es", "secreto"))
    spans = {
        side: [(line.began_at, line.ended_at, len(line.rooms)) for line in course(db, world, world.of(side))]
        for side in ("tarija", "brasschaat")
    }
    assert spans == {"tarija": [(began, ended, 2)], "brasschaat": [(began, began, 1)]}


def test_the_course_is_told_page_by_page_and_nothing_twice(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, before, seen = world.of("brasschaat"), None, []
    for number in range(5):
        post(db, world, an, SetText(NAME, "nl", f"Tuin {number}"))
        frozen(minutes=11)
    for _ in range(3):
        lines, before = history.lines(db, world.canvas, an, before, most=2)
        seen.append([list(line.rooms.values()) for line in lines])
    assert seen == [[[(5, 5)], [(4, 4)]], [[(3, 3)], [(2, 2)]], [[(1, 1)]]]
    assert before is None


def test_a_line_keeps_the_side_that_somebody_was_on_then(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an = world.of("brasschaat")
    post(db, world, an, SetText(NAME, "nl", "Tuin"))
    frozen(days=1)
    db.begin_writing()
    an.ended_at = clock.now()
    again = makers.membership(db, an.person, world.partnership, "tarija")
    db.commit()
    frozen(days=1)
    post(db, world, again, SetValue(SHADE, 1))
    assert told(course(db, world, again)) == [("tarija", [SHADE]), ("brasschaat", [NAME])]


def test_a_state_is_the_rooms_of_the_reader_as_they_were_at_that_time(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, an, SetText(NAME, "nl", "Tuin"))
    frozen(minutes=1)
    post(db, world, ber, SetText(WORRY, "es", "uno"))
    frozen(minutes=1)
    post(db, world, an, SetText(NAME, "nl", "Park"))
    frozen(minutes=11)
    post(db, world, ber, SetText(WORRY, "es", "dos"), SetText(NAME, "es", "Parque"))
    frozen(minutes=11)
    post(db, world, an, SetText(NAME, "nl", "Bos"))
    _, parque, park, _ = course(db, world, ber)

    def said(held: Membership, base: str) -> tuple[str, str]:
        content = canvases.view(db, world.canvas, held, history.state(db, world.canvas, held, base).base).content
        return content["garden"]["name"]["nl"], content["people"]["worry"]["tarija"]["es"]

    assert said(ber, parque.before) == ("Park", "uno")
    assert said(ber, park.after) == ("Park", "uno")
    assert said(ber, parque.after) == ("Park", "dos")
    assert said(an, park.after) == ("Park", "")
    assert history.state(db, world.canvas, an, park.after).at == park.ended_at


def test_what_a_line_changed_leaves_out_what_others_did_before_it_in_other_rooms(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, an, SetText(NAME, "nl", "Tuin"))
    frozen(days=1)
    post(db, world, ber, SetText(VOICE, "es", "hola"))
    frozen(hours=1)
    post(db, world, an, SetText(NAME, "nl", "Park"))
    line = course(db, world, an)[0]
    after = history.state(db, world.canvas, an, line.after)
    before = history.state(db, world.canvas, an, line.before, after)
    old, new = (canvases.view(db, world.canvas, an, each.base).content for each in (before, after))
    assert [change.address for change in difference(GARDEN, old, new)] == [NAME]


def test_the_start_is_a_state_in_which_nothing_stands(db: Session, world: World) -> None:
    an = world.of("brasschaat")
    post(db, world, an, SetText(NAME, "nl", "Tuin"))
    state = history.state(db, world.canvas, an, history.START)
    assert canvases.view(db, world.canvas, an, state.base).content["garden"]["name"] == {"nl": "", "es": ""}
    assert state.at is None


def test_a_state_that_names_a_room_of_another_side_shows_none_of_it_and_not_that_it_exists(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, ber, SetText(NAME, "es", "Huerto"), SetText(WORRY, "es", "secreto"))
    whole = canvases.view(db, world.canvas, ber).base
    shared, side = whole.split(",")
    assert history.state(db, world.canvas, an, whole).base == shared
    for base in (side, "77:1", f"{side},77:1"):
        with pytest.raises(NotFound):
            history.state(db, world.canvas, an, base)
    assert history.state(db, world.canvas, an, f"{shared},77:1").base == shared


@pytest.mark.parametrize("base", ["", "x", "1:", "1:99", "1:-1", "1:1;2:2", "1:1,", "9" * 30 + ":1"])
def test_what_is_no_state_of_this_canvas_is_not_found(db: Session, world: World, base: str) -> None:
    post(db, world, world.of("brasschaat"), SetText(NAME, "nl", "Tuin"))
    with pytest.raises(NotFound):
        history.state(db, world.canvas, world.of("brasschaat"), base)
