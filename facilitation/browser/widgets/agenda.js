// Agenda: beside each card of a list that follows a clock the hours in every place and what was planned so far, and
// below the list how much time is left in each part. It goes along while somebody types minutes. Buttons make a card
// five minutes longer or shorter, and split it in two.

import { answers, distinct, put, same } from "../live/answers.js";
import { made } from "../live/element.js";
import { boxOf, isFilled, openCard, standing, titleOf, typed, valueOf } from "./held.js";
import { hours, length, plans } from "./hours.js";
import { halves, longer } from "./minutes.js";

const STEP = 5;
const MINUTES = "minutes";

export class Agenda {
  // `list` holds the cards, `parts` those that say the day and the hour.
  constructor(live, list, parts) {
    Object.assign(this, { live, list, parts, boxes: live.boxes, frame: 0 });
    this.sides = [...document.querySelectorAll("template[data-who][data-zone]")].map((model) => ({ key: model.dataset.who, zone: model.dataset.zone, model }));
    this.link = list.models.card.content.querySelector(`[data-kind=link][data-to="${CSS.escape(parts.home)}"]`)?.dataset.box.split("/").pop();
    this.sums = made("div", { class: "sums screen", role: "group" });
    list.element.after(this.sums);
    for (const each of [list, parts]) {
      for (const name of ["drawn", "titles"]) each.addEventListener(name, () => this.soon());
      each.element.addEventListener("input", () => this.soon());
    }
    live.boxes.addEventListener("touched", ({ detail: { box } }) => {
      if ([list, parts].some(({ home }) => box.address.startsWith(`${home}/`))) this.soon();
    });
    this.draw();
  }

  soon() {
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  // What is planned at this moment: the parts, each with its cards.
  plans() {
    const says = (each, id, part) => typed(each, id, part);
    const filled = this.parts.here().filter(({ id }) => isFilled(this.parts, id));
    const parts = filled.map(({ id }) => ({
      id,
      on: says(this.parts, id, "on"),
      at: says(this.parts, id, "at"),
      clock: says(this.parts, id, "clock"),
      minutes: says(this.parts, id, MINUTES),
    }));
    const blocks = this.list.here().map(({ id }) => ({ id, part: says(this.list, id, this.link), minutes: says(this.list, id, MINUTES) }));
    return plans(parts, blocks, this.sides);
  }

  draw() {
    this.frame = 0;
    const all = this.plans();
    for (const plan of all) {
      for (const slot of plan.slots) this.beside(this.list, slot.id, plan, slot);
      if (plan.card) this.beside(this.parts, plan.card.id, plan, { start: 0, end: Math.max(plan.planned, plan.available ?? 0), minutes: null });
    }
    this.sums.replaceChildren(...all.filter(({ slots, card }) => slots.length || (card && all.length > 1)).map((plan) => this.sum(plan, all.length > 1)));
    this.sums.dataset.parts = all.length; // few stay in sight while one types
    this.sums.hidden = !this.sums.children.length;
  }

  number(value) {
    return this.boxes.number(value);
  }

  // Hours and buttons on a card.

  beside(list, id, plan, slot) {
    const item = list.item(id);
    if (!item) return;
    const row = item.querySelector(":scope > [data-when]") ?? this.row(list, id, item);
    const [clocks, far] = row.children;
    const from = hours(plan, slot.start, this.sides);
    const to = slot.end > slot.start ? hours(plan, slot.end, this.sides) : [];
    const said = from.map((hour) => this.clock(hour, to.find(({ key }) => key === hour.key)));
    if (clocks.textContent !== said.map((each) => each.textContent).join("")) clocks.replaceChildren(...said);
    clocks.hidden = !said.length;
    if (list === this.parts) row.hidden = !said.length;
    else far.textContent = this.far(plan, slot);
  }

  clock(from, to) {
    const { model } = this.sides.find(({ key }) => key === from.key);
    const shift = from.shift ? ` ${this.shift(from.shift)}` : "";
    const later = to && to.shift !== from.shift ? ` ${this.shift(to.shift)}` : "";
    return made("span", { class: "hour" }, model.content.firstElementChild.cloneNode(true), " ", made("b", {}, `${from.at}${shift}${to ? `–${to.at}${later}` : ""}`));
  }

  shift(days) {
    const word = { 1: "next-day", [-1]: "day-before" }[days];
    return `(${word ? this.boxes.word(word) : `${days > 0 ? "+" : "−"}${Math.abs(days)}`})`;
  }

  far({ available, planned }, { end }) {
    const n = this.number(end);
    return this.boxes.word(available === null ? "so-far-alone" : "so-far", { n, all: this.number(Math.max(available ?? 0, 0)), planned });
  }

  row(list, id, item) {
    const row = made("div", { class: "when", "data-when": true }, made("p", { class: "hours" }), made("p", { class: "far" }));
    if (list === this.list && list.room.write) row.append(this.tools(id, item));
    item.querySelector(":scope > [data-face]").before(row);
    return row;
  }

  tools(id, item) {
    const title = () => made("span", { class: "hide", "data-title": true }, item.querySelector("[data-title]")?.textContent ?? "");
    const press = (words, work) => made("button", { class: "btn ghost small", type: "button", onclick: work }, words, title());
    return made(
      "div",
      { class: "row tight screen" },
      press(`−${STEP} min`, () => this.stretch(id, -STEP)),
      press(`+${STEP} min`, () => this.stretch(id, STEP)),
      press(this.boxes.word("split"), () => this.split(id)),
    );
  }

  // What the buttons do.

  // Returns the box of the minutes, with everything in it taken in; null when one has to look at it first.
  minutes(id) {
    const box = boxOf(this.list, id, MINUTES);
    box?.value.commit();
    if (!box || !this.list.room.write) return null;
    if (!this.boxes.waiting.has(box.value) && standing(this.list, id, MINUTES).length < 2) return box;
    openCard(this.list, id, box); // what cannot be read, or two answers: people say first what it has to be
    return null;
  }

  stretch(id, by) {
    const box = this.minutes(id);
    if (!box) return;
    const before = valueOf(this.list, id, MINUTES);
    const after = longer(before, by);
    if (after !== before) box.value.set(after);
    this.draw();
    this.say(id, this.boxes.word("lasts", { title: titleOf(this.list, id), n: this.number(after ?? 0) }));
  }

  // The words stay on the first of the two; what was chosen holds for both, and their minutes add up.
  split(id) {
    const { list } = this;
    const box = this.minutes(id);
    const card = list.map.get(id);
    if (!box || !card || list.full()) return;
    const [one, other] = halves(length(valueOf(list, id, MINUTES)));
    const parts = [...new Set([...card.keys()].filter((name) => name.includes("#")).map((name) => name.split("#")[0]))];
    const values = {};
    for (const part of parts) {
      const held = distinct(answers({ map: card, key: part }));
      if (part !== MINUTES && held.length === 1 && !same(held[0].value, null)) values[part] = held[0].value;
    }
    if (other !== null) values[MINUTES] = other;
    const seen = answers({ map: card, key: MINUTES }).map(({ name }) => name);
    list.room.edit(list.home, () => {
      const [fresh] = list.add([{ values }]);
      list.move(fresh, id);
      if (one !== null) put({ map: card, key: MINUTES }, one, seen);
    });
    this.draw();
    if (one !== null) this.say(id, this.boxes.word("split-done", { one: this.number(one), other: this.number(other) }));
  }

  say(id, sentence) {
    const plan = this.plans().find(({ slots }) => slots.some((slot) => slot.id === id));
    this.live.aloud.say(`${sentence} ${this.left(plan)}`.trim());
  }

  // What is left.

  left({ over, available, planned }) {
    if (over) return this.boxes.word(over > 0 ? "over" : "free", { n: this.number(Math.abs(over)) });
    return available !== null && planned === available ? this.boxes.word("fits") : "";
  }

  sum(plan, several) {
    const { card, available, planned, over } = plan;
    const called = card && titleOf(this.parts, card.id);
    const name = !card ? this.boxes.word("no-part") : called === "…" && card.on ? this.boxes.day(card.on) : called;
    const known = available === null ? "planned" : "of-all";
    const values = { planned: this.number(planned), available: this.number(available ?? 0) };
    const left = this.left(plan);
    const mark = over > 0 ? "hot" : over < 0 ? "dash" : "ok";
    return made("p", {}, several && made("b", {}, `${name}: `), this.boxes.word(known, values), " ", left && made("span", { class: `tag ${mark}` }, left));
  }
}
