"""Glances: every tool of a project as one reader sees it, read together."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from facilitation import canvas_edits, canvases, glances
from facilitation.access import Role
from facilitation.canvas_edits import SetText
from facilitation.database import Session
from tests import filled, makers
from tests.makers import World
from tests.strategies import SIDES, full
from tools import EXERCISES, TOOLS, every
from tools.content import blank


@pytest.fixture
def world(lite_db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none."""
    return makers.world(lite_db)


def fill(db: Session, world: World) -> None:
    """Put an answer to everything on every tool; of the encounters there are two."""
    for tool in every():
        for number in (1, 2) if tool.many else (1,):
            known = tool.key == world.canvas.tool
            canvas = world.canvas if known else makers.canvas(db, world.project, tool.key, number=number)
            filled.write(db, canvas, world.of("tarija"), full(tool), SIDES)
    db.commit()


def test_everybody_sees_at_a_glance_what_they_see_on_each_page(lite_db: Session, world: World) -> None:
    fill(lite_db, world)
    for held in world.members.values():
        lite_db.rollback()
        seen = glances.of(lite_db, world.project, held)
        lite_db.rollback()
        path, beside = [tool.key for tool in TOOLS], [tool.key for tool in EXERCISES]
        assert [each.canvas.tool for each in seen] == [*path, TOOLS[-1].key, *beside]
        for each in seen:
            page = canvases.view(lite_db, each.canvas, held)
            assert (each.content, each.base, each.writable) == (page.content, page.base, page.writable)
            assert each.context == page.context
            assert (each.context.project, each.context.authors) == (page.context.project, page.context.authors)


def test_a_tool_that_nobody_began_is_blank_and_asks_the_database_nothing(lite_db: Session, world: World) -> None:
    held = world.of("nimlahakok")
    asked: list[str] = []
    lite_db.rollback()
    sa.event.listen(lite_db.get_bind(), "before_cursor_execute", lambda *given: asked.append(given[2]))
    seen = glances.of(lite_db, world.project, held)
    assert [each.content for each in seen] == [blank(tool, ("nl", "es"), SIDES) for tool in every()]
    assert [(each.base, bool(each.canvas.id)) for each in seen] == [("", tool is TOOLS[0]) for tool in every()]
    assert [line for line in asked if "contents" in line or "entries" in line] == []


def test_a_project_takes_as_many_questions_as_one_canvas_however_many_tools_are_filled(
    lite_db: Session, world: World
) -> None:
    held = world.of("brasschaat", Role.COORDINATOR)
    filled.write(lite_db, world.canvas, held, full(TOOLS[0]), SIDES)
    lite_db.commit()
    counts = []
    for _ in range(2):
        asked: list[str] = []

        def count(*given: object, asked: list[str] = asked) -> None:
            asked.append(str(given[2]))

        glances.of(lite_db, world.project, held)
        lite_db.rollback()
        sa.event.listen(lite_db.get_bind(), "before_cursor_execute", count)
        glances.of(lite_db, world.project, held)
        sa.event.remove(lite_db.get_bind(), "before_cursor_execute", count)
        counts.append(len(asked))
        if len(counts) == 1:
            for tool in every()[1:]:
                filled.write(lite_db, makers.canvas(lite_db, world.project, tool.key), held, full(tool), SIDES)
            lite_db.commit()
    assert counts[0] == counts[1]


def test_what_somebody_saves_is_seen_at_the_next_glance(lite_db: Session, world: World) -> None:
    held = world.of("tarija")
    for words in ("Agua", "Agua limpia"):
        lite_db.begin_writing()
        base = canvases.view(lite_db, world.canvas, held).base
        canvas_edits.edit(lite_db, world.canvas, held.person, held, base, [SetText("topic.theme", "es", words)])
        assert glances.of(lite_db, world.project, held)[0].content["topic"]["theme"]["es"] == words
        lite_db.commit()
        assert glances.of(lite_db, world.project, held)[0].content["topic"]["theme"]["es"] == words
