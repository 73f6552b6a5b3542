// Held: what cards say at this moment, from the documents of the page, and from its boxes while somebody types in one.

import { answers, distinct, same } from "../live/answers.js";

// Returns the box of a part of a card, if the page has one.
export function boxOf({ boxes, room, home }, id, part) {
  return boxes.find(room.suffix, `${home}/${id}/${part}`);
}

// Returns the answers that stand at a part of a card: none, one, or several that nobody settled yet.
export function standing({ map }, id, part) {
  const card = map.get(id);
  return card ? distinct(answers({ map: card, key: part })) : [];
}

// Returns the value of a part of a card; of several answers the one that the server takes.
export function valueOf(list, id, part) {
  return standing(list, id, part)[0]?.value ?? null;
}

// Returns the same, but what is being typed in this page's own box counts already; null for what cannot be read.
export function typed(list, id, part) {
  const value = boxOf(list, id, part)?.value;
  if (!value || JSON.stringify(value.raw()) === value.last) return valueOf(list, id, part);
  return value.mean(value.raw()).value ?? null;
}

// Whether anything is written on a card.
export function isFilled(list, id) {
  const own = [...(list.item(id)?.querySelectorAll("[data-box]") ?? [])].map((element) => list.boxes.of(element));
  return own.some((box) => {
    if (!box) return false;
    const part = box.address.slice(list.home.length + id.length + 2);
    return box.texts.some(({ text }) => text.toString().trim()) || (box.value && (!same(typed(list, id, part), null) || !same(box.value.held()[0]?.value, null)));
  });
}

// Returns the first line of the words that stand for a card, short enough for a button.
export function titleOf(list, id, most = 60) {
  const words = list.item(id)?.querySelector("[data-main]:not(.muted)")?.textContent.trim().split("\n")[0] || "…";
  return words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words;
}

// Opens a card where it is changed, and goes to a box on it or to its first one.
export function openCard(list, id, box = null) {
  const fold = list.item(id)?.querySelector("details.edit");
  if (!fold) return;
  fold.open = true;
  const place = box?.element ?? fold;
  const [first] = [...place.querySelectorAll("textarea, input:not([type=hidden]), select, button")];
  (first ?? fold.querySelector("summary")).focus();
}
