"""Overtaken: a card that was agreed to before what it was taken over from changed says so, until somebody looked."""

from __future__ import annotations

import pytest
from flask import Flask

from facilitation import accepting, approvals, canvas_edits, canvases, overtaken
from facilitation.access import Role
from facilitation.agreements import ADJUSTED, AGREED
from facilitation.canvas_edits import AddCard, Change, RemoveCard, SetText, SetValue
from facilitation.canvases import Canvas
from facilitation.database import Session
from tests import filled, makers
from tests.agreeing import SIDES
from tests.forms_on_page import said
from tests.test_agreement_pages import Meeting
from tests.visitors import words_of

GROUP, WATER = {"nl": "kinderen", "es": "niñas y niños"}, {"nl": "waterbedrijf", "es": "empresa de agua"}
NAME = "people.affected/group000001/group"
SINCE = "It changed there after %(places)s agreed to this. Does this still hold?"
TOGETHER = {"nl": "Brasschaat, Tarija en Nimlaha'kok", "es": "Brasschaat, Tarija y Nimlaha'kok"}


class Table(Meeting):
    """A Stakeholder analysis of three sides with a group that was taken over, and an actor who was not."""

    def __init__(self, app: Flask, db: Session) -> None:
        super().__init__(app, db)
        self.canvas = makers.canvas(db, self.world.project, "stakeholder_analysis")
        db.commit()
        self.focus = self.world.canvas
        self.address = f"{self.project_page}/stakeholder-analysis"
        self.agreement = f"{self.address}/agreement"
        self.earlier(AddCard("people.affected", "group000001", {}, {"group": GROUP}))
        self.group = self.accept("affected-actors/group000001")
        self.name = f"{self.group}/name"
        deciders = [{"side": side, "role": "decides", "affected": 1, "place": {"x": 50, "y": 50}} for side in SIDES]
        self.write(
            "tarija",
            *(
                AddCard("people.actors", f"actor00000{at}", values, {"name": WATER})
                for at, values in enumerate(deciders)
            ),
            SetValue("people.missing.none", True),
        )

    def earlier(self, *changes: Change) -> None:
        """Let somebody change something in the Focus sharpener."""
        at, self.canvas = self.canvas, self.focus
        self.write("brasschaat", *changes)
        self.canvas = at

    def accept(self, offer: str) -> str:
        """Take something over, and return the address of its card."""
        held = self.held("tarija")
        made = accepting.accept(self.db, self.canvas, held.person, held, offer)
        self.db.commit()
        return made

    def reword(self, name: str = "leerlingenraden", code: str = "nl") -> None:
        """Call the group otherwise here."""
        self.write("tarija", SetText(self.name, code, name))

    def agreed(self) -> None:
        """Let every side read over and agree."""
        self.check()
        for side in SIDES:
            self.approve(side)
        assert self.state == AGREED

    def overtaken(self) -> dict[str, list[str]]:
        """Return which places agreed to what before its source changed."""
        self.db.rollback()
        return {at: [side.key for side in sides] for at, sides in overtaken.of(self.db, self.canvas).items()}


@pytest.fixture
def table(app: Flask, lite_db: Session) -> Table:
    """Bring people together round the Stakeholder analysis."""
    return Table(app, lite_db)


def test_a_card_in_own_words_says_to_everybody_that_its_source_changed_since_they_agreed(table: Table) -> None:
    table.reword()
    table.agreed()
    assert table.overtaken() == {}
    table.earlier(SetText(NAME, "nl", "kinderen en jongeren"))
    assert table.overtaken() == {table.name: [*SIDES]}
    assert table.state == AGREED
    for language, places in TOGETHER.items():
        sentence = said(table.app, SINCE, language, places=places)
        here = table.visitor("tarija", Role.OBSERVER if language == "nl" else Role.MEMBER, language)
        for path in (table.address, f"{table.address}/now?deep=yes", table.agreement):
            assert words_of(here.get(path)).count(sentence) == 1, (language, path)


def test_one_that_follows_reopens_the_agreement_instead_and_shows_the_difference_there(table: Table) -> None:
    table.agreed()
    table.earlier(SetText(NAME, "nl", "kinderen en jongeren"))
    assert (table.state, table.overtaken()) == (ADJUSTED, {})


def test_what_nobody_agreed_to_and_what_changed_before_is_not_marked(table: Table) -> None:
    table.reword()
    table.earlier(SetText(NAME, "nl", "kinderen en jongeren"))
    assert table.overtaken() == {}
    table.agreed()
    assert table.overtaken() == {}
    table.earlier(SetText("people.affected/group000001/how", "nl", "Het is er te heet."))
    assert table.overtaken() == {}  # the interest of an actor is no decision


def test_who_takes_the_words_over_here_too_is_asked_to_agree_anew_and_not_told_of_the_source(table: Table) -> None:
    table.reword()
    table.agreed()
    table.earlier(SetText(NAME, "nl", "kinderen en jongeren"))
    table.reword("kinderen en jongeren")
    assert (table.state, table.overtaken()) == (ADJUSTED, {})


def test_another_part_of_the_card_that_changes_keeps_the_mark(table: Table) -> None:
    table.reword()
    table.agreed()
    table.earlier(SetText(NAME, "nl", "kinderen en jongeren"))
    table.write("tarija", SetValue(f"{table.group}/side", "tarija"))
    assert (table.state, table.overtaken()) == (ADJUSTED, {table.name: [*SIDES]})


def test_a_source_that_is_taken_away_after_the_agreement_is_marked_too(table: Table) -> None:
    table.agreed()
    table.earlier(RemoveCard("people.affected", "group000001"))
    assert (table.state, table.overtaken()) == (AGREED, {table.name: [*SIDES]})


def test_each_side_says_for_itself_that_its_yes_stays_and_the_mark_goes_for_that_side(table: Table) -> None:
    table.reword()
    table.agreed()
    table.earlier(SetText(NAME, "nl", "kinderen en jongeren"))
    table.press(table.visitor("tarija"), "still")
    assert (table.state, table.overtaken()) == (AGREED, {table.name: ["brasschaat", "nimlahakok"]})
    assert 'id="still"' not in table.visitor("tarija").get(table.agreement).text
    table.approve("brasschaat")
    assert table.overtaken() == {table.name: ["nimlahakok"]}
    table.withdraw("nimlahakok")
    assert table.overtaken() == {}
    given = len(table.given())
    table.approve("brasschaat")
    table.same_meaning("tarija")
    assert len(table.given()) == given  # the same once more changes nothing


def test_a_yes_of_before_such_things_were_kept_says_nothing(table: Table) -> None:
    table.reword()
    table.agreed()
    table.db.begin_writing()
    for each in approvals.of(table.db, table.canvas):
        each.sources = {}
    table.db.commit()
    table.earlier(SetText(NAME, "nl", "kinderen en jongeren"))
    assert table.overtaken() == {}


def test_a_day_that_moved_at_its_source_is_marked_on_the_decision_that_was_made_of_it(lite_db: Session) -> None:
    world = makers.world(lite_db, tool="environment_scan")
    route = makers.canvas(lite_db, world.project, "trajectory_designer")
    lite_db.commit()

    def change(canvas: Canvas, *changes: Change) -> None:
        held = world.of("tarija")
        base = canvases.view(lite_db, canvas, held).base
        lite_db.begin_writing()
        canvas_edits.edit(lite_db, canvas, held.person, held, base, changes)
        lite_db.commit()

    plan = AddCard("ground.hooks.tarija", "hook000001", {"deadline": "2027-03-01"}, {"plan": {"es": "POA 2027"}})
    change(world.canvas, plan)
    held = world.of("tarija")
    card = accepting.accept(lite_db, route, held.person, held, "hooks-decisions/hook000001")
    filled.agree(lite_db, route, [world.of("tarija", Role.COORDINATOR)])
    lite_db.commit()
    assert overtaken.of(lite_db, route) == {}
    change(world.canvas, SetValue("ground.hooks.tarija/hook000001/deadline", "2027-02-01"))
    assert [(at, [side.key for side in sides]) for at, sides in overtaken.of(lite_db, route).items()] == [
        (f"{card}/on", ["tarija"])
    ]
