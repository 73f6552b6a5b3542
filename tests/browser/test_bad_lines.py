"""Bad lines: two people at a canvas on a day on which everything goes wrong: no word is lost, one sentence says it."""

from __future__ import annotations

import datetime
import zoneinfo

import pytest
from playwright.sync_api import expect

from facilitation import clock
from tests.browser.conftest import Sit
from tests.browser.participants import Participant, same_everywhere, sheet, until
from tests.browser.people import LAPTOP
from tests.live.conftest import Village

pytestmark = pytest.mark.browser
THEME, FACTS = "topic.theme", "topic.symptoms"
WATCH = """() => {
  window.alarms = [];
  const line = document.getElementById("line");
  new MutationObserver(() => line.hasAttribute("data-todo") && window.alarms.push(line.textContent)).observe(line, {
    attributes: true, childList: true,
  });
}"""


def test_a_paste_of_200_000_characters_with_emoji_arrives_whole_and_the_page_stays_usable(
    village: Village, two: tuple[Participant, Participant]
) -> None:
    ana, juan = two
    words = ("x" + "🎉" * 9_000 + "\nDe straat is van ons: 🎉 👩‍👧 ñandú, één" * 6_000)[:199_900]
    ana.who.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ana.page.evaluate("(words) => navigator.clipboard.writeText(words)", words)
    box = ana.at(f"{THEME}@nl", 0)
    box.press("Control+v")
    box.press_sequentially(" slot 🎉")
    ana.text("exchange.learn@nl").fill("Nog iets")
    until(juan, lambda: juan.text(f"{THEME}@nl").input_value() == words + " slot 🎉")
    expect(juan.text("exchange.learn@nl")).to_have_value("Nog iets")
    juan.at(f"{THEME}@nl", 0).press_sequentially("Ya: ")
    until(ana, lambda: box.input_value() == f"Ya: {words} slot 🎉")
    stands = same_everywhere(village, ana, juan)
    assert stands[f"{THEME}@nl"] == [["", f"Ya: {words} slot 🎉"]]
    assert [each.office.lines for each in two] == [1, 1]
    ana.page.locator("#undo").click()
    ana.page.locator("#undo").click()
    expect(ana.text("exchange.learn@nl")).to_have_value("")


def test_two_tabs_of_one_person_write_in_one_text_and_are_one_person_to_the_others(
    village: Village, two: tuple[Participant, Participant]
) -> None:
    ana, juan = two
    tab = ana.another_tab(village.page)
    ana.at(f"{THEME}@nl", 0).press_sequentially("een")
    expect(tab.text(f"{THEME}@nl")).to_have_value("een")
    with ana.office.held_up():
        ana.at(f"{THEME}@nl", 3).press_sequentially(" drie")
        tab.at(f"{THEME}@nl", 0).press_sequentially("nul ")
    expect(juan.page.locator("#here li")).to_have_count(2)
    same_everywhere(village, ana, tab, juan)
    tab.page.close()
    expect(juan.text(f"{THEME}@nl")).to_have_value("nul een drie")
    expect(juan.page.locator("#here li")).to_have_count(2)


def test_a_device_whose_clock_is_an_hour_off_says_when_it_was_really_saved(village: Village, sit: Sit) -> None:
    ana = sit("brasschaat", "nl", LAPTOP)
    ana.page.clock.set_fixed_time(clock.now() + datetime.timedelta(hours=1))
    ana.look(village.page)
    before = clock.now()
    ana.at(f"{THEME}@nl", 0).press_sequentially("op tijd")
    badge = ana.page.locator(f"[data-box='{THEME}'] [data-state=saved]")
    expect(badge).to_be_visible()
    zone = zoneinfo.ZoneInfo("Europe/Brussels")
    times = [f"{each.astimezone(zone):%H:%M}" for each in (before, clock.now())]
    assert badge.inner_text() in [ana.who.say("Saved {time}", time=each) for each in times]


def test_lines_that_are_cut_every_few_seconds_lose_and_double_nothing_and_give_no_alarm(
    village: Village, two: tuple[Participant, Participant]
) -> None:
    ana, juan = two
    for each in two:
        each.page.evaluate(WATCH)
    hers, his = ana.at(f"{THEME}@nl", 0), juan.at(f"{THEME}@nl", 0)
    hers.press_sequentially("|")
    expect(his).to_have_value("|")
    juan.at(f"{THEME}@nl", 0)
    ana.at(f"{THEME}@nl", 1)
    for turn in range(4):
        for cut, other in ((ana, juan), (juan, ana)):
            lines = cut.office.lines
            hers.press_sequentially(f"a{turn}é")
            cut.office.cut()
            his.press_sequentially(f"{turn}ñ🎉")
            hers.press_sequentially("b")
            until(other, lambda cut=cut, lines=lines: cut.office.lines > lines)  # type: ignore[misc]
    stands = same_everywhere(village, ana, juan)
    first, _, second = stands[f"{THEME}@nl"][0][1].partition("|")
    assert first == "".join(f"{turn}ñ🎉" * 2 for turn in range(4))
    assert second == "".join(f"a{turn}éb" * 2 for turn in range(4))
    assert [each.page.evaluate("() => window.alarms") for each in two] == [[], []]
    forgive(ana, juan)


def test_where_an_office_lets_no_line_through_the_form_works_and_the_others_see_it_live(
    village: Village, two: tuple[Participant, Participant]
) -> None:
    ana, juan = two
    ana.office.allows_lines = False
    ana.who.open(f"/{village.page}")
    sentence = ana.who.say(
        "Writing at the same moment does not get through here. Write and press Save: others see it after that."
    )
    expect(ana.page.get_by_text(sentence)).to_have_count(1)
    ana.text(f"{THEME}@nl").fill("met het formulier")
    with ana.page.expect_navigation():
        ana.page.locator("button[value='save:topic']").click()
    expect(juan.text(f"{THEME}@nl")).to_have_value("met het formulier")
    juan.text(f"{THEME}@nl").fill("met het formulier, en live")
    juan.saved()
    ana.who.open(f"/{village.page}")
    expect(ana.text(f"{THEME}@nl")).to_have_value("met het formulier, en live")
    forgive(ana)


def test_what_was_written_before_a_laptop_slept_for_a_day_is_sent_when_it_wakes(
    village: Village, two: tuple[Participant, Participant]
) -> None:
    ana, juan = two
    ana.page.clock.install()
    ana.look(village.page)
    ana.at(f"{THEME}@nl", 0).press_sequentially("gisteren")
    expect(juan.text(f"{THEME}@nl")).to_have_value("gisteren")
    ana.office.allows_lines = False
    ana.who.context.set_offline(True)
    ana.office.cut()
    ana.text(f"{THEME}@nl").press_sequentially(" laat")
    ana.who.sees("No connection. Write on: it is kept on this device and sent as soon as the line is back.")
    juan.at(f"{THEME}@nl", 0).press_sequentially("Ayer, ")
    juan.saved()
    ana.page.clock.fast_forward("24:00:00")
    assert sheet(village).text(THEME, "nl") == "Ayer, gisteren"
    ana.office.allows_lines = True
    ana.who.context.set_offline(False)
    ana.live()
    assert same_everywhere(village, ana, juan)[f"{THEME}@nl"] == [["", "Ayer, gisteren laat"]]
    forgive(ana)


def forgive(*people: Participant) -> None:
    """Leave out what the browser writes down about lines that do not stand."""
    for each in people:
        each.who.noticed[:] = [said for said in each.who.noticed if "WebSocket" not in said and "ERR_" not in said]
