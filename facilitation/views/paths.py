"""Paths: how far a project is with each tool, what comes next and what needs attention, as one reader sees it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import g

import tools
from facilitation import agreements, canvases, glances, noticing, projects
from facilitation.agreements import Standing
from facilitation.canvases import CanvasView
from facilitation.languages import Words
from facilitation.live.log import Room
from facilitation.memberships import Membership
from facilitation.projects import Project
from facilitation.views import gate
from facilitation.views.canvas_addresses import all_at
from facilitation.views.canvas_boxes import anchor
from facilitation.views.canvas_spots import spot
from facilitation.views.gate import Seen
from facilitation.views.pages import language
from tools.canvas import LEVELS, STOP, Cards, Finding, Step, Tool, is_ready, shown
from tools.content import filled_cards

SHOWN = 3
"""Findings on the page of a project at once."""
READY, BEGUN, UNTOUCHED = "ready", "begun", "untouched"
"""How far a tool is of which nobody asked the sides to agree yet; else one of `agreements.STATES`."""
FOCUS_TOOL, FOCUS_FIELD = "focus_sharpener", ("question", "question")
"""Where the question stands that gives a project its direction."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """How far a project is with one tool: what its light set asks for, and what the method noticed.

    Of a tool with several canvases it is the first that is not ready, else the last; `others` are the rest of them.
    `agreement` is None where nobody asked how it stands.
    """

    tool: Tool
    view: CanvasView
    steps: Sequence[Step]
    findings: Sequence[Finding]
    ready: bool
    agreement: Standing | None
    others: Sequence[Stage] = ()

    @property
    def address(self) -> str:
        """Return the page of the tool in this project: of a tool with several canvases, the list of them."""
        return all_at(self.view.canvas.project_id, self.tool)

    @property
    def state(self) -> str:
        """Return how far it is: how its agreement stands once somebody asked for one, else how much is filled in."""
        if self.agreement is not None and self.agreement.state != agreements.DRAFT:
            return self.agreement.state
        return READY if self.ready else BEGUN if self.started else UNTOUCHED

    @property
    def days(self) -> list[datetime.date]:
        """Return the days that its blocks are held on, first one first; none of a tool that counts along no clock."""
        homes = [field.clock for _, field in self.tool.fields() if isinstance(field, Cards) and field.clock]
        cards = [card for home in homes for card in filled_cards(self.view.content, home)]
        return sorted({datetime.date.fromisoformat(card["on"]) for card in cards if card.get("on")})

    @property
    def done(self) -> int:
        """Return how many of the steps are there."""
        return sum(step.done for step in self.steps)

    @property
    def started(self) -> bool:
        """Return whether anything was ever written on it where this reader looks."""
        return bool(self.view.base)

    @property
    def called(self) -> Words:
        """Return how people call a canvas of which a project may have several; nothing for any other."""
        section, _, name = self.tool.called.partition(".")
        return dict(self.view.content[section][name]) if name else {}

    def anchor(self, found: Finding) -> str:
        """Return the id of the place on the tool's page that a finding points at first, "" for none."""
        return anchor(spot(self.view, found.at[0])) if found.at else ""

    @property
    def next(self) -> Step | None:
        """Return the first step that is not there yet."""
        return next((step for step in self.steps if not step.done), None)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A project as one reader sees it: its question, its path, and the exercises beside it, which count for nothing."""

    project: Project
    stages: Sequence[Stage]
    question: Words
    exercises: Sequence[Stage] = ()

    @property
    def findings(self) -> Sequence[tuple[Stage, Finding]]:
        """Return what needs attention, most serious first, with where it stands."""
        found = [(stage, each) for stage in self.every for each in stage.findings]
        return sorted(found, key=lambda pair: LEVELS.index(pair[1].level))[:SHOWN]

    @property
    def to_solve(self) -> int:
        """Return how many things stand in the way of an agreement."""
        return sum(found.level == STOP for stage in self.every for found in stage.findings)

    @property
    def every(self) -> Sequence[Stage]:
        """Return how far the project is with each canvas, those of a tool with several too."""
        return [each for stage in self.stages for each in (stage, *stage.others)]

    @property
    def here(self) -> Stage:
        """Return the tool to go on with: the first that is not ready, else the first not agreed on, else the last."""
        open_ones = [stage for stage in self.stages if stage.state != agreements.AGREED]
        unready = [stage for stage in self.stages if not stage.ready]
        return [*unready, *open_ones, self.stages[-1]][0]

    @property
    def place(self) -> int:
        """Return the number of that tool on the path, from 1."""
        return self.stages.index(self.here) + 1

    @property
    def ready(self) -> int:
        """Return with how many tools everything is there that the light set asks for."""
        return sum(stage.ready for stage in self.stages)

    @property
    def untouched(self) -> bool:
        """Return whether nobody wrote anything yet where this reader looks."""
        return not any(stage.started for stage in self.every)

    @property
    def encounters(self) -> Sequence[Stage]:
        """Return the canvases of a tool that may have several: by their first day, those without one last."""
        held = [each for each in self.every if each.tool.many and each.view.canvas.id]
        return sorted(held, key=lambda each: (not each.days, each.days[:1], each.view.canvas.number))


def outline(project: Project, membership: Membership, brief: bool = False) -> Outline:
    """Read the canvases of a project as this member may see them.

    A `brief` one leaves out how agreements stand, and the exercises.
    """
    views = glances.of(g.db, project, membership)
    found = [_stage(view, brief) for view in views if not brief or view.tool in tools.TOOLS]
    stages = [_of_tool([each for each in found if each.tool is tool]) for tool in tools.TOOLS]
    section, field = FOCUS_FIELD
    focus = [stage.view.content[section][field] for stage in stages if stage.tool.key == FOCUS_TOOL]
    texts = {code: text for question in focus for code, text in question.items() if text.strip()}
    exercises = [each for each in found if each.tool in tools.EXERCISES]
    return Outline(project=project, stages=stages, question=texts, exercises=exercises)


def _of_tool(stages: Sequence[Stage]) -> Stage:
    here = next((each for each in stages if not each.ready), stages[-1])
    return replace(here, others=[each for each in stages if each is not here])


def of_tool(project: Project, tool: Tool, membership: Membership) -> list[Stage]:
    """Return how far a project is with each canvas of a tool that was begun."""
    return [_stage(view) for view in glances.of(g.db, project, membership) if view.tool is tool and view.canvas.id]


def _stage(view: CanvasView, brief: bool = False) -> Stage:
    tool, canvas = view.tool, view.canvas
    seen = noticing.of(g.db, view, language())
    found, steps = seen.findings, seen.steps
    hidden = frozenset() if brief else canvases.dismissed(g.db, canvas, gate.me())
    return Stage(
        tool=tool,
        view=view,
        steps=steps,
        findings=shown(found, hidden) if view.base else [],
        ready=is_ready(found, steps),
        agreement=None if brief else agreements.standing(g.db, canvas),
    )


def rooms_read(found: Outline, membership: Membership) -> list[Room]:
    """Return the rooms of a project in which this member may read who wrote."""
    read = [
        (stage.view.canvas, canvases.readable(stage.view.canvas, membership))
        for stage in (*found.every, *found.exercises)
    ]
    return [room for canvas, wheres in read for room in canvases.rooms(g.db, canvas, wheres).values()]


def outlines(seen: Seen) -> list[Outline]:
    """Return the projects of a partnership as this member sees them; `projects/_list.html` draws them."""
    return [outline(each, seen.membership, brief=True) for each in projects.of_partnership(g.db, seen.partnership)]
