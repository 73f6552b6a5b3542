// Links: the cards that a box can point at, offered as they are now: added ones, renamed ones, those taken away.
//
// A box with data-to (the address of a list) has one option for each card of that list: in a list to choose from, or
// as boxes to tick. What is chosen stays offered when its card is taken away.

import { NOTHING } from "./reading.js";
import { own } from "./boxes.js";

export function offerCards(boxes, lists) {
  const draw = (list) => {
    if (list.room.suffix !== "") return;
    const cards = list.here().map(({ id }) => ({ id, title: title(list, id) }));
    for (const box of boxes.records.values()) if (box.element.dataset.to === list.home && box.value) offer(box, cards);
  };
  for (const list of lists) for (const name of ["drawn", "titles"]) list.addEventListener(name, () => draw(list));
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
  const any = own(box.element, "input[type=checkbox]").length > 0;
  for (const each of own(box.element, "[data-ticks]")) each.hidden = !any;
  for (const each of own(box.element, "[data-nothing]")) each.hidden = any;
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
    const tick = known.get(id);
    if (tick) tick.nextElementSibling.textContent = title;
    else place.append(box.value.offer(id, title));
    known.delete(id);
  }
  for (const tick of known.values()) {
    if (tick.checked) tick.nextElementSibling.textContent = box.boxes.word("away-card");
    else box.value.withdraw(tick);
  }
}
