// Renew: signing in again without leaving the page, when the sign-in ended in the middle of writing.
//
// The form posts what the page /sign-in posts. Whether it is the same person is looked at before the line opens again;
// somebody else is told so. Who signed in in another tab is noticed when this page is looked at.

import { made } from "./element.js";

const SIGN_IN = "/sign-in";
const PROBLEMS = { 400: "renew-wrong", 429: "renew-slow" };

export function offerRenewing(session) {
  const { page } = session;
  let form = null;
  let tell = () => {};
  session.addEventListener("stranger", () => tell("renew-other"));
  session.addEventListener("state", ({ detail }) => {
    if (detail.state === "signed out") form ??= draw();
    else {
      form?.remove();
      form = null;
    }
  });

  function draw() {
    const problem = made("p", { class: "err", role: "alert", hidden: true });
    const send = made("button", { class: "btn small", type: "submit" }, page.word("renew-send"));
    const drawn = made(
      "form",
      { class: "card stack", id: "live-renew", method: "post", action: SIGN_IN, "aria-labelledby": "live-renew-title", tabindex: "-1" },
      made("h2", { id: "live-renew-title" }, page.word("renew-title")),
      problem,
      field("mail", "email", "username", "renew-mail"),
      field("password", "password", "current-password", "renew-password"),
      made("div", { class: "row" }, send, made("a", { href: SIGN_IN, target: "_blank", rel: "noopener" }, page.word("renew-elsewhere"))),
    );
    tell = (key) => {
      problem.hidden = !key;
      problem.textContent = key && page.word(key, { name: page.name });
    };
    drawn.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      send.disabled = true;
      tell("");
      const said = await post(new URLSearchParams(new FormData(drawn)));
      send.disabled = false;
      tell(said);
      if (!said) session.goOn();
    });
    page.root.before(drawn);
    return drawn;
  }

  function field(name, type, autocomplete, key) {
    const id = `live-renew-${name}`;
    const label = made("label", { for: id }, page.word(key));
    return made("div", { class: "field" }, label, made("input", { id, name, type, autocomplete, required: true, spellcheck: "false", autocapitalize: "none" }));
  }
}

// Returns the key of what is wrong, or "".
async function post(body) {
  try {
    const answer = await fetch(SIGN_IN, { method: "POST", body, redirect: "manual" });
    return answer.type === "opaqueredirect" || answer.ok ? "" : (PROBLEMS[answer.status] ?? "renew-failed");
  } catch {
    return "renew-failed";
  }
}
