// Weeks: above a list of stretches of a year the weeks of that year, each with the pattern and the letter of what is on it.
//
// Press a free week, drag over several or take them with Shift and the arrows, and the form of a new card opens with those
// days; a week on which something stands leads to its card. One stop for Tab; arrows go from week to week, up and down
// from month to month.

import { made } from "../live/element.js";
import { openCard, titleOf, typed } from "./held.js";
import { follow } from "./pointer.js";
import { after, letters, monday, months, stretches, within } from "./year.js";

export class Weeks {
  constructor(live, list) {
    Object.assign(this, { live, list, years: 0, frame: 0, at: "", from: "", cells: new Map() });
    const options = [...list.models.card.content.querySelectorAll('[data-box$="/effect"] input[type=radio]')].filter(({ value }) => value && !value.startsWith("__"));
    this.effects = options.map(({ value }) => value);
    this.labels = options.map((option) => option.closest("label").textContent.trim());
    this.signs = letters(this.labels);
    this.language = document.documentElement.lang || undefined;
    this.build();
    for (const name of ["drawn", "titles"]) list.addEventListener(name, () => this.soon());
    list.element.addEventListener("input", () => this.soon());
    live.boxes.addEventListener("touched", ({ detail: { box } }) => box.address.startsWith(`${list.home}/`) && this.soon());
    this.lay();
  }

  word(key, values) {
    return this.live.boxes.word(key, values);
  }

  date(day, options) {
    return new Date(`${day}T00:00:00Z`).toLocaleDateString(this.language, { ...options, timeZone: "UTC" });
  }

  build() {
    const label = document.getElementById(this.list.element.closest("[role=group]")?.getAttribute("aria-labelledby"))?.textContent.trim() ?? "";
    const turn = (key, years) => made("button", { class: "btn ghost small", type: "button", onclick: () => this.turn(years) }, this.word(key), made("span", { class: "hide" }, `: ${label}`));
    this.span = made("b", {});
    this.grid = made("div", { class: "months", role: "grid", "aria-label": `${this.word("weeks")}: ${label}` });
    const legend = made("ul", { class: "legend" }, ...this.labels.map((words, number) => made("li", {}, made("span", { class: "week", "data-effect": number, "aria-hidden": "true" }, made("b", {}, this.signs[number])), words)));
    const head = made("div", { class: "row tight" }, this.span, turn("weeks-earlier", -1), turn("weeks-later", 1));
    this.list.element.before(made("div", { class: "year screen stack tight" }, head, made("p", { class: "hint" }, `${this.word("weeks-hint")} `, made("span", { class: "keys" }, this.word("weeks-keys"))), this.grid, legend));
    this.grid.addEventListener("click", (event) => this.pressed(event));
    this.grid.addEventListener("keydown", (event) => this.keyed(event));
    this.grid.addEventListener("pointerdown", (event) => this.dragged(event));
    this.grid.addEventListener("focusout", ({ relatedTarget }) => this.grid.contains(relatedTarget) || this.choose(this.at));
  }

  // The weeks that are shown.

  turn(years) {
    this.years += years;
    this.lay();
    this.live.aloud.say(this.span.textContent);
  }

  today() {
    const digits = { year: "numeric", month: "2-digit", day: "2-digit", timeZone: this.live.root.dataset.zone || undefined };
    const said = Object.fromEntries(new Intl.DateTimeFormat("en-US", digits).formatToParts(this.live.session.now()).map(({ type, value }) => [type, value]));
    return `${said.year}-${said.month}-${said.day}`;
  }

  lay() {
    const today = this.today();
    const shown = months(today, this.years);
    this.cells.clear();
    this.grid.replaceChildren(
      ...shown.map(({ month, weeks }) => {
        const name = made("span", { class: "small", role: "rowheader" }, this.date(`${month}-01`, { month: "short" }));
        return made("div", { class: "month", role: "row" }, name, ...weeks.map((week) => this.cell(week, week === monday(today))));
      }),
    );
    const [first, last] = [shown[0].month, shown[shown.length - 1].month].map((month) => this.date(`${month}-01`, { month: "long", year: "numeric" }));
    this.span.textContent = `${first} – ${last}`;
    this.all = shown.flatMap(({ weeks }) => weeks);
    this.rows = shown.map(({ weeks }) => weeks);
    this.at = this.from = this.all.includes(monday(today)) ? monday(today) : this.all[0];
    this.draw();
  }

  cell(week, now) {
    const button = made("button", { class: "week", type: "button", "data-week": week, "aria-current": now ? "date" : false }, made("span", { "aria-hidden": "true" }, String(Number(week.slice(8)))), made("b", { "aria-hidden": "true" }), made("span", { class: "hide" }));
    this.cells.set(week, button);
    return made("span", { role: "gridcell" }, button);
  }

  soon() {
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.frame = 0;
    const says = (id, part) => typed(this.list, id, part);
    this.found = stretches(this.list.here().map(({ id }) => ({ id, starts: says(id, "starts"), ends: says(id, "ends"), effect: says(id, "effect") })));
    for (const [week, button] of this.cells) {
      const here = this.on(week);
      const effect = here.length ? this.effects.indexOf(here[0].effect) : null;
      if (effect === null) delete button.dataset.effect;
      else button.dataset.effect = effect;
      const [, letter, words] = button.children;
      letter.textContent = effect === null ? "" : (this.signs[effect] ?? "?");
      const said = here.map(({ id, effect: what }) => `${this.labels[this.effects.indexOf(what)] ?? this.word("week-unsaid")}, ${titleOf(this.list, id)}`);
      button.title = said.join("; ");
      words.textContent = `${this.days(week, after(week, 6))}: ${said.join("; ") || this.word("week-free")}`;
    }
    this.mark();
  }

  // Returns what is on a week, what weighs most first; what nobody said the effect of comes last.
  on(week) {
    const rank = ({ effect }) => (this.effects.includes(effect) ? this.effects.indexOf(effect) : this.effects.length);
    return within(this.found, week).sort((one, other) => rank(one) - rank(other));
  }

  days(from, to) {
    return `${this.date(from, { day: "numeric", month: "long" })} – ${this.date(to, { day: "numeric", month: "long", year: "numeric" })}`;
  }

  // The weeks that are chosen: from `from` to `at`, in whichever order.

  chosen() {
    const [first, last] = [this.from, this.at].sort();
    return this.all.filter((week) => first <= week && week <= last);
  }

  choose(week, more = false) {
    this.at = week;
    if (!more) this.from = week;
    this.mark();
  }

  mark() {
    const chosen = this.chosen();
    for (const [week, button] of this.cells) {
      button.tabIndex = week === this.at ? 0 : -1;
      button.parentElement.setAttribute("aria-selected", String(chosen.length > 1 && chosen.includes(week)));
    }
  }

  pressed({ target, shiftKey }) {
    const week = target.closest("[data-week]")?.dataset.week;
    if (!week || this.drew) return void (this.drew = false); // the press that ends a drag
    if (week !== this.at) this.choose(week, shiftKey);
    this.act();
  }

  keyed(event) {
    const week = event.target.closest("[data-week]")?.dataset.week;
    if (!week || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && this.from !== this.at) {
      event.preventDefault();
      return this.choose(this.at);
    }
    const next = this.next(week, event.key);
    if (!next) return;
    event.preventDefault();
    this.choose(next, event.shiftKey);
    this.cells.get(next).focus();
    const chosen = this.chosen();
    if (chosen.length > 1) this.live.aloud.say(this.days(chosen[0], after(chosen[chosen.length - 1], 6)));
  }

  next(week, key) {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[key];
    if (step) return this.all[Math.min(this.all.length - 1, Math.max(0, this.all.indexOf(week) + step))];
    const way = { ArrowUp: -1, ArrowDown: 1 }[key];
    const row = this.rows.findIndex((weeks) => weeks.includes(week));
    const there = way && this.rows[row + way];
    return there ? there[Math.min(there.length - 1, this.rows[row].indexOf(week))] : "";
  }

  dragged(down) {
    const week = down.target.closest("[data-week]")?.dataset.week;
    if (!week || !down.isPrimary || down.button !== 0) return;
    this.drew = false;
    follow(down, down.target, {
      start: () => {
        this.choose(week);
        return true;
      },
      move: ({ clientX, clientY }) => {
        const over = document.elementFromPoint(clientX, clientY)?.closest("[data-week]");
        if (over && this.grid.contains(over)) this.choose(over.dataset.week, true);
      },
      end: (done) => {
        if (!done) return this.choose(this.at);
        this.drew = this.chosen().length > 1;
        if (this.drew) this.act();
      },
    });
  }

  // Goes to what is on a week, or opens the form of a new card with the days of the weeks that are chosen.
  act() {
    const chosen = this.chosen();
    const [here] = chosen.length === 1 ? this.on(chosen[0]) : [];
    if (here) return openCard(this.list, here.id);
    const fold = this.list.fresh?.blank;
    if (!fold || !this.list.room.write) return;
    const [from, to] = [chosen[0], after(chosen[chosen.length - 1], 6)];
    for (const [part, day] of [["starts", from], ["ends", to]]) {
      const box = fold.querySelector(`[data-blank="${part}"] input`);
      box.value = day;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    fold.open = true;
    this.choose(this.at);
    fold.querySelector("textarea, input:not([type=hidden]), select")?.focus();
    this.live.aloud.say(this.word("weeks-on", { from: this.date(from, { day: "numeric", month: "long" }), to: this.date(to, { day: "numeric", month: "long", year: "numeric" }) }));
  }
}
