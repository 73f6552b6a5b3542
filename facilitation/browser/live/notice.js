// Notice: what the page says about its line, in the top bar (`#line`), and what then can be done.
//
// A line that is back within some seconds is not mentioned. All sentences are the page's.

import { made } from "./element.js";
import { offerRenewing } from "./renew.js";
import { showUnsent } from "./refused.js";

const FAST = 4429;

export function notice(session) {
  const { page } = session;
  const place = document.getElementById("line");
  let reader = "";

  const button = (key, work) => made("button", { type: "button", class: "btn ghost small", onclick: work }, page.word(key));
  const link = (key, href) => made("a", { href }, page.word(key));

  function said() {
    const { state, code, why, keeps } = session;
    if (state === "waiting") return [page.word(keeps === "page" ? "line-waiting-page" : "line-waiting"), button("try-now", () => session.goOn())];
    if (state === "blocked") return [page.word("line-blocked"), button("try-now", () => session.goOn())];
    if (state === "signed out") return [page.word("line-signed-out"), link("renew-title", "#live-renew")];
    if (state === "refused") return [why, code === FAST ? button("go-on", () => session.goOn()) : link("reload", location.href.split("#")[0])];
    return reader ? [reader] : [];
  }

  function draw() {
    if (!place) return;
    const [sentence, act] = said();
    const unsent = session.unsent().length ? link("unsent-title", "#live-unsent") : "";
    const shown = sentence || unsent;
    place.dataset.state = session.state;
    place.hidden = !shown;
    place.replaceChildren(...[sentence && made("span", {}, sentence), act, unsent].filter(Boolean));
  }

  session.addEventListener("reader", ({ detail }) => {
    reader = detail.why;
    draw();
  });
  for (const type of ["state", "keeps", "refused", "unsent"]) session.addEventListener(type, draw);
  offerRenewing(session);
  showUnsent(session);
  draw();
}
