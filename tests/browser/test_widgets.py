"""Widgets: cards on a picture, a table by the keys, an agenda that counts along, a year in weeks; for two at once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Meet
from tests.browser.lines import HeldLine
from tests.browser.people import LAPTOP, PHONE, UNFOLD, Device, Somebody
from tests.browser.test_axe import AXE, barriers
from tests.browser.test_fits import TOO_WIDE
from tests.browser.workshops import TOOLS, Workshop, workshop

pytestmark = pytest.mark.browser

ACTORS, MATRIX, BLOCKS, YEAR = "people.actors", "people.matrix", "agenda.blocks", "time.calendar.tarija"
LISTEN = """() => {
  window.heard = [];
  const region = document.getElementById("aloud");
  new MutationObserver(() => heard.push(region.textContent)).observe(region, { childList: true });
}"""
READY = ".placing .mark, .months .week, .sums > p, [data-keys]:not([hidden])"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Give the house of the workshop; each test changes a canvas of its own in it."""
    with workshop(tmp_path_factory.mktemp("workshop")) as opened:
        yield opened


def sit(meet: Meet, table: Workshop, tool: str, side: str, language: str, device: Device) -> Somebody:
    """Open a canvas for somebody of a place, and wait until its lists can do everything."""
    who = meet(table.house.address, language, device)
    who.be(table.cookies[side])
    who.choose_language()
    who.open(table.path(tool))
    who.is_live()
    expect(who.page.locator(READY).first).to_be_attached()
    who.page.evaluate(LISTEN)
    return who


def box(page: Page, name: str) -> Locator:
    return page.locator(f"[name='{name}']")


def card(page: Page, home: str, id: str) -> Locator:
    return page.locator(f"[data-cards='{home}'] > [data-card='{id}']")


def heard(page: Page, words: str) -> None:
    """Wait until this was read aloud."""
    page.wait_for_function("(words) => heard.some((each) => each.includes(words))", arg=words)


# Cards on a picture.


def mark(page: Page, id: str) -> Locator:
    return page.locator(f".mark[data-mark='{id}']")


def stands(page: Page, id: str, x: int | None, y: int | None) -> None:
    """Wait until the numbers on a card say this, and what its mark is called too."""
    for axis, value in (("x", x), ("y", y)):
        expect(box(page, f"{ACTORS}/{id}/place:{axis}")).to_have_value("" if value is None else str(value))
    if x is not None:
        said = page.locator("ol[data-plane]").evaluate("(it) => [it.dataset.x, it.dataset.y]")
        expect(mark(page, id)).to_have_accessible_name(f"{title(page, id)} {said[0]} {x}, {said[1]} {y}")


def title(page: Page, id: str) -> str:
    number, name = (mark(page, id).locator(each).first.text_content() for each in ("b", "span"))
    return f"{number} {name}"


def drag(page: Page, what: Locator, x: int, y: int) -> None:
    """Drag a mark with the mouse, by its middle, to a place on the picture."""
    what.scroll_into_view_if_needed()
    ground, held = page.locator(".ground").bounding_box(), what.bounding_box()
    assert ground is not None
    assert held is not None
    page.mouse.move(held["x"] + held["width"] / 2, held["y"] + held["height"] / 2)
    page.mouse.down()
    page.mouse.move(ground["x"] + ground["width"] * x / 100, ground["y"] + ground["height"] * (100 - y) / 100, steps=6)


def test_cards_are_put_on_a_picture_by_mouse_finger_keys_and_numbers_while_the_other_looks(
    meet: Meet, table: Workshop
) -> None:
    ana = sit(meet, table, "stakeholder_analysis", "brasschaat", "nl", LAPTOP)
    juan = sit(meet, table, "stakeholder_analysis", "tarija", "es", PHONE)
    here, there = ana.page, juan.page

    # two on one spot stand beside each other, and their numbers stay exact
    first, second = (mark(here, id).bounding_box() for id in ("actor001", "actor004"))
    assert first is not None
    assert second is not None
    assert abs(first["y"] - second["y"]) >= min(first["height"], second["height"])
    stands(here, "actor004", 80, 20)

    # with the mouse: nothing is told before it is let go, and the way back is offered
    drag(here, mark(here, "actor002"), 30, 50)
    expect(mark(here, "actor002")).to_have_attribute("aria-pressed", "true")
    box(there, f"{ACTORS}/actor001/place:x").evaluate("(it) => { it.closest('details').open = true; }")
    box(there, f"{ACTORS}/actor001/place:x").fill("75")
    stands(here, "actor001", 75, 20)  # what came before is here by now
    stands(there, "actor002", 60, 85)
    here.mouse.up()
    stands(here, "actor002", 30, 50)
    stands(there, "actor002", 30, 50)
    back = ana.find("button", "Put it back")
    back.click()
    stands(there, "actor002", 60, 85)
    expect(back).to_have_count(0)
    expect(mark(here, "actor002")).to_be_focused()

    # dragged and given back with Esc
    drag(here, mark(here, "actor002"), 10, 10)
    here.keyboard.press("Escape")
    here.mouse.up()
    stands(here, "actor002", 60, 85)

    # with the keys, one stop for Tab: arrows go from card to card, Enter takes one
    mark(there, "actor001").focus()
    there.keyboard.press("ArrowRight")
    expect(mark(there, "actor002")).to_be_focused()
    assert there.locator(".mark[tabindex='0']").count() == 1
    there.keyboard.press("Enter")
    heard(there, "Tomada: dirección de la escuela.")
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowUp", "Shift+ArrowLeft"):
        there.keyboard.press(key)
    heard(there, "Interés 69, Influencia 86")
    there.keyboard.press("Enter")
    stands(here, "actor002", 69, 86)
    heard(there, "dirección de la escuela está ahora en Interés 69, Influencia 86.")
    expect(mark(there, "actor002")).to_be_focused()
    there.keyboard.press("Enter")
    there.keyboard.press("ArrowDown")
    there.keyboard.press("Escape")
    stands(there, "actor002", 69, 86)
    stands(here, "actor002", 69, 86)

    # a card without a place waits beside the picture; a finger presses it and then the place
    expect(there.locator(".waiting .mark")).to_have_count(1)
    mark(there, "actor003").tap()
    ground = there.locator(".ground")
    ground.scroll_into_view_if_needed()
    size = ground.bounding_box()
    assert size is not None
    ground.tap(position={"x": size["width"] * 0.25, "y": size["height"] * 0.4})
    expect(there.locator(".waiting .mark")).to_have_count(0)
    expect(box(here, f"{ACTORS}/actor003/place:x")).to_have_value(re.compile(r"2[4-7]"))
    juan.find("button", "Put it back").tap()
    stands(here, "actor003", None, None)
    expect(here.locator(".waiting .mark")).to_have_count(1)

    # from the row by the mouse; and what is typed moves the mark
    drag(here, mark(here, "actor003"), 40, 40)
    here.mouse.up()
    stands(there, "actor003", 40, 40)
    there.evaluate(UNFOLD)
    box(there, f"{ACTORS}/actor003/place:y").fill("95")
    stands(here, "actor003", 40, 95)


def test_a_finger_drags_a_card_on_a_phone(meet: Meet, table: Workshop) -> None:
    who = sit(meet, table, "stakeholder_analysis", "tarija", "es", PHONE)
    page, keys = who.page, who.context.new_cdp_session(who.page)
    page.locator(".ground").evaluate("(it) => it.scrollIntoView({ block: 'center', behavior: 'instant' })")
    held, ground = mark(page, "actor001").bounding_box(), page.locator(".ground").bounding_box()
    assert held is not None
    assert ground is not None
    x = box(page, f"{ACTORS}/actor001/place:x")
    before, value = page.evaluate("scrollY"), x.input_value()
    start = {"x": held["x"] + held["width"] / 2, "y": held["y"] + held["height"] / 2}
    end = {"x": ground["x"] + ground["width"] / 2, "y": ground["y"] + ground["height"] / 2}
    keys.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [start]})
    for step in range(1, 6):
        point = {axis: start[axis] + (end[axis] - start[axis]) * step / 5 for axis in ("x", "y")}
        keys.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    keys.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(x).not_to_have_value(value)
    assert 40 < int(x.input_value()) < 60
    assert page.evaluate("scrollY") == before


def test_two_who_move_one_card_at_the_same_moment_both_see_both_places_until_somebody_settles_it(
    meet: Meet, table: Workshop
) -> None:
    ana = sit(meet, table, "stakeholder_analysis", "brasschaat", "nl", LAPTOP)
    juan = sit(meet, table, "stakeholder_analysis", "tarija", "es", LAPTOP)
    lines = [HeldLine(who.page) for who in (ana, juan)]
    for who in (ana, juan):
        who.page.reload()
        who.is_live()
        expect(who.page.locator(READY).first).to_be_attached()
    for line, who, key in zip(lines, (ana, juan), ("ArrowUp", "ArrowDown"), strict=True):
        line.held = True
        mark(who.page, "actor004").focus()
        for each in ("Enter", key, "Enter"):
            who.page.keyboard.press(each)
    for line in lines:
        line.release()
    for who in (ana, juan):
        expect(who.page.locator(".mark[data-mark^='actor004'][data-unsettled]")).to_have_count(2)
    mark(juan.page, "actor004").press("Enter")
    juan.page.keyboard.press("Enter")
    for who in (ana, juan):
        expect(who.page.locator(".mark[data-mark^='actor004']")).to_have_count(1)
        expect(who.page.locator("[data-unsettled]")).to_have_count(0)


# A table.


@pytest.mark.parametrize("device", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_table_is_filled_with_the_keys_alone_and_grows_with_its_cards(
    meet: Meet, table: Workshop, device: Device
) -> None:
    other = sit(meet, table, "trajectory_designer", "tarija", "es", LAPTOP)
    who = sit(meet, table, "trajectory_designer", "brasschaat", "nl", device)
    page = who.page

    def cell(row: int, column: int, at: Page = page) -> Locator:
        return box(at, f"{MATRIX}/actor00{row}/phase00{column}")

    assert page.locator(".grid select[tabindex='0']").count() == 1
    page.locator(".grid select[tabindex='0']").focus()
    expect(cell(1, 1)).to_be_focused()
    for key in ("ArrowDown", "ArrowRight", "3", "ArrowRight", "5", "ArrowRight", "ArrowUp", "End", "2", "Home"):
        page.keyboard.press(key)
    expect(cell(1, 1)).to_be_focused()
    assert [cell(2, 2).input_value(), cell(2, 3).input_value(), cell(1, 3).input_value()] == [
        "involve",
        "decide",
        "consult",
    ]
    expect(cell(2, 2, other.page)).to_have_value("involve")
    bar = page.locator(f"td:has([name='{MATRIX}/actor002/phase002']) progress")
    expect(bar).to_be_visible()
    assert bar.evaluate("(it) => [it.value, it.max]") == [3, 5]
    cell(2, 2).focus()
    page.keyboard.press("0")
    expect(cell(2, 2, other.page)).to_have_value("")
    expect(bar).to_be_hidden()
    cell(2, 3).focus()
    page.keyboard.press("Delete")
    expect(cell(2, 3, other.page)).to_have_value("")

    # somebody names a phase and adds one: the table follows, and one stays where one is
    columns = page.locator(".screen .grid thead th").count()
    other.page.evaluate(UNFOLD)
    box(other.page, "route.phases/phase001/name@nl").fill(f"luisteren {columns}")
    expect(page.locator(".screen .grid thead th").first).to_have_text(f"luisteren {columns}")
    box(other.page, "route.phases/new/name@es").fill("una más")
    other.page.locator("button[value='add:route.phases']").first.click()
    expect(page.locator(".screen .grid thead th")).to_have_count(columns + 1)
    expect(cell(2, 3)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("1")
    last = page.locator(".grid tbody tr").nth(1).locator("select").last
    expect(last).to_be_focused()
    expect(last).to_have_value("inform")


# An agenda.


def test_an_agenda_counts_minutes_and_hours_along_while_two_people_write(meet: Meet, table: Workshop) -> None:
    ana = sit(meet, table, "intervention_designer", "brasschaat", "nl", LAPTOP)
    juan = sit(meet, table, "intervention_designer", "tarija", "es", PHONE)
    here, there = ana.page, juan.page

    def hours(page: Page, id: str) -> Locator:
        return card(page, BLOCKS, id).locator("[data-when] .hour b")

    def left(page: Page) -> Locator:
        return page.locator(".sums .tag")

    expect(hours(here, "block003")).to_have_text(["16:55–17:28", "10:55–11:28", "08:55–09:28"])
    expect(left(here)).to_have_text("Nog 12 min vrij.")
    expect(left(there)).to_have_text("Quedan 12 min libres.")

    # at every key, before it is even kept
    here.evaluate(UNFOLD)
    minutes = box(here, f"{BLOCKS}/block001/minutes")
    minutes.fill("34")
    expect(left(here)).to_have_text("12 min te veel gepland.")
    expect(hours(here, "block002")).to_have_text(["16:34–17:19", "10:34–11:19", "08:34–09:19"])
    expect(left(there)).to_have_text("Hay 12 min de más.")
    minutes.fill("veel")
    expect(left(here)).to_have_text("Nog 22 min vrij.")
    expect(hours(here, "block002").first).to_have_text("16:00–16:45")
    minutes.fill("22")
    minutes.press("Tab")
    expect(left(there)).to_have_text("Es justo el tiempo que hay.")

    # five more, five less; from nothing it makes five
    def press(page: Page, id: str, words: str) -> None:
        card(page, BLOCKS, id).locator("[data-when]").get_by_role("button", name=words).click()

    press(there, "block002", "+5 min")
    expect(minutes).to_have_value("22")
    expect(box(here, f"{BLOCKS}/block002/minutes")).to_have_value("50")
    heard(there, "Welke stem ontbrak?: 50 min. Hay 5 min de más.")
    press(here, "block002", "−5 min")
    expect(left(there)).to_have_text("Es justo el tiempo que hay.")
    there.evaluate(UNFOLD)
    box(there, f"{BLOCKS}/new/question@es").fill("cerrar")
    there.locator(f"button[value='add:{BLOCKS}']").first.click()
    added = here.locator(f"[data-cards='{BLOCKS}'] > li").last
    expect(added.locator("[data-main]")).to_have_text("cerrar")
    expect(added.locator("[data-when] .hour b").first).to_have_text("17:40")
    added.locator("[data-when]").get_by_role("button", name="−5 min").click()
    added.locator("[data-when]").get_by_role("button", name="+5 min").click()
    expect(added.locator("[name$='/minutes']")).to_have_value("5")
    expect(left(there)).to_have_text("Hay 5 min de más.")

    # split in two: the words stay on the first, what was chosen holds for both, the minutes add up
    press(there, "block002", "Dividir")
    cards = here.locator(f"[data-cards='{BLOCKS}'] > li")
    expect(cards).to_have_count(5)
    assert [each.input_value() for each in cards.locator("[name$='/minutes']").all()] == ["22", "23", "22", "33", "5"]
    expect(cards.nth(1).locator("[data-main]")).to_have_text("Welke stem ontbrak?")
    expect(cards.nth(2).locator("[name$='/kind']:checked")).to_have_value("talk")
    expect(cards.nth(2).locator("textarea").first).to_have_value("")
    expect(left(there)).to_have_text("Hay 5 min de más.")

    # the other clock, and a day further on: the part says when it begins
    box(there, "meeting.parts/part0001/at").fill("23:30")
    expect(hours(here, "block003").first).to_have_text("00:37 (de dag erna)–01:10")
    expect(card(here, "meeting.parts", "part0001").locator("[data-when] .hour b").nth(1)).to_have_text("17:30–19:15")


# A year.


def test_weeks_of_a_year_are_taken_with_keys_and_mouse_to_say_what_happens_then(meet: Meet, table: Workshop) -> None:
    who = sit(meet, table, "environment_scan", "tarija", "nl", LAPTOP)
    other = sit(meet, table, "environment_scan", "brasschaat", "es", PHONE)
    page = who.page
    year = page.locator(f".stack:has(> [data-cards='{YEAR}']) > .year")
    there = other.page.locator(f".stack:has(> [data-cards='{YEAR}']) > .year")
    weeks = year.locator("[data-week]")
    now = year.locator("[data-week][aria-current]")

    def after(number: int, at: Locator = year) -> Locator:
        monday = datetime.date.fromisoformat(now.get_attribute("data-week") or "")
        return at.locator(f"[data-week='{(monday + datetime.timedelta(weeks=number)).isoformat()}']")

    # by pattern and by letter, the heaviest first
    signs = [after(number).locator("b").text_content() for number in range(6)]
    assert signs == ["", "K", "K", "G", "G", ""]
    assert after(10).locator("b").text_content() == "M"
    assert [after(number).get_attribute("data-effect") for number in (0, 1, 3, 10)] == [None, "0", "1", "2"]
    name = after(2).get_by_text("Kan niet, vacaciones escolares; Gaat trager, época de lluvias")
    expect(name).to_have_count(1)

    # one stop for Tab; with Shift over several; Enter opens the form with those days
    assert weeks.locator("xpath=self::*[@tabindex='0']").count() == 1
    now.focus()
    for key in ["ArrowRight"] * 5 + ["Shift+ArrowRight"]:
        page.keyboard.press(key)
    expect(after(6)).to_be_focused()
    expect(year.locator("[aria-selected=true]")).to_have_count(2)
    page.keyboard.press("Enter")
    starts, ends = (box(page, f"{YEAR}/new/{part}") for part in ("starts", "ends"))
    monday = datetime.date.fromisoformat(after(5).get_attribute("data-week") or "")
    expect(starts).to_have_value(monday.isoformat())
    expect(ends).to_have_value((monday + datetime.timedelta(days=13)).isoformat())
    expect(box(page, f"{YEAR}/new/event@nl")).to_be_focused()
    page.keyboard.type("oogst")
    box(page, f"{YEAR}/new/effect").locator("xpath=self::*[@value='good']").check()
    page.locator(f"button[value='add:{YEAR}']").first.click()
    expect(after(5).locator("b")).to_have_text("M")
    expect(after(6, there).locator("b")).to_have_text("B")

    # a week on which something stands leads to its card
    after(5).click()
    fold = page.locator(f"[data-cards='{YEAR}'] > li").last.locator("details.edit")
    assert fold.evaluate("(it) => [it.open, it.contains(document.activeElement)]") == [True, True]

    # dragged over several
    after(12).scroll_into_view_if_needed()
    after(12).hover()
    page.mouse.down()
    after(14).hover()
    page.mouse.up()
    monday = datetime.date.fromisoformat(after(12).get_attribute("data-week") or "")
    expect(starts).to_have_value(monday.isoformat())
    expect(ends).to_have_value((monday + datetime.timedelta(days=20)).isoformat())
    starts.fill("")
    ends.fill("")

    # another year, and back
    year.get_by_role("button", name="Later").click()
    expect(now).to_have_count(0)
    year.get_by_role("button", name="Eerder").click()
    expect(now).to_have_count(1)


# All of it.


@pytest.mark.parametrize("language", ["nl", "es"])
@pytest.mark.parametrize("tool", TOOLS)
def test_lists_that_do_more_fit_on_every_screen_and_put_nobody_before_a_barrier(
    meet: Meet, table: Workshop, tool: str, language: str
) -> None:
    who = meet(table.house.address, language, LAPTOP)
    who.context.add_init_script(path=AXE)
    who.be(table.cookies["tarija"])
    who.choose_language()
    who.open(table.path(tool))
    who.is_live()
    expect(who.page.locator(READY).first).to_be_attached()
    assert barriers(who) == []
    found = []
    for width in (320, 360, 900, 1440):
        who.page.set_viewport_size({"width": width, "height": 800})
        who.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found += [f"{tool} at {width}: {each}" for each in who.page.evaluate(TOO_WIDE)]
    assert found == []
