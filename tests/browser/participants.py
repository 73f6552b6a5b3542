"""Participants: somebody with a canvas open, live, behind the proxy of an office of their own."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pycrdt
from playwright.sync_api import Locator, Page, expect

from facilitation import contents
from facilitation.live import log
from facilitation.live.sheets import Sheet
from tests.browser.offices import Office
from tests.browser.people import PATIENCE_MS, Somebody
from tests.live.conftest import Village

NAMED = ("Backspace", "Delete", "ArrowLeft", "ArrowRight")
STANDS = """() => {
  const fresh = (each) => each.closest("[data-adds], [data-mine]");
  const own = (each) => each.name && each.name !== "do" && each.type !== "hidden" && !fresh(each);
  const said = (each) => (each.type === "radio" || each.type === "checkbox" ? each.checked : each.value);
  const found = {};
  for (const each of document.querySelectorAll("#canvas :is(textarea, input, select)")) {
    if (own(each)) (found[each.name] ??= []).push([each.type === "radio" ? each.value : "", said(each)]);
  }
  for (const list of document.querySelectorAll("[data-cards][data-room=''], [data-removed][data-room='']")) {
    const { cards, removed } = list.dataset;
    const ids = [...list.children].map((each) => each.dataset.card);
    if (cards) found[`cards of ${cards}`] = ids;
    else found[`away from ${removed}`] = ids.sort();
  }
  return found;
}"""
HOLDS = """async () => {
  const found = [document.documentElement.outerHTML];
  for (const each of document.querySelectorAll("template")) found.push(each.innerHTML);
  for (const each of document.querySelectorAll("textarea, input")) found.push(each.value);
  found.push(JSON.stringify(sessionStorage), JSON.stringify(localStorage), document.cookie);
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((done) => (indexedDB.open(name).onsuccess = ({ target }) => done(target.result)));
    for (const store of base.objectStoreNames) {
      const rows = await new Promise((done) => {
        base.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => done(target.result);
      });
      for (const row of rows) found.push(JSON.stringify(row), new TextDecoder().decode(row.update));
    }
    base.close();
  }
  for (const name of await caches.keys()) found.push(name);
  for (const address of [location.pathname, document.getElementById("canvas").dataset.now]) {
    found.push(await (await fetch(address)).text());
  }
  return found.join("\\n");
}"""


@dataclass
class Participant:
    """Somebody with the canvas open."""

    who: Somebody
    office: Office
    tab: Page | None = None

    @property
    def page(self) -> Page:
        """Return the page that they look at."""
        return self.tab or self.who.page

    def another_tab(self, path: str) -> Participant:
        """Open the canvas in one more tab of the same browser."""
        page = self.who.context.new_page()
        page.goto(f"/{path}")
        tab = Participant(self.who, self.office, page)
        tab.live()
        return tab

    def look(self, path: str) -> Participant:
        """Open the canvas and wait until it is live."""
        self.who.open(f"/{path}")
        self.live()
        return self

    def live(self) -> None:
        """Wait until the line stands."""
        expect(self.page.locator("#line[data-line=live]")).to_be_attached()

    def text(self, name: str) -> Locator:
        """Return the box of a text, unfolded."""
        found: Locator = self.page.locator(f"textarea[name='{name}']")
        found.evaluate(
            "(area) => { for (let at = area; (at = at.closest('details')); at = at.parentElement) at.open = true; }"
        )
        return found

    def at(self, name: str, place: int) -> Locator:
        """Put the caret in a text."""
        found = self.text(name)
        found.focus()
        found.evaluate("(area, at) => area.setSelectionRange(at, at)", place)
        return found

    def cards(self, home: str) -> Locator:
        """Return the cards of a list."""
        found: Locator = self.page.locator(f"[data-cards='{home}'][data-room=''] > li[data-card]")
        return found

    def card(self, home: str, card: str) -> Locator:
        """Return one card of a list."""
        found: Locator = self.page.locator(f"[data-cards='{home}'][data-room=''] > [data-card='{card}']")
        return found

    def ids(self, home: str) -> list[str]:
        """Return which cards stand in a list, in their order."""
        found: list[str] = self.stands()[f"cards of {home}"]
        return found

    def away(self, home: str) -> Locator:
        """Return the cards that were taken away from a list, unfolded."""
        found: Locator = self.page.locator(f"[data-removed='{home}']")
        found.evaluate("(list) => { list.closest('details').open = true; }")
        return found

    def choose(self, name: str, value: str) -> None:
        """Choose an answer."""
        self.page.locator(f"label:has(> input[name='{name}'][value='{value}'])").click()

    def add(self, home: str, part: str, words: str, mine: bool = False) -> None:
        """Put a card in a list by its blank one; `mine`: in one's own drafts."""
        where = self.page.locator(f"[data-mine='{home}']" if mine else f"[data-adds='{home}']")
        blank = where.locator(f"[data-new='{home}']")
        blank.evaluate("(fold) => { fold.open = true; }")
        blank.locator(f"[data-blank='{part}'] textarea").first.fill(words)
        blank.locator("button[value^='add:']").click()

    def banner(self, home: str) -> Locator:
        """Return what the page says about writing alone in a list."""
        found: Locator = self.page.locator(f"[data-alone='{home}']")
        return found

    def press(self, card: Locator, verb: str) -> None:
        """Press a button of a card, unfolded."""
        card.locator("details.edit").evaluate("(fold) => { fold.open = true; }")
        card.locator(f"button[value^='{verb}:']").click()

    def saved(self) -> None:
        """Wait until nothing on the page waits to be sent, and what follows from it is there."""
        self.page.wait_for_function("() => !document.querySelector('[data-state=saving], [data-state=kept]')")

    def holds(self) -> str:
        """Return everything that this browser holds or is sent when it asks."""
        found: str = self.page.evaluate(HOLDS)
        return found

    def stands(self) -> dict[str, Any]:
        """Return what stands on the page: every box by its name, every list in its order."""
        found: dict[str, Any] = self.page.evaluate(STANDS)
        return {name: said for name, said in found.items() if not name.startswith("exchange.heard")}  # one side's own


def in_turns(*keys: tuple[Locator, list[str]]) -> None:
    """Let several people press their keys in turns."""
    for turn in range(max(len(each) for _, each in keys)):
        for box, mine in keys:
            if turn < len(mine):
                key = mine[turn]
                box.press(key) if key in NAMED else box.press_sequentially(key)


def until(somebody: Participant, so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    late = time.monotonic() + PATIENCE_MS / 1_000
    while not so():
        assert time.monotonic() < late, "it does not come"
        somebody.page.wait_for_timeout(50)


def document(village: Village) -> pycrdt.Doc[Any]:
    """Return the shared document as the log holds it."""
    with village.house.factory() as db:
        return log.load(db, db.query(log.Room).filter_by(name=village.room).one()).doc


def sheet(village: Village) -> Sheet:
    """Return the shared room as pages, search and print read it."""
    with village.house.factory() as db:
        return contents.fresh(db, db.query(log.Room).filter_by(name=village.room).one()).sheet


def same_everywhere(village: Village, *people: Participant) -> dict[str, Any]:
    """Wait until everybody's screen says the same, then return it: as the page without scripts and the database do."""
    first, *others = people
    for each in people:
        each.saved()
    for other in others:
        until(first, lambda other=other: other.stands() == first.stands())  # type: ignore[misc]
    stands = first.stands()
    plain = first.who.chromium.new_context(base_url=village.house.address, java_script_enabled=False)
    plain.add_cookies(first.who.context.cookies())  # type: ignore[arg-type]
    page = plain.new_page()
    page.goto(f"/{village.page}")
    assert page.evaluate(STANDS) == first.page.evaluate(STANDS)
    plain.close()
    doc, read = document(village), sheet(village)
    for name, [[_, said]] in ((name, said) for name, said in stands.items() if "@" in name):
        kept = str(doc.get(name, type=pycrdt.Text))
        address, _, language = name.partition("@")
        assert (kept, read.text(address, language)) == (said, said)
    return stands
