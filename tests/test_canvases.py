"""A canvas: who sees and writes what, the page as it is and as it was, and hints that are put away."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from facilitation import canvases
from facilitation.access import Role
from facilitation.canvas_edits import RemoveCard, SetText, SetValue
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.errors import Conflict, Forbidden, NotFound
from facilitation.live.addresses import Where
from tests import makers
from tests.makers import World
from tests.posting import GARDEN, PLANTS, ROSE, SIDES, names, plant, post, seen
from tools.canvas import SIDE, VOICE
from tools.content import blank

WRITERS = [Role.COORDINATOR, Role.DEPUTY, Role.FACILITATOR, Role.MEMBER]


@pytest.fixture(autouse=True)
def garden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the made-up tool beside the real ones, as one line in TOOLS would."""
    monkeypatch.setattr("tools.TOOLS", (GARDEN,))


@pytest.fixture
def world(lite_db: Session, frozen: Callable[..., datetime.datetime]) -> World:
    """Three partners with the made-up tool on the table."""
    return makers.world(lite_db, tool=GARDEN.key)


# Who sees and writes what.


@pytest.mark.parametrize("role", [*Role])
@pytest.mark.parametrize("side", ["", *SIDES])
def test_everybody_reads_the_shared_room_and_all_voices_and_who_writes_reads_the_room_of_the_own_side(
    world: World, role: Role, side: str
) -> None:
    voices = {Where(VOICE, each) for each in SIDES}
    own = {Where(SIDE, side)} if side and role in WRITERS else set()
    assert set(canvases.readable(world.canvas, world.of(side, role))) == {Where(), *voices, *own}


@pytest.mark.parametrize("role", [*Role])
@pytest.mark.parametrize("side", ["", *SIDES])
def test_members_write_the_shared_room_and_what_belongs_to_their_own_side(world: World, role: Role, side: str) -> None:
    own = {Where(VOICE, side), Where(SIDE, side)} if side else set()
    wanted = {Where(), *own} if role in WRITERS else set()
    assert set(canvases.writable(world.canvas, world.of(side, role))) == wanted


def test_nobody_writes_in_a_project_that_is_archived(lite_db: Session, world: World) -> None:
    lite_db.begin_writing()
    world.project.archived_at = world.project.created_at
    lite_db.commit()
    held = world.of("tarija", Role.COORDINATOR)
    assert seen(lite_db, world, held).writable == frozenset()
    with pytest.raises(Forbidden):
        post(lite_db, world, held, SetText("garden.name", "nl", "tuin"))
    with pytest.raises(Forbidden):
        canvases.open_deep(lite_db, world.canvas, held)


def test_what_one_side_keeps_to_itself_is_in_nobody_else_s_view(lite_db: Session, world: World) -> None:
    own = world.of("tarija")
    secret = [
        SetText("people.worry.tarija", "es", "secreto"),
        SetValue(f"{PLANTS}/{ROSE}/secret.tarija", {"x": 1, "y": 2}),
    ]
    post(lite_db, world, own, plant(ROSE), *secret)
    views = {key: seen(lite_db, world, held) for key, held in world.members.items()}
    knowing = {key for key, view in views.items() if "secreto" in repr(view.content)}
    assert knowing == {("tarija", str(role)) for role in WRITERS}
    assert views["tarija", "member"].content["garden"]["plants"][0]["secret"]["tarija"] == {"x": 1, "y": 2}
    assert views["brasschaat", "member"].content["garden"]["plants"][0]["secret"]["tarija"] is None


def test_a_voice_is_read_by_all_and_written_by_its_side(lite_db: Session, world: World) -> None:
    said = SetText("people.voice.tarija", "es", "vemos sequía")
    post(lite_db, world, world.of("tarija"), said)
    views = [seen(lite_db, world, held) for held in world.members.values()]
    assert {view.content["people"]["voice"]["tarija"]["es"] for view in views} == {"vemos sequía"}
    with pytest.raises(Forbidden):
        post(lite_db, world, world.of("brasschaat"), said)


def test_a_side_that_is_not_asked_has_no_place_to_answer(lite_db: Session) -> None:
    world = makers.world(lite_db, owner="tarija", tool=GARDEN.key)
    held = world.of("tarija")
    assert Where(VOICE, "brasschaat") in canvases.readable(world.canvas, held)
    with pytest.raises(NotFound):
        post(lite_db, world, held, SetText("people.voice.tarija", "es", "a nosotros mismos"))


# The view.


def test_a_canvas_on_which_nobody_wrote_is_blank_and_not_in_the_database(lite_db: Session, world: World) -> None:
    project = makers.project(lite_db, world.partnership)
    lite_db.commit()
    canvas = canvases.find(lite_db, project, GARDEN.key)
    view = canvases.view(lite_db, canvas, world.of("tarija"))
    assert (view.content, view.base, view.removed, view.entries) == (blank(GARDEN, ("nl", "es"), SIDES), "", {}, {})
    assert lite_db.scalars(sa.select(Canvas).where(Canvas.project_id == project.id)).all() == []


def test_a_canvas_is_made_once_however_often_it_is_asked_for(lite_db: Session, world: World) -> None:
    lite_db.begin_writing()
    project = makers.project(lite_db, world.partnership)
    first = canvases.get_or_create(lite_db, project, GARDEN.key)
    lite_db.commit()
    lite_db.begin_writing()
    assert canvases.get_or_create(lite_db, project, GARDEN.key).id == first.id
    assert canvases.find(lite_db, project, GARDEN.key).id == first.id


def test_the_view_says_what_the_tool_may_know(lite_db: Session, world: World) -> None:
    lite_db.begin_writing()
    world.project.proposed, world.project.chosen = "tarija", "together"
    lite_db.commit()
    about = seen(lite_db, world, world.of("tarija")).context
    assert (about.languages, about.shared, about.owner) == (("nl", "es"), True, "")
    assert (about.proposed, about.chosen, about.today, about.deep_opened) == ("tarija", "together", "2026-11-20", False)
    assert [(side.key, side.place) for side in about.sides] == [
        ("brasschaat", "Brasschaat"),
        ("tarija", "Tarija"),
        ("nimlahakok", "Nimlaha'kok"),
    ]


def test_a_page_can_be_drawn_once_more_as_it_was(lite_db: Session, world: World) -> None:
    held = world.of("tarija")
    base = post(lite_db, world, held, SetText("garden.name", "nl", "eerst"), plant(ROSE)).base
    post(lite_db, world, held, SetText("garden.name", "nl", "later"), RemoveCard(PLANTS, ROSE))
    then = canvases.view(lite_db, world.canvas, held, base)
    assert (then.content["garden"]["name"]["nl"], names(then), then.base) == ("eerst", [ROSE], base)
    nobody = canvases.view(lite_db, world.canvas, held, "")
    assert nobody.content == blank(GARDEN, ("nl", "es"), SIDES)


@pytest.mark.parametrize("base", ["9999:1", "x", "1", "1:-1", "1:99", "1:1,", " ", "1:1;2:2"])
def test_a_form_drawn_from_what_is_not_there_is_a_conflict(lite_db: Session, world: World, base: str) -> None:
    held = world.of("tarija")
    post(lite_db, world, held, SetText("garden.name", "nl", "tuin"))
    with pytest.raises(Conflict):
        post(lite_db, world, held, SetText("garden.name", "nl", "x"), base=base)
    lite_db.rollback()
    with pytest.raises(Conflict):
        canvases.view(lite_db, world.canvas, held, base)


def test_a_form_drawn_before_the_document_was_replaced_is_a_conflict(lite_db: Session, world: World) -> None:
    held = world.of("tarija")
    base = post(lite_db, world, held, SetText("garden.name", "nl", "tuin")).base
    lite_db.begin_writing()
    world.canvas.epoch = 2
    lite_db.commit()
    with pytest.raises(Conflict):
        post(lite_db, world, held, SetText("garden.name", "nl", "x"), base=base)


# Hints, and the deep set.


def test_a_hint_that_one_person_puts_away_stays_for_the_others(lite_db: Session, world: World) -> None:
    an, ber = world.of("brasschaat").person, world.of("tarija").person
    for _ in range(2):
        canvases.dismiss(lite_db, world.canvas, an, "M-1@people.first")
    canvases.dismiss(lite_db, world.canvas, an, "M-2@numbers.shade")
    lite_db.commit()
    assert canvases.dismissed(lite_db, world.canvas, an) == {"M-1@people.first", "M-2@numbers.shade"}
    assert canvases.dismissed(lite_db, world.canvas, ber) == frozenset()
    canvases.bring_back(lite_db, world.canvas, an)
    lite_db.commit()
    assert canvases.dismissed(lite_db, world.canvas, an) == frozenset()


def test_the_deep_set_is_opened_for_everybody_by_those_who_write(lite_db: Session, world: World) -> None:
    with pytest.raises(Forbidden):
        canvases.open_deep(lite_db, world.canvas, world.of("tarija", Role.OBSERVER))
    canvases.open_deep(lite_db, world.canvas, world.of("tarija"))
    lite_db.commit()
    assert seen(lite_db, world, world.of("brasschaat", Role.OBSERVER)).context.deep_opened is True
