// Refused: a section with the words that will not be sent, each under the label of its box, to copy and then forget.

import { copy } from "../copy.js";
import { made } from "./element.js";

export function showUnsent(session) {
  const { page } = session;
  let section = null;
  for (const type of ["unsent", "live", "back"]) session.addEventListener(type, draw);

  function draw() {
    const words = session.unsent();
    if (!words.length) {
      section?.remove();
      section = null;
      return;
    }
    const drawn = made(
      "section",
      { class: "card stack", id: "live-unsent", "aria-labelledby": "live-unsent-title", tabindex: "-1" },
      made("h2", { id: "live-unsent-title" }, page.word("unsent-title")),
      made("p", {}, page.word("unsent-why")),
      ...words.map(one),
      made("div", {}, made("button", { class: "btn ghost small", type: "button", onclick: () => session.forget() }, page.word("forget"))),
    );
    if (section) section.replaceWith(drawn);
    else page.root.before(drawn);
    section = drawn;
  }

  function one({ name, text, at, old }, number) {
    const id = `live-unsent-${number}`;
    const box = made("textarea", { id, readonly: true, rows: "4" });
    box.value = text;
    const status = made("span", { role: "status" });
    const when = old ? made("span", { class: "muted" }, ` ${page.word("unsent-old", { time: session.moment(at) })}`) : "";
    const button = made("button", { class: "btn ghost small", type: "button" }, page.word("copy"));
    button.addEventListener("click", async () => {
      status.textContent = "";
      if (await copy(box)) status.textContent = page.word("copied");
    });
    return made("div", { class: "field" }, made("label", { for: id }, labelOf(name), when), box, made("div", { class: "row tight" }, button, status));
  }
}

// The label of the box with these words on this page; its name where the page has none (any more).
function labelOf(name) {
  const input = document.getElementsByName(name)[0];
  const label = input?.labels?.[0] ?? document.querySelector(`[data-box="${CSS.escape(name.split("@")[0])}"] :is(label, legend)`);
  return (label?.textContent ?? input?.getAttribute("aria-label") ?? "").trim().replace(/\s+/g, " ");
}
