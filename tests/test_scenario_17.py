"""Scenario 17: an actor flows through: from the map to the route and to the guests of an encounter, under one name.

Three people of three sides type and press on pages alone, in two languages. Nothing is said twice: who is on the map
has a row in the route and is offered as a guest, and what makes it hard for them to come is an open condition there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from werkzeug.test import TestResponse

import tools
from tests.forms_on_page import FormOnPage, said
from tests.markup import Element, tree
from tests.shelf import Shelf
from tests.visitors import Visitor

WOMEN = {"nl": "groepen van vrouwen", "es": "grupos de mujeres"}
RENAMED = {"nl": "vrouwen van de gemeenschap", "es": "mujeres de la comunidad"}
ACTORS = "stakeholder_analysis:people.actors"
MAP, ROUTE, ENCOUNTER = "stakeholder-analysis", "trajectory-designer", "intervention-designer/1"
OPEN = "{groups}: childcare is needed. Is that arranged?"


@dataclass
class Table:
    """A project on the table of three sides, and the browsers of three people who work on it."""

    shelf: Shelf
    rosa: Visitor
    ana: Visitor
    luis: Visitor

    def open(self, who: Visitor, place: str) -> TestResponse:
        """Open a page of the project."""
        answer = who.get(f"/projects/{self.shelf.world.project.id}/{place}")
        assert answer.status_code == 200
        return answer

    def fill(self, who: Visitor, place: str, typed: dict[str, str], do: str = "save") -> FormOnPage:
        """Type on a page and press the first button that does this; return the form of the page that comes next."""
        form = FormOnPage(self.open(who, place))
        for name, words in typed.items():
            form.fill(name, words)
        pressed = next(each.value for each in form.controls if each.tag == "button" and each.value.startswith(do))
        return FormOnPage(form.send(who, pressed))

    def known_as(self, who: Visitor) -> list[list[str]]:
        """Return what the group is called in the route, among the guests and in what is open, to somebody."""
        route, encounter = (tree(self.open(who, place).text) for place in (ROUTE, ENCOUNTER))
        (box,) = [each for each in encounter.all("data-box") if each.said["data-box"] == "people.invitees"]
        return [
            sorted({each.words for each in route.all("data-called") if ACTORS in each.said["data-called"]}),
            [each.words for each in box.all("data-main") if each.words],
            self.asked(encounter, who),
        ]

    def told(self, who: Visitor) -> list[list[str]]:
        """Return what the pages of these two are told while they are open: names to link to, and what is open."""
        route, encounter = (tree(self.open(who, f"{place}/now?deep=yes").text) for place in (ROUTE, ENCOUNTER))
        return [_linked(route), _linked(encounter), self.asked(encounter, who)]

    def asked(self, page: Element, who: Visitor) -> list[str]:
        """Return of which groups a page says beside the conditions that childcare is open."""
        asked = said(self.shelf.app, OPEN, who.headers["Accept-Language"]).removeprefix("{groups}")
        hints = [each.words for each in page.one("at-people-conditions-beside").tagged("span")]
        return [each.removesuffix(asked).rpartition(". ")[2] for each in hints if each.endswith(asked)]


def _linked(page: Element) -> list[str]:
    (found,) = [each for each in page.all("data-linked") if each.said["data-linked"] == ACTORS]
    return [each.words for each in found.all("data-id")]


@pytest.fixture
def table(shelf: Callable[..., Shelf]) -> Table:
    """Bring a member of each side to the table."""
    here = shelf(tools.get("stakeholder_analysis"))
    luis = here.visitor("nimlahakok", language="es")
    return Table(here, here.visitor("tarija", language="es"), here.visitor("brasschaat"), luis)


def card_at(form: FormOnPage, address: str) -> str:
    """Return the address of the one card in a list."""
    found = {name.split("/")[1].split(":")[0] for name in form.names() if name.startswith(f"{address}/")} - {"new"}
    (card,) = found
    return f"{address}/{card}"


def test_an_actor_flows_through_to_the_route_and_the_guests_and_is_called_the_same_everywhere(table: Table) -> None:
    new = {f"people.actors/new/name@{code}": name for code, name in WOMEN.items()}
    drawn = table.fill(table.rosa, MAP, {**new, "people.actors/new/barriers": "childcare"})
    actor = card_at(drawn, "people.actors")

    begun = {"route.phases/new/name@nl": "Ontwerpen", "people.sessions/new/name@nl": "Gesprek 1"}
    route = table.fill(table.ana, ROUTE, begun)
    phase = card_at(route, "route.phases").partition("/")[2]
    cell = f"people.matrix/{actor.partition('/')[2]}/{phase}"
    table.fill(table.ana, ROUTE, {cell: "coproduce"}, "begin:people.sessions/")

    guests = table.fill(table.luis, ENCOUNTER, {}, f"accept:actors-invitees/{actor.partition('/')[2]}")
    assert guests.named("meeting.name@nl")[0].value == "Gesprek 1"
    table.fill(table.luis, ENCOUNTER, {}, "deepen")
    for who, code in ((table.ana, "nl"), (table.luis, "es")):
        assert table.known_as(who) == [[WOMEN[code]]] * 3

    table.fill(table.rosa, MAP, {f"{actor}/name@{code}": name for code, name in RENAMED.items()})
    for who, code in ((table.ana, "nl"), (table.luis, "es")):
        assert table.known_as(who) == table.told(who) == [[RENAMED[code]]] * 3
    assert FormOnPage(table.open(table.ana, ROUTE)).sent()[cell] == "coproduce"

    table.fill(table.luis, ENCOUNTER, {"people.conditions": "childcare"})
    assert table.known_as(table.luis) == [[RENAMED["es"]], [RENAMED["es"]], []]
