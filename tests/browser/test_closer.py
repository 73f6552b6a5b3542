"""Closer: a picture opened on a page of its own answers to a pointer, and asks nobody else for anything."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.lived_in import GARDEN, LivedIn
from tests.browser.people import LAPTOP, PHONE, PHONE_WITHOUT_SCRIPTS, Device

pytestmark = pytest.mark.browser


def address(lived_in: LivedIn, key: str = "") -> str:
    return f"/projects/{lived_in.known['garden']}/{GARDEN.slug}" + (f"/figures/{key}" if key else "")


@pytest.mark.parametrize("key", ["heights", "wetness", "spots"])
@pytest.mark.parametrize(("language", "device"), [("nl", LAPTOP), ("es", PHONE)], ids=["laptop", "phone"])
def test_a_picture_is_drawn_to_be_looked_into_within_the_rules_of_every_page(
    lived_in: LivedIn, meet: Meet, key: str, language: str, device: Device
) -> None:
    who = meet(lived_in.house.address, language, device)
    who.be(lived_in.cookies["member"])
    who.choose_language()
    who.open(address(lived_in, key))
    plot = who.page.locator("[data-figure]")
    expect(plot.locator(".plot-container")).to_be_visible()
    expect(plot.locator("svg.fig")).to_have_count(0)
    # plotly's own sheet is ours: its layers lie upon each other
    assert plot.locator(".main-svg").first.evaluate("it => getComputedStyle(it).position") == "absolute"
    wide, room = (who.page.evaluate(f"document.documentElement.{name}") for name in ("scrollWidth", "clientWidth"))
    assert wide <= room
    who.sees("The same in a table")


def test_one_goes_from_the_painted_picture_to_the_page_on_which_it_answers_to_a_pointer(
    lived_in: LivedIn, meet: Meet
) -> None:
    who = meet(lived_in.house.address, "nl", LAPTOP)
    who.be(lived_in.cookies["member"])
    who.choose_language()
    who.open(address(lived_in))
    who.page.get_by_role("link", name=who.say("Look closer")).first.click()
    bar = who.page.locator("[data-figure] .bars .point path").first
    bar.hover(force=True)
    expect(who.page.locator("[data-figure] .hovertext")).to_be_visible()


def test_without_scripts_the_painted_picture_stays(lived_in: LivedIn, meet: Meet) -> None:
    who = meet(lived_in.house.address, "es", PHONE_WITHOUT_SCRIPTS)
    who.be(lived_in.cookies["member"])
    who.choose_language()
    who.open(address(lived_in, "heights"))
    expect(who.page.locator("[data-figure] svg.fig")).to_be_visible()
    who.sees("The same in a table")
