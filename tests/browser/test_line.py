"""The line of an open page in a real browser: what becomes of words when the line, the sign-in or the canvas ends.

How the line itself behaves is told in `tests/live/js`; here are the things that only a browser has: a store on the
device, tabs, a form on the page.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pycrdt
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, WebSocketRoute, expect

from facilitation import database, sign_ins
from facilitation.access import Role
from facilitation.canvases import Canvas
from facilitation.live import log
from facilitation.people import Person
from tests.browser.conftest import Meet
from tests.browser.houses import running
from tests.browser.people import LAPTOP, PATIENCE_MS, Somebody
from tests.live.conftest import Village
from tests.makers import world
from tests.visitors import PASSWORD, kept_password

pytestmark = pytest.mark.browser
THEME = "topic.theme@nl"
SAVED, KEPT = "saved", "kept"
ROWS = """async (person) => new Promise((done, fail) => {
  const asked = indexedDB.open(`tandem-${person}`, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("rows", { keyPath: "id" });
  asked.onerror = () => fail(asked.error);
  asked.onsuccess = () => {
    const all = asked.result.transaction("rows").objectStore("rows").getAll();
    all.onsuccess = () => {
      asked.result.close();
      done(all.result.map(({ room, tab, words }) => ({ room, tab, words })));
    };
  };
})"""


@dataclass
class Proxy:
    """What stands between a browser and the house: it can cut every line and let none through."""

    blocked: bool = False
    lines: list[WebSocketRoute] = field(default_factory=list)

    def stand(self, place: BrowserContext | Page) -> None:
        """Stand in front of a browser or one of its tabs."""
        place.route_web_socket(lambda _address: True, self._pass)

    def _pass(self, line: WebSocketRoute) -> None:
        if self.blocked:
            line.close(code=1001)
        else:
            line.connect_to_server()
            self.lines.append(line)

    def cut(self) -> None:
        """Cut every line."""
        for line in self.lines:
            line.close(code=1001)
        self.lines.clear()

    def block(self) -> None:
        """Cut every line and let none through."""
        self.blocked = True
        self.cut()


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    """Give a house with three sides and somebody in every role; the member of Brasschaat has a password."""
    with running(tmp_path) as house:
        with house.factory() as db:
            made = world(db)
        with database.writing(house.factory) as db:
            _ana(db, made).password = kept_password()
        yield Village(house, made)


def _ana(db: database.Session, made: Any) -> Person:
    return db.get_one(Person, made.of("brasschaat", Role.MEMBER).person_id)


@pytest.fixture
def visit(village: Village, meet: Meet) -> Callable[[], Somebody]:
    """Give a function that opens a browser in which the member of Brasschaat is signed in."""

    def came() -> Somebody:
        ana = meet(village.house.address, "nl", LAPTOP)
        ana.be(village.token())
        return ana

    return came


def look(village: Village, page: Page) -> Locator:
    """Open the canvas, wait until it is live, and return the box of the theme."""
    page.goto(f"/{village.page}")
    live(page)
    return theme(page)


def live(page: Page) -> None:
    """Wait until the line stands."""
    expect(page.locator("#line[data-line=live]")).to_be_attached()


def theme(page: Page) -> Locator:
    """Return the box of the theme in Dutch."""
    return page.locator(f"textarea[name='{THEME}']")


def becomes(page: Page, state: str) -> None:
    """Wait until the badge of the theme says this."""
    expect(page.locator("[data-box='topic.theme'] [data-state]").first).to_have_attribute("data-state", state)


def rows(page: Page, village: Village) -> list[dict[str, Any]]:
    """Return what the device holds of this person."""
    found: list[dict[str, Any]] = page.evaluate(ROWS, village.world.of("brasschaat", Role.MEMBER).person_id)
    return found


def nothing_waits(page: Page, village: Village) -> None:
    """Wait until the device holds nothing of this person any more: the server has it."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while rows(page, village):
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)


def kept(village: Village, room: str = "") -> str:
    """Return the Dutch theme as the log holds it."""
    with village.house.factory() as db:
        found = db.query(log.Room).filter_by(name=room or village.room).one_or_none()
        return "" if found is None else str(log.load(db, found).doc.get(THEME, type=pycrdt.Text))


def test_a_page_opens_one_line_and_opens_it_before_its_larger_script_is_there(
    village: Village, visit: Callable[[], Somebody]
) -> None:
    ana, asked = visit(), []
    ana.page.on("websocket", lambda line: asked.append(line.url.rpartition("/")[2]))
    box = look(village, ana.page)
    box.press_sequentially("Wie")
    becomes(ana.page, SAVED)
    assert (asked, kept(village)) == (["focus-sharpener?fresh=1"], "Wie")
    ana.page.route("**/live-*.js", lambda route: route.abort())
    asked.clear()
    ana.page.reload()
    ana.page.wait_for_function("window.earlyLine?.came.length > 2")
    assert (asked, box.input_value()) == (["focus-sharpener?fresh=1"], "Wie")
    ana.noticed[:] = [each for each in ana.noticed if "ERR_FAILED" not in each]  # the script that never comes


def test_a_sign_in_that_ends_in_mid_sentence_is_renewed_on_the_page_and_no_letter_is_lost(
    village: Village, visit: Callable[[], Somebody]
) -> None:
    ana = visit()
    box = look(village, ana.page)
    box.press_sequentially("Wie ")
    becomes(ana.page, SAVED)
    with database.writing(village.house.factory) as db:
        person = _ana(db, village.world)
        mail = str(person.mail)
        sign_ins.end_everywhere(db, person)
    ana.sees("You are signed out. Sign in again: your words stay here.")
    box.press_sequentially("beslist ")
    ana.write("E-mail address", mail)
    ana.write("Password", "not this one")
    form = ana.page.locator("#live-renew")
    ana.find("button", "Sign in", form).click()
    ana.sees("This mail address and this password do not belong together. Look at both once more.")
    assert kept(village) == "Wie "
    ana.write("Password", PASSWORD)
    ana.find("button", "Sign in", form).click()
    live(ana.page)
    expect(form).to_have_count(0)
    box.press_sequentially("mee?")
    becomes(ana.page, SAVED)
    assert (kept(village), box.input_value(), rows(ana.page, village)) == ("Wie beslist mee?", "Wie beslist mee?", [])
    ana.noticed[:] = [each for each in ana.noticed if "status of 400" not in each]  # the answer to a wrong password


def test_words_that_wait_on_the_device_are_sent_by_the_next_page(
    village: Village, visit: Callable[[], Somebody]
) -> None:
    ana, proxy = visit(), Proxy()
    proxy.stand(ana.context)
    box = look(village, ana.page)
    box.press_sequentially("een")
    becomes(ana.page, SAVED)
    proxy.block()
    box.press_sequentially(" twee")
    becomes(ana.page, KEPT)
    found = rows(ana.page, village)
    assert [(each["room"], each["words"]) for each in found] == [(village.room, {THEME: "een twee"})]
    assert kept(village) == "een"
    ana.page.close()
    proxy.blocked = False
    ana.page = ana.context.new_page()
    box = look(village, ana.page)
    expect(box).to_have_value("een twee")
    nothing_waits(ana.page, village)
    assert kept(village) == "een twee"


def test_a_tab_takes_over_the_words_of_another_only_when_that_one_is_gone(
    village: Village, visit: Callable[[], Somebody]
) -> None:
    ana, first, second = visit(), Proxy(), Proxy()
    first.stand(ana.page)
    box = look(village, ana.page)
    box.press_sequentially("x")
    becomes(ana.page, SAVED)
    first.block()
    box.press_sequentially("y")
    becomes(ana.page, KEPT)
    other = ana.context.new_page()
    second.stand(other)
    look(village, other)
    [row] = rows(other, village)
    second.cut()
    theme(other).press("End")
    theme(other).press_sequentially("z")
    becomes(other, SAVED)
    assert (rows(other, village), kept(village)) == ([row], "xz")
    ana.page.close()
    second.cut()
    expect(theme(other)).to_have_value(re.compile("^x(yz|zy)$"))
    nothing_waits(other, village)
    assert kept(village) == theme(other).input_value()


def test_words_for_a_canvas_that_was_made_anew_are_shown_to_copy_and_then_forgotten(
    village: Village, visit: Callable[[], Somebody]
) -> None:
    ana, proxy = visit(), Proxy()
    ana.context.grant_permissions(["clipboard-read", "clipboard-write"])
    proxy.stand(ana.context)
    box = look(village, ana.page)
    proxy.block()
    box.press_sequentially("Straat zonder auto's")
    becomes(ana.page, KEPT)
    ana.page.close()
    with database.writing(village.house.factory) as db:
        db.get_one(Canvas, village.world.canvas.id).epoch = 2
    proxy.blocked = False
    ana.page = ana.context.new_page()
    box = look(village, ana.page)
    unsent = ana.page.locator("#live-unsent")
    expect(unsent.get_by_role("textbox")).to_have_value("Straat zonder auto's")
    assert box.input_value() == ""
    ana.find("button", "Copy", unsent).click()
    expect(unsent.get_by_role("status")).to_have_text(ana.say("Copied"))
    assert ana.page.evaluate("navigator.clipboard.readText()") == "Straat zonder auto's"
    ana.find("button", "They are copied: forget them here").click()
    expect(unsent).to_have_count(0)
    assert (rows(ana.page, village), kept(village, f"canvas/{village.world.canvas.id}.2")) == ([], "")


def test_where_no_line_gets_through_the_page_says_so_and_works_as_a_form(
    village: Village, visit: Callable[[], Somebody]
) -> None:
    ana, proxy = visit(), Proxy(blocked=True)
    proxy.stand(ana.context)
    ana.open(f"/{village.page}")
    ana.sees("Writing at the same moment does not get through here. Write and press Save: others see it after that.")
    theme(ana.page).fill("gewoon")
    with ana.page.expect_navigation():
        ana.page.locator("button[value='save:topic']").click()
    expect(theme(ana.page)).to_have_value("gewoon")
    assert kept(village) == "gewoon"


def test_without_a_line_the_coach_and_the_picture_say_of_when_they_are(
    village: Village, visit: Callable[[], Somebody]
) -> None:
    ana, proxy = visit(), Proxy()
    proxy.stand(ana.context)
    box = look(village, ana.page)
    said = re.compile(ana.say("As of {time}").replace("{time}", r"\d\d:\d\d"))
    dated = ana.page.locator("[data-as-of]")
    expect(dated).to_have_count(0)
    proxy.block()
    box.press_sequentially("zonder lijn")
    becomes(ana.page, KEPT)
    for place in ("#coach", "#drawn"):
        expect(ana.page.locator(place).get_by_text(said)).to_be_visible()
    proxy.blocked = False
    becomes(ana.page, SAVED)
    expect(dated).to_have_count(0)


def test_a_page_that_cannot_be_made_live_says_so_and_works_as_a_form(
    village: Village, visit: Callable[[], Somebody]
) -> None:
    ana = visit()
    ana.page.add_init_script("window.MutationObserver = class { constructor() { throw new Error('broken here'); } };")
    ana.open(f"/{village.page}")
    ana.sees("Writing at the same moment does not get through here. Write and press Save: others see it after that.")
    expect(ana.page.locator("#line")).to_have_attribute("data-line", "blocked")
    expect(ana.page.locator("#line").get_by_role("link", name=ana.say("Open the page again"))).to_be_visible()
    expect(ana.page.locator("#here")).to_be_hidden()
    theme(ana.page).press_sequentially("gewoon")
    assert (kept(village), rows(ana.page, village)) == ("", [])
    with ana.page.expect_navigation():
        ana.page.locator("button[value='save:topic']").click()
    expect(theme(ana.page)).to_have_value("gewoon")
    assert kept(village) == "gewoon"
    ana.noticed[:] = [each for each in ana.noticed if "broken here" not in each]
