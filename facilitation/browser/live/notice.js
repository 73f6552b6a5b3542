// Notice: what the page says about its line, in the top bar (`#line`), and what then can be done.
//
// A line that is back within some seconds is not mentioned; one that was missed is mentioned when all is saved that
// waited for it. That the page is live is said to ears only (`data-quiet`; for eyes it stands with who is here): a row that
// comes and goes would move what one reads. `data-todo`: there is something to do. All sentences are the page's.

import { FAST } from "./codes.js";
import { made } from "./element.js";
import { offerRenewing } from "./renew.js";
import { showUnsent } from "./refused.js";

const SHOWN_MS = 8000; // good news goes away by itself

export function notice(session) {
  const { page } = session;
  const place = document.getElementById("line");
  let reader = "";
  let news = "";
  let quiet = false;
  let missed = false;

  const button = (key, work) => made("button", { type: "button", class: "btn ghost small", onclick: work }, page.word(key));
  const link = (key, href) => made("a", { href }, page.word(key));
  const reload = () => link("reload", location.href.split("#")[0]);

  function said() {
    const { state, code, why, keeps } = session;
    if (state === "waiting") return [page.word(keeps === "page" ? "line-waiting-page" : "line-waiting"), button("try-now", () => session.goOn())];
    if (state === "blocked") return [page.word("line-blocked"), session.line.over ? reload() : button("try-now", () => session.goOn())];
    if (state === "signed out") return [page.word("line-signed-out"), link("renew-title", "#live-renew")];
    if (state === "refused") return [why, code === FAST ? button("go-on", () => session.goOn()) : reload()];
    return [reader || news];
  }

  function tell(key, softly = false) {
    news = page.word(key);
    quiet = softly;
    draw();
    page.later(SHOWN_MS, () => {
      news = "";
      draw();
    });
  }

  function returned() {
    if (!missed || session.state !== "live" || session.pending()) return;
    missed = false;
    tell("line-back");
  }

  function draw() {
    if (!place) return;
    const [sentence, act] = said();
    const unsent = session.unsent().length ? link("unsent-title", "#live-unsent") : "";
    const shown = sentence || unsent;
    place.dataset.line = session.state.replace(" ", "-");
    place.hidden = !shown;
    place.toggleAttribute("data-todo", Boolean(act || unsent || reader));
    place.toggleAttribute("data-quiet", quiet && sentence === news && !unsent);
    place.replaceChildren(...[sentence && made("span", {}, sentence), act, unsent].filter(Boolean));
  }

  session.addEventListener("reader", ({ detail }) => {
    reader = detail.why;
    draw();
  });
  session.addEventListener("live", () => tell("live", true));
  session.addEventListener("state", ({ detail }) => (missed ||= detail.state === "waiting"));
  for (const type of ["back", "acknowledged"]) session.addEventListener(type, returned);
  for (const type of ["state", "keeps", "refused", "unsent"]) session.addEventListener(type, draw);
  offerRenewing(session);
  showUnsent(session);
  draw();
}
