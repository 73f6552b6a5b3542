"""Many cards: a large canvas brings no forms of cards; live nobody notices, and without a line it works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from facilitation import canvas_edits, canvases, database
from facilitation.canvas_edits import AddCard
from facilitation.views import canvas_drawing
from tests.browser.conftest import Meet, Sit
from tests.browser.lived_in import LivedIn
from tests.browser.participants import STANDS, Participant, sheet, until
from tests.browser.people import LAPTOP, PHONE_WITHOUT_SCRIPTS, UNFOLD
from tests.browser.test_bad_lines import forgive
from tests.live.conftest import Village

pytestmark = pytest.mark.browser
FACTS = "topic.symptoms"
PLACES = """() => Object.fromEntries([...document.querySelectorAll("[data-cards] > [data-card]")].map((card) => [
  card.dataset.card, [...card.querySelectorAll("[id]")].map((each) => each.id)]))"""
SAID = """() => Object.fromEntries([...document.querySelectorAll("[data-cards] > [data-card]")].map((card) => [
  card.dataset.card, card.innerText.replace(/\\s+/g, " ").trim()]))"""


@pytest.fixture
def facts(village: Village) -> list[str]:
    """Put so many facts on the canvas that they come without their forms; returns their ids, in order."""
    ids = [f"fact{number:08}" for number in range(canvas_drawing.FEW + 6)]
    with database.writing(village.house.factory) as db:
        held = village.world.of("tarija")
        canvas = db.merge(village.world.canvas)
        view = canvases.view(db, canvas, held)
        texts = [{"text": {"nl": f"Feit {number}", "es": f"Hecho {number}"}} for number in range(len(ids))]
        cards = [AddCard(FACTS, id, {}, text) for id, text in zip(ids, texts, strict=True)]
        canvas_edits.edit(db, canvas, held.person, held, view.base, cards)
    return ids


def lines(who: Participant) -> dict[str, Any]:
    """Return what stands on a page, without the place that a card had which this person took away."""
    stands = who.stands()
    return {**stands, f"cards of {FACTS}": [each for each in stands[f"cards of {FACTS}"] if each]}


def test_on_a_large_canvas_people_write_move_and_take_away_as_on_any_other(
    village: Village, facts: list[str], two: tuple[Participant, Participant]
) -> None:
    ana, juan = two
    expect(ana.cards(FACTS)).to_have_count(len(facts))
    ana.text(f"{FACTS}/{facts[3]}/text@nl").fill("Er rijden vrachtwagens")
    expect(juan.text(f"{FACTS}/{facts[3]}/text@nl")).to_have_value("Er rijden vrachtwagens")
    juan.text(f"{FACTS}/{facts[3]}/where@es").fill("En la plaza")
    expect(ana.card(FACTS, facts[3]).locator("[data-pair=where] b")).to_have_text("En la plaza")
    ana.press(ana.card(FACTS, facts[1]), "up")
    juan.press(juan.card(FACTS, facts[5]), "remove")
    for each in two:
        expect(each.cards(FACTS)).to_have_count(len(facts) - 1)
    for each in two:
        each.saved()
    until(ana, lambda: lines(ana) == lines(juan))
    stands = lines(ana)
    assert sheet(village).text(f"{FACTS}/{facts[3]}/where", "es") == "En la plaza"
    assert stands[f"cards of {FACTS}"] == [facts[1], facts[0], *facts[2:5], *facts[6:]]
    assert (stands[f"away from {FACTS}"], stands[f"{FACTS}/{facts[2]}/text@es"]) == ([facts[5]], [["", "Hecho 2"]])


def drawn(page: Page, path: str) -> list[dict[str, Any]]:
    """Open a canvas, wait until it is live, and return what stands on it, its places, and what its cards say."""
    page.goto(path)
    expect(page.locator("#strip-live")).to_be_visible()
    page.evaluate(UNFOLD)
    return [page.evaluate(each) for each in (STANDS, PLACES, SAID)]


def test_a_form_that_the_page_made_says_what_the_server_would_have_drawn(
    lived_in: LivedIn, meet: Meet, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = meet(lived_in.house.address, "nl", LAPTOP)
    tools = ("focus-sharpener", "environment-scan", "ambition-setter", "stakeholder-analysis", "trajectory-designer")
    example = {f"/projects/1/{tool}": "brasschaat" for tool in (*tools, "intervention-designer/1")}
    for path, whose in {**example, f"/projects/{lived_in.known['garden']}/made-up": "member"}.items():
        who.be(lived_in.cookies[whose])
        monkeypatch.setattr(canvas_drawing, "FEW", 1_000)
        whole = drawn(who.page, path)
        monkeypatch.setattr(canvas_drawing, "FEW", 0)
        assert drawn(who.page, path) == whole, path


def test_who_presses_before_the_page_is_live_gets_the_form_as_soon_as_it_is(
    village: Village, facts: list[str], sit: Sit
) -> None:
    ana = sit("brasschaat", "nl", LAPTOP)
    let_go: list[Callable[[], None]] = []
    ana.page.route("**/live/**", lambda route: let_go.append(route.continue_))
    ana.page.route_web_socket("**/live/**", lambda line: let_go.append(line.connect_to_server))
    ana.page.reload()
    button = ana.card(FACTS, facts[2]).locator("[data-folded]")
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    for go in let_go:
        go()
    expect(ana.card(FACTS, facts[2]).locator("details.edit")).to_have_attribute("open", "")
    expect(ana.card(FACTS, facts[2]).locator("details.edit > summary")).to_be_focused()


def test_where_no_line_gets_through_the_form_of_a_card_comes_with_what_was_typed_saved(
    village: Village, facts: list[str], sit: Sit
) -> None:
    ana = sit("brasschaat", "nl", LAPTOP)
    ana.office.allows_lines = False
    ana.who.open(f"/{village.page}")
    ana.text("topic.theme@nl").fill("De straat")
    with ana.page.expect_navigation():
        ana.card(FACTS, facts[4]).locator("[data-folded]").click()
    expect(ana.text("topic.theme@nl")).to_have_value("De straat")
    box = ana.text(f"{FACTS}/{facts[4]}/text@nl")
    box.fill("half getypt")
    ana.who.open(f"/{village.page}")
    with ana.page.expect_navigation():
        ana.page.locator("[data-kept-restore]").click()
    expect(box).to_have_value("Feit 4")
    ana.page.locator("[data-kept-restore]").click()
    expect(box).to_have_value("half getypt")
    with ana.page.expect_navigation():
        ana.card(FACTS, facts[4]).locator("button[value^='save:']").click()
    expect(ana.card(FACTS, facts[4]).locator("[data-main]")).to_have_text("half getypt")
    forgive(ana)


def test_on_a_phone_without_scripts_a_card_of_many_is_changed_in_two_steps(
    village: Village, facts: list[str], meet: Meet
) -> None:
    juan = meet(village.house.address, "es", PHONE_WITHOUT_SCRIPTS)
    juan.be(village.token("tarija"))
    juan.choose_language()
    juan.open(f"/{village.page}")
    card = juan.page.locator(f"[data-card='{facts[7]}']")
    card.locator("[data-folded]").tap()
    expect(card).to_be_in_viewport()
    card.locator("textarea[name$='/text@es']").fill("Pasan camiones")
    card.locator("button[value^='save:']").tap()
    expect(card.locator("[data-main]")).to_have_text("Pasan camiones")
