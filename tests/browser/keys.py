"""Keys: somebody who uses nothing but a keyboard, and has to see at every step where they are."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.people import Somebody

MOST_STEPS = 150
"""Steps after which somebody gives up: more than any page of ours has."""
UNSEEN = """() => {
  const it = document.activeElement;
  // between the last and the first thing of a page, and where the link to the content leads: nothing to press there
  if (!it || it === document.body || it.tagName === "MAIN") return "";
  const drawn = getComputedStyle(it).opacity === "0" ? it.nextElementSibling : it;  // a step of a scale is its number
  const style = getComputedStyle(drawn), name = it.outerHTML.slice(0, 120);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return "no ring around " + name;
  const box = drawn.getClientRects()[0];
  if (!box || box.width < 2 || box.height < 2) return "too small to see: " + name;
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  if (left >= right || top >= bottom) return "outside the window: " + name;
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return [it, drawn].some((each) => each.contains(there) || there?.contains(each)) ? "" : "covered: " + name;
}"""
"""What is wrong with how the focus looks, "" when it can be seen."""


class Keys:
    """The keyboard of somebody who has no mouse; `unseen` notes where they could not see the focus."""

    def __init__(self, who: Somebody) -> None:
        self.who, self.page = who, who.page
        self.unseen: list[str] = []

    def press(self, key: str) -> None:
        """Press a key, and look where the focus is."""
        self.page.keyboard.press(key)
        wrong = self.page.evaluate(UNSEEN)
        if wrong:
            self.unseen.append(wrong)

    def go_to(self, there: Locator) -> None:
        """Press Tab until this has the focus, unless it has it already."""
        expect(there).to_be_attached()
        if there.evaluate("it => it === document.activeElement"):
            return
        for _ in range(MOST_STEPS):
            self.press("Tab")
            if there.evaluate("it => it === document.activeElement"):
                return
        raise AssertionError(f"Tab never comes to {there}")

    def write(self, there: Locator, words: str) -> None:
        """Go to a box and type."""
        self.go_to(there)
        self.page.keyboard.type(words)

    def enter(self, there: Locator, key: str = "Enter") -> None:
        """Go to a button or a link, press it and wait for the page that follows."""
        self.go_to(there)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def enter_here(self, there: Locator, key: str = "Enter") -> None:
        """Go to a button of a page that is live and press it."""
        self.go_to(there)
        self.page.keyboard.press(key)

    def unfold(self, there: Locator) -> None:
        """Go to something folded and unfold it."""
        self.go_to(there)
        self.press("Space")
