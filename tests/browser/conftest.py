"""One browser for all tests that need one; each opens windows of its own in it, onto its own house or a shared one."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from facilitation import clock, demo
from facilitation.access import Role
from tests.browser.houses import House, running
from tests.browser.lived_in import LivedIn, garden_on_the_table, live_in
from tests.browser.offices import office
from tests.browser.participants import Participant
from tests.browser.people import LAPTOP, PHONE, Device, Somebody
from tests.live.conftest import Village
from tests.machine import BROWSER_FLAGS, find_browser
from tests.makers import world

Meet = Callable[..., Somebody]
Sit = Callable[..., Participant]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give the browser of this machine: `chromium.new_context(...)` is a person with a device."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(BROWSER_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[House]:
    """Give a house in which nobody has an account yet."""
    with running(tmp_path) as house:
        yield house


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give the house of the example, as `facilitation demo` leaves it; nobody changes anything in it."""
    with running(tmp_path_factory.mktemp("example")) as house:
        demo.load(house.factory, house.settings)
        yield house


@pytest.fixture(scope="package")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivedIn]:
    """Give a house with something of everything in it."""
    # open pages ask for their tool as long as they live, so the garden stays on the table
    with running(tmp_path_factory.mktemp("lived_in")) as house, garden_on_the_table():
        yield live_in(house)


@pytest.fixture
def meet(chromium: Browser) -> Iterator[Meet]:
    """Give a function that opens a window for somebody: the address of a house, their language, their device.

    At the end nothing may have gone wrong in any window: no error of a script or of the page's own rules, and
    nothing asked of another site.
    """
    with ExitStack() as stack:
        people: list[Somebody] = []

        def come(address: str, language: str, device: Device, **more: object) -> Somebody:
            people.append(stack.enter_context(Somebody(chromium, address, language, device, more)))
            return people[-1]

        yield come
        assert [each.noticed for each in people] == [[] for _ in people]


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give a house in which each test has a partnership of its own."""
    with running(tmp_path_factory.mktemp("house")) as opened:
        yield opened


@pytest.fixture
def village(house: House) -> Village:
    """Give a partnership of three sides with a blank canvas."""
    with house.factory() as db:
        return Village(house, world(db))


@pytest.fixture
def sit(chromium: Browser, village: Village, meet: Meet) -> Iterator[Sit]:
    """Give a function that seats somebody behind the proxy of an office: `sit("tarija", "es", PHONE)`."""
    with ExitStack() as stack:

        def seated(
            side: str, language: str, device: Device, role: str = Role.MEMBER, at: Village = village, path: str = ""
        ) -> Participant:
            network = stack.enter_context(office())
            who = meet(at.house.address, language, device, proxy=network.settings)
            who.be(at.token(side, role))
            who.choose_language()
            return Participant(who, network).look(path or at.page)

        yield seated


@pytest.fixture
def two(sit: Sit) -> tuple[Participant, Participant]:
    """Give Ana, who reads Dutch at a laptop, and Juan, who reads Spanish on a phone."""
    return sit("brasschaat", "nl", LAPTOP), sit("tarija", "es", PHONE)


@pytest.fixture
def later() -> Iterator[Callable[..., None]]:
    """Give a function that puts the clock of the house forward: `later(seconds=11)`."""
    ahead = datetime.timedelta()

    def move(**duration: float) -> None:
        nonlocal ahead
        ahead += datetime.timedelta(**duration)
        clock.set_for_tests(datetime.datetime.now(datetime.UTC) + ahead)

    yield move
    clock.set_for_tests(None)
