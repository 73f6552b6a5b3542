"""The page's script: what it adds for a person whose browser runs scripts, on small pages of its own."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

pytestmark = pytest.mark.browser

DIST = Path(__file__).parents[2] / "facilitation" / "static" / "dist"

Show = Callable[..., Page]


class Answer(http.server.BaseHTTPRequestHandler):
    """Answers with what the test wrote: pages by their path, and the built script."""

    pages: dict[str, str]

    def do_GET(self) -> None:
        self.answer(self.pages.get(self.path.partition("?")[0]))

    def do_POST(self) -> None:
        self.answer(self.pages.get(self.path))

    def answer(self, body: str | None) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        script = self.path.endswith(".js")
        self.send_response(200 if body is not None else 503)
        self.send_header("Content-Type", "text/javascript" if script else "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((body or "Bewaren lukt nu niet.").encode())

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def pages() -> dict[str, str]:
    """Hold the bodies of the pages that the small server shows."""
    manifest = json.loads((DIST / "manifest.json").read_text())
    return {"/page.js": (DIST / manifest["page.js"]).read_text()}


@pytest.fixture
def address(pages: dict[str, str]) -> Iterator[str]:
    """Serve `pages` and give their address."""
    handler = type("Handler", (Answer,), {"pages": pages})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def device(chromium: Browser) -> Iterator[BrowserContext]:
    """Give a person's own device."""
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture
def show(device: BrowserContext, pages: dict[str, str], address: str) -> Show:
    """Give a function that opens a page of this body, in the window given or in a new one."""

    def open_page(body: str, window: Page | None = None) -> Page:
        head = '<!doctype html><html lang="nl"><title>t</title><script type="module" src="/page.js"></script>'
        pages["/"] = head + body
        window = window or device.new_page()
        window.goto(address + "/")
        return window

    return open_page


COPY = """<textarea id="link" readonly>https://voorbeeld.be/uitnodiging/één</textarea>
<p><button type="button" data-copy="link" data-copied="Gekopieerd" hidden>Kopieer</button>
<span role="status"></span></p>"""


def test_a_button_copies_the_link_and_says_so(show: Show, device: BrowserContext) -> None:
    device.grant_permissions(["clipboard-read", "clipboard-write"])
    page = show(COPY)
    page.get_by_role("button", name="Kopieer").click()
    expect(page.get_by_role("status")).to_have_text("Gekopieerd")
    assert page.evaluate("navigator.clipboard.readText()") == "https://voorbeeld.be/uitnodiging/één"


def test_where_the_browser_refuses_to_copy_the_link_is_selected(show: Show) -> None:
    page = show(COPY)
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
    page.get_by_role("button", name="Kopieer").click()
    page.wait_for_function("document.activeElement.id === 'link'")
    assert page.evaluate("getSelection().toString()") == "https://voorbeeld.be/uitnodiging/één"
    assert page.get_by_role("status").text_content() == ""


def test_a_box_grows_with_its_text_and_never_shrinks(show: Show) -> None:
    page = show('<textarea rows="2"></textarea>')
    box = page.locator("textarea")
    first = box.evaluate("it => it.clientHeight")
    box.fill("één\n" * 20)
    grown = box.evaluate("it => [it.scrollHeight <= it.clientHeight, it.clientHeight]")
    assert grown[0] is True
    assert grown[1] > first * 5
    box.fill("")
    assert box.evaluate("it => it.clientHeight") == grown[1]


def test_a_box_in_something_folded_fits_once_it_is_unfolded(show: Show) -> None:
    text = "één\n" * 20
    # Chromium measures what is folded, others do not lay it out at all: the rule makes it like those.
    rule = "<style>details:not([open]) textarea { display: none }</style>"
    page = show(f"{rule}<details><summary>meer</summary><textarea rows='2'>{text}</textarea></details>")
    page.get_by_text("meer").click()
    page.wait_for_function("it = document.querySelector('textarea'), it.scrollHeight <= it.clientHeight")


def questions(page: Page) -> list[str]:
    """Agree to whatever the browser asks from now on, and return the list in which it is noted."""
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    return asked


def test_leaving_with_words_that_were_not_sent_is_asked_about(show: Show) -> None:
    page = show('<form method="post" data-guard><input name="a" value="x"><button>Bewaar</button></form>')
    asked = questions(page)
    page.locator("input").fill("y")
    page.locator("input").fill("x")
    page.goto(page.url + "?elsewhere")
    assert asked == []
    page.locator("input").fill("y")
    page.goto(page.url + "?once-more")
    assert asked == ["beforeunload"]


def test_sending_is_not_leaving(show: Show) -> None:
    page = show('<form method="post" data-guard><input name="a"><button>Bewaar</button></form>')
    asked = questions(page)
    page.locator("input").fill("y")
    with page.expect_navigation():
        page.get_by_role("button").click()
    assert asked == []


def test_sending_one_form_asks_about_the_words_in_another(show: Show) -> None:
    form = '<form method="post" data-guard id="{0}"><input name="a"><button>{0}</button></form>'
    page = show(form.format("een") + form.format("twee"))
    asked = questions(page)
    page.locator("#een input").fill("y")
    with page.expect_navigation():
        page.get_by_role("button", name="twee").click()
    assert asked == ["beforeunload"]


def test_words_that_came_back_refused_count_as_not_sent(show: Show) -> None:
    page = show('<form method="post" data-guard="unsent"><input name="a" value="refused"></form>')
    asked = questions(page)
    page.locator("input").click()
    page.goto(page.url + "?elsewhere")
    assert asked == ["beforeunload"]


KEEP = """{done}<form method="post" action="/save" data-keep="12/question">
<input type="hidden" name="base" value="{base}" data-base><input type="hidden" name="other" value="{base}">
<div data-kept hidden>Niet verzonden woorden
<button type="button" data-kept-restore>Terugzetten</button>
<button type="button" data-kept-drop>Vergeten</button></div>
<textarea name="text">{text}</textarea>
<label><input type="checkbox" name="who" value="a">a</label><label><input type="checkbox" name="who" value="b">b</label>
<label><input type="radio" name="how" value="1">1</label><label><input type="radio" name="how" value="2">2</label>
<select name="one"><option>x<option>y</select><input name="extra"><input name="extra">
<input type="password" name="secret"><button>Bewaar</button></form>"""


def keep(base: int = 1, text: str = "eerst", done: str = "") -> str:
    """Return a page with a form over which a net hangs."""
    return KEEP.format(base=base, text=text, done=f'<p data-kept-done="{done}"></p>' if done else "")


def fill_and_fail(page: Page) -> None:
    """Fill the form and send it to a server that fails."""
    page.locator("textarea").fill("mijn woorden\n¿qué? 🌱")
    page.get_by_label("b").check()
    page.get_by_label("2").check()
    page.locator("select").select_option("y")
    page.locator("[name=extra]").nth(1).fill("tweede")
    page.locator("[name=secret]").fill("geheim")
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar").click()


def filled(page: Page) -> list[list[str]]:
    """Return everything that sending the form would send."""
    pairs: list[list[str]] = page.evaluate("[...new FormData(document.forms[0])]")
    return pairs


def test_words_of_a_failed_send_are_offered_back_with_the_state_they_started_from(show: Show) -> None:
    page = show(keep())
    fill_and_fail(page)
    show(keep(base=2, text="eerst, en wat een ander schreef"), page)
    expect(page.locator("[data-kept]")).to_be_visible()
    assert page.locator("textarea").input_value() == "eerst, en wat een ander schreef"
    page.get_by_role("button", name="Terugzetten").click()
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert filled(page) == [
        ["base", "1"],
        ["other", "2"],
        ["text", "mijn woorden\n¿qué? 🌱"],
        ["who", "b"],
        ["how", "2"],
        ["one", "y"],
        ["extra", ""],
        ["extra", "tweede"],
        ["secret", ""],
    ]


def test_the_offer_is_in_sight_wherever_the_page_opens_and_goes_to_the_first_words_that_came_back(show: Show) -> None:
    look = (DIST / json.loads((DIST / "manifest.json").read_text())["style.css"]).read_text()
    offer = '<div data-kept hidden><button type="button" data-kept-restore>Terugzetten</button></div>'
    folded = '<details><summary>Spaans</summary><textarea name="es"></textarea></details>'
    form = f'<form data-keep="1/a">{offer}<textarea name="nl"></textarea>{"<p>lang</p>" * 400}{folded}</form>'
    page = show(f"<style>{look}</style>{form}")
    page.locator("summary").click()
    page.locator("[name=es]").fill("mis palabras")
    show(f"<style>{look}</style>{form}", page)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_role("button", name="Terugzetten")).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="Terugzetten").click()
    expect(page.locator("[name=es]")).to_be_focused()
    expect(page.locator("[name=es]")).to_be_in_viewport()
    assert page.locator("[name=es]").input_value() == "mis palabras"


def test_a_password_is_never_kept(show: Show) -> None:
    page = show(keep())
    page.locator("[name=secret]").fill("geheim")
    assert "geheim" not in page.evaluate("JSON.stringify(sessionStorage)")
    assert page.evaluate("Object.keys(sessionStorage)") == ["kept:12/question"]


def test_kept_words_stay_as_they_are_while_they_are_offered(show: Show) -> None:
    page = show(keep())
    fill_and_fail(page)
    show(keep(base=2), page)
    page.locator("textarea").fill("iets nieuws")
    show(keep(base=3), page)
    page.get_by_role("button", name="Terugzetten").click()
    assert page.locator("textarea").input_value() == "mijn woorden\n¿qué? 🌱"


def test_kept_words_can_be_forgotten(show: Show) -> None:
    page = show(keep())
    fill_and_fail(page)
    show(keep(base=2), page)
    page.get_by_role("button", name="Vergeten").click()
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert page.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize("done", ["12/question", "3/other 12/question", "*"])
def test_what_the_server_has_is_not_offered_again(show: Show, done: str) -> None:
    page = show(keep())
    fill_and_fail(page)
    show(keep(base=2, done=done), page)
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert page.evaluate("sessionStorage.length") == 0


def test_what_somebody_else_typed_is_not_forgotten(show: Show) -> None:
    page = show(keep())
    fill_and_fail(page)
    show(keep(base=2, done="99/question"), page)
    expect(page.locator("[data-kept]")).to_be_visible()


def test_words_that_arrived_although_the_answer_was_lost_are_not_offered(show: Show) -> None:
    page = show(keep())
    page.locator("textarea").fill("mijn woorden")
    show(keep(base=2, text="mijn woorden"), page)
    expect(page.locator("[data-kept]")).to_be_hidden()
