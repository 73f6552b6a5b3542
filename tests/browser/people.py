"""People: somebody with a device, who finds things on a page by the words that stand there, in their own language.

A test writes the English sentence of the code and the person reads its translation: `anna.press("Save")` presses
"Bewaar". What is not translated, or is not reachable by its name, is not found.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal

from babel.support import NullTranslations, Translations
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from facilitation.data import data_dir
from facilitation.languages import LANGUAGE_NAMES
from tests.visitors import COOKIE

PATIENCE_MS = 30_000
"""How long a page may take before the test says that it does not come: long, as the machine may be busy."""
LOCALES = {"nl": "nl-BE", "es": "es-BO", "fr": "fr-FR"}
Role = Literal["button", "link", "textbox", "radio", "checkbox", "combobox", "heading", "group"]
UNFOLD = "document.querySelectorAll('details').forEach((it) => { it.open = true; })"
expect.set_options(timeout=PATIENCE_MS)


@dataclass(frozen=True)
class Device:
    """What somebody holds: a width and height in CSS pixels, a finger or a mouse, scripts or none."""

    width: int
    height: int
    touch: bool = False
    scripts: bool = True

    @property
    def settings(self) -> dict[str, Any]:
        """Return it in the words of the browser."""
        size = {"width": self.width, "height": self.height}
        return {
            "viewport": size,
            "screen": size,
            "is_mobile": self.touch,
            "has_touch": self.touch,
            "java_script_enabled": self.scripts,
        }


LAPTOP = Device(1440, 900)
PHONE = Device(360, 740, touch=True)
PHONE_WITHOUT_SCRIPTS = Device(360, 740, touch=True, scripts=False)


@functools.cache
def catalogue(language: str) -> NullTranslations:
    """Return the sentences of the interface in a language."""
    return Translations.load(str(data_dir("translations")), [language])


def said(language: str, sentence: str, /, **values: Any) -> str:
    """Return a sentence of the interface in a language, with its values."""
    words = str(catalogue(language).gettext(sentence))
    return words % values if "%(" in words else words.format(**values) if values else words


@dataclass
class Somebody:
    """A person at a device, reading one language; `noticed` is whatever went wrong in their window."""

    chromium: Browser
    address: str
    language: str
    device: Device
    more: dict[str, Any] = field(default_factory=dict)
    noticed: list[str] = field(default_factory=list)
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)

    def __enter__(self) -> Somebody:
        """Open the window."""
        settings = {"locale": LOCALES[self.language], **self.device.settings, **self.more}
        self.context = self.chromium.new_context(base_url=self.address, **settings)
        self.context.set_default_timeout(PATIENCE_MS)
        self.page = self.context.new_page()
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.noticed.append(f"script: {error}"))
        self.page.on("request", self._look)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the window."""
        self.context.close()

    def _listen(self, message: ConsoleMessage) -> None:
        # that a page answers "not found" is an answer, and the browser writes every such answer down
        own_answer = "Failed to load resource" in message.text and message.location.get("url") == self.page.url
        # so it does when a page that is open wants to come in live and its person was signed out meanwhile
        signed_out = "WebSocket connection" in message.text and "HTTP Authentication failed" in message.text
        if message.type in ("error", "warning") and not own_answer and not signed_out:
            self.noticed.append(f"{self.page.url}: {message.text}")

    def _look(self, request: Request) -> None:
        if not request.url.startswith(self.address + "/"):
            self.noticed.append(f"{self.page.url} asks {request.url}")

    # Words.

    def say(self, sentence: str, /, **values: Any) -> str:
        """Return a sentence of the interface in this person's language."""
        return said(self.language, sentence, **values)

    def asks(self, label: str, language: str = "", /, **values: Any) -> str:
        """Return how a text in one of several languages is asked for: "Title in Dutch"."""
        where = self.say("in %(language)s", language=self.say(LANGUAGE_NAMES[language or self.language]))
        return f"{self.say(label, **values)} {where}"

    # Where to go.

    def open(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(path)

    def be(self, token: str) -> None:
        """Be somebody who signed in before."""
        self.context.add_cookies([{"name": COOKIE, "value": token, "url": self.address}])

    def choose_language(self) -> None:
        """Read every page in one's own language, whatever account one has."""
        self.context.add_cookies([{"name": "language", "value": self.language, "url": self.address}])

    # What stands there.

    def find(self, role: Role, sentence: str, within: Locator | None = None, /, **values: Any) -> Locator:
        """Return what has this role and this whole name."""
        return (within or self.page).get_by_role(role, name=self.say(sentence, **values), exact=True)

    def box(self, label: str, language: str = "", within: Locator | None = None, /, **values: Any) -> Locator:
        """Return the box in which one writes a text in a language."""
        return (within or self.page).get_by_role("textbox", name=self.asks(label, language, **values), exact=True)

    def sees(self, sentence: str, /, **values: Any) -> None:
        """Wait until this sentence of the interface stands somewhere on the page, for the eye."""
        shown = self.page.get_by_text(self.say(sentence, **values), exact=True).filter(visible=True)
        expect(shown.first).to_be_visible()

    # What to do.

    def press(self, sentence: str, within: Locator | None = None, /, **values: Any) -> None:
        """Press a button and wait for the page that follows."""
        button = self.find("button", sentence, within, **values)
        with self.page.expect_navigation():
            button.tap() if self.device.touch else button.click()

    def press_here(self, sentence: str, within: Locator | None = None, /, **values: Any) -> None:
        """Press a button of a page that is live: it does what it says where one is."""
        button = self.find("button", sentence, within, **values)
        button.tap() if self.device.touch else button.click()

    def is_live(self) -> None:
        """Wait until everybody sees what one writes on this page."""
        expect(self.page.locator("[data-live][data-guard=live]")).to_be_attached()

    def follow(self, sentence: str, within: Locator | None = None, /, **values: Any) -> None:
        """Follow a link and wait for its page."""
        link = self.find("link", sentence, within, **values)
        with self.page.expect_navigation():
            link.tap() if self.device.touch else link.click()

    def write(self, label: str, words: str, within: Locator | None = None, /, **values: Any) -> None:
        """Write in the box with this label."""
        (within or self.page).get_by_label(self.say(label, **values), exact=True).fill(words)

    def unfold(self, sentence: str, /, **values: Any) -> None:
        """Unfold what lies under these words."""
        fold = self.page.locator("summary").filter(has_text=self.say(sentence, **values)).filter(visible=True).first
        fold.tap() if self.device.touch else fold.click()
