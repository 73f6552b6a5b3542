// Links: the cards that a box can point at, offered as they are now: added ones, renamed ones, those taken away.
//
// A box with data-to (the address of a list) has one option for each card of that list: in a list to choose from, or
// as boxes to tick. What is chosen stays offered when its card is taken away.

import { NOTHING } from "./reading.js";
import { own } from "./boxes.js";

export class Links {
  // `lists` gives all lists of the page.
  constructor(boxes, lists) {
    Object.assign(this, { boxes, lists });
  }

  follow(list) {
    for (const name of ["drawn", "titles"]) list.addEventListener(name, () => this.draw(list));
  }

  // Offers the cards of a list, as they are now, wherever they can be chosen.
  draw(list) {
    if (list.room.suffix !== "") return;
    const known = new Map(); // by address: many boxes ask for the same
    for (const box of this.boxes.records.values()) {
      const { to } = box.element.dataset;
      if (!box.value || !to || !means(to, list)) continue;
      if (!known.has(to)) known.set(to, this.cards(to));
      offer(box, known.get(to));
    }
  }

  // Offers what there is on a card that was bound before all lists were there.
  fill(item) {
    for (const element of item.querySelectorAll("[data-box][data-to]")) {
      const box = this.boxes.of(element);
      if (box?.value) offer(box, this.cards(element.dataset.to));
    }
  }

  // The cards that an address means, each {id, title}: of lists of this page, or of another tool.
  cards(to) {
    const lists = this.lists().filter((list) => list.room.suffix === "" && means(to, list));
    if (lists.length) return lists.flatMap((list) => list.here().map(({ id }) => ({ id, title: title(list, id) })));
    const linked = document.querySelector(`#linked [data-linked="${CSS.escape(to)}"]`);
    return [...(linked?.children ?? [])].map((item) => ({ id: item.dataset.id, title: item.textContent }));
  }

  // Puts what can be chosen on a card that was just made, before anything of it is bound.
  lay(item) {
    for (const element of item.querySelectorAll("[data-box][data-to]")) {
      const [select] = own(element, "select");
      const [place] = own(element, "[data-options]");
      const cards = this.cards(element.dataset.to);
      if (select) for (const { id, title } of cards) select.add(new Option(title, id), [...select.options].find((each) => each.value === NOTHING) ?? null);
      if (place) for (const { id, title } of cards) place.insertBefore(tick(element.dataset.box, id, title), place.querySelector(`[value="${NOTHING}"]`)?.closest("label") ?? null);
      const first = place?.querySelector("input");
      if (first) first.id = `f-${first.name.replace(/[./@]/g, "-")}`;
      if (place) tell(element, cards.length > 0);
    }
  }
}

// One more box to tick.
export function tick(name, value, words) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  const text = document.createElement("span");
  Object.assign(input, { type: "checkbox", name, value });
  text.textContent = words;
  label.className = "opt";
  label.append(input, text);
  return label;
}

// Whether the cards of a list are meant by an address: of a list that every side has, those of all sides.
function means(to, { home }) {
  return home === to || home.startsWith(`${to}.`);
}

function title(list, id) {
  const words = list.item(id)?.querySelector("[data-main]:not(.muted)")?.textContent.split("\n")[0] || "…";
  return words.length > 90 ? `${words.slice(0, 87)}…` : words;
}

// Offers these cards, each {id, title}, in a box.
export function offer(box, cards) {
  const [select] = own(box.element, "select");
  if (select) return offerList(box, select, cards);
  const [place] = own(box.element, "[data-options]");
  if (!place) return;
  offerTicks(box, place, cards);
  tell(box.element, own(box.element, "input[type=checkbox]").length > 0);
}

// Says whether there is something to tick.
function tell(element, any) {
  for (const each of own(element, "[data-ticks], [data-either]")) each.hidden = !any;
  for (const each of own(element, "[data-nothing], [data-words]")) each.hidden = any;
}

function offerList(box, select, cards) {
  const known = new Map([...select.options].map((option) => [option.value, option]));
  const last = known.get(NOTHING) ?? null;
  for (const { id, title } of cards) {
    const option = known.get(id);
    if (!option) select.add(new Option(title, id), last);
    else if (option.text !== title) option.text = title;
    known.delete(id);
  }
  for (const [value, option] of known) {
    if (!value || value.startsWith("__")) continue;
    if (option.selected) option.text = box.boxes.word("away-card");
    else option.remove();
  }
}

function offerTicks(box, place, cards) {
  const ticks = own(box.element, "input[type=checkbox]").filter((tick) => tick.value !== NOTHING);
  const known = new Map(ticks.map((tick) => [tick.value, tick]));
  for (const { id, title } of cards) {
    const there = known.get(id);
    if (there) there.nextElementSibling.textContent = title;
    else {
      const label = tick(ticks[0]?.name ?? box.address, id, title);
      place.append(label);
      box.value.adopt(label.firstElementChild);
    }
    known.delete(id);
  }
  for (const gone of known.values()) {
    if (gone.checked) gone.nextElementSibling.textContent = box.boxes.word("away-card");
    else box.value.withdraw(gone);
  }
}
