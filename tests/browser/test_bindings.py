"""Bindings: what people do on the page of a canvas reaches the others' pages while all have it open.

A page is found by what the markup promises (`data-box`, `data-cards`), since the same must hold for every tool; the
made-up tool has every kind of field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
import sqlalchemy as sa
from playwright.sync_api import Locator, Page, expect

from facilitation import demo
from facilitation.people import Person
from tests.browser.houses import House, running
from tests.browser.lines import HeldLine
from tests.browser.lived_in import garden_on_the_table, live_in
from tests.browser.people import LAPTOP, PHONE, Device, Somebody

pytestmark = pytest.mark.browser

FOCUS = "/projects/1/focus-sharpener"
UNFOLD = "() => document.querySelectorAll('details').forEach((it) => { it.open = true; })"
FOLD = "() => document.querySelectorAll('details').forEach((it) => { it.open = false; })"
Meet = Callable[..., Somebody]


class Table(NamedTuple):
    """A house with people who can sit down at a canvas: their cookies, and the address of the canvas."""

    house: House
    cookies: dict[str, str]
    path: str


@pytest.fixture(scope="module")
def focus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """Give the example, in which both sides write."""
    with running(tmp_path_factory.mktemp("together")) as house:
        demo.load(house.factory, house.settings)
        with house.factory() as db:
            found = {each.mail.split("@")[0]: each.id for each in db.scalars(sa.select(Person)) if each.mail}
        yield Table(house, {name: house.token(person) for name, person in found.items()}, FOCUS)


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """Give the made-up tool, filled in everywhere."""
    with running(tmp_path_factory.mktemp("garden")) as house, garden_on_the_table():
        lived = live_in(house)
        yield Table(house, lived.cookies, f"/projects/{lived.known['garden']}/made-up")


def sit_down(meet: Meet, table: Table, who: str, device: Device = LAPTOP) -> Page:
    """Open the canvas for somebody and wait until it is live; everything that folds is open."""
    page = come_in(meet, table, who, device)
    await_live(page)
    return page


def come_in(meet: Meet, table: Table, who: str, device: Device = LAPTOP) -> Page:
    somebody = meet(table.house.address, "nl", device)
    somebody.be(table.cookies[who])
    somebody.open(table.path)
    return somebody.page


def await_live(page: Page) -> None:
    expect(page.locator("#strip-live")).to_be_visible()
    page.evaluate(UNFOLD)


def box(page: Page, name: str) -> Locator:
    return page.locator(f"[name='{name}']")


def cards(page: Page, home: str) -> Locator:
    return page.locator(f"[data-cards='{home}'][data-room=''] > li[data-card]")


def titles(page: Page, home: str) -> list[str]:
    return cards(page, home).locator("[data-main]").all_inner_texts()


def saved(page: Page, address: str) -> None:
    """Wait until a box says that it is saved."""
    expect(page.locator(f"[data-box='{address}'] [data-state]").first).to_have_attribute("data-state", "saved")


def test_two_people_write_in_one_text_see_each_other_and_what_is_saved(meet: Meet, focus: Table) -> None:
    ana, luis = sit_down(meet, focus, "brasschaat"), sit_down(meet, focus, "tarija", PHONE)
    theme = "topic.theme@nl"
    box(ana, theme).fill("verharde speelplaatsen")
    expect(box(luis, theme)).to_have_value("verharde speelplaatsen")
    box(ana, theme).press("End")
    box(ana, theme).press_sequentially(" en pleinen")
    box(luis, theme).press("Control+Home")
    box(luis, theme).press_sequentially("Hier: ")
    for page in (ana, luis):
        expect(box(page, theme)).to_have_value("Hier: verharde speelplaatsen en pleinen")
        saved(page, "topic.theme")
    expect(ana.locator("[data-box='topic.theme'] [data-others]")).to_have_text("Coordinación Tarija")
    expect(ana.locator("#here li")).to_have_count(2)
    luis.close()
    expect(ana.locator("#here li")).to_have_count(1)
    expect(ana.locator("[data-box='topic.theme'] [data-others]")).to_be_empty()


def test_the_keys_for_undo_take_back_ones_own_words_only(meet: Meet, focus: Table) -> None:
    ana, luis = sit_down(meet, focus, "brasschaat"), sit_down(meet, focus, "tarija")
    learn = "exchange.learn@nl"
    drawn = box(ana, learn).input_value()
    box(ana, learn).fill("mijn zin.")
    expect(box(luis, learn)).to_have_value("mijn zin.")
    box(luis, learn).press("Control+End")
    box(luis, learn).press_sequentially(" En de onze.")
    expect(box(ana, learn)).to_have_value("mijn zin. En de onze.")
    box(ana, learn).press("Control+z")
    for page in (ana, luis):
        expect(box(page, learn)).to_have_value(f"{drawn} En de onze.")
    ana.locator("#redo").click()
    for page in (ana, luis):
        expect(box(page, learn)).to_have_value("mijn zin. En de onze.")


def test_cards_are_added_and_moved_by_keys_mouse_and_list_while_the_other_looks(meet: Meet, focus: Table) -> None:
    ana, luis = sit_down(meet, focus, "brasschaat"), sit_down(meet, focus, "tarija", PHONE)
    home = "frame.room_for"
    for page in (ana, luis):
        page.evaluate(FOLD)
    before = titles(luis, home)
    ana.locator(f"[data-new='{home}']").evaluate("(it) => { it.open = true; }")
    box(ana, f"{home}/new/text@nl").fill("de bomen")
    ana.locator(f"[data-new='{home}'] button").click()
    expect(box(ana, f"{home}/new/text@nl")).to_have_value("")
    box(ana, f"{home}/new/text@nl").fill("de banken")
    ana.locator(f"[data-new='{home}'] button").click()
    expect(cards(luis, home).locator("[data-main]")).to_have_text([*before, "de bomen", "de banken"])
    grip = cards(ana, home).last.locator("[data-grip]")
    grip.press("Home")
    expect(cards(luis, home).locator("[data-main]")).to_have_text(["de banken", *before, "de bomen"])
    expect(cards(ana, home).first.locator("[data-grip]")).to_be_focused()
    drag(ana, cards(ana, home).first, cards(ana, home).nth(1))
    expect(cards(luis, home).locator("[data-main]").first).not_to_have_text("de banken")
    last = cards(luis, home).last
    last.locator("details.edit").evaluate("(it) => { it.open = true; }")
    last.locator("select[name$=':place']").select_option("1")
    expect(cards(ana, home).first.locator("[data-main]")).to_have_text("de bomen")


def drag(page: Page, card: Locator, behind: Locator) -> None:
    """Take a card by its handle and let it go in the lower half of another one."""
    card.evaluate("(it) => it.scrollIntoView({block: 'center', behavior: 'instant'})")
    start, end = card.locator("[data-grip]").bounding_box(), behind.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 9, start["y"] + 9)
    page.mouse.down()
    page.mouse.move(start["x"] + 9, end["y"] + end["height"] - 4, steps=4)
    page.mouse.up()


def test_a_card_that_one_takes_away_can_be_brought_back_where_it_was(meet: Meet, focus: Table) -> None:
    ana, luis = sit_down(meet, focus, "brasschaat"), sit_down(meet, focus, "tarija")
    home = "frame.room_for"
    before = titles(ana, home)
    away = "Het kaartje is weggehaald. Je kan het terugzetten."
    for number in (0, 1):
        cards(ana, home).nth(0).locator("button[value^='remove:']").click()
        expect(ana.get_by_text(away)).to_be_visible()
        expect(cards(luis, home)).to_have_count(len(before) - 1 - number)
    expect(ana.get_by_text(away)).to_have_count(1)
    ana.locator(f"[data-cards='{home}'] [data-back] button").click()
    expect(ana.get_by_text(away)).to_have_count(0)
    expect(cards(luis, home)).to_have_count(len(before) - 1)
    assert titles(ana, home) == before[1:]
    expect(cards(ana, home).first.locator("summary").first).to_be_focused()


def test_a_card_that_is_taken_away_while_somebody_writes_on_it_stays_in_sight_until_they_say(
    meet: Meet, focus: Table
) -> None:
    ana, luis = sit_down(meet, focus, "brasschaat"), sit_down(meet, focus, "tarija")
    writing = cards(luis, "topic.symptoms").first.locator("textarea").first
    name = writing.get_attribute("name")
    assert name is not None
    writing.focus()
    cards(ana, "topic.symptoms").first.locator("button[value^='remove:']").click()
    expect(luis.locator("[data-taken]")).to_be_visible()
    writing.press("Control+End")
    writing.press_sequentially(" Nog iets.")
    luis.locator("[data-taken] [data-notice] button").first.click()
    expect(luis.locator("[data-taken]")).to_have_count(0)
    expect(box(ana, name)).to_have_value(writing.input_value())
    assert writing.input_value().endswith(" Nog iets.")


def test_two_answers_given_at_once_stand_beside_each_other_until_somebody_chooses(meet: Meet, focus: Table) -> None:
    ana, luis = come_in(meet, focus, "brasschaat"), come_in(meet, focus, "tarija")
    lines = [HeldLine(page) for page in (ana, luis)]
    for page in (ana, luis):
        page.reload()
        await_live(page)
    for line in lines:
        line.held = True
    ana.locator("[name='frame.room'][value='1']").check(force=True)
    luis.locator("[name='frame.room'][value='4']").check(force=True)
    expect(ana.locator("[data-box='frame.room'] [data-state]")).to_have_attribute("data-state", "saving")
    for line in lines:
        line.release()
    for page in (ana, luis):
        expect(page.locator("[data-two] button")).to_have_count(2)
        expect(page.locator("[name='frame.room']:checked")).to_have_count(0)
    luis.locator("[data-two] button").filter(has_text="4").click()
    for page in (ana, luis):
        expect(page.locator("[data-two]")).to_have_count(0)
        expect(page.locator("[name='frame.room'][value='4']")).to_be_checked()


def test_what_is_typed_before_the_page_is_live_goes_on_top_of_what_others_wrote_meanwhile(
    meet: Meet, garden: Table
) -> None:
    luis, ana = sit_down(meet, garden, "member"), come_in(meet, garden, "lead")
    line = HeldLine(ana, deaf=True)
    ana.reload()
    ana.evaluate(UNFOLD)
    story = "garden.story@nl"
    drawn = box(ana, story).input_value()
    box(ana, story).press("Control+End")
    box(ana, story).press_sequentially(" Vroeg.")
    ana.locator("[name='numbers.shade'][value='5']").check(force=True)
    box(luis, story).press("Control+Home")
    box(luis, story).press_sequentially("Laat. ")
    luis.locator("[name='numbers.slope'][value='-2']").check(force=True)
    saved(luis, "numbers.slope")
    line.release()
    await_live(ana)
    for page in (ana, luis):
        expect(box(page, story)).to_have_value(f"Laat. {drawn} Vroeg.")
        expect(page.locator("[name='numbers.shade'][value='5']")).to_be_checked()
        expect(page.locator("[name='numbers.slope'][value='-2']")).to_be_checked()


def test_every_kind_of_field_shows_on_the_other_screen_what_was_chosen(meet: Meet, garden: Table) -> None:
    ana, luis = sit_down(meet, garden, "lead"), sit_down(meet, garden, "member")
    box(ana, "numbers.visitors").fill("12")
    box(ana, "numbers.opening").fill("2027-01-02")
    box(ana, "numbers.centre:x").fill("12")
    box(ana, "numbers.centre:y").fill("30,5")
    box(ana, "numbers.levels/square/january").select_option("4")
    ticked = not ana.locator("[name='numbers.colours'][value='red']").is_checked()
    ana.locator("[name='numbers.colours'][value='red']").set_checked(ticked)
    ana.locator("[name='numbers.open'][value='no']").check()
    expect(box(luis, "numbers.visitors")).to_have_value("12")
    expect(box(luis, "numbers.opening")).to_have_value("2027-01-02")
    expect(box(luis, "numbers.centre:x")).to_have_value("12")
    expect(box(luis, "numbers.centre:y")).to_have_value("30.5")
    expect(box(luis, "numbers.levels/square/january")).to_have_value("4")
    expect(luis.locator("[name='numbers.colours'][value='red']")).to_be_checked(checked=ticked)
    expect(luis.locator("[name='numbers.open'][value='no']")).to_be_checked()
    box(ana, "people.gardeners/new/who@nl").fill("Karel")
    ana.locator("[data-new='people.gardeners'] button").click()
    expect(luis.locator("[name='people.first']")).to_contain_text("Karel")
    luis.locator("[name='people.first']").select_option(label="Karel")
    expect(ana.locator("[name='people.first'] option:checked")).to_have_text("Karel")


def test_a_number_that_cannot_be_read_stays_in_its_box_and_is_asked_again(meet: Meet, garden: Table) -> None:
    ana, luis = sit_down(meet, garden, "lead"), sit_down(meet, garden, "member")
    before = box(luis, "numbers.water").input_value()
    box(ana, "numbers.water").fill("1.500")
    box(ana, "numbers.water").press("Tab")
    wrong = ana.locator("[data-box='numbers.water'] .err")
    expect(wrong).to_have_text("Is dit 1500 of 1.5? Schrijf het op een van deze twee manieren.")
    expect(box(ana, "numbers.water")).to_have_value("1.500")
    box(ana, "numbers.visitors").fill("13")
    expect(box(luis, "numbers.visitors")).to_have_value("13")
    expect(box(luis, "numbers.water")).to_have_value(before)
    box(ana, "numbers.water").fill("1500")
    box(ana, "numbers.water").press("Tab")
    expect(box(luis, "numbers.water")).to_have_value("1500")
    expect(wrong).to_be_hidden()


def test_what_one_side_writes_for_itself_is_not_on_the_others_page(meet: Meet, garden: Table) -> None:
    ana, luis = sit_down(meet, garden, "lead"), sit_down(meet, garden, "member")
    box(luis, "people.worry.tarija@es").fill("solo nosotros 4711")
    saved(luis, "people.worry.tarija")
    box(luis, "garden.plants/new/what@es").fill("Sauce")
    box(luis, "garden.plants/new/doubt.tarija@es").fill("no lo digan 4711")
    luis.locator("[data-new='garden.plants'] button").click()
    expect(cards(ana, "garden.plants").last.locator("[data-main]")).to_have_text("Sauce")
    card = cards(luis, "garden.plants").last.get_attribute("data-card")
    expect(box(luis, f"garden.plants/{card}/doubt.tarija@es")).to_have_value("no lo digan 4711")
    saved(luis, f"garden.plants/{card}/doubt.tarija")
    assert "4711" not in ana.content()
    assert ana.locator(f"[name='garden.plants/{card}/doubt.tarija@es']").count() == 0


def test_a_keyboard_that_composes_a_word_is_not_disturbed_by_the_words_of_others(meet: Meet, garden: Table) -> None:
    ana, luis = sit_down(meet, garden, "lead"), sit_down(meet, garden, "member")
    name = "people.voice.brasschaat@nl"
    keys = ana.context.new_cdp_session(ana)
    box(ana, name).fill("plein")
    keys.send("Input.imeSetComposition", {"text": "m", "selectionStart": 1, "selectionEnd": 1})
    saved(ana, "people.voice.brasschaat")
    other = sit_down(meet, garden, "lead")
    expect(box(other, name)).to_have_value("pleinm")
    box(other, name).press("Control+Home")
    box(other, name).press_sequentially("een ")
    saved(other, "people.voice.brasschaat")
    luis.locator("[name='numbers.slope'][value='3']").check(force=True)
    expect(ana.locator("[name='numbers.slope'][value='3']")).to_be_checked()  # what came before is here by now
    expect(box(ana, name)).to_have_value("pleinm")
    keys.send("Input.imeSetComposition", {"text": "met", "selectionStart": 3, "selectionEnd": 3})
    keys.send("Input.insertText", {"text": "met"})
    for page in (ana, other):
        expect(box(page, name)).to_have_value("een pleinmet")
    assert box(ana, name).evaluate("(it) => it.selectionStart") == len("een pleinmet")


def test_a_card_that_is_not_added_yet_is_asked_about_on_leaving_and_comes_back(meet: Meet, garden: Table) -> None:
    ana = sit_down(meet, garden, "lead")
    asked: list[str] = []
    ana.on("dialog", lambda dialog: asked.append(dialog.type))
    box(ana, "garden.name@nl").fill("Tuin van ons allemaal")
    saved(ana, "garden.name")
    ana.reload()
    await_live(ana)
    assert asked == []
    state = ana.locator("[data-new='garden.plants'] .state").first
    expect(state).to_be_empty()
    box(ana, "garden.plants/new/what@nl").fill("nog niet")
    expect(state).to_have_text("Nog niet in de lijst")
    ana.reload()
    await_live(ana)
    assert asked == ["beforeunload"]
    expect(box(ana, "garden.plants/new/what@nl")).to_have_value("nog niet")
    expect(state).to_have_text("Nog niet in de lijst")
    box(ana, "garden.plants/new/what@nl").fill("")
    expect(state).to_be_empty()


def test_a_list_that_is_left_blank_on_purpose_says_only_that_on_paper_on_every_page(meet: Meet, focus: Table) -> None:
    ana, luis = sit_down(meet, focus, "brasschaat"), sit_down(meet, focus, "tarija")
    home = "frame.decided"
    for page in (ana, luis):
        page.emulate_media(media="print")
    purpose, nothing = (f"[data-box='{home}'] [data-{each}]" for each in ("marked", "none"))
    ana.emulate_media(media="screen")
    for left in range(cards(ana, home).count(), 0, -1):
        cards(ana, home).first.locator("button[value^='remove:']").click()
        yes = cards(ana, home).first.locator("[data-losing] button").first
        if yes.is_visible():  # this decision is on the way of the trajectory: the page asks
            yes.click()
        expect(cards(ana, home)).to_have_count(left - 1)
    ana.emulate_media(media="print")
    for page in (ana, luis):
        expect(page.locator(nothing)).to_be_visible()
        expect(page.locator(purpose)).to_be_hidden()
    ana.emulate_media(media="screen")
    box(ana, f"{home}.none").check()
    ana.emulate_media(media="print")
    for page in (ana, luis):
        expect(page.locator(purpose)).to_be_visible()
        expect(page.locator(nothing)).to_be_hidden()


def test_words_of_an_earlier_visit_go_by_the_form_which_puts_them_on_top_of_what_others_wrote(
    meet: Meet, garden: Table
) -> None:
    luis, ana = sit_down(meet, garden, "member"), sit_down(meet, garden, "lead")
    story = "garden.story@nl"
    drawn = box(ana, story).input_value()
    ana.evaluate(
        """(name) => {
            const form = document.getElementById("canvas");
            const texts = [...form.elements].filter((it) => it.tagName === "TEXTAREA" || "base" in it.dataset);
            const kept = texts.map((it) => [it.name, it.value + (it.name === name ? " Van toen." : "")]);
            sessionStorage.setItem(`kept:${form.dataset.keep}`, JSON.stringify(kept));
        }""",
        story,
    )
    box(luis, story).press("Control+Home")
    box(luis, story).press_sequentially("Nu. ")
    saved(luis, "garden.story")
    ana.reload()
    await_live(ana)
    with ana.expect_navigation():
        ana.locator("[data-kept-restore]").click()
    await_live(ana)
    for page in (ana, luis):
        expect(box(page, story)).to_have_value(f"Nu. {drawn} Van toen.")
