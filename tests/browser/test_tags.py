"""Tags: somebody names nine goals without a word; everybody, and whoever looks along, sees that this says nothing."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from facilitation import database
from facilitation.access import Role
from facilitation.people import Person
from facilitation.sdg import organisations
from tests import makers
from tests.browser.conftest import Meet
from tests.browser.houses import House
from tests.browser.people import LAPTOP, PHONE, Somebody

pytestmark = pytest.mark.browser

NINE = ("1", "2", "3", "4", "5", "6", "8", "11", "13")
MANY = "That are many goals. Which ones would people notice most? Put those first."
ONE_SIDED = "Everything helps. Who could be harmed, or what don't you know yet?"
LOOK_FIRST = (
    "First look at the other side of the coin: add what harms or what you don't know, or write above how you looked."
)
IT_HELPS, UNKNOWN, LOCAL = "It helps, directly", "We don't know yet", "Local policy: for the people who live here"
WORTH = ("claimed", "with a reason", "with evidence")


@dataclass(frozen=True)
class Here:
    """A partnership of two sides with a shared project, and an organisation that nobody let look along yet."""

    house: House
    world: makers.World
    organisation_id: int
    colleague_id: int

    @property
    def goals(self) -> str:
        """Return the page with the goals of the project."""
        return f"/projects/{self.world.project.id}/sdg"

    @property
    def together(self) -> str:
        """Return the page with the goals of the partnership."""
        return f"/partnerships/{self.world.partnership.id}/sdg"

    @property
    def along(self) -> str:
        """Return the page on which the organisation looks along."""
        return f"/organisations/{self.organisation_id}"


@pytest.fixture
def here(house: House) -> Here:
    """Give two sides at a table, and somebody of an organisation."""
    with database.writing(house.factory) as db:
        administrator = makers.person(db, "Beheer", administrator=True)
        colleague = makers.person(db, "Vera")
        made = organisations.make(db, administrator, f"VVSG {administrator.id}")
        organisations.add(db, administrator, made, colleague.mail or "")
        ids = made.id, colleague.id
    with house.factory() as db:
        return Here(house, makers.world(db, ("Brasschaat", "Tarija")), *ids)


def sit(here: Here, meet: Meet, person: Person | int, language: str) -> Somebody:
    """Seat somebody who reads a language: Dutch at a laptop, Spanish on a phone."""
    who = meet(here.house.address, language, LAPTOP if language == "nl" else PHONE)
    who.be(here.house.token(person if isinstance(person, int) else person.id))
    who.choose_language()
    return who


def name_goal(who: Somebody, here: Here, goal: str, direction: str = "", notices: str = "", where: str = "") -> None:
    """Name a goal on its form; with nothing more it is one without a reason."""
    who.open(here.goals)
    who.follow("Name a goal")
    who.page.get_by_label(who.say("Which goal?"), exact=True).select_option(goal)
    choose(who, LOCAL)
    if direction:
        choose(who, direction)
    who.box("Who notices what of it?").fill(notices)
    who.box("Where and when do they notice it?").fill(where)
    who.press("Save")
    who.sees("Saved.")


def choose(who: Somebody, option: str) -> None:
    """Choose one of the buttons of a question."""
    who.find("radio", option).check(force=True)


def asks(who: Somebody, sentence: str, asked: bool = True) -> None:
    """Wait until the page asks this above the goals, or no longer asks it."""
    expect(who.page.locator("main .find").filter(has_text=who.say(sentence))).to_have_count(int(asked))


def shows(who: Somebody, selector: str, counts: tuple[int, int, int]) -> None:
    """Wait until so many goals are hollow, half and full under a part of the page, each with its word."""
    for state, word, count in zip(("claimed", "reasoned", "evidenced"), WORTH, counts, strict=True):
        marks = who.page.locator(f"{selector} .worth.{state}")
        expect(marks).to_have_count(count)
        expect(marks.filter(has_text=who.say(word))).to_have_count(count)


def twin_of(who: Somebody) -> list[tuple[str, ...]]:
    """Return what the table beside the picture says: the number of a goal, and how often it is named in each state."""
    rows = who.page.locator("details.twin tbody tr").all()
    cells = [[cell.text_content() or "" for cell in row.locator("th, td").all()] for row in rows]
    return [(name.split(" ")[0], *numbers) for name, *numbers in cells]


def hollow(who: Somebody) -> set[str]:
    """Return what stands in the pieces of the circle that carry a goal."""
    words = [text.text_content() or "" for text in who.page.locator("svg.fig text").all()]
    return {word.replace("\u00a0", " ") for word in words if word[:1].isdigit()}


def test_nine_goals_without_a_word_stay_hollow_and_are_shown_to_nobody_as_more(here: Here, meet: Meet) -> None:
    of = here.world.of
    ana = sit(here, meet, of("brasschaat", Role.COORDINATOR).person, "nl")
    juan = sit(here, meet, of("tarija", Role.COORDINATOR).person, "es")
    vera = sit(here, meet, here.colleague_id, "nl")
    for goal in NINE:
        name_goal(ana, here, goal)
    for who in (ana, juan):
        who.open(here.goals)
        shows(who, "main .cols", (9, 0, 0))
        asks(who, MANY)
        asks(who, ONE_SIDED)
        expect(who.find("button", "We agree")).to_be_disabled()
        who.sees(LOOK_FIRST)
        who.open(f"{here.together}/overview?view=circle")
        assert hollow(who) == {f"{goal} ○" for goal in NINE}
        assert twin_of(who) == [(goal, "1", "0", "0") for goal in NINE]

    vera.open(here.along)
    vera.sees(
        "No partnership lets your organisation look along yet. Every side of a partnership has to say yes, "
        "on its own page with goals."
    )
    for who, place in ((ana, "Brasschaat"), (juan, "Tarija")):
        who.open(here.together)
        said = who.say("Let it look along, for %(place)s", place=place)
        with who.page.expect_navigation():
            who.page.get_by_role("button", name=said).first.click()
    vera.open(here.along)
    shows(vera, "table", (9, 0, 0))
    with vera.page.expect_download() as file:
        vera.find("link", "As CSV").click()
    lines = file.value.path().read_text("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == list(NINE)
    assert all(vera.say("claimed") in line and vera.say("with evidence") not in line for line in lines[1:])

    ana.open(here.goals)
    last = ana.page.locator("main .cols > section").nth(8)
    with ana.page.expect_navigation():
        last.get_by_role("button", name=ana.say("Higher")).click()
    asks(ana, MANY, False)
    name_goal(juan, here, "2", UNKNOWN)
    for who in (ana, juan):
        who.open(here.goals)
        asks(who, ONE_SIDED, False)
        expect(who.find("button", "We agree")).to_be_enabled()
        shows(who, "main .cols", (10, 0, 0))

    name_goal(juan, here, "6", IT_HELPS, "Las familias tienen agua cada día", "en la fuente, en agosto")
    shows(juan, "main .cols", (10, 1, 0))
    vera.open(here.along)
    shows(vera, "table", (8, 1, 0))
    card = juan.page.locator("main .cols > section").last
    with juan.page.expect_navigation():
        card.get_by_role("link", name=juan.say("Change, or say what shows it")).tap()
    juan.box("Or in words: what did you see or hear, and from whom?").fill("El cuaderno del comité de agua")
    juan.press("Add what shows it")
    shows(juan, "main .cols", (10, 0, 1))
    vera.open(here.along)
    shows(vera, "table", (8, 0, 1))
