"""What changed since somebody was last on a canvas: counted by side, for them alone, and nothing of their own."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from facilitation import canvases, database, visits
from facilitation.canvas_edits import Change, RemoveCard, SetText, SetValue
from facilitation.database import Session
from facilitation.memberships import Membership
from facilitation.visits import News, Visit
from tests import makers
from tests.makers import World
from tests.posting import GARDEN, PLANTS, REED, ROSE, plant, post

NAME, SHADE = "garden.name", "numbers.shade"
WORRY, VOICE = "people.worry.tarija", "people.voice.tarija"


@pytest.fixture(autouse=True)
def garden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the made-up tool beside the real ones, as one line in TOOLS would."""
    monkeypatch.setattr("tools.TOOLS", (GARDEN,))


@pytest.fixture
def world(db: Session, frozen: Callable[..., datetime.datetime]) -> World:
    """Three partners with the made-up tool on the table, on which something stands."""
    made = makers.world(db, tool=GARDEN.key)
    post(db, made, made.of("brasschaat"), SetText(NAME, "nl", "Tuin"), SetText("garden.story", "nl", "Ooit"))
    return made


def open_page(db: Session, world: World, held: Membership) -> News | None:
    """Open the page of the canvas as somebody; return what is said to be new there."""
    db.rollback()
    news = visits.on_page(db, world.canvas, held.person, held)
    visits.note(db, world.canvas, held.person, canvases.view(db, world.canvas, held).base)
    db.rollback()
    return news


def counted(news: News | None) -> list[tuple[str, int]]:
    """Return (side, number of fields)."""
    return [(side.key if side else "", number) for side, number in news.fields] if news else []


def of_project(db: Session, world: World, held: Membership) -> list[list[tuple[str, int]]]:
    """Return what the page of the project says."""
    db.rollback()
    return [counted(each) for each in visits.of_project(db, world.project, held.person, held)]


def test_who_comes_back_is_told_how_many_fields_each_side_changed_since(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, ber, chris = world.of("brasschaat"), world.of("tarija"), world.of("nimlahakok")
    assert open_page(db, world, an) is None
    left = frozen()
    frozen(days=2)
    post(db, world, ber, SetText(NAME, "es", "Huerto"), plant(ROSE), plant(REED), SetText(VOICE, "es", "hola"))
    post(db, world, chris, SetValue(SHADE, 3))
    news = open_page(db, world, an)
    assert news
    assert (counted(news), news.at) == ([("tarija", 3), ("nimlahakok", 1)], left)
    assert of_project(db, world, world.of("brasschaat", "observer")) == []


def test_what_is_in_the_room_of_another_side_is_not_counted(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, ber, other = world.of("brasschaat"), world.of("tarija"), world.of("tarija", "facilitator")
    for held in (an, other):
        open_page(db, world, held)
    frozen(days=1)
    post(db, world, ber, SetText(WORRY, "es", "secreto"))
    assert of_project(db, world, an) == []
    assert open_page(db, world, an) is None
    assert of_project(db, world, other) == [[("tarija", 1)]]
    assert counted(open_page(db, world, other)) == [("tarija", 1)]


def test_ones_own_changes_are_no_news(db: Session, world: World, frozen: Callable[..., datetime.datetime]) -> None:
    an = world.of("brasschaat")
    open_page(db, world, an)
    frozen(days=1)
    post(db, world, an, SetText(NAME, "nl", "Park"))
    assert of_project(db, world, an) == []
    assert open_page(db, world, an) is None


def test_only_what_was_done_after_the_visit_counts_of_a_sitting_that_went_on(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, ber, SetText(NAME, "es", "Huerto"), SetValue("numbers.open", "yes"))
    open_page(db, world, an)
    frozen(minutes=2)
    post(db, world, ber, SetValue(SHADE, 3))
    assert of_project(db, world, an) == [[("tarija", 1)]]


def test_during_one_visit_the_page_goes_on_saying_what_was_new_at_its_beginning(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    open_page(db, world, an)
    frozen(days=1)
    post(db, world, ber, SetValue(SHADE, 3))
    assert counted(open_page(db, world, an)) == [("tarija", 1)]
    assert of_project(db, world, an) == []
    frozen(minutes=30)
    post(db, world, ber, plant(ROSE))
    assert of_project(db, world, an) == [[("tarija", 1)]]
    assert counted(open_page(db, world, an)) == [("tarija", 2)]
    frozen(minutes=61)
    assert open_page(db, world, an) is None


def test_a_visit_is_written_down_at_most_once_a_minute(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an = world.of("brasschaat")
    noted = []
    for seconds in (0, 59, 1, 30):
        frozen(seconds=seconds)
        open_page(db, world, an)
        noted.append(db.scalars(sa.select(Visit.at)).one())
        db.rollback()
    assert noted == [noted[0], noted[0], noted[0] + datetime.timedelta(minutes=1), noted[2]]


def test_a_canvas_that_nobody_wrote_on_has_no_visits(db: Session, world: World) -> None:
    an, blank = world.of("brasschaat"), canvases.find(db, makers.project(db, world.partnership), GARDEN.key)
    db.commit()
    visits.note(db, blank, an.person, "")
    assert visits.on_page(db, blank, an.person, an) is None
    assert db.scalars(sa.select(Visit)).all() == []


def test_who_was_there_before_anybody_wrote_compares_with_the_start(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    other = makers.project(db, world.partnership)
    canvas = makers.canvas(db, other, GARDEN.key)
    db.commit()
    fresh = World(world.partnership, other, canvas, world.members)
    open_page(db, fresh, an)
    frozen(days=1)
    post(db, fresh, ber, SetValue(SHADE, 3), plant(ROSE))
    news = open_page(db, fresh, an)
    assert news
    assert (counted(news), news.base) == ([("tarija", 2)], "start")


@pytest.mark.parametrize(
    "act",
    [
        (RemoveCard(PLANTS, ROSE),),
        (SetText(f"{PLANTS}/{ROSE}/why", "nl", "x"), SetText(f"{PLANTS}/{ROSE}/what", "es", "y")),
    ],
)
def test_whatever_happens_to_cards_of_one_list_counts_as_one_field(
    db: Session, world: World, frozen: Callable[..., datetime.datetime], act: tuple[Change, ...]
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, ber, plant(ROSE))
    open_page(db, world, an)
    frozen(days=1)
    post(db, world, ber, *act)
    assert counted(open_page(db, world, an)) == [("tarija", 1)]


def test_who_leaves_takes_along_when_they_were_where(db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    for held in (an, ber):
        open_page(db, world, held)
    visits.forget(db, an.person)
    db.commit()
    assert [each.person_id for each in db.scalars(sa.select(Visit))] == [ber.person_id]


def test_who_opens_a_page_does_not_wait_for_those_who_write(
    lite: sa.Engine, monkeypatch: pytest.MonkeyPatch, frozen: Callable[..., datetime.datetime]
) -> None:
    factory = database.session_factory(lite)
    with factory() as db, factory() as other:
        world = makers.world(db, tool=GARDEN.key)
        an = world.of("brasschaat")
        post(db, world, an, SetText(NAME, "nl", "Tuin"))
        other.begin_writing()
        assert open_page(db, world, an) is None
        assert db.scalars(sa.select(Visit)).all() == []
        other.rollback()
        db.rollback()
        open_page(db, world, an)
        assert len(db.scalars(sa.select(Visit)).all()) == 1
