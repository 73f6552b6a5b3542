// Cards: a list of notes that people add, order, take away and bring back at the same time.
//
// The document says which cards there are and in which order; `draw` makes the page say the same with as few moves as
// it can, and never moves the card in which somebody is. A card that somebody else takes away while one is in it stays
// in sight, with its words and a button to bring it back. Where there are many, cards come without their forms: each
// gets the form of the model, as cards do that others add.

import { Map as YMap } from "yjs";
import { newId, put } from "./answers.js";
import { pieces } from "./differences.js";
import { between, placed, sorted } from "./orders.js";
import { drawRemoved, filled } from "./removed.js";
import { button, note } from "./notes.js";
import { steadily } from "./steady.js";
import { PIECE } from "./texts.js";

const FOLLOW_MS = 500; // by then both rooms have told what was opened
export const MOST = 150; // cards of one list, as on the forms

export class CardList extends EventTarget {
  constructor(element, boxes, faces, links) {
    super();
    const { cards: home, room } = element.dataset;
    Object.assign(this, { element, boxes, faces, links, home, room: boxes.session.rooms.get(room), acting: false, early: [] });
    this.mine = element.closest("[data-mine]");
    this.scope = this.mine ?? element.closest("[data-box]") ?? element.parentElement;
    this.map = this.room.doc.getMap(home);
    this.gone = this.inScope(`[data-removed="${home}"]`)[0];
    const model = (name) => [...document.querySelectorAll(`template[data-${name}-of="${home}"]`)].find((each) => each.dataset.room === room);
    this.models = { card: model("card"), removed: model("removed") };
    this.map.observeDeep((events) => {
      const own = events.some(({ target, keys }) => target === this.map || keys.has("order") || keys.has("removed"));
      if (own && this.acting) this.draw();
      else if (own) steadily(() => this.draw());
    });
    boxes.addEventListener("touched", ({ detail: { box } }) => box.address === `${home}.none` && this.paper());
    faces.addEventListener("drawn", ({ detail }) => element.contains(detail) && this.dispatchEvent(new Event("titles")));
    this.draw();
  }

  inScope(selector) {
    return [...this.scope.querySelectorAll(selector)].filter((each) => each.closest("[data-mine]") === this.mine);
  }

  // What the document says.

  all() {
    const cards = [];
    for (const [id, card] of this.map.entries()) {
      if (card instanceof YMap && typeof card.get("order") === "string") cards.push({ id, card, order: card.get("order"), removed: Boolean(card.get("removed")) });
    }
    return sorted(cards);
  }

  here() {
    return this.all().filter((each) => !each.removed);
  }

  full() {
    return this.here().length >= MOST;
  }

  item(id) {
    return [...this.element.children].find((each) => each.dataset.card === id);
  }

  // The room of a part: some parts of a card are for one side only.
  roomOf(part) {
    const model = [...this.models.card.content.querySelectorAll("[data-box]")].find((each) => each.dataset.box.split("/").pop() === part);
    return this.boxes.session.rooms.get(model?.dataset.room) ?? this.room;
  }

  // What people do. Each is one transaction, and none is undone by Ctrl+Z.

  act(work) {
    this.acting = true;
    try {
      return this.room.edit(this.home, work);
    } finally {
      this.acting = false;
    }
  }

  // Adds cards: [{values: {part: value}, texts: {part: {language: words}}, rooms: {part: room}}]; returns their ids.
  add(cards) {
    const made = cards.map((each) => ({ ...each, id: newId() }));
    const long = (words) => words.length > PIECE;
    this.act(() => {
      let last = this.all().pop()?.order ?? "";
      for (const { id, values = {}, texts = {}, rooms = {} } of made) {
        last = between(last, "");
        this.map.set(id, new YMap([["order", last], ["removed", false]]));
        const map = this.map.get(id);
        for (const [part, value] of Object.entries(values)) if (!rooms[part]) put({ map, key: part }, value, []);
        this.say(id, texts, (part, words) => !rooms[part] && !long(words), (text, words) => text.insert(0, words));
      }
    });
    for (const { id, values = {}, texts = {}, rooms = {} } of made) {
      for (const [part, room] of Object.entries(rooms)) {
        const key = `${this.home}/${id}/${part}`;
        if (part in values) room.edit(key, () => put({ map: room.doc.getMap("values"), key }, values[part], []));
        for (const [language, words] of Object.entries(texts[part] ?? {})) room.edit(key, () => room.doc.getText(`${key}@${language}`).insert(0, words));
      }
      this.say(id, texts, (part, words) => !rooms[part] && long(words), (text, words) => {
        for (const piece of pieces(words, PIECE)) this.act(() => text.insert(text.length, piece));
      });
    }
    return made.map((each) => each.id);
  }

  say(id, texts, which, write) {
    for (const [part, languages] of Object.entries(texts)) {
      for (const [language, words] of Object.entries(languages)) {
        if (which(part, words)) write(this.room.doc.getText(`${this.home}/${id}/${part}@${language}`), words);
      }
    }
  }

  turn(id, removed) {
    const card = this.map.get(id);
    if (card && Boolean(card.get("removed")) !== removed) this.act(() => card.set("removed", removed));
  }

  // Moves a card right after another one; "" is the top.
  move(id, after) {
    const cards = this.all();
    const from = cards.findIndex((each) => each.id === id);
    if (from < 0) return;
    const before = cards.slice(0, from).filter((each) => !each.removed).pop()?.id ?? "";
    if (before === after) return;
    const [moved] = cards.splice(from, 1);
    const at = after ? cards.findIndex((each) => each.id === after) + 1 : 0;
    cards.splice(at, 0, moved);
    const keys = placed(cards.map((each) => each.order), at);
    this.act(() => keys.forEach((order, place) => cards[place].card.set("order", order)));
  }

  // Moves a card to a place among those that one sees, from 0.
  moveTo(id, place) {
    const others = this.here().filter((each) => each.id !== id);
    this.move(id, others[Math.min(place, others.length) - 1]?.id ?? "");
  }

  // What the page says.

  draw() {
    const cards = this.all();
    const here = cards.filter((each) => !each.removed);
    const wanted = new Set(here.map((each) => each.id));
    const kept = [];
    const backs = []; // where a card was that one took away oneself
    for (const item of [...this.element.children]) {
      if (item.dataset.back) wanted.has(item.dataset.back) ? item.remove() : backs.push(item);
      else if (wanted.has(item.dataset.card)) this.notice(item, false);
      else if (this.mine) this.leave(item);
      else if (item.matches("[data-taken]") || (!this.acting && item.contains(document.activeElement))) kept.push(item);
      else this.drop(item);
    }
    for (const item of kept) this.notice(item, true);
    const items = here.map(({ id }) => this.item(id) ?? this.make(id));
    arrange(this.element, items, [...kept, ...backs]);
    drawRemoved(this, cards.filter((each) => each.removed && !each.card.get("opened"))); // an opened draft is in the shared list
    items.forEach((item, place) => this.tools(item, place, items.length));
    this.paper(here.length);
    this.dispatchEvent(new Event("drawn"));
  }

  // What a list without cards says on paper: that it was left blank on purpose, or that nobody filled it in yet.
  paper(number = this.here().length) {
    const marked = this.inScope(`[data-box="${this.home}.none"] [type=checkbox]`)[0]?.checked ?? false;
    for (const each of this.inScope("[data-none]")) each.hidden = Boolean(number) || marked;
    for (const each of this.inScope("[data-marked]")) each.hidden = !marked;
  }

  make(id) {
    const item = filled(this.models.card, id);
    this.element.append(item);
    this.links.lay(item);
    this.boxes.bind(item);
    this.earlier(item);
    this.faces.draw(item);
    this.early?.push(item);
    return item;
  }

  // Once all lists are there: offers their cards on those that were made before, and gives cards without forms one each.
  complete() {
    for (const item of this.early ?? []) this.links.fill(item);
    this.early = null;
    const items = [...this.element.children].filter((item) => item.dataset.card);
    items.forEach((item, place) => {
      const folded = item.querySelector("[data-folded]");
      if (!folded) return;
      this.form(item, folded);
      this.tools(item, place, items.length);
    });
  }

  form(item, folded) {
    const form = filled(this.models.card, item.dataset.card).querySelector("details.edit");
    const besides = item.querySelector("template[data-besides]");
    for (const part of [...besides.content.children]) form.querySelector(`#${CSS.escape(part.id)}`)?.replaceWith(part);
    besides.remove();
    form.open = folded.hasAttribute("data-wanted");
    const here = folded === document.activeElement;
    folded.replaceWith(form);
    this.links.lay(form);
    try {
      this.boxes.bind(item);
    } catch (error) {
      form.replaceWith(folded); // a form that is blank must not be sent
      throw error;
    }
    for (const title of form.querySelectorAll("[data-title]")) title.textContent = folded.querySelector("[data-title]").textContent;
    this.earlier(item);
    if (here) form.querySelector("summary").focus();
  }

  // Shows the way to earlier wordings where there are words.
  earlier(item) {
    for (const link of item.querySelectorAll("a[data-earlier]")) link.hidden = !this.boxes.of(link)?.texts.some(({ text }) => text.length);
  }

  // A draft that was opened stands in the shared list now, under the same id: whoever was writing on it goes on there.
  leave(item) {
    const { name = "", selectionEnd } = item.contains(document.activeElement) ? document.activeElement : {};
    this.drop(item);
    if (!name || this.acting) return;
    setTimeout(() => {
      const there = document.getElementsByName(name.replace(/^mine:/, ""))[0];
      const fold = there?.closest("details.edit");
      if (fold) fold.open = true;
      there?.focus();
      if (there?.tagName === "TEXTAREA") there.setSelectionRange(selectionEnd, selectionEnd);
    }, FOLLOW_MS);
  }

  drop(item) {
    this.boxes.free(item);
    item.remove();
  }

  // The card was taken away by somebody else while one is in it: says so, and offers to bring it back.
  notice(item, taken) {
    if (item.matches("[data-taken]") === taken) return;
    item.toggleAttribute("data-taken", taken);
    item.querySelector(":scope > [data-notice]")?.remove();
    if (!taken) return;
    const back = button(this.boxes.word("bring-back"), () => this.turn(item.dataset.card, false));
    const away = button(this.boxes.word("let-go"), () => this.drop(item));
    item.prepend(note(this.boxes.word("taken"), [back, away]));
  }

  tools(item, place, all) {
    const order = item.querySelector("[data-order]");
    if (order) order.hidden = all < 2;
    const grip = item.querySelector("[data-grip]");
    if (grip) {
      grip.hidden = all < 2 || !this.room.write;
      grip.title = this.boxes.word("move");
      grip.style.touchAction = "none"; // a finger on it moves the card and not the page
    }
    const up = item.querySelector("button[value^='up:']");
    const down = item.querySelector("button[value^='down:']");
    if (up) up.disabled = place === 0 || !this.room.write;
    if (down) down.disabled = place === all - 1 || !this.room.write;
    const select = item.querySelector("select[name$=':place']");
    if (!select) return;
    while (select.options.length > all) select.remove(select.options.length - 1);
    while (select.options.length < all) select.add(new Option(String(select.options.length + 1)));
    select.selectedIndex = place;
  }
}

// Puts items in their order without moving the one in which somebody is.
function arrange(list, items, kept) {
  const pivot = Math.max(0, items.findIndex((item) => item.contains(document.activeElement)));
  const neighbour = (item, way) => {
    let next = item?.[way];
    while (next && kept.includes(next)) next = next[way];
    return next;
  };
  for (let place = pivot - 1; place >= 0; place -= 1) {
    if (neighbour(items[place + 1], "previousElementSibling") !== items[place]) items[place + 1].before(items[place]);
  }
  for (let place = pivot + 1; place < items.length; place += 1) {
    if (neighbour(items[place - 1], "nextElementSibling") !== items[place]) items[place - 1].after(items[place]);
  }
}
