"""One browser for all tests that need one; each test opens its own window in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.machine import BROWSER_FLAGS, find_browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give the browser of this machine: `chromium.new_context(...)` is a person with a device."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(BROWSER_FLAGS))
        yield browser
        browser.close()
