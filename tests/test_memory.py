"""Memory: what follows from a state that never changes any more is worked out once for everybody."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import orm

from facilitation import canvas_edits, canvases, decisions, noticing
from facilitation.canvas_edits import SetText
from facilitation.database import Session
from facilitation.memory import Memory
from facilitation.views.figures import figures
from tests import makers
from tests.makers import World
from tests.shelf import Shelf
from tests.strategies import full
from tools import TOOLS
from tools.canvas import Tool

QUESTION = "question.question"


@pytest.fixture
def world(lite_db: Session) -> World:
    """Make a partnership of three sides with a project."""
    return makers.world(lite_db)


def write(db: Session, world: World, words: str, side: str = "tarija") -> None:
    """Write the question, by the form of a member."""
    held, canvas = world.of(side), world.canvas
    base = canvases.view(db, canvas, held).base
    canvas_edits.edit(db, canvas, held.person, held, base, [SetText(QUESTION, "nl", words)])


def test_two_people_who_read_the_same_share_one_content_and_what_is_noticed_in_it(
    lite_db: Session, world: World
) -> None:
    write(lite_db, world, "water")
    lite_db.commit()
    seen = []
    for side in ("brasschaat", "tarija"):
        lite_db.rollback()
        view = canvases.view(lite_db, world.canvas, world.of(side))
        seen.append((view.content, noticing.of(lite_db, view), decisions.read(lite_db, world.canvas).forms))
    assert all(one is other for one, other in zip(*seen, strict=True))


def test_what_somebody_saves_is_there_for_everybody_at_once(lite_db: Session, world: World) -> None:
    for words in ("water", "water en schaduw"):
        write(lite_db, world, words)
        lite_db.commit()
        view = canvases.view(lite_db, world.canvas, world.of("brasschaat"))
        assert view.content["question"]["question"]["nl"] == words
        assert words in decisions.read(lite_db, world.canvas).written


def test_what_was_written_and_undone_is_nowhere_though_the_next_state_has_its_number(
    lite_db: Session, world: World
) -> None:
    write(lite_db, world, "eerst")
    lite_db.commit()
    write(lite_db, world, "nooit geweest")
    assert (
        canvases.view(lite_db, world.canvas, world.of("tarija")).content["question"]["question"]["nl"]
        == "nooit geweest"
    )
    lite_db.rollback()
    write(lite_db, world, "daarna")
    lite_db.commit()
    assert canvases.view(lite_db, world.canvas, world.of("tarija")).content["question"]["question"]["nl"] == "daarna"


def test_who_may_see_more_gets_another_content_than_who_asked_before(shelf: Callable[..., Shelf]) -> None:
    tool = next(each for each in TOOLS if any(field.room == "side" for _, field in each.fields()))
    here = shelf(tool)
    here.write(full(tool))
    factory: orm.sessionmaker[Session] = here.app.extensions["tandem.factory"]
    seen: dict[str, str] = {}
    for side in ("tarija", "brasschaat", "tarija"):
        with factory() as db:
            canvas = db.get_one(canvases.Canvas, here.world.canvas.id)
            seen[side] = json.dumps(canvases.view(db, canvas, here.world.of(side)).content)
    assert seen["tarija"] != seen["brasschaat"]


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.key)
def test_no_page_changes_what_it_shares_with_others(shelf: Callable[..., Shelf], tool: Tool) -> None:
    here = shelf(tool)
    here.write(full(tool))
    factory: orm.sessionmaker[Session] = here.app.extensions["tandem.factory"]

    def held() -> tuple[Any, str, str]:
        with factory() as db:
            canvas = db.get_one(canvases.Canvas, here.world.canvas.id)
            view = canvases.view(db, canvas, here.world.of("tarija"))
            noted = noticing.of(db, view)
            return view.content, json.dumps([view.content, view.removed]), repr((noted.findings, noted.steps))

    before = held()
    for path in ("", "/now", "/agreement", "/history", "/paper"):
        here.visitor().get(here.address + path)
    here.visitor().get(here.address.partition("/" + tool.slug)[0])
    after = held()
    assert after[0] is before[0]
    assert after[1:] == before[1:]


def test_pictures_are_painted_once_for_each_language(shelf: Callable[..., Shelf], app: Any) -> None:
    tool = next(each for each in TOOLS if each.key == "stakeholder_analysis")
    here = shelf(tool)
    here.write(full(tool))
    painted: dict[str, Any] = {}
    for language in ("nl", "es", "nl"):
        with app.test_request_context(headers={"Accept-Language": language}):
            app.preprocess_request()
            with app.extensions["tandem.factory"]() as db:
                canvas = db.get_one(canvases.Canvas, here.world.canvas.id)
                found = figures(db, canvases.view(db, canvas, here.world.of("tarija")))
            assert painted.setdefault(language, found) is found
    assert painted["nl"] is not painted["es"]


def test_what_was_asked_for_longest_ago_is_forgotten_first_and_one_thing_always_stays() -> None:
    memory, made = Memory(most=10), []

    def get(key: str, weight: int = 3) -> str:
        def make() -> str:
            made.append(key)
            return key

        return str(memory.get(key, make, lambda _: weight - 1))

    for key in ("a", "b", "c", "a", "d", "a", "b"):
        assert get(key) == key
    assert "".join(made) == "abcdb"
    assert memory.weight <= 10
    get("heavy", 100)
    assert (memory.look("heavy"), memory.look("a")) == ("heavy", None)
