// Plane: above a list of cards that have a place, a picture on which every card is a button at its place.
//
// A card is put somewhere with a mouse or a finger (drag it, or press it and then the place) or with the keys (Enter
// takes it, arrows move it by 5, with Shift by 1, Enter puts it down, Esc gives it back). The two numbers on the card say
// the same. One value is written at the end of a move; what others move is seen at once. Cards without a place wait below.

import { made } from "../live/element.js";
import { button } from "../live/notes.js";
import { steadily } from "../live/steady.js";
import { boxOf, standing, titleOf } from "./held.js";
import { lay } from "./marks.js";
import { follow } from "./pointer.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const STEP = 5;
const MIDDLE = { x: 50, y: 50 };

export class Plane {
  constructor(live, list) {
    const { plane, x, y } = list.element.dataset;
    Object.assign(this, { live, list, part: plane, axes: { x, y }, marks: new Map(), held: null, at: "", frame: 0 });
    this.ground = made("div", { class: "ground", tabindex: "-1" }); // a press on it does not leave the picture
    this.waiting = made("div", { class: "waiting row tight", "data-waiting": true });
    this.told = made("p", { class: "told row tight" });
    this.build();
    for (const name of ["drawn", "titles"]) list.addEventListener(name, () => this.soon());
    live.boxes.addEventListener("touched", ({ detail: { box } }) => box.address.startsWith(`${list.home}/`) && box.address.endsWith(`/${plane}`) && this.soon());
    new ResizeObserver(() => this.soon()).observe(this.ground);
    this.draw();
  }

  word(key, values) {
    return this.live.boxes.word(key, values);
  }

  build() {
    const { x, y } = this.axes;
    const name = document.getElementById(this.list.element.closest("[role=group]")?.getAttribute("aria-labelledby"))?.textContent.trim() ?? "";
    const number = Math.random().toString(36).slice(2);
    this.hint = made("p", { class: "hint", id: `plane-${number}` }, `${this.word("plane-hint")} `, made("span", { class: "keys" }, this.word("plane-keys")));
    this.field = made(
      "div",
      { class: "spread", role: "application", "aria-label": `${name}: ${x} / ${y}`, "aria-describedby": this.hint.id },
      made("p", { class: "axis up", "aria-hidden": "true" }, `↑ ${y}`),
      this.ground,
      made("p", { class: "axis along", "aria-hidden": "true" }, `${x} →`),
      this.waiting,
    );
    this.whole = made("div", { class: "placing screen stack tight" }, this.hint, this.field, this.told);
    this.list.element.before(this.whole);
    this.field.addEventListener("click", (event) => this.pressed(event));
    this.field.addEventListener("keydown", (event) => this.keyed(event));
    this.field.addEventListener("pointerdown", (event) => this.taken(event));
    this.field.addEventListener("focusin", ({ target }) => target.dataset.mark && this.stop(target.dataset.mark));
    this.field.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !this.field.contains(relatedTarget) && this.give());
    document.addEventListener("pointerdown", ({ target }) => !this.field.contains(target) && this.give());
  }

  soon() {
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  // What the document says: a mark for each place that stands, one without a place for a card that has none.
  cards() {
    return this.list.here().flatMap(({ id }, number) => {
      const said = standing(this.list, id, this.part).map(({ value }) => (value && typeof value === "object" ? value : null));
      const places = said.filter(Boolean);
      const two = said.length > 1;
      if (this.held?.id === id) return [{ key: id, id, number, place: this.held.at, two: false }];
      return (places.length ? places : [null]).map((place, which) => ({ key: which ? `${id} ${which}` : id, id, number, place, two }));
    });
  }

  draw() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const cards = this.cards();
    if (this.held && !cards.some(({ id }) => id === this.held.id)) this.held = null; // somebody took the card away
    const focused = this.focused();
    const carry = focused ? (work) => work() : steadily; // a mark that moves is no reason to scroll along with it
    carry(() => {
      for (const [key, mark] of this.marks) if (!cards.some((card) => card.key === key)) this.forget(key, mark);
      for (const card of cards) this.mark(card);
      const order = cards.map(({ key }) => this.marks.get(key));
      for (const [place, own] of [[this.ground, (card) => card.place], [this.waiting, (card) => !card.place]]) {
        const wanted = order.filter((_, at) => own(cards[at]));
        for (const mark of wanted) if (mark.parentElement !== place) place.append(mark);
      }
      focused?.isConnected && focused.focus({ preventScroll: true });
      this.waiting.hidden = !this.waiting.querySelector(".mark");
      this.title();
      lay(this.ground, cards.filter(({ place }) => place).map((card) => ({ ...card, mark: this.marks.get(card.key) })));
    });
    this.whole.hidden = !cards.length;
    this.stop(cards.some(({ key }) => key === this.at) ? this.at : cards[0]?.key);
  }

  title() {
    this.waiting.firstElementChild?.matches("b") || this.waiting.prepend(made("b", { class: "small" }, `${this.word("plane-waiting")}:`));
  }

  focused() {
    return this.field.contains(document.activeElement) ? document.activeElement : null;
  }

  forget(key, mark) {
    this.marks.delete(key);
    mark.remove();
  }

  mark({ key, id, number, place, two }) {
    let mark = this.marks.get(key);
    if (!mark) {
      mark = made("button", { class: "mark", type: "button", "data-mark": key }, made("b", {}), " ", made("span", {}), made("span", { class: "hide" }));
      this.marks.set(key, mark);
    }
    const title = titleOf(this.list, id);
    const [count, name, where] = mark.children;
    count.textContent = String(number + 1);
    name.textContent = mark.title = title;
    where.textContent = ` ${place ? this.say(place) : this.word("plane-waiting")}`;
    mark.setAttribute("aria-pressed", String(this.held?.id === id));
    mark.toggleAttribute("data-unsettled", two);
    return mark;
  }

  say({ x, y }) {
    return `${this.axes.x} ${this.live.boxes.number(x)}, ${this.axes.y} ${this.live.boxes.number(y)}`;
  }

  // One of the marks is where Tab stops.
  stop(key) {
    this.at = key ?? "";
    for (const [name, mark] of this.marks) mark.tabIndex = name === this.at ? 0 : -1;
  }

  // Taking, moving, putting down.

  take(id, from = undefined) {
    if (!this.list.room.write || !boxOf(this.list, id, this.part)?.value) return false;
    if (this.held) this.give();
    const value = from === undefined ? (standing(this.list, id, this.part)[0]?.value ?? null) : from;
    const known = value && typeof value === "object" ? value : null;
    this.held = { id, from: known, at: known };
    return true;
  }

  move(place) {
    this.held.at = place && { x: whole(place.x), y: whole(place.y) };
    this.draw();
  }

  put() {
    const { id, from, at } = this.held;
    this.held = null;
    if (at && (at.x !== from?.x || at.y !== from?.y || standing(this.list, id, this.part).length > 1)) {
      boxOf(this.list, id, this.part).value.set(at);
      this.offer(id, from);
    }
    this.draw();
    this.tell(id, at);
  }

  give() {
    if (!this.held) return;
    const { id, from } = this.held;
    this.held = null;
    this.draw();
    this.tell(id, from);
  }

  tell(id, place) {
    const title = titleOf(this.list, id);
    this.live.aloud.say(place ? this.word("plane-put", { title, at: this.say(place) }) : this.word("plane-off", { title }));
  }

  // Where the card was can be brought back, until another one is moved.
  offer(id, from) {
    const at = this.held?.at ?? standing(this.list, id, this.part)[0]?.value;
    const back = () => {
      this.told.replaceChildren();
      if (!this.list.map.has(id)) return;
      boxOf(this.list, id, this.part)?.value.set(from);
      this.draw();
      this.tell(id, from);
      this.marks.get(id)?.focus({ preventScroll: true });
    };
    this.told.replaceChildren(made("span", {}, this.word("plane-put", { title: titleOf(this.list, id), at: this.say(at) })), button(this.word("plane-back"), back));
  }

  // Keys and presses.

  pressed(event) {
    const mark = event.target.closest(".mark");
    if (this.dragged) return void (this.dragged = false); // the press that ends a drag
    if (mark) {
      const [id] = mark.dataset.mark.split(" ");
      if (this.held?.id === id) return this.put();
      if (!this.take(id)) return;
      if (!event.detail && !this.held.at) this.held.at = MIDDLE; // with the keys it needs a place to be moved from
      this.draw();
      this.marks.get(id)?.focus({ preventScroll: true });
      this.live.aloud.say(this.word("plane-taken", { title: titleOf(this.list, id) }));
    } else if (this.held && this.ground.contains(event.target)) {
      const { id } = this.held;
      this.held.at = this.place(event);
      this.put();
      this.marks.get(id)?.focus({ preventScroll: true });
    }
  }

  keyed(event) {
    const mark = event.target.closest(".mark");
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && this.held) {
      event.preventDefault();
      return this.give();
    }
    const [id] = mark.dataset.mark.split(" ");
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    if (this.held?.id !== id) return this.walk(mark, way[0] - way[1] > 0 ? 1 : -1);
    const step = event.shiftKey ? 1 : STEP;
    const at = this.held.at ?? MIDDLE;
    this.move({ x: at.x + way[0] * step, y: at.y + way[1] * step });
    this.live.aloud.say(this.say(this.held.at));
  }

  walk(mark, way) {
    const all = this.cards().map(({ key }) => this.marks.get(key));
    const next = all[all.indexOf(mark) + way];
    next?.focus();
  }

  taken(down) {
    this.dragged = false;
    const mark = down.target.closest(".mark");
    if (!mark || !down.isPrimary || down.button !== 0) return;
    const [id] = mark.dataset.mark.split(" ");
    const own = this.cards().find(({ key }) => key === mark.dataset.mark)?.place ?? null;
    let off = { x: 0, y: 0 };
    follow(down, mark, {
      start: () => {
        if (!this.take(id, own)) return false;
        const grip = this.place(down, false);
        if (own) off = { x: own.x - grip.x, y: own.y - grip.y };
        return (this.dragged = true);
      },
      move: (event) => {
        const there = this.place(event, false);
        const over = own || (there.x >= 0 && there.x <= 100 && there.y >= 0 && there.y <= 100);
        this.move(over ? { x: there.x + off.x, y: there.y + off.y } : null);
        this.told.replaceChildren(this.held.at ? this.say(this.held.at) : "");
      },
      end: (done) => {
        if (!this.held) return;
        this.told.replaceChildren();
        if (done && this.held.at) this.put();
        else this.give();
        this.marks.get(id)?.focus({ preventScroll: true });
      },
    });
  }

  // Returns which place a pointer is at.
  place({ clientX, clientY }, inside = true) {
    const { left, top, width, height } = this.ground.getBoundingClientRect();
    const at = { x: ((clientX - left) / width) * 100, y: 100 - ((clientY - top) / height) * 100 };
    return inside ? { x: whole(at.x), y: whole(at.y) } : at;
  }
}

function whole(value) {
  return Math.min(100, Math.max(0, Math.round(value)));
}
