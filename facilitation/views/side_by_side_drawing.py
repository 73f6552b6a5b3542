"""Side by side drawing: the projects of the sides in columns, and each question of a tool across them.

Everything is read as for an agreement (`decisions.read`): what one side keeps to itself is in no column. Where columns
are one and the same shared project, a question that is not asked per side stands there once, for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import tools
from facilitation import canvases, decisions, projects
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.live import addresses
from facilitation.partnerships import Partnership, Side
from facilitation.projects import Project
from facilitation.views.canvas_boxes import Box
from facilitation.views.canvas_drawing import Drawing, box
from facilitation.views.canvas_forms import held, homes
from facilitation.views.pages import language
from tools.canvas import SIDE, Section, Tool, field_address

RUNNING = "running"
BRIDGE = (("focus_sharpener", "exchange.learn"), ("trajectory_designer", "exchange.bridge"))
"""Where the sides say what they want to learn from each other."""


@dataclass(frozen=True)
class Column:
    """One side with the project that stands for it, None when it has none; `choices` are those one can choose."""

    side: Side
    project: Project | None
    choices: Sequence[Project]


@dataclass(frozen=True)
class Cell:
    """What stands in the project of these sides (several: they share it) in answer to one question."""

    sides: Sequence[Side]
    project: Project | None
    boxes: Sequence[Box]


@dataclass(frozen=True)
class Row:
    """One question across the sides."""

    section: Section
    address: str
    cells: Sequence[Cell]


def columns(db: Session, partnership: Partnership, asked: Mapping[str, str]) -> list[Column]:
    """Return a column for each side, in the order of the partnership; `asked` has the id of a project by side key."""
    known = sorted(projects.of_partnership(db, partnership), key=lambda each: -each.id)
    found = []
    for side in partnership.sides:
        choices = [each for each in known if each.side_id == side.id] + [each for each in known if each.side_id is None]
        running = [each for each in choices if each.state == RUNNING]
        chosen = next((each for each in choices if str(each.id) == asked.get(side.key)), None)
        found.append(Column(side, chosen or next(iter([*running, *choices]), None), choices))
    return found


def rows(db: Session, tool: Tool, columns: Sequence[Column]) -> list[Row]:
    """Return the questions of a tool that somebody answered in some column; the bridge has a place of its own."""
    return [row for row in _answered(db, tool, columns) if (tool.key, row.address) not in BRIDGE]


def _answered(db: Session, tool: Tool, columns: Sequence[Column]) -> list[Row]:
    drawn = {project.id: _boxes(db, tool, project) for project in _projects(columns)}
    found = []
    for section in tool.sections:
        for each in section.fields:
            address = f"{section.name}.{each.name}"
            cells = _cells(columns, drawn, address, each.per_side)
            if any(not inside.blank for cell in cells for inside in cell.boxes):
                found.append(Row(section, address, cells))
    return found


def bridge(db: Session, columns: Sequence[Column]) -> list[Row]:
    """Return what the sides want to learn from each other, from the tools in which the method asks that."""
    found = []
    for key, address in BRIDGE:
        if key in [tool.key for tool in tools.TOOLS]:
            found += [row for row in _answered(db, tools.get(key), columns) if row.address == address]
    return found


def _projects(columns: Sequence[Column]) -> list[Project]:
    return list({each.project.id: each.project for each in columns if each.project}.values())


def _cells(columns: Sequence[Column], drawn: Mapping[int, Sequence[Box]], address: str, per_side: bool) -> list[Cell]:
    """Return the cells of a question: one for each side, or one for all sides that share the same answer."""
    cells: list[Cell] = []
    for column in columns:
        project = column.project
        boxes = [each for each in drawn[project.id] if field_address(each.name) == address] if project else []
        shared = project is not None and project.side_id is None
        if shared and per_side:
            boxes = [each for each in boxes if each.side is not None and each.side.id == column.side.id]
        if shared and not per_side:
            same = next((cell for cell in cells if cell.project is project), None)
            if same is not None:
                cells[cells.index(same)] = replace(same, sides=[*same.sides, column.side])
                continue
        own = [each for each in boxes if not each.blank or (each.side and each.side.id == column.side.id)]
        cells.append(Cell([column.side], project, [_named(each, column.side) for each in own or boxes[:1]]))
    return cells


def _boxes(db: Session, tool: Tool, project: Project) -> list[Box]:
    """Return what stands in a project's canvas of a tool, its latest one when there may be several."""
    view = decisions.surrounded(db, decisions.read(db, _canvas(db, tool, project))).view
    drawing = Drawing(
        view=view,
        readable=[where for where in addresses.rooms(tool, view.context) if where.kind != SIDE],
        sides={side.key: side for side in project.partnership.sides},
        language=language(),
    )
    asked = [
        box(drawing, each, address, held(view, address, side), side)
        for address, each, side in homes(tool, view.context)
        if not side or side in [known.key for known in view.context.asked(each)]
    ]
    return [each for each in asked if each]


def _canvas(db: Session, tool: Tool, project: Project) -> Canvas:
    begun = canvases.all_of(db, project, tool.key)
    return begun[-1] if begun else canvases.find(db, project, tool.key)


def _named(of: Box, side: Side) -> Box:
    """Return a box under a name of its own on this page, where the same question stands once for each side."""
    cards = [
        replace(
            card,
            name=f"{side.key}:{card.name}",
            boxes=[replace(part, name=f"{side.key}:{part.name}") for part in card.boxes],
        )
        for card in of.cards
    ]
    return replace(of, name=f"{side.key}:{of.name}", cards=cards)
