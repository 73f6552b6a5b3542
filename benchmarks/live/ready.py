"""Ready: what somebody on a slow phone waits for before they can type in a canvas that is open for writing together.

400 kbit/s, 400 ms and a processor slowed 4 times (Chromium's emulation), from an empty cache, the history of the demo.
"Ready" is the moment in which the boxes are bound to the documents (`data-guard="live"` on the canvas): from then on
each letter goes to everybody. The page can be read, and filled in as a form, long before.
"""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.live import servers
from benchmarks.live.installations import Installation
from benchmarks.live.servers import TANDEM
from benchmarks.pages import CANVAS, SLOW_LINE
from tests.machine import BROWSER_FLAGS, find_browser

SLOWED = 4
WATCH = """
setInterval(() => {
  if (!window.ready && document.querySelector('[data-live][data-guard="live"]')) window.ready = performance.now()
}, 10)
"""
PATIENCE_MS = 60_000


def ready(installation: Installation, times: int) -> list[dict[str, Any]]:
    """Open the canvas of the demo a few times; return milliseconds until ready, and bytes of scripts until then."""
    program, found = find_browser(), []
    with servers.fresh(TANDEM, installation) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(BROWSER_FLAGS))
        address = f"http://127.0.0.1:{server.port}"
        for _ in range(times):
            context = browser.new_context(viewport={"width": 360, "height": 740}, locale="nl")
            context.add_cookies([{"name": "tandem", "value": server.cookies[0], "url": address}])
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            scripts: dict[str, float] = {}
            session.on("Network.responseReceived", lambda told, to=scripts: _note(told, to))
            session.on("Network.loadingFinished", lambda told, to=scripts: _weigh(told, to))
            session.send("Network.emulateNetworkConditions", SLOW_LINE)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
            page.add_init_script(WATCH)
            page.goto(address + CANVAS, wait_until="commit", timeout=PATIENCE_MS)
            deadline = time.monotonic() + PATIENCE_MS / 1000
            while not page.evaluate("window.ready ?? 0"):  # asked from here: the page's policy forbids eval
                if time.monotonic() > deadline:
                    raise RuntimeError("the canvas does not become live")
                page.wait_for_timeout(50)
            paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null")
            took = {"ready_ms": round(page.evaluate("window.ready")), "paint_ms": paint and round(paint)}
            found.append({**took, "script_bytes": round(sum(scripts.values()))})
            context.close()
        browser.close()
    return found


def _note(told: dict[str, Any], scripts: dict[str, float]) -> None:
    if told["type"] == "Script":
        scripts[told["requestId"]] = 0


def _weigh(told: dict[str, Any], scripts: dict[str, float]) -> None:
    if told["requestId"] in scripts:
        scripts[told["requestId"]] = told["encodedDataLength"]
