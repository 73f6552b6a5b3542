"""Pages: how long the server works on each page of the demo, how many bytes it sends, and what a slow phone sees.

    make bench                      all of it; the raw figures go to benchmarks/pages.json

1. *Server time*: every page that a coordinator of the demo can reach by links, `ROUNDS` times each, through the
   whole application without a network; median and quartiles in milliseconds.
2. *Bytes*: what Chromium receives for a page with its style sheet and script, compressed, from an empty cache.
3. *First paint*: of the canvas at 400 kbit/s, 400 ms and a processor slowed 4 times (Chromium's emulation).
4. *Second start*: from `make run` to the first answer, when everything is installed.
"""

from __future__ import annotations

import json
import os
import re
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks import machine
from facilitation import create_app, database, demo, people, schema, sign_ins
from facilitation.config import Settings
from tests.machine import BROWSER_FLAGS, find_browser

ROUNDS = 31
PAINTS = 5
STARTS = 5
PORT = 8123
ROOT = Path(__file__).resolve().parent.parent
SLOW_LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
CANVAS = "/projects/1/focus-sharpener"


def measured(values: list[float]) -> dict[str, float]:
    """Return median and quartiles, with one decimal."""
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return {"median": round(middle, 1), "q1": round(low, 1), "q3": round(high, 1)}


def installed(folder: Path) -> tuple[Settings, str]:
    """Make an installation with the demo and return its settings and a coordinator's token."""
    settings = Settings(instance=folder, secret_key="only for measuring")
    engine = database.connect(settings.url())
    schema.migrate(engine)
    factory = database.session_factory(engine)
    demo.load(factory, settings)
    with database.writing(factory) as db:
        person = db.get(people.Person, 1)
        assert person is not None
        token = sign_ins.start(db, person, settings)
    engine.dispose()
    return settings, token


def server_times(settings: Settings, token: str) -> dict[str, dict[str, float]]:
    """Follow every link of our own from the home page and measure each page."""
    app = create_app(settings)
    browser = app.test_client()
    browser.set_cookie("tandem", token)
    headers = {"Accept-Language": "nl"}
    waiting, found = ["/"], {}
    while waiting:
        path = waiting.pop(0)
        page = browser.get(path, headers=headers)
        if page.status_code != 200 or page.mimetype != "text/html":
            continue
        links = re.findall(r'href="(/[^"#]*)', page.get_data(as_text=True))
        spent = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            browser.get(path, headers=headers).get_data()
            spent.append((time.perf_counter() - began) * 1000)
        found[path] = measured(spent)
        for link in links:
            known = link in found or link in waiting or link.startswith(("/static", "/language"))
            if not known and "&amp;" not in link:
                waiting.append(link)
    app.extensions["tandem.engine"].dispose()
    return found


def served(settings: Settings) -> subprocess.Popen[bytes]:
    """Start the real server and wait until it answers."""
    environment = {**os.environ, "FACILITATION_INSTANCE": str(settings.instance), "FACILITATION_SECRET_KEY": "x" * 20}
    running = subprocess.Popen([".venv/bin/facilitation", "serve", "--port", str(PORT)], cwd=ROOT, env=environment)
    answered(time.monotonic() + 30)
    return running


def answered(deadline: float) -> None:
    """Wait until the server answers; fail after the deadline."""
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=5).read()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def in_browser(browser: Browser, token: str, path: str, slow: bool) -> dict[str, Any]:
    """Open a page with an empty cache and return bytes and first paint in milliseconds."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="es")
    address = f"http://127.0.0.1:{PORT}"
    if token:
        context.add_cookies([{"name": "tandem", "value": token, "url": address}])
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    if slow:
        session.send("Network.emulateNetworkConditions", SLOW_LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address + path, wait_until="load", timeout=60_000)
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return {"bytes": round(sum(sizes)), "paint": paint}


def second_starts() -> list[float]:
    """Return how many seconds `make run` takes to its first answer, everything being installed."""
    spent = []
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "FACILITATION_INSTANCE": folder, "PORT": str(PORT)}
        for _ in range(STARTS + 1):
            began = time.monotonic()
            running = subprocess.Popen(
                ["make", "run"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
            )
            answered(began + 120)
            spent.append(time.monotonic() - began)
            os.killpg(running.pid, signal.SIGTERM)
            running.wait(30)
    return spent[1:]


def main() -> None:
    """Measure everything, print a table and keep the raw figures."""
    found: dict[str, Any] = {
        **machine.told(),
    }
    with tempfile.TemporaryDirectory() as folder:
        settings, token = installed(Path(folder))
        settings_of_server = Settings(instance=Path(folder), secret_key="x" * 20)
        found["server_ms"] = server_times(settings, token)
        program = find_browser()
        running = served(settings_of_server)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=program, args=list(BROWSER_FLAGS))
                found["home_bytes"] = in_browser(browser, "", "/", slow=False)["bytes"]
                found["canvas_bytes"] = in_browser(browser, token, CANVAS, slow=False)["bytes"]
                paints = [in_browser(browser, token, CANVAS, slow=True)["paint"] for _ in range(PAINTS)]
                found["canvas_paint_ms"] = measured(paints)
                browser.close()
        finally:
            running.terminate()
            running.wait(30)
    found["second_start_ms"] = measured([seconds * 1000 for seconds in second_starts()])
    (ROOT / "benchmarks" / "pages.json").write_text(json.dumps(found, indent=1) + "\n")
    slowest = max(found["server_ms"].items(), key=lambda item: item[1]["median"])
    print(f"{len(found['server_ms'])} pages; slowest at the median: {slowest[0]} {slowest[1]} ms (at most 30)")
    print(f"home {found['home_bytes']} bytes (at most 40,000); canvas {found['canvas_bytes']} (at most 70,000)")
    print(f"first paint of the canvas {found['canvas_paint_ms']} ms (at most 1,500)")
    print(f"second start {found['second_start_ms']} ms (at most 3,000)")


if __name__ == "__main__":
    main()
